//! The Levenberg–Marquardt parameter, and the step that it gives.
//!
//! That is MINPACK's `lmpar` and `qrsolv`.

use ndarray::{Array1, Array2, ArrayRef1, ArrayRef2, s};

use crate::root::Rotation;
use crate::vectors::norm;

/// A step and its parameter: the minimizer of `‖J p − f‖² + par ‖D p‖²`.
#[derive(Debug)]
pub(super) struct Damped {
    pub(super) step: Array1<f64>,
    pub(super) par: f64,
}

/// The problem in factors `J P = Q R` with `b = Qᵀ f`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Factored<'a> {
    pub(super) r: &'a ArrayRef2<f64>,
    pub(super) p: &'a [usize],
    pub(super) b: &'a ArrayRef1<f64>,
    pub(super) diag: &'a ArrayRef1<f64>,
}

/// The step within the trust region `‖D p‖ ≤ 1.1 Δ`, where `par` is a guess.
///
/// J. J. Moré, "The Levenberg-Marquardt algorithm: implementation and theory", Lecture Notes in
/// Mathematics 630, 1978. <https://doi.org/10.1007/BFb0067700>
pub(super) fn damped_step(problem: Factored<'_>, delta: f64, par: f64) -> Damped {
    let n = problem.b.len();
    let rank = (0..n).position(|j| problem.r[[j, j]] == 0.0).unwrap_or(n);
    let mut step = problem.gauss_newton(rank);
    let mut scaled = problem.diag * &*step;
    let mut length = norm(&scaled);
    let mut excess = length - delta;
    if excess <= 0.1 * delta {
        return Damped { step, par: 0.0 };
    }
    // Newton's method for the length from 0 is a lower bound, the gradient an upper one.
    let mut lower = 0.0;
    if rank == n {
        let w = problem
            .solve_transposed(problem.r, &problem.permuted(&(&*scaled * problem.diag / length)));
        lower = excess / delta / w.dot(&w);
    }
    let gradient = problem.r.t().dot(problem.b);
    let gradient_norm = norm(&(&gradient / &problem.permuted(problem.diag)));
    let mut upper = gradient_norm / delta;
    if upper == 0.0 {
        upper = f64::MIN_POSITIVE / delta.min(0.1);
    }
    let mut par = par.max(lower).min(upper);
    if par == 0.0 {
        par = gradient_norm / length;
    }
    for n_iter in 1.. {
        if par == 0.0 {
            par = f64::MIN_POSITIVE.max(1e-3 * upper);
        }
        let (damped, triangle) = problem.solve_damped(par.sqrt());
        step = damped;
        scaled = problem.diag * &*step;
        length = norm(&scaled);
        let last_excess = excess;
        excess = length - delta;
        let hopeless = lower == 0.0 && excess <= last_excess && last_excess < 0.0;
        if excess.abs() <= 0.1 * delta || hopeless || n_iter == 10 {
            break;
        }
        let w = problem
            .solve_transposed(&triangle, &problem.permuted(&(&*scaled * problem.diag / length)));
        let correction = excess / delta / w.dot(&w);
        if excess > 0.0 {
            lower = lower.max(par);
        } else if excess < 0.0 {
            upper = upper.min(par);
        }
        par = lower.max(par + correction);
    }
    Damped { step, par }
}

impl Factored<'_> {
    fn permuted(&self, x: &ArrayRef1<f64>) -> Array1<f64> {
        self.p.iter().map(|&p| x[p]).collect()
    }

    fn in_order(&self, x: &ArrayRef1<f64>) -> Array1<f64> {
        let mut ordered = Array1::zeros(x.len());
        for (&p, &x) in self.p.iter().zip(x) {
            ordered[p] = x;
        }
        ordered
    }

    /// Least squares by the first `rank` columns.
    fn gauss_newton(&self, rank: usize) -> Array1<f64> {
        let mut x = Array1::zeros(self.b.len());
        x.slice_mut(s![..rank]).assign(&self.b.slice(s![..rank]));
        back_substitute(self.r, &mut x, rank);
        self.in_order(&x)
    }

    /// `Tᵀ w = v` for an upper triangle.
    #[allow(clippy::unused_self, reason = "reads as the counterpart of the other solvers")]
    fn solve_transposed(&self, triangle: &ArrayRef2<f64>, v: &ArrayRef1<f64>) -> Array1<f64> {
        let mut w = v.to_owned();
        for j in 0..w.len() {
            let known: f64 = (0..j).map(|i| triangle[[i, j]] * w[i]).sum();
            w[j] = (w[j] - known) / triangle[[j, j]];
        }
        w
    }

    /// Least squares with rows `root · D` below, and the triangle that rotations make of both.
    fn solve_damped(&self, root: f64) -> (Array1<f64>, Array2<f64>) {
        let n = self.b.len();
        let (mut triangle, mut right) = (self.r.to_owned(), self.b.to_owned());
        for j in 0..n {
            let mut row = Array1::<f64>::zeros(n);
            row[j] = root * self.diag[self.p[j]];
            let mut right_of_row = 0.0;
            for k in j..n {
                if row[k] == 0.0 {
                    continue;
                }
                let rotation = Rotation::onto_first(triangle[[k, k]], row[k]);
                for (upper, lower) in triangle.row_mut(k).iter_mut().zip(&mut row).skip(k) {
                    (*upper, *lower) = rotation.apply(*upper, *lower);
                }
                (right[k], right_of_row) = rotation.apply(right[k], right_of_row);
            }
        }
        let rank = (0..n).position(|j| triangle[[j, j]] == 0.0).unwrap_or(n);
        right.slice_mut(s![rank..]).fill(0.0);
        back_substitute(&triangle, &mut right, rank);
        (self.in_order(&right), triangle)
    }
}

fn back_substitute(r: &ArrayRef2<f64>, x: &mut ArrayRef1<f64>, rank: usize) {
    for j in (0..rank).rev() {
        let known: f64 = (j + 1..rank).map(|k| r[[j, k]] * x[k]).sum();
        x[j] = (x[j] - known) / r[[j, j]];
    }
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    #[test]
    fn the_step_keeps_to_the_trust_region_and_is_stationary() {
        let r = array![[4.0, 1.0, -2.0], [0.0, 2.0, 0.5], [0.0, 0.0, 0.1]];
        let (p, b) = (vec![2, 0, 1], array![1.0, -2.0, 3.0]);
        let diag = array![1.0, 2.0, 0.5];
        let problem = Factored { r: &r, p: &p, b: &b, diag: &diag };
        for delta in [0.01, 0.3, 5.0] {
            let damped = damped_step(problem, delta, 0.0);
            assert!((norm(&(&diag * &damped.step)) / delta - 1.0).abs() <= 0.1);
            let ordered: Array1<f64> = p.iter().map(|&p| damped.step[p]).collect();
            let scales: Array1<f64> = p.iter().map(|&p| diag[p] * diag[p]).collect();
            let gradient = r.t().dot(&(r.dot(&ordered) - &b)) + &ordered * &scales * damped.par;
            assert!(gradient.iter().all(|g| g.abs() < 1e-12), "{gradient}");
        }
        let free = damped_step(problem, 1e6, 1.0);
        assert_eq!(free.par, 0.0);
    }
}

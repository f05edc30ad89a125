//! Least squares whose unknowns must not be negative.
//!
//! Counterpart of `scipy.optimize.nnls`.

use ndarray::{Array1, ArrayRef1, ArrayRef2, aview1};
use onkai_core::{Error, Result, check_finite};

use crate::vectors::{add_scaled, dot, norm};

/// The `x ≥ 0` that makes `‖a · x − b‖₂` least.
///
/// An active set method: one unknown after another is freed from zero, the one along which the
/// residual falls fastest, and those that would turn negative are put back.
///
/// # Shapes
///
/// `a`: `[m, n]`, `b`: `[m]`, `x`: `[n]`. `maxiter` defaults to `3 n`.
///
/// # Errors
///
/// [`Error::Shape`] if `b` does not fit, [`Error::NotFinite`], [`Error::Parameter`] if `maxiter` is 0.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_optimize::nnls;
/// let a = array![[1.0, 0.0], [1.0, 0.0], [0.0, 1.0]];
/// let fit = nnls(&a, &array![2.0, 1.0, 1.0], None)?;
/// assert!((fit.x - array![1.5, 1.0]).iter().all(|e| e.abs() < 1e-14));
/// assert!((fit.rnorm - 0.5_f64.sqrt()).abs() < 1e-14);
/// # Ok::<(), onkai_optimize::Error>(())
/// ```
///
/// # Differences from SciPy
///
/// Running out of iterations is told by [`Nnls::converged`], where SciPy raises.
///
/// # References
///
/// C. L. Lawson, R. J. Hanson, *Solving Least Squares Problems*, SIAM 1995, chapter 23,
/// [doi:10.1137/1.9781611971217](https://doi.org/10.1137/1.9781611971217).
pub fn nnls(a: &ArrayRef2<f64>, b: &ArrayRef1<f64>, maxiter: Option<usize>) -> Result<Nnls> {
    let (m, n) = a.dim();
    if b.len() != m {
        return Err(Error::Shape { name: "b", expected: vec![m], actual: vec![b.len()] });
    }
    check_finite("a", a)?;
    check_finite("b", b)?;
    if maxiter == Some(0) {
        return Err(Error::parameter("maxiter", 0.0, "at least 1"));
    }
    let columns = a.t().iter().copied().collect();
    let solved = NonNegative::new(columns, b.to_vec(), n).solve(maxiter.unwrap_or(3 * n));
    let NonNegative { x, n_iter, .. } = &solved;
    Ok(Nnls {
        rnorm: solved.residual_norm(),
        n_iter: *n_iter,
        converged: solved.converged,
        x: Array1::from_vec(x.clone()),
    })
}

/// What [`nnls`] gives.
#[derive(Clone, Debug, PartialEq)]
pub struct Nnls {
    /// The solution, `[n]`.
    pub x: Array1<f64>,
    /// `‖a · x − b‖₂`.
    pub rnorm: f64,
    /// How many systems were solved.
    pub n_iter: usize,
    /// Whether `x` is the solution; `false` if the iterations ran out before.
    pub converged: bool,
}

/// The state of the active set method.
///
/// The matrix is kept as `Qᵀ a`, column by column, where `Q` makes the columns of the free unknowns
/// upper triangular in the order in which they stand in `free`; the right side as `Qᵀ b`.
pub(crate) struct NonNegative {
    columns: Vec<f64>,
    right: Vec<f64>,
    m: usize,
    free: Vec<usize>,
    zero: Vec<usize>,
    /// The solution.
    pub(crate) x: Vec<f64>,
    /// By how much the half squared residual falls with each unknown; positive for none that is zero
    /// in the end.
    pub(crate) dual: Vec<f64>,
    /// How many systems were solved.
    pub(crate) n_iter: usize,
    /// Whether the iterations sufficed.
    pub(crate) converged: bool,
}

impl NonNegative {
    /// The problem with `n` columns one after another.
    pub(crate) fn new(columns: Vec<f64>, right: Vec<f64>, n: usize) -> Self {
        Self {
            columns,
            m: right.len(),
            right,
            free: Vec::new(),
            zero: (0..n).collect(),
            x: vec![0.0; n],
            dual: vec![0.0; n],
            n_iter: 0,
            converged: false,
        }
    }

    /// The length of what cannot be fitted.
    pub(crate) fn residual_norm(&self) -> f64 {
        if self.converged || self.free.is_empty() {
            return norm(&aview1(&self.right[self.free.len()..]));
        }
        // The unknowns have not reached the solution for the free ones: its share is missing, too.
        let mut rest = self.right.clone();
        for &j in &self.free {
            add_scaled(&mut rest, -self.x[j], self.column(j));
        }
        norm(&aview1(&rest))
    }

    fn column(&self, j: usize) -> &[f64] {
        &self.columns[j * self.m..(j + 1) * self.m]
    }

    /// Solves with at most `maxiter` systems.
    pub(crate) fn solve(mut self, maxiter: usize) -> Self {
        loop {
            let rank = self.free.len();
            for &j in &self.zero {
                let column = &self.columns[j * self.m..(j + 1) * self.m];
                self.dual[j] = dot(&column[rank..], &self.right[rank..]);
            }
            if rank == self.m || !self.free_one() {
                self.converged = true;
                return self;
            }
            loop {
                if self.n_iter == maxiter {
                    return self;
                }
                self.n_iter += 1;
                let target = self.triangular_solution();
                if self.advance(&target) {
                    break;
                }
            }
        }
    }

    /// Frees the unknown that promises most, unless none is left that lowers the residual.
    fn free_one(&mut self) -> bool {
        let mut candidates: Vec<usize> =
            (0..self.zero.len()).filter(|&k| self.dual[self.zero[k]] > 0.0).collect();
        while let Some(best) = (0..candidates.len()).max_by(|&a, &b| {
            let value = |c: usize| self.dual[self.zero[candidates[c]]];
            value(a).total_cmp(&value(b)).then(b.cmp(&a))
        }) {
            let place = candidates.swap_remove(best);
            if self.triangularize(place) {
                return true;
            }
            self.dual[self.zero[place]] = 0.0;
        }
        false
    }

    /// Reflects the column at `place` of `zero` into triangular form and frees its unknown, unless it
    /// depends on the free ones, or rounding alone made it look useful.
    fn triangularize(&mut self, place: usize) -> bool {
        let (rank, m, j) = (self.free.len(), self.m, self.zero[place]);
        let column = &mut self.columns[j * m..(j + 1) * m];
        let length = norm(&aview1(&column[rank..]));
        let above = norm(&aview1(&column[..rank]));
        // Lawson and Hanson's test: the new diagonal element counts if a hundredth of it does.
        if above + 0.01 * length == above {
            return false;
        }
        let diagonal = if column[rank] > 0.0 { -length } else { length };
        let mut reflector = column[rank..].to_vec();
        reflector[0] -= diagonal;
        // `H = I + v vᵀ / (diagonal · v₀)`
        let scale = 1.0 / (diagonal * reflector[0]);
        let product = scale * dot(&reflector, &self.right[rank..]);
        let reflected = self.right[rank] + product * reflector[0];
        if reflected / diagonal <= 0.0 {
            return false;
        }
        column[rank] = diagonal;
        column[rank + 1..].fill(0.0);
        add_scaled(&mut self.right[rank..], product, &reflector);
        self.zero.remove(place);
        for &k in &self.zero {
            let column = &mut self.columns[k * m + rank..(k + 1) * m];
            let product = scale * dot(&reflector, column);
            add_scaled(column, product, &reflector);
        }
        self.free.push(j);
        self.dual[j] = 0.0;
        true
    }

    /// The best values of the free unknowns, wherever they lie.
    fn triangular_solution(&self) -> Vec<f64> {
        let mut target = self.right[..self.free.len()].to_vec();
        for i in (0..target.len()).rev() {
            let column = self.column(self.free[i]);
            target[i] /= column[i];
            let (above, at) = target.split_at_mut(i);
            add_scaled(above, -at[0], &column[..i]);
        }
        target
    }

    /// Goes towards `target` as far as no unknown turns negative; whether it was reached.
    fn advance(&mut self, target: &[f64]) -> bool {
        let mut fraction = 2.0;
        let mut blocking = None;
        for (i, (&j, &goal)) in self.free.iter().zip(target).enumerate() {
            if goal <= 0.0 {
                let share = self.x[j] / (self.x[j] - goal);
                // 0 / 0 stands for an unknown that is at zero and stays there.
                let share = if share.is_nan() { 0.0 } else { share };
                if share < fraction {
                    (fraction, blocking) = (share, Some(i));
                }
            }
        }
        let Some(blocking) = blocking else {
            for (&j, &goal) in self.free.iter().zip(target) {
                self.x[j] = goal;
            }
            return true;
        };
        for (&j, &goal) in self.free.iter().zip(target) {
            self.x[j] += fraction * (goal - self.x[j]);
        }
        self.put_back(blocking);
        // Rounding may have left others at zero or below.
        while let Some(i) = self.free.iter().position(|&j| self.x[j] <= 0.0) {
            self.put_back(i);
        }
        false
    }

    /// Sets the free unknown at `place` to zero and makes the rest triangular again.
    fn put_back(&mut self, place: usize) {
        let m = self.m;
        let j = self.free.remove(place);
        self.x[j] = 0.0;
        for i in place..self.free.len() {
            let pivot = self.free[i] * m + i;
            let (a, b) = (self.columns[pivot], self.columns[pivot + 1]);
            let length = a.hypot(b);
            let (cosine, sine) = if length == 0.0 { (1.0, 0.0) } else { (a / length, b / length) };
            for column in self.columns.chunks_exact_mut(m) {
                rotate(&mut column[i..i + 2], cosine, sine);
            }
            self.columns[pivot] = length;
            self.columns[pivot + 1] = 0.0;
            rotate(&mut self.right[i..i + 2], cosine, sine);
        }
        self.zero.push(j);
    }
}

/// Rotates a pair of neighbours.
fn rotate(pair: &mut [f64], cosine: f64, sine: f64) {
    let (a, b) = (pair[0], pair[1]);
    pair[0] = cosine * a + sine * b;
    pair[1] = cosine * b - sine * a;
}

#[cfg(test)]
mod tests {
    use ndarray::{Array2, array};

    use super::*;

    #[test]
    fn a_right_side_behind_the_cone_gives_zero() {
        let a = array![[1.0, 0.0], [1.0, 0.0], [0.0, 1.0]];
        let fit = nnls(&a, &array![-1.0, -1.0, -1.0], None).unwrap();
        assert_eq!(fit.x, array![0.0, 0.0]);
        assert!((fit.rnorm - 3.0_f64.sqrt()).abs() < 1e-15 && fit.converged);
    }

    #[test]
    fn equal_columns_are_used_once() {
        let a = array![[1.0, 1.0], [2.0, 2.0]];
        let fit = nnls(&a, &array![1.0, 2.0], None).unwrap();
        assert!(fit.rnorm < 1e-15 && (fit.x.sum() - 1.0).abs() < 1e-15);
    }

    #[test]
    fn too_few_iterations_are_told() {
        let a = array![[2.0, 1.0], [1.0, 2.0], [0.5, 0.25]];
        let fit = nnls(&a, &array![1.0, 1.0, 3.0], Some(1)).unwrap();
        assert!(!fit.converged && fit.n_iter == 1);
        let rest = a.dot(&fit.x) - array![1.0, 1.0, 3.0];
        assert!((fit.rnorm - rest.dot(&rest).sqrt()).abs() < 1e-14);
    }

    #[test]
    fn nothing_to_fit() {
        let fit = nnls(&Array2::zeros((3, 0)), &array![1.0, 2.0, 2.0], None).unwrap();
        assert_eq!((fit.x.len(), fit.rnorm, fit.converged), (0, 3.0, true));
        let fit = nnls(&Array2::zeros((0, 2)), &Array1::zeros(0), None).unwrap();
        assert_eq!((fit.x, fit.rnorm), (array![0.0, 0.0], 0.0));
    }

    #[test]
    fn bad_input_is_refused() {
        let a = array![[1.0, 2.0]];
        let error = nnls(&a, &array![1.0, 2.0], None).unwrap_err();
        assert!(matches!(error, Error::Shape { name: "b", .. }));
        let error = nnls(&a, &array![f64::NAN], None).unwrap_err();
        assert!(matches!(error, Error::NotFinite { name: "b", .. }));
        let error = nnls(&array![[f64::INFINITY]], &array![1.0], None).unwrap_err();
        assert!(matches!(error, Error::NotFinite { name: "a", .. }));
        let error = nnls(&a, &array![1.0], Some(0)).unwrap_err();
        assert!(matches!(error, Error::Parameter { name: "maxiter", .. }));
    }
}

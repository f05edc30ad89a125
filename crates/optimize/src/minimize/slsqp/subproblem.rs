//! The quadratic problem of a step: least squares with linear equalities and inequalities.

use ndarray::{Array1, Array2, ArrayRef1, ArrayRef2, Axis, Zip, concatenate, s};
use onkai_core::Result;
use onkai_linalg::{QrForm, Side, TriangularOptions, qr, solve_triangular};

use crate::linear::NonNegative;

/// Minimize `‖root · s − right‖` subject to `equal · s = equal_right` and `least · s ≥ least_right`.
pub(in crate::minimize) struct LeastSquares {
    pub(in crate::minimize) root: Array2<f64>,
    pub(in crate::minimize) right: Array1<f64>,
    pub(in crate::minimize) equal: Array2<f64>,
    pub(in crate::minimize) equal_right: Array1<f64>,
    pub(in crate::minimize) least: Array2<f64>,
    pub(in crate::minimize) least_right: Array1<f64>,
}

/// The step and the multipliers of the equalities, then the inequalities.
#[derive(Debug)]
pub(in crate::minimize) struct Step {
    pub(in crate::minimize) s: Array1<f64>,
    pub(in crate::minimize) multipliers: Array1<f64>,
}

/// What becomes of a quadratic problem.
#[derive(Debug)]
pub(in crate::minimize) enum Outcome {
    Solved(Step),
    /// No step fulfils all conditions.
    Incompatible,
    /// The equalities are not independent.
    Singular,
    /// The non-negative least squares took too many iterations.
    Limit,
}

impl LeastSquares {
    /// Solves it: the equalities determine a part of the step and leave a problem of least distance.
    ///
    /// Lawson and Hanson's LSEI, LSI and LDP.
    pub(in crate::minimize) fn solve(&self) -> Result<Outcome> {
        let (m_equal, n) = self.equal.dim();
        if m_equal > n {
            return Ok(Outcome::Singular);
        }
        if m_equal == 0 {
            let whole = free_part(&self.root, &self.right, &self.least, &self.least_right)?;
            return Ok(match whole {
                Free::Solved(FreePart { y: s, multipliers }) => {
                    Outcome::Solved(Step { s, multipliers })
                }
                Free::Incompatible => Outcome::Incompatible,
                Free::Limit => Outcome::Limit,
            });
        }
        // `equal = Rᵀ Kᵀ`: in the coordinates `Kᵀ s` the first ones are what the equalities say.
        let turn = qr(&self.equal.t(), QrForm::Full)?;
        let (k, triangle) = (turn.q, turn.r.slice(s![..m_equal, ..]).to_owned());
        let size = triangle.iter().fold(0.0_f64, |most, r| most.max(r.abs()));
        if triangle.diag().iter().any(|r| r.abs() <= f64::EPSILON * size) {
            return Ok(Outcome::Singular);
        }
        let (k1, k2) = (k.slice(s![.., ..m_equal]), k.slice(s![.., m_equal..]));
        let fixed = k1.dot(&forward(&triangle.t(), &self.equal_right)?);
        let rest = &self.right.view() - &self.root.dot(&fixed);
        let room = &self.least_right - &self.least.dot(&fixed);
        let free = match free_part(&self.root.dot(&k2), &rest, &self.least.dot(&k2), &room)? {
            Free::Solved(free) => free,
            Free::Incompatible => return Ok(Outcome::Incompatible),
            Free::Limit => return Ok(Outcome::Limit),
        };
        let s = fixed + k2.dot(&free.y);
        // Stationarity: `rootᵀ (root · s − right) = equalᵀ λ + leastᵀ μ`.
        let pull = self.root.t().dot(&(self.root.dot(&s) - &self.right))
            - self.least.t().dot(&free.multipliers);
        let equal = backward(&triangle, &k1.t().dot(&pull))?;
        let multipliers = equal.iter().chain(&free.multipliers).copied().collect();
        Ok(Outcome::Solved(Step { s, multipliers }))
    }
}

struct FreePart {
    y: Array1<f64>,
    multipliers: Array1<f64>,
}

enum Free {
    Solved(FreePart),
    Incompatible,
    Limit,
}

/// Minimizes `‖root · y − right‖` subject to `least · y ≥ least_right`.
fn free_part(
    root: &ArrayRef2<f64>,
    right: &ArrayRef1<f64>,
    least: &ArrayRef2<f64>,
    least_right: &ArrayRef1<f64>,
) -> Result<Free> {
    let (m, n) = least.dim();
    let no_multipliers = Array1::zeros(m);
    if n == 0 {
        // Nothing is free: the equalities alone must satisfy the inequalities.
        let is_short = |&room: &f64| room > 1e-10;
        return Ok(if least_right.iter().any(is_short) {
            Free::Incompatible
        } else {
            Free::Solved(FreePart { y: Array1::zeros(0), multipliers: no_multipliers })
        });
    }
    let turn = qr(root, QrForm::Economic)?;
    let target = turn.q.t().dot(right);
    let unconstrained = backward(&turn.r, &target)?;
    if m == 0 {
        return Ok(Free::Solved(FreePart { y: unconstrained, multipliers: no_multipliers }));
    }
    // With `z = R y − target` it is the least `‖z‖` subject to `least R⁻¹ z ≥ distance`.
    let distance = &least_right.view() - &least.dot(&unconstrained);
    if distance.iter().all(|&d| d <= 0.0) {
        return Ok(Free::Solved(FreePart { y: unconstrained, multipliers: no_multipliers }));
    }
    let transposed = forward_columns(&turn.r.t(), &least.t())?;
    // In units of the farthest of the conditions, so that the distance does not hide in rounding.
    let apart = Zip::from(transposed.columns()).and(&distance).map_collect(|row, &d| match d {
        d if d <= 0.0 => 0.0,
        d => d / row.dot(&row).sqrt(),
    });
    let unit = apart.iter().fold(0.0_f64, |most, &d| most.max(d));
    if !unit.is_finite() {
        return Ok(Free::Incompatible);
    }
    let distance = distance / unit;
    let stacked = concatenate(Axis(0), &[transposed.view(), distance.view().insert_axis(Axis(0))])
        .unwrap_or_else(|_| Array2::zeros((n + 1, m)));
    let mut last = vec![0.0; n + 1];
    last[n] = 1.0;
    let columns = stacked.t().iter().copied().collect();
    let solved = NonNegative::new(columns, last, m).solve(3 * m.max(n));
    if !solved.converged {
        return Ok(Free::Limit);
    }
    let weights = Array1::from_vec(solved.x);
    let share = 1.0 - distance.dot(&weights);
    if share <= 10.0 * f64::EPSILON {
        return Ok(Free::Incompatible);
    }
    let multipliers = weights * (unit / share);
    let z = transposed.dot(&multipliers);
    Ok(Free::Solved(FreePart { y: unconstrained + backward(&turn.r, &z)?, multipliers }))
}

fn forward(l: &ArrayRef2<f64>, b: &ArrayRef1<f64>) -> Result<Array1<f64>> {
    solve_triangular(l, b, &TriangularOptions { side: Side::Lower, ..Default::default() })
}

fn forward_columns(l: &ArrayRef2<f64>, b: &ArrayRef2<f64>) -> Result<Array2<f64>> {
    solve_triangular(l, b, &TriangularOptions { side: Side::Lower, ..Default::default() })
}

fn backward(r: &ArrayRef2<f64>, b: &ArrayRef1<f64>) -> Result<Array1<f64>> {
    solve_triangular(r, b, &TriangularOptions::default())
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    fn step(problem: &LeastSquares) -> Step {
        match problem.solve().unwrap() {
            Outcome::Solved(step) => step,
            other => panic!("{other:?}"),
        }
    }

    /// The nearest point to (1, 2, 3) with the conditions.
    fn nearest(equal: Array2<f64>, equal_right: Array1<f64>) -> LeastSquares {
        LeastSquares {
            root: Array2::eye(3),
            right: array![1.0, 2.0, 3.0],
            equal,
            equal_right,
            least: array![[-1.0, 0.0, 0.0], [0.0, 0.0, -1.0]],
            least_right: array![-5.0, -2.0],
        }
    }

    #[test]
    fn equalities_and_inequalities_with_their_multipliers() {
        let found = step(&nearest(Array2::zeros((0, 3)), array![]));
        assert!((found.s - array![1.0, 2.0, 2.0]).iter().all(|e| e.abs() < 1e-14));
        assert!((found.multipliers - array![0.0, 1.0]).iter().all(|e| e.abs() < 1e-14));
        let found = step(&nearest(array![[1.0, 1.0, 0.0]], array![1.0]));
        assert!((found.s - array![0.0, 1.0, 2.0]).iter().all(|e| e.abs() < 1e-14));
        assert!((found.multipliers - array![-1.0, 0.0, 1.0]).iter().all(|e| e.abs() < 1e-14));
    }

    #[test]
    fn what_has_no_solution() {
        let twice = array![[1.0, 1.0, 0.0], [2.0, 2.0, 0.0]];
        let singular = nearest(twice, array![1.0, 2.0]).solve().unwrap();
        assert!(matches!(singular, Outcome::Singular));
        let against = nearest(array![[0.0, 0.0, 1.0]], array![5.0]).solve().unwrap();
        assert!(matches!(against, Outcome::Incompatible), "{against:?}");
        let fixed = nearest(Array2::eye(3), array![9.0, 0.0, 0.0]).solve().unwrap();
        assert!(matches!(fixed, Outcome::Incompatible));
        let fixed = step(&nearest(Array2::eye(3), array![1.0, 0.0, 0.0]));
        assert_eq!(fixed.s, array![1.0, 0.0, 0.0]);
    }
}

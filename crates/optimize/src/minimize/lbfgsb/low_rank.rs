//! The inverse Hessian that L-BFGS-B remembers.
//!
//! Counterpart of `scipy.optimize.LbfgsInvHessProduct`.

use ndarray::{Array1, Array2, ArrayRef1, Axis};
use onkai_core::{Error, Result};

/// An inverse Hessian as the identity and the last steps' corrections.
///
/// With `ρ = 1 / yᵀs` each pair of a step `s` and the change `y` of the gradient makes
///
/// ```text
/// H ← (I − ρ s yᵀ) H (I − ρ y sᵀ) + ρ s sᵀ
/// ```
///
/// # Examples
///
/// ```
/// use ndarray::{ArrayRef1, array};
/// use onkai_optimize::{InverseHessian, MinimizeOptions, minimize};
/// let f = |x: &ArrayRef1<f64>| x[0] * x[0] + 2.0 * x[1] * x[1];
/// let options = MinimizeOptions { method: Some("L-BFGS-B".parse()?), ..Default::default() };
/// let result = minimize(f, &array![1.0, 1.0], &options)?;
/// if let Some(InverseHessian::LowRank(inverse)) = result.hess_inv {
///     let step = inverse.apply(&array![2.0, 0.0])?;
///     assert!((step[0] - 1.0).abs() < 0.1);
/// }
/// # Ok::<(), onkai_optimize::Error>(())
/// ```
///
/// # References
///
/// J. Nocedal, *Updating quasi-Newton matrices with limited storage*, Math. Comp. 35 (1980) 773–782,
/// doi:10.1090/S0025-5718-1980-0572855-7.
#[derive(Clone, Debug, PartialEq)]
pub struct LowRankInverse {
    /// The steps, oldest first, `[m, n]`.
    steps: Array2<f64>,
    /// The changes of the gradient, `[m, n]`.
    changes: Array2<f64>,
}

impl LowRankInverse {
    pub(crate) fn new(steps: Array2<f64>, changes: Array2<f64>) -> Self {
        Self { steps, changes }
    }

    /// The product with `v`, `[n]`, by Nocedal's two loops.
    ///
    /// # Errors
    ///
    /// [`Error::Shape`] if `v` has another length.
    pub fn apply(&self, v: &ArrayRef1<f64>) -> Result<Array1<f64>> {
        let n = self.steps.ncols();
        if v.len() != n {
            return Err(Error::Shape { name: "v", expected: vec![n], actual: vec![v.len()] });
        }
        Ok(self.product(v.to_owned()))
    }

    /// The matrix, `[n, n]`.
    pub fn to_dense(&self) -> Array2<f64> {
        let mut matrix = Array2::eye(self.steps.ncols());
        for mut column in matrix.axis_iter_mut(Axis(1)) {
            let product = self.product(column.to_owned());
            column.assign(&product);
        }
        matrix
    }

    fn product(&self, mut v: Array1<f64>) -> Array1<f64> {
        let pairs = || self.steps.outer_iter().zip(self.changes.outer_iter());
        let mut factors = Vec::with_capacity(self.steps.nrows());
        for (s, y) in pairs().rev() {
            let factor = s.dot(&v) / s.dot(&y);
            v.scaled_add(-factor, &y);
            factors.push(factor);
        }
        for ((s, y), factor) in pairs().zip(factors.into_iter().rev()) {
            let rest = y.dot(&v) / s.dot(&y);
            v.scaled_add(factor - rest, &s);
        }
        v
    }
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    #[test]
    fn the_last_change_goes_back_to_its_step() {
        let inverse = LowRankInverse::new(
            array![[1.0, 0.0, 2.0], [0.0, 1.0, 1.0]],
            array![[2.0, 1.0, 1.0], [0.5, 3.0, 1.0]],
        );
        let step = inverse.apply(&array![0.5, 3.0, 1.0]).unwrap();
        assert!((step - array![0.0, 1.0, 1.0]).iter().all(|e| e.abs() < 1e-15));
        let dense = inverse.to_dense();
        assert!((&dense - &dense.t()).iter().all(|e| e.abs() < 1e-14));
        let error = inverse.apply(&array![1.0]).unwrap_err();
        assert!(matches!(error, Error::Shape { name: "v", .. }));
    }
}

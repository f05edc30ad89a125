//! The number of dimensions that a matrix leads into.
//!
//! Counterpart of `numpy.linalg.matrix_rank`.

use ndarray::ArrayRef2;
use num_traits::{Float, Zero};
use onkai_core::{Error, Real, Result};

use crate::scalar::LinalgScalar;
use crate::svd::svdvals;

/// Which singular values count as zero: those up to the larger one of the bounds that are given.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct RankTolerance {
    /// Bound in units of the largest; by default `ε max(m, n)` if there is no absolute bound.
    pub rtol: Option<f64>,
    /// Absolute bound.
    pub atol: Option<f64>,
}

/// The rank of a matrix: how many of its singular values are not zero, within a tolerance.
///
/// # Shapes
///
/// `a`: `[m, n]`.
///
/// # Errors
///
/// [`Error::NotFinite`]; [`Error::Parameter`] when a bound is negative or NaN.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_linalg::{RankTolerance, matrix_rank};
/// let a = array![[1.0, 2.0], [2.0, 4.0]];
/// assert_eq!(matrix_rank(&a, &RankTolerance::default())?, 1);
/// # Ok::<(), onkai_linalg::Error>(())
/// ```
pub fn matrix_rank<T: LinalgScalar>(a: &ArrayRef2<T>, tolerance: &RankTolerance) -> Result<usize> {
    for (name, bound) in [("rtol", tolerance.rtol), ("atol", tolerance.atol)] {
        if let Some(bound) = bound
            && (bound.is_nan() || bound < 0.0)
        {
            return Err(Error::parameter(name, bound, "not negative"));
        }
    }
    if a.is_empty() {
        return Ok(0);
    }
    let s = svdvals(a)?;
    let relative = match (tolerance.rtol, tolerance.atol) {
        (Some(rtol), _) => T::Real::of(rtol),
        (None, Some(_)) => T::Real::zero(),
        (None, None) => T::Real::epsilon() * T::Real::of_usize(a.nrows().max(a.ncols())),
    };
    let bound = (relative * s[0]).max(T::Real::of(tolerance.atol.unwrap_or(0.0)));
    Ok(s.iter().filter(|&&v| bound < v).count())
}

#[cfg(test)]
mod tests {
    use ndarray::{Array2, array};

    use super::*;

    #[test]
    fn tolerances_are_relative_absolute_or_both() {
        let a = Array2::from_diag(&array![1.0, 1e-3, 1e-9, 0.0]);
        let rank = |rtol, atol| matrix_rank(&a, &RankTolerance { rtol, atol });
        assert_eq!(rank(None, None), Ok(3));
        assert_eq!(rank(Some(1e-6), None), Ok(2));
        assert_eq!(rank(None, Some(0.01)), Ok(1));
        assert_eq!(rank(Some(1e-6), Some(0.01)), Ok(1));
        assert!(matches!(rank(Some(-1.0), None), Err(Error::Parameter { name: "rtol", .. })));
        assert_eq!(matrix_rank(&Array2::<f32>::zeros((0, 3)), &RankTolerance::default()), Ok(0));
        assert_eq!(matrix_rank(&Array2::<f32>::zeros((2, 3)), &RankTolerance::default()), Ok(0));
    }
}

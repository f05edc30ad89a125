//! The checks that the functions of this crate begin with.

use ndarray::{ArrayRef, ArrayRef2, Dimension};
use onkai_core::{Error, Result, check_finite};

use crate::scalar::LinalgScalar;

/// The order of a square matrix.
///
/// # Errors
///
/// [`Error::NotSquare`].
pub(crate) fn order_of<T>(name: &'static str, a: &ArrayRef2<T>) -> Result<usize> {
    let (n_rows, n_cols) = a.dim();
    if n_rows == n_cols { Ok(n_rows) } else { Err(Error::NotSquare { name, n_rows, n_cols }) }
}

/// The order of a square matrix of finite numbers.
///
/// # Errors
///
/// [`Error::NotSquare`], [`Error::NotFinite`].
pub(crate) fn finite_order<T: LinalgScalar>(name: &'static str, a: &ArrayRef2<T>) -> Result<usize> {
    let n = order_of(name, a)?;
    check_finite(name, a)?;
    Ok(n)
}

/// Refuses an array of another shape than its partners require.
///
/// # Errors
///
/// [`Error::Shape`].
pub(crate) fn check_shape<T, D: Dimension>(
    name: &'static str,
    x: &ArrayRef<T, D>,
    expected: &[usize],
) -> Result<()> {
    if x.shape() == expected {
        return Ok(());
    }
    Err(Error::Shape { name, expected: expected.to_vec(), actual: x.shape().to_vec() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rectangle_is_not_square() {
        let error = order_of("a", &ndarray::Array2::<f64>::zeros((3, 4))).unwrap_err();
        let message = "expected square matrix: `a` has 3 rows and 4 columns";
        assert_eq!(error.to_string(), message);
    }
}

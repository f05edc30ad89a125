//! The checks that the functions of this crate begin with.

use ndarray::{ArrayRef, ArrayRef2, Dimension};
use num_traits::Float;
use onkai_core::{Error, Real, Result, Scalar};

use crate::scalar::LinalgScalar;

/// Refuses an array with NaN or infinite elements, complex ones included.
///
/// # Errors
///
/// [`Error::NotFinite`] with the first such element.
pub(crate) fn check_finite<T: LinalgScalar, D: Dimension>(
    name: &'static str,
    x: &ArrayRef<T, D>,
) -> Result<()> {
    // A sum is finite only if every term is; a sum of finite terms may overflow, so the search has
    // the last word.
    let sum = match x.as_slice_memory_order() {
        Some(slice) => sum_of(slice),
        None => x.sum(),
    };
    if sum.is_all_finite() {
        return Ok(());
    }
    match x.iter().enumerate().find(|(_, v)| !v.is_all_finite()) {
        Some((index, v)) => {
            let part = if v.re().is_finite() { v.im() } else { v.re() };
            Err(Error::NotFinite { name, index, value: part.as_f64() })
        }
        None => Ok(()),
    }
}

/// The sum in eight strands, which the processor adds at once.
fn sum_of<T: Scalar>(x: &[T]) -> T {
    let (chunks, rest) = x.as_chunks::<8>();
    let mut strands = [T::zero(); 8];
    for chunk in chunks {
        for (sum, &v) in strands.iter_mut().zip(chunk) {
            *sum += v;
        }
    }
    strands.iter().chain(rest).fold(T::zero(), |sum, &v| sum + v)
}

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
    use ndarray::{Array1, array};
    use num_complex::Complex;

    use super::*;

    #[test]
    fn the_offending_part_is_told() {
        let x = array![Complex::new(1.0_f32, 0.0), Complex::new(2.0, f32::INFINITY)];
        let error = check_finite("x", &x).unwrap_err();
        assert_eq!(error, Error::NotFinite { name: "x", index: 1, value: f64::INFINITY });
        assert_eq!(check_finite("x", &Array1::from_elem(9, f64::MAX)), Ok(()));
    }

    #[test]
    fn a_rectangle_is_not_square() {
        let error = order_of("a", &ndarray::Array2::<f64>::zeros((3, 4))).unwrap_err();
        let message = "expected square matrix: `a` has 3 rows and 4 columns";
        assert_eq!(error.to_string(), message);
    }
}

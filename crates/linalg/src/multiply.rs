//! The product of two matrices.
//!
//! Counterpart of `numpy.matmul`.

use ndarray::{Array2, ArrayRef2};
use onkai_core::{Error, Result};

use crate::product;
use crate::scalar::LinalgScalar;

/// The product `a · b`.
///
/// ndarray's `dot` gives the same; this one is spread over threads if it is large, and is fast for
/// matrices of few rows or columns, too.
///
/// # Shapes
///
/// `a`: `[m, k]`, `b`: `[k, n]`. Returns `[m, n]`.
///
/// # Errors
///
/// [`Error::Shape`] when `b` has not as many rows as `a` has columns.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_linalg::matmul;
/// let a = array![[1.0, 2.0], [3.0, 4.0]];
/// assert_eq!(matmul(&a, &array![[1.0], [10.0]])?, array![[21.0], [43.0]]);
/// # Ok::<(), onkai_linalg::Error>(())
/// ```
pub fn matmul<T: LinalgScalar>(a: &ArrayRef2<T>, b: &ArrayRef2<T>) -> Result<Array2<T>> {
    if a.ncols() != b.nrows() {
        let (expected, actual) = (vec![a.ncols(), b.ncols()], b.shape().to_vec());
        return Err(Error::Shape { name: "b", expected, actual });
    }
    Ok(product::matmul(a, b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_that_do_not_fit_are_refused() {
        let a = Array2::<f32>::zeros((2, 3));
        let error = matmul(&a, &a).unwrap_err();
        assert_eq!(error, Error::Shape { name: "b", expected: vec![3, 3], actual: vec![2, 3] });
    }

    #[test]
    fn empty_products_are_zero() {
        let product = matmul(&Array2::<f64>::zeros((2, 0)), &Array2::zeros((0, 3)));
        assert_eq!(product.unwrap(), Array2::zeros((2, 3)));
        assert_eq!(
            matmul(&Array2::<f64>::zeros((0, 4)), &Array2::zeros((4, 9))).unwrap().dim(),
            (0, 9)
        );
    }

    #[test]
    fn large_ones_agree_with_ndarray_in_any_order() {
        let a = Array2::from_shape_fn((8, 700), |(i, j)| ((i * 31 + j * 17) % 23) as f64);
        let b = Array2::from_shape_fn((90, 700), |(i, j)| ((i * 13 + j * 7) % 19) as f64);
        assert_eq!(matmul(&a, &b.t()).unwrap(), a.dot(&b.t()));
        assert_eq!(
            matmul(&b.slice(ndarray::s![..;2, ..]), &a.t()).unwrap(),
            b.slice(ndarray::s![..;2, ..]).dot(&a.t())
        );
    }
}

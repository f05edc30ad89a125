//! Products of all elements with all elements.
//!
//! Counterpart of `numpy.kron` for matrices and of `scipy.linalg.khatri_rao`.

use ndarray::{Array2, ArrayRef2};
use onkai_core::{Error, Result, Scalar};

/// The Kronecker product: `a` with each element replaced by its product with `b`.
///
/// # Shapes
///
/// `a`: `[m, n]`, `b`: `[p, q]`. Returns `[m p, n q]`.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// let a = onkai_linalg::kron(&array![[1.0, 10.0]], &array![[1.0, 2.0], [3.0, 4.0]]);
/// assert_eq!(a, array![[1.0, 2.0, 10.0, 20.0], [3.0, 4.0, 30.0, 40.0]]);
/// ```
pub fn kron<T: Scalar>(a: &ArrayRef2<T>, b: &ArrayRef2<T>) -> Array2<T> {
    let ((m, n), (p, q)) = (a.dim(), b.dim());
    Array2::from_shape_fn((m * p, n * q), |(i, j)| a[[i / p, j / q]] * b[[i % p, j % q]])
}

/// The Khatri-Rao product: column by column the Kronecker product.
///
/// # Shapes
///
/// `a`: `[m, n]`, `b`: `[p, n]`. Returns `[m p, n]`.
///
/// # Errors
///
/// [`Error::Shape`] when the numbers of columns differ.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// let c = onkai_linalg::khatri_rao(&array![[1.0, 10.0]], &array![[1.0, 2.0], [3.0, 4.0]])?;
/// assert_eq!(c, array![[1.0, 20.0], [3.0, 40.0]]);
/// # Ok::<(), onkai_linalg::Error>(())
/// ```
pub fn khatri_rao<T: Scalar>(a: &ArrayRef2<T>, b: &ArrayRef2<T>) -> Result<Array2<T>> {
    let ((m, n), (p, q)) = (a.dim(), b.dim());
    if n != q {
        return Err(Error::Shape { name: "b", expected: vec![p, n], actual: vec![p, q] });
    }
    Ok(Array2::from_shape_fn((m * p, n), |(i, j)| a[[i / p, j]] * b[[i % p, j]]))
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    #[test]
    fn columns_must_pair_up() {
        let error = khatri_rao(&array![[1.0, 2.0]], &array![[1.0]]).unwrap_err();
        assert_eq!(error.to_string(), "`b` has shape [1, 1], but must have [1, 2]");
    }

    #[test]
    fn a_product_with_nothing_is_nothing() {
        assert_eq!(kron(&Array2::<f32>::zeros((0, 2)), &array![[1.0]]).shape(), [0, 2]);
    }
}

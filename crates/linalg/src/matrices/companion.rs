//! The matrix whose eigenvalues are a polynomial's roots.
//!
//! Counterpart of `scipy.linalg.companion`.

use ndarray::{Array1, Array2, ArrayRef1};
use onkai_core::{Error, Result, Scalar};

/// The companion matrix of the polynomial `a[0] zⁿ + a[1] zⁿ⁻¹ + … + a[n]`.
///
/// Its first row is `-a[1..] / a[0]`, its first subdiagonal is one.
///
/// # Shapes
///
/// `a`: `[n + 1]`, `n ≥ 1`. Returns `[n, n]`.
///
/// # Errors
///
/// [`Error::TooShort`] when `a` has fewer than two elements, [`Error::Values`] when `a[0]` is zero.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// let a = onkai_linalg::companion(&array![1.0, -10.0, 31.0, -30.0])?;
/// assert_eq!(a, array![[10.0, -31.0, 30.0], [1.0, 0.0, 0.0], [0.0, 1.0, 0.0]]);
/// # Ok::<(), onkai_linalg::Error>(())
/// ```
pub fn companion<T: Scalar>(a: &ArrayRef1<T>) -> Result<Array2<T>> {
    let row = monic(a)?;
    let mut c = Array2::zeros((row.len(), row.len()));
    for (j, &v) in row.iter().enumerate() {
        c[[0, j]] = -v;
    }
    for i in 1..row.len() {
        c[[i, i - 1]] = T::one();
    }
    Ok(c)
}

/// The coefficients after the first, divided by the first.
pub(super) fn monic<T: Scalar>(a: &ArrayRef1<T>) -> Result<Array1<T>> {
    if a.len() < 2 {
        return Err(Error::TooShort { name: "a", expected: 2, actual: a.len() });
    }
    let first = a[0];
    if first == T::zero() {
        let requirement = "begin with a coefficient that is not zero";
        return Err(Error::Values { name: "a", requirement });
    }
    Ok(a.iter().skip(1).map(|&v| v / first).collect())
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    #[test]
    fn what_is_no_polynomial_of_its_degree_is_refused() {
        assert!(matches!(companion(&array![1.0]), Err(Error::TooShort { name: "a", .. })));
        assert_eq!(
            companion(&array![0.0, 1.0]).unwrap_err().to_string(),
            "`a` must begin with a coefficient that is not zero"
        );
        assert_eq!(companion(&array![2.0, 1.0]).unwrap(), array![[-0.5]]);
    }
}

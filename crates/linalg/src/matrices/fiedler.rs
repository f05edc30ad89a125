//! Fiedler's two matrices.
//!
//! Counterpart of `scipy.linalg.fiedler` and `fiedler_companion`.

use ndarray::{Array2, ArrayRef1};
use onkai_core::{Result, Scalar};

use super::companion::monic;

/// The symmetric matrix of distances between numbers.
///
/// ```text
/// A[i, j] = |a[i] - a[j]|
/// ```
///
/// # Shapes
///
/// `a`: `[n]`. Returns `[n, n]`.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// let a = onkai_linalg::fiedler(&array![1.0, 4.0, 12.0]);
/// assert_eq!(a, array![[0.0, 3.0, 11.0], [3.0, 0.0, 8.0], [11.0, 8.0, 0.0]]);
/// ```
pub fn fiedler<T: Scalar>(a: &ArrayRef1<T>) -> Array2<T::Real> {
    Array2::from_shape_fn((a.len(), a.len()), |(i, j)| (a[i] - a[j]).modulus())
}

/// Fiedler's companion matrix of the polynomial `a[0] zⁿ + a[1] zⁿ⁻¹ + … + a[n]`.
///
/// It has the polynomial's roots as eigenvalues, as [`companion`](crate::companion) has, but only five
/// diagonals that are not zero.
///
/// # Shapes
///
/// `a`: `[n + 1]`, `n ≥ 1`. Returns `[n, n]`.
///
/// # Errors
///
/// Those of [`companion`](crate::companion).
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// let a = onkai_linalg::fiedler_companion(&array![1.0, -16.0, 86.0, -176.0])?;
/// assert_eq!(a, array![[16.0, -86.0, 1.0], [1.0, 0.0, 0.0], [0.0, 176.0, 0.0]]);
/// # Ok::<(), onkai_linalg::Error>(())
/// ```
///
/// # Differences from SciPy
///
/// SciPy gives an empty array for a polynomial of degree 0; here that is an error.
///
/// # References
///
/// M. Fiedler, "A note on companion matrices", Linear Algebra Appl. 372 (2003),
/// doi:10.1016/S0024-3795(03)00548-2.
pub fn fiedler_companion<T: Scalar>(a: &ArrayRef1<T>) -> Result<Array2<T>> {
    let a = monic(a)?;
    let n = a.len();
    let mut c = Array2::zeros((n, n));
    c[[0, 0]] = -a[0];
    // Coefficients stand beside the diagonal: those of even place above it, of odd place below.
    for k in 1..n {
        let place = if k % 2 == 1 { [k - 1, k] } else { [k, k - 1] };
        c[place] = -a[k];
    }
    if 1 < n {
        c[[1, 0]] = T::one();
    }
    // Ones stand two off the diagonal, above it in even rows and below it in odd columns.
    for k in 2..n {
        let place = if k % 2 == 0 { [k - 2, k] } else { [k, k - 2] };
        c[place] = T::one();
    }
    Ok(c)
}

//! Vandermonde matrices: powers of numbers.
//!
//! Counterpart of `numpy.vander`.

use ndarray::{Array2, ArrayRef1};
use onkai_core::Scalar;

/// The Vandermonde matrix with `n_cols` powers of each element of `x` in a row.
///
/// ```text
/// A[i, j] = x[i]^(n_cols - 1 - j), or x[i]^j if increasing
/// ```
///
/// # Shapes
///
/// `x`: `[m]`. Returns `[m, n_cols]`; without `n_cols` the matrix is square.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// let a = onkai_linalg::vander(&array![2.0, 3.0], Some(3), false);
/// assert_eq!(a, array![[4.0, 2.0, 1.0], [9.0, 3.0, 1.0]]);
/// ```
#[doc(alias = "vandermonde")]
pub fn vander<T: Scalar>(x: &ArrayRef1<T>, n_cols: Option<usize>, increasing: bool) -> Array2<T> {
    let n_cols = n_cols.unwrap_or(x.len());
    let mut a = Array2::ones((x.len(), n_cols));
    for (mut row, &v) in a.rows_mut().into_iter().zip(x) {
        if !increasing {
            row.invert_axis(ndarray::Axis(0));
        }
        for j in 1..n_cols {
            row[j] = row[j - 1] * v;
        }
    }
    a
}

//! The determinant.
//!
//! Counterpart of `scipy.linalg.det`.

use ndarray::ArrayRef2;
use onkai_core::Result;

use crate::check::finite_order;
use crate::lu::LuFactor;
use crate::scalar::LinalgScalar;

/// The determinant of a square matrix: the product of the pivots of its LU factors. That of an
/// empty matrix is one.
///
/// # Errors
///
/// [`Error::NotSquare`](crate::Error::NotSquare), [`Error::NotFinite`](crate::Error::NotFinite).
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// let det = onkai_linalg::det(&array![[1.0, 2.0], [3.0, 4.0]])?;
/// assert!((det + 2.0_f64).abs() < 1e-15);
/// # Ok::<(), onkai_linalg::Error>(())
/// ```
pub fn det<T: LinalgScalar>(a: &ArrayRef2<T>) -> Result<T> {
    finite_order("a", a)?;
    Ok(LuFactor::of(a).det())
}

//! The inverse.
//!
//! Counterpart of `scipy.linalg.inv`.

use ndarray::{Array2, ArrayRef2};
use onkai_core::Result;

use crate::check::finite_order;
use crate::col_major::ColMajor;
use crate::lu::{LuFactor, Transpose};
use crate::scalar::LinalgScalar;

/// The inverse of a square matrix.
///
/// To solve a system, [`solve`](crate::solve) is faster and more accurate.
///
/// # Errors
///
/// [`Error::NotSquare`](crate::Error::NotSquare), [`Error::NotFinite`](crate::Error::NotFinite),
/// [`Error::Singular`](crate::Error::Singular).
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// assert_eq!(onkai_linalg::inv(&array![[2.0, 0.0], [0.0, 4.0]])?, array![[0.5, 0.0], [0.0, 0.25]]);
/// let error = onkai_linalg::inv(&array![[3.0, 2.0], [6.0, 4.0]]).unwrap_err();
/// assert!(error.to_string().starts_with("singular matrix"));
/// # Ok::<(), onkai_linalg::Error>(())
/// ```
pub fn inv<T: LinalgScalar>(a: &ArrayRef2<T>) -> Result<Array2<T>> {
    Ok(inv_with_rcond(a)?.inverse)
}

/// The inverse, and how far it can be trusted.
///
/// # Errors
///
/// See [`inv`].
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// let nearly_singular = array![[1.0, 1.0], [1.0, 1.0 + 1e-12]];
/// assert!(onkai_linalg::inv_with_rcond(&nearly_singular)?.rcond < 1e-12);
/// # Ok::<(), onkai_linalg::Error>(())
/// ```
pub fn inv_with_rcond<T: LinalgScalar>(a: &ArrayRef2<T>) -> Result<Inverse<T>> {
    let n = finite_order("a", a)?;
    let factor = LuFactor::of(a);
    factor.refuse_singular("a")?;
    let mut x = ColMajor::identity(n, n);
    factor.solve_columns(&mut x, Transpose::No);
    let rcond = crate::condition::from_norms(n, factor.norm(), crate::small::norm_1(&x));
    Ok(Inverse { inverse: x.into_array(), rcond })
}

/// What [`inv_with_rcond`] gives.
#[derive(Clone, Debug, PartialEq)]
pub struct Inverse<T: LinalgScalar> {
    /// The inverse.
    pub inverse: Array2<T>,
    /// The reciprocal condition number in the 1-norm: about `10⁻ᵏ` when `k` digits are lost.
    pub rcond: T::Real,
}

//! Orthonormal bases of what a matrix reaches, and of what it takes to zero.
//!
//! Counterpart of `scipy.linalg.orth` and `null_space`.

use ndarray::{Array2, ArrayRef2};
use num_traits::Float;
use onkai_core::{Real, Result, check_finite};

use crate::backend::{SvdForm, SvdParts};
use crate::col_major::ColMajor;
use crate::kernels;
use crate::scalar::LinalgScalar;

/// An orthonormal basis of the space that the columns of a matrix span.
///
/// Singular values up to `rcond` times the largest count as zero; `None` stands for `max(m, n)`
/// rounding units.
///
/// # Shapes
///
/// `a`: `[m, n]`. Returns `[m, rank]`, one vector a column.
///
/// # Errors
///
/// [`Error::NotFinite`](crate::Error::NotFinite).
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// let basis = onkai_linalg::orth(&array![[2.0, 0.0], [0.0, 0.0], [0.0, 0.0]], None)?;
/// assert_eq!(basis.mapv(f64::abs), array![[1.0], [0.0], [0.0]]);
/// # Ok::<(), onkai_linalg::Error>(())
/// ```
pub fn orth<T: LinalgScalar>(a: &ArrayRef2<T>, rcond: Option<f64>) -> Result<Array2<T>> {
    check_finite("a", a)?;
    let SvdParts { u, s, .. } = kernels::svd(ColMajor::from_array(a), SvdForm::Thin)?;
    let rank = rank::<T>(&s, a.dim(), rcond);
    Ok(columns(&u, 0..rank))
}

/// An orthonormal basis of the space that a matrix takes to zero; `rcond` as in [`orth`].
///
/// # Shapes
///
/// `a`: `[m, n]`. Returns `[n, n - rank]`, one vector a column.
///
/// # Errors
///
/// [`Error::NotFinite`](crate::Error::NotFinite).
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// let basis = onkai_linalg::null_space(&array![[1.0, 1.0_f64], [1.0, 1.0]], None)?;
/// assert_eq!(basis.dim(), (2, 1));
/// assert!((basis[(0, 0)] + basis[(1, 0)]).abs() < 1e-15);
/// # Ok::<(), onkai_linalg::Error>(())
/// ```
pub fn null_space<T: LinalgScalar>(a: &ArrayRef2<T>, rcond: Option<f64>) -> Result<Array2<T>> {
    check_finite("a", a)?;
    let n = a.ncols();
    let SvdParts { s, v, .. } = kernels::svd(ColMajor::from_array(a), SvdForm::Full)?;
    let rank = rank::<T>(&s, a.dim(), rcond);
    Ok(columns(&v, rank..n))
}

fn rank<T: LinalgScalar>(s: &[T::Real], (m, n): (usize, usize), rcond: Option<f64>) -> usize {
    let rcond = rcond.map_or(T::Real::epsilon() * T::Real::of_usize(m.max(n)), T::Real::of);
    s.first().map_or(0, |&largest| s.iter().filter(|&&s| rcond * largest < s).count())
}

fn columns<T: LinalgScalar>(a: &ColMajor<T>, range: std::ops::Range<usize>) -> Array2<T> {
    let m = a.n_rows();
    let data = a.as_slice()[range.start * m..range.end * m].to_vec();
    ColMajor::from_vec(data, m, range.len()).into_array()
}

//! Systems that have no solution, or many.
//!
//! Counterpart of `scipy.linalg.lstsq`.

use ndarray::{Array, Array1, ArrayRef, ArrayRef2};
use num_traits::{Float, Zero};
use onkai_core::{Real, Result, check_finite};

use crate::backend::{SvdForm, SvdParts};
use crate::col_major::ColMajor;
use crate::kernels;
use crate::product::matmul;
use crate::right_side::{RightSide, columns_of};
use crate::scalar::LinalgScalar;

/// The shortest `x` among those that make `‖a · x - b‖₂` least.
///
/// # Shapes
///
/// `a`: `[m, n]`, `b`: `[m]` or `[m, k]`, `x`: `[n]` or `[n, k]`, `s`: `[min(m, n)]`.
///
/// # Errors
///
/// [`Error::Shape`](crate::Error::Shape), [`Error::NotFinite`](crate::Error::NotFinite).
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_linalg::{LstsqOptions, lstsq};
/// // A line through three points.
/// let a = array![[0.0, 1.0], [1.0, 1.0], [2.0, 1.0]];
/// let fit = lstsq(&a, &array![1.0, 3.0, 5.0], &LstsqOptions::default())?;
/// assert!((fit.x - array![2.0, 1.0]).iter().all(|d: &f64| d.abs() < 1e-14));
/// assert_eq!(fit.rank, 2);
/// # Ok::<(), onkai_linalg::Error>(())
/// ```
///
/// # Differences from SciPy
///
/// `residuals` always has one entry a column of `b`, also where SciPy returns a number.
///
/// # References
///
/// G. H. Golub, C. F. Van Loan, *Matrix Computations*, 4th ed., section 5.5.
pub fn lstsq<T: LinalgScalar, D: RightSide>(
    a: &ArrayRef2<T>,
    b: &ArrayRef<T, D>,
    options: &LstsqOptions,
) -> Result<Lstsq<T, D>> {
    if options.check_finite {
        check_finite("a", a)?;
    }
    let (m, n) = a.dim();
    let b = columns_of(b, m, options.check_finite)?;
    let SvdParts { u, s, v } = kernels::svd(ColMajor::from_array(a), SvdForm::Thin)?;
    let rcond = options.rcond.map_or(T::Real::epsilon(), T::Real::of);
    let rank = match s.first() {
        Some(&largest) => s.iter().filter(|&&s| rcond * largest < s).count(),
        None => 0,
    };
    let n_b = b.n_cols();
    let mut y = ColMajor::from_array(&matmul(&u.adjoint().into_array(), &b.clone().into_array()));
    for j in 0..n_b {
        for (i, y) in y.col_mut(j).iter_mut().enumerate() {
            *y = if i < rank { y.scale(s[i].recip()) } else { T::zero() };
        }
    }
    let x = if s.is_empty() {
        ColMajor::zeros(n, n_b)
    } else {
        ColMajor::from_array(&matmul(&v.into_array(), &y.into_array()))
    };
    let residuals = if n < m && rank == n { residuals(a, &x, b) } else { Array1::zeros(0) };
    Ok(Lstsq { x: D::from_columns(x), residuals, rank, s: s.into() })
}

/// The squared lengths of the columns of `b - a · x`.
fn residuals<T: LinalgScalar>(
    a: &ArrayRef2<T>,
    x: &ColMajor<T>,
    mut b: ColMajor<T>,
) -> Array1<T::Real> {
    let fit = ColMajor::from_array(&matmul(a, &x.clone().into_array()));
    for (b, fit) in b.as_mut_slice().iter_mut().zip(fit.as_slice()) {
        *b -= *fit;
    }
    let square = |j| b.col(j).iter().fold(T::Real::zero(), |s, v| s + v.modulus_squared());
    (0..b.n_cols()).map(square).collect()
}

/// How [`lstsq`] judges its matrix.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LstsqOptions {
    /// Singular values up to this part of the largest are taken as zero; `None` for the rounding
    /// unit.
    pub rcond: Option<f64>,
    /// Whether NaN and infinities are refused.
    pub check_finite: bool,
}

impl Default for LstsqOptions {
    fn default() -> Self {
        Self { rcond: None, check_finite: true }
    }
}

/// What [`lstsq`] gives.
#[derive(Clone, Debug, PartialEq)]
pub struct Lstsq<T: LinalgScalar, D: RightSide> {
    /// The solution.
    pub x: Array<T, D>,
    /// The squared length of `b - a · x` for each column of `b`; empty unless `a` has more rows
    /// than columns, and full rank.
    pub residuals: Array1<T::Real>,
    /// How many singular values are not taken as zero.
    pub rank: usize,
    /// The singular values, falling.
    pub s: Array1<T::Real>,
}

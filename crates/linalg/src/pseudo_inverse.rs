//! The inverse of a matrix that has none.
//!
//! Counterpart of `scipy.linalg.pinv` and `pinvh`.

use ndarray::{Array2, ArrayRef2, Axis, s};
use num_traits::{Float, Zero};
use onkai_core::{Real, Result, check_finite};

use crate::backend::{EighParts, SvdForm, SvdParts};
use crate::check::finite_order;
use crate::cholesky::{Side, lower_columns};
use crate::col_major::ColMajor;
use crate::kernels;
use crate::least_squares::{LstsqOptions, lstsq};
use crate::product::{adjoint, matmul};
use crate::scalar::LinalgScalar;

/// The Moore-Penrose inverse of a matrix of any shape.
///
/// ```text
/// a = U · diag(s) · V^H        a⁺ = V · diag(1 / s) · U^H,  over the s above the tolerance
/// ```
///
/// # Shapes
///
/// `a`: `[m, n]`, the inverse: `[n, m]`.
///
/// # Errors
///
/// [`Error::NotFinite`](crate::Error::NotFinite).
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_linalg::{PinvOptions, pinv};
/// let pinv = pinv(&array![[1.0, 0.0], [0.0, 2.0], [0.0, 0.0]], &PinvOptions::default())?;
/// let expected = array![[1.0, 0.0, 0.0], [0.0, 0.5, 0.0]];
/// assert!((pinv.inverse - expected).iter().all(|d: &f64| d.abs() < 1e-15));
/// assert_eq!(pinv.rank, 2);
/// # Ok::<(), onkai_linalg::Error>(())
/// ```
///
/// # References
///
/// R. Penrose, *A generalized inverse for matrices*, Proc. Camb. Phil. Soc. 51 (1955),
/// doi:10.1017/S0305004100030401.
pub fn pinv<T: LinalgScalar>(a: &ArrayRef2<T>, options: &PinvOptions) -> Result<Pinv<T>> {
    if options.check_finite {
        check_finite("a", a)?;
    }
    let (m, n) = a.dim();
    if options.method == PinvMethod::LeastSquares {
        let rcond = Some(options.rtol.unwrap_or_else(|| default_rtol::<T>(m, n)));
        let unit = Array2::from_diag_elem(m, T::one());
        let fit = lstsq(a, &unit, &LstsqOptions { rcond, check_finite: false })?;
        return Ok(Pinv { inverse: fit.x, rank: fit.rank });
    }
    let SvdParts { u, s, v } = kernels::svd(ColMajor::from_array(a), SvdForm::Thin)?;
    let floor = options.floor::<T>(m, n, s.first().copied());
    let rank = s.iter().filter(|&&s| floor < s).count();
    let inverse = if s.is_empty() {
        Array2::zeros((n, m))
    } else {
        product_of(v.into_array(), &s, &u.into_array(), |i| i < rank)
    };
    Ok(Pinv { inverse, rank })
}

/// The Moore-Penrose inverse of a symmetric or Hermitian matrix, of which one triangle is read, by
/// way of its eigenvalues: faster than [`pinv`].
///
/// # Shapes
///
/// `a` and the inverse: `[n, n]`.
///
/// # Errors
///
/// [`Error::NotSquare`](crate::Error::NotSquare), [`Error::NotFinite`](crate::Error::NotFinite).
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_linalg::{PinvOptions, Side, pinvh};
/// let pinv = pinvh(&array![[1.0, 1.0], [1.0, 1.0]], Side::Lower, &PinvOptions::default())?;
/// assert_eq!(pinv.rank, 1);
/// assert!((pinv.inverse - 0.25).iter().all(|d: &f64| d.abs() < 1e-15));
/// # Ok::<(), onkai_linalg::Error>(())
/// ```
pub fn pinvh<T: LinalgScalar>(
    a: &ArrayRef2<T>,
    side: Side,
    options: &PinvOptions,
) -> Result<Pinv<T>> {
    let n =
        if options.check_finite { finite_order("a", a)? } else { crate::check::order_of("a", a)? };
    let EighParts { w, v } = kernels::eigh(lower_columns(a, side), true)?;
    let largest = w.iter().map(|w| w.abs()).reduce(Float::max);
    let floor = options.floor::<T>(n, n, largest);
    let rank = w.iter().filter(|w| floor < w.abs()).count();
    let v = v.into_array();
    Ok(Pinv { inverse: product_of(v.clone(), &w, &v, |i| floor < w[i].abs()), rank })
}

/// `left · diag(1 / s) · right^H`, over the indices that are kept.
fn product_of<T: LinalgScalar>(
    mut left: Array2<T>,
    s: &[T::Real],
    right: &Array2<T>,
    is_kept: impl Fn(usize) -> bool,
) -> Array2<T> {
    for (i, mut column) in left.axis_iter_mut(Axis(1)).enumerate() {
        let factor = if is_kept(i) { s[i].recip() } else { T::Real::zero() };
        column.mapv_inplace(|v| v.scale(factor));
    }
    matmul(&left, &adjoint(&right.slice(s![.., ..s.len()])))
}

fn default_rtol<T: LinalgScalar>(m: usize, n: usize) -> f64 {
    m.max(n) as f64 * T::Real::epsilon().as_f64()
}

/// How [`pinv`] and [`pinvh`] judge their matrix: singular values up to `atol + rtol · max(s)` are
/// taken as zero.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PinvOptions {
    /// The absolute tolerance.
    pub atol: f64,
    /// The relative tolerance; `None` for `max(m, n)` rounding units.
    pub rtol: Option<f64>,
    /// By what [`pinv`] is made.
    pub method: PinvMethod,
    /// Whether NaN and infinities are refused.
    pub check_finite: bool,
}

impl Default for PinvOptions {
    fn default() -> Self {
        Self { atol: 0.0, rtol: None, method: PinvMethod::Svd, check_finite: true }
    }
}

impl PinvOptions {
    fn floor<T: LinalgScalar>(&self, m: usize, n: usize, largest: Option<T::Real>) -> T::Real {
        let rtol = T::Real::of(self.rtol.unwrap_or_else(|| default_rtol::<T>(m, n)));
        T::Real::of(self.atol) + rtol * largest.unwrap_or_else(T::Real::zero)
    }
}

/// The two ways to a Moore-Penrose inverse.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PinvMethod {
    /// By singular values and vectors.
    #[default]
    Svd,
    /// As the solution of `a · x = 1` by least squares; `atol` does not count.
    LeastSquares,
}

/// What [`pinv`] and [`pinvh`] give.
#[derive(Clone, Debug, PartialEq)]
pub struct Pinv<T> {
    /// The inverse.
    pub inverse: Array2<T>,
    /// How many singular values are not taken as zero.
    pub rank: usize,
}

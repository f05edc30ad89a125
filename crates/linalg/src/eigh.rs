//! Eigenvalues of symmetric and Hermitian matrices.
//!
//! Counterpart of `scipy.linalg.eigh` and `eigvalsh`.

use ndarray::{Array1, Array2, ArrayRef2};
use onkai_core::{Error, Real, Result, check_finite};

use crate::backend::{EighParts, Triangle};
use crate::check::{check_shape, finite_order};
use crate::cholesky::{Side, lower_columns};
use crate::col_major::ColMajor;
use crate::kernels;
use crate::scalar::LinalgScalar;

/// Eigenvalues, rising, and orthonormal eigenvectors of a symmetric or Hermitian matrix.
///
/// ```text
/// a · vᵢ = wᵢ · vᵢ
/// ```
///
/// # Shapes
///
/// `a`: `[n, n]`, of which one triangle is read. `w`: `[k]` and `v`: `[n, k]`, one vector a column,
/// where `k` is how many [`EighOptions::subset`] selects.
///
/// # Errors
///
/// [`Error::NotSquare`], [`Error::NotFinite`], [`Error::Parameter`] for a subset that does not fit.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_linalg::{EighOptions, eigh};
/// let eigh = eigh(&array![[2.0, 1.0], [1.0, 2.0]], &EighOptions::default())?;
/// assert!((eigh.w - array![1.0, 3.0]).iter().all(|d: &f64| d.abs() < 1e-15));
/// # Ok::<(), onkai_linalg::Error>(())
/// ```
///
/// # References
///
/// G. H. Golub, C. F. Van Loan, *Matrix Computations*, 4th ed., chapter 8.
pub fn eigh<T: LinalgScalar>(a: &ArrayRef2<T>, options: &EighOptions) -> Result<Eigh<T>> {
    let n = checked_order(a, options)?;
    let subset = options.subset.check(n)?;
    let parts = kernels::eigh(lower_columns(a, options.side), true)?;
    Ok(selected(parts, subset))
}

/// Eigenvalues, rising, of a symmetric or Hermitian matrix; see [`eigh`].
///
/// # Errors
///
/// See [`eigh`].
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_linalg::{EighOptions, eigvalsh};
/// let w = eigvalsh(&array![[2.0, 1.0], [1.0, 2.0]], &EighOptions::default())?;
/// assert!((w - array![1.0, 3.0]).iter().all(|d: &f64| d.abs() < 1e-15));
/// # Ok::<(), onkai_linalg::Error>(())
/// ```
pub fn eigvalsh<T: LinalgScalar>(
    a: &ArrayRef2<T>,
    options: &EighOptions,
) -> Result<Array1<T::Real>> {
    let n = checked_order(a, options)?;
    let subset = options.subset.check(n)?;
    Ok(selected(kernels::eigh(lower_columns(a, options.side), false)?, subset).w)
}

fn checked_order<T: LinalgScalar>(a: &ArrayRef2<T>, options: &EighOptions) -> Result<usize> {
    if options.check_finite { finite_order("a", a) } else { crate::check::order_of("a", a) }
}

/// Eigenvalues and vectors of a Hermitian `a` relative to a positive definite `b`.
///
/// ```text
/// kind 1:  a · v = w · b · v        v^H · b   · v = 1
/// kind 2:  a · b · v = w · v        v^H · b   · v = 1
/// kind 3:  b · a · v = w · v        v^H · b⁻¹ · v = 1
/// ```
///
/// # Shapes
///
/// `a`, `b`: `[n, n]`, of which the same triangle is read; the rest as in [`eigh`].
///
/// # Errors
///
/// As [`eigh`], [`Error::Shape`] if `b` is shaped otherwise, [`Error::NotPositiveDefinite`] if `b`
/// is not.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_linalg::{EighOptions, PencilKind, eigh_generalized};
/// let (a, b) = (array![[2.0, 0.0], [0.0, 8.0]], array![[2.0, 0.0], [0.0, 4.0]]);
/// let eigh = eigh_generalized(&a, &b, PencilKind::AvBv, &EighOptions::default())?;
/// assert!((eigh.w - array![1.0, 2.0]).iter().all(|d: &f64| d.abs() < 1e-15));
/// # Ok::<(), onkai_linalg::Error>(())
/// ```
///
/// # References
///
/// G. H. Golub, C. F. Van Loan, *Matrix Computations*, 4th ed., section 8.7.
pub fn eigh_generalized<T: LinalgScalar>(
    a: &ArrayRef2<T>,
    b: &ArrayRef2<T>,
    kind: PencilKind,
    options: &EighOptions,
) -> Result<Eigh<T>> {
    let n = checked_order(a, options)?;
    check_shape("b", b, &[n, n])?;
    if options.check_finite {
        check_finite("b", b)?;
    }
    let subset = options.subset.check(n)?;
    let mut l = lower_columns(b, options.side);
    kernels::cholesky(&mut l, "b")?;
    let mut a = lower_columns(a, options.side);
    mirror(&mut a);
    let inward = Triangle { lower: true, unit: false, transposed: false, conjugated: false };
    let adjoint = Triangle { transposed: true, conjugated: true, ..inward };
    let reduced = if kind == PencilKind::AvBv {
        kernels::solve_triangle(&l, inward, &mut a);
        let mut turned = a.adjoint();
        kernels::solve_triangle(&l, inward, &mut turned);
        turned
    } else {
        let (l, a) = (l.triangle((n, n), true), a.into_array());
        let inner = crate::product::matmul(&crate::product::adjoint(&l), &a);
        ColMajor::from_array(&crate::product::matmul(&inner, &l))
    };
    let EighParts { w, mut v } = kernels::eigh(reduced, true)?;
    if kind == PencilKind::BaV {
        let product = crate::product::matmul(&l.triangle((n, n), true), &v.into_array());
        v = ColMajor::from_array(&product);
    } else {
        kernels::solve_triangle(&l, adjoint, &mut v);
    }
    Ok(selected(EighParts { w, v }, subset))
}

/// Fills the upper triangle from the lower one.
fn mirror<T: LinalgScalar>(a: &mut ColMajor<T>) {
    for j in 0..a.n_cols() {
        a[(j, j)] = T::from_real(a[(j, j)].re());
        for i in 0..j {
            a[(i, j)] = a[(j, i)].conj();
        }
    }
}

/// Which equation [`eigh_generalized`] solves.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PencilKind {
    /// `a · v = w · b · v`: SciPy's type 1.
    #[default]
    AvBv,
    /// `a · b · v = w · v`: SciPy's type 2.
    AbV,
    /// `b · a · v = w · v`: SciPy's type 3.
    BaV,
}

/// How [`eigh`] takes its matrix, and what it gives.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct EighOptions {
    /// The triangle that is read.
    pub side: Side,
    /// The eigenvalues that are wanted.
    pub subset: EighSubset,
    /// Whether NaN and infinities are refused. With them the result is of no use.
    pub check_finite: bool,
}

impl Default for EighOptions {
    fn default() -> Self {
        Self { side: Side::Lower, subset: EighSubset::All, check_finite: true }
    }
}

/// A part of the eigenvalues.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum EighSubset {
    /// All.
    #[default]
    All,
    /// Those with these indices, counted from 0 and from the smallest, the last one included.
    ByIndex(usize, usize),
    /// Those greater than the first and not greater than the second number.
    ByValue(f64, f64),
}

impl EighSubset {
    pub(crate) fn check(self, n: usize) -> Result<Self> {
        match self {
            Self::ByIndex(_, last) if n <= last => {
                Err(Error::parameter("subset", last as f64, "an index of an eigenvalue"))
            }
            Self::ByIndex(first, last) if last < first => {
                Err(Error::parameter("subset", first as f64, "at most the last index"))
            }
            Self::ByValue(low, high) if high <= low || low.is_nan() || high.is_nan() => {
                Err(Error::parameter("subset", low, "less than the upper bound"))
            }
            _ => Ok(self),
        }
    }
}

/// What [`eigh`] gives.
#[derive(Clone, Debug, PartialEq)]
pub struct Eigh<T: LinalgScalar> {
    /// Eigenvalues, rising.
    pub w: Array1<T::Real>,
    /// Eigenvectors, one a column.
    pub v: Array2<T>,
}

pub(crate) fn selected<T: LinalgScalar>(parts: EighParts<T>, subset: EighSubset) -> Eigh<T> {
    let EighParts { mut w, v } = parts;
    let range = match subset {
        EighSubset::All => return Eigh { w: w.into(), v: v.into_array() },
        EighSubset::ByIndex(first, last) => first..last + 1,
        EighSubset::ByValue(low, high) => {
            let not_above = |bound: f64| w.partition_point(|w| w.as_f64() <= bound);
            not_above(low)..not_above(high)
        }
    };
    let (n, has_vectors) = (v.n_rows(), v.n_cols() > 0);
    let columns = if has_vectors {
        v.into_vec()[range.start * n..range.end * n].to_vec()
    } else {
        Vec::new()
    };
    let n_cols = if has_vectors { range.len() } else { 0 };
    w = w[range].to_vec();
    Eigh { w: w.into(), v: ColMajor::from_vec(columns, n, n_cols).into_array() }
}

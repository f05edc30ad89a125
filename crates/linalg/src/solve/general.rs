//! Solving systems by what their matrix looks like.
//!
//! Counterpart of `scipy.linalg.solve`.

use ndarray::{Array, Array2, ArrayRef, ArrayRef2};
use onkai_core::{Error, Result, check_finite};

use super::structure::Structure;
use crate::backend::Triangle;
use crate::check::order_of;
use crate::cholesky::{CholeskyFactor, Side};
use crate::col_major::ColMajor;
use crate::condition::reciprocal_condition;
use crate::kernels;
use crate::lu::{LuFactor, Transpose};
use crate::measures::largest_column_sum;
use crate::predicates::bandwidth;
use crate::right_side::{RightSide, columns_of};
use crate::scalar::LinalgScalar;
use crate::small::norm_1;
use crate::structured::BandedLu;

/// Solves `a · x = b`.
///
/// What the matrix looks like is found out unless [`SolveOptions::structure`] says it: triangular,
/// diagonal and banded systems need no factors or small ones, positive definite ones half the work.
///
/// # Shapes
///
/// `a`: `[n, n]`, `b`: `[n]` or `[n, k]`; `x` is shaped as `b`.
///
/// # Errors
///
/// [`Error::NotSquare`], [`Error::Shape`], [`Error::NotFinite`], [`Error::Singular`],
/// [`Error::NotPositiveDefinite`] if that was said and is not so. An ill-conditioned matrix is no
/// error: see [`Solution::rcond`].
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_linalg::{SolveOptions, solve};
/// let a = array![[1.0, 2.0, 0.5], [2.0, 5.0, 1.0], [3.0, 10.0, 0.5]];
/// let solution = solve(&a, &array![3.5, 8.0, 13.5], &SolveOptions::default())?;
/// assert!((solution.x - 1.0).iter().all(|d: &f64| d.abs() < 1e-14));
/// assert!(1e-3 < solution.rcond);
/// # Ok::<(), onkai_linalg::Error>(())
/// ```
///
/// # Differences from SciPy
///
/// An ill-conditioned matrix causes no warning but a small `rcond`. Symmetric matrices that are not
/// positive definite are solved by LU factors.
pub fn solve<T: LinalgScalar, D: RightSide>(
    a: &ArrayRef2<T>,
    b: &ArrayRef<T, D>,
    options: &SolveOptions,
) -> Result<Solution<T, D>> {
    let n = order_of("a", a)?;
    if options.check_finite {
        check_finite("a", a)?;
    }
    let mut x = columns_of(b, n, options.check_finite)?;
    let structure = options.structure.unwrap_or_else(|| Structure::of(a));
    let (structure, rcond) = match structure {
        Structure::PositiveDefinite => match CholeskyFactor::of(a, options.side) {
            Ok(factor) => (structure, by_cholesky(&factor, &mut x, options.transpose)),
            // It was only a guess.
            Err(_) if options.structure.is_none() => {
                (Structure::Hermitian, by_lu(a, &mut x, options.transpose)?)
            }
            Err(error) => return Err(error),
        },
        Structure::General => (structure, by_lu(a, &mut x, options.transpose)?),
        Structure::Symmetric | Structure::Hermitian => {
            let full = completed(a, options.side, structure == Structure::Hermitian);
            (structure, by_lu(&full, &mut x, options.transpose)?)
        }
        Structure::LowerTriangular | Structure::UpperTriangular => {
            let lower = structure == Structure::LowerTriangular;
            (structure, by_substitution(a, lower, &mut x, options.transpose)?)
        }
        Structure::Diagonal => (structure, by_division(a, &mut x, options.transpose)?),
        Structure::Tridiagonal | Structure::Banded => {
            (structure, by_band(a, &mut x, options.transpose)?)
        }
    };
    Ok(Solution { x: D::from_columns(x), rcond, structure })
}

/// How [`solve`] takes its matrix.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SolveOptions {
    /// What is known of the matrix; `None` to find out.
    pub structure: Option<Structure>,
    /// The triangle that is read of a matrix that is said to be symmetric, Hermitian or positive
    /// definite.
    pub side: Side,
    /// What is done to the matrix before.
    pub transpose: Transpose,
    /// Whether NaN and infinities are refused.
    pub check_finite: bool,
}

impl Default for SolveOptions {
    fn default() -> Self {
        Self { structure: None, side: Side::Upper, transpose: Transpose::No, check_finite: true }
    }
}

/// What [`solve`] gives.
#[derive(Clone, Debug, PartialEq)]
pub struct Solution<T: LinalgScalar, D: RightSide> {
    /// The solution.
    pub x: Array<T, D>,
    /// An estimate of the reciprocal condition number of the matrix in the 1-norm: about `10⁻ᵏ`
    /// when `k` digits of the solution are lost. Below the rounding unit none is left.
    pub rcond: T::Real,
    /// What the matrix was taken for.
    pub structure: Structure,
}

fn by_lu<T: LinalgScalar>(
    a: &ArrayRef2<T>,
    x: &mut ColMajor<T>,
    transpose: Transpose,
) -> Result<T::Real> {
    let factor = LuFactor::of(a);
    factor.refuse_singular("a")?;
    factor.solve_columns(x, transpose);
    Ok(factor.rcond())
}

fn by_cholesky<T: LinalgScalar>(
    factor: &CholeskyFactor<T>,
    x: &mut ColMajor<T>,
    transpose: Transpose,
) -> T::Real {
    // The transpose of a Hermitian matrix is its conjugate.
    let conjugate = |x: &mut ColMajor<T>| {
        if T::IS_COMPLEX && transpose == Transpose::Yes {
            x.as_mut_slice().iter_mut().for_each(|v| *v = v.conj());
        }
    };
    conjugate(x);
    factor.solve_columns(x);
    conjugate(x);
    factor.rcond()
}

fn by_substitution<T: LinalgScalar>(
    a: &ArrayRef2<T>,
    lower: bool,
    x: &mut ColMajor<T>,
    transpose: Transpose,
) -> Result<T::Real> {
    refuse_zeros(a)?;
    let mut triangle = ColMajor::from_array(a);
    let n = triangle.n_rows();
    // The norm is that of the triangle alone.
    for j in 0..n {
        let outside = if lower { 0..j } else { j + 1..n };
        triangle.col_mut(j)[outside].fill(T::zero());
    }
    let shape = |transpose| Triangle {
        lower,
        unit: false,
        transposed: transpose != Transpose::No,
        conjugated: transpose == Transpose::Conjugate,
    };
    kernels::solve_triangle(&triangle, shape(transpose), x);
    Ok(reciprocal_condition(n, norm_1(&triangle), |x, adjoint| {
        let transpose = if adjoint { Transpose::Conjugate } else { Transpose::No };
        kernels::solve_triangle(&triangle, shape(transpose), x);
    }))
}

fn by_division<T: LinalgScalar>(
    a: &ArrayRef2<T>,
    x: &mut ColMajor<T>,
    transpose: Transpose,
) -> Result<T::Real> {
    refuse_zeros(a)?;
    let adjoint = transpose == Transpose::Conjugate;
    for j in 0..x.n_cols() {
        for (x, d) in x.col_mut(j).iter_mut().zip(a.diag()) {
            *x = *x / if adjoint { d.conj() } else { *d };
        }
    }
    let norm = |size: fn(T::Real) -> T::Real| {
        let sizes = a.diag().iter().map(|d| size(d.modulus())).collect::<Vec<_>>();
        sizes.into_iter().fold(num_traits::Zero::zero(), num_traits::Float::max)
    };
    let norm_of_inverse = norm(num_traits::Float::recip);
    Ok(crate::condition::from_norms(a.nrows(), norm(|v| v), norm_of_inverse))
}

fn by_band<T: LinalgScalar>(
    a: &ArrayRef2<T>,
    x: &mut ColMajor<T>,
    transpose: Transpose,
) -> Result<T::Real> {
    let (n, width) = (a.nrows(), bandwidth(a));
    let factor = BandedLu::new("a", n, (width.lower, width.upper), |i, j| a[[i, j]])?;
    let solve_columns = |x: &mut ColMajor<T>, transpose| {
        for j in 0..x.n_cols() {
            factor.solve(x.col_mut(j), transpose);
        }
    };
    solve_columns(x, transpose);
    Ok(reciprocal_condition(n, largest_column_sum(a), |x, adjoint| {
        solve_columns(x, if adjoint { Transpose::Conjugate } else { Transpose::No });
    }))
}

fn refuse_zeros<T: LinalgScalar>(a: &ArrayRef2<T>) -> Result<()> {
    match a.diag().iter().position(|v| *v == T::zero()) {
        Some(pivot) => Err(Error::Singular { name: "a", pivot }),
        None => Ok(()),
    }
}

/// The symmetric or Hermitian matrix that one triangle of `a` holds.
fn completed<T: LinalgScalar>(a: &ArrayRef2<T>, side: Side, hermitian: bool) -> Array2<T> {
    let mut full = a.to_owned();
    for i in 0..a.nrows() {
        for j in 0..i {
            let (inside, outside) =
                if side == Side::Lower { ((i, j), (j, i)) } else { ((j, i), (i, j)) };
            full[outside] = if hermitian { a[inside].conj() } else { a[inside] };
        }
    }
    full
}

//! Cholesky's factor of a positive definite matrix.
//!
//! Counterpart of `scipy.linalg.cholesky`, `cho_factor` and `cho_solve`.

use ndarray::{Array, Array2, ArrayRef, ArrayRef2, s};
use onkai_core::Result;

use crate::backend::Triangle;
use crate::check::finite_order;
use crate::col_major::ColMajor;
use crate::condition::reciprocal_condition;
use crate::kernels;
use crate::right_side::{RightSide, columns_of};
use crate::scalar::LinalgScalar;
use crate::small::norm_1;

/// Which triangle of a symmetric, Hermitian or triangular matrix holds it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The elements on and below the diagonal.
    Lower,
    /// The elements on and above the diagonal.
    Upper,
}

/// Factors a positive definite matrix, of which one triangle is read.
///
/// ```text
/// a = L · L^H   (Side::Lower)        a = U^H · U   (Side::Upper)
/// ```
///
/// # Shapes
///
/// `a` and the result: `[n, n]`; the other triangle of the result is zero.
///
/// # Errors
///
/// [`Error::NotSquare`](crate::Error::NotSquare), [`Error::NotFinite`](crate::Error::NotFinite),
/// [`Error::NotPositiveDefinite`](crate::Error::NotPositiveDefinite).
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_linalg::{Side, cholesky};
/// let l = cholesky(&array![[4.0, 2.0], [2.0, 5.0]], Side::Lower)?;
/// assert_eq!(l, array![[2.0, 0.0], [1.0, 2.0]]);
/// # Ok::<(), onkai_linalg::Error>(())
/// ```
///
/// # References
///
/// G. H. Golub, C. F. Van Loan, *Matrix Computations*, 4th ed., section 4.2.
pub fn cholesky<T: LinalgScalar>(a: &ArrayRef2<T>, side: Side) -> Result<Array2<T>> {
    let n = finite_order("a", a)?;
    let mut l = lower_columns(a, side);
    kernels::cholesky(&mut l, "a")?;
    if side == Side::Lower {
        return Ok(l.triangle((n, n), true));
    }
    let mut u = l.into_transposed_array();
    for (i, mut row) in u.rows_mut().into_iter().enumerate() {
        row.slice_mut(s![..i]).fill(T::zero());
    }
    if T::IS_COMPLEX {
        u.mapv_inplace(T::conj);
    }
    Ok(u)
}

/// The Hermitian matrix that one triangle of `a` holds, with its lower triangle where it belongs.
pub(crate) fn lower_columns<T: LinalgScalar>(a: &ArrayRef2<T>, side: Side) -> ColMajor<T> {
    if side == Side::Lower {
        return ColMajor::from_array(a);
    }
    let mut lower = ColMajor::from_array(&a.t());
    if T::IS_COMPLEX {
        lower.as_mut_slice().iter_mut().for_each(|v| *v = v.conj());
    }
    lower
}

/// Factors a positive definite matrix once, so that many systems can be solved with it.
///
/// # Errors
///
/// See [`cholesky`].
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_linalg::{Side, cho_factor};
/// let factor = cho_factor(&array![[4.0, 2.0], [2.0, 5.0]], Side::Lower)?;
/// assert_eq!(factor.solve(&array![6.0, 7.0])?, array![1.0, 1.0]);
/// # Ok::<(), onkai_linalg::Error>(())
/// ```
pub fn cho_factor<T: LinalgScalar>(a: &ArrayRef2<T>, side: Side) -> Result<CholeskyFactor<T>> {
    finite_order("a", a)?;
    CholeskyFactor::of(a, side)
}

/// Solves `a · x = b` with Cholesky's factor of `a`; the same as [`CholeskyFactor::solve`].
///
/// # Errors
///
/// See [`CholeskyFactor::solve`].
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_linalg::{Side, cho_factor, cho_solve};
/// let factor = cho_factor(&array![[4.0, 2.0], [2.0, 5.0]], Side::Upper)?;
/// assert_eq!(cho_solve(&factor, &array![6.0, 7.0])?, array![1.0, 1.0]);
/// # Ok::<(), onkai_linalg::Error>(())
/// ```
pub fn cho_solve<T: LinalgScalar, D: RightSide>(
    factor: &CholeskyFactor<T>,
    b: &ArrayRef<T, D>,
) -> Result<Array<T, D>> {
    factor.solve(b)
}

/// Cholesky's factor of a matrix; see [`cho_factor`].
#[derive(Clone, Debug, PartialEq)]
pub struct CholeskyFactor<T: LinalgScalar> {
    lower: ColMajor<T>,
    norm: T::Real,
}

impl<T: LinalgScalar> CholeskyFactor<T> {
    /// Factors a square matrix that has been checked.
    pub(crate) fn of(a: &ArrayRef2<T>, side: Side) -> Result<Self> {
        let mut lower = lower_columns(a, side);
        let n = lower.n_rows();
        for j in 1..n {
            for i in 0..j {
                lower[(i, j)] = lower[(j, i)].conj();
            }
        }
        let norm = norm_1(&lower);
        kernels::cholesky(&mut lower, "a")?;
        Ok(Self { lower, norm })
    }

    /// Solves `a · x = b` for one or several right-hand sides.
    ///
    /// # Shapes
    ///
    /// `b`: `[n]` or `[n, k]`; so is the result.
    ///
    /// # Errors
    ///
    /// [`Error::Shape`](crate::Error::Shape), [`Error::NotFinite`](crate::Error::NotFinite).
    pub fn solve<D: RightSide>(&self, b: &ArrayRef<T, D>) -> Result<Array<T, D>> {
        let mut x = columns_of(b, self.lower.n_rows(), true)?;
        self.solve_columns(&mut x);
        Ok(D::from_columns(x))
    }

    /// An estimate of the reciprocal condition number in the 1-norm; see
    /// [`LuFactor::rcond`](crate::LuFactor::rcond).
    pub fn rcond(&self) -> T::Real {
        let n = self.lower.n_rows();
        reciprocal_condition(n, self.norm, |x, _| self.solve_columns(x))
    }

    pub(crate) fn solve_columns(&self, x: &mut ColMajor<T>) {
        let plain = Triangle { lower: true, unit: false, transposed: false, conjugated: false };
        kernels::solve_triangle(&self.lower, plain, x);
        let adjoint = Triangle { transposed: true, conjugated: true, ..plain };
        kernels::solve_triangle(&self.lower, adjoint, x);
    }
}

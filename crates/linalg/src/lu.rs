//! Triangular factors of a general matrix.
//!
//! Counterpart of `scipy.linalg.lu`, `lu_factor` and `lu_solve`.

use ndarray::{Array, Array2, ArrayRef, ArrayRef2};
use onkai_core::{Error, Result, check_finite};

use crate::backend::Triangle;
use crate::check::finite_order;
use crate::col_major::ColMajor;
use crate::condition::reciprocal_condition;
use crate::kernels::{lu_in_place, solve_triangle};
use crate::right_side::{RightSide, columns_of};
use crate::scalar::LinalgScalar;
use crate::small::norm_1;

/// Factors a matrix of any shape with partial pivoting.
///
/// ```text
/// a = P · L · U
/// ```
///
/// # Shapes
///
/// `a`: `[m, n]`. With `k = min(m, n)`, `l` is `[m, k]` and `u` is `[k, n]`.
///
/// # Errors
///
/// [`Error::NotFinite`]. A singular matrix is none: its `u` has a zero on the diagonal.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// let a = array![[1.0, 2.0], [4.0, 4.0]];
/// let lu = onkai_linalg::lu(&a)?;
/// assert_eq!(lu.l, array![[1.0, 0.0], [0.25, 1.0]]);
/// assert_eq!(lu.u, array![[4.0, 4.0], [0.0, 1.0]]);
/// assert_eq!(lu.permutation().dot(&lu.l).dot(&lu.u), a);
/// # Ok::<(), onkai_linalg::Error>(())
/// ```
///
/// # Differences from SciPy
///
/// The permutation is given as indices, as by `p_indices=True`; [`Lu::permutation`] is the matrix.
///
/// # References
///
/// G. H. Golub, C. F. Van Loan, *Matrix Computations*, 4th ed., section 3.4.
pub fn lu<T: LinalgScalar>(a: &ArrayRef2<T>) -> Result<Lu<T>> {
    check_finite("a", a)?;
    let (m, n) = a.dim();
    let k = m.min(n);
    let mut factors = ColMajor::from_array(a);
    let rows = lu_in_place(&mut factors);
    let mut p = vec![0; m];
    for (i, &row) in rows.iter().enumerate() {
        p[row] = i;
    }
    let mut l = factors.triangle((m, k), true);
    l.diag_mut().fill(T::one());
    Ok(Lu { p, l, u: factors.triangle((k, n), false) })
}

/// What [`lu`] gives: row `i` of `a` is row `p[i]` of `l · u`.
#[derive(Clone, Debug, PartialEq)]
pub struct Lu<T> {
    /// Where each row of the matrix went.
    pub p: Vec<usize>,
    /// Lower triangle with ones on its diagonal.
    pub l: Array2<T>,
    /// Upper triangle.
    pub u: Array2<T>,
}

impl<T: LinalgScalar> Lu<T> {
    /// The permutation as a matrix `P`, with `a = P · l · u`.
    pub fn permutation(&self) -> Array2<T> {
        let m = self.p.len();
        let mut matrix = Array2::zeros((m, m));
        for (i, &place) in self.p.iter().enumerate() {
            matrix[(i, place)] = T::one();
        }
        matrix
    }
}

/// Factors a square matrix once, so that many systems can be solved with it.
///
/// # Errors
///
/// [`Error::NotSquare`], [`Error::NotFinite`]. A singular matrix can be factored;
/// [`LuFactor::solve`] refuses it then.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_linalg::{Transpose, lu_factor};
/// let factor = lu_factor(&array![[2.0, 1.0], [4.0, 1.0]])?;
/// assert_eq!(factor.solve(&array![3.0, 5.0], Transpose::No)?, array![1.0, 1.0]);
/// assert_eq!(factor.det(), -2.0);
/// # Ok::<(), onkai_linalg::Error>(())
/// ```
pub fn lu_factor<T: LinalgScalar>(a: &ArrayRef2<T>) -> Result<LuFactor<T>> {
    finite_order("a", a)?;
    Ok(LuFactor::of(a))
}

/// Solves `a · x = b` with the factors of `a`; the same as [`LuFactor::solve`].
///
/// # Errors
///
/// See [`LuFactor::solve`].
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_linalg::{Transpose, lu_factor, lu_solve};
/// let factor = lu_factor(&array![[2.0, 1.0], [4.0, 1.0]])?;
/// assert_eq!(lu_solve(&factor, &array![3.0, 5.0], Transpose::No)?, array![1.0, 1.0]);
/// # Ok::<(), onkai_linalg::Error>(())
/// ```
pub fn lu_solve<T: LinalgScalar, D: RightSide>(
    factor: &LuFactor<T>,
    b: &ArrayRef<T, D>,
    transpose: Transpose,
) -> Result<Array<T, D>> {
    factor.solve(b, transpose)
}

/// What is done to a matrix before a system with it is solved.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Transpose {
    /// Nothing: `a · x = b`.
    #[default]
    No,
    /// It is transposed: `a^T · x = b`.
    Yes,
    /// It is transposed and conjugated: `a^H · x = b`.
    Conjugate,
}

/// The factors of a square matrix; see [`lu_factor`].
#[derive(Clone, Debug, PartialEq)]
pub struct LuFactor<T: LinalgScalar> {
    factors: ColMajor<T>,
    rows: Vec<usize>,
    norm: T::Real,
}

impl<T: LinalgScalar> LuFactor<T> {
    /// Factors a square matrix that has been checked.
    pub(crate) fn of(a: &ArrayRef2<T>) -> Self {
        let mut factors = ColMajor::from_array(a);
        let norm = norm_1(&factors);
        let rows = lu_in_place(&mut factors);
        Self { factors, rows, norm }
    }

    /// Solves `a · x = b`, or the same with the transpose, for one or several right-hand sides.
    ///
    /// # Shapes
    ///
    /// `b`: `[n]` or `[n, k]`; so is the result.
    ///
    /// # Errors
    ///
    /// [`Error::Shape`], [`Error::NotFinite`], [`Error::Singular`].
    pub fn solve<D: RightSide>(
        &self,
        b: &ArrayRef<T, D>,
        transpose: Transpose,
    ) -> Result<Array<T, D>> {
        let mut x = columns_of(b, self.rows.len(), true)?;
        self.refuse_singular("a")?;
        self.solve_columns(&mut x, transpose);
        Ok(D::from_columns(x))
    }

    /// The determinant.
    pub fn det(&self) -> T {
        let product = (0..self.rows.len()).fold(T::one(), |p, i| p * self.factors[(i, i)]);
        if is_odd(&self.rows) { -product } else { product }
    }

    /// An estimate of the reciprocal condition number in the 1-norm: about `10⁻ᵏ` when `k` digits
    /// of a solution are lost, 0 for a singular matrix.
    pub fn rcond(&self) -> T::Real {
        reciprocal_condition(self.rows.len(), self.norm, |x, adjoint| {
            self.solve_columns(x, if adjoint { Transpose::Conjugate } else { Transpose::No });
        })
    }

    /// The 1-norm of the matrix.
    pub(crate) fn norm(&self) -> T::Real {
        self.norm
    }

    /// # Errors
    ///
    /// [`Error::Singular`] with the first pivot that vanished.
    pub(crate) fn refuse_singular(&self, name: &'static str) -> Result<()> {
        match (0..self.rows.len()).find(|&i| self.factors[(i, i)] == T::zero()) {
            Some(pivot) => Err(Error::Singular { name, pivot }),
            None => Ok(()),
        }
    }

    pub(crate) fn solve_columns(&self, x: &mut ColMajor<T>, transpose: Transpose) {
        let transposed = transpose != Transpose::No;
        let conjugated = transpose == Transpose::Conjugate;
        let lower = Triangle { lower: true, unit: true, transposed, conjugated };
        let upper = Triangle { lower: false, unit: false, transposed, conjugated };
        let mut scratch = vec![T::zero(); self.rows.len()];
        if transposed {
            solve_triangle(&self.factors, upper, x);
            solve_triangle(&self.factors, lower, x);
        }
        for j in 0..x.n_cols() {
            let column = x.col_mut(j);
            scratch.copy_from_slice(column);
            for (i, &row) in self.rows.iter().enumerate() {
                if transposed {
                    column[row] = scratch[i];
                } else {
                    column[i] = scratch[row];
                }
            }
        }
        if !transposed {
            solve_triangle(&self.factors, lower, x);
            solve_triangle(&self.factors, upper, x);
        }
    }
}

/// Whether a permutation is an odd number of exchanges.
fn is_odd(permutation: &[usize]) -> bool {
    let mut seen = vec![false; permutation.len()];
    let mut odd = false;
    for start in 0..permutation.len() {
        let mut at = permutation[start];
        while at != start && !seen[start] && !seen[at] {
            seen[at] = true;
            odd = !odd;
            at = permutation[at];
        }
        seen[start] = true;
    }
    odd
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sign_of_a_permutation() {
        for (permutation, odd) in [
            (vec![0, 1, 2], false),
            (vec![1, 0, 2], true),
            (vec![1, 2, 0], false),
            (vec![3, 2, 1, 0], false),
            (vec![1, 2, 3, 0], true),
            (vec![], false),
        ] {
            assert_eq!(is_odd(&permutation), odd, "{permutation:?}");
        }
    }
}

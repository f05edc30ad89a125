//! Systems with a positive definite band matrix.
//!
//! Counterpart of `scipy.linalg.cholesky_banded`, `cho_solve_banded` and `solveh_banded`.

use ndarray::{Array, Array2, ArrayRef, ArrayRef2, Dimension};
use num_traits::{Float, Zero};
use onkai_core::{Error, Result, check_finite};

use super::band::{check_rows, for_each_column};
use crate::scalar::LinalgScalar;

/// The Cholesky factor of a positive definite band matrix.
#[derive(Clone, Debug, PartialEq)]
pub struct CholeskyBanded<T> {
    /// `U` with `A = Uᴴ U`, or `L` with `A = L Lᴴ`, laid out as the matrix was.
    pub factor: Array2<T>,
    /// Whether it is `L`.
    pub lower: bool,
}

/// Factors a symmetric or Hermitian positive definite band matrix.
///
/// # Shapes
///
/// `ab`: `[u + 1, n]`, the main diagonal of `A` and the `u` above it, from the topmost down,
/// `ab[u + i - j, j] = A[i, j]`; or, if `lower`, the main diagonal and those below it,
/// `ab[i - j, j] = A[i, j]`. Elements outside of `A` and imaginary parts of its diagonal are not
/// looked at.
///
/// # Errors
///
/// [`Error::TooShort`] when `ab` has no rows, [`Error::NotFinite`], [`Error::NotPositiveDefinite`].
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// let factor = onkai_linalg::cholesky_banded(&array![[4.0, 5.0], [2.0, 0.0]], true)?;
/// assert_eq!(factor.factor, array![[2.0, 2.0], [1.0, 0.0]]);
/// # Ok::<(), onkai_linalg::Error>(())
/// ```
pub fn cholesky_banded<T: LinalgScalar>(
    ab: &ArrayRef2<T>,
    lower: bool,
) -> Result<CholeskyBanded<T>> {
    let (n_rows, n) = ab.dim();
    if n_rows == 0 {
        return Err(Error::TooShort { name: "ab", expected: 1, actual: 0 });
    }
    check_finite("ab", ab)?;
    let place = |i: usize, j: usize| if lower { [i - j, j] } else { [n_rows - 1 + j - i, i] };
    // Row `i` of L, from column `i - u` on: rows, of which products are taken, lie in one piece.
    let mut rows = vec![T::zero(); n * n_rows];
    for i in 0..n {
        let begin = i.saturating_sub(n_rows - 1);
        for j in begin..=i {
            let a = ab[place(i, j)];
            let a = if lower { a } else { a.conj() };
            let common = j.saturating_sub(n_rows - 1).max(begin);
            let (upper, row) = rows.split_at_mut(i * n_rows);
            let row = &mut row[n_rows - 1 + begin - i..n_rows];
            if j < i {
                let other = &upper[j * n_rows + n_rows - 1 + common - j..(j + 1) * n_rows];
                let sum = row[common - begin..j - begin]
                    .iter()
                    .zip(other)
                    .fold(a, |sum, (&x, &y)| sum - x * y.conj());
                row[j - begin] = sum / other[j - common];
            } else {
                let known = row[..i - begin].iter();
                let rest = known.fold(a.re(), |rest, x| rest - x.modulus_squared());
                if rest <= T::Real::zero() || rest.is_nan() {
                    return Err(Error::NotPositiveDefinite { name: "ab", order: i + 1 });
                }
                row[i - begin] = T::from_real(rest.sqrt());
            }
        }
    }
    let mut factor = Array2::zeros((n_rows, n));
    for i in 0..n {
        for j in i.saturating_sub(n_rows - 1)..=i {
            let v = rows[i * n_rows + n_rows - 1 + j - i];
            factor[place(i, j)] = if lower { v } else { v.conj() };
        }
    }
    Ok(CholeskyBanded { factor, lower })
}

/// Solves `A x = b` with what [`cholesky_banded`] made of `A`.
///
/// # Shapes
///
/// `b`: `[n]` or `[n, …]`, a right-hand side a column. Returns the shape of `b`.
///
/// # Errors
///
/// [`Error::Shape`] when `b` does not fit, [`Error::NotFinite`], [`Error::TooShort`] when the factor
/// has no rows.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_linalg::{cho_solve_banded, cholesky_banded};
/// let factor = cholesky_banded(&array![[4.0, 5.0], [2.0, 0.0]], true)?;
/// assert_eq!(cho_solve_banded(&factor, &array![8.0, 12.0])?, array![1.0, 2.0]);
/// # Ok::<(), onkai_linalg::Error>(())
/// ```
pub fn cho_solve_banded<T: LinalgScalar, D: Dimension>(
    factor: &CholeskyBanded<T>,
    b: &ArrayRef<T, D>,
) -> Result<Array<T, D>> {
    let (n_rows, n) = factor.factor.dim();
    if n_rows == 0 {
        return Err(Error::TooShort { name: "factor", expected: 1, actual: 0 });
    }
    check_rows("b", b, n)?;
    check_finite("b", b)?;
    let band = &factor.factor;
    // LinalgScalar (i, j) of L, i ≥ j.
    let element = |i: usize, j: usize| {
        if factor.lower { band[[i - j, j]] } else { band[[n_rows - 1 + j - i, i]].conj() }
    };
    Ok(for_each_column(b, |x| {
        for i in 0..n {
            let known = i.saturating_sub(n_rows - 1)..i;
            x[i] = known.fold(x[i], |sum, j| sum - element(i, j) * x[j]) / element(i, i);
        }
        for j in (0..n).rev() {
            let known = j + 1..n.min(j + n_rows);
            let sum = known.fold(x[j], |sum, i| sum - element(i, j).conj() * x[i]);
            x[j] = sum / element(j, j).conj();
        }
    }))
}

/// Solves `A x = b` for a symmetric or Hermitian positive definite band matrix.
///
/// # Shapes
///
/// `ab`: `[u + 1, n]`, as in [`cholesky_banded`]. `b`: `[n]` or `[n, …]`, a right-hand side a column.
/// Returns the shape of `b`.
///
/// # Errors
///
/// Those of [`cholesky_banded`] and [`cho_solve_banded`].
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// let ab = array![[0.0_f64, 1.0, 1.0], [2.0, 2.0, 2.0]];
/// let x = onkai_linalg::solveh_banded(&ab, &array![3.0, 4.0, 3.0], false)?;
/// assert!((x - 1.0).iter().all(|d: &f64| d.abs() < 1e-15));
/// # Ok::<(), onkai_linalg::Error>(())
/// ```
pub fn solveh_banded<T: LinalgScalar, D: Dimension>(
    ab: &ArrayRef2<T>,
    b: &ArrayRef<T, D>,
    lower: bool,
) -> Result<Array<T, D>> {
    check_rows("b", b, ab.ncols())?;
    check_finite("b", b)?;
    cho_solve_banded(&cholesky_banded(ab, lower)?, b)
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    #[test]
    fn what_is_not_positive_definite_is_told_with_its_order() {
        let error = cholesky_banded(&array![[1.0, 4.0, 1.0], [2.0, 1.0, 0.0]], true).unwrap_err();
        assert_eq!(error, Error::NotPositiveDefinite { name: "ab", order: 2 });
        let none = Array2::<f64>::zeros((0, 2));
        assert!(matches!(cholesky_banded(&none, false), Err(Error::TooShort { .. })));
    }

    #[test]
    fn right_sides_that_do_not_fit_are_named() {
        let ab = array![[2.0, 2.0]];
        let error = solveh_banded(&ab, &array![1.0], true).unwrap_err();
        assert_eq!(error.to_string(), "`b` has shape [1], but must have [2]");
        let error = solveh_banded(&ab, &array![1.0, f64::INFINITY], true).unwrap_err();
        assert_eq!(error.to_string(), "`b` is not finite: element 1 is inf");
    }
}

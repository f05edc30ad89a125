//! Systems with a band matrix.
//!
//! Counterpart of `scipy.linalg.solve_banded`.

use ndarray::{Array, ArrayRef, ArrayRef2, Dimension};
use onkai_core::{Error, Result, check_finite};

use super::band::{check_rows, for_each_column};
use super::banded_lu::BandedLu;
use super::tridiagonal_lu::TridiagonalLu;
use crate::lu::Transpose;
use crate::scalar::LinalgScalar;

/// Solves `A x = b` for a band matrix with `l` diagonals below the main one and `u` above it.
///
/// Elimination with partial pivoting takes `O(n l (l + u))` steps.
///
/// # Shapes
///
/// `ab`: `[l + u + 1, n]`, the diagonals of `A` from the topmost down, each element in its column:
/// `ab[u + i - j, j] = A[i, j]`; elements outside of `A` are not looked at. `b`: `[n]` or `[n, …]`, a
/// right-hand side a column. Returns the shape of `b`.
///
/// # Errors
///
/// [`Error::Shape`] when an argument does not fit, [`Error::NotFinite`], [`Error::Singular`].
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// let ab = array![[0.0_f64, 1.0, 1.0], [2.0, 2.0, 2.0], [1.0, 1.0, 0.0]];
/// let x = onkai_linalg::solve_banded((1, 1), &ab, &array![3.0, 4.0, 3.0])?;
/// assert!((x - 1.0).iter().all(|d: &f64| d.abs() < 1e-15));
/// # Ok::<(), onkai_linalg::Error>(())
/// ```
pub fn solve_banded<T: LinalgScalar, D: Dimension>(
    (l, u): (usize, usize),
    ab: &ArrayRef2<T>,
    b: &ArrayRef<T, D>,
) -> Result<Array<T, D>> {
    let n = ab.ncols();
    if Some(ab.nrows()) != l.checked_add(u).and_then(|sum| sum.checked_add(1)) {
        let expected = vec![l.saturating_add(u).saturating_add(1), n];
        return Err(Error::Shape { name: "ab", expected, actual: ab.shape().to_vec() });
    }
    check_rows("b", b, n)?;
    check_finite("ab", ab)?;
    check_finite("b", b)?;
    // A band that is wider than the matrix would cost memory and add nothing.
    let (l_used, u_used) = (l.min(n.saturating_sub(1)), u.min(n.saturating_sub(1)));
    let ab = ab.slice(ndarray::s![u - u_used..u + l_used + 1, ..]);
    if (l_used, u_used) == (1, 1) {
        let lu = TridiagonalLu::new(&ab)?;
        return Ok(for_each_column(b, |x| lu.solve(x)));
    }
    let lu = BandedLu::new("ab", n, (l_used, u_used), |i, j| ab[[u_used + i - j, j]])?;
    Ok(for_each_column(b, |x| lu.solve(x, Transpose::No)))
}

#[cfg(test)]
mod tests {
    use ndarray::{Array2, array};

    use super::*;

    #[test]
    fn arguments_that_do_not_fit_are_named() {
        let ab = array![[1.0, 1.0], [1.0, 1.0]];
        let error = solve_banded((1, 1), &ab, &array![1.0, 1.0]).unwrap_err();
        assert_eq!(error.to_string(), "`ab` has shape [2, 2], but must have [3, 2]");
        let error = solve_banded((0, 1), &ab, &array![1.0]).unwrap_err();
        assert_eq!(error.to_string(), "`b` has shape [1], but must have [2]");
        let error = solve_banded((0, 1), &ab, &array![1.0, f64::NAN]).unwrap_err();
        assert_eq!(error.to_string(), "`b` is not finite: element 1 is NaN");
        assert!(solve_banded((usize::MAX, 1), &ab, &array![1.0, 1.0]).is_err());
    }

    #[test]
    fn singular_matrices_are_told_with_their_pivot() {
        let ab = array![[0.0, 1.0, 1.0], [1.0, 1.0, 1.0], [1.0, 0.0, 0.0]];
        let error = solve_banded((1, 1), &ab, &array![1.0, 1.0, 1.0]).unwrap_err();
        assert_eq!(error.to_string(), "singular matrix: pivot 1 of `ab` is zero");
        let error = solve_banded((0, 0), &array![[1.0, 0.0]], &array![1.0, 1.0]).unwrap_err();
        assert_eq!(error, Error::Singular { name: "ab", pivot: 1 });
    }

    #[test]
    fn matrices_without_rows_and_bands_beyond_the_corner() {
        let x = solve_banded((2, 1), &Array2::<f32>::zeros((4, 0)), &Array2::zeros((0, 3)));
        assert_eq!(x.unwrap().shape(), [0, 3]);
        let x =
            solve_banded((2, 3), &array![[9.0], [9.0], [9.0], [2.0], [9.0], [9.0]], &array![4.0]);
        assert_eq!(x.unwrap(), array![2.0]);
    }
}

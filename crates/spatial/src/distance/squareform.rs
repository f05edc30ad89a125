//! Distance matrices, condensed and square.
//!
//! Counterpart of `scipy.spatial.distance.squareform` and its checks.

use ndarray::{Array1, Array2, ArrayRef1, ArrayRef2};
use onkai_core::{Error, Real, Result};

/// The square matrix of a condensed one, as [`pdist`](super::pdist) makes it.
///
/// # Shapes
///
/// `distances`: `[n (n - 1) / 2]`. Returns `[n, n]`: symmetric, with zeros on the diagonal. Nothing
/// at all becomes a single zero.
///
/// # Errors
///
/// [`Error::Values`] when the length is no `n (n - 1) / 2`.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_spatial::distance::squareform_to_matrix;
///
/// let square = squareform_to_matrix(&array![3.0, 5.0, 4.0])?;
/// assert_eq!(square, array![[0.0, 3.0, 5.0], [3.0, 0.0, 4.0], [5.0, 4.0, 0.0]]);
/// # Ok::<(), onkai_spatial::Error>(())
/// ```
#[doc(alias = "squareform")]
pub fn squareform_to_matrix<F: Real>(distances: &ArrayRef1<F>) -> Result<Array2<F>> {
    let n = order("distances", distances.len())?;
    let mut square = Array2::zeros((n, n));
    let pairs = (0..n).flat_map(|i| (i + 1..n).map(move |j| (i, j)));
    for ((i, j), &distance) in pairs.zip(distances) {
        square[[i, j]] = distance;
        square[[j, i]] = distance;
    }
    Ok(square)
}

/// The condensed form of a square distance matrix: its upper triangle, row by row.
///
/// # Shapes
///
/// `square`: `[n, n]`. Returns `[n (n - 1) / 2]`.
///
/// # Errors
///
/// [`Error::NotSquare`]; with `checks` also [`Error::Values`] when the matrix is not symmetric or its
/// diagonal not zero. Without them the lower triangle and the diagonal are passed over.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_spatial::distance::squareform_to_vector;
///
/// let square = array![[0.0, 3.0, 5.0], [3.0, 0.0, 4.0], [5.0, 4.0, 0.0]];
/// assert_eq!(squareform_to_vector(&square, true)?, array![3.0, 5.0, 4.0]);
/// # Ok::<(), onkai_spatial::Error>(())
/// ```
#[doc(alias = "squareform")]
pub fn squareform_to_vector<F: Real>(square: &ArrayRef2<F>, checks: bool) -> Result<Array1<F>> {
    let n = check_square(square)?;
    if checks {
        check_dm(square, F::zero())?;
    }
    Ok((0..n).flat_map(|i| (i + 1..n).map(move |j| square[[i, j]])).collect())
}

/// Whether `square` is a distance matrix: square, symmetric and zero on the diagonal, both within
/// `tolerance`.
pub fn is_valid_dm<F: Real>(square: &ArrayRef2<F>, tolerance: F) -> bool {
    check_square(square).and_then(|_| check_dm(square, tolerance)).is_ok()
}

/// Whether `distances` has the length of a condensed distance matrix, `n (n - 1) / 2`.
pub fn is_valid_y<F: Real>(distances: &ArrayRef1<F>) -> bool {
    order("distances", distances.len()).is_ok()
}

/// How many observations stand behind a square distance matrix.
///
/// # Errors
///
/// [`Error::NotSquare`].
pub fn num_obs_dm<F: Real>(square: &ArrayRef2<F>) -> Result<usize> {
    check_square(square)
}

/// How many observations stand behind a condensed distance matrix.
///
/// # Errors
///
/// [`Error::TooShort`] when it is empty, as it is of none and of one, [`Error::Values`] when its
/// length is no `n (n - 1) / 2`.
pub fn num_obs_y<F: Real>(distances: &ArrayRef1<F>) -> Result<usize> {
    if distances.is_empty() {
        return Err(Error::TooShort { name: "distances", expected: 1, actual: 0 });
    }
    order("distances", distances.len())
}

/// The `n` of which `len` is `n (n - 1) / 2`.
fn order(name: &'static str, len: usize) -> Result<usize> {
    let n = (1 + 8 * len).isqrt().div_ceil(2);
    if n * (n - 1) / 2 == len {
        return Ok(n);
    }
    let requirement = "have a length that is a binomial coefficient n choose 2 (1, 3, 6, 10, ...)";
    Err(Error::Values { name, requirement })
}

fn check_square<F: Real>(square: &ArrayRef2<F>) -> Result<usize> {
    let (n_rows, n_cols) = square.dim();
    if n_rows == n_cols {
        return Ok(n_rows);
    }
    Err(Error::NotSquare { name: "square", n_rows, n_cols })
}

fn check_dm<F: Real>(square: &ArrayRef2<F>, tolerance: F) -> Result<()> {
    // Written so that NaN fails.
    let close = |a: F, b: F| a == b || (a - b).modulus() <= tolerance;
    if !square.indexed_iter().all(|((i, j), &a)| j <= i || close(a, square[[j, i]])) {
        return Err(Error::Values { name: "square", requirement: "be symmetric" });
    }
    if !square.diag().iter().all(|&a| close(a, F::zero())) {
        return Err(Error::Values { name: "square", requirement: "have zeros on its diagonal" });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    #[test]
    fn lengths_that_are_no_triangle_are_refused() {
        for len in [2, 4, 5, 7, 11] {
            let error = squareform_to_matrix(&Array1::<f64>::zeros(len)).unwrap_err();
            assert!(error.to_string().contains("binomial coefficient"), "{error}");
            assert!(!is_valid_y(&Array1::<f64>::zeros(len)));
        }
        assert_eq!(squareform_to_matrix(&Array1::<f32>::zeros(0)), Ok(array![[0.0]]));
        assert_eq!(num_obs_y(&array![1.0, 2.0, 3.5, 7.0, 10.0, 4.0]), Ok(4));
        assert!(num_obs_y(&Array1::<f64>::zeros(0)).is_err());
    }

    #[test]
    fn what_is_no_distance_matrix_is_refused() {
        let skew = array![[0.0, 1.0], [2.0, 0.0]];
        let loud = array![[1.0, 1.0], [1.0, 0.0]];
        let lost = array![[0.0, f64::NAN], [f64::NAN, 0.0]];
        for bad in [&skew, &loud, &lost] {
            assert!(matches!(squareform_to_vector(bad, true), Err(Error::Values { .. })));
            assert!(!is_valid_dm(bad, 0.0));
        }
        assert_eq!(squareform_to_vector(&skew, false), Ok(array![1.0]));
        assert!(is_valid_dm(&skew, 1.0));
        let oblong = Array2::<f64>::zeros((2, 3));
        assert!(matches!(squareform_to_vector(&oblong, false), Err(Error::NotSquare { .. })));
        assert!(num_obs_dm(&oblong).is_err());
    }
}

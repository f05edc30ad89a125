//! Leslie matrices: how a population grows, class of age by class of age.
//!
//! Counterpart of `scipy.linalg.leslie`.

use ndarray::{Array2, ArrayRef1};
use onkai_core::{Error, Result, Scalar};

/// The Leslie matrix of fecundities `f` (first row) and survival rates `s` (first subdiagonal).
///
/// # Shapes
///
/// `f`: `[n]`, `n ≥ 2`; `s`: `[n - 1]`. Returns `[n, n]`.
///
/// # Errors
///
/// [`Error::TooShort`] when `f` has fewer than two elements, [`Error::Shape`] when `s` does not fit.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// let a = onkai_linalg::leslie(&array![0.1, 2.0, 1.0], &array![0.2, 0.8])?;
/// assert_eq!(a, array![[0.1, 2.0, 1.0], [0.2, 0.0, 0.0], [0.0, 0.8, 0.0]]);
/// # Ok::<(), onkai_linalg::Error>(())
/// ```
///
/// # References
///
/// P. H. Leslie, "On the use of matrices in certain population mathematics", Biometrika 33 (1945),
/// doi:10.1093/biomet/33.3.183.
pub fn leslie<T: Scalar>(f: &ArrayRef1<T>, s: &ArrayRef1<T>) -> Result<Array2<T>> {
    let n = f.len();
    if n < 2 {
        return Err(Error::TooShort { name: "f", expected: 2, actual: n });
    }
    if s.len() != n - 1 {
        return Err(Error::Shape { name: "s", expected: vec![n - 1], actual: vec![s.len()] });
    }
    let mut a = Array2::zeros((n, n));
    a.row_mut(0).assign(f);
    for (i, &rate) in s.iter().enumerate() {
        a[[i + 1, i]] = rate;
    }
    Ok(a)
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    #[test]
    fn rates_that_do_not_fit_are_named() {
        assert!(matches!(leslie(&array![1.0], &array![1.0]), Err(Error::TooShort { .. })));
        let error = leslie(&array![1.0, 2.0], &array![1.0, 1.0]).unwrap_err();
        assert_eq!(error.to_string(), "`s` has shape [2], but must have [1]");
    }
}

//! Small values set to zero.
//!
//! Counterpart of `librosa.util.sparsify_rows`.

use ndarray::{Array2, ArrayRef2};
use onkai_core::{Error, Real, Result, Scalar, check_finite};

/// Sets the smallest magnitudes of each row to zero, as many as make up less than the share `quantile` of
/// the sum of all.
///
/// # Shapes
///
/// `x`: `[n_rows, n_columns]`, real or complex, as is the result.
///
/// # Errors
///
/// [`Error::Parameter`] when `quantile` is not at least 0 and below 1, [`Error::NotFinite`].
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_mir::util::sparsify_rows;
/// let x = array![[1.0, -0.01, 2.0, 0.02]];
/// assert_eq!(sparsify_rows(&x, 0.02)?, array![[1.0, 0.0, 2.0, 0.0]]);
/// # Ok::<(), onkai_mir::Error>(())
/// ```
///
/// # Differences from librosa
///
/// The zeros are stored: the result is no sparse matrix.
pub fn sparsify_rows<T: Scalar>(x: &ArrayRef2<T>, quantile: f64) -> Result<Array2<T>> {
    if !(0.0..1.0).contains(&quantile) {
        return Err(Error::parameter("quantile", quantile, "at least 0 and below 1"));
    }
    check_finite("x", x)?;
    let mut out = x.to_owned();
    let mut sizes: Vec<T::Real> = Vec::new();
    for mut row in out.rows_mut() {
        sizes.clear();
        sizes.extend(row.iter().map(|v| v.modulus()));
        sizes.sort_unstable_by(|a, b| a.partial_cmp(b).unwrap_or(std::cmp::Ordering::Equal));
        let threshold = least_kept(&sizes, quantile);
        row.mapv_inplace(|v| if v.modulus() < threshold { T::zero() } else { v });
    }
    Ok(out)
}

/// The first of the sorted `sizes` up to which they sum up to the share or more.
fn least_kept<F: Real>(sizes: &[F], quantile: f64) -> F {
    let total: F = sizes.iter().copied().sum();
    // A row of zeros has no shares.
    if total == F::zero() {
        return total;
    }
    let quantile = F::of(quantile);
    let mut sum = F::zero();
    for &size in sizes {
        sum += size / total;
        if quantile <= sum {
            return size;
        }
    }
    F::zero()
}

#[cfg(test)]
mod tests {
    use ndarray::{Array2, array};

    use super::*;

    #[test]
    fn zeros_and_equal_values_stay() {
        let x = array![[0.0_f32, 0.0], [1.0, 1.0]];
        assert_eq!(sparsify_rows(&x, 0.3).unwrap(), x);
        assert_eq!(sparsify_rows(&Array2::<f64>::zeros((2, 0)), 0.1).unwrap().dim(), (2, 0));
    }

    #[test]
    fn bad_arguments_are_named() {
        for bad in [-0.1, 1.0, f64::NAN] {
            let result = sparsify_rows(&array![[1.0]], bad);
            assert!(matches!(result, Err(Error::Parameter { name: "quantile", .. })));
        }
        assert!(matches!(sparsify_rows(&array![[f64::NAN]], 0.1), Err(Error::NotFinite { .. })));
    }
}

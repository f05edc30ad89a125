//! Cross-correlation.
//!
//! Counterpart of `scipy.signal.correlate` and `correlation_lags`.

use ndarray::{Array, Array1, ArrayRef, Dimension};
use onkai_core::{Error, Result, Scalar};
use onkai_linalg::ConvolutionMode;

use super::method::{ConvolutionMethod, convolve_operands};
use super::operands::{Kept, Operands, of_dimension, reversed};

/// Correlates two arrays: the sum of products for every shift of one against the other.
///
/// ```text
/// y[k] = Σₗ in1[l] · conj(in2[l - k + N - 1]),   N the length of in2
/// ```
///
/// [`correlation_lags`] tells the shift of each element along an axis.
///
/// # Shapes
///
/// As [`convolve`](crate::convolve).
///
/// # Errors
///
/// As [`convolve`](crate::convolve).
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_signal::{ConvolutionMethod, ConvolutionMode, correlate, correlation_lags};
/// let (x, late) = (array![1.0, 3.0, -1.0, 0.0, 0.0], array![0.0, 0.0, 1.0, 3.0, -1.0]);
/// let y = correlate(&late, &x, ConvolutionMode::Full, ConvolutionMethod::Direct)?;
/// let lags = correlation_lags(5, 5, ConvolutionMode::Full)?;
/// assert_eq!((y[6], lags[6]), (11.0, 2));
/// # Ok::<(), onkai_signal::Error>(())
/// ```
pub fn correlate<T: Scalar, D: Dimension>(
    in1: &ArrayRef<T, D>,
    in2: &ArrayRef<T, D>,
    mode: ConvolutionMode,
    method: ConvolutionMethod,
) -> Result<Array<T, D>> {
    let mirrored = reversed(&in2.view().into_dyn()).mapv_into(Scalar::conj);
    let in1 = in1.view().into_dyn();
    convolve_operands(&Operands::new(&in1, &mirrored, None, mode)?, method).map(of_dimension)
}

/// By how many samples `in1` lies later than `in2` in each element of [`correlate`]'s result.
///
/// # Shapes
///
/// Returns as many lags, in samples, as the correlation has elements along an axis with `in1_len` and
/// `in2_len` samples.
///
/// # Errors
///
/// [`Error::Parameter`] when a length is zero.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_signal::{ConvolutionMode, correlation_lags};
/// assert_eq!(correlation_lags(3, 2, ConvolutionMode::Full)?, array![-1, 0, 1, 2]);
/// # Ok::<(), onkai_signal::Error>(())
/// ```
///
/// # Differences from SciPy
///
/// For [`Same`](ConvolutionMode::Same), an odd `in1_len` and an even `in2_len`, SciPy 1.17 tells lags that
/// are one too high for what its `correlate` keeps; these are those of [`correlate`].
pub fn correlation_lags(
    in1_len: usize,
    in2_len: usize,
    mode: ConvolutionMode,
) -> Result<Array1<isize>> {
    for (name, len) in [("in1_len", in1_len), ("in2_len", in2_len)] {
        if len == 0 {
            return Err(Error::parameter(name, 0.0, "at least 1"));
        }
    }
    let kept = Kept::new(mode, in1_len, in2_len);
    let first = kept.start.cast_signed() - (in2_len - 1).cast_signed();
    Ok((0..kept.len.cast_signed()).map(|i| first + i).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_samples_have_no_lags() {
        let error = correlation_lags(3, 0, ConvolutionMode::Full).unwrap_err();
        assert_eq!(error.to_string(), "`in2_len` is 0, but must be at least 1");
    }
}

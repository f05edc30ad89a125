//! The frequencies of the bins of a spectrum.
//!
//! Counterpart of `scipy.fft.fftfreq` and `scipy.fft.rfftfreq`.

use ndarray::Array1;
use onkai_core::{Error, Real, Result};

/// The frequencies of the bins of [`fft`](crate::fft): from zero up, then the negative ones from the
/// lowest up.
///
/// `sample_spacing` is the time between samples, the inverse of the sample rate.
///
/// # Shapes
///
/// Returns `[n]`, in cycles per unit of `sample_spacing` (hertz for seconds).
///
/// # Errors
///
/// [`Error::Parameter`] when `n` is zero, or `sample_spacing` zero or not finite.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// assert_eq!(onkai_fft::fftfreq(4, 0.25)?, array![0.0, 1.0, -2.0, -1.0]);
/// # Ok::<(), onkai_fft::Error>(())
/// ```
pub fn fftfreq<F: Real>(n: usize, sample_spacing: F) -> Result<Array1<F>> {
    check(n, sample_spacing)?;
    let period = F::of_usize(n) * sample_spacing;
    let n_positive = n.div_ceil(2);
    Ok(Array1::from_shape_fn(n, |k| {
        if k < n_positive { F::of_usize(k) / period } else { -F::of_usize(n - k) / period }
    }))
}

/// The frequencies of the bins of [`rfft`](crate::rfft) of `n` samples: from zero up.
///
/// # Shapes
///
/// Returns `[n / 2 + 1]`, in cycles per unit of `sample_spacing` (hertz for seconds).
///
/// # Errors
///
/// As [`fftfreq`].
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// assert_eq!(onkai_fft::rfftfreq(4, 0.25)?, array![0.0, 1.0, 2.0]);
/// # Ok::<(), onkai_fft::Error>(())
/// ```
pub fn rfftfreq<F: Real>(n: usize, sample_spacing: F) -> Result<Array1<F>> {
    check(n, sample_spacing)?;
    let period = F::of_usize(n) * sample_spacing;
    Ok(Array1::from_shape_fn(n / 2 + 1, |k| F::of_usize(k) / period))
}

fn check<F: Real>(n: usize, sample_spacing: F) -> Result<()> {
    if n == 0 {
        return Err(Error::parameter("n", 0.0, "at least 1"));
    }
    if !sample_spacing.is_finite() || sample_spacing == F::zero() {
        let value = sample_spacing.as_f64();
        return Err(Error::parameter("sample_spacing", value, "finite and not zero"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_divided_by_is_named() {
        assert_eq!(fftfreq(0, 1.0).unwrap_err().to_string(), "`n` is 0, but must be at least 1");
        for spacing in [0.0_f32, f32::NAN, f32::INFINITY] {
            assert!(fftfreq(3, spacing).unwrap_err().to_string().starts_with("`sample_spacing`"));
            assert!(rfftfreq(3, spacing).is_err());
        }
    }
}

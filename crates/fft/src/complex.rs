//! The discrete Fourier transform of complex signals.
//!
//! Counterpart of `scipy.fft.fft` and `scipy.fft.ifft`.

use std::{fmt, sync::Arc};

use ndarray::{Array1, ArrayRef1};
use num_complex::Complex;
use onkai_core::{Error, Real, Result, as_contiguous};
use rustfft::Fft;

use crate::planner::with_complex_planner;

/// The discrete Fourier transform.
///
/// ```text
/// X[k] = Σₙ x[n] · exp(-2πi k n / N)
/// ```
///
/// # Shapes
///
/// `x`: `[N]`, any `N ≥ 1`. Returns `[N]`.
///
/// # Errors
///
/// [`Error::TooShort`] when `x` is empty.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_fft::{Complex, fft};
/// let x = array![1.0, 0.0, 0.0, 0.0].mapv(Complex::<f64>::from);
/// assert_eq!(fft(&x)?.to_vec(), vec![Complex::new(1.0, 0.0); 4]);
/// # Ok::<(), onkai_fft::Error>(())
/// ```
pub fn fft<F: Real>(x: &ArrayRef1<Complex<F>>) -> Result<Array1<Complex<F>>> {
    let mut out = as_contiguous(x).into_owned();
    FftPlan::new(x.len())?.forward(&mut out);
    Ok(out.into())
}

/// The inverse of [`fft`], scaled so that `ifft(fft(x)) = x`.
///
/// ```text
/// x[n] = (1 / N) · Σₖ X[k] · exp(2πi k n / N)
/// ```
///
/// # Shapes
///
/// `spectrum`: `[N]`, any `N ≥ 1`. Returns `[N]`.
///
/// # Errors
///
/// [`Error::TooShort`] when `spectrum` is empty.
///
/// # Examples
///
/// ```
/// use ndarray::Array1;
/// use onkai_fft::{Complex, ifft};
/// let flat = Array1::from_elem(5, Complex::new(1.0_f32, 0.0));
/// assert!((ifft(&flat)?[0].re - 1.0).abs() < 1e-6);
/// # Ok::<(), onkai_fft::Error>(())
/// ```
pub fn ifft<F: Real>(spectrum: &ArrayRef1<Complex<F>>) -> Result<Array1<Complex<F>>> {
    let mut out = as_contiguous(spectrum).into_owned();
    FftPlan::new(spectrum.len())?.inverse(&mut out);
    Ok(out.into())
}

/// Transforms of one length, ready to run: both directions, in place.
///
/// Plans are cheap to clone and to make again: the process keeps what has been planned.
#[derive(Clone)]
pub struct FftPlan<F: Real> {
    forward: Arc<dyn Fft<F>>,
    inverse: Arc<dyn Fft<F>>,
}

impl<F: Real> FftPlan<F> {
    /// Plans transforms of `n` samples.
    ///
    /// # Errors
    ///
    /// [`Error::TooShort`] when `n` is zero.
    pub fn new(n: usize) -> Result<Self> {
        if n == 0 {
            return Err(Error::TooShort { name: "x", expected: 1, actual: 0 });
        }
        Ok(with_complex_planner(|planner| Self {
            forward: planner.plan_fft_forward(n),
            inverse: planner.plan_fft_inverse(n),
        }))
    }

    /// How many samples are transformed.
    #[allow(clippy::len_without_is_empty, reason = "a plan is never empty")]
    pub fn len(&self) -> usize {
        self.forward.len()
    }

    /// How long the scratch buffer of [`forward_into`](Self::forward_into) must be.
    pub fn scratch_len(&self) -> usize {
        self.forward.get_inplace_scratch_len().max(self.inverse.get_inplace_scratch_len())
    }

    /// [`fft`] in place.
    ///
    /// # Panics
    ///
    /// When `buffer` is not of the planned length.
    pub fn forward(&self, buffer: &mut [Complex<F>]) {
        self.forward_into(buffer, &mut vec![Complex::default(); self.scratch_len()]);
    }

    /// [`ifft`] in place.
    ///
    /// # Panics
    ///
    /// When `buffer` is not of the planned length.
    pub fn inverse(&self, buffer: &mut [Complex<F>]) {
        self.inverse_into(buffer, &mut vec![Complex::default(); self.scratch_len()]);
    }

    /// [`forward`](Self::forward) that allocates nothing.
    ///
    /// # Panics
    ///
    /// When `buffer` is not of the planned length, or `scratch` shorter than
    /// [`scratch_len`](Self::scratch_len).
    pub fn forward_into(&self, buffer: &mut [Complex<F>], scratch: &mut [Complex<F>]) {
        assert_eq!(buffer.len(), self.len(), "`buffer` must have the planned length");
        self.forward.process_with_scratch(buffer, scratch);
    }

    /// [`inverse`](Self::inverse) that allocates nothing.
    ///
    /// # Panics
    ///
    /// As [`forward_into`](Self::forward_into).
    pub fn inverse_into(&self, buffer: &mut [Complex<F>], scratch: &mut [Complex<F>]) {
        assert_eq!(buffer.len(), self.len(), "`buffer` must have the planned length");
        self.inverse.process_with_scratch(buffer, scratch);
        let scale = F::of_usize(self.len()).recip();
        for z in buffer {
            *z *= scale;
        }
    }
}

impl<F: Real> fmt::Debug for FftPlan<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FftPlan").field("len", &self.len()).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_signal_is_refused() {
        let empty = Array1::<Complex<f64>>::zeros(0);
        let error = Error::TooShort { name: "x", expected: 1, actual: 0 };
        assert_eq!(fft(&empty).unwrap_err(), error);
        assert_eq!(ifft(&empty).unwrap_err(), error);
    }

    #[test]
    fn a_reversed_view_is_transformed_in_its_own_order() {
        let x = Array1::from_shape_fn(6, |i| Complex::new(i as f64, 0.0));
        let reversed = x.slice(ndarray::s![..;-1]);
        assert_eq!(fft(&reversed).unwrap(), fft(&Array1::from_vec(reversed.to_vec())).unwrap());
    }
}

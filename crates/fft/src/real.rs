//! The discrete Fourier transform of real signals.
//!
//! Counterpart of `scipy.fft.rfft` and `scipy.fft.irfft`.

use std::{fmt, sync::Arc};

use ndarray::{Array1, ArrayRef1};
use num_complex::Complex;
use onkai_core::{Error, Real, Result, as_contiguous};
use realfft::{ComplexToReal, RealToComplex};

use crate::planner::with_real_planner;

/// The discrete Fourier transform of a real signal: its non-negative frequencies.
///
/// ```text
/// X[k] = Σₙ x[n] · exp(-2πi k n / N)        0 ≤ k ≤ N / 2
/// ```
///
/// # Shapes
///
/// `x`: `[N]`, any `N ≥ 1`. Returns `[N / 2 + 1]`.
///
/// # Errors
///
/// [`Error::TooShort`] when `x` is empty.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// let spectrum = onkai_fft::rfft(&array![1.0, -1.0, 1.0, -1.0])?;
/// assert_eq!(spectrum.mapv(|z| z.re), array![0.0, 0.0, 4.0]);
/// # Ok::<(), onkai_fft::Error>(())
/// ```
pub fn rfft<F: Real>(x: &ArrayRef1<F>) -> Result<Array1<Complex<F>>> {
    let plan = RealFftPlan::new(x.len())?;
    let mut input = as_contiguous(x).into_owned();
    let mut out = vec![Complex::default(); plan.spectrum_len()];
    plan.forward_into(&mut input, &mut out, &mut plan.make_scratch());
    Ok(out.into())
}

/// The inverse of [`rfft`], scaled so that `irfft(rfft(x), x.len()) = x`.
///
/// The imaginary parts of the bins at frequency zero and, for an even `n`, at the Nyquist frequency
/// are taken as zero: a real signal has none.
///
/// # Shapes
///
/// `spectrum`: `[n / 2 + 1]` for `n ≥ 1`. Returns `[n]`. The length does not tell whether `n` was
/// even or odd, so it must be given.
///
/// # Errors
///
/// [`Error::Parameter`] when `n` is zero, [`Error::Shape`] when `spectrum` has another length.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_fft::{irfft, rfft};
/// let x = array![1.0, 2.0, 4.0];
/// assert!((irfft(&rfft(&x)?, 3)? - x).iter().all(|d: &f64| d.abs() < 1e-12));
/// # Ok::<(), onkai_fft::Error>(())
/// ```
///
/// # Differences from SciPy
///
/// SciPy pads or cuts a spectrum that does not fit `n`; here that is an error.
pub fn irfft<F: Real>(spectrum: &ArrayRef1<Complex<F>>, n: usize) -> Result<Array1<F>> {
    if n == 0 {
        return Err(Error::parameter("n", 0.0, "at least 1"));
    }
    let plan = RealFftPlan::new(n)?;
    if spectrum.len() != plan.spectrum_len() {
        let (expected, actual) = (vec![plan.spectrum_len()], vec![spectrum.len()]);
        return Err(Error::Shape { name: "spectrum", expected, actual });
    }
    let mut input = as_contiguous(spectrum).into_owned();
    let mut out = vec![F::zero(); n];
    plan.inverse_into(&mut input, &mut out, &mut plan.make_scratch());
    Ok(out.into())
}

/// Transforms of real signals of one length, ready to run: both directions.
///
/// Plans are cheap to clone and to make again: the process keeps what has been planned.
#[derive(Clone)]
pub struct RealFftPlan<F: Real> {
    forward: Arc<dyn RealToComplex<F>>,
    inverse: Arc<dyn ComplexToReal<F>>,
    inverse_scale: F,
}

impl<F: Real> RealFftPlan<F> {
    /// Plans transforms of `n` samples.
    ///
    /// # Errors
    ///
    /// [`Error::TooShort`] when `n` is zero.
    pub fn new(n: usize) -> Result<Self> {
        if n == 0 {
            return Err(Error::TooShort { name: "x", expected: 1, actual: 0 });
        }
        Ok(with_real_planner(|planner| Self {
            forward: planner.plan_fft_forward(n),
            inverse: planner.plan_fft_inverse(n),
            inverse_scale: F::of_usize(n).recip(),
        }))
    }

    /// How many samples are transformed.
    #[allow(clippy::len_without_is_empty, reason = "a plan is never empty")]
    pub fn len(&self) -> usize {
        self.forward.len()
    }

    /// How many bins the spectrum has: `len() / 2 + 1`.
    pub fn spectrum_len(&self) -> usize {
        self.forward.complex_len()
    }

    /// The scratch buffer that both directions work in.
    pub fn make_scratch(&self) -> Vec<Complex<F>> {
        vec![Complex::default(); self.forward.get_scratch_len().max(self.inverse.get_scratch_len())]
    }

    /// [`rfft`] of `x` into `spectrum`; allocates nothing, and leaves scrap in `x`.
    ///
    /// # Panics
    ///
    /// When a buffer has not the planned length.
    pub fn forward_into(
        &self,
        x: &mut [F],
        spectrum: &mut [Complex<F>],
        scratch: &mut [Complex<F>],
    ) {
        self.forward
            .process_with_scratch(x, spectrum, scratch)
            .expect("`x`, `spectrum` and `scratch` must have the planned lengths");
    }

    /// [`irfft`] of `spectrum` into `x`; allocates nothing, and leaves scrap in `spectrum`.
    ///
    /// # Panics
    ///
    /// When a buffer has not the planned length.
    pub fn inverse_into(
        &self,
        spectrum: &mut [Complex<F>],
        x: &mut [F],
        scratch: &mut [Complex<F>],
    ) {
        assert_eq!(spectrum.len(), self.spectrum_len(), "`spectrum` must have the planned length");
        // realfft reports imaginary parts here as an error after it has run; they are to be ignored.
        spectrum[0].im = F::zero();
        if self.len().is_multiple_of(2) {
            spectrum[self.len() / 2].im = F::zero();
        }
        self.inverse
            .process_with_scratch(spectrum, x, scratch)
            .expect("`x` and `scratch` must have the planned lengths");
        for v in x {
            *v *= self.inverse_scale;
        }
    }
}

impl<F: Real> fmt::Debug for RealFftPlan<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RealFftPlan").field("len", &self.len()).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    #[test]
    fn empty_signals_and_lengths_that_do_not_fit_are_named() {
        assert!(matches!(rfft(&Array1::<f32>::zeros(0)), Err(Error::TooShort { name: "x", .. })));
        let spectrum = Array1::<Complex<f64>>::zeros(3);
        assert_eq!(irfft(&spectrum, 0).unwrap_err(), Error::parameter("n", 0.0, "at least 1"));
        assert_eq!(
            irfft(&spectrum, 6).unwrap_err().to_string(),
            "`spectrum` has shape [3], but must have [4]"
        );
    }

    #[test]
    fn imaginary_parts_that_no_real_signal_has_are_ignored() {
        let with = array![Complex::new(1.0, 5.0), Complex::new(2.0, 1.0), Complex::new(3.0, -7.0)];
        let without = array![Complex::new(1.0, 0.0), with[1], Complex::new(3.0, 0.0)];
        assert_eq!(irfft(&with, 4).unwrap(), irfft(&without, 4).unwrap());
    }

    #[test]
    fn one_sample_is_its_own_spectrum() {
        assert_eq!(rfft(&array![3.0_f32]).unwrap(), array![Complex::new(3.0, 0.0)]);
        assert_eq!(irfft(&array![Complex::new(3.0_f32, 1.0)], 1).unwrap(), array![3.0]);
    }
}

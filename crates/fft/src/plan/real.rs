//! Plans of transforms between real signals and half spectra.

use std::{fmt, sync::Arc};

use num_complex::Complex;
use onkai_core::{Real, Result, Scalar};

use super::half_length::HalfLength;
use super::whole_length::WholeLength;
use crate::norm::{Direction, Norm};
use crate::plan::{Loan, Spare, cached, check_len};

/// Transforms of real signals of one length, ready to run: both directions.
///
/// Plans are cheap to clone and to make again: the process keeps what has been planned. They may be
/// shared and sent between threads.
///
/// # Examples
///
/// ```
/// use onkai_fft::{Complex, RealFftPlan};
/// let plan = RealFftPlan::<f32>::new(4)?;
/// let mut spectrum = [Complex::default(); 3];
/// plan.forward_into(&[1.0, -1.0, 1.0, -1.0], &mut spectrum, &mut plan.make_scratch());
/// assert_eq!(spectrum.map(|z| z.re), [0.0, 0.0, 4.0]);
/// # Ok::<(), onkai_fft::Error>(())
/// ```
#[derive(Clone)]
pub struct RealFftPlan<F: Real> {
    n: usize,
    kernel: Arc<Kernel<F>>,
    spare: Spare<RealScratch<F>>,
    norm: Norm,
}

enum Kernel<F: Real> {
    Even(HalfLength<F>),
    Odd(WholeLength<F>),
}

/// Copies of what the transforms overwrite, and their scratch. The copies are made when needed.
#[derive(Default)]
pub(crate) struct RealScratch<F> {
    pub(crate) signal: Vec<F>,
    pub(crate) spectrum: Vec<Complex<F>>,
    pub(crate) fft: Vec<Complex<F>>,
}

impl<F: Real> RealFftPlan<F> {
    /// Plans transforms of `n` samples.
    ///
    /// # Errors
    ///
    /// [`Error::TooShort`](crate::Error::TooShort) when `n` is zero,
    /// [`Error::Parameter`](crate::Error::Parameter) when no memory could hold so many.
    pub fn new(n: usize) -> Result<Self> {
        check_len(n, 1)?;
        cached(n, 0, || {
            let kernel = if n.is_multiple_of(2) {
                Kernel::Even(HalfLength::new(n))
            } else {
                Kernel::Odd(WholeLength::new(n))
            };
            Ok(Self { n, kernel: Arc::new(kernel), spare: Spare::new(), norm: Norm::default() })
        })
    }

    /// The same transforms, scaled by `norm`; a new plan has [`Norm::Backward`].
    #[must_use]
    pub fn with_norm(self, norm: Norm) -> Self {
        Self { norm, ..self }
    }

    /// How many samples are transformed.
    #[allow(clippy::len_without_is_empty, reason = "a plan is never empty")]
    pub fn len(&self) -> usize {
        self.n
    }

    /// How many bins the spectrum has: `len() / 2 + 1`.
    pub fn spectrum_len(&self) -> usize {
        self.n / 2 + 1
    }

    /// The scratch buffer that both directions work in.
    pub fn make_scratch(&self) -> Vec<Complex<F>> {
        let len = match &*self.kernel {
            Kernel::Even(kernel) => kernel.scratch_len(),
            Kernel::Odd(kernel) => kernel.scratch_len(),
        };
        vec![Complex::default(); len]
    }

    /// Scratch buffers that outlive the call.
    pub(crate) fn borrow_scratch(&self) -> Loan<RealScratch<F>> {
        self.spare.borrow(|| RealScratch { fft: self.make_scratch(), ..Default::default() })
    }

    /// [`rfft`](crate::rfft) of `x` into `spectrum`; allocates nothing.
    ///
    /// # Panics
    ///
    /// When a buffer has not the planned length.
    pub fn forward_into(&self, x: &[F], spectrum: &mut [Complex<F>], scratch: &mut [Complex<F>]) {
        self.run_forward(x, spectrum, scratch);
        scale(spectrum, Direction::Forward.factor(self.norm, self.len()));
    }

    /// [`irfft`](crate::irfft) of `spectrum` into `x`; allocates nothing, and leaves scrap in
    /// `spectrum`.
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
        self.run_inverse(spectrum, x, scratch);
        scale(x, Direction::Inverse.factor(self.norm, self.len()));
    }

    /// Any part of [`rfft`](crate::rfft) or `ihfft`: a forward transform, or its conjugate. A lane
    /// is cut or padded with zeros.
    pub(crate) fn to_spectrum(
        &self,
        direction: Direction,
        lane: impl Iterator<Item = F>,
        out: &mut [Complex<F>],
        scratch: &mut RealScratch<F>,
    ) {
        let RealScratch { signal, fft, .. } = scratch;
        signal.clear();
        signal.extend(lane.take(self.len()));
        signal.resize(self.len(), F::zero());
        self.spectrum_of(direction, signal, out, fft);
    }

    /// [`to_spectrum`](Self::to_spectrum) of a signal that has the planned length.
    pub(crate) fn spectrum_of(
        &self,
        direction: Direction,
        x: &[F],
        out: &mut [Complex<F>],
        scratch: &mut [Complex<F>],
    ) {
        self.run_forward(x, out, scratch);
        let factor = direction.factor::<F>(self.norm, self.len());
        match direction {
            Direction::Forward => scale(out, factor),
            Direction::Inverse => out.iter_mut().for_each(|z| *z = z.conj() * factor),
        }
    }

    /// Any part of `hfft` or [`irfft`](crate::irfft): an inverse transform, or that of the conjugate.
    pub(crate) fn to_signal(
        &self,
        direction: Direction,
        lane: impl Iterator<Item = Complex<F>>,
        out: &mut [F],
        scratch: &mut RealScratch<F>,
    ) {
        let lane = lane.take(self.spectrum_len());
        scratch.spectrum.clear();
        match direction {
            Direction::Forward => scratch.spectrum.extend(lane.map(Scalar::conj)),
            Direction::Inverse => scratch.spectrum.extend(lane),
        }
        scratch.spectrum.resize(self.spectrum_len(), Complex::default());
        self.run_inverse(&mut scratch.spectrum, out, &mut scratch.fft);
        scale(out, direction.factor(self.norm, self.len()));
    }

    /// [`forward_into`](Self::forward_into), unscaled.
    pub(crate) fn run_forward(
        &self,
        x: &[F],
        spectrum: &mut [Complex<F>],
        scratch: &mut [Complex<F>],
    ) {
        self.check_buffers(x.len(), spectrum.len());
        match &*self.kernel {
            Kernel::Even(kernel) => kernel.forward(x, spectrum, scratch),
            Kernel::Odd(kernel) => kernel.forward(x, spectrum, scratch),
        }
    }

    /// [`inverse_into`](Self::inverse_into), unscaled.
    pub(crate) fn run_inverse(
        &self,
        spectrum: &mut [Complex<F>],
        x: &mut [F],
        scratch: &mut [Complex<F>],
    ) {
        self.check_buffers(x.len(), spectrum.len());
        match &*self.kernel {
            Kernel::Even(kernel) => kernel.inverse(spectrum, x, scratch),
            Kernel::Odd(kernel) => kernel.inverse(spectrum, x, scratch),
        }
    }

    fn check_buffers(&self, n: usize, n_bins: usize) {
        assert_eq!(n, self.len(), "`x` must have the planned length");
        assert_eq!(n_bins, self.spectrum_len(), "`spectrum` must have the planned length");
    }
}

/// Multiplies by a factor that often is 1.
fn scale<F: Real, T: Scalar<Real = F>>(values: &mut [T], factor: F) {
    if factor != F::one() {
        for v in values {
            *v = v.scale(factor);
        }
    }
}

impl<F: Real> fmt::Debug for RealFftPlan<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RealFftPlan")
            .field("len", &self.len())
            .field("norm", &self.norm)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plans_may_be_shared_and_sent() {
        fn check<T: Send + Sync>() {}
        check::<RealFftPlan<f64>>();
    }

    #[test]
    fn norms_undo_each_other() {
        let plan = RealFftPlan::new(5).unwrap().with_norm(Norm::Ortho);
        let (x, mut scratch) = ([1.0_f64, 2.0, 4.0, 8.0, 16.0], plan.make_scratch());
        let (mut spectrum, mut back) = ([Complex::default(); 3], [0.0; 5]);
        plan.forward_into(&x, &mut spectrum, &mut scratch);
        assert!((spectrum[0].re - 31.0 / 5.0_f64.sqrt()).abs() < 1e-14);
        plan.inverse_into(&mut spectrum, &mut back, &mut scratch);
        assert!(x.iter().zip(back).all(|(a, b)| (a - b).abs() < 1e-14));
    }
}

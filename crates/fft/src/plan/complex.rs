//! Plans of complex transforms.

use std::{fmt, sync::Arc};

use num_complex::Complex;
use onkai_core::{Real, Result};
use rustfft::{Fft, FftPlanner};

use crate::norm::{Direction, Norm};
use crate::plan::{Loan, Spare, cached, check_len};

/// Complex transforms of one length, ready to run: both directions, in place.
///
/// Plans are cheap to clone and to make again: the process keeps what has been planned. They may be
/// shared and sent between threads.
///
/// # Examples
///
/// ```
/// use onkai_fft::{Complex, FftPlan, Norm};
/// let plan = FftPlan::new(4)?.with_norm(Norm::Ortho);
/// let mut buffer = [1.0, 0.0, 0.0, 0.0].map(Complex::<f32>::from);
/// let mut scratch = plan.make_scratch();
/// plan.forward_into(&mut buffer, &mut scratch);
/// assert_eq!(buffer, [Complex::new(0.5, 0.0); 4]);
/// # Ok::<(), onkai_fft::Error>(())
/// ```
#[derive(Clone)]
pub struct FftPlan<F: Real> {
    forward: Arc<dyn Fft<F>>,
    inverse: Arc<dyn Fft<F>>,
    spare: Spare<Vec<Complex<F>>>,
    norm: Norm,
}

impl<F: Real> FftPlan<F> {
    /// Plans transforms of `n` samples.
    ///
    /// # Errors
    ///
    /// [`Error::TooShort`](crate::Error::TooShort) when `n` is zero,
    /// [`Error::Parameter`](crate::Error::Parameter) when no memory could hold so many.
    pub fn new(n: usize) -> Result<Self> {
        check_len(n, 1)?;
        cached(n, 0, || {
            let mut planner = FftPlanner::new();
            Ok(Self {
                forward: planner.plan_fft_forward(n),
                inverse: planner.plan_fft_inverse(n),
                spare: Spare::new(),
                norm: Norm::default(),
            })
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
        self.forward.len()
    }

    /// How long the scratch buffer of [`forward_into`](Self::forward_into) must be.
    pub fn scratch_len(&self) -> usize {
        self.forward.get_inplace_scratch_len().max(self.inverse.get_inplace_scratch_len())
    }

    /// The scratch buffer that both directions work in.
    pub fn make_scratch(&self) -> Vec<Complex<F>> {
        vec![Complex::default(); self.scratch_len()]
    }

    /// Scratch buffers that outlive the call.
    pub(crate) fn borrow_scratch(&self) -> Loan<Vec<Complex<F>>> {
        self.spare.borrow(|| self.make_scratch())
    }

    /// [`fft`](crate::fft) in place.
    ///
    /// # Panics
    ///
    /// When `buffer` is not of the planned length.
    pub fn forward(&self, buffer: &mut [Complex<F>]) {
        self.forward_into(buffer, &mut self.borrow_scratch());
    }

    /// [`ifft`](crate::ifft) in place.
    ///
    /// # Panics
    ///
    /// When `buffer` is not of the planned length.
    pub fn inverse(&self, buffer: &mut [Complex<F>]) {
        self.inverse_into(buffer, &mut self.borrow_scratch());
    }

    /// [`forward`](Self::forward) that allocates nothing.
    ///
    /// # Panics
    ///
    /// When `buffer` is not of the planned length, or `scratch` shorter than
    /// [`scratch_len`](Self::scratch_len).
    pub fn forward_into(&self, buffer: &mut [Complex<F>], scratch: &mut [Complex<F>]) {
        self.run(Direction::Forward, buffer, scratch);
    }

    /// [`inverse`](Self::inverse) that allocates nothing.
    ///
    /// # Panics
    ///
    /// As [`forward_into`](Self::forward_into).
    pub fn inverse_into(&self, buffer: &mut [Complex<F>], scratch: &mut [Complex<F>]) {
        self.run(Direction::Inverse, buffer, scratch);
    }

    pub(crate) fn run(
        &self,
        direction: Direction,
        buffer: &mut [Complex<F>],
        scratch: &mut [Complex<F>],
    ) {
        assert_eq!(buffer.len(), self.len(), "`buffer` must have the planned length");
        match direction {
            Direction::Forward => self.forward.process_with_scratch(buffer, scratch),
            Direction::Inverse => self.inverse.process_with_scratch(buffer, scratch),
        }
        let factor = direction.factor::<F>(self.norm, self.len());
        if factor != F::one() {
            for z in buffer {
                *z *= factor;
            }
        }
    }
}

impl<F: Real> fmt::Debug for FftPlan<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FftPlan")
            .field("len", &self.len())
            .field("norm", &self.norm)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use onkai_core::Error;

    use super::*;

    #[test]
    fn plans_may_be_shared_and_sent() {
        fn check<T: Send + Sync>() {}
        check::<FftPlan<f32>>();
    }

    #[test]
    fn no_samples_cannot_be_planned() {
        let error = FftPlan::<f64>::new(0).unwrap_err();
        assert_eq!(error, Error::TooShort { name: "x", expected: 1, actual: 0 });
    }

    #[test]
    fn a_norm_does_not_stay_in_the_cache() {
        let mut buffer = [Complex::new(6.0, 0.0); 2];
        FftPlan::new(2).unwrap().with_norm(Norm::Forward).forward(&mut buffer);
        assert_eq!(buffer, [Complex::new(6.0, 0.0), Complex::default()]);
        FftPlan::new(2).unwrap().forward(&mut buffer);
        assert_eq!(buffer, [Complex::new(6.0, 0.0); 2]);
    }
}

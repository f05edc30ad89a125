//! From a signal to its slices' spectra.

use ndarray::{Array2, ArrayRef1};
use num_complex::Complex;
use onkai_core::{Error, Real, Result, Scalar, as_contiguous, collect_columns};

use super::plan::{FftMode, ShortTimeFft, StftScaling, Transform};
use crate::conditioning::{remove_line, remove_mean};
use crate::rates::ExtensionMode;
use crate::spectral::SegmentTrend;

/// Slices that a thread takes in a row.
const SLICES_PER_TASK: usize = 16;

/// Which slices are computed; by default all that see a part of the signal.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct StftRange<T> {
    /// The first slice. Default: `None`, [`p_min`](ShortTimeFft::p_min).
    pub p0: Option<isize>,
    /// The slice after the last one. Default: `None`, [`p_max`](ShortTimeFft::p_max).
    pub p1: Option<isize>,
    /// By how many samples all slices lie later. Default: `0`.
    pub k_offset: isize,
    /// What stands beyond the ends of the signal. Default: zeros. SciPy's `even` and `odd` are
    /// [`Reflect`](ExtensionMode::Reflect) and [`Antireflect`](ExtensionMode::Antireflect).
    pub padding: ExtensionMode<T>,
}

impl<T: Scalar> Default for StftRange<T> {
    fn default() -> Self {
        Self { p0: None, p1: None, k_offset: 0, padding: ExtensionMode::default() }
    }
}

/// The buffers of one worker.
struct State<T: Scalar> {
    slice: Vec<T>,
    frame: Vec<T::Real>,
    fft: Vec<Complex<T::Real>>,
}

impl<F: Real> ShortTimeFft<F> {
    /// The short-time Fourier transform of `x`.
    ///
    /// # Shapes
    ///
    /// `x`: `[n]`, at least half as long as the window. Returns `[n_bins, n_slices]`, column by column in
    /// memory; [`frequencies`](Self::frequencies) and [`times`](Self::times) tell of what.
    ///
    /// # Errors
    ///
    /// [`Error::TooShort`] when `x` is shorter than half the window, [`Error::Values`] when it is complex
    /// and the mode one-sided, [`Error::Parameter`] when the range is empty or has slices that see nothing
    /// of the signal.
    pub fn stft<T: Scalar<Real = F>>(
        &self,
        x: &ArrayRef1<T>,
        range: &StftRange<T>,
    ) -> Result<Array2<Complex<F>>> {
        self.stft_detrend(x, SegmentTrend::None, range)
    }

    /// [`stft`](Self::stft) of slices from each of which a trend has been taken.
    ///
    /// # Errors
    ///
    /// As [`stft`](Self::stft).
    pub fn stft_detrend<T: Scalar<Real = F>>(
        &self,
        x: &ArrayRef1<T>,
        trend: SegmentTrend,
        range: &StftRange<T>,
    ) -> Result<Array2<Complex<F>>> {
        if self.is_one_sided() && T::IS_COMPLEX {
            let requirement = "be real for one-sided spectra";
            return Err(Error::Values { name: "x", requirement });
        }
        let (p0, p1) = self.p_range(x.len(), range.p0, range.p1)?;
        let m = self.window.len();
        let first = p0 * self.hop.cast_signed() - self.window_mid().cast_signed() + range.k_offset;
        let count = (p1 - p0).cast_unsigned();
        let len = ((count - 1) * self.hop + m).cast_signed();
        let n = x.len().cast_signed();
        let before = (-first).max(0).cast_unsigned();
        let after = (first + len - n).max(0).cast_unsigned();
        let padded = range.padding.extend(&as_contiguous(x), before, after);
        let start = first.max(0).cast_unsigned();
        let make_state = || self.make_state::<T>();
        Ok(collect_columns((self.n_bins(), count), SLICES_PER_TASK, make_state, |state, p, out| {
            state.slice.copy_from_slice(&padded[start + p * self.hop..][..m]);
            match trend {
                SegmentTrend::None => {}
                SegmentTrend::Constant => remove_mean(&mut state.slice),
                SegmentTrend::Linear => remove_line(&mut state.slice),
            }
            self.transform_slice(state, out);
        }))
    }

    /// The squared moduli of [`stft_detrend`](Self::stft_detrend).
    ///
    /// # Errors
    ///
    /// As [`stft`](Self::stft).
    pub fn spectrogram<T: Scalar<Real = F>>(
        &self,
        x: &ArrayRef1<T>,
        trend: SegmentTrend,
        range: &StftRange<T>,
    ) -> Result<Array2<F>> {
        Ok(self.stft_detrend(x, trend, range)?.mapv(|z| z.norm_sqr()))
    }

    /// The products of the transform of `x` with the conjugate of that of `y`.
    ///
    /// # Errors
    ///
    /// As [`stft`](Self::stft); [`Error::Shape`] when `y` is not as long as `x`.
    pub fn cross_spectrogram<T: Scalar<Real = F>>(
        &self,
        x: &ArrayRef1<T>,
        y: &ArrayRef1<T>,
        trend: SegmentTrend,
        range: &StftRange<T>,
    ) -> Result<Array2<Complex<F>>> {
        if x.len() != y.len() {
            let (expected, actual) = (vec![x.len()], vec![y.len()]);
            return Err(Error::Shape { name: "y", expected, actual });
        }
        let mut product = self.stft_detrend(x, trend, range)?;
        product.zip_mut_with(&self.stft_detrend(y, trend, range)?, |x, y| *x *= y.conj());
        Ok(product)
    }

    pub(super) fn is_one_sided(&self) -> bool {
        matches!(self.mode, FftMode::OneSided | FftMode::OneSidedDoubled)
    }

    /// By what bins other than those at zero and the Nyquist frequency are multiplied.
    pub(super) fn doubling(&self) -> F {
        match (self.mode, self.scaling) {
            (FftMode::OneSidedDoubled, Some(StftScaling::Psd)) => F::SQRT_2(),
            (FftMode::OneSidedDoubled, _) => F::of(2.0),
            _ => F::one(),
        }
    }

    /// Where a slice's first sample goes in what is transformed.
    pub(super) fn rotation(&self) -> usize {
        let Some(shift) = self.phase_shift else { return 0 };
        let (m, mid) = (self.window.len().cast_signed(), self.window_mid().cast_signed());
        let turned = (shift + mid).rem_euclid(m).cast_unsigned();
        (self.n_fft - turned) % self.n_fft
    }

    fn make_state<T: Scalar<Real = F>>(&self) -> State<T> {
        let (n_frame, fft) = match &self.transform {
            Transform::Real(plan) => (self.n_fft, plan.make_scratch()),
            Transform::Complex(plan) => (0, plan.make_scratch()),
        };
        State { slice: vec![T::zero(); self.window.len()], frame: vec![F::zero(); n_frame], fft }
    }

    fn transform_slice<T: Scalar<Real = F>>(&self, state: &mut State<T>, out: &mut [Complex<F>]) {
        let rotation = self.rotation();
        let place = |i: usize| (i + rotation) % self.n_fft;
        let windowed = state.slice.iter().zip(&self.window).map(|(&v, &w)| v.scale(w)).enumerate();
        match &self.transform {
            Transform::Real(plan) => {
                state.frame.fill(F::zero());
                windowed.for_each(|(i, v)| state.frame[place(i)] = v.re());
                plan.forward_into(&state.frame, out, &mut state.fft);
                let doubling = self.doubling();
                let paired = (self.n_fft - 1) / 2;
                out[1..=paired].iter_mut().for_each(|z| *z = z.scale(doubling));
            }
            Transform::Complex(plan) => {
                out.fill(Complex::default());
                windowed.for_each(|(i, v)| out[place(i)] = v.to_complex());
                plan.forward_into(out, &mut state.fft);
                if self.mode == FftMode::Centered {
                    out.rotate_right(self.n_fft / 2);
                }
            }
        }
    }
}

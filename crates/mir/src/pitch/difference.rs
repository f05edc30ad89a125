//! How little a frame differs from itself, one period later.
//!
//! What `librosa.yin` and `librosa.pyin` look for minima in.

use ndarray::{ArrayRef, ArrayRef1, Dimension};
use num_complex::Complex;
use onkai_core::{PadMode, Real, Result, as_contiguous, check_finite, for_each_chunk};
use onkai_fft::{RealFftPlan, next_fast_len};

use super::search::PitchSearch;
use crate::feature::Framing;

/// What computes the cumulative mean normalized difference of each frame `x`:
///
/// ```text
/// d[k] = Σₙ (x[n] - x[n + k])²        d'[k] = d[k] / ((d[1] + … + d[k]) / k)
/// ```
///
/// for the periods `k` from `min_period` to `max_period`; `x` is zero beyond the frame. The sum is
/// that of two energies and an autocorrelation, which comes from a Fourier transform.
#[derive(Clone, Debug)]
pub(super) struct DifferencePlan<F: Real> {
    // Invariant: `0 < min_period < max_period < frame_length` and `0 < hop`.
    min_period: usize,
    max_period: usize,
    frame_length: usize,
    hop: usize,
    center: bool,
    pad_mode: PadMode<F>,
    fft: RealFftPlan<F>,
}

/// The buffers of one thread.
pub(super) struct Scratch<F: Real> {
    /// A frame, and zeros behind it.
    frame: Vec<F>,
    autocorrelation: Vec<F>,
    spectrum: Vec<Complex<F>>,
    fft: Vec<Complex<F>>,
    curve: Vec<F>,
}

/// Frames that a thread takes in a row: about 200 µs of work at the default sizes.
const FRAMES_PER_TASK: usize = 8;

impl<F: Real> DifferencePlan<F> {
    pub(super) fn new(sample_rate: f64, search: &PitchSearch) -> Result<Self> {
        let (min_period, max_period) = search.periods(sample_rate)?;
        // Long enough for no period to wrap around, and even, which is faster.
        let least = search.frame_length + max_period;
        Ok(Self {
            min_period,
            max_period,
            frame_length: search.frame_length,
            hop: search.effective_hop_length(),
            center: search.center,
            pad_mode: search.pad_mode.map(F::of),
            fft: RealFftPlan::new(2 * next_fast_len(least.div_ceil(2)))?,
        })
    }

    /// The period that the first value of a curve stands for.
    pub(super) fn min_period(&self) -> usize {
        self.min_period
    }

    /// How many periods a curve has; at least 2.
    pub(super) fn n_periods(&self) -> usize {
        self.max_period - self.min_period + 1
    }

    /// The axis of time, and how many frames there are along it.
    pub(super) fn frames_of<D: Dimension>(&self, y: &ArrayRef<F, D>) -> Result<Framing> {
        let framing = Framing::new(y, (self.frame_length, self.hop), self.center)?;
        check_finite("y", y)?;
        Ok(framing)
    }

    /// What `kernel` makes of the curve of each of the frames of one channel, spread over threads.
    pub(super) fn map_frames<U, S>(
        &self,
        y: &ArrayRef1<F>,
        n_frames: usize,
        make_state: impl Fn() -> S + Send + Sync,
        kernel: impl Fn(&mut S, &[F]) -> U + Send + Sync,
    ) -> Vec<U>
    where
        U: Clone + Default + Send,
    {
        let samples = &*as_contiguous(y);
        let mut out = vec![U::default(); n_frames];
        let make = || (self.make_scratch(), make_state());
        for_each_chunk(&mut out, 1, FRAMES_PER_TASK, make, |(scratch, state), t, out| {
            out[0] = kernel(state, self.curve(samples, t, scratch));
        });
        out
    }

    fn make_scratch(&self) -> Scratch<F> {
        Scratch {
            frame: vec![F::zero(); self.fft.len()],
            autocorrelation: vec![F::zero(); self.fft.len()],
            spectrum: vec![Complex::default(); self.fft.spectrum_len()],
            fft: self.fft.make_scratch(),
            curve: vec![F::zero(); self.n_periods()],
        }
    }

    fn load(&self, y: &[F], t: usize, frame: &mut [F]) {
        let reach = if self.center { self.frame_length / 2 } else { 0 };
        let first = (t * self.hop).cast_signed() - reach.cast_signed();
        let inner = usize::try_from(first).ok().and_then(|at| y.get(at..at + frame.len()));
        match inner {
            Some(inner) => frame.copy_from_slice(inner),
            None => (first..).zip(frame).for_each(|(at, v)| *v = self.pad_mode.sample(y, at)),
        }
    }

    /// The curve of frame `t`.
    fn curve<'a>(&self, y: &[F], t: usize, scratch: &'a mut Scratch<F>) -> &'a [F] {
        let Scratch { frame, autocorrelation, spectrum, fft, curve } = scratch;
        self.load(y, t, &mut frame[..self.frame_length]);
        self.fft.forward_into(frame, spectrum, fft);
        for z in &mut *spectrum {
            *z = Complex::new(z.norm_sqr(), F::zero());
        }
        self.fft.inverse_into(spectrum, autocorrelation, fft);
        // The sums grow while their terms may be small: they are kept in double precision.
        let energy = autocorrelation[0].as_f64();
        let (mut head, mut total) = (0.0, 0.0);
        for k in 1..=self.max_period {
            let before = frame[k - 1].as_f64();
            head += before * before;
            let difference = 2.0 * (energy - autocorrelation[k].as_f64()) - head;
            total += difference;
            if self.min_period <= k {
                let mean = total / k as f64 + F::min_positive_value().as_f64();
                curve[k - self.min_period] = F::of(difference / mean);
            }
        }
        curve
    }
}

/// Whether a curve of at least two values has a minimum at `i`, its ends included.
pub(super) fn is_trough<F: Real>(curve: &[F], i: usize) -> bool {
    let here = curve[i];
    let falls = 0 < i && here < curve[i - 1];
    match curve.get(i + 1) {
        Some(&next) if i == 0 => here < next,
        Some(&next) => falls && here <= next,
        None => falls,
    }
}

/// How far beside `i` the parabola through three values has its minimum; 0 at the ends.
pub(super) fn parabolic_shift<F: Real>(curve: &[F], i: usize) -> f64 {
    if i == 0 || i + 1 == curve.len() {
        return 0.0;
    }
    let [before, here, after] = [curve[i - 1], curve[i], curve[i + 1]].map(Real::as_f64);
    let bend = after + before - 2.0 * here;
    let slope = (after - before) / 2.0;
    // A minimum that far away is none of this parabola's.
    if bend.abs() <= slope.abs() { 0.0 } else { -slope / bend }
}

#[cfg(test)]
mod tests {
    use onkai_testing::{assert_close, noise};

    use super::*;

    #[test]
    fn the_curve_is_what_its_formula_says() {
        let y = noise(300, 3);
        let search = PitchSearch {
            fmin_hz: 100.0,
            fmax_hz: 500.0,
            frame_length: 131,
            hop_length: Some(131),
            center: false,
            ..Default::default()
        };
        let plan = DifferencePlan::<f64>::new(4000.0, &search).unwrap();
        let curves = plan.map_frames(&y, 2, || (), |(), curve| curve.to_vec());
        for (t, curve) in curves.into_iter().enumerate() {
            let x = |n: usize| if n < 131 { y[131 * t + n] } else { 0.0 };
            let d = |k: usize| (0..131).map(|n| (x(n) - x(n + k)).powi(2)).sum::<f64>();
            let expected = (8..=40).map(|k| d(k) * k as f64 / (1..=k).map(d).sum::<f64>());
            let expected = ndarray::Array1::from_iter(expected);
            assert_close!(ndarray::Array1::from_vec(curve), expected, 1e-12, 0.0);
        }
    }

    #[test]
    fn ends_may_be_troughs_and_of_equals_the_first_is() {
        let found = |curve: &[f64]| -> Vec<usize> {
            (0..curve.len()).filter(|&i| is_trough(curve, i)).collect()
        };
        assert_eq!(found(&[1.0, 2.0, 0.5, 0.5, 3.0, 1.0]), [0, 2, 5]);
        assert_eq!(found(&[1.0, 1.0, 1.0]), [0; 0]);
        assert_eq!(parabolic_shift(&[1.0, 0.0, 3.0], 1), -0.25);
        assert_eq!(parabolic_shift(&[1.0, 0.0, 3.0], 2), 0.0);
        assert_eq!(parabolic_shift(&[3.0, 1.0, 1.0], 1), 0.5);
        assert_eq!(parabolic_shift(&[3.0, 2.0, 1.0], 1), 0.0);
    }
}

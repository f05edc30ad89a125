//! The kernel of the estimates: transforms of overlapping, detrended, windowed segments.

use std::fmt;

use ndarray::{Array1, Array2};
use num_complex::Complex;
use onkai_core::{Error, Real, Result, Scalar, check_positive, collect_columns, n_frames};
use onkai_fft::{FftPlan, RealFftPlan, fftfreq, rfftfreq};

use super::options::{SegmentTrend, SpectrumScaling, SpectrumSides};
use crate::conditioning::{remove_line, remove_mean};
use crate::window::Window;

/// Segments that a thread takes in a row when each fills a column: about 100 µs of work.
const SEGMENTS_PER_TASK: usize = 32;

/// What all estimates are told about their segments.
#[derive(Clone, Debug)]
pub(super) struct SegmentOptions<'a> {
    pub(super) window: &'a Window,
    pub(super) segment_len: usize,
    pub(super) overlap: usize,
    pub(super) n_fft: Option<usize>,
    pub(super) trend: SegmentTrend,
    pub(super) sides: SpectrumSides,
    pub(super) scaling: SpectrumScaling,
}

/// Checked options, with window and transform.
#[derive(Clone)]
pub(super) struct Segments<T: Scalar> {
    plan: Transform<T::Real>,
    window: Vec<T::Real>,
    hop: usize,
    n_fft: usize,
    trend: SegmentTrend,
    sides: SpectrumSides,
    sample_rate: f64,
    /// By what the square of a transform is multiplied.
    scale: f64,
}

#[derive(Clone)]
enum Transform<F: Real> {
    Real(RealFftPlan<F>),
    Complex(FftPlan<F>),
}

/// The buffers of one worker.
pub(super) struct State<T: Scalar> {
    segment: Vec<T>,
    frame: Vec<T::Real>,
    fft: Vec<Complex<T::Real>>,
    /// The spectrum of the last segment.
    pub(super) spectrum: Vec<Complex<T::Real>>,
}

/// The length of segments: what is given, what the window has, or 256; never more than the signal's,
/// unless the window's own samples demand it.
pub(super) fn segment_len(given: Option<usize>, window: &Window, n: usize) -> usize {
    match (given, window) {
        (None, Window::Samples(samples)) => samples.len(),
        (Some(len), Window::Samples(_)) => len,
        (given, _) => given.unwrap_or(256).min(n),
    }
}

impl<T: Scalar> Segments<T> {
    pub(super) fn new(sample_rate: f64, options: &SegmentOptions<'_>) -> Result<Self> {
        let SegmentOptions { window, segment_len, overlap, trend, sides, scaling, .. } = *options;
        check_positive("sample_rate", sample_rate)?;
        if segment_len == 0 {
            return Err(Error::parameter("segment_len", 0.0, "at least 1"));
        }
        if segment_len <= overlap {
            return Err(Error::parameter("overlap", overlap as f64, "less than `segment_len`"));
        }
        let n_fft = options.n_fft.unwrap_or(segment_len);
        if n_fft < segment_len {
            return Err(Error::parameter("n_fft", n_fft as f64, "at least `segment_len`"));
        }
        let weights = window.periodic::<f64>(segment_len)?;
        let size = match scaling {
            SpectrumScaling::Density => sample_rate * weights.iter().map(|w| w * w).sum::<f64>(),
            SpectrumScaling::Spectrum => weights.sum().powi(2),
        };
        if size == 0.0 {
            return Err(Error::Values { name: "window", requirement: "not add up to zero" });
        }
        let plan = if T::IS_COMPLEX {
            Transform::Complex(FftPlan::new(n_fft)?)
        } else {
            Transform::Real(RealFftPlan::new(n_fft)?)
        };
        Ok(Self {
            plan,
            window: weights.iter().map(|&w| T::Real::of(w)).collect(),
            hop: segment_len - overlap,
            n_fft,
            trend,
            sides: if T::IS_COMPLEX { SpectrumSides::TwoSided } else { sides },
            sample_rate,
            scale: size.recip(),
        })
    }

    pub(super) fn n_bins(&self) -> usize {
        match self.sides {
            SpectrumSides::OneSided => self.n_fft / 2 + 1,
            SpectrumSides::TwoSided => self.n_fft,
        }
    }

    /// How many segments `n` samples have, at least one.
    pub(super) fn count(&self, name: &'static str, n: usize) -> Result<usize> {
        match n_frames(n, self.window.len(), self.hop) {
            0 => Err(Error::TooShort { name, expected: self.window.len(), actual: n }),
            count => Ok(count),
        }
    }

    /// The frequency of each bin, in the unit of the sample rate.
    pub(super) fn frequencies(&self) -> Result<Array1<T::Real>> {
        let spacing = self.sample_rate.recip();
        let frequencies: Array1<f64> = match self.sides {
            SpectrumSides::OneSided => rfftfreq(self.n_fft, spacing)?,
            SpectrumSides::TwoSided => fftfreq(self.n_fft, spacing)?,
        };
        Ok(frequencies.mapv(T::Real::of))
    }

    /// The middles of `count` segments, in the inverse unit of the sample rate.
    pub(super) fn times(&self, count: usize) -> Array1<T::Real> {
        let middle = self.window.len() as f64 / 2.0;
        let time = |i: usize| (middle + (i * self.hop) as f64) / self.sample_rate;
        Array1::from_shape_fn(count, |i| T::Real::of(time(i)))
    }

    /// By what the sum of `count` squares at bin `k` is multiplied to give their mean power.
    pub(super) fn weight(&self, k: usize, count: usize) -> T::Real {
        let is_paired = self.sides == SpectrumSides::OneSided && k != 0 && 2 * k != self.n_fft;
        T::Real::of(if is_paired { 2.0 * self.scale } else { self.scale } / count as f64)
    }

    /// By what a transform is multiplied, if its modulus is asked for.
    pub(super) fn amplitude(&self) -> T::Real {
        T::Real::of(self.scale.sqrt())
    }

    pub(super) fn make_state(&self) -> State<T> {
        let n_frame = if T::IS_COMPLEX { 0 } else { self.n_fft };
        let fft = match &self.plan {
            Transform::Real(plan) => plan.make_scratch(),
            Transform::Complex(plan) => plan.make_scratch(),
        };
        State {
            segment: vec![T::zero(); self.window.len()],
            frame: vec![T::Real::default(); n_frame],
            fft,
            spectrum: vec![Complex::default(); self.n_bins()],
        }
    }

    /// Transforms segment `index` of `x` into the state's spectrum.
    pub(super) fn transform(&self, state: &mut State<T>, x: &[T], index: usize) {
        let n = self.window.len();
        let segment = &mut state.segment;
        segment.copy_from_slice(&x[index * self.hop..][..n]);
        match self.trend {
            SegmentTrend::None => {}
            SegmentTrend::Constant => remove_mean(segment),
            SegmentTrend::Linear => remove_line(segment),
        }
        let windowed = segment.iter().zip(&self.window);
        match &self.plan {
            Transform::Real(plan) => {
                let (head, tail) = state.frame.split_at_mut(n);
                for (out, (&v, &w)) in head.iter_mut().zip(windowed) {
                    *out = v.re() * w;
                }
                tail.fill(T::Real::default());
                let half = &mut state.spectrum[..plan.spectrum_len()];
                plan.forward_into(&state.frame, half, &mut state.fft);
                // The negative frequencies of a real signal mirror the positive ones.
                for k in plan.spectrum_len()..state.spectrum.len() {
                    state.spectrum[k] = state.spectrum[self.n_fft - k].conj();
                }
            }
            Transform::Complex(plan) => {
                let (head, tail) = state.spectrum.split_at_mut(n);
                for (out, (&v, &w)) in head.iter_mut().zip(windowed) {
                    *out = v.to_complex().scale(w);
                }
                tail.fill(Complex::default());
                plan.forward_into(&mut state.spectrum, &mut state.fft);
            }
        }
    }

    /// A column for each run of `group` segments of `count`; `add` puts a segment into it.
    pub(super) fn columns<U: Copy + Default + Send, S>(
        &self,
        (count, group): (usize, usize),
        make_state: impl Fn() -> S + Send + Sync,
        add: impl Fn(&mut S, usize, &mut [U]) + Send + Sync,
    ) -> Array2<U> {
        let min_columns = (SEGMENTS_PER_TASK / group).max(1);
        let shape = (self.n_bins(), count.div_ceil(group));
        collect_columns(shape, min_columns, make_state, |state, column, out| {
            for index in column * group..((column + 1) * group).min(count) {
                add(state, index, out);
            }
        })
    }

    /// The squared moduli of the segments' transforms, added up in groups.
    pub(super) fn powers(&self, x: &[T], count: usize, group: usize) -> Array2<T::Real> {
        let make_state = || self.make_state();
        self.columns((count, group), make_state, |state, index, out| {
            self.transform(state, x, index);
            for (sum, z) in out.iter_mut().zip(&state.spectrum) {
                *sum += z.norm_sqr();
            }
        })
    }
}

/// Segments that are added up at once when only their sum is wanted.
pub(super) const GROUP: usize = SEGMENTS_PER_TASK;

/// The median, and what it must be divided by to be the mean of exponential noise.
pub(super) fn median<F: Real>(values: &mut [F]) -> F {
    let n = values.len();
    values.sort_by(|a, b| a.as_f64().total_cmp(&b.as_f64()));
    let middle = (values[(n - 1) / 2] + values[n / 2]) * F::of(0.5);
    // B. Allen et al., "FINDCHIRP", Phys. Rev. D 85, 2012, appendix B.
    let bias: f64 =
        (1..=(n - 1) / 2).map(|i| 2.0 * i as f64).map(|i| 1.0 / (i + 1.0) - 1.0 / i).sum();
    if n == 1 { middle } else { middle / F::of(1.0 + bias) }
}

impl<T: Scalar> fmt::Debug for Segments<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Segments")
            .field("segment_len", &self.window.len())
            .field("hop", &self.hop)
            .field("n_fft", &self.n_fft)
            .finish_non_exhaustive()
    }
}

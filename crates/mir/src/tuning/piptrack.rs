//! Pitches by parabolas through the peaks of a spectrum.
//!
//! Counterpart of `librosa.piptrack`.

use ndarray::{Array2, ArrayRef1, ArrayRef2};
use num_complex::Complex;
use onkai_core::{
    Error, Real, Result, Scalar, check_finite, check_positive, collect_columns, for_each_chunk,
    largest,
};

use crate::aggregate::Aggregate;
use crate::spectrum::{StftOptions, StftPlan};

/// The pitch and the magnitude of each peak of each frame's spectrum.
///
/// A bin is a peak if its magnitude `s[k]` exceeds `threshold` times the frame's largest, that of
/// the bin before and is not below that of the bin after. A parabola through the three places it at
///
/// ```text
/// k + p,   p = ½ (s[k+1] - s[k-1]) / (2 s[k] - s[k+1] - s[k-1])
/// ```
///
/// with a height of `s[k] + ¼ (s[k+1] - s[k-1]) p`.
///
/// # Shapes
///
/// `y`: `[n]`, `n ≥ 1`, at `sample_rate` hertz. Returns pitches (hertz) and magnitudes, both
/// `[n_fft / 2 + 1, n_frames]` and zero where there is no peak.
///
/// # Errors
///
/// [`Error::Parameter`] when an option is out of range, else those of [`stft`](crate::stft).
///
/// # Examples
///
/// ```
/// use ndarray::Array1;
/// use onkai_mir::{PiptrackOptions, piptrack};
///
/// let tone = Array1::from_shape_fn(8192, |i| (std::f64::consts::TAU * 441.0 * i as f64 / 22050.0).sin());
/// let found = piptrack(&tone, 22050.0, &PiptrackOptions::default())?;
/// assert!((found.pitches[[41, 8]] - 441.0).abs() < 1.0);
/// assert_eq!(found.pitches[[60, 8]], 0.0);
/// # Ok::<(), onkai_mir::Error>(())
/// ```
///
/// # References
///
/// J. O. Smith, "Spectral audio signal processing", W3K Publishing, 2011: quadratic interpolation of
/// spectral peaks. <https://ccrma.stanford.edu/~jos/sasp/>
pub fn piptrack<F: Real>(
    y: &ArrayRef1<F>,
    sample_rate: f64,
    options: &PiptrackOptions,
) -> Result<Pitches<F>> {
    let finder = PeakFinder::new(sample_rate, options.stft.n_fft, options)?;
    let peaks = finder.peaks_of_signal(y, &options.stft)?;
    Ok(Pitches::of_peaks(finder.n_bins, &peaks))
}

/// [`piptrack`] of a spectrogram, complex or of magnitudes (or of power, as
/// [`chroma_stft`](crate::chroma_stft) has it).
///
/// # Shapes
///
/// `s`: `[n_bins, n_frames]`, `n_bins ≥ 2`. Returns the same. If the bins are not those of the
/// options' `n_fft`, they are taken to be those of `2 (n_bins - 1)`.
///
/// # Errors
///
/// [`Error::Parameter`] when an option is out of range, [`Error::TooShort`], [`Error::NotFinite`].
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_mir::{PiptrackOptions, piptrack_of_spectrogram};
///
/// let s = array![[0.0], [1.0], [3.0], [1.0], [0.0]];
/// let found = piptrack_of_spectrogram(&s, 8000.0, &PiptrackOptions::default())?;
/// assert_eq!((found.pitches[[2, 0]], found.magnitudes[[2, 0]]), (2000.0, 3.0));
/// # Ok::<(), onkai_mir::Error>(())
/// ```
pub fn piptrack_of_spectrogram<T: Scalar>(
    s: &ArrayRef2<T>,
    sample_rate: f64,
    options: &PiptrackOptions,
) -> Result<Pitches<T::Real>> {
    let finder = PeakFinder::of_spectrogram(s, sample_rate, options)?;
    Ok(Pitches::of_peaks(finder.n_bins, &finder.peaks_of_spectrogram(s)?))
}

/// What [`piptrack`] found.
#[derive(Clone, Debug, PartialEq)]
pub struct Pitches<F> {
    /// The frequency of each peak, in hertz; zero where there is none.
    pub pitches: Array2<F>,
    /// The height of each peak; zero where there is none.
    pub magnitudes: Array2<F>,
}

/// Options of [`piptrack`]; the defaults are those of librosa.
#[derive(Clone, Debug)]
pub struct PiptrackOptions {
    /// The frames. Default: those of [`StftOptions`].
    pub stft: StftOptions,
    /// Peaks below are left out, in hertz. Default: `150.0`.
    pub fmin_hz: f64,
    /// Peaks from here on are left out, in hertz. Default: `4000.0`.
    pub fmax_hz: f64,
    /// The share of the reference that a peak must exceed; at least 0. Default: `0.1`.
    pub threshold: f64,
    /// What peaks are held against. Default: the largest magnitude of the frame.
    #[doc(alias = "ref")]
    pub reference: PitchReference,
}

impl Default for PiptrackOptions {
    fn default() -> Self {
        Self {
            stft: StftOptions::default(),
            fmin_hz: 150.0,
            fmax_hz: 4000.0,
            threshold: 0.1,
            reference: PitchReference::default(),
        }
    }
}

/// What the peaks of a frame are held against.
#[derive(Clone, Copy, Debug)]
pub enum PitchReference {
    /// `threshold` times what the magnitudes of a frame sum up to.
    Frame(Aggregate),
    /// This magnitude; `threshold` does not matter.
    Value(f64),
}

impl Default for PitchReference {
    fn default() -> Self {
        Self::Frame(Aggregate::Max)
    }
}

/// A peak of a spectrum.
#[derive(Clone, Copy, Debug)]
pub(super) struct Peak<F> {
    bin: usize,
    /// In hertz; always positive.
    pub(super) pitch: F,
    pub(super) magnitude: F,
}

/// Checked options.
pub(super) struct PeakFinder<F> {
    n_bins: usize,
    /// The bins whose frequencies lie within the bounds.
    bins: std::ops::Range<usize>,
    hz_per_bin: F,
    threshold: F,
    reference: PitchReference,
}

/// Frames that a thread takes in a row: about 50 µs of work.
const FRAMES_PER_TASK: usize = 32;

impl<F: Real> PeakFinder<F> {
    pub(super) fn new(sample_rate: f64, n_fft: usize, options: &PiptrackOptions) -> Result<Self> {
        check_positive("sample_rate", sample_rate)?;
        let PiptrackOptions { fmin_hz, fmax_hz, threshold, reference, .. } = *options;
        for (name, value) in [("fmin_hz", fmin_hz), ("fmax_hz", fmax_hz)] {
            if value.is_nan() {
                return Err(Error::parameter(name, value, "a number of hertz"));
            }
        }
        if !(threshold.is_finite() && 0.0 <= threshold) {
            return Err(Error::parameter("threshold", threshold, "at least 0 and finite"));
        }
        if let PitchReference::Value(value) = reference
            && !value.is_finite()
        {
            return Err(Error::parameter("reference", value, "finite"));
        }
        let n_bins = n_fft / 2 + 1;
        let fmax_hz = fmax_hz.min(sample_rate / 2.0);
        let hz = |bin: usize| bin as f64 * (sample_rate / n_fft as f64);
        let first = (0..n_bins).find(|&bin| fmin_hz <= hz(bin)).unwrap_or(n_bins);
        let end = (first..n_bins).find(|&bin| fmax_hz <= hz(bin)).unwrap_or(n_bins);
        let hz_per_bin = F::of(sample_rate / n_fft as f64);
        Ok(Self { n_bins, bins: first..end, hz_per_bin, threshold: F::of(threshold), reference })
    }

    /// A finder for the bins of `s`.
    pub(super) fn of_spectrogram<T: Scalar<Real = F>>(
        s: &ArrayRef2<T>,
        sample_rate: f64,
        options: &PiptrackOptions,
    ) -> Result<Self> {
        let n_bins = s.nrows();
        if n_bins < 2 {
            return Err(Error::TooShort { name: "s", expected: 2, actual: n_bins });
        }
        let n_fft = options.stft.n_fft;
        let n_fft = if n_fft / 2 + 1 == n_bins { n_fft } else { 2 * (n_bins - 1) };
        Self::new(sample_rate, n_fft, options)
    }

    /// The peaks of each frame of `y`.
    pub(super) fn peaks_of_signal(
        &self,
        y: &ArrayRef1<F>,
        stft: &StftOptions,
    ) -> Result<Vec<Vec<Peak<F>>>> {
        let plan = StftPlan::new(stft)?;
        let make = || (vec![F::zero(); self.n_bins], vec![]);
        plan.collect_frames(y, make, |(magnitudes, scratch), spectrum: &[Complex<F>]| {
            magnitudes.iter_mut().zip(spectrum).for_each(|(m, z)| *m = z.modulus());
            self.peaks(magnitudes, scratch)
        })
    }

    /// The peaks of each column of `s`.
    pub(super) fn peaks_of_spectrogram<T: Scalar<Real = F>>(
        &self,
        s: &ArrayRef2<T>,
    ) -> Result<Vec<Vec<Peak<F>>>> {
        check_finite("s", s)?;
        let mut peaks = vec![vec![]; s.ncols()];
        let make = || (vec![F::zero(); self.n_bins], vec![]);
        for_each_chunk(&mut peaks, 1, FRAMES_PER_TASK, make, |(magnitudes, scratch), t, out| {
            magnitudes.iter_mut().zip(s.column(t)).for_each(|(m, z)| *m = z.modulus());
            out[0] = self.peaks(magnitudes, scratch);
        });
        Ok(peaks)
    }

    /// The peaks of one frame.
    fn peaks(&self, s: &[F], scratch: &mut Vec<F>) -> Vec<Peak<F>> {
        let reference = match self.reference {
            PitchReference::Frame(Aggregate::Max) => self.threshold * largest(s),
            PitchReference::Frame(aggregate) => {
                self.threshold * aggregate.of(s.iter().copied(), scratch)
            }
            PitchReference::Value(value) => F::of(value.abs()),
        };
        let heard = |bin: usize| if reference < s[bin] { s[bin] } else { F::zero() };
        let half = F::of(0.5);
        let mut peaks = vec![];
        // The first bin has none before it, and is no peak.
        for bin in self.bins.start.max(1)..self.bins.end {
            if heard(bin) <= heard(bin - 1) {
                continue;
            }
            let is_last = bin + 1 == s.len();
            if !is_last && s[bin] < heard(bin + 1) {
                continue;
            }
            let (offset, slope) = if is_last {
                (F::zero(), F::zero())
            } else {
                let slope = (s[bin + 1] - s[bin - 1]) * half;
                let curvature = s[bin + 1] + s[bin - 1] - F::of(2.0) * s[bin];
                // Farther away than a bin the parabola tells nothing.
                let is_near = num_traits::Float::abs(slope) < num_traits::Float::abs(curvature);
                (if is_near { -slope / curvature } else { F::zero() }, slope)
            };
            peaks.push(Peak {
                bin,
                pitch: (F::of_usize(bin) + offset) * self.hz_per_bin,
                magnitude: s[bin] + half * slope * offset,
            });
        }
        peaks
    }
}

impl<F: Real> Pitches<F> {
    fn of_peaks(n_bins: usize, peaks: &[Vec<Peak<F>>]) -> Self {
        let spread = |value: fn(&Peak<F>) -> F| {
            let shape = (n_bins, peaks.len());
            collect_columns(
                shape,
                FRAMES_PER_TASK,
                || (),
                |(), t, column| {
                    peaks[t].iter().for_each(|peak| column[peak.bin] = value(peak));
                },
            )
        };
        Self { pitches: spread(|peak| peak.pitch), magnitudes: spread(|peak| peak.magnitude) }
    }
}

#[cfg(test)]
mod tests {
    use ndarray::{Array1, array};

    use super::*;

    #[test]
    fn the_last_bin_can_be_a_peak_and_the_first_cannot() {
        let s = array![[5.0], [1.0], [0.0], [4.0]];
        let options = PiptrackOptions { fmin_hz: 0.0, fmax_hz: 9e9, ..Default::default() };
        let found = piptrack_of_spectrogram(&s, 6.0, &options).unwrap();
        // Half of the sample rate is beyond the bounds, whatever `fmax_hz` says.
        assert_eq!(found.pitches, Array2::<f64>::zeros((4, 1)));
        let odd =
            PiptrackOptions { stft: StftOptions { n_fft: 7, ..Default::default() }, ..options };
        let found = piptrack_of_spectrogram(&s, 7.0, &odd).unwrap();
        assert_eq!((found.pitches[[3, 0]], found.magnitudes[[3, 0]]), (3.0, 4.0));
    }

    #[test]
    fn silence_has_no_pitch() {
        let found = piptrack(&Array1::<f32>::zeros(5000), 8000.0, &PiptrackOptions::default());
        assert!(found.unwrap().pitches.iter().all(|&hz| hz == 0.0));
    }

    #[test]
    fn bad_arguments_are_named() {
        let named = |sample_rate, options: PiptrackOptions| match piptrack(
            &Array1::<f64>::ones(9),
            sample_rate,
            &options,
        )
        .unwrap_err()
        {
            Error::Parameter { name, .. } => name,
            other => panic!("{other}"),
        };
        let default = PiptrackOptions::default;
        assert_eq!(named(0.0, default()), "sample_rate");
        assert_eq!(named(8e3, PiptrackOptions { fmin_hz: f64::NAN, ..default() }), "fmin_hz");
        assert_eq!(named(8e3, PiptrackOptions { fmax_hz: f64::NAN, ..default() }), "fmax_hz");
        assert_eq!(named(8e3, PiptrackOptions { threshold: -0.1, ..default() }), "threshold");
        let reference = PitchReference::Value(f64::INFINITY);
        assert_eq!(named(8e3, PiptrackOptions { reference, ..default() }), "reference");
        let stft = StftOptions { n_fft: 0, ..Default::default() };
        assert_eq!(named(8e3, PiptrackOptions { stft, ..default() }), "n_fft");
    }

    #[test]
    fn bad_signals_and_spectrograms_are_named() {
        let options = PiptrackOptions::default();
        assert!(piptrack(&Array1::<f32>::zeros(0), 8e3, &options).is_err());
        assert!(piptrack(&array![f32::NAN], 8e3, &options).is_err());
        assert_eq!(piptrack(&array![1.0_f32], 8e3, &options).unwrap().pitches.dim(), (1025, 1));
        let one_bin = Array2::<f64>::zeros((1, 3));
        let error = piptrack_of_spectrogram(&one_bin, 8e3, &options).unwrap_err();
        assert_eq!(error, Error::TooShort { name: "s", expected: 2, actual: 1 });
        let nan = Array2::from_elem((5, 3), f64::NAN);
        assert!(piptrack_of_spectrogram(&nan, 8e3, &options).is_err());
        let no_frames = piptrack_of_spectrogram(&Array2::<f64>::zeros((5, 0)), 8e3, &options);
        assert_eq!(no_frames.unwrap().pitches.dim(), (5, 0));
    }
}

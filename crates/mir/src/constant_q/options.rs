//! The options that all transforms share.

use ndarray::{Array1, ArrayView1};
use onkai_core::{Error, PadMode, Result, check_positive};
use onkai_signal::Window;

use super::bandwidth::relative_bandwidths;
use super::frequencies::{IntervalOptions, interval_frequencies};
use super::intervals::Intervals;
use super::resampler::CqtResampler;
use super::wavelet::{WaveletLengths, WaveletOptions, wavelet_lengths};
use crate::clock::FrameClock;
use crate::norm::Norm;
use crate::tuning::Tuning;

/// Options of [`cqt`](crate::cqt) and its kin; the defaults are those of librosa.
#[derive(Clone, Debug, PartialEq)]
pub struct CqtOptions {
    /// Samples from one frame to the next; at least 1. Default: `512`.
    pub hop_length: usize,
    /// The lowest note, in hertz. Default: `None`, meaning C1 (32.7 Hz).
    pub fmin_hz: Option<f64>,
    /// How many notes; at least 1. Default: `84`, which is seven octaves.
    pub n_bins: usize,
    /// How many notes an octave has; at least 1. Default: `12`.
    pub bins_per_octave: usize,
    /// How far the notes lie above those that `fmin_hz` begins with. Default: `Tuning::Bins(0.0)`.
    pub tuning: Tuning,
    /// How long filters are, in parts of what separates neighbours; above 0. Below 1 they are
    /// shorter: times become clearer than pitches. Default: `1.0`.
    pub filter_scale: f64,
    /// What length each filter is scaled to 1 in; `None` leaves them as they are.
    /// Default: the sum of the absolute values.
    pub norm: Option<Norm>,
    /// The share of each filter's weights that is left out, the smallest first; at least 0 and below
    /// 1. Default: `0.01`.
    pub sparsity: f64,
    /// What filters are faded out by. Default: [`Window::Hann`].
    pub window: Window,
    /// Whether results are divided by the root of their filter's length. Default: `true`.
    pub scale: bool,
    /// What stands beyond the ends of the signal. Default: zeros.
    pub pad_mode: PadMode<f64>,
    /// How the rate is halved from octave to octave. Default: [`CqtResampler::Sharp`].
    #[doc(alias = "res_type")]
    pub resampler: CqtResampler,
}

impl Default for CqtOptions {
    fn default() -> Self {
        Self {
            hop_length: 512,
            fmin_hz: None,
            n_bins: 84,
            bins_per_octave: 12,
            tuning: Tuning::Bins(0.0),
            filter_scale: 1.0,
            norm: Some(Norm::P(1.0)),
            sparsity: 0.01,
            window: Window::Hann,
            scale: true,
            pad_mode: PadMode::Constant(0.0),
            resampler: CqtResampler::Sharp,
        }
    }
}

/// Options of [`vqt`](crate::vqt); the defaults are those of librosa.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct VqtOptions {
    /// All that a constant-Q transform has, too.
    pub cqt: CqtOptions,
    /// How the octave is divided; [`Intervals::Ratios`] overrule `bins_per_octave`.
    /// Default: [`Intervals::Equal`].
    pub intervals: Intervals,
    /// What is added to each bandwidth, in hertz; at least 0. Default: `None`, so much that
    /// bandwidths are those of hearing.
    pub gamma: Option<f64>,
}

impl VqtOptions {
    /// A constant-Q transform, as a variable one.
    pub fn constant_q(cqt: &CqtOptions) -> Self {
        Self { cqt: cqt.clone(), intervals: Intervals::Equal, gamma: Some(0.0) }
    }

    /// How many notes an octave has.
    pub fn bins_per_octave(&self) -> usize {
        self.intervals.n_notes(self.cqt.bins_per_octave)
    }

    /// The notes of checked frequencies.
    pub(super) fn tones(&self) -> Result<Tones> {
        let cqt = &self.cqt;
        let n_notes = self.bins_per_octave();
        if n_notes == 0 {
            return Err(Error::parameter("bins_per_octave", 0.0, "at least 1"));
        }
        if cqt.n_bins == 0 {
            return Err(Error::parameter("n_bins", 0.0, "at least 1"));
        }
        if MAX_BINS < cqt.n_bins {
            return Err(Error::parameter("n_bins", cqt.n_bins as f64, TOO_HIGH));
        }
        let tuning = cqt.tuning.known()?;
        let fmin_hz = cqt.fmin_hz.unwrap_or(c1_hz());
        let options = IntervalOptions {
            intervals: self.intervals.clone(),
            bins_per_octave: n_notes,
            ..Default::default()
        };
        check_positive("fmin_hz", fmin_hz)?;
        let fmin_hz = fmin_hz * (tuning / n_notes as f64).exp2();
        let frequencies = interval_frequencies(cqt.n_bins, fmin_hz, &options)?.to_vec();
        // Enough octaves overflow any floating-point number.
        if frequencies.iter().any(|hz| !hz.is_finite()) {
            return Err(Error::parameter("n_bins", cqt.n_bins as f64, TOO_HIGH));
        }
        if frequencies.windows(2).any(|pair| pair[1] <= pair[0]) {
            let requirement = "give each note a frequency of its own";
            return Err(Error::Values { name: "intervals", requirement });
        }
        let bandwidths = relative_bandwidths(&frequencies, n_notes);
        Ok(Tones { frequencies, bandwidths, bins_per_octave: n_notes })
    }

    /// How the filters of some notes are made.
    pub(super) fn wavelets(&self, bandwidths: &[f64]) -> WaveletOptions {
        WaveletOptions {
            window: self.cqt.window.clone(),
            filter_scale: self.cqt.filter_scale,
            pad_fft: true,
            norm: self.cqt.norm,
            gamma: self.gamma,
            bandwidths: Some(bandwidths.to_vec()),
        }
    }

    /// How long the filters of some notes are, none of which may end above half the sample rate.
    pub(super) fn lengths(&self, sample_rate: f64, tones: &Tones) -> Result<Array1<f64>> {
        self.lengths_and_cutoff(sample_rate, tones).map(|found| found.lengths)
    }

    /// [`lengths`](Self::lengths), and where the highest filter ends.
    pub(super) fn lengths_and_cutoff(
        &self,
        sample_rate: f64,
        tones: &Tones,
    ) -> Result<WaveletLengths> {
        self.cqt.check_hop()?;
        let lowest = tones.frequencies[0];
        let hz = ArrayView1::from(&tones.frequencies);
        let found = match wavelet_lengths(&hz, sample_rate, &self.wavelets(&tones.bandwidths)) {
            // Of the frequencies the caller has chosen but one.
            Err(Error::Parameter { name: "frequencies_hz", requirement, .. }) => {
                return Err(Error::parameter("fmin_hz", lowest, requirement));
            }
            found => found?,
        };
        let nyquist_hz = sample_rate / 2.0;
        if nyquist_hz < lowest {
            return Err(Error::parameter("fmin_hz", lowest, "at most half the sample rate"));
        }
        if nyquist_hz < found.cutoff_hz {
            return Err(Error::parameter("n_bins", tones.len() as f64, TOO_HIGH));
        }
        Ok(found)
    }
}

impl CqtOptions {
    /// The clock of the frames that these options make of a signal.
    ///
    /// # Errors
    ///
    /// [`Error::Parameter`] when the sample rate or the hop is out of range.
    pub fn clock(&self, sample_rate: f64) -> Result<FrameClock> {
        FrameClock::new(sample_rate, self.hop_length)
    }

    pub(super) fn check_hop(&self) -> Result<()> {
        if self.hop_length == 0 {
            return Err(Error::parameter("hop_length", 0.0, "at least 1"));
        }
        Ok(())
    }
}

/// More bins are refused before memory is asked for their frequencies.
const MAX_BINS: usize = 1 << 20;

/// What is required of frequencies.
const TOO_HIGH: &str = "few enough for the highest filter to end below half the sample rate";

/// The notes of a transform.
#[derive(Clone, Debug)]
pub(super) struct Tones {
    /// In hertz, ascending.
    pub(super) frequencies: Vec<f64>,
    /// Relative to the frequencies.
    pub(super) bandwidths: Vec<f64>,
    pub(super) bins_per_octave: usize,
}

impl Tones {
    pub(super) fn len(&self) -> usize {
        self.frequencies.len()
    }

    /// Some of them.
    pub(super) fn slice(&self, range: std::ops::Range<usize>) -> Self {
        Self {
            frequencies: self.frequencies[range.clone()].to_vec(),
            bandwidths: self.bandwidths[range].to_vec(),
            bins_per_octave: self.bins_per_octave,
        }
    }
}

/// C1, in hertz: 45 semitones below A4.
pub(crate) fn c1_hz() -> f64 {
    440.0 * (-45.0_f64 / 12.0).exp2()
}

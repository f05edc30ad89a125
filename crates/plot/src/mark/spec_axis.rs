//! What the rows or the columns of a spectrogram are.
//!
//! Counterpart of the axis types of `librosa.display.specshow`.

use std::str::FromStr;

use onkai_core::{Error, MelScale, hz_to_mel, mel_to_hz};

use crate::axis::{Kind, Scale};
use crate::error::Result;
use crate::ticks::Ticks;

/// What the rows or the columns of a [`Spectrogram`](crate::Spectrogram) are, and how they are spread.
///
/// # Examples
///
/// ```
/// use onkai_plot::{CqtBins, SpecAxis};
///
/// let axis = SpecAxis::CqtNote(CqtBins { bins_per_octave: 36, ..Default::default() });
/// assert_eq!("cqt_note".parse(), Ok(SpecAxis::CqtNote(CqtBins::default())));
/// ```
#[derive(Clone, Debug, PartialEq)]
pub enum SpecAxis {
    /// Frames, in seconds. Librosa's "time".
    Time,
    /// Frames, counted from 0.
    Frames,
    /// Segments between beats, on an axis of seconds whose marks count the beats.
    Beats(Vec<f64>),
    /// Segments between moments in seconds, such as those of `librosa.util.sync`.
    Moments(Vec<f64>),
    /// Bins of a Fourier transform, from 0 Hz to the Nyquist frequency, equally spaced.
    Linear,
    /// The same bins, spaced by the logarithm of frequency, below C2 (65 Hz) linearly.
    Log,
    /// Mel bands.
    Mel(MelBands),
    /// Bins of a constant-Q transform, in hertz.
    CqtHz(CqtBins),
    /// Bins of a constant-Q transform, with the names of notes.
    CqtNote(CqtBins),
    /// Pitch classes from C on, an octave of them.
    Chroma(ChromaNames),
    /// The six dimensions of the tonal centroid.
    Tonnetz,
    /// Lags of an autocorrelation tempogram, as beats a minute.
    Tempo,
    /// Bins of a Fourier tempogram, as beats a minute; how many frames a window had, `None` for
    /// twice the bins but one.
    FourierTempo(Option<usize>),
    /// Numbers from 0 on: mel-frequency cepstral coefficients, components.
    Plain,
}

/// Mel bands; the default is librosa's: from 0 Hz to the Nyquist frequency, Slaney's formula.
///
/// # Examples
///
/// ```
/// use onkai_plot::{MelBands, SpecAxis};
/// let axis = SpecAxis::Mel(MelBands { max_hz: Some(8000.0), ..Default::default() });
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct MelBands {
    /// Lower edge of the first band, in hertz. Default: `0`.
    #[doc(alias = "fmin")]
    pub min_hz: f64,
    /// Upper edge of the last band, in hertz. Default: `None`, the Nyquist frequency.
    #[doc(alias = "fmax")]
    pub max_hz: Option<f64>,
    /// Default: [`MelScale::Slaney`].
    pub scale: MelScale,
}

/// Bins of a constant-Q transform; the default is librosa's.
///
/// # Examples
///
/// ```
/// use onkai_plot::{CqtBins, SpecAxis};
/// let axis = SpecAxis::CqtHz(CqtBins { min_hz: 55.0, ..Default::default() });
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CqtBins {
    /// Frequency of the first bin, in hertz. Default: C1, 32.7 Hz.
    #[doc(alias = "fmin")]
    pub min_hz: f64,
    /// Default: `12`.
    pub bins_per_octave: usize,
    /// How much higher all bins are, in parts of a bin. Default: `0`.
    pub tuning: f64,
}

impl Default for CqtBins {
    fn default() -> Self {
        Self { min_hz: 32.70319566257483, bins_per_octave: 12, tuning: 0.0 }
    }
}

/// What the pitch classes are called, and which of them have a mark; the default is the scale of C
/// major.
///
/// # Examples
///
/// G minor, as `librosa.key_to_notes` and `librosa.key_to_degrees` tell it:
///
/// ```
/// use onkai_plot::{ChromaNames, SpecAxis};
///
/// let names = "C C♯ D E♭ E F F♯ G A♭ A B♭ B".split(' ').map(str::to_owned).collect();
/// let axis = SpecAxis::Chroma(ChromaNames { names, degrees: vec![7, 9, 10, 0, 2, 3, 5] });
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChromaNames {
    /// Twelve names from C on.
    pub names: Vec<String>,
    /// The pitch classes that have a mark, from 0 (C) to 11 (B).
    pub degrees: Vec<usize>,
}

impl Default for ChromaNames {
    fn default() -> Self {
        let names = ["C", "C♯", "D", "D♯", "E", "F", "F♯", "G", "G♯", "A", "A♯", "B"];
        Self { names: names.map(str::to_owned).to_vec(), degrees: vec![0, 2, 4, 5, 7, 9, 11] }
    }
}

/// When frames are.
#[derive(Clone, Copy, Debug)]
pub(super) struct Clock {
    pub(super) sample_rate: f64,
    pub(super) hop_length: usize,
    /// Time of the first frame's centre.
    pub(super) start_s: f64,
}

/// Where the cells along one axis are.
#[derive(Clone, Debug)]
pub(super) struct Place {
    /// One more than cells, in the unit of the axis; either increasing or decreasing.
    pub(super) edges: Vec<f64>,
    /// What the axis spans.
    pub(super) range: [f64; 2],
    pub(super) kind: Kind,
}

/// What a tempo axis spans, in beats a minute.
const TEMPO_RANGE: [f64; 2] = [16.0, 480.0];

impl SpecAxis {
    /// Whether the axis measures frequencies.
    pub(super) fn is_frequency(&self) -> bool {
        matches!(self, Self::Linear | Self::Log | Self::Mel(_) | Self::CqtHz(_) | Self::CqtNote(_))
    }

    /// Where `n` cells are.
    pub(super) fn place(&self, n: usize, clock: Clock) -> Result<Place> {
        let frame_s = clock.hop_length as f64 / clock.sample_rate;
        match self {
            Self::Time => Ok(time(n, frame_s, clock.start_s)),
            Self::Frames => Ok(even(n, 1.0, Ticks::Whole, "Frame")),
            Self::Plain => Ok(even(n, 1.0, Ticks::Whole, "")),
            Self::Beats(at) => moments("beats", at, n, Ticks::Beats(at.clone())),
            Self::Moments(at) => moments("moments", at, n, Ticks::Time),
            Self::Linear | Self::Log => fourier(n, clock.sample_rate, *self == Self::Log),
            Self::Mel(bands) => mel(bands, n, clock.sample_rate),
            Self::CqtHz(bins) => cqt(bins, n, Ticks::Hertz),
            Self::CqtNote(bins) => cqt(bins, n, Ticks::Notes),
            Self::Chroma(names) => chroma(names, n),
            Self::Tonnetz => tonnetz(n),
            Self::Tempo => Ok(tempo(n, frame_s)),
            Self::FourierTempo(window) => fourier_tempo(n, *window, frame_s),
        }
    }
}

/// Cells of equal width about 0, 1, 2 and so on.
fn even(n: usize, width: f64, ticks: Ticks, label: &'static str) -> Place {
    let edges: Vec<f64> = (0..=n).map(|i| (i as f64 - 0.5) * width).collect();
    let kind = Kind { label: Some(label), ..Kind::linear(ticks) };
    Place { range: [edges[0], edges[n]], edges, kind }
}

/// From the centre of the first frame to that of the last.
fn time(n: usize, frame_s: f64, start: f64) -> Place {
    let edges: Vec<f64> = (0..=n).map(|i| start + (i as f64 - 0.5) * frame_s).collect();
    let range = match n {
        1 => [edges[0], edges[1]],
        _ => [start, start + (n - 1) as f64 * frame_s],
    };
    Place { edges, range, kind: Kind::linear(Ticks::Time) }
}

/// Cells that begin and end at given moments; if there are as many moments as cells, they are about
/// the moments.
fn moments(name: &'static str, at: &[f64], n: usize, ticks: Ticks) -> Result<Place> {
    if at.len() != n && at.len() != n + 1 {
        let (expected, actual) = (vec![n + 1], vec![at.len()]);
        return Err(Error::Shape { name, expected, actual }.into());
    }
    if !at.iter().all(|v| v.is_finite()) || at.windows(2).any(|pair| pair[1] <= pair[0]) {
        return Err(Error::Values { name, requirement: "be finite and increase" }.into());
    }
    let edges = if at.len() == n + 1 { at.to_vec() } else { about(at) };
    let range = [edges[0], edges[n]];
    Ok(Place { edges, range, kind: Kind::linear(ticks) })
}

/// Edges halfway between centres, and as far beyond the outer ones.
fn about(centres: &[f64]) -> Vec<f64> {
    let n = centres.len();
    if n == 1 {
        return vec![centres[0] - 0.5, centres[0] + 0.5];
    }
    let inner = centres.windows(2).map(|pair| 0.5 * (pair[0] + pair[1]));
    let first = 1.5 * centres[0] - 0.5 * centres[1];
    let last = 1.5 * centres[n - 1] - 0.5 * centres[n - 2];
    std::iter::once(first).chain(inner).chain(std::iter::once(last)).collect()
}

fn fourier(n: usize, sample_rate: f64, is_log: bool) -> Result<Place> {
    if n < 2 {
        return Err(Error::TooShort { name: "data", expected: 2, actual: n }.into());
    }
    let nyquist = sample_rate / 2.0;
    let width = nyquist / (n - 1) as f64;
    let scale = if is_log { Scale::SymLog } else { Scale::Linear };
    let kind = Kind { scale, ..Kind::linear(Ticks::Hertz) };
    let edges = (0..=n).map(|i| (i as f64 - 0.5) * width).collect();
    Ok(Place { edges, range: [0.0, nyquist], kind })
}

fn mel(bands: &MelBands, n: usize, sample_rate: f64) -> Result<Place> {
    let MelBands { min_hz, max_hz, scale } = *bands;
    if !(min_hz.is_finite() && 0.0 <= min_hz) {
        return Err(Error::parameter("min_hz", min_hz, "at least 0 and finite").into());
    }
    let max_hz = max_hz.unwrap_or(sample_rate / 2.0);
    if !(max_hz.is_finite() && min_hz < max_hz) {
        return Err(Error::parameter("max_hz", max_hz, "greater than `min_hz` and finite").into());
    }
    // Band i is a triangle from mel i to mel i + 2 of n + 2 equally spaced ones.
    let low = hz_to_mel(min_hz, scale);
    let step = (hz_to_mel(max_hz, scale) - low) / (n + 1) as f64;
    let edge = |i: usize| mel_to_hz(low + (i as f64 + 0.5) * step, scale);
    let edges: Vec<f64> = (0..=n).map(edge).collect();
    let kind = Kind { scale: Scale::Mel(scale), ..Kind::linear(Ticks::Hertz) };
    Ok(Place { range: [edges[0], edges[n]], edges, kind })
}

fn cqt(bins: &CqtBins, n: usize, ticks: Ticks) -> Result<Place> {
    let CqtBins { min_hz, bins_per_octave, tuning } = *bins;
    onkai_core::check_positive("min_hz", min_hz)?;
    onkai_core::check_positive("bins_per_octave", bins_per_octave as f64)?;
    if !tuning.is_finite() {
        return Err(Error::parameter("tuning", tuning, "finite").into());
    }
    let edge = |i: usize| min_hz * ((i as f64 - 0.5 + tuning) / bins_per_octave as f64).exp2();
    let edges: Vec<f64> = (0..=n).map(edge).collect();
    if !(0.0 < edges[0] && edges[n].is_finite()) {
        let requirement = "such that no bin lies above all finite frequencies";
        return Err(Error::parameter("min_hz", min_hz, requirement).into());
    }
    let kind = Kind { scale: Scale::Log, ..Kind::linear(ticks) };
    Ok(Place { range: [edges[0], edges[n]], edges, kind })
}

fn chroma(names: &ChromaNames, n: usize) -> Result<Place> {
    let ChromaNames { names, degrees } = names;
    if names.len() != 12 {
        let (expected, actual) = (vec![12], vec![names.len()]);
        return Err(Error::Shape { name: "names", expected, actual }.into());
    }
    if degrees.iter().any(|&degree| 12 <= degree) {
        return Err(Error::Values { name: "degrees", requirement: "be from 0 to 11" }.into());
    }
    let marks = degrees.iter().map(|&d| (d as f64, names[d].clone())).collect();
    Ok(even(n, 12.0 / n as f64, Ticks::At(marks), "Pitch class"))
}

fn tonnetz(n: usize) -> Result<Place> {
    const NAMES: [&str; 6] = ["5 x", "5 y", "m3 x", "m3 y", "M3 x", "M3 y"];
    if n != NAMES.len() {
        return Err(Error::Shape { name: "data", expected: vec![6], actual: vec![n] }.into());
    }
    let marks = (0..6).map(|i| (i as f64, NAMES[i].to_owned())).collect();
    Ok(even(n, 1.0, Ticks::At(marks), "Tonnetz"))
}

fn tempo_place(edges: Vec<f64>) -> Place {
    let kind = Kind { scale: Scale::Log, ..Kind::linear(Ticks::Tempo) };
    Place { edges, range: TEMPO_RANGE, kind }
}

/// Row i is the lag of i frames: the tempo falls from row to row.
fn tempo(n: usize, frame_s: f64) -> Place {
    let edge = |i: usize| match i {
        // Half a frame before no lag at all.
        0 => f64::MAX,
        _ => 60.0 / (frame_s * (i as f64 - 0.5)),
    };
    tempo_place((0..=n).map(edge).collect())
}

fn fourier_tempo(n: usize, window: Option<usize>, frame_s: f64) -> Result<Place> {
    let length = window.unwrap_or(2 * n.saturating_sub(1));
    onkai_core::check_positive("window", length as f64)?;
    let width = 60.0 / (frame_s * length as f64);
    // The first bin, no tempo at all, reaches down beyond the logarithm's end.
    let edge = |i: usize| match i {
        0 => f64::MIN_POSITIVE,
        _ => (i as f64 - 0.5) * width,
    };
    Ok(tempo_place((0..=n).map(edge).collect()))
}

impl FromStr for SpecAxis {
    type Err = Error;

    fn from_str(name: &str) -> std::result::Result<Self, Error> {
        Ok(match name {
            "time" => Self::Time,
            "frames" => Self::Frames,
            "linear" | "fft" | "hz" => Self::Linear,
            "log" => Self::Log,
            "mel" => Self::Mel(MelBands::default()),
            "cqt_hz" => Self::CqtHz(CqtBins::default()),
            "cqt_note" => Self::CqtNote(CqtBins::default()),
            "chroma" => Self::Chroma(ChromaNames::default()),
            "tonnetz" => Self::Tonnetz,
            "tempo" => Self::Tempo,
            "fourier_tempo" => Self::FourierTempo(None),
            "none" => Self::Plain,
            _ => {
                return Err(Error::UnknownName {
                    name: "axis",
                    value: name.to_owned(),
                    known: "time, frames, linear, log, mel, cqt_hz, cqt_note, chroma, tonnetz, \
                            tempo, fourier_tempo, none",
                });
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use ndarray::Array1;
    use onkai_testing::{Golden, assert_close};

    use super::*;

    const CLOCK: Clock = Clock { sample_rate: 22050.0, hop_length: 512, start_s: 0.0 };

    fn golden(name: &str) -> Array1<f64> {
        Golden::open(env!("CARGO_MANIFEST_DIR"), "plot").array1(name)
    }

    /// The middles of all cells, after `to`.
    fn centres(axis: &SpecAxis, n: usize, to: fn(f64) -> f64, from: fn(f64) -> f64) -> Array1<f64> {
        let edges = axis.place(n, CLOCK).unwrap().edges;
        edges.windows(2).map(|pair| from(0.5 * (to(pair[0]) + to(pair[1])))).collect()
    }

    #[test]
    fn cells_lie_where_librosa_has_them() {
        let linear = |axis: &SpecAxis, n| centres(axis, n, |v| v, |v| v);
        assert_close!(linear(&SpecAxis::Linear, 9), golden("fft_9"), 1e-12, 1e-9);
        assert_close!(linear(&SpecAxis::Time, 5), golden("time_5"), 1e-12, 1e-12);
        let bins = CqtBins { min_hz: 41.2, bins_per_octave: 24, tuning: 0.3 };
        let log = |axis: &SpecAxis, n| centres(axis, n, f64::ln, f64::exp);
        assert_close!(log(&SpecAxis::CqtHz(bins), 60), golden("cqt_60"), 1e-12, 0.0);
        let default = SpecAxis::CqtNote(CqtBins::default());
        assert_close!(log(&default, 84), golden("cqt_84"), 1e-12, 0.0);
        let names = SpecAxis::Chroma(ChromaNames::default());
        assert_close!(linear(&names, 12), golden("chroma_12"), 1e-12, 1e-12);
        assert_close!(linear(&names, 36), golden("chroma_36"), 1e-12, 1e-12);
        // The first bin has no tempo.
        let fourier = linear(&SpecAxis::FourierTempo(None), 193);
        let expected = golden("fourier_tempo_193");
        assert_close!(
            fourier.slice(ndarray::s![1..]),
            expected.slice(ndarray::s![1..]),
            1e-12,
            0.0
        );
        // Lags lie evenly, and so do the middles of their cells.
        let lags = centres(&SpecAxis::Tempo, 384, |bpm| 1.0 / bpm, |lag| 1.0 / lag);
        let expected = golden("tempo_frequencies_384");
        assert_close!(lags.slice(ndarray::s![1..]), expected.slice(ndarray::s![1..]), 1e-12, 0.0);
    }

    #[test]
    fn mel_bands_lie_about_their_filters_centres() {
        for (n, min_hz, max_hz) in [(1, 0.0, None), (5, 30.0, Some(8000.0)), (128, 0.0, None)] {
            for (scale, name) in [(MelScale::Slaney, "slaney"), (MelScale::Htk, "htk")] {
                let axis = SpecAxis::Mel(MelBands { min_hz, max_hz, scale });
                let edges = axis.place(n, CLOCK).unwrap().edges;
                let centres: Array1<f64> = edges
                    .windows(2)
                    .map(|p| 0.5 * (hz_to_mel(p[0], scale) + hz_to_mel(p[1], scale)))
                    .map(|mel| mel_to_hz(mel, scale))
                    .collect();
                let expected = golden(&format!("bands_{n}_{name}"));
                assert_close!(centres, expected, 1e-12, 0.0, "{n} {name}");
            }
        }
    }

    #[test]
    fn moments_are_edges_or_centres() {
        let edges = |at: &[f64], n| SpecAxis::Moments(at.to_vec()).place(n, CLOCK).unwrap().edges;
        assert_eq!(edges(&[0.0, 1.0, 3.0], 2), [0.0, 1.0, 3.0]);
        assert_eq!(edges(&[0.0, 1.0, 3.0], 3), [-0.5, 0.5, 2.0, 4.0]);
        assert_eq!(edges(&[2.0], 1), [1.5, 2.5]);
    }

    #[test]
    fn bad_axes_are_named() {
        let message = |axis: SpecAxis, n| axis.place(n, CLOCK).unwrap_err().to_string();
        assert!(message(SpecAxis::Beats(vec![0.0]), 5).starts_with("`beats` has shape [1]"));
        let backwards = SpecAxis::Moments(vec![1.0, 0.0]);
        assert_eq!(message(backwards, 2), "`moments` must be finite and increase");
        let endless = SpecAxis::Moments(vec![0.0, f64::INFINITY]);
        assert_eq!(message(endless, 2), "`moments` must be finite and increase");
        assert_eq!(message(SpecAxis::Tonnetz, 5), "`data` has shape [5], but must have [6]");
        assert!(message(SpecAxis::Log, 1).starts_with("`data` has length 1"));
        assert!(message(SpecAxis::FourierTempo(None), 1).starts_with("`window` is 0"));
        let bins = |min_hz, bins_per_octave, tuning| {
            SpecAxis::CqtHz(CqtBins { min_hz, bins_per_octave, tuning })
        };
        assert!(message(bins(0.0, 12, 0.0), 3).starts_with("`min_hz` is 0"));
        assert!(message(bins(32.7, 0, 0.0), 3).starts_with("`bins_per_octave` is 0"));
        assert!(message(bins(32.7, 12, f64::NAN), 3).starts_with("`tuning` is NaN"));
        assert!(message(bins(32.7, 1, 0.0), 2000).starts_with("`min_hz` is 32.7"));
        let few = ChromaNames { names: vec!["C".to_owned()], degrees: vec![0] };
        assert!(message(SpecAxis::Chroma(few), 12).starts_with("`names` has shape [1]"));
        let high = ChromaNames { degrees: vec![12], ..Default::default() };
        assert_eq!(message(SpecAxis::Chroma(high), 12), "`degrees` must be from 0 to 11");
        assert!("cqt".parse::<SpecAxis>().unwrap_err().to_string().starts_with("`cqt` is no axis"));
    }
}

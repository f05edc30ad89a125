//! The pitch of a voice that comes and goes.
//!
//! Counterpart of `librosa.pyin`.

use ndarray::{Array, ArrayRef, ArrayRef1, Dimension};
use onkai_core::{Real, Result};

use super::candidates::{CandidateFinder, Candidates, Scratch};
use super::difference::DifferencePlan;
use super::path::PitchPath;
use super::search::PitchSearch;

/// The fundamental frequency of each frame and whether there is one, by the probabilistic YIN
/// algorithm.
///
/// Instead of one threshold as in [`yin`](crate::yin), there are many, each with its weight: so each
/// minimum of the difference becomes a pitch with a probability, and what is left is the probability
/// that the frame has no pitch. Of all the ways through the pitches of the frames, and through their
/// absence, the likeliest is taken, where the pitch moves by at most `max_transition_rate` and
/// seldom begins or ends. While it is sought, each frame takes 16 bytes for each pitch: 9.6 kB with the
/// default options.
///
/// # Shapes
///
/// `y`: `[..., n]`, at `sample_rate` hertz. Each part of the result is `[..., n_frames]`, whose
/// frames follow [`PitchSearch::clock`].
///
/// # Errors
///
/// [`Error::Parameter`](crate::Error::Parameter) when an option is out of range,
/// [`Error::TooShort`](crate::Error::TooShort) when `y` is empty or, if `center` is off, shorter
/// than a frame, [`Error::NotFinite`](crate::Error::NotFinite).
///
/// # Examples
///
/// ```
/// use ndarray::Array1;
/// use onkai_mir::{PitchSearch, PyinOptions, pyin};
///
/// // A tone that ends in the middle.
/// let tone = |i| (std::f64::consts::TAU * 440.0 * i as f64 / 22050.0).sin();
/// let y = Array1::from_shape_fn(22050, |i| if i < 11025 { tone(i) } else { 0.0 });
/// let search = PitchSearch { fmin_hz: 100.0, fmax_hz: 1000.0, ..Default::default() };
/// let pitch = pyin(&y, 22050.0, &PyinOptions { search, ..Default::default() })?;
/// assert!(pitch.voiced[10] && !pitch.voiced[35]);
/// assert!((pitch.f0_hz[10] / 440.0).log2().abs() < 1.0 / 120.0);
/// assert!(pitch.f0_hz[35].is_nan());
/// # Ok::<(), onkai_mir::Error>(())
/// ```
///
/// # Differences from librosa
///
/// - Where several ways are equally likely, as through unvoiced frames, which of them is taken
///   depends on roundings here and there, and only shows with [`UnvoicedFill::BestGuess`].
/// - A range of pitches that one frame can cross at `max_transition_rate` is no error.
/// - librosa leaves the energy of a frame's first sample out of the difference; see
///   [`yin`](crate::yin). Hardly a frame shows it.
/// - There may be more than 65 536 states.
///
/// # References
///
/// M. Mauch, S. Dixon, "pYIN: a fundamental frequency estimator using probabilistic threshold
/// distributions", Proc. ICASSP, 2014. <https://doi.org/10.1109/ICASSP.2014.6853678>
pub fn pyin<F: Real, D: Dimension>(
    y: &ArrayRef<F, D>,
    sample_rate: f64,
    options: &PyinOptions,
) -> Result<Pyin<F, D>> {
    PyinPlan::new(sample_rate, options)?.run(y)
}

/// Options of [`pyin`]; the defaults are those of librosa.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PyinOptions {
    /// The pitches and the frames.
    pub search: PitchSearch,
    /// How many thresholds there are between 0 and 1; at least 1. Default: `100`.
    pub n_thresholds: usize,
    /// The two shape parameters of the beta distribution of the thresholds; above 0.
    /// Default: `(2.0, 18.0)`.
    pub beta_parameters: (f64, f64),
    /// How much shorter periods are favoured; above 0. Default: `2.0`.
    pub boltzmann_parameter: f64,
    /// How far apart pitches are, in semitones; between 0 and 1. Default: `0.1`.
    pub resolution: f64,
    /// How fast a pitch may move, in octaves a second; above 0. Default: `35.92`.
    pub max_transition_rate: f64,
    /// How likely a voice is to begin or to end in a frame; between 0 and 1. Default: `0.01`.
    pub switch_prob: f64,
    /// How likely a frame has a pitch if no minimum lies below the threshold; at least 0, at most 1.
    /// Default: `0.01`.
    pub no_trough_prob: f64,
    /// What the fundamental frequency of an unvoiced frame is. Default: [`UnvoicedFill::Nan`].
    pub fill: UnvoicedFill,
}

impl Default for PyinOptions {
    fn default() -> Self {
        Self {
            search: PitchSearch::default(),
            n_thresholds: 100,
            beta_parameters: (2.0, 18.0),
            boltzmann_parameter: 2.0,
            resolution: 0.1,
            max_transition_rate: 35.92,
            switch_prob: 0.01,
            no_trough_prob: 0.01,
            fill: UnvoicedFill::Nan,
        }
    }
}

/// What stands for the pitch of a frame that has none.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum UnvoicedFill {
    /// NaN.
    #[default]
    Nan,
    /// The pitch that the voice would have: a way from the pitch before to the one after.
    BestGuess,
    /// A value.
    Value(f64),
}

/// What [`pyin`] returns.
#[derive(Clone, Debug, PartialEq)]
pub struct Pyin<F, D: Dimension> {
    /// The fundamental frequency, in hertz.
    pub f0_hz: Array<F, D>,
    /// Whether there is one.
    pub voiced: Array<bool, D>,
    /// How likely there is one, by the frame alone.
    pub voiced_prob: Array<F, D>,
}

/// Validated [`PyinOptions`] with everything precomputed, for repeated use.
#[derive(Clone, Debug)]
pub struct PyinPlan<F: Real> {
    difference: DifferencePlan<F>,
    finder: CandidateFinder,
    path: PitchPath,
    fill: UnvoicedFill,
}

impl<F: Real> PyinPlan<F> {
    /// Checks `options` and precomputes everything that does not depend on the signal.
    ///
    /// # Errors
    ///
    /// [`Error::Parameter`](crate::Error::Parameter) when an option is out of range.
    pub fn new(sample_rate: f64, options: &PyinOptions) -> Result<Self> {
        let difference = DifferencePlan::new(sample_rate, &options.search)?;
        let periods = (difference.min_period(), difference.n_periods());
        let finder = CandidateFinder::new(sample_rate, periods, options)?;
        let frame_rate = options.search.clock(sample_rate)?.frame_rate();
        let path = PitchPath::new(frame_rate, options, &finder.bins)?;
        Ok(Self { difference, finder, path, fill: options.fill })
    }

    /// The pitch of each frame; see [`pyin`].
    ///
    /// # Errors
    ///
    /// Those of [`pyin`] that depend on the signal.
    pub fn run<D: Dimension>(&self, y: &ArrayRef<F, D>) -> Result<Pyin<F, D>> {
        let frames = self.difference.frames_of(y)?;
        let mut dim = y.raw_dim();
        dim[frames.time.index()] = frames.n_frames;
        let mut f0_hz = Array::zeros(dim.clone());
        let mut voiced = Array::default(dim.clone());
        let mut voiced_prob = Array::zeros(dim);
        let results = f0_hz.lanes_mut(frames.time).into_iter();
        let results = results.zip(voiced.lanes_mut(frames.time));
        let results = results.zip(voiced_prob.lanes_mut(frames.time));
        for (lane, ((mut f0_hz, mut voiced), mut prob)) in
            y.lanes(frames.time).into_iter().zip(results)
        {
            let candidates = self.candidates(&lane, frames.n_frames);
            let states = self.path.decode(&candidates).states;
            let n_bins = self.finder.bins.n_bins;
            for (t, (state, candidates)) in states.into_iter().zip(candidates).enumerate() {
                voiced[t] = state < n_bins;
                f0_hz[t] = F::of(self.hz(state % n_bins, voiced[t]));
                prob[t] = F::of(candidates.voiced_prob);
            }
        }
        Ok(Pyin { f0_hz, voiced, voiced_prob })
    }

    fn candidates(&self, y: &ArrayRef1<F>, n_frames: usize) -> Vec<Candidates> {
        let find = |scratch: &mut Scratch, curve: &[F]| self.finder.find(scratch, curve);
        self.difference.map_frames(y, n_frames, Scratch::default, find)
    }

    fn hz(&self, bin: usize, voiced: bool) -> f64 {
        match self.fill {
            UnvoicedFill::Nan if !voiced => f64::NAN,
            UnvoicedFill::Value(value) if !voiced => value,
            _ => self.finder.bins.hz(bin),
        }
    }
}

#[cfg(test)]
mod tests {
    use ndarray::{Array1, Array2, array};

    use super::*;
    use crate::Error;

    #[test]
    fn one_sample_and_silence_are_unvoiced() {
        let pitch = pyin(&array![0.0_f64], 22050.0, &PyinOptions::default()).unwrap();
        assert_eq!(pitch.voiced, array![false]);
        assert!(pitch.f0_hz[0].is_nan() && pitch.voiced_prob[0] == 0.0);
        let options = PyinOptions { fill: UnvoicedFill::Value(-2.0), ..Default::default() };
        let pitch = pyin(&Array2::<f32>::zeros((2, 3000)), 22050.0, &options).unwrap();
        assert_eq!(pitch.f0_hz, Array2::from_elem((2, 6), -2.0));
    }

    #[test]
    fn a_range_narrower_than_a_step_is_no_error() {
        let y = Array1::from_shape_fn(8000, |i| (0.25 * i as f64).sin() + (0.5 * i as f64).sin());
        let search = PitchSearch { fmin_hz: 800.0, fmax_hz: 950.0, ..Default::default() };
        let options = PyinOptions { search, ..Default::default() };
        let pitch = pyin(&y, 22050.0, &options).unwrap();
        let expected = 0.25 * 22050.0 / std::f64::consts::TAU;
        assert!(pitch.voiced[8] && (pitch.f0_hz[8] - expected).abs() < 5.0, "{pitch:?}");
    }

    #[test]
    fn bad_signals_are_named() {
        let default = PyinOptions::default();
        let empty = pyin(&Array1::<f64>::zeros(0), 22050.0, &default).unwrap_err();
        assert_eq!(empty, Error::TooShort { name: "y", expected: 1, actual: 0 });
        let nan = pyin(&array![0.0, f32::NAN], 22050.0, &default).unwrap_err();
        assert!(matches!(nan, Error::NotFinite { name: "y", index: 1, .. }));
        let search = PitchSearch { center: false, ..default.search };
        let short = pyin(&array![0.0], 22050.0, &PyinOptions { search, ..default }).unwrap_err();
        assert_eq!(short, Error::TooShort { name: "y", expected: 2048, actual: 1 });
    }

    #[test]
    fn bad_options_are_named() {
        let named = |options: PyinOptions| match PyinPlan::<f64>::new(22050.0, &options) {
            Err(Error::Parameter { name, .. }) => name,
            other => panic!("{other:?}"),
        };
        let default = PyinOptions::default();
        assert_eq!(named(PyinOptions { n_thresholds: 0, ..default }), "n_thresholds");
        for bad in [0.0, -1.0, f64::NAN, f64::INFINITY] {
            for beta_parameters in [(bad, 2.0), (2.0, bad)] {
                assert_eq!(named(PyinOptions { beta_parameters, ..default }), "beta_parameters");
            }
            let options = PyinOptions { boltzmann_parameter: bad, ..default };
            assert_eq!(named(options), "boltzmann_parameter");
            let options = PyinOptions { max_transition_rate: bad, ..default };
            assert_eq!(named(options), "max_transition_rate");
            assert_eq!(named(PyinOptions { switch_prob: bad, ..default }), "switch_prob");
            assert_eq!(named(PyinOptions { resolution: bad, ..default }), "resolution");
        }
        assert_eq!(named(PyinOptions { switch_prob: 1.0, ..default }), "switch_prob");
        assert_eq!(named(PyinOptions { no_trough_prob: -0.1, ..default }), "no_trough_prob");
        assert_eq!(named(PyinOptions { no_trough_prob: f64::NAN, ..default }), "no_trough_prob");
        assert_eq!(named(PyinOptions { resolution: 1e-9, ..default }), "resolution");
        let options = PyinOptions { max_transition_rate: 1e12, ..default };
        assert_eq!(named(options), "max_transition_rate");
        let search = PitchSearch { fmin_hz: 3000.0, ..default.search };
        assert_eq!(named(PyinOptions { search, ..default }), "fmax_hz");
    }
}

//! The tempo of an onset strength envelope.
//!
//! Counterpart of `librosa.feature.tempo`.

use ndarray::{Array1, ArrayRef1, ArrayRef2, ArrayView1};
use onkai_core::{Error, Real, Result, check_finite};

use super::prior::TempoPrior;
use super::tempogram::{TempogramOptions, mean_tempogram, tempogram};
use crate::aggregate::Aggregate;
use crate::clock::FrameClock;

/// The tempo, in beats per minute: the likeliest lag of the mean tempogram.
///
/// ```text
/// argmax over bpm of  log(1 + 10⁶ · G(bpm)) - ½ · ((log₂ bpm - log₂ start_bpm) / std_bpm)²
/// ```
///
/// 0 for an envelope that is zero everywhere.
///
/// # Shapes
///
/// `envelope`: `[n_frames]`, `n_frames ≥ 1`, whose frames follow `clock`.
///
/// # Errors
///
/// [`Error::Parameter`] when an option is out of range, [`Error::TooShort`] when `envelope` is
/// empty, [`Error::NotFinite`], [`Error::Values`] when `prior` does not suit.
///
/// # Examples
///
/// ```
/// use ndarray::Array1;
/// use onkai_mir::{FrameClock, TempoOptions, tempo};
///
/// // An onset every 20 frames of 512 samples at 22 050 Hz.
/// let envelope = Array1::from_shape_fn(1000, |t| if t % 20 == 0 { 1.0 } else { 0.0 });
/// let clock = FrameClock::new(22050.0, 512)?;
/// assert_eq!(tempo(&envelope, clock, &TempoOptions::default())?, 129.19921875);
/// # Ok::<(), onkai_mir::Error>(())
/// ```
///
/// # Differences from librosa
///
/// Silence has tempo 0; librosa's `tempo` answers with its prior (`beat_track` with 0). A lag at which
/// the envelope fits itself worse than by chance, as one without its mean may, is no tempo; librosa
/// stops at the first of them.
///
/// # References
///
/// P. Grosche, M. Müller, F. Kurth, "Cyclic tempogram — a mid-level tempo representation for music
/// signals", Proc. ICASSP, 2010. <https://doi.org/10.1109/ICASSP.2010.5495219>
pub fn tempo<F: Real>(
    envelope: &ArrayRef1<F>,
    clock: FrameClock,
    options: &TempoOptions,
) -> Result<f64> {
    let scale = options.scale(clock)?;
    check_envelope(envelope)?;
    if envelope.iter().all(|&v| v == F::zero()) {
        return Ok(0.0);
    }
    let lags = if let Aggregate::Mean = options.aggregate {
        mean_tempogram(envelope, scale.bpms.len())?.to_vec()
    } else {
        sum_up(&tempogram(envelope, &window_of(scale.bpms.len()))?, options.aggregate)
    };
    Ok(scale.likeliest(&lags))
}

/// The tempo around each frame, in beats per minute: [`tempo`] of each column of the tempogram by
/// itself.
///
/// A column of zeros, where nothing is heard, has the tempo that is likeliest beforehand.
///
/// # Shapes
///
/// `envelope`: `[n_frames]`, `n_frames ≥ 1`, whose frames follow `clock`. Returns `[n_frames]`.
///
/// # Errors
///
/// Those of [`tempo`].
///
/// # Examples
///
/// ```
/// use ndarray::Array1;
/// use onkai_mir::{FrameClock, TempoOptions, tempo_per_frame};
///
/// // An onset every 20 frames, later every 30.
/// let is_onset = |t: usize| if t < 1200 { t % 20 == 0 } else { t % 30 == 0 };
/// let envelope = Array1::from_shape_fn(2400, |t| if is_onset(t) { 1.0 } else { 0.0 });
/// let clock = FrameClock::new(22050.0, 512)?;
/// let bpms = tempo_per_frame(&envelope, clock, &TempoOptions::default())?;
/// assert_eq!((bpms[600], bpms[1800]), (129.19921875, 129.19921875 / 1.5));
/// # Ok::<(), onkai_mir::Error>(())
/// ```
pub fn tempo_per_frame<F: Real>(
    envelope: &ArrayRef1<F>,
    clock: FrameClock,
    options: &TempoOptions,
) -> Result<Array1<f64>> {
    let scale = options.scale(clock)?;
    check_envelope(envelope)?;
    // In double precision: an envelope is short, and the tempo hangs on comparisons.
    let tempogram = tempogram(&envelope.mapv(Real::as_f64), &window_of(scale.bpms.len()))?;
    Ok(scale.likeliest_of_each(&tempogram))
}

/// [`tempo`] of a tempogram that exists already; 0 for one that is zero everywhere.
///
/// # Shapes
///
/// `tempogram`: `[n_lags, n_frames]`, whose frames follow `clock`; at least one of either. Of
/// `options`, `ac_size_s` does not matter.
///
/// # Errors
///
/// [`Error::Parameter`] when an option is out of range, [`Error::TooShort`] when there is no frame
/// or no lag that `max_tempo` lets through, [`Error::NotFinite`].
///
/// # Examples
///
/// ```
/// use ndarray::Array1;
/// use onkai_mir::{FrameClock, TempoOptions, TempogramOptions, tempo_of_tempogram, tempogram};
///
/// let envelope = Array1::from_shape_fn(1000, |t| if t % 20 == 0 { 1.0 } else { 0.0 });
/// let tempogram = tempogram(&envelope, &TempogramOptions::default())?;
/// let clock = FrameClock::new(22050.0, 512)?;
/// let bpm = tempo_of_tempogram(&tempogram, clock, &TempoOptions::default())?;
/// assert_eq!(bpm, 129.19921875);
/// # Ok::<(), onkai_mir::Error>(())
/// ```
pub fn tempo_of_tempogram<F: Real>(
    tempogram: &ArrayRef2<F>,
    clock: FrameClock,
    options: &TempoOptions,
) -> Result<f64> {
    let scale = options.scale_of(tempogram, clock)?;
    if tempogram.iter().all(|&v| v == F::zero()) {
        return Ok(0.0);
    }
    Ok(scale.likeliest(&sum_up(tempogram, options.aggregate)))
}

/// [`tempo_per_frame`] of a tempogram that exists already.
///
/// # Shapes
///
/// `tempogram`: `[n_lags, n_frames]`, whose frames follow `clock`; at least one of either. Of
/// `options`, `ac_size_s` and `aggregate` do not matter. Returns `[n_frames]`.
///
/// # Errors
///
/// Those of [`tempo_of_tempogram`].
///
/// # Examples
///
/// ```
/// use onkai_mir::{FrameClock, TempoOptions, tempo_per_frame_of_tempogram};
///
/// // Two frames that fit themselves best 2 and 3 frames later.
/// let tempogram = ndarray::array![[1.0, 1.0], [0.1, 0.1], [0.9, 0.2], [0.2, 0.8]];
/// let clock = FrameClock::new(8.0, 1)?;
/// let bpms = tempo_per_frame_of_tempogram(&tempogram, clock, &TempoOptions::default())?;
/// assert_eq!(bpms.to_vec(), [240.0, 160.0]);
/// # Ok::<(), onkai_mir::Error>(())
/// ```
pub fn tempo_per_frame_of_tempogram<F: Real>(
    tempogram: &ArrayRef2<F>,
    clock: FrameClock,
    options: &TempoOptions,
) -> Result<Array1<f64>> {
    Ok(options.scale_of(tempogram, clock)?.likeliest_of_each(tempogram))
}

/// Options of [`tempo`]; the defaults are those of librosa.
#[derive(Clone, Copy, Debug)]
pub struct TempoOptions {
    /// The tempo that is likeliest before anything is heard; above 0. Default: `120.0`.
    pub start_bpm: f64,
    /// Its standard deviation, in octaves; above 0. Default: `1.0`.
    pub std_bpm: f64,
    /// Length of the autocorrelation window, in seconds; above 0. Default: `8.0`.
    pub ac_size_s: f64,
    /// Only tempos below this are considered. Default: `Some(320.0)`.
    pub max_tempo: Option<f64>,
    /// How the columns of the tempogram become one. Default: [`Aggregate::Mean`].
    pub aggregate: Aggregate,
    /// Another belief about the tempo, instead of `start_bpm` and `std_bpm`. Default: `None`.
    pub prior: Option<TempoPrior>,
}

impl Default for TempoOptions {
    fn default() -> Self {
        Self {
            start_bpm: 120.0,
            std_bpm: 1.0,
            ac_size_s: 8.0,
            max_tempo: Some(320.0),
            aggregate: Aggregate::Mean,
            prior: None,
        }
    }
}

fn window_of(win_length: usize) -> TempogramOptions {
    TempogramOptions { win_length, ..Default::default() }
}

/// One column for all columns.
fn sum_up<F: Real>(tempogram: &ArrayRef2<F>, aggregate: Aggregate) -> Vec<f64> {
    let mut scratch = vec![];
    let one = |row: ArrayView1<'_, F>| aggregate.of(row.iter().copied(), &mut scratch).as_f64();
    tempogram.rows().into_iter().map(one).collect()
}

fn check_envelope<F: Real>(envelope: &ArrayRef1<F>) -> Result<()> {
    check_finite("envelope", envelope)?;
    if envelope.is_empty() {
        return Err(Error::TooShort { name: "envelope", expected: 1, actual: 0 });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use ndarray::{Array2, array};

    use super::*;

    #[test]
    fn silence_has_no_tempo() {
        let clock = FrameClock::new(22050.0, 512).unwrap();
        let silence = Array1::<f32>::zeros(100);
        assert_eq!(tempo(&silence, clock, &TempoOptions::default()).unwrap(), 0.0);
    }

    #[test]
    fn bad_options_and_values_are_named() {
        let clock = FrameClock::new(22050.0, 512).unwrap();
        let named = |options: TempoOptions| match tempo(&array![1.0, 0.0, 1.0], clock, &options)
            .unwrap_err()
        {
            Error::Parameter { name, .. } => name,
            other => panic!("{other}"),
        };
        let default = TempoOptions::default();
        assert_eq!(named(TempoOptions { start_bpm: 0.0, ..default }), "start_bpm");
        assert_eq!(named(TempoOptions { std_bpm: f64::NAN, ..default }), "std_bpm");
        assert_eq!(named(TempoOptions { ac_size_s: -1.0, ..default }), "ac_size_s");
        assert_eq!(named(TempoOptions { ac_size_s: 0.01, ..default }), "ac_size_s");
        assert_eq!(named(TempoOptions { max_tempo: Some(0.0), ..default }), "max_tempo");
        let nothing = Array1::<f64>::zeros(0);
        assert!(tempo(&nothing, clock, &default).is_err());
        assert!(tempo_per_frame(&nothing, clock, &default).is_err());
        assert!(tempo(&array![f64::NAN], clock, &default).is_err());
        assert!(tempo_per_frame(&array![f64::NAN], clock, &default).is_err());
        for prior in [
            TempoPrior::Uniform { low_bpm: 100.0, high_bpm: -90.0 },
            TempoPrior::Uniform { low_bpm: 400.0, high_bpm: 500.0 },
            TempoPrior::LogDensity(|_| f64::NEG_INFINITY),
        ] {
            let refused =
                tempo(&array![1.0], clock, &TempoOptions { prior: Some(prior), ..default });
            assert!(matches!(refused, Err(Error::Values { name: "prior", .. })), "{refused:?}");
        }
    }

    #[test]
    fn tempograms_that_do_not_fit_are_named() {
        let clock = FrameClock::new(22050.0, 512).unwrap();
        let default = TempoOptions::default();
        let zeros = Array2::<f64>::zeros((20, 3));
        assert_eq!(tempo_of_tempogram(&zeros, clock, &default).unwrap(), 0.0);
        // 8 frames a beat are more than 320 a minute, 9 are not.
        let short = Array2::<f32>::zeros((9, 3));
        let error = tempo_of_tempogram(&short, clock, &default).unwrap_err();
        assert_eq!(error, Error::TooShort { name: "tempogram", expected: 10, actual: 9 });
        assert!(tempo_of_tempogram(&Array2::<f32>::zeros((10, 3)), clock, &default).is_ok());
        for shape in [(0, 3), (3, 0)] {
            let none = Array2::<f32>::zeros(shape);
            assert!(tempo_per_frame_of_tempogram(&none, clock, &default).is_err());
        }
        let nan = Array2::from_elem((20, 1), f64::NAN);
        assert!(tempo_per_frame_of_tempogram(&nan, clock, &default).is_err());
    }

    #[test]
    fn silent_frames_have_the_tempo_believed_in() {
        let clock = FrameClock::new(22050.0, 512).unwrap();
        let bpms = tempo_per_frame(&Array1::<f32>::zeros(3), clock, &TempoOptions::default());
        assert!(bpms.unwrap().iter().all(|bpm| (bpm - 120.0).abs() < 4.0));
    }
}

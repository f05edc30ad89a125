//! Loading recordings the way an analysis wants them.
//!
//! Counterpart of `librosa.load`.

use std::path::Path;

use ndarray::{Array1, Array2, Axis};
use onkai_core::{Error as NumericError, Real, check_positive};
use onkai_io::audio::{self, Audio, ReadOptions};
use onkai_signal::ResamplePlan;

/// Loads a recording: its channels' mean, at 22 050 Hz.
///
/// # Shapes
///
/// [`Recording::samples`] is `[n]` in [-1, 1] (unless a float file goes beyond), with
/// `n = ceil(n_frames · sample_rate / native rate)`.
///
/// # Errors
///
/// Those of [`onkai_io::audio::read`]; [`NoSamples`](onkai_io::Error::NoSamples) and
/// [`NotFinite`](onkai_io::Error::NotFinite), which an analysis could do nothing with;
/// [`RateTooFar`](onkai_io::Error::RateTooFar) when the rate asked for is more than 64 times the
/// file's own, so that a false header cannot fill the memory;
/// [`Argument`](onkai_io::Error::Argument) when an option is out of range.
///
/// # Examples
///
/// ```no_run
/// use onkai_mir::audio::{LoadOptions, load};
///
/// let song = load::<f32>("song.ogg", &LoadOptions::default())?;
/// assert_eq!(song.sample_rate, 22050.0);
///
/// // Ten seconds from the middle, at the file's own rate.
/// let options = LoadOptions { sample_rate: None, offset_s: 30.0, duration_s: Some(10.0) };
/// let excerpt = load::<f32>("song.ogg", &options)?;
/// # Ok::<(), onkai_mir::audio::Error>(())
/// ```
///
/// # Differences from librosa
///
/// The resampler is onkai's own (see [`onkai_signal::resample`]); it agrees with librosa's default,
/// soxr, to about -100 dB. Files without samples, or with NaN, are errors here already.
pub fn load<F: Real>(path: impl AsRef<Path>, options: &LoadOptions) -> Result<Recording<F>> {
    let (samples, sample_rate) = load_as(path.as_ref(), options, true)?;
    Ok(Recording { samples: samples.remove_axis(Axis(0)), sample_rate })
}

/// Loads all channels of a recording; else as [`load`].
///
/// # Shapes
///
/// [`ChannelRecording::samples`] is `[n_channels, n]`.
///
/// # Errors
///
/// Those of [`load`].
///
/// # Examples
///
/// ```no_run
/// use onkai_mir::audio::{LoadOptions, load_channels};
/// let song = load_channels::<f64>("song.ogg", &LoadOptions::default())?;
/// println!("{} channels", song.samples.nrows());
/// # Ok::<(), onkai_mir::audio::Error>(())
/// ```
pub fn load_channels<F: Real>(
    path: impl AsRef<Path>,
    options: &LoadOptions,
) -> Result<ChannelRecording<F>> {
    let (samples, sample_rate) = load_as(path.as_ref(), options, false)?;
    Ok(ChannelRecording { samples, sample_rate })
}

pub use onkai_io::{Error, Result};

/// Options of [`load`] and [`load_channels`]; the defaults are those of librosa.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LoadOptions {
    /// The rate to resample to, in hertz, at most 64 times the file's own; `None` keeps that one. Default: `Some(22050.0)`.
    pub sample_rate: Option<f64>,
    /// Where to begin, in seconds; at least 0. Default: `0.0`.
    pub offset_s: f64,
    /// How much to load, in seconds; at least 0. Default: `None`, meaning all.
    pub duration_s: Option<f64>,
}

impl Default for LoadOptions {
    fn default() -> Self {
        Self { sample_rate: Some(22050.0), offset_s: 0.0, duration_s: None }
    }
}

/// One channel of sound.
#[derive(Clone, Debug, PartialEq)]
pub struct Recording<F = f32> {
    /// The samples.
    pub samples: Array1<F>,
    /// Samples a second, in hertz.
    pub sample_rate: f64,
}

/// Sound of several channels.
#[derive(Clone, Debug, PartialEq)]
pub struct ChannelRecording<F = f32> {
    /// The samples, `[n_channels, n]`.
    pub samples: Array2<F>,
    /// Samples a second and channel, in hertz.
    pub sample_rate: f64,
}

/// How many times the file's own rate [`LoadOptions::sample_rate`] may be. A header that claims
/// 1 Hz would otherwise make a small file fill all memory.
const MAX_UPSAMPLING: f64 = 64.0;

fn load_as<F: Real>(path: &Path, options: &LoadOptions, mono: bool) -> Result<(Array2<F>, f64)> {
    options.check()?;
    let read_options = match (options.offset_s, options.duration_s) {
        (0.0, None) => ReadOptions { mono, ..Default::default() },
        (offset_s, duration_s) => {
            // Seconds become frames at the file's own rate.
            let native_rate = f64::from(audio::info(path)?.sample_rate);
            let frames = |time_s: f64| (time_s * native_rate) as u64;
            ReadOptions { start: frames(offset_s), n_frames: duration_s.map(frames), mono }
        }
    };
    let audio: Audio<F> = audio::read_with(path, &read_options)?;
    if audio.samples.is_empty() {
        return Err(Error::NoSamples { path: path.to_owned() });
    }
    audio.check_finite(path)?;
    let native_rate = f64::from(audio.sample_rate);
    match options.sample_rate {
        Some(rate) if rate != native_rate => {
            let native_hz = audio.sample_rate;
            let too_far =
                || Error::RateTooFar { path: path.to_owned(), native_hz, wanted_hz: rate };
            if MAX_UPSAMPLING < rate / native_rate {
                return Err(too_far());
            }
            let plan = ResamplePlan::new(native_rate, rate).map_err(|_| too_far())?;
            Ok((plan.run(&audio.samples).map_err(Error::Argument)?, rate))
        }
        _ => Ok((audio.samples, native_rate)),
    }
}

impl LoadOptions {
    fn check(&self) -> Result<()> {
        if let Some(rate) = self.sample_rate {
            check_positive("sample_rate", rate).map_err(Error::Argument)?;
        }
        for (name, value) in
            [("offset_s", self.offset_s), ("duration_s", self.duration_s.unwrap_or(0.0))]
        {
            if !(value.is_finite() && 0.0 <= value) {
                let error = NumericError::parameter(name, value, "at least 0 and finite");
                return Err(Error::Argument(error));
            }
        }
        Ok(())
    }
}

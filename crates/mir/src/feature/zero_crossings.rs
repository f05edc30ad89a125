//! Where a signal changes its sign, and how often.
//!
//! Counterpart of `librosa.zero_crossings` and `librosa.feature.zero_crossing_rate`.

use ndarray::{Array, ArrayRef, Axis, Dimension};
use onkai_core::{Error, PadMode, Real, Result, check_finite, map_lanes, pad};

use super::framing::Framing;

/// Whether the sign of each sample differs from that of the sample before.
///
/// Samples of at most `threshold` count as zero.
///
/// # Shapes
///
/// `y`: `[..., n]`. Returns the same shape; the first sample of a channel has what `first` says.
///
/// # Errors
///
/// [`Error::NotFinite`], [`Error::Parameter`] for a threshold that is negative or not a number,
/// [`Error::TooShort`] for an array without an axis.
///
/// # Examples
///
/// ```
/// use onkai_mir::{ZeroCrossingOptions, zero_crossings};
/// let crossings = zero_crossings(&ndarray::array![1.0, -1.0, -2.0, 3.0], &ZeroCrossingOptions::default())?;
/// assert_eq!(crossings, ndarray::array![true, true, false, true]);
/// # Ok::<(), onkai_mir::Error>(())
/// ```
pub fn zero_crossings<F: Real, D: Dimension>(
    y: &ArrayRef<F, D>,
    options: &ZeroCrossingOptions,
) -> Result<Array<bool, D>> {
    if y.ndim() == 0 {
        return Err(Error::TooShort { name: "y", expected: 1, actual: 0 });
    }
    if options.threshold.is_nan() || options.threshold < 0.0 {
        return Err(Error::parameter("threshold", options.threshold, "at least 0"));
    }
    check_finite("y", y)?;
    let time = Axis(y.ndim() - 1);
    let side = options.side::<F>();
    map_lanes(y, time, y.len_of(time), |y, mut out| {
        for i in 0..y.len() {
            out[i] = if i == 0 { options.first } else { side(y[i]) != side(y[i - 1]) };
        }
        Ok(())
    })
}

/// Options of [`zero_crossings`]; the defaults are those of librosa.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ZeroCrossingOptions {
    /// Largest magnitude that counts as zero. Default: `1e-10`.
    pub threshold: f64,
    /// Whether the first sample counts as a crossing. Default: `true`.
    #[doc(alias = "pad")]
    pub first: bool,
    /// Whether zero counts as positive, rather than as a sign of its own. Default: `true`.
    pub zero_pos: bool,
}

impl Default for ZeroCrossingOptions {
    fn default() -> Self {
        Self { threshold: 1e-10, first: true, zero_pos: true }
    }
}

impl ZeroCrossingOptions {
    /// On which side of zero a sample lies: -1, 0 or 1.
    fn side<F: Real>(&self) -> impl Fn(F) -> i8 {
        let (threshold, of_zero) = (F::of(self.threshold), i8::from(self.zero_pos));
        move |v| {
            if threshold < v {
                1
            } else if v < -threshold {
                -1
            } else {
                of_zero
            }
        }
    }
}

/// Which share of the samples of each frame are zero crossings.
///
/// # Shapes
///
/// `y`: `[..., n]`, `n ≥ 1`. Returns `[..., n_frames]`, from 0 to 1.
///
/// # Errors
///
/// As [`rms`](crate::rms()), and those of [`zero_crossings`].
///
/// # Examples
///
/// ```
/// use onkai_mir::{ZeroCrossingRateOptions, zero_crossing_rate};
/// let y = ndarray::Array1::from_shape_fn(22050, |i| (std::f64::consts::TAU * i as f64 / 100.0 + 0.1).sin());
/// let rate = zero_crossing_rate(&y, &ZeroCrossingRateOptions::default())?;
/// assert!((rate[20] - 0.02).abs() < 1e-3);
/// # Ok::<(), onkai_mir::Error>(())
/// ```
///
/// # Differences from librosa
///
/// There is no axis of length 1 in the result.
pub fn zero_crossing_rate<F: Real, D: Dimension>(
    y: &ArrayRef<F, D>,
    options: &ZeroCrossingRateOptions,
) -> Result<Array<F, D>> {
    let ZeroCrossingRateOptions { frame_length, hop_length, center, crossings } = *options;
    let Framing { time, reach, n_frames } = Framing::new(y, (frame_length, hop_length), center)?;
    map_lanes(y, time, n_frames, |lane, mut out| {
        let padded = pad(&lane, reach, reach, PadMode::Edge)?;
        let crosses = zero_crossings(&padded, &crossings)?;
        // How many crossings there are before each sample.
        let mut before = Vec::with_capacity(crosses.len() + 1);
        before.push(0_u32);
        before.extend(crosses.iter().scan(0, |sum, &crosses| {
            *sum += u32::from(crosses);
            Some(*sum)
        }));
        for (t, rate) in out.iter_mut().enumerate() {
            let start = t * hop_length;
            // The first sample of a frame has no other before it.
            let count =
                before[start + frame_length] - before[start + 1] + u32::from(crossings.first);
            *rate = F::of(f64::from(count)) / F::of_usize(frame_length);
        }
        Ok(())
    })
}

/// Options of [`zero_crossing_rate`]; the defaults are those of librosa.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ZeroCrossingRateOptions {
    /// Samples per frame; at least 1. Default: `2048`.
    pub frame_length: usize,
    /// Samples from one frame to the next; at least 1. Default: `512`.
    pub hop_length: usize,
    /// Whether frame `t` is centred at sample `t * hop_length` rather than beginning there; the ends
    /// are continued with their last samples. Default: `true`.
    pub center: bool,
    /// What counts. Default: as in [`ZeroCrossingOptions`], but for the first sample of a frame.
    pub crossings: ZeroCrossingOptions,
}

impl Default for ZeroCrossingRateOptions {
    fn default() -> Self {
        let crossings = ZeroCrossingOptions { first: false, ..Default::default() };
        Self { frame_length: 2048, hop_length: 512, center: true, crossings }
    }
}

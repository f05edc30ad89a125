//! How loud each frame is.
//!
//! Counterpart of `librosa.feature.rms`.

use ndarray::{Array, Array1, ArrayRef, ArrayRef2, Dimension};
use num_traits::Float;
use onkai_core::{
    Error, PadMode, Real, Result, Scalar, check_finite, dot, for_each_chunk, map_lanes, pad,
};

use super::framing::Framing;

/// The root mean square of each frame of `y`.
///
/// ```text
/// rms[t] = sqrt((1 / L) Σₙ y[n + t·hop - L/2]²)
/// ```
///
/// without the `- L/2` if `center` is off.
///
/// # Shapes
///
/// `y`: `[..., n]`, `n ≥ 1`. Returns `[..., n_frames]`.
///
/// # Errors
///
/// [`Error::Parameter`] when a length is zero, [`Error::TooShort`] when `y` is empty or, if `center` is
/// off, shorter than a frame, [`Error::NotFinite`].
///
/// # Examples
///
/// ```
/// use onkai_mir::{RmsOptions, rms};
/// let y = ndarray::Array1::from_elem(4096, 0.5_f32);
/// assert_eq!(rms(&y, &RmsOptions::default())?[4], 0.5);
/// # Ok::<(), onkai_mir::Error>(())
/// ```
///
/// # Differences from librosa
///
/// There is no axis of length 1 in the result. Double precision stays what it is.
pub fn rms<F: Real, D: Dimension>(y: &ArrayRef<F, D>, options: &RmsOptions) -> Result<Array<F, D>> {
    let &RmsOptions { frame_length, hop_length, center, pad_mode } = options;
    let Framing { time, reach, n_frames } = Framing::new(y, (frame_length, hop_length), center)?;
    check_finite("y", y)?;
    map_lanes(y, time, n_frames, |lane, mut out| {
        let padded = pad(&lane, reach, reach, pad_mode.map(F::of))?;
        let padded = padded.as_slice().expect("a fresh array is contiguous");
        let mut loudness = vec![F::zero(); n_frames];
        for_each_chunk(
            &mut loudness,
            1,
            64,
            || (),
            |(), t, loudness| {
                let frame = &padded[t * hop_length..][..frame_length];
                loudness[0] = (dot(frame, frame) / F::of_usize(frame_length)).sqrt();
            },
        );
        out.assign(&Array1::from_vec(loudness));
        Ok(())
    })
}

/// The root mean square of the frames whose spectra are the columns of `s`, by Parseval's theorem.
///
/// It is that of the windowed frames: less than [`rms`] by what the window takes away.
///
/// # Shapes
///
/// `s`: `[frame_length / 2 + 1, n_frames]`, magnitudes or complex. Returns `[n_frames]`.
///
/// # Errors
///
/// [`Error::Shape`] when the bins do not fit `frame_length`.
///
/// # Examples
///
/// ```
/// use onkai_mir::{StftOptions, rms_of_spectrogram, stft};
/// let y = ndarray::Array1::from_shape_fn(8192, |i| (0.1 * i as f64).sin());
/// let s = stft(&y, &StftOptions::default())?;
/// assert!(rms_of_spectrogram(&s, 2048)?[8] > 0.4);
/// # Ok::<(), onkai_mir::Error>(())
/// ```
pub fn rms_of_spectrogram<T: Scalar>(
    s: &ArrayRef2<T>,
    frame_length: usize,
) -> Result<Array1<T::Real>> {
    let n_bins = frame_length / 2 + 1;
    if s.nrows() != n_bins || frame_length == 0 {
        let (expected, actual) = (vec![n_bins, s.ncols()], s.shape().to_vec());
        return Err(Error::Shape { name: "s", expected, actual });
    }
    let half = T::Real::of(0.5);
    // The mirror images of all bins count, but that of the first and, if there is one, the last one.
    let weight = |k: usize| {
        if k == 0 || 2 * k == frame_length { half } else { T::Real::of(1.0) }
    };
    let scale = T::Real::of(2.0 / (frame_length as f64 * frame_length as f64));
    Ok(s.columns()
        .into_iter()
        .map(|column| {
            let power = |(k, v): (usize, &T)| weight(k) * Scalar::modulus(*v) * Scalar::modulus(*v);
            Float::sqrt(scale * column.iter().enumerate().map(power).sum::<T::Real>())
        })
        .collect())
}

/// Options of [`rms`]; the defaults are those of librosa.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RmsOptions {
    /// Samples per frame; at least 1. Default: `2048`.
    pub frame_length: usize,
    /// Samples from one frame to the next; at least 1. Default: `512`.
    pub hop_length: usize,
    /// Whether frame `t` is centred at sample `t * hop_length` rather than beginning there.
    /// Default: `true`.
    pub center: bool,
    /// What stands beyond the ends of the signal if `center` is on. Default: zeros.
    pub pad_mode: PadMode<f64>,
}

impl Default for RmsOptions {
    fn default() -> Self {
        Self { frame_length: 2048, hop_length: 512, center: true, pad_mode: PadMode::Constant(0.0) }
    }
}

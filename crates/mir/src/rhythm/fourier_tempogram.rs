//! The spectrum of the onset strength in a window that moves along.
//!
//! Counterpart of `librosa.feature.fourier_tempogram` and `librosa.fourier_tempo_frequencies`.

use ndarray::{Array1, Array2, ArrayRef1};
use num_complex::Complex;
use onkai_core::{Error, Real, Result, check_finite};
use onkai_signal::Window;

use crate::clock::FrameClock;
use crate::spectrum::{StftOptions, stft};

/// The Fourier tempogram of an onset strength envelope: its short-time Fourier transform from frame to
/// frame, that is how strong each tempo is around each frame, and where in its beat.
///
/// # Shapes
///
/// `envelope`: `[n]`, `n ≥ 1`. Returns `[win_length / 2 + 1, n_frames]`, frame by frame in memory, with
/// `n + 1` frames if the length of the window is even, else `n` (`n - win_length + 1` if `center` is off).
/// [`fourier_tempo_frequencies`] tells the tempo of each bin.
///
/// # Errors
///
/// [`Error::Parameter`] when an option is out of range, [`Error::TooShort`] when `envelope` is
/// empty or, if `center` is off, shorter than the window, [`Error::NotFinite`].
///
/// # Examples
///
/// ```
/// use ndarray::Array1;
/// use onkai_mir::{FourierTempogramOptions, fourier_tempogram};
///
/// // An onset every 24 frames, which is a sixteenth of the window.
/// let envelope = Array1::from_shape_fn(1000, |t| if t % 24 == 0 { 1.0 } else { 0.0 });
/// let tempogram = fourier_tempogram(&envelope, &FourierTempogramOptions::default())?;
/// assert_eq!(tempogram.dim(), (193, 1001));
/// let strength = tempogram.column(500).mapv(|z| z.norm());
/// assert!(strength[16] > 7.0 && strength[20] < 1e-9);
/// # Ok::<(), onkai_mir::Error>(())
/// ```
///
/// # References
///
/// P. Grosche, M. Müller, F. Kurth, "Cyclic tempogram — a mid-level tempo representation for music
/// signals", Proc. ICASSP, 2010. <https://doi.org/10.1109/ICASSP.2010.5495219>
pub fn fourier_tempogram<F: Real>(
    envelope: &ArrayRef1<F>,
    options: &FourierTempogramOptions,
) -> Result<Array2<Complex<F>>> {
    let &FourierTempogramOptions { win_length, center, .. } = options;
    if win_length == 0 {
        return Err(Error::parameter("win_length", 0.0, "at least 1"));
    }
    let least = if center { 1 } else { win_length };
    if envelope.len() < least {
        let actual = envelope.len();
        return Err(Error::TooShort { name: "envelope", expected: least, actual });
    }
    check_finite("envelope", envelope)?;
    let window = options.window.clone();
    let frames = StftOptions {
        n_fft: win_length,
        hop_length: Some(1),
        window,
        center,
        ..Default::default()
    };
    stft(envelope, &frames)
}

/// Options of [`fourier_tempogram`]; the defaults are those of librosa.
#[derive(Clone, Debug, PartialEq)]
pub struct FourierTempogramOptions {
    /// Frames under the window; at least 1. Default: `384`.
    pub win_length: usize,
    /// Whether windows are centred at their frame rather than beginning there. Default: `true`.
    pub center: bool,
    /// The window, in its periodic form. Default: [`Window::Hann`].
    pub window: Window,
}

impl Default for FourierTempogramOptions {
    fn default() -> Self {
        Self { win_length: 384, center: true, window: Window::Hann }
    }
}

/// The tempo of each bin of a Fourier tempogram, in beats per minute, ascending from 0.
///
/// # Examples
///
/// ```
/// use onkai_mir::{FrameClock, fourier_tempo_frequencies};
/// let bpms = fourier_tempo_frequencies(4, FrameClock::new(22050.0, 441)?);
/// assert_eq!(bpms.to_vec(), [0.0, 750.0, 1500.0]);
/// # Ok::<(), onkai_mir::Error>(())
/// ```
pub fn fourier_tempo_frequencies(win_length: usize, clock: FrameClock) -> Array1<f64> {
    let step = 60.0 * clock.frame_rate() / win_length as f64;
    let n_bins = if win_length == 0 { 0 } else { win_length / 2 + 1 };
    Array1::from_shape_fn(n_bins, |k| k as f64 * step)
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    #[test]
    fn bad_options_and_values_are_named() {
        let default = FourierTempogramOptions::default();
        let x = Array1::<f64>::ones(10);
        let none = FourierTempogramOptions { win_length: 0, ..default.clone() };
        let refused = fourier_tempogram(&x, &none);
        assert!(matches!(refused, Err(Error::Parameter { name: "win_length", .. })));
        let left = FourierTempogramOptions { center: false, ..default.clone() };
        let short = Error::TooShort { name: "envelope", expected: 384, actual: 10 };
        assert_eq!(fourier_tempogram(&x, &left).unwrap_err(), short);
        let empty = Error::TooShort { name: "envelope", expected: 1, actual: 0 };
        assert_eq!(fourier_tempogram(&Array1::<f32>::zeros(0), &default).unwrap_err(), empty);
        let nan = fourier_tempogram(&array![0.0, f32::NAN], &default);
        assert!(matches!(nan, Err(Error::NotFinite { name: "envelope", index: 1, .. })));
        let clock = FrameClock::new(22050.0, 512).unwrap();
        assert_eq!(fourier_tempo_frequencies(0, clock).len(), 0);
    }

    #[test]
    fn one_frame_has_a_spectrum() {
        let options = FourierTempogramOptions { win_length: 3, ..Default::default() };
        let tempogram = fourier_tempogram(&array![2.0], &options).unwrap();
        assert_eq!(tempogram.dim(), (2, 1));
    }
}

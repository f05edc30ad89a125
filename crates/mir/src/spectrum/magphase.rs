//! Magnitude and phase of a spectrogram.
//!
//! Counterpart of `librosa.magphase`.

use ndarray::{Array, ArrayRef, Dimension, Zip};
use num_complex::Complex;
use onkai_core::{Real, Scalar};

/// Splits `spectrum` into magnitude and phase: `spectrum = magnitude · phase`.
///
/// The phase is a unit complex number, 1 where the magnitude is zero.
///
/// # Shapes
///
/// Both parts have the shape of `spectrum`.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use num_complex::Complex;
///
/// let parts = onkai_mir::magphase(&array![Complex::new(3.0, 4.0), Complex::new(0.0, 0.0)]);
/// assert_eq!(parts.magnitude, array![5.0, 0.0]);
/// assert_eq!(parts.phase, array![Complex::new(0.6, 0.8), Complex::new(1.0, 0.0)]);
/// ```
///
/// # Differences from librosa
///
/// There is no `power`: raise `magnitude` to it.
pub fn magphase<F: Real, D: Dimension>(spectrum: &ArrayRef<Complex<F>, D>) -> MagPhase<F, D> {
    let magnitude = spectrum.map(|z| z.modulus());
    let phase = Zip::from(spectrum).and(&magnitude).map_collect(|z, &m| {
        if m == F::zero() {
            Complex::new(F::one(), F::zero())
        } else {
            Complex::new(z.re / m, z.im / m)
        }
    });
    MagPhase { magnitude, phase }
}

/// What [`magphase`] returns.
#[derive(Clone, Debug, PartialEq)]
pub struct MagPhase<F: Real, D: Dimension> {
    /// The absolute values.
    pub magnitude: Array<F, D>,
    /// The directions, of absolute value 1.
    pub phase: Array<Complex<F>, D>,
}

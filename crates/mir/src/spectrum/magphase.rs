//! Magnitude and phase of a spectrogram.
//!
//! Counterpart of `librosa.magphase`.

use ndarray::{Array, ArrayRef, Dimension, Zip};
use num_complex::Complex;
use onkai_core::{Error, Real, Result, Scalar};

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
///
/// // Louder, with the same phase.
/// let louder = parts.with_magnitude(&array![10.0, 0.0])?;
/// assert_eq!(louder, array![Complex::new(6.0, 8.0), Complex::new(0.0, 0.0)]);
/// # Ok::<(), onkai_mir::Error>(())
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

impl<F: Real, D: Dimension> MagPhase<F, D> {
    /// The spectrum of another magnitude with this phase: `magnitude · phase`.
    ///
    /// This is how a magnitude that was changed, as by a mask or by a sum of components, becomes
    /// something that [`istft`](crate::istft) can turn into sound.
    ///
    /// # Shapes
    ///
    /// `magnitude` and the result have the shape of the phase. Memory is read in one go where
    /// `magnitude` lies in it as the phase does: frame by frame, if the spectrum is an
    /// [`stft`](crate::stft)'s.
    ///
    /// # Errors
    ///
    /// [`Error::Shape`] when the shapes differ.
    pub fn with_magnitude(&self, magnitude: &ArrayRef<F, D>) -> Result<Array<Complex<F>, D>> {
        if magnitude.shape() != self.phase.shape() {
            let (expected, actual) = (self.phase.shape().to_vec(), magnitude.shape().to_vec());
            return Err(Error::Shape { name: "magnitude", expected, actual });
        }
        Ok(Zip::from(&self.phase).and(magnitude).map_collect(|phase, &m| phase.scale(m)))
    }
}

#[cfg(test)]
mod tests {
    use ndarray::{Array2, array};

    use super::*;

    #[test]
    fn the_parts_make_the_whole_again_in_either_order() {
        let spectrum = array![[Complex::new(3.0, -4.0), Complex::new(0.0, 0.0)]];
        let parts = magphase(&spectrum);
        assert_eq!(parts.with_magnitude(&parts.magnitude).unwrap(), spectrum);
        let by_column = parts.magnitude.t().as_standard_layout().into_owned().reversed_axes();
        assert_eq!(parts.with_magnitude(&by_column).unwrap(), spectrum);
    }

    #[test]
    fn a_magnitude_of_another_shape_is_refused() {
        let parts = magphase(&Array2::<Complex<f32>>::zeros((3, 2)));
        let error = parts.with_magnitude(&Array2::zeros((2, 3))).unwrap_err();
        let (expected, actual) = (vec![3, 2], vec![2, 3]);
        assert_eq!(error, Error::Shape { name: "magnitude", expected, actual });
    }
}

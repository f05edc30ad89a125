//! Forward and backward through second-order sections.
//!
//! Counterpart of `scipy.signal.sosfiltfilt`.

use ndarray::{Array, ArrayRef, ArrayRef2, ArrayView1, Axis, Dimension};
use onkai_core::{Error, Result, Scalar, map_lanes};

use crate::filtfilt::extension::Extension;
use crate::sosfilt::SosFilter;
use crate::sosfilt::steady_state::steady_states;

/// Filters `x` along `axis` forward through a cascade of sections, and what comes out backward: the
/// gain is applied twice, the phase not at all.
///
/// # Shapes
///
/// `sos`: `[n_sections, 6]`. `x`: any. Returns the shape of `x`.
///
/// # Errors
///
/// As [`sosfilt`](crate::sosfilt) and [`sosfilt_zi`](crate::sosfilt_zi); [`Error::TooShort`] when the
/// axis is not longer than the extension (or empty).
///
/// # Examples
///
/// ```
/// use ndarray::{Array1, Axis};
/// use onkai_signal::{Band, Extension, butter, sosfiltfilt};
/// let sos = butter(8, Band::LowPass(0.1), 2.0)?.to_sos()?;
/// let slow = Array1::from_shape_fn(400, |i| (0.01 * i as f64).sin());
/// let x = Array1::from_shape_fn(400, |i| slow[i] + (2.5 * i as f64).sin());
/// let y = sosfiltfilt(&sos, &x, Axis(0), &Extension::default())?;
/// assert!((100..300).all(|i| (y[i] - slow[i]).abs() < 1e-3));
/// # Ok::<(), onkai_signal::Error>(())
/// ```
pub fn sosfiltfilt<T: Scalar, D: Dimension>(
    sos: &ArrayRef2<T::Real>,
    x: &ArrayRef<T, D>,
    axis: Axis,
    extension: &Extension,
) -> Result<Array<T, D>> {
    let filter = SosFilter::<T>::new(sos)?;
    let Some(&n) = x.shape().get(axis.index()) else {
        return Err(Error::parameter("axis", axis.index() as f64, "an axis of the array"));
    };
    // The coefficients that count, as many as both polynomials together can do without.
    let n_zero = |column: usize| {
        let zero = <T::Real as num_traits::Zero>::zero();
        sos.column(column).iter().filter(|&&c| c == zero).count()
    };
    let n_taps = 2 * sos.nrows() + 1 - n_zero(2).min(n_zero(5));
    let len = extension.len_for(n, n_taps)?;
    let start = steady_states(&filter)?;
    map_lanes(x, axis, n, |lane, mut out| {
        let mut filter = filter.clone();
        let mut samples = extension.extended(&lane, len);
        filter.run_steadily(&start, &mut samples);
        samples.reverse();
        filter.run_steadily(&start, &mut samples);
        samples.reverse();
        out.assign(&ArrayView1::from(&samples[len..len + n]));
        Ok(())
    })
}

#[cfg(test)]
mod tests {
    use ndarray::{Array1, Array2, array};

    use super::*;

    #[test]
    fn unfit_arguments_are_named() {
        let sos = array![[0.5, 0.0, 0.0, 1.0, -0.5, 0.0]];
        let message = |x: &Array1<f64>, axis: usize| {
            sosfiltfilt(&sos, x, Axis(axis), &Extension::default()).unwrap_err().to_string()
        };
        // Two coefficients, three times.
        assert_eq!(message(&Array1::zeros(6), 0), "`x` has length 6, but needs at least 7");
        assert_eq!(message(&Array1::zeros(9), 1), "`axis` is 1, but must be an axis of the array");
        let integrator = array![[1.0, 0.0, 0.0, 1.0, -1.0, 0.0]];
        let x = Array1::<f64>::zeros(9);
        assert!(sosfiltfilt(&integrator, &x, Axis(0), &Extension::default()).is_err());
        assert!(sosfiltfilt(&Array2::ones((1, 5)), &x, Axis(0), &Extension::default()).is_err());
    }
}

//! Forward and backward through a difference equation.
//!
//! Counterpart of `scipy.signal.filtfilt`.

use ndarray::{Array, ArrayRef, ArrayRef1, ArrayView1, Axis, Dimension};
use onkai_core::{Error, Result, map_lanes};
use onkai_linalg::LinalgScalar;

use crate::filtfilt::extension::Extension;
use crate::filtfilt::gustafsson::Gustafsson;
use crate::lfilter::{LinearFilter, lfilter_zi};

/// Filters `x` along `axis` forward, and what comes out backward: the gain is applied twice, the
/// phase not at all.
///
/// # Shapes
///
/// `b`: `[M+1]`, `a`: `[N+1]`. `x`: any. Returns the shape of `x`.
///
/// # Errors
///
/// As [`lfilter`](crate::lfilter); [`Error::TooShort`] when the axis is not longer than the extension
/// (or empty); [`Error::Values`] when the filter has no steady state to start from, which
/// [`FiltfiltMethod::Gust`] does without, or, with the latter, when `x` is not finite.
///
/// # Examples
///
/// ```
/// use ndarray::{Array1, Axis};
/// use onkai_signal::{Band, FiltfiltMethod, butter, filtfilt};
/// let ba = butter(3, Band::LowPass(0.1), 2.0)?.to_ba()?;
/// // A slow wave under a fast one, at its place.
/// let slow = Array1::from_shape_fn(400, |i| (0.01 * i as f64).sin());
/// let x = Array1::from_shape_fn(400, |i| slow[i] + (2.5 * i as f64).sin());
/// let y = filtfilt(&ba.b, &ba.a, &x, Axis(0), &FiltfiltMethod::default())?;
/// assert!((100..300).all(|i| (y[i] - slow[i]).abs() < 1e-3));
/// # Ok::<(), onkai_signal::Error>(())
/// ```
///
/// # References
///
/// F. Gustafsson, "Determining the initial states in forward-backward filtering", IEEE Trans. Signal
/// Process. 44(4), 1996. <https://doi.org/10.1109/78.492552>
pub fn filtfilt<T: LinalgScalar, D: Dimension>(
    b: &ArrayRef1<T>,
    a: &ArrayRef1<T>,
    x: &ArrayRef<T, D>,
    axis: Axis,
    method: &FiltfiltMethod,
) -> Result<Array<T, D>> {
    let filter = LinearFilter::new(b, a)?;
    let Some(&n) = x.shape().get(axis.index()) else {
        return Err(Error::parameter("axis", axis.index() as f64, "an axis of the array"));
    };
    let extension = match *method {
        FiltfiltMethod::Pad(extension) => extension,
        FiltfiltMethod::Gust { response_len } => {
            if n == 0 {
                return Err(Error::TooShort { name: "x", expected: 1, actual: 0 });
            }
            let gustafsson = Gustafsson::new(&filter, n, response_len)?;
            return map_lanes(x, axis, n, |lane, mut out| {
                out.assign(&gustafsson.run(&lane)?);
                Ok(())
            });
        }
    };
    let len = extension.len_for(n, b.len().max(a.len()))?;
    let start = lfilter_zi(b, a)?;
    map_lanes(x, axis, n, |lane, mut out| {
        let mut filter = filter.clone();
        let mut samples = extension.extended(&lane, len);
        for _ in 0..2 {
            let first = samples[0];
            filter.set_state(&start.mapv(|z| z * first))?;
            filter.run_in_place(&mut samples);
            samples.reverse();
        }
        out.assign(&ArrayView1::from(&samples[len..len + n]));
        Ok(())
    })
}

/// How [`filtfilt`] starts at either end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FiltfiltMethod {
    /// From the steady state, on an extended signal.
    Pad(Extension),
    /// Gustafsson's: from those states for which filtering backward first gives the same.
    Gust {
        /// After how many samples the impulse response may be taken to have died away, which saves
        /// time on long signals; `None` for the whole signal.
        #[doc(alias = "irlen")]
        response_len: Option<usize>,
    },
}

impl Default for FiltfiltMethod {
    fn default() -> Self {
        Self::Pad(Extension::default())
    }
}

#[cfg(test)]
mod tests {
    use ndarray::{Array1, array};

    use super::*;
    use crate::filtfilt::extension::ExtensionKind;

    #[test]
    fn unfit_arguments_are_named() {
        let (b, a) = (array![0.5], array![1.0, -0.5]);
        let method = FiltfiltMethod::default();
        let message = |x: &Array1<f64>, axis: usize, method: &FiltfiltMethod| {
            filtfilt(&b, &a, x, Axis(axis), method).unwrap_err().to_string()
        };
        let short = "`x` has length 6, but needs at least 7";
        assert_eq!(message(&Array1::zeros(6), 0, &method), short);
        assert_eq!(
            message(&Array1::zeros(9), 1, &method),
            "`axis` is 1, but must be an axis of the array"
        );
        let gust = FiltfiltMethod::Gust { response_len: None };
        let empty = "`x` has length 0, but needs at least 1";
        assert_eq!(message(&array![], 0, &gust), empty);
        let none = FiltfiltMethod::Pad(Extension { kind: ExtensionKind::None, len: None });
        assert_eq!(message(&array![], 0, &none), empty);
        let integrator =
            filtfilt(&array![1.0], &array![1.0, -1.0], &Array1::zeros(9), Axis(0), &none);
        assert!(integrator.unwrap_err().to_string().starts_with("`a` must not add up to zero"));
        assert!(filtfilt(&b, &array![0.0], &Array1::zeros(9), Axis(0), &none).is_err());
    }

    #[test]
    fn a_gain_is_applied_twice() {
        let x = array![1.0, -2.0, 3.0];
        let none = FiltfiltMethod::Pad(Extension { kind: ExtensionKind::None, len: None });
        for method in [none, FiltfiltMethod::Gust { response_len: None }] {
            let y = filtfilt(&array![3.0], &array![1.5], &x, Axis(0), &method).unwrap();
            assert_eq!(y, &x * 4.0);
        }
    }
}

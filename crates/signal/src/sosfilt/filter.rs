//! Filtering along an axis by second-order sections.
//!
//! Counterpart of `scipy.signal.sosfilt`.

use ndarray::{Array, ArrayRef, ArrayRef2, Axis, Dimension};
use onkai_core::{Error, Result, Scalar, map_lanes};

use crate::sosfilt::streaming::SosFilter;

/// Filters `x` along `axis` by a cascade of sections, starting at rest.
///
/// ```text
/// y[n] = b0 x[n] + b1 x[n-1] + b2 x[n-2] - a1 y[n-1] - a2 y[n-2]
/// ```
///
/// in each section, whose output is the next one's input. It computes what [`lfilter`](crate::lfilter)
/// does with the coefficients multiplied out, but keeps its digits at any order. Nothing is said of
/// an unstable filter, as SciPy says nothing: its output grows. [`Zpk::is_stable`](crate::Zpk::is_stable)
/// tells.
///
/// # Shapes
///
/// `sos`: `[n_sections, 6]`, `b0, b1, b2, 1, a1, a2` of each section; real, also where `x` is
/// complex. `x`: any. Returns the shape of `x`.
///
/// # Errors
///
/// [`Error::Shape`] when `sos` has not six columns, [`Error::TooShort`] when it has no row,
/// [`Error::Values`] when an `a0` is not 1, [`Error::NotFinite`] when a coefficient is not finite,
/// [`Error::Parameter`] when `x` has no such axis. `x` itself may hold anything.
///
/// # Examples
///
/// ```
/// use ndarray::{Axis, array};
/// let sos = array![[0.5, 0.0, 0.0, 1.0, -0.5, 0.0], [2.0, 0.0, 0.0, 1.0, 0.0, 0.0]];
/// let y = onkai_signal::sosfilt(&sos, &array![1.0, 1.0, 1.0], Axis(0))?;
/// assert_eq!(y, array![1.0, 1.5, 1.75]);
/// # Ok::<(), onkai_signal::Error>(())
/// ```
///
/// # Differences from SciPy
///
/// Sections have real coefficients.
pub fn sosfilt<T: Scalar, D: Dimension>(
    sos: &ArrayRef2<T::Real>,
    x: &ArrayRef<T, D>,
    axis: Axis,
) -> Result<Array<T, D>> {
    let filter = SosFilter::<T>::new(sos)?;
    let n = x.shape().get(axis.index()).copied().unwrap_or(0);
    map_lanes(x, axis, n, |lane, mut out| {
        filter.clone().run_lane(&lane, &mut out);
        Ok(())
    })
}

/// Filters `x` along `axis` by a cascade of sections, starting from the state `zi`, and tells the
/// state it ends in.
///
/// A signal cut into blocks and filtered block by block, each from the state its predecessor left,
/// gives what it gives in one go, to the last bit. For one channel [`SosFilter`] does the
/// book-keeping.
///
/// # Shapes
///
/// As [`sosfilt`]; `zi`: `[n_sections, …]`, where `…` is the shape of `x`, but 2 along `axis`.
///
/// # Errors
///
/// As [`sosfilt`]; [`Error::Shape`] for any other shape of `zi`.
///
/// # Examples
///
/// ```
/// use ndarray::{Array1, Axis};
/// use onkai_signal::{Band, butter, sosfilt_with_state, sosfilt_zi};
/// let sos = butter(5, Band::LowPass(0.1), 2.0)?.to_sos()?;
/// let x = Array1::<f64>::ones(10);
/// let steady = sosfilt_with_state(&sos, &x, Axis(0), &sosfilt_zi(&sos)?)?;
/// assert!(steady.y.iter().all(|y| (y - 1.0).abs() < 1e-9));
/// # Ok::<(), onkai_signal::Error>(())
/// ```
pub fn sosfilt_with_state<T: Scalar, D: Dimension>(
    sos: &ArrayRef2<T::Real>,
    x: &ArrayRef<T, D>,
    axis: Axis,
    zi: &ArrayRef<T, D::Larger>,
) -> Result<SosFiltered<T, D>> {
    let mut filter = SosFilter::<T>::new(sos)?;
    if x.ndim() <= axis.index() {
        return Err(Error::parameter("axis", axis.index() as f64, "an axis of the array"));
    }
    let n_sections = sos.nrows();
    let mut expected = vec![n_sections];
    expected.extend(x.shape());
    expected[axis.index() + 1] = 2;
    if zi.shape() != expected {
        return Err(Error::Shape { name: "zi", expected, actual: zi.shape().to_vec() });
    }
    let mut y = Array::default(x.raw_dim());
    let mut zf = zi.to_owned();
    // An empty signal has no lanes of which the states could be partners.
    if x.is_empty() {
        return Ok(SosFiltered { y, zf });
    }
    // The lanes of the states come section by section, each in the order of the signal's.
    let mut states: Vec<[T; 2]> =
        zi.lanes(Axis(axis.index() + 1)).into_iter().map(|z| [z[0], z[1]]).collect();
    let n_lanes = states.len() / n_sections;
    let signals = x.lanes(axis).into_iter().zip(y.lanes_mut(axis));
    for (number, (signal, mut out)) in signals.enumerate() {
        for (section, state) in filter.state_mut().iter_mut().enumerate() {
            *state = states[section * n_lanes + number];
        }
        filter.run_lane(&signal, &mut out);
        for (section, state) in filter.state_mut().iter().enumerate() {
            states[section * n_lanes + number] = *state;
        }
    }
    for (mut lane, state) in zf.lanes_mut(Axis(axis.index() + 1)).into_iter().zip(states) {
        lane[0] = state[0];
        lane[1] = state[1];
    }
    Ok(SosFiltered { y, zf })
}

/// What [`sosfilt_with_state`] returns.
#[derive(Clone, Debug, PartialEq)]
pub struct SosFiltered<T, D: Dimension> {
    /// The filtered signal.
    pub y: Array<T, D>,
    /// The state after the last sample, of the shape of `zi`.
    pub zf: Array<T, D::Larger>,
}

#[cfg(test)]
mod tests {
    use ndarray::{Array1, Array2, Array3, array};

    use super::*;

    #[test]
    fn an_axis_the_array_lacks_is_named() {
        let sos = array![[1.0, 0.0, 0.0, 1.0, 0.0, 0.0]];
        let x = array![1.0];
        let expected = Error::parameter("axis", 1.0, "an axis of the array");
        assert_eq!(sosfilt(&sos, &x, Axis(1)).unwrap_err(), expected);
        let zi = Array2::zeros((1, 2));
        assert_eq!(sosfilt_with_state(&sos, &x, Axis(1), &zi).unwrap_err(), expected);
    }

    #[test]
    fn a_state_of_another_shape_is_refused() {
        let sos = array![[1.0, 0.0, 0.0, 1.0, 0.0, 0.0]];
        let x = Array2::<f64>::zeros((4, 5));
        let zi = Array3::zeros((1, 2, 4));
        let error = sosfilt_with_state(&sos, &x, Axis(0), &zi).unwrap_err().to_string();
        assert_eq!(error, "`zi` has shape [1, 2, 4], but must have [1, 2, 5]");
    }

    #[test]
    fn no_samples_leave_the_state_as_it_was() {
        let sos = array![[1.0_f32, 0.5, 0.0, 1.0, 0.25, 0.0]];
        let zi = array![[7.0, 8.0]];
        let done = sosfilt_with_state(&sos, &Array1::<f32>::zeros(0), Axis(0), &zi).unwrap();
        assert_eq!((done.y.len(), done.zf), (0, zi));
        assert!(sosfilt(&sos, &Array1::<f32>::zeros(0), Axis(0)).unwrap().is_empty());
    }
}

//! Linear interpolation of a sampled function in one call.
//!
//! Counterpart of `numpy.interp`.

use ndarray::{Array1, ArrayRef1};
use onkai_core::{Error, Real, Result, as_contiguous, check_finite};

use crate::extrapolation::remainder;
use crate::interval::Finder;

/// Interpolates linearly between the points `(xp, fp)`.
///
/// # Shapes
///
/// `x`: `[m]`; `xp`, `fp`: `[n]`, `xp` never descending, or with a period in any order. Returns `[m]`.
/// A point that is NaN gives NaN. Where abscissae repeat the function jumps; the point itself has the
/// last value.
///
/// # Errors
///
/// [`Error::TooShort`] when `xp` is empty, [`Error::Shape`] when `fp` does not fit,
/// [`Error::NotFinite`] or [`Error::Values`] for abscissae that are not finite or descend,
/// [`Error::Parameter`] for a period that is not finite or zero.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_interpolate::{InterpOptions, interp};
/// let (xp, fp) = (array![1.0, 2.0, 3.0], array![3.0, 2.0, 0.0]);
/// let y = interp(&array![0.0, 1.5, 2.72, 3.14], &xp, &fp, &InterpOptions::default())?;
/// assert!((y - array![3.0, 2.5, 0.56, 0.0]).iter().all(|d: &f64| d.abs() < 1e-15));
/// # Ok::<(), onkai_interpolate::Error>(())
/// ```
///
/// # Differences from NumPy
///
/// Abscissae that descend are an error, not nonsense.
#[doc(alias = "numpy.interp")]
pub fn interp<T: Real>(
    x: &ArrayRef1<T>,
    xp: &ArrayRef1<T>,
    fp: &ArrayRef1<T>,
    options: &InterpOptions<T>,
) -> Result<Array1<T>> {
    if xp.is_empty() {
        return Err(Error::TooShort { name: "xp", expected: 1, actual: 0 });
    }
    if fp.len() != xp.len() {
        let (expected, actual) = (vec![xp.len()], vec![fp.len()]);
        return Err(Error::Shape { name: "fp", expected, actual });
    }
    check_finite("xp", xp)?;
    if let Some(period) = options.period {
        if !period.is_finite() || period.is_zero() {
            return Err(Error::parameter("period", period.as_f64(), "finite and not zero"));
        }
        let period = period.abs();
        let (xp, fp) = one_period(xp, fp, period);
        let x = x.mapv(|x| remainder(x, period));
        return Ok(interpolated(&x, &xp, &fp, &InterpOptions::default()));
    }
    let (xp, fp) = (xp.to_vec(), fp.to_vec());
    if !xp.is_sorted() {
        return Err(Error::Values { name: "xp", requirement: "not descend" });
    }
    Ok(interpolated(x, &xp, &fp, options))
}

/// Options of [`interp`]; the defaults are those of `NumPy`.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_interpolate::{InterpOptions, interp};
/// let options = InterpOptions { period: Some(360.0), ..Default::default() };
/// let y = interp(&array![5.0, -355.0, 725.0], &array![350.0, 10.0], &array![0.0, 4.0], &options)?;
/// assert_eq!(y, array![3.0, 3.0, 3.0]);
/// # Ok::<(), onkai_interpolate::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct InterpOptions<T> {
    /// The value before the first abscissa. Default: `None`, the first value.
    pub left: Option<T>,
    /// The value behind the last abscissa. Default: `None`, the last value.
    pub right: Option<T>,
    /// The period of the abscissae; `left` and `right` are then not used. Default: `None`.
    pub period: Option<T>,
}

impl<T> Default for InterpOptions<T> {
    fn default() -> Self {
        Self { left: None, right: None, period: None }
    }
}

/// The points within one period in order, with a neighbour at each end from the next ones.
fn one_period<T: Real>(xp: &ArrayRef1<T>, fp: &ArrayRef1<T>, period: T) -> (Vec<T>, Vec<T>) {
    let mut points: Vec<(T, T)> =
        xp.iter().zip(fp).map(|(x, f)| (remainder(*x, period), *f)).collect();
    points.sort_by(|a, b| a.0.partial_cmp(&b.0).expect("abscissae are finite"));
    let (first, last) = (points[0], points[points.len() - 1]);
    points.insert(0, (last.0 - period, last.1));
    points.push((first.0 + period, first.1));
    points.into_iter().unzip()
}

fn interpolated<T: Real>(
    x: &ArrayRef1<T>,
    xp: &[T],
    fp: &[T],
    options: &InterpOptions<T>,
) -> Array1<T> {
    let last = xp.len() - 1;
    let left = options.left.unwrap_or(fp[0]);
    let right = options.right.unwrap_or(fp[last]);
    let mut finder = (0 < last).then(|| Finder::new(xp));
    // The slope of the interval last met: sorted points come to the same one again and again.
    let mut known = (usize::MAX, T::zero());
    let value = |x: T| {
        if x.is_nan() {
            x
        } else if x < xp[0] {
            left
        } else if xp[last] < x {
            right
        } else if x == xp[last] {
            fp[last]
        } else {
            // Not beyond the last abscissa and not equal to it, so there are two or more.
            let i = finder.as_mut().map_or(0, |finder| finder.find(x));
            if i != known.0 {
                known = (i, (fp[i + 1] - fp[i]) / (xp[i + 1] - xp[i]));
            }
            // At a point its own value, whatever the slope.
            if x == xp[i] { fp[i] } else { known.1 * (x - xp[i]) + fp[i] }
        }
    };
    as_contiguous(x).iter().copied().map(value).collect()
}

/// The value on the line through two points.
#[inline]
pub(crate) fn between<T: Real>(x: T, (x0, x1): (T, T), (f0, f1): (T, T)) -> T {
    if x == x0 {
        return f0; // exact, and right if the slope is infinite
    }
    let slope = (f1 - f0) / (x1 - x0);
    slope * (x - x0) + f0
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    #[test]
    fn a_single_point_is_constant_but_for_what_is_left_and_right() {
        let options = InterpOptions { left: Some(-1.0), ..Default::default() };
        let y = interp(&array![0.0, 1.0, 2.0, f64::NAN], &array![1.0], &array![5.0], &options);
        let y = y.unwrap();
        assert_eq!(y.as_slice().unwrap()[..3], [-1.0, 5.0, 5.0]);
        assert!(y[3].is_nan());
    }

    #[test]
    fn arguments_that_do_not_fit_are_named() {
        let options = InterpOptions::default();
        let message = |xp: &Array1<f64>, fp: &Array1<f64>, options: &InterpOptions<f64>| {
            interp(&array![0.5], xp, fp, options).unwrap_err().to_string()
        };
        let none = Array1::zeros(0);
        assert_eq!(message(&none, &none, &options), "`xp` has length 0, but needs at least 1");
        let two = array![0.0, 1.0];
        assert_eq!(message(&two, &none, &options), "`fp` has shape [0], but must have [2]");
        assert_eq!(message(&array![1.0, 0.0], &two, &options), "`xp` must not descend");
        assert!(message(&array![1.0, f64::NAN], &two, &options).contains("not finite"));
        for period in [0.0, f64::NAN, f64::INFINITY] {
            let options = InterpOptions { period: Some(period), ..options };
            assert!(message(&two, &two, &options).starts_with("`period`"));
        }
    }
}

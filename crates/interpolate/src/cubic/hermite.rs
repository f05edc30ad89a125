//! The piecewise cubic with given values and slopes.
//!
//! Counterpart of `scipy.interpolate.CubicHermiteSpline`.

use ndarray::{ArrayRef, ArrayRef1, Axis, RemoveAxis};
use onkai_core::{Real, Result};

use super::curve::{Samples, is_a_piecewise_polynomial};
use crate::check::check_values;
use crate::ppoly::PPoly;

/// A piecewise cubic that takes given values with given slopes; a [`PPoly`] with all its methods.
///
/// # Examples
///
/// ```
/// use ndarray::{Axis, array};
/// use onkai_interpolate::CubicHermiteSpline;
/// // x³ by its values and slopes at 0 and 2
/// let cube = CubicHermiteSpline::new(&array![0.0, 2.0], &array![0.0, 8.0], &array![0.0, 12.0], Axis(0))?;
/// assert_eq!(cube.at(&array![1.0, 1.5]), array![1.0, 3.375]);
/// assert_eq!(cube.integrate(0.0, 2.0).into_scalar(), 4.0);
/// # Ok::<(), onkai_interpolate::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct CubicHermiteSpline<T, D>(PPoly<T, D>);

is_a_piecewise_polynomial!(CubicHermiteSpline);

impl<T: Real, D: RemoveAxis> CubicHermiteSpline<T, D> {
    /// Lays the curve.
    ///
    /// # Shapes
    ///
    /// `x`: `[n]`, strictly ascending; `y`, `slopes`: any shape with length `n` along `axis`.
    ///
    /// # Errors
    ///
    /// [`Error::TooShort`](crate::Error::TooShort) for fewer than two points,
    /// [`Error::Shape`](crate::Error::Shape), [`Error::NotFinite`](crate::Error::NotFinite),
    /// [`Error::Values`](crate::Error::Values) when `x` does not ascend,
    /// [`Error::Parameter`](crate::Error::Parameter) when `y` has no such axis.
    pub fn new(
        x: &ArrayRef1<T>,
        y: &ArrayRef<T, D>,
        slopes: &ArrayRef<T, D>,
        axis: Axis,
    ) -> Result<Self> {
        let samples = Samples::new(x, y, axis)?;
        check_values("slopes", slopes, &samples.layout, x.len())?;
        let slopes = samples.layout.rows(slopes);
        Ok(Self(samples.curve(&slopes)))
    }
}

#[cfg(test)]
mod tests {
    use ndarray::{Array1, array};

    use super::*;

    #[test]
    fn arguments_that_do_not_fit_are_named() {
        let two = array![0.0, 1.0];
        let message = |x: &Array1<f64>, y: &Array1<f64>, slopes: &Array1<f64>| {
            CubicHermiteSpline::new(x, y, slopes, Axis(0)).unwrap_err().to_string()
        };
        let one = array![0.0];
        assert_eq!(message(&one, &one, &one), "`x` has length 1, but needs at least 2");
        assert_eq!(message(&two, &one, &two), "`y` has shape [1], but must have [2]");
        assert_eq!(message(&two, &two, &one), "`slopes` has shape [1], but must have [2]");
        assert!(message(&two, &two, &array![0.0, f64::NAN]).starts_with("`slopes` is not finite"));
        assert!(CubicHermiteSpline::new(&two, &two, &two, Axis(1)).is_err());
    }
}

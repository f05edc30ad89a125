//! What a spline through points does at its ends.

use ndarray::{ArrayD, RemoveAxis};
use onkai_core::{Real, Result, check_finite};

use crate::layout::{Layout, scalar};

/// What a spline of [`make_interp_spline`](crate::make_interp_spline) does at its ends.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum SplineBoundary<T> {
    /// Points next to the ends are no knots: the pieces there are one polynomial.
    #[default]
    NotAKnot,
    /// The first derivative is zero at both ends.
    Clamped,
    /// The second derivative is zero at both ends.
    Natural,
    /// The last point equals the first, and so do the `k - 1` derivatives there.
    Periodic,
    /// Derivatives have given values at the ends; as many of them as knots leave open.
    Derivatives {
        /// Those at the first point.
        start: Vec<EndDerivative<T>>,
        /// Those at the last point.
        end: Vec<EndDerivative<T>>,
    },
}

/// The value of a derivative at an end.
///
/// # Examples
///
/// ```
/// use ndarray::{Axis, array};
/// use onkai_interpolate::{EndDerivative, InterpSplineOptions, SplineBoundary, make_interp_spline};
/// // x³ on [0, 1], by its values and slopes at both ends
/// let boundary = SplineBoundary::Derivatives {
///     start: vec![EndDerivative::new(1, 0.0)],
///     end: vec![EndDerivative::new(1, 3.0)],
/// };
/// let options = InterpSplineOptions { boundary, ..Default::default() };
/// let cube = make_interp_spline(&array![0.0, 1.0], &array![0.0, 1.0], Axis(0), &options)?;
/// assert!((cube.at(&array![0.5])[0] - 0.125_f64).abs() < 1e-15);
/// # Ok::<(), onkai_interpolate::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct EndDerivative<T> {
    /// Which derivative.
    pub order: usize,
    /// Its values: an array shaped as the values of the curve without its axis, or a single number, an
    /// array of no axes, for all lanes.
    pub values: ArrayD<T>,
}

impl<T: Real> EndDerivative<T> {
    /// The same value in every lane.
    pub fn new(order: usize, value: T) -> Self {
        Self { order, values: scalar(value) }
    }

    /// A number for each lane.
    pub(crate) fn lane_values<D: RemoveAxis>(&self, layout: &Layout<D>) -> Result<Vec<T>> {
        check_finite("values", &self.values)?;
        layout.lane_values("values", &self.values)
    }
}

//! What a cubic spline does at its ends.

use ndarray::{ArrayD, RemoveAxis};
use onkai_core::{Error, Real, Result};

use crate::bspline::EndDerivative;
use crate::extrapolation::Extrapolation;
use crate::layout::Layout;

/// What a [`CubicSpline`](crate::CubicSpline) does at its ends.
#[derive(Clone, Debug, Default, PartialEq)]
#[allow(clippy::large_enum_variant, reason = "there is one for a spline, not one for a point")]
pub enum CubicBoundary<T> {
    /// The two pieces next to either end are one polynomial.
    #[default]
    NotAKnot,
    /// The first derivative is zero at both ends.
    Clamped,
    /// The second derivative is zero at both ends.
    Natural,
    /// The last point equals the first, and so do the two derivatives there.
    Periodic,
    /// A condition for each end.
    Ends {
        /// The one at the first point.
        start: EndCondition<T>,
        /// The one at the last point.
        end: EndCondition<T>,
    },
}

/// What a [`CubicSpline`](crate::CubicSpline) does at one end.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum EndCondition<T> {
    /// The two pieces next to the end are one polynomial.
    #[default]
    NotAKnot,
    /// The first derivative is zero.
    Clamped,
    /// The second derivative is zero.
    Natural,
    /// The first or the second derivative has a given value.
    Derivative(EndDerivative<T>),
}

impl<T: Real> EndCondition<T> {
    /// The derivative of order 1 or 2 has this value in every lane.
    ///
    /// # Examples
    ///
    /// ```
    /// use ndarray::{Axis, array};
    /// use onkai_interpolate::{CubicBoundary, CubicSpline, CubicSplineOptions, EndCondition};
    /// // x³ on [0, 1], by its values and slopes at both ends
    /// let (start, end) = (EndCondition::derivative(1, 0.0), EndCondition::derivative(1, 3.0));
    /// let boundary = CubicBoundary::Ends { start, end };
    /// let options = CubicSplineOptions { boundary, ..Default::default() };
    /// let cube = CubicSpline::new(&array![0.0, 1.0], &array![0.0, 1.0], Axis(0), &options)?;
    /// assert_eq!(cube.at(&array![0.5]), array![0.125]);
    /// # Ok::<(), onkai_interpolate::Error>(())
    /// ```
    pub fn derivative(order: usize, value: T) -> Self {
        Self::Derivative(EndDerivative::new(order, value))
    }

    /// The derivative of order 1 or 2 has these values: an array shaped as the values without the axis.
    ///
    /// # Examples
    ///
    /// ```
    /// use ndarray::array;
    /// use onkai_interpolate::{EndCondition, EndDerivative};
    /// let condition = EndCondition::derivatives(1, array![0.0, 1.0].into_dyn());
    /// assert!(matches!(condition, EndCondition::Derivative(EndDerivative { order: 1, .. })));
    /// ```
    pub fn derivatives(order: usize, values: ArrayD<T>) -> Self {
        Self::Derivative(EndDerivative { order, values })
    }
}

/// Options of [`CubicSpline`](crate::CubicSpline); the defaults are those of SciPy.
#[derive(Clone, Debug, PartialEq)]
pub struct CubicSplineOptions<T> {
    /// What the spline does at its ends. Default: [`CubicBoundary::NotAKnot`].
    pub boundary: CubicBoundary<T>,
    /// What it does beyond. Default: `None`, [`Extrapolation::Periodic`] for a periodic spline and
    /// [`Extrapolation::Continue`] for others.
    pub extrapolation: Option<Extrapolation>,
}

impl<T> Default for CubicSplineOptions<T> {
    fn default() -> Self {
        Self { boundary: CubicBoundary::NotAKnot, extrapolation: None }
    }
}

/// The condition at an end, with a number for each lane.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum End<T> {
    NotAKnot,
    First(Vec<T>),
    Second(Vec<T>),
}

impl<T: Real> End<T> {
    pub(super) fn new<D: RemoveAxis>(
        condition: &EndCondition<T>,
        layout: &Layout<D>,
    ) -> Result<Self> {
        let zeros = vec![T::zero(); layout.n_lanes()];
        match condition {
            EndCondition::NotAKnot => Ok(Self::NotAKnot),
            EndCondition::Clamped => Ok(Self::First(zeros)),
            EndCondition::Natural => Ok(Self::Second(zeros)),
            EndCondition::Derivative(derivative) => {
                let values = derivative.lane_values(layout)?;
                match derivative.order {
                    1 => Ok(Self::First(values)),
                    2 => Ok(Self::Second(values)),
                    order => Err(Error::parameter("order", order as f64, "1 or 2")),
                }
            }
        }
    }
}

/// Both ends' conditions; none for a periodic spline.
pub(super) fn ends<T: Real, D: RemoveAxis>(
    boundary: &CubicBoundary<T>,
    layout: &Layout<D>,
) -> Result<Option<[End<T>; 2]>> {
    let both = |condition: EndCondition<T>| {
        let end = End::new(&condition, layout)?;
        Ok(Some([end.clone(), end]))
    };
    match boundary {
        CubicBoundary::Periodic => Ok(None),
        CubicBoundary::NotAKnot => both(EndCondition::NotAKnot),
        CubicBoundary::Clamped => both(EndCondition::Clamped),
        CubicBoundary::Natural => both(EndCondition::Natural),
        CubicBoundary::Ends { start, end } => {
            Ok(Some([End::new(start, layout)?, End::new(end, layout)?]))
        }
    }
}

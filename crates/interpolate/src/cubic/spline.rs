//! The piecewise cubic through given points with two continuous derivatives.
//!
//! Counterpart of `scipy.interpolate.CubicSpline`.

use ndarray::{ArrayRef, ArrayRef1, Axis, RemoveAxis};
use onkai_core::{Error, Real, Result};

use super::boundary::{CubicBoundary, CubicSplineOptions, End, ends};
use super::curve::{Samples, is_a_piecewise_polynomial};
use super::slopes::Polygon;
use crate::extrapolation::Extrapolation;
use crate::ppoly::PPoly;

/// The cubic spline through given points; a [`PPoly`] with all its methods.
///
/// # Examples
///
/// ```
/// use ndarray::{Array1, Axis};
/// use onkai_interpolate::{CubicSpline, CubicSplineOptions, RootOptions};
/// let x = Array1::linspace(0.0, 9.0, 10);
/// let sine = CubicSpline::new(&x, &x.mapv(f64::sin), Axis(0), &CubicSplineOptions::default())?;
/// let roots = sine.roots(&RootOptions { extrapolate: Some(false), ..Default::default() });
/// let roots = roots.into_scalar();
/// assert_eq!(roots.len(), 3);
/// assert!((roots[1] - std::f64::consts::PI).abs() < 1e-2);
/// # Ok::<(), onkai_interpolate::Error>(())
/// ```
///
/// # References
///
/// C. de Boor: *A Practical Guide to Splines*. Springer 1978, chapter IV.
#[derive(Clone, Debug, PartialEq)]
pub struct CubicSpline<T, D>(PPoly<T, D>);

is_a_piecewise_polynomial!(CubicSpline);

impl<T: Real, D: RemoveAxis> CubicSpline<T, D> {
    /// Lays the curve.
    ///
    /// Of two points, `NotAKnot` makes a line where it stands at both ends, and of three a parabola.
    ///
    /// # Shapes
    ///
    /// `x`: `[n]`, strictly ascending; `y`: any shape with length `n` along `axis`.
    ///
    /// # Errors
    ///
    /// [`Error::TooShort`] for fewer than two points, [`Error::Shape`], [`Error::NotFinite`],
    /// [`Error::Values`] when `x` does not ascend or the ends of a periodic curve differ,
    /// [`Error::Parameter`] when `y` has no such axis or a derivative is of another order than 1 or 2.
    pub fn new(
        x: &ArrayRef1<T>,
        y: &ArrayRef<T, D>,
        axis: Axis,
        options: &CubicSplineOptions<T>,
    ) -> Result<Self> {
        let samples = Samples::new(x, y, axis)?;
        let ends = ends(&options.boundary, &samples.layout)?;
        let n_lanes = samples.layout.n_lanes();
        let polygon = Polygon { x: &samples.x, y: &samples.y, n_lanes };
        let slopes = match ends {
            None => {
                check_period(&samples.y, n_lanes)?;
                polygon.periodic_slopes()
            }
            Some([start, end]) => slopes(&polygon, start, end),
        };
        let periodic = options.boundary == CubicBoundary::Periodic;
        let usual = if periodic { Extrapolation::Periodic } else { Extrapolation::Continue };
        let curve = samples.curve(&slopes);
        Ok(Self(curve.with_extrapolation(options.extrapolation.unwrap_or(usual))))
    }
}

/// The slopes, with what stands in for `NotAKnot` where points are too few for it.
fn slopes<T: Real>(polygon: &Polygon<'_, T>, mut start: End<T>, mut end: End<T>) -> Vec<T> {
    let n_lanes = polygon.n_lanes;
    if polygon.n_intervals() == 1 {
        for side in [&mut start, &mut end] {
            if *side == End::NotAKnot {
                *side = End::First((0..n_lanes).map(|lane| polygon.secant(0, lane)).collect());
            }
        }
    }
    if polygon.n_intervals() == 2 && start == End::NotAKnot && end == End::NotAKnot {
        // Both ask for the same; the parabola's slope at the start makes the system regular.
        let (h0, h1) = (polygon.width(0), polygon.width(1));
        let slope = |lane: usize| {
            let (m0, m1) = (polygon.secant(0, lane), polygon.secant(1, lane));
            m0 - h0 * (m1 - m0) / (h0 + h1)
        };
        start = End::First((0..n_lanes).map(slope).collect());
    }
    polygon.slopes([&start, &end])
}

/// The first and the last value of each lane must be the same, but for rounding.
pub(crate) fn check_period<T: Real>(rows: &[T], n_lanes: usize) -> Result<()> {
    let slack = T::of(4.0) * T::epsilon();
    let (first, last) = (&rows[..n_lanes], &rows[rows.len() - n_lanes..]);
    let differ = |(a, b): (&T, &T)| slack * (T::one() + b.abs()) < (*a - *b).abs();
    if first.iter().zip(last).any(differ) {
        let requirement = "end with the value that it begins with, if it is to be periodic";
        return Err(Error::Values { name: "y", requirement });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use ndarray::{Array1, array};

    use super::*;
    use crate::cubic::EndCondition;

    fn message(x: &Array1<f64>, y: &Array1<f64>, boundary: CubicBoundary<f64>) -> String {
        let options = CubicSplineOptions { boundary, ..Default::default() };
        CubicSpline::new(x, y, Axis(0), &options).unwrap_err().to_string()
    }

    #[test]
    fn data_that_do_not_fit_are_named() {
        let (two, one) = (array![0.0, 1.0], array![0.0]);
        let usual = CubicBoundary::NotAKnot;
        assert_eq!(message(&one, &one, usual.clone()), "`x` has length 1, but needs at least 2");
        assert_eq!(message(&two, &one, usual.clone()), "`y` has shape [1], but must have [2]");
        let repeated = array![0.0, 0.0];
        assert_eq!(message(&repeated, &two, usual.clone()), "`x` must be strictly ascending");
        assert!(message(&two, &array![0.0, f64::INFINITY], usual).contains("not finite"));
        assert!(message(&two, &two, CubicBoundary::Periodic).starts_with("`y` must end with"));
    }

    #[test]
    fn conditions_that_do_not_fit_are_named() {
        let two = array![0.0, 1.0];
        let with_start = |start| CubicBoundary::Ends { start, end: EndCondition::NotAKnot };
        let boundary = with_start(EndCondition::derivative(3, 0.0));
        assert_eq!(message(&two, &two, boundary), "`order` is 3, but must be 1 or 2");
        let boundary = with_start(EndCondition::derivatives(1, array![1.0, 2.0].into_dyn()));
        assert_eq!(message(&two, &two, boundary), "`values` has shape [2], but must have []");
        let boundary = with_start(EndCondition::derivative(1, f64::NAN));
        assert!(message(&two, &two, boundary).starts_with("`values` is not finite"));
    }

    #[test]
    fn few_points_make_lines_and_parabolas() {
        let options = CubicSplineOptions::default();
        let x = array![0.0, 1.0];
        let line = CubicSpline::new(&x, &array![1.0, 3.0], Axis(0), &options).unwrap();
        assert_eq!(line.at(&array![0.5, 2.0]), array![2.0, 5.0]);
        let x = array![0.0, 1.0, 3.0];
        let parabola = CubicSpline::new(&x, &array![0.0, 1.0, 9.0], Axis(0), &options).unwrap();
        let difference = parabola.at(&array![2.0, 4.0]) - array![4.0, 16.0];
        assert!(difference.iter().all(|d: &f64| d.abs() < 1e-13));
    }
}

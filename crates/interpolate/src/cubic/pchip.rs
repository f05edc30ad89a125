//! The piecewise cubic that is monotone where the data are.
//!
//! Counterpart of `scipy.interpolate.PchipInterpolator`.

use ndarray::{ArrayRef, ArrayRef1, Axis, RemoveAxis};
use onkai_core::{Real, Result};

use super::curve::{Samples, is_a_piecewise_polynomial};
use super::slopes::Polygon;
use crate::ppoly::PPoly;

/// A piecewise cubic that rises and falls only where the data do; a [`PPoly`] with all its methods.
///
/// Where neighbouring secants have slopes `m₀`, `m₁` of the same sign over widths `h₀`, `h₁`, the
/// slope at the point between is their weighted harmonic mean, elsewhere zero:
///
/// ```text
/// (w₁ + w₂) / d = w₁ / m₀ + w₂ / m₁,    w₁ = 2 h₁ + h₀,  w₂ = h₁ + 2 h₀
/// ```
///
/// # Examples
///
/// ```
/// use ndarray::{Axis, array};
/// use onkai_interpolate::PchipInterpolator;
/// let (x, y) = (array![0.0_f64, 1.0, 2.0, 3.0], array![0.0, 0.0, 1.0, 1.0]);
/// let step = PchipInterpolator::new(&x, &y, Axis(0))?;
/// // It does not overshoot, as a spline would.
/// assert_eq!(step.at(&array![0.5, 1.5, 2.5]), array![0.0, 0.5, 1.0]);
/// # Ok::<(), onkai_interpolate::Error>(())
/// ```
///
/// # References
///
/// F. N. Fritsch, J. Butland: A method for constructing local monotone piecewise cubic interpolants.
/// SIAM J. Sci. Stat. Comput. 5(2), 1984, <https://doi.org/10.1137/0905021>. Slopes at the ends:
/// C. Moler: *Numerical Computing with MATLAB*. SIAM 2004, section 3.6,
/// <https://doi.org/10.1137/1.9780898717952>
#[derive(Clone, Debug, PartialEq)]
pub struct PchipInterpolator<T, D>(PPoly<T, D>);

is_a_piecewise_polynomial!(PchipInterpolator);

impl<T: Real, D: RemoveAxis> PchipInterpolator<T, D> {
    /// Lays the curve.
    ///
    /// # Shapes
    ///
    /// `x`: `[n]`, strictly ascending; `y`: any shape with length `n` along `axis`.
    ///
    /// # Errors
    ///
    /// [`Error::TooShort`](crate::Error::TooShort) for fewer than two points,
    /// [`Error::Shape`](crate::Error::Shape), [`Error::NotFinite`](crate::Error::NotFinite),
    /// [`Error::Values`](crate::Error::Values) when `x` does not ascend,
    /// [`Error::Parameter`](crate::Error::Parameter) when `y` has no such axis.
    pub fn new(x: &ArrayRef1<T>, y: &ArrayRef<T, D>, axis: Axis) -> Result<Self> {
        let samples = Samples::new(x, y, axis)?;
        let n_lanes = samples.layout.n_lanes();
        let slopes = monotone_slopes(&Polygon { x: &samples.x, y: &samples.y, n_lanes });
        Ok(Self(samples.curve(&slopes)))
    }
}

/// The slopes at all points, as rows of lanes.
fn monotone_slopes<T: Real>(polygon: &Polygon<'_, T>) -> Vec<T> {
    let (n, r) = (polygon.n_intervals(), polygon.n_lanes);
    let mut slopes = Vec::with_capacity((n + 1) * r);
    if n == 1 {
        slopes.extend((0..2 * r).map(|lane| polygon.secant(0, lane % r)));
        return slopes;
    }
    let at_end = |near: usize, next: usize, lane: usize| {
        let widths = (polygon.width(near), polygon.width(next));
        end_slope(widths, (polygon.secant(near, lane), polygon.secant(next, lane)))
    };
    slopes.extend((0..r).map(|lane| at_end(0, 1, lane)));
    for i in 1..n {
        let (h0, h1) = (polygon.width(i - 1), polygon.width(i));
        let (w1, w2) = (T::of(2.0) * h1 + h0, h1 + T::of(2.0) * h0);
        for lane in 0..r {
            let (m0, m1) = (polygon.secant(i - 1, lane), polygon.secant(i, lane));
            let same_sign =
                (T::zero() < m0 && T::zero() < m1) || (m0 < T::zero() && m1 < T::zero());
            let mean = (w1 + w2) / (w1 / m0 + w2 / m1);
            slopes.push(if same_sign { mean } else { T::zero() });
        }
    }
    slopes.extend((0..r).map(|lane| at_end(n - 1, n - 2, lane)));
    slopes
}

/// The slope of the parabola through the three points at an end, bent back where it would overshoot.
fn end_slope<T: Real>((h0, h1): (T, T), (m0, m1): (T, T)) -> T {
    let slope = ((T::of(2.0) * h0 + h1) * m0 - h0 * m1) / (h0 + h1);
    let sign = |x: T| if x.is_zero() { T::zero() } else { x.signum() };
    let steepest = T::of(3.0) * m0;
    if sign(slope) != sign(m0) {
        T::zero()
    } else if sign(m0) != sign(m1) && steepest.abs() < slope.abs() {
        steepest
    } else {
        slope
    }
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    #[test]
    fn few_points() {
        let (x, y) = (array![0.0, 2.0], array![1.0, 5.0]);
        let line = PchipInterpolator::new(&x, &y, Axis(0)).unwrap();
        assert_eq!(line.at(&array![0.5, 3.0]), array![2.0, 7.0]);
        let error = PchipInterpolator::new(&array![0.0], &array![0.0], Axis(0)).unwrap_err();
        assert_eq!(error.to_string(), "`x` has length 1, but needs at least 2");
        let error = PchipInterpolator::new(&x, &array![0.0, f64::NAN], Axis(0)).unwrap_err();
        assert_eq!(error.to_string(), "`y` is not finite: element 1 is NaN");
        assert!(PchipInterpolator::new(&array![1.0, 0.0], &y, Axis(0)).is_err());
    }
}

//! Points on stems.

use ndarray::ArrayRef1;
use onkai_core::{Error, Real};

use crate::axis::{Scale, union};
use crate::color::Color;
use crate::error::Result;
use crate::mark::points::{check_not_empty, check_size, extent, markers, points};
use crate::mark::{Dash, Drawn, Frame, Marker, Sample, Way};
use crate::scene::{Point, Shape, Stroke};
use crate::theme::Paint;

/// Upright lines from a base to points with a marker: samples of a signal, a filter's coefficients.
///
/// # Examples
///
/// ```
/// use ndarray::Array1;
/// use onkai_plot::{Stem, StemOptions};
///
/// let n = Array1::linspace(0.0, 20.0, 21);
/// let response = n.mapv(|n: f64| 0.8_f64.powf(n));
/// let stem = Stem::new(&n, &response, &StemOptions::default())?;
/// # Ok::<(), onkai_plot::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Stem {
    // Invariant: at least one; a coordinate may be NaN, but not infinite.
    points: Vec<Point>,
    options: StemOptions,
}

/// Options of [`Stem`].
#[derive(Clone, Debug, PartialEq)]
pub struct StemOptions {
    /// Default: `None`, the next of the panel's palette.
    pub color: Option<Color>,
    /// Default: [`Marker::Circle`].
    pub marker: Marker,
    /// Height of a marker, in points. Default: `4.5`.
    pub marker_size_pt: f64,
    /// Width of a stem, in points. Default: `1`.
    pub width_pt: f64,
    /// Where stems begin. Default: `0`.
    pub base: f64,
    /// Name in the legend. Default: empty, not in the legend.
    pub label: String,
}

impl Default for StemOptions {
    fn default() -> Self {
        Self {
            color: None,
            marker: Marker::Circle,
            marker_size_pt: 4.5,
            width_pt: 1.0,
            base: 0.0,
            label: String::new(),
        }
    }
}

impl Stem {
    /// Stems up or down to the points `(x[i], y[i])`; one that has NaN is not drawn.
    ///
    /// # Shapes
    ///
    /// `x`, `y`: `[n]`, `n ≥ 1`, in the units of the axes.
    ///
    /// # Errors
    ///
    /// `TooShort` when there is no point, `Shape` when the lengths differ, `NotFinite` when a
    /// coordinate is infinite, `Parameter` when a width or size is not positive or above 1000, or
    /// `base` is not finite.
    pub fn new<F: Real>(x: &ArrayRef1<F>, y: &ArrayRef1<F>, options: &StemOptions) -> Result<Self> {
        check_not_empty("x", x)?;
        check_size("width_pt", options.width_pt)?;
        check_size("marker_size_pt", options.marker_size_pt)?;
        if !options.base.is_finite() {
            return Err(Error::parameter("base", options.base, "finite").into());
        }
        Ok(Self { points: points(x, y)?, options: options.clone() })
    }
}

impl Drawn for Stem {
    fn range(&self, way: Way, scale: Scale) -> Option<[f64; 2]> {
        let range = extent(&self.points, way, scale)?;
        let base = self.options.base;
        if way == Way::X || scale != Scale::Linear {
            return Some(scale.with_margin(range, [true, true]));
        }
        // No space beyond the base: what stands on it does not hang in the air.
        Some(scale.with_margin(union(range, [base, base]), [range[0] < base, base < range[1]]))
    }

    fn color(&self) -> Option<Color> {
        self.options.color
    }

    fn legend(&self) -> Option<(&str, Sample)> {
        let StemOptions { marker, marker_size_pt: size, .. } = self.options;
        Some((&self.options.label, Sample::Marker { marker, size }))
    }

    fn draw(&self, frame: &Frame<'_>, color: Color) -> Vec<Shape> {
        let StemOptions { marker, marker_size_pt, width_pt: width, base, .. } = self.options;
        let foot = frame.place_y_near(base);
        let (left, right) = (frame.rect.left, frame.rect.right());
        let stems = self
            .points
            .iter()
            .filter(|p| !p[1].is_nan())
            .map(|&[x, y]| (frame.place_x(x), frame.place_y_near(y)))
            .filter(|&(x, _)| left <= x && x <= right);
        let lines = stems.map(|(x, y)| [[x, foot], [x, y]]).collect();
        let stroke = Stroke { paint: color.into(), width, dash: Dash::Solid };
        let line = Stroke::solid(Paint::Frame, 0.6);
        vec![
            Shape::Rules { lines: vec![[[left, foot], [right, foot]]], stroke: line },
            Shape::Rules { lines, stroke },
            markers(&self.points, frame, (marker, marker_size_pt), color),
        ]
    }
}

#[cfg(test)]
mod tests {
    use ndarray::{Array1, array};

    use super::*;

    #[test]
    fn bad_input_is_named() {
        let message = |x: Array1<f64>, options: &StemOptions| {
            Stem::new(&x, &x, options).unwrap_err().to_string()
        };
        let defaults = StemOptions::default();
        assert_eq!(message(array![], &defaults), "`x` has length 0, but needs at least 1");
        assert!(message(array![f64::INFINITY], &defaults).starts_with("`x` is not finite"));
        let base = StemOptions { base: f64::NAN, ..Default::default() };
        assert!(message(array![1.0], &base).starts_with("`base` is NaN"));
        let thin = StemOptions { width_pt: 0.0, ..Default::default() };
        assert!(message(array![1.0], &thin).starts_with("`width_pt` is 0"));
    }

    #[test]
    fn stems_stand_on_their_base() {
        let range = |y: Array1<f64>| {
            let x = Array1::zeros(y.len());
            let stem = Stem::new(&x, &y, &StemOptions::default()).unwrap();
            stem.range(Way::Y, Scale::Linear).unwrap()
        };
        assert_eq!(range(array![10.0, 20.0]), [0.0, 21.0]);
        assert_eq!(range(array![-20.0, -10.0]), [-21.0, 0.0]);
        assert_eq!(range(array![-10.0, 10.0]), [-11.0, 11.0]);
    }
}

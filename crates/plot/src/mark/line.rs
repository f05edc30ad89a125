//! A line through points.

use ndarray::ArrayRef1;
use onkai_core::{Real, check_finite};

use crate::axis::{Axis, Quantity, Scale};
use crate::color::Color;
use crate::error::Result;
use crate::mark::Frame;
use crate::mark::columns::polylines;
use crate::scene::{Shape, Stroke};

/// A line from point to point, such as an onset strength curve.
///
/// Where many points fall on one column of pixels, only those are kept that can be seen: the first
/// and last, the highest and lowest.
///
/// # Examples
///
/// ```
/// use ndarray::Array1;
/// use onkai_plot::{Line, LineOptions};
///
/// let times = Array1::linspace(0.0, 10.0, 400);
/// let strength = times.mapv(|t: f64| (3.0 * t).sin().max(0.0));
/// let line = Line::new(&times, &strength, &LineOptions { label: "strength".into(), ..Default::default() })?;
/// # Ok::<(), onkai_plot::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Line {
    // Invariant: at least one, all finite.
    points: Vec<[f64; 2]>,
    pub(crate) options: LineOptions,
}

/// Options of [`Line`].
#[derive(Clone, Debug, PartialEq)]
pub struct LineOptions {
    /// Default: `None`, the next of the panel's palette.
    pub color: Option<Color>,
    /// Width of the line, in points. Default: `1`.
    pub width_pt: f64,
    /// Name in the legend. Default: empty, not in the legend.
    pub label: String,
}

impl Default for LineOptions {
    fn default() -> Self {
        Self { color: None, width_pt: 1.0, label: String::new() }
    }
}

impl Line {
    /// A line through `(x[0], y[0])`, `(x[1], y[1])` and so on.
    ///
    /// # Shapes
    ///
    /// `x`, `y`: `[n]`, `n ≥ 1`; `x` in the unit of the x axis (seconds).
    ///
    /// # Errors
    ///
    /// `TooShort` when there is no point, `Shape` when the lengths differ, `NotFinite` when a
    /// coordinate is NaN or infinite, `Parameter` when the width is not positive or above 1000.
    pub fn new<F: Real>(x: &ArrayRef1<F>, y: &ArrayRef1<F>, options: &LineOptions) -> Result<Self> {
        if x.is_empty() {
            return Err(onkai_core::Error::TooShort { name: "x", expected: 1, actual: 0 }.into());
        }
        if x.len() != y.len() {
            let (expected, actual) = (x.shape().to_vec(), y.shape().to_vec());
            return Err(onkai_core::Error::Shape { name: "y", expected, actual }.into());
        }
        check_finite("x", x)?;
        check_finite("y", y)?;
        check_width(options.width_pt)?;
        let points = x.iter().zip(y).map(|(x, y)| [x.as_f64(), y.as_f64()]).collect();
        Ok(Self { points, options: options.clone() })
    }

    pub(crate) fn x_range(&self) -> [f64; 2] {
        self.range(0)
    }

    pub(crate) fn y_axis(&self) -> Axis {
        let [low, high] = self.range(1);
        let margin = 0.05 * (high - low);
        // A curve that comes down to about zero is to stand on it.
        let touches_zero = 0.0 <= low && low <= 0.25 * high;
        let low = if touches_zero { 0.0 } else { low - margin };
        Axis { scale: Scale::Linear, range: [low, high + margin], quantity: Quantity::Number }
    }

    fn range(&self, coordinate: usize) -> [f64; 2] {
        let values = self.points.iter().map(|p| p[coordinate]);
        values.fold([f64::INFINITY, f64::NEG_INFINITY], |[a, b], v| [a.min(v), b.max(v)])
    }

    pub(crate) fn draw(&self, frame: &Frame<'_>, color: Color) -> Vec<Shape> {
        let points = self.points.iter().map(|&[x, y]| frame.place(x, y));
        polylines(points, frame, Stroke::solid(color, self.options.width_pt))
    }
}

/// Refuses widths that are none, and those that would overflow in the writers.
pub(super) fn check_width(width_pt: f64) -> Result<()> {
    if 0.0 < width_pt && width_pt <= 1000.0 {
        return Ok(());
    }
    Err(onkai_core::Error::parameter("width_pt", width_pt, "positive and at most 1000").into())
}

#[cfg(test)]
mod tests {
    use ndarray::{Array1, array};

    use super::*;

    #[test]
    fn bad_input_is_named() {
        let message = |x: Array1<f32>, y: Array1<f32>| {
            Line::new(&x, &y, &LineOptions::default()).unwrap_err().to_string()
        };
        assert_eq!(message(array![], array![]), "`x` has length 0, but needs at least 1");
        assert_eq!(message(array![1.0], array![1.0, 2.0]), "`y` has shape [2], but must have [1]");
        assert_eq!(
            message(array![1.0, 2.0], array![1.0, f32::INFINITY]),
            "`y` is not finite: element 1 is inf"
        );
    }

    #[test]
    fn a_curve_above_zero_stands_on_it() {
        let axis = |y: Array1<f64>| {
            let x = Array1::from_iter((0..y.len()).map(|i| i as f64));
            Line::new(&x, &y, &LineOptions::default()).unwrap().y_axis().range
        };
        assert_eq!(axis(array![0.0, 20.0]), [0.0, 21.0]);
        assert_eq!(axis(array![1.0, 21.0]), [0.0, 22.0]);
        assert_eq!(axis(array![10.0, 30.0]), [9.0, 31.0]);
        assert_eq!(axis(array![-10.0, 10.0]), [-11.0, 11.0]);
    }
}

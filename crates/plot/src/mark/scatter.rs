//! Points without a line.

use ndarray::ArrayRef1;
use onkai_core::Real;

use crate::axis::Scale;
use crate::color::Color;
use crate::error::Result;
use crate::mark::points::{check_size, extent, markers, points};
use crate::mark::{Drawn, Frame, Marker, Sample, Way};
use crate::scene::{Point, Shape};

/// Points, such as measurements or peaks.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_plot::{Scatter, ScatterOptions};
///
/// let options = ScatterOptions { label: "peaks".into(), ..Default::default() };
/// let peaks = Scatter::new(&array![1.0, 2.5], &array![0.3, 0.8], &options)?;
/// # Ok::<(), onkai_plot::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Scatter {
    // A coordinate may be NaN, but not infinite.
    points: Vec<Point>,
    options: ScatterOptions,
}

/// Options of [`Scatter`].
#[derive(Clone, Debug, PartialEq)]
pub struct ScatterOptions {
    /// Default: `None`, the next of the panel's palette.
    pub color: Option<Color>,
    /// Default: [`Marker::Circle`].
    pub marker: Marker,
    /// Height of a marker, in points. Default: `5`.
    pub size_pt: f64,
    /// Name in the legend. Default: empty, not in the legend.
    pub label: String,
}

impl Default for ScatterOptions {
    fn default() -> Self {
        Self { color: None, marker: Marker::Circle, size_pt: 5.0, label: String::new() }
    }
}

impl Scatter {
    /// The points `(x[i], y[i])`; there may be none, and one that has NaN is not drawn.
    ///
    /// # Shapes
    ///
    /// `x`, `y`: `[n]`, in the units of the axes.
    ///
    /// # Errors
    ///
    /// `Shape` when the lengths differ, `NotFinite` when a coordinate is infinite, `Parameter` when
    /// the size is not positive or above 1000.
    pub fn new<F: Real>(
        x: &ArrayRef1<F>,
        y: &ArrayRef1<F>,
        options: &ScatterOptions,
    ) -> Result<Self> {
        check_size("size_pt", options.size_pt)?;
        Ok(Self { points: points(x, y)?, options: options.clone() })
    }
}

impl Drawn for Scatter {
    fn range(&self, way: Way, scale: Scale) -> Option<[f64; 2]> {
        Some(scale.with_margin(extent(&self.points, way, scale)?, [true, true]))
    }

    fn color(&self) -> Option<Color> {
        self.options.color
    }

    fn legend(&self) -> Option<(&str, Sample)> {
        let ScatterOptions { marker, size_pt: size, .. } = self.options;
        Some((&self.options.label, Sample::Marker { marker, size }))
    }

    fn draw(&self, frame: &Frame<'_>, color: Color) -> Vec<Shape> {
        let ScatterOptions { marker, size_pt, .. } = self.options;
        vec![markers(&self.points, frame, (marker, size_pt), color)]
    }
}

#[cfg(test)]
mod tests {
    use ndarray::{Array1, array};

    use super::*;

    #[test]
    fn bad_input_is_named() {
        let message = |x: Array1<f64>, size_pt: f64| {
            let options = ScatterOptions { size_pt, ..Default::default() };
            Scatter::new(&x, &array![1.0, 2.0], &options).unwrap_err().to_string()
        };
        assert_eq!(message(array![1.0], 5.0), "`y` has shape [2], but must have [1]");
        let infinite = array![0.0, f64::NEG_INFINITY];
        assert_eq!(message(infinite, 5.0), "`x` is not finite: element 1 is -inf");
        assert!(message(array![0.0, 1.0], 0.0).starts_with("`size_pt` is 0"));
    }

    #[test]
    fn points_have_room_around_them() {
        let empty = Array1::<f64>::zeros(0);
        let none = Scatter::new(&empty, &empty, &ScatterOptions::default()).unwrap();
        assert_eq!(none.range(Way::X, Scale::Linear), None);
        let x = array![0.0, 10.0, f64::NAN];
        let scatter =
            Scatter::new(&x, &array![1.0, 1.0, 99.0], &ScatterOptions::default()).unwrap();
        assert_eq!(scatter.range(Way::X, Scale::Linear), Some([-0.5, 10.5]));
        assert_eq!(scatter.range(Way::Y, Scale::Linear), Some([1.0, 1.0]));
    }
}

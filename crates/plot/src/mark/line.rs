//! A line through points.

use ndarray::ArrayRef1;
use onkai_core::Real;

use crate::axis::Scale;
use crate::color::Color;
use crate::error::Result;
use crate::mark::columns::polylines;
use crate::mark::points::{check_not_empty, check_size, extent, markers, points};
use crate::mark::{Dash, Drawn, Frame, Marker, Sample, Way};
use crate::scene::{Point, Shape, Stroke};

/// A line from point to point, such as an onset strength curve, or in steps.
///
/// NaN makes a gap. Where many points fall on one column of pixels, only those are kept that can be
/// seen: the first and last, the highest and lowest.
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
    // Invariant: at least one; a coordinate may be NaN, but not infinite.
    points: Vec<Point>,
    options: LineOptions,
}

/// Options of [`Line`].
#[derive(Clone, Debug, PartialEq)]
pub struct LineOptions {
    /// Default: `None`, the next of the panel's palette.
    pub color: Option<Color>,
    /// Width of the line, in points. Default: `1`.
    pub width_pt: f64,
    /// Default: [`Dash::Solid`].
    pub dash: Dash,
    /// A figure at each point. Default: `None`.
    pub marker: Option<Marker>,
    /// Its height, in points. Default: `4`.
    pub marker_size_pt: f64,
    /// Whether the line goes in steps instead of straight to the next point. Default: `None`, straight.
    pub step: Option<Step>,
    /// Name in the legend. Default: empty, not in the legend.
    pub label: String,
}

/// Where a line in steps goes up or down.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_plot::{Line, LineOptions, Step};
///
/// let options = LineOptions { step: Some(Step::After), ..Default::default() };
/// let held = Line::new(&array![0.0, 1.0, 2.0], &array![3.0, 1.0, 2.0], &options)?;
/// # Ok::<(), onkai_plot::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// At once: the value holds from the point before to its own point (matplotlib's "pre").
    Before,
    /// Halfway between points ("mid").
    Middle,
    /// At the next point: the value holds from its own point on ("post").
    After,
}

impl Default for LineOptions {
    fn default() -> Self {
        Self {
            color: None,
            width_pt: 1.0,
            dash: Dash::Solid,
            marker: None,
            marker_size_pt: 4.0,
            step: None,
            label: String::new(),
        }
    }
}

impl Line {
    /// A line through `(x[0], y[0])`, `(x[1], y[1])` and so on.
    ///
    /// # Shapes
    ///
    /// `x`, `y`: `[n]`, `n ≥ 1`, in the units of the axes.
    ///
    /// # Errors
    ///
    /// `TooShort` when there is no point, `Shape` when the lengths differ, `NotFinite` when a
    /// coordinate is infinite, `Parameter` when a width or size is not positive or above 1000.
    pub fn new<F: Real>(x: &ArrayRef1<F>, y: &ArrayRef1<F>, options: &LineOptions) -> Result<Self> {
        check_not_empty("x", x)?;
        check_size("width_pt", options.width_pt)?;
        check_size("marker_size_pt", options.marker_size_pt)?;
        Ok(Self { points: points(x, y)?, options: options.clone() })
    }
}

impl Drawn for Line {
    fn range(&self, way: Way, scale: Scale) -> Option<[f64; 2]> {
        let range = extent(&self.points, way, scale)?;
        if way == Way::X {
            return Some(scale.with_margin(range, [self.options.marker.is_some(); 2]));
        }
        let [low, high] = range;
        // A curve that comes down to about zero is to stand on it.
        if scale == Scale::Linear && 0.0 <= low && low <= 0.25 * high {
            return Some([0.0, scale.with_margin(range, [false, true])[1]]);
        }
        Some(scale.with_margin(range, [true, true]))
    }

    fn color(&self) -> Option<Color> {
        self.options.color
    }

    fn legend(&self) -> Option<(&str, Sample)> {
        let LineOptions { width_pt: width, dash, marker_size_pt, .. } = self.options;
        let marker = self.options.marker.map(|m| (m, marker_size_pt));
        Some((&self.options.label, Sample::Line { width, dash, marker }))
    }

    fn draw(&self, frame: &Frame<'_>, color: Color) -> Vec<Shape> {
        let LineOptions { width_pt: width, dash, marker_size_pt, .. } = self.options;
        let stroke = Stroke { paint: color.into(), width, dash };
        let place = |&[x, y]: &Point| frame.place(x, y);
        let mut shapes = match self.options.step {
            None => polylines(self.points.iter().map(place), frame, stroke),
            Some(step) => {
                let corners = stairs(&self.points, step);
                polylines(corners.iter().map(place), frame, stroke)
            }
        };
        if let Some(marker) = self.options.marker {
            shapes.push(markers(&self.points, frame, (marker, marker_size_pt), color));
        }
        shapes
    }
}

/// The corners of a line in steps.
pub(super) fn stairs(points: &[Point], step: Step) -> Vec<Point> {
    let mut corners: Vec<Point> = points.first().copied().into_iter().collect();
    for pair in points.windows(2) {
        let [[x0, y0], [x1, y1]] = [pair[0], pair[1]];
        match step {
            Step::Before => corners.push([x0, y1]),
            Step::After => corners.push([x1, y0]),
            Step::Middle => {
                let middle = 0.5 * (x0 + x1);
                corners.extend([[middle, y0], [middle, y1]]);
            }
        }
        corners.push([x1, y1]);
    }
    corners
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
        let options = LineOptions { marker_size_pt: f64::NAN, ..Default::default() };
        let error = Line::new(&array![1.0], &array![1.0], &options).unwrap_err().to_string();
        assert!(error.starts_with("`marker_size_pt` is NaN"), "{error}");
    }

    #[test]
    fn a_curve_above_zero_stands_on_it() {
        let range = |y: Array1<f64>| {
            let x = Array1::from_iter((0..y.len()).map(|i| i as f64));
            let line = Line::new(&x, &y, &LineOptions::default()).unwrap();
            line.range(Way::Y, Scale::Linear)
        };
        assert_eq!(range(array![0.0, 20.0]), Some([0.0, 21.0]));
        assert_eq!(range(array![1.0, f64::NAN, 21.0]), Some([0.0, 22.0]));
        assert_eq!(range(array![10.0, 30.0]), Some([9.0, 31.0]));
        assert_eq!(range(array![-10.0, 10.0]), Some([-11.0, 11.0]));
        assert_eq!(range(array![f64::NAN]), None);
    }

    #[test]
    fn steps_go_up_where_they_are_told() {
        let points = [[0.0, 1.0], [2.0, 3.0]];
        assert_eq!(stairs(&points, Step::Before), [[0.0, 1.0], [0.0, 3.0], [2.0, 3.0]]);
        assert_eq!(stairs(&points, Step::After), [[0.0, 1.0], [2.0, 1.0], [2.0, 3.0]]);
        assert_eq!(stairs(&points, Step::Middle), [[0.0, 1.0], [1.0, 1.0], [1.0, 3.0], [2.0, 3.0]]);
    }
}

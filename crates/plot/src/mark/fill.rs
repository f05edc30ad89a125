//! The area between two curves.

use ndarray::ArrayRef1;
use onkai_core::Real;

use crate::axis::{Scale, union};
use crate::color::Color;
use crate::error::Result;
use crate::mark::columns::{clip_area, thin_out};
use crate::mark::line::stairs;
use crate::mark::points::{check_not_empty, check_not_infinite, extent, points, same_length};
use crate::mark::{Drawn, Frame, Sample, Step, Way};
use crate::scene::{Point, Shape};

/// The area between two curves over the same points: an envelope, a range of uncertainty.
///
/// # Examples
///
/// ```
/// use ndarray::Array1;
/// use onkai_plot::{Fill, FillOptions};
///
/// let x = Array1::linspace(0.0, 1.0, 100);
/// let (low, high) = (x.mapv(|x: f64| x * x - 0.1), x.mapv(|x: f64| x * x + 0.1));
/// let band = Fill::new(&x, &low, &high, &FillOptions::default())?;
/// # Ok::<(), onkai_plot::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Fill {
    // Invariant: both have the same number of points, at least one; none is infinite.
    low: Vec<Point>,
    high: Vec<Point>,
    options: FillOptions,
}

/// Options of [`Fill`].
#[derive(Clone, Debug, PartialEq)]
pub struct FillOptions {
    /// Default: `None`, the next of the panel's palette.
    pub color: Option<Color>,
    /// From 0, invisible, to 1, opaque. Default: `0.3`.
    #[doc(alias = "alpha")]
    pub opacity: f64,
    /// Whether the curves go in steps. Default: `None`, straight from point to point.
    pub step: Option<Step>,
    /// Name in the legend. Default: empty, not in the legend.
    pub label: String,
}

impl Default for FillOptions {
    fn default() -> Self {
        Self { color: None, opacity: 0.3, step: None, label: String::new() }
    }
}

impl Fill {
    /// The area between `(x[i], low[i])` and `(x[i], high[i])`; NaN makes a gap.
    ///
    /// # Shapes
    ///
    /// `x`, `low`, `high`: `[n]`, `n ≥ 1`, in the units of the axes.
    ///
    /// # Errors
    ///
    /// `TooShort` when there is no point, `Shape` when the lengths differ, `NotFinite` when a number
    /// is infinite, `Parameter` when the opacity is not between 0 and 1.
    pub fn new<F: Real>(
        x: &ArrayRef1<F>,
        low: &ArrayRef1<F>,
        high: &ArrayRef1<F>,
        options: &FillOptions,
    ) -> Result<Self> {
        check_not_empty("x", x)?;
        same_length("low", x, low)?;
        same_length("high", x, high)?;
        check_not_infinite("low", low)?;
        check_not_infinite("high", high)?;
        if !(0.0..=1.0).contains(&options.opacity) {
            let requirement = "between 0 and 1";
            return Err(
                onkai_core::Error::parameter("opacity", options.opacity, requirement).into()
            );
        }
        Ok(Self { low: points(x, low)?, high: points(x, high)?, options: options.clone() })
    }

    /// The area of points that all are numbers.
    fn area(&self, run: std::ops::Range<usize>, frame: &Frame<'_>) -> Vec<Point> {
        let side = |points: &[Point]| {
            let corners = match self.options.step {
                Some(step) => stairs(points, step),
                None => points.to_vec(),
            };
            let placed = corners.iter().map(|&[x, y]| {
                // Far coordinates overflow where they are multiplied.
                [frame.place_x(x).clamp(-1e9, 1e9), frame.place_y(y).clamp(-1e9, 1e9)]
            });
            thin_out(placed, frame)
        };
        let mut corners = side(&self.high[run.clone()]);
        corners.extend(side(&self.low[run]).into_iter().rev());
        clip_area(corners, frame)
    }
}

impl Drawn for Fill {
    fn range(&self, way: Way, scale: Scale) -> Option<[f64; 2]> {
        let sides = [&self.low, &self.high].map(|points| extent(points, way, scale));
        let range = sides.into_iter().flatten().reduce(union)?;
        if way == Way::X {
            return Some(range);
        }
        // An area down to zero stands on it.
        Some(scale.with_margin(range, [range[0] != 0.0, range[1] != 0.0]))
    }

    fn color(&self) -> Option<Color> {
        self.options.color
    }

    fn legend(&self) -> Option<(&str, Sample)> {
        Some((&self.options.label, Sample::Area))
    }

    fn opacity(&self) -> f64 {
        self.options.opacity
    }

    fn draw(&self, frame: &Frame<'_>, color: Color) -> Vec<Shape> {
        let is_number =
            |i: &usize| [self.low[*i], self.high[*i]].iter().flatten().all(|v| v.is_finite());
        let numbers: Vec<usize> = (0..self.low.len()).filter(is_number).collect();
        let runs = numbers.chunk_by(|a, b| a + 1 == *b).map(|run| run[0]..run[run.len() - 1] + 1);
        let areas = runs.map(|run| self.area(run, frame)).filter(|corners| 2 < corners.len());
        let shape = |points| Shape::Polygon { points, paint: color.into(), outlined: false };
        areas.map(shape).collect()
    }
}

#[cfg(test)]
mod tests {
    use ndarray::{Array1, array};

    use super::*;
    use crate::axis::Ruler;
    use crate::scene::Rect;
    use crate::ticks::Ticks;

    #[test]
    fn bad_input_is_named() {
        let message = |x: Array1<f64>, low: Array1<f64>, high: Array1<f64>, opacity: f64| {
            let options = FillOptions { opacity, ..Default::default() };
            Fill::new(&x, &low, &high, &options).unwrap_err().to_string()
        };
        let (one, two) = (array![1.0], array![1.0, 2.0]);
        assert!(message(array![], array![], array![], 1.0).starts_with("`x` has length 0"));
        assert!(message(two.clone(), one.clone(), two.clone(), 1.0).starts_with("`low` has shape"));
        assert!(message(two.clone(), two, one.clone(), 1.0).starts_with("`high` has shape"));
        let infinite = array![f64::INFINITY];
        assert!(message(one.clone(), one.clone(), infinite, 1.0).starts_with("`high` is not"));
        assert!(message(one.clone(), one.clone(), one, f64::NAN).starts_with("`opacity` is NaN"));
    }

    #[test]
    fn a_gap_parts_the_area() {
        let x = array![0.0, 1.0, 2.0, 3.0, 4.0];
        let high = array![1.0, 1.0, f64::NAN, 1.0, 1.0];
        let fill = Fill::new(&x, &Array1::zeros(5), &high, &FillOptions::default()).unwrap();
        let (x, y) =
            (Ruler::linear([0.0, 4.0], Ticks::Number), Ruler::linear([0.0, 1.0], Ticks::Number));
        let rect = Rect { left: 0.0, top: 0.0, width: 40.0, height: 10.0 };
        let shapes = fill.draw(&Frame { rect, x: &x, y: &y, scale: 1.0 }, Color::rgb(0));
        assert_eq!(shapes.len(), 2);
        let Shape::Polygon { points, .. } = &shapes[0] else { panic!() };
        assert_eq!(*points, [[0.0, 0.0], [10.0, 0.0], [10.0, 10.0], [0.0, 10.0]]);
        assert_eq!(fill.range(Way::Y, Scale::Linear), Some([0.0, 1.05]));
    }
}

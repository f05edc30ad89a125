//! Bars side by side.

use ndarray::ArrayRef1;
use onkai_core::{Error, Real, check_finite, check_positive};

use crate::axis::{Scale, union};
use crate::color::Color;
use crate::error::Result;
use crate::mark::points::{check_not_empty, same_length};
use crate::mark::{Drawn, Frame, Sample, Way};
use crate::scene::{Rect, Shape};

/// Bars, one for each category or class.
///
/// # Examples
///
/// Names under the bars are ticks of the axis:
///
/// ```
/// use ndarray::array;
/// use onkai_plot::{Axis, Bars, BarsOptions, Panel, Ticks};
///
/// let bars = Bars::new(&array![0.0, 1.0], &array![3.0, 5.0], &BarsOptions::default())?;
/// let names = vec![(0.0, "before".to_owned()), (1.0, "after".to_owned())];
/// let x = Axis { ticks: Some(Ticks::At(names)), ..Default::default() };
/// let panel = Panel { x, ..bars.into() };
/// # Ok::<(), onkai_plot::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Bars {
    // Invariant: at least one, all finite.
    bars: Vec<Bar>,
    options: BarsOptions,
}

/// Options of [`Bars`].
#[derive(Clone, Debug, PartialEq)]
pub struct BarsOptions {
    /// Default: `None`, the next of the panel's palette.
    pub color: Option<Color>,
    /// Width of a bar, in the unit of the x axis. Default: `0.8`.
    pub width: f64,
    /// Where bars begin. Default: `0`.
    pub base: f64,
    /// Name in the legend. Default: empty, not in the legend.
    pub label: String,
}

impl Default for BarsOptions {
    fn default() -> Self {
        Self { color: None, width: 0.8, base: 0.0, label: String::new() }
    }
}

/// From which x to which, and how high.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Bar {
    pub(super) from: f64,
    pub(super) to: f64,
    pub(super) height: f64,
}

impl Bars {
    /// Bars centred at `x[i]` that end at `heights[i]`.
    ///
    /// # Shapes
    ///
    /// `x`, `heights`: `[n]`, `n ≥ 1`, in the units of the axes.
    ///
    /// # Errors
    ///
    /// `TooShort` when there is no bar, `Shape` when the lengths differ, `NotFinite` when a number is
    /// NaN or infinite, `Parameter` when the width is not positive or `base` not finite.
    pub fn new<F: Real>(
        x: &ArrayRef1<F>,
        heights: &ArrayRef1<F>,
        options: &BarsOptions,
    ) -> Result<Self> {
        check_not_empty("x", x)?;
        same_length("heights", x, heights)?;
        check_finite("x", x)?;
        check_finite("heights", heights)?;
        check_positive("width", options.width)?;
        if !options.base.is_finite() {
            return Err(Error::parameter("base", options.base, "finite").into());
        }
        let half = 0.5 * options.width;
        let bar = |(x, height): (&F, &F)| {
            let x = x.as_f64();
            Bar { from: x - half, to: x + half, height: height.as_f64() }
        };
        Ok(Self { bars: x.iter().zip(heights).map(bar).collect(), options: options.clone() })
    }
}

impl Drawn for Bars {
    fn range(&self, way: Way, scale: Scale) -> Option<[f64; 2]> {
        range(&self.bars, self.options.base, way, scale)
    }

    fn color(&self) -> Option<Color> {
        self.options.color
    }

    fn legend(&self) -> Option<(&str, Sample)> {
        Some((&self.options.label, Sample::Area))
    }

    fn draw(&self, frame: &Frame<'_>, color: Color) -> Vec<Shape> {
        draw(&self.bars, self.options.base, frame, color)
    }
}

pub(super) fn range(bars: &[Bar], base: f64, way: Way, scale: Scale) -> Option<[f64; 2]> {
    if way == Way::X {
        let ends = scale.extent(bars.iter().flat_map(|b| [b.from, b.to]))?;
        return Some(scale.with_margin(ends, [true, true]));
    }
    let range = scale.extent(bars.iter().map(|b| b.height))?;
    if scale != Scale::Linear {
        return Some(scale.with_margin(range, [true, true]));
    }
    // No space beyond the base: what stands on it does not hang in the air.
    Some(scale.with_margin(union(range, [base, base]), [range[0] < base, base < range[1]]))
}

pub(super) fn draw(bars: &[Bar], base: f64, frame: &Frame<'_>, color: Color) -> Vec<Shape> {
    let Rect { left, width, .. } = frame.rect;
    let near = |x: f64| frame.place_x(x).clamp(left - width, left + 2.0 * width);
    let foot = frame.place_y_near(base);
    let rects = bars.iter().map(|bar| {
        let (a, b) = (near(bar.from), near(bar.to));
        let top = frame.place_y_near(bar.height);
        Rect {
            left: a.min(b),
            top: top.min(foot),
            width: (b - a).abs(),
            height: (foot - top).abs(),
        }
    });
    let seen = rects.filter(|r| left < r.right() && r.left < left + width && 0.0 < r.height);
    seen.map(|rect| Shape::Fill { rect, paint: color.into() }).collect()
}

#[cfg(test)]
mod tests {
    use ndarray::{Array1, array};

    use super::*;

    #[test]
    fn bad_input_is_named() {
        let message = |x: Array1<f64>, options: &BarsOptions| {
            Bars::new(&x, &array![1.0, 2.0], options).unwrap_err().to_string()
        };
        let defaults = BarsOptions::default();
        assert_eq!(message(array![], &defaults), "`x` has length 0, but needs at least 1");
        assert_eq!(message(array![1.0], &defaults), "`heights` has shape [2], but must have [1]");
        assert!(message(array![1.0, f64::NAN], &defaults).starts_with("`x` is not finite"));
        let narrow = BarsOptions { width: 0.0, ..Default::default() };
        assert!(message(array![1.0, 2.0], &narrow).starts_with("`width` is 0"));
        let base = BarsOptions { base: f64::INFINITY, ..Default::default() };
        assert!(message(array![1.0, 2.0], &base).starts_with("`base` is inf"));
    }

    #[test]
    fn bars_stand_on_their_base() {
        let bars =
            Bars::new(&array![0.0, 1.0], &array![10.0, 20.0], &BarsOptions::default()).unwrap();
        assert_eq!(bars.range(Way::Y, Scale::Linear), Some([0.0, 21.0]));
        let [low, high] = bars.range(Way::X, Scale::Linear).unwrap();
        assert!((low + 0.49).abs() < 1e-12 && (high - 1.49).abs() < 1e-12);
        let log = bars.range(Way::Y, Scale::Log).unwrap();
        assert!(0.0 < log[0] && log[0] < 10.0, "{log:?}");
    }
}

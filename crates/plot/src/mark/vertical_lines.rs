//! Moments in time, such as beats and onsets.

use ndarray::ArrayRef1;
use onkai_core::{Error, Real, check_finite};

use crate::axis::Scale;
use crate::color::Color;
use crate::error::Result;
use crate::mark::points::check_size;
use crate::mark::{Dash, Drawn, Frame, Sample, Way};
use crate::scene::{Shape, Stroke};

/// Upright lines over the height of a panel, or a part of it.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_plot::{Dash, VerticalLines, VerticalLinesOptions};
///
/// let options = VerticalLinesOptions { dash: Dash::Dashed, label: "beats".into(), ..Default::default() };
/// let beats = VerticalLines::new(&array![0.5, 1.0, 1.5], &options)?;
/// # Ok::<(), onkai_plot::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct VerticalLines {
    positions: Vec<f64>,
    options: VerticalLinesOptions,
}

/// Options of [`VerticalLines`].
#[derive(Clone, Debug, PartialEq)]
pub struct VerticalLinesOptions {
    /// Default: `None`, the next of the panel's palette.
    pub color: Option<Color>,
    /// Width of each line, in points. Default: `0.9`.
    pub width_pt: f64,
    /// Default: [`Dash::Solid`].
    pub dash: Dash,
    /// Where the lines begin and end, as parts of the panel's height from its bottom.
    /// Default: `[0, 1]`, all of it.
    pub span: [f64; 2],
    /// Name in the legend. Default: empty, not in the legend.
    pub label: String,
}

impl Default for VerticalLinesOptions {
    fn default() -> Self {
        Self {
            color: None,
            width_pt: 0.9,
            dash: Dash::Solid,
            span: [0.0, 1.0],
            label: String::new(),
        }
    }
}

impl VerticalLines {
    /// Lines at the given values of the x axis; there may be none, as silence has no onsets.
    ///
    /// # Shapes
    ///
    /// `positions`: `[n]`, in the unit of the x axis (seconds), in any order.
    ///
    /// # Errors
    ///
    /// `NotFinite` when a position is NaN or infinite, `Parameter` when the width is not positive or above 1000,
    /// `Values` when the span is none.
    pub fn new<F: Real>(positions: &ArrayRef1<F>, options: &VerticalLinesOptions) -> Result<Self> {
        check_finite("positions", positions)?;
        check_size("width_pt", options.width_pt)?;
        let [from, to] = options.span;
        if !(0.0 <= from && from < to && to <= 1.0) {
            let requirement = "hold two increasing numbers between 0 and 1";
            return Err(Error::Values { name: "span", requirement }.into());
        }
        Ok(Self {
            positions: positions.iter().map(|v| v.as_f64()).collect(),
            options: options.clone(),
        })
    }
}

impl Drawn for VerticalLines {
    fn range(&self, _way: Way, _scale: Scale) -> Option<[f64; 2]> {
        None
    }

    fn color(&self) -> Option<Color> {
        self.options.color
    }

    fn legend(&self) -> Option<(&str, Sample)> {
        let VerticalLinesOptions { width_pt: width, dash, .. } = self.options;
        Some((&self.options.label, Sample::Upright { width, dash }))
    }

    fn draw(&self, frame: &Frame<'_>, color: Color) -> Vec<Shape> {
        let [low, high] = frame.x.range;
        let [bottom, top] =
            self.options.span.map(|part| frame.rect.bottom() - part * frame.rect.height);
        let lines = self
            .positions
            .iter()
            .filter(|&&v| low <= v && v <= high)
            // From the bottom up, so that the dashes of all lines are level at the axis.
            .map(|&v| [[frame.place_x(v), bottom], [frame.place_x(v), top]])
            .collect();
        let VerticalLinesOptions { width_pt: width, dash, .. } = self.options;
        vec![Shape::Rules { lines, stroke: Stroke { paint: color.into(), width, dash } }]
    }
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    #[test]
    fn bad_input_is_named() {
        let error = VerticalLines::new(&array![0.0, f64::NAN], &VerticalLinesOptions::default())
            .unwrap_err();
        assert_eq!(error.to_string(), "`positions` is not finite: element 1 is NaN");
        let options = VerticalLinesOptions { width_pt: 0.0, ..Default::default() };
        let error = VerticalLines::new(&array![0.0_f32], &options).unwrap_err();
        assert!(error.to_string().starts_with("`width_pt` is 0"), "{error}");
        for span in [[0.5, 0.5], [-0.1, 1.0], [0.0, 1.1], [0.0, f64::NAN]] {
            let options = VerticalLinesOptions { span, ..Default::default() };
            let error = VerticalLines::new(&array![0.0_f32], &options).unwrap_err();
            assert!(error.to_string().starts_with("`span` must hold"), "{error}");
        }
    }
}

//! How often values occur.

use ndarray::ArrayRef1;
use onkai_core::{Error, Real, check_finite};

use crate::axis::Scale;
use crate::color::Color;
use crate::error::Result;
use crate::mark::bars::{self, Bar};
use crate::mark::{Drawn, Frame, Sample, Way};
use crate::scene::Shape;

/// A histogram: how often values occur in each bin, or how dense they lie there.
///
/// It draws counts; `onkai_stats::histogram` makes them.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_plot::{Histogram, HistogramOptions};
///
/// let edges = array![-1.0, 0.0, 1.0, 2.0];
/// let options = HistogramOptions { density: true, ..Default::default() };
/// let histogram = Histogram::new(&edges, &array![3.0, 8.0, 4.0], &options)?;
/// # Ok::<(), onkai_plot::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Histogram {
    // Invariant: at least one, all finite.
    bars: Vec<Bar>,
    options: HistogramOptions,
}

/// Options of [`Histogram`].
#[derive(Clone, Debug, Default, PartialEq)]
pub struct HistogramOptions {
    /// Draws counts divided by their sum and by the widths of their bins, so that the area is 1 and
    /// a probability density may be drawn over it. Default: `false`.
    pub density: bool,
    /// Default: `None`, the next of the panel's palette.
    pub color: Option<Color>,
    /// Name in the legend. Default: empty, not in the legend.
    pub label: String,
}

impl Histogram {
    /// Counts of the bins between neighbouring edges.
    ///
    /// # Shapes
    ///
    /// `edges`: `[n + 1]`, increasing, in the unit of the x axis; `counts`: `[n]`, `n ≥ 1`.
    ///
    /// # Errors
    ///
    /// `TooShort` when there are less than two edges, `Shape` when there is not one count less than
    /// edges, `NotFinite` when a number is NaN or infinite, `Values` when the edges do not increase,
    /// or a density is asked for and the counts do not add up to anything above zero.
    pub fn new<F: Real>(
        edges: &ArrayRef1<F>,
        counts: &ArrayRef1<F>,
        options: &HistogramOptions,
    ) -> Result<Self> {
        let n_edges = edges.len();
        if n_edges < 2 {
            return Err(Error::TooShort { name: "edges", expected: 2, actual: n_edges }.into());
        }
        if counts.len() + 1 != n_edges {
            let (expected, actual) = (vec![n_edges - 1], counts.shape().to_vec());
            return Err(Error::Shape { name: "counts", expected, actual }.into());
        }
        check_finite("edges", edges)?;
        check_finite("counts", counts)?;
        let edges: Vec<f64> = edges.iter().map(|v| v.as_f64()).collect();
        if edges.windows(2).any(|pair| pair[1] <= pair[0]) {
            return Err(Error::Values { name: "edges", requirement: "increase" }.into());
        }
        let total: f64 = counts.iter().map(|v| v.as_f64()).sum();
        if options.density && !(0.0 < total && total.is_finite()) {
            let requirement = "add up to more than zero where a density is drawn";
            return Err(Error::Values { name: "counts", requirement }.into());
        }
        let bar = |(pair, count): (&[f64], &F)| {
            let (from, to, count) = (pair[0], pair[1], count.as_f64());
            let height = if options.density { count / total / (to - from) } else { count };
            Bar { from, to, height }
        };
        let bars = edges.windows(2).zip(counts).map(bar).collect();
        Ok(Self { bars, options: options.clone() })
    }
}

impl Drawn for Histogram {
    fn range(&self, way: Way, scale: Scale) -> Option<[f64; 2]> {
        bars::range(&self.bars, 0.0, way, scale)
    }

    fn color(&self) -> Option<Color> {
        self.options.color
    }

    fn legend(&self) -> Option<(&str, Sample)> {
        Some((&self.options.label, Sample::Area))
    }

    fn draw(&self, frame: &Frame<'_>, color: Color) -> Vec<Shape> {
        bars::draw(&self.bars, 0.0, frame, color)
    }
}

#[cfg(test)]
mod tests {
    use ndarray::{Array1, array};

    use super::*;

    #[test]
    fn bad_input_is_named() {
        let message = |edges: Array1<f64>, counts: Array1<f64>| {
            let options = HistogramOptions { density: true, ..Default::default() };
            Histogram::new(&edges, &counts, &options).unwrap_err().to_string()
        };
        assert_eq!(message(array![1.0], array![]), "`edges` has length 1, but needs at least 2");
        assert_eq!(
            message(array![1.0, 2.0], array![1.0, 2.0]),
            "`counts` has shape [2], but must have [1]"
        );
        assert_eq!(message(array![1.0, 1.0], array![1.0]), "`edges` must increase");
        assert!(message(array![1.0, 2.0], array![f64::NAN]).starts_with("`counts` is not finite"));
        assert!(message(array![1.0, 2.0], array![0.0]).starts_with("`counts` must add up"));
    }

    #[test]
    fn a_density_has_area_one() {
        let options = HistogramOptions { density: true, ..Default::default() };
        let edges = array![0.0_f32, 1.0, 4.0];
        let histogram = Histogram::new(&edges, &array![1.0, 3.0], &options).unwrap();
        let heights: Vec<f64> = histogram.bars.iter().map(|b| b.height).collect();
        assert_eq!(heights, [0.25, 0.25]);
    }
}

//! Numbers that are drawn as colours.

use ndarray::{Array2, ArrayRef2};
use onkai_core::{Error, Real};

use crate::axis::Ruler;
use crate::color::MISSING;
use crate::color_map::{ColorMap, Summary};
use crate::error::Result;
use crate::mark::cells::{Coverage, Level, colors, level};
use crate::ticks::Ticks;

/// The scale beside an image that tells which colour is which level.
///
/// # Examples
///
/// ```
/// use onkai_plot::{ColorBar, SpectrogramOptions};
/// let options = SpectrogramOptions { color_bar: ColorBar::Hidden, ..Default::default() };
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ColorBar {
    /// [`Decibels`](Self::Decibels) where levels of one sign stand on an axis of frequencies and
    /// some are below zero, else [`Number`](Self::Number).
    #[default]
    Auto,
    /// Levels as "+0 dB".
    Decibels,
    /// Levels as plain numbers.
    Number,
    /// No colour bar.
    Hidden,
}

/// How numbers become colours; `None` leaves it to the data.
#[derive(Clone, Copy, Debug)]
pub(super) struct LevelOptions {
    pub(super) color_map: Option<ColorMap>,
    pub(super) min_level: Option<f64>,
    pub(super) max_level: Option<f64>,
    pub(super) color_bar: ColorBar,
}

/// A matrix of numbers with a colour for each.
#[derive(Clone, Debug)]
pub(super) struct Levels {
    // Invariant: neither axis is empty, and one of them is contiguous.
    cells: Array2<Level>,
    // Invariant: finite, and the first is less.
    range: [f64; 2],
    color_map: ColorMap,
    color_bar: ColorBar,
}

impl Levels {
    /// Levels of `data`, whose rows may be frequencies.
    pub(super) fn new<F: Real>(
        data: &ArrayRef2<F>,
        options: &LevelOptions,
        is_frequency: bool,
    ) -> Result<Self> {
        let summary = Summary::of(data);
        if summary.greatest < summary.least {
            let requirement = "hold at least one finite value";
            return Err(Error::Values { name: "data", requirement }.into());
        }
        let color_map = options.color_map.unwrap_or_else(|| summary.color_map());
        let range = range(&summary, options, color_map)?;
        let color_bar = match options.color_bar {
            ColorBar::Auto if is_frequency && !color_map.is_diverging() && summary.least < 0.0 => {
                ColorBar::Decibels
            }
            ColorBar::Auto => ColorBar::Number,
            bar => bar,
        };
        let [low, high] = range;
        let levels = |data: &ArrayRef2<F>| data.mapv(|v| level(v.as_f64(), low, high));
        // Either order in memory is kept, so that no pass goes against it.
        let cells = if data.t().is_standard_layout() {
            levels(&data.t()).reversed_axes()
        } else {
            levels(&data.as_standard_layout())
        };
        Ok(Self { cells, range, color_map, color_bar })
    }

    pub(super) fn color_bar(&self) -> Option<(Ruler, ColorMap)> {
        let ticks = match self.color_bar {
            ColorBar::Decibels => Ticks::Decibels,
            ColorBar::Number | ColorBar::Auto => Ticks::Number,
            ColorBar::Hidden => return None,
        };
        Some((Ruler::linear(self.range, ticks), self.color_map))
    }

    pub(super) fn color_table(&self) -> [[u8; 3]; 256] {
        self.color_map.table()
    }

    /// The colours of all pixels, row by row.
    pub(super) fn colors(&self, rows: &Coverage, columns: &Coverage) -> Vec<[u8; 3]> {
        let mut table = self.color_map.table().to_vec();
        // Its number is the one after the last colour's.
        table.push(MISSING.to_rgb());
        let colors = colors(&self.cells, rows, columns);
        colors.into_iter().map(|color| table[usize::from(color)]).collect()
    }
}

/// The levels that have the first and the last colour.
fn range(summary: &Summary, options: &LevelOptions, color_map: ColorMap) -> Result<[f64; 2]> {
    let (mut least, mut greatest) = (summary.least, summary.greatest);
    if color_map.is_diverging() {
        // Zero has the colour in the middle.
        let reach = match (options.min_level, options.max_level) {
            (Some(low), None) => low.abs(),
            (None, Some(high)) => high.abs(),
            _ => least.abs().max(greatest.abs()),
        };
        (least, greatest) = (-reach, reach);
    }
    let low = options.min_level.unwrap_or(least);
    if !low.is_finite() {
        return Err(Error::parameter("min_level", low, "finite").into());
    }
    let highest = match greatest {
        highest if low < highest => highest,
        // All levels are alike: any range above them will do.
        _ => low + low.abs().max(1.0),
    };
    let high = options.max_level.unwrap_or(highest);
    if !(low < high && (high - low).is_finite()) {
        let requirement = "greater than `min_level`, by a finite difference";
        return Err(Error::parameter("max_level", high, requirement).into());
    }
    Ok([low, high])
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    const AUTO: LevelOptions = LevelOptions {
        color_map: None,
        min_level: None,
        max_level: None,
        color_bar: ColorBar::Auto,
    };

    fn range_of(data: &Array2<f32>, options: &LevelOptions) -> [f64; 2] {
        Levels::new(data, options, true).unwrap().range
    }

    #[test]
    fn levels_span_what_is_finite() {
        let magma = LevelOptions { color_map: Some(ColorMap::Magma), ..AUTO };
        let data = array![[-30.0, f32::NEG_INFINITY], [f32::NAN, 4.0]];
        assert_eq!(range_of(&data, &magma), [-30.0, 4.0]);
        assert_eq!(range_of(&array![[0.0], [0.0]], &AUTO), [0.0, 1.0]);
        assert_eq!(range_of(&array![[-80.0], [-80.0]], &AUTO), [-80.0, 0.0]);
    }

    #[test]
    fn signed_data_lie_about_zero() {
        let data = array![[-3.0, 1.0], [2.0, -1.0]];
        assert_eq!(range_of(&data, &AUTO), [-3.0, 3.0]);
        let bounded = LevelOptions { max_level: Some(1.5), ..AUTO };
        assert_eq!(range_of(&data, &bounded), [-1.5, 1.5]);
        let bounded = LevelOptions { min_level: Some(-1.0), max_level: Some(2.0), ..AUTO };
        assert_eq!(range_of(&data, &bounded), [-1.0, 2.0]);
    }

    #[test]
    fn the_colour_bar_knows_decibels() {
        let ticks = |data: &Array2<f32>, is_frequency| {
            let levels = Levels::new(data, &AUTO, is_frequency).unwrap();
            levels.color_bar().unwrap().0.ticks
        };
        assert_eq!(ticks(&array![[-80.0, 0.0]], true), Ticks::Decibels);
        assert_eq!(ticks(&array![[-80.0, 0.0]], false), Ticks::Number);
        assert_eq!(ticks(&array![[80.0, 0.0]], true), Ticks::Number);
        assert_eq!(ticks(&array![[80.0, -80.0]], true), Ticks::Number);
        let hidden = LevelOptions { color_bar: ColorBar::Hidden, ..AUTO };
        assert!(Levels::new(&array![[1.0]], &hidden, true).unwrap().color_bar().is_none());
    }
}

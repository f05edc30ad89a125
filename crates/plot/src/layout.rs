//! Where everything stands: text is measured first, and the panels take what is left.

use onkai_core::Error;

use crate::axis::{Axis, Quantity, Scale};
use crate::error::Result;
use crate::font;
use crate::legend::{self, Entry};
use crate::scene::Rect;
use crate::ticks::{Tick, axis_title, ticks};

/// Sizes of text, in points.
pub(crate) const TITLE_SIZE: f64 = 12.0;
pub(crate) const LABEL_SIZE: f64 = 10.0;
pub(crate) const TICK_SIZE: f64 = 9.0;
/// Length of a tick mark, and its distance from the number.
pub(crate) const TICK_LENGTH: f64 = 3.5;
pub(crate) const TICK_GAP: f64 = 3.0;
/// Empty space along the figure's edges.
const MARGIN: f64 = 8.0;
/// Height of the line that the title stands in, and of one with a legend alone.
const TITLE_ROW: f64 = 19.0;
const LEGEND_ROW: f64 = 15.0;
/// Space between two panels.
const PANEL_GAP: f64 = 12.0;
/// Distance of numbers from the label beyond them.
const LABEL_GAP: f64 = 5.0;
/// Distance of a colour bar from the panel, and its width.
const BAR_GAP: f64 = 9.0;
const BAR_WIDTH: f64 = 9.0;
/// Least distance between the marks of an upright axis: octaves may be close, as each of them is
/// asked for; of other numbers a few are enough.
const OCTAVE_SPACING: f64 = 1.6 * TICK_SIZE;
const DECIBEL_SPACING: f64 = 2.0 * TICK_SIZE;
const NUMBER_SPACING: f64 = 2.6 * TICK_SIZE;
/// What a panel needs at the least to show anything.
const LEAST_SIDE: f64 = 20.0;

/// What the layout has to know of a panel.
#[derive(Debug)]
pub(crate) struct Content<'a> {
    pub(crate) y: Axis,
    pub(crate) y_label: String,
    pub(crate) color_axis: Option<Axis>,
    pub(crate) legend: Vec<Entry<'a>>,
    /// Share of the height.
    pub(crate) height: f64,
}

/// Where a panel stands.
#[derive(Debug)]
pub(crate) struct Place {
    pub(crate) rect: Rect,
    pub(crate) y_ticks: Vec<Tick>,
    /// The colour bar and its marks.
    pub(crate) bar: Option<(Rect, Vec<Tick>)>,
    /// Baseline of the legend.
    pub(crate) legend_y: f64,
}

/// Where all panels stand, and what they have in common.
#[derive(Debug)]
pub(crate) struct Layout {
    pub(crate) panels: Vec<Place>,
    pub(crate) x_ticks: Vec<Tick>,
    /// Left edge and baseline of the title.
    pub(crate) title: [f64; 2],
    /// Middle of the y labels' baseline.
    pub(crate) y_label_x: f64,
    /// Baselines of the numbers and of the label under the last panel.
    pub(crate) x_tick_y: f64,
    pub(crate) x_label_y: f64,
}

/// The paper that a layout is made for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Paper<'a> {
    pub(crate) width: f64,
    pub(crate) height: f64,
    pub(crate) title: &'a str,
    pub(crate) has_x_label: bool,
    /// Pixels to a point: panels begin and end on whole pixels.
    pub(crate) scale: f64,
}

/// Makes the layout.
///
/// # Errors
///
/// `Parameter` when the paper has no room for the panels.
pub(crate) fn layout(paper: &Paper<'_>, x: &Axis, contents: &[Content<'_>]) -> Result<Layout> {
    let tick_height = TICK_SIZE * font::cap_height();
    let label_height = LABEL_SIZE * font::cap_height();
    let below = TICK_LENGTH
        + TICK_GAP
        + tick_height
        + if paper.has_x_label { LABEL_GAP + label_height } else { 0.0 }
        + MARGIN;
    let headers = headers(paper, contents);
    let n_gaps = (contents.len() - 1) as f64;
    let for_panels =
        paper.height - MARGIN - headers.iter().sum::<f64>() - n_gaps * PANEL_GAP - below;
    let shares: f64 = contents.iter().map(|c| c.height).sum();
    let heights: Vec<f64> = contents.iter().map(|c| for_panels * c.height / shares).collect();
    let least = heights.iter().copied().fold(f64::INFINITY, f64::min);
    if least < LEAST_SIDE {
        let requirement = "large enough for all panels, labels and the title";
        return Err(Error::parameter("height_in", paper.height / 72.0, requirement).into());
    }
    let snap = |v: f64| (v * paper.scale).round() / paper.scale;

    let y_ticks: Vec<Vec<Tick>> =
        contents.iter().zip(&heights).map(|(c, &h)| upright_ticks(&c.y, h)).collect();
    let bar_ticks: Vec<Option<Vec<Tick>>> = contents
        .iter()
        .zip(&heights)
        .map(|(c, &h)| c.color_axis.map(|axis| upright_ticks(&axis, h)))
        .collect();
    let has_y_label = contents.iter().any(|c| !c.y_label.is_empty());
    let label_column = if has_y_label { label_height + LABEL_GAP } else { 0.0 };
    let left =
        snap(MARGIN + label_column + widest(y_ticks.iter().flatten()) + TICK_GAP + TICK_LENGTH);
    let bar_column = match widest(bar_ticks.iter().flatten().flatten()) {
        0.0 => 0.0,
        numbers => BAR_GAP + BAR_WIDTH + TICK_LENGTH + TICK_GAP + numbers,
    };
    // Half of a number may hang over the end of the time axis.
    let right = snap(paper.width - MARGIN - bar_column.max(1.5 * TICK_SIZE));
    if right - left < LEAST_SIDE {
        let requirement = "large enough for the panels and the numbers beside them";
        return Err(Error::parameter("width_in", paper.width / 72.0, requirement).into());
    }

    let mut panels = Vec::with_capacity(contents.len());
    let mut y = MARGIN;
    for (i, (y_ticks, bar_ticks)) in y_ticks.into_iter().zip(bar_ticks).enumerate() {
        y += headers[i];
        let (top, bottom) = (snap(y), snap(y + heights[i]));
        let rect = Rect { left, top, width: right - left, height: bottom - top };
        let bar_left = snap(right + BAR_GAP);
        let bar_width = snap(BAR_WIDTH);
        let bar = bar_ticks.map(|t| (Rect { left: bar_left, width: bar_width, ..rect }, t));
        panels.push(Place { rect, y_ticks, bar, legend_y: top - 6.0 });
        y += heights[i] + PANEL_GAP;
    }
    let bottom = panels.last().map_or(0.0, |p| p.rect.bottom());
    let x_tick_y = bottom + TICK_LENGTH + TICK_GAP + tick_height;
    Ok(Layout {
        panels,
        x_ticks: x_ticks(x, right - left),
        title: [left, MARGIN + TITLE_SIZE * font::cap_height() + 1.0],
        y_label_x: MARGIN + label_height,
        x_tick_y,
        x_label_y: x_tick_y + LABEL_GAP + label_height,
    })
}

/// Heights of what stands above each panel: the title above the first, and legends, of which the
/// first one shares the title's line if both have room in it.
fn headers(paper: &Paper<'_>, contents: &[Content<'_>]) -> Vec<f64> {
    let mut headers: Vec<f64> =
        contents.iter().map(|c| if c.legend.is_empty() { 0.0 } else { LEGEND_ROW }).collect();
    if !paper.title.is_empty() {
        let both = TITLE_SIZE * font::width(paper.title) + legend::width(&contents[0].legend);
        let share = headers[0] == 0.0 || both <= 0.8 * paper.width;
        headers[0] = if share { TITLE_ROW } else { TITLE_ROW + LEGEND_ROW };
    }
    headers
}

fn upright_ticks(axis: &Axis, height: f64) -> Vec<Tick> {
    let spacing = match (axis.scale, axis.quantity) {
        (Scale::Linear, Quantity::Decibels) => DECIBEL_SPACING,
        (Scale::Linear, _) => NUMBER_SPACING,
        _ => OCTAVE_SPACING,
    };
    ticks(axis, height, spacing)
}

/// The marks of the time axis, as many as have room for their numbers.
fn x_ticks(x: &Axis, width: f64) -> Vec<Tick> {
    let mut spacing = 5.0 * TICK_SIZE;
    loop {
        let ticks = ticks(x, width, spacing);
        // Numbers are at least as far apart as half of them is wide.
        let needed = 1.5 * widest(ticks.iter());
        if needed <= spacing || width <= spacing {
            return ticks;
        }
        spacing = needed;
    }
}

fn widest<'a>(ticks: impl Iterator<Item = &'a Tick>) -> f64 {
    ticks.map(|t| TICK_SIZE * font::width(&t.label)).fold(0.0, f64::max)
}

/// The label to draw: the caller's, or what fits the axis.
pub(crate) fn label_of(label: Option<&String>, axis: &Axis) -> String {
    label.map_or_else(|| axis_title(axis).to_owned(), Clone::clone)
}

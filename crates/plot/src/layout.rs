//! Where everything stands: text is measured first, and the panels take what is left.

use onkai_core::Error;

use crate::axis::{Ruler, Scale};
use crate::contents::{Content, Side};
use crate::error::Result;
use crate::figure::Figure;
use crate::font;
use crate::legend;
use crate::scene::Rect;
use crate::ticks::{Tick, Ticks, ticks};

/// Sizes of text, in points.
pub(crate) const TITLE_SIZE: f64 = 12.0;
pub(crate) const PANEL_TITLE_SIZE: f64 = 10.5;
pub(crate) const LABEL_SIZE: f64 = 10.0;
pub(crate) const TICK_SIZE: f64 = 9.0;
/// Length of a tick mark, that of one without a number, and its distance from the number.
pub(crate) const TICK_LENGTH: f64 = 3.5;
pub(crate) const MINOR_LENGTH: f64 = 2.0;
pub(crate) const TICK_GAP: f64 = 3.0;
/// Empty space along the figure's edges.
const MARGIN: f64 = 8.0;
/// Height of the lines that titles stand in.
const TITLE_ROW: f64 = 19.0;
const PANEL_TITLE_ROW: f64 = 17.0;
/// Distance of the baseline of a title or a legend from what is below.
const HEADER_GAP: f64 = 6.0;
/// Space between two rows and two columns.
const ROW_GAP: f64 = 12.0;
const COLUMN_GAP: f64 = 14.0;
/// Distance of numbers from the label beyond them.
const LABEL_GAP: f64 = 5.0;
/// Distance of a colour bar from the panel, and its width.
const BAR_GAP: f64 = 9.0;
const BAR_WIDTH: f64 = 9.0;
/// Least distance between the marks of an upright axis: octaves may be close, as each of them is
/// asked for; of other numbers a few are enough.
const NAME_SPACING: f64 = 1.1 * TICK_SIZE;
const OCTAVE_SPACING: f64 = 1.6 * TICK_SIZE;
const DECIBEL_SPACING: f64 = 2.0 * TICK_SIZE;
const NUMBER_SPACING: f64 = 2.6 * TICK_SIZE;
/// What a panel needs at the least to show anything.
const LEAST_SIDE: f64 = 20.0;
/// How often text is measured and panels are placed anew: which numbers stand at an axis depends on
/// its length, and that on how wide the numbers of the others are.
const N_PASSES: usize = 3;

/// Where a panel stands.
#[derive(Clone, Debug, Default)]
pub(crate) struct Place {
    pub(crate) rect: Rect,
    pub(crate) x_ticks: Vec<Tick>,
    pub(crate) y_ticks: Vec<Tick>,
    pub(crate) right_ticks: Vec<Tick>,
    /// The colour bar and its marks.
    pub(crate) bar: Option<(Rect, Vec<Tick>)>,
    /// Baselines of the title and of the lines of the legend.
    pub(crate) title_y: f64,
    pub(crate) legend_y: Vec<f64>,
    /// Baselines of the labels of the y axes.
    pub(crate) y_label_x: f64,
    pub(crate) right_label_x: f64,
    /// Baselines of the numbers and of the label of the x axis.
    pub(crate) x_tick_y: f64,
    pub(crate) x_label_y: f64,
}

/// Where all panels stand, and the figure's title.
#[derive(Debug)]
pub(crate) struct Layout {
    pub(crate) places: Vec<Place>,
    /// Left end and baseline of the title.
    pub(crate) title: [f64; 2],
}

/// What stands around the panels: how much space it takes at each column and row.
#[derive(Clone, Debug)]
struct Gutters {
    left: Vec<f64>,
    right: Vec<f64>,
    above: Vec<f64>,
    below: Vec<f64>,
    /// Height of the line that the figure's title has for itself.
    title: f64,
}

/// Makes the layout; `scale` pixels are a point, and panels begin and end on whole pixels.
///
/// # Errors
///
/// `Parameter` when the paper has no room for the panels.
pub(crate) fn layout(figure: &Figure, contents: &[Content<'_>], scale: f64) -> Result<Layout> {
    let n_columns = figure.widths.len();
    let n_rows = contents.iter().map(|c| c.cell.row + 1).max().unwrap_or(0);
    let mut gutters = Gutters {
        left: vec![0.0; n_columns],
        right: vec![0.0; n_columns],
        above: vec![0.0; n_rows],
        below: vec![0.0; n_rows],
        title: 0.0,
    };
    let mut places = vec![Place::default(); contents.len()];
    for pass in 0..=N_PASSES {
        let cells = cells(figure, contents, &gutters, scale);
        for ((place, content), cell) in places.iter_mut().zip(contents).zip(&cells) {
            set_place(place, content, *cell, scale);
        }
        if pass < N_PASSES {
            gutters = measure(figure, contents, &places, &gutters);
        } else {
            check_room(figure, &cells)?;
        }
    }
    align(contents, &mut places, &gutters);
    let left = places.iter().map(|p| p.rect.left).fold(f64::INFINITY, f64::min);
    let shares_line = gutters.title == 0.0;
    let baseline = match places.first() {
        Some(place) if shares_line => place.title_y,
        _ => MARGIN + TITLE_SIZE * font::cap_height() + 1.0,
    };
    Ok(Layout { places, title: [left, baseline] })
}

/// The part of the paper that each panel has.
fn cells(figure: &Figure, contents: &[Content<'_>], gutters: &Gutters, scale: f64) -> Vec<Rect> {
    let snap = |v: f64| (v * scale).round() / scale;
    let (n_rows, n_columns) = (gutters.above.len(), gutters.left.len());
    let spread = |whole: f64, shares: &[f64]| -> Vec<f64> {
        let sum: f64 = shares.iter().sum();
        shares.iter().map(|share| whole * share / sum).collect()
    };
    let taken = |a: &[f64], b: &[f64]| a.iter().chain(b).sum::<f64>();
    let across = 72.0 * figure.width_in
        - 2.0 * MARGIN
        - taken(&gutters.left, &gutters.right)
        - COLUMN_GAP * (n_columns - 1) as f64;
    let down = 72.0 * figure.height_in
        - 2.0 * MARGIN
        - gutters.title
        - taken(&gutters.above, &gutters.below)
        - ROW_GAP * (n_rows - 1) as f64;
    let widths = spread(across, &figure.widths);
    let heights = if figure.heights.is_empty() {
        spread(down, &vec![1.0; n_rows])
    } else {
        spread(down, &figure.heights)
    };
    let starts = |first: f64, before: &[f64], sizes: &[f64], after: &[f64], gap: f64| -> Vec<f64> {
        let mut at = first;
        let start = |i: usize| {
            let start = at + before[i];
            at = start + sizes[i] + after[i] + gap;
            start
        };
        (0..sizes.len()).map(start).collect()
    };
    let lefts = starts(MARGIN, &gutters.left, &widths, &gutters.right, COLUMN_GAP);
    let first_row = MARGIN + gutters.title;
    let tops = starts(first_row, &gutters.above, &heights, &gutters.below, ROW_GAP);
    let rect = |content: &Content<'_>| {
        let (row, last) = (content.cell.row, content.cell.last_column());
        let (left, right) = (snap(lefts[content.cell.column]), snap(lefts[last] + widths[last]));
        let (top, bottom) = (snap(tops[row]), snap(tops[row] + heights[row]));
        Rect { left, top, width: right - left, height: bottom - top }
    };
    contents.iter().map(rect).collect()
}

fn check_room(figure: &Figure, cells: &[Rect]) -> Result<()> {
    let least = |side: fn(&Rect) -> f64| cells.iter().map(side).fold(f64::INFINITY, f64::min);
    if least(|r| r.height) < LEAST_SIDE {
        let requirement = "large enough for all panels, labels and titles";
        return Err(Error::parameter("height_in", figure.height_in, requirement).into());
    }
    if least(|r| r.width) < LEAST_SIDE {
        let requirement = "large enough for all panels and the numbers beside them";
        return Err(Error::parameter("width_in", figure.width_in, requirement).into());
    }
    Ok(())
}

/// Places a panel in its cell, with the marks of its axes.
fn set_place(place: &mut Place, content: &Content<'_>, cell: Rect, scale: f64) {
    let snap = |v: f64| (v * scale).round() / scale;
    // Sizes may come out negative while text is still being measured.
    let (width, height) = (cell.width.max(LEAST_SIDE), cell.height.max(LEAST_SIDE));
    let mut rect = Rect { width, height, ..cell };
    if content.is_square {
        let span = |side: &Side| side.ruler.range[1] - side.ruler.range[0];
        let (across, up) = (span(&content.x), span(&content.y));
        let unit = (width / across).min(height / up);
        let (left, right) = (0.5 * (width - unit * across), 0.5 * (width + unit * across));
        let (top, bottom) = (0.5 * (height - unit * up), 0.5 * (height + unit * up));
        rect.left = snap(cell.left + left);
        rect.top = snap(cell.top + top);
        // A side of no pixels would show nothing.
        rect.width = (snap(cell.left + right) - rect.left).max(1.0 / scale);
        rect.height = (snap(cell.top + bottom) - rect.top).max(1.0 / scale);
    }
    let has_axes = content.panel.axes;
    let upright =
        |side: &Side| if has_axes { upright_ticks(&side.ruler, rect.height) } else { Vec::new() };
    place.x_ticks = if has_axes { level_ticks(&content.x.ruler, rect.width) } else { Vec::new() };
    place.y_ticks = upright(&content.y);
    place.right_ticks = content.right.as_ref().map(upright).unwrap_or_default();
    place.bar = content.color_bar.as_ref().map(|(ruler, _)| {
        let left =
            snap(rect.right() + beside(&place.right_ticks, content.right.as_ref()) + BAR_GAP);
        let bar = Rect { left, width: snap(BAR_WIDTH), ..rect };
        (bar, upright_ticks(ruler, rect.height))
    });
    place.rect = rect;
}

/// How much space all that stands around the panels takes.
fn measure(figure: &Figure, contents: &[Content<'_>], places: &[Place], last: &Gutters) -> Gutters {
    let mut gutters = Gutters {
        left: vec![0.0; last.left.len()],
        right: vec![0.0; last.right.len()],
        above: vec![0.0; last.above.len()],
        below: vec![0.0; last.below.len()],
        title: 0.0,
    };
    let raise = |value: &mut f64, needed: f64| *value = value.max(needed);
    for (content, place) in contents.iter().zip(places) {
        let cell = content.cell;
        // Half of a number may hang over the end of the x axis.
        let numbers = content.x.is_labelled;
        let half = |tick: Option<&Tick>| match tick {
            Some(tick) if numbers => 0.5 * TICK_SIZE * font::width(&tick.label),
            _ => 0.0,
        };
        let ends = [place.x_ticks.first(), place.x_ticks.last()].map(half);
        raise(
            &mut gutters.left[cell.column],
            beside(&place.y_ticks, Some(&content.y)).max(ends[0]),
        );
        let bar = place
            .bar
            .as_ref()
            .map_or(0.0, |(_, ticks)| BAR_GAP + BAR_WIDTH + TICK_LENGTH + TICK_GAP + widest(ticks));
        let right = beside(&place.right_ticks, content.right.as_ref()) + bar;
        raise(&mut gutters.right[cell.last_column()], right.max(ends[1]));
        raise(&mut gutters.above[cell.row], header(content, place));
        raise(&mut gutters.below[cell.row], footer(content));
    }
    if !figure.title.is_empty() {
        let only_column = figure.widths.len() == 1;
        let first = &contents[0];
        let legend = legend::width(&first.legend);
        let fits = TITLE_SIZE * font::width(&figure.title) + legend <= 0.9 * places[0].rect.width;
        // The title shares the first panel's line where that is free.
        if only_column && first.panel.title.is_empty() && (first.legend.is_empty() || fits) {
            gutters.above[0] = gutters.above[0].max(TITLE_ROW);
        } else {
            gutters.title = TITLE_ROW;
        }
    }
    gutters
}

/// Width of what stands beside an upright axis.
fn beside(ticks: &[Tick], side: Option<&Side>) -> f64 {
    let Some(side) = side.filter(|side| side.is_labelled) else { return 0.0 };
    let numbers = match widest(ticks) {
        0.0 => 0.0,
        numbers => TICK_LENGTH + TICK_GAP + numbers,
    };
    let label = if side.label.is_empty() { 0.0 } else { LABEL_GAP + cap(LABEL_SIZE) };
    numbers + label
}

/// Height of what stands above a panel: its title and its legend, in one line if both have room.
fn header(content: &Content<'_>, place: &Place) -> f64 {
    let lines = legend::lines(&content.legend, place.rect.width).len();
    let title = &content.panel.title;
    match (title.is_empty(), lines) {
        (true, 0) => 0.0,
        (true, n) => n as f64 * legend::ROW,
        (false, n) => PANEL_TITLE_ROW + (n - own_line(content, place, n)) as f64 * legend::ROW,
    }
}

/// How many of `n` lines of a legend stand beside the panel's title: one or none.
fn own_line(content: &Content<'_>, place: &Place, n: usize) -> usize {
    let title = PANEL_TITLE_SIZE * font::width(&content.panel.title);
    let both = title + 2.0 * TICK_SIZE + legend::width(&content.legend);
    usize::from(n == 1 && both <= place.rect.width)
}

/// Height of what stands below a panel.
fn footer(content: &Content<'_>) -> f64 {
    let x = &content.x;
    if !x.is_labelled {
        return 0.0;
    }
    let numbers = match x.ruler.ticks {
        Ticks::Off => 0.0,
        _ => TICK_LENGTH + TICK_GAP + cap(TICK_SIZE),
    };
    numbers + if x.label.is_empty() { 0.0 } else { LABEL_GAP + cap(LABEL_SIZE) }
}

/// Where titles, legends and labels stand.
fn align(contents: &[Content<'_>], places: &mut [Place], gutters: &Gutters) {
    for (content, place) in contents.iter().zip(places) {
        let rect = place.rect;
        let n = legend::lines(&content.legend, rect.width).len();
        let has_title = !content.panel.title.is_empty();
        let beside_title = if has_title { own_line(content, place, n) } else { 0 };
        let top = rect.top - HEADER_GAP;
        let above = (n - beside_title) as f64 * legend::ROW;
        place.title_y = if has_title { top - above } else { top };
        place.legend_y = (0..n).rev().map(|i| top - i as f64 * legend::ROW).collect();
        // Labels of a column stand in line, unless a panel is narrower than its cell.
        let left = if content.is_square {
            beside(&place.y_ticks, Some(&content.y))
        } else {
            gutters.left[content.cell.column]
        };
        place.y_label_x = rect.left - left + cap(LABEL_SIZE);
        place.right_label_x = rect.right() + beside(&place.right_ticks, content.right.as_ref());
        let numbers = match content.x.ruler.ticks {
            Ticks::Off => 0.0,
            _ => TICK_LENGTH + TICK_GAP + cap(TICK_SIZE),
        };
        place.x_tick_y = rect.bottom() + numbers;
        place.x_label_y = place.x_tick_y + LABEL_GAP + cap(LABEL_SIZE);
    }
}

/// Height of capitals and figures of a text size.
pub(crate) fn cap(size: f64) -> f64 {
    size * font::cap_height()
}

fn upright_ticks(ruler: &Ruler, height: f64) -> Vec<Tick> {
    let spacing = match (&ruler.ticks, ruler.scale) {
        (Ticks::At(_), _) => NAME_SPACING,
        (Ticks::Notes | Ticks::Beats(_), _) => OCTAVE_SPACING,
        (Ticks::Decibels, Scale::Linear) => DECIBEL_SPACING,
        (_, Scale::Linear | Scale::Log) if !matches!(ruler.ticks, Ticks::Hertz | Ticks::Tempo) => {
            NUMBER_SPACING
        }
        (_, Scale::Linear) => NUMBER_SPACING,
        _ => OCTAVE_SPACING,
    };
    // A low panel has two numbers rather than one.
    ticks(ruler, height, spacing.min(0.45 * height).max(NAME_SPACING))
}

/// The marks of a level axis, as many as have room for their numbers.
fn level_ticks(ruler: &Ruler, width: f64) -> Vec<Tick> {
    let mut spacing = match ruler.ticks {
        Ticks::At(_) | Ticks::Notes | Ticks::Beats(_) => 1.5 * TICK_SIZE,
        // A narrow panel has three numbers rather than two.
        _ => (5.0 * TICK_SIZE).min(width / 3.0).max(2.0 * TICK_SIZE),
    };
    loop {
        let ticks = ticks(ruler, width, spacing);
        // Numbers are at least as far apart as half of them is wide, names as a space is.
        let gap =
            if matches!(ruler.ticks, Ticks::At(_)) { TICK_SIZE } else { 0.5 * widest(&ticks) };
        let needed = widest(&ticks) + gap;
        if needed <= spacing || width <= spacing {
            return ticks;
        }
        spacing = needed;
    }
}

fn widest(ticks: &[Tick]) -> f64 {
    ticks.iter().map(|t| TICK_SIZE * font::width(&t.label)).fold(0.0, f64::max)
}

//! What is in each panel: which axes its marks make, which panels share them, colours and legend.

use onkai_core::Error;

use crate::axis::{Axis, Kind, Ruler, Scale, union};
use crate::color::Color;
use crate::color_map::ColorMap;
use crate::error::Result;
use crate::figure::{Figure, Share};
use crate::legend::Entry;
use crate::mark::{Mark, Way};
use crate::panel::{Aspect, Panel};
use crate::theme::Theme;
use crate::ticks::{Ticks, default_label};

/// Where a panel stands in the grid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Cell {
    pub(crate) row: usize,
    pub(crate) column: usize,
    /// How many columns it takes.
    pub(crate) span: usize,
}

impl Cell {
    /// The last column that it takes.
    pub(crate) fn last_column(&self) -> usize {
        self.column + self.span - 1
    }
}

/// An axis, and what is written at it.
#[derive(Clone, Debug)]
pub(crate) struct Side {
    pub(crate) ruler: Ruler,
    pub(crate) label: String,
    /// Whether numbers and label stand here, not at another panel in line.
    pub(crate) is_labelled: bool,
}

/// A mark and its colour.
pub(crate) type Colored<'a> = (&'a Mark, Color);

/// What a panel shows.
#[derive(Debug)]
pub(crate) struct Content<'a> {
    pub(crate) panel: &'a Panel,
    pub(crate) cell: Cell,
    pub(crate) x: Side,
    pub(crate) y: Side,
    pub(crate) right: Option<Side>,
    pub(crate) marks: Vec<Colored<'a>>,
    pub(crate) right_marks: Vec<Colored<'a>>,
    pub(crate) legend: Vec<Entry<'a>>,
    pub(crate) color_bar: Option<(Ruler, ColorMap)>,
    pub(crate) is_square: bool,
}

/// The contents of all panels.
pub(crate) fn contents(figure: &Figure) -> Result<Vec<Content<'_>>> {
    let cells = cells(figure)?;
    let mut contents = Vec::with_capacity(cells.len());
    for (i, panel) in figure.panels.iter().enumerate() {
        let x = side(figure, &cells, i, Way::X)?;
        let y = side(figure, &cells, i, Way::Y)?;
        let right = if panel.right_marks.is_empty() {
            None
        } else {
            let ruler = ruler("right.range", &[&panel.right], &[&panel.right_marks], Way::Y)?;
            Some(labelled(&panel.right, &panel.right_marks, Way::Y, ruler, true))
        };
        let mut next = 0;
        let marks = colored(&panel.marks, figure.theme, &mut next);
        let right_marks = colored(&panel.right_marks, figure.theme, &mut next);
        let legend = marks.iter().chain(&right_marks).filter_map(entry).collect();
        let all = || panel.marks.iter().chain(&panel.right_marks);
        let is_even = [&x, &y].iter().all(|side| side.ruler.scale == Scale::Linear);
        contents.push(Content {
            panel,
            cell: cells[i],
            // A panel has room for one colour bar, that of the first mark which has any.
            color_bar: all().find_map(|m| m.inner().color_bar()),
            is_square: is_even && wants_squares(panel),
            x,
            y,
            right,
            marks,
            right_marks,
            legend,
        });
    }
    Ok(contents)
}

fn wants_squares(panel: &Panel) -> bool {
    match panel.aspect {
        Aspect::Free => false,
        Aspect::Equal => true,
        Aspect::Auto => panel.marks.first().is_some_and(|m| m.inner().is_square()),
    }
}

/// Panels fill the grid row by row; one that has no room in its row begins the next.
fn cells(figure: &Figure) -> Result<Vec<Cell>> {
    let n_columns = figure.widths.len();
    let (mut row, mut column) = (0, 0);
    let mut cells = Vec::with_capacity(figure.panels.len());
    for panel in &figure.panels {
        let span = panel.span;
        if span == 0 || n_columns < span {
            let requirement = "at least 1 and at most the number of columns";
            return Err(Error::parameter("span", span as f64, requirement).into());
        }
        if n_columns < column + span {
            (row, column) = (row + 1, 0);
        }
        cells.push(Cell { row, column, span });
        column += span;
    }
    Ok(cells)
}

/// The axis of a panel, which may be the one of others, too.
fn side(figure: &Figure, cells: &[Cell], idx: usize, way: Way) -> Result<Side> {
    let share = if way == Way::X { figure.share_x } else { figure.share_y };
    let here = cells[idx];
    let in_line = |cell: &Cell| match way {
        Way::X => cell.column == here.column && cell.span == here.span,
        Way::Y => cell.row == here.row,
    };
    let is_partner = |i: usize| match share {
        Share::Off => i == idx,
        Share::Lines => in_line(&cells[i]),
        Share::All => true,
    };
    let has_axes = |i: &usize| figure.panels[*i].axes || *i == idx;
    let partners: Vec<usize> =
        (0..cells.len()).filter(|&i| is_partner(i)).filter(has_axes).collect();
    let axes: Vec<&Axis> = partners.iter().map(|&i| axis_of(&figure.panels[i], way)).collect();
    let mut marks: Vec<&[Mark]> = partners.iter().map(|&i| &figure.panels[i].marks[..]).collect();
    let name = if way == Way::X { "x.range" } else { "y.range" };
    if way == Way::X {
        // Marks on the axis at the right have a say on the x axis, which they share.
        marks.extend(partners.iter().map(|&i| &figure.panels[i].right_marks[..]));
    }
    let ruler = ruler(name, &axes, &marks, way)?;
    // The lowest panel of a column has the numbers of all, and the leftmost one of a row.
    let is_inner = |&i: &usize| match way {
        Way::X => in_line(&cells[i]) && here.row < cells[i].row,
        Way::Y => in_line(&cells[i]) && cells[i].column < here.column,
    };
    let is_labelled = figure.panels[idx].axes && !partners.iter().any(is_inner);
    let panel = &figure.panels[idx];
    Ok(labelled(axis_of(panel, way), &panel.marks, way, ruler, is_labelled))
}

fn axis_of(panel: &Panel, way: Way) -> &Axis {
    match way {
        Way::X => &panel.x,
        Way::Y => &panel.y,
    }
}

fn labelled(axis: &Axis, marks: &[Mark], way: Way, ruler: Ruler, is_labelled: bool) -> Side {
    let label = axis.label.clone().unwrap_or_else(|| {
        let named = kinds(&[marks], way).find(|kind| kind.ticks == ruler.ticks);
        named.and_then(|kind| kind.label).unwrap_or_else(|| default_label(&ruler)).to_owned()
    });
    Side { ruler, label, is_labelled }
}

/// What marks measure, in order.
fn kinds<'a>(marks: &'a [&'a [Mark]], way: Way) -> impl Iterator<Item = Kind> + 'a {
    marks.iter().copied().flatten().filter_map(move |mark| mark.inner().kind(way))
}

/// The axis of all these marks: what the first of the given axes says counts, then what the first
/// mark with a unit measures.
fn ruler(name: &'static str, axes: &[&Axis], marks: &[&[Mark]], way: Way) -> Result<Ruler> {
    let kind = kinds(marks, way).next().unwrap_or_else(|| Kind::linear(Ticks::Number));
    let scale = axes.iter().find_map(|axis| axis.scale).unwrap_or(kind.scale);
    let all = marks.iter().copied().flatten().filter_map(|mark| mark.inner().range(way, scale));
    let range = all.reduce(union).map_or(empty(scale), |range| widened(range, scale));
    let range = match axes.iter().find_map(|axis| axis.range) {
        Some(asked) => within(name, asked, range, scale)?,
        None => range,
    };
    let ticks = axes.iter().find_map(|axis| axis.ticks.clone()).unwrap_or(kind.ticks);
    check_ticks(&ticks)?;
    let inverted = kind.inverted != axes.iter().any(|axis| axis.inverted);
    Ok(Ruler { scale, range, ticks, inverted })
}

fn check_ticks(ticks: &Ticks) -> Result<()> {
    let is_finite = match ticks {
        Ticks::At(marks) => marks.iter().all(|(value, _)| value.is_finite()),
        Ticks::Beats(moments) => moments.iter().all(|moment| moment.is_finite()),
        _ => true,
    };
    if is_finite {
        return Ok(());
    }
    Err(Error::Values { name: "ticks", requirement: "be at finite values" }.into())
}

/// What an axis without any data spans.
fn empty(scale: Scale) -> [f64; 2] {
    if scale == Scale::Log { [1.0, 10.0] } else { [0.0, 1.0] }
}

/// The range that was asked for; an infinite end is that of the data.
fn within(
    name: &'static str,
    [low, high]: [f64; 2],
    data: [f64; 2],
    scale: Scale,
) -> Result<[f64; 2]> {
    let mut range = [
        if low == f64::NEG_INFINITY { data[0] } else { low },
        if high == f64::INFINITY { data[1] } else { high },
    ];
    // All data lie on the other side of the one end that was given: any other end will do.
    if range[1] <= range[0] {
        if low.is_finite() && high == f64::INFINITY {
            range = widened([low, low], scale);
            range[0] = low;
        } else if high.is_finite() && low == f64::NEG_INFINITY {
            range = widened([high, high], scale);
            range[1] = high;
        }
    }
    let [low, high] = range;
    if scale == Scale::Log && low <= 0.0 {
        let requirement = "be above 0 on a logarithmic axis";
        return Err(Error::Values { name, requirement }.into());
    }
    if low.is_finite() && low < high && (high - low).is_finite() {
        return Ok(range);
    }
    let requirement = "hold two numbers, the first less than the second";
    Err(Error::Values { name, requirement }.into())
}

/// A range that is no single value, nor so narrow that its ticks would be one, nor so wide that it
/// has no length.
fn widened([low, high]: [f64; 2], scale: Scale) -> [f64; 2] {
    if scale == Scale::Log {
        let (low, high) = (low.max(1e-300), high.min(1e300).max(low));
        return if low * (1.0 + 1e-9) < high { [low, high] } else { [low / 2.0, low * 2.0] };
    }
    let [low, high] = [low.max(-1e307), high.min(1e307)];
    let least = 1e-9 * low.abs().max(high.abs());
    if least < high - low {
        return [low, high];
    }
    let half = if least == 0.0 { 0.5 } else { 0.5 * 1e9 * least };
    [low - half, high + half]
}

/// The colour of each mark: its own, or the next of the palette.
fn colored<'a>(marks: &'a [Mark], theme: Theme, next: &mut usize) -> Vec<Colored<'a>> {
    let mut color = |mark: &Mark| {
        let mark = mark.inner();
        let color = mark.color().unwrap_or_else(|| {
            let color = theme.of_mark(*next);
            *next += usize::from(mark.takes_color());
            color
        });
        color.with_alpha((f64::from(color.alpha) * mark.opacity()).round() as u8)
    };
    marks.iter().map(|mark| (mark, color(mark))).collect()
}

fn entry<'a>(&(mark, color): &Colored<'a>) -> Option<Entry<'a>> {
    let (label, sample) = mark.inner().legend()?;
    (!label.is_empty()).then_some(Entry { label, sample, color })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn panels_fill_rows() {
        let spans = [2, 1, 1, 1, 2, 1];
        let panel = |span| Panel { span, ..Default::default() };
        let panels = spans.map(panel).to_vec();
        let figure = Figure { panels, widths: vec![1.0, 1.0], ..Default::default() };
        let places: Vec<_> = cells(&figure).unwrap().iter().map(|c| (c.row, c.column)).collect();
        assert_eq!(places, [(0, 0), (1, 0), (1, 1), (2, 0), (3, 0), (4, 0)]);
        for span in [0, 3] {
            let figure = Figure { panels: vec![panel(span)], ..figure.clone() };
            let error = cells(&figure).unwrap_err().to_string();
            assert!(error.starts_with(&format!("`span` is {span}")), "{error}");
        }
    }

    #[test]
    fn ranges_are_what_was_asked_for() {
        let range = |asked, scale| within("range", asked, [1.0, 9.0], scale);
        let infinity = f64::INFINITY;
        assert_eq!(range([2.0, infinity], Scale::Linear).unwrap(), [2.0, 9.0]);
        assert_eq!(range([-infinity, 4.0], Scale::Linear).unwrap(), [1.0, 4.0]);
        assert_eq!(range([10.0, infinity], Scale::Linear).unwrap(), [10.0, 15.0]);
        assert_eq!(range([-infinity, -1.0], Scale::Linear).unwrap(), [-1.5, -1.0]);
        assert!(range([0.0, 4.0], Scale::Log).unwrap_err().to_string().contains("above 0"));
        for asked in [[3.0, 3.0], [4.0, 3.0], [f64::NAN, 1.0], [0.0, f64::NAN], [infinity, 3.0]] {
            let error = range(asked, Scale::Linear).unwrap_err().to_string();
            assert!(error.starts_with("`range` must hold two numbers"), "{asked:?}: {error}");
        }
    }

    #[test]
    fn single_values_have_an_axis() {
        assert_eq!(widened([5.0, 5.0], Scale::Linear), [2.5, 7.5]);
        assert_eq!(widened([0.0, 0.0], Scale::Linear), [-0.5, 0.5]);
        assert_eq!(widened([8.0, 8.0], Scale::Log), [4.0, 16.0]);
        let [low, high] = widened([f64::MIN, f64::MAX], Scale::Linear);
        assert!((high - low).is_finite());
    }
}

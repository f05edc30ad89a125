//! The legend: lines above the panel, at its right end, where they hide no data.

use crate::color::Color;
use crate::font::{self, shortened};
use crate::layout::TICK_SIZE;
use crate::mark::{Dash, Sample};
use crate::scene::{Anchor, Markers, Rect, Shape, Stroke, Text};

/// What a legend says about one mark.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Entry<'a> {
    pub(crate) label: &'a str,
    pub(crate) sample: Sample,
    pub(crate) color: Color,
}

/// Height of a line of the legend.
pub(crate) const ROW: f64 = 15.0;
/// Distance of a sample from its name, and of a name from the next sample.
const SAMPLE_GAP: f64 = 4.0;
const ENTRY_GAP: f64 = 14.0;
/// Height of a sample of an area or an upright line; a broken line needs two dashes and a gap.
const SAMPLE_HEIGHT: f64 = 9.0;

fn sample_width(sample: Sample) -> f64 {
    match sample {
        Sample::Line { .. } => 18.0,
        Sample::Upright { .. } => 3.0,
        Sample::Marker { size, .. } => size.min(SAMPLE_HEIGHT),
        Sample::Area => 12.0,
    }
}

fn entry_width(entry: &Entry<'_>) -> f64 {
    sample_width(entry.sample) + SAMPLE_GAP + TICK_SIZE * font::width(entry.label)
}

/// How wide a line of the legend is, in points.
pub(crate) fn width(entries: &[Entry<'_>]) -> f64 {
    entries.iter().map(|e| entry_width(e) + ENTRY_GAP).sum::<f64>() - ENTRY_GAP
}

/// The entries in lines that are at most `room` wide, if they have more than one entry.
pub(crate) fn lines<'a, 'b>(entries: &'b [Entry<'a>], room: f64) -> Vec<&'b [Entry<'a>]> {
    let mut lines = Vec::new();
    let mut rest = entries;
    while !rest.is_empty() {
        let fits = |&n: &usize| width(&rest[..n]) <= room;
        let n = (1..=rest.len()).rev().find(fits).unwrap_or(1);
        let (line, after) = rest.split_at(n);
        lines.push(line);
        rest = after;
    }
    lines
}

/// A line of the legend that ends at `right`, is at most `room` wide and has its baseline at `y`.
pub(crate) fn draw(entries: &[Entry<'_>], right: f64, room: f64, y: f64) -> Vec<Shape> {
    let mut shapes = Vec::new();
    let mut x = right - width(entries).min(room);
    let middle = y - 0.5 * TICK_SIZE * font::cap_height();
    for entry in entries {
        let width = sample_width(entry.sample);
        sample(&mut shapes, entry, [x, middle]);
        let left = right - x - width - SAMPLE_GAP;
        shapes.push(Shape::Text(Text {
            content: shortened(entry.label, left / TICK_SIZE),
            position: [x + width + SAMPLE_GAP, y],
            anchor: Anchor::Start,
            size: TICK_SIZE,
            upwards: false,
        }));
        x += entry_width(entry) + ENTRY_GAP;
    }
    shapes
}

/// What the mark looks like, from `x` on and about `middle`.
fn sample(shapes: &mut Vec<Shape>, entry: &Entry<'_>, [x, middle]: [f64; 2]) {
    let width = sample_width(entry.sample);
    let paint = entry.color.into();
    let marker = |marker, size: f64| {
        let points = vec![[x + 0.5 * width, middle]];
        Shape::Markers(Markers { points, marker, size: size.min(SAMPLE_HEIGHT), paint })
    };
    match entry.sample {
        Sample::Line { width: line, dash, marker: figure } => {
            let stroke = Stroke { paint, width: line.min(SAMPLE_HEIGHT), dash };
            shapes.push(Shape::Rules { lines: vec![[[x, middle], [x + width, middle]]], stroke });
            shapes.extend(figure.map(|(figure, size)| marker(figure, size)));
        }
        Sample::Upright { width: line, dash } => {
            let line = line.min(SAMPLE_HEIGHT);
            let [on, off] = dash.lengths(line);
            let height = match dash {
                Dash::Solid => SAMPLE_HEIGHT,
                Dash::Dashed | Dash::Dotted => SAMPLE_HEIGHT.max(2.0 * on + off),
            };
            let (middle_x, top) = (x + 0.5 * width, middle - 0.5 * height);
            let stroke = Stroke { paint, width: line, dash };
            let lines = vec![[[middle_x, top + height], [middle_x, top]]];
            shapes.push(Shape::Rules { lines, stroke });
        }
        Sample::Marker { marker: figure, size } => shapes.push(marker(figure, size)),
        Sample::Area => {
            let top = middle - 0.5 * SAMPLE_HEIGHT;
            let rect = Rect { left: x, top, width, height: SAMPLE_HEIGHT };
            shapes.push(Shape::Fill { rect, paint });
        }
    }
}

//! The legend: one line above the panel, at its right end, where it hides no data.

use crate::color::{Color, INK};
use crate::font;
use crate::layout::TICK_SIZE;
use crate::mark::{Dash, Sample};
use crate::scene::{Anchor, Rect, Shape, Stroke, Text};

/// What a legend says about one mark.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Entry<'a> {
    pub(crate) label: &'a str,
    pub(crate) sample: Sample,
    pub(crate) color: Color,
}

/// Distance of a sample from its name, and of a name from the next sample.
const SAMPLE_GAP: f64 = 4.0;
const ENTRY_GAP: f64 = 14.0;
/// Height of a sample of an area or an upright line; a broken line needs two dashes and a gap.
const SAMPLE_HEIGHT: f64 = 9.0;

fn sample_width(sample: Sample) -> f64 {
    match sample {
        Sample::Line { .. } => 16.0,
        Sample::Upright { .. } => 3.0,
        Sample::Area => 12.0,
    }
}

fn entry_width(entry: &Entry<'_>) -> f64 {
    sample_width(entry.sample) + SAMPLE_GAP + TICK_SIZE * font::width(entry.label)
}

/// How wide the legend is, in points.
pub(crate) fn width(entries: &[Entry<'_>]) -> f64 {
    entries.iter().map(|e| entry_width(e) + ENTRY_GAP).sum::<f64>()
}

/// The legend that ends at `right` and has its baseline at `y`.
pub(crate) fn draw(entries: &[Entry<'_>], right: f64, y: f64) -> Vec<Shape> {
    let mut shapes = Vec::new();
    let mut x = right - width(entries) + ENTRY_GAP;
    let middle = y - 0.5 * TICK_SIZE * font::cap_height();
    for entry in entries {
        let width = sample_width(entry.sample);
        let height = match entry.sample {
            Sample::Upright { width, dash } if dash != Dash::Solid => {
                let [dash, gap] = dash.lengths(width);
                SAMPLE_HEIGHT.max(2.0 * dash + gap)
            }
            _ => SAMPLE_HEIGHT,
        };
        let top = middle - 0.5 * height;
        shapes.push(match entry.sample {
            Sample::Line { width: line } => Shape::Rules {
                lines: vec![[[x, middle], [x + width, middle]]],
                stroke: Stroke::solid(entry.color, line),
            },
            Sample::Upright { width: line, dash } => Shape::Rules {
                lines: vec![[[x + 0.5 * width, top + height], [x + 0.5 * width, top]]],
                stroke: Stroke { color: entry.color, width: line, dash },
            },
            Sample::Area => {
                Shape::Fill { rect: Rect { left: x, top, width, height }, color: entry.color }
            }
        });
        shapes.push(Shape::Text(Text {
            content: entry.label.to_owned(),
            position: [x + width + SAMPLE_GAP, y],
            anchor: Anchor::Start,
            size: TICK_SIZE,
            color: INK,
            upwards: false,
        }));
        x += entry_width(entry) + ENTRY_GAP;
    }
    shapes
}

//! From a figure to a scene.

use onkai_core::{Error, check_positive};

use crate::axis::{Axis, Quantity, Scale};
use crate::color::{Color, FRAME, GRID, INK};
use crate::color_map::ColorMap;
use crate::error::Result;
use crate::figure::{Figure, Panel};
use crate::font;
use crate::layout::{
    Content, LABEL_SIZE, Layout, Paper, Place, TICK_GAP, TICK_LENGTH, TICK_SIZE, TITLE_SIZE,
    label_of, layout,
};
use crate::legend::{self, Entry};
use crate::mark::{Frame, Mark};
use crate::scene::{Anchor, Pixels, Scene, Shape, Stroke, Text};
use crate::ticks::Tick;

/// Width of frames and tick marks (thinner than 1/96 inch, a viewer might drop them), and of grid lines.
const FRAME_WIDTH: f64 = 0.8;
const GRID_WIDTH: f64 = 0.7;
/// Most pixels of a picture along a side, and in all: 2²⁶ of them take 256 MiB.
const MOST_PIXELS_A_SIDE: f64 = 32768.0;
const MOST_PIXELS: f64 = 67108864.0;

/// The figure as a scene whose images have `scale` pixels to a point.
pub(crate) fn scene(figure: &Figure, scale: f64) -> Result<Scene> {
    check(figure, scale)?;
    let x = x_axis(figure)?;
    let contents = figure.panels.iter().map(content).collect::<Result<Vec<_>>>()?;
    let last = &figure.panels[figure.panels.len() - 1];
    let x_label = label_of(last.x_label.as_ref(), &x);
    let paper = Paper {
        width: 72.0 * figure.width_in,
        height: 72.0 * figure.height_in,
        title: &figure.title,
        has_x_label: !x_label.is_empty(),
        scale,
    };
    let layout = layout(&paper, &x, &contents)?;
    let mut shapes = Vec::new();
    for ((panel, content), place) in figure.panels.iter().zip(&contents).zip(&layout.panels) {
        let frame = Frame { rect: place.rect, x: &x, y: &content.y, scale };
        draw_panel(&mut shapes, panel, &frame, place, &layout.x_ticks);
        let middle = place.rect.top + 0.5 * place.rect.height;
        let label = Text { upwards: true, ..text(&content.y_label, LABEL_SIZE, Anchor::Middle) };
        shapes.push(Shape::Text(Text { position: [layout.y_label_x, middle], ..label }));
        shapes.extend(legend::draw(&content.legend, place.rect.right(), place.legend_y));
    }
    draw_captions(&mut shapes, figure, &layout, &x, &x_label);
    shapes.retain(|s| !matches!(s, Shape::Text(text) if text.content.is_empty()));
    Ok(Scene { width: paper.width, height: paper.height, title: figure.title.clone(), shapes })
}

fn check(figure: &Figure, scale: f64) -> Result<()> {
    check_positive("width_in", figure.width_in)?;
    check_positive("height_in", figure.height_in)?;
    if figure.panels.is_empty() {
        return Err(Error::TooShort { name: "panels", expected: 1, actual: 0 }.into());
    }
    for panel in &figure.panels {
        check_positive("height", panel.height)?;
    }
    let pixels = [figure.width_in, figure.height_in].map(|inches| 72.0 * inches * scale);
    let sides = [("width_in", figure.width_in), ("height_in", figure.height_in)];
    for ((name, inches), pixels) in sides.into_iter().zip(pixels) {
        if MOST_PIXELS_A_SIDE < pixels {
            return Err(Error::parameter(name, inches, "at most 32768 pixels").into());
        }
    }
    if MOST_PIXELS < pixels[0] * pixels[1] {
        let requirement = "less: the picture would have more than 67108864 pixels";
        return Err(Error::parameter("width_in", figure.width_in, requirement).into());
    }
    Ok(())
}

/// The time axis, which spans all marks of all panels.
fn x_axis(figure: &Figure) -> Result<Axis> {
    let all = figure.panels.iter().flat_map(|p| &p.marks).filter_map(Mark::x_range);
    let range = match figure.panels[0].x_range {
        Some(range) => check_range("x_range", range)?,
        None => all.reduce(union).map_or([0.0, 1.0], widened),
    };
    Ok(Axis { scale: Scale::Linear, range, quantity: Quantity::Seconds })
}

/// What the layout has to know of a panel; its y axis spans all marks that measure the same.
fn content(panel: &Panel) -> Result<Content<'_>> {
    let mut axes = panel.marks.iter().filter_map(Mark::y_axis);
    let default = Axis { scale: Scale::Linear, range: [0.0, 1.0], quantity: Quantity::Number };
    let first = axes.next().unwrap_or(default);
    let range = match panel.y_range {
        Some(range) => check_range("y_range", range)?,
        None => widened(
            axes.filter(|a| a.quantity == first.quantity && a.scale == first.scale)
                .fold(first.range, |range, a| union(range, a.range)),
        ),
    };
    let y = Axis { range, ..first };
    let legend = panel.marks.iter().zip(colors(panel)).filter_map(|(mark, color)| {
        mark.legend().map(|(label, sample)| Entry { label, sample, color })
    });
    Ok(Content {
        y,
        y_label: label_of(panel.y_label.as_ref(), &y),
        color_axis: color_bar(panel).map(|(axis, _)| axis),
        legend: legend.collect(),
        height: panel.height,
    })
}

/// The colour of each mark: its own, or the next of the palette.
fn colors(panel: &Panel) -> Vec<Color> {
    let mut palette = (0..).map(Color::of_mark);
    let mut next = || palette.next().expect("the palette starts over when it is used up");
    let color = |mark: &Mark| match mark {
        // An image has colours of its own.
        Mark::Spectrogram(_) => INK,
        _ => mark.color().unwrap_or_else(&mut next),
    };
    panel.marks.iter().map(color).collect()
}

/// A panel has room for one colour bar, that of the first mark which has any.
fn color_bar(panel: &Panel) -> Option<(Axis, ColorMap)> {
    panel.marks.iter().find_map(Mark::color_bar)
}

fn check_range(name: &'static str, range: [f64; 2]) -> Result<[f64; 2]> {
    let [low, high] = range;
    if low.is_finite() && low < high && (high - low).is_finite() {
        return Ok(range);
    }
    let requirement = "be finite, the first less than the second";
    Err(Error::Values { name, requirement }.into())
}

fn union(a: [f64; 2], b: [f64; 2]) -> [f64; 2] {
    [a[0].min(b[0]), a[1].max(b[1])]
}

/// A range that is no single value, nor so narrow that its ticks would be one.
fn widened([low, high]: [f64; 2]) -> [f64; 2] {
    let least = 1e-9 * low.abs().max(high.abs());
    if least < high - low {
        return [low, high];
    }
    let half = if least == 0.0 { 0.5 } else { 0.5 * 1e9 * least };
    [low - half, high + half]
}

fn draw_panel(
    shapes: &mut Vec<Shape>,
    panel: &Panel,
    frame: &Frame<'_>,
    place: &Place,
    x_ticks: &[Tick],
) {
    let rect = frame.rect;
    let at_x = || x_ticks.iter().map(|t| frame.place_x(t.value));
    let at_y = || place.y_ticks.iter().map(|t| frame.place_y(t.value));
    if panel.grid {
        let upright = at_x().map(|x| [[x, rect.top], [x, rect.bottom()]]);
        let level = at_y().map(|y| [[rect.left, y], [rect.right(), y]]);
        let lines = upright.chain(level).collect();
        shapes.push(Shape::Rules { lines, stroke: Stroke::solid(GRID, GRID_WIDTH) });
    }
    let marks = panel.marks.iter().zip(colors(panel));
    let marks = marks.flat_map(|(mark, color)| mark.draw(frame, color)).collect();
    shapes.push(Shape::Clip { rect, shapes: marks });
    let below = at_x().map(|x| [[x, rect.bottom()], [x, rect.bottom() + TICK_LENGTH]]);
    let beside = at_y().map(|y| [[rect.left, y], [rect.left - TICK_LENGTH, y]]);
    let lines = below.chain(beside).collect();
    let stroke = Stroke::solid(FRAME, FRAME_WIDTH);
    shapes.push(Shape::Rules { lines, stroke });
    shapes.push(Shape::Frame { rect, stroke });
    for (tick, y) in place.y_ticks.iter().zip(at_y()) {
        let position = [rect.left - TICK_LENGTH - TICK_GAP, y + half_cap()];
        let number = text(&tick.label, TICK_SIZE, Anchor::End);
        shapes.push(Shape::Text(Text { position, ..number }));
    }
    if let (Some((bar, ticks)), Some((axis, map))) = (&place.bar, color_bar(panel)) {
        draw_bar(shapes, &Frame { rect: *bar, y: &axis, ..*frame }, ticks, map);
    }
}

fn draw_bar(shapes: &mut Vec<Shape>, frame: &Frame<'_>, ticks: &[Tick], map: ColorMap) {
    let rect = frame.rect;
    let height = frame.n_rows();
    let color = |row: usize| map.color(1.0 - (row as f64 + 0.5) / height as f64).to_rgb();
    let pixels = Pixels { width: 1, height, rgb: (0..height).flat_map(color).collect() };
    shapes.push(Shape::Image { rect, pixels });
    let stroke = Stroke::solid(FRAME, FRAME_WIDTH);
    let lines = ticks
        .iter()
        .map(|t| frame.place_y(t.value))
        .map(|y| [[rect.right(), y], [rect.right() + TICK_LENGTH, y]])
        .collect();
    shapes.push(Shape::Rules { lines, stroke });
    shapes.push(Shape::Frame { rect, stroke });
    for tick in ticks {
        let x = rect.right() + TICK_LENGTH + TICK_GAP;
        let position = [x, frame.place_y(tick.value) + half_cap()];
        let number = text(&tick.label, TICK_SIZE, Anchor::Start);
        shapes.push(Shape::Text(Text { position, ..number }));
    }
}

/// The title, and the numbers and the label of the time axis.
fn draw_captions(
    shapes: &mut Vec<Shape>,
    figure: &Figure,
    layout: &Layout,
    x: &Axis,
    x_label: &str,
) {
    let rect = layout.panels[layout.panels.len() - 1].rect;
    let room = (72.0 * figure.width_in - 2.0 * layout.title[0].min(20.0)) / TITLE_SIZE;
    let title = text(&shortened(&figure.title, room), TITLE_SIZE, Anchor::Start);
    shapes.push(Shape::Text(Text { position: layout.title, ..title }));
    for tick in &layout.x_ticks {
        let position = [rect.left + rect.width * x.fraction(tick.value), layout.x_tick_y];
        let number = text(&tick.label, TICK_SIZE, Anchor::Middle);
        shapes.push(Shape::Text(Text { position, ..number }));
    }
    let position = [rect.left + 0.5 * rect.width, layout.x_label_y];
    shapes.push(Shape::Text(Text { position, ..text(x_label, LABEL_SIZE, Anchor::Middle) }));
}

/// `text` cut off with "…" where it would be wider than `room`, in units of the font size.
fn shortened(text: &str, room: f64) -> String {
    if font::width(text) <= room {
        return text.to_owned();
    }
    let ends = text.char_indices().map(|(i, _)| i).rev();
    let cut = ends.map(|end| format!("{}…", text[..end].trim_end()));
    cut.into_iter().find(|cut| font::width(cut) <= room).unwrap_or_default()
}

fn text(text: &str, size: f64, anchor: Anchor) -> Text {
    let content = text.to_owned();
    Text { content, position: [0.0, 0.0], anchor, size, color: INK, upwards: false }
}

/// How far a number's baseline lies below its middle.
fn half_cap() -> f64 {
    0.5 * TICK_SIZE * font::cap_height()
}

//! From a figure to a scene.

use onkai_core::{Error, check_positive};

use crate::color_map::ColorMap;
use crate::contents::{Content, Side, contents};
use crate::error::Result;
use crate::figure::Figure;
use crate::font::shortened;
use crate::layout::{
    LABEL_SIZE, MINOR_LENGTH, PANEL_TITLE_SIZE, Place, TICK_GAP, TICK_LENGTH, TICK_SIZE,
    TITLE_SIZE, cap, layout,
};
use crate::legend;
use crate::mark::Frame;
use crate::scene::{Anchor, Pixels, Point, Scene, Shape, Stroke, Text};
use crate::theme::Paint;
use crate::ticks::{Tick, Ticks};

/// Width of frames and tick marks (thinner than 1/96 inch, a viewer might drop them), and of grid lines.
const FRAME_WIDTH: f64 = 0.8;
const GRID_WIDTH: f64 = 0.7;
/// Most pixels of a picture along a side, and in all: 2²⁶ of them take 256 MiB.
const MOST_PIXELS_A_SIDE: f64 = 32768.0;
const MOST_PIXELS: f64 = 67108864.0;

/// The figure as a scene whose images have `scale` pixels to a point.
pub(crate) fn scene(figure: &Figure, scale: f64) -> Result<Scene> {
    check(figure, scale)?;
    let contents = contents(figure)?;
    check_rows(figure, &contents)?;
    let layout = layout(figure, &contents, scale)?;
    let mut shapes = Vec::new();
    for (content, place) in contents.iter().zip(&layout.places) {
        let frame = Frame { rect: place.rect, x: &content.x.ruler, y: &content.y.ruler, scale };
        draw_marks(&mut shapes, content, place, &frame);
        if content.panel.axes {
            draw_axes(&mut shapes, content, place, &frame);
        }
        draw_header(&mut shapes, content, place);
        if let (Some((bar, ticks)), Some((ruler, map))) = (&place.bar, &content.color_bar) {
            draw_bar(&mut shapes, &Frame { rect: *bar, y: ruler, ..frame }, ticks, *map);
        }
    }
    let width = 72.0 * figure.width_in;
    let room = width - layout.title[0] - 8.0;
    let title = text(shortened(&figure.title, room / TITLE_SIZE), TITLE_SIZE, Anchor::Start);
    shapes.push(Shape::Text(Text { position: layout.title, ..title }));
    shapes.retain(|s| !matches!(s, Shape::Text(text) if text.content.is_empty()));
    let height = 72.0 * figure.height_in;
    Ok(Scene { width, height, theme: figure.theme, title: figure.title.clone(), shapes })
}

fn check(figure: &Figure, scale: f64) -> Result<()> {
    check_positive("width_in", figure.width_in)?;
    check_positive("height_in", figure.height_in)?;
    let lists = [("panels", figure.panels.len()), ("widths", figure.widths.len())];
    for (name, actual) in lists {
        if actual == 0 {
            return Err(Error::TooShort { name, expected: 1, actual }.into());
        }
    }
    for &width in &figure.widths {
        check_positive("widths", width)?;
    }
    for &height in &figure.heights {
        check_positive("heights", height)?;
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

fn check_rows(figure: &Figure, contents: &[Content<'_>]) -> Result<()> {
    let n_rows = contents.iter().map(|c| c.cell.row + 1).max().unwrap_or(0);
    let n_heights = figure.heights.len();
    if n_heights == 0 || n_heights == n_rows {
        return Ok(());
    }
    let (expected, actual) = (vec![n_rows], vec![n_heights]);
    Err(Error::Shape { name: "heights", expected, actual }.into())
}

/// Grid and marks, within the panel's rectangle.
fn draw_marks(shapes: &mut Vec<Shape>, content: &Content<'_>, place: &Place, frame: &Frame<'_>) {
    let rect = frame.rect;
    if content.panel.grid && content.panel.axes {
        // Lines help to read numbers; names have none.
        let is_number = |side: &Side| !matches!(side.ruler.ticks, Ticks::At(_));
        let mut lines: Vec<[Point; 2]> = Vec::new();
        for tick in place.x_ticks.iter().filter(|t| is_number(&content.x) && !t.label.is_empty()) {
            let x = frame.place_x(tick.value);
            lines.push([[x, rect.top], [x, rect.bottom()]]);
        }
        for tick in place.y_ticks.iter().filter(|t| is_number(&content.y) && !t.label.is_empty()) {
            let y = frame.place_y(tick.value);
            lines.push([[rect.left, y], [rect.right(), y]]);
        }
        shapes.push(Shape::Rules { lines, stroke: Stroke::solid(Paint::Grid, GRID_WIDTH) });
    }
    let mut marks: Vec<Shape> =
        content.marks.iter().flat_map(|(mark, color)| mark.inner().draw(frame, *color)).collect();
    if let Some(right) = &content.right {
        let frame = Frame { y: &right.ruler, ..*frame };
        let drawn = content.right_marks.iter();
        marks.extend(drawn.flat_map(|(mark, color)| mark.inner().draw(&frame, *color)));
    }
    shapes.push(Shape::Clip { rect, shapes: marks });
}

/// Frame, tick marks, numbers and labels.
fn draw_axes(shapes: &mut Vec<Shape>, content: &Content<'_>, place: &Place, frame: &Frame<'_>) {
    let rect = frame.rect;
    let right_frame = content.right.as_ref().map(|right| Frame { y: &right.ruler, ..*frame });
    let length = |tick: &Tick| if tick.label.is_empty() { MINOR_LENGTH } else { TICK_LENGTH };
    let below = place.x_ticks.iter().map(|t| {
        let x = frame.place_x(t.value);
        [[x, rect.bottom()], [x, rect.bottom() + length(t)]]
    });
    let beside = place.y_ticks.iter().map(|t| {
        let y = frame.place_y(t.value);
        [[rect.left, y], [rect.left - length(t), y]]
    });
    let mut lines: Vec<[Point; 2]> = below.chain(beside).collect();
    if let Some(frame) = &right_frame {
        lines.extend(place.right_ticks.iter().map(|t| {
            let y = frame.place_y(t.value);
            [[rect.right(), y], [rect.right() + length(t), y]]
        }));
    }
    let stroke = Stroke::solid(Paint::Frame, FRAME_WIDTH);
    shapes.push(Shape::Rules { lines, stroke });
    shapes.push(Shape::Frame { rect, stroke });
    if content.x.is_labelled {
        for tick in &place.x_ticks {
            let position = [frame.place_x(tick.value), place.x_tick_y];
            let number = text(tick.label.clone(), TICK_SIZE, Anchor::Middle);
            shapes.push(Shape::Text(Text { position, ..number }));
        }
        let label = shortened(&content.x.label, rect.width / LABEL_SIZE);
        let position = [rect.left + 0.5 * rect.width, place.x_label_y];
        shapes.push(Shape::Text(Text { position, ..text(label, LABEL_SIZE, Anchor::Middle) }));
    }
    let left = rect.left - TICK_LENGTH - TICK_GAP;
    draw_side(shapes, &content.y, &place.y_ticks, frame, (left, Anchor::End, place.y_label_x));
    if let (Some(side), Some(frame)) = (&content.right, &right_frame) {
        let right = rect.right() + TICK_LENGTH + TICK_GAP;
        let ends = (right, Anchor::Start, place.right_label_x);
        draw_side(shapes, side, &place.right_ticks, frame, ends);
    }
}

/// Numbers and label of an upright axis: where the numbers end, and where the label's baseline is.
fn draw_side(
    shapes: &mut Vec<Shape>,
    side: &Side,
    ticks: &[Tick],
    frame: &Frame<'_>,
    (number_x, anchor, label_x): (f64, Anchor, f64),
) {
    if !side.is_labelled {
        return;
    }
    for tick in ticks {
        let position = [number_x, frame.place_y(tick.value) + 0.5 * cap(TICK_SIZE)];
        let number = text(tick.label.clone(), TICK_SIZE, anchor);
        shapes.push(Shape::Text(Text { position, ..number }));
    }
    let rect = frame.rect;
    let label = shortened(&side.label, rect.height.max(60.0) / LABEL_SIZE);
    let position = [label_x, rect.top + 0.5 * rect.height];
    let label = text(label, LABEL_SIZE, Anchor::Middle);
    shapes.push(Shape::Text(Text { position, upwards: true, ..label }));
}

/// The panel's title and legend.
fn draw_header(shapes: &mut Vec<Shape>, content: &Content<'_>, place: &Place) {
    let rect = place.rect;
    let lines = legend::lines(&content.legend, rect.width);
    for (line, y) in lines.into_iter().zip(&place.legend_y) {
        shapes.extend(legend::draw(line, rect.right(), rect.width, *y));
    }
    // In a narrow panel the title may reach over the numbers beside it.
    let title = shortened(&content.panel.title, rect.width / PANEL_TITLE_SIZE);
    let position = [rect.left, place.title_y];
    shapes.push(Shape::Text(Text { position, ..text(title, PANEL_TITLE_SIZE, Anchor::Start) }));
}

fn draw_bar(shapes: &mut Vec<Shape>, frame: &Frame<'_>, ticks: &[Tick], map: ColorMap) {
    let rect = frame.rect;
    let height = frame.n_rows().max(1);
    let color = |row: usize| map.color(1.0 - (row as f64 + 0.5) / height as f64).to_rgb();
    let pixels = Pixels { width: 1, height, rgb: (0..height).flat_map(color).collect() };
    shapes.push(Shape::Image { rect, pixels });
    let stroke = Stroke::solid(Paint::Frame, FRAME_WIDTH);
    let lines = ticks
        .iter()
        .map(|t| frame.place_y(t.value))
        .map(|y| [[rect.right(), y], [rect.right() + TICK_LENGTH, y]])
        .collect();
    shapes.push(Shape::Rules { lines, stroke });
    shapes.push(Shape::Frame { rect, stroke });
    for tick in ticks {
        let x = rect.right() + TICK_LENGTH + TICK_GAP;
        let position = [x, frame.place_y(tick.value) + 0.5 * cap(TICK_SIZE)];
        let number = text(tick.label.clone(), TICK_SIZE, Anchor::Start);
        shapes.push(Shape::Text(Text { position, ..number }));
    }
}

fn text(content: String, size: f64, anchor: Anchor) -> Text {
    Text { content, position: [0.0, 0.0], anchor, size, upwards: false }
}

#[cfg(test)]
mod tests {
    use ndarray::{Array1, Array2};

    use super::*;
    use crate::font;
    use crate::mark::{Line, LineOptions, Mark, SpecAxis, Spectrogram, SpectrogramOptions};
    use crate::scene::Rect;
    use crate::{Axis, Panel, Scale, Share};

    fn line(label: &str, height: f64) -> Mark {
        let x = Array1::linspace(0.001, 1234.5, 50);
        let options = LineOptions { label: label.to_owned(), ..Default::default() };
        Line::new(&x, &(height * &x), &options).unwrap().into()
    }

    fn named(label: &str) -> Axis {
        Axis { label: Some(label.to_owned()), ..Default::default() }
    }

    /// A panel with all that may stand around one.
    fn crowded() -> Panel {
        let names = ["a", "a somewhat longer name", "another", "the last one of them"];
        Panel {
            title: "A title that is not short".to_owned(),
            marks: names.map(|name| line(name, 1e6)).to_vec(),
            right_marks: vec![line("right", -1e-9)],
            x: Axis { scale: Some(Scale::Log), ..named("Along") },
            y: named("Up"),
            right: named("Up at the right"),
            ..Default::default()
        }
    }

    fn image(y: SpecAxis) -> Panel {
        let data = Array2::from_shape_fn((12, 30), |(i, j)| i as f64 - j as f64);
        let options = SpectrogramOptions { y, ..Default::default() };
        let image = Spectrogram::new(&data, 22050.0, 512, &options).unwrap();
        Panel { title: "An image".to_owned(), ..image.into() }
    }

    fn grid(n_columns: usize, share: Share, panels: Vec<Panel>) -> Figure {
        Figure {
            title: "The title of all".to_owned(),
            widths: vec![1.0; n_columns],
            share_x: share,
            share_y: share,
            height_in: 9.0,
            panels,
            ..Default::default()
        }
    }

    /// The box that a text takes.
    fn extent(text: &Text) -> Rect {
        let (width, height) = (text.size * font::width(&text.content), cap(text.size));
        let back = match text.anchor {
            Anchor::Start => 0.0,
            Anchor::Middle => 0.5 * width,
            Anchor::End => width,
        };
        let [x, y] = text.position;
        if text.upwards {
            return Rect { left: x - height, top: y - width + back, width: height, height: width };
        }
        Rect { left: x - back, top: y - height, width, height }
    }

    #[test]
    fn no_text_is_cut_off_or_lies_on_another() {
        let wide = vec![image(SpecAxis::Plain), crowded(), image("chroma".parse().unwrap())];
        let mut figures = vec![
            grid(1, Share::Off, wide.clone()),
            grid(1, Share::Lines, vec![crowded(), crowded()]),
            grid(2, Share::Off, [wide.clone(), vec![crowded()]].concat()),
            grid(3, Share::Lines, vec![crowded(); 6]),
            grid(2, Share::All, vec![crowded(); 4]),
            crowded().into(),
            Figure { width_in: 4.0, height_in: 3.0, ..crowded().into() },
        ];
        figures.push(Figure {
            width_in: 7.0,
            ..grid(
                3,
                Share::Off,
                vec![line("", 1.0); 9]
                    .into_iter()
                    .map(|m| Panel { marks: vec![m], ..Default::default() })
                    .collect(),
            )
        });
        for (i, figure) in figures.iter().enumerate() {
            let scene = scene(figure, 2.0).unwrap();
            let texts: Vec<(&Text, Rect)> = scene
                .shapes
                .iter()
                .filter_map(|shape| match shape {
                    Shape::Text(text) => Some((text, extent(text))),
                    _ => None,
                })
                .collect();
            assert!(10 < texts.len(), "figure {i}");
            for (j, (text, a)) in texts.iter().enumerate() {
                let is_on_paper = 0.0 <= a.left
                    && a.right() <= scene.width
                    && 0.0 <= a.top
                    && a.bottom() <= scene.height;
                assert!(is_on_paper, "figure {i}: {} at {a:?}", text.content);
                for (other, b) in &texts[..j] {
                    let is_apart = a.right() <= b.left
                        || b.right() <= a.left
                        || a.bottom() <= b.top
                        || b.bottom() <= a.top;
                    assert!(is_apart, "figure {i}: {} on {}", text.content, other.content);
                }
            }
        }
    }
}

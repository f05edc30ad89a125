//! Draws a scene into pixels.

use tiny_skia::{
    FillRule, LineCap, LineJoin, Mask, Paint, Path, PathBuilder, Pixmap, StrokeDash, Transform,
};
use ttf_parser::OutlineBuilder;

use crate::color::Color;
use crate::font::{self, Pen};
use crate::mark::{CROSS_WIDTH, Dash, Marker};
use crate::scene::{
    Anchor, Markers, POLYGON_OUTLINE, Pixels, Point, Rect, Scene, Shape, Stroke, Text,
};
use crate::theme::{self, Theme};

/// The picture with `scale` pixels to a point.
pub(crate) fn draw(scene: &Scene, scale: f64) -> Pixels {
    let side = |points: f64| (points * scale).round().max(1.0) as u32;
    let mut canvas = Canvas {
        pixmap: Pixmap::new(side(scene.width), side(scene.height))
            .expect("no side is zero, and the area is bounded where the scene is made"),
        scale,
        theme: scene.theme,
    };
    let paper = scene.theme.paper().or(Theme::Light.paper());
    canvas.pixmap.fill(to_color(paper.expect("light paper is white")));
    canvas.shapes(&scene.shapes, None);
    let pixmap = canvas.pixmap;
    // The paper is opaque, so that all pixels are.
    let rgb = pixmap.data().chunks_exact(4).flat_map(|p| [p[0], p[1], p[2]]).collect();
    Pixels { width: pixmap.width() as usize, height: pixmap.height() as usize, rgb }
}

struct Canvas {
    pixmap: Pixmap,
    scale: f64,
    theme: Theme,
}

impl Canvas {
    fn shapes(&mut self, shapes: &[Shape], mask: Option<&Mask>) {
        for shape in shapes {
            match shape {
                Shape::Fill { rect, paint } => self.fill_rect(rect, *paint, mask),
                Shape::Frame { rect, stroke } => self.frame(rect, stroke, mask),
                Shape::Rules { lines, stroke } => self.rules(lines, stroke, mask),
                Shape::Polyline { points, stroke } => {
                    self.stroke(self.path(points, false), stroke, mask);
                }
                Shape::Polygon { points, paint, outlined } => {
                    let path = self.path(points, true);
                    self.fill(path.as_ref(), *paint, mask);
                    if *outlined {
                        self.stroke(path, &Stroke::solid(*paint, POLYGON_OUTLINE), mask);
                    }
                }
                Shape::Markers(markers) => self.markers(markers, mask),
                Shape::Image { rect, pixels } => self.image(rect, pixels),
                Shape::Text(text) => self.text(text, mask),
                Shape::Clip { rect, shapes } => {
                    let mask = self.mask(rect);
                    self.shapes(shapes, Some(&mask));
                }
            }
        }
    }

    fn mask(&self, rect: &Rect) -> Mask {
        let (width, height) = (self.pixmap.width(), self.pixmap.height());
        let mut mask = Mask::new(width, height).expect("the pixmap has that size");
        if let Some(path) = self.whole_pixels(rect).map(PathBuilder::from_rect) {
            mask.fill_path(&path, FillRule::Winding, false, Transform::identity());
        }
        mask
    }

    /// The rectangle with its edges on the next whole pixels.
    fn whole_pixels(&self, rect: &Rect) -> Option<tiny_skia::Rect> {
        let edge = |v: f64| (v * self.scale).round() as f32;
        tiny_skia::Rect::from_ltrb(
            edge(rect.left),
            edge(rect.top),
            edge(rect.right()),
            edge(rect.bottom()),
        )
    }

    fn fill_rect(&mut self, rect: &Rect, paint: theme::Paint, mask: Option<&Mask>) {
        if let Some(rect) = self.whole_pixels(rect) {
            let paint = self.paint(paint);
            self.pixmap.fill_rect(rect, &paint, Transform::identity(), mask);
        }
    }

    fn fill(&mut self, path: Option<&Path>, paint: theme::Paint, mask: Option<&Mask>) {
        let Some(path) = path else { return };
        let (paint, transform) = (self.paint(paint), Transform::identity());
        self.pixmap.fill_path(path, &paint, FillRule::Winding, transform, mask);
    }

    fn paint(&self, paint: theme::Paint) -> Paint<'static> {
        let mut filled = Paint::default();
        filled.set_color(to_color(self.theme.color(paint)));
        filled
    }

    fn frame(&mut self, rect: &Rect, stroke: &Stroke, mask: Option<&Mask>) {
        let width = self.whole_width(stroke.width);
        let at = |v: f64| self.on_pixel(v, width) as f32;
        let (left, top) = (at(rect.left), at(rect.top));
        let rect = tiny_skia::Rect::from_ltrb(left, top, at(rect.right()), at(rect.bottom()));
        let stroke = Stroke { width: width / self.scale, ..*stroke };
        self.stroke(rect.map(PathBuilder::from_rect), &stroke, mask);
    }

    fn rules(&mut self, lines: &[[Point; 2]], stroke: &Stroke, mask: Option<&Mask>) {
        let width = self.whole_width(stroke.width);
        let mut path = PathBuilder::new();
        for [from, to] in lines {
            // Across its length a line falls on whole pixels, or it would be a gray smear.
            let across = usize::from(from[0] != to[0]);
            let mut ends = [from, to].map(|p| p.map(|v| v * self.scale));
            for end in &mut ends {
                end[across] = self.on_pixel(end[across] / self.scale, width);
            }
            path.move_to(ends[0][0] as f32, ends[0][1] as f32);
            path.line_to(ends[1][0] as f32, ends[1][1] as f32);
        }
        let stroke = Stroke { width: width / self.scale, ..*stroke };
        self.stroke(path.finish(), &stroke, mask);
    }

    /// A width in whole pixels, at least one.
    fn whole_width(&self, width: f64) -> f64 {
        (width * self.scale).round().max(1.0)
    }

    /// Where the middle of a line so many pixels wide goes, in pixels.
    fn on_pixel(&self, position: f64, width: f64) -> f64 {
        let pixels = position * self.scale;
        if width % 2.0 == 0.0 { pixels.round() } else { (pixels + 1e-6).floor() + 0.5 }
    }

    /// All markers as one path.
    fn markers(&mut self, markers: &Markers, mask: Option<&Mask>) {
        let Markers { points, marker, size, paint } = markers;
        let radius = 0.5 * size * self.scale;
        let mut path = PathBuilder::new();
        for centre in points {
            let [x, y] = centre.map(|v| v * self.scale);
            let at =
                |[across, down]: Point| ((x + radius * across) as f32, (y + radius * down) as f32);
            for [from, to] in marker.strokes().into_iter().flatten() {
                let (from, to) = (at(from), at(to));
                path.move_to(from.0, from.1);
                path.line_to(to.0, to.1);
            }
            for (i, &corner) in marker.corners().iter().enumerate() {
                let (x, y) = at(corner);
                if i == 0 { path.move_to(x, y) } else { path.line_to(x, y) }
            }
            match marker {
                Marker::Circle => path.push_circle(x as f32, y as f32, radius as f32),
                Marker::Square | Marker::Diamond | Marker::Triangle => path.close(),
                Marker::Cross | Marker::Plus => {}
            }
        }
        let path = path.finish();
        match marker.strokes() {
            Some(_) => self.stroke(path, &Stroke::solid(*paint, CROSS_WIDTH), mask),
            None => self.fill(path.as_ref(), *paint, mask),
        }
    }

    fn path(&self, points: &[Point], close: bool) -> Option<Path> {
        let mut path = PathBuilder::with_capacity(points.len() + 1, points.len());
        for (i, point) in points.iter().enumerate() {
            let [x, y] = point.map(|v| (v * self.scale) as f32);
            if i == 0 {
                path.move_to(x, y);
            } else {
                path.line_to(x, y);
            }
        }
        if close {
            path.close();
        }
        // A path of one point has no extent, hence is none.
        path.finish()
    }

    fn stroke(&mut self, path: Option<Path>, stroke: &Stroke, mask: Option<&Mask>) {
        let Some(path) = path else { return };
        let dash = match stroke.dash {
            Dash::Solid => None,
            dash => {
                let lengths = dash.lengths(stroke.width).map(|v| (v * self.scale) as f32);
                StrokeDash::new(lengths.to_vec(), 0.0)
            }
        };
        let pen = tiny_skia::Stroke {
            width: (stroke.width * self.scale) as f32,
            line_cap: LineCap::Butt,
            line_join: LineJoin::Round,
            dash,
            ..Default::default()
        };
        let paint = self.paint(stroke.paint);
        self.pixmap.stroke_path(&path, &paint, &pen, Transform::identity(), mask);
    }

    /// Each pixel takes the one of the image that lies under it; images come with as many.
    fn image(&mut self, rect: &Rect, image: &Pixels) {
        let Some(rect) = self.whole_pixels(rect) else { return };
        let (left, top) = (rect.left() as usize, rect.top() as usize);
        let (width, height) = (rect.width() as usize, rect.height() as usize);
        let stride = 4 * self.pixmap.width() as usize;
        let rows = self.pixmap.data_mut().chunks_exact_mut(stride).skip(top).take(height);
        for (row, out) in rows.enumerate() {
            let line = &image.rgb[3 * image.width * (row * image.height / height)..];
            let out = out.chunks_exact_mut(4).skip(left).take(width);
            for (column, out) in out.enumerate() {
                let pixel = 3 * (column * image.width / width);
                out[..3].copy_from_slice(&line[pixel..pixel + 3]);
            }
        }
    }

    fn text(&mut self, text: &Text, mask: Option<&Mask>) {
        let size = text.size * self.scale;
        let behind = match text.anchor {
            Anchor::Start => 0.0,
            Anchor::Middle => 0.5,
            Anchor::End => 1.0,
        };
        let back = behind * size * font::width(&text.content);
        let [x, y] = text.position.map(|v| v * self.scale);
        // The baseline falls on a whole pixel, which keeps the feet of the letters sharp.
        let origin = if text.upwards { [x.round(), y + back] } else { [x - back, y.round()] };
        let unit = size / font::units_per_em();
        let mut pen =
            TextPen { path: PathBuilder::new(), origin, start: 0.0, unit, upwards: text.upwards };
        font::outline(&text.content, &mut pen);
        self.fill(pen.path.finish().as_ref(), theme::Paint::Ink, mask);
    }
}

/// Brings outlines from font units to pixels.
struct TextPen {
    path: PathBuilder,
    /// Where the text begins, in pixels.
    origin: Point,
    /// Where the glyph begins, in font units.
    start: f64,
    /// Pixels to a font unit.
    unit: f64,
    upwards: bool,
}

impl TextPen {
    fn place(&self, x: f32, y: f32) -> (f32, f32) {
        let along = (self.start + f64::from(x)) * self.unit;
        let above = f64::from(y) * self.unit;
        let [x, y] = if self.upwards {
            [self.origin[0] - above, self.origin[1] - along]
        } else {
            [self.origin[0] + along, self.origin[1] - above]
        };
        (x as f32, y as f32)
    }
}

impl Pen for TextPen {
    fn start_glyph(&mut self, at: f64) {
        self.start = at;
    }
}

impl OutlineBuilder for TextPen {
    fn move_to(&mut self, x: f32, y: f32) {
        let (x, y) = self.place(x, y);
        self.path.move_to(x, y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        let (x, y) = self.place(x, y);
        self.path.line_to(x, y);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        let ((x1, y1), (x, y)) = (self.place(x1, y1), self.place(x, y));
        self.path.quad_to(x1, y1, x, y);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        let ((x1, y1), (x2, y2)) = (self.place(x1, y1), self.place(x2, y2));
        let (x, y) = self.place(x, y);
        self.path.cubic_to(x1, y1, x2, y2, x, y);
    }

    fn close(&mut self) {
        self.path.close();
    }
}

fn to_color(color: Color) -> tiny_skia::Color {
    tiny_skia::Color::from_rgba8(color.red, color.green, color.blue, color.alpha)
}

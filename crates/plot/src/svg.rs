//! Writes a scene as SVG.

use std::fmt::Write as _;

use crate::color::Color;
use crate::font;
use crate::mark::{CROSS_WIDTH, Dash, Marker};
use crate::markup::{escape_markup, push_data_url};
use crate::png_file;
use crate::scene::{
    Anchor, Markers, POLYGON_OUTLINE, Pixels, Point, Rect, Scene, Shape, Stroke, Text,
};
use crate::theme::{Paint, Theme};

/// The picture as one SVG document. It holds no ids, so that several may stand in one HTML page.
pub(crate) fn write(scene: &Scene) -> String {
    let mut svg = String::new();
    let (width, height) = (number(scene.width), number(scene.height));
    // The size itself is told in pixels of 1/96 inch, as some viewers know no points.
    let (across, down) = (number(scene.width / 0.75), number(scene.height / 0.75));
    let _ = writeln!(
        svg,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{across}\" height=\"{down}\" \
         viewBox=\"0 0 {width} {height}\" role=\"img\" font-family=\"{}\">",
        font::SVG_FAMILIES
    );
    if !scene.title.is_empty() {
        let _ = writeln!(svg, "<title>{}</title>", escape_markup(&scene.title));
    }
    let mut writer = Writer { svg, theme: scene.theme };
    if let Some(paper) = scene.theme.paper() {
        let rect = Rect { left: 0.0, top: 0.0, width: scene.width, height: scene.height };
        writer.shape(&Shape::Fill { rect, paint: paper.into() });
    }
    for shape in &scene.shapes {
        writer.shape(shape);
    }
    writer.svg.push_str("</svg>\n");
    writer.svg
}

struct Writer {
    svg: String,
    theme: Theme,
}

impl Writer {
    fn shape(&mut self, shape: &Shape) {
        match shape {
            Shape::Fill { rect, paint } => {
                let fill = self.paint("fill", *paint);
                self.line(format_args!(
                    "<rect {} {fill} shape-rendering=\"crispEdges\"/>",
                    corners(rect)
                ));
            }
            Shape::Frame { rect, stroke } => {
                let pen = self.pen(stroke);
                self.line(format_args!(
                    "<rect {} fill=\"none\" {pen} shape-rendering=\"crispEdges\"/>",
                    corners(rect)
                ));
            }
            Shape::Rules { lines, stroke } => self.rules(lines, stroke),
            Shape::Polyline { points, stroke } => {
                let pen = self.pen(stroke);
                self.line(format_args!(
                    "<polyline points=\"{}\" fill=\"none\" stroke-linejoin=\"round\" {pen}/>",
                    list(points)
                ));
            }
            Shape::Polygon { points, paint, outlined } => {
                let fill = self.paint("fill", *paint);
                let mut pen = String::new();
                if *outlined {
                    let outline = self.pen(&Stroke::solid(*paint, POLYGON_OUTLINE));
                    pen = format!(" stroke-linejoin=\"round\" {outline}");
                }
                self.line(format_args!("<polygon points=\"{}\" {fill}{pen}/>", list(points)));
            }
            Shape::Markers(markers) => self.markers(markers),
            Shape::Image { rect, pixels } => image(&mut self.svg, rect, pixels),
            Shape::Text(text) => self.text(text),
            Shape::Clip { rect, shapes } => {
                // An inner <svg> clips to its bounds, without an id that a clip path would need.
                self.line(format_args!("<svg {0} viewBox=\"{1}\">", corners(rect), view(rect)));
                for shape in shapes {
                    self.shape(shape);
                }
                self.line(format_args!("</svg>"));
            }
        }
    }

    fn line(&mut self, line: std::fmt::Arguments<'_>) {
        // A `String` takes every write.
        let _ = writeln!(self.svg, "{line}");
    }

    fn rules(&mut self, lines: &[[Point; 2]], stroke: &Stroke) {
        let mut path = String::new();
        for [from, to] in lines {
            let _ = write!(path, "M{}", point(*from));
            if from[0] == to[0] {
                let _ = write!(path, "V{}", number(to[1]));
            } else {
                let _ = write!(path, "H{}", number(to[0]));
            }
        }
        let pen = self.pen(stroke);
        self.line(format_args!("<path d=\"{path}\" {pen}/>"));
    }

    /// All markers as one path.
    fn markers(&mut self, markers: &Markers) {
        let Markers { points, marker, size, paint } = markers;
        let radius = 0.5 * size;
        let mut path = String::new();
        for &[x, y] in points {
            let at = |[across, down]: Point| point([x + radius * across, y + radius * down]);
            if let Some(strokes) = marker.strokes() {
                for [from, to] in strokes {
                    let _ = write!(path, "M{}L{}", at(from), at(to));
                }
            } else if *marker == Marker::Circle {
                // A line without length has round ends all the same.
                let _ = write!(path, "M{}h0", at([0.0, 0.0]));
            }
            for (i, &corner) in marker.corners().iter().enumerate() {
                let _ = write!(path, "{}{}", if i == 0 { 'M' } else { 'L' }, at(corner));
            }
            if !marker.corners().is_empty() {
                path.push('Z');
            }
        }
        let style = match marker {
            Marker::Circle => {
                let pen = self.pen(&Stroke::solid(*paint, *size));
                format!("fill=\"none\" stroke-linecap=\"round\" {pen}")
            }
            Marker::Cross | Marker::Plus => {
                format!("fill=\"none\" {}", self.pen(&Stroke::solid(*paint, CROSS_WIDTH)))
            }
            Marker::Square | Marker::Diamond | Marker::Triangle => self.paint("fill", *paint),
        };
        self.line(format_args!("<path d=\"{path}\" {style}/>"));
    }

    fn text(&mut self, text: &Text) {
        let anchor = match text.anchor {
            Anchor::Start => "",
            Anchor::Middle => " text-anchor=\"middle\"",
            Anchor::End => " text-anchor=\"end\"",
        };
        let [x, y] = text.position.map(number);
        let place = if text.upwards {
            format!("transform=\"translate({x} {y}) rotate(-90)\"")
        } else {
            format!("x=\"{x}\" y=\"{y}\"")
        };
        let fill = self.paint("fill", Paint::Ink);
        self.line(format_args!(
            "<text {place}{anchor} font-size=\"{}\" {fill}>{}</text>",
            number(text.size),
            escape_markup(&text.content)
        ));
    }

    fn paint(&self, what: &str, paint: Paint) -> String {
        // On a page, frames and grids are its text's colour, more or less faint.
        let opacity = match paint {
            Paint::Fixed(_) => None,
            _ if self.theme != Theme::Page => None,
            Paint::Ink => Some(1.0),
            Paint::Frame => Some(0.7),
            Paint::Grid => Some(0.15),
        };
        let Color { red, green, blue, alpha } = self.theme.color(paint);
        let (color, opacity) = match opacity {
            Some(opacity) => ("currentColor".to_owned(), opacity),
            None => (format!("#{red:02x}{green:02x}{blue:02x}"), f64::from(alpha) / 255.0),
        };
        match opacity {
            1.0 => format!("{what}=\"{color}\""),
            _ => format!("{what}=\"{color}\" {what}-opacity=\"{}\"", number(opacity)),
        }
    }

    fn pen(&self, stroke: &Stroke) -> String {
        let mut pen = self.paint("stroke", stroke.paint);
        let _ = write!(pen, " stroke-width=\"{}\"", number(stroke.width));
        if stroke.dash != Dash::Solid {
            let lengths: Vec<String> = stroke.dash.lengths(stroke.width).map(number).to_vec();
            let _ = write!(pen, " stroke-dasharray=\"{}\"", lengths.join(" "));
        }
        pen
    }
}

fn image(svg: &mut String, rect: &Rect, pixels: &Pixels) {
    let png = png_file::encode(pixels, None);
    let _ = write!(svg, "<image {} preserveAspectRatio=\"none\" href=\"", corners(rect));
    push_data_url(svg, "image/png", &png);
    svg.push_str("\"/>\n");
}

fn view(rect: &Rect) -> String {
    let Rect { left, top, width, height } = rect;
    [left, top, width, height].map(|v| number(*v)).join(" ")
}

fn corners(rect: &Rect) -> String {
    format!(
        "x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"",
        number(rect.left),
        number(rect.top),
        number(rect.width),
        number(rect.height)
    )
}

fn point([x, y]: Point) -> String {
    format!("{} {}", number(x), number(y))
}

fn list(points: &[Point]) -> String {
    let mut list = String::with_capacity(14 * points.len());
    for (i, &[x, y]) in points.iter().enumerate() {
        let gap = if i == 0 { "" } else { " " };
        let _ = write!(list, "{gap}{},{}", number(x), number(y));
    }
    list
}

/// A length to a hundredth of a point, which is finer than any screen, without trailing zeros.
fn number(value: f64) -> String {
    let hundredths = (value * 100.0).round() as i64;
    let sign = if hundredths < 0 { "-" } else { "" };
    let (whole, part) = (hundredths.abs() / 100, hundredths.abs() % 100);
    match part {
        0 => format!("{sign}{whole}"),
        _ if part % 10 == 0 => format!("{sign}{whole}.{}", part / 10),
        _ => format!("{sign}{whole}.{part:02}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short() {
        let texts = [0.0, -0.001, 1.0, -1.5, 12.346, 0.07, -0.07, 100.0].map(number);
        assert_eq!(texts, ["0", "0", "1", "-1.5", "12.35", "0.07", "-0.07", "100"]);
    }
}

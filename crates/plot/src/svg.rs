//! Writes a scene as SVG.

use std::fmt::Write as _;

use crate::color::{Color, WHITE};
use crate::font;
use crate::mark::Dash;
use crate::png_file;
use crate::scene::{Anchor, POLYGON_OUTLINE, Pixels, Point, Rect, Scene, Shape, Stroke, Text};

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
        let _ = writeln!(svg, "<title>{}</title>", escape(&scene.title));
    }
    let paper = Rect { left: 0.0, top: 0.0, width: scene.width, height: scene.height };
    shape(&mut svg, &Shape::Fill { rect: paper, color: WHITE });
    for s in &scene.shapes {
        shape(&mut svg, s);
    }
    svg.push_str("</svg>\n");
    svg
}

fn shape(svg: &mut String, shape: &Shape) {
    match shape {
        Shape::Fill { rect, color } => {
            let _ = writeln!(
                svg,
                "<rect {} {} shape-rendering=\"crispEdges\"/>",
                corners(rect),
                paint("fill", *color)
            );
        }
        Shape::Frame { rect, stroke } => {
            let _ = writeln!(
                svg,
                "<rect {} fill=\"none\" {} shape-rendering=\"crispEdges\"/>",
                corners(rect),
                pen(stroke)
            );
        }
        Shape::Rules { lines, stroke } => {
            let mut path = String::new();
            for [from, to] in lines {
                let _ = write!(path, "M{}", point(*from));
                if from[0] == to[0] {
                    let _ = write!(path, "V{}", number(to[1]));
                } else {
                    let _ = write!(path, "H{}", number(to[0]));
                }
            }
            let _ = writeln!(svg, "<path d=\"{path}\" {}/>", pen(stroke));
        }
        Shape::Polyline { points, stroke } => {
            let _ = writeln!(
                svg,
                "<polyline points=\"{}\" fill=\"none\" stroke-linejoin=\"round\" {}/>",
                list(points),
                pen(stroke)
            );
        }
        Shape::Polygon { points, color } => {
            let _ = writeln!(
                svg,
                "<polygon points=\"{}\" {} stroke-linejoin=\"round\" {}/>",
                list(points),
                paint("fill", *color),
                pen(&Stroke::solid(*color, POLYGON_OUTLINE))
            );
        }
        Shape::Image { rect, pixels } => image(svg, rect, pixels),
        Shape::Text(text) => write_text(svg, text),
        Shape::Clip { rect, shapes } => {
            // An inner <svg> clips to its bounds, without an id that a clip path would need.
            let _ = writeln!(
                svg,
                "<svg {} viewBox=\"{} {} {} {}\">",
                corners(rect),
                number(rect.left),
                number(rect.top),
                number(rect.width),
                number(rect.height)
            );
            for s in shapes {
                self::shape(svg, s);
            }
            svg.push_str("</svg>\n");
        }
    }
}

fn image(svg: &mut String, rect: &Rect, pixels: &Pixels) {
    let png = png_file::encode(pixels, None);
    let _ = write!(
        svg,
        "<image {} preserveAspectRatio=\"none\" href=\"data:image/png;base64,",
        corners(rect)
    );
    base64(svg, &png);
    svg.push_str("\"/>\n");
}

fn write_text(svg: &mut String, text: &Text) {
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
    let _ = writeln!(
        svg,
        "<text {place}{anchor} font-size=\"{}\" {}>{}</text>",
        number(text.size),
        paint("fill", text.color),
        escape(&text.content)
    );
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

fn paint(what: &str, color: Color) -> String {
    let Color { red, green, blue, alpha } = color;
    let mut paint = format!("{what}=\"#{red:02x}{green:02x}{blue:02x}\"");
    if alpha != 255 {
        let _ = write!(paint, " {what}-opacity=\"{}\"", number(f64::from(alpha) / 255.0));
    }
    paint
}

fn pen(stroke: &Stroke) -> String {
    let mut pen = paint("stroke", stroke.color);
    let _ = write!(pen, " stroke-width=\"{}\"", number(stroke.width));
    if stroke.dash != Dash::Solid {
        let lengths: Vec<String> = stroke.dash.lengths(stroke.width).map(number).to_vec();
        let _ = write!(pen, " stroke-dasharray=\"{}\"", lengths.join(" "));
    }
    pen
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

/// Text as XML takes it; characters that XML forbids become U+FFFD.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => out.push(' '),
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            _ => out.push(character),
        }
    }
    out
}

/// Base64 as of RFC 4648, section 4.
fn base64(out: &mut String, bytes: &[u8]) {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    out.reserve(4 * bytes.len().div_ceil(3));
    for chunk in bytes.chunks(3) {
        let byte = |i: usize| u32::from(chunk.get(i).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for i in 0..4 {
            // Each byte fills a character and a part of the next one; "=" stands for what is unfilled.
            let character = ALPHABET[(bits >> (18 - 6 * i) & 63) as usize];
            out.push(if i <= chunk.len() { char::from(character) } else { '=' });
        }
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

    #[test]
    fn base64_is_rfc_4648s() {
        // The test vectors of its section 10.
        for (text, expected) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
            ("fooba", "Zm9vYmE="),
            ("foobar", "Zm9vYmFy"),
        ] {
            let mut out = String::new();
            base64(&mut out, text.as_bytes());
            assert_eq!(out, expected);
        }
    }

    #[test]
    fn text_is_escaped() {
        assert_eq!(escape("a<b> & \"c\"\n\u{1}"), "a&lt;b&gt; &amp; &quot;c&quot; \u{fffd}");
    }
}

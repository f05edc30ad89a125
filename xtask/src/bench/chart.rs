//! The chart: a line for each crate, a mark for each comparison, on a logarithmic axis of how many times as fast.
//!
//! SVG of its own rather than onkai-plot's, so that the chores do not compile the house's crates. It has a ground of its
//! own and follows the reader's choice of light or dark, wherever it is shown.

use std::fmt::Write as _;

use super::page::sections;
use super::table::Row;

const WIDTH: f64 = 760.0;
/// Where the axis begins, right of the crates' names, and where it ends.
const AXIS: (f64, f64) = (110.0, 725.0);
/// Where the first line lies, below the legend, and the height of a line.
const TOP: f64 = 50.0;
const LINE: f64 = 30.0;

/// Who is told apart by colour and shape; all others are the first. The colours can be told apart by the colour-blind,
/// and be seen on white and on black (Okabe and Ito's, but for a lighter blue).
const KINDS: [(&str, &str); 4] = [
    ("SciPy, librosa and others", "#2a82c9"),
    ("libsonare", "#d55e00"),
    ("audioflux", "#009e73"),
    ("essentia", "#cc79a7"),
];

/// Draws the rows that have a ratio.
pub(super) fn chart(rows: &[Row]) -> String {
    let sections = sections(rows);
    let scale = Scale::of(rows);
    let bottom = TOP + LINE * sections.len() as f64;
    let mut svg = head(bottom + 45.0);
    legend(&mut svg);
    axis(&mut svg, &scale, bottom);
    for (section, number) in sections.iter().zip(0_u32..) {
        let y = TOP + LINE * (f64::from(number) + 0.5);
        text(&mut svg, (AXIS.0 - 10.0, y + 4.0), "end", section);
        let of_section = rows.iter().filter(|row| row.section == *section);
        let with_ratio = of_section.filter_map(|row| row.ratio().map(|ratio| (row, ratio)));
        for ((row, ratio), n) in with_ratio.zip(0_u32..) {
            // Neighbours lie on three heights, so that equal ratios do not hide each other.
            let at = (scale.x(ratio), y + 7.0 * (f64::from(n % 3) - 1.0));
            mark(&mut svg, kind(&row.rival), at, &hint(row, ratio));
        }
    }
    svg + "</svg>\n"
}

/// What shows when the pointer rests on a mark.
fn hint(row: &Row, ratio: f64) -> String {
    format!("{}: {ratio:.2} times as fast as {}", row.case, row.rival)
}

fn kind(rival: &str) -> usize {
    KINDS.iter().position(|(name, _)| *name == rival).unwrap_or(0)
}

/// Where a ratio lies: whole decades, from at most a tenth to at least ten.
struct Scale {
    decades: (i32, i32),
}

impl Scale {
    fn of(rows: &[Row]) -> Self {
        let mut decades = (-1, 1);
        for ratio in rows.iter().filter_map(Row::ratio).filter(|r| r.is_finite() && *r > 0.0) {
            let log = ratio.log10();
            decades = (decades.0.min(log.floor() as i32), decades.1.max(log.ceil() as i32));
        }
        Self { decades }
    }

    fn x(&self, ratio: f64) -> f64 {
        let (first, last) = (f64::from(self.decades.0), f64::from(self.decades.1));
        AXIS.0 + (AXIS.1 - AXIS.0) * (ratio.log10() - first) / (last - first)
    }
}

fn head(height: f64) -> String {
    format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" font-family="sans-serif" font-size="13">
<title>How many times as fast onkai is</title>
<style>
.ground {{ fill: #ffffff }} text {{ fill: #24292f }} .grid {{ stroke: #d0d7de }} .even {{ stroke: #24292f }}
@media (prefers-color-scheme: dark) {{
.ground {{ fill: #161b22 }} text {{ fill: #e6edf3 }} .grid {{ stroke: #3d444d }} .even {{ stroke: #e6edf3 }}
}}
</style>
<rect class="ground" width="{WIDTH}" height="{height}"/>
"#
    )
}

fn legend(svg: &mut String) {
    let mut x = AXIS.0;
    for (number, (name, _)) in KINDS.iter().enumerate() {
        mark(svg, number, (x + 5.0, 20.0), name);
        text(svg, (x + 16.0, 24.0), "start", name);
        // About the width of the words in this size.
        x += 45.0 + 7.0 * name.len() as f64;
    }
}

fn axis(svg: &mut String, scale: &Scale, bottom: f64) {
    for decade in scale.decades.0..=scale.decades.1 {
        let ratio = 10_f64.powi(decade);
        let x = scale.x(ratio);
        let class = if decade == 0 { "even" } else { "grid" };
        let _ = writeln!(
            svg,
            r#"<line class="{class}" x1="{x:.1}" y1="{:.1}" x2="{x:.1}" y2="{bottom:.1}"/>"#,
            TOP - 8.0
        );
        text(svg, (x, bottom + 18.0), "middle", &format!("{ratio}"));
    }
    let middle = f64::midpoint(AXIS.0, AXIS.1);
    text(svg, (middle, bottom + 37.0), "middle", "times as fast as the other one");
}

fn text(svg: &mut String, (x, y): (f64, f64), anchor: &str, text: &str) {
    let text = text.replace('&', "&amp;").replace('<', "&lt;");
    let _ = writeln!(svg, r#"<text x="{x:.1}" y="{y:.1}" text-anchor="{anchor}">{text}</text>"#);
}

/// A disc, a square, a triangle or a diamond.
fn mark(svg: &mut String, kind: usize, (x, y): (f64, f64), hint: &str) {
    let colour = KINDS[kind].1;
    let shape = match kind {
        0 => format!(r#"<circle cx="{x:.1}" cy="{y:.1}" r="4""#),
        1 => format!(r#"<rect x="{:.1}" y="{:.1}" width="8" height="8""#, x - 4.0, y - 4.0),
        2 => format!(r#"<path d="M{x:.1} {:.1}l5 9h-10z""#, y - 5.0),
        _ => format!(r#"<path d="M{x:.1} {:.1}l5 5l-5 5l-5 -5z""#, y - 5.0),
    };
    let element = shape.split([' ', '<']).nth(1).unwrap_or_default();
    let hint = hint.replace('&', "&amp;").replace('<', "&lt;");
    let _ = writeln!(
        svg,
        r#"{shape} fill="{colour}" fill-opacity="0.8"><title>{hint}</title></{element}>"#
    );
}

#[cfg(test)]
mod tests {
    use super::super::table::tests::row;
    use super::*;

    #[test]
    fn only_what_ran_on_both_sides_is_drawn() {
        let mut rows = vec![row(Ok(1.0), Ok(100.0)), row(Ok(1.0), Err("no wheel"))];
        rows[1].rival = "essentia".to_owned();
        let svg = chart(&rows);
        assert_eq!(svg.matches("times as fast as librosa").count(), 1);
        assert!(!svg.contains("times as fast as essentia"));
        assert!(svg.contains(">mir</text>") && svg.ends_with("</svg>\n"));
    }

    #[test]
    fn elements_are_closed_as_they_were_opened() {
        let mut rows: Vec<_> = (0..4).map(|_| row(Ok(1.0), Ok(2.0))).collect();
        for (row, (name, _)) in rows.iter_mut().zip(KINDS) {
            row.rival = name.to_owned();
        }
        let svg = chart(&rows);
        for element in ["circle", "path", "rect", "text", "title", "svg"] {
            let opened = svg.matches(&format!("<{element}")).count();
            let closed = svg.matches(&format!("</{element}>")).count();
            // The ground is a rectangle that holds nothing.
            let alone = usize::from(element == "rect");
            assert_eq!(opened, closed + alone, "{element}");
        }
    }

    #[test]
    fn the_axis_reaches_all_ratios() {
        let scale = Scale::of(&[row(Ok(1.0), Ok(250.0)), row(Ok(1.0), Ok(0.5))]);
        assert_eq!(scale.decades, (-1, 3));
        assert!((scale.x(0.1) - AXIS.0).abs() < 1e-9 && (scale.x(1000.0) - AXIS.1).abs() < 1e-9);
        assert_eq!(Scale::of(&[]).decades, (-1, 1));
    }
}

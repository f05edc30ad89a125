//! The font that measures and draws text, `DejaVu Sans Condensed`, embedded.
//!
//! Its letters are about as wide as those of Helvetica, Arial and Segoe UI, so that what is
//! measured here fits in a browser that shows an SVG with one of these; and it has ♯, ♭ and −.

use std::sync::LazyLock;

use ttf_parser::{Face, GlyphId, OutlineBuilder};

static FACE: LazyLock<Face<'static>> = LazyLock::new(|| {
    Face::parse(dejavu::sans_condensed::regular(), 0).expect("the embedded font is well formed")
});

/// Families for a text in an SVG, the embedded one first.
pub(crate) const SVG_FAMILIES: &str =
    "'DejaVu Sans Condensed', 'Helvetica Neue', Helvetica, Arial, 'Segoe UI', sans-serif";

/// Height of a capital letter or a figure, as a part of the font size.
pub(crate) fn cap_height() -> f64 {
    let letter = FACE.glyph_index('H').and_then(|id| FACE.glyph_bounding_box(id));
    f64::from(letter.expect("the embedded font has an H").y_max) / units_per_em()
}

/// How wide `text` is, in units of the font size.
pub(crate) fn width(text: &str) -> f64 {
    let mut end = 0.0;
    place(text, |_, _, next| end = next);
    end
}

/// `text` cut off with "…" where it would be wider than `room`, in units of the font size.
pub(crate) fn shortened(text: &str, room: f64) -> String {
    if width(text) <= room {
        return text.to_owned();
    }
    let ends = text.char_indices().map(|(i, _)| i).rev();
    let mut cut = ends.map(|end| format!("{}…", text[..end].trim_end()));
    cut.find(|cut| width(cut) <= room).unwrap_or_default()
}

/// Draws text: each glyph in font units, `units_per_em()` of which are the font size.
pub(crate) trait Pen: OutlineBuilder {
    /// The next glyph stands at this distance from the beginning, in font units.
    fn start_glyph(&mut self, at: f64);
}

/// Gives the outlines of all glyphs of `text` to `pen`.
pub(crate) fn outline(text: &str, pen: &mut impl Pen) {
    place(text, |glyph, start, _| {
        pen.start_glyph(start * units_per_em());
        // A glyph without an outline, such as a space, draws nothing.
        let _ = FACE.outline_glyph(glyph, pen);
    });
}

/// Font units in the font size.
pub(crate) fn units_per_em() -> f64 {
    f64::from(FACE.units_per_em())
}

/// Calls `glyph(id, start, end)` for each character, kerned, with distances in font sizes.
fn place(text: &str, mut glyph: impl FnMut(GlyphId, f64, f64)) {
    let em = units_per_em();
    let mut end = 0.0;
    let mut last = None;
    for character in text.chars() {
        let character = if character.is_control() { ' ' } else { character };
        // Glyph 0 is the box that stands for what the font does not have.
        let id = FACE.glyph_index(character).unwrap_or(GlyphId(0));
        let kern = last.map_or(0.0, |last| kerning(last, id)) / em;
        let start = end + kern;
        end = start + f64::from(FACE.glyph_hor_advance(id).unwrap_or(0)) / em;
        glyph(id, start, end);
        last = Some(id);
    }
}

fn kerning(left: GlyphId, right: GlyphId) -> f64 {
    let Some(table) = FACE.tables().kern else { return 0.0 };
    let pairs = table.subtables.into_iter().filter(|t| t.horizontal && !t.variable);
    pairs.filter_map(|t| t.glyphs_kerning(left, right)).map(f64::from).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_are_the_fonts() {
        // From the font's hmtx table: every figure is 1172 of 2048 units wide.
        assert!((width("0") - 1172.0 / 2048.0).abs() < 1e-9, "{}", width("0") * 2048.0);
        assert_eq!(width(""), 0.0);
        assert!((width("1234") - 4.0 * width("0")).abs() < 1e-12);
    }

    #[test]
    fn pairs_are_kerned() {
        assert!(width("AV") < width("A") + width("V"));
    }

    #[test]
    fn what_musicians_write_is_there() {
        for character in "♯♭♮−µ°–²½é⁰¹³⁴⁵⁶⁷⁸⁹⁻·".chars() {
            assert!(FACE.glyph_index(character).is_some(), "{character}");
        }
    }
}

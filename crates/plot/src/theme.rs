//! Paper and ink: what has no colour of its own takes it from the figure's theme.

use crate::color::Color;

/// Whether a figure is dark on light or light on dark.
///
/// # Examples
///
/// ```
/// use onkai_plot::{Figure, Theme};
///
/// let figure = Figure { theme: Theme::Page, panels: vec![Default::default()], ..Default::default() };
/// assert!(figure.to_html()?.contains("currentColor"));
/// # Ok::<(), onkai_plot::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// Dark ink on white paper.
    #[default]
    Light,
    /// Light ink on dark paper.
    Dark,
    /// No paper, and ink in the colour of the text around (CSS's `currentColor`), so that an SVG
    /// within a page follows it from light to dark. A PNG knows no page: there it is [`Light`](Self::Light).
    Page,
}

/// The colour of a shape: its own, or the theme's for what it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Paint {
    Fixed(Color),
    /// Text.
    Ink,
    /// Frames and tick marks.
    Frame,
    /// Grid lines.
    Grid,
}

impl From<Color> for Paint {
    fn from(color: Color) -> Self {
        Self::Fixed(color)
    }
}

impl Theme {
    /// What the picture is drawn on; `None` for nothing.
    pub(crate) fn paper(self) -> Option<Color> {
        match self {
            Self::Light => Some(Color::rgb(0xffffff)),
            Self::Dark => Some(Color::rgb(0x1a1b1f)),
            Self::Page => None,
        }
    }

    /// The colour of a shape where a page has no say.
    pub(crate) fn color(self, paint: Paint) -> Color {
        let [ink, frame, grid] = match self {
            Self::Light | Self::Page => [0x222222, 0x555555, 0xe4e4e4],
            Self::Dark => [0xe4e4e6, 0xa0a0a6, 0x393a40],
        };
        match paint {
            Paint::Fixed(color) => color,
            Paint::Ink => Color::rgb(ink),
            Paint::Frame => Color::rgb(frame),
            Paint::Grid => Color::rgb(grid),
        }
    }

    /// The colour that the `idx`-th mark of a panel takes if none is set.
    pub(crate) fn of_mark(self, idx: usize) -> Color {
        let palette = if self == Self::Dark { &ON_DARK } else { &ON_LIGHT };
        Color::rgb(palette[idx % palette.len()])
    }
}

/// The colours of M. Okabe and K. Ito, "Color Universal Design" (2008), which people with any kind
/// of colour vision can tell apart, without black, and those first that stand out on the paper.
const ON_LIGHT: [u32; 7] = [0x0072b2, 0xd55e00, 0x009e73, 0xcc79a7, 0xe69f00, 0x56b4e9, 0xf0e442];
const ON_DARK: [u32; 7] = [0x56b4e9, 0xe69f00, 0x009e73, 0xcc79a7, 0xd55e00, 0xf0e442, 0x0072b2];

#[cfg(test)]
mod tests {
    use super::*;

    /// Relative luminance of WCAG 2.2.
    fn luminance(color: Color) -> f64 {
        let linear = |v: u8| {
            let v = f64::from(v) / 255.0;
            if v <= 0.04045 { v / 12.92 } else { ((v + 0.055) / 1.055).powf(2.4) }
        };
        let [r, g, b] = color.to_rgb().map(linear);
        0.2126 * r + 0.7152 * g + 0.0722 * b
    }

    fn contrast(a: Color, b: Color) -> f64 {
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn ink_is_read_on_paper_and_the_first_marks_are_seen() {
        for theme in [Theme::Light, Theme::Dark] {
            let paper = theme.paper().unwrap();
            assert!(7.0 < contrast(theme.color(Paint::Ink), paper), "{theme:?}");
            assert!(4.5 < contrast(theme.color(Paint::Frame), paper), "{theme:?}");
            for idx in 0..3 {
                assert!(3.0 < contrast(theme.of_mark(idx), paper), "{theme:?} {idx}");
            }
        }
    }
}

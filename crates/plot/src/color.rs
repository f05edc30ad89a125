//! Colours, and the palette that marks take theirs from.

/// A colour in sRGB with opacity.
///
/// ```
/// use onkai_plot::Color;
/// assert_eq!(Color::rgb(0x00_72_b2), Color { red: 0, green: 114, blue: 178, alpha: 255 });
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Color {
    /// Red, 0 to 255.
    pub red: u8,
    /// Green, 0 to 255.
    pub green: u8,
    /// Blue, 0 to 255.
    pub blue: u8,
    /// Opacity, 0 (invisible) to 255 (opaque).
    pub alpha: u8,
}

impl Color {
    /// The opaque colour `0xRRGGBB`.
    pub const fn rgb(hex: u32) -> Self {
        Self { red: (hex >> 16) as u8, green: (hex >> 8) as u8, blue: hex as u8, alpha: 255 }
    }

    /// This colour with another opacity.
    #[must_use]
    pub const fn with_alpha(self, alpha: u8) -> Self {
        Self { alpha, ..self }
    }

    /// The colour that the `idx`-th mark of a panel takes if none is set.
    pub(crate) const fn of_mark(idx: usize) -> Self {
        Self::rgb(PALETTE[idx % PALETTE.len()])
    }

    pub(crate) const fn to_rgb(self) -> [u8; 3] {
        [self.red, self.green, self.blue]
    }
}

/// The colours of M. Okabe and K. Ito, "Color Universal Design" (2008), which people with any kind
/// of colour vision can tell apart, without black and with the darker ones first: they stand out on white.
const PALETTE: [u32; 7] = [0x0072b2, 0xd55e00, 0x009e73, 0xcc79a7, 0xe69f00, 0x56b4e9, 0xf0e442];

/// Paper.
pub(crate) const WHITE: Color = Color::rgb(0xffffff);
/// Text.
pub(crate) const INK: Color = Color::rgb(0x222222);
/// Frames and tick marks.
pub(crate) const FRAME: Color = Color::rgb(0x555555);
/// Grid lines.
pub(crate) const GRID: Color = Color::rgb(0xe4e4e4);
/// Cells of an image that hold NaN.
pub(crate) const MISSING: Color = Color::rgb(0xb0b0b0);

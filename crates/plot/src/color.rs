//! Colours.

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

    pub(crate) const fn to_rgb(self) -> [u8; 3] {
        [self.red, self.green, self.blue]
    }
}

/// Cells of an image that hold NaN.
pub(crate) const MISSING: Color = Color::rgb(0xb0b0b0);

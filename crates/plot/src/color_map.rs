//! Colour maps: from a number between 0 and 1 to a colour.
//!
//! Counterpart of `matplotlib.colormaps`.

use std::str::FromStr;

use crate::color::{Color, MISSING};
use crate::color_map_tables::{MAGMA, VIRIDIS};

/// How the values of an image become colours: 256 steps from the least to the greatest.
///
/// # Examples
///
/// ```
/// use onkai_plot::{Color, ColorMap};
///
/// assert_eq!(ColorMap::Magma.color(0.0), Color::rgb(0x000004));
/// assert_eq!("gray_r".parse(), Ok(ColorMap::GrayReversed));
/// ```
///
/// # References
///
/// S. van der Walt, N. J. Smith, "mpl colormaps" (magma, viridis). <https://bids.github.io/colormap/>
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ColorMap {
    /// Black, purple, orange, pale yellow; librosa's choice for data of one sign.
    #[default]
    Magma,
    /// Dark blue, green, yellow.
    Viridis,
    /// Black to white.
    Gray,
    /// White to black, which saves ink.
    GrayReversed,
}

impl ColorMap {
    /// The colour of `position`, 0 for the least value and 1 for the greatest; what lies outside
    /// takes the colour of the nearer end, and NaN a gray of its own.
    pub fn color(self, position: f64) -> Color {
        if position.is_nan() {
            return MISSING;
        }
        // The cast saturates, so that no position leaves the table.
        self.entry((position * 256.0) as u8)
    }

    /// All 256 colours.
    pub(crate) fn table(self) -> [[u8; 3]; 256] {
        std::array::from_fn(|i| self.entry(i as u8).to_rgb())
    }

    fn entry(self, idx: u8) -> Color {
        let gray = |v: u8| Color { red: v, green: v, blue: v, alpha: 255 };
        match self {
            Self::Magma => Color::rgb(MAGMA[usize::from(idx)]),
            Self::Viridis => Color::rgb(VIRIDIS[usize::from(idx)]),
            Self::Gray => gray(idx),
            Self::GrayReversed => gray(255 - idx),
        }
    }
}

impl FromStr for ColorMap {
    type Err = onkai_core::Error;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        match name {
            "magma" => Ok(Self::Magma),
            "viridis" => Ok(Self::Viridis),
            "gray" | "grey" => Ok(Self::Gray),
            "gray_r" | "grey_r" => Ok(Self::GrayReversed),
            _ => Err(onkai_core::Error::UnknownName {
                name: "color map",
                value: name.to_owned(),
                known: "magma, viridis, gray, gray_r",
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_and_nan_have_colours() {
        assert_eq!(ColorMap::Gray.color(-1.0), Color::rgb(0));
        assert_eq!(ColorMap::Gray.color(f64::INFINITY), Color::rgb(0xffffff));
        assert_eq!(ColorMap::GrayReversed.color(1.0), Color::rgb(0));
        assert_eq!(ColorMap::Viridis.color(f64::NAN), MISSING);
    }

    #[test]
    fn unknown_names_are_refused() {
        let error = "jet".parse::<ColorMap>().unwrap_err();
        assert_eq!(
            error.to_string(),
            "`jet` is no color map; known are magma, viridis, gray, gray_r"
        );
    }
}

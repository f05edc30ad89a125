//! Colour maps: from a number between 0 and 1 to a colour.
//!
//! Counterpart of `matplotlib.colormaps`.

use std::str::FromStr;

use ndarray::{ArrayRef, Dimension};
use onkai_core::Real;

use crate::color::{Color, MISSING};
use crate::color_map_tables::{COOLWARM, MAGMA, VIRIDIS};

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
/// - S. van der Walt, N. J. Smith, "mpl colormaps" (magma, viridis). <https://bids.github.io/colormap/>
/// - K. Moreland, "Diverging color maps for scientific visualization" (coolwarm), ISVC 2009.
///   <https://doi.org/10.1007/978-3-642-10520-3_9>
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ColorMap {
    /// Black, purple, orange, pale yellow; librosa's choice for data of one sign.
    #[default]
    Magma,
    /// Dark blue, green, yellow.
    Viridis,
    /// Blue, light gray, red: for data of both signs. Zero is gray.
    CoolWarm,
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

    /// The map that suits the data, as `librosa.display.cmap` chooses it: [`CoolWarm`](Self::CoolWarm)
    /// if there are values of both signs even without the 2 % at either end, else [`Magma`](Self::Magma).
    ///
    /// # Examples
    ///
    /// ```
    /// use ndarray::array;
    /// use onkai_plot::ColorMap;
    ///
    /// assert_eq!(ColorMap::for_data(&array![[-80.0, -20.0, 0.0]]), ColorMap::Magma);
    /// assert_eq!(ColorMap::for_data(&array![[-1.0, 0.2, 0.9]]), ColorMap::CoolWarm);
    /// ```
    #[doc(alias = "cmap")]
    pub fn for_data<F: Real, D: Dimension>(data: &ArrayRef<F, D>) -> Self {
        Summary::of(data).color_map()
    }

    /// Whether its middle stands for zero.
    pub(crate) fn is_diverging(self) -> bool {
        self == Self::CoolWarm
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
            Self::CoolWarm => Color::rgb(COOLWARM[usize::from(idx)]),
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
            "coolwarm" => Ok(Self::CoolWarm),
            "gray" | "grey" => Ok(Self::Gray),
            "gray_r" | "grey_r" => Ok(Self::GrayReversed),
            _ => Err(onkai_core::Error::UnknownName {
                name: "color map",
                value: name.to_owned(),
                known: "magma, viridis, coolwarm, gray, gray_r",
            }),
        }
    }
}

/// What has to be known of data to colour them, from one pass; it leaves out what is not finite.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Summary {
    /// More than `greatest` if nothing is finite.
    pub(crate) least: f64,
    pub(crate) greatest: f64,
    n: usize,
    n_negative: usize,
    n_positive: usize,
    /// The values next to zero on either side.
    last_negative: f64,
    first_positive: f64,
}

/// The part of the data at either end that does not decide on the colour map.
const OUTLIERS: f64 = 0.02;

impl Summary {
    pub(crate) fn of<F: Real, D: Dimension>(data: &ArrayRef<F, D>) -> Self {
        let (mut least, mut greatest) = (F::infinity(), F::neg_infinity());
        let (mut n, mut n_negative, mut n_positive) = (0, 0, 0);
        let (mut last_negative, mut first_positive) = (F::neg_infinity(), F::infinity());
        // The order in memory is the fastest; the answer is the same in any.
        data.for_each(|&v| {
            if !v.is_finite() {
                return;
            }
            n += 1;
            least = if v < least { v } else { least };
            greatest = if greatest < v { v } else { greatest };
            if v < F::zero() {
                n_negative += 1;
                last_negative = if last_negative < v { v } else { last_negative };
            } else if F::zero() < v {
                n_positive += 1;
                first_positive = if v < first_positive { v } else { first_positive };
            }
        });
        Self {
            least: least.as_f64(),
            greatest: greatest.as_f64(),
            n,
            n_negative,
            n_positive,
            last_negative: last_negative.as_f64(),
            first_positive: first_positive.as_f64(),
        }
    }

    pub(crate) fn color_map(&self) -> ColorMap {
        let rank = OUTLIERS * self.n.saturating_sub(1) as f64;
        let zeros = self.n - self.n_negative - self.n_positive;
        let next = |beyond: f64| if 0 < zeros { 0.0 } else { beyond };
        let has_negative = quantile_is_beyond(
            rank,
            self.n_negative,
            -self.last_negative,
            -next(self.first_positive),
        );
        let has_positive = quantile_is_beyond(
            rank,
            self.n_positive,
            self.first_positive,
            next(self.last_negative),
        );
        if has_negative && has_positive { ColorMap::CoolWarm } else { ColorMap::Magma }
    }
}

/// Whether a quantile lies on the side of zero that the outermost `n_beyond` values lie on. Between
/// the last of these and the one behind, `last` above zero and `next` not, it is interpolated.
fn quantile_is_beyond(rank: f64, n_beyond: usize, last: f64, next: f64) -> bool {
    let (below, part) = (rank.floor() as usize, rank.fract());
    match n_beyond {
        n if below + 1 < n => true,
        n if below + 1 == n => {
            part == 0.0 || !next.is_finite() || 0.0 < last + part * (next - last)
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use ndarray::{Array1, array};
    use onkai_testing::Golden;

    use super::*;

    #[test]
    fn the_map_is_the_one_that_librosa_chooses() {
        let golden = Golden::open(env!("CARGO_MANIFEST_DIR"), "plot");
        let offsets: Array1<f64> = golden.array1("cmap_offsets");
        let lengths: Array1<f64> = golden.array1("cmap_lengths");
        let diverging: ndarray::Array2<u8> = golden.array2("cmap_diverging");
        for (i, &n) in lengths.iter().enumerate() {
            for (j, &offset) in offsets.iter().enumerate() {
                let data = onkai_testing::noise(n as usize, 11) + offset;
                let expected = diverging[[i, j]] == 1;
                let map = ColorMap::for_data(&data);
                assert_eq!(map == ColorMap::CoolWarm, expected, "{n} values about {offset}");
            }
        }
    }

    #[test]
    fn odd_data_have_a_map() {
        assert_eq!(ColorMap::for_data(&array![f64::NAN]), ColorMap::Magma);
        assert_eq!(ColorMap::for_data(&Array1::<f32>::zeros(0)), ColorMap::Magma);
        assert_eq!(ColorMap::for_data(&Array1::<f32>::zeros(9)), ColorMap::Magma);
        let infinite = array![f32::NEG_INFINITY, 1.0, 2.0];
        assert_eq!(ColorMap::for_data(&infinite), ColorMap::Magma);
    }

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
            "`jet` is no color map; known are magma, viridis, coolwarm, gray, gray_r"
        );
    }
}

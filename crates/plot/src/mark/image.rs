//! Images of any kind.
//!
//! Counterpart of `matplotlib.pyplot.imshow`.

use ndarray::{Array2, ArrayRef2, ArrayRef3};
use onkai_core::{Error, Real};

use crate::axis::{Kind, Ruler, Scale};
use crate::color::Color;
use crate::color_map::ColorMap;
use crate::error::Result;
use crate::mark::cells::{draw_cells, mean_colors};
use crate::mark::levels::{ColorBar, LevelOptions, Levels};
use crate::mark::{Drawn, Frame, Sample, Way};
use crate::scene::Shape;
use crate::ticks::Ticks;

/// An image in colours or grays, or a matrix of numbers as colours.
///
/// Row 0 is at the top, pixels are squares, and the centre of pixel `[i, j]` is at y = i and x = j,
/// unless options say otherwise. Where several pixels of the image fall on one of the picture, it
/// shows their mean.
///
/// # Examples
///
/// ```
/// use ndarray::{Array2, Array3};
/// use onkai_plot::{Image, ImageOptions};
///
/// let options = ImageOptions::default();
/// let colors = Image::rgb(&Array3::from_shape_fn((48, 64, 3), |(i, j, k)| (i + j + 9 * k) as u8), &options)?;
/// let grays = Image::gray(&Array2::from_shape_fn((48, 64), |(i, j)| (2 * i + j) as u8), &options)?;
/// let matrix = Image::matrix(&Array2::<f64>::eye(8), &options)?;
/// # Ok::<(), onkai_plot::Error>(())
/// ```
#[doc(alias = "imshow")]
#[derive(Clone, Debug)]
pub struct Image {
    content: Content,
    x_edges: Vec<f64>,
    y_edges: Vec<f64>,
    /// Whether the y axis goes down.
    inverted: bool,
    square: bool,
}

/// Options of [`Image`].
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ImageOptions {
    /// Colours of a matrix. Default: `None`, what suits the data: see [`ColorMap::for_data`].
    #[doc(alias = "cmap")]
    pub color_map: Option<ColorMap>,
    /// The number of a matrix that has the first colour. Default: `None`, as of a
    /// [`Spectrogram`](crate::Spectrogram).
    #[doc(alias = "vmin")]
    pub min_level: Option<f64>,
    /// The number of a matrix that has the last colour. Default: `None`, as of a
    /// [`Spectrogram`](crate::Spectrogram).
    #[doc(alias = "vmax")]
    pub max_level: Option<f64>,
    /// The colour bar of a matrix. Default: [`ColorBar::Auto`], numbers.
    pub color_bar: ColorBar,
    /// Where row 0 is. Default: [`Origin::Top`].
    pub origin: Origin,
    /// Ends of the x axis and of the y axis; the image then fills them, and pixels need not be
    /// squares. Default: `None`, pixels are 1 wide and high.
    pub extent: Option<[[f64; 2]; 2]>,
}

/// Where row 0 of an image is.
///
/// # Examples
///
/// ```
/// use onkai_plot::{ImageOptions, Origin};
/// let options = ImageOptions { origin: Origin::Bottom, ..Default::default() };
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Origin {
    /// At the top, as in a picture or a matrix.
    #[default]
    Top,
    /// At the bottom, as in a diagram.
    Bottom,
}

#[derive(Clone, Debug)]
enum Content {
    /// Red, green and blue of all pixels, row by row.
    Colors(Array2<[u8; 3]>),
    Levels(Levels),
}

impl Image {
    /// An image in colours.
    ///
    /// # Shapes
    ///
    /// `pixels`: `[n_rows, n_columns, 3]`, red, green and blue from 0 to 255.
    ///
    /// # Errors
    ///
    /// `TooShort` when there is no pixel, `Shape` when there are not three colours, `Values` when the
    /// extent is not finite or its ends do not increase.
    pub fn rgb(pixels: &ArrayRef3<u8>, options: &ImageOptions) -> Result<Self> {
        let (n_rows, n_columns, n_colors) = pixels.dim();
        if n_colors != 3 {
            let (expected, actual) = (vec![n_rows, n_columns, 3], pixels.shape().to_vec());
            return Err(Error::Shape { name: "pixels", expected, actual }.into());
        }
        let color = |(i, j)| [0, 1, 2].map(|k| pixels[[i, j, k]]);
        let colors = Array2::from_shape_fn((n_rows, n_columns), color);
        Self::with("pixels", (n_rows, n_columns), options, || Ok(Content::Colors(colors)))
    }

    /// An image in grays.
    ///
    /// # Shapes
    ///
    /// `pixels`: `[n_rows, n_columns]`, from 0 (black) to 255 (white).
    ///
    /// # Errors
    ///
    /// `TooShort` when there is no pixel, `Values` when the extent is not finite or its ends do not
    /// increase.
    pub fn gray(pixels: &ArrayRef2<u8>, options: &ImageOptions) -> Result<Self> {
        let colors =
            || Ok(Content::Colors(pixels.mapv(|v| [v; 3]).as_standard_layout().into_owned()));
        Self::with("pixels", pixels.dim(), options, colors)
    }

    /// A matrix of numbers as colours; NaN is drawn gray.
    ///
    /// # Shapes
    ///
    /// `data`: `[n_rows, n_columns]`.
    ///
    /// # Errors
    ///
    /// `TooShort` when there is no number, `Values` when none is finite, or the extent is not
    /// finite or its ends do not increase, `Parameter` when a level is out of range.
    #[doc(alias = "matshow")]
    pub fn matrix<F: Real>(data: &ArrayRef2<F>, options: &ImageOptions) -> Result<Self> {
        let ImageOptions { color_map, min_level, max_level, color_bar, .. } = *options;
        let colors = LevelOptions { color_map, min_level, max_level, color_bar };
        let levels = || Levels::new(data, &colors, false).map(Content::Levels);
        Self::with("data", data.dim(), options, levels)
    }

    fn with(
        name: &'static str,
        (n_rows, n_columns): (usize, usize),
        options: &ImageOptions,
        content: impl FnOnce() -> Result<Content>,
    ) -> Result<Self> {
        if n_rows == 0 || n_columns == 0 {
            return Err(Error::TooShort { name, expected: 1, actual: 0 }.into());
        }
        let whole = |n: usize| [-0.5, n as f64 - 0.5];
        let [x, y] = options.extent.unwrap_or([whole(n_columns), whole(n_rows)]);
        for [low, high] in [x, y] {
            if !(low < high && (high - low).is_finite()) {
                let requirement = "hold finite ends of both axes, the first less than the second";
                return Err(Error::Values { name: "extent", requirement }.into());
            }
        }
        let edges = |n: usize, [low, high]: [f64; 2]| -> Vec<f64> {
            (0..=n).map(|i| low + (high - low) * i as f64 / n as f64).collect()
        };
        let (x_edges, mut y_edges) = (edges(n_columns, x), edges(n_rows, y));
        let is_top = options.origin == Origin::Top;
        // Given ends are those of an axis that goes up: the first row has its upper end.
        if is_top && options.extent.is_some() {
            y_edges.reverse();
        }
        let free = options.extent.is_some();
        let content = content()?;
        Ok(Self { content, x_edges, y_edges, inverted: is_top && !free, square: !free })
    }
}

impl Drawn for Image {
    fn kind(&self, way: Way) -> Option<Kind> {
        let ticks = if self.square { Ticks::Whole } else { Ticks::Number };
        let inverted = way == Way::Y && self.inverted;
        Some(Kind { inverted, ..Kind::linear(ticks) })
    }

    fn range(&self, way: Way, scale: Scale) -> Option<[f64; 2]> {
        let edges = if way == Way::X { &self.x_edges } else { &self.y_edges };
        scale.extent(edges.iter().copied())
    }

    fn color(&self) -> Option<Color> {
        None
    }

    fn takes_color(&self) -> bool {
        false
    }

    fn legend(&self) -> Option<(&str, Sample)> {
        None
    }

    fn color_bar(&self) -> Option<(Ruler, ColorMap)> {
        match &self.content {
            Content::Colors(_) => None,
            Content::Levels(levels) => levels.color_bar(),
        }
    }

    fn is_square(&self) -> bool {
        self.square
    }

    fn draw(&self, frame: &Frame<'_>, _color: Color) -> Vec<Shape> {
        let shape =
            draw_cells(frame, &self.x_edges, &self.y_edges, |rows, columns| match &self.content {
                Content::Colors(colors) => mean_colors(colors, rows, columns),
                Content::Levels(levels) => levels.colors(rows, columns),
            });
        shape.into_iter().collect()
    }
}

#[cfg(test)]
mod tests {
    use ndarray::{Array3, array};

    use super::*;
    use crate::scene::Rect;

    #[test]
    fn bad_input_is_named() {
        let defaults = ImageOptions::default();
        let message = |image: Result<Image>| image.unwrap_err().to_string();
        let four = Array3::zeros((2, 2, 4));
        assert_eq!(
            message(Image::rgb(&four, &defaults)),
            "`pixels` has shape [2, 2, 4], but must have [2, 2, 3]"
        );
        let empty = Array3::zeros((0, 2, 3));
        assert_eq!(
            message(Image::rgb(&empty, &defaults)),
            "`pixels` has length 0, but needs at least 1"
        );
        assert!(message(Image::gray(&Array2::zeros((3, 0)), &defaults)).starts_with("`pixels`"));
        let nothing = Image::matrix(&array![[f64::NAN]], &defaults);
        assert_eq!(message(nothing), "`data` must hold at least one finite value");
        let empty = Image::matrix(&Array2::<f32>::zeros((0, 0)), &defaults);
        assert!(message(empty).starts_with("`data` has length 0"));
        for end in [0.0, f64::NAN, f64::INFINITY] {
            let extent = Some([[0.0, 1.0], [0.0, end]]);
            let options = ImageOptions { extent, ..Default::default() };
            let error = message(Image::gray(&array![[1]], &options));
            assert!(error.starts_with("`extent` must hold"), "{error}");
        }
    }

    #[test]
    fn row_zero_is_where_it_is_told() {
        let pixels = array![[10, 20], [30, 40]];
        let drawn = |options: &ImageOptions| -> Vec<u8> {
            let image = Image::gray(&pixels, options).unwrap();
            let ruler = |way| {
                let Kind { inverted, ticks, .. } = image.kind(way).unwrap();
                let range = image.range(way, Scale::Linear).unwrap();
                Ruler { inverted, ..Ruler::linear(range, ticks) }
            };
            let (x, y) = (ruler(Way::X), ruler(Way::Y));
            let rect = Rect { left: 0.0, top: 0.0, width: 2.0, height: 2.0 };
            let frame = Frame { rect, x: &x, y: &y, scale: 1.0 };
            let shapes = image.draw(&frame, Color::rgb(0));
            let Shape::Image { pixels, .. } = &shapes[0] else { panic!() };
            pixels.rgb.iter().copied().step_by(3).collect()
        };
        let bottom = ImageOptions { origin: Origin::Bottom, ..Default::default() };
        let extent = Some([[0.0, 8.0], [-1.0, 1.0]]);
        assert_eq!(drawn(&ImageOptions::default()), [10, 20, 30, 40]);
        assert_eq!(drawn(&bottom), [30, 40, 10, 20]);
        assert_eq!(drawn(&ImageOptions { extent, ..Default::default() }), [10, 20, 30, 40]);
        assert_eq!(drawn(&ImageOptions { extent, ..bottom }), [30, 40, 10, 20]);
    }
}

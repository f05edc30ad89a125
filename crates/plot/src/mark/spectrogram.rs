//! An image of levels over time and frequency, or other axes.
//!
//! Counterpart of `librosa.display.specshow`.

use ndarray::ArrayRef2;
use onkai_core::{Error, Real, check_positive};

use crate::axis::{Kind, Ruler, Scale};
use crate::color::Color;
use crate::color_map::ColorMap;
use crate::error::Result;
use crate::mark::cells::draw_cells;
use crate::mark::levels::{ColorBar, LevelOptions, Levels};
use crate::mark::spec_axis::{Clock, Place, SpecAxis};
use crate::mark::{Drawn, Frame, Sample, Way};
use crate::scene::Shape;

/// A spectrogram, chromagram, tempogram or the like: a cell for each number, coloured by level.
///
/// Frame `t` is centred at `start_s + t · hop_length / sample_rate` seconds. A pixel shows the mean of the
/// cells under it, weighted by area. NaN is drawn gray; -∞, the level of silence, as the least level.
///
/// # Examples
///
/// ```
/// use ndarray::Array2;
/// use onkai_plot::{Figure, SpecAxis, Spectrogram, SpectrogramOptions};
///
/// let db = Array2::from_shape_fn((1025, 100), |(k, t)| -((k + t) as f32) / 20.0);
/// let options = SpectrogramOptions { y: SpecAxis::Log, ..Default::default() };
/// let figure = Figure::from(Spectrogram::new(&db, 22050.0, 512, &options)?);
/// # Ok::<(), onkai_plot::Error>(())
/// ```
///
/// # Differences from librosa
///
/// - The mel axis is spaced by the mel formula itself, so that all bands are equally high, and each
///   band lies about the centre of its filter.
/// - What falls on one pixel is averaged; matplotlib shows one of the cells.
/// - The lag of row i of a tempogram is i frames; librosa draws it at the tempo of i + 1.
/// - The rows of a chromagram make one octave, however many they are.
/// - The colours of signed data are centred on zero.
/// - Axes of lags and of Indian notation, and those in just intonation, are not here.
#[doc(alias = "specshow")]
#[derive(Clone, Debug)]
pub struct Spectrogram {
    levels: Levels,
    x: Place,
    y: Place,
}

/// Options of [`Spectrogram`].
#[derive(Clone, Debug, PartialEq)]
pub struct SpectrogramOptions {
    /// What the columns are. Default: [`SpecAxis::Time`].
    #[doc(alias = "x_axis")]
    pub x: SpecAxis,
    /// What the rows are. Default: [`SpecAxis::Linear`].
    #[doc(alias = "y_axis")]
    pub y: SpecAxis,
    /// Default: `None`, what suits the data: see [`ColorMap::for_data`].
    #[doc(alias = "cmap")]
    pub color_map: Option<ColorMap>,
    /// The level that has the first colour. Default: `None`, the least finite one, or with a
    /// diverging colour map that opposite to the last.
    #[doc(alias = "vmin")]
    pub min_level: Option<f64>,
    /// The level that has the last colour. Default: `None`, the greatest finite one, or with a
    /// diverging colour map that opposite to the first.
    #[doc(alias = "vmax")]
    pub max_level: Option<f64>,
    /// Default: [`ColorBar::Auto`].
    pub color_bar: ColorBar,
    /// Time of the first frame's centre, in seconds. Default: `0`.
    pub start_s: f64,
}

impl Default for SpectrogramOptions {
    fn default() -> Self {
        Self {
            x: SpecAxis::Time,
            y: SpecAxis::Linear,
            color_map: None,
            min_level: None,
            max_level: None,
            color_bar: ColorBar::Auto,
            start_s: 0.0,
        }
    }
}

impl Spectrogram {
    /// A spectrogram of `data`.
    ///
    /// # Shapes
    ///
    /// `data`: `[n_bins, n_frames]`, both at least 1 (at least 2 along [`SpecAxis::Linear`] and
    /// [`Log`](SpecAxis::Log)), row by row or, faster, column by column in memory; `sample_rate`
    /// in hertz; `hop_length` in samples.
    ///
    /// # Errors
    ///
    /// `TooShort` when `data` lacks bins or frames, `Values` when none of it is finite, `Parameter`
    /// when `sample_rate`, `hop_length` or an option is out of range, `Shape` when an axis does not
    /// have as many cells as `data`.
    pub fn new<F: Real>(
        data: &ArrayRef2<F>,
        sample_rate: f64,
        hop_length: usize,
        options: &SpectrogramOptions,
    ) -> Result<Self> {
        check_positive("sample_rate", sample_rate)?;
        check_positive("hop_length", hop_length as f64)?;
        let start_s = options.start_s;
        if !start_s.is_finite() {
            return Err(Error::parameter("start_s", start_s, "finite").into());
        }
        let (n_rows, n_columns) = data.dim();
        if n_rows == 0 || n_columns == 0 {
            return Err(Error::TooShort { name: "data", expected: 1, actual: 0 }.into());
        }
        let clock = Clock { sample_rate, hop_length, start_s };
        let (x, y) = (options.x.place(n_columns, clock)?, options.y.place(n_rows, clock)?);
        let SpectrogramOptions { color_map, min_level, max_level, color_bar, .. } = *options;
        let colors = LevelOptions { color_map, min_level, max_level, color_bar };
        let levels = Levels::new(data, &colors, options.y.is_frequency())?;
        Ok(Self { levels, x, y })
    }

    /// All 256 colours.
    pub(super) fn color_table(&self) -> [[u8; 3]; 256] {
        self.levels.color_table()
    }

    pub(super) fn side(&self, way: Way) -> &Place {
        match way {
            Way::X => &self.x,
            Way::Y => &self.y,
        }
    }
}

impl Drawn for Spectrogram {
    fn kind(&self, way: Way) -> Option<Kind> {
        Some(self.side(way).kind.clone())
    }

    fn range(&self, way: Way, scale: Scale) -> Option<[f64; 2]> {
        let Place { range: [low, high], edges, .. } = self.side(way);
        if scale != Scale::Log || 0.0 < *low {
            return Some([*low, *high]);
        }
        // On a logarithmic axis that is not its own, a spectrogram begins with its first edge above 0.
        let [first, _] = scale.extent(edges.iter().copied())?;
        Some([first, *high])
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
        self.levels.color_bar()
    }

    fn draw(&self, frame: &Frame<'_>, _color: Color) -> Vec<Shape> {
        let shape = draw_cells(frame, &self.x.edges, &self.y.edges, |rows, columns| {
            self.levels.colors(rows, columns)
        });
        shape.into_iter().collect()
    }
}

#[cfg(test)]
mod tests {
    use ndarray::{Array2, array};

    use super::*;
    use crate::mark::MelBands;
    use crate::scene::Rect;

    fn message(data: &Array2<f64>, options: &SpectrogramOptions) -> String {
        Spectrogram::new(data, 22050.0, 512, options).unwrap_err().to_string()
    }

    #[test]
    fn bad_input_is_named() {
        let defaults = SpectrogramOptions::default();
        let data = Array2::zeros((3, 2));
        assert_eq!(
            message(&Array2::zeros((1, 4)), &defaults),
            "`data` has length 1, but needs at least 2"
        );
        for shape in [(4, 0), (0, 4)] {
            assert_eq!(
                message(&Array2::zeros(shape), &defaults),
                "`data` has length 0, but needs at least 1"
            );
        }
        assert_eq!(
            message(&array![[f64::NAN], [f64::INFINITY]], &defaults),
            "`data` must hold at least one finite value"
        );
        let swapped = SpectrogramOptions {
            min_level: Some(0.0),
            max_level: Some(-80.0),
            ..Default::default()
        };
        assert!(message(&data, &swapped).starts_with("`max_level` is -80"));
        let bands = MelBands { min_hz: 9e3, max_hz: Some(8e3), ..Default::default() };
        let mel = SpectrogramOptions { y: SpecAxis::Mel(bands), ..Default::default() };
        assert!(message(&data, &mel).starts_with("`max_hz` is 8000"));
        let late = SpectrogramOptions { start_s: f64::INFINITY, ..Default::default() };
        assert!(message(&data, &late).starts_with("`start_s` is inf"));
        for (rate, hop, name) in [(0.0, 512, "sample_rate"), (22050.0, 0, "hop_length")] {
            let error = Spectrogram::new(&data, rate, hop, &defaults).unwrap_err().to_string();
            assert!(error.starts_with(&format!("`{name}` is 0")), "{error}");
        }
    }

    fn ruler(spectrogram: &Spectrogram, way: Way) -> Ruler {
        let kind = spectrogram.kind(way).unwrap();
        let range = spectrogram.range(way, kind.scale).unwrap();
        Ruler { scale: kind.scale, range, ticks: kind.ticks, inverted: false }
    }

    fn red(shapes: &[Shape]) -> (Rect, Vec<u8>) {
        let Shape::Image { rect, pixels } = &shapes[0] else { panic!() };
        (*rect, pixels.rgb.iter().copied().step_by(3).collect())
    }

    #[test]
    fn frames_and_bins_stand_where_they_belong() {
        // Three bins at 0, 2 and 4 Hz; three frames at 0, 1 and 2 s; half a cell hangs over each end.
        let data = array![[0.0, 1.0, 2.0], [3.0, 4.0, 5.0], [6.0, 7.0, 255.99]];
        let options = SpectrogramOptions {
            color_map: Some(ColorMap::Gray),
            max_level: Some(256.0),
            ..Default::default()
        };
        let spectrogram = Spectrogram::new(&data, 8.0, 8, &options).unwrap();
        let (x, y) = (ruler(&spectrogram, Way::X), ruler(&spectrogram, Way::Y));
        assert_eq!((x.range, y.range), ([0.0, 2.0], [0.0, 4.0]));
        let rect = Rect { left: 0.0, top: 0.0, width: 4.0, height: 4.0 };
        let black = Color::rgb(0);
        let (image, reds) =
            red(&spectrogram.draw(&Frame { rect, x: &x, y: &y, scale: 1.0 }, black));
        assert_eq!(image, rect);
        assert_eq!(reds, [6, 7, 7, 255, 3, 4, 4, 5, 3, 4, 4, 5, 0, 1, 1, 2]);
        // Axes that are turned round.
        let (x_back, y_back) =
            (Ruler { inverted: true, ..x.clone() }, Ruler { inverted: true, ..y.clone() });
        let frame = Frame { rect, x: &x_back, y: &y_back, scale: 1.0 };
        let turned = red(&spectrogram.draw(&frame, black)).1;
        assert_eq!(turned, reds.iter().rev().copied().collect::<Vec<u8>>());
        // An axis that begins earlier: the image begins where the first frame does.
        let x = Ruler { range: [-2.5, 1.5], ..x };
        let (image, reds) =
            red(&spectrogram.draw(&Frame { rect, x: &x, y: &y, scale: 1.0 }, black));
        assert_eq!((image.left, image.width, reds.len()), (2.0, 2.0, 8));
        let x = Ruler { range: [5.0, 6.0], ..x };
        assert!(spectrogram.draw(&Frame { rect, x: &x, y: &y, scale: 1.0 }, black).is_empty());
    }

    #[test]
    fn slow_tempi_are_below_fast_ones() {
        // Lags of 0 to 3 frames of a second each: no tempo, 60, 30 and 20 beats a minute.
        let data = array![[0.0], [10.0], [20.0], [30.0]];
        let options = SpectrogramOptions {
            y: SpecAxis::Tempo,
            color_map: Some(ColorMap::Gray),
            max_level: Some(256.0),
            ..Default::default()
        };
        let spectrogram = Spectrogram::new(&data, 1.0, 1, &options).unwrap();
        let (x, y) = (ruler(&spectrogram, Way::X), ruler(&spectrogram, Way::Y));
        let rect = Rect { left: 0.0, top: 0.0, width: 1.0, height: 5.0 };
        let (image, reds) =
            red(&spectrogram.draw(&Frame { rect, x: &x, y: &y, scale: 1.0 }, Color::rgb(0)));
        assert_eq!(image, rect);
        assert!(reds.windows(2).all(|pair| pair[0] <= pair[1]), "{reds:?}");
        // The lowest pixel has a share of the rows of 20 and of 30 beats a minute.
        assert_eq!((reds[0], reds[4]), (0, 25));
    }
}

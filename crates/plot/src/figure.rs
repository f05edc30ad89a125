//! A figure: a grid of panels.

use std::io::Write;
use std::path::Path;

use onkai_core::write_whole_file;

use crate::draw::scene;
use crate::error::{Error, Result};
use crate::panel::Panel;
use crate::theme::Theme;
use crate::{html, png_file, raster, svg};

/// A picture of one or more panels, drawn as SVG, PNG or HTML.
///
/// # Examples
///
/// ```
/// use ndarray::{Array1, array};
/// use onkai_plot::{Figure, Panel, VerticalLines, Waveform};
///
/// let x = Array1::from_shape_fn(22050, |i| (0.03 * i as f64).sin());
/// let waveform = Waveform::new(&x, 22050.0, &Default::default())?;
/// let beats = VerticalLines::new(&array![0.25, 0.75], &Default::default())?;
/// let figure = Figure {
///     title: "A tone".into(),
///     panels: vec![Panel { marks: vec![waveform.into(), beats.into()], ..Default::default() }],
///     ..Default::default()
/// };
/// assert!(figure.to_svg()?.contains("<title>A tone</title>"));
/// # Ok::<(), onkai_plot::Error>(())
/// ```
///
/// Panels beside each other, the first three times as wide; they share the y axis:
///
/// ```
/// use ndarray::Array1;
/// use onkai_plot::{Figure, Line, Share};
///
/// let x = Array1::linspace(0.0, 1.0, 50);
/// let panel = |slope: f64| Line::new(&x, &(slope * &x), &Default::default()).map(Into::into);
/// let figure = Figure {
///     panels: vec![panel(1.0)?, panel(-2.0)?],
///     widths: vec![3.0, 1.0],
///     share_y: Share::Lines,
///     ..Default::default()
/// };
/// # Ok::<(), onkai_plot::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Figure {
    /// Stands above the panels. Default: empty, no title.
    #[doc(alias = "suptitle")]
    pub title: String,
    /// Default: `12`.
    pub width_in: f64,
    /// Default: `4`.
    pub height_in: f64,
    /// Pixels to the inch of a PNG that [`save`](Self::save) and [`write`](Self::write) make. Default: `100`.
    pub dpi: f64,
    /// Default: [`Theme::Light`].
    pub theme: Theme,
    /// Row by row from the top left; at least one.
    #[doc(alias = "subplots")]
    pub panels: Vec<Panel>,
    /// Widths of the grid's columns in proportion to each other. Default: `[1]`, one column.
    pub widths: Vec<f64>,
    /// Heights of its rows. Default: empty, all alike.
    pub heights: Vec<f64>,
    /// Which panels have the same x axis. Default: [`Share::Off`].
    pub share_x: Share,
    /// Which panels have the same y axis. Default: [`Share::Off`].
    pub share_y: Share,
}

/// Which panels of a [`Figure`] have the same axis. Where they stand in line, numbers and label
/// are written once. Range, scale and ticks are those of the first of these panels that sets them.
///
/// # Examples
///
/// ```
/// use onkai_plot::{Figure, Share};
/// let figure = Figure { share_x: Share::Lines, ..Default::default() };
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Share {
    /// Each has its own.
    #[default]
    Off,
    /// The x axis: those of a column. The y axis: those of a row.
    Lines,
    /// All.
    All,
}

/// A format that a [`Figure`] is written in.
///
/// # Examples
///
/// ```
/// use onkai_plot::{Figure, Format};
///
/// let figure = Figure { panels: vec![Default::default()], ..Default::default() };
/// let mut file = Vec::new();
/// figure.write(&mut file, Format::Png)?;
/// assert!(file.starts_with(b"\x89PNG"));
/// # Ok::<(), onkai_plot::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Lines and text; sharp at any size.
    Svg,
    /// Pixels.
    Png,
    /// A fragment for a page.
    Html,
}

impl Default for Figure {
    fn default() -> Self {
        Self {
            title: String::new(),
            width_in: 12.0,
            height_in: 4.0,
            dpi: 100.0,
            theme: Theme::Light,
            panels: Vec::new(),
            widths: vec![1.0],
            heights: Vec::new(),
            share_x: Share::Off,
            share_y: Share::Off,
        }
    }
}

impl From<Panel> for Figure {
    fn from(panel: Panel) -> Self {
        Self { panels: vec![panel], ..Self::default() }
    }
}

/// Points to the inch.
const POINTS: f64 = 72.0;
/// Pixels to the inch of images and envelopes within an SVG: sharp on most screens, and half the
/// size of what the sharpest ones could show.
const SVG_DPI: f64 = 144.0;

impl Figure {
    /// The figure as an SVG document: text stays text, lines stay lines, a spectrogram is an
    /// embedded PNG.
    ///
    /// # Errors
    ///
    /// [`Error::Input`] when there is no panel, or a size or a range is out of bounds.
    pub fn to_svg(&self) -> Result<String> {
        Ok(svg::write(&scene(self, SVG_DPI / POINTS)?))
    }

    /// The figure as a PNG file with `dpi` pixels to the inch. Text is drawn with an embedded font.
    ///
    /// # Errors
    ///
    /// [`Error::Input`] when there is no panel, or a size or a range is out of bounds.
    pub fn to_png(&self, dpi: f64) -> Result<Vec<u8>> {
        onkai_core::check_positive("dpi", dpi)?;
        let scale = dpi / POINTS;
        let pixels = raster::draw(&scene(self, scale)?, scale);
        Ok(png_file::encode(&pixels, Some(dpi)))
    }

    /// The figure as a fragment of HTML: a `<figure class="onkai-figure">` with the SVG in it, as
    /// wide as the page at the most. It holds no ids, hence any number of them may stand in one page;
    /// with [`Theme::Page`] it takes the colour of the page's text.
    ///
    /// # Errors
    ///
    /// As [`to_svg`](Self::to_svg).
    pub fn to_html(&self) -> Result<String> {
        Ok(html::fragment(&scene(self, SVG_DPI / POINTS)?))
    }

    /// Writes the figure to `out`.
    ///
    /// # Errors
    ///
    /// As [`to_svg`](Self::to_svg); [`Error::Output`] when `out` does not take it.
    pub fn write(&self, out: &mut impl Write, format: Format) -> Result<()> {
        let bytes = match format {
            Format::Svg => self.to_svg()?.into_bytes(),
            Format::Png => self.to_png(self.dpi)?,
            Format::Html => self.to_html()?.into_bytes(),
        };
        out.write_all(&bytes).map_err(|source| Error::Output { source })
    }

    /// Writes the figure to a file whose name ends in `.svg`, `.png` or `.html` (a page of its own).
    /// The file appears when it is complete; a file that was there before stays until then.
    ///
    /// # Errors
    ///
    /// As [`to_svg`](Self::to_svg); [`Error::UnknownFormat`] for another ending, [`Error::Write`]
    /// when the file cannot be written.
    #[doc(alias = "savefig")]
    pub fn save(&self, path: impl AsRef<Path>) -> Result<()> {
        let path = path.as_ref();
        let ending = path.extension().and_then(|e| e.to_str()).map(str::to_ascii_lowercase);
        let file = match ending.as_deref() {
            Some("svg") => self.to_svg()?.into_bytes(),
            Some("png") => self.to_png(self.dpi)?,
            Some("html") => html::page(&scene(self, SVG_DPI / POINTS)?).into_bytes(),
            _ => return Err(Error::UnknownFormat { path: path.to_owned() }),
        };
        write_whole_file(path, |out| out.write_all(&file))
            .map_err(|source| Error::Write { path: path.to_owned(), source })
    }
}

//! A figure: panels under each other over one time axis.

use std::io::Write;
use std::path::Path;

use onkai_core::write_whole_file;

use crate::draw::scene;
use crate::error::{Error, Result};
use crate::mark::Mark;
use crate::{png_file, raster, svg};

/// A picture of one or more panels, drawn as SVG or PNG.
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
#[derive(Clone, Debug)]
pub struct Figure {
    /// Stands above the panels. Default: empty, no title.
    pub title: String,
    /// Default: `12`.
    pub width_in: f64,
    /// Default: `4`.
    pub height_in: f64,
    /// Pixels to the inch of a PNG that [`save`](Self::save) writes. Default: `100`.
    pub dpi: f64,
    /// From top to bottom; at least one. All span the same time.
    pub panels: Vec<Panel>,
}

impl Default for Figure {
    fn default() -> Self {
        Self {
            title: String::new(),
            width_in: 12.0,
            height_in: 4.0,
            dpi: 100.0,
            panels: Vec::new(),
        }
    }
}

/// One pair of axes and what it shows.
#[derive(Clone, Debug)]
pub struct Panel {
    /// Drawn one over the other.
    pub marks: Vec<Mark>,
    /// What stands along the time axis of the last panel. Default: `None`, "Time" with its unit.
    pub x_label: Option<String>,
    /// What stands along the y axis. Default: `None`, "Frequency (Hz)" or nothing.
    pub y_label: Option<String>,
    /// First and last time of all panels, if the first panel sets it. Default: `None`, all there is.
    pub x_range: Option<[f64; 2]>,
    /// Least and greatest value of the y axis. Default: `None`, all there is.
    pub y_range: Option<[f64; 2]>,
    /// Height in proportion to the other panels. Default: `1`.
    pub height: f64,
    /// Thin lines behind the marks. Default: `true`.
    pub grid: bool,
}

impl Default for Panel {
    fn default() -> Self {
        Self {
            marks: Vec::new(),
            x_label: None,
            y_label: None,
            x_range: None,
            y_range: None,
            height: 1.0,
            grid: true,
        }
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

    /// Writes the figure to a file whose name ends in `.svg` or `.png`. The file appears when it is
    /// complete; a file that was there before stays until then.
    ///
    /// # Errors
    ///
    /// As [`to_svg`](Self::to_svg); [`Error::UnknownFormat`] for another ending, [`Error::Write`]
    /// when the file cannot be written.
    pub fn save(&self, path: impl AsRef<Path>) -> Result<()> {
        let path = path.as_ref();
        let ending = path.extension().and_then(|e| e.to_str()).map(str::to_ascii_lowercase);
        let file = match ending.as_deref() {
            Some("svg") => self.to_svg()?.into_bytes(),
            Some("png") => self.to_png(self.dpi)?,
            _ => return Err(Error::UnknownFormat { path: path.to_owned() }),
        };
        write_whole_file(path, |out| out.write_all(&file))
            .map_err(|source| Error::Write { path: path.to_owned(), source })
    }
}

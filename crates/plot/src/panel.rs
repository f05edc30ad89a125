//! A panel: axes and what they show.

use crate::axis::Axis;
use crate::mark::Mark;

/// One pair of axes and what it shows; a second y axis, if it has marks of its own.
///
/// # Examples
///
/// A curve over a spectrogram, on an axis of its own at the right:
///
/// ```
/// use ndarray::{Array1, Array2};
/// use onkai_plot::{Axis, Line, Panel, Spectrogram, SpectrogramOptions};
///
/// let db = Array2::from_shape_fn((257, 100), |(k, t)| -((k + t) as f32) / 5.0);
/// let spectrogram = Spectrogram::new(&db, 22050.0, 512, &SpectrogramOptions::default())?;
/// let times = Array1::linspace(0.0, 2.3, 100);
/// let loudness = Line::new(&times, &times.mapv(|t: f64| t.sin()), &Default::default())?;
/// let panel = Panel {
///     right_marks: vec![loudness.into()],
///     right: Axis { label: Some("Loudness".into()), ..Default::default() },
///     ..spectrogram.into()
/// };
/// # Ok::<(), onkai_plot::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Panel {
    /// Stands above the panel. Default: empty, no title.
    pub title: String,
    /// Drawn one over the other. Marks with a label make a legend above the panel.
    pub marks: Vec<Mark>,
    /// The x axis.
    pub x: Axis,
    /// The y axis.
    pub y: Axis,
    /// Drawn over the others, on a y axis of their own at the right. Default: none, and no such axis.
    #[doc(alias = "twinx")]
    pub right_marks: Vec<Mark>,
    /// The y axis at the right.
    pub right: Axis,
    /// Thin lines behind the marks. Default: `true`.
    pub grid: bool,
    /// Frame, ticks and labels; without them and without marks a panel is a blank in the grid. Default: `true`.
    #[doc(alias = "axis off")]
    pub axes: bool,
    /// Default: [`Aspect::Auto`].
    pub aspect: Aspect,
    /// How many columns of the figure's grid the panel takes. Default: `1`.
    pub span: usize,
}

/// How a panel's height goes with its width.
///
/// # Examples
///
/// ```
/// use onkai_plot::{Aspect, Panel};
/// let circle = Panel { aspect: Aspect::Equal, ..Default::default() };
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Aspect {
    /// As [`Equal`](Self::Equal) if the first mark is an image of square pixels, else [`Free`](Self::Free).
    #[default]
    Auto,
    /// The panel takes all the place it has.
    Free,
    /// A unit along x is as long as one along y; both axes must be linear, or it is [`Free`](Self::Free).
    Equal,
}

impl Default for Panel {
    fn default() -> Self {
        Self {
            title: String::new(),
            marks: Vec::new(),
            x: Axis::default(),
            y: Axis::default(),
            right_marks: Vec::new(),
            right: Axis::default(),
            grid: true,
            axes: true,
            aspect: Aspect::Auto,
            span: 1,
        }
    }
}

//! All kinds of marks as one type, and what each of them is asked for.

use crate::axis::{Kind, Ruler, Scale};
use crate::color::Color;
use crate::color_map::ColorMap;
use crate::figure::Figure;
use crate::mark::{
    Bars, Dash, Fill, Frame, Histogram, Image, Line, Marker, Scatter, Spectrogram, Stem,
    VerticalLines, Waveform,
};
use crate::panel::Panel;
use crate::scene::Shape;

/// Anything that a [`Panel`] shows.
///
/// A mark alone makes a panel or a figure, too:
///
/// ```
/// use ndarray::Array1;
/// use onkai_plot::{Figure, Waveform};
///
/// let x = Array1::from_shape_fn(22050, |i| (0.03 * i as f64).sin());
/// let png = Figure::from(Waveform::new(&x, 22050.0, &Default::default())?).to_png(100.0)?;
/// # Ok::<(), onkai_plot::Error>(())
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Mark {
    /// An image of levels over time and frequency, or other axes.
    Spectrogram(Spectrogram),
    /// An image.
    Image(Image),
    /// Samples over time.
    Waveform(Waveform),
    /// A line through points.
    Line(Line),
    /// Points.
    Scatter(Scatter),
    /// Points on stems.
    Stem(Stem),
    /// Bars.
    Bars(Bars),
    /// How often values occur.
    Histogram(Histogram),
    /// The area between two curves.
    Fill(Fill),
    /// Moments in time.
    VerticalLines(VerticalLines),
}

/// Along which axis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Way {
    X,
    Y,
}

/// How a mark looks in a legend.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Sample {
    Line { width: f64, dash: Dash, marker: Option<(Marker, f64)> },
    Upright { width: f64, dash: Dash },
    Marker { marker: Marker, size: f64 },
    Area,
}

/// What every mark is asked for.
pub(crate) trait Drawn {
    /// What the mark measures along an axis; `None` if it is but numbers.
    fn kind(&self, _way: Way) -> Option<Kind> {
        None
    }

    /// The values that an axis of this scale spans for the mark; `None` if it leaves that to others.
    fn range(&self, way: Way, scale: Scale) -> Option<[f64; 2]>;

    /// The colour that was set, `None` if the palette is to choose. (An image takes none.)
    fn color(&self) -> Option<Color>;

    /// Whether the mark has one colour, hence may take the palette's next.
    fn takes_color(&self) -> bool {
        true
    }

    /// How opaque the mark is, from 0 to 1.
    fn opacity(&self) -> f64 {
        1.0
    }

    /// What the legend calls the mark, and how it shows it; no name, no place in the legend.
    fn legend(&self) -> Option<(&str, Sample)>;

    /// The axis and the colours of the mark's colour bar.
    fn color_bar(&self) -> Option<(Ruler, ColorMap)> {
        None
    }

    /// Whether a unit along x is to be as long as one along y.
    fn is_square(&self) -> bool {
        false
    }

    /// The mark's shapes, in `color` if it has but one.
    fn draw(&self, frame: &Frame<'_>, color: Color) -> Vec<Shape>;
}

macro_rules! marks {
    ($($mark:ident),*) => {
        impl Mark {
            pub(crate) fn inner(&self) -> &dyn Drawn {
                match self {
                    $(Self::$mark(mark) => mark,)*
                }
            }
        }

        $(
            impl From<$mark> for Mark {
                fn from(mark: $mark) -> Self {
                    Self::$mark(mark)
                }
            }

            impl From<$mark> for Panel {
                /// A panel that shows this mark alone.
                fn from(mark: $mark) -> Self {
                    Self { marks: vec![mark.into()], ..Self::default() }
                }
            }

            impl From<$mark> for Figure {
                /// A figure of one panel that shows this mark alone.
                fn from(mark: $mark) -> Self {
                    Panel::from(mark).into()
                }
            }
        )*
    };
}
marks!(Spectrogram, Image, Waveform, Line, Scatter, Stem, Bars, Histogram, Fill, VerticalLines);

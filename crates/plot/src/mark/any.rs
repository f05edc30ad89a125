//! All kinds of marks as one type, and what each of them is asked for.

use crate::axis::Axis;
use crate::color::Color;
use crate::color_map::ColorMap;
use crate::mark::{Dash, Line, Spectrogram, VerticalLines, VerticalLinesOptions, Waveform};
use crate::scene::{Rect, Shape};

/// Anything that a [`Panel`](crate::Panel) shows.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Mark {
    /// An image of levels over time and frequency.
    Spectrogram(Spectrogram),
    /// Samples over time.
    Waveform(Waveform),
    /// A line through points.
    Line(Line),
    /// Moments in time.
    VerticalLines(VerticalLines),
}

/// The part of a scene that a panel's marks are drawn on.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Frame<'a> {
    pub(crate) rect: Rect,
    pub(crate) x: &'a Axis,
    pub(crate) y: &'a Axis,
    /// Pixels to a point; invariant: the rectangle's edges fall on whole pixels.
    pub(crate) scale: f64,
}

impl Frame<'_> {
    pub(crate) fn place_x(&self, value: f64) -> f64 {
        self.rect.left + self.rect.width * self.x.fraction(value)
    }

    pub(crate) fn place_y(&self, value: f64) -> f64 {
        self.rect.bottom() - self.rect.height * self.y.fraction(value)
    }

    pub(crate) fn place(&self, x: f64, y: f64) -> [f64; 2] {
        [self.place_x(x), self.place_y(y)]
    }

    /// Pixels across.
    pub(crate) fn n_columns(&self) -> usize {
        (self.rect.width * self.scale).round() as usize
    }

    /// Pixels from top to bottom.
    pub(crate) fn n_rows(&self) -> usize {
        (self.rect.height * self.scale).round() as usize
    }
}

/// How a mark looks in a legend.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Sample {
    Line { width: f64 },
    Upright { width: f64, dash: Dash },
    Area,
}

impl Mark {
    /// The values on the x axis that the mark spans; `None` if it leaves that to others.
    pub(crate) fn x_range(&self) -> Option<[f64; 2]> {
        match self {
            Self::Spectrogram(m) => Some(m.time_range()),
            Self::Waveform(m) => Some(m.time_range()),
            Self::Line(m) => Some(m.x_range()),
            Self::VerticalLines(_) => None,
        }
    }

    /// The y axis that the mark would have if it were alone.
    pub(crate) fn y_axis(&self) -> Option<Axis> {
        match self {
            Self::Spectrogram(m) => Some(m.y_axis()),
            Self::Waveform(m) => Some(m.y_axis()),
            Self::Line(m) => Some(m.y_axis()),
            Self::VerticalLines(_) => None,
        }
    }

    /// The colour that was set; `None` if the palette is to choose.
    pub(crate) fn color(&self) -> Option<Color> {
        match self {
            Self::Spectrogram(_) => None,
            Self::Waveform(m) => m.options.color,
            Self::Line(m) => m.options.color,
            Self::VerticalLines(m) => m.options.color,
        }
    }

    /// What the legend calls the mark, and how it shows it.
    pub(crate) fn legend(&self) -> Option<(&str, Sample)> {
        let (label, sample) = match self {
            Self::Spectrogram(_) => return None,
            Self::Waveform(m) => (&m.options.label, Sample::Area),
            Self::Line(m) => (&m.options.label, Sample::Line { width: m.options.width_pt }),
            Self::VerticalLines(m) => {
                let VerticalLinesOptions { width_pt: width, dash, .. } = m.options;
                (&m.options.label, Sample::Upright { width, dash })
            }
        };
        (!label.is_empty()).then_some((label.as_str(), sample))
    }

    /// The axis and the colours of the mark's colour bar.
    pub(crate) fn color_bar(&self) -> Option<(Axis, ColorMap)> {
        match self {
            Self::Spectrogram(m) => m.color_bar(),
            Self::Waveform(_) | Self::Line(_) | Self::VerticalLines(_) => None,
        }
    }

    /// The mark's shapes, in `color` if it has but one.
    pub(crate) fn draw(&self, frame: &Frame<'_>, color: Color) -> Vec<Shape> {
        match self {
            Self::Spectrogram(m) => m.draw(frame),
            Self::Waveform(m) => m.draw(frame, color),
            Self::Line(m) => m.draw(frame, color),
            Self::VerticalLines(m) => m.draw(frame, color),
        }
    }
}

macro_rules! impl_from {
    ($($mark:ident),*) => {$(
        impl From<$mark> for Mark {
            fn from(mark: $mark) -> Self {
                Self::$mark(mark)
            }
        }
    )*};
}
impl_from!(Spectrogram, Waveform, Line, VerticalLines);

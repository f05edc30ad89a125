//! A picture as a list of simple shapes, which [`crate::svg`] and [`crate::raster`] write.
//!
//! Lengths are in points of 1/72 inch; the origin is the top left corner and y points down.

use crate::mark::{Dash, Marker};
use crate::theme::{Paint, Theme};

/// A point: x to the right, y down.
pub(crate) type Point = [f64; 2];

/// An upright rectangle.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Rect {
    pub(crate) left: f64,
    pub(crate) top: f64,
    pub(crate) width: f64,
    pub(crate) height: f64,
}

impl Rect {
    pub(crate) fn right(&self) -> f64 {
        self.left + self.width
    }

    pub(crate) fn bottom(&self) -> f64 {
        self.top + self.height
    }
}

/// How a line is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Stroke {
    pub(crate) paint: Paint,
    pub(crate) width: f64,
    pub(crate) dash: Dash,
}

impl Stroke {
    pub(crate) fn solid(paint: impl Into<Paint>, width: f64) -> Self {
        Self { paint: paint.into(), width, dash: Dash::Solid }
    }
}

/// Which part of a text stands at its position.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Anchor {
    Start,
    Middle,
    End,
}

/// One line of text; `position` is on its baseline.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Text {
    pub(crate) content: String,
    pub(crate) position: Point,
    pub(crate) anchor: Anchor,
    pub(crate) size: f64,
    /// Written from the bottom to the top.
    pub(crate) upwards: bool,
}

/// A raster image, one pixel after the other from the top left, red, green and blue.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Pixels {
    pub(crate) width: usize,
    pub(crate) height: usize,
    pub(crate) rgb: Vec<u8>,
}

/// Small figures that all look alike.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Markers {
    /// Their centres.
    pub(crate) points: Vec<Point>,
    pub(crate) marker: Marker,
    /// Their height.
    pub(crate) size: f64,
    pub(crate) paint: Paint,
}

/// What a picture is made of.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Shape {
    /// A filled rectangle; its edges fall on whole pixels.
    Fill { rect: Rect, paint: Paint },
    /// A rectangle's outline; it falls on whole pixels.
    Frame { rect: Rect, stroke: Stroke },
    /// Upright or level lines from point to point; each falls on whole pixels across its length.
    Rules { lines: Vec<[Point; 2]>, stroke: Stroke },
    /// A line through all points.
    Polyline { points: Vec<Point>, stroke: Stroke },
    /// The area within all points. With an outline of the same colour, so thin that an area without
    /// any height is still seen, if it is to have one.
    Polygon { points: Vec<Point>, paint: Paint, outlined: bool },
    /// Markers of data points.
    Markers(Markers),
    /// An image that fills the rectangle.
    Image { rect: Rect, pixels: Pixels },
    /// A line of text.
    Text(Text),
    /// Shapes of which only what lies within the rectangle is seen.
    Clip { rect: Rect, shapes: Vec<Shape> },
}

/// Width of the outline of a [`Shape::Polygon`].
pub(crate) const POLYGON_OUTLINE: f64 = 0.4;

/// A whole picture.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Scene {
    pub(crate) width: f64,
    pub(crate) height: f64,
    pub(crate) theme: Theme,
    /// What the picture is called, for those who cannot see it.
    pub(crate) title: String,
    pub(crate) shapes: Vec<Shape>,
}

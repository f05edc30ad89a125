//! The part of a picture that marks are drawn on.

use crate::axis::Ruler;
use crate::scene::Rect;

/// The part of a scene that a panel's marks are drawn on.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Frame<'a> {
    pub(crate) rect: Rect,
    pub(crate) x: &'a Ruler,
    pub(crate) y: &'a Ruler,
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

    /// As [`place_y`](Self::place_y), at most a frame's height off: zero has a place even on a
    /// logarithmic axis, and no coordinate overflows.
    pub(crate) fn place_y_near(&self, value: f64) -> f64 {
        let Rect { top, height, .. } = self.rect;
        self.place_y(value).clamp(top - height, top + 2.0 * height)
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

//! Points from two arrays, and what all marks made of points have in common.

use std::collections::HashSet;

use ndarray::ArrayRef1;
use onkai_core::{Error, Real};

use crate::axis::Scale;
use crate::error::Result;
use crate::mark::{Frame, Marker, Way};
use crate::scene::{Markers, Point, Shape};
use crate::theme::Paint;

/// The points `(x[i], y[i])`; NaN is let through.
pub(super) fn points<F: Real>(x: &ArrayRef1<F>, y: &ArrayRef1<F>) -> Result<Vec<Point>> {
    same_length("y", x, y)?;
    check_not_infinite("x", x)?;
    check_not_infinite("y", y)?;
    Ok(x.iter().zip(y).map(|(x, y)| [x.as_f64(), y.as_f64()]).collect())
}

pub(super) fn same_length<F: Real>(
    name: &'static str,
    x: &ArrayRef1<F>,
    y: &ArrayRef1<F>,
) -> Result<()> {
    if x.len() == y.len() {
        return Ok(());
    }
    let (expected, actual) = (x.shape().to_vec(), y.shape().to_vec());
    Err(Error::Shape { name, expected, actual }.into())
}

pub(super) fn check_not_empty<F>(name: &'static str, x: &ArrayRef1<F>) -> Result<()> {
    if x.is_empty() {
        return Err(Error::TooShort { name, expected: 1, actual: 0 }.into());
    }
    Ok(())
}

/// Refuses infinite values; NaN stands for a gap.
pub(super) fn check_not_infinite<F: Real>(name: &'static str, x: &ArrayRef1<F>) -> Result<()> {
    match x.iter().position(|v| v.is_infinite()) {
        Some(index) => Err(Error::NotFinite { name, index, value: x[index].as_f64() }.into()),
        None => Ok(()),
    }
}

/// Refuses widths and sizes that are none, and those that would overflow in the writers.
pub(super) fn check_size(name: &'static str, size_pt: f64) -> Result<()> {
    if 0.0 < size_pt && size_pt <= 1000.0 {
        return Ok(());
    }
    Err(Error::parameter(name, size_pt, "positive and at most 1000").into())
}

/// The range of all points that have a place on an axis; a point that lacks a coordinate has none.
pub(super) fn extent(points: &[Point], way: Way, scale: Scale) -> Option<[f64; 2]> {
    let whole = points.iter().filter(|p| p.iter().all(|v| v.is_finite()));
    scale.extent(whole.map(|p| p[way as usize]))
}

/// Markers of those points that are seen.
///
/// Of several that fall on the same half of a pixel one is kept: millions of points make a small picture.
pub(super) fn markers(
    points: &[Point],
    frame: &Frame<'_>,
    (marker, size): (Marker, f64),
    paint: impl Into<Paint>,
) -> Shape {
    let rect = frame.rect;
    let mut taken = HashSet::new();
    let placed = points.iter().map(|&[x, y]| frame.place(x, y));
    // Comparisons with NaN are false, so that gaps have no marker.
    let seen = placed.filter(|&[x, y]| {
        rect.left - size <= x
            && x <= rect.right() + size
            && rect.top - size <= y
            && y <= rect.bottom() + size
            && taken.insert([x, y].map(|v| (2.0 * v * frame.scale).round() as i64))
    });
    Shape::Markers(Markers { points: seen.collect(), marker, size, paint: paint.into() })
}

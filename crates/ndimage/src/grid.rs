//! Arrays of any dimension as rows of a slice.

use std::borrow::Cow;

use ndarray::{Array, ArrayRef, Axis, Dimension};
use onkai_core::{Error, Result};

/// The elements of `x` row by row: borrowed where they lie so, else copied.
pub(crate) fn elements<T: Clone, D: Dimension>(x: &ArrayRef<T, D>) -> Cow<'_, [T]> {
    match x.as_slice() {
        Some(slice) => Cow::Borrowed(slice),
        None => Cow::Owned(x.iter().cloned().collect()),
    }
}

/// An array of elements that were computed row by row.
pub(crate) fn from_elements<T, D: Dimension>(dim: D, elements: Vec<T>) -> Array<T, D> {
    Array::from_shape_vec(dim, elements).expect("as many elements as the shape has")
}

/// How many elements lie between neighbours along each axis.
pub(crate) fn strides(shape: &[usize]) -> Vec<usize> {
    let mut strides = vec![1; shape.len()];
    for axis in (1..shape.len()).rev() {
        strides[axis - 1] = strides[axis] * shape[axis];
    }
    strides
}

/// How many elements an array of this shape has, if they can be counted.
pub(crate) fn n_elements(shape: &[usize]) -> Option<usize> {
    // A zero anywhere makes the product zero, however large the others.
    if shape.contains(&0) {
        return Some(0);
    }
    let total = shape.iter().try_fold(1_usize, |total, &n| total.checked_mul(n))?;
    isize::try_from(total).ok().map(isize::cast_unsigned)
}

/// Where row `row` of an array of `shape` begins in one with other strides; rows lie along the last
/// axis.
pub(crate) fn row_start(mut row: usize, shape: &[usize], strides: &[usize]) -> usize {
    let mut start = 0;
    for axis in (0..shape.len() - 1).rev() {
        start += row % shape[axis] * strides[axis];
        row /= shape[axis];
    }
    start
}

/// Moves `index` on to the next position of a grid of `shape`, the last axis fastest; false after the
/// last one.
pub(crate) fn advance(index: &mut [usize], shape: &[usize]) -> bool {
    for (i, &n) in index.iter_mut().zip(shape).rev() {
        *i += 1;
        if *i < n {
            return true;
        }
        *i = 0;
    }
    false
}

/// Spreads an argument over the axes: one value for each, or one for all; `default` for none.
pub(crate) fn per_axis<T: Copy>(
    name: &'static str,
    values: &[T],
    n_axes: usize,
    default: Option<T>,
) -> Result<Vec<T>> {
    match (values, default) {
        (values, _) if values.len() == n_axes => Ok(values.to_vec()),
        ([value], _) => Ok(vec![*value; n_axes]),
        ([], Some(value)) => Ok(vec![value; n_axes]),
        _ => Err(Error::Values { name, requirement: "have one value, or one for each axis" }),
    }
}

/// Refuses arrays without axes, which have no neighbours.
pub(crate) fn check_axes(n_axes: usize) -> Result<()> {
    if n_axes == 0 {
        return Err(Error::Values { name: "x", requirement: "have at least one axis" });
    }
    Ok(())
}

/// Refuses an axis that the array does not have.
pub(crate) fn check_axis(axis: Axis, n_axes: usize) -> Result<()> {
    if n_axes <= axis.index() {
        return Err(Error::parameter("axis", axis.index() as f64, "an axis of the array"));
    }
    Ok(())
}

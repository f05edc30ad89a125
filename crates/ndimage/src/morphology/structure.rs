//! Structuring elements.
//!
//! Counterpart of `scipy.ndimage.generate_binary_structure` and `iterate_structure`.

use ndarray::{Array, ArrayD, ArrayRef, Dimension, IxDyn};
use onkai_core::{Error, Result};

use super::erosion::{Iterations, erode};
use crate::grid::{from_elements, n_elements, strides};
use crate::window::{Region, Window};

/// The neighbours of a sample: those that differ from it by 1 along at most `connectivity` axes, and
/// itself.
///
/// # Shapes
///
/// Returns `[3, 3, …]` with `rank` axes. A connectivity of 0 is taken as 1.
///
/// # Errors
///
/// [`Error::Parameter`] when `rank` is above 16.
///
/// # Examples
///
/// ```
/// let cross = onkai_ndimage::generate_binary_structure(2, 1)?;
/// assert_eq!(cross.iter().filter(|&&member| member).count(), 5);
/// # Ok::<(), onkai_ndimage::Error>(())
/// ```
pub fn generate_binary_structure(rank: usize, connectivity: usize) -> Result<ArrayD<bool>> {
    if 16 < rank {
        return Err(Error::parameter("rank", rank as f64, "at most 16"));
    }
    Ok(ArrayD::from_shape_fn(IxDyn(&vec![3; rank]), |index| {
        let n_steps = index.slice().iter().filter(|&&i| i != 1).count();
        n_steps <= connectivity.max(1)
    }))
}

/// What `iterations` dilations by `structure` make of a single sample.
///
/// # Shapes
///
/// `structure`: any, with at least one axis. Returns `iterations · (size - 1) + 1` along each axis, or
/// `structure` itself for fewer than two iterations.
///
/// # Errors
///
/// [`Error::Values`] when `structure` has no axis or the result cannot be held, [`Error::Parameter`] when an
/// axis has length zero.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_ndimage::iterate_structure;
/// assert_eq!(iterate_structure(&array![true, true, true], 2)?, array![true, true, true, true, true]);
/// # Ok::<(), onkai_ndimage::Error>(())
/// ```
pub fn iterate_structure<D: Dimension>(
    structure: &ArrayRef<bool, D>,
    iterations: usize,
) -> Result<Array<bool, D>> {
    if iterations < 2 {
        return Ok(structure.to_owned());
    }
    let window = Window::Footprint(structure.to_owned().into_dyn());
    let mut dim = structure.raw_dim();
    let shape = dim.slice_mut();
    for size in shape.iter_mut() {
        *size = size.saturating_sub(1).saturating_mul(iterations).saturating_add(1);
    }
    if n_elements(shape).is_none_or(|n| LARGEST < n) {
        return Err(Error::Values {
            name: "iterations",
            requirement: "give a result that can be held",
        });
    }
    let region = Region::of_any(&window, &[], shape)?;
    // Dilation is erosion of what is not in the set: the structure itself, where the sample's
    // neighbours are.
    let mut inverse = vec![true; n_elements(shape).unwrap_or(0)];
    let places = strides(shape);
    for (index, _) in structure.view().into_dyn().indexed_iter().filter(|(_, member)| **member) {
        let axes = index.slice().iter().zip(structure.shape()).zip(&places);
        let at: usize =
            axes.map(|((i, size), stride)| ((iterations - 1) * (size / 2) + i) * stride).sum();
        inverse[at] = false;
    }
    let times = Iterations::Times(iterations - 1);
    let eroded = erode(&inverse, shape, (&region.mirrored(), true), None, times)?;
    Ok(from_elements(dim, eroded.into_iter().map(|v| !v).collect()))
}

/// Elements of the largest structure that is made.
const LARGEST: usize = 1 << 30;

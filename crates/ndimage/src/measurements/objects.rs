//! Where labelled regions are.
//!
//! Counterpart of `scipy.ndimage.find_objects`.

use std::ops::Range;

use ndarray::{ArrayRef, Dimension};
use onkai_core::{Error, Result};

use crate::grid::{advance, elements};

/// The smallest box around each label: the ranges along all axes for label `i + 1` at place `i`,
/// `None` where no sample has that label.
///
/// # Shapes
///
/// `labels`: any. Returns as many boxes as the largest label says, or `max_label` if that is fewer.
///
/// # Errors
///
/// [`Error::Parameter`] when there would be more boxes than samples, and more than 2²⁴.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_ndimage::find_objects;
/// let boxes = find_objects(&array![[0, 1, 1], [3, 0, 1]], None)?;
/// assert_eq!(boxes, [Some(vec![0..2, 1..3]), None, Some(vec![1..2, 0..1])]);
/// # Ok::<(), onkai_ndimage::Error>(())
/// ```
///
/// # Differences from SciPy
///
/// A `max_label` above the largest label adds no empty places.
pub fn find_objects<D: Dimension>(
    labels: &ArrayRef<u32, D>,
    max_label: Option<usize>,
) -> Result<Vec<Option<Vec<Range<usize>>>>> {
    let largest = labels.iter().copied().max().unwrap_or(0) as usize;
    let n_boxes = max_label.unwrap_or(largest).min(largest);
    if labels.len().max(1 << 24) < n_boxes {
        let requirement = "made of labels that are at most 2^24 or as many as the samples";
        return Err(Error::parameter("labels", n_boxes as f64, requirement));
    }
    let mut boxes: Vec<Option<Vec<Range<usize>>>> = vec![None; n_boxes];
    let mut index = vec![0; labels.ndim()];
    for &label in elements(labels).iter() {
        let place = (label as usize).checked_sub(1).and_then(|i| boxes.get_mut(i));
        if let Some(place) = place {
            let found = place.get_or_insert_with(|| index.iter().map(|&i| i..i + 1).collect());
            for (range, &i) in found.iter_mut().zip(&index) {
                *range = range.start.min(i)..range.end.max(i + 1);
            }
        }
        advance(&mut index, labels.shape());
    }
    Ok(boxes)
}

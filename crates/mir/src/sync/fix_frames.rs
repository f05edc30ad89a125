//! Frame indices put in order.
//!
//! Counterpart of `librosa.util.fix_frames` and `index_to_slice`.

use std::ops::Range;

use onkai_core::{Error, Result};

/// Sorts frame indices, takes out what is double or out of range, and adds both ends of the range.
///
/// With `pad`, indices out of range count as its ends; without, they are left out.
///
/// # Errors
///
/// [`Error::Values`] when `x_max` is less than `x_min`.
///
/// # Examples
///
/// ```
/// use onkai_mir::{FixFramesOptions, fix_frames};
/// let options = FixFramesOptions { x_max: Some(50), ..Default::default() };
/// assert_eq!(fix_frames(&[30, 10, 70, 10], &options)?, [0, 10, 30, 50]);
/// # Ok::<(), onkai_mir::Error>(())
/// ```
pub fn fix_frames(frames: &[usize], options: &FixFramesOptions) -> Result<Vec<usize>> {
    let FixFramesOptions { x_min, x_max, pad } = *options;
    let (least, largest) = (x_min.unwrap_or(0), x_max.unwrap_or(usize::MAX));
    if largest < least {
        return Err(Error::Values { name: "x_max", requirement: "not be less than `x_min`" });
    }
    let mut fixed: Vec<_> = if pad {
        let inside = frames.iter().map(|&frame| frame.clamp(least, largest));
        inside.chain(x_min).chain(x_max).collect()
    } else {
        frames.iter().copied().filter(|frame| (least..=largest).contains(frame)).collect()
    };
    fixed.sort_unstable();
    fixed.dedup();
    Ok(fixed)
}

/// The ranges between frame indices, put in order by [`fix_frames`].
///
/// # Errors
///
/// As [`fix_frames`].
///
/// # Examples
///
/// ```
/// use onkai_mir::{FixFramesOptions, index_to_ranges};
/// let options = FixFramesOptions { x_max: Some(50), ..Default::default() };
/// assert_eq!(index_to_ranges(&[30, 10], &options)?, [0..10, 10..30, 30..50]);
/// # Ok::<(), onkai_mir::Error>(())
/// ```
///
/// # Differences from librosa
///
/// There is no `step`: a range has [`step_by`](Iterator::step_by).
#[doc(alias = "index_to_slice")]
pub fn index_to_ranges(frames: &[usize], options: &FixFramesOptions) -> Result<Vec<Range<usize>>> {
    let fixed = fix_frames(frames, options)?;
    Ok(fixed.windows(2).map(|ends| ends[0]..ends[1]).collect())
}

/// Options of [`fix_frames`]; the defaults are those of librosa.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FixFramesOptions {
    /// Smallest index. Default: `Some(0)`.
    pub x_min: Option<usize>,
    /// Largest index. Default: `None`.
    pub x_max: Option<usize>,
    /// Whether to add `x_min` and `x_max` to the indices. Default: `true`.
    pub pad: bool,
}

impl Default for FixFramesOptions {
    fn default() -> Self {
        Self { x_min: Some(0), x_max: None, pad: true }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_padding_the_rest_is_left_out() {
        let options = FixFramesOptions { x_min: Some(5), x_max: Some(20), pad: false };
        assert_eq!(fix_frames(&[30, 10, 3, 20], &options).unwrap(), [10, 20]);
        let crossed = FixFramesOptions { x_min: Some(5), x_max: Some(2), pad: true };
        assert!(fix_frames(&[], &crossed).is_err());
        assert_eq!(fix_frames(&[], &FixFramesOptions::default()).unwrap(), [0]);
        assert!(index_to_ranges(&[], &crossed).is_err());
        assert_eq!(index_to_ranges(&[4], &options).unwrap(), []);
    }
}

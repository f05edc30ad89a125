//! Pieces of a signal in another order.
//!
//! Counterpart of `librosa.effects.remix`.

use std::ops::Range;

use ndarray::{Array, ArrayRef, Axis, Dimension, Slice, concatenate};
use onkai_core::{Error, Real, Result, check_finite};

use crate::channels::time_axis;
use crate::{ZeroCrossingOptions, match_events, zero_crossings};

/// Puts pieces of a signal one after the other, in any order.
///
/// With `align_zeros` each end of a piece moves to the nearest zero crossing of the channels' mean, so
/// that the joints do not click.
///
/// # Shapes
///
/// `y`: `[..., n]`; `intervals`: ranges of samples, any number of times. Returns the pieces joined
/// along time.
///
/// # Errors
///
/// [`Error::TooShort`] when `y` is empty or there is no interval, [`Error::Values`] when one ends
/// before it begins or beyond the signal, [`Error::NotFinite`].
///
/// # Examples
///
/// ```
/// use onkai_mir::effects::remix;
/// let y = ndarray::array![1.0, 2.0, 3.0, 4.0];
/// assert_eq!(remix(&y, &[2..4, 0..1], false)?, ndarray::array![3.0, 4.0, 1.0]);
/// # Ok::<(), onkai_mir::Error>(())
/// ```
pub fn remix<F: Real, D: Dimension + ndarray::RemoveAxis>(
    y: &ArrayRef<F, D>,
    intervals: &[Range<usize>],
    align_zeros: bool,
) -> Result<Array<F, D>> {
    let time = time_axis("y", y)?;
    let n = y.len_of(time);
    check_finite("y", y)?;
    if intervals.is_empty() {
        return Err(Error::TooShort { name: "intervals", expected: 1, actual: 0 });
    }
    if intervals.iter().any(|piece| piece.end < piece.start || n < piece.end) {
        return Err(Error::Values { name: "intervals", requirement: "lie within `y`" });
    }
    let zeros = if align_zeros { zeros_of_mean(y, time)? } else { Vec::new() };
    let mut pieces = Vec::with_capacity(intervals.len());
    for piece in intervals {
        let [start, end] = if align_zeros {
            // Either end goes to the crossing nearest to it.
            let nearest = match_events(&[piece.start as f64, piece.end as f64], &zeros)?;
            [zeros[nearest[0]] as usize, zeros[nearest[1]] as usize]
        } else {
            [piece.start, piece.end]
        };
        pieces.push(y.slice_axis(time, Slice::from(start..end)));
    }
    Ok(concatenate(time, &pieces).expect("pieces of one array fit each other"))
}

/// Where the channels' mean crosses zero, and the end.
fn zeros_of_mean<F: Real, D: Dimension>(y: &ArrayRef<F, D>, time: Axis) -> Result<Vec<f64>> {
    let n = y.len_of(time);
    let mut mean = ndarray::Array1::<F>::zeros(n);
    let scale = F::of_usize(n) / F::of_usize(y.len());
    for channel in y.lanes(time) {
        mean.scaled_add(scale, &channel);
    }
    let crossings = zero_crossings(&mean, &ZeroCrossingOptions::default())?;
    let at = crossings.iter().enumerate().filter(|&(_, &crosses)| crosses);
    Ok(at.map(|(i, _)| i as f64).chain([n as f64]).collect())
}

//! Differences of neighbours, and what undoes them.
//!
//! Counterpart of `librosa.effects.preemphasis` and `deemphasis`.

use ndarray::{Array, ArrayRef, Dimension};
use onkai_core::{Error, Real, Result, check_finite, map_lanes};

use crate::channels::time_axis;
/// Raises high frequencies: `out[n] = y[n] - coefficient · y[n-1]`.
///
/// Before the signal stands what its first two samples, continued in a straight line, would have.
///
/// # Shapes
///
/// `y`: `[..., n]`. Returns the same shape.
///
/// # Errors
///
/// [`Error::TooShort`] for fewer than 2 samples, [`Error::NotFinite`], [`Error::Parameter`] for a
/// `coefficient` that is not finite.
///
/// # Examples
///
/// ```
/// use onkai_mir::effects::preemphasis;
/// assert_eq!(preemphasis(&ndarray::array![1.0, 2.0, 4.0], 0.5)?, ndarray::array![1.0, 1.5, 3.0]);
/// # Ok::<(), onkai_mir::Error>(())
/// ```
///
/// # Differences from librosa
///
/// The default of librosa's `coef`, 0.97, is to be given. A state in and out is not needed: filter
/// streams with [`onkai_signal::LinearFilter`].
pub fn preemphasis<F: Real, D: Dimension>(
    y: &ArrayRef<F, D>,
    coefficient: f64,
) -> Result<Array<F, D>> {
    let time = checked_time_axis(y, coefficient)?;
    let c = F::of(coefficient);
    map_lanes(y, time, y.len_of(time), |y, mut out| {
        out[0] = y[0] + (F::of(2.0) * y[0] - y[1]);
        for n in 1..y.len() {
            out[n] = y[n] - c * y[n - 1];
        }
        Ok(())
    })
}

/// Undoes [`preemphasis`] with the same coefficient.
///
/// # Shapes
///
/// `y`: `[..., n]`. Returns the same shape.
///
/// # Errors
///
/// As [`preemphasis`].
///
/// # Examples
///
/// ```
/// use onkai_mir::effects::{deemphasis, preemphasis};
/// let y = ndarray::array![1.0, 2.0, 4.0, 3.0];
/// let back = deemphasis(&preemphasis(&y, 0.97)?, 0.97)?;
/// assert!((back - y).iter().all(|d: &f64| d.abs() < 1e-12));
/// # Ok::<(), onkai_mir::Error>(())
/// ```
pub fn deemphasis<F: Real, D: Dimension>(
    y: &ArrayRef<F, D>,
    coefficient: f64,
) -> Result<Array<F, D>> {
    let time = checked_time_axis(y, coefficient)?;
    let c = F::of(coefficient);
    map_lanes(y, time, y.len_of(time), |y, mut out| {
        // What `preemphasis` put before the signal, told from its first two samples.
        let two = F::of(2.0);
        let before = ((two - c) * y[0] - y[1]) / (F::of(3.0) - c);
        let mut last = y[0] - before;
        out[0] = last;
        for n in 1..y.len() {
            last = y[n] + c * last;
            out[n] = last;
        }
        Ok(())
    })
}

fn checked_time_axis<F: Real, D: Dimension>(
    y: &ArrayRef<F, D>,
    coefficient: f64,
) -> Result<ndarray::Axis> {
    if !coefficient.is_finite() {
        return Err(Error::parameter("coefficient", coefficient, "finite"));
    }
    let time = time_axis("y", y)?;
    if y.len_of(time) < 2 {
        return Err(Error::TooShort { name: "y", expected: 2, actual: y.len_of(time) });
    }
    check_finite("y", y)?;
    Ok(time)
}

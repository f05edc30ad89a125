//! Frames together with those before them.
//!
//! Counterpart of `librosa.feature.stack_memory`.

use ndarray::{Array, ArrayRef, Axis, RemoveAxis, ShapeBuilder, Slice};
use onkai_core::{Error, PadMode, Result, Scalar, check_finite};

/// Stacks `n_steps` copies of `data` upon each other, each delayed by `delay` frames more.
///
/// ```text
/// out[step · d + k, t] = data[k, t - step · delay]        0 ≤ step < n_steps, d rows
/// ```
///
/// A negative `delay` looks ahead. Beyond the ends stands what `pad_mode` says.
///
/// # Shapes
///
/// `data`: `[..., d, n_frames]`. Returns `[..., n_steps · d, n_frames]`, frame by frame in memory.
///
/// # Errors
///
/// [`Error::Parameter`] when an option is out of range or `data` has less than two axes,
/// [`Error::TooShort`] when it is empty, [`Error::NotFinite`].
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_mir::{StackMemoryOptions, stack_memory};
///
/// let stacked = stack_memory(&array![[1.0, 2.0, 3.0]], &StackMemoryOptions::default())?;
/// assert_eq!(stacked, array![[1.0, 2.0, 3.0], [0.0, 1.0, 2.0]]);
/// # Ok::<(), onkai_mir::Error>(())
/// ```
///
/// # Differences from librosa
///
/// A vector is no matrix of one row; `insert_axis(Axis(0))` makes it one.
pub fn stack_memory<T: Scalar, D: RemoveAxis>(
    data: &ArrayRef<T, D>,
    options: &StackMemoryOptions<T>,
) -> Result<Array<T, D>> {
    let &StackMemoryOptions { n_steps, delay, pad_mode } = options;
    if delay == 0 {
        return Err(Error::parameter("delay", 0.0, "not zero"));
    }
    if data.ndim() < 2 {
        return Err(Error::parameter("data", data.ndim() as f64, "an array of at least two axes"));
    }
    if data.is_empty() {
        return Err(Error::TooShort { name: "data", expected: 1, actual: 0 });
    }
    check_finite("data", data)?;
    let (rows, time) = (Axis(data.ndim() - 2), Axis(data.ndim() - 1));
    let (n_rows, n_frames) = (data.len_of(rows), data.len_of(time));
    // Neither the result nor a frame's distance may be more than can be counted.
    let limit = isize::MAX.unsigned_abs() / 2 / data.len() / size_of::<T>();
    if n_steps == 0 || limit < n_steps {
        let requirement = "at least 1, and such that the result fits in memory";
        return Err(Error::parameter("n_steps", n_steps as f64, requirement));
    }
    let farthest = (n_steps - 1).cast_signed().checked_mul(delay);
    if farthest.is_none_or(|farthest| isize::MAX.unsigned_abs() / 2 < farthest.unsigned_abs()) {
        return Err(Error::parameter("delay", delay as f64, "such that frames can be counted"));
    }
    let mut shape = data.raw_dim();
    shape[rows.index()] = n_steps * n_rows;
    let mut out = Array::zeros(shape.f());
    for step in 0..n_steps {
        let place = Slice::from(step * n_rows..(step + 1) * n_rows);
        let mut copy = out.slice_axis_mut(rows, place);
        for (t, mut frame) in copy.axis_iter_mut(time).enumerate() {
            let at = t.cast_signed() - step.cast_signed() * delay;
            match (pad_mode.source(at, n_frames), pad_mode) {
                (Some(source), _) => frame.assign(&data.index_axis(time, source)),
                (None, PadMode::Constant(value)) => frame.fill(value),
                // The other rules find a frame for any place.
                (None, _) => frame.fill(T::zero()),
            }
        }
    }
    Ok(out)
}

/// Options of [`stack_memory`]; the defaults are those of librosa.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct StackMemoryOptions<T> {
    /// How many copies, the first one included; at least 1. Default: `2`.
    pub n_steps: usize,
    /// By how many frames each copy is later than the one above; not zero. Default: `1`.
    pub delay: isize,
    /// What stands beyond the ends. Default: zeros.
    pub pad_mode: PadMode<T>,
}

impl<T: Scalar> Default for StackMemoryOptions<T> {
    fn default() -> Self {
        Self { n_steps: 2, delay: 1, pad_mode: PadMode::Constant(T::zero()) }
    }
}

#[cfg(test)]
mod tests {
    use ndarray::{Array1, Array2, Array3, array};

    use super::*;

    #[test]
    fn channels_are_stacked_one_by_one() {
        let data = Array3::from_shape_fn((2, 3, 4), |(c, k, t)| (100 * c + 10 * k + t) as f64);
        let options = StackMemoryOptions { n_steps: 3, delay: -2, ..Default::default() };
        let stacked = stack_memory(&data, &options).unwrap();
        assert_eq!(stacked.dim(), (2, 9, 4));
        for (stacked, data) in stacked.outer_iter().zip(data.outer_iter()) {
            assert_eq!(stacked, stack_memory(&data, &options).unwrap());
        }
    }

    #[test]
    fn one_step_is_a_copy() {
        let data = array![[1.0_f32, 2.0], [3.0, 4.0]];
        let options = StackMemoryOptions { n_steps: 1, delay: isize::MIN, ..Default::default() };
        assert_eq!(stack_memory(&data, &options).unwrap(), data);
    }

    #[test]
    fn bad_input_is_named() {
        let data = array![[1.0, 2.0, 3.0]];
        let named = |n_steps, delay| {
            let options = StackMemoryOptions { n_steps, delay, ..Default::default() };
            match stack_memory(&data, &options).unwrap_err() {
                Error::Parameter { name, .. } => name,
                other => panic!("{other}"),
            }
        };
        assert_eq!(named(0, 1), "n_steps");
        assert_eq!(named(usize::MAX, 1), "n_steps");
        assert_eq!(named(2, 0), "delay");
        assert_eq!(named(3, isize::MAX / 2), "delay");
        assert_eq!(named(3, isize::MIN), "delay");
        let default = StackMemoryOptions::default();
        let vector = stack_memory(&Array1::<f64>::ones(3), &default).unwrap_err();
        assert!(matches!(vector, Error::Parameter { name: "data", .. }));
        let none = stack_memory(&Array2::<f64>::zeros((3, 0)), &default).unwrap_err();
        assert!(matches!(none, Error::TooShort { name: "data", .. }));
        let nan = stack_memory(&array![[f64::NAN]], &default).unwrap_err();
        assert!(matches!(nan, Error::NotFinite { name: "data", .. }));
    }
}

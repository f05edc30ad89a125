//! Arrays brought to a length.
//!
//! Counterpart of `librosa.util.pad_center` and `fix_length`.

use ndarray::{Array, ArrayRef, Axis, Dimension};
use onkai_core::{Error, PadMode, Result, Scalar, map_lanes};

/// Pads `data` along `axis` to `size` elements, with the data in the middle; of an odd number, one more is
/// added behind.
///
/// # Shapes
///
/// Returns the shape of `data` with `size` along `axis`.
///
/// # Errors
///
/// [`Error::Parameter`] when `data` has no such axis, is longer than `size` already, or no memory could hold
/// so much; [`Error::TooShort`] when nothing is to be continued by itself.
///
/// # Examples
///
/// ```
/// use ndarray::{Axis, array};
/// use onkai_mir::{PadMode, util::pad_center};
/// let y = pad_center(&array![1.0, 2.0], 5, Axis(0), PadMode::Constant(0.0))?;
/// assert_eq!(y, array![0.0, 1.0, 2.0, 0.0, 0.0]);
/// # Ok::<(), onkai_mir::Error>(())
/// ```
pub fn pad_center<T: Scalar, D: Dimension>(
    data: &ArrayRef<T, D>,
    size: usize,
    axis: Axis,
    mode: PadMode<T>,
) -> Result<Array<T, D>> {
    let n = checked_len(data, size, axis, mode)?;
    if size < n {
        return Err(Error::parameter("size", size as f64, "at least the length of `data`"));
    }
    filled(data, size, axis, ((size - n) / 2, mode))
}

/// Cuts `data` along `axis` to `size` elements, or pads it behind.
///
/// # Shapes
///
/// Returns the shape of `data` with `size` along `axis`.
///
/// # Errors
///
/// As [`pad_center`], but for longer data.
///
/// # Examples
///
/// ```
/// use ndarray::{Axis, array};
/// use onkai_mir::{PadMode, util::fix_length};
/// let y = array![[1.0, 2.0, 3.0]];
/// assert_eq!(fix_length(&y, 2, Axis(1), PadMode::Edge)?, array![[1.0, 2.0]]);
/// assert_eq!(fix_length(&y, 4, Axis(1), PadMode::Edge)?, array![[1.0, 2.0, 3.0, 3.0]]);
/// # Ok::<(), onkai_mir::Error>(())
/// ```
pub fn fix_length<T: Scalar, D: Dimension>(
    data: &ArrayRef<T, D>,
    size: usize,
    axis: Axis,
    mode: PadMode<T>,
) -> Result<Array<T, D>> {
    checked_len(data, size, axis, mode)?;
    filled(data, size, axis, (0, mode))
}

fn checked_len<T: Scalar, D: Dimension>(
    data: &ArrayRef<T, D>,
    size: usize,
    axis: Axis,
    mode: PadMode<T>,
) -> Result<usize> {
    if data.ndim() <= axis.index() {
        return Err(Error::parameter("axis", axis.index() as f64, "an axis of the array"));
    }
    let n = data.len_of(axis);
    let others = data.shape().iter().enumerate().filter(|&(i, _)| i != axis.index());
    let n_lanes = others.fold(1_usize, |product, (_, &len)| product.saturating_mul(len));
    let n_bytes = size.saturating_mul(n_lanes).saturating_mul(size_of::<T>());
    if isize::try_from(n_bytes).is_err() {
        return Err(Error::parameter("size", size as f64, "few enough elements for the memory"));
    }
    if n == 0 && 0 < size && !matches!(mode, PadMode::Constant(_)) {
        return Err(Error::TooShort { name: "data", expected: 1, actual: 0 });
    }
    Ok(n)
}

fn filled<T: Scalar, D: Dimension>(
    data: &ArrayRef<T, D>,
    size: usize,
    axis: Axis,
    (before, mode): (usize, PadMode<T>),
) -> Result<Array<T, D>> {
    if data.is_empty() {
        // There are no lanes to map, but their padding may be asked for.
        let mut shape = data.raw_dim();
        shape[axis.index()] = size;
        let value = mode.sample(&[], 0);
        return Ok(Array::from_elem(shape, value));
    }
    map_lanes(data, axis, size, |lane, mut out| {
        let n = lane.len();
        for (i, out) in out.iter_mut().enumerate() {
            let at = i.cast_signed() - before.cast_signed();
            *out = match (mode.source(at, n), mode) {
                (Some(index), _) => lane[index],
                (None, PadMode::Constant(value)) => value,
                (None, _) => T::zero(),
            };
        }
        Ok(())
    })
}

#[cfg(test)]
mod tests {
    use ndarray::{Array1, Array2, array};

    use super::*;

    #[test]
    fn bad_arguments_are_named() {
        let x = array![1.0, 2.0, 3.0];
        let zero = PadMode::Constant(0.0);
        assert!(matches!(
            pad_center(&x, 2, Axis(0), zero),
            Err(Error::Parameter { name: "size", .. })
        ));
        assert!(matches!(
            pad_center(&x, 5, Axis(1), zero),
            Err(Error::Parameter { name: "axis", .. })
        ));
        assert!(matches!(
            fix_length(&x, 5, Axis(1), zero),
            Err(Error::Parameter { name: "axis", .. })
        ));
        let huge = fix_length(&x, usize::MAX, Axis(0), zero);
        assert!(matches!(huge, Err(Error::Parameter { name: "size", .. })));
        let empty = fix_length(&Array1::<f64>::zeros(0), 2, Axis(0), PadMode::Edge);
        assert!(matches!(empty, Err(Error::TooShort { name: "data", .. })));
    }

    #[test]
    fn nothing_is_padded_with_a_constant() {
        let empty = Array2::<f32>::zeros((2, 0));
        let y = fix_length(&empty, 3, Axis(1), PadMode::Constant(7.0)).unwrap();
        assert_eq!(y, Array2::from_elem((2, 3), 7.0));
        assert_eq!(pad_center(&empty, 0, Axis(1), PadMode::Edge).unwrap().dim(), (2, 0));
        let x = array![1.0, 2.0, 3.0];
        assert_eq!(fix_length(&x, 0, Axis(0), PadMode::Wrap).unwrap().len(), 0);
    }
}

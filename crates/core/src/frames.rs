//! Overlapping frames of a signal.
//!
//! Counterpart of `librosa.util.frame` and `numpy.lib.stride_tricks.sliding_window_view`.

use ndarray::{ArrayRef1, ArrayView2};

use crate::error::{Error, Result};

/// How many whole frames fit into `len` samples: `1 + (len - frame_length) / hop_length`, rounded
/// down; 0 if not one fits.
///
/// # Examples
///
/// ```
/// assert_eq!(onkai_core::n_frames(10, 4, 2), 4);
/// assert_eq!(onkai_core::n_frames(3, 4, 2), 0);
/// ```
pub fn n_frames(len: usize, frame_length: usize, hop_length: usize) -> usize {
    if len < frame_length { 0 } else { 1 + (len - frame_length) / hop_length }
}

/// Views `x` as overlapping frames without copying it.
///
/// # Shapes
///
/// `x`: `[n]`, `n ≥ frame_length`. Returns `[frame_length, 1 + (n - frame_length) / hop_length]`:
/// column `t` holds `x[t * hop_length ..][.. frame_length]`. Samples that do not fill a last frame
/// are left out.
///
/// # Errors
///
/// [`Error::Parameter`] when a length is zero, [`Error::TooShort`] when `x` holds no whole frame.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// let x = array![0, 1, 2, 3, 4];
/// assert_eq!(onkai_core::frames(&x, 3, 2)?, array![[0, 2], [1, 3], [2, 4]]);
/// # Ok::<(), onkai_core::Error>(())
/// ```
pub fn frames<T>(
    x: &ArrayRef1<T>,
    frame_length: usize,
    hop_length: usize,
) -> Result<ArrayView2<'_, T>> {
    if frame_length == 0 {
        return Err(Error::parameter("frame_length", 0.0, "at least 1"));
    }
    if hop_length == 0 {
        return Err(Error::parameter("hop_length", 0.0, "at least 1"));
    }
    if x.len() < frame_length {
        return Err(Error::TooShort { name: "x", expected: frame_length, actual: x.len() });
    }
    Ok(strided::overlapping(x, frame_length, hop_length))
}

/// The workspace's one view with overlapping columns. ndarray's safe constructors take a slice, and
/// a lane of a spectrogram is none: its elements lie `n_bins` apart.
#[allow(
    unsafe_code,
    reason = "ndarray builds overlapping views of strided data only from pointers"
)]
mod strided {
    use ndarray::{ArrayRef1, ArrayView2, Axis, ShapeBuilder};

    use crate::frames::n_frames;

    /// See [`frames`](super::frames), which checks the arguments.
    pub(super) fn overlapping<T>(
        x: &ArrayRef1<T>,
        frame_length: usize,
        hop_length: usize,
    ) -> ArrayView2<'_, T> {
        let n = n_frames(x.len(), frame_length, hop_length);
        assert!(0 < frame_length && 0 < hop_length && 0 < n, "checked by the caller");
        let last = (n - 1) * hop_length + frame_length - 1;
        let stride = x.strides()[0];
        // ndarray wants non-negative strides here, so a reversed signal is viewed from its far end
        // and both axes are turned round afterwards.
        let origin: *const T = if stride < 0 { &raw const x[last] } else { &raw const x[0] };
        let step = stride.unsigned_abs();
        // A signal of one frame has a hop that is never taken, and must not overflow.
        let hop = if n == 1 { 0 } else { hop_length * step };
        // SAFETY: element (i, t) of the view is element `i + t * hop_length` of `x` (counted from
        // `last` downwards if reversed), at most `last`, which `n_frames` keeps below `x.len()`.
        // The view borrows `x`, is read-only, and so may overlap itself.
        let mut view =
            unsafe { ArrayView2::from_shape_ptr((frame_length, n).strides((step, hop)), origin) };
        if stride < 0 {
            view.invert_axis(Axis(0));
            view.invert_axis(Axis(1));
        }
        view
    }
}

#[cfg(test)]
mod tests {
    use ndarray::{Array1, Array2, s};
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn frames_of_any_stride_are_slices(
            len in 1_usize..60, frame in 1_usize..12, hop in 1_usize..80, step in -3_isize..=3,
        ) {
            prop_assume!(step != 0);
            let base = Array1::from_iter(0..len);
            let x = base.slice(s![..;step]);
            prop_assume!(frame <= x.len());
            let view = frames(&x, frame, hop).unwrap();
            prop_assert_eq!(view.ncols(), 1 + (x.len() - frame) / hop);
            for (t, column) in view.columns().into_iter().enumerate() {
                prop_assert_eq!(column, x.slice(s![t * hop..t * hop + frame]));
            }
        }
    }

    #[test]
    fn a_row_of_a_column_major_array_is_framed() {
        let a = Array2::from_shape_vec((5, 2), (0..10).collect()).unwrap();
        assert_eq!(frames(&a.column(1), 2, 3).unwrap(), ndarray::array![[1, 7], [3, 9]]);
    }

    #[test]
    fn a_huge_hop_leaves_one_frame() {
        let x = Array1::<f32>::zeros(4);
        assert_eq!(frames(&x, 3, usize::MAX).unwrap().shape(), [3, 1]);
    }

    #[test]
    fn bad_lengths_are_named() {
        let x = Array1::<f32>::zeros(4);
        assert_eq!(
            frames(&x, 0, 1).unwrap_err().to_string(),
            "`frame_length` is 0, but must be at least 1"
        );
        assert_eq!(
            frames(&x, 1, 0).unwrap_err().to_string(),
            "`hop_length` is 0, but must be at least 1"
        );
        assert_eq!(
            frames(&x, 5, 1).unwrap_err(),
            Error::TooShort { name: "x", expected: 5, actual: 4 }
        );
    }
}

//! Frames as rows, for what compares and mixes whole frames.

use ndarray::{Array, Array2, ArrayRef, CowArray, Dimension, Ix2};

/// One row for each frame, `[n_frames, ...]`, with all that belongs to it, one after the other; nothing
/// is copied of an array that lies frame by frame.
pub(crate) fn frames_as_rows<T: Clone, D: Dimension>(x: &ArrayRef<T, D>) -> CowArray<'_, T, Ix2> {
    let last = x.ndim() - 1;
    let shape = (x.shape()[last], x.len() / x.shape()[last]);
    let mut order = D::zeros(x.ndim());
    (1..=last).for_each(|axis| order[axis] = axis - 1);
    order[0] = last;
    let view = x.view().permuted_axes(order);
    let rows = if view.is_standard_layout() {
        view.into_shape_with_order(shape).map(CowArray::from)
    } else {
        view.as_standard_layout().into_owned().into_shape_with_order(shape).map(CowArray::from)
    };
    rows.expect("axes of a row-major array are one")
}

/// Undoes [`frames_as_rows`] for an array of this shape.
pub(crate) fn rows_as_frames<T: Clone, D: Dimension>(rows: Array2<T>, shape: &D) -> Array<T, D> {
    let last = shape.ndim() - 1;
    let (mut by_frames, mut order) = (shape.clone(), D::zeros(last + 1));
    for axis in 1..=last {
        by_frames[axis] = shape[axis - 1];
        order[axis - 1] = axis;
    }
    by_frames[0] = shape[last];
    order[last] = 0;
    let rows =
        if rows.is_standard_layout() { rows } else { rows.as_standard_layout().into_owned() };
    let frames = rows.into_shape_with_order(by_frames).expect("as many elements as the shape");
    frames.permuted_axes(order)
}

#[cfg(test)]
mod tests {
    use ndarray::Array3;

    use super::*;

    #[test]
    fn frames_become_rows_and_rows_frames() {
        let x = Array3::from_shape_fn((2, 3, 4), |(c, k, t)| 100 * c + 10 * k + t);
        let rows = frames_as_rows(&x);
        assert_eq!(rows.row(1).to_vec(), [1, 11, 21, 101, 111, 121]);
        assert_eq!(rows_as_frames(rows.into_owned(), &x.raw_dim()), x);
    }
}

//! Sums of products under a sliding kernel, in any number of dimensions.

use ndarray::{ArrayD, ArrayViewD, Axis, IxDyn, Slice};
use onkai_core::{PadMode, Scalar, for_each_chunk};

use super::operands::Kept;
use crate::lfilter::kernels::convolve;

/// Outputs computed side by side, which hides the latency of the additions.
const TILE: usize = 16;

/// Products that make up for handing rows to another thread.
const PRODUCTS_PER_TASK: usize = 1 << 16;

/// The kept part of the convolution of `a`, continued by `boundary`, with a kernel of which
/// `reversed` is the mirror image.
pub(super) fn direct<T: Scalar>(
    a: &ArrayViewD<'_, T>,
    reversed: &ArrayD<T>,
    kept: &[Kept],
    boundary: PadMode<T>,
) -> ArrayD<T> {
    let before = kept.iter().zip(reversed.shape());
    let first: Vec<isize> =
        before.map(|(kept, &k)| kept.start.cast_signed() - (k.cast_signed() - 1)).collect();
    let window: Vec<usize> =
        kept.iter().zip(reversed.shape()).map(|(w, &k)| w.len + k - 1).collect();
    let padded = extended(a, &first, &window, boundary);
    slide(reversed, &padded, &kept.iter().map(|kept| kept.len).collect::<Vec<_>>())
}

/// Elements `first[i] .. first[i] + len[i]` along each axis of an array continued by a rule.
fn extended<T: Scalar>(
    a: &ArrayViewD<'_, T>,
    first: &[isize],
    len: &[usize],
    boundary: PadMode<T>,
) -> ArrayD<T> {
    if let PadMode::Constant(value) = boundary {
        let mut out = ArrayD::from_elem(IxDyn(len), value);
        let (mut source, mut target) = (a.view(), out.view_mut());
        for (axis, (&first, &len)) in first.iter().zip(len).enumerate() {
            let n = source.len_of(Axis(axis)).cast_signed();
            let (from, to) = (first.clamp(0, n), (first + len.cast_signed()).clamp(0, n));
            let to = to.max(from);
            source.slice_axis_inplace(Axis(axis), Slice::from(from..to));
            let from = (from - first).min(len.cast_signed());
            let to = from + source.len_of(Axis(axis)).cast_signed();
            target.slice_axis_inplace(Axis(axis), Slice::from(from..to));
        }
        target.assign(&source);
        return out;
    }
    let mut out = a.to_owned();
    for (axis, (&first, &len)) in first.iter().zip(len).enumerate() {
        let n = out.len_of(Axis(axis));
        let source = |i: usize| boundary.source(first + i.cast_signed(), n);
        let indices: Vec<usize> = (0..len).filter_map(source).collect();
        out = out.select(Axis(axis), &indices);
    }
    out.as_standard_layout().into_owned()
}

/// `out[o] = Σₖ h[k] x[o + k]`.
fn slide<T: Scalar>(h: &ArrayD<T>, x: &ArrayD<T>, shape: &[usize]) -> ArrayD<T> {
    let mut out = vec![T::zero(); shape.iter().product()];
    let (h_elements, x_elements) = (elements(h), elements(x));
    let Some((&row_len, leading)) = shape.split_last() else {
        return ArrayD::from_elem(IxDyn(&[]), h_elements[0] * x_elements[0]);
    };
    let n_taps = h.shape()[leading.len()];
    if leading.is_empty() {
        let b: Vec<T> = h_elements.iter().rev().copied().collect();
        convolve(&b, &x_elements, 1, &mut out);
    } else {
        let strides: Vec<usize> = strides(x.shape());
        let rows = row_offsets(&h.shape()[..leading.len()], &strides);
        let starts = row_offsets(leading, &strides);
        let products = row_len * h_elements.len();
        let min_rows = PRODUCTS_PER_TASK.div_ceil(products.max(1));
        for_each_chunk(
            &mut out,
            row_len,
            min_rows,
            || (),
            |(), index, out| {
                slide_row(&h_elements, n_taps, &rows, &x_elements[starts[index]..], out);
            },
        );
    }
    ArrayD::from_shape_vec(IxDyn(shape), out).expect("as many elements as the shape has")
}

/// One row of outputs, tile by tile: all rows of the kernel for a tile before the next.
fn slide_row<T: Scalar>(h: &[T], n_taps: usize, rows: &[usize], x: &[T], out: &mut [T]) {
    let mut tiles = out.chunks_exact_mut(TILE);
    let mut start = 0;
    for tile in tiles.by_ref() {
        let mut sums = [T::zero(); TILE];
        for (taps, &row) in h.chunks_exact(n_taps).zip(rows) {
            let x = &x[row + start..row + start + n_taps + TILE - 1];
            for (x, &tap) in x.windows(TILE).zip(taps) {
                for (sum, &x) in sums.iter_mut().zip(x) {
                    *sum += tap * x;
                }
            }
        }
        tile.copy_from_slice(&sums);
        start += TILE;
    }
    for (i, out) in tiles.into_remainder().iter_mut().enumerate() {
        let mut sum = T::zero();
        for (taps, &row) in h.chunks_exact(n_taps).zip(rows) {
            for (&tap, &x) in taps.iter().zip(&x[row + start + i..]) {
                sum += tap * x;
            }
        }
        *out = sum;
    }
}

/// The elements row by row.
fn elements<T: Scalar>(array: &ArrayD<T>) -> Vec<T> {
    array.iter().copied().collect()
}

/// How far neighbours along each axis lie apart, row by row.
fn strides(shape: &[usize]) -> Vec<usize> {
    (0..shape.len()).map(|axis| shape[axis + 1..].iter().product()).collect()
}

/// Where the rows of a box of `leading` axes begin in an array of these strides.
fn row_offsets(leading: &[usize], strides: &[usize]) -> Vec<usize> {
    let mut offsets = vec![0];
    for (&len, &stride) in leading.iter().zip(strides) {
        offsets = { offsets.iter() }
            .flat_map(|&offset| (0..len).map(move |i| offset + i * stride))
            .collect();
    }
    offsets
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    #[test]
    fn windows_beyond_the_array_are_all_constant() {
        let a = array![1.0, 2.0].into_dyn();
        let out = extended(&a.view(), &[-4], &[3], PadMode::Constant(7.0));
        assert_eq!(out, array![7.0, 7.0, 7.0].into_dyn());
        let out = extended(&a.view(), &[3], &[2], PadMode::Constant(7.0));
        assert_eq!(out, array![7.0, 7.0].into_dyn());
        let out = extended(&a.view(), &[-1], &[5], PadMode::Wrap);
        assert_eq!(out, array![2.0, 1.0, 2.0, 1.0, 2.0].into_dyn());
    }

    #[test]
    fn rows_of_a_box_are_found() {
        assert_eq!(row_offsets(&[2, 3], &strides(&[4, 5, 6])), [0, 6, 12, 30, 36, 42]);
    }
}

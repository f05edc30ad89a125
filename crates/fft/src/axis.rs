//! From a kernel on contiguous slices to an axis of any array.
//!
//! Fourier kernels want their samples side by side. Along the last axis they are; along another one,
//! a block of neighbouring lanes is gathered at a time, so that every cache line that is read is
//! used whole.

use ndarray::{
    Array, ArrayRef, ArrayView2, ArrayView3, ArrayViewMut2, ArrayViewMut3, Axis, Dimension,
};
use onkai_core::{Error, Result, collect_columns, for_each_chunk};

/// Lanes that are gathered together: 256 bytes side by side in double precision.
const BLOCK: usize = 16;
/// Samples that a thread takes at least: some 20 µs of transforms.
const SAMPLES_PER_TASK: usize = 1 << 13;

/// Runs `run(state, lane, out)` for each lane of `x` along `axis`; `out` has `n_out` elements and is
/// filled with the default value before.
///
/// `make_state` builds what a thread reuses from lane to lane. The result lies in memory as `x`
/// does, if that is in row-major or column-major order.
pub(crate) fn map_axis<T, U, S, D>(
    x: &ArrayRef<T, D>,
    (axis, n_out): (Axis, usize),
    make_state: impl Fn() -> S + Send + Sync,
    run: impl Fn(&mut S, &[T], &mut [U]) + Send + Sync,
) -> Result<Array<U, D>>
where
    T: Copy + Default + Send + Sync,
    U: Copy + Default + Send + Sync,
    D: Dimension,
{
    let is_mirrored = is_mirrored(x);
    let (view, axis) = if is_mirrored {
        (x.view().reversed_axes(), Axis(x.ndim() - 1 - axis.index()))
    } else {
        (x.view(), axis)
    };
    let standard = view.as_standard_layout();
    let split = Split::new(standard.shape(), axis);
    let mut dim = standard.raw_dim();
    dim[axis.index()] = n_out;
    check_size::<U>(dim.slice())?;
    let samples = standard.as_slice().expect("in standard layout");
    let out = if split.inner == 1 {
        let n = split.n;
        collect_columns((n_out, split.outer), lanes_per_task(n_out), make_state, |state, i, out| {
            run(state, &samples[i * n..][..n], out);
        })
        .into_raw_vec_and_offset()
        .0
    } else {
        map_blocks(samples, &split, n_out, &make_state, &run)
    };
    let out = Array::from_shape_vec(dim, out).expect("made with as many elements as the shape");
    Ok(if is_mirrored { out.reversed_axes() } else { out })
}

/// Runs `run(state, lane)` on each lane of `x` along `axis`, in place.
pub(crate) fn for_each_lane<T, S, D>(
    x: &mut ArrayRef<T, D>,
    axis: Axis,
    make_state: impl Fn() -> S + Send + Sync,
    run: impl Fn(&mut S, &mut [T]) + Send + Sync,
) where
    T: Copy + Default + Send + Sync,
    D: Dimension,
{
    if is_mirrored(x) {
        let axis = Axis(x.ndim() - 1 - axis.index());
        return for_each_lane(&mut x.view_mut().reversed_axes(), axis, make_state, run);
    }
    let split = Split::new(x.shape(), axis);
    let Some(samples) = x.as_slice_mut() else {
        // In no order that slices could follow: worked on in a copy.
        let mut copy = x.as_standard_layout().into_owned();
        for_each_lane(&mut copy, axis, make_state, run);
        x.assign(&copy);
        return;
    };
    if split.inner == 1 {
        let least = lanes_per_task(split.n);
        for_each_chunk(samples, split.n, least, make_state, |state, _, lane| run(state, lane));
        return;
    }
    let shape = (split.outer, split.n, split.inner);
    let mut view = ArrayViewMut3::from_shape(shape, samples).expect("as many elements");
    let mut blocks: Vec<_> = view.outer_iter_mut().flat_map(into_blocks).collect();
    let make = || (make_state(), vec![T::default(); BLOCK * stride(split.n)]);
    for_each_chunk(&mut blocks, 1, blocks_per_task(split.n), make, |(state, lanes), _, block| {
        gather(&block[0].view(), lanes);
        for lane in lanes.chunks_exact_mut(stride(split.n)).take(block[0].ncols()) {
            run(state, &mut lane[..split.n]);
        }
        scatter(lanes, &mut block[0]);
    });
}

/// [`map_axis`] along an axis that is not the last.
fn map_blocks<T, U, S>(
    samples: &[T],
    split: &Split,
    n_out: usize,
    make_state: &(impl Fn() -> S + Send + Sync),
    run: &(impl Fn(&mut S, &[T], &mut [U]) + Send + Sync),
) -> Vec<U>
where
    T: Copy + Default + Send + Sync,
    U: Copy + Default + Send + Sync,
{
    let &Split { outer, n, inner } = split;
    let mut out = vec![U::default(); outer * n_out * inner];
    let from = ArrayView3::from_shape((outer, n, inner), samples).expect("as many elements");
    let mut to =
        ArrayViewMut3::from_shape((outer, n_out, inner), &mut out).expect("as many elements");
    let mut blocks = Vec::new();
    for (from, to) in from.outer_iter().zip(to.outer_iter_mut()) {
        let starts = (0..inner).step_by(BLOCK);
        blocks.extend(starts.zip(into_blocks(to)).map(|(start, to)| {
            let columns = start..start + to.ncols();
            (from.slice_move(ndarray::s![.., columns]), to)
        }));
    }
    let make = || {
        (
            make_state(),
            vec![T::default(); BLOCK * stride(n)],
            vec![U::default(); BLOCK * stride(n_out)],
        )
    };
    for_each_chunk(
        &mut blocks,
        1,
        blocks_per_task(n_out),
        make,
        |(state, lanes, outs), _, block| {
            let (from, to) = &mut block[0];
            gather(from, lanes);
            outs.fill(U::default());
            for (index, out) in outs.chunks_exact_mut(stride(n_out)).take(to.ncols()).enumerate() {
                run(state, &lanes[index * stride(n)..][..n], &mut out[..n_out]);
            }
            scatter(outs, to);
        },
    );
    out
}

/// How an axis of `n` samples divides an array in standard layout: `outer` matrices of `n` rows,
/// which have `inner` elements.
struct Split {
    outer: usize,
    n: usize,
    inner: usize,
}

impl Split {
    fn new(shape: &[usize], axis: Axis) -> Self {
        let (before, after) = shape.split_at(axis.index());
        Self { outer: before.iter().product(), n: after[0], inner: after[1..].iter().product() }
    }
}

/// The columns of a matrix, [`BLOCK`] at a time.
fn into_blocks<T>(matrix: ArrayViewMut2<'_, T>) -> Vec<ArrayViewMut2<'_, T>> {
    let mut blocks = Vec::with_capacity(matrix.ncols().div_ceil(BLOCK));
    let mut rest = matrix;
    while BLOCK < rest.ncols() {
        let (block, others) = rest.split_at(Axis(1), BLOCK);
        blocks.push(block);
        rest = others;
    }
    blocks.push(rest);
    blocks
}

/// Lays the columns of a block side by side, each [`stride`] elements after the one before.
fn gather<T: Copy>(block: &ArrayView2<'_, T>, lanes: &mut [T]) {
    let stride = stride(block.nrows());
    for (i, row) in block.outer_iter().enumerate() {
        for (lane, &v) in lanes[i..].iter_mut().step_by(stride).zip(row) {
            *lane = v;
        }
    }
}

/// Undoes [`gather`].
fn scatter<T: Copy>(lanes: &[T], block: &mut ArrayViewMut2<'_, T>) {
    let stride = stride(block.nrows());
    for (i, mut row) in block.outer_iter_mut().enumerate() {
        for (lane, v) in lanes[i..].iter().step_by(stride).zip(&mut row) {
            *v = *lane;
        }
    }
}

/// From the start of a gathered lane to that of the next. With a power of two for `n` and no gap, all
/// lanes would compete for the same few lines of the cache.
fn stride(n: usize) -> usize {
    n + 8
}

/// Whether `x` lies in column-major order, in which its reversed axes are in row-major order.
fn is_mirrored<T, D: Dimension>(x: &ArrayRef<T, D>) -> bool {
    !x.is_standard_layout() && x.view().reversed_axes().is_standard_layout()
}

fn lanes_per_task(n: usize) -> usize {
    (SAMPLES_PER_TASK / n.max(1)).max(1)
}

fn blocks_per_task(n: usize) -> usize {
    (SAMPLES_PER_TASK / (BLOCK * n.max(1))).max(1)
}

/// Refuses an array that no memory could hold, before the allocator stops the program.
fn check_size<U>(shape: &[usize]) -> Result<()> {
    let bytes = shape.iter().try_fold(size_of::<U>().max(1), |size, &n| size.checked_mul(n));
    match bytes {
        Some(bytes) if isize::try_from(bytes).is_ok() => Ok(()),
        _ => {
            let n = shape.iter().max().copied().unwrap_or_default();
            Err(Error::parameter("n", n as f64, "small enough for the memory"))
        }
    }
}

#[cfg(test)]
mod tests {
    use ndarray::{Array3, ShapeBuilder, s};

    use super::*;

    fn cumulated(x: &ArrayRef<u64, ndarray::Ix3>, axis: usize) -> Array3<u64> {
        let n_out = x.len_of(Axis(axis)) + 1;
        map_axis(
            x,
            (Axis(axis), n_out),
            || (),
            |(), lane, out| {
                for (i, &v) in lane.iter().enumerate() {
                    out[i + 1] = out[i] + v;
                }
            },
        )
        .unwrap()
    }

    #[test]
    fn every_axis_and_layout_agrees_with_a_loop() {
        let x = Array3::from_shape_fn((40, 37, 33), |(i, j, k)| (i * j + 7 * k) as u64);
        let mut mirrored = Array3::zeros((40, 37, 33).f());
        mirrored.assign(&x);
        let mut wide = Array3::zeros((80, 37, 33));
        wide.slice_mut(s![..;-2, .., ..]).assign(&x);
        for axis in 0..3 {
            let mut expected = Array3::zeros(cumulated(&x, axis).raw_dim());
            expected.slice_axis_mut(Axis(axis), (1..).into()).assign(&x);
            expected.accumulate_axis_inplace(Axis(axis), |&a, b| *b += a);
            assert_eq!(cumulated(&x, axis), expected);
            assert_eq!(cumulated(&mirrored, axis), expected);
            assert_eq!(cumulated(&wide.slice(s![..;-2, .., ..]), axis), expected);
            assert!(!cumulated(&mirrored, axis).is_standard_layout());
        }
    }

    #[test]
    fn in_place_too() {
        let x = Array3::from_shape_fn((5, 37, 33), |(i, j, k)| (i * j + 7 * k) as u64);
        let mut mirrored = Array3::zeros((5, 37, 33).f());
        mirrored.assign(&x);
        for axis in 0..3 {
            let mut expected = x.clone();
            expected.invert_axis(Axis(axis));
            for mut given in [x.clone(), mirrored.clone()] {
                for_each_lane(&mut given, Axis(axis), || (), |(), lane| lane.reverse());
                assert_eq!(given, expected);
            }
            let mut given = x.clone();
            for_each_lane(
                &mut given.slice_mut(s![.., ..;-1, ..]),
                Axis(axis),
                || (),
                |(), lane| {
                    lane.reverse();
                },
            );
            assert_eq!(given, expected);
        }
    }

    #[test]
    fn arrays_without_elements_stay_without() {
        let x = Array3::<u64>::zeros((0, 4, 3));
        assert_eq!(cumulated(&x, 1).shape(), [0, 5, 3]);
        let x = Array3::<u64>::zeros((4, 3, 0));
        assert_eq!(cumulated(&x, 1).shape(), [4, 4, 0]);
        assert_eq!(cumulated(&x, 2), Array3::<u64>::zeros((4, 3, 1)));
    }

    #[test]
    fn lengths_beyond_all_memory_are_refused() {
        let x = ndarray::array![1.0_f64];
        let run = |(): &mut (), _: &[f64], _: &mut [f64]| {};
        let error = map_axis(&x, (Axis(0), usize::MAX / 2), || (), run).unwrap_err();
        assert!(error.to_string().ends_with("but must be small enough for the memory"));
    }
}

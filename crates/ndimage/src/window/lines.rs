//! Bringing the lines of an array, extended beyond their ends, to a filter.

use std::ops::Range;

use ndarray::{
    Array, ArrayBase, ArrayRef, ArrayView2, ArrayView3, ArrayViewMut2, ArrayViewMut3, Axis,
    Dimension, Ix2, RawData, s,
};
use onkai_core::{Real, for_each_chunk, large_zeros};

use super::sliding::{Sliding, Source};
use crate::grid::from_elements;

/// A filter of single lines that can work on `W` of them side by side.
pub(crate) trait LineFilter<F>: Sync {
    /// Whether contiguous lines gain from being laid side by side, which costs time; those that are
    /// strided always are.
    const SIDE_BY_SIDE: bool = true;

    /// Computes `out[i]` from the window `line[i..i + size]`, for each of the `W` lines.
    fn run<const W: usize>(&self, line: &[[F; W]], out: &mut [[F; W]]);
}

/// Lines side by side: those of f32 fill a cache line, which adjacent lines of the array share.
const WIDTH: usize = 16;
/// Fewer where lines share nothing: what is folded then stays in registers.
const CONTIGUOUS_WIDTH: usize = 8;

/// Runs `filter` on each line of `x` along `axis`. The result lies in memory as `x` does: column by
/// column if `x` does so.
pub(crate) fn filter_lines<F: Real, D: Dimension>(
    x: &ArrayRef<F, D>,
    axis: Axis,
    window: &Sliding<F>,
    filter: &impl LineFilter<F>,
) -> Array<F, D> {
    if lies_by_columns(x.strides()) {
        let axis = Axis(x.ndim() - 1 - axis.index());
        return filter_rows(&x.t(), axis, window, filter).reversed_axes();
    }
    filter_rows(x, axis, window, filter)
}

/// Replaces each line of `x` along `axis` by what `filter` makes of it.
pub(crate) fn filter_in_place<F: Real, D: Dimension>(
    x: &mut Array<F, D>,
    axis: Axis,
    window: &Sliding<F>,
    filter: &impl LineFilter<F>,
) {
    if x.is_empty() {
        return;
    }
    let (mut view, mut axis) = (x.view_mut(), axis);
    if lies_by_columns(view.strides()) {
        axis = Axis(view.ndim() - 1 - axis.index());
        view = view.reversed_axes();
    }
    let shape = about_axis(view.shape(), axis);
    if view.is_standard_layout() {
        let lines = view.into_shape_with_order(shape).expect(ROW_MAJOR);
        run_lines(None, lines, window, filter);
    } else {
        let mut copy = view.as_standard_layout().into_owned();
        let lines = copy.view_mut().into_shape_with_order(shape).expect(ROW_MAJOR);
        run_lines(None, lines, window, filter);
        view.assign(&copy);
    }
}

const ROW_MAJOR: &str = "neighbouring axes of a row-major array are one";

fn lies_by_columns(strides: &[isize]) -> bool {
    match (strides.first(), strides.last()) {
        (Some(first), Some(last)) => first.unsigned_abs() < last.unsigned_abs(),
        _ => false,
    }
}

/// The same as [`filter_lines`], with a row-major result.
fn filter_rows<F: Real, D: Dimension>(
    x: &ArrayRef<F, D>,
    axis: Axis,
    window: &Sliding<F>,
    filter: &impl LineFilter<F>,
) -> Array<F, D> {
    // Zeros come from the system as they are, so that each thread is the first to touch its part.
    let mut out = from_elements(x.raw_dim(), large_zeros(x.len()));
    if out.is_empty() {
        return out;
    }
    let shape = about_axis(x.shape(), axis);
    let x = x.as_standard_layout();
    let input = x.view().into_shape_with_order(shape).expect(ROW_MAJOR);
    let lines = out.view_mut().into_shape_with_order(shape).expect(ROW_MAJOR);
    run_lines(Some(input), lines, window, filter);
    out
}

/// How many elements lie along the axes before `axis`, along it, and along those after it.
fn about_axis(shape: &[usize], axis: Axis) -> [usize; 3] {
    let at = axis.index();
    [shape[..at].iter().product(), shape[at], shape[at + 1..].iter().product()]
}

/// Least number of samples for which spreading groups over threads pays for waking them.
const PARALLEL_FROM: usize = 1 << 14;

/// Runs `filter` on all lines along the middle axis; without an input they come from `out`.
fn run_lines<F: Real, L: LineFilter<F>>(
    input: Option<ArrayView3<'_, F>>,
    out: ArrayViewMut3<'_, F>,
    window: &Sliding<F>,
    filter: &L,
) {
    let contiguous = out.dim().2 == 1;
    let min_groups = if out.len() < PARALLEL_FROM { usize::MAX / 2 } else { 1 };
    let run = |group: &mut Group<'_, F>| {
        let input = input.as_ref().map(|input| group.place.of(input));
        if !contiguous {
            run_abreast::<WIDTH, _, _>(input, &mut group.out, window, filter);
        } else if L::SIDE_BY_SIDE {
            run_abreast::<CONTIGUOUS_WIDTH, _, _>(input, &mut group.out, window, filter);
        } else {
            run_abreast::<1, _, _>(input, &mut group.out, window, filter);
        }
    };
    let mut groups = groups(out);
    for_each_chunk(&mut groups, 1, min_groups, || (), |(), _, group| run(&mut group[0]));
}

/// Neighbouring lines, `[n, at most WIDTH]`, where their results belong, and where they come from.
struct Group<'a, F> {
    out: ArrayViewMut2<'a, F>,
    place: Place,
}

/// Where a group stands in an array of three axes.
struct Place {
    /// Its index along the axis where lines lie apart.
    apart: (Axis, usize),
    /// Its lines along the axis where they lie side by side.
    beside: (Axis, Range<usize>),
}

impl Place {
    fn of<'a, F>(&self, x: &ArrayView3<'a, F>) -> ArrayView2<'a, F> {
        let ((apart, k), (beside, lines)) = (self.apart, self.beside.clone());
        lines_last((*x).slice_axis_move(beside, lines.into()).index_axis_move(apart, k), beside)
    }
}

/// All lines along the middle axis in groups.
fn groups<F: Real>(out: ArrayViewMut3<'_, F>) -> Vec<Group<'_, F>> {
    // Contiguous lines are neighbours along the first axis, strided ones along the last.
    let (apart, beside) = if out.dim().2 == 1 { (Axis(2), Axis(0)) } else { (Axis(0), Axis(2)) };
    let (n_apart, n_beside) = (out.len_of(apart), out.len_of(beside));
    let mut groups = Vec::with_capacity(n_apart * n_beside.div_ceil(WIDTH));
    let mut planes = out;
    for k in 0..n_apart {
        let (mut plane, rest) = planes.split_at(apart, 1);
        planes = rest;
        for start in (0..n_beside).step_by(WIDTH) {
            let lines = start..n_beside.min(start + WIDTH);
            let (group, rest) = plane.split_at(beside, lines.len());
            plane = rest;
            let out = lines_last(group.index_axis_move(apart, 0), beside);
            groups.push(Group { out, place: Place { apart: (apart, k), beside: (beside, lines) } });
        }
    }
    groups
}

/// Puts the axis along which lines are neighbours last.
fn lines_last<S: RawData>(lines: ArrayBase<S, Ix2>, beside: Axis) -> ArrayBase<S, Ix2> {
    if beside == Axis(0) { lines.reversed_axes() } else { lines }
}

/// Runs `W` lines at a time; those that are left over one by one, so that a single line costs no more.
fn run_abreast<const W: usize, F: Real, L: LineFilter<F>>(
    input: Option<ArrayView2<'_, F>>,
    out: &mut ArrayViewMut2<'_, F>,
    window: &Sliding<F>,
    filter: &L,
) {
    let n_lines = out.ncols();
    let mut at = 0;
    while at < n_lines {
        let width = if W <= n_lines - at { W } else { 1 };
        let columns = s![.., at..at + width];
        let input = input.as_ref().map(|input| input.slice(columns));
        let out = out.slice_mut(columns);
        if width == W {
            run_group::<W, _>(input, out, window, filter);
        } else {
            run_group::<1, _>(input, out, window, filter);
        }
        at += width;
    }
}

fn run_group<const W: usize, F: Real>(
    input: Option<ArrayView2<'_, F>>,
    mut out: ArrayViewMut2<'_, F>,
    window: &Sliding<F>,
    filter: &impl LineFilter<F>,
) {
    let n = out.nrows();
    let start = window.before.len();
    let mut extended = vec![[F::zero(); W]; n + window.size - 1];
    gather(&input.unwrap_or(out.view()), &mut extended[start..start + n]);
    let beyond = |source: &Source<F>, line: &[[F; W]]| match *source {
        Source::Index(i) => line[start + i],
        Source::Value(value) => [value; W],
    };
    for (i, source) in window.before.iter().enumerate() {
        extended[i] = beyond(source, &extended);
    }
    for (i, source) in window.after.iter().enumerate() {
        extended[start + n + i] = beyond(source, &extended);
    }
    let mut result = vec![[F::zero(); W]; n];
    filter.run(&extended, &mut result);
    scatter(&result, &mut out);
}

/// Contiguous lines are laid side by side this many samples at a time, so that all stay in the cache.
const BLOCK: usize = 32;

fn gather<F: Real, const W: usize>(lines: &ArrayView2<'_, F>, slots: &mut [[F; W]]) {
    if lines.strides()[1] == 1 {
        for (slot, row) in slots.iter_mut().zip(lines.rows()) {
            row.iter().zip(slot).for_each(|(&v, slot)| *slot = v);
        }
        return;
    }
    for (block, slots) in slots.chunks_mut(BLOCK).enumerate() {
        for (w, line) in lines.columns().into_iter().enumerate() {
            let samples = line.slice_move(s![block * BLOCK..]);
            slots.iter_mut().zip(samples).for_each(|(slot, &v)| slot[w] = v);
        }
    }
}

fn scatter<F: Real, const W: usize>(result: &[[F; W]], lines: &mut ArrayViewMut2<'_, F>) {
    if lines.strides()[1] == 1 {
        for (row, values) in lines.rows_mut().into_iter().zip(result) {
            row.into_iter().zip(values).for_each(|(slot, &v)| *slot = v);
        }
        return;
    }
    for (block, values) in result.chunks(BLOCK).enumerate() {
        for (w, line) in lines.columns_mut().into_iter().enumerate() {
            let out = line.slice_move(s![block * BLOCK..]);
            out.into_iter().zip(values).for_each(|(slot, values)| *slot = values[w]);
        }
    }
}

//! Bringing the lines of an array, extended beyond their ends, to a filter.

use ndarray::{Array, ArrayRef, ArrayView1, ArrayViewMut1, Axis, Dimension};
use onkai_core::Real;

use super::sliding::{Sliding, Source};

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
    let mut lines: Vec<_> =
        view.lanes_mut(axis).into_iter().map(|out| Line { input: None, out }).collect();
    run_lines(&mut lines, window, filter);
}

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
    let mut out = Array::default(x.raw_dim());
    if out.is_empty() {
        return out;
    }
    let mut lines: Vec<_> = x
        .lanes(axis)
        .into_iter()
        .zip(out.lanes_mut(axis))
        .map(|(input, out)| Line { input: Some(input), out })
        .collect();
    run_lines(&mut lines, window, filter);
    out
}

fn run_lines<F: Real, L: LineFilter<F>>(
    lines: &mut [Line<'_, F>],
    window: &Sliding<F>,
    filter: &L,
) {
    for_each_group(lines, |group| {
        if group[0].samples().is_none() {
            run_abreast::<WIDTH, _, _>(group, window, filter);
        } else if L::SIDE_BY_SIDE {
            run_abreast::<CONTIGUOUS_WIDTH, _, _>(group, window, filter);
        } else {
            run_abreast::<1, _, _>(group, window, filter);
        }
    });
}

/// Runs `W` lines at a time; those that are left over one by one, so that a single line costs no more.
fn run_abreast<const W: usize, F: Real, L: LineFilter<F>>(
    lines: &mut [Line<'_, F>],
    window: &Sliding<F>,
    filter: &L,
) {
    let (groups, rest) = lines.as_chunks_mut::<W>();
    for group in groups {
        run_group(group, window, filter);
    }
    for line in rest {
        run_group(std::array::from_mut(line), window, filter);
    }
}

/// A line of the input and where its result belongs; without an input that is where it comes from.
struct Line<'a, F> {
    input: Option<ArrayView1<'a, F>>,
    out: ArrayViewMut1<'a, F>,
}

impl<F: Copy> Line<'_, F> {
    fn len(&self) -> usize {
        self.out.len()
    }

    /// The samples, if they are contiguous.
    fn samples(&self) -> Option<&[F]> {
        self.input.as_ref().map_or_else(|| self.out.as_slice(), |input| input.as_slice())
    }

    fn sample(&self, i: usize) -> F {
        self.input.as_ref().map_or_else(|| self.out[i], |input| input[i])
    }
}

/// Least number of samples for which spreading groups over threads pays for waking them.
#[cfg(feature = "rayon")]
const PARALLEL_FROM: usize = 1 << 14;

#[cfg(feature = "rayon")]
fn for_each_group<'a, F: Real>(
    lines: &mut [Line<'a, F>],
    run: impl Fn(&mut [Line<'a, F>]) + Send + Sync,
) {
    use rayon::prelude::*;
    let total = lines.len() * lines.first().map_or(0, Line::len);
    if total < PARALLEL_FROM {
        lines.chunks_mut(WIDTH).for_each(run);
    } else {
        lines.par_chunks_mut(WIDTH).for_each(run);
    }
}

#[cfg(not(feature = "rayon"))]
fn for_each_group<'a, F: Real>(lines: &mut [Line<'a, F>], run: impl Fn(&mut [Line<'a, F>])) {
    lines.chunks_mut(WIDTH).for_each(run);
}

fn run_group<F: Real, const W: usize>(
    lines: &mut [Line<'_, F>; W],
    window: &Sliding<F>,
    filter: &impl LineFilter<F>,
) {
    let n = lines[0].len();
    let start = window.before.len();
    let mut extended = vec![[F::zero(); W]; n + window.size - 1];
    gather(lines, &mut extended[start..start + n]);
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
    scatter(&result, lines);
}

/// Contiguous lines are laid side by side this many samples at a time, so that all stay in the cache.
const BLOCK: usize = 32;

fn gather<F: Real, const W: usize>(lines: &[Line<'_, F>; W], slots: &mut [[F; W]]) {
    if lines[0].samples().is_none() {
        for (i, slot) in slots.iter_mut().enumerate() {
            *slot = std::array::from_fn(|w| lines[w].sample(i));
        }
        return;
    }
    for (block, slots) in slots.chunks_mut(BLOCK).enumerate() {
        for (w, line) in lines.iter().enumerate() {
            let samples = &line.samples().expect("as the first line")[block * BLOCK..];
            slots.iter_mut().zip(samples).for_each(|(slot, &v)| slot[w] = v);
        }
    }
}

fn scatter<F: Real, const W: usize>(result: &[[F; W]], lines: &mut [Line<'_, F>; W]) {
    if lines[0].out.as_slice().is_none() {
        for (i, values) in result.iter().enumerate() {
            lines.iter_mut().zip(values).for_each(|(line, &v)| line.out[i] = v);
        }
        return;
    }
    for (block, values) in result.chunks(BLOCK).enumerate() {
        for (w, line) in lines.iter_mut().enumerate() {
            let out = &mut line.out.as_slice_mut().expect("as the first line")[block * BLOCK..];
            out.iter_mut().zip(values).for_each(|(slot, values)| *slot = values[w]);
        }
    }
}

//! Bringing the lines of an array, extended beyond their ends, to a filter.

use ndarray::{Array, ArrayRef, ArrayView1, ArrayViewMut1, Axis, Dimension};
use onkai_core::Real;

use crate::sliding::{Sliding, Source};

/// A filter of single lines that can work on `W` of them side by side.
pub(crate) trait LineFilter<F>: Sync {
    /// Computes `out[i]` from the window `line[i..i + size]`, for each of the `W` lines.
    fn run<const W: usize>(&self, line: &[[F; W]], out: &mut [[F; W]]);
}

/// Lines side by side: those of f32 fill a cache line, which adjacent lines of the array share.
const WIDTH: usize = 16;

/// Runs `filter` on each line of `x` along `axis`. The result lies in memory as `x` does: column by
/// column if `x` does so.
pub(crate) fn filter_lines<F: Real, D: Dimension>(
    x: &ArrayRef<F, D>,
    axis: Axis,
    window: &Sliding<F>,
    filter: &impl LineFilter<F>,
) -> Array<F, D> {
    let strides = x.strides();
    let by_columns = match (strides.first(), strides.last()) {
        (Some(first), Some(last)) => first.unsigned_abs() < last.unsigned_abs(),
        _ => false,
    };
    if by_columns {
        let axis = Axis(x.ndim() - 1 - axis.index());
        filter_rows(&x.t(), axis, window, filter).reversed_axes()
    } else {
        filter_rows(x, axis, window, filter)
    }
}

/// The same, with a row-major result.
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
    let mut lines: Vec<_> = x.lanes(axis).into_iter().zip(out.lanes_mut(axis)).collect();
    // Groups that are not full are run line by line, so that a single line costs no more.
    for_each_group(&mut lines, |group| match <&mut [Line<'_, F>; WIDTH]>::try_from(&mut *group) {
        Ok(group) => run_group(group, window, filter),
        Err(_) => group.iter_mut().for_each(|line| {
            run_group(std::array::from_mut(line), window, filter);
        }),
    });
    out
}

/// A line of the input and where its result belongs.
type Line<'a, F> = (ArrayView1<'a, F>, ArrayViewMut1<'a, F>);

/// Least number of samples for which spreading groups over threads pays for waking them.
#[cfg(feature = "rayon")]
const PARALLEL_FROM: usize = 1 << 14;

#[cfg(feature = "rayon")]
fn for_each_group<'a, F: Real>(
    lines: &mut [Line<'a, F>],
    run: impl Fn(&mut [Line<'a, F>]) + Send + Sync,
) {
    use rayon::prelude::*;
    let total = lines.len() * lines.first().map_or(0, |line| line.0.len());
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
    let n = lines[0].0.len();
    let start = window.before.len();
    let mut extended = vec![[F::zero(); W]; n + window.size - 1];
    // Adjacent lines share cache lines unless each is contiguous: then one is read after the other.
    let one_by_one = lines[0].0.as_slice().is_some();
    if one_by_one {
        for (w, (line, _)) in lines.iter().enumerate() {
            extended[start..].iter_mut().zip(line).for_each(|(slot, &v)| slot[w] = v);
        }
    } else {
        for (i, slot) in extended[start..start + n].iter_mut().enumerate() {
            *slot = std::array::from_fn(|w| lines[w].0[i]);
        }
    }
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
    if one_by_one {
        for (w, (_, out)) in lines.iter_mut().enumerate() {
            out.iter_mut().zip(&result).for_each(|(slot, values)| *slot = values[w]);
        }
    } else {
        for (i, values) in result.iter().enumerate() {
            lines.iter_mut().zip(values).for_each(|((_, out), &v)| out[i] = v);
        }
    }
}

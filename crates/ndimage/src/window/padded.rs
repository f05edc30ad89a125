//! An array continued beyond its ends, so that every window lies within it.

use onkai_core::{PadMode, Real, for_each_chunk};

use crate::boundary::Boundary;
use crate::grid::{row_start, strides};

/// A copy of an array, row by row, with what stands beyond its ends.
pub(crate) struct Padded<T> {
    pub(crate) data: Vec<T>,
    pub(crate) shape: Vec<usize>,
    pub(crate) strides: Vec<usize>,
}

impl<F: Real> Padded<F> {
    /// Continues `x` by `before` and `after` samples along each axis.
    pub(crate) fn new(
        x: &[F],
        shape: &[usize],
        before: &[usize],
        after: &[usize],
        boundary: Boundary<F>,
    ) -> Self {
        let mode = PadMode::from(boundary);
        Self::build(x, (shape, before, after), boundary.fill(), |i, n| mode.source(i, n))
    }
}

impl Padded<bool> {
    /// Continues `x` by one value.
    pub(crate) fn with_value(
        x: &[bool],
        shape: &[usize],
        before: &[usize],
        after: &[usize],
        value: bool,
    ) -> Self {
        let inside = |i: isize, n: usize| usize::try_from(i).ok().filter(|&i| i < n);
        Self::build(x, (shape, before, after), value, inside)
    }
}

impl<T: Copy> Padded<T> {
    fn build(
        x: &[T],
        (shape, before, after): (&[usize], &[usize], &[usize]),
        fill: T,
        source: impl Fn(isize, usize) -> Option<usize>,
    ) -> Self {
        let sources: Vec<Vec<_>> = (0..shape.len())
            .map(|axis| {
                let first = -before[axis].cast_signed();
                let end = (shape[axis] + after[axis]).cast_signed();
                (first..end).map(|i| source(i, shape[axis])).collect()
            })
            .collect();
        let padded: Vec<usize> = sources.iter().map(Vec::len).collect();
        let mut data = Vec::with_capacity(padded.iter().product());
        let before = before.last().copied().unwrap_or(0);
        Rows { x, shape, sources: &sources, before, fill }.push(0, Some(0), &mut data);
        Self { data, strides: strides(&padded), shape: padded }
    }
}

struct Rows<'a, T> {
    x: &'a [T],
    shape: &'a [usize],
    /// Where each sample of each padded axis comes from.
    sources: &'a [Vec<Option<usize>>],
    /// How many samples are put before a row.
    before: usize,
    fill: T,
}

impl<T: Copy> Rows<'_, T> {
    /// Appends the rows of block number `block` of `x`, all blocks being cut along the axes before
    /// `axis`; those of a block beyond the ends if `None`.
    fn push(&self, axis: usize, block: Option<usize>, data: &mut Vec<T>) {
        let (sources, n) = (&self.sources[axis], self.shape[axis]);
        if axis + 1 < self.shape.len() {
            for &source in sources {
                let block = block.zip(source).map(|(block, i)| block * n + i);
                self.push(axis + 1, block, data);
            }
            return;
        }
        let Some(row) = block.map(|block| &self.x[block * n..(block + 1) * n]) else {
            data.extend(std::iter::repeat_n(self.fill, sources.len()));
            return;
        };
        let value = |source: &Option<usize>| source.map_or(self.fill, |i| row[i]);
        data.extend(sources[..self.before].iter().map(value));
        data.extend_from_slice(row);
        data.extend(sources[self.before + n..].iter().map(value));
    }
}

/// Fills an array of `shape` row by row: `run(state, row, start)` gets each row and where the window
/// of its first output begins in `padded`.
pub(crate) fn fill_rows<T: Copy + Default + Send, P: Sync, S>(
    shape: &[usize],
    padded: &Padded<P>,
    make_state: impl Fn() -> S + Send + Sync,
    run: impl Fn(&mut S, &mut [T], usize) + Send + Sync,
) -> Vec<T> {
    let mut out = vec![T::default(); shape.iter().product()];
    let width = shape.last().copied().unwrap_or(1);
    // Rows of some thousand outputs together pay for waking a thread.
    let min_rows = 4096_usize.div_ceil(width.max(1));
    for_each_chunk(&mut out, width, min_rows, make_state, |state, row, out| {
        run(state, out, row_start(row, shape, &padded.strides));
    });
    out
}

//! One row against many at a time: the rows of a matrix laid out so that neighbours in memory are
//! the same component of different rows.

use ndarray::ArrayRef2;
use onkai_core::Real;

/// How many rows advance together: four registers of two doubles, which every x86-64 and ARM has.
pub(super) const LANES: usize = 8;

/// Rows in groups of [`LANES`], each group component by component; the last one filled with zeros.
#[derive(Debug)]
pub(super) struct Grouped<F> {
    data: Vec<[F; LANES]>,
    n_rows: usize,
    n_columns: usize,
}

impl<F: Real> Grouped<F> {
    pub(super) fn new(x: &ArrayRef2<F>) -> Self {
        let (n_rows, n_columns) = x.dim();
        let mut data = vec![[F::zero(); LANES]; n_rows.div_ceil(LANES) * n_columns];
        for (i, row) in x.rows().into_iter().enumerate() {
            let group = &mut data[i / LANES * n_columns..][..n_columns];
            for (column, &value) in group.iter_mut().zip(row) {
                column[i % LANES] = value;
            }
        }
        Self { data, n_rows, n_columns }
    }

    /// Compares `row` with the rows from `first` on and writes one distance for each.
    ///
    /// `weight` tells the weight of a component; a state starts as its default value.
    #[inline]
    pub(super) fn compare<S: Copy + Default>(
        &self,
        row: &[F],
        first: usize,
        out: &mut [F],
        fold: &Fold<impl Fn(usize) -> F, impl Fn(S, F, F, F) -> S, impl Fn(S) -> F>,
    ) {
        debug_assert_eq!(out.len(), self.n_rows - first, "one distance for each row");
        let mut out = out;
        let mut at = first;
        while !out.is_empty() {
            let group = &self.data[at / LANES * self.n_columns..][..self.n_columns];
            let mut states = [S::default(); LANES];
            for (k, (&a, column)) in row.iter().zip(group).enumerate() {
                let w = (fold.weight)(k);
                for (state, &b) in states.iter_mut().zip(column) {
                    *state = (fold.step)(*state, a, b, w);
                }
            }
            let distances = states.map(&fold.finish);
            let offset = at % LANES;
            let n = out.len().min(LANES - offset);
            let (now, later) = out.split_at_mut(n);
            now.copy_from_slice(&distances[offset..offset + n]);
            out = later;
            at += n;
        }
    }
}

/// A distance as a fold over components: the weight of each, what it does to the state, and what is
/// made of the state in the end.
#[derive(Debug)]
pub(super) struct Fold<W, S, E> {
    pub(super) weight: W,
    pub(super) step: S,
    pub(super) finish: E,
}

//! The sample of one rank in windows that share most of their samples, by sorting what they share once.
//!
//! The outputs of a line are cut into tiles of a power of two. All windows of a tile share a core of
//! samples, which is sorted. A half of the tile shares more: its core is the tile's and a few samples
//! on one side, which are sorted, too, and merged into it; and so on down to single windows. Of every
//! core only those samples are kept that may still be the one that is wanted, as many as there are
//! windows: so the halves cost less and less.
//!
//! A. Adams, "Fast median filters using separable sorting networks", ACM Trans. Graphics 40(4), 2021.
//! <https://doi.org/10.1145/3450626.3459773>

use onkai_core::{Real, SortingNetwork, ordered};

/// How windows of one size are sorted.
pub(super) struct SharedWindows {
    size: usize,
    rank: usize,
    /// Outputs of a tile, a power of two.
    tile: usize,
    /// Puts the core in order as far as its samples may be wanted.
    core: SortingNetwork,
}

/// Where a tile is worked on, all of it in the cache nearest to the processor.
pub(super) struct Workspace<V> {
    core: Vec<V>,
    /// Sorted runs of 1, 2, 4, … samples before the core and after it, `tile` samples for each length.
    before: Vec<V>,
    after: Vec<V>,
    /// For each part of the tile the samples that may be wanted in its windows, in order; and the
    /// same for its halves.
    wanted: Vec<V>,
    halves: Vec<V>,
}

impl SharedWindows {
    /// For the sample of `rank` among `size`.
    pub(super) fn new(size: usize, rank: usize) -> Self {
        // The core must not be smaller than the tile, and sorting it costs more the larger it is.
        let tile = 1 << size.div_ceil(2).ilog2();
        let core_len = size + 1 - tile;
        let first = (rank + 1).saturating_sub(tile);
        Self { size, rank, tile, core: SortingNetwork::new(core_len, first..=rank) }
    }

    /// Fewer outputs than this cannot be computed.
    pub(super) fn tile(&self) -> usize {
        self.tile
    }

    /// `out[i]` is the sample of the rank among `line[i..i + size]` in each of `W` lines side by side,
    /// at least [`tile`](Self::tile) outputs; any sample of the window if one of them is NaN.
    pub(super) fn select<F: Real, const W: usize>(
        &self,
        line: &[[F; W]],
        out: &mut [[F; W]],
        work: &mut Workspace<[F; W]>,
    ) {
        let last = out.len() - self.tile;
        for begin in (0..out.len()).step_by(self.tile) {
            // The last tile overlaps the one before it.
            let begin = begin.min(last);
            self.fill_tile(&line[begin..], &mut out[begin..begin + self.tile], work);
        }
    }

    pub(super) fn make_workspace<F: Real, const W: usize>(&self) -> Workspace<[F; W]> {
        let zeros = |n: usize| vec![[F::zero(); W]; n];
        let runs_len = self.tile * self.tile.ilog2() as usize;
        Workspace {
            core: zeros(self.size + 1 - self.tile),
            before: zeros(runs_len),
            after: zeros(runs_len),
            wanted: zeros(self.tile),
            halves: zeros(self.tile),
        }
    }

    fn fill_tile<F: Real, const W: usize>(
        &self,
        line: &[[F; W]],
        out: &mut [[F; W]],
        work: &mut Workspace<[F; W]>,
    ) {
        let (tile, size) = (self.tile, self.size);
        let Workspace { core, before, after, wanted, halves } = work;
        core.copy_from_slice(&line[tile - 1..size]);
        self.core.sort(core);
        self.begin(core, wanted);
        if 1 < tile {
            // The first and the last place belong to no window of the tile; they hold anything.
            before[0] = line[0];
            before[1..tile].copy_from_slice(&line[..tile - 1]);
            after[..tile - 1].copy_from_slice(&line[size..size + tile - 1]);
            after[tile - 1] = line[size];
            sort_runs(before, tile);
            sort_runs(after, tile);
        }
        let mut part = tile;
        while 1 < part {
            let half = part / 2;
            let runs = half.ilog2() as usize * tile..;
            let (before, after) = (&before[runs.clone()], &after[runs]);
            let parts = wanted.chunks_exact(part).zip(halves.chunks_exact_mut(part));
            for (j, (wanted, halves)) in parts.enumerate() {
                let at = j * part;
                let (first, second) = halves.split_at_mut(half);
                merge(wanted, &before[at + half..at + part], first);
                merge(wanted, &after[at..at + half], second);
            }
            std::mem::swap(wanted, halves);
            part = half;
        }
        out.copy_from_slice(wanted);
    }

    /// The samples of the core that may be wanted; infinities for those that it does not have.
    fn begin<F: Real, const W: usize>(&self, core: &[[F; W]], wanted: &mut [[F; W]]) {
        let missing = (self.tile - 1).saturating_sub(self.rank);
        let first = (self.rank + 1).saturating_sub(self.tile);
        wanted[..missing].fill([F::neg_infinity(); W]);
        let there = core.len().min(self.rank + 1) - first;
        wanted[missing..missing + there].copy_from_slice(&core[first..first + there]);
        wanted[missing + there..].fill([F::infinity(); W]);
    }
}

/// After the first `tile` samples of `runs`, sorted pairs of them, then fours, up to half a tile.
fn sort_runs<F: Real, const W: usize>(runs: &mut [[F; W]], tile: usize) {
    let mut len = 2;
    for level in 1..tile.ilog2() as usize {
        let (below, here) = runs.split_at_mut(level * tile);
        let here = &mut here[..tile];
        here.copy_from_slice(&below[(level - 1) * tile..]);
        for run in here.chunks_exact_mut(len) {
            // Of two sorted halves the second one counts backwards: smaller ones to the first half.
            for i in 0..len / 2 {
                let (low, high) = ordered(run[i], run[len - 1 - i]);
                (run[i], run[len - 1 - i]) = (low, high);
            }
            run.chunks_exact_mut(len / 2).for_each(sort_bitonic);
        }
        len *= 2;
    }
}

/// Of `2 n` sorted samples and `n` more the middle `n`, sorted.
fn merge<F: Real, const W: usize>(wanted: &[[F; W]], more: &[[F; W]], out: &mut [[F; W]]) {
    let n = more.len();
    let (low, high) = wanted.split_at(n);
    for (((out, &low), &high), &more) in out.iter_mut().zip(low).zip(high).zip(more.iter().rev()) {
        // The smaller 2 n of all, of which the larger n are left.
        *out = ordered(low, ordered(high, more).0).1;
    }
    sort_bitonic(out);
}

/// Sorts samples that rise and then fall, or the other way round, wherever one begins to count.
fn sort_bitonic<F: Real, const W: usize>(run: &mut [[F; W]]) {
    let mut distance = run.len() / 2;
    while 0 < distance {
        for pair in run.chunks_exact_mut(2 * distance) {
            let (first, second) = pair.split_at_mut(distance);
            for (a, b) in first.iter_mut().zip(second) {
                (*a, *b) = ordered(*a, *b);
            }
        }
        distance /= 2;
    }
}

#[cfg(test)]
mod tests {
    use onkai_testing::noise;

    use super::*;

    #[test]
    fn every_rank_of_every_size_is_found() {
        for size in [1, 2, 3, 4, 7, 8, 15, 16, 21, 31, 32, 40] {
            let line: Vec<[f64; 2]> = noise(2 * 120, size as u32).to_vec().as_chunks().0.to_vec();
            for rank in 0..size {
                let windows = SharedWindows::new(size, rank);
                let mut out = vec![[0.0; 2]; line.len() + 1 - size];
                windows.select(&line, &mut out, &mut windows.make_workspace());
                for (i, found) in out.iter().enumerate() {
                    for w in 0..2 {
                        let mut window: Vec<f64> = line[i..i + size].iter().map(|v| v[w]).collect();
                        window.sort_by(f64::total_cmp);
                        assert_eq!(found[w], window[rank], "rank {rank} of {size} at {i}");
                    }
                }
            }
        }
    }
}

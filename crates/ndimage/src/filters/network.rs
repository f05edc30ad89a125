//! The sample of one rank among a few, many outputs at a time: a sorting network.

use onkai_core::{Real, SortingNetwork};

use super::blocks::{Lanes, fill_blocks, load};

/// Windows of at most so many samples are sorted; larger ones slide.
pub(super) const LARGEST: usize = 36;

/// A network for one rank.
#[derive(Clone, Debug)]
pub(super) struct Network {
    network: SortingNetwork,
    rank: usize,
}

impl Network {
    pub(super) fn new(n: usize, rank: usize) -> Self {
        Self { network: SortingNetwork::new(n, rank..=rank), rank }
    }

    /// `out[i]` is the sample of the rank among `data[start + offset + i]`; any of them if one is NaN.
    pub(super) fn select<F: Real>(
        &self,
        out: &mut [F],
        data: &[F],
        start: usize,
        offsets: &[usize],
    ) {
        debug_assert_eq!(offsets.len(), self.network.len(), "one wire for each sample");
        let mut wires: [Lanes<F>; LARGEST] = [[F::zero(); _]; LARGEST];
        let wires = &mut wires[..offsets.len()];
        fill_blocks(out, |i| {
            for (wire, offset) in wires.iter_mut().zip(offsets) {
                *wire = load(data, start + offset + i);
            }
            self.network.sort(wires);
            wires[self.rank]
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rank_is_found() {
        for n in [1, 2, 5, 9, 25, 36] {
            let data: Vec<f32> = (0..n).map(|i| ((i * 37) % 101) as f32).collect();
            let offsets: Vec<usize> = (0..n).collect();
            let mut sorted = data.clone();
            sorted.sort_by(f32::total_cmp);
            for (rank, &expected) in sorted.iter().enumerate() {
                let mut out = [0.0];
                Network::new(n, rank).select(&mut out, &data, 0, &offsets);
                assert_eq!(out[0], expected, "rank {rank} of {n}");
            }
        }
    }
}

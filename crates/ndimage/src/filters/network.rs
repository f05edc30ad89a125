//! The sample of one rank among a few, many outputs at a time: a sorting network.

use onkai_core::Real;

use super::blocks::{Lanes, fill_blocks, load};

/// Windows of at most so many samples are sorted; larger ones slide.
pub(super) const LARGEST: usize = 36;

/// Pairs of wires to put in order, after which the sample of the wanted rank is on its wire.
///
/// Batcher's odd-even merge sort, without the comparators that do not bear on that wire.
///
/// # References
///
/// K. E. Batcher, "Sorting networks and their applications", AFIPS Spring Joint Computer Conference,
/// 1968. <https://doi.org/10.1145/1468075.1468121>
#[derive(Clone, Debug)]
pub(super) struct Network {
    pairs: Vec<(usize, usize)>,
    n: usize,
    rank: usize,
}

impl Network {
    pub(super) fn new(n: usize, rank: usize) -> Self {
        let mut matters = vec![false; n];
        matters[rank] = true;
        let mut pairs: Vec<_> = merge_sort_pairs(n)
            .into_iter()
            .rev()
            .filter(|&(low, high)| {
                let used = matters[low] | matters[high];
                matters[low] |= used;
                matters[high] |= used;
                used
            })
            .collect();
        pairs.reverse();
        Self { pairs, n, rank }
    }

    /// `out[i]` is the sample of the rank among `data[start + offset + i]`; any of them if one is NaN.
    pub(super) fn select<F: Real>(
        &self,
        out: &mut [F],
        data: &[F],
        start: usize,
        offsets: &[usize],
    ) {
        debug_assert_eq!(offsets.len(), self.n, "one wire for each sample");
        let mut wires: [Lanes<F>; LARGEST] = [[F::zero(); _]; LARGEST];
        let wires = &mut wires[..self.n];
        fill_blocks(out, |i| {
            for (wire, offset) in wires.iter_mut().zip(offsets) {
                *wire = load(data, start + offset + i);
            }
            for &(low, high) in &self.pairs {
                let (mut a, mut b) = (wires[low], wires[high]);
                for (a, b) in a.iter_mut().zip(&mut b) {
                    (*a, *b) = if *b < *a { (*b, *a) } else { (*a, *b) };
                }
                (wires[low], wires[high]) = (a, b);
            }
            wires[self.rank]
        });
    }
}

/// The comparators that sort `n` wires: those for the next power of two, where the wires that are
/// missing at the end hold the largest values and stay.
fn merge_sort_pairs(n: usize) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    let mut block = 1;
    while block < n {
        let mut distance = block;
        while 0 < distance {
            let first = distance % block;
            for start in (first..n).step_by(2 * distance) {
                for low in start..start + distance {
                    let high = low + distance;
                    if high < n && low / (2 * block) == high / (2 * block) {
                        pairs.push((low, high));
                    }
                }
            }
            distance /= 2;
        }
        block *= 2;
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zeros_and_ones_are_sorted() {
        // A network that sorts all sequences of zeros and ones sorts everything.
        for n in 1..=12_usize {
            let pairs = merge_sort_pairs(n);
            for bits in 0..1_u32 << n {
                let mut wires: Vec<u32> = (0..n).map(|i| bits >> i & 1).collect();
                for &(low, high) in &pairs {
                    if wires[high] < wires[low] {
                        wires.swap(low, high);
                    }
                }
                assert!(wires.is_sorted(), "{n} wires, {bits:b}");
            }
        }
    }

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

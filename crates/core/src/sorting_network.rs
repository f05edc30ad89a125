//! Sorting a few numbers in many lanes at a time.

use std::ops::RangeInclusive;

/// Comparisons after which the numbers of some ranks stand at their places, the same for any numbers.
///
/// Nothing branches on the data, so that lanes are sorted side by side in vector registers. Batcher's
/// odd-even merge sort, without the comparisons that do not bear on the ranks that are wanted.
///
/// # Examples
///
/// ```
/// use onkai_core::SortingNetwork;
///
/// // The median of three in two lanes.
/// let network = SortingNetwork::new(3, 1..=1);
/// let mut wires = [[5.0, 1.0], [4.0, 3.0], [6.0, 2.0]];
/// network.sort(&mut wires);
/// assert_eq!(wires[1], [5.0, 2.0]);
/// ```
///
/// # References
///
/// K. E. Batcher, "Sorting networks and their applications", AFIPS Spring Joint Computer Conference,
/// 1968. <https://doi.org/10.1145/1468075.1468121>
#[derive(Clone, Debug, PartialEq)]
pub struct SortingNetwork {
    n: usize,
    pairs: Vec<(usize, usize)>,
}

impl SortingNetwork {
    /// For `n` numbers of which those of these ranks are wanted; ranks beyond the last do not matter.
    pub fn new(n: usize, ranks: RangeInclusive<usize>) -> Self {
        let mut matters: Vec<bool> = (0..n).map(|rank| ranks.contains(&rank)).collect();
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
        Self { n, pairs }
    }

    /// How many numbers there are in a lane.
    #[allow(clippy::len_without_is_empty, reason = "a network is no container")]
    pub fn len(&self) -> usize {
        self.n
    }

    /// Puts the numbers of the wanted ranks at their places in each lane; any numbers in a lane with
    /// NaN.
    ///
    /// # Panics
    ///
    /// If there are fewer `wires` than numbers.
    #[inline]
    pub fn sort<T: Copy + PartialOrd, const W: usize>(&self, wires: &mut [[T; W]]) {
        for &(low, high) in &self.pairs {
            (wires[low], wires[high]) = ordered(wires[low], wires[high]);
        }
    }
}

/// The smaller and the larger number of each lane.
///
/// # Examples
///
/// ```
/// assert_eq!(onkai_core::ordered([1, 4], [2, 3]), ([1, 3], [2, 4]));
/// ```
#[inline]
pub fn ordered<T: Copy + PartialOrd, const W: usize>(
    mut a: [T; W],
    mut b: [T; W],
) -> ([T; W], [T; W]) {
    for (a, b) in a.iter_mut().zip(&mut b) {
        (*a, *b) = if *b < *a { (*b, *a) } else { (*a, *b) };
    }
    (a, b)
}

/// The comparisons that sort `n` numbers: those for the next power of two, where the numbers that are
/// missing at the end are larger than any and stay.
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
        for n in 0..=12_usize {
            let network = SortingNetwork::new(n, 0..=n);
            for bits in 0..1_u32 << n {
                let mut wires: Vec<[u32; 1]> = (0..n).map(|i| [bits >> i & 1]).collect();
                network.sort(&mut wires);
                assert!(wires.is_sorted(), "{n} wires, {bits:b}");
            }
        }
    }

    #[test]
    fn ranks_are_found_alone_and_together() {
        for n in [1_usize, 2, 5, 9, 25, 36] {
            let data: Vec<[usize; 1]> = (0..n).map(|i| [(i * 37) % 101]).collect();
            let mut sorted = data.clone();
            sorted.sort_unstable();
            for rank in 0..n {
                let last = (rank + 2).min(n - 1);
                let mut wires = data.clone();
                SortingNetwork::new(n, rank..=last).sort(&mut wires);
                assert_eq!(wires[rank..=last], sorted[rank..=last], "{rank} to {last} of {n}");
            }
        }
    }
}

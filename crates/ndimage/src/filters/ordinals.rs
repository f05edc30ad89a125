//! The sample of one rank in large windows of any form, which slide over the ranks of all samples.

use onkai_core::Real;

use crate::grid::{advance, n_elements, row_start, strides};
use crate::window::{Padded, Region, box_offsets};

/// Samples of a tile, its surroundings included, if the window leaves room: their bits fill 8 KiB.
const TILE: usize = 1 << 16;

/// Fills an array of `shape` with the sample of rank `rank` in each window. NaN counts as the largest.
///
/// The array is cut into tiles whose samples are sorted once and numbered. A window then is a set of
/// bits, one a sample; it slides along a row by setting and clearing those that enter and leave it,
/// and the word of bits that holds the rank is followed, as it moves little.
pub(super) fn select_sliding<F: Real>(
    padded: &Padded<F>,
    shape: &[usize],
    region: &Region,
    rank: usize,
) -> Vec<F> {
    let tile = tile_shape(shape, &region.sizes);
    let grid: Vec<usize> = shape.iter().zip(&tile).map(|(n, tile)| n.div_ceil(*tile)).collect();
    let out_strides = strides(shape);
    let mut out = vec![F::zero(); shape.iter().product()];
    let mut index = vec![0; shape.len()];
    loop {
        let corner: Vec<usize> = index.iter().zip(&tile).map(|(i, tile)| i * tile).collect();
        let extent: Vec<usize> =
            (0..shape.len()).map(|axis| tile[axis].min(shape[axis] - corner[axis])).collect();
        let mut window = Sorted::new(padded, &corner, &extent, region);
        let width = extent.last().copied().unwrap_or(1);
        let origin: usize = corner.iter().zip(&out_strides).map(|(i, stride)| i * stride).sum();
        for row in 0..extent.iter().product::<usize>() / width {
            let start = origin + row_start(row, &extent, &out_strides);
            let first = row_start(row, &extent, &window.strides);
            window.slide(first, rank, &mut out[start..start + width]);
        }
        if !advance(&mut index, &grid) {
            return out;
        }
    }
}

/// Halves the longest sides, in units of the window's, until a tile has few enough samples.
fn tile_shape(shape: &[usize], sizes: &[usize]) -> Vec<usize> {
    let mut tile = shape.to_vec();
    let with_surroundings = |tile: &[usize]| {
        let sides: Vec<usize> = tile.iter().zip(sizes).map(|(n, size)| n + size - 1).collect();
        n_elements(&sides).unwrap_or(usize::MAX)
    };
    while TILE < with_surroundings(&tile) {
        let longest = (0..tile.len())
            .filter(|&axis| sizes[axis] < tile[axis])
            .max_by_key(|&axis| tile[axis] / sizes[axis]);
        let Some(axis) = longest else { break };
        tile[axis] = tile[axis].div_ceil(2);
    }
    tile
}

/// A tile's samples in order, and the set of those that are in the window.
struct Sorted<F> {
    samples: Vec<F>,
    /// Place of each sample in the order, row by row of the tile.
    ordinals: Vec<u32>,
    strides: Vec<usize>,
    /// All of the window, what enters it when it moves on by one, and what leaves: offsets in the tile.
    members: Vec<usize>,
    entering: Vec<usize>,
    leaving: Vec<usize>,
    bits: Vec<u64>,
    /// The word that is looked at, and how many samples of the window lie in those before.
    word: usize,
    n_before: usize,
}

impl<F: Real> Sorted<F> {
    fn new(padded: &Padded<F>, corner: &[usize], extent: &[usize], region: &Region) -> Self {
        let sides: Vec<usize> =
            extent.iter().zip(&region.sizes).map(|(n, size)| n + size - 1).collect();
        let start: usize = corner.iter().zip(&padded.strides).map(|(i, stride)| i * stride).sum();
        let width = sides.last().copied().unwrap_or(1);
        let n = sides.iter().product::<usize>();
        let mut order: Vec<(F, u32)> = Vec::with_capacity(n);
        for row in 0..n / width {
            let first = start + row_start(row, &sides, &padded.strides);
            let samples = padded.data[first..first + width].iter();
            order.extend(samples.zip(order.len() as u32..).map(|(&v, i)| (v, i)));
        }
        order.sort_unstable_by(|a, b| {
            a.0.partial_cmp(&b.0).unwrap_or_else(|| a.0.is_nan().cmp(&b.0.is_nan()))
        });
        let mut ordinals = vec![0; n];
        for (ordinal, &(_, i)) in (0..).zip(&order) {
            ordinals[i as usize] = ordinal;
        }
        let strides = strides(&sides);
        let (entering, leaving) = edges(region, &strides);
        Self {
            samples: order.iter().map(|&(v, _)| v).collect(),
            ordinals,
            members: region.offsets(&strides),
            strides,
            entering,
            leaving,
            bits: vec![0; n.div_ceil(64)],
            word: 0,
            n_before: 0,
        }
    }

    /// Moves the window along a row whose first window begins at `start`.
    fn slide(&mut self, start: usize, rank: usize, out: &mut [F]) {
        self.bits.fill(0);
        (self.word, self.n_before) = (0, 0);
        for i in 0..self.members.len() {
            self.insert(self.ordinals[start + self.members[i]]);
        }
        for (i, out) in out.iter_mut().enumerate() {
            if 0 < i {
                for k in 0..self.leaving.len() {
                    self.remove(self.ordinals[start + i - 1 + self.leaving[k]]);
                }
                for k in 0..self.entering.len() {
                    self.insert(self.ordinals[start + i + self.entering[k]]);
                }
            }
            let ordinal = self.find(rank);
            *out = self.samples[ordinal];
        }
    }

    fn insert(&mut self, ordinal: u32) {
        let word = ordinal as usize / 64;
        self.bits[word] |= 1 << (ordinal % 64);
        self.n_before += usize::from(word < self.word);
    }

    fn remove(&mut self, ordinal: u32) {
        let word = ordinal as usize / 64;
        self.bits[word] &= !(1 << (ordinal % 64));
        self.n_before -= usize::from(word < self.word);
    }

    /// The ordinal of the sample with `rank` smaller ones in the window.
    fn find(&mut self, rank: usize) -> usize {
        let count = |bits: u64| bits.count_ones() as usize;
        while rank < self.n_before {
            self.word -= 1;
            self.n_before -= count(self.bits[self.word]);
        }
        while self.n_before + count(self.bits[self.word]) <= rank {
            self.n_before += count(self.bits[self.word]);
            self.word += 1;
        }
        let mut bits = self.bits[self.word];
        for _ in self.n_before..rank {
            bits &= bits - 1;
        }
        64 * self.word + bits.trailing_zeros() as usize
    }
}

/// The offsets of what enters the window at its new place, and of what leaves it at its old one, when
/// it moves by one along the last axis.
fn edges(region: &Region, strides: &[usize]) -> (Vec<usize>, Vec<usize>) {
    let offsets = box_offsets(&region.sizes, strides);
    let width = region.sizes.last().copied().unwrap_or(1);
    let is_member = |i: usize| region.members.as_ref().is_none_or(|members| members[i]);
    let members = (0..offsets.len()).filter(|&i| is_member(i));
    let entering = |&i: &usize| (i + 1) % width == 0 || !is_member(i + 1);
    let leaving = |&i: &usize| i % width == 0 || !is_member(i - 1);
    (
        members.clone().filter(entering).map(|i| offsets[i]).collect(),
        members.filter(leaving).map(|i| offsets[i]).collect(),
    )
}

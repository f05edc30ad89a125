//! An order in which points are near those before them.

use super::points::Points;
use crate::shuffle::Random;

/// All points in an order that suits incremental construction: in rounds, each twice the one before
/// and drawn at random, and along a Hilbert curve within a round.
///
/// The curve keeps walks short, the rounds keep unlucky shapes from large cavities.
///
/// N. Amenta, S. Choi, G. Rote: Incremental constructions con BRIO. Symposium on Computational
/// Geometry 2003, <https://doi.org/10.1145/777792.777824>
pub(super) fn insertion_order(points: &Points) -> Vec<u32> {
    let dim = points.dim;
    let bits = if dim == 2 { 30 } else { 20 };
    let (mut low, mut high) = ([f64::INFINITY; 3], [f64::NEG_INFINITY; 3]);
    for p in &points.coords {
        for k in 0..dim {
            low[k] = low[k].min(p[k]);
            high[k] = high[k].max(p[k]);
        }
    }
    let cells = f64::from((1_u32 << bits) - 1);
    let extent = (0..dim).map(|k| high[k] - low[k]).fold(f64::MIN_POSITIVE, f64::max);
    let mut random = Random::new(0);
    let mut keyed: Vec<(u64, u32)> = Vec::with_capacity(points.len());
    for (i, p) in points.coords.iter().enumerate() {
        let mut cell = [0_u32; 3];
        for k in 0..dim {
            cell[k] = ((p[k] - low[k]) / extent * cells) as u32;
        }
        let round = 10 - u64::from(random.next_u64().trailing_zeros().min(10));
        keyed.push((round << 60 | hilbert(&mut cell[..dim], bits), i as u32));
    }
    keyed.sort_unstable();
    keyed.into_iter().map(|(_, i)| i).collect()
}

/// The place of a cell on the Hilbert curve through a square or cube of `2^bits` cells a side.
///
/// J. Skilling: Programming the Hilbert curve. AIP Conference Proceedings 707 (2004),
/// <https://doi.org/10.1063/1.1751381>
fn hilbert(cell: &mut [u32], bits: u32) -> u64 {
    let last = cell.len() - 1;
    for bit in (1..bits).rev() {
        let below = (1 << bit) - 1;
        for k in 0..cell.len() {
            if cell[k] >> bit & 1 == 1 {
                cell[0] ^= below;
            } else {
                let swap = (cell[0] ^ cell[k]) & below;
                cell[0] ^= swap;
                cell[k] ^= swap;
            }
        }
    }
    for k in 1..cell.len() {
        cell[k] ^= cell[k - 1];
    }
    let flips = (1..bits).filter(|&bit| cell[last] >> bit & 1 == 1);
    let flip = flips.fold(0, |flip, bit| flip ^ ((1 << bit) - 1));
    for x in cell.iter_mut() {
        *x ^= flip;
    }
    let mut place = 0;
    for bit in (0..bits).rev() {
        for &x in &*cell {
            place = place << 1 | u64::from(x >> bit & 1);
        }
    }
    place
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_on_the_curve_are_neighbours_in_space() {
        for dim in [2, 3] {
            let n = 8_u32;
            let mut cells: Vec<(u64, Vec<u32>)> = (0..n.pow(dim))
                .map(|i| {
                    let cell: Vec<u32> = (0..dim).map(|k| i / n.pow(k) % n).collect();
                    (hilbert(&mut cell.clone(), 3), cell)
                })
                .collect();
            cells.sort();
            for (place, pair) in cells.windows(2).enumerate() {
                let steps: u32 =
                    pair[0].1.iter().zip(&pair[1].1).map(|(a, b)| a.abs_diff(*b)).sum();
                assert_eq!((pair[0].0, steps), (place as u64, 1), "dim {dim}");
            }
        }
    }
}

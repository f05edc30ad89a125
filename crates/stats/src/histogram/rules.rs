//! Rules that find the width of bins from a sample.
//!
//! Counterpart of `numpy.histogram_bin_edges`'s estimators.

use ndarray::ArrayView1;

use super::edges::{Axis1, Bins};
use crate::quantile::ascending;
use crate::summary::{Moments, squares_of};

/// How many bins of equal width a rule makes over `range` for the values within.
pub(super) fn n_bins(rule: &Bins, x: &[f64], [first, last]: [f64; 2]) -> usize {
    if x.is_empty() {
        return 1;
    }
    let (low, high) = x
        .iter()
        .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), v| (low.min(*v), high.max(*v)));
    let width = width(rule, x, high - low, [first, last]);
    if width.is_finite() && 0.0 < width { ((last - first) / width).ceil() as usize } else { 1 }
}

fn width(rule: &Bins, x: &[f64], extent: f64, range: [f64; 2]) -> f64 {
    let n = x.len() as f64;
    match rule {
        Bins::Sqrt => extent / n.sqrt(),
        Bins::Rice => extent / (2.0 * n.powf(1.0 / 3.0)),
        Bins::Scott => {
            (24.0 * std::f64::consts::PI.sqrt() / n).powf(1.0 / 3.0) * (squares_of(x) / n).sqrt()
        }
        Bins::Fd => 2.0 * quartile_range(x) / n.powf(1.0 / 3.0),
        Bins::Doane => doane(x, extent),
        Bins::Stone => stone(x, extent, range),
        Bins::Auto => {
            let fd = width(&Bins::Fd, x, extent, range);
            let sturges = width(&Bins::Sturges, x, extent, range);
            // Without a spread in the middle half the count alone decides.
            if fd == 0.0 { sturges } else { fd.max(extent / n.sqrt() / 2.0).min(sturges) }
        }
        Bins::Sturges | Bins::Count(_) | Bins::Edges(_) => extent / (n.log2() + 1.0),
    }
}

fn quartile_range(x: &[f64]) -> f64 {
    let mut x = x.to_vec();
    let last = (x.len() - 1) as f64;
    let mut at = |share: f64| {
        let place = share * last;
        let (_, &mut low, above) = x.select_nth_unstable_by(place as usize, ascending);
        let high = above.iter().copied().reduce(f64::min).unwrap_or(low);
        low + (high - low) * place.fract()
    };
    at(0.75) - at(0.25)
}

fn doane(x: &[f64], extent: f64) -> f64 {
    if x.len() < 3 {
        return 0.0;
    }
    let n = x.len() as f64;
    let skewness = Moments::new(&ArrayView1::from(x)).skewness(true);
    if skewness.is_nan() {
        return 0.0;
    }
    let error = (6.0 * (n - 2.0) / ((n + 1.0) * (n + 3.0))).sqrt();
    extent / (1.0 + n.log2() + (1.0 + skewness.abs() / error).log2())
}

/// Stone's rule: the number of bins with the least estimated squared error.
fn stone(x: &[f64], extent: f64, range: [f64; 2]) -> f64 {
    let n = x.len() as f64;
    if x.len() < 2 || extent == 0.0 {
        return 0.0;
    }
    let most = (n.sqrt() as usize).max(100);
    let loss = |n_bins: usize| {
        let axis = Axis1::uniform::<f64>(range, n_bins).ok()?;
        let mut counts = vec![0.0_f64; n_bins];
        x.iter().filter_map(|v| axis.bin(*v)).for_each(|bin| counts[bin] += 1.0);
        let squares: f64 = counts.iter().map(|c| (c / n) * (c / n)).sum();
        Some((2.0 - (n + 1.0) * squares) / (extent / n_bins as f64))
    };
    let losses = (1..=most).filter_map(|n_bins| Some((loss(n_bins)?, n_bins)));
    let best = losses.reduce(|best, other| if other.0 < best.0 { other } else { best });
    best.map_or(0.0, |(_, n_bins)| extent / n_bins as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn constant_and_empty_samples_get_one_bin() {
        for rule in [Bins::Auto, Bins::Fd, Bins::Doane, Bins::Scott, Bins::Stone, Bins::Sqrt] {
            assert_eq!(n_bins(&rule, &[2.0, 2.0, 2.0], [1.5, 2.5]), 1, "{rule:?}");
            assert_eq!(n_bins(&rule, &[], [0.0, 1.0]), 1);
        }
    }
}

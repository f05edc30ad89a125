//! The nearest frames of each frame.

use ndarray::{ArrayRef2, s};
use onkai_core::{Real, Result, for_each_chunk};
use onkai_spatial::distance::{Metric, cdist};

use super::links::Links;

/// Frames whose distances to all others are kept at a time, so that a long recording fits the memory.
const BLOCK: usize = 256;

/// For each row of `x` the `k` nearest rows at least `width` rows away, ascending by row.
pub(super) fn nearest<F: Real>(
    x: &ArrayRef2<F>,
    metric: &Metric<F>,
    k: usize,
    width: usize,
) -> Result<Vec<Links<F>>> {
    let n = x.nrows();
    let mut links = vec![Vec::new(); n];
    // What a metric estimates from the rows must come from all of them.
    let estimates = matches!(
        metric,
        Metric::SEuclidean { variances: None } | Metric::Mahalanobis { inverse_covariance: None }
    );
    let block = if estimates { n } else { BLOCK };
    for first in (0..n).step_by(block) {
        let last = n.min(first + block);
        let distances = cdist(&x.slice(s![first..last, ..]), x, metric)?;
        for_each_chunk(&mut links[first..last], 1, 8, Vec::new, |candidates, row, links| {
            candidates.clear();
            let from = distances.row(row).into_iter().copied().enumerate();
            candidates.extend(from.filter(|&(other, _)| width <= other.abs_diff(first + row)));
            for candidate in candidates.iter_mut() {
                // A frame of silence has no direction; it is as far from any other as a right angle.
                if candidate.1.is_nan() && matches!(metric, Metric::Cosine) {
                    candidate.1 = F::one();
                }
            }
            candidates.retain(|candidate| !candidate.1.is_nan());
            links[0] = smallest(candidates, k);
        });
    }
    Ok(links)
}

/// The `k` nearest, the first of equally near ones.
fn smallest<F: Real>(candidates: &mut [(usize, F)], k: usize) -> Links<F> {
    let order = |a: &(usize, F), b: &(usize, F)| {
        a.1.partial_cmp(&b.1).unwrap_or(std::cmp::Ordering::Equal).then(a.0.cmp(&b.0))
    };
    if k < candidates.len() {
        candidates.select_nth_unstable_by(k, order);
    }
    let mut nearest = candidates[..k.min(candidates.len())].to_vec();
    nearest.sort_unstable_by_key(|&(row, _)| row);
    nearest
}

//! How fast affinity falls with distance.

use ndarray::Array2;
use onkai_core::{Error, Real, Result, check_positive};

use super::links::Links;
use crate::aggregate::median;

/// The distance at which affinity has fallen to 1/e, given or estimated from the neighbours' distances.
///
/// In the names, `K` stands for the distance to the farthest of a frame's `k` neighbours, and
/// `KAverage` for the mean distance to all of them.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Bandwidth<F> {
    /// One for all: the median of the distances to the farthest neighbours.
    #[default]
    #[doc(alias = "med_k_scalar")]
    MedianK,
    /// For each pair the mean of the two distances to the farthest neighbours.
    #[doc(alias = "mean_k")]
    MeanK,
    /// For each pair the root of their product.
    #[doc(alias = "gmean_k")]
    GeometricMeanK,
    /// For each pair the mean of the two mean distances to the neighbours.
    #[doc(alias = "mean_k_avg")]
    MeanKAverage,
    /// For each pair the root of their product.
    #[doc(alias = "gmean_k_avg")]
    GeometricMeanKAverage,
    /// For each pair the mean of the two mean distances and the pair's own.
    #[doc(alias = "mean_k_avg_and_pair")]
    MeanKAverageAndPair,
    /// This one for all, positive.
    Value(F),
    /// One for each frame, a row, and each of its neighbours, `[n_frames, n_frames]`, all positive.
    Pairs(Array2<F>),
}

impl<F: Real> Bandwidth<F> {
    pub(super) fn check(&self, n_frames: usize) -> Result<()> {
        match self {
            Self::Value(value) => check_positive("bandwidth", value.as_f64()),
            Self::Pairs(pairs) if pairs.dim() != (n_frames, n_frames) => Err(Error::Shape {
                name: "bandwidth",
                expected: vec![n_frames; 2],
                actual: pairs.shape().to_vec(),
            }),
            Self::Pairs(pairs) if !pairs.iter().all(|&v| F::zero() < v && v.is_finite()) => {
                Err(Error::Values { name: "bandwidth", requirement: "be positive and finite" })
            }
            _ => Ok(()),
        }
    }

    /// Turns distances into affinities; a bandwidth is estimated from `k` neighbours of each frame.
    pub(super) fn apply(&self, links: &mut [Links<F>], k: usize) -> Result<()> {
        let affinity = |distance: F, bandwidth: F| (-distance / bandwidth).exp();
        let each = |links: &mut [Links<F>], bandwidth: &dyn Fn(usize, usize, F) -> F| {
            for (i, links) in links.iter_mut().enumerate() {
                for (j, value) in links {
                    *value = affinity(*value, bandwidth(i, *j, *value));
                }
            }
        };
        let half = F::of(0.5);
        match self {
            Self::Value(value) => each(links, &|_, _, _| *value),
            Self::Pairs(pairs) => each(links, &|i, j, _| pairs[[i, j]]),
            Self::MedianK => {
                let mut farthest: Vec<F> = scales(links, k).filter_map(|s| Some(s?.0)).collect();
                if farthest.is_empty() {
                    let requirement = "have frames that differ from their neighbours";
                    return Err(Error::Values { name: "data", requirement });
                }
                let bandwidth = median(&mut farthest);
                each(links, &|_, _, _| bandwidth);
            }
            Self::MeanK | Self::GeometricMeanK => {
                let scale = every(scales(links, k).map(|s| Some(s?.0)))?;
                let geometric = matches!(self, Self::GeometricMeanK);
                each(links, &|i, j, _| mean_of_two(scale[i], scale[j], geometric));
            }
            Self::MeanKAverage | Self::GeometricMeanKAverage => {
                let scale = every(scales(links, k).map(|s| Some(s?.1)))?;
                let geometric = matches!(self, Self::GeometricMeanKAverage);
                each(links, &|i, j, _| mean_of_two(scale[i], scale[j], geometric));
            }
            Self::MeanKAverageAndPair => {
                let scale = every(scales(links, k).map(|s| Some(s?.1)))?;
                let third = half / F::of(1.5);
                each(links, &|i, j, distance| (scale[i] + scale[j] + distance) * third);
            }
        }
        Ok(())
    }
}

fn mean_of_two<F: Real>(a: F, b: F, geometric: bool) -> F {
    if geometric { (a * b).sqrt() } else { (a + b) * F::of(0.5) }
}

/// The largest and the mean of each frame's `k` smallest distances; those of zero, to itself or to
/// frames that are the same, do not count.
fn scales<F: Real>(links: &[Links<F>], k: usize) -> impl Iterator<Item = Option<(F, F)>> {
    links.iter().map(move |links| {
        let mut distances: Vec<F> =
            links.iter().map(|&(_, distance)| distance).filter(|&d| F::zero() < d).collect();
        distances.sort_unstable_by(|a, b| a.partial_cmp(b).unwrap_or(std::cmp::Ordering::Equal));
        distances.truncate(k);
        let sum: F = distances.iter().copied().sum();
        Some((*distances.last()?, sum / F::of_usize(distances.len())))
    })
}

fn every<F>(scales: impl Iterator<Item = Option<F>>) -> Result<Vec<F>> {
    let requirement =
        "have a neighbour that differs for each frame, to estimate bandwidths of pairs";
    scales.collect::<Option<_>>().ok_or(Error::Values { name: "data", requirement })
}

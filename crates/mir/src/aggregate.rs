//! Many values summed up in one.

use std::fmt;

use onkai_core::{Real, SortingNetwork};

/// How many values become one: the mean, the median, ... or a function of the caller's.
#[derive(Clone, Copy, Default)]
pub enum Aggregate {
    /// The arithmetic mean, added up in double precision.
    #[default]
    Mean,
    /// The middle value; the mean of the two middle values if there is an even number.
    Median,
    /// The largest value.
    Max,
    /// The smallest value.
    Min,
    /// A function of all values.
    Function(fn(&mut dyn Iterator<Item = f64>) -> f64),
}

impl Aggregate {
    /// One value for all `values`; `scratch` is overwritten. NaN if there are none.
    pub(crate) fn of<F: Real>(self, values: impl Iterator<Item = F>, scratch: &mut Vec<F>) -> F {
        match self {
            Self::Mean => {
                let (n, sum) = values.fold((0, 0.0), |(n, sum), v| (n + 1, sum + v.as_f64()));
                F::of(sum / f64::from(n))
            }
            Self::Median => {
                scratch.clear();
                scratch.extend(values);
                median(scratch)
            }
            Self::Max => values.fold(F::nan(), F::max),
            Self::Min => values.fold(F::nan(), F::min),
            Self::Function(function) => F::of(function(&mut values.map(Real::as_f64))),
        }
    }
}

/// What [`Aggregate::of_frames`] works in.
pub(crate) struct FrameScratch<F> {
    sums: Vec<f64>,
    values: Vec<F>,
    wires: Vec<[F; LANES]>,
    /// The one that was needed last; neighbouring beats are often equally long.
    network: SortingNetwork,
}

impl<F: Real> FrameScratch<F> {
    pub(crate) fn new() -> Self {
        let network = SortingNetwork::new(0, 0..=0);
        Self { sums: Vec::new(), values: Vec::new(), wires: Vec::new(), network }
    }

    /// The mean of `frames`, each counted as its weight says; added up in double precision.
    pub(crate) fn weighted_mean(&mut self, frames: &[&[F]], weights: &[F], out: &mut [F]) {
        self.sums.clear();
        self.sums.resize(out.len(), 0.0);
        for (frame, weight) in frames.iter().zip(weights) {
            let weight = weight.as_f64();
            self.sums.iter_mut().zip(*frame).for_each(|(sum, v)| *sum += weight * v.as_f64());
        }
        let total: f64 = weights.iter().map(|weight| weight.as_f64()).sum();
        out.iter_mut().zip(&self.sums).for_each(|(v, sum)| *v = F::of(sum / total));
    }
}

/// Bins whose medians are found side by side.
const LANES: usize = 16;
/// Up to this many values, comparing all lanes alike is faster than selecting in each.
const LARGEST_SORTED: usize = 96;

impl Aggregate {
    /// One frame for all `frames`, of which there is at least one, bin by bin.
    pub(crate) fn of_frames<F: Real>(
        self,
        frames: &[&[F]],
        out: &mut [F],
        scratch: &mut FrameScratch<F>,
    ) {
        let FrameScratch { sums, values, .. } = scratch;
        let mut fold = |function: fn(F, F) -> F| {
            out.copy_from_slice(frames[0]);
            for frame in &frames[1..] {
                out.iter_mut().zip(*frame).for_each(|(v, &other)| *v = function(*v, other));
            }
        };
        match self {
            Self::Mean => {
                sums.clear();
                sums.resize(out.len(), 0.0);
                for frame in frames {
                    sums.iter_mut().zip(*frame).for_each(|(sum, v)| *sum += v.as_f64());
                }
                let n = frames.len() as f64;
                out.iter_mut().zip(sums).for_each(|(v, sum)| *v = F::of(*sum / n));
            }
            Self::Max => fold(F::max),
            Self::Min => fold(F::min),
            Self::Median if frames.len() <= LARGEST_SORTED => medians(frames, out, scratch),
            Self::Median | Self::Function(_) => {
                for (bin, v) in out.iter_mut().enumerate() {
                    *v = self.of(frames.iter().map(|frame| frame[bin]), values);
                }
            }
        }
    }
}

/// The median of each bin.
fn medians<F: Real>(frames: &[&[F]], out: &mut [F], scratch: &mut FrameScratch<F>) {
    let FrameScratch { wires, network, .. } = scratch;
    let n = frames.len();
    if network.len() != n {
        *network = SortingNetwork::new(n, (n - 1) / 2..=n / 2);
    }
    wires.resize(n, [F::zero(); LANES]);
    for (block, out) in out.chunks_mut(LANES).enumerate() {
        let first = block * LANES;
        for (wire, frame) in wires.iter_mut().zip(frames) {
            let bins = &frame[first..first + out.len()];
            match bins.first_chunk() {
                Some(bins) => *wire = *bins,
                None => wire[..bins.len()].copy_from_slice(bins),
            }
        }
        network.sort(wires);
        let (lower, upper) = (&wires[(n - 1) / 2], &wires[n / 2]);
        for ((v, &lower), &upper) in out.iter_mut().zip(lower).zip(upper) {
            *v = if n % 2 == 1 { upper } else { (lower + upper) / F::of(2.0) };
        }
    }
}

impl fmt::Debug for Aggregate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Mean => "Mean",
            Self::Median => "Median",
            Self::Max => "Max",
            Self::Min => "Min",
            Self::Function(_) => "Function(..)",
        })
    }
}

/// The median of `values`, which are reordered; NaN if there are none.
pub(crate) fn median<F: Real>(values: &mut [F]) -> F {
    let n = values.len();
    if n == 0 {
        return F::nan();
    }
    let order = |a: &F, b: &F| a.partial_cmp(b).unwrap_or(std::cmp::Ordering::Equal);
    let (below, &mut upper, _) = values.select_nth_unstable_by(n / 2, order);
    if n % 2 == 1 {
        return upper;
    }
    let lower = below.iter().copied().fold(F::neg_infinity(), F::max);
    (lower + upper) / F::of(2.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(aggregate: Aggregate, values: &[f64]) -> f64 {
        aggregate.of(values.iter().copied(), &mut vec![])
    }

    #[test]
    fn each_sums_up() {
        let values = [3.0, 1.0, 2.0, 10.0];
        assert_eq!(of(Aggregate::Mean, &values), 4.0);
        assert_eq!(of(Aggregate::Median, &values), 2.5);
        assert_eq!(of(Aggregate::Median, &values[..3]), 2.0);
        assert_eq!(of(Aggregate::Max, &values), 10.0);
        assert_eq!(of(Aggregate::Min, &values), 1.0);
        assert_eq!(of(Aggregate::Function(|x| x.map(|v| v * v).sum()), &values), 114.0);
        assert!(of(Aggregate::Mean, &[]).is_nan() && of(Aggregate::Median, &[]).is_nan());
    }

    #[test]
    fn frames_are_summed_up_bin_by_bin() {
        for (n_bins, n_frames) in [(1, 1), (5, 4), (37, 7), (16, 97), (33, 100)] {
            let data = onkai_testing::noise(n_bins * n_frames, 5).to_vec();
            let frames: Vec<&[f64]> = data.chunks(n_bins).collect();
            let mut scratch = FrameScratch::new();
            for aggregate in [
                Aggregate::Mean,
                Aggregate::Median,
                Aggregate::Max,
                Aggregate::Min,
                Aggregate::Function(|x| x.sum()),
            ] {
                let mut out = vec![0.0; n_bins];
                aggregate.of_frames(&frames, &mut out, &mut scratch);
                for (bin, &v) in out.iter().enumerate() {
                    let values: Vec<f64> = frames.iter().map(|frame| frame[bin]).collect();
                    assert_eq!(v, of(aggregate, &values), "{aggregate:?} of {n_frames} frames");
                }
            }
        }
    }
}

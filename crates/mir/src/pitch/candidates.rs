//! The pitches that a frame may have, and how likely each is.

use onkai_core::{Error, Real, Result, check_positive};
use onkai_special::betainc;

use super::difference::{is_trough, parabolic_shift};
use super::pyin::PyinOptions;

/// The pitches that are told from each other: bin `i` is `fmin · 2^(i / bins_per_octave)` hertz.
#[derive(Clone, Copy, Debug)]
pub(super) struct PitchBins {
    pub(super) fmin_hz: f64,
    pub(super) bins_per_octave: usize,
    pub(super) n_bins: usize,
}

/// More bins would need a gigabyte for every thousand frames.
const MOST_BINS: usize = 1 << 16;

impl PitchBins {
    pub(super) fn new(options: &PyinOptions) -> Result<Self> {
        let resolution = options.resolution;
        if !(0.0 < resolution && resolution < 1.0) {
            return Err(Error::parameter("resolution", resolution, "between 0 and 1"));
        }
        let bins_per_octave = 12.0 * resolution.recip().ceil();
        let octaves = (options.search.fmax_hz / options.search.fmin_hz).log2();
        let n_bins = (bins_per_octave * octaves).floor() + 1.0;
        if MOST_BINS as f64 <= n_bins {
            let requirement = "coarse enough for 65536 pitches between `fmin_hz` and `fmax_hz`";
            return Err(Error::parameter("resolution", resolution, requirement));
        }
        let fmin_hz = options.search.fmin_hz;
        Ok(Self { fmin_hz, bins_per_octave: bins_per_octave as usize, n_bins: n_bins as usize })
    }

    pub(super) fn hz(&self, bin: usize) -> f64 {
        self.fmin_hz * (bin as f64 / self.bins_per_octave as f64).exp2()
    }

    /// The nearest bin; `None` above the last.
    fn nearest(&self, hz: f64) -> Option<usize> {
        let bin = self.bins_per_octave as f64 * (hz / self.fmin_hz).log2();
        let bin = bin.round_ties_even().max(0.0) as usize;
        (bin < self.n_bins).then_some(bin)
    }
}

/// What a frame may be: pitched in one of several bins, each with its probability, or else unvoiced.
#[derive(Clone, Debug, Default)]
pub(super) struct Candidates {
    /// Bins and probabilities.
    pub(super) pitches: Vec<(usize, f64)>,
    /// Their sum, at most 1.
    pub(super) voiced_prob: f64,
}

/// What turns the minima of a frame's difference into candidates.
///
/// For each of many thresholds, the minima below it share its weight, the shorter periods getting
/// more of it. The weights are a beta distribution, the shares a Boltzmann distribution.
#[derive(Clone, Debug)]
pub(super) struct CandidateFinder {
    pub(super) bins: PitchBins,
    sample_rate: f64,
    min_period: usize,
    /// The upper end of each interval of thresholds.
    thresholds: Vec<f64>,
    /// The weight of each interval.
    weights: Vec<f64>,
    /// The weight of all intervals before each, and behind the last.
    weight_before: Vec<f64>,
    /// What a minimum gets for each unit that the one before it gets.
    decay: f64,
    /// What the first gets if they are as many as the index says.
    first_share: Vec<f64>,
    no_trough_prob: f64,
}

/// The buffers of one thread.
#[derive(Default)]
pub(super) struct Scratch {
    /// The index of each minimum, and the first threshold above it.
    troughs: Vec<(usize, usize)>,
    /// How many minima lie below each threshold.
    counts: Vec<usize>,
    /// What the next minimum below each threshold gets.
    shares: Vec<f64>,
}

impl CandidateFinder {
    pub(super) fn new(
        sample_rate: f64,
        (min_period, n_periods): (usize, usize),
        options: &PyinOptions,
    ) -> Result<Self> {
        let (n, (alpha, beta)) = (options.n_thresholds, options.beta_parameters);
        if n == 0 {
            return Err(Error::parameter("n_thresholds", 0.0, "at least 1"));
        }
        check_positive("beta_parameters", alpha)?;
        check_positive("beta_parameters", beta)?;
        check_positive("boltzmann_parameter", options.boltzmann_parameter)?;
        let no_trough_prob = options.no_trough_prob;
        if !(0.0..=1.0).contains(&no_trough_prob) {
            return Err(Error::parameter("no_trough_prob", no_trough_prob, "between 0 and 1"));
        }
        // Steps are multiplied, not divided, as NumPy's are: a minimum may lie on one.
        let step = (n as f64).recip();
        let edges = (0..=n).map(|i| if i == n { 1.0 } else { i as f64 * step });
        let edges = edges.collect::<Vec<_>>();
        let mass = edges.iter().map(|&x| betainc(alpha, beta, x)).collect::<Vec<f64>>();
        if mass.iter().any(|m| m.is_nan()) {
            let requirement = "less extreme";
            return Err(Error::parameter("beta_parameters", alpha.max(beta), requirement));
        }
        let rate = -options.boltzmann_parameter;
        let first_share = |count: usize| rate.exp_m1() / (rate * count as f64).exp_m1();
        Ok(Self {
            bins: PitchBins::new(options)?,
            sample_rate,
            min_period,
            weights: mass.windows(2).map(|ends| ends[1] - ends[0]).collect(),
            weight_before: mass.iter().map(|m| m - mass[0]).collect(),
            thresholds: edges[1..].to_vec(),
            decay: rate.exp(),
            first_share: (0..=n_periods).map(first_share).collect(),
            no_trough_prob,
        })
    }

    /// The candidates of a frame with this difference.
    pub(super) fn find<F: Real>(&self, scratch: &mut Scratch, curve: &[F]) -> Candidates {
        let Scratch { troughs, counts, shares } = scratch;
        let n = self.thresholds.len();
        troughs.clear();
        counts.clear();
        counts.resize(n + 1, 0);
        let mut deepest: Option<usize> = None;
        for i in (0..curve.len()).filter(|&i| is_trough(curve, i)) {
            let height = curve[i].as_f64();
            let first = self.thresholds.partition_point(|&threshold| threshold <= height);
            if deepest.is_none_or(|deepest| curve[i] < curve[deepest]) {
                deepest = Some(i);
            }
            troughs.push((i, first));
            counts[first] += 1;
        }
        shares.clear();
        let mut count = 0;
        for (weight, &new) in self.weights.iter().zip(&*counts) {
            count += new;
            shares.push(if count == 0 { 0.0 } else { weight * self.first_share[count] });
        }
        let mut found = Candidates::default();
        for &(i, first) in &*troughs {
            let mut prob = 0.0;
            for share in &mut shares[first..] {
                prob += *share;
                *share *= self.decay;
            }
            if deepest == Some(i) {
                prob += self.no_trough_prob * self.weight_before[first];
            }
            // Rounded as the signal is: so does librosa, and what vanishes is no candidate.
            let prob = F::of(prob).as_f64();
            let period = (self.min_period + i) as f64 + parabolic_shift(curve, i);
            if let Some(bin) = self.bins.nearest(self.sample_rate / period)
                && 0.0 < prob
            {
                // Of two in one bin, the longer period counts. Periods ascend, so bins descend.
                found.pitches.pop_if(|(last, _)| *last == bin);
                found.pitches.push((bin, prob));
            }
        }
        found.voiced_prob = found.pitches.iter().map(|(_, prob)| prob).sum::<f64>().min(1.0);
        found
    }
}

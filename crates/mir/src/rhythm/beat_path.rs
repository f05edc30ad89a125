//! The dynamic program beneath [`beat_track`](super::beat_track()), after Ellis (2007).

use std::f64::consts::PI;

use ndarray::ArrayRef1;
use onkai_core::{Error, Real, Result, check_positive};

use crate::aggregate::median;
use crate::clock::FrameClock;

/// How many frames there are from beat to beat.
pub(crate) struct BeatPeriods {
    /// Whole numbers: one for each frame, or a single one for all.
    frames: Vec<f64>,
}

impl BeatPeriods {
    /// The periods of tempos: one for each frame, or a single one for all.
    pub(crate) fn new(tempo_bpm: impl IntoIterator<Item = f64>, clock: FrameClock) -> Result<Self> {
        let period = |bpm: f64| -> Result<f64> {
            check_positive("tempo_bpm", bpm)?;
            let period = (clock.frame_rate() * 60.0 / bpm).round_ties_even();
            if period < 1.0 {
                return Err(Error::parameter("tempo_bpm", bpm, "at most one beat every frame"));
            }
            Ok(period)
        };
        Ok(Self { frames: tempo_bpm.into_iter().map(period).collect::<Result<_>>()? })
    }

    fn at(&self, t: usize) -> f64 {
        self.frames[if self.frames.len() == 1 { 0 } else { t }]
    }
}

/// The best way to every frame, beat by beat.
///
/// All of it is in double precision: an envelope is short, and the path hangs on comparisons.
pub(crate) struct BeatPath {
    /// The smoothed envelope.
    local_score: Vec<f64>,
    /// The score of the best path that ends with a beat in each frame.
    score: Vec<f64>,
    /// The beat before, on that path.
    previous: Vec<Option<usize>>,
}

impl BeatPath {
    /// Finds the best paths through `envelope` for beats about a period apart, as it is where the
    /// later of two beats is.
    pub(crate) fn new<F: Real>(
        envelope: &ArrayRef1<F>,
        periods: &BeatPeriods,
        tightness: f64,
    ) -> Self {
        let local_score = smoothed(&scaled(envelope), periods);
        let (score, previous) = best_paths(&local_score, periods, tightness);
        Self { local_score, score, previous }
    }

    /// The path to the last good frame; with `trim`, without the weak beats at its ends.
    pub(crate) fn beats(&self, trim: bool) -> Vec<usize> {
        let mut beats = vec![self.last_beat()];
        while let Some(before) = self.previous[beats[beats.len() - 1]] {
            beats.push(before);
        }
        beats.reverse();
        let threshold = if trim { self.weak(&beats) } else { 0.0 };
        // Everything up to the first frame above the threshold is dropped, and after the last.
        let strong = |&score: &f64| threshold < score;
        let first = self.local_score.iter().position(strong);
        let last = self.local_score.iter().rposition(strong);
        match (first, last) {
            (Some(first), Some(last)) => {
                beats.retain(|beat| (first..=last).contains(beat));
                beats
            }
            _ => vec![],
        }
    }

    /// The last local maximum of the score that is at least half the median one; the last frame if
    /// there is none.
    fn last_beat(&self) -> usize {
        let score = &self.score;
        let n = score.len();
        let is_peak = |&t: &usize| {
            let rises = 0 < t && score[t - 1] < score[t];
            rises && (t + 1 == n || score[t + 1] <= score[t])
        };
        let peaks: Vec<usize> = (0..n).filter(is_peak).collect();
        let mut heights: Vec<f64> = peaks.iter().map(|&t| score[t]).collect();
        let threshold = 0.5 * median(&mut heights);
        peaks.into_iter().rev().find(|&t| threshold <= score[t]).unwrap_or(n - 1)
    }

    /// Half the root mean square of the beats' strengths, smoothed over five beats.
    fn weak(&self, beats: &[usize]) -> f64 {
        let hann = |k: usize| 0.5 - 0.5 * (PI * k as f64 / 2.0).cos();
        let strength = |beat: usize| beats.get(beat).map_or(0.0, |&t| self.local_score[t]);
        // Two beats beyond the last still feel it; more than there are frames are not looked at.
        let n = (beats.len() + 2).min(self.local_score.len());
        let smooth = |i: usize| -> f64 {
            (0..5).filter(|&k| k <= i + 2).map(|k| hann(k) * strength(i + 2 - k)).sum()
        };
        let mean_square = (0..n).map(|i| smooth(i) * smooth(i)).sum::<f64>() / n as f64;
        0.5 * mean_square.sqrt()
    }
}

/// The envelope in units of its standard deviation.
fn scaled<F: Real>(envelope: &ArrayRef1<F>) -> Vec<f64> {
    let n = envelope.len() as f64;
    let mean = envelope.iter().map(|v| v.as_f64()).sum::<f64>() / n;
    let squares: f64 = envelope.iter().map(|v| (v.as_f64() - mean).powi(2)).sum();
    // A single frame has no deviation; it is left as it is.
    let deviation = if 1.0 < n { (squares / (n - 1.0)).sqrt() } else { 1.0 };
    let scale = deviation + F::min_positive_value().as_f64();
    envelope.iter().map(|v| v.as_f64() / scale).collect()
}

/// The envelope under a Gaussian window whose standard deviation is 1/32 of a period.
fn smoothed(envelope: &[f64], periods: &BeatPeriods) -> Vec<f64> {
    let n = envelope.len();
    // One half of the window, the middle first, and the period that it is for.
    let (mut half, mut half_for) = (vec![], f64::NAN);
    let smooth = |t: usize| {
        let period = periods.at(t);
        // Beyond the envelope a window has nothing to weigh.
        let reach = period.min(n as f64) as usize;
        if period != half_for {
            let weight = |d: usize| (-0.5 * (d as f64 * 32.0 / period).powi(2)).exp();
            half.clear();
            half.extend((0..=reach).map(weight));
            half_for = period;
        }
        // librosa's sum leaves out the term of frame 0 unless the window ends before it.
        let first = (t + reach + 1).saturating_sub(n);
        let end = (t + reach).min(2 * reach + 1);
        (first..end).map(|k| half[k.abs_diff(reach)] * envelope[t + reach - k]).sum()
    };
    (0..n).map(smooth).collect()
}

/// The score of the best path to each frame, and the beat before on it.
fn best_paths(
    local_score: &[f64],
    periods: &BeatPeriods,
    tightness: f64,
) -> (Vec<f64>, Vec<Option<usize>>) {
    // At distance 0 the penalty is infinite, and is never the best.
    let log_distance: Vec<f64> = (0..local_score.len()).map(|tau| (tau as f64).ln()).collect();
    let loudest = local_score.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let mut score: Vec<f64> = Vec::with_capacity(local_score.len());
    let mut previous = Vec::with_capacity(local_score.len());
    let mut before_first_beat = true;
    for (t, &local) in local_score.iter().enumerate() {
        let period = periods.at(t);
        let nearest = ((period / 2.0).round_ties_even() as usize).max(1);
        let farthest = ((2.0 * period) as usize).min(t);
        let log_period = period.ln();
        let mut best = f64::NEG_INFINITY;
        let mut from = None;
        for tau in nearest..=farthest {
            let off = log_distance[tau] - log_period;
            let candidate = score[t - tau] - tightness * (off * off);
            if best < candidate {
                (best, from) = (candidate, Some(t - tau));
            }
        }
        score.push(if from.is_some() { local + best } else { local });
        // Until something is heard, no beat has one before it.
        before_first_beat &= local < 0.01 * loudest;
        previous.push(if before_first_beat { None } else { from });
    }
    (score, previous)
}

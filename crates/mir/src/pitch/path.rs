//! The likeliest way through the pitches of all frames.

use onkai_core::{Error, Result, check_positive};
use onkai_signal::Window;

use super::candidates::{Candidates, PitchBins};
use super::pyin::PyinOptions;
use crate::sequence::{LOG_TINY, StatePath, Transitions, decode};

/// How pitch and voicing change from frame to frame.
///
/// States `0..n_bins` are voiced, as many that follow are unvoiced. The chance of a step is that of
/// keeping or changing the voicing times that of the interval, which falls linearly to zero:
///
/// ```text
/// log A[(a, k), (b, j)] = log voicing[a, b] + log triangle[j - k] - log Σ triangle over k's row
/// ```
///
/// So all but a band of the two blocks is zero, and the best way to a state needs only the better
/// one of each voiced and unvoiced pair.
#[derive(Clone, Debug)]
pub(super) struct PitchPath {
    n_bins: usize,
    log_stay: f64,
    log_switch: f64,
    /// `log triangle[d]` of ascending `d`, of which the first is `first`.
    band: Vec<f64>,
    first: isize,
    /// The logarithm of the sum of each row.
    log_row_sum: Vec<f64>,
    /// What leaves each bin, with room for the band at either end.
    leaving: Vec<f64>,
}

/// Widest step, in bins; that of the default options is 50.
const WIDEST: f64 = 1e6;

impl PitchPath {
    pub(super) fn new(frame_rate: f64, options: &PyinOptions, bins: &PitchBins) -> Result<Self> {
        let &PyinOptions { max_transition_rate, switch_prob, .. } = options;
        check_positive("max_transition_rate", max_transition_rate)?;
        if !(0.0 < switch_prob && switch_prob < 1.0) {
            return Err(Error::parameter("switch_prob", switch_prob, "between 0 and 1"));
        }
        let semitones = (max_transition_rate * 12.0 / frame_rate).round_ties_even();
        let width = semitones * (bins.bins_per_octave / 12) as f64 + 1.0;
        if WIDEST < width {
            let requirement = "low enough for a step of a million bins";
            return Err(Error::parameter("max_transition_rate", max_transition_rate, requirement));
        }
        let n_bins = bins.n_bins;
        let triangle = Window::Triang.symmetric::<f64>(width as usize)?;
        // Where librosa's row of a bin begins: an even window has no middle, and the rounding of
        // its padding decides on which side of the bin it is longer.
        let (n, width) = (n_bins.cast_signed(), triangle.len().cast_signed());
        let first = (n - width).div_euclid(2) + n / 2 + 1 - n;
        let in_range = |d: &(isize, f64)| d.0.abs() < n;
        let band = (first..).zip(triangle).filter(in_range).collect::<Vec<_>>();
        let row_sum = |k: isize| -> f64 {
            let inside = |d: &&(isize, f64)| (0..n).contains(&(k + d.0));
            band.iter().filter(inside).map(|d| d.1).sum()
        };
        let first = band[0].0;
        let room = first.unsigned_abs().max(band[band.len() - 1].0.unsigned_abs());
        Ok(Self {
            n_bins,
            log_stay: (1.0 - switch_prob).ln(),
            log_switch: switch_prob.ln(),
            log_row_sum: (0..n).map(|k| row_sum(k).ln()).collect(),
            band: band.into_iter().map(|d| d.1.ln()).collect(),
            first,
            leaving: vec![f64::NEG_INFINITY; n_bins + 2 * room],
        })
    }

    /// The likeliest states, given what each frame may be.
    pub(super) fn decode(&self, frames: &[Candidates]) -> StatePath {
        let n = self.n_bins;
        let log_start = ((2.0 * n as f64).recip() + f64::MIN_POSITIVE).ln();
        let start = vec![log_start; 2 * n];
        let mut observed = vec![0.0; 2 * n];
        decode(&mut self.clone(), &start, frames.len(), |t, score| {
            let Candidates { pitches, voiced_prob } = &frames[t];
            let (voiced, unvoiced) = observed.split_at_mut(n);
            voiced.fill(LOG_TINY);
            for &(bin, prob) in pitches {
                voiced[bin] = (prob + f64::MIN_POSITIVE).ln();
            }
            unvoiced.fill(((1.0 - voiced_prob) / n as f64 + f64::MIN_POSITIVE).ln());
            score.iter_mut().zip(&observed).for_each(|(s, o)| *s += o);
        })
    }

    fn log_voicing(&self, same: bool) -> f64 {
        if same { self.log_stay } else { self.log_switch }
    }
}

impl Transitions for PitchPath {
    fn arrive(&mut self, score: &[f64], out: &mut [f64]) {
        let n = self.n_bins;
        let (voiced, unvoiced) = score.split_at(n);
        // Beyond the band a step is not impossible, but as unlikely as the least number.
        let jump = score.iter().copied().fold(f64::NEG_INFINITY, f64::max) + LOG_TINY;
        let room = (self.leaving.len() - n) / 2;
        for (to, out) in out.chunks_exact_mut(n).enumerate() {
            let (from_voiced, from_unvoiced) =
                (self.log_voicing(to == 0), self.log_voicing(to == 1));
            let pairs = voiced.iter().zip(unvoiced).zip(&self.log_row_sum);
            for (leaving, ((v, u), log_sum)) in self.leaving[room..].iter_mut().zip(pairs) {
                *leaving = (v + from_voiced).max(u + from_unvoiced) - log_sum;
            }
            out.fill(jump);
            // Bin `j` is reached from `j - d` for each `d` of the band.
            let mut start = room.cast_signed() - self.first;
            let (fours, rest) = self.band.as_chunks::<4>();
            for weights in fours {
                let from = |i: usize| &self.leaving[start.cast_unsigned() - i..][..n];
                let [a, b, c, d] = [from(0), from(1), from(2), from(3)];
                for (j, out) in out.iter_mut().enumerate() {
                    let ab = greater(a[j] + weights[0], b[j] + weights[1]);
                    let cd = greater(c[j] + weights[2], d[j] + weights[3]);
                    *out = greater(*out, greater(ab, cd));
                }
                start -= 4;
            }
            for &weight in rest {
                let from = &self.leaving[start.cast_unsigned()..][..n];
                for (out, v) in out.iter_mut().zip(from) {
                    *out = greater(*out, v + weight);
                }
                start -= 1;
            }
        }
    }

    fn origin(&self, score: &[f64], state: usize) -> usize {
        let n = self.n_bins;
        let (to, j) = (state / n, state % n);
        let top = (1..2 * n).fold(0, |top, k| if score[top] < score[k] { k } else { top });
        let mut best = (f64::NEG_INFINITY, 0);
        for from in 0..2 {
            // In descending order of `d`, that is ascending order of the bin.
            for (i, weight) in self.band.iter().enumerate().rev() {
                let k = j.cast_signed() - self.first - i.cast_signed();
                let Some(k) = usize::try_from(k).ok().filter(|&k| k < n) else { continue };
                let arriving = score[from * n + k] + self.log_voicing(from == to)
                    - self.log_row_sum[k]
                    + weight;
                if best.0 < arriving {
                    best = (arriving, from * n + k);
                }
            }
        }
        if best.0 < score[top] + LOG_TINY { top } else { best.1 }
    }
}

/// The greater of two numbers, neither of them NaN; `f64::max` would see to that, too.
#[inline]
fn greater(a: f64, b: f64) -> f64 {
    if a < b { b } else { a }
}

#[cfg(test)]
mod tests {
    use ndarray::Array2;
    use onkai_testing::noise;

    use super::*;
    use crate::pitch::PitchSearch;
    use crate::sequence::{transition_local, transition_loop, viterbi};

    /// Some frames with one to three pitches, some with none, some that are surely voiced.
    fn frames(n_bins: usize) -> Vec<Candidates> {
        let x = noise(400, 17).mapv(|v| 0.5 * v + 0.5);
        let frame = |t: usize| {
            let bin = |i: usize| (x[4 * t + i] * n_bins as f64) as usize;
            let sure = if t % 7 == 3 { 1.0 } else { x[4 * t + 3] };
            let mut pitches = match t % 5 {
                4 => vec![],
                n => (0..=n % 3).map(|i| (bin(i), sure * (-(i as f64) - 1.0).exp2())).collect(),
            };
            if let Some(first) = pitches.first_mut().filter(|_| sure == 1.0) {
                first.1 = 1.0;
                pitches.truncate(1);
            }
            pitches.sort_by_key(|&(bin, _)| bin);
            pitches.dedup_by_key(|(bin, _)| *bin);
            let voiced_prob = pitches.iter().map(|p| p.1).sum::<f64>().min(1.0);
            Candidates { pitches, voiced_prob }
        };
        (0..100).map(frame).collect()
    }

    #[test]
    fn the_band_finds_what_the_whole_matrix_does() {
        // Odd and even numbers of bins, odd and even widths.
        for (fmax_hz, max_transition_rate, width) in
            [(250.0, 15.0, 13), (247.0, 15.0, 13), (250.0, 10.0, 10), (247.0, 10.0, 10)]
        {
            let search = PitchSearch { fmin_hz: 100.0, fmax_hz, ..Default::default() };
            let options = PyinOptions {
                search,
                resolution: 0.34,
                max_transition_rate,
                switch_prob: 0.02,
                ..Default::default()
            };
            let bins = PitchBins::new(&options).unwrap();
            let n = bins.n_bins;
            let frames = frames(n);
            let path = PitchPath::new(43.0, &options, &bins).unwrap();
            assert_eq!(path.band.len(), width);
            let local = transition_local(n, &[width], &Window::Triang, false).unwrap();
            let voicing = transition_loop(2, &[0.98]).unwrap();
            let transition = Array2::from_shape_fn((2 * n, 2 * n), |(i, j)| {
                voicing[[i / n, j / n]] * local[[i % n, j % n]]
            });
            let mut prob = Array2::zeros((2 * n, frames.len()));
            for (frame, mut column) in frames.iter().zip(prob.columns_mut()) {
                column.fill((1.0 - frame.voiced_prob) / n as f64);
                column.slice_mut(ndarray::s![..n]).fill(0.0);
                frame.pitches.iter().for_each(|&(bin, prob)| column[bin] = prob);
            }
            let (ours, dense) = (path.decode(&frames), viterbi(&prob, &transition, None).unwrap());
            let off = ours.log_likelihood - dense.log_likelihood;
            assert!(off.abs() < 1e-9, "{off}");
            // Through unvoiced frames there are many ways, equally likely.
            let voiced = |state: usize| (state < n).then_some(state);
            let only = |path: StatePath| path.states.into_iter().map(voiced).collect::<Vec<_>>();
            assert_eq!(only(ours), only(dense));
        }
    }
}

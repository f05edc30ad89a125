//! Evaluation of an oversampled signal between its samples, for ratios of large numbers.

use onkai_core::Real;

use super::lowpass::Lowpass;
use super::ratio::Ratio;

/// Samples on either side of a point that enter its value: as many as the filter of
/// [`Interpolator::new`] spans, rounded up to whole vector registers.
const HALF_TAPS: usize = 8;
const N_TAPS: usize = 2 * HALF_TAPS;

/// Steps to a sample in the table of filters; even. A line between two of them misses a tone of
/// angular frequency ω by at most (ω / steps)² / 8: at the end of the band, ω = π / 4, that is -142 dB
/// for the 1024 steps of single precision, no more than its rounding, and -167 dB for the 4096 of double.
fn n_phases<F: Real>() -> usize {
    if F::epsilon().as_f64() < 1e-10 { 4096 } else { 1024 }
}

/// Inputs or outputs of one job, whichever are more.
const JOB_LEN: u64 = 4096;

/// Samples that one step of the innermost loop takes: a whole number of vector registers.
const LANES: usize = 4;

/// Outputs that are computed in a row before each is added up.
const BLOCK: usize = 32;

/// By how much a signal must be oversampled for this filter.
pub(super) const OVERSAMPLING: u64 = 4;

/// Resamples by any ratio a signal whose band ends at an eighth of its sample rate.
#[derive(Debug)]
pub(super) struct Interpolator<F: Real> {
    ratio: Ratio,
    hop_in: u64,
    /// Row `r` of `n + 1` is the filter for a point `r / n` after a sample.
    table: Vec<[F; N_TAPS]>,
}

impl<F: Real> Interpolator<F> {
    pub(super) fn new(ratio: Ratio) -> Self {
        // The sampled signal repeats its band about the sample rate, which is 1 here.
        let band = 0.5 / OVERSAMPLING as f64;
        let filter = Lowpass::new(band, 1.0 - band);
        let n_phases = n_phases::<F>();
        let row = |r: usize| {
            let fraction = r as f64 / n_phases as f64;
            let taps: [f64; N_TAPS] =
                std::array::from_fn(|i| filter.at(i as f64 + 1.0 - HALF_TAPS as f64 - fraction));
            let sum: f64 = taps.iter().sum();
            taps.map(|v| F::of(v / sum))
        };
        // The other half is the same read backwards, as the filter is symmetric.
        let mut table: Vec<_> = (0..=n_phases / 2).map(row).collect();
        for r in (0..n_phases / 2).rev() {
            let mut row = table[r];
            row.reverse();
            table.push(row);
        }
        let hop_in = Ratio { up: ratio.down, down: ratio.up }.scale(JOB_LEN).min(JOB_LEN);
        Self { ratio, hop_in, table }
    }

    #[allow(clippy::unused_self, reason = "a property of every stage")]
    pub(super) fn lead(&self) -> usize {
        HALF_TAPS
    }

    pub(super) fn hop_in(&self) -> usize {
        self.hop_in as usize
    }

    pub(super) fn max_out(&self) -> usize {
        self.ratio.scale(self.hop_in) as usize
    }

    /// The first output that stands at or after the beginning of a job.
    pub(super) fn first_of(&self, job: u64) -> u64 {
        self.ratio.scale(job * self.hop_in)
    }

    pub(super) fn run(&self, job: u64, window: &[F], out: &mut [F]) -> usize {
        let Ratio { up, down } = self.ratio;
        let first = self.first_of(job);
        let n = (self.first_of(job + 1) - first) as usize;
        // Output k stands at k · down / up, here split into whole part and remainder.
        let position = u128::from(first) * u128::from(down);
        let start = u128::from(job * self.hop_in) * u128::from(up);
        let offset = position - start;
        let mut index = (offset / u128::from(up)) as usize;
        let mut remainder = (offset % u128::from(up)) as u64;
        let (step, step_remainder) = ((down / up) as usize, down % up);
        let phases_per_unit = (self.table.len() - 1) as f64 / up as f64;
        for out in out[..n].chunks_mut(BLOCK) {
            // Sums across a register wait until those of some outputs lie side by side.
            let mut sums = [[F::zero(); LANES]; BLOCK];
            for sums in &mut sums[..out.len()] {
                let phase = remainder.cast_signed() as f64 * phases_per_unit;
                *sums = self.partial_sums(&window[index + 1..], phase);
                index += step;
                remainder += step_remainder;
                if up <= remainder {
                    remainder -= up;
                    index += 1;
                }
            }
            for (y, [a, b, c, d]) in out.iter_mut().zip(&sums) {
                *y = (*a + *b) + (*c + *d);
            }
        }
        n
    }

    /// What adds up to the value `phase` steps after the sample `x[HALF_TAPS - 1]`.
    fn partial_sums(&self, x: &[F], phase: f64) -> [F; LANES] {
        // Signed and narrow: processors convert from and to such numbers by one instruction.
        let row = phase as i32;
        let weight = F::of(phase - f64::from(row));
        let [here, next]: &[[F; N_TAPS]; 2] =
            self.table[row as usize..].first_chunk().expect("a row stands beyond the last phase");
        let x: &[F; N_TAPS] = x.first_chunk().expect("the window has a lead on either side");
        let [here, next, x] = [here, next, x].map(|v| v.as_chunks::<LANES>().0);
        let (mut before, mut after) = ([F::zero(); LANES], [F::zero(); LANES]);
        for ((here, next), x) in here.iter().zip(next).zip(x) {
            for j in 0..LANES {
                before[j] += here[j] * x[j];
                after[j] += next[j] * x[j];
            }
        }
        std::array::from_fn(|j| before[j] + weight * (after[j] - before[j]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_that_of_a_symmetric_filter() {
        let table = Interpolator::<f64>::new(Ratio { up: 1009, down: 1013 }).table;
        let n = n_phases::<f64>();
        assert_eq!(table.len(), n + 1);
        // A whole sample on, the filter is the same about the next one.
        assert_eq!(table[0][..N_TAPS - 1], table[n][1..]);
        for (a, b) in table[n / 2].iter().zip(table[n / 2].iter().rev()) {
            assert!((a - b).abs() < 1e-15);
        }
    }

    #[test]
    fn a_tone_at_the_end_of_the_band_is_met_between_samples() {
        let interpolator = Interpolator::<f64>::new(Ratio { up: 1009, down: 1013 });
        let tone = |t: f64| (0.25 * std::f64::consts::PI * t + 0.3).sin();
        let x: Vec<f64> = (0..N_TAPS).map(|i| tone(i as f64)).collect();
        for phase in [0.0, 0.5, 1400.25, 2047.5, 4095.5] {
            let expected = tone(HALF_TAPS as f64 - 1.0 + phase / n_phases::<f64>() as f64);
            let value: f64 = interpolator.partial_sums(&x, phase).iter().sum();
            assert!((value - expected).abs() < 3e-8, "{phase}: {:e}", value - expected);
        }
    }
}

//! Evaluation of an oversampled signal between its samples, for ratios of large numbers.

use onkai_core::Real;

use super::lowpass::Lowpass;
use super::ratio::Ratio;

/// Samples on either side of a point that enter its value: as many as the filter of
/// [`Interpolator::new`] spans, rounded up to whole vector registers.
const HALF_TAPS: usize = 8;
const N_TAPS: usize = 2 * HALF_TAPS;

/// Steps to a sample in the table of filters. Cubic interpolation between them errs by about
/// 0.02 · (π / 256)⁴ < 1e-9.
const N_PHASES: usize = 256;

/// Inputs or outputs of one job, whichever are more.
const JOB_LEN: u64 = 4096;

/// Samples that one step of the innermost loop takes: a whole number of vector registers.
const LANES: usize = 8;

/// By how much a signal must be oversampled for this filter.
pub(super) const OVERSAMPLING: u64 = 4;

/// Resamples by any ratio a signal whose band ends at an eighth of its sample rate.
#[derive(Debug)]
pub(super) struct Interpolator<F: Real> {
    ratio: Ratio,
    hop_in: u64,
    /// Row `r` is the filter for a point `(r - 1) / N_PHASES` after a sample.
    table: Vec<[F; N_TAPS]>,
}

impl<F: Real> Interpolator<F> {
    pub(super) fn new(ratio: Ratio) -> Self {
        // The sampled signal repeats its band about the sample rate, which is 1 here.
        let band = 0.5 / OVERSAMPLING as f64;
        let filter = Lowpass::new(band, 1.0 - band);
        let row = |r: usize| {
            let fraction = (r as f64 - 1.0) / N_PHASES as f64;
            let taps: [f64; N_TAPS] =
                std::array::from_fn(|i| filter.at(i as f64 + 1.0 - HALF_TAPS as f64 - fraction));
            let sum: f64 = taps.iter().sum();
            taps.map(|v| F::of(v / sum))
        };
        let hop_in = Ratio { up: ratio.down, down: ratio.up }.scale(JOB_LEN).min(JOB_LEN);
        Self { ratio, hop_in, table: (0..N_PHASES + 3).map(row).collect() }
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
        let phases_per_unit = N_PHASES as f64 / up as f64;
        for y in &mut out[..n] {
            *y = self.value(&window[index + 1..], remainder as f64 * phases_per_unit);
            index += step;
            remainder += step_remainder;
            if up <= remainder {
                remainder -= up;
                index += 1;
            }
        }
        n
    }

    /// The value at `phase / N_PHASES` after the sample `x[HALF_TAPS - 1]`.
    fn value(&self, x: &[F], phase: f64) -> F {
        let row = phase as usize;
        let weights = cubic_weights(F::of(phase - row as f64));
        let rows: &[[F; N_TAPS]; 4] = self.table[row..]
            .first_chunk()
            .expect("the table has three rows beyond the last phase");
        let x: &[F; N_TAPS] = x.first_chunk().expect("the window has a lead on either side");
        let [a, b, c, d] = rows.each_ref().map(|row| row.as_chunks::<LANES>().0);
        let mut sums = [F::zero(); LANES];
        for (i, x) in x.as_chunks::<LANES>().0.iter().enumerate() {
            for j in 0..LANES {
                let outer = weights[0] * a[i][j] + weights[3] * d[i][j];
                let inner = weights[1] * b[i][j] + weights[2] * c[i][j];
                sums[j] += (outer + inner) * x[j];
            }
        }
        let fours: [F; 4] = std::array::from_fn(|i| sums[i] + sums[i + 4]);
        (fours[0] + fours[1]) + (fours[2] + fours[3])
    }
}

/// Lagrange's weights at `u` between the second and the third of four equidistant points.
fn cubic_weights<F: Real>(u: F) -> [F; 4] {
    let (sixth, half) = (F::of(1.0 / 6.0), F::of(0.5));
    let (before, after, beyond) = (u + F::one(), u - F::one(), u - F::of(2.0));
    [
        -sixth * u * after * beyond,
        half * before * after * beyond,
        -half * before * u * beyond,
        sixth * before * u * after,
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cubic_is_met() {
        let p = |t: f64| 2.0 - t + 0.5 * t * t - 3.0 * t * t * t;
        let w = cubic_weights(0.3);
        let value: f64 = w.iter().zip([-1.0, 0.0, 1.0, 2.0]).map(|(w, t)| w * p(t)).sum();
        assert!((value - p(0.3)).abs() < 1e-14);
    }
}

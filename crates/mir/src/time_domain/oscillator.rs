//! A sinusoid, block by block.

use std::f64::consts::TAU;

use onkai_core::Real;

/// Samples that one sine and one cosine make, with a table of the others.
const BLOCK: usize = 128;

/// `sin(2π f n / rate + phase)` for any stretch of `n`.
///
/// Within a block the addition theorem makes the samples of a table: two products a sample. Every block
/// begins anew, so that nothing drifts.
pub(crate) struct Oscillator<F> {
    frequency_hz: f64,
    sample_rate: f64,
    phase_rad: f64,
    /// The sine and cosine of the first samples, without the phase, and how many they are.
    table: Vec<[F; 3]>,
}

impl<F: Real> Oscillator<F> {
    pub(crate) fn new(frequency_hz: f64, sample_rate: f64, phase_rad: f64) -> Self {
        // Whole turns from sample to sample are none.
        let frequency_hz = frequency_hz % sample_rate;
        let mut oscillator = Self { frequency_hz, sample_rate, phase_rad: 0.0, table: Vec::new() };
        let entry = |n| {
            let (sin, cos) = oscillator.angle(n).sin_cos();
            [F::of(sin), F::of(cos), F::of_usize(n)]
        };
        oscillator.table = (0..BLOCK).map(entry).collect();
        Self { phase_rad, ..oscillator }
    }

    /// Adds the wave times `level + k · slope` to sample `k` of `out`; the first has the index `start`.
    pub(crate) fn add(&self, start: usize, level: F, slope: F, out: &mut [F]) {
        for (index, block) in out.chunks_mut(BLOCK).enumerate() {
            let (sin, cos) = self.angle(start + index * BLOCK).sin_cos();
            let (sin, cos) = (F::of(sin), F::of(cos));
            if slope == F::zero() {
                let (sin, cos) = (sin * level, cos * level);
                for (&[table_sin, table_cos, _], sample) in self.table.iter().zip(block) {
                    *sample += sin * table_cos + cos * table_sin;
                }
            } else {
                let level = level + F::of_usize(index * BLOCK) * slope;
                for (&[table_sin, table_cos, n], sample) in self.table.iter().zip(block) {
                    *sample += (sin * table_cos + cos * table_sin) * (level + n * slope);
                }
            }
        }
    }

    /// The angle of a sample, without whole turns.
    fn angle(&self, n: usize) -> f64 {
        // The product's rounding error is brought in again, or late samples would be out of phase.
        let n = n as f64;
        let turned = n * self.frequency_hz;
        let lost = n.mul_add(self.frequency_hz, -turned);
        TAU * ((turned % self.sample_rate + lost) / self.sample_rate) + self.phase_rad
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn late_samples_are_in_phase() {
        // An eighth of a turn a sample, with a start that is a whole number of turns.
        let oscillator = Oscillator::<f64>::new(0.125, 1.0, 0.25 * TAU);
        let mut out = vec![1.0; 300];
        oscillator.add(1 << 50, 2.0, 0.5, &mut out);
        for (n, &sample) in out.iter().enumerate() {
            let expected = 1.0 + (TAU * (n % 8) as f64 / 8.0).cos() * (2.0 + 0.5 * n as f64);
            assert!((sample - expected).abs() < 1e-12, "{n}: {sample} {expected}");
        }
    }
}

//! The instruments: each makes the samples of one note.

use std::f64::consts::TAU;

/// A sine that falls from 150 to 50 Hz.
pub(super) fn kick(sample_rate: f64) -> Vec<f64> {
    let mut phase = 0.0;
    let sample = |t: f64| {
        phase += TAU * (50.0 + 100.0 * (-t / 0.03).exp()) / sample_rate;
        phase.sin() * (-t / 0.12).exp()
    };
    note(sample_rate, 0.4, sample)
}

/// Noise over a short tone.
pub(super) fn snare(sample_rate: f64) -> Vec<f64> {
    let mut noise = Noise::new(1);
    note(sample_rate, 0.25, |t| {
        0.45 * noise.next() * (-t / 0.06).exp() + 0.35 * (TAU * 190.0 * t).sin() * (-t / 0.05).exp()
    })
}

/// Noise without its low part.
pub(super) fn hat(sample_rate: f64, gain: f64) -> Vec<f64> {
    let mut noise = Noise::new(2);
    let mut before = 0.0;
    note(sample_rate, 0.1, |t| {
        let now = noise.next();
        let high = now - before;
        before = now;
        gain * high * (-t / 0.02).exp()
    })
}

/// A low note with a few overtones.
pub(super) fn bass(sample_rate: f64, hz: f64) -> Vec<f64> {
    note(sample_rate, 0.4, |t| 0.5 * tone(hz, t, 6) * (-t / 0.18).exp())
}

/// Three notes that fade over a bar.
pub(super) fn chord(sample_rate: f64, hz: [f64; 3]) -> Vec<f64> {
    note(sample_rate, 2.1, |t| {
        0.12 * hz.map(|hz| tone(hz, t, 5)).iter().sum::<f64>() * (-t / 0.9).exp()
    })
}

/// Overtones that fall as those of a plucked string.
fn tone(hz: f64, t: f64, n_overtones: usize) -> f64 {
    (1..=n_overtones).map(|k| k as f64).map(|k| (TAU * k * hz * t).sin() / (k * k)).sum()
}

/// Samples of `duration_s` seconds with a rise and a fall of 3 ms, so that nothing clicks.
fn note(sample_rate: f64, duration_s: f64, mut sample: impl FnMut(f64) -> f64) -> Vec<f64> {
    let ramp = |t: f64| (t / 0.003).min((duration_s - t) / 0.003).clamp(0.0, 1.0);
    let n = (duration_s * sample_rate) as usize;
    (0..n).map(|i| i as f64 / sample_rate).map(|t| ramp(t) * sample(t)).collect()
}

/// White noise in [-1, 1), the same every time.
struct Noise(u32);

impl Noise {
    fn new(seed: u32) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> f64 {
        // Multiplier and increment: Numerical Recipes, 3rd ed., section 7.1 ("quick and dirty").
        self.0 = self.0.wrapping_mul(1664525).wrapping_add(1013904223);
        f64::from(self.0) / f64::from(1_u32 << 31) - 1.0
    }
}

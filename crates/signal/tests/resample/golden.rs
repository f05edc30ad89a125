//! Against soxr 1.1's HQ setting, which is librosa's default.

use std::f64::consts::{PI, TAU};

use ndarray::{Array1, s};
use onkai_signal::resample;
use onkai_testing::{Golden, assert_close, noise};

use super::band;

/// As in `xtask/golden/signal_resample.py`.
const RATES: [(u32, u32); 7] = [
    (44100, 22050),
    (44100, 48000),
    (48000, 22050),
    (44100, 16000),
    (22050, 44100),
    (44100, 44101),
    (96001, 22050),
];
const N: usize = 3000;

fn signal(n: usize, band: f64) -> Array1<f64> {
    let (level, place, phase) = (noise(20, 1), noise(20, 2), noise(20, 3));
    Array1::from_shape_fn(n, |t| {
        let tones: f64 = (0..20)
            .map(|i| {
                let frequency = (0.25 + 0.25 * place[i]) * band;
                level[i] * (TAU * frequency * t as f64 + PI * phase[i]).cos()
            })
            .sum();
        tones * (PI * (t as f64 + 0.5) / n as f64).sin().powi(4)
    })
}

#[test]
fn where_soxr_is_flat_the_two_agree() {
    let golden = Golden::open(env!("CARGO_MANIFEST_DIR"), "resample");
    for (orig_rate, target_rate) in RATES {
        let expected: Array1<f64> = golden.array1(&format!("soxr_{orig_rate}_{target_rate}"));
        let (orig_rate, target_rate) = (f64::from(orig_rate), f64::from(target_rate));
        let x = signal(N, band(orig_rate, target_rate));
        let y = resample(&x, orig_rate, target_rate).unwrap();
        // soxr rounds the length to the nearest whole number, we round it up.
        let y = y.slice(s![..expected.len()]);
        // soxr's pass band allows 0.01 dB of ripple towards its edge; in its lower half, where this
        // signal is, it is flat to 1e-5.
        assert_close!(y, expected, 0.0, 1e-5, "{orig_rate} -> {target_rate}");
        let narrow = resample(&x.mapv(|v| v as f32), orig_rate, target_rate).unwrap();
        let narrow = narrow.slice(s![..expected.len()]).mapv(f64::from);
        assert_close!(narrow, expected, 0.0, 1.1e-5, "f32, {orig_rate} -> {target_rate}");
    }
}

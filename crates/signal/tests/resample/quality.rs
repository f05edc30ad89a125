//! Pass band, aliases and images, gain of a constant, linear phase.

use ndarray::{Array1, s};
use onkai_signal::{ResamplePlan, resample};
use onkai_testing::{assert_close, noise};

use super::{RATES, band, interior, largest, reach, tone};

/// What f64 promises, 140 dB: some times what each filter is designed for, as a signal may pass two
/// or three of them.
const F64: f64 = 1e-7;
/// What f32 promises, 114 dB: rounding in transforms of some thousands of samples.
const F32: f64 = 2e-6;

/// Enough input for some blocks, or for some thousand times the filter's length where that is more.
fn length(orig_rate: f64, target_rate: f64) -> usize {
    (30000.0 / (target_rate / orig_rate).max(1.0)) as usize + 4 * reach(orig_rate, target_rate)
}

fn narrow(x: &Array1<f64>) -> Array1<f32> {
    x.mapv(|v| v as f32)
}

fn wide(x: &Array1<f32>) -> Array1<f64> {
    x.mapv(f64::from)
}

/// Resampled tones are the tones sampled at the other rate: so the pass band is flat, there are
/// no images, and nothing is shifted in time.
#[test]
fn tones_of_the_pass_band_are_those_of_the_other_rate() {
    for (orig_rate, target_rate) in RATES {
        let n = length(orig_rate, target_rate);
        let range = interior(n, orig_rate, target_rate);
        let wide_plan = ResamplePlan::<f64>::new(orig_rate, target_rate).unwrap();
        let narrow_plan = ResamplePlan::<f32>::new(orig_rate, target_rate).unwrap();
        for part in [0.01, 0.13, 0.37, 0.5, 0.71, 0.9, 0.91] {
            let frequency = part * band(orig_rate, target_rate);
            let x = tone(n, frequency, 1.0);
            let y = wide_plan.run(&x).unwrap();
            let expected = tone(y.len(), frequency, orig_rate / target_rate);
            let off = largest(&(&y - &expected).slice(s![range.clone()]));
            assert!(off < F64, "{orig_rate} -> {target_rate}, {part}: {off:e}");
            let y = wide(&narrow_plan.run(&narrow(&x)).unwrap());
            let off = largest(&(&y - &expected).slice(s![range.clone()]));
            assert!(off < F32, "f32, {orig_rate} -> {target_rate}, {part}: {off:e}");
        }
    }
}

/// A sweep from the lower Nyquist frequency to that of the input is all that could alias.
#[test]
fn a_sweep_beyond_the_band_vanishes() {
    for (orig_rate, target_rate) in RATES.into_iter().filter(|(a, b)| b < a) {
        let n = length(orig_rate, target_rate);
        let (low, high) = (band(orig_rate, target_rate), 0.5);
        let x = Array1::from_shape_fn(n, |k| {
            let t = k as f64;
            (std::f64::consts::TAU * t * (low + (high - low) * t / (2.0 * n as f64))).cos()
        });
        let range = interior(n, orig_rate, target_rate);
        let y = resample(&x, orig_rate, target_rate).unwrap();
        let alias = largest(&y.slice(s![range.clone()]));
        // The beginning of a sweep is not all on one side of its first frequency.
        assert!(alias < 3.0 * F64, "{orig_rate} -> {target_rate}: {alias:e}");
        let y = wide(&resample(&narrow(&x), orig_rate, target_rate).unwrap());
        let alias = largest(&y.slice(s![range]));
        assert!(alias < F32, "f32, {orig_rate} -> {target_rate}: {alias:e}");
    }
}

/// The same, tone by tone, from the very edge on.
#[test]
fn tones_beyond_the_band_vanish() {
    for (orig_rate, target_rate) in RATES.into_iter().filter(|(a, b)| b < a) {
        let n = length(orig_rate, target_rate);
        let range = interior(n, orig_rate, target_rate);
        let low = band(orig_rate, target_rate);
        for part in [0.0, 0.003, 0.01, 0.1, 0.4, 0.8, 1.0] {
            let x = tone(n, low + part * (0.5 - low), 1.0);
            let y = resample(&x, orig_rate, target_rate).unwrap();
            let alias = largest(&y.slice(s![range.clone()]));
            assert!(alias < F64, "{orig_rate} -> {target_rate}, {part}: {alias:e}");
        }
    }
}

/// Of two tones, one in the band and one beyond, the first is left alone; of two in the band,
/// both are and nothing else.
#[test]
fn two_tones_do_not_mix() {
    for (orig_rate, target_rate) in RATES {
        let n = length(orig_rate, target_rate);
        let range = interior(n, orig_rate, target_rate);
        let (band, step) = (band(orig_rate, target_rate), orig_rate / target_rate);
        let off = |x: &Array1<f64>, kept: &[f64]| {
            let y = resample(x, orig_rate, target_rate).unwrap();
            let expected: Array1<f64> =
                kept.iter().fold(Array1::zeros(y.len()), |sum, &f| sum + tone(y.len(), f, step));
            largest(&(y - expected).slice(s![range.clone()]))
        };
        let (a, b) = (0.62 * band, 0.83 * band);
        let both = off(&(tone(n, a, 1.0) + tone(n, b, 1.0)), &[a, b]);
        assert!(both < 2.0 * F64, "{orig_rate} -> {target_rate}: {both:e}");
        if 1.2 * band < 0.5 {
            let one = off(&(tone(n, a, 1.0) + tone(n, 1.1 * band, 1.0)), &[a]);
            assert!(one < 2.0 * F64, "{orig_rate} -> {target_rate}: {one:e}");
        }
    }
}

/// Between 0.91 and 1 of the input's band a tone may be attenuated, but nothing else may appear.
#[test]
fn tones_of_the_edge_have_no_image() {
    for (orig_rate, target_rate) in RATES.into_iter().filter(|(a, b)| a < b) {
        let n = length(orig_rate, target_rate);
        let range = interior(n, orig_rate, target_rate);
        for part in [0.93, 0.96, 0.985, 0.999] {
            let frequency = part * band(orig_rate, target_rate);
            let y = resample(&tone(n, frequency, 1.0), orig_rate, target_rate).unwrap();
            let expected = tone(y.len(), frequency, orig_rate / target_rate);
            let (y, expected) = (y.slice(s![range.clone()]), expected.slice(s![range.clone()]));
            // Linear phase: what is left of the tone is a multiple of it.
            let gain = y.dot(&expected) / expected.dot(&expected);
            let image = largest(&(&y - &(&expected * gain)));
            assert!((0.0..1.0).contains(&gain), "{orig_rate} -> {target_rate}, {part}: {gain}");
            // The projection itself is off by the ends of the range.
            assert!(image < 10.0 * F64, "{orig_rate} -> {target_rate}, {part}: {image:e}");
        }
    }
}

#[test]
fn a_constant_stays_what_it_is() {
    for (orig_rate, target_rate) in RATES {
        let n = length(orig_rate, target_rate);
        let range = interior(n, orig_rate, target_rate);
        let y = resample(&Array1::<f64>::ones(n), orig_rate, target_rate).unwrap();
        let off = largest(&(y - 1.0).slice(s![range.clone()]));
        assert!(off < 2e-8, "{orig_rate} -> {target_rate}: {off:e}");
        let y = resample(&Array1::<f32>::ones(n), orig_rate, target_rate).unwrap();
        let off = largest(&(wide(&y) - 1.0).slice(s![range]));
        assert!(off < 1e-6, "f32, {orig_rate} -> {target_rate}: {off:e}");
    }
}

/// The response to an impulse on both grids is symmetric about it: the phase is linear, and an
/// impulse stays where it is.
#[test]
fn an_impulse_rings_symmetrically_about_itself() {
    // Sample 12 · down of the input is sample 12 · up of the output.
    for (up, down) in [(1, 2), (160, 147), (147, 320), (2, 1), (1, 12), (4410, 4001)] {
        let centre = 12 * up.max(60) / up * up;
        let mut x = Array1::<f64>::zeros(2 * centre / up * down + 1);
        x[centre / up * down] = 1.0;
        let y = resample(&x, down as f64, up as f64).unwrap();
        let y = y.slice(s![..=2 * centre]);
        assert_close!(y, y.slice(s![..;-1]), 0.0, F64, "{up} / {down}");
        let peak = y.iter().enumerate().max_by(|a, b| a.1.total_cmp(b.1)).unwrap();
        assert_eq!(peak.0, centre, "{up} / {down}");
    }
}

/// Up and down again is the signal, if it has nothing in the filter's edge.
#[test]
fn there_and_back() {
    let n = 20000;
    let x = noise(8, 3).iter().enumerate().fold(Array1::<f64>::zeros(n), |sum, (i, level)| {
        sum + tone(n, 0.05 * (i as f64 + 1.0), 1.0) * *level
    });
    for target_rate in [48000.0, 88200.0, 44101.0, 96001.0] {
        let up = resample(&x, 44100.0, target_rate).unwrap();
        let back = resample(&up, target_rate, 44100.0).unwrap();
        let inner = s![2 * reach(44100.0, target_rate)..n - 2 * reach(44100.0, target_rate)];
        assert_close!(back.slice(inner), x.slice(inner), 0.0, 1e-7, "{target_rate}");
    }
}

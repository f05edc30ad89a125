//! Designs of finite impulse responses against SciPy 1.17.1, and by what makes them best.

use ndarray::Array1;
use onkai_signal::{
    BandType, FirlsOptions, Firwin2Options, FirwinOptions, FreqzOptions, FreqzPoints,
    GammatoneFirOptions, MinimumPhaseMethod, MinimumPhaseOptions, Remez, RemezKind, RemezOptions,
    Window, firls, firwin, firwin2, freqz, gammatone_fir, minimum_phase, remez,
};
use onkai_testing::{Golden, assert_close};
use proptest::prelude::*;

/// f64 against SciPy.
const F64: f64 = 1e-13;
/// Solutions of systems and equations, whose condition costs digits.
const SOLVED: f64 = 1e-10;
/// Zeros on the unit circle make logarithms of gains that are rounding errors.
const LOGARITHM: f64 = 1e-8;
/// Gaps between bands leave filters nearly free, which costs about eight digits on either side.
const CONDITION: f64 = 1e-7;

fn golden(key: &str) -> Array1<f64> {
    Golden::open(env!("CARGO_MANIFEST_DIR"), "fir").array1(key)
}

#[test]
fn windowed_bands_are_scipys() {
    let check = |key: &str, cutoff: &[f64], options: &FirwinOptions| {
        let expected = golden(key);
        let h = firwin::<f64>(expected.len(), cutoff, options).expect(key);
        assert_close!(h, expected, 0.0, F64, "{key}");
    };
    let of = |pass| FirwinOptions { pass, ..Default::default() };
    let high =
        FirwinOptions { width: Some(1500.0), sample_rate: 22050.0, ..of(BandType::Highpass) };
    check("firwin_highpass_width", &[6000.0], &high);
    let four = [0.2, 0.3, 0.6, 0.7];
    let stop = FirwinOptions { window: Window::Blackman, ..of(BandType::Bandstop) };
    check("firwin_bandstop_4", &four, &stop);
    let pass = FirwinOptions { scale: false, ..of(BandType::Bandpass) };
    check("firwin_bandpass_4", &four, &pass);
}

#[test]
fn polygons_are_scipys() {
    let check = |key: &str, freq: &[f64], gain: &[f64], options: &Firwin2Options| {
        let expected = golden(key);
        let h = firwin2::<f64>(expected.len(), freq, gain, options).expect(key);
        assert_close!(h, expected, 0.0, F64, "{key}");
        let narrow = firwin2::<f32>(expected.len(), freq, gain, options).expect(key);
        assert_close!(narrow, h.mapv(|h| h as f32), 0.0, 0.0, "{key}, f32");
    };
    let plain = Firwin2Options::default();
    check("firwin2_1", &[0.0, 0.3, 0.5, 1.0], &[1.0, 1.0, 0.2, 0.5], &plain);
    let hann = Firwin2Options { window: Some(Window::Hann), sample_rate: 1000.0, ..plain.clone() };
    check("firwin2_2", &[0.0, 100.0, 200.0, 500.0], &[0.5, 1.0, 0.3, 0.0], &hann);
    let odd = Firwin2Options { antisymmetric: true, ..plain.clone() };
    check("firwin2_3", &[0.0, 0.2, 0.7, 1.0], &[0.0, 1.0, 1.0, 0.0], &odd);
    let fine = Firwin2Options { n_freqs: Some(65), ..odd };
    check("firwin2_4", &[0.0, 0.5, 1.0], &[0.0, 1.0, 2.0], &fine);
    let bare = Firwin2Options { window: None, n_freqs: Some(257), ..plain.clone() };
    check("firwin2_step", &[0.0, 0.4, 0.4, 1.0], &[1.0, 1.0, 0.0, 0.0], &bare);
    check("firwin2_one", &[0.0, 1.0], &[1.0, 0.5], &plain);
    let kaiser = Firwin2Options { window: Some(Window::Kaiser { beta: 5.0 }), ..plain };
    check("firwin2_kaiser", &[0.0, 1.0], &[1.0, 1.0], &kaiser);
}

#[test]
fn least_squares_are_scipys() {
    let check = |key: &str, bands: &[f64], desired: &[f64], options: &FirlsOptions| {
        let expected = golden(key);
        let h = firls::<f64>(expected.len(), bands, desired, options).expect(key);
        assert_close!(h, expected, 0.0, CONDITION, "{key}");
    };
    let plain = FirlsOptions::default();
    check("firls_low", &[0.0, 0.4, 0.6, 1.0], &[1.0, 1.0, 0.0, 0.0], &plain);
    check("firls_whole", &[0.0, 0.5, 0.5, 1.0], &[1.0, 1.0, 0.0, 0.0], &plain);
    check("firls_1", &[0.1, 0.9], &[1.0, 2.0], &plain);
    let weighted = FirlsOptions { weight: Some(vec![1.0, 10.0, 0.5]), sample_rate: 1000.0 };
    let bands = [0.0, 100.0, 150.0, 300.0, 350.0, 500.0];
    check("firls_ramps", &bands, &[0.0, 1.0, 0.5, 0.25, 0.0, 0.0], &weighted);
}

#[test]
fn equiripple_filters_are_scipys() {
    let check = |key: &str, bands: &[f64], desired: &[f64], options: &RemezOptions| {
        let expected = golden(key);
        let found = remez::<f64>(expected.len(), bands, desired, options).expect(key);
        assert!(found.converged, "{key}");
        assert_close!(found.taps, expected, 0.0, SOLVED, "{key}");
    };
    let plain = RemezOptions::default();
    check("remez_low_101", &[0.0, 0.2, 0.22, 0.5], &[1.0, 0.0], &plain);
    let weighted = |weight: &[f64]| RemezOptions { weight: Some(weight.to_vec()), ..plain.clone() };
    check("remez_low_100", &[0.0, 0.2, 0.23, 0.5], &[1.0, 0.0], &weighted(&[1.0, 10.0]));
    let bands = [0.0, 2000.0, 2600.0, 4400.0, 5000.0, 11025.0];
    let options = RemezOptions { sample_rate: 22050.0, ..weighted(&[5.0, 1.0, 2.0]) };
    check("remez_band_73", &bands, &[0.0, 1.0, 0.0], &options);
    let dense = RemezOptions { grid_density: 32, ..plain.clone() };
    check("remez_high_35", &[0.0, 0.25, 0.35, 0.5], &[0.0, 1.0], &dense);
    let bands = [0.0, 0.1, 0.14, 0.26, 0.3, 0.5];
    check("remez_three_65", &bands, &[1.0, 0.3, 0.7], &plain);
    let slope = RemezOptions { kind: RemezKind::Differentiator, ..plain.clone() };
    check("remez_differentiator_24", &[0.0, 0.48], &[1.0], &slope);
    check("remez_differentiator_31", &[0.02, 0.3, 0.35, 0.45], &[1.0, 0.0], &slope);
    let hilbert = RemezOptions { kind: RemezKind::Hilbert, ..plain.clone() };
    check("remez_hilbert_31", &[0.05, 0.45], &[1.0], &hilbert);
    check("remez_hilbert_30", &[0.04, 0.5], &[1.0], &hilbert);
    check("remez_short_5", &[0.0, 0.1, 0.3, 0.5], &[1.0, 0.0], &plain);
    let patient = RemezOptions { max_iter: 100, ..plain };
    check("remez_long_301", &[0.0, 0.2, 0.21, 0.5], &[1.0, 0.0], &patient);
}

/// The gain at many frequencies of a band.
fn gains(taps: &Array1<f64>, from: f64, to: f64) -> Vec<f64> {
    let points = (0..=2000).map(|i| from + (to - from) * f64::from(i) / 2000.0).collect();
    let points = FreqzPoints::At(points);
    let options = FreqzOptions { points, sample_rate: 1.0, ..Default::default() };
    let one = Array1::ones(1);
    freqz(taps, &one, &options).expect("finite").h.iter().map(|h| h.norm()).collect()
}

#[test]
fn very_long_filters_converge() {
    for n_taps in [501, 1000, 1501] {
        let edge = 0.2 + 3.0 / f64::from(n_taps);
        let options = RemezOptions { max_iter: 100, ..Default::default() };
        let bands = [0.0, 0.2, edge, 0.5];
        let h: Remez<f64> = remez(n_taps as usize, &bands, &[1.0, 0.0], &options).unwrap();
        assert!(h.converged && h.deviation < 0.01, "{n_taps} taps: {}", h.deviation);
        // Between the points of the grid the error may be a little larger.
        let largest = gains(&h.taps, edge, 0.5).into_iter().fold(0.0, f64::max);
        assert!(largest < 1.03 * h.deviation, "{n_taps} taps: {largest} over {}", h.deviation);
    }
}

#[test]
fn minimum_phases_are_scipys() {
    for name in ["firls_low", "remez_low_100"] {
        let h = golden(name);
        let found = minimum_phase(&h, &MinimumPhaseOptions::default()).unwrap();
        assert_close!(found, golden(&format!("minimum_{name}")), 0.0, LOGARITHM, "{name}");
        let options = MinimumPhaseOptions { half: false, n_fft: Some(4097), ..Default::default() };
        let found = minimum_phase(&h, &options).unwrap();
        assert_close!(found, golden(&format!("minimum_{name}_whole")), 0.0, LOGARITHM, "{name}");
    }
    for (name, tolerance) in [("remez_low_101", LOGARITHM), ("remez_low_100", 1e-4)] {
        // Of an even number of taps SciPy's gains are symmetric but for rounding, which counts where
        // they are lifted to zero.
        let method = MinimumPhaseMethod::Hilbert;
        let options = MinimumPhaseOptions { method, ..Default::default() };
        let found = minimum_phase(&golden(name), &options).unwrap();
        let expected = golden(&format!("minimum_{name}_hilbert"));
        assert_close!(found, expected, 0.0, tolerance, "{name}");
    }
}

#[test]
fn gammatones_are_scipys() {
    let of = |order, n_taps, sample_rate| GammatoneFirOptions { order, n_taps, sample_rate };
    for (key, frequency, options) in [
        ("gammatone_fir", 440.0, of(4, None, 16000.0)),
        ("gammatone_fir_2", 900.0, of(2, Some(40), 8000.0)),
        ("gammatone_fir_1", 0.3, of(1, None, 2.0)),
    ] {
        let h = gammatone_fir::<f64>(frequency, &options).unwrap();
        assert_close!(h, golden(key), 1e-12, 1e-15, "{key}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn errors_stay_below_the_deviation(n_taps in 8_usize..80, edge in 0.1..0.35_f64, weight in 0.1..10.0_f64) {
        let stop = edge + 0.1;
        let options =
            RemezOptions { weight: Some(vec![1.0, weight]), max_iter: 60, grid_density: 64, ..Default::default() };
        let h = remez::<f64>(n_taps, &[0.0, edge, stop, 0.5], &[1.0, 0.0], &options).unwrap();
        prop_assert!(h.converged);
        let above = gains(&h.taps, 0.0, edge).iter().fold(0.0, |m: f64, g| m.max((g - 1.0).abs()));
        let below = gains(&h.taps, stop, 0.5).into_iter().fold(0.0, f64::max);
        prop_assert!(above < 1.05 * h.deviation + 1e-9, "{above} over {}", h.deviation);
        prop_assert!(weight * below < 1.05 * h.deviation + 1e-9, "{below} over {}", h.deviation);
    }
}

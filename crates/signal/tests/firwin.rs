//! Filter design against SciPy 1.17.1.

use ndarray::Array1;
use onkai_signal::{BandType, FirwinOptions, Window, firwin};
use onkai_testing::{Golden, assert_close};
use proptest::prelude::*;

/// f64 against SciPy.
const F64: f64 = 1e-14;

fn check(key: &str, cutoff: &[f64], options: &FirwinOptions) {
    let golden = Golden::open(env!("CARGO_MANIFEST_DIR"), "firwin");
    let expected: Array1<f64> = golden.array1(key);
    let h = firwin::<f64>(expected.len(), cutoff, options).expect(key);
    assert_close!(h, expected, 0.0, F64, "{key}");
    let narrow = firwin::<f32>(expected.len(), cutoff, options).expect(key);
    assert_close!(narrow, h.mapv(|v| v as f32), 0.0, 0.0, "{key}, f32");
}

#[test]
fn low_passes_are_scipys() {
    check("lowpass_8", &[0.25], &FirwinOptions::default());
    check("lowpass_1", &[0.25], &FirwinOptions::default());
    let options = FirwinOptions { sample_rate: 22050.0, ..Default::default() };
    let kaiser = FirwinOptions { window: Window::Kaiser { beta: 8.6 }, ..options.clone() };
    check("lowpass_65_kaiser", &[3000.0], &kaiser);
    let wide = FirwinOptions { width: Some(2000.0), ..options };
    check("lowpass_33_width", &[3000.0], &wide);
    let raw = FirwinOptions { scale: false, window: Window::Blackman, ..Default::default() };
    check("lowpass_31_unscaled", &[0.4], &raw);
}

#[test]
fn other_bands_are_scipys() {
    let of = |pass| FirwinOptions { pass, ..Default::default() };
    check("highpass_31", &[0.4], &of(BandType::Highpass));
    let speech =
        FirwinOptions { window: Window::Hann, sample_rate: 16000.0, ..of(BandType::Bandpass) };
    check("bandpass_30", &[300.0, 3400.0], &speech);
    check("bandpass_31_three", &[0.2, 0.4, 0.7], &of(BandType::Bandpass));
    check("bandstop_31", &[0.2, 0.4], &of(BandType::Bandstop));
    check("bandstop_30_three", &[0.2, 0.4, 0.7], &of(BandType::Bandstop));
}

proptest! {
    #[test]
    fn low_passes_are_symmetric_and_pass_a_constant(n in 1_usize..200, cutoff in 0.01..0.99_f64) {
        let h = firwin::<f64>(n, &[cutoff], &FirwinOptions::default()).unwrap();
        prop_assert!((h.sum() - 1.0).abs() < 1e-12);
        let reversed = h.slice(ndarray::s![..;-1]).to_owned();
        assert_close!(reversed, h, 0.0, 1e-15);
    }
}

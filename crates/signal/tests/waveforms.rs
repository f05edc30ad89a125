//! Waveforms against SciPy 1.17.1.

use ndarray::Array1;
use num_complex::Complex;
use onkai_signal::{
    ChirpOptions, GaussPulseOptions, MaxLenSeqOptions, chirp, chirp_complex, gausspulse,
    gausspulse_cutoff, max_len_seq, sawtooth, sawtooth_modulated, square, square_modulated,
    sweep_poly,
};
use onkai_testing::{Golden, assert_close, noise};

/// f64 against SciPy: phases of up to a few hundred radians.
const F64: f64 = 1e-11;
/// f32 against f64, at times that are rounded.
const F32: f64 = 1e-4;

fn golden() -> Golden {
    Golden::open(env!("CARGO_MANIFEST_DIR"), "peaks")
}

fn times() -> Array1<f64> {
    Array1::linspace(-1.0, 12.0, 157)
}

#[test]
fn chirps_are_scipys() {
    let golden = golden();
    let t = times();
    for name in ["linear", "quadratic", "logarithmic", "hyperbolic"] {
        let method = name.parse().unwrap();
        let plain = ChirpOptions { method, ..Default::default() };
        let up = ChirpOptions { phase_deg: 30.0, ..plain };
        let y = chirp(&t, 0.7, 10.0, 3.1, &up).unwrap();
        let expected: Array1<f64> = golden.array1(&format!("chirp_{name}"));
        assert_close!(y, expected, 0.0, F64, "{name}");
        let y = chirp(&t.mapv(|v| v as f32), 0.7, 10.0, 3.1, &up).unwrap();
        assert_close!(y.mapv(f64::from), expected, 0.0, F32, "{name}, f32");
        let down = ChirpOptions { vertex_zero: false, ..plain };
        let y = chirp(&t, 3.1, 10.0, 0.7, &down).unwrap();
        assert_close!(y, golden.array1::<f64>(&format!("chirp_{name}_down")), 0.0, F64, "{name}");
        let y = chirp(&t, 1.5, 10.0, 1.5, &plain).unwrap();
        assert_close!(y, golden.array1::<f64>(&format!("chirp_{name}_equal")), 0.0, F64, "{name}");
        let z = chirp_complex(&t, 0.7, 10.0, 3.1, &plain).unwrap();
        let expected: Array1<Complex<f64>> = golden.array1(&format!("chirp_{name}_complex"));
        assert_close!(z, expected, 0.0, F64, "{name}");
    }
    let y = sweep_poly(&t, &[0.025, -0.36, 1.25, 2.0], 45.0).unwrap();
    assert_close!(y, golden.array1::<f64>("sweep_poly"), 0.0, 1e-10);
}

#[test]
fn periodic_waves_are_scipys() {
    let golden = golden();
    let t = times() * 3.0;
    for part in ["0.0", "0.3", "1.0"] {
        let value: f64 = part.parse().unwrap();
        let y = square(&t, value).unwrap();
        assert_close!(y, golden.array1::<f64>(&format!("square_{part}")), 0.0, 0.0, "{part}");
        let y = sawtooth(&t, value).unwrap();
        assert_close!(y, golden.array1::<f64>(&format!("sawtooth_{part}")), 0.0, F64, "{part}");
    }
    let parts = (noise(157, 3) + 1.0) / 2.0;
    let y = square_modulated(&t, &parts).unwrap();
    assert_close!(y, golden.array1::<f64>("square_parts"), 0.0, 0.0);
    let y = sawtooth_modulated(&t, &parts).unwrap();
    assert_close!(y, golden.array1::<f64>("sawtooth_parts"), F64, F64);
}

#[test]
fn pulses_are_scipys() {
    let golden = golden();
    let other =
        GaussPulseOptions { center_frequency_hz: 440.0, bandwidth: 0.2, bandwidth_level_db: -3.0 };
    for (name, options) in [("plain", GaussPulseOptions::default()), ("other", other)] {
        let pulse = gausspulse(&(times() / 1000.0), &options).unwrap();
        for (part, values) in [
            ("in_phase", pulse.in_phase),
            ("quadrature", pulse.quadrature),
            ("envelope", pulse.envelope),
        ] {
            let expected: Array1<f64> = golden.array1(&format!("gausspulse_{name}_{part}"));
            assert_close!(values, expected, F64, F64, "{name} {part}");
        }
        let expected: f64 = golden.scalar(&format!("gausspulse_{name}_cutoff"));
        let cutoff = gausspulse_cutoff(-40.0, &options).unwrap();
        assert!((cutoff - expected).abs() <= F64 * expected, "{name}");
    }
}

#[test]
fn maximum_length_sequences_are_scipys() {
    let golden = golden();
    for n_bits in [2, 5, 8] {
        let expected: Array1<u8> = golden.array1(&format!("mls_{n_bits}"));
        assert_eq!(max_len_seq(n_bits, &MaxLenSeqOptions::default()).unwrap().sequence, expected);
    }
    let options = MaxLenSeqOptions {
        state: Some(vec![false, true, false, false, true, true]),
        length: Some(100),
        taps: Some(vec![5, 2, 2]),
    };
    let own = max_len_seq(6, &options).unwrap();
    assert_eq!(own.sequence, golden.array1::<u8>("mls_own"));
    let state: Array1<u8> = own.state.iter().map(|&bit| u8::from(bit)).collect();
    assert_eq!(state, golden.array1::<u8>("mls_own_state"));
}

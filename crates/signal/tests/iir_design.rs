//! Recursive designs against SciPy 1.17.1, by zeros and poles and by their response.

use ndarray::Array1;
use num_complex::Complex;
use onkai_signal::{
    Band, BesselNorm, Domain, FreqsPoints, FreqzOptions, FreqzPoints, IirKind, Pairing, bessel,
    butter, cheby1, cheby2, ellip, freqs_zpk, freqz_sos, freqz_zpk, iirfilter,
};
use onkai_testing::{Golden, assert_close};
use proptest::prelude::*;

use crate::roots::assert_zpk;

/// f64 against SciPy; poles of narrow bands lie close to the circle, and bilinear transforms of
/// them cost a few digits.
const F64: f64 = 1e-10;

const RATE: f64 = 8000.0;
/// Frequencies in `xtask/golden/signal_iir.py`.
const FREQUENCIES: [f64; 7] = [10.0, 299.0, 300.0, 550.0, 900.0, 1100.0, 3000.0];

fn kinds() -> [(&'static str, IirKind); 6] {
    [
        ("butter", IirKind::Butterworth),
        ("cheby1", IirKind::Chebyshev1 { ripple_db: 1.0 }),
        ("cheby2", IirKind::Chebyshev2 { attenuation_db: 50.0 }),
        ("ellip", IirKind::Elliptic { ripple_db: 1.0, attenuation_db: 50.0 }),
        ("bessel_phase", IirKind::Bessel { norm: BesselNorm::Phase }),
        ("bessel_mag", IirKind::Bessel { norm: BesselNorm::Magnitude }),
    ]
}

const BANDS: [(&str, Band); 4] = [
    ("low", Band::LowPass(900.0)),
    ("high", Band::HighPass(900.0)),
    ("pass", Band::BandPass(300.0, 1100.0)),
    ("stop", Band::BandStop(300.0, 1100.0)),
];

fn options() -> FreqzOptions {
    let points = FreqzPoints::At(FREQUENCIES.to_vec());
    FreqzOptions { points, sample_rate: RATE, ..Default::default() }
}

#[test]
fn digital_filters_are_scipys() {
    let golden = Golden::open(env!("CARGO_MANIFEST_DIR"), "iir_design");
    for (kind_name, kind) in kinds() {
        for (band_name, band) in BANDS {
            for order in [1, 2, 5, 12] {
                let key = format!("{kind_name}_{band_name}_{order}");
                let zpk = iirfilter(order, kind, band, RATE).expect(&key);
                // High band orders have zeros and poles many at one place, known to fewer digits.
                assert_zpk(&zpk, &golden, &key, F64);
                assert!(zpk.is_stable(), "{key}");
                let expected: Array1<Complex<f64>> = golden.array1(&format!("{key}_h"));
                let h = freqz_zpk(&zpk, &options()).unwrap().h;
                assert_close!(h, expected, 1e-8, 1e-10, "{key}");
                for pairing in [Pairing::Nearest, Pairing::KeepOdd] {
                    let sos = zpk.to_sos_paired(pairing).expect(&key);
                    let h = freqz_sos(&sos, &options()).unwrap().h;
                    assert_close!(h, expected, 1e-8, 1e-9, "{key}, sections");
                }
                if [2, 5].contains(&order) {
                    let ba = zpk.to_ba().expect(&key);
                    let size = |v: &Array1<f64>| v.fold(0.0, |m: f64, v| m.max(v.abs()));
                    let b: Array1<f64> = golden.array1(&format!("{key}_b"));
                    let a: Array1<f64> = golden.array1(&format!("{key}_a"));
                    assert_close!(ba.b, b, 0.0, F64 * size(&b), "{key}");
                    assert_close!(ba.a, a, 0.0, F64 * size(&a), "{key}");
                }
            }
        }
    }
}

#[test]
fn analog_filters_are_scipys() {
    let golden = Golden::open(env!("CARGO_MANIFEST_DIR"), "iir_design");
    for (kind_name, kind) in kinds() {
        for (band_name, band) in BANDS {
            for order in [2, 5] {
                let key = format!("{kind_name}_{band_name}_{order}_analog");
                let zpk = iirfilter(order, kind, band, Domain::Analog).expect(&key);
                assert_zpk(&zpk, &golden, &key, F64);
                assert_eq!(zpk.to_analog_sos().expect(&key).nrows(), zpk.p.len().div_ceil(2));
            }
        }
    }
}

#[test]
fn the_named_functions_are_the_general_one() {
    let band = Band::BandPass(300.0, 1100.0);
    let of = |kind| iirfilter(3, kind, band, RATE).unwrap();
    let [(_, one), (_, two), (_, three), (_, four), (_, five), _] = kinds();
    assert_eq!(butter(3, band, RATE).unwrap(), of(one));
    assert_eq!(cheby1(3, 1.0, band, RATE).unwrap(), of(two));
    assert_eq!(cheby2(3, 50.0, band, RATE).unwrap(), of(three));
    assert_eq!(ellip(3, 1.0, 50.0, band, RATE).unwrap(), of(four));
    assert_eq!(bessel(3, BesselNorm::Phase, band, RATE).unwrap(), of(five));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn edges_have_the_level_that_is_said(order in 1_usize..15, low in 0.02..0.4_f64, width in 0.1..0.5_f64) {
        let high = low + width;
        let points = FreqzPoints::At(vec![low, high]);
        let options = FreqzOptions { points, sample_rate: 2.0, ..Default::default() };
        for (zpk, level_db) in [
            (butter(order, Band::BandPass(low, high), 2.0), 10.0 * 2.0_f64.log10()),
            (cheby1(order, 1.5, Band::BandStop(low, high), 2.0), 1.5),
            (cheby2(order, 30.0, Band::BandPass(low, high), 2.0), 30.0),
            (ellip(order, 0.25, 30.0, Band::BandStop(low, high), 2.0), 0.25),
        ] {
            let zpk = zpk.unwrap();
            prop_assert!(zpk.is_stable());
            for h in freqz_sos(&zpk.to_sos().unwrap(), &options).unwrap().h {
                let level = -20.0 * h.norm().log10();
                prop_assert!((level - level_db).abs() < 1e-6, "{level} for {level_db}");
            }
        }
    }

    #[test]
    fn analog_edges_have_it_too(order in 1_usize..12, edge in 0.01..100.0_f64) {
        let points = FreqsPoints::At(vec![edge]);
        let zpk = bessel(order, BesselNorm::Magnitude, Band::HighPass(edge), Domain::Analog);
        let h = freqs_zpk(&zpk.unwrap(), &points).unwrap().h[0].norm();
        prop_assert!((h - 0.5_f64.sqrt()).abs() < 1e-10);
    }
}

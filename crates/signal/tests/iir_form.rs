//! Forms of recursive filters, their transforms, and resonators against SciPy 1.17.1.

use ndarray::{Array1, Array2, array};
use num_complex::Complex;
use onkai_signal::{
    Ba, Comb, CombOptions, Pairing, Zpk, gammatone_iir, iircomb, iirnotch, iirpeak,
};
use onkai_testing::{Golden, assert_close};
use proptest::prelude::*;

use crate::roots::{assert_same_roots, assert_zpk};

/// f64 against SciPy.
const F64: f64 = 1e-12;
/// Roots found of polynomials.
const ROOTS: f64 = 1e-10;

fn golden() -> Golden {
    Golden::open(env!("CARGO_MANIFEST_DIR"), "iir_form")
}

fn pair(re: f64, im: f64) -> [Complex<f64>; 2] {
    [Complex::new(re, im), Complex::new(re, -im)]
}

fn real(re: f64) -> Vec<Complex<f64>> {
    vec![Complex::new(re, 0.0)]
}

/// The filters in `xtask/golden/signal_iir.py`.
fn forms() -> Vec<(&'static str, Zpk)> {
    let of = |z: &[Vec<Complex<f64>>], p: &[Vec<Complex<f64>>], k: f64| Zpk {
        z: z.concat().into(),
        p: p.concat().into(),
        k,
    };
    let both = |re: f64, im: f64| pair(re, im).to_vec();
    vec![
        (
            "even",
            of(
                &[real(-1.0), real(-0.9), both(0.5, 0.5)],
                &[both(0.6, 0.3), real(0.2), real(-0.7)],
                2.0,
            ),
        ),
        ("odd", of(&[real(-1.0), real(0.3), real(-0.45)], &[both(0.5, 0.6), real(0.25)], 0.5)),
        ("few_zeros", of(&[real(-0.8)], &[both(0.5, 0.6), real(0.25), both(0.1, 0.9)], 3.0)),
        ("many_zeros", of(&[real(-0.8), both(0.1, 0.2), real(0.7)], &[real(0.25)], 1.5)),
        ("one", of(&[], &[real(0.9)], -1.0)),
        (
            "real",
            of(
                &[real(1.0), real(-1.0), real(0.4), real(0.1)],
                &[real(0.95), real(-0.85), real(0.6), real(0.3)],
                1.0,
            ),
        ),
    ]
}

#[test]
fn sections_are_scipys() {
    let golden = golden();
    for (name, zpk) in forms() {
        for (key, pairing) in [
            ("nearest", Pairing::Nearest),
            ("keep_odd", Pairing::KeepOdd),
            ("minimal", Pairing::Minimal),
        ] {
            if pairing == Pairing::Minimal && zpk.p.len() < zpk.z.len() {
                continue;
            }
            let mut expected: Array2<f64> = golden.array2(&format!("{name}_{key}"));
            // SciPy's sections of first order that no filter takes: both halves begin one later.
            for mut row in expected.rows_mut().into_iter().filter(|row| row[3] == 0.0) {
                assert_eq!(pairing, Pairing::Minimal);
                let shifted = array![row[1], row[2], 0.0, row[4], row[5], 0.0];
                row.assign(&shifted);
            }
            let sos = zpk.to_sos_paired(pairing).unwrap();
            assert_close!(sos, expected, F64, F64, "{name}, {key}");
        }
        if zpk.z.len() <= zpk.p.len() {
            let expected: Array2<f64> = golden.array2(&format!("{name}_analog"));
            assert_close!(zpk.to_analog_sos().unwrap(), expected, F64, F64, "{name}, analog");
        }
    }
}

#[test]
fn coefficients_and_roots_are_scipys() {
    let golden = golden();
    for (name, zpk) in forms() {
        let ba = zpk.to_ba().unwrap();
        assert_close!(ba.b, golden.array1::<f64>(&format!("{name}_b")), F64, F64, "{name}");
        assert_close!(ba.a, golden.array1::<f64>(&format!("{name}_a")), F64, F64, "{name}");
        assert_zpk(&ba.to_zpk().unwrap(), &golden, &format!("{name}_tf2zpk"), ROOTS);
        let sos: Array2<f64> = golden.array2(&format!("{name}_nearest"));
        assert_zpk(&Zpk::from_sos(&sos).unwrap(), &golden, &format!("{name}_sos2zpk"), ROOTS);
        let ba = Ba::from_sos(&sos).unwrap();
        let (b, a) = (format!("{name}_sos2tf_b"), format!("{name}_sos2tf_a"));
        assert_close!(ba.b, golden.array1::<f64>(&b), F64, F64, "{name}");
        assert_close!(ba.a, golden.array1::<f64>(&a), F64, F64, "{name}");
    }
}

#[test]
fn transforms_are_scipys() {
    let golden = golden();
    for (name, zpk) in forms() {
        if zpk.p.len() < zpk.z.len() {
            assert!(zpk.lp2lp(3.0).is_err());
            continue;
        }
        assert_zpk(&zpk.lp2lp(3.0).unwrap(), &golden, &format!("{name}_lp2lp"), F64);
        assert_zpk(&zpk.lp2hp(3.0).unwrap(), &golden, &format!("{name}_lp2hp"), F64);
        assert_zpk(&zpk.lp2bp(3.0, 0.7).unwrap(), &golden, &format!("{name}_lp2bp"), F64);
        assert_zpk(&zpk.lp2bs(3.0, 0.7).unwrap(), &golden, &format!("{name}_lp2bs"), F64);
        assert_zpk(&zpk.bilinear(5.0).unwrap(), &golden, &format!("{name}_bilinear"), F64);
    }
}

#[test]
fn resonators_are_scipys() {
    let golden = golden();
    let check = |key: &str, ba: Ba| {
        let (b, a): (Array1<f64>, Array1<f64>) =
            (golden.array1(&format!("{key}_b")), golden.array1(&format!("{key}_a")));
        assert_close!(ba.b, b, F64, 0.0, "{key}");
        assert_close!(ba.a, a, F64, 0.0, "{key}");
    };
    check("notch", iirnotch(60.0, 30.0, 1000.0).unwrap());
    check("peak", iirpeak(300.0, 5.0, 1000.0).unwrap());
    let comb = |kind, pass_zero| CombOptions { kind, pass_zero, sample_rate: 200.0 };
    check("comb_notch", iircomb(20.0, 30.0, &comb(Comb::Notch, false)).unwrap());
    check("comb_notch_zero", iircomb(20.0, 3.0, &comb(Comb::Notch, true)).unwrap());
    check("comb_peak", iircomb(25.0, 10.0, &comb(Comb::Peak, false)).unwrap());
    check("comb_peak_zero", iircomb(25.0, 10.0, &comb(Comb::Peak, true)).unwrap());
    for (key, found) in [
        ("gammatone", gammatone_iir(440.0, 16000.0).unwrap()),
        ("gammatone_low", gammatone_iir(100.0, 44100.0).unwrap()),
    ] {
        // SciPy's gain is a quotient whose denominator nearly cancels, raised to the fourth power.
        let b: Array1<f64> = golden.array1(&format!("{key}_b"));
        assert_close!(found.b, b, 1e-7, 0.0, "{key}");
        assert_close!(found.a, golden.array1::<f64>(&format!("{key}_a")), F64, 0.0, "{key}");
    }
}

#[test]
fn a_section_of_zeros_has_no_gain() {
    let zpk = Zpk::from_sos(&array![[0.0, 0.0, 0.0, 1.0, 0.5, 0.0]]).unwrap();
    assert_eq!((zpk.k, zpk.z.len(), zpk.p.len()), (0.0, 0, 2));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn sections_keep_all_roots(
        pairs in prop::collection::vec((-0.9..0.9_f64, 0.05..0.9_f64), 1..8), extra in 0_usize..2,
    ) {
        let mut p: Vec<_> = pairs.iter().flat_map(|&(re, im)| pair(re, im)).collect();
        let mut z: Vec<_> = pairs.iter().flat_map(|&(re, im)| pair(im - 0.5, re.abs() + 0.01)).collect();
        if extra == 1 {
            p.push(Complex::new(0.3, 0.0));
            z.push(Complex::new(-0.95, 0.0));
        }
        let zpk = Zpk { z: z.into(), p: p.into(), k: 2.0 };
        for pairing in [Pairing::KeepOdd, Pairing::Minimal] {
            let sos = zpk.to_sos_paired(pairing).unwrap();
            let mut back = Zpk::from_sos(&sos).unwrap();
            // What a section of first order lacks stands at the origin.
            back.z = back.z.iter().copied().filter(|z| z.norm() != 0.0).collect();
            back.p = back.p.iter().copied().filter(|p| p.norm() != 0.0).collect();
            assert_same_roots(&back.p, &zpk.p, 1e-9, "poles");
            if pairing == Pairing::KeepOdd {
                assert_same_roots(&back.z, &zpk.z, 1e-9, "zeros");
                prop_assert!((back.k - 2.0).abs() < 1e-12);
            }
        }
    }
}

//! Filtering by sections against SciPy 1.17.1, and whatever the blocks.

use ndarray::{Array1, Array2, Array3, Array4, ArrayD, Axis, s};
use num_complex::Complex;
use onkai_signal::{
    Ba, Extension, ExtensionKind, SosFilter, lfilter, sosfilt, sosfilt_with_state, sosfilt_zi,
    sosfiltfilt,
};
use onkai_testing::{Golden, assert_close, noise};
use proptest::prelude::*;

/// f64 against SciPy, relative to values of about 1.
const F64: f64 = 1e-12;
/// f32 against f64.
const F32: f64 = 5e-5;

const NAMES: [&str; 5] = ["one", "first_order", "butter_5", "ellip_12", "cheby2_8"];

fn golden() -> Golden {
    Golden::open(env!("CARGO_MANIFEST_DIR"), "sosfilt")
}

fn sections(name: &str) -> Array2<f64> {
    golden().array2(&format!("{name}_sos"))
}

fn complex(n: usize) -> Array1<Complex<f64>> {
    let (re, im) = (noise(n, 9), noise(n, 10));
    Array1::from_shape_fn(n, |i| Complex::new(re[i], im[i]))
}

#[test]
fn signals_and_states_are_scipys() {
    let golden = golden();
    for name in NAMES {
        let sos = sections(name);
        let rest: Array1<f64> = golden.array1(&format!("{name}_rest"));
        let x = noise(203, 7);
        assert_close!(sosfilt(&sos, &x, Axis(0)).unwrap(), rest, F64, F64, "{name}");
        let narrow = sosfilt(&sos.mapv(|c| c as f32), &x.mapv(|x| x as f32), Axis(0)).unwrap();
        assert_close!(narrow.mapv(f64::from), rest, 0.0, F32, "{name}, f32");
        let zi = noise(2 * sos.nrows(), 8).into_shape_with_order((sos.nrows(), 2)).unwrap();
        let done = sosfilt_with_state(&sos, &noise(50, 7), Axis(0), &zi).unwrap();
        assert_close!(done.y, golden.array1::<f64>(&format!("{name}_y")), F64, F64, "{name}");
        assert_close!(done.zf, golden.array2::<f64>(&format!("{name}_zf")), F64, F64, "{name}");
        let y = sosfilt(&sos, &complex(60), Axis(0)).unwrap();
        let expected: Array1<Complex<f64>> = golden.array1(&format!("{name}_complex"));
        assert_close!(y, expected, F64, F64, "{name}, complex");
        let steady: Array2<f64> = golden.array2(&format!("{name}_zi"));
        assert_close!(sosfilt_zi(&sos).unwrap(), steady, 1e-10, F64, "{name}, steady state");
    }
}

#[test]
fn every_axis_is_scipys() {
    let golden = golden();
    let x = Array3::from_shape_vec((4, 5, 6), noise(120, 11).to_vec()).unwrap();
    for name in ["one", "butter_5"] {
        let sos = sections(name);
        for axis in 0..3 {
            let mut shape = [sos.nrows(), 4, 5, 6];
            shape[axis + 1] = 2;
            let zi = noise(shape.iter().product(), 12).to_vec();
            let zi = Array4::from_shape_vec(shape, zi).unwrap();
            let done = sosfilt_with_state(&sos, &x, Axis(axis), &zi).unwrap();
            let y: ArrayD<f64> = golden.array(&format!("{name}_axis_{axis}"));
            let zf: ArrayD<f64> = golden.array(&format!("{name}_axis_{axis}_zf"));
            assert_close!(done.y.into_dyn(), y, F64, F64, "{name}, axis {axis}");
            assert_close!(done.zf.into_dyn(), zf, F64, F64, "{name}, axis {axis}");
        }
    }
}

#[test]
fn filtering_to_and_fro_is_scipys() {
    let golden = golden();
    for name in NAMES {
        let sos = sections(name);
        for kind in ["odd", "even", "constant", "none"] {
            let extension = Extension { kind: kind.parse().unwrap(), len: None };
            let y = sosfiltfilt(&sos, &noise(120, 13), Axis(0), &extension).unwrap();
            let expected: Array1<f64> = golden.array1(&format!("{name}_filtfilt_{kind}"));
            assert_close!(y, expected, 1e-10, 1e-10, "{name}, {kind}");
        }
        let extension = |len| Extension { kind: ExtensionKind::Odd, len: Some(len) };
        let y = sosfiltfilt(&sos, &noise(60, 13), Axis(0), &extension(7)).unwrap();
        let expected: Array1<f64> = golden.array1(&format!("{name}_filtfilt_padlen"));
        assert_close!(y, expected, 1e-10, 1e-10, "{name}");
        let y = sosfiltfilt(&sos, &complex(60), Axis(0), &extension(20)).unwrap();
        let expected: Array1<Complex<f64>> = golden.array1(&format!("{name}_filtfilt_complex"));
        assert_close!(y, expected, 1e-10, 1e-10, "{name}, complex");
    }
    let x = Array3::from_shape_vec((4, 15, 6), noise(360, 11).to_vec()).unwrap();
    let y = sosfiltfilt(&sections("one"), &x, Axis(1), &Extension::default()).unwrap();
    let expected: ArrayD<f64> = golden.array("one_filtfilt_axis_1");
    assert_close!(y.into_dyn(), expected, 1e-10, 1e-10);
}

#[test]
fn nan_stays_in_a_recursive_filter() {
    let mut x = noise(20, 1);
    x[4] = f64::NAN;
    let y = sosfilt(&sections("one"), &x, Axis(0)).unwrap();
    assert!(y.iter().enumerate().all(|(i, v)| v.is_nan() == (4 <= i)));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn blocks_make_no_difference(
        filter in 0_usize..5, n in 0_usize..3000, cuts in prop::collection::vec(0_usize..3000, 0..6),
    ) {
        let sos = sections(NAMES[filter]);
        let x = noise(n, 7);
        let whole = sosfilt(&sos, &x, Axis(0)).unwrap();
        let mut cuts: Vec<usize> = cuts.into_iter().map(|c| c.min(n)).chain([0, n]).collect();
        cuts.sort_unstable();
        let mut streaming = SosFilter::<f64>::new(&sos).unwrap();
        for ends in cuts.windows(2) {
            let block = s![ends[0]..ends[1]];
            let mut out = Array1::zeros(ends[1] - ends[0]);
            streaming.run_into(&x.slice(block), &mut out).unwrap();
            prop_assert_eq!(&out, &whole.slice(block), "{} at {:?}", filter, ends);
        }
    }

    #[test]
    fn sections_filter_as_their_product(filter in 0_usize..3, seed in 0_u32..1000) {
        let sos = sections(NAMES[filter]);
        let ba = Ba::from_sos(&sos).unwrap();
        let x = noise(200, seed);
        let expected = lfilter(&ba.b, &ba.a, &x, Axis(0)).unwrap();
        assert_close!(sosfilt(&sos, &x, Axis(0)).unwrap(), expected, 0.0, 1e-10);
    }
}

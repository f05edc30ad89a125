//! Slepian's windows against SciPy 1.17.1.

use ndarray::{Array1, Array2};
use onkai_signal::{DpssNorm, DpssOptions, Window, dpss};
use onkai_testing::{Golden, assert_close};
use proptest::prelude::*;

/// f64 against SciPy: windows and ratios are about 1 or less.
const F64: f64 = 1e-11;
/// Half a unit in the last place of 1 in f32, and a little.
const F32: f64 = 6.1e-8;

fn golden() -> Golden {
    Golden::open(env!("CARGO_MANIFEST_DIR"), "dpss")
}

#[test]
fn windows_and_ratios_are_scipys() {
    let golden = golden();
    let norms = [
        ("2", DpssNorm::Energy),
        ("approximate", DpssNorm::Approximate),
        ("subsample", DpssNorm::Subsample),
    ];
    for (n, nw, n_windows) in [(2, 0.5, 1), (33, 3.0, 5), (64, 4.0, 7), (128, 2.5, 3), (9, 4.0, 9)]
    {
        for (name, norm) in norms {
            for (form, periodic) in [("sym", false), ("per", true)] {
                let key = format!("{n}_{name}_{form}");
                let options = DpssOptions { n_windows, periodic, norm };
                let found = dpss::<f64>(n, nw, &options).unwrap();
                let windows: Array2<f64> = golden.array2(&key);
                let ratios: Array1<f64> = golden.array1(&format!("{key}_ratios"));
                assert_close!(found.windows, windows, 0.0, F64, "{key}");
                assert_close!(found.ratios, ratios, 0.0, F64, "{key}");
                let narrow = dpss::<f32>(n, nw, &options).unwrap();
                assert_close!(narrow.windows.mapv(f64::from), windows, F32, F64, "{key}, f32");
            }
        }
    }
}

#[test]
fn the_window_is_scipys() {
    let window = Window::Dpss { nw: 0.75 };
    for n in [2, 17, 64] {
        let sym: Array1<f64> = golden().array1(&format!("window_sym_{n}"));
        let per: Array1<f64> = golden().array1(&format!("window_per_{n}"));
        assert_close!(window.symmetric::<f64>(n).unwrap(), sym, 0.0, F64, "n = {n}");
        assert_close!(window.periodic::<f64>(n).unwrap(), per, 0.0, F64, "n = {n}");
    }
    assert_eq!(window.symmetric::<f64>(1).unwrap(), Array1::ones(1));
    assert!(Window::Dpss { nw: 4.0 }.symmetric::<f64>(8).is_err());
    assert!(Window::Dpss { nw: f64::NAN }.periodic::<f64>(1).is_err());
    assert!("dpss".parse::<Window>().is_err());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn sequences_are_orthonormal_and_ordered(n in 4_usize..90, part in 0.05..0.9_f64) {
        let n_windows = n.min(6);
        let options = DpssOptions { n_windows, ..Default::default() };
        let found = dpss::<f64>(n, part * n as f64 / 2.0, &options).unwrap();
        let gram = found.windows.dot(&found.windows.t());
        assert_close!(gram, Array2::eye(n_windows), 0.0, 1e-12);
        for pair in found.ratios.to_vec().windows(2) {
            prop_assert!(pair[1] <= pair[0] + 1e-12);
        }
    }
}

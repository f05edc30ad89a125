//! Against SciPy 1.17.1: minimizers of one variable, and how often they ask.

use onkai_optimize::{
    BoundedOptions, BracketOptions, BrentOptions, GoldenOptions, MinimizeScalarOptions,
    ScalarMethod, ScalarMinimum, ScalarStart, bracket, minimize_scalar,
};
use onkai_testing::Golden;

type Function = fn(f64) -> f64;

/// The functions, as in `xtask/golden/optimize_scalar.py`.
const FUNCTIONS: [(&str, Function); 6] = [
    ("quartic", |x| (x - 2.0) * x * (x + 2.0) * (x + 2.0)),
    ("wave", |x| x * x + 10.0 * x.sin()),
    ("kink", |x| (x - 0.7).abs() + 0.1 * x * x),
    ("flat", |x| (x - 1.5) * (x - 1.5) * (x - 1.5) * (x - 1.5)),
    ("exponential", |x| x.exp() - 5.0 * x),
    ("far", |x| (x - 1234.5) * (x - 1234.5) + 3.0),
];

fn golden() -> Golden {
    Golden::open(env!("CARGO_MANIFEST_DIR"), "scalar")
}

/// The same point, up to what the tolerance and rounding leave open, after about as many evaluations.
fn assert_same(key: &str, found: &ScalarMinimum, tolerance: f64) {
    let row = golden().array1::<f64>(key);
    let (x, fun, nfev) = (row[0], row[1], row[2]);
    assert!((found.x - x).abs() <= tolerance * x.abs().max(1.0), "{key}: {found:?}, SciPy {row}");
    assert!(found.fun <= fun + 1e-12 * fun.abs().max(1.0), "{key}: {found:?}, SciPy {row}");
    assert!(found.nfev as f64 <= 1.2 * nfev, "{key}: {found:?}, SciPy {row}");
    assert_eq!(found.success(), row[3] == 1.0, "{key}: {found:?}");
}

#[test]
fn brent_and_golden_from_all_starts() {
    let starts = [("default", ScalarStart::default()), ("pair", ScalarStart::Pair(-1.0, 0.25))];
    for (name, function) in FUNCTIONS {
        for (start, bracket) in starts {
            for method in ["brent", "golden"] {
                let options = MinimizeScalarOptions {
                    method: Some(method.parse().unwrap()),
                    bracket,
                    ..Default::default()
                };
                let found = minimize_scalar(function, &options).unwrap();
                let flat = if name == "flat" { 1e-3 } else { 1e-7 };
                assert_same(&format!("{name}.{method}.{start}"), &found, flat);
            }
        }
    }
}

#[test]
fn options_off_their_defaults() {
    for (name, function) in FUNCTIONS {
        let with = |method, bounds| {
            let options =
                MinimizeScalarOptions { method: Some(method), bounds, ..Default::default() };
            minimize_scalar(function, &options).unwrap()
        };
        let coarse = BrentOptions { xtol: 1e-3, maxiter: 50 };
        assert_same(
            &format!("{name}.brent.coarse"),
            &with(ScalarMethod::Brent(coarse), None),
            3e-2,
        );
        let coarse = GoldenOptions { xtol: 1e-3, maxiter: 40 };
        assert_same(
            &format!("{name}.golden.coarse"),
            &with(ScalarMethod::Golden(coarse), None),
            3e-2,
        );
        for (label, bounds) in [("narrow", (0.0, 3.0)), ("wide", (-20.0, 30.0))] {
            let method = ScalarMethod::Bounded(BoundedOptions::default());
            let found = with(method, Some(bounds));
            assert_same(&format!("{name}.bounded.{label}"), &found, 3e-3);
        }
        let few = BoundedOptions { xatol: 1e-9, maxiter: 9 };
        let found = with(ScalarMethod::Bounded(few), Some((-1.0, 4.0)));
        assert_same(&format!("{name}.bounded.few"), &found, 1e-6);
    }
}

#[test]
fn brackets_are_scipys() {
    for (name, function) in FUNCTIONS {
        for (label, first) in [("default", (0.0, 1.0)), ("pair", (-1.0, 0.25))] {
            let found = bracket(function, first, &BracketOptions::default()).unwrap();
            let row = golden().array1::<f64>(&format!("{name}.bracket.{label}"));
            let ours = [found.a, found.b, found.c, found.fa, found.fb, found.fc];
            for (ours, theirs) in ours.iter().zip(&row) {
                assert!((ours - theirs).abs() <= 1e-12 * theirs.abs().max(1.0), "{name} {label}");
            }
            assert_eq!(found.nfev as f64, row[6]);
            assert!(found.found);
        }
    }
}

//! Roots of one and several variables against SciPy 1.17.1.

use ndarray::{Array1, ArrayRef1, array};
use onkai_optimize::{
    RootMethod, RootOptions, RootScalarMethod, RootScalarOptions, ScalarRoot, root, root_scalar,
};
use onkai_testing::{Golden, assert_close};
use proptest::prelude::*;

use crate::systems::SYSTEMS;

/// A step more or less of a method that converges this fast is within rounding.
const CALLS: f64 = 1.2;

fn golden() -> Golden {
    Golden::open(env!("CARGO_MANIFEST_DIR"), "roots")
}

type Function = fn(f64) -> f64;

/// A function, two derivatives and a bracket of its root.
const SCALAR: [(Function, Function, Function, (f64, f64)); 6] = [
    (|x| x.powi(3) - 2.0 * x - 5.0, |x| 3.0 * x * x - 2.0, |x| 6.0 * x, (2.0, 3.0)),
    (|x| x.cos() - x, |x| -x.sin() - 1.0, |x| -x.cos(), (0.0, 1.5)),
    (|x| x.exp() - 10.0, f64::exp, f64::exp, (-1.0, 4.0)),
    (|x| x.powi(9), |x| 9.0 * x.powi(8), |x| 72.0 * x.powi(7), (-1.0, 1.7)),
    (
        |x| (x - 0.3).atan(),
        |x| 1.0 / (1.0 + (x - 0.3).powi(2)),
        |x| -2.0 * (x - 0.3) / (1.0 + (x - 0.3).powi(2)).powi(2),
        (-3.0, 7.0),
    ),
    (
        |x| (x - 1.0) * (1.0 + (x - 1.0).powi(2)),
        |x| 1.0 + 3.0 * (x - 1.0).powi(2),
        |x: f64| 6.0 * (x - 1.0),
        (-2.0, 3.5),
    ),
];

fn run(method: &str, case: usize, options: &RootScalarOptions) -> ScalarRoot {
    let (f, d, e, bracket) = SCALAR[case];
    let x0 = bracket.1;
    let method = match method {
        "bisect" => RootScalarMethod::Bisect(bracket),
        "brentq" => RootScalarMethod::Brentq(bracket),
        "brenth" => RootScalarMethod::Brenth(bracket),
        "ridder" => RootScalarMethod::Ridder(bracket),
        "toms748" => RootScalarMethod::Toms748 { bracket, k: 1 },
        "newton" => RootScalarMethod::Newton { x0, derivative: Box::new(d) },
        "secant" => RootScalarMethod::Secant { x0, x1: None },
        _ => {
            let (derivative, second_derivative) = (Box::new(d), Box::new(e));
            RootScalarMethod::Halley { x0, derivative, second_derivative }
        }
    };
    root_scalar(f, method, options).unwrap()
}

#[test]
fn scalar_roots_and_counts_are_scipys() {
    let golden = golden();
    let rough =
        RootScalarOptions { xtol: Some(1e-5), rtol: Some(1e-6), ..RootScalarOptions::default() };
    for (n, options) in [(0, RootScalarOptions::default()), (2, rough)] {
        for method in
            ["bisect", "brentq", "brenth", "ridder", "toms748", "newton", "halley", "secant"]
        {
            let table = golden.array2::<f64>(&format!("scalar_{method}_{n}_"));
            for (case, row) in table.rows().into_iter().enumerate() {
                let found = run(method, case, &options);
                let what = format!("{method} {n} case {case}: {found:?} {row}");
                assert_eq!(found.converged(), row[3] == 1.0, "{what}");
                // A root of order nine is flat: rounding decides where it ends.
                let slack = if case == 3 { 0.02 } else { 2e-9 };
                if found.converged() {
                    assert!((found.root - row[0]).abs() < slack, "{what}");
                }
                if case != 3 {
                    assert!((found.n_iter as f64 - row[1]).abs() <= 1.0, "{what}");
                    assert!((found.n_calls as f64 - row[2]).abs() <= 2.0, "{what}");
                }
            }
        }
    }
}

#[test]
fn systems_are_solved_with_scipys_effort() {
    let golden = golden();
    for method in ["hybr", "lm"] {
        for (name, f, x0) in SYSTEMS {
            let expected = golden.array1::<f64>(&format!("root_{method}_{name}_"));
            let options = RootOptions { method: method.parse().unwrap(), tol: None };
            let found = root(f, &Array1::from(x0()), &options).unwrap();
            let what = format!("{method} {name}: {found:?} {expected}");
            let largest = found.fun.iter().fold(0.0_f64, |max, f| max.max(f.abs()));
            if expected[2] < 1e-6 {
                assert!(found.success() || expected[1] != 1.0, "{what}");
                assert!(largest <= expected[2].max(1e-7), "{what}");
            }
            if found.success() && expected[2] < 1e-9 && name != "powell_singular" {
                let x = expected.slice(ndarray::s![3..]).to_owned();
                assert_close!(found.x, x, 1e-6, 1e-6);
            }
            // Where SciPy gives up, rounding decides when.
            if expected[1] <= if method == "hybr" { 1.0 } else { 4.0 } {
                assert!(found.nfev as f64 <= CALLS * expected[0] + 2.0, "{what}");
            }
        }
    }
}

#[test]
fn large_scale_methods_solve_a_tridiagonal_system() {
    let golden = golden();
    let (_, f, x0) = SYSTEMS.iter().find(|(name, ..)| *name == "tridiagonal").unwrap();
    for method in ["broyden1", "broyden2", "anderson", "krylov", "df-sane"] {
        let expected = golden.array1::<f64>(&format!("root_{method}_tridiagonal_"));
        let options = RootOptions { method: method.parse().unwrap(), tol: None };
        let found = root(f, &Array1::from(x0()), &options).unwrap();
        if expected[1] == 0.0 {
            // Broyden's first method does not converge from here, in SciPy neither.
            assert!(method == "broyden1" && !found.success(), "{method}: {}", found.message());
            continue;
        }
        assert!(found.success(), "{method}: {}", found.message());
        assert!(found.nfev as f64 <= CALLS * expected[0] + 2.0, "{method} {found:?} {expected}");
        assert_close!(found.x, expected.slice(ndarray::s![3..]).to_owned(), 0.0, 1e-4);
    }
}

#[test]
fn a_band_saves_evaluations() {
    let (_, f, x0) = SYSTEMS.iter().find(|(name, ..)| *name == "tridiagonal").unwrap();
    let x0 = Array1::from(x0());
    let dense = root(f, &x0, &RootOptions::default()).unwrap();
    let hybr = onkai_optimize::HybrOptions { band: Some((1, 1)), ..Default::default() };
    let options = RootOptions { method: RootMethod::Hybr(hybr), tol: None };
    let banded = root(f, &x0, &options).unwrap();
    assert!(banded.success() && banded.nfev < dense.nfev);
    assert_close!(banded.x, dense.x, 0.0, 1e-7);
}

proptest! {
    #[test]
    fn brackets_keep_their_promise(target in -0.99_f64..0.99) {
        for method in 0..5 {
            let bracket = (-1.0, 1.0);
            let method = match method {
                0 => RootScalarMethod::Bisect(bracket),
                1 => RootScalarMethod::Brentq(bracket),
                2 => RootScalarMethod::Brenth(bracket),
                3 => RootScalarMethod::Ridder(bracket),
                _ => RootScalarMethod::Toms748 { bracket, k: 2 },
            };
            let f = |x: f64| x + 0.3 * x.powi(3) - (target + 0.3 * target.powi(3));
            let found = root_scalar(f, method, &RootScalarOptions::default()).unwrap();
            prop_assert!(found.converged() && (found.root - target).abs() < 1e-11);
        }
    }

    #[test]
    fn linear_systems_are_solved(a in -3.0_f64..3.0, b in -3.0_f64..3.0) {
        let f = |x: &ArrayRef1<f64>| array![4.0 * x[0] + x[1] - a, x[1] * 3.0 - x[0] - b];
        let found = root(f, &array![0.5, 0.25], &RootOptions::default()).unwrap();
        prop_assert!(found.fun.iter().all(|f| f.abs() < 1e-10));
    }
}

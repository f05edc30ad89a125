//! Matrix equations, against SciPy and by what they leave.

use ndarray::{Array2, ArrayD};
use num_complex::Complex;
use onkai_core::Real as _;
use onkai_linalg::{
    RiccatiOptions, solve_continuous_are, solve_continuous_lyapunov, solve_discrete_are,
    solve_discrete_lyapunov, solve_sylvester,
};
use onkai_testing::Golden;

use crate::sample::{Sample, assert_near, for_all_types, matrix, open, read_real, rounded};

fn scaled<T: Sample>(a: &Array2<T>, factor: f64) -> Array2<T> {
    a.mapv(|v| v * T::of(Complex::new(factor, 0.0)))
}

fn shifted<T: Sample>(mut a: Array2<T>, shift: f64) -> Array2<T> {
    a.diag_mut().mapv_inplace(|v| v + T::of(Complex::new(shift, 0.0)));
    a
}

fn check_linear<T: Sample>() {
    let golden = open("equations");
    for (m, n) in [(1, 1), (3, 2), (7, 12)] {
        let a = shifted(matrix::<T>(m, m, 400 + m as u32), 2.0);
        let b = shifted(matrix::<T>(n, n, 410 + n as u32), 3.0);
        let check = |x: Array2<T>, key: &str| {
            let key = format!("{key}_{m}");
            assert_near(&x, &T::read(&golden, &key), 2e3 * T::EPS, &key);
        };
        check(solve_sylvester(&a, &b, &matrix(m, n, 420)).unwrap(), "sylvester");
        let q = matrix::<T>(m, m, 430);
        check(solve_continuous_lyapunov(&a, &q).unwrap(), "lyapunov");
        let stable = scaled(&matrix::<T>(m, m, 440 + m as u32), 0.5);
        check(solve_discrete_lyapunov(&stable, &q).unwrap(), "discrete_lyapunov");
    }
}

fn check_riccati<T: Sample>() {
    let golden = open("equations");
    for (m, n) in [(1, 1), (3, 2), (6, 3)] {
        let (a, b) = (matrix::<T>(m, m, 450 + m as u32), matrix::<T>(m, n, 460 + m as u32));
        let square = |key: &str| {
            let read: ArrayD<Complex<f64>> = T::read(&golden, &format!("{key}_{m}"));
            rounded::<T, _>(&read.into_dimensionality::<ndarray::Ix2>().unwrap())
        };
        let (q, r) = (square("q"), square("r"));
        let e = shifted(scaled(&matrix::<T>(m, m, 490), 0.3), 1.0);
        let s = scaled(&matrix::<T>(m, n, 495), 0.1);
        let full = RiccatiOptions { e: Some(e.view()), s: Some(s.view()) };
        for (options, suffix) in [(RiccatiOptions::default(), ""), (full, "_full")] {
            let continuous = solve_continuous_are(&a, &b, &q, &r, &options).unwrap();
            let discrete = solve_discrete_are(&a, &b, &q, &r, &options).unwrap();
            for (solution, kind) in [(continuous, "care"), (discrete, "dare")] {
                let key = format!("{kind}{suffix}_{m}");
                assert!(solution.residual.as_f64() < 1e2 * T::EPS, "{key}");
                assert_near(&solution.x, &T::read(&golden, &key), 1e4 * T::EPS, &key);
            }
        }
    }
}

#[test]
fn sylvester_and_lyapunov_equations() {
    for_all_types!(check_linear);
}

#[test]
fn riccati_equations() {
    for_all_types!(check_riccati);
}

#[test]
fn riccati_equations_of_the_collections() {
    let golden = open("equations");
    let input = |golden: &Golden, case: &str, letter: &str| {
        golden.array2::<f64>(&format!("{case}.{letter}"))
    };
    for (case, tol) in [
        ("care.double_integrator", 1e-14),
        ("care.unstable", 1e-12),
        ("care.aircraft", 1e-12),
        // X is 1e12: SciPy's value has an error of the condition number's size.
        ("care.weak_input", 1e-3),
        ("care.small_weight", 1e-10),
        ("dare.singular_a", 1e-13),
        ("dare.singular_r", 1e-13),
        ("dare.indefinite_q", 1e-10),
        ("dare.dense", 1e-11),
    ] {
        let [a, b, q, r] = ["a", "b", "q", "r"].map(|letter| input(&golden, case, letter));
        let options = RiccatiOptions::default();
        let solution = if case.starts_with("care") {
            solve_continuous_are(&a, &b, &q, &r, &options)
        } else {
            solve_discrete_are(&a, &b, &q, &r, &options)
        };
        let solution = solution.unwrap_or_else(|error| panic!("{case}: {error}"));
        assert!(solution.residual < 1e-13, "{case}: {}", solution.residual);
        assert_near(&solution.x, &read_real(&golden, &format!("{case}.x")), tol, case);
    }
}

#[test]
fn large_equations_leave_nothing() {
    let (m, n) = (110, 60);
    let a = shifted(matrix::<f64>(m, m, 600), 8.0);
    let b = shifted(matrix::<f64>(n, n, 601), 8.0);
    let q = matrix::<f64>(m, n, 602);
    let x = solve_sylvester(&a, &b, &q).unwrap();
    assert!((a.dot(&x) + x.dot(&b) - &q).iter().all(|v: &f64| v.abs() < 1e-12));
    let q = matrix::<f64>(m, m, 603);
    let x = solve_continuous_lyapunov(&a, &q).unwrap();
    assert!((a.dot(&x) + x.dot(&a.t()) - &q).iter().all(|v: &f64| v.abs() < 1e-12));
    let stable = scaled(&matrix::<f64>(m, m, 604), 0.1);
    let x = solve_discrete_lyapunov(&stable, &q).unwrap();
    assert!((stable.dot(&x).dot(&stable.t()) - &x + &q).iter().all(|v: &f64| v.abs() < 1e-12));
}

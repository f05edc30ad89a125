//! Functions of matrices, against SciPy and mpmath.

use ndarray::{Array2, ArrayD};
use num_complex::Complex;
use onkai_core::Scalar;
use onkai_linalg::{
    RealOrComplex, coshm, cosm, expm, expm_cond, expm_frechet, fractional_matrix_power, funm, logm,
    signm, sinhm, sinm, sqrtm, tanhm, tanm,
};
use onkai_testing::Golden;

use crate::sample::{Sample, assert_near, for_all_types, matrix, open, read_real};

/// `noise / (2 √n) + 1.5 I`: eigenvalues in the right half-plane.
fn right_half<T: Sample>(n: usize) -> Array2<T> {
    let factor = T::of(Complex::new(0.5 / (n as f64).sqrt(), 0.0));
    let mut a = matrix::<T>(n, n, 200 + n as u32).mapv(|v| v * factor);
    a.diag_mut().mapv_inplace(|v| v + T::of(Complex::new(1.5, 0.0)));
    a
}

/// Asserts a result whose type should be that of the argument.
fn assert_same_type<T: Sample>(
    value: RealOrComplex<T>,
    expected: &ArrayD<Complex<f64>>,
    tol: f64,
    key: &str,
) {
    assert_eq!(value.is_real(), !T::IS_COMPLEX, "{key} {}", T::NAME);
    let value = value.complex().mapv(|v| T::from_parts(v.re(), v.im()));
    assert_near(&value, expected, tol, key);
}

fn check_expm<T: Sample>() {
    let golden = open("functions");
    for n in [1, 2, 3, 4, 5, 9, 17, 40] {
        let a = matrix::<T>(n, n, 100 + n as u32);
        let key = format!("expm_{n}");
        assert_near(&expm(&a).unwrap(), &T::read(&golden, &key), 20.0 * T::EPS, &key);
    }
}

fn check_trigonometric<T: Sample>() {
    let golden = open("functions");
    let functions: [(&str, fn(&Array2<T>) -> onkai_linalg::Result<Array2<T>>); 6] = [
        ("cosm", |a| cosm(a)),
        ("sinm", |a| sinm(a)),
        ("tanm", |a| tanm(a)),
        ("coshm", |a| coshm(a)),
        ("sinhm", |a| sinhm(a)),
        ("tanhm", |a| tanhm(a)),
    ];
    for n in [1, 3, 9] {
        let factor = T::of(Complex::new(0.7, 0.0));
        let a = matrix::<T>(n, n, 100 + n as u32).mapv(|v| v * factor);
        for (name, function) in functions {
            let key = format!("{name}_{n}");
            // The tangents solve systems of condition numbers up to some hundreds.
            let tol = if name.starts_with("tan") { 2e3 } else { 30.0 };
            assert_near(&function(&a).unwrap(), &T::read(&golden, &key), tol * T::EPS, &key);
        }
    }
}

fn check_roots<T: Sample>() {
    let golden = open("functions");
    for n in [1, 3, 5, 17] {
        let a = right_half::<T>(n);
        let root = sqrtm(&a).unwrap();
        assert!(root.residual.wide_size() < 50.0 * T::EPS && !root.is_singular);
        let key = format!("sqrtm_{n}");
        assert_same_type(root.sqrtm, &T::read(&golden, &key), 50.0 * T::EPS, &key);
        let log = logm(&a).unwrap();
        assert!(log.residual.wide_size() < 100.0 * T::EPS);
        let key = format!("logm_{n}");
        assert_same_type(log.logm, &T::read(&golden, &key), 100.0 * T::EPS, &key);
        for p in [0.3, -0.5, 2.7, -1.4] {
            let power = fractional_matrix_power(&a, p).unwrap();
            let key = format!("power_{p}_{n}");
            assert_same_type(power, &T::read(&golden, &key), 100.0 * T::EPS, &key);
        }
    }
}

/// A real number as `f64`, whatever its width.
trait WideSize {
    fn wide_size(self) -> f64;
}

impl<R: onkai_core::Real> WideSize for R {
    fn wide_size(self) -> f64 {
        self.as_f64()
    }
}

fn check_sign_and_any<T: Sample>() {
    let golden = open("functions");
    for n in [1, 3, 5] {
        let a = matrix::<T>(n, n, 100 + n as u32);
        let mut shifted = a.clone();
        if n == 1 {
            shifted[[0, 0]] += T::of(Complex::new(0.1, 0.0));
        }
        let key = format!("signm_{n}");
        assert_near(&signm(&shifted).unwrap(), &T::read(&golden, &key), 1e3 * T::EPS, &key);
        let value = funm(&a, |z| z.exp() * z).unwrap();
        let key = format!("funm_{n}");
        assert!(value.error_estimate.wide_size() < 1e3 * T::EPS);
        assert_same_type(value.funm, &T::read(&golden, &key), 1e3 * T::EPS, &key);
    }
}

#[test]
fn exponentials() {
    for_all_types!(check_expm);
}

#[test]
fn sines_cosines_and_tangents() {
    for_all_types!(check_trigonometric);
}

#[test]
fn roots_logarithms_and_powers() {
    for_all_types!(check_roots);
}

#[test]
fn signs_and_any_function() {
    for_all_types!(check_sign_and_any);
}

#[test]
fn derivatives_of_the_exponential() {
    let golden = open("functions");
    let (a, e) = (matrix::<f64>(6, 6, 300), matrix::<f64>(6, 6, 301));
    let result = expm_frechet(&a, &e).unwrap();
    assert_near(&result.derivative, &read_real(&golden, "frechet"), 1e-14, "frechet");
    assert!((&result.expm - &expm(&a).unwrap()).iter().all(|d: &f64| d.abs() < 1e-13));
    let condition = expm_cond(&a.slice(ndarray::s![..4, ..4])).unwrap();
    assert!((condition / golden.scalar::<f64>("expm_cond") - 1.0).abs() < 1e-12);
}

#[test]
fn real_matrices_with_negative_eigenvalues() {
    let golden = open("functions");
    let mut triangle = matrix::<f64>(4, 4, 310).triu(0);
    for (v, shift) in triangle.diag_mut().iter_mut().zip([-2.0, 3.0, -5.0, 7.0]) {
        *v += shift;
    }
    let log = logm(&triangle).unwrap();
    let root = sqrtm(&triangle).unwrap();
    assert!(!log.logm.is_real() && !root.sqrtm.is_real());
    let expected = golden.array::<Complex<f64>>("logm_triangle");
    assert_near(&log.logm.complex(), &expected, 1e-14, "logm");
    let expected = golden.array::<Complex<f64>>("sqrtm_triangle");
    assert_near(&root.sqrtm.complex(), &expected, 1e-14, "sqrtm");
}

#[test]
fn exponentials_of_difficult_matrices() {
    let golden = open("functions_difficult");
    for (name, tol) in [
        ("scaled", 1e-11),
        ("shear", 1e-14),
        ("nearly_equal", 1e-14),
        ("block", 1e-12),
        ("nilpotent", 1e-15),
        ("jordan", 1e-15),
        ("lower", 1e-14),
        ("negative", 1e-13),
        ("overshoot", 1e-9),
    ] {
        let a = golden.array2::<f64>(&format!("{name}.in"));
        let expected = read_real(&golden, &format!("{name}.expm"));
        assert_near(&expm(&a).unwrap(), &expected, tol, name);
        let transposed = expm(&a.t()).unwrap();
        assert_near(&transposed.t(), &expected, tol, name);
    }
}

#[test]
fn logarithms_and_roots_of_difficult_matrices() {
    let golden = open("functions_difficult");
    for (name, log_tol, root_tol) in [
        ("near_singular", 1e-14, 1e-14),
        ("tiny", 1e-10, 1e-12),
        ("jordan", 1e-13, 1e-14),
        ("near_one", 1e-13, 1e-15),
        ("hilbert", 1e-11, 1e-11),
        ("close", 1e-14, 1e-14),
    ] {
        let a = golden.array2::<f64>(&format!("{name}.in_log"));
        let expected = |f: &str| read_real(&golden, &format!("{name}.{f}"));
        let log = logm(&a).unwrap().logm.real().unwrap();
        assert_near(&log, &expected("logm"), log_tol, name);
        let root = sqrtm(&a).unwrap().sqrtm.real().unwrap();
        assert_near(&root, &expected("sqrtm"), root_tol, name);
        let power = fractional_matrix_power(&a, 0.5).unwrap().real().unwrap();
        assert_near(&power, &expected("sqrtm"), root_tol * 100.0, name);
    }
    let read = |golden: &Golden, key: &str| golden.array::<Complex<f64>>(key);
    let a = read(&golden, "complex.in_log").into_dimensionality().unwrap();
    let log = logm::<Complex<f64>>(&a).unwrap().logm.complex();
    assert_near(&log, &read(&golden, "complex.logm"), 1e-14, "complex");
    let root = sqrtm::<Complex<f64>>(&a).unwrap().sqrtm.complex();
    assert_near(&root, &read(&golden, "complex.sqrtm"), 1e-14, "complex");
}

#[test]
fn exponentials_of_logarithms_of_large_matrices() {
    // Beyond the orders up to which norms are exact and roots unblocked.
    let a = right_half::<f64>(90);
    let log = logm(&a).unwrap();
    assert!(log.residual < 1e-13, "{}", log.residual);
    assert!(sqrtm(&a).unwrap().residual < 1e-13);
    let third = fractional_matrix_power(&a, 1.0 / 3.0).unwrap().real().unwrap();
    let back = third.dot(&third).dot(&third) - &a;
    assert!(back.iter().all(|d: &f64| d.abs() < 1e-12));
    let twice = expm(&log.logm.real().unwrap().mapv(|v| 2.0 * v)).unwrap();
    assert!((twice - a.dot(&a)).iter().all(|d: &f64| d.abs() < 1e-11));
}

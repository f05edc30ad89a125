//! Systems given by a few numbers, against SciPy.

use ndarray::{Array2, array, s};
use num_complex::Complex;
use onkai_linalg::{
    SolveCirculantOptions, cho_solve_banded, cholesky_banded, matmul_toeplitz, solve_banded,
    solve_circulant, solve_toeplitz, solveh_banded, toeplitz,
};
use proptest::prelude::*;

use crate::sample::{Sample, assert_near, for_all_types, matrix, open, vector};

fn check_banded<T: Sample>() {
    let golden = open("structured");
    let cases = [(1, 0, 0), (7, 1, 1), (9, 2, 3), (8, 0, 2), (6, 3, 0), (5, 4, 4), (31, 5, 1)];
    for (case, (n, l, u)) in cases.into_iter().enumerate() {
        let mut ab = matrix::<T>(l + u + 1, n, 20 + case as u32);
        let eighth = T::of(Complex::new(0.125, 0.0));
        ab.row_mut(u).mapv_inplace(|v| v * eighth);
        let b = matrix(n, 3, 40 + case as u32);
        let x = solve_banded((l, u), &ab, &b).unwrap();
        let key = format!("solve_banded_{case}");
        // Their condition numbers go up to some thousands.
        assert_near(&x, &T::read(&golden, &key), 2e4 * T::EPS, &key);
        let first = solve_banded((l, u), &ab, &b.column(0)).unwrap();
        assert_eq!(first, x.column(0));
    }
}

fn check_definite<T: Sample>() {
    let golden = open("structured");
    for (case, (n, u)) in [(1, 0), (7, 1), (12, 3), (5, 4)].into_iter().enumerate() {
        let mut ab = matrix::<T>(u + 1, n, 60 + case as u32);
        ab.row_mut(u)
            .mapv_inplace(|v| T::of(Complex::new(v.wide().re * 0.5 + (2 * u + 1) as f64, 0.0)));
        let b = matrix::<T>(n, 2, 80 + case as u32);
        let expected = T::read(&golden, &format!("solveh_banded_{case}"));
        let mut lower = Array2::zeros((u + 1, n));
        for k in 0..=u {
            let diagonal = ab.slice(s![u - k, k..]).mapv(onkai_core::Scalar::conj);
            lower.slice_mut(s![k, ..n - k]).assign(&diagonal);
        }
        for (ab, is_lower, key) in [(&ab, false, ""), (&lower, true, "lower_")] {
            let x = solveh_banded(ab, &b, is_lower).unwrap();
            assert_near(&x, &expected, 50.0 * T::EPS, "solveh_banded");
            let factor = cholesky_banded(ab, is_lower).unwrap();
            let key = format!("cholesky_banded_{key}{case}");
            assert_near(&factor.factor, &T::read(&golden, &key), 10.0 * T::EPS, &key);
            assert_eq!(cho_solve_banded(&factor, &b.column(1)).unwrap(), x.column(1));
        }
    }
}

fn check_toeplitz<T: Sample>() {
    let golden = open("structured");
    for (case, n) in [1, 2, 5, 33].into_iter().enumerate() {
        let (mut c, r, b) = (vector::<T>(n, 90), vector::<T>(n, 91), matrix::<T>(n, 3, 92));
        c[0] = T::of(Complex::new(3.5, 0.0));
        let check = |x: Array2<T>, key: &str, tol: f64| {
            let key = format!("{key}_{case}");
            assert_near(&x, &T::read(&golden, &key), tol * T::EPS, &key);
        };
        check(solve_toeplitz(&c, Some(&r), &b).unwrap(), "solve_toeplitz", 1e3);
        check(solve_toeplitz(&c, None, &b).unwrap(), "solve_toeplitz_hermitian", 1e4);
        check(matmul_toeplitz(&c, Some(&r), &b).unwrap(), "matmul_toeplitz", 20.0);
        let options = SolveCirculantOptions::default();
        check(solve_circulant(&c, &b, &options).unwrap(), "solve_circulant", 100.0);
    }
    let y = matmul_toeplitz(&vector::<T>(4, 93), Some(&vector(7, 94)), &matrix(7, 2, 95)).unwrap();
    assert_near(&y, &T::read(&golden, "matmul_toeplitz_wide"), 20.0 * T::EPS, "wide");
    let c = array![1.0, 2.0, 1.0, 2.0, 1.0, 2.0].mapv(|v| T::of(Complex::new(v, 0.0)));
    let options = SolveCirculantOptions { least_squares: true, tol: None };
    let x = solve_circulant(&c, &vector(6, 96), &options).unwrap();
    assert_near(&x, &T::read(&golden, "solve_circulant_lstsq"), 50.0 * T::EPS, "least squares");
}

#[test]
fn band_matrices() {
    for_all_types!(check_banded);
}

#[test]
fn definite_band_matrices() {
    for_all_types!(check_definite);
}

#[test]
fn toeplitz_and_circulant_matrices() {
    for_all_types!(check_toeplitz);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn band_systems_give_their_right_side_back(
        n in 1_usize..20, l in 0_usize..5, u in 0_usize..5, seed in any::<u32>(),
    ) {
        let ab = matrix::<f64>(l + u + 1, n, seed);
        let b = vector::<f64>(n, seed.wrapping_add(1));
        if let Ok(x) = solve_banded((l, u), &ab, &b) {
            let mut rest = b.clone();
            for i in 0..n {
                for j in i.saturating_sub(l)..n.min(i + u + 1) {
                    rest[i] -= ab[[u + i - j, j]] * x[j];
                }
            }
            // Pivoting bounds the residual by the size of the solution, whatever the condition.
            let size = x.iter().fold(1.0_f64, |m, v| m.max(v.abs()));
            prop_assert!(rest.iter().all(|v: &f64| v.abs() < 1e-12 * size));
        }
    }

    #[test]
    fn products_with_toeplitz_matrices_are_products(
        m in 1_usize..12, n in 1_usize..12, seed in any::<u32>(),
    ) {
        let (c, r) = (vector::<f64>(m, seed), vector::<f64>(n, seed.wrapping_add(1)));
        let x = vector::<f64>(n, seed.wrapping_add(2));
        let y = matmul_toeplitz(&c, Some(&r), &x).unwrap();
        let expected = toeplitz(&c, Some(&r)).dot(&x);
        prop_assert!((y - expected).iter().all(|d: &f64| d.abs() < 1e-13));
    }
}

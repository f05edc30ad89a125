//! Norms, condition numbers, ranks and angles, against NumPy and SciPy.

use ndarray::Array2;
use num_complex::Complex;
use onkai_core::Real as _;
use onkai_linalg::{
    NormOrder, RankTolerance, cond, matrix_rank, norm, orthogonal_procrustes, subspace_angles,
};
use onkai_testing::assert_close;

use crate::sample::{Sample, assert_near, for_all_types, matrix, open, read_real, vector};

const MATRIX_ORDERS: [&str; 8] = ["fro", "nuc", "inf", "-inf", "1", "-1", "2", "-2"];

fn check<T: Sample>() {
    let golden = open("measures");
    let expected = |key: &str| golden.scalar::<f64>(&format!("{key}.{}", T::NAME));
    let assert_equal = |value: T::Real, key: &str, tol: f64| {
        let (value, expected) = (value.as_f64(), expected(key));
        assert!((value / expected - 1.0).abs() < tol * T::EPS, "{key} {}: {value}", T::NAME);
    };
    let x = vector::<T>(7, 500);
    for order in ["inf", "-inf", "0", "1", "-1", "2", "-2", "0.5", "3", "-1.5"] {
        let value = norm(&x, order.parse().unwrap()).unwrap();
        assert_equal(value, &format!("vector_{order}"), 8.0);
    }
    for (m, n) in [(4, 4), (5, 3), (1, 6)] {
        let a = matrix::<T>(m, n, 510);
        for order in MATRIX_ORDERS {
            let value = norm(&a, order.parse().unwrap()).unwrap();
            assert_equal(value, &format!("matrix_{m}_{order}"), 40.0);
        }
    }
    let a = matrix::<T>(4, 4, 520);
    for order in MATRIX_ORDERS {
        let order_value: NormOrder = order.parse().unwrap();
        assert_equal(cond(&a, order_value).unwrap(), &format!("cond_{order}"), 1e3);
    }
    let (a, b) = (matrix::<T>(6, 4, 530), matrix::<T>(6, 4, 531));
    if !T::IS_COMPLEX {
        let result = orthogonal_procrustes(&a, &b).unwrap();
        assert_near(&result.r, &T::read(&golden, "procrustes"), 100.0 * T::EPS, "procrustes");
        assert_equal(result.scale, "procrustes_scale", 20.0);
    }
    let angles = subspace_angles(&a, &b.slice(ndarray::s![.., ..2])).unwrap();
    let angles = angles.mapv(|v| Complex::new(v.as_f64(), 0.0)).into_dyn();
    let expected_angles = read_real(&golden, &format!("angles.{}", T::NAME));
    assert_close!(angles, expected_angles, 200.0 * T::EPS, 0.0);
    let low = matrix::<T>(6, 2, 532).dot(&matrix(2, 5, 533));
    assert_eq!(matrix_rank(&low, &RankTolerance::default()), Ok(2));
}

#[test]
fn measures_of_matrices() {
    for_all_types!(check);
}

#[test]
fn the_unitary_matrix_of_complex_points_is_the_best() {
    let (a, b) = (matrix::<Complex<f64>>(5, 3, 540), matrix(5, 3, 541));
    let best = orthogonal_procrustes(&a, &b).unwrap();
    let distance = |r: &Array2<Complex<f64>>| {
        let difference = a.dot(r) - &b;
        norm(&difference, NormOrder::Frobenius).unwrap()
    };
    let least = distance(&best.r);
    for seed in 0..10 {
        let other = orthogonal_procrustes(&matrix(3, 3, 550 + seed), &matrix(3, 3, 570 + seed));
        assert!(least <= distance(&other.unwrap().r));
    }
}

//! Least squares with limits and assignments, against SciPy 1.17.1 and by their conditions.

use ndarray::{Array1, Array2};
use onkai_optimize::{
    Bounds, Goal, LsqLinearMethod, LsqLinearOptions, Trend, isotonic_regression,
    linear_sum_assignment, lsq_linear, nnls,
};
use onkai_testing::{Golden, assert_close, noise};
use proptest::prelude::*;

fn golden() -> Golden {
    Golden::open(env!("CARGO_MANIFEST_DIR"), "linear")
}

fn matrix(rows: usize, columns: usize, seed: u32) -> Array2<f64> {
    noise(rows * columns, seed).into_shape_with_order((rows, columns)).unwrap()
}

const SHAPES: [(usize, usize); 7] =
    [(1, 1), (5, 3), (12, 7), (7, 12), (40, 30), (30, 40), (60, 20)];

#[test]
fn nnls_as_scipy() {
    let golden = golden();
    for (k, (m, n)) in SHAPES.into_iter().enumerate() {
        let seed = u32::try_from(k).unwrap();
        let (a, b) = (matrix(m, n, 10 + seed), noise(m, 40 + seed));
        let fit = nnls(&a, &b, None).unwrap();
        let rnorm = golden.array1::<f64>(&format!("nnls_{k}_rnorm"));
        assert!(fit.converged && fit.x.iter().all(|&x| x >= 0.0));
        assert!((fit.rnorm - rnorm[0]).abs() < 1e-12, "{m} x {n}: {} for {}", fit.rnorm, rnorm[0]);
        // With fewer rows than columns the residual can vanish, and many solutions do.
        if rnorm[0] > 1e-10 {
            assert_close!(fit.x, golden.array1::<f64>(&format!("nnls_{k}_x")), 1e-10, 1e-12);
        }
    }
}

#[test]
fn lsq_linear_as_scipy() {
    let golden = golden();
    for (k, (m, n)) in SHAPES.into_iter().enumerate() {
        let seed = u32::try_from(k).unwrap();
        let (a, b) = (matrix(m, n, 10 + seed), noise(m, 40 + seed));
        let side = |pick: Array1<f64>, size: Array1<f64>, sign: f64| -> Array1<f64> {
            let limit = |(pick, size): (&f64, &f64)| {
                if pick * sign > 0.7 { sign * f64::INFINITY } else { sign * 0.15 + 0.1 * size }
            };
            pick.iter().zip(&size).map(limit).collect()
        };
        let lower = side(noise(n, 70 + seed), noise(n, 71 + seed), -1.0);
        let upper = side(noise(n, 72 + seed), noise(n, 73 + seed), 1.0);
        let bounds = Bounds::new(lower, upper).unwrap();
        for name in ["trf", "bvls"] {
            let method: LsqLinearMethod = name.parse().unwrap();
            let options = LsqLinearOptions { method, tol: 1e-12, max_iter: Some(500) };
            let fit = lsq_linear(&a, &b, &bounds, &options).unwrap();
            let expected = golden.array1::<f64>(&format!("lsq_{k}_{name}"));
            let context = format!("{m} x {n} by {name}: {} for {}", fit.cost, expected[0]);
            assert!(bounds.contains(&fit.x), "{context}");
            assert!((fit.cost - expected[0]).abs() < 1e-9 * (1.0 + expected[0]), "{context}");
            assert_close!(a.dot(&fit.x) - &b, fit.fun, 0.0, 1e-12);
            if expected[0] > 1e-10 {
                let rounding = if name == "trf" { 1e-5 } else { 1e-9 };
                assert_close!(fit.x, expected.slice(ndarray::s![2..]), 0.0, rounding, "{context}");
            }
            if name == "bvls" && m >= n {
                let mask = golden.array1::<f64>(&format!("lsq_{k}_bvls_mask"));
                assert_eq!(fit.active_mask.mapv(f64::from), mask, "{context}");
                assert!(fit.optimality < 1e-9, "{context}");
            }
        }
    }
}

#[test]
fn assignments_as_scipy() {
    let golden = golden();
    let shapes = [(1, 1), (4, 4), (10, 10), (7, 13), (13, 7), (50, 50), (60, 45)];
    for (k, (m, n)) in shapes.into_iter().enumerate() {
        let cost = matrix(m, n, 100 + u32::try_from(k).unwrap());
        for (name, goal) in [("False", Goal::Minimize), ("True", Goal::Maximize)] {
            let no = if goal == Goal::Maximize { f64::NEG_INFINITY } else { f64::INFINITY };
            let thin = |c| if c > 0.6 { no } else { c };
            let kinds = [
                ("real", cost.clone()),
                ("coarse", (4.0 * &cost).mapv(f64::round)),
                ("thin", cost.mapv(thin)),
            ];
            for (kind, cost) in kinds {
                let expected = golden.array2::<f64>(&format!("lsa_{k}_{kind}_{name}"));
                let Ok(found) = linear_sum_assignment(&cost, goal) else {
                    assert_eq!(expected.ncols(), 0, "{m} x {n}, {kind}");
                    continue;
                };
                let index = |x: &f64| *x as usize;
                let total: f64 = expected
                    .columns()
                    .into_iter()
                    .map(|p| cost[[index(&p[0]), index(&p[1])]])
                    .sum();
                assert!((found.total(&cost) - total).abs() < 1e-12, "{m} x {n}, {kind}");
                if kind == "real" {
                    let rows = found.rows.iter().chain(&found.columns).map(|&i| i as f64);
                    assert!(rows.eq(expected.iter().copied()), "{m} x {n}");
                }
            }
        }
    }
}

#[test]
fn isotonic_regression_as_scipy() {
    let golden = golden();
    for (k, n) in [1_usize, 2, 17, 200].into_iter().enumerate() {
        let seed = u32::try_from(k).unwrap();
        let y = noise(n, 500 + seed) + Array1::linspace(0.0, 1.0, n);
        let weights = noise(n, 510 + seed) + 1.5;
        for (trend, name) in [(Trend::Decreasing, "False"), (Trend::Increasing, "True")] {
            for (kind, weights) in [("plain", None), ("weighted", Some(&*weights))] {
                let key = format!("isotonic_{k}_{kind}_{name}");
                let fit = isotonic_regression(&y, weights, trend).unwrap();
                assert_close!(fit.x, golden.array1::<f64>(&key), 1e-12, 1e-14, "{key}");
                let blocks = golden.array1::<f64>(&format!("{key}_blocks"));
                assert_eq!(fit.blocks.mapv(|b| b as f64), blocks, "{key}");
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn nnls_fulfils_the_conditions_for_a_minimum(m in 1_usize..25, n in 1_usize..25, seed: u32) {
        let (a, b) = (matrix(m, n, seed), noise(m, seed.wrapping_add(1)));
        let fit = nnls(&a, &b, None).unwrap();
        let gradient = a.t().dot(&(a.dot(&fit.x) - &b));
        prop_assert!(fit.converged);
        for (&x, &g) in fit.x.iter().zip(&gradient) {
            prop_assert!(x >= 0.0 && g > -1e-10 && (x * g).abs() < 1e-9, "x {x}, gradient {g}");
        }
    }

    #[test]
    fn both_methods_of_lsq_linear_agree(m in 1_usize..15, n in 1_usize..10, seed: u32) {
        let (a, b) = (matrix(m, n, seed), noise(m, seed.wrapping_add(1)));
        let bounds = Bounds::uniform(n, -0.2, 0.3).unwrap();
        let cost = |method| {
            let options = LsqLinearOptions { method, max_iter: Some(1000), ..Default::default() };
            lsq_linear(&a, &b, &bounds, &options).unwrap().cost
        };
        let (one, other) = (cost(LsqLinearMethod::Reflective), cost(LsqLinearMethod::Bvls));
        prop_assert!((one - other).abs() < 1e-7 * (1.0 + other), "{one} and {other}");
    }

    #[test]
    fn no_exchange_of_two_improves_an_assignment(m in 2_usize..12, n in 2_usize..12, seed: u32) {
        let cost = matrix(m, n, seed);
        let best = linear_sum_assignment(&cost, Goal::Minimize).unwrap();
        for (&i, &j) in best.rows.iter().zip(&best.columns) {
            for (&k, &l) in best.rows.iter().zip(&best.columns) {
                let exchanged = cost[[i, l]] + cost[[k, j]];
                prop_assert!(cost[[i, j]] + cost[[k, l]] <= exchanged + 1e-12);
            }
        }
    }
}

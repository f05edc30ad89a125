//! What holds for any data.

use ndarray::{Array2, ShapeBuilder};
use onkai_decomposition::{BetaLoss, NmfInit, NmfOptions, NmfSolver, nmf};
use onkai_testing::{assert_close, noise};
use proptest::prelude::*;

/// A product of positive factors of this rank.
fn product(shape: (usize, usize), rank: usize, seed: u32) -> Array2<f64> {
    let factor = |shape: (usize, usize), seed| {
        noise(shape.0 * shape.1, seed).mapv(f64::abs).into_shape_with_order(shape).unwrap()
    };
    factor((shape.0, rank), seed).dot(&factor((rank, shape.1), seed + 1))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn more_steps_are_never_farther(rows in 2_usize..40, columns in 2_usize..30, seed in 1_u32..999) {
        let x = product((rows, columns), 3, seed);
        for loss in [BetaLoss::Frobenius, BetaLoss::KullbackLeibler, BetaLoss::Beta(1.5)] {
            let solver = NmfSolver::MultiplicativeUpdate { loss };
            let error = |max_iter| {
                let init = NmfInit::Random { seed: u64::from(seed) };
                let options = NmfOptions { init, solver, max_iter, tolerance: 0.0, ..NmfOptions::default() };
                nmf(&x, 2, &options).unwrap().error
            };
            prop_assert!(error(20) <= error(5) * (1.0 + 1e-9));
        }
    }

    #[test]
    fn the_memory_order_does_not_matter(rows in 2_usize..40, columns in 2_usize..30, seed in 1_u32..999) {
        let x = product((rows, columns), 2, seed);
        let mut turned = Array2::zeros(x.dim().f());
        turned.assign(&x);
        let options = NmfOptions::default();
        let (a, b) = (nmf(&x, 2, &options).unwrap(), nmf(&turned, 2, &options).unwrap());
        prop_assert!((a.error - b.error).abs() < 1e-6);
        prop_assert!(a.w.iter().chain(&a.h).all(|&v| 0.0 <= v));
    }
}

#[test]
fn a_product_is_found_again() {
    // More than one block of samples.
    let x = product((300, 20), 2, 5);
    let options = NmfOptions { tolerance: 1e-8, max_iter: 2000, ..NmfOptions::default() };
    let found = nmf(&x, 2, &options).unwrap();
    assert_close!(found.w.dot(&found.h), x, 1e-4, 1e-4);
}

#[test]
fn a_shuffled_order_and_a_seed() {
    let x = product((30, 20), 4, 7);
    let with = |seed| {
        let init = NmfInit::Random { seed };
        let solver = NmfSolver::CoordinateDescent { shuffle: Some(seed) };
        nmf(&x, 4, &NmfOptions { init, solver, ..NmfOptions::default() }).unwrap()
    };
    assert_eq!(with(1), with(1));
    assert_ne!(with(1), with(2));
    let init = NmfInit::Nndsvdar { seed: 3 };
    assert!(nmf(&x, 4, &NmfOptions { init, ..NmfOptions::default() }).unwrap().error < 1.0);
}

#[test]
fn silence_is_nothing() {
    let found = nmf(&Array2::<f64>::zeros((4, 5)), 2, &NmfOptions::default()).unwrap();
    assert_eq!(found.error, 0.0);
    assert!(found.converged);
}

//! What scikit-learn finds.

use ndarray::{Array2, ArrayRef2};
use onkai_core::Real;
use onkai_decomposition::{BetaLoss, NmfInit, NmfOptions, NmfSolver, nmf, nmf_transform};
use onkai_linalg::LinalgScalar;
use onkai_testing::{Golden, assert_close, noise};

const TALL: (usize, usize) = (41, 17);
const WIDE: (usize, usize) = (9, 50);

fn golden() -> Golden {
    Golden::open(env!("CARGO_MANIFEST_DIR"), "nmf")
}

/// The inputs of `xtask/golden/decomposition.py`.
fn positive<F: Real>(shape: (usize, usize), seed: u32) -> Array2<F> {
    let noise = noise(shape.0 * shape.1, seed).into_shape_with_order(shape).unwrap();
    noise.mapv(|v| F::of(v.abs() + 0.01))
}

fn with_zeros(shape: (usize, usize)) -> Array2<f64> {
    noise(shape.0 * shape.1, 1).into_shape_with_order(shape).unwrap().mapv(|v| v.max(0.0))
}

fn custom<F: Real>(shape: (usize, usize), k: usize) -> NmfInit<F> {
    NmfInit::Custom { w: positive((shape.0, k), 2), h: positive((k, shape.1), 3) }
}

fn mu(loss: BetaLoss) -> NmfSolver {
    NmfSolver::MultiplicativeUpdate { loss }
}

/// Compares with the golden case of this name.
fn check<F: Real + LinalgScalar + either::Readable>(
    name: &str,
    x: &ArrayRef2<F>,
    k: usize,
    options: &NmfOptions<F>,
    rtol: f64,
) {
    let golden = golden();
    let found = nmf(x, k, options).unwrap();
    let wide = |a: &Array2<F>| a.mapv(Real::as_f64);
    assert_close!(wide(&found.w), F::read(&golden, &format!("{name}.w")), rtol, rtol, "{name} w");
    assert_close!(wide(&found.h), F::read(&golden, &format!("{name}.h")), rtol, rtol, "{name} h");
    let n_iter = golden.scalar::<i64>(&format!("{name}.n_iter"));
    assert_eq!(i64::try_from(found.n_iter), Ok(n_iter), "{name}");
    let error = golden.scalar::<f64>(&format!("{name}.error"));
    assert!(
        (found.error - error).abs() <= 10.0 * rtol * error.max(1e-3),
        "{name}: {} {error}",
        found.error
    );
}

/// Golden arrays of either precision, widened.
mod either {
    use ndarray::Array2;
    use onkai_testing::Golden;

    pub(super) trait Readable {
        fn read(golden: &Golden, key: &str) -> Array2<f64>;
    }

    impl Readable for f64 {
        fn read(golden: &Golden, key: &str) -> Array2<f64> {
            golden.array2::<f64>(key)
        }
    }

    impl Readable for f32 {
        fn read(golden: &Golden, key: &str) -> Array2<f64> {
            golden.array2::<f32>(key).mapv(f64::from)
        }
    }
}

#[test]
fn coordinate_descent() {
    let plain = NmfOptions::default;
    let x = positive::<f64>(TALL, 1);
    check("cd_tall", &x, 5, &NmfOptions { init: custom(TALL, 5), ..plain() }, 1e-9);
    check("cd_zeros", &with_zeros(TALL), 4, &NmfOptions { init: custom(TALL, 4), ..plain() }, 1e-9);
    let one = NmfOptions { init: custom((1, 7), 1), ..plain() };
    check("cd_one", &positive((1, 7), 1), 1, &one, 1e-9);
    let wide = NmfOptions { init: custom(WIDE, 3), tolerance: 1e-6, max_iter: 37, ..plain() };
    check("cd_wide", &positive(WIDE, 1), 3, &wide, 1e-9);
    let narrow = NmfOptions { init: custom(TALL, 5), max_iter: 20, ..NmfOptions::default() };
    check("cd_f32", &positive::<f32>(TALL, 1), 5, &narrow, 1e-3);
}

#[test]
fn penalties() {
    let x = positive::<f64>(TALL, 1);
    let base = NmfOptions { init: custom(TALL, 4), max_iter: 60, ..NmfOptions::default() };
    check("cd_ridge", &x, 4, &NmfOptions { alpha_w: 0.01, ..base.clone() }, 1e-9);
    let lasso = NmfOptions { alpha_w: 0.002, alpha_h: Some(0.005), l1_ratio: 1.0, ..base.clone() };
    check("cd_lasso", &x, 4, &lasso, 1e-9);
    let mixed = NmfOptions {
        init: custom(WIDE, 4),
        alpha_w: 0.003,
        alpha_h: Some(0.0),
        l1_ratio: 0.4,
        ..base
    };
    check("cd_mixed", &positive(WIDE, 1), 4, &mixed, 1e-9);
}

#[test]
fn starts_from_singular_vectors() {
    for (name, init) in [("nndsvd", NmfInit::Nndsvd), ("nndsvda", NmfInit::Nndsvda)] {
        let options = NmfOptions { init, max_iter: 30, ..NmfOptions::default() };
        check(&format!("cd_{name}"), &positive::<f64>(TALL, 1), 7, &options, 1e-8);
        check(&format!("cd_{name}_wide"), &with_zeros(WIDE), 6, &options, 1e-8);
    }
}

#[test]
fn multiplicative_updates() {
    for (name, loss) in [
        ("frobenius", BetaLoss::Frobenius),
        ("kullback", BetaLoss::KullbackLeibler),
        ("itakura", BetaLoss::ItakuraSaito),
        ("beta_half", BetaLoss::Beta(0.5)),
        ("beta_three_halves", BetaLoss::Beta(1.5)),
        ("beta_three", BetaLoss::Beta(3.0)),
    ] {
        let options = NmfOptions {
            init: custom(TALL, 5),
            solver: mu(loss),
            max_iter: 45,
            ..NmfOptions::default()
        };
        check(&format!("mu_{name}"), &positive::<f64>(TALL, 1), 5, &options, 1e-9);
        let regular = NmfOptions {
            init: custom(WIDE, 3),
            alpha_w: 0.01,
            alpha_h: Some(0.003),
            l1_ratio: 0.5,
            ..options
        };
        check(&format!("mu_{name}_regular"), &positive(WIDE, 1), 3, &regular, 1e-9);
    }
}

#[test]
fn multiplicative_updates_stop_and_stay_finite() {
    let solver = mu(BetaLoss::KullbackLeibler);
    let stops =
        NmfOptions { init: custom(TALL, 2), solver, tolerance: 1e-2, ..NmfOptions::default() };
    check("mu_converges", &positive::<f64>(TALL, 1), 2, &stops, 1e-9);
    let zeros = NmfOptions { init: custom(TALL, 4), solver, max_iter: 45, ..NmfOptions::default() };
    check("mu_zeros", &with_zeros(TALL), 4, &zeros, 1e-9);
    let narrow =
        NmfOptions { init: custom(TALL, 5), solver, max_iter: 20, ..NmfOptions::default() };
    check("mu_f32", &positive::<f32>(TALL, 1), 5, &narrow, 1e-3);
}

#[test]
fn known_components() {
    let (x, h) = (positive::<f64>((13, 17), 4), positive::<f64>((5, 17), 3));
    let golden = golden();
    let base = NmfOptions { max_iter: 80, ..NmfOptions::default() };
    for (name, options) in [
        ("cd", base.clone()),
        ("cd_regular", NmfOptions { alpha_w: 0.01, l1_ratio: 0.3, ..base.clone() }),
        ("mu_frobenius", NmfOptions { solver: mu(BetaLoss::Frobenius), ..base.clone() }),
        (
            "mu_kullback",
            NmfOptions { solver: mu(BetaLoss::KullbackLeibler), alpha_w: 0.01, ..base.clone() },
        ),
        ("mu_itakura", NmfOptions { solver: mu(BetaLoss::ItakuraSaito), ..base.clone() }),
    ] {
        let found = nmf_transform(&x, &h, &options).unwrap();
        let expected = golden.array2::<f64>(&format!("transform_{name}.w"));
        assert_close!(found.w, expected, 1e-9, 1e-9, "{name}");
        let n_iter = golden.scalar::<i64>(&format!("transform_{name}.n_iter"));
        assert_eq!(i64::try_from(found.n_iter), Ok(n_iter), "{name}");
    }
}

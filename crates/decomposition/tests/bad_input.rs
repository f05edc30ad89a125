//! What is refused, and what is said.

use ndarray::{Array2, array};
use onkai_core::Error;
use onkai_decomposition::{BetaLoss, NmfInit, NmfOptions, NmfSolver, nmf, nmf_transform};

fn message(x: &Array2<f64>, n_components: usize, options: &NmfOptions<f64>) -> String {
    nmf(x, n_components, options).unwrap_err().to_string()
}

fn x() -> Array2<f64> {
    array![[1.0, 2.0, 0.0], [2.0, 4.0, 1.0]]
}

#[test]
fn data() {
    let options = NmfOptions::default();
    assert!(message(&Array2::zeros((0, 3)), 1, &options).contains("`x`"));
    assert!(message(&array![[1.0, f64::NAN]], 1, &options).contains("`x` is not finite"));
    assert_eq!(message(&array![[1.0, -2.0]], 1, &options), "`x` must not be negative anywhere");
    let itakura = NmfSolver::MultiplicativeUpdate { loss: BetaLoss::ItakuraSaito };
    let options = NmfOptions { solver: itakura, ..options };
    assert!(message(&x(), 1, &options).contains("no zeros"));
}

#[test]
fn options() {
    let base = NmfOptions::<f64>::default;
    assert!(message(&x(), 0, &base()).contains("`n_components` is 0"));
    for (options, name) in [
        (NmfOptions { max_iter: 0, ..base() }, "max_iter"),
        (NmfOptions { tolerance: f64::NAN, ..base() }, "tolerance"),
        (NmfOptions { alpha_w: -1.0, ..base() }, "alpha_w"),
        (NmfOptions { alpha_h: Some(f64::INFINITY), ..base() }, "alpha_h"),
        (NmfOptions { l1_ratio: 1.5, ..base() }, "l1_ratio"),
    ] {
        assert!(message(&x(), 1, &options).contains(name), "{name}");
    }
    let loss = BetaLoss::Beta(f64::NAN);
    let solver = NmfSolver::MultiplicativeUpdate { loss };
    assert!(message(&x(), 1, &NmfOptions { solver, ..base() }).contains("beta"));
}

#[test]
fn starts() {
    let with = |init| NmfOptions { init, ..NmfOptions::default() };
    assert!(message(&x(), 3, &with(NmfInit::Nndsvd)).contains("singular vectors"));
    let w = Array2::ones((2, 2));
    let short = NmfInit::Custom { w: w.clone(), h: Array2::ones((2, 2)) };
    assert_eq!(
        nmf(&x(), 2, &with(short)).unwrap_err(),
        Error::Shape { name: "h", expected: vec![2, 3], actual: vec![2, 2] }
    );
    let zero = NmfInit::Custom { w, h: Array2::zeros((2, 3)) };
    assert!(message(&x(), 2, &with(zero)).contains("`h` must not be zero everywhere"));
}

#[test]
fn components() {
    let h = Array2::ones((2, 4));
    let error = nmf_transform(&x(), &h, &NmfOptions::default()).unwrap_err();
    assert_eq!(error, Error::Shape { name: "x", expected: vec![2, 4], actual: vec![2, 3] });
    let none = Array2::<f64>::zeros((0, 3));
    assert!(nmf_transform(&x(), &none, &NmfOptions::default()).is_err());
}

//! The calls of the SciPy talk, with the values that SciPy 1.17.1 gives.

use ndarray::{Array1, Array2, array};
use onkai_linalg::{
    EigVectors, EighOptions, LstsqOptions, NormOrder, PinvMethod, PinvOptions, SolveOptions,
    SvdVectors, det, diagsvd, eig, eig_generalized, eigh, eigvals, eigvalsh, inv, logm, lstsq, lu,
    norm, pinv, schur, solve, svd,
};
use onkai_testing::assert_close;

fn a() -> Array2<f64> {
    array![[1.0, 2.0], [3.0, 4.0]]
}

#[test]
fn determinants_inverses_and_systems() {
    assert!((det(&a()).unwrap() + 2.0).abs() < 1e-14);
    assert_eq!(det(&array![[3.0, 2.0], [6.0, 4.0]]).unwrap(), 0.0);
    assert_close!(inv(&a()).unwrap(), array![[-2.0, 1.0], [1.5, -0.5]], 1e-14, 0.0);
    let solution = solve(&a(), &array![[5.0], [6.0]], &SolveOptions::default()).unwrap();
    assert_close!(solution.x, array![[-4.0], [4.5]], 1e-14, 0.0);
}

#[test]
fn errors_say_what_scipy_says() {
    let error = det(&Array2::<f64>::zeros((3, 4))).unwrap_err().to_string();
    assert!(error.contains("expected square matrix"), "{error}");
    let error = inv(&array![[3.0, 2.0], [6.0, 4.0]]).unwrap_err().to_string();
    assert!(error.contains("singular matrix"), "{error}");
}

#[test]
fn norms() {
    for (order, expected) in [
        (NormOrder::Frobenius, 5.477225575051661),
        (NormOrder::L1, 6.0),
        (NormOrder::NegL1, 4.0),
        (NormOrder::Inf, 7.0),
        (NormOrder::NegInf, 3.0),
        (NormOrder::L2, 5.464985704219043),
        (NormOrder::NegL2, 0.36596619062625746),
    ] {
        let value: f64 = norm(&a(), order).unwrap();
        assert!((value / expected - 1.0).abs() < 1e-13, "{order:?}: {value}");
    }
}

#[test]
fn least_squares_and_pseudo_inverses() {
    let x = Array1::from_iter((1..11).map(|i| 0.1 * f64::from(i)));
    let m = ndarray::stack![ndarray::Axis(1), x.mapv(|x| (-x).exp()), x];
    let z = x.mapv(|x| 5.0 * (-x).exp() + 2.0 * x);
    let fit = lstsq(&m, &z, &LstsqOptions::default()).unwrap();
    assert_close!(fit.x, array![5.0, 2.0], 1e-13, 0.0);
    assert_eq!(fit.rank, 2);
    assert_close!(fit.s, array![2.5876346653041757, 1.0293393729568105], 1e-13, 0.0);
    let expected = array![
        [-0.9444444444444444, 0.4444444444444443],
        [-0.11111111111111108, 0.11111111111111109],
        [0.7222222222222221, -0.22222222222222207]
    ];
    let wide = array![[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]];
    for method in [PinvMethod::Svd, PinvMethod::LeastSquares] {
        let options = PinvOptions { method, ..Default::default() };
        assert_close!(pinv(&wide, &options).unwrap().inverse, expected.clone(), 1e-12, 1e-13);
    }
}

#[test]
fn eigenvalues() {
    let sorted = |values: Vec<f64>| {
        let mut values = values;
        values.sort_by(f64::total_cmp);
        Array1::from_vec(values)
    };
    let expected = array![-0.3722813232690143, 5.372281323269014];
    let values = eigvals(&a()).unwrap();
    assert_close!(sorted(values.iter().map(|w| w.re).collect()), expected.clone(), 1e-13, 0.0);
    let vectors = eig(&a(), EigVectors::Right).unwrap();
    assert_close!(sorted(vectors.w.iter().map(|w| w.re).collect()), expected, 1e-13, 0.0);
    let pencil = eig_generalized(&a(), &array![[2.0, 1.0], [1.0, 3.0]], EigVectors::None).unwrap();
    let expected = array![-0.27177978870813496, 1.4717797887081345];
    assert_close!(sorted(pencil.w.iter().map(|w| w.re).collect()), expected, 1e-13, 0.0);
    let symmetric = array![[2.0, 1.0], [1.0, 3.0]];
    let both = eigh(&symmetric, &EighOptions::default()).unwrap();
    assert_close!(
        eigvalsh(&symmetric, &EighOptions::default()).unwrap(),
        both.w.clone(),
        1e-14,
        0.0
    );
    let back = both.v.dot(&Array2::from_diag(&both.w)).dot(&both.v.t());
    assert_close!(back, symmetric, 1e-14, 0.0);
}

#[test]
fn factors() {
    let wide = array![[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]];
    let parts = svd(&wide, SvdVectors::Full).unwrap();
    assert_close!(parts.s, array![9.508032000695724, 0.7728696356734844], 1e-13, 0.0);
    let back = parts.u.dot(&diagsvd(&parts.s, 2, 3).unwrap()).dot(&parts.vt);
    assert_close!(back, wide, 1e-14, 1e-14);
    let factors = lu(&a()).unwrap();
    assert_close!(factors.l, array![[1.0, 0.0], [1.0 / 3.0, 1.0]], 1e-15, 0.0);
    assert_close!(factors.u, array![[3.0, 4.0], [0.0, 2.0 / 3.0]], 1e-14, 0.0);
    let form = schur(&a()).unwrap();
    assert_close!(form.z.dot(&form.t).dot(&form.z.t()), a(), 1e-14, 0.0);
    assert!(form.t[[1, 0]].abs() < 1e-15);
    let log = logm(&a()).unwrap();
    let (re, im) = (
        array![[-0.3504398139985552, 0.9293512057047021], [1.3940268085570533, 1.0435869945584983]],
        array![[2.391117954451726, -1.0937621702091045], [-1.6406432553136567, 0.7504746991380694]],
    );
    let value = log.logm.complex();
    assert_close!(value.mapv(|z| z.re), re, 1e-13, 0.0);
    assert_close!(value.mapv(|z| z.im), im, 1e-13, 0.0);
}

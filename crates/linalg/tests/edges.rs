//! Empty, tiny, huge, defective, rank-deficient and unfit matrices.

use ndarray::{Array1, Array2, array};
use num_complex::Complex;
use onkai_linalg::*;

use crate::matrices::{adjoint, assert_orthonormal, assert_same, hermitian, largest, random};

#[test]
fn empty_matrices_give_empty_results() {
    let a = Array2::<f64>::zeros((0, 0));
    assert_eq!(det(&a).unwrap(), 1.0);
    assert_eq!(inv(&a).unwrap().dim(), (0, 0));
    let solution = solve(&a, &Array2::zeros((0, 2)), &SolveOptions::default()).unwrap();
    assert_eq!((solution.x.dim(), solution.rcond), ((0, 2), 1.0));
    assert_eq!(lu(&a).unwrap().u.dim(), (0, 0));
    assert_eq!(lu_factor(&a).unwrap().rcond(), 1.0);
    assert_eq!(cholesky(&a, Side::Lower).unwrap().dim(), (0, 0));
    assert_eq!(ldl(&a, &LdlOptions::default()).unwrap().d.dim(), (0, 0));
    assert_eq!(schur(&a).unwrap().t.dim(), (0, 0));
    assert_eq!(hessenberg(&a).unwrap().h.dim(), (0, 0));
    assert_eq!(eig(&a, EigVectors::Both).unwrap().right.unwrap().dim(), (0, 0));
    assert_eq!(eig_generalized(&a, &a, EigVectors::Both).unwrap().w.len(), 0);
    assert_eq!(eigh(&a, &EighOptions::default()).unwrap().v.dim(), (0, 0));
    assert_eq!(polar(&a, PolarSide::Right).unwrap().p.dim(), (0, 0));
    for (m, n) in [(0, 0), (0, 3), (3, 0)] {
        let a = Array2::<Complex<f32>>::zeros((m, n));
        let full = svd(&a, SvdVectors::Full).unwrap();
        assert_eq!((full.u.dim(), full.s.len(), full.vt.dim()), ((m, m), 0, (n, n)));
        assert_orthonormal(&full.u, "U");
        let thin = svd(&a, SvdVectors::Thin).unwrap();
        assert_eq!((thin.u.dim(), thin.vt.dim()), ((m, 0), (0, n)));
        let f = qr(&a, QrForm::Full).unwrap();
        assert_eq!((f.q.dim(), f.r.dim()), ((m, m), (m, n)));
        assert_orthonormal(&f.q, "Q");
        let f = qr_pivoted(&a, QrForm::Economic).unwrap();
        assert_eq!((f.q.dim(), f.r.dim(), f.p.len()), ((m, 0), (0, n), n));
        let f = rq(&a, QrForm::Full).unwrap();
        assert_eq!((f.r.dim(), f.q.dim()), ((m, n), (n, n)));
        assert_eq!(qr_r(&a).unwrap().dim(), (0, n));
        assert_eq!(lu(&a).unwrap().l.dim(), (m, 0));
        assert_eq!(pinv(&a, &PinvOptions::default()).unwrap().inverse.dim(), (n, m));
        assert_eq!(null_space(&a, None).unwrap().dim(), (n, n));
        assert_eq!(orth(&a, None).unwrap().dim(), (m, 0));
        let fit = lstsq(&a, &Array1::zeros(m), &LstsqOptions::default()).unwrap();
        assert_eq!(fit.x, Array1::zeros(n));
    }
}

/// Every function that takes a matrix, and what it says of one.
fn verdicts(a: &Array2<f64>) -> Vec<(&'static str, Option<Error>)> {
    let n = a.nrows();
    let b = Array1::ones(n);
    let unit = Array2::eye(n);
    let options = EighOptions::default();
    vec![
        ("det", det(a).err()),
        ("inv", inv(a).err()),
        ("solve", solve(a, &b, &SolveOptions::default()).err()),
        ("solve_triangular", solve_triangular(a, &b, &TriangularOptions::default()).err()),
        ("lu_factor", lu_factor(a).err()),
        ("cholesky", cholesky(a, Side::Lower).err()),
        ("cho_factor", cho_factor(a, Side::Upper).err()),
        ("ldl", ldl(a, &LdlOptions::default()).err()),
        ("eig", eig(a, EigVectors::Right).err()),
        ("eigvals", eigvals(a).err()),
        ("eig_generalized", eig_generalized(a, &unit, EigVectors::None).err()),
        ("eigh", eigh(a, &options).err()),
        ("eigvalsh", eigvalsh(a, &options).err()),
        ("eigh_generalized", eigh_generalized(a, &unit, PencilKind::AvBv, &options).err()),
        ("schur", schur(a).err()),
        ("schur_complex", schur_complex(a).err()),
        ("hessenberg", hessenberg(a).err()),
        ("pinvh", pinvh(a, Side::Lower, &PinvOptions::default()).err()),
        ("lu", lu(a).err()),
        ("qr", qr(a, QrForm::Full).err()),
        ("qr_r", qr_r(a).err()),
        ("qr_pivoted", qr_pivoted(a, QrForm::Full).err()),
        ("rq", rq(a, QrForm::Full).err()),
        ("svd", svd(a, SvdVectors::Thin).err()),
        ("svdvals", svdvals(a).err()),
        ("lstsq", lstsq(a, &b, &LstsqOptions::default()).err()),
        ("pinv", pinv(a, &PinvOptions::default()).err()),
        ("orth", orth(a, None).err()),
        ("null_space", null_space(a, None).err()),
        ("polar", polar(a, PolarSide::Left).err()),
    ]
}

#[test]
fn nan_and_infinity_are_refused_by_name() {
    for bad in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        let mut a = random::<f64>(3, 3, 1);
        a[(1, 2)] = bad;
        for (function, error) in verdicts(&a) {
            match error {
                Some(Error::NotFinite { name: "a", index: 5, value }) => {
                    assert!(value == bad || value.is_nan() && bad.is_nan(), "{function}");
                }
                other => panic!("{function}: {other:?}"),
            }
        }
    }
    let (a, b) = (Array2::<f64>::eye(2), array![1.0, f64::NAN]);
    let refused = |error: Error| matches!(error, Error::NotFinite { name: "b", index: 1, .. });
    assert!(refused(solve(&a, &b, &SolveOptions::default()).unwrap_err()));
    assert!(refused(lstsq(&a, &b, &LstsqOptions::default()).unwrap_err()));
    assert!(refused(solve_triangular(&a, &b, &TriangularOptions::default()).unwrap_err()));
    let options = SolveOptions { check_finite: false, ..Default::default() };
    assert!(solve(&a, &b, &options).unwrap().x[1].is_nan());
}

#[test]
fn a_rectangle_is_refused_where_a_square_is_needed() {
    let a = random::<f64>(3, 4, 2);
    let rectangles = [
        "lu",
        "qr",
        "qr_r",
        "qr_pivoted",
        "rq",
        "svd",
        "svdvals",
        "lstsq",
        "pinv",
        "orth",
        "null_space",
        "polar",
    ];
    for (function, error) in verdicts(&a) {
        let expected = Some(Error::NotSquare { name: "a", n_rows: 3, n_cols: 4 });
        assert_eq!(
            error,
            if rectangles.contains(&function) { None } else { expected },
            "{function}"
        );
    }
    let message = det(&a).unwrap_err().to_string();
    assert!(message.starts_with("expected square matrix"), "{message}");
}

#[test]
fn shapes_that_do_not_fit_are_refused() {
    let a = Array2::<f64>::eye(3);
    let fits = |error: Error| match error {
        Error::Shape { name, expected, actual } => (name, expected, actual),
        other => panic!("{other}"),
    };
    let b = Array2::zeros((2, 5));
    let expected = ("b", vec![3, 5], vec![2, 5]);
    assert_eq!(fits(solve(&a, &b, &SolveOptions::default()).unwrap_err()), expected);
    assert_eq!(fits(lstsq(&a, &b, &LstsqOptions::default()).unwrap_err()), expected);
    let factor = lu_factor(&a).unwrap();
    assert_eq!(fits(factor.solve(&b, Transpose::No).unwrap_err()), expected);
    let expected = ("b", vec![3, 3], vec![2, 5]);
    assert_eq!(fits(eig_generalized(&a, &b, EigVectors::None).unwrap_err()), expected);
    let e = array![1.0, 1.0];
    let error = eigh_tridiagonal(&e, &e, EighSubset::All).unwrap_err();
    assert_eq!(fits(error), ("e", vec![1], vec![2]));
    assert_eq!(fits(diagsvd(&e, 3, 4).unwrap_err()), ("s", vec![3], vec![2]));
    for subset in
        [EighSubset::ByIndex(0, 3), EighSubset::ByIndex(2, 1), EighSubset::ByValue(1.0, 1.0)]
    {
        let options = EighOptions { subset, ..Default::default() };
        assert!(matches!(eigh(&a, &options), Err(Error::Parameter { name: "subset", .. })));
    }
}

#[test]
fn subsets_are_those_of_the_whole() {
    let a = hermitian::<Complex<f64>>(9, 3);
    let all = eigh(&a, &EighOptions::default()).unwrap();
    let some = |subset| eigh(&a, &EighOptions { subset, ..Default::default() }).unwrap();
    let by_index = some(EighSubset::ByIndex(2, 5));
    assert_eq!(by_index.w, all.w.slice(ndarray::s![2..6]));
    assert_eq!(by_index.v, all.v.slice(ndarray::s![.., 2..6]));
    let by_value = some(EighSubset::ByValue(all.w[1], all.w[4]));
    assert_eq!(by_value.w, all.w.slice(ndarray::s![2..5]));
    assert_eq!(some(EighSubset::ByValue(-2e9, -1e9)).v.dim(), (9, 0));
}

#[test]
fn extreme_numbers_neither_overflow_nor_vanish() {
    for n in [3, 20] {
        let plain = random::<f64>(n, n, 4);
        for scale in [1e-300, 1e300, 1e-150] {
            let a = &plain * scale;
            let f = svd(&a, SvdVectors::Full).unwrap();
            let back = (&f.u * &(&f.s / scale)).dot(&f.vt);
            assert_same(&back, &plain, 20.0, "U S V");
            let f = eig(&a, EigVectors::Right).unwrap();
            let (w, v) = (f.w.mapv(|w| w / scale), f.right.unwrap());
            let c = plain.mapv(|v| Complex::new(v, 0.0));
            assert!(largest(&(c.dot(&v) - v.dot(&Array2::from_diag(&w)))) < 1e-13 * n as f64);
            let h = &plain + &plain.t();
            let f = eigh(&(&h * scale), &EighOptions::default()).unwrap();
            let back = (&f.v * &(&f.w / scale)).dot(&f.v.t());
            assert_same(&back, &h, 30.0, "V W V");
            let f = schur(&a).unwrap();
            assert_same(&f.z.dot(&(&f.t / scale)).dot(&f.z.t()), &plain, 50.0, "Z T Z");
            for form in [QrForm::Full, QrForm::Economic] {
                let f = qr(&a, form).unwrap();
                assert_same(&f.q.dot(&(&f.r / scale)), &plain, 20.0, "Q R");
                assert_orthonormal(&f.q, "Q");
            }
            let x = solve(&a, &a.sum_axis(ndarray::Axis(1)), &SolveOptions::default()).unwrap();
            assert!((x.x - 1.0).iter().all(|d: &f64| d.abs() < 1e-10));
            assert!(1e-5 < x.rcond);
        }
    }
    let sizes = [1e130, 1.0, 1e-130];
    let graded: Array2<f64> = Array2::from_diag(&Array1::from_iter(sizes));
    let w = eigvals(&graded).unwrap();
    assert!(w.iter().zip(sizes).all(|(w, e)| (w.re / e - 1.0).abs() < 1e-14), "{w}");
}

#[test]
fn repeated_and_defective_eigenvalues() {
    // A Jordan block: the eigenvalue is exact, as the matrix is triangular already.
    let jordan: Array2<f64> = Array2::from_shape_fn((6, 6), |(i, j)| match j.wrapping_sub(i) {
        0 => 2.0,
        1 => 1.0,
        _ => 0.0,
    });
    let f = eig(&jordan, EigVectors::Both).unwrap();
    assert!(f.w.iter().all(|w| *w == Complex::new(2.0, 0.0)));
    for j in 0..6 {
        let (right, left) = (f.right.as_ref().unwrap(), f.left.as_ref().unwrap());
        assert!((right[(0, j)].norm() - 1.0).abs() < 1e-14);
        assert!((left[(5, j)].norm() - 1.0).abs() < 1e-14);
    }
    // Rotated, its eigenvalues spread by about eps^(1/6).
    let q = qr(&random::<f64>(6, 6, 5), QrForm::Full).unwrap().q;
    let w = eigvals(&q.dot(&jordan).dot(&q.t())).unwrap();
    assert!(w.iter().all(|w| (w - 2.0).norm() < 2e-2));
    assert!((w.sum() - 12.0).norm() < 1e-13);
    for a in [Array2::<f64>::eye(5), Array2::zeros((5, 5)), Array2::ones((5, 5))] {
        let f = eigh(&a, &EighOptions::default()).unwrap();
        assert_orthonormal(&f.v, "V");
        let f = eig(&a, EigVectors::Right).unwrap();
        let (c, v) = (a.mapv(|v| Complex::new(v, 0.0)), f.right.unwrap());
        assert!(largest(&(c.dot(&v) - v.dot(&Array2::from_diag(&f.w)))) < 1e-14);
    }
    // Wilkinson's W21+: pairs that agree to 14 digits.
    let (d, e) = (Array1::from_shape_fn(21, |i| (i as f64 - 10.0).abs()), Array1::ones(20));
    let f = eigh_tridiagonal(&d, &e, EighSubset::All).unwrap();
    assert_orthonormal(&f.v, "V");
    assert!((f.w[20] - 10.746194182903393).abs() < 1e-13);
    assert!((f.w[19] - 10.746194182903322).abs() < 1e-13);
    let cyclic = Array2::from_shape_fn((8, 8), |(i, j)| f64::from(u8::from((j + 1) % 8 == i)));
    let w = eigvals(&cyclic).unwrap();
    assert!(w.iter().all(|w| (w.norm() - 1.0).abs() < 1e-14));
    assert!(w.iter().all(|w| (w.powi(8) - 1.0).norm() < 1e-13));
}

#[test]
fn infinite_and_undetermined_generalised_eigenvalues() {
    let a: Array2<f64> = array![[1.0, 0.0, 0.0], [0.0, 2.0, 0.0], [0.0, 0.0, 3.0]];
    let b = array![[1.0, 0.0, 0.0], [0.0, 0.0, 0.0], [0.0, 0.0, 0.5]];
    let w = eig_generalized(&a, &b, EigVectors::Both).unwrap().w;
    assert_eq!(w.iter().filter(|w| w.re.is_infinite()).count(), 1);
    assert!(w.iter().any(|w| (w - 1.0).norm() < 1e-14));
    assert!(w.iter().any(|w| (w - 6.0).norm() < 1e-14));
}

#[test]
fn subspaces_of_a_matrix_that_lacks_rank() {
    for (m, n) in [(4, 6), (6, 4), (5, 5), (30, 20)] {
        let a = random::<Complex<f64>>(m, 2, 6).dot(&random::<Complex<f64>>(2, n, 7));
        let (range, null) = (orth(&a, None).unwrap(), null_space(&a, None).unwrap());
        assert_eq!((range.dim(), null.dim()), ((m, 2), (n, n - 2)));
        assert_orthonormal(&range, "range");
        assert_orthonormal(&null, "null space");
        assert!(largest(&a.dot(&null)) < 1e-13);
        assert_same(&range.dot(&adjoint(&range)).dot(&a), &a, 20.0, "projection");
        assert_eq!(orth(&a, Some(2.0)).unwrap().ncols(), 0);
    }
}

#[test]
fn polar_and_rq_give_back() {
    for (m, n) in [(1, 1), (3, 3), (5, 3), (3, 5), (30, 17), (17, 30)] {
        let a = random::<Complex<f64>>(m, n, 8);
        let right = polar(&a, PolarSide::Right).unwrap();
        assert_same(&right.u.dot(&right.p), &a, 20.0, "U P");
        let left = polar(&a, PolarSide::Left).unwrap();
        assert_same(&left.p.dot(&left.u), &a, 20.0, "P U");
        assert_same(&left.p, &adjoint(&left.p), 20.0, "P is Hermitian");
        for form in [QrForm::Full, QrForm::Economic] {
            let f = rq(&a, form).unwrap();
            assert_same(&f.r.dot(&f.q), &a, 20.0, "R Q");
            assert_orthonormal(&adjoint(&f.q), "Q");
            let offset = f.r.ncols() as isize - m as isize;
            let zero = |i: usize, j: usize| (j as isize) < i as isize + offset;
            assert!(f.r.indexed_iter().all(|((i, j), v)| !zero(i, j) || v.norm() == 0.0));
        }
    }
}

#[test]
fn indefinite_matrices_factor() {
    for n in [1, 2, 3, 6, 17] {
        for (hermitian_flag, a) in [
            (true, hermitian::<Complex<f64>>(n, 9)),
            (false, {
                let a = random::<Complex<f64>>(n, n, 10);
                &a + &a.t()
            }),
        ] {
            // Zeros on the diagonal make blocks of order two.
            for zero_diagonal in [false, true] {
                let mut a = a.clone();
                if zero_diagonal && 1 < n {
                    a.diag_mut().fill(Complex::new(0.0, 0.0));
                }
                for side in [Side::Lower, Side::Upper] {
                    let options =
                        LdlOptions { side, hermitian: hermitian_flag, check_finite: true };
                    let f = ldl(&a, &options).unwrap();
                    let l_t = if hermitian_flag { adjoint(&f.l) } else { f.l.t().to_owned() };
                    assert_same(&f.l.dot(&f.d).dot(&l_t), &a, 100.0, "L D L");
                    for (i, &row) in f.p.iter().enumerate() {
                        for j in 0..n {
                            let outside = if side == Side::Lower { i < j } else { j < i };
                            let expected = if i == j { 1.0 } else { 0.0 };
                            if outside || i == j {
                                assert_eq!(f.l[(row, j)], Complex::new(expected, 0.0));
                            }
                        }
                    }
                }
            }
        }
    }
}

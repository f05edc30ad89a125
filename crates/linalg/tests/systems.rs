//! Systems: every structure, right-hand sides of either dimension, ill-conditioned and singular ones.

use ndarray::{Array1, Array2, array, s};
use num_complex::Complex;
use onkai_linalg::{
    Error, LstsqOptions, PinvMethod, PinvOptions, Side, SolveOptions, Structure, Transpose,
    TriangularOptions, cho_factor, inv, inv_with_rcond, lstsq, pinv, pinvh, solve,
    solve_triangular,
};

use crate::matrices::{Make, adjoint, definite, for_all_scalars, hermitian, largest, random};

/// A matrix of each structure, diagonally heavy so that it is well-conditioned.
fn structured<T: Make>(n: usize) -> Vec<(Structure, Array2<T>)> {
    let full = random::<T>(n, n, 20) + Array2::from_diag_elem(n, T::make(n as f64, 1.0));
    let keep = |f: &dyn Fn(usize, usize) -> bool| {
        Array2::from_shape_fn((n, n), |(i, j)| if f(i, j) { full[(i, j)] } else { T::zero() })
    };
    let mut cases = vec![
        (Structure::General, full.clone()),
        (Structure::PositiveDefinite, definite::<T>(n, 21)),
        (
            Structure::Hermitian,
            hermitian::<T>(n, 22) - Array2::from_diag_elem(n, T::make(3.0, 0.0)),
        ),
        (Structure::LowerTriangular, keep(&|i, j| j <= i)),
        (Structure::UpperTriangular, keep(&|i, j| i <= j)),
        (Structure::Diagonal, keep(&|i, j| i == j)),
        (Structure::Tridiagonal, keep(&|i, j| i.abs_diff(j) <= 1)),
    ];
    if 16 <= n {
        cases.push((Structure::Banded, keep(&|i, j| i <= j + 2 && j <= i + 1)));
        // Off the diagonal heavier than on it, so that rows are exchanged.
        let skewed = keep(&|i, j| i <= j + 2 && j <= i + 1);
        let diagonal = Array2::from_diag(&skewed.diag());
        cases.push((Structure::Banded, skewed - diagonal.mapv(|v| v * T::make(0.99, 0.0))));
    }
    cases
}

fn structures_are_found_and_used<T: Make>() {
    for n in [3, 5, 17, 40] {
        for (structure, a) in structured::<T>(n) {
            let x = random::<T>(n, 3, 23);
            for (transpose, b) in [
                (Transpose::No, a.dot(&x)),
                (Transpose::Yes, a.t().dot(&x)),
                (Transpose::Conjugate, adjoint(&a).dot(&x)),
            ] {
                let options = SolveOptions { transpose, ..Default::default() };
                let found = solve(&a, &b, &options).unwrap();
                let general = SolveOptions { structure: Some(Structure::General), ..options };
                let plain = solve(&a, &b, &general).unwrap();
                assert_eq!(found.structure, structure, "{n}");
                let rcond = onkai_core::Real::as_f64(plain.rcond);
                let bound = 30.0 * T::EPS * n as f64 / rcond;
                assert!(largest(&(&found.x - &x)) < bound, "{structure:?} {transpose:?} {n}");
                assert!(largest(&(&plain.x - &x)) < bound, "general {transpose:?} {n}");
                let ratio = onkai_core::Real::as_f64(found.rcond) / rcond;
                assert!((0.3..3.0).contains(&ratio), "{structure:?} {n}: {ratio}");
                let one = solve(&a, &b.column(0), &options).unwrap().x;
                assert!(largest(&(one - x.column(0)).insert_axis(ndarray::Axis(1))) < bound);
            }
        }
    }
}

#[test]
fn every_structure() {
    for_all_scalars!(structures_are_found_and_used);
}

#[test]
fn one_triangle_is_read() {
    let a = array![[4.0, 1.0, 2.0], [f64::MAX, 5.0, 3.0], [f64::MAX, f64::MAX, 6.0]];
    let full = array![[4.0, 1.0, 2.0], [1.0, 5.0, 3.0], [2.0, 3.0, 6.0]];
    let x = array![1.0, -2.0, 3.0];
    for structure in [Structure::Symmetric, Structure::Hermitian, Structure::PositiveDefinite] {
        for (side, a) in [(Side::Upper, a.view()), (Side::Lower, a.t())] {
            let options = SolveOptions { structure: Some(structure), side, ..Default::default() };
            let found = solve(&a, &full.dot(&x), &options).unwrap().x;
            assert!((found - &x).iter().all(|d: &f64| d.abs() < 1e-13), "{structure:?} {side:?}");
        }
    }
}

#[test]
fn a_complex_symmetric_matrix_is_not_hermitian() {
    let i = Complex::new(0.0, 1.0);
    let a = array![[i + 2.0, i, i * 3.0], [i, i - 1.0, i * 0.5], [i * 3.0, i * 0.5, i + 4.0]];
    let x = array![i, i + 1.0, -i];
    let upper = Array2::from_shape_fn((3, 3), |(p, q)| if p <= q { a[(p, q)] } else { i * 0.0 });
    let options = SolveOptions { structure: Some(Structure::Symmetric), ..Default::default() };
    let found = solve(&upper, &a.dot(&x), &options).unwrap().x;
    assert!((found - x).iter().all(|d| d.norm() < 1e-14));
}

#[test]
fn ill_conditioned_matrices_are_told_of() {
    let hilbert = Array2::from_shape_fn((12, 12), |(i, j)| 1.0 / (i + j + 1) as f64);
    let solution = solve(&hilbert, &Array1::ones(12), &SolveOptions::default()).unwrap();
    // ‖H‖₁·‖H⁻¹‖₁ = 4.1e16 for the order 12.
    assert!(solution.rcond < 1e-15, "{:e}", solution.rcond);
    let hilbert = hilbert.slice(s![..4, ..4]);
    // The condition number of the order 4 is 28375 exactly.
    assert!((inv_with_rcond(&hilbert).unwrap().rcond * 28375.0 - 1.0).abs() < 1e-9);
    let solution = solve(&hilbert, &Array1::ones(4), &SolveOptions::default()).unwrap();
    assert!((solution.rcond * 28375.0 - 1.0).abs() < 1e-9);
}

#[test]
fn singular_matrices_are_refused() {
    let singular = array![[3.0, 2.0], [6.0, 4.0]];
    let message = "singular matrix: pivot 1 of `a` is zero";
    assert_eq!(inv(&singular).unwrap_err().to_string(), message);
    let b = array![1.0, 1.0];
    let error = solve(&singular, &b, &SolveOptions::default()).unwrap_err();
    assert_eq!(error.to_string(), message);
    for (structure, a) in [
        (Structure::General, Array2::<f64>::zeros((2, 2))),
        (Structure::Diagonal, array![[1.0, 0.0], [0.0, 0.0]]),
        (Structure::UpperTriangular, array![[1.0, 1.0], [0.0, 0.0]]),
        (Structure::LowerTriangular, array![[1.0, 0.0], [1.0, 0.0]]),
        (Structure::Tridiagonal, array![[1.0, 1.0], [1.0, 1.0]]),
        (Structure::Banded, array![[1.0, 1.0], [1.0, 1.0]]),
    ] {
        for structure in [None, Some(structure)] {
            let options = SolveOptions { structure, ..Default::default() };
            let error = solve(&a, &b, &options).unwrap_err();
            assert!(matches!(error, Error::Singular { name: "a", .. }), "{structure:?}");
        }
    }
    let options = TriangularOptions { unit_diagonal: true, ..Default::default() };
    let x = solve_triangular(&array![[0.0, 1.0], [0.0, 0.0]], &b, &options).unwrap();
    assert_eq!(x, array![0.0, 1.0]);
    let options =
        SolveOptions { structure: Some(Structure::PositiveDefinite), ..Default::default() };
    let error = solve(&array![[1.0, 2.0], [2.0, 1.0]], &b, &options).unwrap_err();
    assert_eq!(error, Error::NotPositiveDefinite { name: "a", order: 2 });
}

fn triangles<T: Make>() {
    for n in [1, 3, 17, 40] {
        let a = random::<T>(n, n, 24) + Array2::from_diag_elem(n, T::make(3.0 + n as f64, 0.0));
        let x = random::<T>(n, 2, 25);
        for side in [Side::Lower, Side::Upper] {
            for unit_diagonal in [false, true] {
                let t = Array2::from_shape_fn((n, n), |(i, j)| {
                    if i == j {
                        if unit_diagonal { T::one() } else { a[(i, i)] }
                    } else if (side == Side::Lower) == (j < i) {
                        a[(i, j)] * T::make(0.05, 0.0)
                    } else {
                        T::zero()
                    }
                });
                // What is not to be read is not zero.
                let given = Array2::from_shape_fn((n, n), |(i, j)| {
                    let read = i != j && (side == Side::Lower) == (j < i);
                    if read || (i == j && !unit_diagonal) { t[(i, j)] } else { a[(i, j)] }
                });
                for (transpose, b) in [
                    (Transpose::No, t.dot(&x)),
                    (Transpose::Yes, t.t().dot(&x)),
                    (Transpose::Conjugate, adjoint(&t).dot(&x)),
                ] {
                    let options =
                        TriangularOptions { side, transpose, unit_diagonal, check_finite: true };
                    let found = solve_triangular(&given, &b, &options).unwrap();
                    assert!(largest(&(&found - &x)) < 500.0 * T::EPS, "{options:?} {n}");
                    let one = solve_triangular(&given, &b.column(1), &options).unwrap();
                    let one = one.insert_axis(ndarray::Axis(1));
                    assert!(largest(&(one - x.slice(s![.., 1..]))) < 500.0 * T::EPS);
                }
            }
        }
    }
}

#[test]
fn triangular_systems() {
    for_all_scalars!(triangles);
}

fn least_squares<T: Make>() {
    for (m, n) in [(1, 1), (4, 2), (2, 4), (9, 9), (40, 13), (13, 40)] {
        let a = random::<T>(m, n, 26);
        let b = random::<T>(m, 3, 27);
        let fit = lstsq(&a, &b, &LstsqOptions::default()).unwrap();
        let rest = a.dot(&fit.x) - &b;
        assert_eq!(fit.rank, m.min(n));
        let bound = 200.0 * T::EPS * (m + n) as f64;
        assert!(largest(&adjoint(&a).dot(&rest)) < bound, "the rest is orthogonal, {m} {n}");
        if n < m {
            for j in 0..3 {
                let square: f64 = rest.column(j).iter().map(|v| v.size().powi(2)).sum();
                let told = onkai_core::Real::as_f64(fit.residuals[j]);
                assert!((told - square).abs() < bound);
            }
        } else {
            assert!(fit.residuals.is_empty());
        }
        for method in [PinvMethod::Svd, PinvMethod::LeastSquares] {
            let p = pinv(&a, &PinvOptions { method, ..Default::default() }).unwrap();
            assert_eq!(p.rank, m.min(n));
            assert!(largest(&(a.dot(&p.inverse).dot(&a) - &a)) < bound);
            let turned = adjoint(&p.inverse.dot(&a));
            assert!(largest(&(turned - p.inverse.dot(&a))) < bound * largest(&p.inverse));
            assert!(largest(&(&fit.x - p.inverse.dot(&b))) < bound * largest(&p.inverse));
        }
        let one = lstsq(&a, &b.column(2), &LstsqOptions::default()).unwrap().x;
        assert!(
            (&one - &fit.x.column(2)).iter().all(|d| d.size() < bound * (1.0 + largest(&fit.x)))
        );
        let h = a.dot(&adjoint(&a));
        for side in [Side::Lower, Side::Upper] {
            let p = pinvh(&h, side, &PinvOptions::default()).unwrap();
            assert_eq!(p.rank, m.min(n));
            let size = largest(&h).powi(2) * largest(&p.inverse).max(1.0);
            assert!(largest(&(h.dot(&p.inverse).dot(&h) - &h)) < bound * size * m as f64);
        }
    }
}

#[test]
fn least_squares_and_pseudo_inverses() {
    for_all_scalars!(least_squares);
}

#[test]
fn the_rank_can_be_cut() {
    let a = Array2::from_diag(&array![1.0, 0.1, 1e-3]);
    let b = array![1.0, 1.0, 1.0];
    let fit = lstsq(&a, &b, &LstsqOptions { rcond: Some(0.01), ..Default::default() }).unwrap();
    assert_eq!((fit.rank, fit.x[2]), (2, 0.0));
    for options in [
        PinvOptions { atol: 0.01, ..Default::default() },
        PinvOptions { rtol: Some(0.01), ..Default::default() },
    ] {
        assert_eq!(pinv(&a, &options).unwrap().rank, 2);
        assert_eq!(pinvh(&a, Side::Lower, &options).unwrap().rank, 2);
    }
}

#[test]
fn a_cholesky_factor_solves_and_tells_its_condition() {
    let a = definite::<Complex<f64>>(7, 28);
    let x = random::<Complex<f64>>(7, 2, 29);
    for side in [Side::Lower, Side::Upper] {
        let factor = cho_factor(&a, side).unwrap();
        assert!(largest(&(factor.solve(&a.dot(&x)).unwrap() - &x)) < 1e-12);
        let rcond = inv_with_rcond(&a).unwrap().rcond;
        assert!((0.99..3.0).contains(&(factor.rcond() / rcond)));
    }
}

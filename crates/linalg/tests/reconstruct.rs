//! Decompositions give their matrix back, and have the shapes and the order that they promise.

use ndarray::Array2;
use onkai_core::Scalar;
use onkai_linalg::{
    EigVectors, EighOptions, PencilKind, QrForm, Side, SvdVectors, Transpose, cholesky, eig,
    eig_generalized, eigh, eigh_generalized, eigvals, eigvalsh, hessenberg, inv, lu, lu_factor, qr,
    qr_pivoted, rsf2csf, schur, svd, svdvals,
};

use crate::matrices::{
    Make, SIZES, adjoint, assert_orthonormal, assert_same, definite, for_all_scalars, hermitian,
    largest, random,
};

/// Shapes on both sides of square.
fn shapes() -> Vec<(usize, usize)> {
    let mut shapes: Vec<_> = SIZES.iter().map(|&n| (n, n)).collect();
    shapes.extend([(1, 4), (4, 1), (3, 5), (5, 3), (7, 4), (4, 7), (40, 3), (3, 40), (50, 30)]);
    shapes
}

fn lu_gives_back<T: Make>() {
    for (m, n) in shapes() {
        let a = random::<T>(m, n, 1);
        let lu = lu(&a).unwrap();
        assert_same(&lu.permutation().dot(&lu.l).dot(&lu.u), &a, 10.0, "P L U");
        assert!(lu.l.iter().all(|v| v.size() <= 1.5), "pivots are the largest");
        if m == n {
            let x = random::<T>(n, 2, 2);
            let factor = lu_factor(&a).unwrap();
            let error = |b: Array2<T>, t| {
                largest(&(factor.solve(&b, t).unwrap() - &x)) * f64_of(factor.rcond())
            };
            let bound = 20.0 * n as f64 * T::EPS;
            assert!(error(a.dot(&x), Transpose::No) < bound);
            assert!(error(a.t().dot(&x), Transpose::Yes) < bound);
            assert!(error(adjoint(&a).dot(&x), Transpose::Conjugate) < bound);
            let unit = Array2::from_diag_elem(n, T::make(1.0, 0.0));
            let error = largest(&(inv(&a).unwrap().dot(&a) - unit)) * f64_of(factor.rcond());
            assert!(error < bound);
        }
    }
}

fn f64_of<R: onkai_core::Real>(x: R) -> f64 {
    x.as_f64()
}

#[test]
fn triangular_factors() {
    for_all_scalars!(lu_gives_back);
}

fn cholesky_gives_back<T: Make>() {
    for n in SIZES {
        let a = definite::<T>(n, 3);
        let l = cholesky(&a, Side::Lower).unwrap();
        assert_same(&l.dot(&adjoint(&l)), &a, 10.0, "L L^H");
        let u = cholesky(&a, Side::Upper).unwrap();
        assert_same(&u, &adjoint(&l), 100.0, "U = L^H");
    }
}

#[test]
fn cholesky_factors() {
    for_all_scalars!(cholesky_gives_back);
}

fn qr_gives_back<T: Make>() {
    for (m, n) in shapes() {
        let a = random::<T>(m, n, 4);
        for form in [QrForm::Full, QrForm::Economic] {
            let f = qr(&a, form).unwrap();
            assert_same(&f.q.dot(&f.r), &a, 20.0, "Q R");
            assert_orthonormal(&f.q, "Q");
            assert!(f.r.indexed_iter().all(|((i, j), v)| i <= j || *v == T::zero()));
            let f = qr_pivoted(&a, form).unwrap();
            let permuted = Array2::from_shape_fn((m, n), |(i, j)| a[(i, f.p[j])]);
            assert_same(&f.q.dot(&f.r), &permuted, 20.0, "Q R P");
            assert_orthonormal(&f.q, "Q");
            let d: Vec<f64> = f.r.diag().iter().map(|v| v.size()).collect();
            assert!(d.windows(2).all(|w| w[1] <= w[0] * (1.0 + 100.0 * T::EPS)), "{d:?}");
        }
    }
}

#[test]
fn orthogonal_factors() {
    for_all_scalars!(qr_gives_back);
}

fn svd_gives_back<T: Make>() {
    for (m, n) in shapes() {
        let k = m.min(n);
        let mut cases = vec![random::<T>(m, n, 5), Array2::zeros((m, n))];
        cases.push(random::<T>(m, 1, 6).dot(&random::<T>(1, n, 7)));
        cases.push(Array2::from_elem((m, n), T::make(1.0, 0.0)));
        for a in cases {
            for vectors in [SvdVectors::Full, SvdVectors::Thin] {
                let f = svd(&a, vectors).unwrap();
                let s = Array2::from_diag(&f.s.mapv(T::from_real));
                let us = f.u.slice(ndarray::s![.., ..k]).dot(&s);
                let back = us.dot(&f.vt.slice(ndarray::s![..k, ..]));
                assert_same(&back, &a, 20.0, "U S V^H");
                assert_orthonormal(&f.u, "U");
                assert_orthonormal(&adjoint(&f.vt), "V");
                let s = f.s.mapv(f64_of);
                assert!(
                    s.windows(2).into_iter().all(|w| w[1] <= w[0]) && s.iter().all(|s| 0.0 <= *s)
                );
                let values = svdvals(&a).unwrap().mapv(f64_of);
                let worst = (&values - &s).iter().fold(0.0_f64, |m, d| m.max(d.abs()));
                assert!(worst <= 20.0 * T::EPS * k as f64 * s[0]);
            }
        }
    }
}

#[test]
fn singular_values() {
    for_all_scalars!(svd_gives_back);
}

fn eigh_gives_back<T: Make>() {
    for n in SIZES {
        let a = hermitian::<T>(n, 8);
        for side in [Side::Lower, Side::Upper] {
            let options = EighOptions { side, ..Default::default() };
            let f = eigh(&a, &options).unwrap();
            let w = Array2::from_diag(&f.w.mapv(T::from_real));
            assert_same(&f.v.dot(&w).dot(&adjoint(&f.v)), &a, 30.0, "V W V^H");
            assert_orthonormal(&f.v, "V");
            let values = eigvalsh(&a, &options).unwrap().mapv(f64_of);
            let worst = (values - f.w.mapv(f64_of)).iter().fold(0.0_f64, |m, d| m.max(d.abs()));
            assert!(worst <= 30.0 * T::EPS * n as f64);
            let b = definite::<T>(n, 9);
            for kind in [PencilKind::AvBv, PencilKind::AbV, PencilKind::BaV] {
                let f = eigh_generalized(&a, &b, kind, &options).unwrap();
                let vw = f.v.dot(&Array2::from_diag(&f.w.mapv(T::from_real)));
                let (left, right) = match kind {
                    PencilKind::AvBv => (a.dot(&f.v), b.dot(&vw)),
                    PencilKind::AbV => (a.dot(&b).dot(&f.v), vw),
                    PencilKind::BaV => (b.dot(&a).dot(&f.v), vw),
                };
                let size = largest(&a) * largest(&b) * largest(&f.v) * n as f64;
                assert!(largest(&(left - right)) <= 1e3 * T::EPS * size * n as f64, "{kind:?} {n}");
            }
        }
    }
}

#[test]
fn hermitian_eigenvalues() {
    for_all_scalars!(eigh_gives_back);
}

fn eig_gives_back<T: Make>()
where
    T::Complex: Make,
{
    for n in SIZES.into_iter().chain([70]) {
        let a = random::<T>(n, n, 10);
        let f = eig(&a, EigVectors::Both).unwrap();
        let c = a.mapv(T::embed);
        let w = Array2::from_diag(&f.w);
        let (right, left) = (f.right.unwrap(), f.left.unwrap());
        let bound = 60.0 * T::EPS * n as f64;
        assert!(largest(&(c.dot(&right) - right.dot(&w))) <= bound, "right {n}");
        assert!(largest(&(adjoint(&left).dot(&c) - w.dot(&adjoint(&left)))) <= bound, "left {n}");
        for j in 0..n {
            let length: f64 = right.column(j).iter().map(|v| v.size().powi(2)).sum();
            assert!((length - 1.0).abs() < 20.0 * T::EPS);
        }
        assert_eq!(eigvals(&a).unwrap().len(), n);
        let b = random::<T>(n, n, 11);
        let f = eig_generalized(&a, &b, EigVectors::Both).unwrap();
        let (right, left) = (f.right.unwrap(), f.left.unwrap());
        let b = b.mapv(T::embed);
        for j in 0..n {
            let (v, u) = (right.column(j), left.column(j).mapv(Scalar::conj));
            let size = 1.0 + f.w[j].size();
            let error = c.dot(&v) - b.dot(&v).mapv(|x| x * f.w[j]);
            assert!(error.iter().all(|e| e.size() <= 2e2 * bound * size), "right pencil {n}");
            let error = u.dot(&c) - u.dot(&b).mapv(|x| x * f.w[j]);
            assert!(error.iter().all(|e| e.size() <= 2e2 * bound * size), "left pencil {n}");
        }
    }
}

#[test]
fn general_eigenvalues_of_real_matrices() {
    eig_gives_back::<f32>();
    eig_gives_back::<f64>();
}

#[test]
fn general_eigenvalues_of_complex_matrices() {
    eig_gives_back::<num_complex::Complex<f32>>();
    eig_gives_back::<num_complex::Complex<f64>>();
}

fn schur_gives_back<T: Make>()
where
    T::Complex: Make,
{
    for n in SIZES.into_iter().chain([70, 170]) {
        let a = random::<T>(n, n, 12);
        let f = hessenberg(&a).unwrap();
        assert_same(&f.q.dot(&f.h).dot(&adjoint(&f.q)), &a, 50.0, "Q H Q^H");
        assert!(f.h.indexed_iter().all(|((i, j), v)| i <= j + 1 || *v == T::zero()));
        let f = schur(&a).unwrap();
        assert_same(&f.z.dot(&f.t).dot(&adjoint(&f.z)), &a, 50.0, "Z T Z^H");
        assert_orthonormal(&f.z, "Z");
        let mut last_was_block = false;
        for ((i, j), v) in f.t.indexed_iter().filter(|((i, j), _)| j < i) {
            assert!(i == j + 1 || *v == T::zero(), "below the diagonal");
        }
        for k in 1..n {
            let is_block = f.t[(k, k - 1)] != T::zero();
            assert!(!(is_block && (last_was_block || T::IS_COMPLEX)));
            if is_block {
                let d = (f.t[(k, k)] - f.t[(k - 1, k - 1)]).size();
                assert!(d <= 1e-30, "standard form, {n}: {d}");
                assert!((f.t[(k, k - 1)] * f.t[(k - 1, k)]).re() < T::zero().re());
            }
            last_was_block = is_block;
        }
        let f = rsf2csf(&f).unwrap();
        let c = a.mapv(T::embed);
        assert_same(&f.z.dot(&f.t).dot(&adjoint(&f.z)), &c, 80.0, "complex Z T Z^H");
        assert!(f.t.indexed_iter().all(|((i, j), v)| i <= j || v.size() == 0.0));
    }
}

#[test]
fn schur_forms() {
    for_all_scalars!(schur_gives_back);
}

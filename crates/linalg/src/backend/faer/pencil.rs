//! Pairs of matrices: generalised eigenvalues, and the QZ iteration.

use faer::diag::DiagMut;
use faer::dyn_stack::MemStack;
use faer::linalg::gevd::{self, qz_cplx, qz_real};
use faer::prelude::default;
use faer::traits::{ComplexField, RealField};
use faer::{Auto, ColMut};
use num_complex::Complex;
use onkai_core::{Real, Scalar};

use super::super::traits::{EigParts, GevdParts, NotConverged};
use super::spectral::wanted;
use super::view::{threads, workspace};
use crate::col_major::ColMajor;
use crate::scalar::LinalgScalar;
use crate::schur::standardise;

/// Generalised eigenvalues of real matrices; see `Shared::gevd`.
pub(super) fn gevd_real<T: Real + RealField>(
    mut a: ColMajor<T>,
    mut b: ColMajor<T>,
    left: bool,
    right: bool,
) -> Result<GevdParts<T>, NotConverged> {
    let n = a.n_rows();
    let par = threads(n, n);
    let zero = <T as num_traits::Zero>::zero();
    let (mut re, mut im, mut beta) = (vec![zero; n], vec![zero; n], vec![zero; n]);
    let mut vl = ColMajor::zeros(n, if left { n } else { 0 });
    let mut vr = ColMajor::zeros(n, if right { n } else { 0 });
    let size = gevd::gevd_scratch::<T>(n, wanted(left), wanted(right), par, default());
    gevd::gevd_real(
        a.view_mut(),
        b.view_mut(),
        DiagMut::from_slice_mut(&mut re),
        DiagMut::from_slice_mut(&mut im),
        DiagMut::from_slice_mut(&mut beta),
        left.then(|| vl.view_mut()),
        right.then(|| vr.view_mut()),
        par,
        MemStack::new(&mut workspace(size)),
        default(),
    )
    .map_err(|_| NotConverged)?;
    Ok(GevdParts { parts: EigParts { re, im, left: vl, right: vr }, beta })
}

/// Generalised eigenvalues of complex matrices; see `Shared::gevd`.
pub(super) fn gevd_complex<R: Real + RealField>(
    mut a: ColMajor<Complex<R>>,
    mut b: ColMajor<Complex<R>>,
    left: bool,
    right: bool,
) -> Result<GevdParts<Complex<R>>, NotConverged>
where
    Complex<R>: Scalar<Real = R>,
{
    let n = a.n_rows();
    let par = threads(n, n);
    let (mut w, mut beta) = (vec![Complex::default(); n], vec![Complex::default(); n]);
    let mut vl = ColMajor::zeros(n, if left { n } else { 0 });
    let mut vr = ColMajor::zeros(n, if right { n } else { 0 });
    let size = gevd::gevd_scratch::<Complex<R>>(n, wanted(left), wanted(right), par, default());
    gevd::gevd_cplx(
        a.view_mut(),
        b.view_mut(),
        DiagMut::from_slice_mut(&mut w),
        DiagMut::from_slice_mut(&mut beta),
        left.then(|| vl.view_mut()),
        right.then(|| vr.view_mut()),
        par,
        MemStack::new(&mut workspace(size)),
        default(),
    )
    .map_err(|_| NotConverged)?;
    let (re, im) = w.into_iter().map(|z| (z.re, z.im)).unzip();
    let beta = beta.into_iter().map(|z: Complex<R>| z.re).collect();
    Ok(GevdParts { parts: EigParts { re, im, left: vl, right: vr }, beta })
}

/// The Schur form of a real Hessenberg matrix; see `Shared::schur_of_large_hessenberg`.
///
/// faer keeps its QR iteration to itself, but lends its QZ iteration, which of the pair `(h, 1)` is
/// the same up to rounding: `1 = q·t·z^T` with a triangular `t` means that `q` and `z` agree.
pub(super) fn schur_real<T: Real + RealField + LinalgScalar<Real = T>>(h: &mut ColMajor<T>, q: &mut ColMajor<T>) {
    let n = h.n_rows();
    let par = threads(n, n);
    let mut unit = ColMajor::identity(n, n);
    let mut z = q.clone();
    let zero = <T as num_traits::Zero>::zero();
    let mut values = vec![zero; 3 * n];
    let (re, rest) = values.split_at_mut(n);
    let (im, beta) = rest.split_at_mut(n);
    let params = <gevd::GeneralizedSchurParams as Auto<T>>::auto();
    let size = qz_real::hessenberg_to_qz_scratch::<T>(n, par, params);
    qz_real::hessenberg_to_qz(
        h.view_mut(),
        unit.view_mut(),
        Some(q.view_mut()),
        Some(z.view_mut()),
        ColMut::from_slice_mut(re),
        ColMut::from_slice_mut(im),
        ColMut::from_slice_mut(beta),
        wanted(true),
        par,
        params,
        MemStack::new(&mut workspace(size)),
    );
    for k in 1..n {
        for i in k + 1..n {
            h[(i, k - 1)] = zero;
        }
        standardise(h, q, k - 1);
    }
}

/// The Schur form of a complex Hessenberg matrix; as [`schur_real`].
pub(super) fn schur_complex<T: Scalar + ComplexField>(h: &mut ColMajor<T>, q: &mut ColMajor<T>) {
    let n = h.n_rows();
    let par = threads(n, n);
    let mut unit = ColMajor::identity(n, n);
    let mut z = q.clone();
    let mut values = vec![<T as num_traits::Zero>::zero(); 2 * n];
    let (alpha, beta) = values.split_at_mut(n);
    let params = <gevd::GeneralizedSchurParams as Auto<T>>::auto();
    let size = qz_cplx::hessenberg_to_qz_scratch::<T>(n, par, params);
    qz_cplx::hessenberg_to_qz(
        h.view_mut(),
        unit.view_mut(),
        Some(q.view_mut()),
        Some(z.view_mut()),
        ColMut::from_slice_mut(alpha),
        ColMut::from_slice_mut(beta),
        wanted(true),
        par,
        params,
        MemStack::new(&mut workspace(size)),
    );
    for j in 0..n {
        h.col_mut(j)[j + 1..].fill(<T as num_traits::Zero>::zero());
    }
}

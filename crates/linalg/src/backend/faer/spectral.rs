//! Singular values, eigenvalues, and their vectors.

use faer::diag::{DiagMut, DiagRef};
use faer::dyn_stack::MemStack;
use faer::linalg::evd::{self, ComputeEigenvectors};
#[cfg(not(feature = "lapack"))]
use faer::linalg::svd::{self, ComputeSvdVectors};
use faer::prelude::default;
use faer::traits::{ComplexField, RealField};
use num_complex::Complex;
use onkai_core::{Real, Scalar};

use super::super::traits::{EigParts, EighParts, NotConverged};
#[cfg(not(feature = "lapack"))]
use super::super::traits::{SvdForm, SvdParts};
use super::view::{threads, threads_of_eig, workspace};
use crate::col_major::ColMajor;

/// Singular value decomposition; see `Backend::svd`.
#[cfg(not(feature = "lapack"))]
pub(super) fn singular<T: Scalar + ComplexField>(
    a: &ColMajor<T>,
    form: SvdForm,
) -> Result<SvdParts<T>, NotConverged> {
    let (m, n) = (a.n_rows(), a.n_cols());
    let (n_s, par) = (m.min(n), threads(m, n));
    let (vectors, n_u, n_v) = match form {
        SvdForm::Values => (ComputeSvdVectors::No, 0, 0),
        SvdForm::Thin => (ComputeSvdVectors::Thin, n_s, n_s),
        SvdForm::Full => (ComputeSvdVectors::Full, m, n),
    };
    let (mut u, mut v) = (ColMajor::zeros(m, n_u), ColMajor::zeros(n, n_v));
    let mut s = vec![<T as num_traits::Zero>::zero(); n_s];
    let wanted = form != SvdForm::Values;
    let size = svd::svd_scratch::<T>(m, n, vectors, vectors, par, default());
    svd::svd(
        a.view(),
        DiagMut::from_slice_mut(&mut s),
        wanted.then(|| u.view_mut()),
        wanted.then(|| v.view_mut()),
        par,
        MemStack::new(&mut workspace(size)),
        default(),
    )
    .map_err(|_| NotConverged)?;
    // faer keeps the singular values as scalars of the matrix; their size is what they are.
    let s = s.into_iter().map(Scalar::modulus).collect();
    Ok(SvdParts { u, s, v })
}

/// Eigenvalues of a Hermitian matrix; see `Backend::eigh`.
#[cfg(not(feature = "lapack"))]
pub(super) fn hermitian<T: Scalar + ComplexField>(
    a: &ColMajor<T>,
    vectors: bool,
    real_part: fn(T) -> <T as Scalar>::Real,
) -> Result<EighParts<T>, NotConverged> {
    let n = a.n_rows();
    let par = threads(n, n);
    let mut v = ColMajor::zeros(n, if vectors { n } else { 0 });
    let mut w = vec![<T as num_traits::Zero>::zero(); n];
    let size = evd::self_adjoint_evd_scratch::<T>(n, wanted(vectors), par, default());
    evd::self_adjoint_evd(
        a.view(),
        DiagMut::from_slice_mut(&mut w),
        vectors.then(|| v.view_mut()),
        par,
        MemStack::new(&mut workspace(size)),
        default(),
    )
    .map_err(|_| NotConverged)?;
    Ok(EighParts { w: w.into_iter().map(real_part).collect(), v })
}

/// Eigenvalues of a Hermitian tridiagonal matrix; see `Shared::eigh_tridiagonal`.
pub(super) fn tridiagonal<T: Scalar + ComplexField>(
    d: &[T],
    e: &[T],
    vectors: bool,
    real_part: fn(T) -> <T as Scalar>::Real,
) -> Result<EighParts<T>, NotConverged> {
    let n = d.len();
    let par = threads(n, n);
    let mut v = ColMajor::zeros(n, if vectors { n } else { 0 });
    let mut w = vec![<T as num_traits::Zero>::zero(); n];
    // The iteration without reduction has no size of its own; that with it is larger.
    let size = evd::self_adjoint_evd_scratch::<T>(n, wanted(vectors), par, default());
    evd::tridiagonal_self_adjoint_evd(
        DiagRef::from_slice(d),
        DiagRef::from_slice(e),
        DiagMut::from_slice_mut(&mut w),
        vectors.then(|| v.view_mut()),
        par,
        MemStack::new(&mut workspace(size)),
        default(),
    )
    .map_err(|_| NotConverged)?;
    Ok(EighParts { w: w.into_iter().map(real_part).collect(), v })
}

/// Eigenvalues of a real matrix; see `Backend::eig`.
pub(in crate::backend) fn general_real<T: Real + RealField>(
    a: &ColMajor<T>,
    left: bool,
    right: bool,
) -> Result<EigParts<T>, NotConverged> {
    let n = a.n_rows();
    let par = threads_of_eig(n);
    let zero = <T as num_traits::Zero>::zero();
    let (mut re, mut im) = (vec![zero; n], vec![zero; n]);
    let mut vl = ColMajor::zeros(n, if left { n } else { 0 });
    let mut vr = ColMajor::zeros(n, if right { n } else { 0 });
    let size = evd::evd_scratch::<T>(n, wanted(left), wanted(right), par, default());
    evd::evd_real(
        a.view(),
        DiagMut::from_slice_mut(&mut re),
        DiagMut::from_slice_mut(&mut im),
        left.then(|| vl.view_mut()),
        right.then(|| vr.view_mut()),
        par,
        MemStack::new(&mut workspace(size)),
        default(),
    )
    .map_err(|_| NotConverged)?;
    Ok(EigParts { re, im, left: vl, right: vr })
}

/// Eigenvalues of a complex matrix; see `Backend::eig`.
pub(in crate::backend) fn general_complex<R: Real + RealField>(
    a: &ColMajor<Complex<R>>,
    left: bool,
    right: bool,
) -> Result<EigParts<Complex<R>>, NotConverged>
where
    Complex<R>: Scalar<Real = R>,
{
    let n = a.n_rows();
    let par = threads_of_eig(n);
    let mut w = vec![Complex::default(); n];
    let mut vl = ColMajor::zeros(n, if left { n } else { 0 });
    let mut vr = ColMajor::zeros(n, if right { n } else { 0 });
    let size = evd::evd_scratch::<Complex<R>>(n, wanted(left), wanted(right), par, default());
    evd::evd_cplx(
        a.view(),
        DiagMut::from_slice_mut(&mut w),
        left.then(|| vl.view_mut()),
        right.then(|| vr.view_mut()),
        par,
        MemStack::new(&mut workspace(size)),
        default(),
    )
    .map_err(|_| NotConverged)?;
    let (re, im) = w.into_iter().map(|z| (z.re, z.im)).unzip();
    Ok(EigParts { re, im, left: vl, right: vr })
}

pub(super) fn wanted(vectors: bool) -> ComputeEigenvectors {
    if vectors { ComputeEigenvectors::Yes } else { ComputeEigenvectors::No }
}

//! Singular values, eigenvalues, and their vectors.

use ndarray_linalg::{JobSvd, Lapack, UPLO};
use num_complex::Complex;
use onkai_core::{Real, Scalar};

use super::super::traits::{EigParts, EighParts, NotConverged, SvdForm, SvdParts};
use super::factor::layout;
use crate::col_major::ColMajor;

/// See `Backend::svd`.
pub(super) fn singular<T>(mut a: ColMajor<T>, form: SvdForm) -> Result<SvdParts<T>, NotConverged>
where
    T: Scalar + Lapack<Real = <T as Scalar>::Real>,
{
    let (m, n) = (a.n_rows(), a.n_cols());
    let (job, n_u, n_v) = match form {
        SvdForm::Values => (JobSvd::None, 0, 0),
        SvdForm::Thin => (JobSvd::Some, m.min(n), m.min(n)),
        SvdForm::Full => (JobSvd::All, m, n),
    };
    let shape = layout(&a);
    let parts = T::svddc(shape, job, a.as_mut_slice()).map_err(|_| NotConverged)?;
    if form == SvdForm::Values {
        return Ok(SvdParts { u: ColMajor::zeros(m, 0), s: parts.s, v: ColMajor::zeros(n, 0) });
    }
    let u = ColMajor::from_vec(parts.u.ok_or(NotConverged)?, m, n_u);
    let vt = ColMajor::from_vec(parts.vt.ok_or(NotConverged)?, n_v, n);
    Ok(SvdParts { u, s: parts.s, v: vt.adjoint() })
}

/// See `Backend::eigh`.
pub(super) fn hermitian<T>(mut a: ColMajor<T>, vectors: bool) -> Result<EighParts<T>, NotConverged>
where
    T: Scalar + Lapack<Real = <T as Scalar>::Real>,
{
    let shape = layout(&a);
    let w = T::eigh(vectors, shape, UPLO::Lower, a.as_mut_slice()).map_err(|_| NotConverged)?;
    let v = if vectors { a } else { ColMajor::zeros(w.len(), 0) };
    Ok(EighParts { w, v })
}

/// Eigenvalues and right eigenvectors of a real matrix; see `Backend::eig`.
pub(super) fn general_real<F>(mut a: ColMajor<F>, right: bool) -> Result<EigParts<F>, NotConverged>
where
    F: Real + Lapack<Complex = Complex<F>>,
{
    let n = a.n_rows();
    let shape = layout(&a);
    let (w, vectors) = F::eig(right, shape, a.as_mut_slice()).map_err(|_| NotConverged)?;
    let mut columns = ColMajor::zeros(n, if right { n } else { 0 });
    for j in 0..columns.n_cols() {
        // The second of a pair holds the imaginary part of the first.
        let is_second = w[j].im < F::zero() && 0 < j;
        let source = &vectors[if is_second { (j - 1) * n..j * n } else { j * n..(j + 1) * n }];
        for (out, z) in columns.col_mut(j).iter_mut().zip(source) {
            *out = if is_second { z.im } else { z.re };
        }
    }
    let (re, im) = w.into_iter().map(|z| (z.re, z.im)).unzip();
    Ok(EigParts { re, im, left: ColMajor::zeros(n, 0), right: columns })
}

/// Eigenvalues and right eigenvectors of a complex matrix; see `Backend::eig`.
pub(super) fn general_complex<R>(
    mut a: ColMajor<Complex<R>>,
    right: bool,
) -> Result<EigParts<Complex<R>>, NotConverged>
where
    R: Real,
    Complex<R>: Scalar<Real = R> + Lapack<Complex = Complex<R>>,
{
    let n = a.n_rows();
    let shape = layout(&a);
    let (w, vectors) =
        <Complex<R> as Lapack>::eig(right, shape, a.as_mut_slice()).map_err(|_| NotConverged)?;
    let right = if right { ColMajor::from_vec(vectors, n, n) } else { ColMajor::zeros(n, 0) };
    let (re, im) = w.into_iter().map(|z| (z.re, z.im)).unzip();
    Ok(EigParts { re, im, left: ColMajor::zeros(n, 0), right })
}

//! Pairs of matrices: generalised eigenvalues.
//!
//! Real ones go through here in complex numbers, too: of faer 0.24's real QZ iteration blocks of order
//! two come out with eigenvalues that are off by a hundredth.

use faer::diag::DiagMut;
use faer::dyn_stack::{MemStack, StackReq};
use faer::linalg::gevd::{self, GevdParams};
use faer::traits::{ComplexField, RealField};
use faer::{Auto, Par, Spec};
use num_complex::Complex;
use onkai_core::{Real, Scalar};

use super::super::traits::{GevdParts, NotConverged};
use super::spectral::wanted;
use super::view::{threads, workspace};
use crate::col_major::ColMajor;

/// Generalised eigenvalues; see `Pencil::gevd`.
///
/// Without vectors faer 0.24 finds some eigenvalues twice and others not at all, so there are always
/// the right ones.
pub(super) fn gevd<R: Real + RealField>(
    mut a: ColMajor<Complex<R>>,
    mut b: ColMajor<Complex<R>>,
    left: bool,
) -> Result<GevdParts<Complex<R>>, NotConverged>
where
    Complex<R>: Scalar<Real = R>,
{
    let n = a.n_rows();
    let par = threads(n, n);
    let (mut w, mut beta) = (vec![Complex::default(); n], vec![Complex::default(); n]);
    let mut vl = ColMajor::zeros(n, if left { n } else { 0 });
    let mut vr = ColMajor::zeros(n, n);
    let size = size_of::<Complex<R>>(n, left, par);
    gevd::gevd_cplx(
        a.view_mut(),
        b.view_mut(),
        DiagMut::from_slice_mut(&mut w),
        DiagMut::from_slice_mut(&mut beta),
        left.then(|| vl.view_mut()),
        Some(vr.view_mut()),
        par,
        MemStack::new(&mut workspace(size)),
        params(),
    )
    .map_err(|_| NotConverged)?;
    Ok(GevdParts { alpha: w, beta, left: vl, right: vr })
}

/// faer's parameters, but for the iteration by blocks, whose indices wrap around below zero when a
/// whole window deflates: with overflow checks, as in debug builds, that is a panic.
fn params<T: ComplexField>() -> Spec<GevdParams, T> {
    let mut params = <GevdParams as Auto<T>>::auto();
    params.schur.blocking_threshold = usize::MAX;
    params.into()
}

/// The memory that faer asks for, and for small matrices more: it forgets what the blocks of order
/// two need, at most four matrices of that order for each.
fn size_of<T: ComplexField>(n: usize, left: bool, par: Par) -> StackReq {
    let asked = gevd::gevd_scratch::<T>(n, wanted(left), wanted(true), par, params());
    asked.or(faer::linalg::temp_mat_scratch::<T>(n + 4, 8)).and(StackReq::new::<T>(64))
}

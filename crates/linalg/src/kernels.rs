//! Between the public functions and the backend: small matrices go to kernels of our own, large or
//! tiny numbers are scaled, empty matrices answered, failures named.

use num_traits::{Float, One, Zero};
use onkai_core::{Error, Real, Result};

use crate::backend::{EigParts, EighParts, GevdParts, Pencil, SvdForm, SvdParts, Triangle};
use crate::col_major::ColMajor;
use crate::scalar::LinalgScalar;
use crate::small;

/// Orders up to which our own kernels are faster than the backend's, as measured with faer.
const SMALL_LU: usize = 16;
const SMALL_CHOLESKY: usize = 16;
const SMALL_QR: usize = 16;
const SMALL_SVD: usize = 8;
const SMALL_EIGH: usize = 8;
const SMALL_EIG: usize = 32;

/// Factors `a` in place; see `Backend::lu_in_place`.
pub(crate) fn lu_in_place<T: LinalgScalar>(a: &mut ColMajor<T>) -> Vec<usize> {
    if a.n_rows().max(a.n_cols()) <= SMALL_LU {
        small::lu_in_place(a)
    } else if a.as_slice().is_empty() {
        (0..a.n_rows()).collect()
    } else {
        T::lu_in_place(a)
    }
}

/// Solves a triangular system in place.
pub(crate) fn solve_triangle<T: LinalgScalar>(
    a: &ColMajor<T>,
    shape: Triangle,
    b: &mut ColMajor<T>,
) {
    if a.n_rows() <= SMALL_LU || b.n_cols() == 1 {
        for j in 0..b.n_cols() {
            small::solve_triangle(a, shape, b.col_mut(j));
        }
    } else if !b.as_slice().is_empty() {
        T::solve_triangle_in_place(a, shape, b);
    }
}

/// Cholesky's factor in the lower triangle of `a`; what stands above is scrap.
///
/// # Errors
///
/// [`Error::NotPositiveDefinite`].
pub(crate) fn cholesky<T: LinalgScalar>(a: &mut ColMajor<T>, name: &'static str) -> Result<()> {
    let n = a.n_rows();
    let result =
        if n <= SMALL_CHOLESKY { small::cholesky_in_place(a) } else { T::cholesky_in_place(a) };
    result.map_err(|order| Error::NotPositiveDefinite { name, order })
}

/// `a = q · r`; see `Backend::qr`.
pub(crate) fn qr<T: LinalgScalar>(a: ColMajor<T>, n_q: usize) -> (ColMajor<T>, ColMajor<T>) {
    let (m, n) = (a.n_rows(), a.n_cols());
    if m == 0 || n == 0 {
        return (ColMajor::identity(m, n_q), ColMajor::zeros(if n_q == 0 { 0 } else { n_q }, n));
    }
    if m.max(n) <= SMALL_QR { small::qr(a, n_q) } else { T::qr(a, n_q) }
}

/// Singular value decomposition; see `Backend::svd`.
///
/// # Errors
///
/// [`Error::Values`] if the iteration does not end, which finite numbers hardly ever cause.
pub(crate) fn svd<T: LinalgScalar>(mut a: ColMajor<T>, form: SvdForm) -> Result<SvdParts<T>> {
    let (m, n) = (a.n_rows(), a.n_cols());
    if m == 0 || n == 0 {
        let (n_u, n_v) = if form == SvdForm::Full { (m, n) } else { (0, 0) };
        let (u, v) = (ColMajor::identity(m, n_u), ColMajor::identity(n, n_v));
        return Ok(SvdParts { u, s: Vec::new(), v });
    }
    let unit = normalise(&mut a);
    let plain = form != SvdForm::Full || m == n;
    let mut parts = if plain && m.max(n) <= SMALL_SVD {
        small::svd(a, form != SvdForm::Values)
    } else {
        T::svd(a, form).map_err(|_| no_convergence())?
    };
    parts.s.iter_mut().for_each(|s| *s *= unit);
    Ok(parts)
}

/// Eigenvalues and vectors of a Hermitian matrix; see `Backend::eigh`.
///
/// # Errors
///
/// As [`svd`].
pub(crate) fn eigh<T: LinalgScalar>(mut a: ColMajor<T>, vectors: bool) -> Result<EighParts<T>> {
    let n = a.n_rows();
    if n == 0 {
        return Ok(EighParts { w: Vec::new(), v: a });
    }
    let unit = normalise(&mut a);
    let mut parts = if n <= SMALL_EIGH {
        small::eigh(a, vectors)
    } else {
        T::eigh(a, vectors).map_err(|_| no_convergence())?
    };
    parts.w.iter_mut().for_each(|w| *w *= unit);
    Ok(parts)
}

/// Eigenvalues and vectors of any matrix; see `Backend::eig`.
///
/// # Errors
///
/// As [`svd`].
pub(crate) fn eig<T: LinalgScalar>(
    mut a: ColMajor<T>,
    left: bool,
    right: bool,
) -> Result<EigParts<T>> {
    let n = a.n_rows();
    if n == 0 {
        return Ok(EigParts { re: Vec::new(), im: Vec::new(), left: a.clone(), right: a });
    }
    let unit = normalise(&mut a);
    let scales = small::balance(&mut a);
    let mut parts =
        if n <= SMALL_EIG { small::eig(a, left, right) } else { T::eig(a, left, right) }
            .map_err(|_| no_convergence())?;
    parts.re.iter_mut().chain(&mut parts.im).for_each(|w| *w *= unit);
    for (i, &scale) in scales.iter().enumerate().filter(|(_, scale)| **scale != T::Real::one()) {
        for j in 0..parts.right.n_cols() {
            parts.right[(i, j)] = parts.right[(i, j)].scale(scale);
        }
        for j in 0..parts.left.n_cols() {
            parts.left[(i, j)] = parts.left[(i, j)].scale(scale.recip());
        }
    }
    Ok(parts)
}

/// What an iteration that does not end is called.
pub(crate) fn no_convergence() -> Error {
    Error::Values { name: "a", requirement: "let the iteration for its eigenvalues converge" }
}

/// Divides a matrix whose numbers are so large or tiny that their squares leave the floating-point
/// range by a power of two, and returns that.
pub(crate) fn normalise<T: LinalgScalar>(a: &mut ColMajor<T>) -> T::Real {
    let largest = a.as_slice().iter().fold(T::Real::zero(), |m, v| m.max(v.modulus_bound()));
    let low = T::Real::min_positive_value().sqrt() / T::Real::epsilon();
    let unit = T::Real::one();
    if largest == T::Real::zero() || (low <= largest && largest <= low.recip()) {
        return unit;
    }
    // An infinite sum of the two finite parts of a complex number: their halves are at hand.
    let exponent =
        if largest.is_finite() { largest.log2().floor() } else { T::Real::max_value().log2() };
    // Powers of two beyond the normal range would not divide exactly.
    let bound = T::Real::max_value().log2().floor() - T::Real::of(2.0);
    let unit = exponent.max(-bound).min(bound).exp2();
    let factor = unit.recip();
    a.as_mut_slice().iter_mut().for_each(|v| *v = v.scale(factor));
    unit
}

/// QR with columns pivoted; see `Shared::qr_pivoted`.
pub(crate) fn qr_pivoted<T: LinalgScalar>(
    mut a: ColMajor<T>,
    n_q: usize,
) -> (ColMajor<T>, ColMajor<T>, Vec<usize>) {
    let (m, n) = (a.n_rows(), a.n_cols());
    if m == 0 || n == 0 {
        let (q, r) = qr(a, n_q);
        return (q, r, (0..n).collect());
    }
    let unit = normalise(&mut a);
    let (q, mut r, p) = T::qr_pivoted(a, n_q);
    if unit != T::Real::one() {
        r.as_mut_slice().iter_mut().for_each(|v| *v = v.scale(unit));
    }
    (q, r, p)
}

/// Generalised eigenvalues; see `Pencil::gevd`.
///
/// # Errors
///
/// As [`svd`].
pub(crate) fn gevd<C: LinalgScalar + Pencil>(
    mut a: ColMajor<C>,
    mut b: ColMajor<C>,
    left: bool,
) -> Result<GevdParts<C>> {
    if a.n_rows() == 0 {
        return Ok(GevdParts { alpha: Vec::new(), beta: Vec::new(), left: a, right: b });
    }
    let (unit_a, unit_b) = (normalise(&mut a), normalise(&mut b));
    let mut pencil = C::gevd(a, b, left).map_err(|_| no_convergence())?;
    pencil.alpha.iter_mut().for_each(|alpha| *alpha = alpha.scale(unit_a));
    pencil.beta.iter_mut().for_each(|beta| *beta = beta.scale(unit_b));
    Ok(pencil)
}

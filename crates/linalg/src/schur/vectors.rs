//! Eigenvalues and eigenvectors of a Schur form.

use num_traits::{Float, One, Zero};
use onkai_core::{Real, Scalar};

use crate::col_major::ColMajor;
use crate::scalar::LinalgScalar;

/// Real and imaginary parts of the eigenvalues of a (quasi-)triangular matrix.
pub(crate) fn eigenvalues_of_schur<T: LinalgScalar>(
    t: &ColMajor<T>,
) -> (Vec<T::Real>, Vec<T::Real>) {
    let n = t.n_rows();
    let mut re: Vec<T::Real> = (0..n).map(|k| t[(k, k)].re()).collect();
    let mut im: Vec<T::Real> = (0..n).map(|k| t[(k, k)].im()).collect();
    for k in (1..n).filter(|&k| t[(k, k - 1)] != T::zero()) {
        let (b, c) = (t[(k - 1, k)].re(), t[(k, k - 1)].re());
        let p = (re[k - 1] - re[k]) * T::Real::of(0.5);
        let mean = re[k] + p;
        let size = p.abs().max(b.abs()).max(c.abs());
        let discriminant = (p / size) * (p / size) + (b / size) * (c / size);
        let root = discriminant.abs().sqrt() * size;
        if discriminant < T::Real::zero() {
            (re[k - 1], re[k]) = (mean, mean);
            (im[k - 1], im[k]) = (root, -root);
        } else {
            (re[k - 1], re[k]) = (mean + root, mean - root);
        }
    }
    (re, im)
}

/// Eigenvectors of `z · t · z^H` in the layout of `EigParts`, not normalised.
pub(crate) fn vectors_of_schur<T: LinalgScalar>(
    t: &ColMajor<T>,
    z: &ColMajor<T>,
    left: bool,
) -> ColMajor<T> {
    let x = if left { left_vectors(t) } else { right_vectors(t) };
    let n = t.n_rows();
    let mut out = ColMajor::zeros(n, n);
    for j in 0..n {
        let column = out.col_mut(j);
        for (k, &factor) in x.col(j).iter().enumerate().filter(|(_, v)| **v != T::zero()) {
            for (out, v) in column.iter_mut().zip(z.col(k)) {
                *out += *v * factor;
            }
        }
    }
    out
}

/// Right eigenvectors of `t`, by substitution from below.
fn right_vectors<T: LinalgScalar>(t: &ColMajor<T>) -> ColMajor<T> {
    let n = t.n_rows();
    let (re, im) = eigenvalues_of_schur(t);
    let least = least_pivot(t);
    let mut out = ColMajor::zeros(n, n);
    let (mut x, mut xc) = (vec![T::zero(); n], vec![T::Complex::zero(); n]);
    for k in 0..n {
        let is_first = k + 1 < n && t[(k + 1, k)] != T::zero();
        if !T::IS_COMPLEX && is_first {
            let w = T::Complex::from_parts(re[k], im[k]);
            pair_start(t, k, w, &mut xc);
            substitute(t, k, w, &mut xc[..k + 2], least);
            for (i, v) in xc[..k + 2].iter().enumerate() {
                out[(i, k)] = T::from_real(v.re());
                out[(i, k + 1)] = T::from_real(v.im());
            }
        } else if T::IS_COMPLEX || k == 0 || t[(k, k - 1)] == T::zero() {
            for (x, v) in x[..k].iter_mut().zip(t.col(k)) {
                *x = -*v;
            }
            x[k] = T::one();
            substitute(t, k, t[(k, k)], &mut x[..=k], least);
            out.col_mut(k)[..=k].copy_from_slice(&x[..=k]);
        }
    }
    out
}

/// Sets `x` to the vector of the block at `k`, and the right-hand side that it makes above.
fn pair_start<T: LinalgScalar>(t: &ColMajor<T>, k: usize, w: T::Complex, x: &mut [T::Complex]) {
    let (b, c) = (t[(k, k + 1)], t[(k + 1, k)]);
    let one = T::Complex::one();
    (x[k], x[k + 1]) = if c.modulus() <= b.modulus() {
        (one, (w - t[(k, k)].embed()) / b.embed())
    } else {
        ((w - t[(k + 1, k + 1)].embed()) / c.embed(), one)
    };
    for i in 0..k {
        x[i] = -(x[k].scale(t[(i, k)].re()) + x[k + 1].scale(t[(i, k + 1)].re()));
    }
}

/// Where a pivot is smaller, an eigenvalue is repeated to working precision.
fn least_pivot<T: LinalgScalar>(t: &ColMajor<T>) -> T::Real {
    let largest = t.as_slice().iter().fold(T::Real::zero(), |m, v| m.max(v.modulus_bound()));
    (largest * T::Real::epsilon()).max(T::Real::min_positive_value() / T::Real::epsilon())
}

/// Solves `(t[..k, ..k] - w) · y = x[..k]`, and scales all of `x` where it would overflow.
fn substitute<T, S>(t: &ColMajor<T>, k: usize, w: S, x: &mut [S], least: T::Real)
where
    T: LinalgScalar,
    S: LinalgScalar<Real = T::Real>,
{
    let lift = |v: T| S::from_parts(v.re(), v.im());
    let mut i = k;
    while 0 < i {
        i -= 1;
        if i == 0 || t[(i, i - 1)] == T::zero() {
            let pivot = lift(t[(i, i)]) - w;
            let pivot = if pivot.modulus() < least { S::from_real(least) } else { pivot };
            x[i] = x[i] / pivot;
            keep_in_range(x, i);
            let factor = x[i];
            for (x, v) in x[..i].iter_mut().zip(t.col(i)) {
                *x -= lift(*v) * factor;
            }
        } else {
            let (a, d) = (lift(t[(i - 1, i - 1)]) - w, lift(t[(i, i)]) - w);
            let (b, c) = (lift(t[(i - 1, i)]), lift(t[(i, i - 1)]));
            let size = [a, b, c, d].iter().fold(least, |m, v| m.max(v.modulus_bound()));
            // Divided by their size, so that no product leaves the range.
            let [a, b, c, d] = [a, b, c, d].map(|v| v.scale(size.recip()));
            let det = a * d - b * c;
            let floor = least / size;
            let det = if det.modulus() < floor { S::from_real(floor) } else { det };
            let (p, q) = (x[i - 1].scale(size.recip()), x[i].scale(size.recip()));
            (x[i - 1], x[i]) = ((d * p - b * q) / det, (a * q - c * p) / det);
            keep_in_range(x, i);
            keep_in_range(x, i - 1);
            let (p, q) = (x[i - 1], x[i]);
            let columns = t.col(i - 1).iter().zip(t.col(i));
            for (x, (u, v)) in x[..i - 1].iter_mut().zip(columns) {
                *x -= lift(*u) * p + lift(*v) * q;
            }
            i -= 1;
        }
    }
}

/// Divides `x` by `x[i]` if that has become so large that the next steps may overflow.
fn keep_in_range<S: LinalgScalar>(x: &mut [S], i: usize) {
    let size = x[i].modulus_bound();
    if S::Real::max_value().sqrt() < size {
        let factor = size.recip();
        for v in x {
            *v = v.scale(factor);
        }
    }
}

/// Left eigenvectors: the right ones of the transpose, turned about its second diagonal to be
/// (quasi-)triangular again.
fn left_vectors<T: LinalgScalar>(t: &ColMajor<T>) -> ColMajor<T> {
    let n = t.n_rows();
    let mut turned = ColMajor::zeros(n, n);
    for j in 0..n {
        for i in 0..n {
            turned[(n - 1 - j, n - 1 - i)] = t[(i, j)];
        }
    }
    let x = right_vectors(&turned);
    let mut out = ColMajor::zeros(n, n);
    for k in 0..n {
        let in_block = |i: usize| !T::IS_COMPLEX && 0 < i && i < n && t[(i, i - 1)] != T::zero();
        // The real part stands first in either; the imaginary part changes its sign.
        let (source, sign) = if in_block(k + 1) {
            (n - 2 - k, T::Real::one())
        } else if in_block(k) {
            (n - k, -T::Real::one())
        } else {
            (n - 1 - k, T::Real::one())
        };
        for i in 0..n {
            out[(i, k)] = x[(n - 1 - i, source)].conj().scale(sign);
        }
    }
    out
}

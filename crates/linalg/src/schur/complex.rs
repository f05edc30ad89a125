//! The QR iteration with one shift, for complex Hessenberg matrices.

use num_complex::Complex;
use num_traits::{One, Zero};
use onkai_core::{Real, Scalar};

use crate::backend::NotConverged;
use crate::col_major::ColMajor;

/// Sweeps that one eigenvalue may take; two or three are usual.
const MAX_SWEEPS: usize = 60;

/// See `Shared::schur_of_hessenberg`.
///
/// Golub, Van Loan, *Matrix Computations*, 4th ed., section 7.5, with Wilkinson's shift.
pub(crate) fn single_shift<R: Real>(
    t: &mut ColMajor<Complex<R>>,
    z: &mut ColMajor<Complex<R>>,
) -> Result<(), NotConverged>
where
    Complex<R>: Scalar<Real = R>,
{
    let (mut end, mut n_sweeps) = (t.n_rows(), 0);
    while 0 < end {
        let start = start_of_block(t, end);
        if end - start == 1 {
            (end, n_sweeps) = (start, 0);
            continue;
        }
        if n_sweeps == MAX_SWEEPS {
            return Err(NotConverged);
        }
        n_sweeps += 1;
        let shift = shift(t, end - 1, n_sweeps);
        sweep(t, z, start, end, shift);
    }
    Ok(())
}

fn size<R: Real>(x: Complex<R>) -> R {
    x.re.abs() + x.im.abs()
}

/// Where the unreduced block that ends before `end` starts; what stands left of it is negligible
/// and becomes zero.
fn start_of_block<R: Real>(t: &mut ColMajor<Complex<R>>, end: usize) -> usize
where
    Complex<R>: Scalar<Real = R>,
{
    let (eps, tiny) = (R::epsilon(), R::min_positive_value() / R::epsilon());
    for k in (1..end).rev() {
        let (below, above) = (size(t[(k, k - 1)]), size(t[(k - 1, k)]));
        let (a, d) = (t[(k - 1, k - 1)], t[(k, k)]);
        let mut sum = size(a) + size(d);
        if sum == R::zero() {
            sum = if 2 <= k { size(t[(k - 1, k - 2)]) } else { sum };
            sum = if k + 1 < end { sum + size(t[(k + 1, k)]) } else { sum };
        }
        let (far, near) = (size(a - d).max(size(d)), size(a - d).min(size(d)));
        let s = far + above.max(below);
        if below <= tiny
            || (below <= eps * sum
                && above.min(below) * (above.max(below) / s) <= tiny.max(eps * (near * (far / s))))
        {
            t[(k, k - 1)] = Complex::zero();
            return k;
        }
    }
    0
}

/// The eigenvalue of the last block of order two that is nearer to its last element.
fn shift<R: Real>(t: &ColMajor<Complex<R>>, l: usize, n_sweeps: usize) -> Complex<R>
where
    Complex<R>: Scalar<Real = R>,
{
    let last = t[(l, l)];
    if n_sweeps.is_multiple_of(10) {
        return last + Complex::from(R::of(0.75) * size(t[(l, l - 1)]));
    }
    let product = t[(l - 1, l)].sqrt() * t[(l, l - 1)].sqrt();
    if product == Complex::zero() {
        return last;
    }
    let half = (t[(l - 1, l - 1)] - last).scale(R::of(0.5));
    let unit = size(half).max(size(product));
    let (x, y) = (half.unscale(unit), product.unscale(unit));
    let root = (x * x + y * y).sqrt().scale(unit);
    let along = half.re * root.re + half.im * root.im;
    let sum = if along < R::zero() { half - root } else { half + root };
    last - product * (product / sum)
}

/// One sweep of rotations over the rows and columns from `start` to before `end`.
fn sweep<R: Real>(
    t: &mut ColMajor<Complex<R>>,
    z: &mut ColMajor<Complex<R>>,
    start: usize,
    end: usize,
    shift: Complex<R>,
) where
    Complex<R>: Scalar<Real = R>,
{
    let n = t.n_cols();
    let (mut f, mut g) = (t[(start, start)] - shift, t[(start + 1, start)]);
    for k in start..end - 1 {
        let rotation = ComplexRotation::new(f, g);
        if start < k {
            t[(k, k - 1)] = rotation.r;
            t[(k + 1, k - 1)] = Complex::zero();
        }
        rotation.rows(t, k, k..n);
        rotation.columns(t, k, (k + 3).min(end));
        if z.n_cols() > 0 {
            rotation.columns(z, k, n);
        }
        if k + 2 < end {
            (f, g) = (t[(k + 1, k)], t[(k + 2, k)]);
        }
    }
}

/// `[[c, s], [-conj(s), c]]`, which takes `(f, g)` to `(r, 0)`.
#[derive(Clone, Copy, Debug)]
pub(super) struct ComplexRotation<R> {
    c: R,
    s: Complex<R>,
    r: Complex<R>,
}

impl<R: Real> ComplexRotation<R>
where
    Complex<R>: Scalar<Real = R>,
{
    pub(super) fn new(f: Complex<R>, g: Complex<R>) -> Self {
        let (size_f, size_g) = (f.norm(), g.norm());
        if size_g == R::zero() {
            return Self { c: R::one(), s: Complex::zero(), r: f };
        }
        let length = size_f.hypot(size_g);
        let phase = if size_f == R::zero() { Complex::one() } else { f.unscale(size_f) };
        let s = phase * Scalar::conj(g.unscale(length));
        Self { c: size_f / length, s, r: phase.scale(length) }
    }

    /// Turns rows `k` and `k + 1` in the given columns.
    pub(super) fn rows(
        &self,
        a: &mut ColMajor<Complex<R>>,
        k: usize,
        columns: std::ops::Range<usize>,
    ) {
        for j in columns {
            let (x, y) = (a[(k, j)], a[(k + 1, j)]);
            a[(k, j)] = x.scale(self.c) + self.s * y;
            a[(k + 1, j)] = y.scale(self.c) - Scalar::conj(self.s) * x;
        }
    }

    /// Turns columns `k` and `k + 1` back in the first rows.
    pub(super) fn columns(&self, a: &mut ColMajor<Complex<R>>, k: usize, n_rows: usize) {
        let conjugate = Scalar::conj(self.s);
        let [p, q] = a.two_cols_mut(k, k + 1);
        for (p, q) in p[..n_rows].iter_mut().zip(&mut q[..n_rows]) {
            (*p, *q) = (p.scale(self.c) + conjugate * *q, q.scale(self.c) - self.s * *p);
        }
    }
}

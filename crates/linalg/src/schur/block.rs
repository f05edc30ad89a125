//! Diagonal blocks of order two of the real Schur form.

use num_complex::Complex;
use onkai_core::{Real, Scalar};

use crate::col_major::ColMajor;
use crate::scalar::LinalgScalar;

/// Turns the block at `k` until it is triangular, if its eigenvalues are real, or else has equal
/// numbers on its diagonal.
///
/// Z. Bai, J. W. Demmel, *On swapping diagonal blocks in real Schur form*, Linear Algebra Appl. 186
/// (1993), doi:10.1016/0024-3795(93)90286-W, say what the standard form is.
pub(crate) fn standardise<F: Real + LinalgScalar<Real = F>>(
    t: &mut ColMajor<F>,
    z: &mut ColMajor<F>,
    k: usize,
) {
    let half = F::of(0.5);
    // Once to make the diagonal equal; once more if the eigenvalues are real after all.
    for _ in 0..2 {
        let (a, b, c, d) = (t[(k, k)], t[(k, k + 1)], t[(k + 1, k)], t[(k + 1, k + 1)]);
        if c == F::zero() {
            return;
        }
        let p = half * (a - d);
        let size = p.abs().max(b.abs()).max(c.abs());
        let discriminant = (p / size) * (p / size) + (b / size) * (c / size);
        if F::of(4.0) * F::epsilon() <= discriminant || (p == F::zero() && F::zero() <= b * c) {
            let root = discriminant.max(F::zero()).sqrt() * size;
            let x = if p < F::zero() { p - root } else { p + root };
            turn(t, z, k, x, c);
            t[(k + 1, k)] = F::zero();
            return;
        }
        if p == F::zero() {
            return;
        }
        let (sum, difference) = (b + c, a - d);
        let length = Complex::new(sum, difference).modulus();
        let cosine = (half * (F::one() + sum.abs() / length)).sqrt();
        let sine = difference / (F::of(2.0) * length * cosine);
        turn(t, z, k, cosine, if sum < F::zero() { sine } else { -sine });
        let mean = half * (t[(k, k)] + t[(k + 1, k + 1)]);
        (t[(k, k)], t[(k + 1, k + 1)]) = (mean, mean);
    }
}

/// `T ← G^T·T·G` and `Z ← Z·G` with the rotation of rows `k` and `k + 1` whose first column is
/// along `(x, y)`.
fn turn<F: Real + LinalgScalar<Real = F>>(
    t: &mut ColMajor<F>,
    z: &mut ColMajor<F>,
    k: usize,
    x: F,
    y: F,
) {
    let length = Complex::new(x, y).modulus();
    let (c, s) = (x / length, y / length);
    for j in k..t.n_cols() {
        let (x, y) = (t[(k, j)], t[(k + 1, j)]);
        t[(k, j)] = c * x + s * y;
        t[(k + 1, j)] = c * y - s * x;
    }
    let columns = |a: &mut ColMajor<F>, n_rows: usize| {
        let [p, q] = a.two_cols_mut(k, k + 1);
        for (p, q) in p[..n_rows].iter_mut().zip(&mut q[..n_rows]) {
            (*p, *q) = (c * *p + s * *q, c * *q - s * *p);
        }
    };
    columns(t, k + 2);
    if z.n_cols() > 0 {
        let n_rows = z.n_rows();
        columns(z, n_rows);
    }
}

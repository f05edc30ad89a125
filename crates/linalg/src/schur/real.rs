//! The QR iteration with two shifts at a time, for real Hessenberg matrices.

use onkai_core::Real;

use super::block::standardise;
use crate::backend::NotConverged;
use crate::col_major::ColMajor;
use crate::scalar::LinalgScalar;
use crate::small::Reflector;

/// Sweeps that one eigenvalue may take; two or three are usual.
const MAX_SWEEPS: usize = 60;

/// See `Shared::schur_of_hessenberg`.
///
/// J. G. F. Francis, *The QR transformation*, Comput. J. 4 (1961), doi:10.1093/comjnl/4.3.265; the
/// test for deflation is that of M. Ahues and F. Tisseur, LAPACK Working Note 122 (1997).
pub(crate) fn francis<F: Real + LinalgScalar<Real = F>>(
    t: &mut ColMajor<F>,
    z: &mut ColMajor<F>,
) -> Result<(), NotConverged> {
    // The active block ends before `end`.
    let (mut end, mut n_sweeps) = (t.n_rows(), 0);
    while 0 < end {
        let start = start_of_block(t, end);
        if end - start <= 2 {
            if end - start == 2 {
                standardise(t, z, start);
            }
            (end, n_sweeps) = (start, 0);
            continue;
        }
        if n_sweeps == MAX_SWEEPS {
            return Err(NotConverged);
        }
        n_sweeps += 1;
        sweep(t, z, start..end, n_sweeps);
    }
    Ok(())
}

/// Where the unreduced block that ends before `end` starts; what stands left of it is negligible
/// and becomes zero.
fn start_of_block<F: Real>(t: &mut ColMajor<F>, end: usize) -> usize {
    for k in (1..end).rev() {
        if is_negligible(t, k, end) {
            t[(k, k - 1)] = F::zero();
            return k;
        }
    }
    0
}

fn is_negligible<F: Real>(t: &ColMajor<F>, k: usize, end: usize) -> bool {
    let (eps, tiny) = (F::epsilon(), F::min_positive_value() / F::epsilon());
    let below = t[(k, k - 1)].abs();
    if below <= tiny {
        return true;
    }
    let (a, d) = (t[(k - 1, k - 1)], t[(k, k)]);
    let mut size = a.abs() + d.abs();
    if size == F::zero() {
        size = if 2 <= k { t[(k - 1, k - 2)].abs() } else { size };
        size = if k + 1 < end { size + t[(k + 1, k)].abs() } else { size };
    }
    if eps * size < below {
        return false;
    }
    let above = t[(k - 1, k)].abs();
    let (far, near) = ((a - d).abs().max(d.abs()), (a - d).abs().min(d.abs()));
    let sum = far + above.max(below);
    above.min(below) * (above.max(below) / sum) <= tiny.max(eps * (near * (far / sum)))
}

/// A pair of shifts: conjugate, or both real (`im` zero).
#[derive(Clone, Copy)]
struct Shifts<F> {
    re: [F; 2],
    im: F,
}

/// The eigenvalues of the last block of order two; now and then others, as these may go in circles.
fn shifts<F: Real>(t: &ColMajor<F>, start: usize, end: usize, n_sweeps: usize) -> Shifts<F> {
    let l = end - 1;
    let [a, b, c, d] = match n_sweeps % 20 {
        0 => exceptional(t[(l, l)], t[(l, l - 1)].abs() + t[(l - 1, l - 2)].abs()),
        10 => {
            let s = t[(start + 1, start)].abs() + t[(start + 2, start + 1)].abs();
            exceptional(t[(start, start)], s)
        }
        _ => [t[(l - 1, l - 1)], t[(l - 1, l)], t[(l, l - 1)], t[(l, l)]],
    };
    let size = a.abs() + b.abs() + c.abs() + d.abs();
    if size == F::zero() {
        return Shifts { re: [F::zero(); 2], im: F::zero() };
    }
    let (a, b, c, d) = (a / size, b / size, c / size, d / size);
    let mean = (a + d) * F::of(0.5);
    let discriminant = (a - mean) * (d - mean) - b * c;
    let root = discriminant.abs().sqrt();
    if F::zero() <= discriminant {
        return Shifts { re: [mean * size; 2], im: root * size };
    }
    let (above, below) = (mean + root, mean - root);
    let nearer = if (above - d).abs() <= (below - d).abs() { above } else { below };
    Shifts { re: [nearer * size; 2], im: F::zero() }
}

/// A block with complex eigenvalues, of the size of the elements that will not vanish. The numbers
/// are those of J. H. Wilkinson and C. Reinsch, *Linear Algebra* (1971), contribution II/14.
fn exceptional<F: Real>(corner: F, s: F) -> [F; 4] {
    let a = F::of(0.75) * s + corner;
    [a, F::of(-0.4375) * s, s, a]
}

/// One sweep over the rows and columns of a block.
fn sweep<F: Real + LinalgScalar<Real = F>>(
    t: &mut ColMajor<F>,
    z: &mut ColMajor<F>,
    block: std::ops::Range<usize>,
    n_sweeps: usize,
) {
    let (n, end) = (t.n_rows(), block.end);
    let shifts = shifts(t, block.start, end, n_sweeps);
    let (first, mut v) = first_column(t, &block, shifts);
    for k in first..end - 1 {
        let len = (end - k).min(3);
        if first < k {
            v[..len].copy_from_slice(&t.col(k - 1)[k..k + len]);
        }
        let reflector = Reflector::of(&mut v[..len]);
        if first < k {
            let column = &mut t.col_mut(k - 1)[k..k + len];
            column.fill(F::zero());
            column[0] = v[0];
        } else if block.start < first {
            // What stands left of the block is not quite zero, and is reflected, too.
            t[(k, k - 1)] *= F::one() - reflector.tau();
        }
        let tail = &v[1..len];
        for j in k..n {
            reflector.apply_adjoint(tail, &mut t.col_mut(j)[k..k + len]);
        }
        let rows = (k + len + 1).min(end);
        from_the_right(t, reflector, tail, k, rows);
        let rows = z.n_rows();
        from_the_right(z, reflector, tail, k, rows);
    }
}

/// Where the sweep starts, and the first column of `(T - s₁)(T - s₂)` there, scaled. It may start
/// inside the block where two elements below the diagonal are small together.
fn first_column<F: Real>(
    t: &ColMajor<F>,
    block: &std::ops::Range<usize>,
    shifts: Shifts<F>,
) -> (usize, [F; 3]) {
    let mut k = block.end - 3;
    loop {
        let (a, below) = (t[(k, k)], t[(k + 1, k)]);
        let size = (a - shifts.re[1]).abs() + shifts.im.abs() + below.abs();
        let below = below / size;
        let v = [
            below * t[(k, k + 1)]
                + (a - shifts.re[0]) * ((a - shifts.re[1]) / size)
                + shifts.im * (shifts.im / size),
            below * (a + t[(k + 1, k + 1)] - shifts.re[0] - shifts.re[1]),
            below * t[(k + 2, k + 1)],
        ];
        let size = v[0].abs() + v[1].abs() + v[2].abs();
        let v = if size == F::zero() { v } else { v.map(|x| x / size) };
        if k == block.start {
            return (k, v);
        }
        let left = t[(k, k - 1)].abs() * (v[1].abs() + v[2].abs());
        let diagonal = t[(k - 1, k - 1)].abs() + a.abs() + t[(k + 1, k + 1)].abs();
        if left <= F::epsilon() * v[0].abs() * diagonal {
            return (k, v);
        }
        k -= 1;
    }
}

/// `a ← a · H` on the columns from `k` on, in the first `n_rows` rows.
fn from_the_right<F: Real + LinalgScalar<Real = F>>(
    a: &mut ColMajor<F>,
    reflector: Reflector<F>,
    tail: &[F],
    k: usize,
    n_rows: usize,
) {
    if a.n_cols() == 0 {
        return;
    }
    let (tau, m) = (reflector.tau(), a.n_rows());
    let (x, rest) = a.as_mut_slice()[k * m..].split_at_mut(m);
    if tail.len() == 1 {
        for (x, y) in x[..n_rows].iter_mut().zip(&mut rest[..n_rows]) {
            let sum = tau * (*x + tail[0] * *y);
            *x -= sum;
            *y -= sum * tail[0];
        }
        return;
    }
    let (y, w) = rest.split_at_mut(m);
    for ((x, y), w) in x[..n_rows].iter_mut().zip(&mut y[..n_rows]).zip(&mut w[..n_rows]) {
        let sum = tau * (*x + tail[0] * *y + tail[1] * *w);
        *x -= sum;
        *y -= sum * tail[0];
        *w -= sum * tail[1];
    }
}

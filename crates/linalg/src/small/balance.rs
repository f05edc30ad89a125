//! Balancing: a diagonal similarity that brings the norms of rows and columns together.

use num_traits::{Float, One, Zero};
use onkai_core::Real;

use crate::col_major::ColMajor;
use crate::scalar::LinalgScalar;

/// Replaces `a` by `D⁻¹·a·D` and returns the diagonal of `D`, powers of two.
///
/// R. James, J. Langou, B. R. Lowery, *On matrix balancing and eigenvector computation* (2014),
/// arXiv:1401.5766: by Euclidean norms, and only where it shortens them by a twentieth.
pub(crate) fn balance<T: LinalgScalar>(a: &mut ColMajor<T>) -> Vec<T::Real> {
    let n = a.n_rows();
    let mut scales = vec![T::Real::one(); n];
    loop {
        let mut changed = false;
        for i in 0..n {
            let column = a.col(i).iter().fold(T::Real::zero(), |s, v| s + v.modulus_squared());
            let row = (0..n).fold(T::Real::zero(), |s, j| s + a[(i, j)].modulus_squared());
            let diagonal = a[(i, i)].modulus_squared();
            let (c, r) = ((column - diagonal).sqrt(), (row - diagonal).sqrt());
            let Some(f) = factor(c, r) else { continue };
            // A scale beyond half the exponent range would spoil the vectors.
            let limit = T::Real::max_value().sqrt();
            if !(limit.recip() < scales[i] * f && scales[i] * f < limit) {
                continue;
            }
            changed = true;
            scales[i] *= f;
            a.col_mut(i).iter_mut().for_each(|v| *v = v.scale(f));
            let inverse = f.recip();
            for j in 0..n {
                a[(i, j)] = a[(i, j)].scale(inverse);
            }
        }
        if !changed {
            return scales;
        }
    }
}

/// The power of two that brings `c·f` and `r/f` together, if it pays.
fn factor<R: Real>(c: R, r: R) -> Option<R> {
    let small = R::min_positive_value().sqrt();
    // Written so that NaN, which rounding can leave of a difference, fails.
    if !(small < c && small < r) {
        return None;
    }
    let two = R::of(2.0);
    // The usual case: the exponent would be rounded to zero.
    if r < two * c && c < two * r {
        return None;
    }
    let exponent = ((r / c).log2() * R::of(0.5)).round();
    let f = exponent.exp2();
    let (scaled, plain) = ((c * f).hypot(r / f), c.hypot(r));
    (scaled < R::of(0.95) * plain).then_some(f)
}

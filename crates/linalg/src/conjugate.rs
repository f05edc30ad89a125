//! Eigenvalues of real matrices that have been computed in complex numbers.

use num_traits::Zero;

use crate::col_major::ColMajor;
use crate::scalar::LinalgScalar;

/// Puts conjugates side by side, and makes them so to the last bit; what is its own conjugate, as
/// near as any other comes to it, is made real. Vectors have their largest element real.
pub(crate) fn pair_up<C: LinalgScalar>(
    w: &mut [C],
    left: &mut ColMajor<C>,
    right: &mut ColMajor<C>,
) {
    let n = w.len();
    let mut k = 0;
    while k < n {
        let mirrored = w[k].conj();
        let mut nearest = (k, (w[k] - mirrored).modulus());
        for (j, &other) in w.iter().enumerate().skip(k + 1) {
            let distance = (other - mirrored).modulus();
            if distance < nearest.1 {
                nearest = (j, distance);
            }
        }
        let partner = nearest.0;
        if partner == k {
            w[k] = C::from_real(w[k].re());
            for side in [&mut *left, &mut *right].into_iter().filter(|side| 0 < side.n_cols()) {
                side.col_mut(k).iter_mut().for_each(|v| *v = C::from_real(v.re()));
            }
            k += 1;
            continue;
        }
        swap(w, left, right, (k + 1, partner));
        if w[k].im() < C::Real::zero() {
            swap(w, left, right, (k, k + 1));
        }
        w[k + 1] = w[k].conj();
        for side in [&mut *left, &mut *right].into_iter().filter(|side| 0 < side.n_cols()) {
            let [first, second] = side.two_cols_mut(k, k + 1);
            for (second, first) in second.iter_mut().zip(first) {
                *second = first.conj();
            }
        }
        k += 2;
    }
}

fn swap<C: LinalgScalar>(
    w: &mut [C],
    left: &mut ColMajor<C>,
    right: &mut ColMajor<C>,
    (p, q): (usize, usize),
) {
    if p == q {
        return;
    }
    w.swap(p, q);
    for side in [left, right].into_iter().filter(|side| 0 < side.n_cols()) {
        let [x, y] = side.two_cols_mut(p, q);
        x.swap_with_slice(y);
    }
}

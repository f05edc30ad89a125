//! Jacobi's method for singular values, from one side.

use num_traits::{Float, One, Zero};
use onkai_core::Real;

use super::columns::Columns;
use super::eigh::{Rotation, for_each_pair};
use super::norms::norm2;
use crate::backend::SvdParts;
use crate::col_major::ColMajor;
use crate::scalar::LinalgScalar;

/// Sweeps after which the columns are taken for orthogonal; about six are needed.
const MAX_SWEEPS: usize = 40;

/// Thin singular value decomposition: rotations make the columns orthogonal, pair by pair.
///
/// J. Demmel, K. Veselić, *Jacobi's method is more accurate than QR*, SIAM J. Matrix Anal. Appl. 13
/// (1992), doi:10.1137/0613074.
pub(crate) fn svd<T: LinalgScalar>(a: ColMajor<T>, vectors: bool) -> SvdParts<T> {
    if a.n_rows() < a.n_cols() {
        let SvdParts { u, s, v } = svd(a.adjoint(), vectors);
        return SvdParts { u: v, s, v: u };
    }
    let (m, n) = (a.n_rows(), a.n_cols());
    let mut u = a;
    let mut v = ColMajor::identity(n, if vectors { n } else { 0 });
    match (m, n, vectors) {
        (2, 2, true) => make_orthogonal(u.array_cols_mut::<2>(), v.array_cols_mut::<2>(), n),
        (3, 3, true) => make_orthogonal(u.array_cols_mut::<3>(), v.array_cols_mut::<3>(), n),
        (4, 4, true) => make_orthogonal(u.array_cols_mut::<4>(), v.array_cols_mut::<4>(), n),
        _ => make_orthogonal(&mut u, &mut v, n),
    }
    parts(&u, &v, vectors)
}

/// Sweeps over all pairs of columns of `u` until they are orthogonal, and does the same to `v`.
fn make_orthogonal<T: LinalgScalar, C: Columns<T> + ?Sized>(u: &mut C, v: &mut C, n: usize) {
    let mut squares = vec![T::Real::zero(); n];
    for _ in 0..MAX_SWEEPS {
        for (j, square) in squares.iter_mut().enumerate() {
            *square = u.col(j).iter().fold(T::Real::zero(), |s, v| s + v.modulus_squared());
        }
        let mut rotated = false;
        for_each_pair(n, |p, q| rotated |= orthogonalise(u, v, &mut squares, (p, q)));
        if !rotated {
            break;
        }
    }
}

/// Makes two columns orthogonal, and keeps the squares of their lengths; false if they are already.
#[inline]
fn orthogonalise<T: LinalgScalar, C: Columns<T> + ?Sized>(
    u: &mut C,
    v: &mut C,
    squares: &mut [T::Real],
    (p, q): (usize, usize),
) -> bool {
    let [x, y] = u.two_cols_mut(p, q);
    let xy = x.iter().zip(&*y).fold(T::zero(), |sum, (x, y)| sum + x.conj() * *y);
    let (xx, yy) = (squares[p], squares[q]);
    let size = xy.modulus();
    let tolerance = T::Real::epsilon() * T::Real::of(2.0);
    // The matrix is scaled: what underflows here is nothing beside its norm.
    if size <= tolerance * (xx * yy).sqrt() || size < T::Real::min_positive_value() {
        return false;
    }
    let rotation = Rotation::new(xx, yy, xy, size);
    squares[p] = (xx - rotation.t * size).max(T::Real::zero());
    squares[q] = yy + rotation.t * size;
    rotation.apply_to(x, y);
    if v.n_cols() > 0 {
        let [x, y] = v.two_cols_mut(p, q);
        rotation.apply_to(x, y);
    }
    true
}

/// Norms of the columns in falling order, and the columns made unit vectors.
fn parts<T: LinalgScalar>(u: &ColMajor<T>, v: &ColMajor<T>, vectors: bool) -> SvdParts<T> {
    let (m, n) = (u.n_rows(), u.n_cols());
    let norms: Vec<T::Real> = (0..n).map(|j| norm2(u.col(j))).collect();
    let mut order: Vec<usize> = (0..n).collect();
    order.sort_unstable_by(|&i, &j| norms[j].as_f64().total_cmp(&norms[i].as_f64()));
    let s: Vec<_> = order.iter().map(|&j| norms[j]).collect();
    if !vectors {
        return SvdParts { u: ColMajor::zeros(m, 0), s, v: ColMajor::zeros(n, 0) };
    }
    let (mut left, mut right) = (ColMajor::zeros(m, n), ColMajor::zeros(n, n));
    // Columns as short as this have lost their direction in the products above.
    let shortest = T::Real::min_positive_value().sqrt() / T::Real::epsilon();
    for (k, &j) in order.iter().enumerate() {
        right.col_mut(k).copy_from_slice(v.col(j));
        if shortest < s[k] {
            let inverse = s[k].recip();
            for (out, x) in left.col_mut(k).iter_mut().zip(u.col(j)) {
                *out = x.scale(inverse);
            }
        } else {
            complete(&mut left, k);
        }
    }
    SvdParts { u: left, s, v: right }
}

/// Sets column `k` to a unit vector orthogonal to those before it.
fn complete<T: LinalgScalar>(u: &mut ColMajor<T>, k: usize) {
    let m = u.n_rows();
    // The axis that the columns so far cover least, projected twice against rounding.
    let covered = |i: usize| {
        (0..k).fold(T::Real::zero(), |sum, j| sum + u[(i, j)].modulus_squared()).as_f64()
    };
    let axis = (0..m).min_by(|&i, &j| covered(i).total_cmp(&covered(j))).unwrap_or(0);
    u.col_mut(k).fill(T::zero());
    u[(axis, k)] = T::one();
    for _ in 0..2 {
        for j in 0..k {
            let [other, column] = u.two_cols_mut(j, k);
            let along = other.iter().zip(&*column).fold(T::zero(), |s, (a, b)| s + a.conj() * *b);
            for (x, a) in column.iter_mut().zip(&*other) {
                *x -= *a * along;
            }
        }
        let inverse = T::Real::one() / norm2(u.col(k));
        u.col_mut(k).iter_mut().for_each(|x| *x = x.scale(inverse));
    }
}

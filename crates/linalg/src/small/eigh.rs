//! Jacobi's method for Hermitian matrices.

use std::cmp::Ordering;

use num_traits::{Float, One, Zero};
use onkai_core::Real;

use super::columns::Columns;
use crate::backend::EighParts;
use crate::col_major::ColMajor;
use crate::scalar::LinalgScalar;

/// Sweeps after which the off-diagonal is taken for what rounding leaves; about six are needed.
const MAX_SWEEPS: usize = 40;

/// Eigenvalues of a Hermitian matrix, of which the lower triangle is read, by rotations that make
/// one off-diagonal element after the other vanish.
///
/// Golub, Van Loan, *Matrix Computations*, 4th ed., section 8.5.
pub(crate) fn eigh<T: LinalgScalar>(mut a: ColMajor<T>, vectors: bool) -> EighParts<T> {
    let n = a.n_rows();
    for j in 0..n {
        a[(j, j)] = T::from_real(a[(j, j)].re());
        for i in j + 1..n {
            a[(j, i)] = a[(i, j)].conj();
        }
    }
    let mut v = ColMajor::identity(n, if vectors { n } else { 0 });
    match (n, vectors) {
        (2, true) => make_diagonal(a.array_cols_mut::<2>(), v.array_cols_mut::<2>(), n),
        (3, true) => make_diagonal(a.array_cols_mut::<3>(), v.array_cols_mut::<3>(), n),
        (4, true) => make_diagonal(a.array_cols_mut::<4>(), v.array_cols_mut::<4>(), n),
        _ => make_diagonal(&mut a, &mut v, n),
    }
    sorted(&a, &v)
}

/// Sweeps over all off-diagonal elements of `a` until they are negligible, and turns the columns of `v`
/// along.
fn make_diagonal<T: LinalgScalar, C: Columns<T> + ?Sized>(a: &mut C, v: &mut C, n: usize) {
    for _ in 0..MAX_SWEEPS {
        let mut rotated = false;
        for_each_pair(n, |p, q| rotated |= annihilate(a, v, p, q));
        if !rotated {
            break;
        }
    }
}

/// Calls `visit` for every pair `p < q` below `n`, in rounds of pairs that have no index in common, as
/// in a tournament: rotations of one round do not wait for each other's divisions and roots.
pub(super) fn for_each_pair(n: usize, mut visit: impl FnMut(usize, usize)) {
    // In round r meet those whose numbers add up to r modulo an odd m; who would meet himself meets
    // the one left over, if there is one.
    let m = if n.is_multiple_of(2) { n.saturating_sub(1) } else { n };
    for round in 0..m {
        for p in 0..m {
            let q = if p <= round { round - p } else { round + m - p };
            match p.cmp(&q) {
                Ordering::Less => visit(p, q),
                Ordering::Equal if m < n => visit(p, m),
                _ => {}
            }
        }
    }
}

/// Makes the element `(p, q)` vanish; false if it is negligible already.
#[inline]
fn annihilate<T: LinalgScalar, C: Columns<T> + ?Sized>(
    a: &mut C,
    v: &mut C,
    p: usize,
    q: usize,
) -> bool {
    let [x, y] = a.two_cols_mut(p, q);
    let (off, app, aqq) = (y[p], x[p].re(), y[q].re());
    let size = off.modulus();
    let small = T::Real::epsilon() * T::Real::of(0.25);
    let is_negligible =
        size <= small * app.abs().min(aqq.abs()) || size < T::Real::min_positive_value();
    if !is_negligible {
        let rotation = Rotation::new(app, aqq, off, size);
        rotation.apply_to(x, y);
        x[p] = T::from_real(app - rotation.t * size);
        y[q] = T::from_real(aqq + rotation.t * size);
        if v.n_cols() > 0 {
            let [x, y] = v.two_cols_mut(p, q);
            rotation.apply_to(x, y);
        }
    }
    let [x, y] = a.two_cols_mut(p, q);
    (x[q], y[p]) = (T::zero(), T::zero());
    if is_negligible {
        return false;
    }
    // The rows are the columns' mirror images.
    for i in (0..a.n_cols()).filter(|&i| i != p && i != q) {
        let (x, y) = (a.col(p)[i].conj(), a.col(q)[i].conj());
        let column = a.col_mut(i);
        (column[p], column[q]) = (x, y);
    }
    true
}

/// The rotation that makes `[[app, off], [conj(off), aqq]]` diagonal.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rotation<T: LinalgScalar> {
    c: T::Real,
    s: T::Real,
    /// The tangent of the angle.
    pub(super) t: T::Real,
    /// The conjugate of the off-diagonal element's phase.
    phase: T,
}

impl<T: LinalgScalar> Rotation<T> {
    /// `size` is the modulus of `off`, and positive.
    pub(super) fn new(app: T::Real, aqq: T::Real, off: T, size: T::Real) -> Self {
        let one = T::Real::one();
        let zeta = (aqq - app) / (size + size);
        // Where the square overflows, the rotation is none to working precision.
        let root = (zeta * zeta + one).sqrt();
        let t = if zeta < T::Real::zero() { one / (zeta - root) } else { one / (zeta + root) };
        let c = one / (t * t + one).sqrt();
        let phase = T::from_parts(off.re() / size, -off.im() / size);
        Self { c, s: c * t, t, phase }
    }

    #[inline]
    pub(super) fn apply(&self, x: T, y: T) -> (T, T) {
        let y = if T::IS_COMPLEX { y * self.phase } else { y.scale(self.phase.re()) };
        (x.scale(self.c) - y.scale(self.s), x.scale(self.s) + y.scale(self.c))
    }

    #[inline]
    pub(super) fn apply_to(&self, x: &mut [T], y: &mut [T]) {
        for (x, y) in x.iter_mut().zip(y) {
            (*x, *y) = self.apply(*x, *y);
        }
    }
}

/// The diagonal in rising order, and the columns of `v` in the same.
fn sorted<T: LinalgScalar>(a: &ColMajor<T>, v: &ColMajor<T>) -> EighParts<T> {
    let n = a.n_rows();
    let mut order: Vec<usize> = (0..n).collect();
    order.sort_unstable_by(|&i, &j| a[(i, i)].re().as_f64().total_cmp(&a[(j, j)].re().as_f64()));
    let w = order.iter().map(|&j| a[(j, j)].re()).collect();
    let mut columns = ColMajor::zeros(v.n_rows(), v.n_cols());
    for (j, &source) in order.iter().enumerate().take(v.n_cols()) {
        columns.col_mut(j).copy_from_slice(v.col(source));
    }
    EighParts { w, v: columns }
}

#[cfg(test)]
mod tests {
    use super::for_each_pair;

    #[test]
    fn every_pair_is_visited_once_and_rounds_have_no_index_twice() {
        for n in 0..9_usize {
            let mut pairs = Vec::new();
            for_each_pair(n, |p, q| pairs.push((p, q)));
            for round in pairs.chunks((n / 2).max(1)) {
                let mut indices: Vec<_> = round.iter().flat_map(|&(p, q)| [p, q]).collect();
                indices.sort_unstable();
                indices.dedup();
                assert_eq!(indices.len(), 2 * round.len(), "n = {n}");
            }
            pairs.sort_unstable();
            let all = (0..n).flat_map(|p| (p + 1..n).map(move |q| (p, q)));
            assert!(pairs.iter().copied().eq(all), "n = {n}");
        }
    }
}

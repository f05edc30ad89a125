//! Householder reflections, one at a time.

use num_traits::Zero;

use super::norms::norm2;
use crate::scalar::LinalgScalar;

/// `H = 1 - τ·v·v^H` with `v[0] = 1`, whose adjoint takes a vector to a multiple of the first unit
/// vector.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reflector<T> {
    tau: T,
}

impl<T: LinalgScalar> Reflector<T> {
    /// Finds the reflection for `x`, whose tail becomes that of `v`, and whose head becomes what
    /// is left: a real number.
    pub(crate) fn of(x: &mut [T]) -> Self {
        let size = norm2(x);
        let Some((head, tail)) = x.split_first_mut() else {
            return Self { tau: T::zero() };
        };
        let alpha = *head;
        if alpha.im() == T::Real::zero() && tail.iter().all(|v| *v == T::zero()) {
            return Self { tau: T::zero() };
        }
        let beta = if alpha.re() < T::Real::zero() { size } else { -size };
        let tau = T::from_parts((beta - alpha.re()) / beta, -alpha.im() / beta);
        let pivot = alpha - T::from_real(beta);
        // Where the reciprocal of a tiny pivot overflows, division is the slower way that works.
        let inverse = T::one() / pivot;
        if inverse.is_all_finite() {
            for v in tail {
                *v *= inverse;
            }
        } else {
            for v in tail {
                *v = *v / pivot;
            }
        }
        *head = T::from_real(beta);
        Self { tau }
    }

    /// `y ← H^H · y`, with the tail of `v`.
    pub(crate) fn apply_adjoint(self, tail: &[T], y: &mut [T]) {
        reflect(self.tau.conj(), tail, y);
    }

    /// `y ← H · y`, with the tail of `v`.
    pub(crate) fn apply(self, tail: &[T], y: &mut [T]) {
        reflect(self.tau, tail, y);
    }

    /// The factor `τ`.
    pub(crate) fn tau(self) -> T {
        self.tau
    }
}

/// `y ← y - τ·v·(v^H·y)`.
fn reflect<T: LinalgScalar>(tau: T, tail: &[T], y: &mut [T]) {
    let (head, rest) = y.split_first_mut().expect("as long as v");
    let product = tail.iter().zip(&*rest).fold(*head, |sum, (v, y)| sum + v.conj() * *y);
    let factor = tau * product;
    *head -= factor;
    for (y, v) in rest.iter_mut().zip(tail) {
        *y -= factor * *v;
    }
}

impl<T: LinalgScalar> Default for Reflector<T> {
    fn default() -> Self {
        Self { tau: T::zero() }
    }
}

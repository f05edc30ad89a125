//! How near a matrix is to a singular one.

use num_traits::{Float, One, Zero};
use onkai_core::Real;

use crate::col_major::ColMajor;
use crate::scalar::LinalgScalar;
use crate::small::norm_1;

/// Up to this order the inverse is made column by column, which is exact and as cheap.
const EXACT_UP_TO: usize = 4;
/// Steps of the estimate, as in the paper.
const MAX_STEPS: usize = 5;

/// `1 / (‖a‖₁ · ‖a⁻¹‖₁)`: 1 for the best, 0 for a singular matrix. `solve(x, adjoint)` replaces `x`
/// by `a⁻¹·x` or `a⁻ᴴ·x`.
///
/// N. J. Higham, *FORTRAN codes for estimating the one-norm of a real or complex matrix*, ACM Trans.
/// Math. Softw. 14 (1988), doi:10.1145/50063.214386. The estimate is hardly ever off by more than 3.
pub(crate) fn reciprocal_condition<T: LinalgScalar>(
    n: usize,
    norm: T::Real,
    solve: impl Fn(&mut ColMajor<T>, bool),
) -> T::Real {
    if n == 0 {
        return T::Real::one();
    }
    if norm == T::Real::zero() {
        return T::Real::zero();
    }
    let inverse = if n <= EXACT_UP_TO {
        let mut x = ColMajor::identity(n, n);
        solve(&mut x, false);
        norm_1(&x)
    } else {
        estimate(n, solve)
    };
    from_norms(n, norm, inverse)
}

/// The reciprocal condition number that two norms make.
pub(crate) fn from_norms<R: Real>(n: usize, norm: R, norm_of_inverse: R) -> R {
    if n == 0 {
        return R::one();
    }
    // In this order neither product overflows; a NaN or an infinity means singular.
    let rcond = (R::one() / norm_of_inverse) / norm;
    if rcond.is_finite() { rcond.min(R::one()) } else { R::zero() }
}

fn estimate<T: LinalgScalar>(n: usize, solve: impl Fn(&mut ColMajor<T>, bool)) -> T::Real {
    let share = T::Real::of_usize(n).recip();
    let mut x = ColMajor::from_vec(vec![T::from_real(share); n], n, 1);
    solve(&mut x, false);
    let mut best = norm_1(&x);
    let mut last = n;
    for _ in 0..MAX_STEPS {
        x.as_mut_slice().iter_mut().for_each(|v| *v = sign(*v));
        solve(&mut x, true);
        let j = index_of_largest(x.as_slice());
        if j == last {
            break;
        }
        last = j;
        x.as_mut_slice().fill(T::zero());
        x[(j, 0)] = T::one();
        solve(&mut x, false);
        let norm = norm_1(&x);
        if norm <= best {
            break;
        }
        best = norm;
    }
    // A vector that the steps above cannot be led astray from.
    for (i, v) in x.as_mut_slice().iter_mut().enumerate() {
        let size = T::Real::one() + T::Real::of_usize(i) / T::Real::of_usize(n - 1);
        *v = T::from_real(if i % 2 == 0 { size } else { -size });
    }
    solve(&mut x, false);
    let other = norm_1(&x) * T::Real::of(2.0) / T::Real::of_usize(3 * n);
    if best.is_nan() || other.is_nan() { T::Real::infinity() } else { best.max(other) }
}

fn sign<T: LinalgScalar>(v: T) -> T {
    let size = v.modulus();
    if size == T::Real::zero() { T::one() } else { T::from_parts(v.re() / size, v.im() / size) }
}

fn index_of_largest<T: LinalgScalar>(x: &[T]) -> usize {
    let mut best = 0;
    for (i, v) in x.iter().enumerate() {
        if x[best].modulus_bound() < v.modulus_bound() {
            best = i;
        }
    }
    best
}

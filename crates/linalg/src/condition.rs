//! How near a matrix is to a singular one.

use num_traits::{One, Zero};
use onkai_core::Real;

use crate::col_major::ColMajor;
use crate::norm_estimate::norm_estimate;
use crate::scalar::LinalgScalar;
use crate::small::norm_1;

/// Up to this order the inverse is made column by column, which is exact and as cheap.
const EXACT_UP_TO: usize = 4;

/// `1 / (‖a‖₁ · ‖a⁻¹‖₁)`: 1 for the best, 0 for a singular matrix. `solve(x, adjoint)` replaces `x`
/// by `a⁻¹·x` or `a⁻ᴴ·x`.
///
/// The norm of the inverse is estimated ([`norm_estimate`]), hardly ever off by more than 3.
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
        let applied = |x: &[T], adjoint| {
            let mut x = ColMajor::from_vec(x.to_vec(), n, 1);
            solve(&mut x, adjoint);
            x.into_vec()
        };
        norm_estimate(n, |x| applied(x, false), |x| applied(x, true))
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

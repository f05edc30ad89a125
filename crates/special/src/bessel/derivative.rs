//! Derivatives of the Bessel functions with respect to the argument.
//!
//! Counterparts of `scipy.special.jvp`, `yvp`, `ivp` and `kvp`.

use onkai_core::Real;

use super::first_second::{jv_f64, yv_f64};
use super::modified::{iv_f64, kv_f64};

/// The `n`-th derivative of [`jv`](super::jv).
///
/// ```text
/// J⁽ⁿ⁾_v = 2^-n Σ (-1)^k C(n, k) J_(v - n + 2k)
/// ```
///
/// # Examples
///
/// ```
/// use onkai_special::{j1, jvp};
/// assert!((jvp(0.0_f64, 2.0, 1) + j1(2.0)).abs() < 1e-15);
/// ```
pub fn jvp<F: Real>(order: F, x: F, n: u32) -> F {
    F::of(derivative(jv_f64, [1.0, -1.0], order.as_f64(), x.as_f64(), n))
}

/// The `n`-th derivative of [`yv`](super::yv), by the formula of [`jvp`].
///
/// # Examples
///
/// ```
/// use onkai_special::{y1, yvp};
/// assert!((yvp(0.0_f64, 2.0, 1) + y1(2.0)).abs() < 1e-15);
/// ```
pub fn yvp<F: Real>(order: F, x: F, n: u32) -> F {
    F::of(derivative(yv_f64, [1.0, -1.0], order.as_f64(), x.as_f64(), n))
}

/// The `n`-th derivative of [`iv`](super::iv).
///
/// ```text
/// I⁽ⁿ⁾_v = 2^-n Σ C(n, k) I_(v - n + 2k)
/// ```
///
/// # Examples
///
/// ```
/// use onkai_special::{i1, ivp};
/// assert!((ivp(0.0_f64, 2.0, 1) - i1(2.0)).abs() < 1e-15);
/// ```
pub fn ivp<F: Real>(order: F, x: F, n: u32) -> F {
    F::of(derivative(iv_f64, [1.0, 1.0], order.as_f64(), x.as_f64(), n))
}

/// The `n`-th derivative of [`kv`](super::kv).
///
/// ```text
/// K⁽ⁿ⁾_v = (-1/2)^n Σ C(n, k) K_(v - n + 2k)
/// ```
///
/// # Examples
///
/// ```
/// use onkai_special::{k1, kvp};
/// assert!((kvp(0.0_f64, 2.0, 1) + k1(2.0)).abs() < 1e-15);
/// ```
pub fn kvp<F: Real>(order: F, x: F, n: u32) -> F {
    F::of(derivative(kv_f64, [-1.0, -1.0], order.as_f64(), x.as_f64(), n))
}

/// `2^-n Σ first^(n-k) second^k C(n, k) f(order - n + 2k)`, from `f' = (first · f(order - 1) +
/// second · f(order + 1)) / 2`.
fn derivative(
    f: fn(f64, f64) -> f64,
    [first, second]: [f64; 2],
    order: f64,
    x: f64,
    n: u32,
) -> f64 {
    let lowest = order - f64::from(n);
    let mut weight = (0.5 * first).powi(n.cast_signed());
    let mut sum = 0.0;
    let (mut pole, mut pole_order) = (0.0, -1.0);
    for k in 0..=n {
        let order = lowest + 2.0 * f64::from(k);
        let term = weight * f(order, x);
        // Of several infinite terms, whose difference tells nothing, that of the largest order exceeds
        // the others.
        if term.is_infinite() && pole_order < order.abs() {
            (pole, pole_order) = (term, order.abs());
        }
        sum += term;
        weight *= first * second * f64::from(n - k) / f64::from(k + 1);
    }
    if pole.is_infinite() { pole } else { sum }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_derivative_is_the_function() {
        assert_eq!(jvp(2.5, 3.0, 0), jv_f64(2.5, 3.0));
        assert_eq!(kvp(2.5, 3.0, 0), kv_f64(2.5, 3.0));
    }

    #[test]
    fn at_zero() {
        assert_eq!(jvp(1.0, 0.0, 1), 0.5);
        assert_eq!(jvp(0.0, 0.0, 2), -0.5);
        assert_eq!(jvp(0.5, 0.0, 1), f64::INFINITY);
        assert_eq!(jvp(2.5, 0.0, 4), f64::NEG_INFINITY);
        assert_eq!(ivp(2.5, 0.0, 4), f64::NEG_INFINITY);
        assert_eq!(kvp(2.5, 0.0, 1), f64::NEG_INFINITY);
        assert_eq!(yvp(0.0, 0.0, 1), f64::INFINITY);
        assert_eq!(yvp(2.5, 0.0, 2), f64::NEG_INFINITY);
        assert_eq!(yvp(70.5, 1e-6, 2), f64::NEG_INFINITY);
    }
}

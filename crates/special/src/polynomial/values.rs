//! Values of the classical orthogonal polynomials.
//!
//! Counterpart of `scipy.special.eval_legendre` and its kin, for integer degrees.

use onkai_core::Real;

use super::recurrence::{Step, evaluate};
use crate::double_double::{DoubleDouble, two_product, two_sum};

const ZERO: DoubleDouble = DoubleDouble::new(0.0);

/// Legendre's polynomial of degree `n`.
///
/// ```text
/// n P_n(x) = (2n - 1) x P_{n-1}(x) - (n - 1) P_{n-2}(x)
/// ```
///
/// It is accurate beside its zeros, too; so are the other polynomials of this module.
///
/// # Examples
///
/// ```
/// assert_eq!(onkai_special::eval_legendre(2, 0.5), -0.125);
/// ```
///
/// # References
///
/// The recurrences: DLMF 18.9. <https://dlmf.nist.gov/18.9>
pub fn eval_legendre<F: Real>(n: u32, x: F) -> F {
    F::of(evaluate(n, x.as_f64(), |k| Step {
        slope: DoubleDouble::new(2.0 * k - 1.0),
        offset: ZERO,
        back: DoubleDouble::new(k - 1.0),
        divisor: k,
    }))
}

/// The physicists' Hermite polynomial of degree `n`, orthogonal under exp(-x²).
///
/// ```text
/// H_n(x) = 2x H_{n-1}(x) - 2 (n - 1) H_{n-2}(x)
/// ```
///
/// # Examples
///
/// ```
/// assert_eq!(onkai_special::eval_hermite(2, 3.0), 34.0);
/// ```
pub fn eval_hermite<F: Real>(n: u32, x: F) -> F {
    F::of(evaluate(n, x.as_f64(), |k| Step {
        slope: DoubleDouble::new(2.0),
        offset: ZERO,
        back: DoubleDouble::new(2.0 * (k - 1.0)),
        divisor: 1.0,
    }))
}

/// The probabilists' Hermite polynomial of degree `n`, orthogonal under exp(-x²/2).
///
/// ```text
/// He_n(x) = x He_{n-1}(x) - (n - 1) He_{n-2}(x)
/// ```
///
/// # Examples
///
/// ```
/// assert_eq!(onkai_special::eval_hermitenorm(2, 3.0), 8.0);
/// ```
pub fn eval_hermitenorm<F: Real>(n: u32, x: F) -> F {
    F::of(evaluate(n, x.as_f64(), |k| Step {
        slope: DoubleDouble::new(1.0),
        offset: ZERO,
        back: DoubleDouble::new(k - 1.0),
        divisor: 1.0,
    }))
}

/// Laguerre's polynomial of degree `n`.
///
/// # Examples
///
/// ```
/// assert_eq!(onkai_special::eval_laguerre(2, 2.0), -1.0);
/// ```
pub fn eval_laguerre<F: Real>(n: u32, x: F) -> F {
    eval_genlaguerre(n, F::zero(), x)
}

/// The generalised Laguerre polynomial of degree `n`, for any real `alpha`.
///
/// ```text
/// n L_n(x) = (2n - 1 + α - x) L_{n-1}(x) - (n - 1 + α) L_{n-2}(x)
/// ```
///
/// # Examples
///
/// ```
/// assert_eq!(onkai_special::eval_genlaguerre(1, 0.5, 2.0), -0.5);
/// ```
pub fn eval_genlaguerre<F: Real>(n: u32, alpha: F, x: F) -> F {
    let alpha = alpha.as_f64();
    F::of(evaluate(n, x.as_f64(), |k| Step {
        slope: DoubleDouble::new(-1.0),
        offset: two_sum(2.0 * k - 1.0, alpha),
        back: two_sum(k - 1.0, alpha),
        divisor: k,
    }))
}

/// Gegenbauer's (ultraspherical) polynomial of degree `n`, for any real `alpha`.
///
/// ```text
/// n C_n(x) = 2 (n + α - 1) x C_{n-1}(x) - (n + 2α - 2) C_{n-2}(x)
/// ```
///
/// # Examples
///
/// ```
/// assert_eq!(onkai_special::eval_gegenbauer(2, 1.0, 0.25), -0.75);
/// ```
pub fn eval_gegenbauer<F: Real>(n: u32, alpha: F, x: F) -> F {
    let alpha = alpha.as_f64();
    F::of(evaluate(n, x.as_f64(), |k| Step {
        slope: two_sum(k - 1.0, alpha).scaled(2.0),
        offset: ZERO,
        back: two_sum(k - 2.0, 2.0 * alpha),
        divisor: k,
    }))
}

/// Jacobi's polynomial of degree `n`, for `alpha` and `beta` above -1.
///
/// ```text
/// 2k (k + s) (2k + s - 2) P_k = (2k + s - 1) ((2k + s) (2k + s - 2) x + α² - β²) P_{k-1}
///                               - 2 (k + α - 1) (k + β - 1) (2k + s) P_{k-2},      s = α + β
/// ```
///
/// NaN for other parameters, under which the polynomials are not orthogonal.
///
/// # Examples
///
/// ```
/// assert_eq!(onkai_special::eval_jacobi(1, 1.0, 2.0, 0.5), 0.75);
/// ```
pub fn eval_jacobi<F: Real>(n: u32, alpha: F, beta: F, x: F) -> F {
    let (a, b) = (alpha.as_f64(), beta.as_f64());
    if !(-1.0 < a && -1.0 < b) {
        return F::nan();
    }
    let (sum, difference) = (two_sum(a, b), two_sum(a, -b));
    F::of(evaluate(n, x.as_f64(), |k| {
        if k == 1.0 {
            // The general step divides by the sum of the parameters, which may vanish.
            let slope = (sum + DoubleDouble::new(2.0)).scaled(0.5);
            return Step { slope, offset: difference.scaled(0.5), back: ZERO, divisor: 1.0 };
        }
        let twice = sum + DoubleDouble::new(2.0 * k);
        let [less, one_less] = [-2.0, -1.0].map(|v| twice + DoubleDouble::new(v));
        let divisor = (sum + DoubleDouble::new(k)).scaled(2.0) * DoubleDouble::new(k);
        let back = two_sum(k - 1.0, a) * two_sum(k - 1.0, b) * twice;
        Step {
            slope: one_less * twice / divisor,
            offset: one_less * sum * difference / (divisor * less),
            back: back.scaled(2.0) / (divisor * less),
            divisor: 1.0,
        }
    }))
}

/// Chebyshev's polynomial of the first kind: cos(n arccos x).
///
/// # Examples
///
/// ```
/// assert_eq!(onkai_special::eval_chebyt(3, 0.5), -1.0);
/// ```
///
/// # References
///
/// Degrees are doubled: DLMF 18.18.(iii) and `T_2n = 2 T_n² - 1`.
pub fn eval_chebyt<F: Real>(n: u32, x: F) -> F {
    F::of(chebyshev(n, x.as_f64())[0])
}

/// Chebyshev's polynomial of the second kind: sin((n + 1) arccos x) / √(1 - x²).
///
/// # Examples
///
/// ```
/// assert_eq!(onkai_special::eval_chebyu(2, 0.5), 0.0);
/// ```
pub fn eval_chebyu<F: Real>(n: u32, x: F) -> F {
    F::of(chebyshev(n, x.as_f64())[1])
}

/// `T_n` and `U_n`, by doubling the degree.
fn chebyshev(n: u32, x: f64) -> [f64; 2] {
    if x.is_nan() {
        return [x; 2];
    }
    let one = DoubleDouble::new(1.0);
    let argument = DoubleDouble::new(x);
    // Exactly 1 - x², but for its last rounding.
    let complement = one - two_product(x, x);
    // T_k and U_{k-1}: cosine and sine of k arccos x, the sine without its root.
    let (mut t, mut u) = (one, ZERO);
    for bit in (0..32 - n.leading_zeros()).rev() {
        (t, u) = ((t * t).scaled(2.0) - one, (t * u).scaled(2.0));
        if n >> bit & 1 == 1 {
            (t, u) = (argument * t - complement * u, argument * u + t);
        }
        if !t.hi.is_finite() || !u.hi.is_finite() || 1e145 < t.hi.abs().max(u.hi.abs()) && 0 < bit {
            return beyond(n, x);
        }
    }
    let second = (argument * u + t).value();
    if second.is_finite() { [t.value(), second] } else { beyond(n, x) }
}

/// `T_n` and `U_n` outside [-1, 1], where squares on the way to them overflow: powers of the larger root of
/// `z² - 2xz + 1`, beside which the smaller root's are nothing.
fn beyond(n: u32, x: f64) -> [f64; 2] {
    let size = DoubleDouble::new(x.abs());
    let root = if size.hi < 1e100 { (size * size - DoubleDouble::new(1.0)).sqrt() } else { size };
    let power = |degree: f64, divisor: DoubleDouble| {
        ((size + root).ln() * DoubleDouble::new(degree) - divisor.ln()).exp()
    };
    let degree = f64::from(n);
    let sign = if x < 0.0 && n % 2 == 1 { -1.0 } else { 1.0 };
    [sign * power(degree, DoubleDouble::new(2.0)), sign * power(degree + 1.0, root.scaled(2.0))]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_too_large_are_infinite_with_their_sign() {
        assert_eq!(eval_hermite(500, 1e3), f64::INFINITY);
        assert_eq!(eval_hermite(501, -1e3), f64::NEG_INFINITY);
        assert_eq!(eval_chebyt(501, -10.0), f64::NEG_INFINITY);
        assert_eq!(eval_chebyu(2, 1e100), 4e200);
    }

    #[test]
    fn degree_zero_is_one_and_nan_stays() {
        for f in
            [eval_legendre, eval_hermite, eval_hermitenorm, eval_laguerre, eval_chebyt, eval_chebyu]
        {
            assert_eq!(f(0, 0.3), 1.0);
            assert!(f(3, f64::NAN).is_nan());
        }
        assert!(eval_jacobi(2, -1.0, 0.0, 0.3_f64).is_nan());
        assert_eq!(eval_gegenbauer(3, 0.0, 0.3), 0.0);
    }

    #[test]
    fn families_meet() {
        for x in [-0.9_f64, 0.123, 0.77] {
            let legendre = eval_legendre(17, x);
            assert!((eval_jacobi(17, 0.0, 0.0, x) - legendre).abs() < 1e-15);
            assert!((eval_gegenbauer(17, 0.5, x) - legendre).abs() < 1e-15);
            assert!((eval_gegenbauer(17, 1.0, x) - eval_chebyu(17, x)).abs() < 1e-14);
        }
    }

    #[test]
    fn single_precision_is_rounded_double_precision() {
        assert_eq!(eval_legendre(9, 0.3_f32), eval_legendre(9, f64::from(0.3_f32)) as f32);
    }
}

//! Box's and Cox's transformation and its inverse.
//!
//! Counterpart of `scipy.special.boxcox`, `boxcox1p`, `inv_boxcox` and `inv_boxcox1p`.

use onkai_core::Real;

use crate::double_double::{DoubleDouble, two_product, two_sum};

/// Box's and Cox's transformation: (x^λ - 1) / λ, and ln x for λ = 0.
///
/// NaN for negative x, -∞ or -1 / λ at 0.
///
/// # Examples
///
/// ```
/// use onkai_special::boxcox;
/// assert_eq!([boxcox(3.0, 1.0), boxcox(3.0, 2.0)], [2.0, 4.0]);
/// ```
pub fn boxcox<F: Real>(x: F, lambda: F) -> F {
    let (x, lambda) = (x.as_f64(), lambda.as_f64());
    let log = x.ln();
    let exponent = lambda * log;
    F::of(if lambda == 0.0 || exponent.abs() < f64::MIN_POSITIVE {
        log
    } else if exponent.abs() < 1.0 {
        exponent.exp_m1() / lambda
    } else {
        (x.powf(lambda) - 1.0) / lambda
    })
}

/// [`boxcox`] of 1 + x, accurate for small x.
///
/// # Examples
///
/// ```
/// use onkai_special::boxcox1p;
/// assert_eq!(boxcox1p(1e-30, 3.0), 1e-30);
/// ```
pub fn boxcox1p<F: Real>(x: F, lambda: F) -> F {
    let (x, lambda) = (x.as_f64(), lambda.as_f64());
    let log = x.ln_1p();
    let exponent = lambda * log;
    F::of(if lambda == 0.0 || exponent.abs() < f64::MIN_POSITIVE {
        log
    } else if exponent.abs() < 1.0 || !exponent.is_finite() {
        exponent.exp_m1() / lambda
    } else {
        let base = two_sum(1.0, x);
        let correction = (lambda * (base.lo / base.hi)).exp();
        (base.hi.powf(lambda) * correction - 1.0) / lambda
    })
}

/// The inverse of [`boxcox`] in its first argument: (1 + λy)^(1 / λ), and e^y for λ = 0.
///
/// # Examples
///
/// ```
/// use onkai_special::inv_boxcox;
/// assert_eq!([inv_boxcox(2.0, 1.0), inv_boxcox(4.0, 2.0)], [3.0, 3.0]);
/// ```
pub fn inv_boxcox<F: Real>(y: F, lambda: F) -> F {
    F::of(inverse_exponent(y.as_f64(), lambda.as_f64()).exp())
}

/// The inverse of [`boxcox1p`] in its first argument, accurate for small y.
///
/// # Examples
///
/// ```
/// use onkai_special::inv_boxcox1p;
/// assert_eq!(inv_boxcox1p(1e-30, 3.0), 1e-30);
/// ```
pub fn inv_boxcox1p<F: Real>(y: F, lambda: F) -> F {
    let exponent = inverse_exponent(y.as_f64(), lambda.as_f64());
    F::of(if exponent.hi.abs() < 1.0 { exponent.value().exp_m1() } else { exponent.exp() - 1.0 })
}

/// ln(1 + λy) / λ, with more digits than a double where it is large.
fn inverse_exponent(y: f64, lambda: f64) -> DoubleDouble {
    let product = lambda * y;
    if lambda == 0.0 {
        return DoubleDouble::new(y);
    }
    if product.abs() < 1e-3 {
        // y (1 - λy/2 + (λy)²/3 - …), whose leading term is exact.
        let sum = (2..=7).rev().fold(0.0, |sum, k| 1.0 / f64::from(k) - sum * product);
        return two_sum(y, -(y * product * sum));
    }
    let exact = DoubleDouble::new(1.0) + two_product(lambda, y);
    if exact.hi <= 0.0 || !exact.hi.is_finite() || exact.lo.is_nan() {
        return DoubleDouble::new(product.ln_1p() / lambda);
    }
    exact.ln() / DoubleDouble::new(lambda)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_and_outside_are_as_documented() {
        assert_eq!(
            [boxcox(0.0, 0.0), boxcox(0.0, 2.0), boxcox(0.0, -1.0)],
            [f64::NEG_INFINITY, -0.5, f64::NEG_INFINITY]
        );
        assert_eq!([inv_boxcox(-0.5, 2.0), inv_boxcox(f64::NEG_INFINITY, 0.0)], [0.0, 0.0]);
        for value in
            [boxcox(-1.0, 2.5), boxcox1p(-2.0, 0.5), inv_boxcox(-2.0, 1.0), boxcox(f64::NAN, 0.0)]
        {
            assert!(value.is_nan());
        }
    }

    #[test]
    fn the_inverse_leads_back() {
        for lambda in [-1.5, -1e-9, 0.0, 1e-300, 0.5, 3.0] {
            for x in [0.2, 0.9, 1.0, 40.0_f64] {
                let back = inv_boxcox(boxcox(x, lambda), lambda);
                assert!((back / x - 1.0).abs() < 1e-9, "{lambda} {x}: {back}");
            }
        }
    }
}

//! Elementary functions written without cancellation.
//!
//! Counterpart of `scipy.special.cosm1`, `sinc`, `diric` and `exprel`. (`expm1` and `log1p` are
//! [`f64::exp_m1`] and [`f64::ln_1p`].)

use std::f64::consts::PI;

use onkai_core::Real;

use crate::double_double::two_product;
use crate::trigonometry::sin_pi;

/// cos(x) - 1, accurate for small x.
///
/// # Examples
///
/// ```
/// use onkai_special::cosm1;
/// assert_eq!(cosm1(0.0), 0.0);
/// assert!((cosm1(1e-10) / -0.5e-20 - 1.0_f64).abs() < 1e-15);
/// ```
pub fn cosm1<F: Real>(x: F) -> F {
    let sine = (0.5 * x.as_f64()).sin();
    F::of(-2.0 * sine * sine)
}

/// (e^x - 1) / x, 1 at 0.
///
/// # Examples
///
/// ```
/// use onkai_special::exprel;
/// assert_eq!(exprel(1e-20), 1.0);
/// ```
pub fn exprel<F: Real>(x: F) -> F {
    let x = x.as_f64();
    F::of(if x == 0.0 {
        1.0
    } else if x < 700.0 {
        x.exp_m1() / x
    } else if x == f64::INFINITY {
        x
    } else {
        // The exponential overflows before the quotient does.
        let half = (0.5 * x).exp();
        half / x * half
    })
}

/// sin(πx) / (πx), 1 at 0; exactly 0 at all other integers.
///
/// # Examples
///
/// ```
/// use onkai_special::sinc;
/// assert_eq!([sinc(0.0), sinc(3.0)], [1.0, 0.0]);
/// ```
pub fn sinc<F: Real>(x: F) -> F {
    let x = x.as_f64();
    F::of(if x == 0.0 {
        1.0
    } else if x.is_infinite() {
        0.0
    } else {
        sin_pi(x) / (PI * x)
    })
}

/// Dirichlet's kernel, the periodic sinc function.
///
/// ```text
/// D(x) = sin(n x / 2) / (n sin(x / 2))
/// ```
///
/// NaN for `n` = 0.
///
/// # Examples
///
/// ```
/// use onkai_special::diric;
/// assert_eq!(diric(0.0, 5), 1.0);
/// ```
pub fn diric<F: Real>(x: F, n: u32) -> F {
    let (x, n) = (0.5 * x.as_f64(), f64::from(n));
    if x == 0.0 && 0.0 < n {
        return F::one();
    }
    // No other double is a multiple of π, so that the quotient has all digits next to the peaks;
    // next to the zeros it has them if the product is exact.
    let product = two_product(n, x);
    let sine = product.hi.sin() + product.lo * product.hi.cos();
    F::of(sine / (n * x.sin()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_and_nan_are_as_documented() {
        assert_eq!([exprel(f64::INFINITY), exprel(f64::NEG_INFINITY)], [f64::INFINITY, 0.0]);
        assert_eq!(sinc(f64::INFINITY), 0.0);
        for value in
            [cosm1(f64::NAN), sinc(f64::NAN), exprel(f64::NAN), diric(f64::NAN, 3), diric(1.0, 0)]
        {
            assert!(value.is_nan());
        }
        assert!((diric(2.0 * PI, 4) + 1.0).abs() < 1e-15);
    }
}

//! The logistic function, its inverse and its logarithm.
//!
//! Counterpart of `scipy.special.expit`, `logit` and `log_expit`.

use onkai_core::Real;

/// The logistic function 1 / (1 + e^-x).
///
/// # Examples
///
/// ```
/// use onkai_special::expit;
/// assert_eq!([expit(0.0), expit(-1000.0), expit(1000.0)], [0.5, 0.0, 1.0]);
/// ```
#[doc(alias = "sigmoid")]
pub fn expit<F: Real>(x: F) -> F {
    let x = x.as_f64();
    // The exponential that does not overflow.
    let power = (-x.abs()).exp();
    F::of(if x < 0.0 { power / (1.0 + power) } else { 1.0 / (1.0 + power) })
}

/// The inverse of [`expit`], ln(p / (1 - p)); NaN unless 0 ≤ `p` ≤ 1.
///
/// # Examples
///
/// ```
/// use onkai_special::logit;
/// assert_eq!([logit(0.5), logit(0.0), logit(1.0)], [0.0, f64::NEG_INFINITY, f64::INFINITY]);
/// ```
pub fn logit<F: Real>(p: F) -> F {
    let p = p.as_f64();
    // Around its zero the quotient is too close to 1; 2p - 1 is exact there.
    F::of(if (0.25..=0.75).contains(&p) {
        2.0 * (2.0 * p - 1.0).atanh()
    } else {
        (p / (1.0 - p)).ln()
    })
}

/// The logarithm of [`expit`], finite where that underflows.
///
/// # Examples
///
/// ```
/// use onkai_special::log_expit;
/// assert_eq!(log_expit(-1e5), -1e5);
/// ```
pub fn log_expit<F: Real>(x: F) -> F {
    let x = x.as_f64();
    F::of(x.min(0.0) - (-x.abs()).exp().ln_1p())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nan_and_outside_give_nan() {
        for value in
            [expit(f64::NAN), logit(-0.1), logit(1.1), logit(f64::NAN), log_expit(f64::NAN)]
        {
            assert!(value.is_nan());
        }
        assert_eq!(
            [log_expit(f64::NEG_INFINITY), log_expit(f64::INFINITY)],
            [f64::NEG_INFINITY, 0.0]
        );
    }

    #[test]
    fn the_inverse_leads_back() {
        for x in [-30.0, -1.0, -1e-9, 0.3, 5.0_f64] {
            assert!((logit(expit(x)) - x).abs() <= 1e-13 * (1.0 + x.abs()), "{x}");
        }
    }
}

//! The dilogarithm in Spence's form.
//!
//! Counterpart of `scipy.special.spence`.

use std::f64::consts::PI;

use onkai_core::Real;

use crate::series::polynomial;

/// Spence's function, the dilogarithm of `1 - x`.
///
/// ```text
/// spence(x) = ∫₁ˣ ln t / (1 - t) dt = Li₂(1 - x),   x ≥ 0
/// ```
///
/// NaN for negative `x`.
///
/// # Examples
///
/// ```
/// let value: f64 = onkai_special::spence(0.0);
/// assert_eq!(value, std::f64::consts::PI.powi(2) / 6.0);
/// ```
///
/// # Differences from SciPy
///
/// Arguments are real.
///
/// # References
///
/// L. Lewin, "Polylogarithms and Associated Functions", North Holland, 1981.
#[doc(alias = "dilogarithm")]
pub fn spence<F: Real>(x: F) -> F {
    F::of(li2_of_complement(x.as_f64()))
}

/// B₂ₖ / (2k + 1)! for k = 1, 2, …
const BERNOULLI_OVER_FACTORIAL: [f64; 10] = [
    1.0 / 36.0,
    -1.0 / 3600.0,
    1.0 / 211_680.0,
    -1.0 / 10_886_400.0,
    1.0 / 526_901_760.0,
    -4.064_761_645_144_225_5e-11,
    8.921_691_020_456_453e-13,
    -1.993_929_586_072_107_6e-14,
    4.518_980_029_619_918e-16,
    -1.035_651_761_218_124_7e-17,
];

fn li2_of_complement(x: f64) -> f64 {
    if x < 0.0 || x.is_nan() {
        return f64::NAN;
    }
    if x == 0.0 {
        return PI * PI / 6.0;
    }
    if x < 0.5 {
        let complement = (-x).ln_1p();
        return PI * PI / 6.0 - x.ln() * complement - in_logarithm(-complement);
    }
    let logarithm = x.ln();
    if x <= 2.0 {
        return in_logarithm(-logarithm);
    }
    -0.5 * logarithm * logarithm - li2_of_complement(x.recip())
}

/// Li₂(1 - e⁻ᵘ) for `|u| <= ln 2`, by the series in Bernoulli's numbers.
fn in_logarithm(u: f64) -> f64 {
    let square = u * u;
    u - square / 4.0 + u * square * polynomial(&BERNOULLI_OVER_FACTORIAL, square)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_of_the_domain() {
        assert_eq!(spence(1.0), 0.0);
        assert_eq!(spence(f64::INFINITY), f64::NEG_INFINITY);
        assert!(spence(-0.1_f64).is_nan() && spence(f64::NAN).is_nan());
    }

    #[test]
    fn single_precision_is_rounded_double_precision() {
        assert_eq!(spence(0.3_f32), spence(f64::from(0.3_f32)) as f32);
    }
}

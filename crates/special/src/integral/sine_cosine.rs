//! Sine and cosine integrals, circular and hyperbolic.
//!
//! Counterpart of `scipy.special.sici` and `shichi`.

use std::f64::consts::FRAC_PI_2;

use onkai_core::Real;

use super::chebyshev::in_pieces;
use super::exponential::{EULER_GAMMA, e1, ei};
use super::integral_tables::{CHI_REST, CHI_ZERO, F_SCALED, G_SCALED};

/// The sine and the cosine integral.
///
/// ```text
/// Si(x) = ∫₀ˣ sin t / t dt,   Ci(x) = γ + ln x + ∫₀ˣ (cos t - 1) / t dt
/// ```
///
/// For negative `x`, `ci` is that of `|x|`. Where it swings about zero it is accurate relative to
/// the swing, `1 / |x|`.
///
/// # Examples
///
/// ```
/// let value = onkai_special::sici(1.0_f64);
/// assert!((value.si - 0.946_083_070_367_183).abs() < 1e-15);
/// assert!((value.ci - 0.337_403_922_900_968_13).abs() < 1e-15);
/// ```
///
/// # Differences from SciPy
///
/// Arguments are real; so they are for [`shichi`].
///
/// # References
///
/// The auxiliary functions: DLMF 6.2(iii). <https://dlmf.nist.gov/6.2>
pub fn sici<F: Real>(x: F) -> Sici<F> {
    let [si, ci] = circular(x.as_f64().abs());
    Sici { si: F::of(si.copysign(x.as_f64())), ci: F::of(ci) }
}

/// What [`sici`] gives.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Sici<F> {
    /// The sine integral.
    pub si: F,
    /// The cosine integral.
    pub ci: F,
}

/// The hyperbolic sine and cosine integral.
///
/// ```text
/// Shi(x) = ∫₀ˣ sinh t / t dt,   Chi(x) = γ + ln x + ∫₀ˣ (cosh t - 1) / t dt
/// ```
///
/// For negative `x`, `chi` is that of `|x|`. It keeps its relative accuracy at its zero, 0.5238.
///
/// # Examples
///
/// ```
/// let value = onkai_special::shichi(1.0_f64);
/// assert!((value.shi - 1.057_250_875_375_728_5).abs() < 1e-15);
/// assert!((value.chi - 0.837_866_940_980_208_2).abs() < 1e-15);
/// ```
pub fn shichi<F: Real>(x: F) -> Shichi<F> {
    let [shi, chi] = hyperbolic(x.as_f64().abs());
    Shichi { shi: F::of(shi.copysign(x.as_f64())), chi: F::of(chi) }
}

/// What [`shichi`] gives.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Shichi<F> {
    /// The hyperbolic sine integral.
    pub shi: F,
    /// The hyperbolic cosine integral.
    pub chi: F,
}

/// Si and Ci of a number that is not negative.
fn circular(x: f64) -> [f64; 2] {
    if x < 4.0 {
        let [odd, even] = series(x, -1.0);
        return [odd, even + x.ln() + EULER_GAMMA];
    }
    if x == f64::INFINITY {
        return [FRAC_PI_2, 0.0];
    }
    let inverse = x.recip();
    let square = inverse * inverse;
    let (sin, cos) = x.sin_cos();
    let f = in_pieces(&F_SCALED, square) * inverse;
    let g = in_pieces(&G_SCALED, square) * square;
    [FRAC_PI_2 - f * cos - g * sin, f * sin - g * cos]
}

/// Shi and Chi of a number that is not negative.
fn hyperbolic(x: f64) -> [f64; 2] {
    if x < 2.0 {
        let [zero, zero_rest] = CHI_ZERO;
        let distance = (x - zero) - zero_rest;
        // Logarithm and rest have their zero in common, so that their sum loses nothing there.
        let logarithm = if distance.abs() < 0.2 * zero {
            (distance / zero).ln_1p()
        } else {
            x.ln() - zero.ln()
        };
        let rest = distance * (x + zero) * in_pieces(&CHI_REST, x * x);
        return [series(x, 1.0)[0], logarithm + rest];
    }
    let (grows, vanishes) = (ei(x), e1(x));
    [grows / 2.0 + vanishes / 2.0, grows / 2.0 - vanishes / 2.0]
}

/// The odd and the even part of Σ xⁿ / (n · n!), from n = 1; `sign` is that of every second term of a part.
fn series(x: f64, sign: f64) -> [f64; 2] {
    let square = sign * x * x;
    let (mut odd, mut even) = (x, 0.0);
    let mut term = x;
    for k in 1..=14 {
        let n = f64::from(2 * k);
        // term is x^(n-1) / (n-1)! with its sign.
        even += sign * term * x / (n * n);
        term *= square / (n * (n + 1.0));
        odd += term / (n + 1.0);
    }
    [odd, even]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_of_the_domain() {
        assert_eq!(sici(f64::INFINITY), Sici { si: FRAC_PI_2, ci: 0.0 });
        assert_eq!(sici(0.0), Sici { si: 0.0, ci: f64::NEG_INFINITY });
        assert_eq!(shichi(0.0), Shichi { shi: 0.0, chi: f64::NEG_INFINITY });
        assert_eq!(shichi(f64::INFINITY), Shichi { shi: f64::INFINITY, chi: f64::INFINITY });
        assert!(sici(f64::NAN).si.is_nan() && shichi(f64::NAN).chi.is_nan());
    }

    #[test]
    fn sine_integrals_are_odd() {
        for x in [0.3, 5.0, 40.0] {
            assert_eq!(sici(-x).si, -sici(x).si);
            assert_eq!(sici(-x).ci, sici(x).ci);
            assert_eq!(shichi(-x).shi, -shichi(x).shi);
        }
    }

    #[test]
    fn single_precision_is_rounded_double_precision() {
        assert_eq!(sici(2.5_f32).ci, sici(2.5).ci as f32);
        assert_eq!(shichi(2.5_f32).chi, shichi(2.5).chi as f32);
    }
}

//! The regularized incomplete gamma functions.
//!
//! Counterpart of `scipy.special.gammainc` and `scipy.special.gammaincc`.

use onkai_core::Real;

use super::gamma_parts::gamma_parts;

/// The regularized lower incomplete gamma function, for `a` ≥ 0 and `x` ≥ 0 (else NaN).
///
/// ```text
/// P(a, x) = 1/Γ(a) ∫₀ˣ t^(a-1) e^-t dt
/// ```
///
/// # Examples
///
/// ```
/// use onkai_special::gammainc;
/// assert!((gammainc(1.0, 2.0_f64) - (1.0 - (-2.0_f64).exp())).abs() < 1e-15);
/// ```
///
/// # References
///
/// NIST Digital Library of Mathematical Functions, chapter 8. <https://dlmf.nist.gov/8>
pub fn gammainc<F: Real>(a: F, x: F) -> F {
    F::of(gamma_parts(a.as_f64(), x.as_f64()).lower)
}

/// The regularized upper incomplete gamma function, `1 - gammainc(a, x)` without cancellation.
///
/// ```text
/// Q(a, x) = 1/Γ(a) ∫ₓ^∞ t^(a-1) e^-t dt
/// ```
///
/// # Examples
///
/// ```
/// use onkai_special::gammaincc;
/// assert!((gammaincc(1.0, 700.0) / (-700.0_f64).exp() - 1.0).abs() < 1e-14);
/// ```
pub fn gammaincc<F: Real>(a: F, x: F) -> F {
    F::of(gamma_parts(a.as_f64(), x.as_f64()).upper)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_and_outside_are_as_documented() {
        let inf = f64::INFINITY;
        assert_eq!([gammainc(2.0, 0.0), gammainc(2.0, inf), gammainc(0.0, 1.0)], [0.0, 1.0, 1.0]);
        assert_eq!(
            [gammaincc(2.0, 0.0), gammaincc(2.0, inf), gammaincc(inf, 1.0)],
            [1.0, 0.0, 1.0]
        );
        for (a, x) in
            [(-1.0, 1.0), (1.0, -1.0), (f64::NAN, 1.0), (1.0, f64::NAN), (0.0, 0.0), (inf, inf)]
        {
            assert!(gammainc(a, x).is_nan() && gammaincc(a, x).is_nan(), "{a} {x}");
        }
    }
}

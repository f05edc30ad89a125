//! Complete elliptic integrals.
//!
//! Counterpart of `scipy.special.ellipk`, `ellipkm1` and `ellipe`.

use std::f64::consts::PI;

use onkai_core::Real;

/// The complete elliptic integral of the first kind.
///
/// ```text
/// K(m) = ∫₀^{π/2} dt / √(1 - m sin² t)
/// ```
///
/// Infinite at `m = 1`, NaN beyond.
///
/// # Examples
///
/// ```
/// assert_eq!(onkai_special::ellipk(0.0), std::f64::consts::FRAC_PI_2);
/// ```
///
/// # References
///
/// The arithmetic-geometric mean: DLMF 19.8(i). <https://dlmf.nist.gov/19.8>
pub fn ellipk<F: Real>(m: F) -> F {
    F::of(first_kind(1.0 - m.as_f64()))
}

/// The complete elliptic integral of the first kind of `1 - p`: for parameters close to 1, as `p`
/// keeps the digits that `1 - p` loses.
///
/// # Examples
///
/// ```
/// let k: f64 = onkai_special::ellipkm1(1e-200);
/// assert!((k - (4.0_f64.ln() + 100.0 * 10.0_f64.ln())).abs() < 1e-13);
/// ```
pub fn ellipkm1<F: Real>(p: F) -> F {
    F::of(first_kind(p.as_f64()))
}

/// The complete elliptic integral of the second kind.
///
/// ```text
/// E(m) = ∫₀^{π/2} √(1 - m sin² t) dt
/// ```
///
/// NaN for `m > 1`.
///
/// # Examples
///
/// ```
/// assert_eq!(onkai_special::ellipe(1.0), 1.0);
/// ```
///
/// # References
///
/// DLMF 19.8.6. <https://dlmf.nist.gov/19.8>
pub fn ellipe<F: Real>(m: F) -> F {
    F::of(second_kind(1.0 - m.as_f64()))
}

/// K of the complementary parameter.
pub(super) fn first_kind(p: f64) -> f64 {
    if p == 0.0 {
        return f64::INFINITY;
    }
    if p == f64::INFINITY {
        return 0.0;
    }
    if p < 0.0 || p.is_nan() {
        return f64::NAN;
    }
    let (mut a, mut g) = (1.0, p.sqrt());
    while (a - g).abs() > MEANS_AGREE * a {
        (a, g) = (f64::midpoint(a, g), (a * g).sqrt());
    }
    PI / (a + g)
}

/// How close the two means must be: the next step squares their distance.
pub(super) const MEANS_AGREE: f64 = 1e-8;

/// E of the complementary parameter.
pub(super) fn second_kind(p: f64) -> f64 {
    if p == 0.0 || p == f64::INFINITY {
        return 1.0_f64.max(p);
    }
    if p < 0.0 || p.is_nan() {
        return f64::NAN;
    }
    let (mut a, mut g) = (1.0, p.sqrt());
    let mut sum = f64::midpoint(a, g) * f64::midpoint(a, g);
    let mut weight = 0.5;
    loop {
        (a, g) = (f64::midpoint(a, g), (a * g).sqrt());
        let gap = a - g;
        sum -= weight * gap * gap;
        weight *= 2.0;
        if gap.abs() <= MEANS_AGREE * a {
            return sum * PI / (a + g);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::f64::consts::FRAC_PI_2;

    use super::*;

    #[test]
    fn ends_of_the_domain() {
        assert_eq!(ellipk(1.0), f64::INFINITY);
        assert_eq!(ellipk(f64::NEG_INFINITY), 0.0);
        assert_eq!(ellipe(f64::NEG_INFINITY), f64::INFINITY);
        assert!(
            ellipk(1.5_f64).is_nan() && ellipe(1.5_f64).is_nan() && ellipkm1(-0.1_f64).is_nan()
        );
        assert!(ellipk(f64::NAN).is_nan() && ellipe(f64::NAN).is_nan());
    }

    #[test]
    fn legendres_relation_holds() {
        for m in [0.1, 0.5, 0.83] {
            let (k, e) = (ellipk(m), ellipe(m));
            let (k1, e1) = (ellipkm1(m), ellipe(1.0 - m));
            assert!((e * k1 + e1 * k - k * k1 - FRAC_PI_2).abs() < 1e-14);
        }
    }

    #[test]
    fn single_precision_is_rounded_double_precision() {
        assert_eq!(ellipk(0.3_f32), ellipk(f64::from(0.3_f32)) as f32);
    }
}

//! Kolmogorov's and Smirnov's distributions for samples of any size.
//!
//! Counterpart of the survival functions of `scipy.stats.kstwo` and `ksone` as the tests use them.

use std::f64::consts::{PI, TAU};

use crate::distributions::continuous::{Continuous, KolmogorovOneSided, KolmogorovTwoSided};

/// Up to this size the two-sided distribution is the exact one; its matrices grow with the sample.
const EXACT_UP_TO: usize = 500;
/// Up to this size the one-sided distribution is the exact one; its sum grows with the sample.
const SUM_UP_TO: usize = 1_000_000;

/// `P(D⁺ₙ ≥ d)`.
pub(super) fn smirnov_sf(n: usize, d: f64) -> f64 {
    match KolmogorovOneSided::new(n as f64) {
        Ok(distribution) if n <= SUM_UP_TO => distribution.sf(d),
        // Smirnov's expansion, whose error is of order 1/n.
        _ => (-(6.0 * n as f64 * d.max(0.0) + 1.0).powi(2) / (18.0 * n as f64)).exp(),
    }
}

/// `P(Dₙ ≥ d)`.
pub(super) fn kolmogorov_sf(n: usize, d: f64) -> f64 {
    if d.is_nan() {
        return f64::NAN;
    }
    let size = n as f64;
    match KolmogorovTwoSided::new(size) {
        Ok(distribution) if n <= EXACT_UP_TO => distribution.sf(d),
        // Where one side is that far, the other one practically never is, too.
        _ if 4.0 < size * d * d => (2.0 * smirnov_sf(n, d)).min(1.0),
        _ if size * d <= 0.5 => 1.0,
        _ => (1.0 - by_expansion(size, d)).clamp(0.0, 1.0),
    }
}

/// `P(Dₙ < d)` to the third order in `1/√n`.
///
/// W. Pelz, I. J. Good, "Approximating the lower tail-areas of the Kolmogorov-Smirnov one-sample
/// statistic", J. R. Stat. Soc. B 38, 1976.
fn by_expansion(n: f64, d: f64) -> f64 {
    let z = n.sqrt() * d;
    let z2 = z * z;
    let (z4, z6) = (z2 * z2, z2 * z2 * z2);
    let (p2, p4, p6) = (PI.powi(2), PI.powi(4), PI.powi(6));
    let n_terms = (16.0 * z / PI).ceil() as i32;
    let (mut first, mut second, mut third, mut fourth) = (0.0, 0.0, 0.0, 0.0);
    let (mut second_order, mut third_order) = (0.0, 0.0);
    for k in (1..=n_terms).map(f64::from) {
        let m2 = (2.0 * k - 1.0).powi(2);
        let (m4, m6) = (m2 * m2, m2 * m2 * m2);
        let odd = (-p2 * m2 / (8.0 * z2)).exp();
        first += odd;
        second += odd * (p2 / 4.0 * m2 - z2);
        third += odd
            * (6.0 * z6
                + 2.0 * z4
                + (2.0 * z4 - 5.0 * z2) * p2 / 4.0 * m2
                + (1.0 - 2.0 * z2) * p4 / 16.0 * m4);
        fourth += odd
            * (p6 * (5.0 - 30.0 * z2) / 64.0 * m6
                + p4 * (212.0 * z4 - 60.0 * z2) / 16.0 * m4
                + p2 * (135.0 * z4 - 96.0 * z6) / 4.0 * m2
                - 30.0 * z6
                - 90.0 * z4 * z4);
        let k2 = k * k;
        let whole = k2 * (-p2 * k2 / (2.0 * z2)).exp();
        second_order += whole;
        third_order += whole * (3.0 * z2 - p2 * k2);
    }
    let root = TAU.sqrt();
    first *= root / z;
    second *= root / (6.0 * z4);
    third = root * (third / (72.0 * z6 * z) - second_order * p2 / (36.0 * z2 * z));
    fourth = root * (fourth / (6480.0 * z6 * z4) + third_order * p2 / (216.0 * z6));
    first + second / n.sqrt() + third / n + fourth / (n * n.sqrt())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_value_is_as_far_as_it_is() {
        // For one value D is the larger of u and 1 - u.
        assert!((kolmogorov_sf(1, 0.75) - 0.5).abs() < 1e-15);
        assert!((smirnov_sf(1, 0.3) - 0.7).abs() < 1e-15);
        assert_eq!((kolmogorov_sf(5, 1.0), smirnov_sf(5, 0.0)), (0.0, 1.0));
        assert_eq!(kolmogorov_sf(5000, 1e-5), 1.0);
        assert!(kolmogorov_sf(5, f64::NAN).is_nan());
    }

    #[test]
    fn the_ways_agree_where_they_meet() {
        for d in [0.03, 0.05, 0.08] {
            let exact = kolmogorov_sf(EXACT_UP_TO, d);
            assert!((1.0 - exact - by_expansion(EXACT_UP_TO as f64, d)).abs() < 1e-7, "{d}");
        }
        let d = 1e-3;
        let (exact, expansion) = (smirnov_sf(SUM_UP_TO, d), smirnov_sf(SUM_UP_TO + 1, d));
        assert!((exact / expansion - 1.0).abs() < 1e-4, "{exact} {expansion}");
    }
}

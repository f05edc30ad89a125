//! The probability that a standard normal variable falls between two bounds.

use std::f64::consts::PI;

use onkai_special::{log_ndtr, ndtr};

use crate::distributions::numerics::finite_integral;

/// Logarithm of Φ(b) - Φ(a) for a ≤ b, with all digits in both tails and for narrow intervals.
pub(crate) fn log_normal_interval(a: f64, b: f64) -> f64 {
    if a > 0.0 {
        return log_normal_interval(-b, -a);
    }
    if a >= b {
        return f64::NEG_INFINITY;
    }
    let (below, above): (f64, f64) = (log_ndtr(a), log_ndtr(b));
    // Where the interval has less than half of what lies below b, the difference cancels.
    let is_narrow = below > above - std::f64::consts::LN_2;
    if is_narrow || b > 0.0 && b - a < 1.0 {
        let inner = if b > 0.0 { 0.0 } else { b };
        let share = finite_integral(a, b, |t, _, _| (0.5 * (inner - t) * (inner + t)).exp());
        return share.ln() - 0.5 * inner * inner - 0.5 * (2.0 * PI).ln();
    }
    if b <= 0.0 {
        return above + (-(below - above).exp()).ln_1p();
    }
    (-ndtr(a) - ndtr(-b)).ln_1p()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn narrow_and_distant_intervals() {
        // φ(0) times the width.
        let log: f64 = log_normal_interval(-1e-9, 1e-9);
        assert!((log.exp() / (2e-9 / (2.0 * PI).sqrt()) - 1.0).abs() < 1e-14);
        // One side of 40, where the probability underflows, by symmetry and against the tail.
        let far = log_normal_interval(40.0, f64::INFINITY);
        assert_eq!(far, log_ndtr(-40.0));
        assert_eq!(log_normal_interval(40.0, 41.0), log_normal_interval(-41.0, -40.0));
        assert!((log_normal_interval(-1.0, 2.0).exp() - 0.818_594_614_120_364_1).abs() < 1e-15);
        assert_eq!(log_normal_interval(1.0, 1.0), f64::NEG_INFINITY);
    }
}

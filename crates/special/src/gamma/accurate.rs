//! ln |Γ| and ψ in double-double arithmetic, for where doubles cancel.

use super::gamma_tables::{DIGAMMA_FRACTIONS, LOG_STIRLING_FRACTIONS};
use crate::double_double::{DoubleDouble, two_sum};

/// Where 14 terms of the asymptotic series give 30 digits.
const SERIES_FROM: f64 = 20.0;
/// 1.
const ONE: DoubleDouble = DoubleDouble::new(1.0);

/// ln |Γ(x)|, for x from -20 to about 1e13, off the poles.
pub(crate) fn gammaln_dd(x: DoubleDouble) -> DoubleDouble {
    let mut product = ONE;
    let mut y = x;
    while y.hi < SERIES_FROM {
        product = product * y;
        y = y + ONE;
    }
    let inverse = ONE / y;
    let series = series(&LOG_STIRLING_FRACTIONS, inverse * inverse) * inverse;
    let log_sqrt_tau = two_sum(0.9189385332046728, -3.8782941580672414e-17);
    let log_gamma = (y - DoubleDouble::new(0.5)) * y.ln() - y + log_sqrt_tau + series;
    if product == ONE {
        return log_gamma;
    }
    log_gamma - if product.hi < 0.0 { -product } else { product }.ln()
}

/// ψ(x) for any x off the poles.
pub(crate) fn digamma_dd(x: f64) -> DoubleDouble {
    if x < -SERIES_FROM {
        let [sin, cos] = (DoubleDouble::PI * two_sum(x, -x.round())).sin_cos();
        return positive_digamma(two_sum(1.0, -x)) - DoubleDouble::PI * cos / sin;
    }
    positive_digamma(DoubleDouble::new(x))
}

/// ψ(x) by the recurrence and the asymptotic series.
fn positive_digamma(x: DoubleDouble) -> DoubleDouble {
    let mut sum = DoubleDouble::new(0.0);
    let mut y = x;
    while y.hi < SERIES_FROM {
        sum = sum + ONE / y;
        y = y + ONE;
    }
    let inverse = ONE / y;
    let square = inverse * inverse;
    y.ln() - inverse.scaled(0.5) - series(&DIGAMMA_FRACTIONS, square) * square - sum
}

/// The polynomial whose coefficients are fractions.
fn series(fractions: &[(f64, f64)], x: DoubleDouble) -> DoubleDouble {
    fractions.iter().rev().fold(DoubleDouble::new(0.0), |sum, &(numerator, denominator)| {
        sum * x + DoubleDouble::new(numerator) / DoubleDouble::new(denominator)
    })
}

//! Terms of Poisson's and the binomial distribution, without the cancellation of large logarithms.

use std::f64::consts::PI;

use onkai_special::gammaln;

/// Logarithm of `e^-λ λ^x / Γ(x + 1)` for real x ≥ 0.
///
/// C. Loader, "Fast and accurate computation of binomial probabilities", 2000: the large terms of
/// the logarithm cancel beforehand, in the deviance and the error of Stirling's formula.
pub(crate) fn log_poisson_term(x: f64, mean: f64) -> f64 {
    if x == 0.0 {
        return -mean;
    }
    if mean == 0.0 {
        return f64::NEG_INFINITY;
    }
    if x < 1.0 {
        return x * mean.ln() - mean - gammaln(x + 1.0);
    }
    -stirling_error(x) - deviance(x, mean) - 0.5 * (2.0 * PI * x).ln()
}

/// Logarithm of `C(n, x) p^x q^(n - x)` for real 0 ≤ x ≤ n and q = 1 - p.
pub(crate) fn log_binomial_term(x: f64, n: f64, p: f64, q: f64) -> f64 {
    let power = |count: f64, base: f64, rest: f64| {
        if count == 0.0 {
            0.0
        } else if rest < 0.1 {
            count * (-rest).ln_1p()
        } else {
            count * base.ln()
        }
    };
    if x == 0.0 {
        return power(n, q, p);
    }
    if x == n {
        return power(n, p, q);
    }
    if p == 0.0 || q == 0.0 {
        return f64::NEG_INFINITY;
    }
    let y = n - x;
    let errors = stirling_error(n) - stirling_error(x) - stirling_error(y);
    errors - deviance(x, n * p) - deviance(y, n * q) + 0.5 * (n / (2.0 * PI * x * y)).ln()
}

/// `ln Γ(n + 1) - (n + 1/2) ln n + n - ln √(2π)`.
fn stirling_error(n: f64) -> f64 {
    if n <= 16.0 {
        return gammaln(n + 1.0) - (n + 0.5) * n.ln() + n - 0.5 * (2.0 * PI).ln();
    }
    // The asymptotic series; its next term is below 1e-16 from 16 on.
    let squared = n * n;
    let series = [1.0 / 12.0, -1.0 / 360.0, 1.0 / 1260.0, -1.0 / 1680.0, 1.0 / 1188.0];
    let tail = -691.0 / 360_360.0;
    series.iter().rev().fold(tail, |sum, term| term + sum / squared) / n
}

/// `x ln(x / m) + m - x`, accurate where x is near m.
fn deviance(x: f64, m: f64) -> f64 {
    let difference = x - m;
    if difference.abs() >= 0.1 * (x + m) {
        return x * (x / m).ln() - difference;
    }
    let ratio = difference / (x + m);
    let mut sum = difference * ratio;
    let mut term = 2.0 * x * ratio;
    let squared = ratio * ratio;
    for j in 1..1000 {
        term *= squared;
        let next = sum + term / f64::from(2 * j + 1);
        if next == sum {
            break;
        }
        sum = next;
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_are_exact_where_they_are_simple() {
        assert!((log_binomial_term(2.0, 4.0, 0.5, 0.5).exp() - 0.375).abs() < 1e-15);
        assert!((log_poisson_term(3.0, 2.0).exp() - 8.0 / 6.0 * (-2.0_f64).exp()).abs() < 1e-15);
        // The central term of 10^10 fair coins: √(2 / (π n)) (1 - 1/(4n)).
        let n = 1e10;
        let expected = (2.0 / (PI * n)).sqrt() * (1.0 - 0.25 / n);
        assert!((log_binomial_term(n / 2.0, n, 0.5, 0.5).exp() / expected - 1.0).abs() < 1e-14);
    }

    #[test]
    fn stirlings_error_is_continuous_at_the_change_of_formulas() {
        let (below, above) = (stirling_error(16.0), stirling_error(16.0 + 1e-9));
        assert!((below - above).abs() < 1e-12);
    }
}

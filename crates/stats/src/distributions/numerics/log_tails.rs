//! Logarithms of incomplete gamma and beta functions, where these underflow, too.

use onkai_special::{betainc, betaincc, betaln, gammainc, gammaincc, gammaln, xlog1py, xlogy};

/// Below this a function's value may have lost digits; the logarithm takes another way.
const SMALL: f64 = 1e-290;

/// The logarithm of a tail from it and its complement, whichever keeps the digits.
pub(crate) fn log_of_tail(tail: f64, complement: f64) -> f64 {
    if tail < 0.5 { tail.ln() } else { (-complement).ln_1p() }
}

/// Logarithm of the regularized lower incomplete gamma function P(a, x).
pub(crate) fn log_gammainc(a: f64, x: f64) -> f64 {
    let value = gammainc(a, x);
    if value > SMALL || x <= 0.0 {
        return log_of_tail(value, gammaincc(a, x));
    }
    // x^a e^-x / Γ(a + 1) Σ x^k / (a + 1)_k; such values have x < a.
    let (mut sum, mut term, mut k) = (1.0, 1.0, 1.0);
    while term > 1e-17 * sum && k < 1e6 {
        term *= x / (a + k);
        sum += term;
        k += 1.0;
    }
    a * x.ln() - x - gammaln(a + 1.0) + f64::ln(sum)
}

/// Logarithm of the regularized upper incomplete gamma function Q(a, x).
pub(crate) fn log_gammaincc(a: f64, x: f64) -> f64 {
    let value = gammaincc(a, x);
    if value > SMALL || x == f64::INFINITY {
        return log_of_tail(value, gammainc(a, x));
    }
    // Legendre's continued fraction by Lentz's method; such values have x > a + 1.
    let mut b = x + 1.0 - a;
    let (mut c, mut d) = (1e300, 1.0 / b);
    let mut h = d;
    for i in 1..100_000 {
        let i = f64::from(i);
        let an = -i * (i - a);
        b += 2.0;
        d = 1.0 / (an * d + b);
        c = b + an / c;
        h *= d * c;
        if (d * c - 1.0).abs() < 1e-16 {
            break;
        }
    }
    a * x.ln() - x - gammaln(a) + h.ln()
}

/// Logarithm of the regularized incomplete beta function `I_x(a, b)`, where y = 1 - x.
pub(crate) fn log_betainc(a: f64, b: f64, x: f64, y: f64) -> f64 {
    let value = if x <= 0.5 { betainc(a, b, x) } else { betaincc(b, a, y) };
    if value > SMALL || x <= 0.0 {
        let complement = if x <= 0.5 { betaincc(a, b, x) } else { betainc(b, a, y) };
        return log_of_tail(value, complement);
    }
    // x^a y^b / (a B(a, b)) Σ (a + b)_k / (a + 1)_k x^k, all terms of one sign.
    let (mut sum, mut term, mut k) = (1.0, 1.0, 0.0);
    while term > 1e-17 * sum && k < 1e6 {
        term *= (a + b + k) / (a + 1.0 + k) * x;
        sum += term;
        k += 1.0;
    }
    xlogy(a, x) + xlog1py(b, -x) - a.ln() - betaln(a, b) + f64::ln(sum)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_far_below_the_smallest_double() {
        // P(a, x) ≈ x^a e^-x / Γ(a + 1) (1 + x / (a + 1)) for small x.
        let expected = 300.0 * 0.01_f64.ln() - 0.01 - gammaln(301.0) + f64::ln_1p(0.01 / 301.0);
        assert!((log_gammainc(300.0, 0.01) / expected - 1.0).abs() < 1e-12);
        // Q(2, x) = (1 + x) e^-x
        assert!((log_gammaincc(2.0, 900.0) - (901.0_f64.ln() - 900.0)).abs() < 1e-11);
        // I_x(a, 1) = x^a
        let log = log_betainc(500.0, 1.0, 0.1, 0.9);
        assert!((log / (500.0 * 0.1_f64.ln()) - 1.0).abs() < 1e-14);
    }
}

//! Quantiles of the odds y / (1 - y) of a beta variable, from which those of t and F follow.

use onkai_special::{betainccinv, betaincinv};

/// The odds at the lower quantile `p`.
pub(crate) fn lower_odds(a: f64, b: f64, p: f64) -> f64 {
    let y = betaincinv(a, b, p);
    if y <= 0.5 {
        y / (1.0 - y)
    } else {
        let rest = betainccinv(b, a, p);
        (1.0 - rest) / rest
    }
}

/// The odds at the upper quantile `q`.
pub(crate) fn upper_odds(a: f64, b: f64, q: f64) -> f64 {
    1.0 / lower_odds(b, a, q)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn odds_of_a_uniform_variable() {
        for p in [1e-300, 0.25, 0.75_f64, 1.0 - 1e-10] {
            assert!((lower_odds(1.0, 1.0, p) / (p / (1.0 - p)) - 1.0).abs() < 1e-14);
            assert!((upper_odds(1.0, 1.0, p) / ((1.0 - p) / p) - 1.0).abs() < 1e-14);
        }
    }
}

//! Kaiser windows, and the Bessel function they are made of.

use std::f64::consts::TAU;

/// Sample `i` of the first half of a Kaiser window of `n ≥ 2`.
pub(super) fn kaiser(i: usize, n: usize, beta: f64) -> f64 {
    let beta = beta.abs();
    let (left, right, span) = (i as f64, (n - 1 - i) as f64, (n - 1) as f64);
    // 1 - x², by factors and so without cancellation.
    let square = 4.0 * (left / span) * (right / span);
    kaiser_at((right - left) / span, square, beta)
}

/// `I₀(β √(1-x²)) / I₀(β)` for `β ≥ 0`; `square` is `1 - x²`, which callers know more exactly.
pub(crate) fn kaiser_at(x: f64, square: f64, beta: f64) -> f64 {
    let root = square.sqrt();
    // exp(β√(1-x²) - β), again without a difference of near numbers; it overflows for no β.
    let decay = (-beta * x * x / (root + 1.0)).exp();
    decay * scaled_i0(beta * root) / scaled_i0(beta)
}

/// The whole window of even length `n`; empty for 0.
pub(super) fn kaiser_bessel_derived(n: usize, beta: f64) -> Vec<f64> {
    let half = n / 2;
    if half == 0 {
        return Vec::new();
    }
    let mut total = 0.0;
    let sums: Vec<f64> = (0..=half)
        .map(|i| {
            total += kaiser(i.min(half - i), half + 1, beta);
            total
        })
        .collect();
    super::kind::mirrored(n, |i| (sums[i] / total).sqrt())
}

/// `exp(-x) I₀(x)` for `x ≥ 0`, within a few units of the last place.
// Private until the crate of special functions, which is to have it, exists.
fn scaled_i0(x: f64) -> f64 {
    // Below, the power series, all of whose terms are positive; above, Hankel's expansion, whose
    // least term is about exp(-2x): either reaches full precision at 30 (DLMF 10.25.2, 10.40.1).
    if x < 30.0 {
        let quarter = x * x / 4.0;
        let mut term = 1.0;
        let mut sum = 1.0;
        for k in 1..100 {
            term *= quarter / f64::from(k * k);
            sum += term;
            if term < f64::EPSILON / 4.0 * sum {
                break;
            }
        }
        sum * (-x).exp()
    } else {
        let mut term = 1.0;
        let mut sum = 1.0;
        for k in 1..30 {
            let odd = f64::from(2 * k - 1);
            term *= odd * odd / (8.0 * x * f64::from(k));
            sum += term;
            if term < f64::EPSILON / 4.0 {
                break;
            }
        }
        sum / (TAU * x).sqrt()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // Expected values are mpmath's: exp(-x) * besseli(0, x) with 40 digits.
    #[test]
    fn i0_is_exact_on_both_sides_of_the_seam() {
        let cases = [
            (0.0, 1.0),
            (0.5, 0.6450352704491501),
            (8.6, 0.13816424739806848),
            (29.999, 0.07314717612913213),
            (30.001, 0.07314471689736321),
            (700.0, 0.015081295651531358),
            (1e6, 0.00039894233026924577),
        ];
        for (x, expected) in cases {
            let error = (scaled_i0(x) / expected - 1.0_f64).abs();
            assert!(error < 2e-15, "I0({x}) is off by {error:e}");
        }
    }

    #[test]
    fn a_huge_beta_does_not_overflow() {
        assert_eq!(kaiser(5, 11, 1e300), 1.0);
        assert_eq!(kaiser(0, 11, -1e300), 0.0);
    }
}

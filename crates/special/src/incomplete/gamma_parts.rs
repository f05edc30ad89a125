//! The regularized incomplete gamma functions, lower and upper at once.

use std::f64::consts::{FRAC_1_SQRT_2, PI};

use super::parts::{MAX_STEPS, Parts};
use super::uniform_tables::UNIFORM;
use crate::double_double::{DoubleDouble, two_sum};
use crate::error_function::erfcx_f64;
use crate::gamma::{gamma_star, gammaln_1p, rgamma_f64};
use crate::series::polynomial;

/// From this `a` on, and for x within this part of it, the uniform expansion has all digits.
const UNIFORM_FROM: f64 = 100.0;
const UNIFORM_WIDTH: f64 = 0.4;
/// Up to this x the power series of the upper part cancels but little.
const SMALL: f64 = 1.5;
/// From this `a` on, factors are put together from Stirling's formula.
const STIRLING_FROM: f64 = 20.0;

/// P(a, x) and Q(a, x).
pub(super) fn gamma_parts(a: f64, x: f64) -> Parts {
    if !(0.0 <= a && 0.0 <= x) || (a == 0.0 && x == 0.0) || (a.is_infinite() && x.is_infinite()) {
        return Parts::NAN;
    }
    if a == 0.0 || x == f64::INFINITY {
        return Parts::from_upper(0.0);
    }
    if x == 0.0 || a == f64::INFINITY {
        return Parts::from_lower(0.0);
    }
    if UNIFORM_FROM <= a && (x - a).abs() <= UNIFORM_WIDTH * a {
        return uniform(a, x);
    }
    if x <= SMALL.max(a) {
        let lower = lower_factor(a, x) * lower_series(a, x);
        if 0.9 < lower && x <= SMALL {
            return Parts { lower, upper: small_upper(a, x) };
        }
        return Parts::from_lower(lower);
    }
    let factor = lower_factor(a, x);
    if factor == 0.0 {
        return Parts::from_upper(0.0);
    }
    Parts::from_upper(factor * a / upper_fraction(a, x))
}

/// x^a e^-x / Γ(a + 1).
pub(super) fn lower_factor(a: f64, x: f64) -> f64 {
    if STIRLING_FROM <= a {
        let exponent = -scaled_distance(a, x);
        return exponent.exp() / ((2.0 * PI * a).sqrt() * gamma_star(a));
    }
    if 1000.0 < x {
        return 0.0;
    }
    // One half after the other: the exponential alone may underflow.
    let half = (-0.5 * x).exp();
    x.powf(a) * half * rgamma_f64(a + 1.0) * half
}

/// a (x/a - 1 - ln(x/a)), which is 0 at x = a and positive elsewhere.
fn scaled_distance(a: f64, x: f64) -> DoubleDouble {
    let difference = two_sum(x, -a);
    let ratio = difference / DoubleDouble::new(a);
    if ratio.hi.abs() < 1e-3 {
        // ratio²/2 - ratio³/3 + …, as the logarithm would cancel.
        let sum = (2..=9).rev().fold(DoubleDouble::new(0.0), |sum, k| {
            DoubleDouble::new(1.0) / DoubleDouble::new(f64::from(k)) - sum * ratio
        });
        return difference * ratio * sum;
    }
    let quotient = DoubleDouble::new(x) / DoubleDouble::new(a);
    difference - DoubleDouble::new(a) * quotient.ln()
}

/// Σ xⁿ / ((a + 1) … (a + n)).
pub(super) fn lower_series(a: f64, x: f64) -> f64 {
    let (mut sum, mut term) = (1.0, 1.0);
    for n in 1..MAX_STEPS {
        term *= x / (a + f64::from(n));
        sum += term;
        if term <= 0.2 * f64::EPSILON * sum {
            return sum;
        }
    }
    f64::NAN
}

/// The continued fraction by which the factor is divided,
/// b₀ + 1(a - 1) / (b₁ + 2(a - 2) / (b₂ + …)) with bₖ = x + 1 - a + 2k.
///
/// Numerators and denominators of its convergents are computed each by itself, so that a step takes
/// no division. They are small enough for it, as the factor vanishes where x is much over 1000.
fn upper_fraction(a: f64, x: f64) -> f64 {
    const LARGE: f64 = 1e100;
    let mut b = x + 1.0 - a;
    let (mut above, mut below) = ([1.0, b], [0.0, 1.0]);
    for k in (1..MAX_STEPS).map(f64::from) {
        let step = k * (a - k);
        b += 2.0;
        above = [above[1], b * above[1] + step * above[0]];
        below = [below[1], b * below[1] + step * below[0]];
        let (new, old) = (above[1] * below[0], above[0] * below[1]);
        if (new - old).abs() <= f64::EPSILON * new.abs() {
            return above[1] / below[1];
        }
        if LARGE < above[1].abs().max(below[1].abs()) {
            above = above.map(|v| v / LARGE);
            below = below.map(|v| v / LARGE);
        }
    }
    f64::NAN
}

/// Q(a, x) for small a and x: P = e^t (1 + a s), where t and s are small.
fn small_upper(a: f64, x: f64) -> f64 {
    let t = a * x.ln() - gammaln_1p(a);
    -t.exp_m1() - a * t.exp() * small_series(a, x)
}

/// Σ (-x)ⁿ / (n! (a + n)) over n ≥ 1.
pub(super) fn small_series(a: f64, x: f64) -> f64 {
    let (mut sum, mut term) = (0.0, 1.0);
    for n in (1..=30).map(f64::from) {
        term *= -x / n;
        sum += term / (a + n);
    }
    sum
}

/// Temme's expansion, which is uniform around x = a.
///
/// N. M. Temme, "The asymptotic expansion of the incomplete gamma functions", SIAM J. Math. Anal.
/// 10, 1979. <https://doi.org/10.1137/0510071>
fn uniform(a: f64, x: f64) -> Parts {
    let distance = scaled_distance(a, x);
    let root = distance.hi.max(0.0).sqrt();
    let eta = (root / (FRAC_1_SQRT_2 * a.sqrt())).copysign(x - a);
    let rows = UNIFORM.iter().rev();
    let sum = rows.fold(0.0, |sum, row| sum / a + polynomial(row, eta)) / (2.0 * PI * a).sqrt();
    let power = (-distance).exp();
    if a <= x {
        Parts::from_upper(power * (0.5 * erfcx_f64(root) + sum))
    } else {
        Parts::from_lower(power * (0.5 * erfcx_f64(root) - sum))
    }
}

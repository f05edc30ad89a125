//! The regularized incomplete beta function, both parts at once.

use std::f64::consts::PI;

use super::parts::{MAX_STEPS, Parts};
use crate::double_double::{DoubleDouble, two_sum};
use crate::gamma::{beta_f64, betaln_dd, digamma_f64, gamma_star, gammaln_1p, gammaln_dd};

/// From here on factors are put together from Stirling's formula.
const STIRLING_FROM: f64 = 20.0;

/// A point of the unit interval by its distances from both ends, of which one may be small.
#[derive(Clone, Copy, Debug)]
pub(super) struct Point {
    pub(super) x: DoubleDouble,
    pub(super) y: DoubleDouble,
}

impl Point {
    /// The point x, where 1 - x is not rounded.
    pub(super) fn new(x: f64) -> Self {
        Self { x: DoubleDouble::new(x), y: two_sum(1.0, -x) }
    }

    /// The point with this logarithm of x / y.
    pub(super) fn from_logit(t: f64) -> Self {
        // The smaller distance has all digits, and the larger one those that it leaves.
        let small = (-t.abs()).exp() / (1.0 + (-t.abs()).exp());
        if t < 0.0 { Self::new(small) } else { Self::new(small).swapped() }
    }

    pub(super) fn swapped(self) -> Self {
        Self { x: self.y, y: self.x }
    }
}

/// I(a, b; x) and 1 - I(a, b; x), for positive a and b.
pub(super) fn beta_parts(a: f64, b: f64, point: Point) -> Parts {
    if point.x.hi == 0.0 {
        return Parts::from_lower(0.0);
    }
    if point.y.hi == 0.0 {
        return Parts::from_upper(0.0);
    }
    // The continued fraction converges quickly below the mean.
    if point.x.hi * (a + b + 2.0) <= a + 1.0 {
        below_mean(a, b, point)
    } else {
        below_mean(b, a, point.swapped()).swapped()
    }
}

fn below_mean(a: f64, b: f64, point: Point) -> Parts {
    let factor = factor(a, b, point);
    if factor == 0.0 {
        return Parts::from_lower(0.0);
    }
    let lower = factor / fraction(a, b, point);
    if lower <= 0.9 || lower.is_nan() {
        return Parts::from_lower(lower);
    }
    Parts { lower, upper: small_upper(a, b, point.x.hi) }
}

/// x^a y^b / B(a, b).
pub(super) fn factor(a: f64, b: f64, Point { x, y }: Point) -> f64 {
    let [exact_a, exact_b] = [a, b].map(DoubleDouble::new);
    if STIRLING_FROM <= a.min(b) {
        let sum = two_sum(a, b);
        let exponent = exact_a * (x * sum / exact_a).ln() + exact_b * (y * sum / exact_b).ln();
        let scale = (a / sum.hi * (b / (2.0 * PI))).sqrt();
        return exponent.exp() * scale * gamma_star(sum.hi) / (gamma_star(a) * gamma_star(b));
    }
    if a + b < 100.0 {
        let power = |base: DoubleDouble, exponent: f64| {
            base.hi.powf(exponent) * (1.0 + exponent * base.lo / base.hi)
        };
        let (product, beta) = (power(x, a) * power(y, b), beta_f64(a, b));
        // Far from where a power loses digits by underflow.
        if 1e-290 < product && beta < 1e290 {
            return product / beta;
        }
    }
    if x.hi < f64::MIN_POSITIVE || y.hi < f64::MIN_POSITIVE {
        return x.hi.powf(a) * y.hi.powf(b) / beta_f64(a, b);
    }
    (exact_a * x.ln() + exact_b * y.ln() - betaln_dd(a, b)).exp()
}

/// The continued fraction by which [`factor`] is divided, all of whose terms are positive below the
/// mean while n < b.
///
/// A. R. Didonato, A. H. Morris, "Algorithm 708: Significant digit computation of the incomplete
/// beta function ratios", ACM Trans. Math. Softw. 18, 1992. <https://doi.org/10.1145/131766.131776>
fn fraction(a: f64, b: f64, point: Point) -> f64 {
    let (x, y) = (point.x.hi, point.y.hi);
    // The distance from the mean, where the two products may cancel.
    let distance = (DoubleDouble::new(a) * point.y - DoubleDouble::new(b) * point.x).value();
    let term = |n: f64| {
        let middle = a + (2.0 * n - 1.0);
        let falling = n * (b - n) * x / middle;
        let numerator = (a + (n - 1.0)) * (a + b + (n - 1.0)) * x / middle * falling;
        let rising = (a + n) * (distance + 1.0 + n * (1.0 + y)) / (a + (2.0 * n + 1.0));
        (numerator, n + falling + rising)
    };
    continued_fraction(a * (distance + 1.0) / (a + 1.0), term)
}

/// The continued fraction b₀ + a₁ / (b₁ + a₂ / (b₂ + …)) by Lentz's method; NaN if it does not
/// converge.
fn continued_fraction(b0: f64, term: impl Fn(f64) -> (f64, f64)) -> f64 {
    const TINY: f64 = 1e-290;
    let nonzero = |v: f64| if v.abs() < TINY { TINY } else { v };
    let mut value = nonzero(b0);
    let (mut c, mut d) = (value, 0.0);
    for k in 1..MAX_STEPS {
        let (a, b) = term(f64::from(k));
        d = 1.0 / nonzero(b + a * d);
        c = nonzero(b + a / c);
        let factor = c * d;
        value *= factor;
        if (factor - 1.0).abs() <= f64::EPSILON {
            return value;
        }
        if value.is_nan() {
            break;
        }
    }
    f64::NAN
}

/// 1 - I(a, b; x) for small a and small b x: I = e^t (1 + a s), where t and s are small.
fn small_upper(a: f64, b: f64, x: f64) -> f64 {
    // ln (Γ(a + b) / (Γ(b) Γ(a + 1)))
    let ratio = if 1e-13 * b < a {
        (gammaln_dd(two_sum(a, b)) - gammaln_dd(DoubleDouble::new(b))).value()
    } else {
        a * digamma_f64(b)
    };
    let t = a * x.ln() + ratio - gammaln_1p(a);
    -t.exp_m1() - a * t.exp() * small_series(a, b, x)
}

/// Σ (1 - b)(2 - b)…(n - b) xⁿ / (n! (a + n)) over n ≥ 1.
pub(super) fn small_series(a: f64, b: f64, x: f64) -> f64 {
    let (mut sum, mut term) = (0.0, 1.0_f64);
    for n in (1..2000).map(f64::from) {
        term *= (n - b) / n * x;
        sum += term / (a + n);
        if term.abs() <= 1e-18 * sum.abs() {
            break;
        }
    }
    sum
}

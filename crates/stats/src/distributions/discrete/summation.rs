//! Sums over the whole numbers of a support, and the search for quantiles among them.

use super::shape::DiscreteShape;
use crate::distributions::continuous::{Moments, Support};

/// A term this much smaller than the sum ends it.
const NEGLIGIBLE: f64 = 1e-18;
/// Terms after which a sum is taken as it is.
const MOST_TERMS: u64 = 50_000_000;

/// The least k of the support for which the condition holds, which it does from there on.
pub(crate) fn search(support: Support, holds: impl Fn(f64) -> bool) -> f64 {
    let Support { low, high } = support;
    // `below` does not hold (or lies outside), `at` does (or is the end).
    let (mut below, mut at) = if low.is_finite() {
        let mut step = 1.0;
        let mut below = low - 1.0;
        while below + step < high && !holds(below + step) {
            below += step;
            step *= 2.0;
        }
        (below, (below + step).min(high))
    } else {
        let mut step = 1.0;
        if holds(0.0) {
            let mut at = 0.0;
            while holds(at - step) {
                at -= step;
                step *= 2.0;
            }
            (at - step, at)
        } else {
            let mut below = 0.0;
            while below + step < high && !holds(below + step) {
                below += step;
                step *= 2.0;
            }
            (below, (below + step).min(high))
        }
    };
    while at - below > 1.0 {
        let middle = (0.5 * (below + at)).floor();
        if middle <= below || middle >= at {
            break;
        }
        if holds(middle) {
            at = middle;
        } else {
            below = middle;
        }
    }
    at
}

/// Σ mass(j) from `k` on in the given direction, to the end of the support or where a falling
/// term no longer counts.
pub(crate) fn sum_away<D: DiscreteShape>(shape: &D, k: f64, direction: f64) -> f64 {
    sum_terms(shape, k, direction, |_, mass| mass)
}

/// P(X ≤ k) and P(X > k) of a distribution with one mode, near which `center` lies.
pub(crate) fn tails_by_sum<D: DiscreteShape>(shape: &D, k: f64, center: f64) -> (f64, f64) {
    if k < center {
        let lower = sum_away(shape, k, -1.0);
        (lower, 1.0 - lower)
    } else {
        let upper = sum_away(shape, k + 1.0, 1.0);
        (1.0 - upper, upper)
    }
}

fn sum_terms<D: DiscreteShape>(
    shape: &D,
    from: f64,
    direction: f64,
    term: impl Fn(f64, f64) -> f64,
) -> f64 {
    let Support { low, high } = shape.standard_support();
    let (mut sum, mut size, mut k) = (0.0, 0.0, from);
    let (mut total_mass, mut before) = (0.0, 0.0);
    for _ in 0..MOST_TERMS {
        if k < low || k > high {
            break;
        }
        let mass = shape.log_mass(k).exp();
        let part: f64 = term(k, mass);
        sum += part;
        size += part.abs();
        total_mass += mass;
        // A term may vanish by chance; it is the mass that tells the end.
        let is_last = mass <= NEGLIGIBLE * total_mass && mass <= before;
        if is_last && part.abs() <= NEGLIGIBLE * size {
            break;
        }
        before = mass;
        k += direction;
    }
    sum
}

/// A number near the median, from which sums start in both directions.
fn start<D: DiscreteShape>(shape: &D) -> f64 {
    shape.lower_quantile(0.5)
}

/// E f(X), summed from the median outwards.
pub(crate) fn expect<D: DiscreteShape>(shape: &D, f: impl Fn(f64) -> f64) -> f64 {
    let middle = start(shape);
    let weighted = |k: f64, mass: f64| if mass > 0.0 { f(k) * mass } else { 0.0 };
    sum_terms(shape, middle, -1.0, weighted) + sum_terms(shape, middle + 1.0, 1.0, weighted)
}

/// Central moments about the mean.
pub(crate) fn moments_by_sum<D: DiscreteShape>(shape: &D) -> Moments {
    let middle = start(shape);
    let mean = middle + expect(shape, |k| k - middle);
    let variance = expect(shape, |k| (k - mean).powi(2));
    let deviation = variance.sqrt();
    let scaled = |n: i32| expect(shape, |k| ((k - mean) / deviation).powi(n));
    Moments { mean, variance, skewness: scaled(3), kurtosis: scaled(4) - 3.0 }
}

/// `-Σ P ln P`
pub(crate) fn entropy_by_sum<D: DiscreteShape>(shape: &D) -> f64 {
    expect(shape, |k| -shape.log_mass(k))
}

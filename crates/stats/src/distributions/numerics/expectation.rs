//! Expected values by quadrature, over the probability or over the support.
//!
//! `E f(X) = ∫ f(F⁻¹(p)) dp`, both halves taken from their end of the support, so that neither a
//! pole of the density nor a heavy tail does any harm. Where the tails are light and costly to
//! invert, `∫ f(x) dF(x)` is much faster.

use crate::distributions::continuous::{ContinuousShape, Moments};
use crate::distributions::numerics::finite_integral;

/// A tail that adds nothing to an expected value, if it is a light one.
const NEGLIGIBLE: f64 = 1e-20;

/// The expected value of `f` of a variable in standard form.
pub(crate) fn expect<D: ContinuousShape>(shape: &D, f: impl Fn(f64) -> f64) -> f64 {
    let below = finite_integral(0.0, 0.5, |_, p, _| f(shape.lower_quantile(p)));
    let above = finite_integral(0.0, 0.5, |_, q, _| f(shape.upper_quantile(q)));
    below + above
}

/// The same for tails that fall at least exponentially, from the density alone.
fn expect_light<D: ContinuousShape>(shape: &D, f: impl Fn(f64) -> f64) -> f64 {
    let (a, b) = (shape.lower_quantile(NEGLIGIBLE), shape.upper_quantile(NEGLIGIBLE));
    finite_integral(a, b, |x, _, _| shape.density(x) * f(x))
}

/// Mean, variance, skewness and excess kurtosis as far as they exist.
pub(crate) fn default_moments<D: ContinuousShape>(shape: &D) -> Moments {
    moments(shape.tail_index(), |f| expect(shape, f))
}

/// The same for tails that fall at least exponentially, from the density alone.
pub(crate) fn light_moments<D: ContinuousShape>(shape: &D) -> Moments {
    moments(f64::INFINITY, |f| expect_light(shape, f))
}

fn moments(index: f64, expect: impl Fn(&dyn Fn(f64) -> f64) -> f64) -> Moments {
    if index <= 1.0 {
        return Moments::from_mean_and_variance(f64::INFINITY, f64::INFINITY);
    }
    let mean = expect(&|x| x);
    if index <= 2.0 {
        return Moments::from_mean_and_variance(mean, f64::INFINITY);
    }
    let variance = expect(&|x| (x - mean) * (x - mean));
    let deviation = variance.sqrt();
    let power = |n: i32| {
        if index <= f64::from(n) {
            return f64::NAN;
        }
        expect(&|x| ((x - mean) / deviation).powi(n))
    };
    Moments { mean, variance, skewness: power(3), kurtosis: power(4) - 3.0 }
}

/// The differential entropy `-E ln f(X)`.
pub(crate) fn default_entropy<D: ContinuousShape>(shape: &D) -> f64 {
    expect(shape, |x| surprise(shape, x))
}

/// The same for tails that fall at least exponentially, from the density alone.
pub(crate) fn light_entropy<D: ContinuousShape>(shape: &D) -> f64 {
    expect_light(shape, |x| surprise(shape, x))
}

/// `-ln f(x)`; a pole of the density has no weight once the quantile is rounded into it.
fn surprise<D: ContinuousShape>(shape: &D, x: f64) -> f64 {
    Some(-shape.log_density(x)).filter(|log| log.is_finite()).unwrap_or(0.0)
}

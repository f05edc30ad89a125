//! Expected values by quadrature over the probability.
//!
//! `E f(X) = ∫ f(F⁻¹(p)) dp`, both halves taken from their end of the support, so that neither a
//! pole of the density nor a heavy tail does any harm.

use crate::distributions::continuous::{ContinuousShape, Moments};
use crate::distributions::numerics::finite_integral;

/// The expected value of `f` of a variable in standard form.
pub(crate) fn expect<D: ContinuousShape>(shape: &D, f: impl Fn(f64) -> f64) -> f64 {
    let below = finite_integral(0.0, 0.5, |_, p, _| f(shape.lower_quantile(p)));
    let above = finite_integral(0.0, 0.5, |_, q, _| f(shape.upper_quantile(q)));
    below + above
}

/// Mean, variance, skewness and excess kurtosis as far as they exist.
pub(crate) fn default_moments<D: ContinuousShape>(shape: &D) -> Moments {
    let index = shape.tail_index();
    if index <= 1.0 {
        return Moments::from_mean_and_variance(f64::INFINITY, f64::INFINITY);
    }
    let mean = expect(shape, |x| x);
    if index <= 2.0 {
        return Moments::from_mean_and_variance(mean, f64::INFINITY);
    }
    let variance = expect(shape, |x| (x - mean) * (x - mean));
    let deviation = variance.sqrt();
    let power = |n: i32| {
        if index <= f64::from(n) {
            return f64::NAN;
        }
        expect(shape, |x| ((x - mean) / deviation).powi(n))
    };
    Moments { mean, variance, skewness: power(3), kurtosis: power(4) - 3.0 }
}

/// The differential entropy `-E ln f(X)`.
pub(crate) fn default_entropy<D: ContinuousShape>(shape: &D) -> f64 {
    // A pole of the density has no weight once the quantile is rounded into it.
    expect(shape, |x| Some(-shape.log_density(x)).filter(|log| log.is_finite()).unwrap_or(0.0))
}

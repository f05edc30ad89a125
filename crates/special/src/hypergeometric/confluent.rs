//! Confluent hypergeometric functions.
//!
//! Counterpart of `scipy.special.hyp1f1` and `hyp0f1`.

use onkai_core::Real;

use super::sum::{ONE, Term, ZERO, combine, is_pole, quick_series, series};
use crate::double_double::{DoubleDouble, two_sum};

/// Kummer's confluent hypergeometric function M(a, b, x), of real parameters and argument.
///
/// ```text
/// ₁F₁(a; b; x) = Σₙ (a)ₙ / ((b)ₙ n!) xⁿ
/// ```
///
/// Sums are made in double-double arithmetic. Where even there the terms cancel too far (large
/// parameters of different signs), and where no value exists (`b` is 0 or a negative integer and the
/// series does not end before), the result is NaN.
///
/// # Examples
///
/// ```
/// let value: f64 = onkai_special::hyp1f1(1.0, 2.0, -1.0);
/// assert!((value - (1.0 - (-1.0_f64).exp())).abs() < 1e-15);
/// ```
///
/// # Differences from SciPy
///
/// SciPy loses digits where parameters are large, without saying so. Arguments are real.
///
/// # References
///
/// J. W. Pearson, S. Olver, M. A. Porter, "Numerical methods for the computation of the confluent
/// and Gauss hypergeometric functions", Numer. Algorithms 74, 2017.
/// <https://doi.org/10.1007/s11075-016-0173-0>. Large arguments: DLMF 13.7.2.
pub fn hyp1f1<F: Real>(a: F, b: F, x: F) -> F {
    F::of(kummer(a.as_f64(), b.as_f64(), x.as_f64()))
}

/// The confluent limit function, which Bessel functions are made of.
///
/// ```text
/// ₀F₁(; b; x) = Σₙ xⁿ / ((b)ₙ n!)
/// ```
///
/// NaN where `b` is 0 or a negative integer, and where terms cancel too far: for `x` below some -200.
///
/// # Examples
///
/// ```
/// let value: f64 = onkai_special::hyp0f1(0.5, 0.25);
/// assert!((value - 1.0_f64.cosh()).abs() < 1e-15);
/// ```
pub fn hyp0f1<F: Real>(b: F, x: F) -> F {
    let (b, x) = (b.as_f64(), x.as_f64());
    if is_pole(b) || !b.is_finite() || !x.is_finite() {
        return F::nan();
    }
    let value = quick_series(&[], b, x).or_else(|| {
        combine(&[Term::plain(series(&[], DoubleDouble::new(b), DoubleDouble::new(x))?)])
    });
    F::of(value.unwrap_or(f64::NAN))
}

fn kummer(a: f64, b: f64, x: f64) -> f64 {
    if [a, b, x].iter().any(|v| !v.is_finite()) {
        return f64::NAN;
    }
    if x == 0.0 || a == 0.0 {
        return 1.0;
    }
    let ends = is_pole(a);
    if is_pole(b) && !(ends && b <= a) {
        return f64::NAN;
    }
    if a == b {
        return x.exp();
    }
    let other = two_sum(b, -a);
    if 0.0 < x
        && let Some(value) = quick_series(&[a], b, x)
    {
        return value;
    }
    // Kummer's transformation, where the new parameter is exact.
    if x < 0.0
        && other.lo == 0.0
        && let Some(value) = quick_series(&[other.hi], b, -x)
    {
        return x.exp() * value;
    }
    let [wide_a, wide_b, wide_x] = [a, b, x].map(DoubleDouble::new);
    let direct = || combine(&[Term::plain(series(&[wide_a], wide_b, wide_x)?)]);
    let transformed =
        || combine(&[Term::plain(series(&[other], wide_b, -wide_x)?).times_exp(wide_x)]);
    let far = || if ends || is_pole(b) { None } else { far([wide_a, other, wide_b], x) };
    let value = if ends {
        direct().or_else(transformed)
    } else if x < 0.0 {
        far().or_else(transformed).or_else(direct)
    } else {
        far().or_else(direct).or_else(transformed)
    };
    value.unwrap_or(f64::NAN)
}

/// The asymptotic series for large arguments; `other` is `b - a`.
fn far([a, other, b]: [DoubleDouble; 3], x: f64) -> Option<f64> {
    if x.abs() < 60.0 {
        return None;
    }
    let size = DoubleDouble::new(x.abs());
    let log = size.ln();
    let positive = x > 0.0;
    let (growing, vanishing) = if positive { (a, other) } else { (other, a) };
    // e^x x^(a - b) Γ(b) / Γ(a), and Γ(b) / Γ(b - a) x^-a; for negative x in each other's place.
    let first = Term::plain(asymptotic([vanishing, ONE - growing], ONE / size)?);
    let first = first.times_exp(-(log * vanishing) + if positive { size } else { ZERO });
    let second = Term::plain(asymptotic([growing, ONE - vanishing], -(ONE / size))?);
    let second = second.times_exp(-(log * growing) - if positive { ZERO } else { size });
    // Of the second one only the real part on the cut; it matters where the first one's Γ has a pole.
    let [_, cos] = (DoubleDouble::PI
        * (growing - DoubleDouble::new(2.0 * (growing.hi / 2.0).round())))
    .sin_cos();
    let terms =
        [first.times_gammas(&[b], &[growing]), second.times(cos).times_gammas(&[b], &[vanishing])];
    combine(&terms.into_iter().flatten().collect::<Vec<_>>())
}

/// Σ (p)ₙ (q)ₙ / n! yⁿ up to its smallest term; nothing if that is not negligible.
fn asymptotic([p, q]: [DoubleDouble; 2], y: DoubleDouble) -> Option<(DoubleDouble, f64)> {
    let (mut sum, mut term, mut size) = (ONE, ONE, 1.0);
    for k in 0..400 {
        let shift = DoubleDouble::new(f64::from(k));
        let next = term * (p + shift) * (q + shift) * y / (shift + ONE);
        if next == ZERO {
            return Some((sum, size));
        }
        // Terms that grow first, as large parameters have them, are left to the convergent series.
        if term.hi.abs() <= next.hi.abs() {
            return None;
        }
        term = next;
        sum = sum + term;
        size += term.hi.abs();
        if term.hi.abs() < 1e-19 * sum.hi.abs() {
            return Some((sum, size));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_of_the_domain() {
        assert_eq!(hyp1f1(0.3, 1.2, 0.0), 1.0);
        assert_eq!(hyp1f1(-1.0, 2.0, 4.0), -1.0);
        assert!(hyp1f1(1.0_f64, -2.0, 0.5).is_nan() && hyp1f1(1.0_f64, f64::NAN, 0.5).is_nan());
        assert!(hyp0f1(-1.0_f64, 0.5).is_nan() && hyp0f1(0.5_f64, f64::INFINITY).is_nan());
    }

    #[test]
    fn exponentials_are_found_again() {
        for x in [-300.0_f64, -20.0, -1.0, 3.0, 50.0, 500.0] {
            let value = hyp1f1(1.0, 2.0, x);
            assert!((value / (x.exp_m1() / x) - 1.0).abs() < 1e-13, "{x}: {value}");
        }
    }

    #[test]
    fn single_precision_is_rounded_double_precision() {
        assert_eq!(hyp1f1(0.5_f32, 1.5, -3.0), hyp1f1(0.5, 1.5, -3.0) as f32);
        assert_eq!(hyp0f1(1.5_f32, -3.0), hyp0f1(1.5, -3.0) as f32);
    }
}

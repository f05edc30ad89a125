//! Gauss's hypergeometric function.
//!
//! Counterpart of `scipy.special.hyp2f1`.

use onkai_core::Real;

use super::sum::{ONE, Term, ZERO, combine, is_pole, quick_series, series};
use crate::double_double::{DoubleDouble, two_sum};

/// Gauss's hypergeometric function of real parameters and a real argument `x ≤ 1`.
///
/// ```text
/// ₂F₁(a, b; c; x) = Σₙ (a)ₙ (b)ₙ / ((c)ₙ n!) xⁿ         (continued to x < -1)
/// ```
///
/// Sums are made in double-double arithmetic, of those forms whose terms cancel least. Where even
/// they lose too much (large parameters of different signs), and where no value exists, the result
/// is NaN: `c` is 0 or a negative integer and the series does not end before; `x > 1` and it does
/// not end at all.
///
/// # Examples
///
/// ```
/// let value: f64 = onkai_special::hyp2f1(1.0, 1.0, 2.0, -1.0);
/// assert!((value - 2.0_f64.ln()).abs() < 1e-15);
/// ```
///
/// # Differences from SciPy
///
/// SciPy loses digits where `c - a - b` or `a - b` is close to an integer, and where parameters are
/// large, without saying so. Arguments are real.
///
/// # References
///
/// J. W. Pearson, S. Olver, M. A. Porter, "Numerical methods for the computation of the confluent
/// and Gauss hypergeometric functions", Numer. Algorithms 74, 2017.
/// <https://doi.org/10.1007/s11075-016-0173-0>. Transformations: DLMF 15.8.
pub fn hyp2f1<F: Real>(a: F, b: F, c: F, x: F) -> F {
    F::of(gauss([a.as_f64(), b.as_f64(), c.as_f64()], x.as_f64()))
}

/// Closest distance from an integer at which a connection formula keeps its digits, and how far to step aside.
const ASIDE: f64 = 1e-9;

fn gauss([a, b, c]: [f64; 3], x: f64) -> f64 {
    if [a, b, c, x].iter().any(|v| !v.is_finite()) {
        return f64::NAN;
    }
    if x == 0.0 || a == 0.0 || b == 0.0 {
        return 1.0;
    }
    // The degree where the series ends.
    let degree = [a, b].into_iter().filter(|&v| is_pole(v)).map(|v| -v).reduce(f64::min);
    if is_pole(c) && degree.is_none_or(|degree| -c < degree) {
        return f64::NAN;
    }
    if let Some(value) = quick([a, b, c], x) {
        return value;
    }
    let wide = [a, b, c].map(DoubleDouble::new);
    let value = match degree {
        Some(degree) => polynomial(wide, x, degree),
        None if x > 1.0 => None,
        None if x == 1.0 => return at_one([a, b, c]),
        None if x > 0.0 => below_one(wide, x),
        None => negative(wide, x),
    };
    value.unwrap_or(f64::NAN)
}

/// The series in doubles where it converges well, for negative `x` after Pfaff's transformation.
fn quick([a, b, c]: [f64; 3], x: f64) -> Option<f64> {
    if x.abs() <= 0.5 || (0.0 < x && x <= 0.8) {
        return quick_series(&[a, b], c, x);
    }
    // Only where the new parameter is exact, and the power's rounding small.
    let other = two_sum(c, -b);
    if (-4.0..0.0).contains(&x) && other.lo == 0.0 && a.abs() <= 20.0 {
        return Some((1.0 - x).powf(-a) * quick_series(&[a, other.hi], c, x / (x - 1.0))?);
    }
    None
}

/// Series of `parameters` at `x`, times `base^power`.
fn candidate(
    parameters: [DoubleDouble; 3],
    x: DoubleDouble,
    factor_log: DoubleDouble,
) -> Option<Term> {
    let [a, b, c] = parameters;
    Some(Term::plain(series(&[a, b], c, x)?).times_exp(factor_log))
}

/// A series that ends, in powers of `x` or of `1 - x`.
fn polynomial([a, b, c]: [DoubleDouble; 3], x: f64, degree: f64) -> Option<f64> {
    let direct = candidate([a, b, c], DoubleDouble::new(x), ZERO);
    if let Some(value) = direct.and_then(|term| combine(&[term])) {
        return Some(value);
    }
    // DLMF 15.8.7: (c - b)ₙ / (c)ₙ F(-n, b; b - c - n + 1; 1 - x).
    let other = if a.hi == -degree { b } else { a };
    let n = DoubleDouble::new(degree);
    let reflected = series(&[-n, other], other - c - n + ONE, two_sum(1.0, -x))?;
    let [c_b, c_all] = [c - other, c].map(|v| {
        (0..degree as u32).fold(ONE, |product, k| {
            product * (v + DoubleDouble::new(f64::from(k))).scaled(1.0 / 16.0)
        })
    });
    let factor = c_b / c_all;
    combine(&[Term {
        log: ZERO,
        factor: reflected.0 * factor,
        size: reflected.1 * factor.hi.abs(),
    }])
}

/// Gauss's sum.
fn at_one([a, b, c]: [f64; 3]) -> f64 {
    let [a, b, c] = [a, b, c].map(DoubleDouble::new);
    let s = c - a - b;
    let one = Term { log: ZERO, factor: ONE, size: 1.0 };
    if s.hi <= 0.0 {
        // The terms all have one sign in the end: that of Γ(c) / (Γ(a) Γ(b)).
        let term = one.times_gammas(&[c], &[a, b]);
        return term.map_or(f64::NAN, |term| f64::INFINITY.copysign(term.factor.hi));
    }
    match one.times_gammas(&[c, s], &[c - a, c - b]) {
        Some(term) => combine(&[term]).unwrap_or(f64::NAN),
        None => 0.0,
    }
}

/// 0 < x < 1.
fn below_one([a, b, c]: [DoubleDouble; 3], x: f64) -> Option<f64> {
    let point = DoubleDouble::new(x);
    let complement = two_sum(1.0, -x);
    let s = c - a - b;
    let direct = || combine(&[candidate([a, b, c], point, ZERO)?]);
    let euler = || combine(&[candidate([c - a, c - b, c], point, complement.ln() * s)?]);
    let about_one = || aside(s, |shift| about_one([a, b, c + shift], complement));
    if x < 0.8 {
        direct().or_else(euler).or_else(about_one)
    } else {
        about_one().or_else(direct).or_else(euler)
    }
}

/// x < 0: Pfaff's transformations to `x / (x - 1)`, and the connection to `1 / (1 - x)`.
fn negative([a, b, c]: [DoubleDouble; 3], x: f64) -> Option<f64> {
    let shifted = two_sum(1.0, -x);
    let log = shifted.ln();
    let point = DoubleDouble::new(-x) / shifted;
    let first = || combine(&[candidate([a, c - b, c], point, -(log * a))?]);
    let second = || combine(&[candidate([c - a, b, c], point, -(log * b))?]);
    let direct = || {
        if -0.9 < x { combine(&[candidate([a, b, c], DoubleDouble::new(x), ZERO)?]) } else { None }
    };
    let far = || aside(a - b, |shift| about_infinity([a + shift, b, c], shifted));
    if -6.0 < x {
        first().or_else(second).or_else(direct).or_else(far)
    } else {
        far().or_else(first).or_else(second)
    }
}

/// A formula whose two parts have poles at integers `s`, which cancel: taken on both sides of one.
fn aside(s: DoubleDouble, formula: impl Fn(DoubleDouble) -> Option<f64>) -> Option<f64> {
    let off = s - DoubleDouble::new(s.hi.round());
    if ASIDE < off.hi.abs() {
        return formula(ZERO);
    }
    // The mean differs from the value by the square of the step; neither side lies on the integer.
    let step = if off.hi.abs() < 0.5 * ASIDE { ASIDE } else { 2.0 * ASIDE };
    let [left, right] = [-step, step].map(|shift| formula(DoubleDouble::new(shift)));
    let (left, right) = (left?, right?);
    let mean = f64::midpoint(left, right);
    // Where the function is steep in its parameter the square does not vanish beside 1.
    ((left - right).abs() <= 1e-7 * mean.abs()).then_some(mean)
}

/// DLMF 15.8.4.
fn about_one([a, b, c]: [DoubleDouble; 3], y: DoubleDouble) -> Option<f64> {
    let s = c - a - b;
    let first = Term::plain(series(&[a, b], ONE - s, y)?);
    let second = Term::plain(series(&[c - a, c - b], ONE + s, y)?).times_exp(y.ln() * s);
    let terms =
        [first.times_gammas(&[c, s], &[c - a, c - b]), second.times_gammas(&[c, -s], &[a, b])];
    combine(&terms.into_iter().flatten().collect::<Vec<_>>())
}

/// DLMF 15.8.3, in `1 / shifted`.
fn about_infinity([a, b, c]: [DoubleDouble; 3], shifted: DoubleDouble) -> Option<f64> {
    let (y, log) = (ONE / shifted, shifted.ln());
    let half = |a: DoubleDouble, b: DoubleDouble| -> Option<Option<Term>> {
        let term = Term::plain(series(&[a, c - b], a - b + ONE, y)?).times_exp(-(log * a));
        Some(term.times_gammas(&[c, b - a], &[b, c - a]))
    };
    combine(&[half(a, b)?, half(b, a)?].into_iter().flatten().collect::<Vec<_>>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_of_the_domain() {
        assert_eq!(hyp2f1(0.5, 0.7, 1.1, 0.0), 1.0);
        assert_eq!(hyp2f1(1.0, 1.0, 1.5, 1.0), f64::INFINITY);
        assert_eq!(hyp2f1(-2.0, 1.0, 1.0, 3.0), 4.0);
        assert_eq!(hyp2f1(-1.0, 1.0, -2.0, 0.5), 1.25);
        for (a, b, c, x) in [(1.0, 1.0, 2.0, 1.5), (1.0, 1.0, -2.0, 0.5), (1.0, 1.0, f64::NAN, 0.5)]
        {
            assert!(hyp2f1(a, b, c, x).is_nan());
        }
    }

    #[test]
    fn elementary_cases_are_found_again() {
        for x in [-30.0_f64, -3.0, -0.7, 0.2, 0.75, 0.999] {
            let power = hyp2f1(2.5, 1.5, 1.5, x);
            assert!((power / (1.0 - x).powf(-2.5) - 1.0).abs() < 1e-13, "{x}");
            let log = hyp2f1(1.0, 1.0, 2.0, x);
            assert!((log / (-(-x).ln_1p() / x) - 1.0).abs() < 1e-13, "{x}");
        }
    }

    #[test]
    fn single_precision_is_rounded_double_precision() {
        assert_eq!(hyp2f1(0.5_f32, 0.25, 1.5, 0.75), hyp2f1(0.5, 0.25, 1.5, 0.75) as f32);
    }
}

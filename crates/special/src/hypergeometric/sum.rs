//! Hypergeometric series in double-double arithmetic, with account of what cancels.

use crate::double_double::DoubleDouble;
use crate::gamma::gammaln_dd;

pub(super) const ZERO: DoubleDouble = DoubleDouble::new(0.0);
pub(super) const ONE: DoubleDouble = DoubleDouble::new(1.0);

/// `e^log * factor`, where `factor` is a sum whose terms' absolute values add up to `size`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Term {
    pub(super) log: DoubleDouble,
    pub(super) factor: DoubleDouble,
    pub(super) size: f64,
}

impl Term {
    /// The sum alone.
    pub(super) fn plain((factor, size): (DoubleDouble, f64)) -> Self {
        Self { log: ZERO, factor, size }
    }

    /// Times `e^log`.
    pub(super) fn times_exp(self, log: DoubleDouble) -> Self {
        Self { log: self.log + log, ..self }
    }

    /// Times a number of size 1 at most.
    pub(super) fn times(self, factor: DoubleDouble) -> Self {
        Self { factor: self.factor * factor, size: self.size * factor.hi.abs(), ..self }
    }

    /// Times Γ of each of `over`, divided by Γ of each of `under`; `None` where a pole of the latter makes it vanish.
    pub(super) fn times_gammas(
        self,
        over: &[DoubleDouble],
        under: &[DoubleDouble],
    ) -> Option<Self> {
        let mut term = self;
        for (numbers, sign) in [(over, 1.0), (under, -1.0)] {
            for &x in numbers {
                let (log, is_negative) = log_gamma(x)?;
                term = term.times_exp(log.scaled(sign));
                term.factor = if is_negative { -term.factor } else { term.factor };
            }
        }
        Some(term)
    }
}

/// ln |Γ(x)|, and whether Γ(x) is negative; nothing at a pole.
fn log_gamma(x: DoubleDouble) -> Option<(DoubleDouble, bool)> {
    let nearest = x.hi.round();
    let off = x - DoubleDouble::new(nearest);
    if x.hi <= 0.0 && off == ZERO {
        return None;
    }
    // Between the poles at -n and 1 - n the sign is that of (-1)ⁿ.
    let floor = if off.hi < 0.0 { nearest - 1.0 } else { nearest };
    let is_negative = floor < 0.0 && floor % 2.0 != 0.0;
    if x.hi < -15.0 {
        let [sin, _] = (DoubleDouble::PI * off).sin_cos();
        let sin = if sin.hi < 0.0 { -sin } else { sin };
        return Some(((DoubleDouble::PI / sin).ln() - gammaln_dd(ONE - x), is_negative));
    }
    Some((gammaln_dd(x), is_negative))
}

/// The sum of terms, rounded to a double; nothing where they cancel so far that 13 digits are not certain.
pub(super) fn combine(terms: &[Term]) -> Option<f64> {
    let largest = terms.iter().filter(|t| t.factor != ZERO).map(|t| t.log);
    let Some(common) = largest.reduce(|a, b| if a.hi < b.hi { b } else { a }) else {
        return Some(0.0);
    };
    let (mut sum, mut error) = (ZERO, 0.0);
    for term in terms.iter().filter(|t| t.factor != ZERO) {
        let (mantissa, exponent) = (term.log - common).exp_parts();
        let scale = 2.0_f64.powi(exponent.max(-1000));
        sum = sum + (mantissa * term.factor).scaled(scale);
        // Logarithms are as accurate as double-doubles, so their errors grow with them.
        let uncertainty = 1e-30 * (1.0 + 0.1 * term.log.hi.abs());
        error += mantissa.hi * scale * term.size * uncertainty;
    }
    if sum.hi == 0.0 || error.is_nan() || 1e-13 * sum.hi.abs() < error {
        return None;
    }
    let size = if sum.hi < 0.0 { -sum } else { sum };
    let value = if common == ZERO { size.value() } else { (common + size.ln()).exp() };
    Some(value.copysign(sum.hi))
}

/// Terms after which a series is given up.
const MAX_TERMS: u32 = 6000;

/// The hypergeometric series of one or two numerator parameters and one denominator parameter, or none of the former:
/// its sum, and that of its terms' absolute values; nothing where it does not converge.
pub(super) fn series(
    numerators: &[DoubleDouble],
    denominator: DoubleDouble,
    x: DoubleDouble,
) -> Option<(DoubleDouble, f64)> {
    // As long as parameters are negative the terms may still grow again.
    let parameters = numerators.iter().chain([&denominator]);
    let settled = parameters.fold(0.0, |a: f64, p| a.max(-p.hi));
    let (mut sum, mut term, mut size) = (ONE, ONE, 1.0);
    for k in 0..MAX_TERMS {
        let shift = DoubleDouble::new(f64::from(k));
        let product = numerators.iter().fold(term * x, |product, &a| product * (a + shift));
        let divisor = (denominator + shift) * (shift + ONE);
        if product == ZERO {
            return Some((sum, size));
        }
        if divisor.hi == 0.0 {
            return None;
        }
        let next = product / divisor;
        let ratio = (next.hi / term.hi).abs();
        term = next;
        sum = sum + term;
        size += term.hi.abs();
        if !size.is_finite() || size > 1e295 {
            return None;
        }
        // What is left out is at most a geometric series.
        let is_small = term.hi.abs() < 1e-20 * (1.0 - ratio) * sum.hi.abs().max(1e-16 * size);
        if settled < f64::from(k) && ratio < 1.0 && is_small {
            return Some((sum, size));
        }
    }
    None
}

/// The same series in doubles, where it converges fast and does not cancel.
pub(super) fn quick_series(numerators: &[f64], denominator: f64, x: f64) -> Option<f64> {
    let (mut sum, mut term, mut size) = (1.0_f64, 1.0_f64, 1.0);
    for k in 0..200 {
        let k = f64::from(k);
        term *= numerators.iter().fold(x, |product, a| product * (a + k));
        term /= (denominator + k) * (k + 1.0);
        sum += term;
        size += term.abs();
        if term.abs() < 1e-17 * sum.abs() && numerators.iter().all(|a| -a < k) && -denominator < k {
            return (size < 4.0 * sum.abs()).then_some(sum);
        }
    }
    None
}

/// True for 0, -1, -2, …
pub(super) fn is_pole(x: f64) -> bool {
    x <= 0.0 && x == x.floor()
}

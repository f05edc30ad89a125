//! Numbers of 106 bits as unevaluated sums of two doubles, for what plain doubles would cancel or
//! amplify: exponents of large powers, differences near zeros.
//!
//! # References
//!
//! T. J. Dekker, "A floating-point technique for extending the available precision", Numer. Math.
//! 18, 1971. <https://doi.org/10.1007/BF01397083>

use std::ops::{Add, Div, Mul, Neg, Sub};

/// `hi + lo`, where `lo` is at most half a unit in the last place of `hi`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct DoubleDouble {
    pub(crate) hi: f64,
    pub(crate) lo: f64,
}

/// `a + b`, exactly.
#[inline]
pub(crate) fn two_sum(a: f64, b: f64) -> DoubleDouble {
    let hi = a + b;
    let b_part = hi - a;
    DoubleDouble { hi, lo: (a - (hi - b_part)) + (b - b_part) }
}

/// `a + b`, exactly, for `|b| <= |a|`.
#[inline]
fn quick_two_sum(a: f64, b: f64) -> DoubleDouble {
    let hi = a + b;
    DoubleDouble { hi, lo: b - (hi - a) }
}

/// `a * b`, exactly, unless it over- or underflows or a factor exceeds 2^996.
#[inline]
pub(crate) fn two_product(a: f64, b: f64) -> DoubleDouble {
    // Veltkamp's split instead of a fused multiply-add: that is a slow call where the machine, or
    // the build, has none.
    let split = |v: f64| {
        let scaled = 134_217_729.0 * v;
        let high = scaled - (scaled - v);
        (high, v - high)
    };
    let hi = a * b;
    let ((a_hi, a_lo), (b_hi, b_lo)) = (split(a), split(b));
    DoubleDouble { hi, lo: ((a_hi * b_hi - hi) + a_hi * b_lo + a_lo * b_hi) + a_lo * b_lo }
}

impl DoubleDouble {
    /// π.
    pub(crate) const PI: Self = Self { hi: std::f64::consts::PI, lo: 1.2246467991473532e-16 };
    /// ln 2.
    pub(crate) const LN_2: Self = Self { hi: std::f64::consts::LN_2, lo: 2.3190468138462996e-17 };

    /// A double, exactly.
    #[inline]
    pub(crate) const fn new(value: f64) -> Self {
        Self { hi: value, lo: 0.0 }
    }

    /// The nearest double.
    #[inline]
    pub(crate) fn value(self) -> f64 {
        self.hi + self.lo
    }

    /// The product with a power of two, or any factor that loses nothing.
    #[inline]
    pub(crate) fn scaled(self, factor: f64) -> Self {
        Self { hi: self.hi * factor, lo: self.lo * factor }
    }

    /// The square root of a positive number.
    pub(crate) fn sqrt(self) -> Self {
        let root = self.hi.sqrt();
        let rest = self - two_product(root, root);
        quick_two_sum(root, rest.hi / (2.0 * root))
    }

    /// `e^self - 1` without cancellation, for arguments of at most about 0.35.
    fn exp_m1_reduced(self) -> Self {
        // Taylor's series at self / 256, then (1 + m)² - 1 = m (2 + m) eight times.
        let x = self.scaled(1.0 / 256.0);
        let mut sum = Self::new(0.0);
        for k in (2..=10).rev() {
            sum = (sum + Self::new(1.0)) * x / Self::new(f64::from(k));
        }
        let mut result = (sum + Self::new(1.0)) * x;
        for _ in 0..8 {
            result = result * (result + Self::new(2.0));
        }
        result
    }

    /// `e^self`, as a double-double to be multiplied with the power of two beside it.
    fn exp_parts(self) -> (Self, i32) {
        let k = (self.hi / std::f64::consts::LN_2).round();
        let reduced = self - Self::LN_2 * Self::new(k);
        (reduced.exp_m1_reduced() + Self::new(1.0), k as i32)
    }

    /// `e^self`, rounded to a double; accurate even where the exponent is large.
    pub(crate) fn exp(self) -> f64 {
        if self.hi.is_nan() || 760.0 < self.hi.abs() {
            return self.hi.exp();
        }
        let (mantissa, k) = self.exp_parts();
        // In two steps, as 2^k alone may over- or underflow where the product does not.
        let half = k / 2;
        mantissa.value() * 2.0_f64.powi(half) * 2.0_f64.powi(k - half)
    }

    /// Sine and cosine, of arguments up to about 1e15.
    pub(crate) fn sin_cos(self) -> [Self; 2] {
        let quarter = (self.hi / std::f64::consts::FRAC_PI_2).round();
        let x = self - Self::PI.scaled(0.5) * Self::new(quarter);
        let square = -(x * x);
        let (mut sin, mut cos) = (Self::new(1.0), Self::new(1.0));
        for k in (1..=14).rev().map(|k| 2.0 * f64::from(k)) {
            sin = sin * square / Self::new(k * (k + 1.0)) + Self::new(1.0);
            cos = cos * square / Self::new(k * (k - 1.0)) + Self::new(1.0);
        }
        sin = sin * x;
        match quarter.rem_euclid(4.0) as i32 {
            0 => [sin, cos],
            1 => [cos, -sin],
            2 => [-sin, -cos],
            _ => [-cos, sin],
        }
    }

    /// The natural logarithm of a positive normal number.
    pub(crate) fn ln(self) -> Self {
        // One step of Newton's method (with its quadratic term) from the logarithm in doubles.
        let exponent = self.hi.log2().round() as i32;
        let half = exponent / 2;
        let mantissa = self.scaled(2.0_f64.powi(-half)).scaled(2.0_f64.powi(half - exponent));
        let start = mantissa.hi.ln();
        let (inverse, k) = Self::new(-start).exp_parts();
        let d = mantissa * inverse.scaled(2.0_f64.powi(k)) - Self::new(1.0);
        Self::LN_2 * Self::new(f64::from(exponent))
            + (two_sum(start, 0.0) + d - (d * d).scaled(0.5))
    }
}

impl Add for DoubleDouble {
    type Output = Self;

    #[inline]
    fn add(self, other: Self) -> Self {
        let (high, low) = (two_sum(self.hi, other.hi), two_sum(self.lo, other.lo));
        let sum = quick_two_sum(high.hi, high.lo + low.hi);
        quick_two_sum(sum.hi, sum.lo + low.lo)
    }
}

impl Neg for DoubleDouble {
    type Output = Self;

    #[inline]
    fn neg(self) -> Self {
        Self { hi: -self.hi, lo: -self.lo }
    }
}

impl Sub for DoubleDouble {
    type Output = Self;

    #[inline]
    fn sub(self, other: Self) -> Self {
        self + -other
    }
}

impl Mul for DoubleDouble {
    type Output = Self;

    #[inline]
    fn mul(self, other: Self) -> Self {
        let product = two_product(self.hi, other.hi);
        quick_two_sum(product.hi, product.lo + (self.hi * other.lo + self.lo * other.hi))
    }
}

impl Div for DoubleDouble {
    type Output = Self;

    fn div(self, other: Self) -> Self {
        let first = self.hi / other.hi;
        let rest = self - other * Self::new(first);
        let second = rest.hi / other.hi;
        let rest = rest - other * Self::new(second);
        quick_two_sum(first, second) + Self::new(rest.hi / other.hi)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // 50-digit values split into two doubles, by mpmath.
    #[test]
    fn elementary_functions_have_thirty_digits() {
        let three = DoubleDouble::new(3.0);
        let error =
            |x: DoubleDouble, hi: f64, lo: f64| ((x - DoubleDouble { hi, lo }).value() / hi).abs();
        assert!(error(three.ln(), 1.0986122886681098, -9.07129723500153e-17) < 1e-30);
        assert!(error(three.sqrt(), 1.7320508075688772, 1.0035084221806903e-16) < 1e-30);
        assert!(error(three / DoubleDouble::new(7.0), 3.0 / 7.0, 2.3790493384824782e-17) < 1e-30);
        assert!(
            error(DoubleDouble::new(1e300).ln(), 690.7755278982137, 2.3747660028800243e-14) < 1e-30
        );
    }

    #[test]
    fn powers_with_large_exponents_keep_all_digits() {
        // 1.7^1300 = e^(1300 ln 1.7), by mpmath.
        let exponent = DoubleDouble::new(1.7).ln() * DoubleDouble::new(1300.0);
        let exact = 3.833520515356029e299;
        assert!((exponent.exp() / exact - 1.0).abs() < 3e-16, "{:e}", exponent.exp());
        assert_eq!(DoubleDouble::new(-800.0).exp(), 0.0);
        assert_eq!(DoubleDouble::new(800.0).exp(), f64::INFINITY);
    }
}

//! Numbers whose exponent cannot overflow.

use onkai_core::Real;

/// A number `mantissa · 2^exponent`, for products of very many factors.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Scaled<T> {
    mantissa: T,
    exponent: i64,
}

/// How far a mantissa may go from 1 before it is brought back, as a power of two.
const BLOCK: i32 = 20;

impl<T: Real> Scaled<T> {
    pub(super) fn one() -> Self {
        Self { mantissa: T::one(), exponent: 0 }
    }

    pub(super) fn is_zero(self) -> bool {
        self.mantissa.is_zero()
    }

    /// The product with a number that is not far from 1 by itself.
    pub(super) fn times(mut self, factor: T) -> Self {
        self.mantissa *= factor;
        let block = T::of(2.0).powi(BLOCK);
        while block < self.mantissa.abs() {
            self.mantissa /= block;
            self.exponent += i64::from(BLOCK);
        }
        while !self.mantissa.is_zero() && self.mantissa.abs() * block < T::one() {
            self.mantissa *= block;
            self.exponent -= i64::from(BLOCK);
        }
        self
    }

    /// `1 / self`, counted in units of `2^unit`; zero if that is too small for a number.
    pub(super) fn inverse(self, unit: i64) -> T {
        let exponent = (-self.exponent - unit).clamp(-4000, 4000) as i32;
        // In two steps, as the power alone might overflow.
        self.mantissa.recip()
            * T::of(2.0).powi(exponent / 2)
            * T::of(2.0).powi(exponent - exponent / 2)
    }

    pub(super) fn exponent(self) -> i64 {
        self.exponent
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn products_beyond_the_range_come_back() {
        let mut x = Scaled::<f32>::one();
        for _ in 0..1000 {
            x = x.times(3.0);
        }
        for _ in 0..1000 {
            x = x.times(1.0 / 3.0);
        }
        assert!((x.inverse(0) - 1.0).abs() < 1e-3);
        assert!(x.times(0.0).is_zero());
    }
}

//! Sums of powers that neither overflow nor underflow before their root is taken.

use num_traits::{Float, Zero};
use onkai_core::{Error, Real, Result};

use crate::scalar::LinalgScalar;

/// `√Σ|x|²`.
pub(super) fn euclidean<T: LinalgScalar>(x: impl Iterator<Item = T> + Clone) -> T::Real {
    let sum: T::Real = x.clone().map(LinalgScalar::modulus_squared).sum();
    let tiny = T::Real::min_positive_value() / T::Real::epsilon();
    if tiny < sum && sum.is_finite() {
        return sum.sqrt();
    }
    let largest = x.clone().fold(T::Real::zero(), |m, v| m.max(v.re().abs()).max(v.im().abs()));
    if largest == T::Real::zero() || !largest.is_finite() {
        return largest;
    }
    // A power of two, so that division is exact; its reciprocal might overflow.
    let unit = power_of_two_near(largest);
    let scaled = x.map(|v| T::from_parts(v.re() / unit, v.im() / unit).modulus_squared());
    unit * scaled.sum::<T::Real>().sqrt()
}

/// `(Σxᵖ)^(1/p)` of numbers that are not negative, for finite `p` other than zero.
pub(super) fn power_norm<R: Real>(x: &[R], p: f64) -> Result<R> {
    let wanted = if 0.0 < p { R::max } else { R::min };
    let Some(unit) = x.iter().copied().reduce(wanted) else {
        return if 0.0 < p {
            Ok(R::zero())
        } else {
            Err(Error::TooShort { name: "a", expected: 1, actual: 0 })
        };
    };
    // Of negative orders one zero is enough for an infinite sum, whose power is zero.
    if unit == R::zero() {
        return Ok(unit);
    }
    let p = R::of(p);
    let sum: R = x.iter().map(|&v| Float::powf(v / unit, p)).sum();
    Ok(unit * Float::powf(sum, p.recip()))
}

fn power_of_two_near<R: Real>(x: R) -> R {
    let exponent = x.log2().floor().as_f64() as i32;
    let half = exponent / 2;
    // In two halves, as the reciprocal of the smallest numbers is beyond the largest.
    R::of(2.0).powi(half) * R::of(2.0).powi(exponent - half)
}

#[cfg(test)]
mod tests {
    use num_complex::Complex;

    use super::*;

    #[test]
    fn the_ends_of_the_range_are_reached() {
        assert_eq!(euclidean([3e300, 4e300].into_iter()), 5e300);
        assert_eq!(euclidean([3e-320, 4e-320].into_iter()), 5e-320);
        assert_eq!(
            euclidean([Complex::new(3e30_f32, 0.0), Complex::new(0.0, 4e30)].into_iter()),
            5e30
        );
        assert!(
            (power_norm(&[1e300, 1e300], 3.0).unwrap() / (1e300 * 2.0_f64.cbrt()) - 1.0).abs()
                < 1e-15
        );
        assert_eq!(power_norm(&[1e-300, 1e-300], -1.0).unwrap(), 0.5e-300);
        assert_eq!(power_norm(&[0.0, 1.0], -1.0), Ok(0.0));
    }
}

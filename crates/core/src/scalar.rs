//! The scalar types every algorithm is generic over.

use std::ops::{AddAssign, MulAssign, SubAssign};

use ndarray::{LinalgScalar, NdFloat};
use num_complex::Complex;
use num_traits::{FloatConst, FromPrimitive, Signed};

/// A real sample type: exactly [`f32`] and [`f64`].
pub trait Real:
    NdFloat
    + FloatConst
    + FromPrimitive
    + Signed
    + std::iter::Sum
    + Default
    + Scalar<Real = Self>
    + sealed::Sealed
{
    /// Rounds an `f64` constant or option to this precision.
    fn of(value: f64) -> Self;
    /// Rounds a count to this precision.
    fn of_usize(value: usize) -> Self;
    /// This value as `f64`, exactly.
    fn as_f64(self) -> f64;
}

/// A sample type over a [`Real`] field: [`f32`], [`f64`] and [`Complex`] of those.
pub trait Scalar:
    LinalgScalar
    + AddAssign
    + SubAssign
    + MulAssign
    + std::ops::Neg<Output = Self>
    + PartialEq
    + Default
    + std::fmt::Debug
    + Send
    + Sync
    + sealed::Sealed
{
    /// The type of the real part, the imaginary part and the absolute value.
    type Real: Real;
    /// Embeds a real number.
    fn from_real(value: Self::Real) -> Self;
    /// The product with a real number.
    #[must_use]
    fn scale(self, factor: Self::Real) -> Self;
    /// The complex conjugate; a real number is its own.
    #[must_use]
    fn conj(self) -> Self;
    /// The absolute value.
    fn modulus(self) -> Self::Real;
    /// The first part that is NaN or infinite.
    fn non_finite_part(self) -> Option<Self::Real>;
    /// True if no part is NaN or infinite.
    fn is_all_finite(self) -> bool {
        self.non_finite_part().is_none()
    }
}

macro_rules! impl_scalars {
    ($($t:ty),*) => {$(
        impl sealed::Sealed for $t {}
        #[allow(clippy::cast_lossless, reason = "one macro body serves both widths")]
        impl Real for $t {
            #[inline]
            fn of(value: f64) -> Self { value as $t }
            #[inline]
            fn of_usize(value: usize) -> Self { value as $t }
            #[inline]
            fn as_f64(self) -> f64 { self as f64 }
        }
        impl Scalar for $t {
            type Real = $t;
            #[inline]
            fn from_real(value: $t) -> Self { value }
            #[inline]
            fn scale(self, factor: $t) -> Self { self * factor }
            #[inline]
            fn conj(self) -> Self { self }
            #[inline]
            fn modulus(self) -> $t { self.abs() }
            #[inline]
            fn non_finite_part(self) -> Option<$t> { (!self.is_finite()).then_some(self) }
        }
    )*};
}
impl_scalars!(f32, f64);

impl<F: Real> sealed::Sealed for Complex<F> {}
impl<F: Real> Scalar for Complex<F> {
    type Real = F;
    #[inline]
    fn from_real(value: F) -> Self {
        Self::new(value, F::zero())
    }
    #[inline]
    fn scale(self, factor: F) -> Self {
        Self::new(self.re * factor, self.im * factor)
    }
    #[inline]
    fn conj(self) -> Self {
        Self::new(self.re, -self.im)
    }
    #[inline]
    fn modulus(self) -> F {
        // The usual case without what `hypot` does for squares that overflow or vanish.
        let square = self.norm_sqr();
        let least = F::min_positive_value() / F::epsilon();
        if least < square && square.is_finite() { square.sqrt() } else { self.norm() }
    }
    #[inline]
    fn non_finite_part(self) -> Option<F> {
        [self.re, self.im].into_iter().find(|part| !part.is_finite())
    }
}

mod sealed {
    pub trait Sealed {}
}

#[cfg(test)]
mod tests {
    use super::*;

    fn modulus_of_conjugate<T: Scalar>(x: T) -> T::Real {
        (x * x.conj()).modulus()
    }

    #[test]
    fn the_modulus_is_that_of_the_conjugate() {
        assert_eq!(modulus_of_conjugate(-3.0_f32), 9.0);
        assert_eq!(modulus_of_conjugate(Complex::new(3.0_f64, -4.0)), 25.0);
        for scale in [1e-300, 1e300] {
            assert_eq!(Complex::new(3.0 * scale, -4.0 * scale).modulus(), 5.0 * scale);
        }
        assert!(!Complex::new(0.0_f32, f32::NAN).is_all_finite());
        assert_eq!(<Complex<f64> as Scalar>::from_real(2.0).scale(0.5), Complex::new(1.0, 0.0));
    }
}

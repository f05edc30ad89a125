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
    /// Whether this type has an imaginary part.
    const IS_COMPLEX: bool;
    /// Embeds a real number.
    fn from_real(value: Self::Real) -> Self;
    /// Puts a number together; a real type takes the real part only.
    fn from_parts(re: Self::Real, im: Self::Real) -> Self;
    /// The number of these parts; the imaginary one is dropped where this type has none.
    #[inline]
    fn from_complex(z: Complex<Self::Real>) -> Self {
        Self::from_parts(z.re, z.im)
    }
    /// The real part.
    fn re(self) -> Self::Real;
    /// The imaginary part; zero for a real number.
    fn im(self) -> Self::Real;
    /// This number in the complex plane.
    #[inline]
    fn to_complex(self) -> Complex<Self::Real> {
        Complex::new(self.re(), self.im())
    }
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
            const IS_COMPLEX: bool = false;
            #[inline]
            fn from_real(value: $t) -> Self { value }
            #[inline]
            fn from_parts(re: $t, _: $t) -> Self { re }
            #[inline]
            fn re(self) -> $t { self }
            #[inline]
            fn im(self) -> $t { 0.0 }
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
    const IS_COMPLEX: bool = true;
    #[inline]
    fn from_real(value: F) -> Self {
        Self::new(value, F::zero())
    }
    #[inline]
    fn from_parts(re: F, im: F) -> Self {
        Self::new(re, im)
    }
    #[inline]
    fn re(self) -> F {
        self.re
    }
    #[inline]
    fn im(self) -> F {
        self.im
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

    #[test]
    fn parts_come_back() {
        let z = Complex::new(-1.5_f32, 2.5);
        assert_eq!(Complex::from_complex(z.to_complex()), z);
        assert_eq!((z.re(), z.im()), (-1.5, 2.5));
        assert_eq!((4.0_f64.re(), 4.0_f64.im()), (4.0, 0.0));
        assert_eq!((-3.0_f64).to_complex(), Complex::new(-3.0, 0.0));
        assert_eq!(f32::from_complex(z), -1.5);
    }

    #[test]
    fn complex_types_say_so() {
        fn is_complex<T: Scalar>() -> bool {
            T::IS_COMPLEX
        }
        assert!(!is_complex::<f32>() && !is_complex::<f64>());
        assert!(is_complex::<Complex<f32>>() && is_complex::<Complex<f64>>());
    }
}

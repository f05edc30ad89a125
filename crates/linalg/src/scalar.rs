//! The scalar types of linear algebra.

use num_complex::Complex;
use num_traits::Float;
use onkai_core::Scalar;

use crate::backend::{Backend, Pencil, Shared};

/// What a matrix may hold: exactly [`f32`], [`f64`] and [`Complex`] of those.
pub trait LinalgScalar: Scalar + Backend + Shared {
    /// The complex type over the same reals: `Complex<Self::Real>`.
    type Complex: LinalgScalar<Real = Self::Real, Complex = Self::Complex> + Pencil;
    /// Whether this type has an imaginary part.
    const IS_COMPLEX: bool;
    /// The real part.
    fn re(self) -> Self::Real;
    /// The imaginary part; zero for a real number.
    fn im(self) -> Self::Real;
    /// Puts a number together; a real type takes the real part only.
    fn from_parts(re: Self::Real, im: Self::Real) -> Self;
    /// Embeds this number in the complex plane.
    fn to_complex(self) -> Self::Complex {
        Self::Complex::from_parts(self.re(), self.im())
    }
    /// The square of the absolute value, without the care that [`Scalar::modulus`] takes.
    fn modulus_squared(self) -> Self::Real {
        self.re() * self.re() + self.im() * self.im()
    }
    /// `|re| + |im|`: within √2 of the absolute value, and cheap.
    fn modulus_bound(self) -> Self::Real {
        self.re().abs() + self.im().abs()
    }
}

macro_rules! impl_scalars {
    ($($t:ty),*) => {$(
        impl LinalgScalar for $t {
            type Complex = Complex<$t>;
            const IS_COMPLEX: bool = false;
            #[inline]
            fn re(self) -> $t { self }
            #[inline]
            fn im(self) -> $t { 0.0 }
            #[inline]
            fn from_parts(re: $t, _: $t) -> Self { re }
            #[inline]
            fn modulus_squared(self) -> $t { self * self }
            #[inline]
            fn modulus_bound(self) -> $t { self.abs() }
        }
        impl LinalgScalar for Complex<$t> {
            type Complex = Self;
            const IS_COMPLEX: bool = true;
            #[inline]
            fn re(self) -> $t { self.re }
            #[inline]
            fn im(self) -> $t { self.im }
            #[inline]
            fn from_parts(re: $t, im: $t) -> Self { Self::new(re, im) }
        }
    )*};
}
impl_scalars!(f32, f64);

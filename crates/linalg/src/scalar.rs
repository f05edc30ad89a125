//! The scalar types of linear algebra.

use num_complex::Complex;
use num_traits::Float;
use onkai_core::Scalar;

use crate::backend::{Backend, Pencil, Shared};

/// What a matrix may hold: exactly [`f32`], [`f64`] and [`Complex`] of those.
pub trait LinalgScalar: Scalar + Backend + Shared {
    /// The complex type over the same reals: `Complex<Self::Real>`.
    type Complex: LinalgScalar<Real = Self::Real, Complex = Self::Complex> + Pencil;
    /// [`Scalar::to_complex`] as a type that matrices may hold, too.
    fn embed(self) -> Self::Complex {
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
            #[inline]
            fn modulus_squared(self) -> $t { self * self }
            #[inline]
            fn modulus_bound(self) -> $t { self.abs() }
        }
        impl LinalgScalar for Complex<$t> {
            type Complex = Self;
        }
    )*};
}
impl_scalars!(f32, f64);

//! Real and complex samples under one bound.

use std::any::{Any, TypeId};

use num_complex::Complex;
use onkai_core::Scalar;

/// Whether `T` is f32 or f64, rather than complex. Known to the compiler, like all that is here.
pub(crate) fn is_real<T: Scalar>() -> bool {
    TypeId::of::<T>() == TypeId::of::<T::Real>()
}

/// The real and the imaginary part.
#[inline]
pub(crate) fn to_complex<T: Scalar>(value: T) -> Complex<T::Real> {
    let any: &dyn Any = &value;
    match any.downcast_ref::<Complex<T::Real>>() {
        Some(&z) => z,
        None => Complex::from(real_part(value)),
    }
}

/// The real part.
#[inline]
pub(crate) fn real_part<T: Scalar>(value: T) -> T::Real {
    let any: &dyn Any = &value;
    match (any.downcast_ref::<T::Real>(), any.downcast_ref::<Complex<T::Real>>()) {
        (Some(&re), _) => re,
        (None, Some(z)) => z.re,
        (None, None) => unreachable!("a `Scalar` is real or complex"),
    }
}

/// The number of these parts; the imaginary one is dropped where `T` has none.
#[inline]
pub(crate) fn from_complex<T: Scalar>(z: Complex<T::Real>) -> T {
    let any: &dyn Any = &z;
    any.downcast_ref::<T>().copied().unwrap_or_else(|| T::from_real(z.re))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_come_back() {
        let z = Complex::new(-1.5_f32, 2.5);
        assert_eq!(from_complex::<Complex<f32>>(to_complex(z)), z);
        assert_eq!(from_complex::<f64>(to_complex(-3.0_f64)), -3.0);
        assert_eq!((real_part(z), real_part(4.0_f64)), (-1.5, 4.0));
        assert!(is_real::<f32>() && !is_real::<Complex<f32>>());
    }
}

//! Real and complex arguments under one name.

use num_complex::Complex;
use onkai_core::Scalar;

/// What a function of real and complex numbers takes: [`f32`], [`f64`] and [`Complex`] of those.
///
/// The result has the type of the argument.
///
/// # Examples
///
/// ```
/// use onkai_special::{Complex, gamma};
/// assert_eq!(gamma(5.0), 24.0);
/// assert_eq!(gamma(5.0_f32), 24.0_f32);
/// assert!((gamma(Complex::new(0.0, 1.0_f64)).re + 0.154_949_828_301_810_7).abs() < 1e-15);
/// ```
pub trait Argument: Scalar + sealed::Sealed {
    /// Calls the kernel that fits the argument, in double precision.
    #[doc(hidden)]
    #[must_use]
    fn through(
        self,
        real: impl FnOnce(f64) -> f64,
        complex: impl FnOnce(Complex<f64>) -> Complex<f64>,
    ) -> Self;
}

macro_rules! impl_arguments {
    ($($t:ty),*) => {$(
        impl sealed::Sealed for $t {}
        #[allow(clippy::cast_lossless, reason = "one macro body serves both widths")]
        impl Argument for $t {
            #[inline]
            fn through(
                self,
                real: impl FnOnce(f64) -> f64,
                _: impl FnOnce(Complex<f64>) -> Complex<f64>,
            ) -> Self {
                real(self as f64) as $t
            }
        }
        impl sealed::Sealed for Complex<$t> {}
        #[allow(clippy::cast_lossless, reason = "one macro body serves both widths")]
        impl Argument for Complex<$t> {
            #[inline]
            fn through(
                self,
                _: impl FnOnce(f64) -> f64,
                complex: impl FnOnce(Complex<f64>) -> Complex<f64>,
            ) -> Self {
                let value = complex(Complex::new(self.re as f64, self.im as f64));
                Complex::new(value.re as $t, value.im as $t)
            }
        }
    )*};
}
impl_arguments!(f32, f64);

mod sealed {
    pub trait Sealed {}
}

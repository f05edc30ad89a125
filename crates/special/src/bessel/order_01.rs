//! Bessel functions of order 0 and 1.
//!
//! Counterparts of `scipy.special.j0`, `j1`, `y0`, `y1`, `i0`, `i1`, `k0`, `k1` and of the scaled
//! `i0e`, `i1e`, `k0e`, `k1e`.

use onkai_core::Real;

use super::growing_01::{i0_f64, i0e_f64, i1_f64, i1e_f64, k0_f64, k0e_f64, k1_f64, k1e_f64};
use super::oscillating_01::{j0_f64, j1_f64, y0_f64, y1_f64};

/// The Bessel function of the first kind of order 0, `J₀(x)`.
///
/// The error is small against `√(J² + Y²)`, not against the value near its zeros. 0 at infinity, where
/// SciPy gives NaN.
///
/// # Examples
///
/// ```
/// use onkai_special::j0;
/// assert!((j0(2.0) - 0.223_890_779_141_235_67_f64).abs() < 1e-14);
/// ```
#[inline]
pub fn j0<F: Real>(x: F) -> F {
    F::of(j0_f64(x.as_f64()))
}

/// The Bessel function of the first kind of order 1, `J₁(x)`, which is odd.
///
/// The error is small against `√(J² + Y²)`, not against the value near its zeros. 0 at infinity, where
/// SciPy gives NaN.
///
/// # Examples
///
/// ```
/// use onkai_special::j1;
/// assert!((j1(2.0) - 0.576_724_807_756_873_4_f64).abs() < 1e-14);
/// ```
#[inline]
pub fn j1<F: Real>(x: F) -> F {
    F::of(j1_f64(x.as_f64()))
}

/// The Bessel function of the second kind of order 0, `Y₀(x)`: -∞ at 0, NaN below.
///
/// The error is small against `√(J² + Y²)`, not against the value near its zeros. 0 at infinity, where
/// SciPy gives NaN.
///
/// # Examples
///
/// ```
/// use onkai_special::y0;
/// assert!((y0(2.0) - 0.510_375_672_649_745_1_f64).abs() < 1e-14);
/// ```
#[inline]
pub fn y0<F: Real>(x: F) -> F {
    F::of(y0_f64(x.as_f64()))
}

/// The Bessel function of the second kind of order 1, `Y₁(x)`: -∞ at 0, NaN below.
///
/// The error is small against `√(J² + Y²)`, not against the value near its zeros. 0 at infinity, where
/// SciPy gives NaN.
///
/// # Examples
///
/// ```
/// use onkai_special::y1;
/// assert!((y1(2.0) + 0.107_032_431_540_937_55_f64).abs() < 1e-14);
/// ```
#[inline]
pub fn y1<F: Real>(x: F) -> F {
    F::of(y1_f64(x.as_f64()))
}

/// The modified Bessel function of the first kind of order 0, `I₀(x)`.
///
/// # Examples
///
/// ```
/// use onkai_special::i0;
/// assert!((i0(2.0) - 2.279_585_302_336_067_f64).abs() < 1e-14);
/// ```
#[inline]
pub fn i0<F: Real>(x: F) -> F {
    F::of(i0_f64(x.as_f64()))
}

/// `e^-|x| I₀(x)`, which does not overflow: see [`i0`].
///
/// # Examples
///
/// ```
/// use onkai_special::i0e;
/// assert!((i0e(2.0) - 0.308_508_322_553_671_03_f64).abs() < 1e-14);
/// ```
#[inline]
pub fn i0e<F: Real>(x: F) -> F {
    F::of(i0e_f64(x.as_f64()))
}

/// The modified Bessel function of the first kind of order 1, `I₁(x)`, which is odd.
///
/// # Examples
///
/// ```
/// use onkai_special::i1;
/// assert!((i1(2.0) - 1.590_636_854_637_329_f64).abs() < 1e-14);
/// ```
#[inline]
pub fn i1<F: Real>(x: F) -> F {
    F::of(i1_f64(x.as_f64()))
}

/// `e^-|x| I₁(x)`, which does not overflow: see [`i1`].
///
/// # Examples
///
/// ```
/// use onkai_special::i1e;
/// assert!((i1e(2.0) - 0.215_269_289_248_937_66_f64).abs() < 1e-14);
/// ```
#[inline]
pub fn i1e<F: Real>(x: F) -> F {
    F::of(i1e_f64(x.as_f64()))
}

/// The modified Bessel function of the second kind of order 0, `K₀(x)`: ∞ at 0, NaN below.
///
/// # Examples
///
/// ```
/// use onkai_special::k0;
/// assert!((k0(2.0) - 0.113_893_872_749_533_43_f64).abs() < 1e-14);
/// ```
#[inline]
pub fn k0<F: Real>(x: F) -> F {
    F::of(k0_f64(x.as_f64()))
}

/// `e^x K₀(x)`, which does not underflow: see [`k0`].
///
/// # Examples
///
/// ```
/// use onkai_special::k0e;
/// assert!((k0e(2.0) - 0.841_568_215_070_771_4_f64).abs() < 1e-14);
/// ```
#[inline]
pub fn k0e<F: Real>(x: F) -> F {
    F::of(k0e_f64(x.as_f64()))
}

/// The modified Bessel function of the second kind of order 1, `K₁(x)`: ∞ at 0, NaN below.
///
/// # Examples
///
/// ```
/// use onkai_special::k1;
/// assert!((k1(2.0) - 0.139_865_881_816_522_43_f64).abs() < 1e-14);
/// ```
#[inline]
pub fn k1<F: Real>(x: F) -> F {
    F::of(k1_f64(x.as_f64()))
}

/// `e^x K₁(x)`, which does not underflow: see [`k1`].
///
/// # Examples
///
/// ```
/// use onkai_special::k1e;
/// assert!((k1e(2.0) - 1.033_476_847_068_688_6_f64).abs() < 1e-14);
/// ```
#[inline]
pub fn k1e<F: Real>(x: F) -> F {
    F::of(k1e_f64(x.as_f64()))
}

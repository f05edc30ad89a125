//! Kernels of I and K of order 0 and 1.

use super::fit::fit;
use super::growing_01_tables::{
    I0_FAR, I0_LOW, I0_NEAR, I1_FAR, I1_LOW, I1_NEAR, K0_FAR, K0_LOW, K0_MIDDLE, K0_NEAR, K1_FAR,
    K1_LOW, K1_MIDDLE, K1_NEAR,
};

/// I of order 0.
#[inline]
pub(super) fn i0_f64(x: f64) -> f64 {
    let x = x.abs();
    if x <= 8.0 { low_i0(x) } else { grown(far_i0(x), x) }
}

/// `e^-|x|` I of order 0.
#[inline]
pub(super) fn i0e_f64(x: f64) -> f64 {
    let x = x.abs();
    if x <= 8.0 { (-x).exp() * low_i0(x) } else { far_i0(x) }
}

/// I of order 1.
#[inline]
pub(super) fn i1_f64(x: f64) -> f64 {
    let a = x.abs();
    if a <= 8.0 { low_i1(x) } else { grown(far_i1(a), a).copysign(x) }
}

/// `e^-|x|` I of order 1.
#[inline]
pub(super) fn i1e_f64(x: f64) -> f64 {
    let a = x.abs();
    if a <= 8.0 { (-a).exp() * low_i1(x) } else { far_i1(a).copysign(x) }
}

/// K of order 0.
#[inline]
pub(super) fn k0_f64(x: f64) -> f64 {
    if x <= 1.0 { low_k0(x) } else { decayed(far_k0(x), x) }
}

/// `e^x` K of order 0.
#[inline]
pub(super) fn k0e_f64(x: f64) -> f64 {
    if x <= 1.0 { x.exp() * low_k0(x) } else { far_k0(x) }
}

/// K of order 1.
#[inline]
pub(super) fn k1_f64(x: f64) -> f64 {
    if x <= 1.0 { low_k1(x) } else { decayed(far_k1(x), x) }
}

/// `e^x` K of order 1.
#[inline]
pub(super) fn k1e_f64(x: f64) -> f64 {
    if x <= 1.0 { x.exp() * low_k1(x) } else { far_k1(x) }
}

/// `value · e^x`, where the exponential may overflow alone.
#[inline]
fn grown(value: f64, x: f64) -> f64 {
    if x < 700.0 {
        return value * x.exp();
    }
    let half = (0.5 * x).exp();
    if half < f64::INFINITY { value * half * half } else { half + value }
}

/// `value · e^-x`, where the exponential may lose bits alone.
#[inline]
fn decayed(value: f64, x: f64) -> f64 {
    if x < 700.0 {
        return value * (-x).exp();
    }
    let half = (-0.5 * x).exp();
    value * half * half
}

#[inline]
fn low_i0(x: f64) -> f64 {
    fit(&I0_LOW, x * x)
}

#[inline]
fn low_i1(x: f64) -> f64 {
    x * fit(&I1_LOW, x * x)
}

/// `K = -ln(x) I + …`, whose logarithm is 0 where the fit ends.
fn low_k0(x: f64) -> f64 {
    fit(&K0_LOW, x * x) - x.ln() * low_i0(x)
}

fn low_k1(x: f64) -> f64 {
    if x == 0.0 {
        return f64::INFINITY;
    }
    x * fit(&K1_LOW, x * x) + x.ln() * low_i1(x) + 1.0 / x
}

#[inline]
fn far_i0(x: f64) -> f64 {
    let value = if x <= 20.0 { fit(&I0_NEAR, near_i(x)) } else { fit(&I0_FAR, 40.0 / x - 1.0) };
    value / x.sqrt()
}

#[inline]
fn far_i1(x: f64) -> f64 {
    let value = if x <= 20.0 { fit(&I1_NEAR, near_i(x)) } else { fit(&I1_FAR, 40.0 / x - 1.0) };
    value / x.sqrt()
}

/// The tables' variable for `x` in [8, 20].
#[inline]
fn near_i(x: f64) -> f64 {
    (80.0 / x - 7.0) / 3.0
}

#[inline]
fn far_k0(x: f64) -> f64 {
    let value = if x <= 2.5 {
        fit(&K0_NEAR, near_k(x))
    } else if x <= 8.0 {
        fit(&K0_MIDDLE, middle_k(x))
    } else {
        fit(&K0_FAR, 16.0 / x - 1.0)
    };
    value / x.sqrt()
}

#[inline]
fn far_k1(x: f64) -> f64 {
    let value = if x <= 2.5 {
        fit(&K1_NEAR, near_k(x))
    } else if x <= 8.0 {
        fit(&K1_MIDDLE, middle_k(x))
    } else {
        fit(&K1_FAR, 16.0 / x - 1.0)
    };
    value / x.sqrt()
}

/// The tables' variable for `x` in [1, 2.5].
#[inline]
fn near_k(x: f64) -> f64 {
    (10.0 / x - 7.0) / 3.0
}

/// The tables' variable for `x` in [2.5, 8].
#[inline]
fn middle_k(x: f64) -> f64 {
    (80.0 / x - 21.0) / 11.0
}

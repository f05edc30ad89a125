//! Kernels of J and Y of order 0 and 1: fits below 8, modulus and phase beyond.

use std::f64::consts::{FRAC_1_PI, FRAC_2_PI};

use super::fit::fit;
use super::oscillating_01_tables::{
    J0_LOW, J0_MIDDLE, J1_LOW, J1_MIDDLE, P0_FAR, P0_NEAR, P1_FAR, P1_NEAR, Q0_FAR, Q0_NEAR,
    Q1_FAR, Q1_NEAR, Y0_LOW, Y0_MIDDLE, Y1_LOW, Y1_MIDDLE,
};

/// J of order 0.
#[inline]
pub(super) fn j0_f64(x: f64) -> f64 {
    let x = x.abs();
    if x <= 4.0 {
        fit(&J0_LOW, low(x))
    } else if x <= 8.0 {
        fit(&J0_MIDDLE, middle(x))
    } else {
        let wave = Wave::new(x);
        let (p, q) = parts_0(x);
        wave.amplitude * (p * wave.sum + q * wave.difference)
    }
}

/// J of order 1.
#[inline]
pub(super) fn j1_f64(x: f64) -> f64 {
    let a = x.abs();
    let value = if a <= 4.0 {
        return x * fit(&J1_LOW, low(a));
    } else if a <= 8.0 {
        fit(&J1_MIDDLE, middle(a))
    } else {
        let wave = Wave::new(a);
        let (p, q) = parts_1(a);
        wave.amplitude * (q * wave.sum - p * wave.difference)
    };
    if x < 0.0 { -value } else { value }
}

/// Y of order 0.
#[inline]
pub(super) fn y0_f64(x: f64) -> f64 {
    if x <= 4.0 {
        low_y0(x)
    } else if x <= 8.0 {
        fit(&Y0_MIDDLE, middle(x))
    } else {
        let wave = Wave::new(x);
        let (p, q) = parts_0(x);
        wave.amplitude * (q * wave.sum - p * wave.difference)
    }
}

/// Y of order 1.
#[inline]
pub(super) fn y1_f64(x: f64) -> f64 {
    if x <= 4.0 {
        low_y1(x)
    } else if x <= 8.0 {
        fit(&Y1_MIDDLE, middle(x))
    } else {
        let wave = Wave::new(x);
        let (p, q) = parts_1(x);
        -wave.amplitude * (p * wave.sum + q * wave.difference)
    }
}

fn low_y0(x: f64) -> f64 {
    if x <= 0.0 {
        return if x == 0.0 { f64::NEG_INFINITY } else { f64::NAN };
    }
    let t = low(x);
    fit(&Y0_LOW, t) + FRAC_2_PI * x.ln() * fit(&J0_LOW, t)
}

fn low_y1(x: f64) -> f64 {
    if x <= 0.0 {
        return if x == 0.0 { f64::NEG_INFINITY } else { f64::NAN };
    }
    let t = low(x);
    x * (fit(&Y1_LOW, t) + FRAC_2_PI * x.ln() * fit(&J1_LOW, t)) - FRAC_2_PI / x
}

/// The tables' variable for `x` in [0, 4].
#[inline]
fn low(x: f64) -> f64 {
    0.125 * x * x - 1.0
}

/// The tables' variable for `x` in [4, 8].
#[inline]
fn middle(x: f64) -> f64 {
    0.5 * x - 3.0
}

/// `cos x + sin x` and `cos x - sin x`: cosine and negative sine of `x - π/4`, times √2.
struct Wave {
    amplitude: f64,
    sum: f64,
    difference: f64,
}

impl Wave {
    /// At infinity the amplitude is 0 and the phase of no matter.
    #[inline]
    fn new(x: f64) -> Self {
        let (sin, cos) = if x == f64::INFINITY { (0.0, 0.0) } else { x.sin_cos() };
        Self { amplitude: (FRAC_1_PI / x).sqrt(), sum: cos + sin, difference: cos - sin }
    }
}

#[inline]
fn parts_0(x: f64) -> (f64, f64) {
    let w = 64.0 / (x * x);
    if x <= 20.0 {
        let t = near(w);
        (fit(&P0_NEAR, t), fit(&Q0_NEAR, t) / x)
    } else {
        let t = far(w);
        (fit(&P0_FAR, t), fit(&Q0_FAR, t) / x)
    }
}

#[inline]
fn parts_1(x: f64) -> (f64, f64) {
    let w = 64.0 / (x * x);
    if x <= 20.0 {
        let t = near(w);
        (fit(&P1_NEAR, t), fit(&Q1_NEAR, t) / x)
    } else {
        let t = far(w);
        (fit(&P1_FAR, t), fit(&Q1_FAR, t) / x)
    }
}

/// The tables' variable for `x` in [8, 20].
#[inline]
fn near(w: f64) -> f64 {
    (2.0 * w - 1.16) / 0.84
}

/// The tables' variable for `x` above 20.
#[inline]
fn far(w: f64) -> f64 {
    w / 0.08 - 1.0
}

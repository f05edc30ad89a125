//! Airy functions, their derivatives and their zeros.
//!
//! Counterparts of `scipy.special.airy`, `airye`, `ai_zeros` and `bi_zeros` for real argument.

use std::f64::consts::{FRAC_1_PI, PI};

use ndarray::Array1;
use onkai_core::Real;

use super::asymptotic::{self, LARGE_ARGUMENT};
use super::growing::{bessel_i_scaled, bessel_k_scaled};
use super::oscillating::bessel_jy;
use super::scaled::Scaled;
use crate::double_double::DoubleDouble;

/// The Airy functions and their derivatives at one argument.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Airy<F> {
    /// `Ai(x)`.
    pub ai: F,
    /// `Ai′(x)`.
    pub aip: F,
    /// `Bi(x)`.
    pub bi: F,
    /// `Bi′(x)`.
    pub bip: F,
}

/// The Airy functions `Ai` and `Bi` and their derivatives: the solutions of `y″ = x y`.
///
/// For negative `x` the error is small against `√(Ai² + Bi²)` and `√(Ai′² + Bi′²)`, not against the
/// value near its zeros.
///
/// # Examples
///
/// ```
/// use onkai_special::airy;
/// let at = airy(1.0_f64);
/// assert!((at.ai - 0.135_292_416_312_881_4).abs() < 1e-15);
/// assert!((at.bip - 0.932_435_933_392_775_6).abs() < 1e-15);
/// ```
///
/// # Differences from SciPy
///
/// At infinity the limits; SciPy gives NaN. `Ai′` and `Bi′` have none at -∞ and are NaN.
///
/// # References
///
/// NIST Digital Library of Mathematical Functions, chapter 9. <https://dlmf.nist.gov/9>
pub fn airy<F: Real>(x: F) -> Airy<F> {
    rounded(airy_f64(x.as_f64(), false))
}

/// Exponentially scaled Airy functions: `Ai` and `Ai′` times `e^ζ`, `Bi` and `Bi′` times `e^-ζ`,
/// where `ζ = 2/3 x^(3/2)`; see [`airy`].
///
/// For negative `x`, where `ζ` is imaginary, `ai` and `aip` are NaN and `bi` and `bip` unscaled, as in
/// SciPy.
///
/// # Examples
///
/// ```
/// use onkai_special::airye;
/// assert!((airye(1e4_f64).ai - 0.028_209_476_238_902_757).abs() < 1e-15);
/// ```
pub fn airye<F: Real>(x: F) -> Airy<F> {
    let at = airy_f64(x.as_f64(), true);
    rounded(if x < F::zero() { Airy { ai: f64::NAN, aip: f64::NAN, ..at } } else { at })
}

/// The first `n_zeros` zeros of `Ai`, from the one next to 0 downwards.
///
/// # Shapes
///
/// Returns `[n_zeros]`.
///
/// # Examples
///
/// ```
/// assert!((onkai_special::ai_zeros(1)[0] + 2.338_107_410_459_767_f64).abs() < 1e-14);
/// ```
///
/// # Differences from SciPy
///
/// The zeros of the derivatives and the values at all of them are not returned.
pub fn ai_zeros(n_zeros: usize) -> Array1<f64> {
    Array1::from_shape_fn(n_zeros, |k| refined(0.25 + k as f64, |at| (at.ai, at.aip)))
}

/// The first `n_zeros` zeros of `Bi`, from the one next to 0 downwards; see [`ai_zeros`].
///
/// # Shapes
///
/// Returns `[n_zeros]`.
///
/// # Examples
///
/// ```
/// assert!((onkai_special::bi_zeros(1)[0] + 1.173_713_222_709_127_9_f64).abs() < 1e-14);
/// ```
pub fn bi_zeros(n_zeros: usize) -> Array1<f64> {
    Array1::from_shape_fn(n_zeros, |k| refined(k as f64 - 0.25, |at| (at.bi, at.bip)))
}

/// Newton's method from the place where `2/3 |x|^(3/2)` is `π (index + 1/2)`, less a correction
/// (DLMF 9.9.6, 9.9.10).
fn refined(index: f64, pick: fn(&Airy<f64>) -> (f64, f64)) -> f64 {
    let t = 1.5 * PI * (index + 0.5);
    let mut x = -t.powf(2.0 / 3.0) * (1.0 + 5.0 / 48.0 / (t * t));
    for _ in 0..10 {
        let (value, slope) = pick(&airy_f64(x, false));
        let step = value / slope;
        x -= step;
        if step.abs() <= f64::EPSILON * x.abs() {
            break;
        }
    }
    x
}

fn rounded<F: Real>(at: Airy<f64>) -> Airy<F> {
    Airy { ai: F::of(at.ai), aip: F::of(at.aip), bi: F::of(at.bi), bip: F::of(at.bip) }
}

/// `Ai(0)`.
const AI_0: f64 = 0.355_028_053_887_817_24;
/// `-Ai′(0)`.
const AIP_0: f64 = 0.258_819_403_792_806_8;
/// √3.
const SQRT_3: f64 = 1.732_050_807_568_877_2;

fn airy_f64(x: f64, scaled: bool) -> Airy<f64> {
    if x.is_nan() {
        return Airy { ai: x, aip: x, bi: x, bip: x };
    }
    if x.is_infinite() {
        return at_infinity(x, scaled);
    }
    if x < -3.0 {
        return oscillating(-x);
    }
    if 1.0 < x {
        return growing(x, scaled);
    }
    let at = series(x);
    if !scaled || x <= 0.0 {
        return at;
    }
    let factor = (2.0 / 3.0 * x * x.sqrt()).exp();
    Airy { ai: at.ai * factor, aip: at.aip * factor, bi: at.bi / factor, bip: at.bip / factor }
}

fn at_infinity(x: f64, scaled: bool) -> Airy<f64> {
    if x < 0.0 {
        return Airy { ai: 0.0, aip: f64::NAN, bi: 0.0, bip: f64::NAN };
    }
    let (infinite, falling) = (f64::INFINITY, if scaled { f64::NEG_INFINITY } else { -0.0 });
    Airy { ai: 0.0, aip: falling, bi: if scaled { 0.0 } else { infinite }, bip: infinite }
}

/// Maclaurin's series, for arguments from -3 to 1.
fn series(x: f64) -> Airy<f64> {
    let cube = x * x * x;
    // f = 1 + x³/6 + …, g = x + x⁴/12 + …, and their derivatives.
    let (mut f, mut g, mut f_slope, mut g_slope) = (1.0, x, 0.5 * x * x, 1.0);
    let (mut f_term, mut g_term) = (1.0, x);
    let (mut f_slope_term, mut g_slope_term) = (0.5 * x * x, 1.0);
    for k in 1..=25 {
        let n = 3.0 * f64::from(k);
        f_term *= cube / ((n - 1.0) * n);
        g_term *= cube / (n * (n + 1.0));
        f_slope_term *= cube / (n * (n + 2.0));
        g_slope_term *= cube / ((n - 2.0) * n);
        f += f_term;
        g += g_term;
        f_slope += f_slope_term;
        g_slope += g_slope_term;
        if f_term.abs().max(g_slope_term.abs()) < f64::EPSILON / 32.0 {
            break;
        }
    }
    Airy {
        ai: AI_0 * f - AIP_0 * g,
        aip: AI_0 * f_slope - AIP_0 * g_slope,
        bi: SQRT_3 * (AI_0 * f + AIP_0 * g),
        bip: SQRT_3 * (AI_0 * f_slope + AIP_0 * g_slope),
    }
}

/// `2/3 x^(3/2)`.
fn zeta(x: f64) -> DoubleDouble {
    let x = DoubleDouble::new(x);
    x * x.sqrt() * DoubleDouble::new(2.0) / DoubleDouble::new(3.0)
}

/// By K and I of orders 1/3 and 2/3.
fn growing(x: f64, scaled: bool) -> Airy<f64> {
    if LARGE < x {
        return beyond(x, scaled);
    }
    let zeta = zeta(x);
    let z = zeta.hi;
    // The scaled functions of z differ from those of zeta by nothing that counts.
    let [k_1, k_2] = [1.0 / 3.0, 2.0 / 3.0].map(|order| bessel_k_scaled(order, z).value());
    let [i_1, i_2] = [1.0 / 3.0, 2.0 / 3.0].map(|order| bessel_i_scaled(order, z).value());
    // I(-ν) = I(ν) + (2/π) sin(νπ) K(ν), where both sines are √3/2.
    let reflected = SQRT_3 * FRAC_1_PI * (-2.0 * z).exp();
    let root = (x / 3.0).sqrt();
    let (falls, grows) = if scaled {
        (Scaled::new(1.0), Scaled::new(1.0))
    } else {
        (Scaled::exp(-zeta), Scaled::exp(zeta))
    };
    Airy {
        ai: (falls * (FRAC_1_PI * root * k_1)).value(),
        aip: (falls * (-x * FRAC_1_PI / SQRT_3 * k_2)).value(),
        bi: (grows * (root * (2.0 * i_1 + reflected * k_1))).value(),
        bip: (grows * (x / SQRT_3 * (2.0 * i_2 + reflected * k_2))).value(),
    }
}

/// Beyond this argument the leading terms are all that is left, and the square may overflow.
const LARGE: f64 = 1e15;

/// The leading terms for large positive argument.
fn beyond(x: f64, scaled: bool) -> Airy<f64> {
    let root = x.sqrt().sqrt();
    let half = 0.5 / PI.sqrt();
    if scaled {
        Airy { ai: half / root, aip: -half * root, bi: 2.0 * half / root, bip: 2.0 * half * root }
    } else {
        Airy { ai: 0.0, aip: -0.0, bi: f64::INFINITY, bip: f64::INFINITY }
    }
}

/// At `-x`, by J and Y of orders 1/3 and 2/3.
fn oscillating(x: f64) -> Airy<f64> {
    let zeta = if x <= PHASE_LIMIT { zeta(x) } else { return unknown_phase() };
    let parts = |order: f64| {
        if zeta.hi < LARGE_ARGUMENT {
            let both = bessel_jy(order, zeta.hi);
            (both.j.value(), both.y.value())
        } else {
            let both = asymptotic::oscillating(order, zeta.hi);
            let (j, y) = (both.j.value(), both.y.value());
            // The rest of the phase turns J + iY.
            let (sin, cos) = zeta.lo.sin_cos();
            (j * cos - y * sin, y * cos + j * sin)
        }
    };
    let ((j_1, y_1), (j_2, y_2)) = (parts(1.0 / 3.0), parts(2.0 / 3.0));
    let root = 0.5 * x.sqrt();
    Airy {
        ai: root * (j_1 - y_1 / SQRT_3),
        aip: 0.5 * x * (j_2 + y_2 / SQRT_3),
        bi: -root * (j_1 / SQRT_3 + y_1),
        bip: 0.5 * x * (j_2 / SQRT_3 - y_2),
    }
}

/// Beyond this argument a double-double does not hold the phase.
const PHASE_LIMIT: f64 = 1e12;

fn unknown_phase() -> Airy<f64> {
    Airy { ai: f64::NAN, aip: f64::NAN, bi: f64::NAN, bip: f64::NAN }
}

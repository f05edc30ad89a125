//! Zeros of the Bessel functions of integer order and of their derivatives.
//!
//! Counterparts of `scipy.special.jn_zeros`, `jnp_zeros`, `yn_zeros` and `ynp_zeros`.

use std::f64::consts::{FRAC_2_PI, PI};

use ndarray::Array1;

use super::oscillating::bessel_jy;

/// The first `n_zeros` positive zeros of `J_n`.
///
/// # Shapes
///
/// Returns `[n_zeros]`.
///
/// # Examples
///
/// ```
/// let zeros = onkai_special::jn_zeros(0, 2);
/// assert!((zeros[1] - 5.520_078_110_286_311_f64).abs() < 1e-14);
/// ```
///
/// # References
///
/// NIST Digital Library of Mathematical Functions, 10.18, 10.21. <https://dlmf.nist.gov/10.21>
pub fn jn_zeros(n: u32, n_zeros: usize) -> Array1<f64> {
    zeros(Curve::J, n, n_zeros)
}

/// The first `n_zeros` positive zeros of the derivative of `J_n`; the zero at 0 is left out.
///
/// # Shapes
///
/// Returns `[n_zeros]`.
///
/// # Examples
///
/// ```
/// let zeros = onkai_special::jnp_zeros(1, 1);
/// assert!((zeros[0] - 1.841_183_781_340_659_3_f64).abs() < 1e-15);
/// ```
pub fn jnp_zeros(n: u32, n_zeros: usize) -> Array1<f64> {
    zeros(Curve::JSlope, n, n_zeros)
}

/// The first `n_zeros` positive zeros of `Y_n`.
///
/// # Shapes
///
/// Returns `[n_zeros]`.
///
/// # Examples
///
/// ```
/// let zeros = onkai_special::yn_zeros(0, 1);
/// assert!((zeros[0] - 0.893_576_966_279_167_5_f64).abs() < 1e-15);
/// ```
pub fn yn_zeros(n: u32, n_zeros: usize) -> Array1<f64> {
    zeros(Curve::Y, n, n_zeros)
}

/// The first `n_zeros` positive zeros of the derivative of `Y_n`.
///
/// # Shapes
///
/// Returns `[n_zeros]`.
///
/// # Examples
///
/// ```
/// let zeros = onkai_special::ynp_zeros(0, 1);
/// assert!((zeros[0] - 2.197_141_326_031_017_f64).abs() < 1e-15);
/// ```
pub fn ynp_zeros(n: u32, n_zeros: usize) -> Array1<f64> {
    zeros(Curve::YSlope, n, n_zeros)
}

/// Whose zeros are wanted.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Curve {
    J,
    JSlope,
    Y,
    YSlope,
}

fn zeros(curve: Curve, n: u32, n_zeros: usize) -> Array1<f64> {
    let order = f64::from(n);
    let guess = first_guess(curve, order);
    let mut x = guess;
    Array1::from_shape_simple_fn(n_zeros, || {
        let (zero, phase_slope) = refined(curve, order, x);
        let is_first = x == guess;
        x = if is_first && curve == Curve::JSlope && n != 0 {
            // Here the slope of the phase still grows from 0 at the turning point.
            near_turning_point(order, [2.5780961, 1.9552183])
        } else {
            // The phase grows by π from zero to zero. Its slope changes little on the way, so this
            // lands nearest to the next one.
            zero + PI / phase_slope
        };
        zero
    })
}

/// Near the first positive zero: three terms of its expansion for large order (DLMF 10.21.40), or for
/// order 0, which has none, the value itself.
fn first_guess(curve: Curve, order: f64) -> f64 {
    if order == 0.0 {
        return match curve {
            Curve::J => 2.4,
            Curve::JSlope => 3.8,
            Curve::Y => 0.9,
            Curve::YSlope => 2.2,
        };
    }
    near_turning_point(
        order,
        match curve {
            Curve::J => [1.8557571, 1.0331502],
            Curve::JSlope => [0.8086165, 0.0724902],
            Curve::Y => [0.9315768, 0.2603510],
            Curve::YSlope => [1.8210980, 0.9400072],
        },
    )
}

fn near_turning_point(order: f64, [a, b]: [f64; 2]) -> f64 {
    let root = order.cbrt();
    order + a * root + b / root
}

/// The zero nearest to `x`, and the slope of the phase there.
///
/// With the modulus `M` and phase `θ` of `J + iY = M e^(iθ)` (or of the derivatives) a zero is where
/// the phase is a multiple of π, or half a one; the phase is nearly straight, so that Newton's method
/// on it settles within a few steps from anywhere between two zeros.
fn refined(curve: Curve, order: f64, mut x: f64) -> (f64, f64) {
    let mut phase_slope = 1.0;
    for _ in 0..20 {
        let (at, other, slope) = phase(curve, order, x);
        phase_slope = slope;
        let step = (at / other).atan() / slope;
        x -= step;
        if step.abs() <= f64::EPSILON * x {
            break;
        }
    }
    (x, phase_slope)
}

/// The function, its companion (signed so that the arctangent of their ratio grows with the phase),
/// and the slope of the phase.
fn phase(curve: Curve, order: f64, x: f64) -> (f64, f64, f64) {
    let here = bessel_jy(order, x);
    let (j, y) = (here.j.value(), here.y.value());
    if curve == Curve::J || curve == Curve::Y {
        let slope = FRAC_2_PI / x / (j * j + y * y);
        return if curve == Curve::J { (j, -y, slope) } else { (y, j, slope) };
    }
    let next = bessel_jy(order + 1.0, x);
    let j_slope = order / x * j - next.j.value();
    let y_slope = order / x * y - next.y.value();
    let ratio = order / x;
    let slope = FRAC_2_PI / x * (1.0 - ratio * ratio) / (j_slope * j_slope + y_slope * y_slope);
    if curve == Curve::JSlope { (j_slope, -y_slope, slope) } else { (y_slope, j_slope, slope) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn none_may_be_wanted() {
        assert_eq!(jn_zeros(3, 0).len(), 0);
    }

    #[test]
    fn zeros_of_neighboring_orders_interlace() {
        for n in [0, 1, 2, 7, 60, 300] {
            let (low, high) = (jn_zeros(n, 40), jn_zeros(n + 1, 40));
            let (slope, other) = (jnp_zeros(n + 1, 40), yn_zeros(n + 1, 40));
            let other_slope = ynp_zeros(n + 1, 40);
            for k in 0..39 {
                assert!(low[k] < high[k] && high[k] < low[k + 1]);
                assert!(
                    slope[k] < other[k] && other[k] < other_slope[k] && other_slope[k] < high[k]
                );
                assert!(high[k] < slope[k + 1]);
            }
        }
    }
}

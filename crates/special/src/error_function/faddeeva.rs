//! The Faddeeva function.
//!
//! Counterpart of `scipy.special.wofz`.

use std::f64::consts::PI;

use num_complex::Complex;
use onkai_core::Real;

use super::erf::exp_minus_square;
use crate::double_double::{DoubleDouble, two_product, two_sum};
use crate::trigonometry::{cos_pi, sin_pi};

/// The Faddeeva function, the error function of complex numbers scaled.
///
/// ```text
/// w(z) = e^(-z²) erfc(-iz)
/// ```
///
/// Infinite where it overflows (far below the real axis); NaN there next to a zero, where its two
/// terms leave no digits.
///
/// # Examples
///
/// ```
/// use onkai_special::{Complex, erfcx, wofz};
/// assert!((wofz(Complex::new(0.0, 2.0)).re - erfcx(2.0_f64)).abs() < 1e-15);
/// ```
///
/// # References
///
/// M. Al Azah, S. N. Chandler-Wilde, "Computation of the complex error function using modified
/// trapezoidal rules", SIAM J. Numer. Anal. 59, 2021. <https://doi.org/10.1137/20M1373037>
pub fn wofz<F: Real>(z: Complex<F>) -> Complex<F> {
    let value = wofz_c64(Complex::new(z.re.as_f64(), z.im.as_f64()));
    Complex::new(F::of(value.re), F::of(value.im))
}

/// Terms of the trapezoidal sum, less one.
const N: u32 = 11;

/// The kernel of [`wofz`].
pub(crate) fn wofz_c64(z: Complex<f64>) -> Complex<f64> {
    if z.re.is_nan() || z.im.is_nan() {
        return Complex::new(f64::NAN, f64::NAN);
    }
    // Symmetries lead to the first quadrant.
    if z.im < 0.0 {
        return below(z);
    }
    if z.re < 0.0 {
        return wofz_c64(-z.conj()).conj();
    }
    if 1e8 < z.re.max(z.im) {
        let value = Complex::<f64>::I * z.finv() / PI.sqrt();
        return if z.is_finite() { value } else { Complex::new(0.0, 0.0) };
    }
    let value = first_quadrant(z);
    // On the axis the real part is known, however small it is.
    if z.im == 0.0 { Complex::new(exp_minus_square(z.re), value.im) } else { value }
}

/// w(z) in the lower half plane: 2 e^(-z²) - w(-z).
fn below(z: Complex<f64>) -> Complex<f64> {
    let mirrored = wofz_c64(-z);
    let value = exp_minus_square_c64(z) * 2.0 - mirrored;
    if value.norm() < 1e-4 * mirrored.norm() {
        return Complex::new(f64::NAN, f64::NAN);
    }
    value
}

/// e^(-z²), in double-double arithmetic up to the last step.
fn exp_minus_square_c64(z: Complex<f64>) -> Complex<f64> {
    if 1e100 < z.norm() {
        // Neither the phase nor, off the diagonal, the modulus is a number any more.
        let vanishes = z.im.abs() < z.re.abs();
        let value = if vanishes { 0.0 } else { f64::NAN };
        return Complex::new(value, value);
    }
    let log_modulus = two_sum(z.im, -z.re) * two_sum(z.im, z.re);
    let [sin, cos] = two_product(-2.0 * z.re, z.im).sin_cos();
    let half = log_modulus.scaled(0.5).exp();
    let part = |direction: DoubleDouble| {
        let direction = direction.value();
        if direction == 0.0 { 0.0 } else { half * direction * half }
    };
    Complex::new(part(cos), part(sin))
}

/// The three rules of the paper, each where none of its poles is near.
fn first_quadrant(z: Complex<f64>) -> Complex<f64> {
    let h = (PI / f64::from(N + 1)).sqrt();
    if z.re.max(PI / h) <= z.im {
        return midpoint_sum(z, h);
    }
    let position = z.re / h;
    let phase = position - position.floor();
    // e^(-2πiz/h), whose phase is reduced exactly.
    let growth = (2.0 * PI * z.im / h).exp();
    let turn = Complex::new(cos_pi(2.0 * phase), -sin_pi(2.0 * phase)) * growth;
    let residue = exp_minus_square_c64(z) * 2.0;
    if z.im < z.re && (0.25..=0.75).contains(&phase) {
        return residue / (1.0 - turn) + trapezoidal_sum(z, h);
    }
    residue / (1.0 + turn) + midpoint_sum(z, h)
}

/// The trapezoidal rule with nodes between the multiples of h.
fn midpoint_sum(z: Complex<f64>, h: f64) -> Complex<f64> {
    let square = z * z;
    let sum: Complex<f64> = (0..=N)
        .map(|k| {
            let node = (f64::from(k) + 0.5) * h;
            (square - node * node).inv() * (-node * node).exp()
        })
        .sum();
    Complex::<f64>::I * z * sum * (2.0 * h / PI)
}

/// The trapezoidal rule with nodes at the multiples of h.
fn trapezoidal_sum(z: Complex<f64>, h: f64) -> Complex<f64> {
    let square = z * z;
    let sum: Complex<f64> = (1..=N)
        .map(|k| {
            let node = f64::from(k) * h;
            (square - node * node).inv() * (-node * node).exp()
        })
        .sum();
    Complex::<f64>::I * (z * sum * 2.0 + z.inv()) * (h / PI)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_value_at_zero_and_the_symmetry_hold() {
        assert!((wofz(Complex::new(0.0, 0.0)) - 1.0).norm() < 1e-15);
        let z = Complex::new(1.25, 0.5_f64);
        assert_eq!(wofz(-z.conj()), wofz(z).conj());
        assert!(wofz(Complex::new(f64::NAN, 0.0)).is_nan());
        assert_eq!(wofz(Complex::new(f64::INFINITY, 1.0)), Complex::new(0.0, 0.0));
    }
}

//! The exponential of a triangular matrix.

use num_complex::Complex;
use num_traits::{Float, One, Zero};
use onkai_core::Real;

use super::exponential::exp;
use super::large::Large;
use super::pade::scaled_exponential;
use super::square::Square;
use crate::scalar::LinalgScalar;

/// The exponential of an upper or lower triangle, whose diagonal and the one beside it come from
/// closed forms after each squaring: rounding errors there would be amplified by all that follow.
pub(super) fn triangular_exponential<T: LinalgScalar>(
    a: &[T],
    n: usize,
    lower: bool,
    out: &mut [T],
) {
    let (mut value, choice) = scaled_exponential(Large::from_slice(a, n));
    restore_diagonals(a, n, lower, choice.n_squarings, value.as_mut_slice());
    for s in (0..choice.n_squarings).rev() {
        value = value.product(&value);
        restore_diagonals(a, n, lower, s, value.as_mut_slice());
    }
    out.copy_from_slice(value.as_slice());
    // Products of triangles by blocks may leave rounding errors on the other side.
    for i in 0..n {
        let rest = if lower { i * n + i + 1..(i + 1) * n } else { i * n..i * n + i };
        out[rest].fill(T::zero());
    }
}

/// Writes the two diagonals of `e^(A / 2ˢ)`.
fn restore_diagonals<T: LinalgScalar>(a: &[T], n: usize, lower: bool, s: i32, value: &mut [T]) {
    let scale = T::Real::of(0.5).powi(s);
    for i in 0..n {
        value[i * (n + 1)] = exp(a[i * (n + 1)].scale(scale));
    }
    for i in 1..n {
        let beside = if lower { i * n + i - 1 } else { (i - 1) * n + i };
        let (p, q) = (a[(i - 1) * (n + 1)].scale(scale), a[i * (n + 1)].scale(scale));
        value[beside] = divided_difference(p, q) * a[beside].scale(scale);
    }
}

/// `(e^p - e^q) / (p - q)`, `e^p` for `p = q`.
fn divided_difference<T: LinalgScalar>(p: T, q: T) -> T {
    let half = (p - q).scale(T::Real::of(0.5));
    if half == T::zero() {
        return exp(p);
    }
    // Without cancellation where the numbers are near, without overflow where they are far apart.
    if half.modulus() < T::Real::one() {
        let z = Complex::new(half.re(), half.im());
        let ratio = if half.im() == T::Real::zero() {
            Complex::new(z.re.sinh() / z.re, T::Real::zero())
        } else {
            z.sinh() / z
        };
        let middle = (p + q).scale(T::Real::of(0.5));
        return exp(middle) * T::from_parts(ratio.re, ratio.im);
    }
    (exp(p) - exp(q)) / (p - q)
}

//! Polynomials, by coefficients (highest power first) and by roots.

use std::ops::Mul;

use ndarray::ArrayView1;
use num_complex::Complex;
use num_traits::Zero;
use onkai_core::Result;
use onkai_linalg::{companion, eigvals};

use crate::iir::conjugates::Conjugates;

/// The value at `x`, by Horner's rule; real or complex coefficients.
pub(crate) fn evaluate<T: Copy>(coefficients: &[T], x: Complex<f64>) -> Complex<f64>
where
    Complex<f64>: std::ops::Add<T, Output = Complex<f64>>,
{
    coefficients.iter().fold(Complex::zero(), |sum, &c| sum * x + c)
}

/// The product of two polynomials.
pub(crate) fn product<T: Copy + Zero + Mul<Output = T>>(p: &[T], q: &[T]) -> Vec<T> {
    let mut out = vec![T::zero(); p.len() + q.len() - 1];
    for (i, &p) in p.iter().enumerate() {
        for (out, &q) in out[i..].iter_mut().zip(q) {
            *out = *out + p * q;
        }
    }
    out
}

/// The coefficients of `∏ (x - r)`, real as the roots are.
pub(crate) fn from_roots(roots: &Conjugates) -> Vec<f64> {
    let lines = roots.reals.iter().map(|r| vec![1.0, -r]);
    let parabolas = roots.pairs.iter().map(|r| vec![1.0, -2.0 * r.re, r.norm_sqr()]);
    lines.chain(parabolas).fold(vec![1.0], |sum, factor| product(&sum, &factor))
}

/// The roots of a polynomial whose first coefficient is not zero.
pub(crate) fn roots(coefficients: &[f64]) -> Result<Vec<Complex<f64>>> {
    let n_zeros = coefficients.iter().rev().take_while(|&&c| c == 0.0).count();
    let mut found = match coefficients[..coefficients.len() - n_zeros.min(coefficients.len() - 1)] {
        [_] => Vec::new(),
        [a, b] => vec![Complex::new(-b / a, 0.0)],
        [a, b, c] => quadratic(b / a, c / a),
        ref all => eigvals(&companion(&ArrayView1::from(all))?)?.to_vec(),
    };
    found.extend(vec![Complex::zero(); n_zeros]);
    Ok(found)
}

/// The roots of `x² + b x + c`, without the cancellation of the schoolbook formula.
fn quadratic(b: f64, c: f64) -> Vec<Complex<f64>> {
    let (half, discriminant) = (-b / 2.0, b * b / 4.0 - c);
    if discriminant < 0.0 {
        let height = (-discriminant).sqrt();
        return vec![Complex::new(half, height), Complex::new(half, -height)];
    }
    let far = half + discriminant.sqrt().copysign(half);
    let near = if far == 0.0 { 0.0 } else { c / far };
    vec![Complex::new(far, 0.0), Complex::new(near, 0.0)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn low_degrees_are_solved_in_closed_form() {
        let real = |r: f64| Complex::new(r, 0.0);
        assert_eq!(roots(&[2.0]).unwrap(), []);
        assert_eq!(roots(&[2.0, 1.0]).unwrap(), [real(-0.5)]);
        assert_eq!(roots(&[1.0, 2.0, 1.0]).unwrap(), [real(-1.0), real(-1.0)]);
        assert_eq!(roots(&[1.0, 0.0, 0.0]).unwrap(), [real(0.0), real(0.0)]);
        // The small root keeps its digits.
        let found = roots(&[1.0, -1e8, 1.0]).unwrap();
        assert!((found[1].re - 1e-8).abs() < 1e-23);
    }

    #[test]
    fn roots_make_their_polynomial() {
        let coefficients = [1.0, -1.5, 0.25, 0.75, -0.1];
        let found = Conjugates::of("z", &roots(&coefficients).unwrap()).unwrap();
        for (c, expected) in from_roots(&found).iter().zip(coefficients) {
            assert!((c - expected).abs() < 1e-13, "{c} for {expected}");
        }
    }
}

//! Functions of triangles of order two, without cancellation where eigenvalues are close.

use num_complex::Complex;
use num_traits::Float;
use onkai_core::Real;

/// `(ln b - ln a) / (b - a)`, for principal logarithms.
///
/// N. J. Higham, *Functions of Matrices*, SIAM 2008, equation (11.28).
pub(super) fn log_divided_difference<R: Real>(a: Complex<R>, b: Complex<R>) -> Complex<R> {
    if a == b {
        return a.inv();
    }
    if is_far(a, b) {
        return (ln(b) - ln(a)) / (b - a);
    }
    log_gap(a, b) / (b - a)
}

/// `(bᵖ - aᵖ) / (b - a)`, for principal powers.
///
/// N. J. Higham, L. Lin, "A Schur-Padé algorithm for fractional powers of a matrix", SIAM J. Matrix
/// Anal. Appl. 32 (2011), equation (5.6), doi:10.1137/10081232X.
pub(super) fn power_divided_difference<R: Real>(a: Complex<R>, b: Complex<R>, p: R) -> Complex<R> {
    if a == b {
        return powf(a, p - R::one()).scale(p);
    }
    if is_far(a, b) {
        return (powf(b, p) - powf(a, p)) / (b - a);
    }
    let half = R::of(0.5) * p;
    let middle = ((ln(a) + ln(b)).scale(half)).exp();
    let gap = log_gap(a, b).scale(half).sinh().scale(R::of(2.0));
    middle * gap / (b - a)
}

/// The principal power; for negative numbers the one above the real axis, whatever the sign of the
/// imaginary zero.
pub(super) fn powf<R: Real>(z: Complex<R>, p: R) -> Complex<R> {
    if z.im == R::zero() && R::zero() <= z.re {
        return Complex::new(Float::powf(z.re, p), R::zero());
    }
    (ln(z).scale(p)).exp()
}

/// The principal logarithm; for negative numbers the one above the real axis.
pub(super) fn ln<R: Real>(z: Complex<R>) -> Complex<R> {
    Complex::new(z.re, z.im + R::zero()).ln()
}

/// Whether plain differences lose no more than a digit.
fn is_far<R: Real>(a: Complex<R>, b: Complex<R>) -> bool {
    let (small, large) = if a.norm() < b.norm() { (a, b) } else { (b, a) };
    small.norm() < large.norm() * R::of(0.5)
}

/// `ln b - ln a`, without cancellation.
fn log_gap<R: Real>(a: Complex<R>, b: Complex<R>) -> Complex<R> {
    // Both are the principal logarithm of b / a: one is exact near 1, the other near -1.
    let log_ratio = if (b - a).norm() <= (b + a).norm() {
        atanh((b - a) / (b + a)).scale(R::of(2.0))
    } else {
        (b / a).ln()
    };
    // Principal logarithms may differ by a turn from the logarithm of the quotient.
    let turns = ((ln(b) - ln(a)).im - log_ratio.im) / R::TAU();
    let turn = Complex::new(R::zero(), R::TAU() * turns.round());
    log_ratio + turn
}

/// The inverse hyperbolic tangent, exact for small numbers.
fn atanh<R: Real>(z: Complex<R>) -> Complex<R> {
    let (one, two) = (R::one(), R::of(2.0));
    let below = (one - z.re) * (one - z.re) + z.im * z.im;
    let re = (R::of(4.0) * z.re / below).ln_1p() / R::of(4.0);
    let im = (two * z.im).atan2((one - z.re) * (one + z.re) - z.im * z.im) / two;
    Complex::new(re, im)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn close_and_far_numbers_agree_with_more_exact_values() {
        let z = |re, im| Complex::<f64>::new(re, im);
        // For close numbers the mean value theorem gives f' in the middle to second order.
        for a in [z(2.0, 0.0), z(-1.0, 1e-3), z(0.5, -3.0), z(1e-8, 0.0)] {
            let b = a * z(1.0 + 1e-7, 2e-8);
            let middle = (a + b) * 0.5;
            let expected = middle.inv();
            assert!((log_divided_difference(a, b) / expected - 1.0).norm() < 1e-13, "{a}");
            let expected = powf(middle, -0.7) * 0.3;
            assert!((power_divided_difference(a, b, 0.3) / expected - 1.0).norm() < 1e-13, "{a}");
        }
        let (a, b) = (z(-1.0, 1e-9), z(-1.0, -1e-9));
        let expected = z(0.0, -std::f64::consts::TAU) / (b - a);
        assert!((log_divided_difference(a, b) / expected - 1.0).norm() < 1e-8);
        let half_turn = Complex::new(0.0, -std::f64::consts::PI) / z(0.0, -2.0);
        assert!((log_divided_difference(z(0.0, 1.0), z(0.0, -1.0)) - half_turn).norm() < 1e-15);
        let (a, b) = (z(1.0, 0.0), z(9.0, 0.0));
        assert!((power_divided_difference(a, b, 0.5) - 0.25).norm() < 1e-15);
    }
}

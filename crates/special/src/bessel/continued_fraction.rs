//! Continued fractions for arguments that are neither small nor large.
//!
//! # References
//!
//! A. R. Barnett, D. H. Feng, J. W. Steed and L. J. B. Goldfarb, "Coulomb wave functions for all
//! real η and ρ", Comput. Phys. Commun. 8, 1974. <https://doi.org/10.1016/0010-4655(74)90013-7>
//!
//! I. J. Thompson and A. R. Barnett, "Coulomb and Bessel functions of complex arguments and order",
//! J. Comput. Phys. 64, 1986. <https://doi.org/10.1016/0021-9991(86)90046-X>

use std::f64::consts::FRAC_PI_2;

use num_complex::Complex;

/// `H'(x) / H(x)` of Hankel's first function of order `mu`: its real part is that of the change of
/// modulus, its imaginary part that of phase. For `x` from 2 on.
///
/// ```text
/// H'/H = -1/(2x) + i + (i/x) (1/4 - μ²) / (2(x + i) + (9/4 - μ²) / (2(x + 2i) + …))
/// ```
pub(super) fn hankel_log_derivative(mu: f64, x: f64) -> Complex<f64> {
    let numerator = |k: f64| (k - 0.5) * (k - 0.5) - mu * mu;
    let denominator = |k: f64| Complex::new(2.0 * x, 2.0 * k);
    let mut inverse = denominator(1.0).inv();
    let mut term = inverse * numerator(1.0);
    let mut sum = term;
    let mut k = 2.0;
    while f64::EPSILON / 8.0 * sum.norm_sqr().sqrt() < term.norm_sqr().sqrt() && k < 500.0 {
        let b = denominator(k);
        inverse = (b + inverse * numerator(k)).inv();
        term *= b * inverse - 1.0;
        sum += term;
        k += 1.0;
    }
    Complex::new(-0.5 / x, 1.0) + sum * Complex::new(0.0, 1.0 / x)
}

/// `e^x K` of orders `mu` and `mu + 1`, for `|mu| <= 1/2` and `x` from 2 on.
///
/// With `z(n)` the decreasing solution of `z(n-1) = b(n) z(n) + a(n+1) z(n+1)`, where
/// `b(n) = 2 (n + x)` and `a(n+1) = -((n + 1/2)² - μ²)`, the fraction gives `z(1) / z(0)`, and the
/// sum `Σ C(n) z(n) = (1/(2x))^(μ + 1/2)` gives the size (Temme 1975).
pub(super) fn middle_k(mu: f64, x: f64) -> (f64, f64) {
    let first = 0.25 - mu * mu;
    let mut b = 2.0 * (1.0 + x);
    let mut inverse = 1.0 / b;
    let mut term = inverse;
    let mut ratio = inverse;
    // `weight` is the sum of C times the polynomials that turn z(n) into steps of the fraction.
    let (mut older, mut newer) = (0.0, 1.0);
    let mut coefficient = first;
    let mut weight = first;
    let mut sum = 1.0 + weight * term;
    let mut a = -first;
    let mut n = 2.0;
    while n < 500.0 {
        a -= 2.0 * (n - 1.0);
        coefficient *= -a / n;
        (older, newer) = (newer, (older - b * newer) / a);
        weight += coefficient * newer;
        b += 2.0;
        inverse = 1.0 / (b + a * inverse);
        term *= b * inverse - 1.0;
        ratio += term;
        let step = weight * term;
        sum += step;
        if step.abs() <= f64::EPSILON / 8.0 * sum.abs() {
            break;
        }
        n += 1.0;
    }
    let value = (FRAC_PI_2 / x).sqrt() / sum;
    (value, value * (mu + x + 0.5 - first * ratio) / x)
}

//! Temme's series of Y and K for small argument.
//!
//! # References
//!
//! N. M. Temme, "On the numerical evaluation of the ordinary Bessel function of the second kind",
//! J. Comput. Phys. 21, 1976. <https://doi.org/10.1016/0021-9991(76)90032-2>
//!
//! N. M. Temme, "On the numerical evaluation of the modified Bessel function of the third kind",
//! J. Comput. Phys. 19, 1975. <https://doi.org/10.1016/0021-9991(75)90082-0>

use std::f64::consts::{FRAC_1_PI, PI};

use super::temme_tables::RECIPROCAL_GAMMA;
use crate::series::polynomial;
use crate::trigonometry::sin_pi;

/// Up to this argument the series are used.
pub(super) const SMALL_ARGUMENT: f64 = 2.0;

/// `1 / Γ(1 + μ)` for `|μ|` up to 1/2.
pub(super) fn reciprocal_gamma_1p(mu: f64) -> f64 {
    polynomial(&RECIPROCAL_GAMMA, mu)
}

/// What both series begin with.
struct Start {
    /// `(πμ / sin πμ) (cosh(σ) Γ₁ + (sinh(σ) / σ) ln(2/x) Γ₂)`, where `σ = μ ln(2/x)`.
    f: f64,
    /// `(x/2)^-μ Γ(1 + μ)`.
    p: f64,
    /// `(x/2)^μ Γ(1 - μ)`.
    q: f64,
}

impl Start {
    fn new(mu: f64, x: f64) -> Self {
        // Even and odd part of 1/Γ(1 + μ): Γ₂ and -μ Γ₁.
        let square = mu * mu;
        let (mut gamma_1, mut gamma_2) = (0.0, 0.0);
        for pair in RECIPROCAL_GAMMA.chunks_exact(2).rev() {
            gamma_2 = gamma_2 * square + pair[0];
            gamma_1 = gamma_1 * square - pair[1];
        }
        let log = (2.0 / x).ln();
        let sigma = mu * log;
        let quotient = |numerator: f64, denominator: f64| {
            if denominator == 0.0 { 1.0 } else { numerator / denominator }
        };
        let circular = quotient(PI * mu, sin_pi(mu));
        let hyperbolic = quotient(sigma.sinh(), sigma);
        let power = sigma.exp();
        Self {
            f: circular * (sigma.cosh() * gamma_1 + hyperbolic * log * gamma_2),
            p: power / (gamma_2 - mu * gamma_1),
            q: 1.0 / (power * (gamma_2 + mu * gamma_1)),
        }
    }
}

/// Y of orders `mu` and `mu + 1`, for `|mu| <= 1/2` and `x` up to [`SMALL_ARGUMENT`].
pub(super) fn small_y(mu: f64, x: f64) -> (f64, f64) {
    let start = Start::new(mu, x);
    let (mut f, mut p, mut q) =
        (2.0 * FRAC_1_PI * start.f, FRAC_1_PI * start.p, FRAC_1_PI * start.q);
    let half_sine = sin_pi(0.5 * mu);
    let weight = if mu == 0.0 { 0.0 } else { 2.0 / mu * half_sine * half_sine };
    let mut c = 1.0;
    let (mut sum, mut sum_next) = (f + weight * q, p);
    let mut k = 1.0;
    loop {
        f = (k * f + p + q) / (k * k - mu * mu);
        p /= k - mu;
        q /= k + mu;
        c *= -0.25 * x * x / k;
        let g = f + weight * q;
        let term = c * g;
        sum += term;
        sum_next += c * (p - k * g);
        if term.abs() <= f64::EPSILON / 8.0 * sum.abs().max(1e-3) {
            break;
        }
        k += 1.0;
    }
    (-sum, -sum_next * (2.0 / x))
}

/// K of orders `mu` and `mu + 1`, for `|mu| <= 1/2` and `x` up to [`SMALL_ARGUMENT`].
pub(super) fn small_k(mu: f64, x: f64) -> (f64, f64) {
    let start = Start::new(mu, x);
    let (mut f, mut p, mut q) = (start.f, 0.5 * start.p, 0.5 * start.q);
    let mut c = 1.0;
    let (mut sum, mut sum_next) = (f, p);
    let mut k = 1.0;
    loop {
        f = (k * f + p + q) / (k * k - mu * mu);
        p /= k - mu;
        q /= k + mu;
        c *= 0.25 * x * x / k;
        let term = c * f;
        sum += term;
        sum_next += c * (p - k * f);
        if term <= f64::EPSILON / 8.0 * sum.abs() {
            break;
        }
        k += 1.0;
    }
    (sum, sum_next * (2.0 / x))
}

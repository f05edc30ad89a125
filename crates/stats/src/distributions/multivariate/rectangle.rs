//! The probability of a rectangle under a normal distribution of several variables.
//!
//! A. Genz, "Numerical computation of multivariate normal probabilities", J. Comput. Graph.
//! Statist. 1(2), 1992. <https://doi.org/10.1080/10618600.1992.10477010>

use std::f64::consts::PI;

use ndarray::{Array1, Array2, ArrayRef1};
use onkai_core::{Error, Result, check_positive};
use onkai_special::{ndtr, ndtri};
use rand::{RngExt, SeedableRng};
use rand_pcg::Pcg64;

use crate::distributions::numerics::finite_integral;

/// Shifted copies of the lattice, from whose spread the error is told.
const SHIFTS: usize = 12;
/// Three standard errors are stated, which holds in all but a few of a thousand cases.
const CONFIDENCE: f64 = 3.0;

/// How a probability of several variables is integrated; SciPy's `maxpts`, `abseps`, `releps`.
#[derive(Clone, Debug, PartialEq)]
pub struct CdfOptions {
    /// Lower bounds of the rectangle; `None` for -∞.
    pub lower_limit: Option<Array1<f64>>,
    /// Points after which the answer is given as it is; `None` for a million times the variables.
    pub max_points: Option<usize>,
    /// The absolute error that is good enough.
    pub abs_eps: f64,
    /// The relative error that is good enough.
    pub rel_eps: f64,
    /// Seed of the lattice's random shifts: the same answer for the same seed.
    pub seed: u64,
}

impl Default for CdfOptions {
    fn default() -> Self {
        Self { lower_limit: None, max_points: None, abs_eps: 1e-5, rel_eps: 1e-5, seed: 0 }
    }
}

/// A probability and how far it may be off.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Probability {
    /// The probability.
    pub value: f64,
    /// Three standard errors of it; rounding only for one or two variables.
    pub error: f64,
    /// False if the points were used up before the error was small enough.
    pub converged: bool,
}

/// P(low ≤ X ≤ high) for mean 0; each pair of crossed bounds changes the sign, as in SciPy.
pub(super) fn rectangle(
    covariance: &Array2<f64>,
    low: &ArrayRef1<f64>,
    high: &ArrayRef1<f64>,
    options: &CdfOptions,
) -> Result<Probability> {
    check_positive("abs_eps", options.abs_eps)?;
    check_positive("rel_eps", options.rel_eps)?;
    if options.max_points == Some(0) {
        return Err(Error::parameter("max_points", 0.0, "at least 1"));
    }
    let n = low.len();
    let mut bounds: Vec<(f64, f64)> = low.iter().copied().zip(high.iter().copied()).collect();
    let mut sign = 1.0;
    for pair in &mut bounds {
        if pair.0 > pair.1 {
            *pair = (pair.1, pair.0);
            sign = -sign;
        }
    }
    let deviations: Vec<f64> = (0..n).map(|i| covariance[[i, i]].max(0.0).sqrt()).collect();
    if n <= 2 && deviations.iter().all(|d| *d > 0.0) {
        let scaled: Vec<(f64, f64)> =
            bounds.iter().zip(&deviations).map(|(b, d)| (b.0 / d, b.1 / d)).collect();
        let value = if n == 1 {
            interval(scaled[0].0, scaled[0].1)
        } else {
            let rho = covariance[[0, 1]] / (deviations[0] * deviations[1]);
            plane(&scaled, rho.clamp(-1.0, 1.0))
        };
        return Ok(Probability { value: sign * value, error: 1e-13, converged: true });
    }
    let probability = lattice(&factor(covariance), &bounds, options);
    Ok(Probability { value: sign * probability.value, ..probability })
}

/// Φ(b) - Φ(a) from the side where both are small.
fn interval(a: f64, b: f64) -> f64 {
    if a > 0.0 { ndtr(-a) - ndtr(-b) } else { ndtr(b) - ndtr(a) }
}

/// A rectangle of the plane from four quadrants.
fn plane(bounds: &[(f64, f64)], rho: f64) -> f64 {
    let [(a, b), (c, d)] = [bounds[0], bounds[1]];
    let value =
        quadrant(b, d, rho) - quadrant(a, d, rho) - quadrant(b, c, rho) + quadrant(a, c, rho);
    value.max(0.0)
}

/// P(X ≤ h, Y ≤ k) by Plackett's integral over the correlation, ρ = sin θ.
fn quadrant(h: f64, k: f64, rho: f64) -> f64 {
    if h == f64::NEG_INFINITY || k == f64::NEG_INFINITY {
        return 0.0;
    }
    if h == f64::INFINITY || k == f64::INFINITY {
        return ndtr(h.min(k));
    }
    let angle = rho.asin();
    let integrand = |theta: f64| {
        let (sine, cosine) = theta.sin_cos();
        let exponent = (h - k).powi(2) / (2.0 * cosine * cosine) + h * k / (1.0 + sine);
        (-exponent).exp()
    };
    let negative = |theta: f64| {
        // The same exponent where sin θ is near -1.
        let (sine, cosine) = theta.sin_cos();
        let exponent = (h + k).powi(2) / (2.0 * cosine * cosine) - h * k / (1.0 - sine);
        (-exponent).exp()
    };
    let change = if angle >= 0.0 {
        finite_integral(0.0, angle, |t, _, _| integrand(t))
    } else {
        -finite_integral(0.0, -angle, |t, _, _| negative(-t))
    };
    let independent: f64 = ndtr::<f64>(h) * ndtr::<f64>(k);
    (independent + change / (2.0 * PI)).clamp(0.0, 1.0)
}

/// A lower triangular root of a matrix that may be singular.
fn factor(a: &Array2<f64>) -> Array2<f64> {
    let n = a.nrows();
    let mut l = Array2::<f64>::zeros((n, n));
    for j in 0..n {
        let left: f64 = (0..j).map(|k| l[[j, k]] * l[[j, k]]).sum();
        let pivot = a[[j, j]] - left;
        if pivot <= 1e-10 * a[[j, j]].abs() {
            continue;
        }
        l[[j, j]] = pivot.sqrt();
        for i in j + 1..n {
            let sum: f64 = (0..j).map(|k| l[[i, k]] * l[[j, k]]).sum();
            l[[i, j]] = (a[[i, j]] - sum) / l[[j, j]];
        }
    }
    l
}

/// Genz' transformation, averaged over shifted lattices of growing size.
fn lattice(l: &Array2<f64>, bounds: &[(f64, f64)], options: &CdfOptions) -> Probability {
    let n = bounds.len();
    let generators: Vec<f64> = primes(n).iter().map(|p| p.sqrt().fract()).collect();
    let most = options.max_points.unwrap_or(1_000_000 * n);
    let mut rng = Pcg64::seed_from_u64(options.seed);
    let mut y = vec![0.0; n];
    let mut size = (500 * n).min(most.div_ceil(SHIFTS)).max(1);
    let mut used = 0;
    loop {
        let mut means = [0.0; SHIFTS];
        for mean in &mut means {
            let shift: Vec<f64> = (0..n).map(|_| rng.random::<f64>()).collect();
            let mut sum = 0.0;
            for i in 1..=size {
                let point = |j: usize| {
                    // Folded, so that the integrand goes on periodically.
                    let v = (i as f64 * generators[j] + shift[j]).fract();
                    (2.0 * v - 1.0).abs()
                };
                sum += weight(l, bounds, point, &mut y);
            }
            *mean = sum / size as f64;
        }
        used += size * SHIFTS;
        let value = means.iter().sum::<f64>() / SHIFTS as f64;
        let variance =
            means.iter().map(|m| (m - value).powi(2)).sum::<f64>() / (SHIFTS * (SHIFTS - 1)) as f64;
        let error = CONFIDENCE * variance.sqrt();
        let converged = error <= options.abs_eps.max(options.rel_eps * value.abs());
        if converged || used + 2 * size * SHIFTS > most {
            return Probability { value, error, converged };
        }
        size *= 2;
    }
}

/// The product of conditional probabilities along one path.
fn weight(
    l: &Array2<f64>,
    bounds: &[(f64, f64)],
    point: impl Fn(usize) -> f64,
    y: &mut [f64],
) -> f64 {
    let mut product = 1.0;
    for (i, &(low, high)) in bounds.iter().enumerate() {
        let known: f64 = (0..i).map(|k| l[[i, k]] * y[k]).sum();
        let pivot = l[[i, i]];
        if pivot == 0.0 {
            // What comes before settles this variable.
            let slack = 1e-12 * (1.0 + known.abs());
            if known < low - slack || known > high + slack {
                return 0.0;
            }
            y[i] = 0.0;
            continue;
        }
        let (a, b) = ((low - known) / pivot, (high - known) / pivot);
        // In the upper tail the complement keeps the digits.
        let flip = a > 0.0;
        let (from, to): (f64, f64) = if flip { (ndtr(-b), ndtr(-a)) } else { (ndtr(a), ndtr(b)) };
        let width = to - from;
        product *= width;
        if product <= 0.0 {
            return 0.0;
        }
        let p = from + point(i) * width;
        let p = p.clamp(f64::MIN_POSITIVE, 1.0 - f64::EPSILON);
        y[i] = if flip { -ndtri(p) } else { ndtri(p) };
    }
    product
}

/// The first `n` primes.
fn primes(n: usize) -> Vec<f64> {
    let mut found: Vec<u32> = Vec::with_capacity(n);
    let mut candidate = 2;
    while found.len() < n {
        if found.iter().all(|p| candidate % p != 0) {
            found.push(candidate);
        }
        candidate += 1;
    }
    found.into_iter().map(f64::from).collect()
}

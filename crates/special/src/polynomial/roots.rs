//! Gauss quadrature under the classical weights.
//!
//! Counterpart of `scipy.special.roots_legendre` and its kin.

use std::f64::consts::{LN_2, PI, TAU};

use ndarray::Array1;
use onkai_core::{Error, Result};

use super::gauss::{Quadrature, Weight, quadrature};
use crate::double_double::{DoubleDouble, two_product, two_sum};
use crate::gamma::{betaln_f64, gamma_f64};
use crate::trigonometry::{cos_pi, sin_pi};

fn zero(_: &[f64; 2], _: f64) -> DoubleDouble {
    DoubleDouble::new(0.0)
}

/// Gauss–Legendre quadrature: weight 1 on [-1, 1].
///
/// Costs of this and the others grow with `n²`. Relative errors of nodes and weights stay below 1e-13.
///
/// # Errors
///
/// [`Error::Parameter`] when `n` is 0.
///
/// # Examples
///
/// ```
/// let rule = onkai_special::roots_legendre(3)?;
/// let square: f64 = rule.nodes.iter().zip(&rule.weights).map(|(x, w)| w * x * x).sum();
/// assert!((square - 2.0 / 3.0).abs() < 1e-15);
/// # Ok::<(), onkai_special::Error>(())
/// ```
///
/// # References
///
/// G. H. Golub, J. H. Welsch, "Calculation of Gauss quadrature rules", Math. Comp. 23, 1969.
/// <https://doi.org/10.1090/S0025-5718-69-99647-1>. Recurrences: DLMF 18.9.
pub fn roots_legendre(n: usize) -> Result<Quadrature> {
    let square = |_: &[f64; 2], k: f64| {
        let square = two_product(k, k);
        square / (square.scaled(4.0) - DoubleDouble::new(1.0))
    };
    quadrature(n, &Weight { total: 2.0, is_even: true, center: zero, square, parameters: [0.0; 2] })
}

/// Gauss–Hermite quadrature: weight exp(-x²).
///
/// Far nodes of large rules have weights below the least double, which come out as 0.
///
/// # Errors
///
/// See [`roots_legendre`].
///
/// # Examples
///
/// ```
/// let rule = onkai_special::roots_hermite(2)?;
/// assert!((rule.nodes[1] - 0.5_f64.sqrt()).abs() < 1e-15);
/// # Ok::<(), onkai_special::Error>(())
/// ```
pub fn roots_hermite(n: usize) -> Result<Quadrature> {
    let square = |_: &[f64; 2], k: f64| DoubleDouble::new(k / 2.0);
    let total = PI.sqrt();
    quadrature(n, &Weight { total, is_even: true, center: zero, square, parameters: [0.0; 2] })
}

/// Gauss–Hermite quadrature of the probabilists' kind: weight exp(-x²/2).
///
/// # Errors
///
/// See [`roots_legendre`].
///
/// # Examples
///
/// ```
/// let rule = onkai_special::roots_hermitenorm(2)?;
/// assert!((rule.nodes[1] - 1.0).abs() < 1e-15);
/// # Ok::<(), onkai_special::Error>(())
/// ```
pub fn roots_hermitenorm(n: usize) -> Result<Quadrature> {
    let square = |_: &[f64; 2], k: f64| DoubleDouble::new(k);
    let total = TAU.sqrt();
    quadrature(n, &Weight { total, is_even: true, center: zero, square, parameters: [0.0; 2] })
}

/// Gauss–Laguerre quadrature: weight exp(-x) on [0, ∞).
///
/// # Errors
///
/// See [`roots_legendre`].
///
/// # Examples
///
/// ```
/// let rule = onkai_special::roots_laguerre(1)?;
/// assert_eq!((rule.nodes[0], rule.weights[0]), (1.0, 1.0));
/// # Ok::<(), onkai_special::Error>(())
/// ```
pub fn roots_laguerre(n: usize) -> Result<Quadrature> {
    roots_genlaguerre(n, 0.0)
}

/// Generalised Gauss–Laguerre quadrature: weight x^α exp(-x) on [0, ∞).
///
/// # Errors
///
/// [`Error::Parameter`] when `n` is 0, or `alpha` is not above -1 or so large that the weights overflow.
///
/// # Examples
///
/// ```
/// let rule = onkai_special::roots_genlaguerre(1, 2.0)?;
/// assert_eq!((rule.nodes[0], rule.weights[0]), (3.0, 2.0));
/// # Ok::<(), onkai_special::Error>(())
/// ```
pub fn roots_genlaguerre(n: usize, alpha: f64) -> Result<Quadrature> {
    check_above("alpha", alpha, -1.0, "above -1 and finite")?;
    let weight = Weight {
        total: gamma_f64(alpha + 1.0),
        is_even: false,
        center: |&[alpha, _], k| two_sum(2.0 * k + 1.0, alpha),
        square: |&[alpha, _], k| two_sum(k, alpha) * DoubleDouble::new(k),
        parameters: [alpha, 0.0],
    };
    quadrature(n, &weight)
}

/// Gauss–Jacobi quadrature: weight (1 - x)^α (1 + x)^β on [-1, 1].
///
/// # Errors
///
/// [`Error::Parameter`] when `n` is 0, or a parameter is not above -1 or so large that the weights overflow.
///
/// # Examples
///
/// ```
/// let rule = onkai_special::roots_jacobi(1, 0.0, 1.0)?;
/// assert!((rule.nodes[0] - 1.0 / 3.0).abs() < 1e-15);
/// # Ok::<(), onkai_special::Error>(())
/// ```
pub fn roots_jacobi(n: usize, alpha: f64, beta: f64) -> Result<Quadrature> {
    check_above("alpha", alpha, -1.0, "above -1 and finite")?;
    check_above("beta", beta, -1.0, "above -1 and finite")?;
    let total = ((alpha + beta + 1.0) * LN_2 + betaln_f64(alpha + 1.0, beta + 1.0)).exp();
    let is_even = alpha == beta;
    let weight = Weight {
        total,
        is_even,
        center: jacobi_center,
        square: jacobi_square,
        parameters: [alpha, beta],
    };
    quadrature(n, &weight)
}

fn jacobi_center(&[alpha, beta]: &[f64; 2], k: f64) -> DoubleDouble {
    let (sum, difference) = (two_sum(alpha, beta), two_sum(beta, -alpha));
    let [twice, more] = [2.0 * k, 2.0 * k + 2.0].map(|v| sum + DoubleDouble::new(v));
    // The general form is 0 / 0 here where the parameters add up to 0.
    if k == 0.0 { difference / more } else { difference * sum / (twice * more) }
}

fn jacobi_square(&[alpha, beta]: &[f64; 2], k: f64) -> DoubleDouble {
    let sum = two_sum(alpha, beta);
    let product = (two_sum(k, alpha) * two_sum(k, beta)).scaled(4.0);
    let twice = sum + DoubleDouble::new(2.0 * k);
    let more = twice + DoubleDouble::new(1.0);
    // The general form is 0 / 0 here where the parameters add up to -1.
    if k == 1.0 {
        return product / (twice * twice * more);
    }
    let less = twice - DoubleDouble::new(1.0);
    product * DoubleDouble::new(k) * (sum + DoubleDouble::new(k)) / (twice * twice * more * less)
}

/// Gauss–Gegenbauer quadrature: weight (1 - x²)^(α - 1/2) on [-1, 1].
///
/// # Errors
///
/// [`Error::Parameter`] when `n` is 0, or `alpha` is not above -1/2 or so large that the weights overflow.
///
/// # Examples
///
/// ```
/// let rule = onkai_special::roots_gegenbauer(2, 1.0)?;
/// assert!((rule.nodes[1] - 0.5).abs() < 1e-15);
/// # Ok::<(), onkai_special::Error>(())
/// ```
pub fn roots_gegenbauer(n: usize, alpha: f64) -> Result<Quadrature> {
    check_above("alpha", alpha, -0.5, "above -1/2 and finite")?;
    let weight = Weight {
        total: betaln_f64(alpha + 0.5, 0.5).exp(),
        is_even: true,
        center: zero,
        square: |&[alpha, _], k| {
            let sum = two_sum(k, alpha);
            if k == 1.0 {
                return DoubleDouble::new(0.5) / sum;
            }
            let product = two_sum(k - 1.0, 2.0 * alpha) * DoubleDouble::new(k);
            product / (sum * (sum - DoubleDouble::new(1.0))).scaled(4.0)
        },
        parameters: [alpha, 0.0],
    };
    quadrature(n, &weight)
}

/// Gauss–Chebyshev quadrature of the first kind: weight 1 / √(1 - x²) on [-1, 1].
///
/// # Errors
///
/// See [`roots_legendre`].
///
/// # Examples
///
/// ```
/// let rule = onkai_special::roots_chebyt(2)?;
/// assert!((rule.nodes[1] - 0.5_f64.sqrt()).abs() < 1e-15);
/// # Ok::<(), onkai_special::Error>(())
/// ```
pub fn roots_chebyt(n: usize) -> Result<Quadrature> {
    check_degree(n)?;
    let nodes = Array1::from_shape_fn(n, |i| {
        // As sines, so that the middle is exact and both halves agree.
        sin_pi((2 * i + 1).cast_signed().wrapping_sub(n.cast_signed()) as f64 / (2 * n) as f64)
    });
    Ok(Quadrature { nodes, weights: Array1::from_elem(n, PI / n as f64) })
}

/// Gauss–Chebyshev quadrature of the second kind: weight √(1 - x²) on [-1, 1].
///
/// # Errors
///
/// See [`roots_legendre`].
///
/// # Examples
///
/// ```
/// let rule = onkai_special::roots_chebyu(2)?;
/// assert!((rule.nodes[1] - 0.5).abs() < 1e-15);
/// # Ok::<(), onkai_special::Error>(())
/// ```
pub fn roots_chebyu(n: usize) -> Result<Quadrature> {
    check_degree(n)?;
    let step = (n + 1) as f64;
    let angle = |i: usize| (2.0 * (i + 1) as f64 - step) / (2.0 * step);
    let nodes = Array1::from_shape_fn(n, |i| sin_pi(angle(i)));
    let weights = Array1::from_shape_fn(n, |i| PI / step * cos_pi(angle(i)).powi(2));
    Ok(Quadrature { nodes, weights })
}

fn check_degree(n: usize) -> Result<()> {
    if n == 0 { Err(Error::parameter("n", 0.0, "at least 1")) } else { Ok(()) }
}

fn check_above(
    name: &'static str,
    value: f64,
    bound: f64,
    requirement: &'static str,
) -> Result<()> {
    if bound < value && value.is_finite() {
        Ok(())
    } else {
        Err(Error::parameter(name, value, requirement))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bad_arguments_are_named() {
        for result in [roots_legendre(0), roots_hermite(0), roots_chebyt(0), roots_chebyu(0)] {
            assert_eq!(result.unwrap_err(), Error::parameter("n", 0.0, "at least 1"));
        }
        let name = |result: Result<Quadrature>| match result {
            Err(Error::Parameter { name, .. }) => name,
            other => panic!("{other:?}"),
        };
        assert_eq!(name(roots_genlaguerre(3, -1.0)), "alpha");
        assert_eq!(name(roots_genlaguerre(3, 500.0)), "alpha");
        assert_eq!(name(roots_jacobi(3, f64::NAN, 0.0)), "alpha");
        assert_eq!(name(roots_jacobi(3, 0.0, -2.0)), "beta");
        assert_eq!(name(roots_gegenbauer(3, -0.5)), "alpha");
    }

    #[test]
    fn families_meet() {
        let close = |a: &Quadrature, b: &Quadrature| {
            (&a.nodes - &b.nodes).iter().all(|d| d.abs() < 1e-15)
                && (&a.weights - &b.weights).iter().all(|d| d.abs() < 1e-14)
        };
        assert!(close(&roots_jacobi(20, 0.0, 0.0).unwrap(), &roots_legendre(20).unwrap()));
        assert!(close(&roots_jacobi(21, -0.5, -0.5).unwrap(), &roots_chebyt(21).unwrap()));
        assert!(close(&roots_gegenbauer(20, 1.0).unwrap(), &roots_chebyu(20).unwrap()));
        assert!(close(&roots_gegenbauer(20, 0.0).unwrap(), &roots_chebyt(20).unwrap()));
    }
}

//! Logarithms of triangular matrices.

use ndarray::{Array2, ArrayRef2};
use num_complex::Complex;
use onkai_core::{Real, Result};

use super::gaps::{ln, log_divided_difference};
use super::roots::{Reduced, reduce};
use crate::backend::Triangle;
use crate::col_major::ColMajor;
use crate::kernels::solve_triangle;
use crate::lu::{Transpose, lu_factor};
use crate::scalar::LinalgScalar;

/// Up to which norm of `R` the Padé approximant of degree 1 … 7 of `ln(I + R)` is exact in double
/// precision: Al-Mohy & Higham (2012), table 2.1.
const THETAS: [f64; 7] = [1.59e-5, 2.31e-3, 1.94e-2, 6.21e-2, 1.28e-1, 2.06e-1, 2.88e-1];

/// The principal logarithm of an upper triangular matrix without eigenvalue zero: inverse scaling and
/// squaring.
///
/// A real type must hold positive eigenvalues only. `None` if there is no logarithm.
pub(crate) fn log_triangular<T: LinalgScalar>(t: &ArrayRef2<T>) -> Option<Array2<T>> {
    let n = t.nrows();
    let mut value =
        if n < 2 { Array2::zeros((n, n)) } else { scaled_logarithm(reduce(t, &THETAS)?) };
    let complex = |v: T| Complex::new(v.re(), v.im());
    for i in 0..n {
        let log = ln(complex(t[[i, i]]));
        value[[i, i]] = T::from_parts(log.re, log.im);
        if 0 < i {
            let slope = log_divided_difference(complex(t[[i - 1, i - 1]]), complex(t[[i, i]]));
            value[[i - 1, i]] = t[[i - 1, i]] * T::from_parts(slope.re, slope.im);
        }
    }
    Some(value)
}

/// The logarithm of `I + R` for any `R` with a 1-norm up to [`NEAR_IDENTITY`], without the detour by the
/// Schur form, which would blur `R` by rounding errors of the size of `I`.
pub(crate) fn log_near_identity<T: LinalgScalar>(r: &ArrayRef2<T>, norm: f64) -> Result<Array2<T>> {
    let degree = THETAS.iter().position(|&theta| norm <= theta).map_or(THETAS.len(), |i| i + 1);
    let mut sum = Array2::zeros(r.dim());
    for node in gauss_legendre(degree) {
        let mut denominator = r.mapv(|v| v.scale(T::Real::of(node.place)));
        for v in denominator.diag_mut() {
            *v += T::one();
        }
        let weight = T::Real::of(node.weight);
        let term = r.mapv(|v| v.scale(weight));
        sum += &lu_factor(&denominator)?.solve(&term, Transpose::No)?;
    }
    Ok(sum)
}

/// Up to where [`log_near_identity`] is exact.
pub(crate) const NEAR_IDENTITY: f64 = THETAS[6];

/// `2ˢ r(R)`, where `r` is the Padé approximant of `ln(1 + x)` as a sum of fractions.
fn scaled_logarithm<T: LinalgScalar>(reduced: Reduced<T>) -> Array2<T> {
    let Reduced { r, n_roots, degree } = reduced;
    let n = r.nrows();
    let shape = Triangle { lower: false, unit: false, transposed: false, conjugated: false };
    let scale = 2.0_f64.powi(n_roots);
    let mut sum = Array2::zeros((n, n));
    for node in gauss_legendre(degree) {
        let mut denominator = r.mapv(|v| v.scale(T::Real::of(node.place)));
        for v in denominator.diag_mut() {
            *v += T::one();
        }
        let weight = T::Real::of(node.weight * scale);
        let mut term = ColMajor::from_array(&r.mapv(|v| v.scale(weight)));
        solve_triangle(&ColMajor::from_array(&denominator), shape, &mut term);
        sum += &term.into_array();
    }
    sum
}

struct Node {
    place: f64,
    weight: f64,
}

/// Nodes and weights of Gauss's quadrature on `[0, 1]`.
fn gauss_legendre(n: usize) -> Vec<Node> {
    let node = |k: usize| {
        // Tricomi's approximation, then Newton's iteration on Legendre's polynomial.
        let mut x = (std::f64::consts::PI * (k as f64 + 0.75) / (n as f64 + 0.5)).cos();
        let mut slope = 1.0;
        for _ in 0..10 {
            let (mut before, mut p) = (1.0, x);
            for j in 2..=n {
                let j = j as f64;
                (before, p) = (p, ((2.0 * j - 1.0) * x * p - (j - 1.0) * before) / j);
            }
            slope = n as f64 * (before - x * p) / (1.0 - x * x);
            x -= p / slope;
        }
        Node { place: 0.5 + 0.5 * x, weight: ((1.0 - x * x) * slope * slope).recip() }
    };
    (0..n).map(node).collect()
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    #[test]
    fn quadrature_integrates_polynomials_exactly() {
        for n in 1..8 {
            for power in 0..2 * n {
                let sum: f64 =
                    gauss_legendre(n).iter().map(|x| x.weight * x.place.powf(power as f64)).sum();
                assert!((sum * (power + 1) as f64 - 1.0).abs() < 1e-14, "{n} nodes, power {power}");
            }
        }
    }

    #[test]
    fn a_jordan_block_has_the_taylor_coefficients() {
        let t = array![[2.0, 1.0, 0.0], [0.0, 2.0, 1.0], [0.0, 0.0, 2.0]];
        let log = log_triangular(&t).unwrap();
        let expected = array![[2.0_f64.ln(), 0.5, -0.125], [0.0, 2.0_f64.ln(), 0.5]];
        assert!(
            (&log.slice(ndarray::s![..2, ..]) - &expected).iter().all(|d: &f64| d.abs() < 1e-15)
        );
    }
}

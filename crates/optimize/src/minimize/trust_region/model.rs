//! The quadratic model of a function at a point.

use ndarray::{Array1, Array2, ArrayRef1};
use onkai_core::Result;

use crate::minimize::Problem;

/// Whether a step ends within the trust region or on its wall.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Walls {
    Free,
    Hit,
}

/// A step within the trust region.
#[derive(Clone, Debug)]
pub(super) struct Step {
    pub(super) p: Array1<f64>,
    pub(super) walls: Walls,
}

/// `m(p) = f + gᵀp + pᵀHp / 2`.
pub(super) struct Model {
    pub(super) x: Array1<f64>,
    pub(super) fun: f64,
    pub(super) gradient: Array1<f64>,
    pub(super) gradient_norm: f64,
    /// The Hessian, unless only products with it are known.
    pub(super) hessian: Option<Array2<f64>>,
    /// What a solver has computed of the Hessian, for another radius.
    pub(super) eigen: Option<Eigen>,
}

/// The Hessian's eigenvalues, rising, and its eigenvectors' parts of the gradient.
pub(super) struct Eigen {
    pub(super) values: Array1<f64>,
    pub(super) vectors: Array2<f64>,
    pub(super) gradient: Array1<f64>,
}

impl Model {
    /// At `x`, where the value is `fun`.
    pub(super) fn new(problem: &mut Problem<'_>, x: Array1<f64>, fun: f64) -> Result<Self> {
        let gradient = problem.gradient(&x, fun)?;
        let hessian = problem.hessian(&x)?;
        let gradient_norm = gradient.dot(&gradient).sqrt();
        Ok(Self { x, fun, gradient, gradient_norm, hessian, eigen: None })
    }

    pub(super) fn is_finite(&self) -> bool {
        let matrix = self.hessian.iter().flatten();
        self.fun.is_finite() && self.gradient_norm.is_finite() && { matrix }.all(|h| h.is_finite())
    }

    /// `H v`.
    pub(super) fn product(
        &self,
        problem: &mut Problem<'_>,
        v: &ArrayRef1<f64>,
    ) -> Result<Array1<f64>> {
        if let Some(hessian) = &self.hessian {
            return Ok(hessian.dot(v));
        }
        // One of both is there: `need_hessian` has seen to it.
        Ok(problem.product(&self.x, v)?.unwrap_or_else(|| v.to_owned()))
    }

    /// `m(p) − m(0)`.
    pub(super) fn change(&self, problem: &mut Problem<'_>, p: &ArrayRef1<f64>) -> Result<f64> {
        Ok(self.gradient.dot(p) + 0.5 * p.dot(&self.product(problem, p)?))
    }
}

/// The numbers `t`, the lesser first, with `‖z + t d‖ = radius`.
pub(super) fn crossings(z: &ArrayRef1<f64>, d: &ArrayRef1<f64>, radius: f64) -> (f64, f64) {
    let (a, b, c) = (d.dot(d), 2.0 * z.dot(d), z.dot(z) - radius * radius);
    // The sum of equal signs, so that nothing cancels.
    let sum = b + (b * b - 4.0 * a * c).max(0.0).sqrt().copysign(b);
    let (first, second) = (-sum / (2.0 * a), -2.0 * c / sum);
    (first.min(second), first.max(second))
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    #[test]
    fn a_line_crosses_a_circle_twice() {
        let (low, high) = crossings(&array![0.0, 0.6], &array![2.0, 0.0], 1.0);
        assert!((low + 0.4).abs() < 1e-15 && (high - 0.4).abs() < 1e-15);
        let (low, high) = crossings(&array![1e-9, 0.0], &array![1.0, 0.0], 1.0);
        assert!((low + 1.0).abs() < 1e-8 && (high - 1.0).abs() < 1e-8);
    }
}

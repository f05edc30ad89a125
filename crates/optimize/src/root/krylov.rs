//! Newton's method whose linear systems LGMRES solves from differences of values.
//!
//! Counterpart of `scipy.optimize.newton_krylov`.

use std::collections::VecDeque;

use ndarray::{Array1, ArrayRef1};
use onkai_core::{Error, Result, check_positive};

use super::factors::Rotation;
use super::nonlin::{Inverse, NonlinOptions, nonlin_solve};
use super::system::{RootResult, Start};
use crate::vector_function::VectorFunction;
use crate::vectors::{max_norm, norm};

/// Options of [`RootMethod::Krylov`](crate::RootMethod::Krylov); the defaults are those of SciPy.
///
/// # References
///
/// D. A. Knoll, D. E. Keyes, "Jacobian-free Newton–Krylov methods", J. Comput. Phys. 193, 2004.
/// <https://doi.org/10.1016/j.jcp.2003.08.010>
///
/// A. H. Baker, E. R. Jessup, T. Manteuffel, "A technique for accelerating the convergence of
/// restarted GMRES", SIAM J. Matrix Anal. Appl. 26, 2005. <https://doi.org/10.1137/S0895479803422014>
#[derive(Clone, Debug, PartialEq)]
pub struct KrylovOptions {
    /// The relative step of differences; default `√ε`.
    pub rdiff: f64,
    /// Dimension of the Krylov space of one system, at least 1; default 30.
    pub inner_m: usize,
    /// Solutions of earlier systems that enlarge it; default 10.
    pub outer_k: usize,
    /// When and how the iteration goes on.
    pub nonlin: NonlinOptions,
}

impl Default for KrylovOptions {
    fn default() -> Self {
        let nonlin = NonlinOptions::default();
        Self { rdiff: f64::EPSILON.sqrt(), inner_m: 30, outer_k: 10, nonlin }
    }
}

struct Krylov<'a> {
    options: &'a KrylovOptions,
    /// Directions of the solutions of earlier systems.
    earlier: VecDeque<Array1<f64>>,
}

pub(super) fn krylov(
    system: &mut VectorFunction<'_>,
    start: Start,
    options: &KrylovOptions,
) -> Result<RootResult> {
    check_positive("rdiff", options.rdiff)?;
    if options.inner_m == 0 {
        return Err(Error::parameter("inner_m", 0.0, "at least 1"));
    }
    let mut inverse = Krylov { options, earlier: VecDeque::new() };
    nonlin_solve(system, start, &mut inverse, &options.nonlin)
}

impl Inverse for Krylov<'_> {
    fn solve(
        &mut self,
        system: &mut VectorFunction<'_>,
        at: &Start,
        tol: f64,
    ) -> Result<Array1<f64>> {
        let f_norm = norm(&at.fx);
        let omega = self.options.rdiff * max_norm(&at.x).max(1.0) / max_norm(&at.fx).max(1.0);
        let mut product = |v: &ArrayRef1<f64>| -> Result<Array1<f64>> {
            let step = omega / norm(v);
            Ok((system.value(&(&at.x + &(v * step)))? - &at.fx) / step)
        };
        let mut space = Space::new(&at.fx / f_norm);
        for k in 0..self.options.inner_m + self.earlier.len() {
            let direction = match self.earlier.get(k) {
                Some(earlier) => earlier.clone(),
                None if k == self.earlier.len() => space.basis[0].clone(),
                None => space.basis[k].clone(),
            };
            let image = product(&direction)?;
            if image.iter().any(|v| !v.is_finite()) {
                break;
            }
            if space.grow(direction, image) || space.residual.abs() <= tol {
                break;
            }
        }
        let solution = space.solution() * f_norm;
        let length = norm(&solution);
        if length.is_finite() && length > 0.0 {
            self.earlier.push_back(&solution / length);
            while self.earlier.len() > self.options.outer_k {
                self.earlier.pop_front();
            }
        }
        Ok(solution)
    }

    fn update(&mut self, _: &ArrayRef1<f64>, _: &ArrayRef1<f64>) {}
}

/// Directions whose images span a space with an orthonormal basis, and the triangle between them.
struct Space {
    directions: Vec<Array1<f64>>,
    basis: Vec<Array1<f64>>,
    /// Columns of the triangle.
    columns: Vec<Vec<f64>>,
    rotations: Vec<Rotation>,
    /// The right side, rotated.
    right: Vec<f64>,
    /// What is left of it.
    residual: f64,
}

impl Space {
    fn new(first: Array1<f64>) -> Self {
        let (directions, columns, rotations, right) = (vec![], vec![], vec![], vec![]);
        Self { directions, basis: vec![first], columns, rotations, right, residual: 1.0 }
    }

    /// Adds a direction with its image; tells whether the space has reached its end.
    fn grow(&mut self, direction: Array1<f64>, mut image: Array1<f64>) -> bool {
        let whole = norm(&image);
        let mut column: Vec<f64> = Vec::with_capacity(self.basis.len() + 1);
        for v in &self.basis {
            let product = v.dot(&image);
            image.scaled_add(-product, v);
            column.push(product);
        }
        let rest = norm(&image);
        for (k, rotation) in self.rotations.iter().enumerate() {
            (column[k], column[k + 1]) = rotation.apply(column[k], column[k + 1]);
        }
        let last = column.len() - 1;
        let rotation = Rotation::onto_first(column[last], rest);
        column[last] = rotation.apply(column[last], rest).0;
        let (right, residual) = rotation.apply(self.residual, 0.0);
        self.right.push(right);
        self.residual = residual;
        self.rotations.push(rotation);
        self.columns.push(column);
        self.directions.push(direction);
        let is_end = rest <= f64::EPSILON * whole;
        if !is_end {
            self.basis.push(image / rest);
        }
        is_end
    }

    fn solution(&self) -> Array1<f64> {
        let n = self.columns.len();
        let mut weights = self.right.clone();
        for j in (0..n).rev() {
            let known: f64 = (j + 1..n).map(|k| self.columns[k][j] * weights[k]).sum();
            let pivot = self.columns[j][j];
            weights[j] = if pivot == 0.0 { 0.0 } else { (weights[j] - known) / pivot };
        }
        let mut solution = Array1::zeros(self.basis[0].len());
        for (&weight, direction) in weights.iter().zip(&self.directions) {
            solution.scaled_add(weight, direction);
        }
        solution
    }
}

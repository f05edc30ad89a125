//! The constraints of a minimization in progress, evaluated together.

use ndarray::{Array1, Array2, ArrayRef1, Axis, s};
use onkai_core::{Error, Result};

use super::bounds::Bounds;
use super::constraint::{Constraint, ConstraintKind};
use super::problem::Problem;
use crate::differences::Differences;

/// All constraints of a problem, equalities first.
pub(crate) struct ConstraintSet<'a> {
    constraints: Vec<Constraint<'a>>,
    lengths: Vec<usize>,
    n_equalities: usize,
    bounds: Option<Bounds>,
    differences: Differences,
}

impl<'a> ConstraintSet<'a> {
    /// Takes the problem's constraints and evaluates them at `x`.
    pub(crate) fn take(problem: &mut Problem<'a>, x: &ArrayRef1<f64>) -> (Self, Array1<f64>) {
        let mut constraints = std::mem::take(&mut problem.constraints);
        constraints.sort_by_key(|c| c.kind == ConstraintKind::Inequality);
        let mut values = Vec::new();
        let mut lengths = Vec::new();
        let mut n_equalities = 0;
        for constraint in &mut constraints {
            let value = (constraint.fun)(x);
            lengths.push(value.len());
            if constraint.kind == ConstraintKind::Equality {
                n_equalities += value.len();
            }
            values.extend(value);
        }
        let (bounds, differences) = (problem.bounds.clone(), problem.differences);
        let set = Self { constraints, lengths, n_equalities, bounds, differences };
        (set, values.into())
    }

    pub(crate) fn n_equalities(&self) -> usize {
        self.n_equalities
    }

    /// The constraints' values at `x`.
    pub(crate) fn values(&mut self, x: &ArrayRef1<f64>) -> Result<Array1<f64>> {
        let mut values = Vec::with_capacity(self.lengths.iter().sum());
        for (constraint, &length) in self.constraints.iter_mut().zip(&self.lengths) {
            values.extend(checked_values(constraint, x, length)?);
        }
        Ok(values.into())
    }

    /// The constraints' derivatives at `x`, where their values are `values`: `[m, n]`.
    pub(crate) fn jacobian(
        &mut self,
        x: &ArrayRef1<f64>,
        values: &ArrayRef1<f64>,
    ) -> Result<Array2<f64>> {
        let n = x.len();
        let mut jacobian = Array2::zeros((values.len(), n));
        let mut start = 0;
        for (constraint, &length) in self.constraints.iter_mut().zip(&self.lengths) {
            let mut part = jacobian.slice_mut(s![start..start + length, ..]);
            let at = values.slice(s![start..start + length]);
            start += length;
            if let Some(given) = &mut constraint.jacobian {
                let given = given(x);
                if given.dim() != (length, n) {
                    let (expected, actual) = (vec![length, n], given.shape().to_vec());
                    return Err(Error::Shape { name: "constraint.jacobian", expected, actual });
                }
                part.assign(&given);
                continue;
            }
            // Every component asks for the same points, so that the first one's serve all.
            let mut seen: Vec<Array1<f64>> = Vec::new();
            let mut failure = None;
            let mut moved = x.to_owned();
            for (i, mut row) in part.axis_iter_mut(Axis(0)).enumerate() {
                let mut next = 0;
                let mut component = |x: &ArrayRef1<f64>| {
                    if i == 0 {
                        match checked_values(constraint, x, length) {
                            Ok(values) => seen.push(values),
                            Err(error) => failure = Some(error),
                        }
                    }
                    next += 1;
                    seen.get(next - 1).map_or(f64::NAN, |values| values[i])
                };
                let bounds = self.bounds.as_ref();
                self.differences.gradient_into(
                    &mut component,
                    (&mut moved, at[i]),
                    bounds,
                    &mut row,
                );
            }
            if let Some(error) = failure {
                return Err(error);
            }
        }
        Ok(jacobian)
    }

    /// By how much the worst constraint is violated, given all values.
    pub(crate) fn worst_violation(&self, values: &ArrayRef1<f64>) -> f64 {
        let of = |(i, &c): (usize, &f64)| match c {
            c if c.is_nan() => f64::INFINITY,
            c if i < self.n_equalities => c.abs(),
            c => -c,
        };
        values.iter().enumerate().map(of).fold(0.0, f64::max)
    }
}

fn checked_values(
    constraint: &mut Constraint<'_>,
    x: &ArrayRef1<f64>,
    length: usize,
) -> Result<Array1<f64>> {
    let value = (constraint.fun)(x);
    if value.len() != length {
        let (expected, actual) = (vec![length], vec![value.len()]);
        return Err(Error::Shape { name: "constraint", expected, actual });
    }
    Ok(value)
}

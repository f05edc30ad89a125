//! A vector function with its Jacobian matrix, as systems and residuals use it.

use std::fmt;

use ndarray::{Array1, Array2, ArrayRef1};
use onkai_core::{Error, Result, check_finite};

use crate::differences::{Differences, check_len};
use crate::minimize::Bounds;

pub(crate) type VectorClosure<'a> = Box<dyn FnMut(&ArrayRef1<f64>) -> Array1<f64> + 'a>;
pub(crate) type MatrixClosure<'a> = Box<dyn FnMut(&ArrayRef1<f64>) -> Array2<f64> + 'a>;

/// How a Jacobian matrix comes from values where it is not given.
#[derive(Clone, Debug)]
pub(crate) enum Steps {
    /// By [`Differences`] within bounds.
    Differences(Differences, Option<Bounds>),
    /// By MINPACK's rule, forward by `√ε |x|`, with zeros outside a band of so many lower and upper
    /// diagonals if one is told.
    Forward {
        /// The relative error of the function's values.
        eps: f64,
        /// Lower and upper diagonals.
        band: Option<(usize, usize)>,
    },
}

/// A function of `n` variables with `m` values, which counts its evaluations.
pub(crate) struct VectorFunction<'a> {
    fun: VectorClosure<'a>,
    jacobian: Option<MatrixClosure<'a>>,
    steps: Steps,
    m: Option<usize>,
    /// Evaluations of the function by the method itself.
    pub(crate) n_values: usize,
    /// Evaluations of the function for differences.
    pub(crate) n_difference_values: usize,
    /// Jacobian matrices, given or from differences.
    pub(crate) n_jacobians: usize,
}

impl fmt::Debug for VectorFunction<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("VectorFunction").field("m", &self.m).finish_non_exhaustive()
    }
}

impl<'a> VectorFunction<'a> {
    pub(crate) fn new(
        fun: VectorClosure<'a>,
        jacobian: Option<MatrixClosure<'a>>,
        steps: Steps,
    ) -> Self {
        let (n_values, n_difference_values, n_jacobians) = (0, 0, 0);
        Self { fun, jacobian, steps, m: None, n_values, n_difference_values, n_jacobians }
    }

    pub(crate) fn has_jacobian(&self) -> bool {
        self.jacobian.is_some()
    }

    /// All evaluations of the function.
    pub(crate) fn nfev(&self) -> usize {
        self.n_values + self.n_difference_values
    }

    /// The first value, which sets the length of all others and must be finite.
    pub(crate) fn first_value(&mut self, x0: &ArrayRef1<f64>) -> Result<Array1<f64>> {
        if x0.is_empty() {
            return Err(Error::TooShort { name: "x0", expected: 1, actual: 0 });
        }
        check_finite("x0", x0)?;
        let value = self.value(x0)?;
        if value.is_empty() {
            return Err(Error::TooShort { name: "fun(x0)", expected: 1, actual: 0 });
        }
        check_finite("fun(x0)", &value)?;
        self.m = Some(value.len());
        Ok(value)
    }

    pub(crate) fn value(&mut self, x: &ArrayRef1<f64>) -> Result<Array1<f64>> {
        self.n_values += 1;
        let value = (self.fun)(x);
        check_len("fun", &value, self.m.unwrap_or(value.len()))?;
        Ok(value)
    }

    /// The Jacobian matrix at `x`, where the value is `fx`.
    pub(crate) fn jacobian(
        &mut self,
        x: &ArrayRef1<f64>,
        fx: &ArrayRef1<f64>,
    ) -> Result<Array2<f64>> {
        self.n_jacobians += 1;
        if let Some(jacobian) = &mut self.jacobian {
            let matrix = jacobian(x);
            if matrix.dim() != (fx.len(), x.len()) {
                let (expected, actual) = (vec![fx.len(), x.len()], matrix.shape().to_vec());
                return Err(Error::Shape { name: "jacobian", expected, actual });
            }
            return Ok(matrix);
        }
        let (fun, count) = (&mut self.fun, &mut self.n_difference_values);
        let mut counted = |x: &ArrayRef1<f64>| {
            *count += 1;
            fun(x)
        };
        match &self.steps {
            Steps::Differences(differences, bounds) => {
                differences.jacobian(&mut counted, (x, fx), bounds.as_ref())
            }
            Steps::Forward { eps, band } => forward(&mut counted, (x, fx), *eps, *band),
        }
    }
}

/// MINPACK's forward differences: columns that a band keeps apart share an evaluation.
fn forward(
    fun: &mut dyn FnMut(&ArrayRef1<f64>) -> Array1<f64>,
    (x, fx): (&ArrayRef1<f64>, &ArrayRef1<f64>),
    eps: f64,
    band: Option<(usize, usize)>,
) -> Result<Array2<f64>> {
    let (m, n) = (fx.len(), x.len());
    let (lower, upper) = band.unwrap_or((n - 1, n - 1));
    let stride = (lower + upper + 1).min(n);
    let unit = eps.max(f64::EPSILON).sqrt();
    let step = |x: f64| if x == 0.0 { unit } else { unit * x.abs() };
    let dense = stride == n;
    let mut jacobian = Array2::zeros((m, n));
    let mut moved = x.to_owned();
    for first in 0..stride {
        for j in (first..n).step_by(stride) {
            moved[j] = x[j] + step(x[j]);
        }
        let value = fun(&moved);
        check_len("fun", &value, m)?;
        for j in (first..n).step_by(stride) {
            moved[j] = x[j];
            let (top, bottom) =
                if dense { (0, m) } else { (j.saturating_sub(upper), (j + lower + 1).min(m)) };
            for i in top..bottom {
                jacobian[[i, j]] = (value[i] - fx[i]) / step(x[j]);
            }
        }
    }
    Ok(jacobian)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_band_is_found_with_few_evaluations() {
        let fun = |x: &ArrayRef1<f64>| {
            Array1::from_shape_fn(x.len(), |i| {
                let left = if i > 0 { x[i - 1] } else { 0.0 };
                3.0 * x[i] * x[i] - left
            })
        };
        let x = Array1::linspace(1.0, 2.0, 9);
        let dense = Steps::Forward { eps: 0.0, band: None };
        let banded = Steps::Forward { eps: 0.0, band: Some((1, 0)) };
        let mut dense = VectorFunction::new(Box::new(fun), None, dense);
        let mut banded = VectorFunction::new(Box::new(fun), None, banded);
        let fx = dense.first_value(&x).unwrap();
        let difference = dense.jacobian(&x, &fx).unwrap() - banded.jacobian(&x, &fx).unwrap();
        assert!(difference.iter().all(|e| e.abs() < 1e-6));
        assert_eq!((dense.n_difference_values, banded.n_difference_values), (9, 2));
    }
}

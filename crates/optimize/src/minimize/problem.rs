//! A minimization in progress: its functions, counted, and the best point seen.

use std::ops::ControlFlow;

use ndarray::{Array1, Array2, ArrayRef1};
use onkai_core::{Error, Result};

use super::bounds::Bounds;
use super::constraint::{Constraint, MatrixFn, VectorFn};
use super::result::{OptimizeResult, Status};
use crate::differences::Differences;

/// The function to minimize.
pub(crate) type ObjectiveFn<'a> = Box<dyn FnMut(&ArrayRef1<f64>) -> f64 + 'a>;
/// The product of the Hessian at the first argument with the second.
pub(crate) type ProductFn<'a> =
    Box<dyn FnMut(&ArrayRef1<f64>, &ArrayRef1<f64>) -> Array1<f64> + 'a>;
/// What looks on and may stop.
pub(crate) type CallbackFn<'a> = Box<dyn FnMut(&Progress<'_>) -> ControlFlow<()> + 'a>;

/// Where a minimization stands after an iteration.
#[derive(Debug)]
pub struct Progress<'p> {
    /// The point, `[n]`.
    pub x: &'p ArrayRef1<f64>,
    /// The value there.
    pub fun: f64,
    /// Iterations so far.
    pub nit: usize,
    /// Evaluations so far.
    pub nfev: usize,
}

/// The functions of a problem; only the objective is there always.
pub(crate) struct Functions<'a> {
    pub(crate) objective: ObjectiveFn<'a>,
    pub(crate) gradient: Option<VectorFn<'a>>,
    pub(crate) hessian: Option<MatrixFn<'a>>,
    pub(crate) product: Option<ProductFn<'a>>,
    pub(crate) callback: Option<CallbackFn<'a>>,
}

/// The point, its value and the iteration with which a method ends, and why it does.
pub(crate) struct End {
    pub(crate) x: Array1<f64>,
    pub(crate) fun: f64,
    pub(crate) jac: Option<Array1<f64>>,
    pub(crate) nit: usize,
    pub(crate) status: Status,
}

/// A minimization in progress.
pub(crate) struct Problem<'a> {
    functions: Functions<'a>,
    /// What must hold of the variables; methods that take none are not called with any.
    pub(crate) constraints: Vec<Constraint<'a>>,
    /// The box of the variables.
    pub(crate) bounds: Option<Bounds>,
    /// How derivatives are made where they are not given.
    pub(crate) differences: Differences,
    best: (Array1<f64>, f64),
    /// Where differences are taken.
    moved: Array1<f64>,
    nfev: usize,
    njev: usize,
    nhev: usize,
}

impl<'a> Problem<'a> {
    pub(crate) fn new(functions: Functions<'a>, x0: &ArrayRef1<f64>) -> Self {
        Self {
            functions,
            constraints: Vec::new(),
            bounds: None,
            differences: Differences::default(),
            best: (x0.to_owned(), f64::INFINITY),
            moved: x0.to_owned(),
            nfev: 0,
            njev: 0,
            nhev: 0,
        }
    }

    /// How often the objective was evaluated, for differences included.
    pub(crate) fn nfev(&self) -> usize {
        self.nfev
    }

    /// Whether the gradient is given.
    pub(crate) fn has_gradient(&self) -> bool {
        self.functions.gradient.is_some()
    }

    /// Whether the Hessian is given.
    pub(crate) fn has_hessian(&self) -> bool {
        self.functions.hessian.is_some()
    }

    /// Whether products with the Hessian are given.
    pub(crate) fn has_product(&self) -> bool {
        self.functions.product.is_some()
    }

    /// The objective at `x`.
    pub(crate) fn value(&mut self, x: &ArrayRef1<f64>) -> f64 {
        self.nfev += 1;
        let fun = (self.functions.objective)(x);
        if fun < self.best.1 {
            self.best.0.assign(x);
            self.best.1 = fun;
        }
        fun
    }

    /// The gradient at `x`, where the value is `fun`: the one given, else differences.
    pub(crate) fn gradient_into(
        &mut self,
        x: &ArrayRef1<f64>,
        fun: f64,
        out: &mut ArrayRef1<f64>,
    ) -> Result<()> {
        self.njev += 1;
        if let Some(gradient) = &mut self.functions.gradient {
            out.assign(&checked("gradient", gradient(x), &[x.len()])?);
            return Ok(());
        }
        self.moved.assign(x);
        let Self { functions, nfev, .. } = self;
        let mut value = |x: &ArrayRef1<f64>| {
            *nfev += 1;
            (functions.objective)(x)
        };
        let at = (&mut self.moved, fun);
        self.differences.gradient_into(&mut value, at, self.bounds.as_ref(), out);
        Ok(())
    }

    /// The gradient at `x` in an array of its own.
    pub(crate) fn gradient(&mut self, x: &ArrayRef1<f64>, fun: f64) -> Result<Array1<f64>> {
        let mut out = Array1::zeros(x.len());
        self.gradient_into(x, fun, &mut out)?;
        Ok(out)
    }

    /// The Hessian at `x`, if it is given.
    pub(crate) fn hessian(&mut self, x: &ArrayRef1<f64>) -> Result<Option<Array2<f64>>> {
        let Some(hessian) = &mut self.functions.hessian else { return Ok(None) };
        self.nhev += 1;
        checked("hessian", hessian(x), &[x.len(), x.len()]).map(Some)
    }

    /// The product of the Hessian at `x` with `v`, if products are given.
    pub(crate) fn product(
        &mut self,
        x: &ArrayRef1<f64>,
        v: &ArrayRef1<f64>,
    ) -> Result<Option<Array1<f64>>> {
        let Some(product) = &mut self.functions.product else { return Ok(None) };
        self.nhev += 1;
        checked("hessian_product", product(x, v), &[x.len()]).map(Some)
    }

    /// Tells the callback of an iteration; whether to go on.
    pub(crate) fn report(&mut self, x: &ArrayRef1<f64>, fun: f64, nit: usize) -> ControlFlow<()> {
        match &mut self.functions.callback {
            Some(callback) => callback(&Progress { x, fun, nit, nfev: self.nfev }),
            None => ControlFlow::Continue(()),
        }
    }

    /// The best point seen and its value, unless the given one is as low.
    pub(crate) fn lowest(&self, point: (Array1<f64>, f64)) -> (Array1<f64>, f64) {
        let is_lower = self.best.1 < point.1 || (point.1.is_nan() && self.best.1 < f64::INFINITY);
        if is_lower { self.best.clone() } else { point }
    }

    /// The result, with the counts; `end` as it is.
    pub(crate) fn result(&self, end: End) -> OptimizeResult {
        OptimizeResult {
            x: end.x,
            fun: end.fun,
            jac: end.jac,
            hess: None,
            hess_inv: None,
            simplex: None,
            directions: None,
            multipliers: None,
            max_violation: None,
            nfev: self.nfev,
            njev: self.njev,
            nhev: self.nhev,
            nit: end.nit,
            status: end.status,
        }
    }

    /// The result, with the best point seen in place of `end`'s if that has not converged.
    ///
    /// For methods without constraints, whose points differ in nothing but their values.
    pub(crate) fn best_result(&mut self, mut end: End) -> Result<OptimizeResult> {
        if !end.status.is_success() {
            let last = end.fun;
            (end.x, end.fun) = self.lowest((end.x, end.fun));
            if end.jac.is_some() && end.fun != last && !end.fun.is_nan() {
                end.jac = Some(self.gradient(&end.x, end.fun)?);
            }
        }
        Ok(self.result(end))
    }
}

/// How long a method without gradients may take.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limit {
    pub(crate) maxiter: usize,
    pub(crate) maxfun: usize,
}

impl Limit {
    /// `default` for both if none is given; for one that is given, the other is boundless.
    pub(crate) fn new(maxiter: Option<usize>, maxfun: Option<usize>, default: usize) -> Self {
        let other = if maxiter.is_none() && maxfun.is_none() { default } else { usize::MAX };
        let or = |limit: Option<usize>| limit.unwrap_or(other);
        Self { maxiter: or(maxiter), maxfun: or(maxfun) }
    }
}

/// What a caller's function gave, unless its shape is wrong.
fn checked<D: ndarray::Dimension>(
    name: &'static str,
    array: ndarray::Array<f64, D>,
    expected: &[usize],
) -> Result<ndarray::Array<f64, D>> {
    if array.shape() == expected {
        return Ok(array);
    }
    Err(Error::Shape { name, expected: expected.to_vec(), actual: array.shape().to_vec() })
}

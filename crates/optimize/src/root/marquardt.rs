//! Systems of equations by least squares.
//!
//! Counterpart of `scipy.optimize.root(method="lm")`.

use ndarray::Array1;
use onkai_core::Result;

use super::factors::QrFactors;
use super::system::{RootResult, RootStatus, Start};
use crate::least_squares::{LmEnd, LmSettings, levenberg_marquardt};
use crate::vector_function::VectorFunction;

/// Options of [`RootMethod::Lm`](crate::RootMethod::Lm); the defaults are those of SciPy.
#[derive(Clone, Debug, PartialEq)]
pub struct RootLmOptions {
    /// Ends where the sum of squares changes relatively by less; default 1.49012e-8.
    pub ftol: f64,
    /// Ends where the variables change relatively by less; default 1.49012e-8.
    pub xtol: f64,
    /// Ends where the cosine between the values and each column of the Jacobian is less; default 0.
    pub gtol: f64,
    /// At most so many evaluations; default `200 (n + 1)`, with a given Jacobian `100 (n + 1)`.
    pub maxfev: Option<usize>,
    /// The relative error of the function's values, of which steps are the root.
    pub eps: f64,
    /// The first trust region is this multiple of `‖diag x₀‖`; default 100.
    pub factor: f64,
    /// Positive scales of the variables, `[n]`; by default the norms of the Jacobian's columns.
    pub diag: Option<Array1<f64>>,
}

impl Default for RootLmOptions {
    fn default() -> Self {
        let (ftol, xtol) = (1.49012e-8, 1.49012e-8);
        Self { ftol, xtol, gtol: 0.0, maxfev: None, eps: 0.0, factor: 100.0, diag: None }
    }
}

pub(super) fn marquardt(
    system: &mut VectorFunction<'_>,
    start: Start,
    options: &RootLmOptions,
) -> Result<RootResult> {
    let per_variable = if system.has_jacobian() { 100 } else { 200 };
    let settings = LmSettings {
        ftol: options.ftol,
        xtol: options.xtol,
        gtol: options.gtol,
        maxfev: options.maxfev.unwrap_or(per_variable * (start.x.len() + 1)),
        count_differences: true,
        factor: options.factor,
        diag: options.diag.clone(),
    };
    let fit = levenberg_marquardt(system, (start.x, start.fx), &settings)?;
    let status = match fit.end {
        LmEnd::SmallReduction => RootStatus::SmallReduction,
        LmEnd::SmallStep | LmEnd::Both => RootStatus::Converged,
        LmEnd::Orthogonal => RootStatus::Orthogonal,
        LmEnd::EvaluationLimit => RootStatus::EvaluationLimit,
        LmEnd::ToleranceTooSmall => RootStatus::ToleranceTooSmall,
        LmEnd::NotFinite => RootStatus::Breakdown,
    };
    let factors =
        fit.factors.map(|f| QrFactors { qtf: f.q.t().dot(&fit.fx), q: f.q, r: f.r, p: f.p });
    let njev = if system.has_jacobian() { system.n_jacobians } else { 0 };
    let (x, fun, nit) = (fit.x, fit.fx, fit.n_iter);
    Ok(RootResult { x, fun, factors, nfev: system.nfev(), njev, nit, status })
}

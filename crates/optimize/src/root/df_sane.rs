//! Spectral residuals without derivatives.
//!
//! Counterpart of `scipy.optimize.root(method="df-sane")` with its default line search.

use std::collections::VecDeque;

use ndarray::Array1;
use onkai_core::{Error, Result};

use super::system::{RootResult, RootStatus, Start};
use crate::vector_function::VectorFunction;
use crate::vectors::norm;

/// Options of [`RootMethod::DfSane`](crate::RootMethod::DfSane); the defaults are those of SciPy.
///
/// # References
///
/// W. La Cruz, J. M. Martínez, M. Raydan, "Spectral residual method without gradient information for
/// solving large-scale nonlinear systems of equations", Math. Comp. 75, 2006.
/// <https://doi.org/10.1090/S0025-5718-06-01840-0>
#[derive(Clone, Debug, PartialEq)]
pub struct DfSaneOptions {
    /// Ends where the norm of the values is less than `ftol` times the first one plus `fatol`;
    /// default 1e-8.
    pub ftol: f64,
    /// See `ftol`; default 1e-300.
    pub fatol: f64,
    /// At most so many evaluations; default 1000.
    pub maxfev: usize,
    /// Values of which the largest may be reached again, at least 1; default 10.
    pub memory: usize,
    /// The spectral coefficient stays between this and its reciprocal; default 1e-10.
    pub sigma_eps: f64,
    /// The first spectral coefficient; default 1.
    pub sigma_0: f64,
}

impl Default for DfSaneOptions {
    fn default() -> Self {
        let (ftol, fatol) = (1e-8, 1e-300);
        Self { ftol, fatol, maxfev: 1000, memory: 10, sigma_eps: 1e-10, sigma_0: 1.0 }
    }
}

impl DfSaneOptions {
    fn check(&self) -> Result<()> {
        for (name, tol) in [("ftol", self.ftol), ("fatol", self.fatol)] {
            if tol.is_nan() || tol < 0.0 {
                return Err(Error::parameter(name, tol, "0 or more"));
            }
        }
        for (name, n) in [("maxfev", self.maxfev), ("memory", self.memory)] {
            if n == 0 {
                return Err(Error::parameter(name, 0.0, "at least 1"));
            }
        }
        if self.sigma_eps.is_nan() || self.sigma_eps <= 0.0 || self.sigma_eps >= 1.0 {
            return Err(Error::parameter("sigma_eps", self.sigma_eps, "between 0 and 1"));
        }
        if !self.sigma_0.is_finite() || self.sigma_0 == 0.0 {
            return Err(Error::parameter("sigma_0", self.sigma_0, "finite and not 0"));
        }
        Ok(())
    }
}

pub(super) fn df_sane(
    system: &mut VectorFunction<'_>,
    start: Start,
    options: &DfSaneOptions,
) -> Result<RootResult> {
    options.check()?;
    let first = norm(&start.fx);
    let mut at = start;
    let mut sigma = options.sigma_0;
    let mut squares = VecDeque::from([first * first]);
    let mut nit = 0;
    let status = loop {
        let f_norm = norm(&at.fx);
        if f_norm == 0.0 || f_norm < options.ftol * first + options.fatol {
            break RootStatus::Converged;
        }
        let modulus = sigma.abs().min(options.sigma_eps.recip()).max(options.sigma_eps);
        let direction = &at.fx * -modulus.copysign(sigma);
        let slack = first * first / ((1 + nit) as f64).powi(2);
        let limit = squares.iter().fold(0.0_f64, |max, &f| max.max(f)) + slack;
        let Some(next) = search(system, &at, &direction, (limit, options.maxfev))? else {
            break RootStatus::EvaluationLimit;
        };
        let (dx, df) = (&next.x - &at.x, &next.fx - &at.fx);
        sigma = dx.dot(&dx) / dx.dot(&df);
        if sigma.is_nan() {
            break RootStatus::Breakdown;
        }
        at = next;
        squares.push_back(at.fx.dot(&at.fx));
        if squares.len() > options.memory {
            squares.pop_front();
        }
        nit += 1;
    };
    let nfev = system.nfev();
    Ok(RootResult { x: at.x, fun: at.fx, factors: None, nfev, njev: 0, nit, status })
}

/// Steps along the direction and against it, shorter and shorter, until the sum of squares is below
/// the limit; nothing where evaluations are used up.
fn search(
    system: &mut VectorFunction<'_>,
    at: &Start,
    direction: &Array1<f64>,
    (limit, maxfev): (f64, usize),
) -> Result<Option<Start>> {
    const DECREASE: f64 = 1e-4;
    let square = at.fx.dot(&at.fx);
    let mut lengths = [1.0_f64, 1.0];
    loop {
        let mut shorter = lengths;
        for (side, sign) in [1.0, -1.0].into_iter().enumerate() {
            if system.nfev() >= maxfev {
                return Ok(None);
            }
            let length = lengths[side];
            let x = &at.x + &(direction * (sign * length));
            let fx = system.value(&x)?;
            let value = fx.dot(&fx);
            if value <= limit - DECREASE * length * length * square {
                return Ok(Some(Start { x, fx }));
            }
            let parabola = length * length * square / (value + (2.0 * length - 1.0) * square);
            shorter[side] = if parabola.is_finite() {
                parabola.max(0.1 * length).min(0.5 * length)
            } else {
                0.1 * length
            };
        }
        lengths = shorter;
    }
}

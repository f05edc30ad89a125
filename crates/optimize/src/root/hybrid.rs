//! Powell's hybrid method with Broyden's corrections of the Jacobian matrix.
//!
//! Counterpart of `scipy.optimize.root(method="hybr")` and `fsolve`, that is MINPACK's `hybrd` and
//! `hybrj`.

use ndarray::Array1;
use onkai_core::{Error, Result, check_positive};

use super::dogleg::dogleg;
use super::factors::QrFactors;
use super::system::{RootResult, RootStatus, Start};
use crate::minpack::{Scaling, check_diag};
use crate::vector_function::VectorFunction;
use crate::vectors::norm;

/// Options of [`RootMethod::Hybr`](crate::RootMethod::Hybr); the defaults are those of SciPy.
///
/// # References
///
/// J. J. Moré, B. S. Garbow, K. E. Hillstrom, *User Guide for MINPACK-1*, Argonne National
/// Laboratory report ANL-80-74, 1980. <https://doi.org/10.2172/6997568>
#[derive(Clone, Debug, PartialEq)]
pub struct HybrOptions {
    /// Ends where the relative error between two iterates is at most this; default 1.49012e-8.
    pub xtol: f64,
    /// At most so many evaluations; default `200 (n + 1)`, with a given Jacobian `100 (n + 1)`.
    pub maxfev: Option<usize>,
    /// Lower and upper diagonals of a banded Jacobian matrix.
    pub band: Option<(usize, usize)>,
    /// The relative error of the function's values, of which steps are the root.
    pub eps: f64,
    /// The first trust region is this multiple of `‖diag x₀‖`; default 100.
    pub factor: f64,
    /// Positive scales of the variables, `[n]`; by default the norms of the Jacobian's columns.
    pub diag: Option<Array1<f64>>,
}

impl Default for HybrOptions {
    fn default() -> Self {
        let (maxfev, band, diag) = (None, None, None);
        Self { xtol: 1.49012e-8, maxfev, band, eps: f64::EPSILON, factor: 100.0, diag }
    }
}

impl HybrOptions {
    fn check(&self, n: usize) -> Result<()> {
        if self.xtol.is_nan() || self.xtol < 0.0 {
            return Err(Error::parameter("xtol", self.xtol, "0 or more"));
        }
        if self.eps.is_nan() || self.eps < 0.0 {
            return Err(Error::parameter("eps", self.eps, "0 or more"));
        }
        if self.maxfev == Some(0) {
            return Err(Error::parameter("maxfev", 0.0, "at least 1"));
        }
        check_positive("factor", self.factor)?;
        check_diag(self.diag.as_ref(), n)
    }
}

/// What the iteration is at.
struct State {
    x: Array1<f64>,
    fx: Array1<f64>,
    f_norm: f64,
    scaling: Scaling,
    n_iter: usize,
    /// Successes and failures in a row.
    n_good: usize,
    n_bad: usize,
    /// Iterations, and Jacobian matrices, that brought little.
    n_slow: usize,
    n_slow_jacobians: usize,
}

pub(super) fn hybrid(
    system: &mut VectorFunction<'_>,
    start: Start,
    options: &HybrOptions,
) -> Result<RootResult> {
    let n = start.x.len();
    options.check(n)?;
    let per_variable = if system.has_jacobian() { 100 } else { 200 };
    let maxfev = options.maxfev.unwrap_or(per_variable * (n + 1));
    let mut state = State {
        f_norm: norm(&start.fx),
        x: start.x,
        fx: start.fx,
        scaling: Scaling::new(n),
        n_iter: 1,
        n_good: 0,
        n_bad: 0,
        n_slow: 0,
        n_slow_jacobians: 0,
    };
    let mut last_factors = None;
    let status = loop {
        let jacobian = system.jacobian(&state.x, &state.fx)?;
        if jacobian.iter().any(|j| !j.is_finite()) {
            break RootStatus::Breakdown;
        }
        let columns: Array1<f64> = jacobian.columns().into_iter().map(|c| norm(&c)).collect();
        state.scaling.update(&columns, &state.x, options.diag.as_ref(), options.factor);
        let factors = last_factors.insert(QrFactors::of_square(&jacobian, &state.fx)?);
        let mut is_new = true;
        let status = loop {
            if let Some(status) = state.step(system, factors, is_new, (options.xtol, maxfev))? {
                break Some(status);
            }
            if state.n_bad == 2 {
                break None;
            }
            is_new = false;
        };
        if let Some(status) = status {
            break status;
        }
    };
    let njev = if system.has_jacobian() { system.n_jacobians } else { 0 };
    let State { x, fx: fun, n_iter: nit, .. } = state;
    Ok(RootResult { x, fun, factors: last_factors, nfev: system.nfev(), njev, nit, status })
}

impl State {
    /// One step, whether it is taken or not, and the correction of the factors by what it told.
    fn step(
        &mut self,
        system: &mut VectorFunction<'_>,
        factors: &mut QrFactors,
        is_new: bool,
        (xtol, maxfev): (f64, usize),
    ) -> Result<Option<RootStatus>> {
        let step = -dogleg(&factors.r, &factors.qtf, &self.scaling.diag, self.scaling.delta);
        let scaled_step = &self.scaling.diag * &step;
        let step_norm = norm(&scaled_step);
        if !step_norm.is_finite() {
            return Ok(Some(RootStatus::Breakdown));
        }
        if self.n_iter == 1 {
            self.scaling.delta = self.scaling.delta.min(step_norm);
        }
        let x = &self.x + &step;
        let fx = system.value(&x)?;
        let f_norm = norm(&fx);
        let actual = if f_norm < self.f_norm { 1.0 - (f_norm / self.f_norm).powi(2) } else { -1.0 };
        let model = &factors.qtf + &factors.r.dot(&step);
        let model_norm = norm(&model);
        let predicted =
            if model_norm < self.f_norm { 1.0 - (model_norm / self.f_norm).powi(2) } else { 0.0 };
        let ratio = if predicted > 0.0 { actual / predicted } else { 0.0 };
        self.resize(ratio, step_norm);
        let is_finite = f_norm.is_finite();
        let qtf = factors.q.t().dot(&fx);
        let u = (&qtf - &model) / step_norm;
        if ratio >= 1e-4 {
            factors.qtf = qtf;
            self.scaling.measure(&x);
            (self.x, self.fx, self.f_norm) = (x, fx, f_norm);
            self.n_iter += 1;
        }
        if let Some(status) =
            self.verdict(actual, is_new, step_norm, (xtol, system.nfev() >= maxfev))
        {
            return Ok(Some(status));
        }
        if self.n_bad < 2 && is_finite {
            let v = &self.scaling.diag * &scaled_step / step_norm;
            factors.correct(u, &v);
        }
        Ok(None)
    }

    /// The trust region for the next step.
    fn resize(&mut self, ratio: f64, step_norm: f64) {
        if ratio < 0.1 {
            (self.n_good, self.n_bad) = (0, self.n_bad + 1);
            self.scaling.delta *= 0.5;
            return;
        }
        (self.n_good, self.n_bad) = (self.n_good + 1, 0);
        if ratio >= 0.5 || self.n_good > 1 {
            self.scaling.delta = self.scaling.delta.max(2.0 * step_norm);
        }
        if (ratio - 1.0).abs() <= 0.1 {
            self.scaling.delta = 2.0 * step_norm;
        }
    }

    fn verdict(
        &mut self,
        actual: f64,
        is_new: bool,
        step_norm: f64,
        (xtol, no_more): (f64, bool),
    ) -> Option<RootStatus> {
        self.n_slow = if actual >= 1e-3 { 0 } else { self.n_slow + 1 };
        self.n_slow_jacobians += usize::from(is_new);
        if actual >= 0.1 {
            self.n_slow_jacobians = 0;
        }
        if self.scaling.delta <= xtol * self.scaling.x_norm || self.f_norm == 0.0 {
            Some(RootStatus::Converged)
        } else if self.n_slow == 10 {
            Some(RootStatus::SlowIterations)
        } else if self.n_slow_jacobians == 5 {
            Some(RootStatus::SlowJacobians)
        } else if 0.1 * (0.1 * self.scaling.delta).max(step_norm)
            <= f64::EPSILON * self.scaling.x_norm
        {
            Some(RootStatus::ToleranceTooSmall)
        } else if no_more {
            Some(RootStatus::EvaluationLimit)
        } else {
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use ndarray::{ArrayRef1, array};

    use super::*;
    use crate::{RootMethod, RootOptions, root};

    fn run(options: HybrOptions) -> Result<RootResult> {
        let f = |x: &ArrayRef1<f64>| array![x[0] * x[0] - 2.0, x[1] - x[0]];
        let options = RootOptions { method: RootMethod::Hybr(options), tol: None };
        root(f, &array![1.0, 1.0], &options)
    }

    #[test]
    fn the_factors_are_of_the_jacobian() {
        let result = run(HybrOptions::default()).unwrap();
        let factors = result.factors.unwrap();
        let difference =
            factors.q.dot(&factors.r) - array![[2.0 * 2.0_f64.sqrt(), 0.0], [-1.0, 1.0]];
        assert!(difference.iter().all(|e| e.abs() < 0.3), "{difference}");
        assert!((factors.q.t().dot(&result.fun) - factors.qtf).iter().all(|e| e.abs() < 1e-12));
    }

    #[test]
    fn options_out_of_range_are_refused() {
        let default = HybrOptions::default();
        for options in [
            HybrOptions { xtol: -1.0, ..default.clone() },
            HybrOptions { eps: f64::NAN, ..default.clone() },
            HybrOptions { maxfev: Some(0), ..default.clone() },
            HybrOptions { factor: 0.0, ..default.clone() },
        ] {
            assert!(matches!(run(options).unwrap_err(), Error::Parameter { .. }));
        }
        let error = run(HybrOptions { diag: Some(array![1.0]), ..default.clone() }).unwrap_err();
        assert!(matches!(error, Error::Shape { name: "diag", .. }));
        let error =
            run(HybrOptions { diag: Some(array![1.0, 0.0]), ..default.clone() }).unwrap_err();
        assert!(matches!(error, Error::Values { name: "diag", .. }));
        let limited = run(HybrOptions { maxfev: Some(4), ..default }).unwrap();
        assert_eq!(limited.status, RootStatus::EvaluationLimit);
    }
}

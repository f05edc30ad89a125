//! Levenberg and Marquardt's method in a trust region.
//!
//! Counterpart of `scipy.optimize.leastsq`, that is MINPACK's `lmder` and `lmdif`.

use ndarray::{Array1, ArrayRef1};
use onkai_core::{Error, Result, check_positive};
use onkai_linalg::{PivotedQr, QrForm, qr_pivoted};

use super::lm_parameter::{Factored, damped_step};
use crate::minpack::{Scaling, check_diag};
use crate::vector_function::VectorFunction;
use crate::vectors::norm;

/// What the method is told by those who use it.
#[derive(Clone, Debug)]
pub(crate) struct LmSettings {
    pub(crate) ftol: f64,
    pub(crate) xtol: f64,
    pub(crate) gtol: f64,
    pub(crate) maxfev: usize,
    /// Whether evaluations for differences count for `maxfev`.
    pub(crate) count_differences: bool,
    pub(crate) factor: f64,
    pub(crate) diag: Option<Array1<f64>>,
}

/// Why it ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LmEnd {
    SmallReduction,
    SmallStep,
    Both,
    Orthogonal,
    EvaluationLimit,
    ToleranceTooSmall,
    NotFinite,
}

/// Where it ended.
#[derive(Debug)]
pub(crate) struct LmFit {
    pub(crate) x: Array1<f64>,
    pub(crate) fx: Array1<f64>,
    /// Of the last Jacobian matrix.
    pub(crate) factors: Option<PivotedQr<f64>>,
    pub(crate) n_iter: usize,
    pub(crate) end: LmEnd,
}

impl LmSettings {
    fn check(&self, m: usize, n: usize) -> Result<()> {
        for (name, tol) in [("ftol", self.ftol), ("xtol", self.xtol), ("gtol", self.gtol)] {
            if tol.is_nan() || tol < 0.0 {
                return Err(Error::parameter(name, tol, "0 or more"));
            }
        }
        if self.maxfev == 0 {
            return Err(Error::parameter("maxfev", 0.0, "at least 1"));
        }
        check_positive("factor", self.factor)?;
        check_diag(self.diag.as_ref(), n)?;
        if m < n {
            // Fewer residuals than variables leave the triangle without its last rows.
            return Err(Error::TooShort { name: "fun(x0)", expected: n, actual: m });
        }
        Ok(())
    }
}

struct State<'a> {
    settings: &'a LmSettings,
    x: Array1<f64>,
    fx: Array1<f64>,
    f_norm: f64,
    scaling: Scaling,
    par: f64,
    n_iter: usize,
}

pub(crate) fn levenberg_marquardt(
    system: &mut VectorFunction<'_>,
    (x, fx): (Array1<f64>, Array1<f64>),
    settings: &LmSettings,
) -> Result<LmFit> {
    settings.check(fx.len(), x.len())?;
    let mut state = State {
        settings,
        f_norm: norm(&fx),
        scaling: Scaling::new(x.len()),
        x,
        fx,
        par: 0.0,
        n_iter: 1,
    };
    let mut last_factors = None;
    let end = loop {
        let jacobian = system.jacobian(&state.x, &state.fx)?;
        if jacobian.iter().any(|j| !j.is_finite()) {
            break LmEnd::NotFinite;
        }
        let columns: Array1<f64> = jacobian.columns().into_iter().map(|c| norm(&c)).collect();
        let factors = last_factors.insert(qr_pivoted(&jacobian, QrForm::Economic)?);
        state.scaling.update(&columns, &state.x, settings.diag.as_ref(), settings.factor);
        let qtf = factors.q.t().dot(&state.fx);
        let gradient = state.largest_cosine(factors, &qtf, &columns);
        if gradient <= settings.gtol {
            break LmEnd::Orthogonal;
        }
        if let Some(end) = state.steps(system, (factors, &qtf), gradient)? {
            break end;
        }
    };
    Ok(LmFit { x: state.x, fx: state.fx, factors: last_factors, n_iter: state.n_iter, end })
}

impl State<'_> {
    /// The largest cosine of an angle between the residuals and a column of the Jacobian.
    fn largest_cosine(
        &self,
        factors: &PivotedQr<f64>,
        qtf: &ArrayRef1<f64>,
        columns: &ArrayRef1<f64>,
    ) -> f64 {
        if self.f_norm == 0.0 {
            return 0.0;
        }
        let products = factors.r.t().dot(qtf);
        let cosines = products.iter().zip(&factors.p).filter(|&(_, &p)| columns[p] != 0.0);
        cosines.fold(0.0, |max, (g, &p)| max.max((g / self.f_norm / columns[p]).abs()))
    }

    /// Steps with one Jacobian matrix until one is taken, or an end is reached.
    fn steps(
        &mut self,
        system: &mut VectorFunction<'_>,
        (factors, qtf): (&PivotedQr<f64>, &ArrayRef1<f64>),
        gradient: f64,
    ) -> Result<Option<LmEnd>> {
        loop {
            let problem =
                Factored { r: &factors.r, p: &factors.p, b: qtf, diag: &self.scaling.diag };
            let damped = damped_step(problem, self.scaling.delta, self.par);
            self.par = damped.par;
            let step = -damped.step;
            let step_norm = norm(&(&self.scaling.diag * &step));
            if !step_norm.is_finite() {
                return Ok(Some(LmEnd::NotFinite));
            }
            if self.n_iter == 1 {
                self.scaling.delta = self.scaling.delta.min(step_norm);
            }
            let x = &self.x + &step;
            let fx = system.value(&x)?;
            let f_norm = norm(&fx);
            // Values that are not finite count as much too large ones.
            let f_norm = if f_norm.is_finite() { f_norm } else { f64::INFINITY };
            let ordered: Array1<f64> = factors.p.iter().map(|&p| step[p]).collect();
            let linear = norm(&factors.r.dot(&ordered)) / self.f_norm;
            let damping = self.par.sqrt() * step_norm / self.f_norm;
            let reduction = Reduction::new((self.f_norm, f_norm), linear, damping);
            self.resize(&reduction, step_norm, 0.1 * f_norm >= self.f_norm);
            if reduction.ratio >= 1e-4 {
                self.scaling.measure(&x);
                (self.x, self.fx, self.f_norm) = (x, fx, f_norm);
                self.n_iter += 1;
            }
            let end = self.verdict(&reduction, gradient, system);
            if end.is_some() || reduction.ratio >= 1e-4 {
                return Ok(end);
            }
        }
    }

    /// The trust region and the parameter for the next step.
    fn resize(&mut self, reduction: &Reduction, step_norm: f64, is_far_off: bool) {
        if reduction.ratio <= 0.25 {
            let slope = reduction.slope;
            let shrink = if reduction.actual >= 0.0 {
                0.5
            } else {
                0.5 * slope / (slope + 0.5 * reduction.actual)
            };
            let shrink = if is_far_off || shrink < 0.1 { 0.1 } else { shrink };
            self.scaling.delta = shrink * self.scaling.delta.min(10.0 * step_norm);
            self.par /= shrink;
        } else if self.par == 0.0 || reduction.ratio >= 0.75 {
            self.scaling.delta = 2.0 * step_norm;
            self.par *= 0.5;
        }
    }

    fn verdict(
        &self,
        reduction: &Reduction,
        gradient: f64,
        system: &VectorFunction<'_>,
    ) -> Option<LmEnd> {
        let nfev = if self.settings.count_differences { system.nfev() } else { system.n_values };
        let little = self.scaling.delta <= self.settings.xtol * self.scaling.x_norm;
        match (reduction.is_within(self.settings.ftol), little) {
            (true, true) => Some(LmEnd::Both),
            (true, false) => Some(LmEnd::SmallReduction),
            (false, true) => Some(LmEnd::SmallStep),
            _ if reduction.is_within(f64::EPSILON)
                || self.scaling.delta <= f64::EPSILON * self.scaling.x_norm
                || gradient <= f64::EPSILON =>
            {
                Some(LmEnd::ToleranceTooSmall)
            }
            _ if nfev >= self.settings.maxfev => Some(LmEnd::EvaluationLimit),
            _ => None,
        }
    }
}

/// By how much a step reduces the sum of squares, relatively.
struct Reduction {
    actual: f64,
    predicted: f64,
    /// The directional derivative.
    slope: f64,
    ratio: f64,
}

impl Reduction {
    fn new((old, new): (f64, f64), linear: f64, damping: f64) -> Self {
        let actual = if 0.1 * new < old { 1.0 - (new / old).powi(2) } else { -1.0 };
        let predicted = linear.powi(2) + 2.0 * damping.powi(2);
        let slope = -(linear.powi(2) + damping.powi(2));
        let ratio = if predicted == 0.0 { 0.0 } else { actual / predicted };
        Self { actual, predicted, slope, ratio }
    }

    fn is_within(&self, tol: f64) -> bool {
        self.actual.abs() <= tol && self.predicted <= tol && 0.5 * self.ratio <= 1.0
    }
}

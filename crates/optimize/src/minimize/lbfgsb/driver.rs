//! The iteration of L-BFGS-B.
//!
//! Counterpart of `scipy.optimize.minimize(method="L-BFGS-B")`.

use ndarray::{Array1, Zip};
use onkai_core::{Error, Result, check_positive};

use super::cauchy::cauchy;
use super::memory::Memory;
use super::subspace::minimize_free;
use crate::line_search::{Answer, Limits, MoreThuente, Sample};
use crate::minimize::{Bounds, End, InverseHessian, OptimizeResult, Problem, Status};

/// Options of [`Method::LBfgsB`](crate::Method::LBfgsB); the default is SciPy's.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_optimize::{LBfgsBOptions, Method, MinimizeOptions, minimize, rosen};
/// let method = Some(Method::LBfgsB(LBfgsBOptions { max_correction: 4, ..Default::default() }));
/// let options = MinimizeOptions { method, ..Default::default() };
/// let result = minimize(rosen, &array![-1.2, 1.0], &options)?;
/// assert!(result.success() && result.fun < 1e-5);
/// # Ok::<(), onkai_optimize::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LBfgsBOptions {
    /// Of how many steps the curvature is remembered (SciPy's `maxcor`).
    pub max_correction: usize,
    /// Converged once a step lowers the value by at most this, relative to the value (at least 1).
    pub ftol: f64,
    /// Converged once no component of the projected gradient is greater.
    pub gtol: f64,
    /// At most so many evaluations; looked at after each iteration.
    pub maxfun: usize,
    /// At most so many iterations.
    pub maxiter: usize,
    /// At most so many points along one line.
    pub maxls: usize,
}

impl Default for LBfgsBOptions {
    fn default() -> Self {
        Self {
            max_correction: 10,
            ftol: 1e7 * f64::EPSILON,
            gtol: 1e-5,
            maxfun: 15_000,
            maxiter: 15_000,
            maxls: 20,
        }
    }
}

impl LBfgsBOptions {
    fn check(&self) -> Result<()> {
        for (name, count) in [("max_correction", self.max_correction), ("maxls", self.maxls)] {
            check_positive(name, count as f64)?;
        }
        for (name, tolerance) in [("ftol", self.ftol), ("gtol", self.gtol)] {
            if tolerance.is_nan() {
                return Err(Error::parameter(name, tolerance, "a number"));
            }
        }
        Ok(())
    }
}

/// Constants of the line search, as in the reference implementation.
const SUFFICIENT_DECREASE: f64 = 1e-3;
const CURVATURE: f64 = 0.9;
const WIDTH: f64 = 0.1;
/// How many times the least reduction that counts the gradient must promise for a restart.
const PROMISE: f64 = 1e4;
/// The longest step where no bound limits it.
const LONGEST: f64 = 1e10;

/// Minimizes the quadratic model within the bounds, then searches the line to its minimum.
///
/// # References
///
/// C. Zhu, R. H. Byrd, P. Lu, J. Nocedal, *Algorithm 778: L-BFGS-B*, ACM Trans. Math. Softw. 23 (1997)
/// 550–560, doi:10.1145/279232.279236.
pub(crate) fn lbfgsb(
    problem: &mut Problem<'_>,
    x0: Array1<f64>,
    options: &LBfgsBOptions,
) -> Result<OptimizeResult> {
    options.check()?;
    let n = x0.len();
    let bounds = problem.bounds.clone();
    let mut walk = Walk::new(problem, x0, bounds, options)?;
    let mut nit = 0;
    let status = loop {
        if !walk.fun.is_finite() || walk.gradient.iter().any(|g| !g.is_finite()) {
            break Status::NotFinite;
        }
        if walk.projected_gradient() <= options.gtol {
            break Status::SmallGradient;
        }
        let before = walk.fun;
        if let Some(status) = walk.iterate(problem, options.maxls, nit == 0)? {
            break status;
        }
        nit += 1;
        if problem.report(&walk.x, walk.fun, nit).is_break() {
            break Status::Stopped;
        }
        let is_flat = walk.projected_gradient() <= options.gtol;
        let little = options.ftol * before.abs().max(walk.fun.abs()).max(1.0);
        let is_jammed = walk.is_jammed(before, little);
        if !is_flat && !is_jammed && before - walk.fun <= little {
            break Status::SmallReduction;
        }
        if !is_flat && nit >= options.maxiter {
            break Status::IterationLimit;
        }
        if !is_flat && problem.nfev() > options.maxfun {
            break Status::EvaluationLimit;
        }
        if is_jammed {
            walk.memory.clear();
        } else {
            walk.learn();
        }
    };
    let end = End { x: walk.x, fun: walk.fun, jac: Some(walk.gradient), nit, status };
    let hess_inv = Some(InverseHessian::LowRank(walk.memory.into_inverse(n)));
    Ok(OptimizeResult { hess_inv, ..problem.best_result(end)? })
}

/// Where the iteration stands.
struct Walk {
    x: Array1<f64>,
    fun: f64,
    gradient: Array1<f64>,
    bounds: Option<Bounds>,
    /// Whether every variable has two finite bounds.
    is_boxed: bool,
    memory: Memory,
    /// The way to the model's minimum; after a search, the step.
    direction: Array1<f64>,
    old_x: Array1<f64>,
    old_gradient: Array1<f64>,
    target: Array1<f64>,
    step: f64,
}

impl Walk {
    fn new(
        problem: &mut Problem<'_>,
        x: Array1<f64>,
        bounds: Option<Bounds>,
        options: &LBfgsBOptions,
    ) -> Result<Self> {
        let fun = problem.value(&x);
        let gradient = problem.gradient(&x, fun)?;
        let is_boxed = bounds
            .as_ref()
            .is_some_and(|b| b.lower.iter().chain(&b.upper).all(|limit| limit.is_finite()));
        Ok(Self {
            fun,
            is_boxed,
            memory: Memory::new(options.max_correction, bounds.is_some()),
            bounds,
            direction: Array1::zeros(x.len()),
            old_x: x.clone(),
            old_gradient: gradient.clone(),
            target: x.clone(),
            step: 0.0,
            gradient,
            x,
        })
    }

    /// The greatest modulus of what is left of the gradient where bounds are in its way.
    fn projected_gradient(&self) -> f64 {
        let Some(bounds) = &self.bounds else {
            return self.gradient.iter().fold(0.0, |most, g| g.abs().max(most));
        };
        let at = |i: usize| -> f64 {
            let (x, g) = (self.x[i], self.gradient[i]);
            if g < 0.0 { (x - bounds.upper[i]).max(g) } else { (x - bounds.lower[i]).min(g) }
        };
        (0..self.x.len()).fold(0.0, |most: f64, i| most.max(at(i).abs()))
    }

    /// Whether a step gained little although the projected gradient promises far more: the directions
    /// to the model's minimum then run into bounds right away, and what is remembered misleads.
    fn is_jammed(&self, before: f64, little: f64) -> bool {
        let promise = self.projected_gradient().powi(2) / (2.0 * self.memory.theta);
        let is_stuck = before - self.fun <= little && promise > PROMISE * little;
        is_stuck && self.bounds.is_some() && !self.memory.is_empty()
    }

    /// One step; or why there is none.
    fn iterate(
        &mut self,
        problem: &mut Problem<'_>,
        maxls: usize,
        is_first: bool,
    ) -> Result<Option<Status>> {
        loop {
            self.aim();
            if self.search(problem, maxls, is_first)? {
                return Ok(None);
            }
            self.x.assign(&self.old_x);
            self.gradient.assign(&self.old_gradient);
            // What is remembered misleads: once more without.
            if self.memory.is_empty() {
                return Ok(Some(Status::LineSearchFailed));
            }
            self.memory.clear();
        }
    }

    /// Sets `target` and `direction` to the model's minimum within the bounds.
    fn aim(&mut self) {
        if let Some(bounds) = &self.bounds {
            let mut end = cauchy(&self.x, &self.gradient, bounds, &self.memory);
            if !minimize_free(&mut end, &self.x, &self.gradient, bounds, &self.memory) {
                self.memory.clear();
                end = cauchy(&self.x, &self.gradient, bounds, &self.memory);
            }
            self.target = end.point;
            self.direction.assign(&self.target);
            self.direction -= &self.x;
        } else {
            self.memory.descend_into(&self.gradient, &mut self.direction);
            self.target.assign(&self.x);
            self.target += &self.direction;
        }
    }

    /// How far the bounds let one go.
    fn longest(&self, is_first: bool) -> f64 {
        let Some(bounds) = &self.bounds else { return LONGEST };
        if is_first {
            return 1.0;
        }
        let room = |i: usize| match self.direction[i] {
            d if d < 0.0 => ((bounds.lower[i] - self.x[i]) / d).max(0.0),
            d if d > 0.0 => ((bounds.upper[i] - self.x[i]) / d).max(0.0),
            _ => LONGEST,
        };
        (0..self.x.len()).map(room).fold(LONGEST, f64::min)
    }

    /// Searches along `direction`; whether it found a step.
    fn search(&mut self, problem: &mut Problem<'_>, maxls: usize, is_first: bool) -> Result<bool> {
        let max = self.longest(is_first);
        self.old_x.assign(&self.x);
        self.old_gradient.assign(&self.gradient);
        let old_fun = self.fun;
        let mut step = 1.0;
        if is_first && !self.is_boxed {
            step = self.direction.dot(&self.direction).sqrt().recip().min(max);
        }
        let slope = self.gradient.dot(&self.direction);
        let origin = Sample { step: 0.0, value: self.fun, slope };
        let limits = Limits {
            decrease: SUFFICIENT_DECREASE,
            curvature: CURVATURE,
            width: WIDTH,
            min: 0.0,
            max,
        };
        let Some(mut search) = MoreThuente::new(origin, step, limits) else { return Ok(false) };
        let mut met_hole = false;
        for _ in 0..maxls {
            self.move_to(step);
            self.fun = problem.value(&self.x);
            problem.gradient_into(&self.x, self.fun, &mut self.gradient)?;
            let slope = self.gradient.dot(&self.direction);
            self.step = step;
            // Before a hole in the domain, half the way and a good reduction will do.
            let is_low = self.fun <= old_fun + SUFFICIENT_DECREASE * step * origin.slope;
            if self.fun == f64::NEG_INFINITY || (met_hole && is_low) {
                return Ok(true);
            }
            if met_hole || !(self.fun.is_finite() && slope.is_finite()) {
                met_hole = true;
                step *= 0.5;
                continue;
            }
            match search.next(Sample { step, value: self.fun, slope }) {
                Answer::Try(next) => step = next,
                Answer::GiveUp if self.fun > old_fun => break,
                // A search that cannot go on ends at its best step, which is good enough.
                Answer::Accept | Answer::GiveUp => return Ok(true),
            }
        }
        self.fun = old_fun;
        Ok(false)
    }

    fn move_to(&mut self, step: f64) {
        if step == 1.0 {
            self.x.assign(&self.target);
            return;
        }
        Zip::from(&mut self.x)
            .and(&self.old_x)
            .and(&self.direction)
            .for_each(|x, &old, &d| *x = old + step * d);
        if let Some(bounds) = &self.bounds {
            bounds.clip(&mut self.x);
        }
    }

    /// Remembers the last step, if the curvature along it is positive.
    fn learn(&mut self) {
        let step = self.step;
        self.direction.map_inplace(|d| *d *= step);
        let fall = -self.old_gradient.dot(&self.direction);
        // The change of the gradient takes the place of the old one.
        Zip::from(&mut self.old_gradient).and(&self.gradient).for_each(|old, &g| *old = g - *old);
        if self.old_gradient.dot(&self.direction) > f64::EPSILON * fall {
            self.memory.push(&self.direction, &self.old_gradient);
        }
    }
}

#[cfg(test)]
mod tests {
    use ndarray::{ArrayRef1, array};

    use super::*;
    use crate::{Method, MinimizeOptions, Minimizer, minimize, rosen, rosen_der};

    fn with(options: LBfgsBOptions, bounds: Option<Bounds>) -> MinimizeOptions {
        MinimizeOptions { method: Some(Method::LBfgsB(options)), bounds, ..Default::default() }
    }

    #[test]
    fn a_vertex_of_the_box_is_found_at_once() {
        let bounds = Some(Bounds::uniform(3, -1.0, 2.0).unwrap());
        let result = Minimizer::new(|x| x[0] - 2.0 * x[1] + 0.5 * x[2])
            .gradient(|_| array![1.0, -2.0, 0.5])
            .run(&array![0.0, 0.0, 0.0], &with(LBfgsBOptions::default(), bounds))
            .unwrap();
        assert_eq!(result.x, array![-1.0, 2.0, -1.0]);
        assert!(result.success() && result.nfev <= 3, "{result:?}");
    }

    #[test]
    fn a_variable_that_its_bounds_fix_stays() {
        let bounds = Some(Bounds::new(array![-2.0, 0.25], array![2.0, 0.25]).unwrap());
        let options = with(LBfgsBOptions::default(), bounds);
        let result = minimize(rosen, &array![-1.2, 1.0], &options).unwrap();
        assert_eq!(result.x[1], 0.25);
        assert!(result.success(), "{result:?}");
        let all_fixed = Some(Bounds::uniform(2, 0.5, 0.5).unwrap());
        let options = with(LBfgsBOptions::default(), all_fixed);
        let result = minimize(rosen, &array![-1.2, 1.0], &options).unwrap();
        assert_eq!((result.x, result.nfev), (array![0.5, 0.5], 1));
    }

    #[test]
    fn limits_end_it_at_the_best_point() {
        let x0 = Array1::from_elem(10, -1.0);
        let run = |options| {
            let minimizer = Minimizer::new(rosen).gradient(rosen_der);
            minimizer.run(&x0, &with(options, None)).unwrap()
        };
        let few = run(LBfgsBOptions { maxiter: 2, ..Default::default() });
        assert_eq!((few.status, few.nit), (Status::IterationLimit, 2));
        let few = run(LBfgsBOptions { maxfun: 5, ..Default::default() });
        assert_eq!(few.status, Status::EvaluationLimit);
        assert!(few.fun < rosen(&x0));
        let inverse = few.hess_inv.unwrap().to_dense();
        assert_eq!(inverse.dim(), (10, 10));
    }

    #[test]
    fn options_out_of_range_are_refused() {
        let refused =
            |options| minimize(rosen, &array![0.0, 0.0], &with(options, None)).unwrap_err();
        let default = LBfgsBOptions::default();
        let error = refused(LBfgsBOptions { max_correction: 0, ..default });
        assert!(matches!(error, Error::Parameter { name: "max_correction", .. }));
        let error = refused(LBfgsBOptions { maxls: 0, ..default });
        assert!(matches!(error, Error::Parameter { name: "maxls", .. }));
        let error = refused(LBfgsBOptions { gtol: f64::NAN, ..default });
        assert!(matches!(error, Error::Parameter { name: "gtol", .. }));
    }

    #[test]
    fn a_hole_in_the_domain_is_walked_around() {
        // A logarithm has no value below zero, whither the first steps lead.
        let f = |x: &ArrayRef1<f64>| 50.0 * x[0] - x[0].ln();
        let result = minimize(f, &array![0.5], &with(LBfgsBOptions::default(), None)).unwrap();
        assert!(result.success() && (result.x[0] - 0.02).abs() < 1e-5, "{result:?}");
    }
}

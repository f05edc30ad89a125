//! Sequential least squares programming.
//!
//! Counterpart of `scipy.optimize.minimize(method="SLSQP")`.

use std::ops::ControlFlow;

use ndarray::{Array1, Array2, ArrayRef1, Axis, Zip, concatenate, s};
use onkai_core::{Error, Result, check_positive};

use super::ldl::Ldl;
use super::subproblem::{LeastSquares, Outcome, Step};
use crate::minimize::constraint_set::ConstraintSet;
use crate::minimize::problem::{End, Problem};
use crate::minimize::result::{OptimizeResult, Status};

/// At most so many steps back along a line.
const MAX_LINE_STEPS: usize = 10;
/// At most so many times the estimate of the Hessian is given up.
const MAX_RESETS: usize = 5;
/// Of a step, the least that is tried next along its line.
const LEAST_SHRINKING: f64 = 0.1;
/// The weight of the variable that makes incompatible conditions compatible, and what it grows by.
const FIRST_WEIGHT: f64 = 100.0;
const MAX_WEIGHTS: i32 = 5;

/// Options of [`Method::Slsqp`](crate::Method::Slsqp); the default is SciPy's.
///
/// SciPy's `eps` is the step in [`MinimizeOptions::differences`](crate::MinimizeOptions).
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_optimize::{Constraint, Method, MinimizeOptions, Minimizer, SlsqpOptions};
/// let method = Some(Method::Slsqp(SlsqpOptions { ftol: 1e-9, ..Default::default() }));
/// let result = Minimizer::new(|x| x.dot(x))
///     .constraint(Constraint::equality(|x| array![x.sum() - 2.0]))
///     .run(&array![3.0, 0.0], &MinimizeOptions { method, ..Default::default() })?;
/// assert!((result.x - array![1.0, 1.0]).iter().all(|e| e.abs() < 1e-6));
/// # Ok::<(), onkai_optimize::Error>(())
/// ```
///
/// # References
///
/// D. Kraft, *A software package for sequential quadratic programming*, DFVLR-FB 88-28, 1988.
///
/// D. Kraft, "Algorithm 733: TOMP, Fortran modules for optimal control calculations", *ACM
/// Transactions on Mathematical Software* 20 (1994) 262-281,
/// [doi:10.1145/192115.192124](https://doi.org/10.1145/192115.192124).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SlsqpOptions {
    /// Converged once the violations add up to less than this, and the value or the step changes by
    /// less.
    pub ftol: f64,
    /// At most so many iterations.
    pub maxiter: usize,
}

impl Default for SlsqpOptions {
    fn default() -> Self {
        Self { ftol: 1e-6, maxiter: 100 }
    }
}

/// A point and what is known there.
#[derive(Clone)]
struct Point {
    x: Array1<f64>,
    fun: f64,
    constraints: Array1<f64>,
}

struct Slsqp<'r, 'a> {
    problem: &'r mut Problem<'a>,
    set: ConstraintSet<'a>,
    tolerance: f64,
    hessian: Ldl,
    /// How much each violation counts against the value.
    penalties: Array1<f64>,
    at: Point,
    gradient: Array1<f64>,
    normals: Array2<f64>,
    multipliers: Array1<f64>,
    n_resets: usize,
    /// The point with the least violation beyond the tolerance, of those the one with the least value.
    best: Point,
    /// Whether `gradient` is the one at `at`.
    is_current: bool,
}

/// What the search along a step's line says.
enum Line {
    Found(Point),
    Uphill,
}

pub(in crate::minimize) fn slsqp(
    problem: &mut Problem<'_>,
    x0: Array1<f64>,
    options: &SlsqpOptions,
) -> Result<OptimizeResult> {
    check_positive("ftol", options.ftol)?;
    if options.maxiter == 0 {
        return Err(Error::parameter("maxiter", 0.0, "at least 1"));
    }
    let (mut set, constraints) = ConstraintSet::take(problem, &x0);
    let fun = problem.value(&x0);
    let gradient = problem.gradient(&x0, fun)?;
    let normals = set.jacobian(&x0, &constraints)?;
    let m = constraints.len();
    let mut method = Slsqp {
        hessian: Ldl::identity(x0.len()),
        penalties: Array1::zeros(m),
        multipliers: Array1::zeros(m),
        best: Point { x: x0.clone(), fun, constraints: constraints.clone() },
        at: Point { x: x0, fun, constraints },
        is_current: true,
        tolerance: options.ftol,
        n_resets: 0,
        problem,
        set,
        gradient,
        normals,
    };
    let mut nit = 0;
    let status = loop {
        if nit == options.maxiter {
            break Status::IterationLimit;
        }
        nit += 1;
        if let Some(status) = method.iterate()? {
            break status;
        }
        if method.problem.report(&method.at.x, method.at.fun, nit) == ControlFlow::Break(()) {
            break Status::Stopped;
        }
    };
    method.result(nit, status)
}

impl Slsqp<'_, '_> {
    fn result(mut self, nit: usize, status: Status) -> Result<OptimizeResult> {
        if !status.is_success() && self.is_better(&self.best, &self.at) {
            self.at = self.best.clone();
            self.is_current = false;
        }
        if !self.is_current {
            self.gradient = self.problem.gradient(&self.at.x, self.at.fun)?;
        }
        let violation = self.set.worst_violation(&self.at.constraints);
        let end = End { x: self.at.x, fun: self.at.fun, jac: Some(self.gradient), nit, status };
        let mut result = self.problem.result(end);
        result.multipliers = Some(self.multipliers);
        result.max_violation = Some(violation);
        Ok(result)
    }

    /// Whether one point is to be preferred to another: less violated beyond the tolerance, or lower.
    fn is_better(&self, one: &Point, other: &Point) -> bool {
        let rank = |point: &Point| {
            let violation = self.violations(&point.constraints).sum();
            let violation = if violation.is_nan() { f64::INFINITY } else { violation };
            let fun = if point.fun.is_nan() { f64::INFINITY } else { point.fun };
            (violation.max(self.tolerance), fun)
        };
        rank(one) < rank(other)
    }

    /// One step; tells why if it is the last.
    fn iterate(&mut self) -> Result<Option<Status>> {
        if self.set.n_equalities() > self.at.x.len() {
            return Ok(Some(Status::TooManyEqualities));
        }
        let is_finite = self.at.fun.is_finite()
            && self
                .gradient
                .iter()
                .chain(&self.at.constraints)
                .chain(&self.normals)
                .all(|v| v.is_finite());
        if !is_finite {
            return Ok(Some(Status::NotFinite));
        }
        loop {
            // `shortfall`: how much of the linearized violations the step cannot mend.
            let (step, shortfall) = match self.step()? {
                Ok(step) => step,
                Err(status) => return Ok(Some(status)),
            };
            let m = self.at.constraints.len();
            let multipliers = step.multipliers.slice(s![..m]).to_owned();
            let slope = self.gradient.dot(&step.s);
            let violations = self.violations(&self.at.constraints);
            let weighted: f64 =
                multipliers.iter().zip(&self.at.constraints).map(|(r, c)| (r * c).abs()).sum();
            Zip::from(&mut self.penalties).and(&multipliers).for_each(|penalty, r| {
                *penalty = r.abs().max(0.5 * (*penalty + r.abs()));
            });
            self.multipliers.assign(&multipliers);
            if slope.abs() + weighted < self.tolerance
                && violations.sum() < self.tolerance
                && shortfall == 0.0
            {
                return Ok(Some(Status::Converged));
            }
            let merit_slope = slope - self.penalties.dot(&violations) * (1.0 - shortfall);
            let line =
                if merit_slope < 0.0 { self.line(&step.s, merit_slope)? } else { Line::Uphill };
            match line {
                Line::Found(next) => return self.accept(next),
                Line::Uphill if self.n_resets < MAX_RESETS => {
                    self.n_resets += 1;
                    self.hessian = Ldl::identity(self.at.x.len());
                }
                Line::Uphill => {
                    // Kraft's last resort: ten times the tolerance.
                    let loose = 10.0 * self.tolerance;
                    let is_short = step.s.dot(&step.s).sqrt() < loose;
                    let is_good = is_short && violations.sum() < loose;
                    return Ok(Some(if is_good {
                        Status::SmallStep
                    } else {
                        Status::UphillDirection
                    }));
                }
            }
        }
    }

    /// By how much each constraint is violated.
    fn violations(&self, constraints: &ArrayRef1<f64>) -> Array1<f64> {
        let n_equalities = self.set.n_equalities();
        let of = |(i, &c): (usize, &f64)| match c {
            c if c.is_nan() => f64::INFINITY,
            c if i < n_equalities => c.abs(),
            c => (-c).max(0.0),
        };
        constraints.iter().enumerate().map(of).collect()
    }

    fn merit(&self, fun: f64, constraints: &ArrayRef1<f64>) -> f64 {
        fun + self.penalties.dot(&self.violations(constraints))
    }

    /// The step of the quadratic problem, and which part of the violations it leaves.
    fn step(&self) -> Result<std::result::Result<(Step, f64), Status>> {
        let m_equal = self.set.n_equalities();
        let n = self.at.x.len();
        match self.quadratic(None).solve()? {
            Outcome::Solved(step) => return Ok(Ok((step, 0.0))),
            Outcome::Limit => return Ok(Err(Status::SubproblemLimit)),
            Outcome::Singular if m_equal < n => return Ok(Err(Status::SingularConstraints)),
            Outcome::Singular | Outcome::Incompatible => {}
        }
        // One more variable, from 0 to 1, lets the violations stay as they are: at a price.
        let mut weight = FIRST_WEIGHT;
        for _ in 0..MAX_WEIGHTS {
            match self.quadratic(Some(weight)).solve()? {
                Outcome::Solved(mut step) => {
                    let shortfall = step.s[n].clamp(0.0, 1.0);
                    step.s = step.s.slice(s![..n]).to_owned();
                    return Ok(Ok((step, shortfall)));
                }
                Outcome::Singular => return Ok(Err(Status::SingularConstraints)),
                Outcome::Limit => return Ok(Err(Status::SubproblemLimit)),
                Outcome::Incompatible => weight *= 10.0,
            }
        }
        Ok(Err(Status::Incompatible))
    }

    /// The quadratic problem; with a weight, one more variable stands for the part of the violations
    /// that may stay.
    fn quadratic(&self, weight: Option<f64>) -> LeastSquares {
        let n = self.at.x.len();
        let m_equal = self.set.n_equalities();
        let n_all = n + usize::from(weight.is_some());
        let mut root = Array2::zeros((n_all, n_all));
        root.slice_mut(s![..n, ..n]).assign(&self.hessian.root());
        let mut right = Array1::zeros(n_all);
        right.slice_mut(s![..n]).assign(&-self.hessian.root_solve(&self.gradient));
        let mut normals = Array2::zeros((self.normals.nrows(), n_all));
        normals.slice_mut(s![.., ..n]).assign(&self.normals);
        if let Some(weight) = weight {
            root[[n, n]] = weight.sqrt();
            let missing = self.at.constraints.iter().enumerate();
            let missing = missing.map(|(i, &c)| if i < m_equal { -c } else { (-c).max(0.0) });
            normals.slice_mut(s![.., n]).assign(&missing.collect::<Array1<f64>>());
        }
        let (limits, limits_right) = self.limits(n_all);
        let least = [normals.slice(s![m_equal.., ..]), limits.view()];
        let constraints = -&self.at.constraints;
        let least_right = [constraints.slice(s![m_equal..]), limits_right.view()];
        LeastSquares {
            root,
            right,
            equal: normals.slice(s![..m_equal, ..]).to_owned(),
            equal_right: constraints.slice(s![..m_equal]).to_owned(),
            least: concatenate(Axis(0), &least).unwrap_or_default(),
            least_right: concatenate(Axis(0), &least_right).unwrap_or_default(),
        }
    }

    /// The bounds of the step as inequalities; of the additional variable, if any, 0 and 1.
    fn limits(&self, n_all: usize) -> (Array2<f64>, Array1<f64>) {
        let n = self.at.x.len();
        let mut rows = Vec::new();
        if let Some(bounds) = &self.problem.bounds {
            let lower = (0..n).map(|j| (j, 1.0, bounds.lower[j] - self.at.x[j]));
            let upper = (0..n).map(|j| (j, -1.0, self.at.x[j] - bounds.upper[j]));
            rows.extend(lower.chain(upper).filter(|(_, _, least)| least.is_finite()));
        }
        rows.extend((n..n_all).flat_map(|j| [(j, 1.0, 0.0), (j, -1.0, -1.0)]));
        let mut matrix = Array2::zeros((rows.len(), n_all));
        for (i, &(j, sign, _)) in rows.iter().enumerate() {
            matrix[[i, j]] = sign;
        }
        (matrix, rows.into_iter().map(|(_, _, least)| least).collect())
    }

    /// Goes back along the step until the merit has fallen enough.
    fn line(&mut self, step: &Array1<f64>, slope: f64) -> Result<Line> {
        let start = self.merit(self.at.fun, &self.at.constraints);
        let (mut length, mut expected) = (1.0, slope);
        // Near a solution a step may mend violations by less than the rounding of the value.
        let rounding = 4.0 * f64::EPSILON * (1.0 + start.abs());
        for n_steps in 1.. {
            let mut x = &self.at.x + &(step * length);
            if let Some(bounds) = &self.problem.bounds {
                bounds.clip(&mut x);
            }
            let fun = self.problem.value(&x);
            let constraints = self.set.values(&x)?;
            let change = self.merit(fun, &constraints) - start;
            if change <= expected / 10.0 + rounding || n_steps > MAX_LINE_STEPS {
                return Ok(Line::Found(Point { x, fun, constraints }));
            }
            // The minimum of the parabola; a merit that is not finite asks for the shortest step.
            let shrinking = (expected / (2.0 * (expected - change))).max(LEAST_SHRINKING);
            let shrinking = if change.is_finite() { shrinking } else { LEAST_SHRINKING };
            length *= shrinking;
            expected *= shrinking;
        }
        Ok(Line::Uphill)
    }

    /// Goes to the next point and learns from it; tells why if it is the last.
    fn accept(&mut self, next: Point) -> Result<Option<Status>> {
        let step = &next.x - &self.at.x;
        let change = (next.fun - self.at.fun).abs();
        let violation = self.violations(&next.constraints).sum();
        let lagrangian = |gradient: &Array1<f64>, normals: &Array2<f64>, r: &Array1<f64>| {
            gradient - &normals.t().dot(r)
        };
        let before = lagrangian(&self.gradient, &self.normals, &self.multipliers);
        self.at = next;
        self.is_current = false;
        if self.is_better(&self.at, &self.best) {
            self.best = self.at.clone();
        }
        let is_near = change < self.tolerance || step.dot(&step).sqrt() < self.tolerance;
        if is_near && violation < self.tolerance {
            return Ok(Some(Status::Converged));
        }
        if !self.at.fun.is_finite() {
            return Ok(Some(Status::NotFinite));
        }
        self.gradient = self.problem.gradient(&self.at.x, self.at.fun)?;
        self.is_current = true;
        self.normals = self.set.jacobian(&self.at.x, &self.at.constraints)?;
        let after = lagrangian(&self.gradient, &self.normals, &self.multipliers);
        self.update(&step, after - before);
        Ok(None)
    }

    /// Powell's damped variable metric: the estimate stays positive definite whatever the step said.
    fn update(&mut self, step: &Array1<f64>, mut change: Array1<f64>) {
        let image = self.hessian.product(step);
        let bend = step.dot(&image);
        let mut seen = step.dot(&change);
        if bend <= 0.0 || !seen.is_finite() {
            return;
        }
        if seen < 0.2 * bend {
            let share = 0.8 * bend / (bend - seen);
            change = &change * share + &image * (1.0 - share);
            seen = 0.2 * bend;
        }
        self.hessian.add(1.0 / seen, change);
        self.hessian.add(-1.0 / bend, image);
    }
}

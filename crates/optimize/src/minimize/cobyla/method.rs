//! Powell's method of linear approximations, which needs no derivatives.
//!
//! Counterpart of `scipy.optimize.minimize(method="COBYLA")`.

use std::ops::ControlFlow;

use ndarray::{Array1, ArrayRef1};
use onkai_core::{Error, Result, check_positive};

use super::ball;
use super::simplex::{Models, Simplex, Vertex};
use crate::minimize::constraint_set::ConstraintSet;
use crate::minimize::problem::{End, Problem};
use crate::minimize::result::{OptimizeResult, Status};

/// What takes the place of values that are no numbers, or larger.
const HUGE: f64 = 1e30;

/// Options of [`Method::Cobyla`](crate::Method::Cobyla); the default is SciPy's.
///
/// Bounds are constraints like others: points outside are tried, too.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_optimize::{CobylaOptions, Constraint, Method, MinimizeOptions, Minimizer};
/// let method = Some(Method::Cobyla(CobylaOptions { tol: 1e-6, ..Default::default() }));
/// let result = Minimizer::new(|x| x[0] + x[1])
///     .constraint(Constraint::inequality(|x| array![1.0 - x.dot(x)]))
///     .run(&array![0.0, 0.0], &MinimizeOptions { method, ..Default::default() })?;
/// assert!((result.fun + 2.0_f64.sqrt()).abs() < 1e-5);
/// # Ok::<(), onkai_optimize::Error>(())
/// ```
///
/// # Differences from SciPy
///
/// SciPy 1.17 runs PRIMA, a revision of Powell's method; this is the method itself, which finds the
/// same minima with 0.5 to 1.7 times as many evaluations.
///
/// # References
///
/// M. J. D. Powell, "A direct search optimization method that models the objective and constraint
/// functions by linear interpolation", in *Advances in Optimization and Numerical Analysis*, Kluwer
/// 1994, 51-67, [doi:10.1007/978-94-015-8330-5_4](https://doi.org/10.1007/978-94-015-8330-5_4).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CobylaOptions {
    /// The first distance between points.
    pub rhobeg: f64,
    /// The last one: about the accuracy of the result.
    pub tol: f64,
    /// At most so many evaluations.
    pub maxiter: usize,
    /// By how much constraints may be violated; by default the root of the rounding unit.
    pub catol: Option<f64>,
}

impl Default for CobylaOptions {
    fn default() -> Self {
        Self { rhobeg: 1.0, tol: 1e-4, maxiter: 1000, catol: None }
    }
}

struct Cobyla<'r, 'a> {
    problem: &'r mut Problem<'a>,
    set: ConstraintSet<'a>,
    simplex: Simplex,
    radius: f64,
    penalty: f64,
    /// The least violated point beyond the tolerance, of those the lowest.
    best: Vertex,
    catol: f64,
    maxiter: usize,
}

/// What comes after a step.
enum Next {
    /// Another one of the same size.
    Again,
    /// Better models, or smaller steps.
    Refine,
    End(Status),
}

pub(in crate::minimize) fn cobyla(
    problem: &mut Problem<'_>,
    x0: &ArrayRef1<f64>,
    options: &CobylaOptions,
) -> Result<OptimizeResult> {
    check_positive("rhobeg", options.rhobeg)?;
    check_positive("tol", options.tol)?;
    if options.tol > options.rhobeg {
        return Err(Error::parameter("tol", options.tol, "at most `rhobeg`"));
    }
    let catol = options.catol.unwrap_or(f64::EPSILON.sqrt());
    if catol.is_nan() || catol < 0.0 {
        return Err(Error::parameter("catol", catol, "at least 0"));
    }
    if options.maxiter == 0 {
        return Err(Error::parameter("maxiter", 0.0, "at least 1"));
    }
    let (set, _) = ConstraintSet::take(problem, x0);
    let nothing = Vertex {
        x: x0.to_owned(),
        fun: f64::INFINITY,
        constraints: Array1::zeros(0),
        violation: f64::INFINITY,
    };
    let mut method = Cobyla {
        problem,
        set,
        simplex: Simplex { vertices: Vec::new() },
        radius: options.rhobeg,
        penalty: 0.0,
        best: nothing,
        catol,
        maxiter: options.maxiter,
    };
    let mut nit = 0;
    let status = method.search(x0, options.tol, &mut nit)?;
    let Vertex { x, fun, violation, .. } = method.best;
    let status = if status.is_success() && violation > catol { Status::Violated } else { status };
    let mut result = problem.result(End { x, fun, jac: None, nit, status });
    result.max_violation = Some(violation);
    Ok(result)
}

impl Cobyla<'_, '_> {
    fn search(&mut self, x0: &ArrayRef1<f64>, tol: f64, nit: &mut usize) -> Result<Status> {
        if !self.start(x0)? {
            return Ok(Status::EvaluationLimit);
        }
        let mut wants_geometry = true;
        loop {
            self.simplex.sort(self.penalty);
            let Some(models) = self.simplex.models() else { return Ok(Status::PrecisionLoss) };
            let worst = models.worst(self.radius);
            if let (true, Some(worst)) = (wants_geometry, worst) {
                if !self.improve_geometry(&models, worst)? {
                    return Ok(Status::EvaluationLimit);
                }
                continue;
            }
            wants_geometry = false;
            *nit += 1;
            match self.step(&models)? {
                Next::Again => {}
                Next::End(status) => return Ok(status),
                Next::Refine if worst.is_some() => wants_geometry = true,
                Next::Refine if self.radius <= tol => return Ok(Status::SmallStep),
                Next::Refine => {
                    self.radius *= 0.5;
                    if self.radius <= 1.5 * tol {
                        self.radius = tol;
                    }
                    self.lower_penalty();
                    wants_geometry = true;
                }
            }
            let (x, fun) = (&self.best.x, self.best.fun);
            if self.problem.report(x, fun, *nit) == ControlFlow::Break(()) {
                return Ok(Status::Stopped);
            }
        }
    }

    /// Evaluates the first simplex; whether there were enough evaluations.
    fn start(&mut self, x0: &ArrayRef1<f64>) -> Result<bool> {
        let mut pole = x0.to_owned();
        let first = self.evaluate(&pole)?;
        self.simplex.vertices.push(first);
        for j in 0..x0.len() {
            if self.problem.nfev() >= self.maxiter {
                return Ok(false);
            }
            let mut x = pole.clone();
            x[j] += self.radius;
            let vertex = self.evaluate(&x)?;
            // The edges go on from the better of both.
            if vertex.fun < self.simplex.best().fun {
                pole = x;
                self.simplex.vertices.push(vertex);
                self.simplex.vertices.swap(0, j + 1);
            } else {
                self.simplex.vertices.push(vertex);
            }
        }
        Ok(true)
    }

    fn evaluate(&mut self, x: &Array1<f64>) -> Result<Vertex> {
        let tame =
            |v: f64, otherwise: f64| if v.is_nan() { otherwise } else { v.clamp(-HUGE, HUGE) };
        let fun = tame(self.problem.value(x), HUGE);
        let values = self.set.values(x)?;
        let m_equal = self.set.n_equalities();
        let mut constraints: Vec<f64> = values.iter().map(|&c| tame(c, -HUGE)).collect();
        constraints.extend(values.iter().take(m_equal).map(|&c| -tame(c, HUGE)));
        if let Some(bounds) = &self.problem.bounds {
            let lower = (0..x.len()).map(|j| x[j] - bounds.lower[j]);
            let upper = (0..x.len()).map(|j| bounds.upper[j] - x[j]);
            constraints.extend(lower.chain(upper).filter(|c| c.is_finite()));
        }
        let violation = constraints.iter().fold(0.0_f64, |worst, &c| worst.max(-c));
        let vertex = Vertex { x: x.clone(), fun, constraints: constraints.into(), violation };
        let rank = |v: &Vertex| (v.violation.max(self.catol), v.fun);
        if rank(&vertex) < rank(&self.best) {
            self.best = vertex.clone();
        }
        Ok(vertex)
    }

    /// The worst violation that the models foresee after `step`.
    fn foreseen(&self, models: &Models, step: &Array1<f64>) -> f64 {
        let values = &self.simplex.best().constraints + &models.normals.dot(step);
        values.iter().fold(0.0, |worst, &c| worst.max(-c))
    }

    /// Moves a vertex to where the models become better; whether there was an evaluation left.
    fn improve_geometry(&mut self, models: &Models, worst: usize) -> Result<bool> {
        if self.problem.nfev() >= self.maxiter {
            return Ok(false);
        }
        // Half the radius away from the opposite face, on the side that promises more.
        let step =
            models.inverse.row(worst).to_owned() * (0.5 * self.radius * models.heights[worst]);
        let merit = |step: &Array1<f64>| {
            models.gradient.dot(step) + self.penalty * self.foreseen(models, step)
        };
        let back = -&step;
        let step = if merit(&back) < merit(&step) { back } else { step };
        let x = &self.simplex.best().x + &step;
        self.simplex.vertices[worst + 1] = self.evaluate(&x)?;
        Ok(true)
    }

    /// A step to the best point that the models know of.
    fn step(&mut self, models: &Models) -> Result<Next> {
        let here = self.simplex.best().clone();
        let step = ball::step(&models.gradient, &models.normals, &here.constraints, self.radius)?;
        if step.dot(&step).sqrt() < 0.5 * self.radius {
            return Ok(Next::Refine);
        }
        let mended = here.violation - self.foreseen(models, &step);
        let slope = models.gradient.dot(&step);
        let needed = if mended > 0.0 { slope / mended } else { 0.0 };
        if self.penalty < 1.5 * needed {
            self.penalty = 2.0 * needed;
            if self.simplex.sort(self.penalty) {
                return Ok(Next::Again);
            }
        }
        if self.problem.nfev() >= self.maxiter {
            return Ok(Next::End(Status::EvaluationLimit));
        }
        let mut expected = self.penalty * mended - slope;
        let new = self.evaluate(&(&here.x + &step))?;
        let mut gained = here.merit(self.penalty) - new.merit(self.penalty);
        if self.penalty == 0.0 && new.fun == here.fun {
            (expected, gained) = (mended, here.violation - new.violation);
        }
        let Some(j) = models.replaced(&self.simplex, &step, gained > 0.0, self.radius) else {
            return Ok(Next::Refine);
        };
        self.simplex.vertices[j + 1] = new;
        let is_good = gained > 0.0 && gained >= 0.1 * expected;
        Ok(if is_good { Next::Again } else { Next::Refine })
    }

    /// Lowers the weight of violations to what the vertices' values still call for.
    fn lower_penalty(&mut self) {
        let vertices = &self.simplex.vertices;
        let range = |of: &dyn Fn(&Vertex) -> f64| {
            vertices.iter().map(of).fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), v| {
                (low.min(v), high.max(v))
            })
        };
        let mut least = f64::INFINITY;
        for i in 0..self.simplex.best().constraints.len() {
            let (low, high) = range(&|v| v.constraints[i]);
            if low < 0.5 * high {
                least = least.min(high.max(0.0) - low);
            }
        }
        let (low, high) = range(&|v| v.fun);
        if least == f64::INFINITY {
            self.penalty = 0.0;
        } else if high - low < self.penalty * least {
            self.penalty = (high - low) / least;
        }
    }
}

//! The chain of jumps and local minimizations of dual annealing.

use ndarray::Array1;
use onkai_core::{Error, Result};

use super::dual_annealing::{
    AnnealingContext, AnnealingMinimum, AnnealingStatus, DualAnnealer, DualAnnealingOptions,
    DualAnnealingResult,
};
use super::random::Random;
use super::visiting::{Visiting, acceptance};
use crate::minimize::{Bounds, MinimizeOptions, Minimizer};

/// Random points that are tried where the function is not finite, before a search cannot begin.
const MAX_STARTS: usize = 1000;
/// Temperatures without a new least value before the first local minimization from elsewhere; as many
/// as there are variables before each further one.
const FIRST_PATIENCE: usize = 1000;

/// A point and its value.
#[derive(Clone, Debug)]
struct Point {
    x: Array1<f64>,
    fun: f64,
}

/// A search in progress.
pub(super) struct Annealing<'r, 'a> {
    functions: &'r mut DualAnnealer<'a>,
    bounds: &'r Bounds,
    options: &'r DualAnnealingOptions,
    visiting: Visiting,
    random: Random,
    /// Where jumps start.
    current: Point,
    /// The least value of the last temperature.
    lowest: Point,
    /// The least value of all.
    best: Point,
    nfev: usize,
    njev: usize,
    nhev: usize,
    /// Temperatures since the last new least value.
    n_idle: usize,
    /// How many of these lead to a local minimization from elsewhere.
    patience: usize,
    /// Why to end, once there is a reason.
    end: Option<AnnealingStatus>,
}

impl<'r, 'a> Annealing<'r, 'a> {
    /// A search at its start: at `x0`, or a random point where the function is finite.
    pub(super) fn new(
        functions: &'r mut DualAnnealer<'a>,
        bounds: &'r Bounds,
        options: &'r DualAnnealingOptions,
    ) -> Result<Self> {
        let mut random = Random::new(options.seed);
        let (start, nfev) = finite_start(functions, bounds, options.x0.as_ref(), &mut random);
        let Some(start) = start else {
            let requirement = "be finite somewhere within `bounds`";
            return Err(Error::Values { name: "fun", requirement });
        };
        Ok(Self {
            functions,
            bounds,
            options,
            visiting: Visiting::new(options.visit),
            random,
            current: start.clone(),
            lowest: start.clone(),
            best: start,
            nfev,
            njev: 0,
            nhev: 0,
            n_idle: 0,
            patience: FIRST_PATIENCE,
            end: None,
        })
    }

    /// Cools down, again and again, until there is a reason to end.
    pub(super) fn run(mut self, local: &MinimizeOptions) -> Result<DualAnnealingResult> {
        let (mut nit, mut step) = (0, 0);
        let status = loop {
            if nit >= self.options.maxiter {
                break AnnealingStatus::IterationLimit;
            }
            let cooling = self.visiting.cooling(step);
            if cooling < self.options.restart_temp_ratio {
                self.restart();
                step = 0;
            } else {
                let is_improved = self.visit(step, self.options.initial_temp * cooling);
                if !self.options.no_local_search && self.end.is_none() {
                    self.search_locally(is_improved || step == 0, local)?;
                }
                step += 1;
            }
            if let Some(status) = self.end {
                break status;
            }
            nit += usize::from(step > 0);
        };
        let Point { x, fun } = self.best;
        let (nfev, njev, nhev) = (self.nfev, self.njev, self.nhev);
        Ok(DualAnnealingResult { x, fun, nfev, njev, nhev, nit, status })
    }

    /// Visits `2 n` points at a temperature, jumping with all variables at first, then with one after
    /// the other; tells whether there was a new least value.
    fn visit(&mut self, step: usize, temperature: f64) -> bool {
        let n = self.current.x.len();
        let scale = self.visiting.scale(temperature);
        // Rises get rarer faster than jumps get shorter.
        let strictness = temperature / (step + 1) as f64;
        self.n_idle += 1;
        self.lowest = self.current.clone();
        let mut is_improved = false;
        for j in 0..2 * n {
            let moved = if j < n { 0..n } else { j - n..j - n + 1 };
            let mut x = self.current.x.clone();
            for k in moved {
                let limits = (self.bounds.lower[k], self.bounds.upper[k]);
                x[k] = self.visiting.jump(x[k], scale, limits, &mut self.random);
            }
            let fun = (self.functions.fun)(&x);
            self.nfev += 1;
            let rise = fun - self.current.fun;
            let is_lower = fun < self.current.fun;
            if is_lower || self.random.unit() < acceptance(self.options.accept, rise, strictness) {
                self.current = Point { x, fun };
                if fun < self.lowest.fun || j == 0 {
                    self.lowest = self.current.clone();
                }
            }
            if fun < self.best.fun {
                is_improved = true;
                self.improve(self.current.clone(), AnnealingContext::Annealing);
            }
            if self.is_over() {
                break;
            }
        }
        is_improved
    }

    /// Minimizes from the least value if it is new, and from elsewhere if there was none for long.
    fn search_locally(&mut self, is_improved: bool, local: &MinimizeOptions) -> Result<()> {
        if is_improved {
            let found = self.minimum(&self.best.clone(), local)?;
            if found.fun < self.best.fun {
                self.current = found.clone();
                self.improve(found, AnnealingContext::LocalSearch);
            }
            if self.is_over() {
                return Ok(());
            }
        }
        if self.n_idle >= self.patience {
            self.n_idle = 0;
            self.patience = self.current.x.len();
            let found = self.minimum(&self.lowest.clone(), local)?;
            if found.fun < self.best.fun {
                self.current = found.clone();
                self.improve(found, AnnealingContext::DualAnnealing);
            }
            self.is_over();
        }
        Ok(())
    }

    /// The local minimum near a point, or the point itself where none better is within the bounds.
    fn minimum(&mut self, start: &Point, local: &MinimizeOptions) -> Result<Point> {
        let (nfev, bounds, fun) = (&mut self.nfev, self.bounds, &mut self.functions.fun);
        // A method without bounds may end outside, and yet have been at a good point within.
        let mut seen = start.clone();
        let mut minimizer = Minimizer::new(|x| {
            *nfev += 1;
            let value = fun(x);
            if value < seen.fun && bounds.contains(x) {
                seen = Point { x: x.to_owned(), fun: value };
            }
            value
        });
        if let Some(gradient) = &mut self.functions.gradient {
            minimizer = minimizer.gradient(gradient);
        }
        if let Some(hessian) = &mut self.functions.hessian {
            minimizer = minimizer.hessian(hessian);
        }
        if let Some(product) = &mut self.functions.product {
            minimizer = minimizer.hessian_product(product);
        }
        let found = minimizer.run(&start.x, local)?;
        self.njev += found.njev;
        self.nhev += found.nhev;
        if found.fun < start.fun && bounds.contains(&found.x) {
            Ok(Point { x: found.x, fun: found.fun })
        } else {
            Ok(seen)
        }
    }

    /// Goes to a random point; the least value is kept.
    fn restart(&mut self) {
        let (start, nfev) = finite_start(self.functions, self.bounds, None, &mut self.random);
        self.nfev += nfev;
        if let Some(start) = start {
            self.current = start;
            if self.current.fun < self.best.fun {
                self.improve(self.current.clone(), AnnealingContext::Annealing);
            }
        }
        self.is_over();
    }

    /// Takes and tells of a new least value.
    fn improve(&mut self, best: Point, context: AnnealingContext) {
        self.n_idle = 0;
        self.best = best;
        let minimum = AnnealingMinimum { x: &self.best.x, fun: self.best.fun, context };
        if self.functions.callback.as_mut().is_some_and(|tell| tell(&minimum).is_break()) {
            self.end = Some(AnnealingStatus::Stopped);
        }
    }

    /// Whether there is a reason to end.
    fn is_over(&mut self) -> bool {
        if self.end.is_none() && self.nfev >= self.options.maxfun {
            self.end = Some(AnnealingStatus::EvaluationLimit);
        }
        self.end.is_some()
    }
}

/// The given point, else random ones until the function is finite, and how many were tried.
fn finite_start(
    functions: &mut DualAnnealer<'_>,
    bounds: &Bounds,
    x0: Option<&Array1<f64>>,
    random: &mut Random,
) -> (Option<Point>, usize) {
    let mut next = x0.cloned();
    for n_tried in 1..=MAX_STARTS + 1 {
        let x = next.take().unwrap_or_else(|| anywhere(bounds, random));
        let fun = (functions.fun)(&x);
        if fun.is_finite() {
            return (Some(Point { x, fun }), n_tried);
        }
    }
    (None, MAX_STARTS + 1)
}

/// A random point within bounds.
fn anywhere(bounds: &Bounds, random: &mut Random) -> Array1<f64> {
    let place = |j: usize| random.between(bounds.lower[j], bounds.upper[j]).min(bounds.upper[j]);
    Array1::from_shape_fn(bounds.lower.len(), place)
}

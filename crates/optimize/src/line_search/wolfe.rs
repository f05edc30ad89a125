//! A point, its gradient, a direction, and the step along it: what descent methods share.
//!
//! Counterpart of `scipy.optimize`'s `_line_search_wolfe12`.

use ndarray::{Array1, ArrayRef1, Zip};
use onkai_core::{Error, Result};

use super::more_thuente::{Answer, Limits, MoreThuente, Sample};
use super::zoom::{self, Along, Conditions};
use crate::minimize::Problem;

/// How many steps Moré and Thuente's search may try.
const MAX_STEPS: usize = 100;
/// How narrow, relatively, a bracket may become.
const WIDTH: f64 = 1e-14;

/// What a step must satisfy, and where it must lie.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Wolfe {
    pub(crate) c1: f64,
    pub(crate) c2: f64,
    /// The shortest and the longest step of Moré and Thuente's search.
    pub(crate) range: (f64, f64),
    /// The longest step of the search that takes over where that one fails.
    pub(crate) max: f64,
}

impl Wolfe {
    /// Nearly any step.
    pub(crate) fn new(c1: f64, c2: f64) -> Result<Self> {
        if c1.is_nan() || c1 <= 0.0 || c1 >= c2 {
            return Err(Error::parameter("c1", c1, "above 0 and below `c2`"));
        }
        if c2.is_nan() || c2 >= 1.0 {
            return Err(Error::parameter("c2", c2, "above `c1` and below 1"));
        }
        Ok(Self { c1, c2, range: (1e-100, 1e100), max: 1e100 })
    }
}

/// Where a descent method stands, and where it goes.
pub(crate) struct Descent {
    pub(crate) x: Array1<f64>,
    pub(crate) fun: f64,
    /// The value one iteration before, from which the first step is guessed.
    pub(crate) previous: Option<f64>,
    pub(crate) gradient: Array1<f64>,
    pub(crate) direction: Array1<f64>,
    /// The next point, once `search` has found one.
    pub(crate) next_x: Array1<f64>,
    pub(crate) next_gradient: Array1<f64>,
    next_fun: f64,
    /// The steps at which `next_x` and `next_gradient` are taken.
    steps: (f64, f64),
}

impl Descent {
    /// At `x`, where function and gradient are evaluated.
    pub(crate) fn new(problem: &mut Problem<'_>, x: Array1<f64>) -> Result<Self> {
        let fun = problem.value(&x);
        let gradient = problem.gradient(&x, fun)?;
        let n = x.len();
        Ok(Self {
            next_x: x.clone(),
            x,
            fun,
            previous: None,
            direction: -&gradient,
            gradient,
            next_gradient: Array1::zeros(n),
            next_fun: fun,
            steps: (f64::NAN, f64::NAN),
        })
    }

    /// Whether value and gradient are.
    pub(crate) fn is_finite(&self) -> bool {
        self.fun.is_finite() && self.gradient.iter().all(|g| g.is_finite())
    }

    /// Looks for a step along `direction` that satisfies the conditions and that `accept` likes, judging
    /// by the gradient; the step, with `next_x` and `next_gradient` there, or none.
    pub(crate) fn search(
        &mut self,
        problem: &mut Problem<'_>,
        wolfe: &Wolfe,
        accept: &mut dyn FnMut(&ArrayRef1<f64>) -> bool,
    ) -> Result<Option<f64>> {
        self.steps = (f64::NAN, f64::NAN);
        let slope = self.gradient.dot(&self.direction);
        let origin = Sample { step: 0.0, value: self.fun, slope };
        // A first step that would gain as much as the last iteration did.
        let first = match self.previous {
            Some(previous) if slope != 0.0 => {
                let step = (2.02 * (self.fun - previous) / slope).min(1.0);
                if step < 0.0 { 1.0 } else { step }
            }
            _ => 1.0,
        };
        let mut line = Line { problem, descent: self, accept };
        let mut found = line.more_thuente(origin, first, wolfe)?.filter(|&s| line.accepts(s));
        if found.is_none() {
            let conditions = Conditions { origin, c1: wolfe.c1, c2: wolfe.c2 };
            found = zoom::search(&mut line, conditions, first, wolfe.max)?.map(|(step, _)| step);
        }
        if let Some(step) = found {
            line.value(step);
            line.slope(step)?;
        }
        Ok(found)
    }

    /// Moves to the point that `search` has found.
    pub(crate) fn advance(&mut self) {
        std::mem::swap(&mut self.x, &mut self.next_x);
        std::mem::swap(&mut self.gradient, &mut self.next_gradient);
        self.previous = Some(self.fun);
        self.fun = self.next_fun;
    }
}

/// The line of a [`Descent`].
struct Line<'l, 'a> {
    problem: &'l mut Problem<'a>,
    descent: &'l mut Descent,
    accept: &'l mut dyn FnMut(&ArrayRef1<f64>) -> bool,
}

impl Line<'_, '_> {
    fn more_thuente(&mut self, origin: Sample, first: f64, wolfe: &Wolfe) -> Result<Option<f64>> {
        let limits = Limits {
            decrease: wolfe.c1,
            curvature: wolfe.c2,
            width: WIDTH,
            min: wolfe.range.0,
            max: wolfe.range.1,
        };
        let Some(mut search) = MoreThuente::new(origin, first, limits) else { return Ok(None) };
        let mut step = first;
        for _ in 0..MAX_STEPS {
            let value = self.value(step);
            let slope = self.slope(step)?;
            match search.next(Sample { step, value, slope }) {
                Answer::Try(next) => step = next,
                Answer::Accept => return Ok(Some(step)),
                Answer::GiveUp => return Ok(None),
            }
        }
        Ok(None)
    }
}

impl Along for Line<'_, '_> {
    fn value(&mut self, step: f64) -> f64 {
        let descent = &mut *self.descent;
        if step != descent.steps.0 {
            Zip::from(&mut descent.next_x)
                .and(&descent.x)
                .and(&descent.direction)
                .for_each(|next, &x, &p| *next = x + step * p);
            descent.next_fun = self.problem.value(&descent.next_x);
            descent.steps.0 = step;
        }
        descent.next_fun
    }

    fn slope(&mut self, step: f64) -> Result<f64> {
        let value = self.value(step);
        let descent = &mut *self.descent;
        if step != descent.steps.1 {
            self.problem.gradient_into(&descent.next_x, value, &mut descent.next_gradient)?;
            descent.steps.1 = step;
        }
        Ok(descent.next_gradient.dot(&descent.direction))
    }

    fn accepts(&mut self, _: f64) -> bool {
        (self.accept)(&self.descent.next_gradient)
    }
}

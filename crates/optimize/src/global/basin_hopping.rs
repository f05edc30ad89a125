//! Basin hopping: local minimizations from random steps, taken as heat would take them.
//!
//! Counterpart of `scipy.optimize.basinhopping`.

use std::fmt;
use std::ops::ControlFlow;

use ndarray::{Array1, ArrayRef1};
use onkai_core::{Error, Result, check_positive};

use super::random::Random;
use crate::differences::check_len;
use crate::minimize::{MinimizeOptions, Minimizer, OptimizeResult};

/// What an own test says of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Acceptance {
    /// Take it, if the other test agrees.
    Accept,
    /// Do not take it.
    Reject,
    /// Take it, whatever the other test says.
    Force,
}

/// A step and where it led, as tests and callbacks see it.
#[derive(Debug)]
pub struct BasinHop<'a> {
    /// The local minimum where the step led.
    pub new: &'a OptimizeResult,
    /// The local minimum where it began.
    pub old: &'a OptimizeResult,
    /// Whether it is taken; not known yet in a test.
    pub is_accepted: bool,
}

/// What [`basinhopping`] may be told; the defaults are those of SciPy.
///
/// # Examples
///
/// ```
/// use onkai_optimize::BasinHoppingOptions;
/// let options = BasinHoppingOptions { n_iter: 200, stepsize: 2.0, ..Default::default() };
/// assert_eq!(options.interval, 50);
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct BasinHoppingOptions {
    /// Steps; default 100.
    pub n_iter: usize,
    /// The difference of values that heat overcomes, 0 or more; best about that of neighbouring
    /// minima; default 1. At 0 only steps downwards are taken.
    pub temperature: f64,
    /// The largest step of each variable at first; default 0.5.
    pub stepsize: f64,
    /// The local method.
    pub minimizer: MinimizeOptions,
    /// Steps after which the step size is adapted again, at least 1; default 50.
    pub interval: usize,
    /// The share of steps that should be taken; default 0.5.
    pub target_accept_rate: f64,
    /// By what the step size is multiplied or divided; default 0.9.
    pub stepwise_factor: f64,
    /// Ends after so many steps without a better minimum; by default never.
    pub niter_success: Option<usize>,
    /// The seed of the random numbers; default 0.
    pub seed: u64,
}

impl Default for BasinHoppingOptions {
    fn default() -> Self {
        Self {
            n_iter: 100,
            temperature: 1.0,
            stepsize: 0.5,
            minimizer: MinimizeOptions::default(),
            interval: 50,
            target_accept_rate: 0.5,
            stepwise_factor: 0.9,
            niter_success: None,
            seed: 0,
        }
    }
}

impl BasinHoppingOptions {
    fn check(&self) -> Result<()> {
        if !self.temperature.is_finite() || self.temperature < 0.0 {
            let requirement = "finite and 0 or more";
            return Err(Error::parameter("temperature", self.temperature, requirement));
        }
        check_positive("stepsize", self.stepsize)?;
        if self.interval == 0 {
            return Err(Error::parameter("interval", 0.0, "at least 1"));
        }
        for (name, share) in [
            ("target_accept_rate", self.target_accept_rate),
            ("stepwise_factor", self.stepwise_factor),
        ] {
            if share.is_nan() || share <= 0.0 || share >= 1.0 {
                return Err(Error::parameter(name, share, "between 0 and 1"));
            }
        }
        Ok(())
    }
}

/// The best minimum and how it was found.
#[derive(Clone, Debug, PartialEq)]
pub struct BasinHoppingResult {
    /// The best local minimum.
    pub best: OptimizeResult,
    /// Evaluations of the function, all together.
    pub nfev: usize,
    /// Evaluations of the gradient, all together.
    pub njev: usize,
    /// Steps.
    pub nit: usize,
    /// Local minimizations that did not converge.
    pub n_failures: usize,
    /// Whether the callback ended it.
    pub is_stopped: bool,
}

impl BasinHoppingResult {
    /// The place of the best minimum, `[n]`.
    pub fn x(&self) -> &Array1<f64> {
        &self.best.x
    }

    /// Its value.
    pub fn fun(&self) -> f64 {
        self.best.fun
    }

    /// Whether its local minimization converged.
    pub fn success(&self) -> bool {
        self.best.success()
    }
}

/// The least of the local minima around, looked for from `x0` on.
///
/// [`BasinHopper`] takes a gradient, own steps, an own test and a callback, too.
///
/// # Shapes
///
/// `x0`: `[n]`.
///
/// # Errors
///
/// As [`BasinHopper::run`].
///
/// # Examples
///
/// ```
/// use ndarray::{ArrayRef1, array};
/// use onkai_optimize::{BasinHoppingOptions, basinhopping};
/// let f = |x: &ArrayRef1<f64>| x[0] * x[0] + 10.0 * x[0].sin();
/// let options = BasinHoppingOptions { stepsize: 2.0, ..Default::default() };
/// let result = basinhopping(f, &array![4.0], &options)?;
/// assert!((result.x()[0] + 1.30644).abs() < 1e-5);
/// # Ok::<(), onkai_optimize::Error>(())
/// ```
///
/// # Differences from SciPy
///
/// The share of taken steps, by which the step size is adapted, is counted within each interval
/// rather than since the beginning. Random numbers come from a seed and are other ones.
///
/// # References
///
/// D. J. Wales, J. P. K. Doye, "Global optimization by basin-hopping and the lowest energy structures
/// of Lennard-Jones clusters containing up to 110 atoms", J. Phys. Chem. A 101, 1997.
/// <https://doi.org/10.1021/jp970984n>
pub fn basinhopping<F>(
    fun: F,
    x0: &ArrayRef1<f64>,
    options: &BasinHoppingOptions,
) -> Result<BasinHoppingResult>
where
    F: FnMut(&ArrayRef1<f64>) -> f64,
{
    BasinHopper::new(fun).run(x0, options)
}

type Function<'a> = Box<dyn FnMut(&ArrayRef1<f64>) -> f64 + 'a>;
type Gradient<'a> = Box<dyn FnMut(&ArrayRef1<f64>) -> Array1<f64> + 'a>;
type Step<'a> = Box<dyn FnMut(&ArrayRef1<f64>, f64) -> Array1<f64> + 'a>;
type Test<'a> = Box<dyn FnMut(&BasinHop<'_>) -> Acceptance + 'a>;
type Callback<'a> = Box<dyn FnMut(&BasinHop<'_>) -> ControlFlow<()> + 'a>;

/// A function for basin hopping and what is to happen on the way.
///
/// # Examples
///
/// ```
/// use ndarray::{ArrayRef1, array};
/// use onkai_optimize::{Acceptance, BasinHopper, BasinHoppingOptions};
/// let f = |x: &ArrayRef1<f64>| x[0] * x[0] + 10.0 * x[0].sin();
/// let hopper = BasinHopper::new(f)
///     .gradient(|x| array![2.0 * x[0] + 10.0 * x[0].cos()])
///     .accept_test(|hop| if hop.new.x[0] < 5.0 { Acceptance::Accept } else { Acceptance::Reject });
/// let options = BasinHoppingOptions { stepsize: 2.0, ..Default::default() };
/// assert!((hopper.run(&array![4.0], &options)?.fun() + 7.9458).abs() < 1e-4);
/// # Ok::<(), onkai_optimize::Error>(())
/// ```
pub struct BasinHopper<'a> {
    fun: Function<'a>,
    gradient: Option<Gradient<'a>>,
    step: Option<Step<'a>>,
    test: Option<Test<'a>>,
    callback: Option<Callback<'a>>,
}

impl fmt::Debug for BasinHopper<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let known = self.gradient.is_some();
        f.debug_struct("BasinHopper").field("gradient", &known).finish_non_exhaustive()
    }
}

impl<'a> BasinHopper<'a> {
    /// The function to minimize.
    pub fn new<F: FnMut(&ArrayRef1<f64>) -> f64 + 'a>(fun: F) -> Self {
        Self { fun: Box::new(fun), gradient: None, step: None, test: None, callback: None }
    }

    /// Its gradient.
    #[must_use]
    pub fn gradient<G>(mut self, gradient: G) -> Self
    where
        G: FnMut(&ArrayRef1<f64>) -> Array1<f64> + 'a,
    {
        self.gradient = Some(Box::new(gradient));
        self
    }

    /// An own step: of a point and the step size, another point.
    #[must_use]
    pub fn take_step<S>(mut self, step: S) -> Self
    where
        S: FnMut(&ArrayRef1<f64>, f64) -> Array1<f64> + 'a,
    {
        self.step = Some(Box::new(step));
        self
    }

    /// An own test of steps, beside the one by temperature.
    #[must_use]
    pub fn accept_test<T>(mut self, test: T) -> Self
    where
        T: FnMut(&BasinHop<'_>) -> Acceptance + 'a,
    {
        self.test = Some(Box::new(test));
        self
    }

    /// Is called after each step, and may end it all.
    #[must_use]
    pub fn callback<C>(mut self, callback: C) -> Self
    where
        C: FnMut(&BasinHop<'_>) -> ControlFlow<()> + 'a,
    {
        self.callback = Some(Box::new(callback));
        self
    }

    /// Looks for the least minimum from `x0` on.
    ///
    /// # Errors
    ///
    /// [`Error::Parameter`] for an option out of range, [`Error::Shape`] if an own step changes the
    /// number of variables, and as [`Minimizer::run`].
    pub fn run(
        mut self,
        x0: &ArrayRef1<f64>,
        options: &BasinHoppingOptions,
    ) -> Result<BasinHoppingResult> {
        options.check()?;
        let mut random = Random::new(options.seed);
        let mut stepsize = options.stepsize;
        let mut old = self.local(x0, options)?;
        let mut all = BasinHoppingResult {
            nfev: old.nfev,
            njev: old.njev,
            nit: 0,
            n_failures: usize::from(!old.success()),
            is_stopped: false,
            best: old.clone(),
        };
        let (mut n_taken, mut n_idle) = (0, 0);
        while all.nit < options.n_iter && options.niter_success.is_none_or(|n| n_idle < n) {
            let start = self.stepped(&old.x, stepsize, &mut random)?;
            let new = self.local(&start, options)?;
            all.nit += 1;
            all.nfev += new.nfev;
            all.njev += new.njev;
            all.n_failures += usize::from(!new.success());
            let is_accepted = self.is_accepted(&new, &old, (options.temperature, &mut random));
            n_taken += usize::from(is_accepted);
            let hop = BasinHop { new: &new, old: &old, is_accepted };
            let flow = self.callback.as_mut().map_or(ControlFlow::Continue(()), |c| c(&hop));
            n_idle += 1;
            if is_accepted {
                // A minimum that converged is worth more than a value on the way to one.
                let is_better = new.fun < all.best.fun || all.best.fun.is_nan();
                if is_better && (new.success() || !all.best.success()) {
                    all.best = new.clone();
                    n_idle = 0;
                }
                old = new;
            }
            if flow.is_break() {
                all.is_stopped = true;
                break;
            }
            if all.nit.is_multiple_of(options.interval) {
                let share = n_taken as f64 / options.interval as f64;
                n_taken = 0;
                if share > options.target_accept_rate {
                    stepsize /= options.stepwise_factor;
                } else {
                    stepsize *= options.stepwise_factor;
                }
            }
        }
        Ok(all)
    }

    fn local(
        &mut self,
        x: &ArrayRef1<f64>,
        options: &BasinHoppingOptions,
    ) -> Result<OptimizeResult> {
        let minimizer = Minimizer::new(&mut self.fun);
        match &mut self.gradient {
            Some(gradient) => minimizer.gradient(gradient).run(x, &options.minimizer),
            None => minimizer.run(x, &options.minimizer),
        }
    }

    fn stepped(
        &mut self,
        x: &ArrayRef1<f64>,
        size: f64,
        random: &mut Random,
    ) -> Result<Array1<f64>> {
        match &mut self.step {
            Some(step) => {
                let next = step(x, size);
                check_len("take_step", &next, x.len())?;
                Ok(next)
            }
            None => Ok(x.mapv(|x| x + random.between(-size, size))),
        }
    }

    /// Metropolis' test by temperature, and the own one.
    fn is_accepted(
        &mut self,
        new: &OptimizeResult,
        old: &OptimizeResult,
        (temperature, random): (f64, &mut Random),
    ) -> bool {
        let rise = new.fun - old.fun;
        let chance = if rise <= 0.0 { 1.0 } else { (-rise / temperature).exp() };
        let by_heat =
            (chance >= random.unit() || old.fun.is_nan()) && (new.success() || !old.success());
        let hop = BasinHop { new, old, is_accepted: by_heat };
        match self.test.as_mut().map(|test| test(&hop)) {
            Some(Acceptance::Force) => true,
            Some(Acceptance::Reject) => false,
            Some(Acceptance::Accept) | None => by_heat,
        }
    }
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    fn f(x: &ArrayRef1<f64>) -> f64 {
        x[0] * x[0] + 10.0 * x[0].sin()
    }

    #[test]
    fn own_steps_tests_and_callbacks_are_heard() {
        let options = BasinHoppingOptions { n_iter: 20, ..Default::default() };
        let result = BasinHopper::new(f)
            .take_step(|x, _| x - 3.0)
            .accept_test(|_| Acceptance::Force)
            .callback(|hop| {
                assert!(hop.is_accepted);
                if hop.new.fun < -7.0 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
            })
            .run(&array![4.0], &options)
            .unwrap();
        assert!(result.is_stopped && result.nit < 20 && result.fun() < -7.0);
        let stuck = BasinHopper::new(f).accept_test(|_| Acceptance::Reject);
        let result = stuck.run(&array![4.0], &options).unwrap();
        assert!((result.x()[0] - 3.83747).abs() < 1e-4 && result.nit == 20);
    }

    #[test]
    fn idle_steps_end_it() {
        let options = BasinHoppingOptions { niter_success: Some(3), ..Default::default() };
        let result = basinhopping(f, &array![-1.0], &options).unwrap();
        assert!(result.success() && result.nit < 100);
    }

    #[test]
    fn bad_input_is_refused() {
        let default = BasinHoppingOptions::default();
        for options in [
            BasinHoppingOptions { temperature: -1.0, ..default.clone() },
            BasinHoppingOptions { stepsize: 0.0, ..default.clone() },
            BasinHoppingOptions { interval: 0, ..default.clone() },
            BasinHoppingOptions { target_accept_rate: 1.0, ..default.clone() },
            BasinHoppingOptions { stepwise_factor: f64::NAN, ..default.clone() },
        ] {
            let error = basinhopping(f, &array![1.0], &options).unwrap_err();
            assert!(matches!(error, Error::Parameter { .. }));
        }
        assert!(basinhopping(|_| 0.0, &array![], &default).is_err());
        let wrong = BasinHopper::new(f).take_step(|_, _| array![1.0, 2.0]);
        let error = wrong.run(&array![1.0], &default).unwrap_err();
        assert!(matches!(error, Error::Shape { name: "take_step", .. }));
    }
}

//! Differential evolution: a population that mixes the differences of its members.
//!
//! Counterpart of `scipy.optimize.differential_evolution`.

use std::fmt;
use std::ops::ControlFlow;
use std::str::FromStr;

use ndarray::{Array1, Array2, ArrayRef1};
use onkai_core::{Error, Result};

use super::population::Init;
use super::random::Random;
use crate::minimize::{Bounds, MinimizeOptions, minimize};

/// How a trial is mixed from members: what it starts from, how many differences are added, and how
/// many variables it takes (binomial, each by chance; exponential, a run of neighbours).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it, and are those of the literature")]
pub enum Strategy {
    #[default]
    Best1Bin,
    Best1Exp,
    Rand1Bin,
    Rand1Exp,
    Rand2Bin,
    Rand2Exp,
    RandToBest1Bin,
    RandToBest1Exp,
    CurrentToBest1Bin,
    CurrentToBest1Exp,
    Best2Bin,
    Best2Exp,
}

impl FromStr for Strategy {
    type Err = Error;

    /// Reads SciPy's names.
    fn from_str(name: &str) -> Result<Self> {
        Ok(match name {
            "best1bin" => Self::Best1Bin,
            "best1exp" => Self::Best1Exp,
            "rand1bin" => Self::Rand1Bin,
            "rand1exp" => Self::Rand1Exp,
            "rand2bin" => Self::Rand2Bin,
            "rand2exp" => Self::Rand2Exp,
            "randtobest1bin" => Self::RandToBest1Bin,
            "randtobest1exp" => Self::RandToBest1Exp,
            "currenttobest1bin" => Self::CurrentToBest1Bin,
            "currenttobest1exp" => Self::CurrentToBest1Exp,
            "best2bin" => Self::Best2Bin,
            "best2exp" => Self::Best2Exp,
            _ => {
                return Err(Error::UnknownName {
                    name: "strategy",
                    value: name.to_owned(),
                    known: "best1, rand1, rand2, randtobest1, currenttobest1, best2, each with bin \
                            or exp",
                });
            }
        })
    }
}

impl Strategy {
    fn is_binomial(self) -> bool {
        matches!(
            self,
            Self::Best1Bin
                | Self::Rand1Bin
                | Self::Rand2Bin
                | Self::RandToBest1Bin
                | Self::CurrentToBest1Bin
                | Self::Best2Bin
        )
    }
}

/// The weight of differences.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Mutation {
    /// Always this one, between 0 and 2.
    Constant(f64),
    /// In each generation another one between these, which makes convergence faster.
    Dithered(f64, f64),
}

/// When a better trial takes its parent's place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Updating {
    /// At once.
    #[default]
    Immediate,
    /// At the end of the generation.
    Deferred,
}

/// What [`differential_evolution`] may be told; the defaults are those of SciPy.
///
/// # Examples
///
/// ```
/// use onkai_optimize::{DifferentialEvolutionOptions, Mutation};
/// let options = DifferentialEvolutionOptions { popsize: 30, seed: 7, ..Default::default() };
/// assert_eq!(options.mutation, Mutation::Dithered(0.5, 1.0));
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct DifferentialEvolutionOptions {
    /// How trials are mixed.
    pub strategy: Strategy,
    /// Generations; default 1000.
    pub maxiter: usize,
    /// Members per variable that is not fixed; default 15.
    pub popsize: usize,
    /// Ends where the standard deviation of the values is at most `atol + tol` times the modulus of
    /// their mean; default 0.01.
    pub tol: f64,
    /// See `tol`; default 0.
    pub atol: f64,
    /// The weight of differences; default dithered between 0.5 and 1.
    pub mutation: Mutation,
    /// The chance of a variable to come from the mixture, from 0 to 1; default 0.7.
    pub recombination: f64,
    /// Whether L-BFGS-B polishes the best member; default yes.
    pub polish: bool,
    /// How the first population is spread.
    pub init: Init,
    /// A member to start with, `[n]`.
    pub x0: Option<Array1<f64>>,
    /// Which variables are whole numbers, `[n]`; by default none.
    pub integrality: Option<Array1<bool>>,
    /// When better trials take their parents' places.
    pub updating: Updating,
    /// The seed of the random numbers; default 0.
    pub seed: u64,
}

impl Default for DifferentialEvolutionOptions {
    fn default() -> Self {
        Self {
            strategy: Strategy::Best1Bin,
            maxiter: 1000,
            popsize: 15,
            tol: 0.01,
            atol: 0.0,
            mutation: Mutation::Dithered(0.5, 1.0),
            recombination: 0.7,
            polish: true,
            init: Init::LatinHypercube,
            x0: None,
            integrality: None,
            updating: Updating::Immediate,
            seed: 0,
        }
    }
}

/// The best member and how it was found.
#[derive(Clone, Debug, PartialEq)]
pub struct DifferentialEvolutionResult {
    /// The best member, `[n]`.
    pub x: Array1<f64>,
    /// Its value.
    pub fun: f64,
    /// The last population, one member a row, the best one first.
    pub population: Array2<f64>,
    /// Its values.
    pub population_values: Array1<f64>,
    /// Evaluations.
    pub nfev: usize,
    /// Generations.
    pub nit: usize,
    /// Whether the population has converged.
    pub converged: bool,
    /// Whether the callback ended it.
    pub is_stopped: bool,
}

/// The minimum of `fun` within `bounds`.
///
/// # Shapes
///
/// `bounds`: of `n` variables, all finite.
///
/// # Errors
///
/// As [`Evolver::run`].
///
/// # Examples
///
/// ```
/// use ndarray::ArrayRef1;
/// use onkai_optimize::{Bounds, DifferentialEvolutionOptions, differential_evolution, rosen};
/// let bounds = Bounds::uniform(3, 0.0, 2.0)?;
/// let result = differential_evolution(rosen, &bounds, &DifferentialEvolutionOptions::default())?;
/// assert!(result.converged && result.x.iter().all(|x| (x - 1.0).abs() < 1e-4));
/// # Ok::<(), onkai_optimize::Error>(())
/// ```
///
/// # Differences from SciPy
///
/// Constraints and Sobol sequences are not there. Random numbers come from a seed and are other ones.
///
/// # References
///
/// R. Storn, K. Price, "Differential evolution – a simple and efficient heuristic for global
/// optimization over continuous spaces", J. Global Optim. 11, 1997.
/// <https://doi.org/10.1023/A:1008202821328>
pub fn differential_evolution<F>(
    fun: F,
    bounds: &Bounds,
    options: &DifferentialEvolutionOptions,
) -> Result<DifferentialEvolutionResult>
where
    F: FnMut(&ArrayRef1<f64>) -> f64,
{
    Evolver::new(fun).run(bounds, options)
}

type Function<'a> = Box<dyn FnMut(&ArrayRef1<f64>) -> f64 + 'a>;
type Callback<'a> = Box<dyn FnMut(&ArrayRef1<f64>, f64) -> ControlFlow<()> + 'a>;

/// A function for differential evolution with a callback.
///
/// # Examples
///
/// ```
/// use std::ops::ControlFlow;
/// use onkai_optimize::{Bounds, DifferentialEvolutionOptions, Evolver, rosen};
/// let evolver = Evolver::new(rosen).callback(|_, fun| {
///     if fun < 0.1 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
/// });
/// let options = DifferentialEvolutionOptions { polish: false, ..Default::default() };
/// let result = evolver.run(&Bounds::uniform(2, -2.0, 2.0)?, &options)?;
/// assert!(result.is_stopped && result.fun < 0.1);
/// # Ok::<(), onkai_optimize::Error>(())
/// ```
pub struct Evolver<'a> {
    fun: Function<'a>,
    callback: Option<Callback<'a>>,
}

impl fmt::Debug for Evolver<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Evolver").finish_non_exhaustive()
    }
}

impl<'a> Evolver<'a> {
    /// The function to minimize.
    pub fn new<F: FnMut(&ArrayRef1<f64>) -> f64 + 'a>(fun: F) -> Self {
        Self { fun: Box::new(fun), callback: None }
    }

    /// Is called with the best member and its value after each generation, and may end it all.
    #[must_use]
    pub fn callback<C>(mut self, callback: C) -> Self
    where
        C: FnMut(&ArrayRef1<f64>, f64) -> ControlFlow<()> + 'a,
    {
        self.callback = Some(Box::new(callback));
        self
    }

    /// Looks for the minimum.
    ///
    /// # Errors
    ///
    /// [`Error::TooShort`] without variables or with fewer than five members, [`Error::Values`] for
    /// bounds that are not finite, leave no room, or hold no whole number where one is asked for, or
    /// an `x0` outside of them; [`Error::Shape`], [`Error::NotFinite`] and [`Error::Parameter`] for
    /// options that do not fit.
    pub fn run(
        mut self,
        bounds: &Bounds,
        options: &DifferentialEvolutionOptions,
    ) -> Result<DifferentialEvolutionResult> {
        let n = bounds.lower.len();
        options.check(bounds)?;
        let mut random = Random::new(options.seed);
        let whole = options.integrality.clone().unwrap_or_else(|| Array1::from_elem(n, false));
        let n_free = (0..n).filter(|&j| bounds.lower[j] < bounds.upper[j]).count();
        let mut units =
            options.init.population(options.popsize * n_free.max(1), bounds, &mut random)?;
        if let Some(x0) = &options.x0 {
            for j in 0..n {
                let width = bounds.upper[j] - bounds.lower[j];
                units[[0, j]] = if width == 0.0 { 0.5 } else { (x0[j] - bounds.lower[j]) / width };
            }
        }
        let values = Array1::from_elem(units.nrows(), f64::INFINITY);
        let mut evolution = Evolution { bounds, options, whole, units, values, random, nfev: 0 };
        for i in 0..evolution.values.len() {
            let member = evolution.units.row(i).to_owned();
            evolution.values[i] = evolution.value(&mut self.fun, &member);
        }
        evolution.best_first();
        let (mut nit, mut converged, mut is_stopped) = (0, evolution.is_converged(), false);
        while nit < options.maxiter && !converged && !is_stopped {
            nit += 1;
            evolution.generation(&mut self.fun);
            if let Some(callback) = &mut self.callback {
                let best = evolution.scaled(&evolution.units.row(0));
                is_stopped = callback(&best, evolution.values[0]).is_break();
            }
            converged = evolution.is_converged();
        }
        let mut result = evolution.result();
        (result.nit, result.converged, result.is_stopped) = (nit, converged, is_stopped);
        if options.polish {
            polish(&mut self.fun, &mut result, bounds, &evolution.whole)?;
        }
        Ok(result)
    }
}

impl DifferentialEvolutionOptions {
    fn check(&self, bounds: &Bounds) -> Result<()> {
        let n = bounds.lower.len();
        if n == 0 {
            return Err(Error::TooShort { name: "bounds", expected: 1, actual: 0 });
        }
        bounds.check(n)?;
        if bounds.lower.iter().chain(&bounds.upper).any(|b| !b.is_finite()) {
            return Err(Error::Values { name: "bounds", requirement: "be finite" });
        }
        let weights = match self.mutation {
            Mutation::Constant(weight) => [weight, weight],
            Mutation::Dithered(low, high) => [low, high],
        };
        for weight in weights {
            if !(0.0..2.0).contains(&weight) {
                return Err(Error::parameter("mutation", weight, "from 0 to below 2"));
            }
        }
        let chance = self.recombination;
        if !(0.0..=1.0).contains(&chance) {
            return Err(Error::parameter("recombination", chance, "from 0 to 1"));
        }
        for (name, tol) in [("tol", self.tol), ("atol", self.atol)] {
            if tol.is_nan() || tol < 0.0 {
                return Err(Error::parameter(name, tol, "0 or more"));
            }
        }
        if self.popsize == 0 {
            return Err(Error::parameter("popsize", 0.0, "at least 1"));
        }
        if let Some(x0) = &self.x0
            && !bounds.contains(x0)
        {
            return Err(Error::Values { name: "x0", requirement: "lie within `bounds`" });
        }
        let Some(whole) = &self.integrality else { return Ok(()) };
        if whole.len() != n {
            let (expected, actual) = (vec![n], vec![whole.len()]);
            return Err(Error::Shape { name: "integrality", expected, actual });
        }
        if (0..n).any(|j| whole[j] && bounds.lower[j].ceil() > bounds.upper[j].floor()) {
            let requirement = "hold a whole number for each variable that is one";
            return Err(Error::Values { name: "bounds", requirement });
        }
        Ok(())
    }
}

fn polish(
    fun: &mut dyn FnMut(&ArrayRef1<f64>) -> f64,
    result: &mut DifferentialEvolutionResult,
    bounds: &Bounds,
    whole: &ArrayRef1<bool>,
) -> Result<()> {
    let mut box_around = bounds.clone();
    for j in 0..whole.len() {
        if whole[j] {
            (box_around.lower[j], box_around.upper[j]) = (result.x[j], result.x[j]);
        }
    }
    let options = MinimizeOptions { bounds: Some(box_around), ..Default::default() };
    let polished = minimize(fun, &result.x, &options)?;
    result.nfev += polished.nfev;
    if polished.fun < result.fun && bounds.contains(&polished.x) {
        (result.x, result.fun) = (polished.x, polished.fun);
        result.population.row_mut(0).assign(&result.x);
        result.population_values[0] = result.fun;
    }
    Ok(())
}

/// A population in units of its bounds, the best member first.
struct Evolution<'a> {
    bounds: &'a Bounds,
    options: &'a DifferentialEvolutionOptions,
    whole: Array1<bool>,
    units: Array2<f64>,
    values: Array1<f64>,
    random: Random,
    nfev: usize,
}

impl Evolution<'_> {
    /// A member as the function gets it.
    fn scaled(&self, units: &ArrayRef1<f64>) -> Array1<f64> {
        Array1::from_shape_fn(units.len(), |j| {
            let (lower, upper) = (self.bounds.lower[j], self.bounds.upper[j]);
            if self.whole[j] {
                // Each whole number has the same share of the unit.
                let (least, most) = (lower.ceil(), upper.floor());
                return (least + (units[j] * (most - least + 1.0)).floor()).min(most);
            }
            (lower + units[j] * (upper - lower)).min(upper)
        })
    }

    fn value(
        &mut self,
        fun: &mut dyn FnMut(&ArrayRef1<f64>) -> f64,
        units: &ArrayRef1<f64>,
    ) -> f64 {
        self.nfev += 1;
        let value = fun(&self.scaled(units));
        if value.is_nan() { f64::INFINITY } else { value }
    }

    fn best_first(&mut self) {
        let best =
            (0..self.values.len()).min_by(|&a, &b| self.values[a].total_cmp(&self.values[b]));
        if let Some(best) = best {
            self.values.swap(0, best);
            for j in 0..self.units.ncols() {
                self.units.swap([0, j], [best, j]);
            }
        }
    }

    fn is_converged(&self) -> bool {
        let n = self.values.len() as f64;
        let mean = self.values.sum() / n;
        let deviation = (self.values.iter().map(|v| (v - mean).powi(2)).sum::<f64>() / n).sqrt();
        deviation <= self.options.atol + self.options.tol * mean.abs()
    }

    fn generation(&mut self, fun: &mut dyn FnMut(&ArrayRef1<f64>) -> f64) {
        let weight = match self.options.mutation {
            Mutation::Constant(weight) => weight,
            Mutation::Dithered(low, high) => self.random.between(low, high),
        };
        let mut later = Vec::new();
        for i in 0..self.values.len() {
            let trial = self.trial(i, weight);
            let value = self.value(fun, &trial);
            if value > self.values[i] {
                continue;
            }
            match self.options.updating {
                Updating::Deferred => later.push((i, trial, value)),
                Updating::Immediate => {
                    self.values[i] = value;
                    self.units.row_mut(i).assign(&trial);
                    if value < self.values[0] {
                        self.best_first();
                    }
                }
            }
        }
        for (i, trial, value) in later {
            self.values[i] = value;
            self.units.row_mut(i).assign(&trial);
        }
        self.best_first();
    }

    fn trial(&mut self, i: usize, weight: f64) -> Array1<f64> {
        let n = self.units.ncols();
        let mixture = self.mixture(i, weight);
        let mut trial = self.units.row(i).to_owned();
        let (first, chance) = (self.random.below(n), self.options.recombination);
        let is_binomial = self.options.strategy.is_binomial();
        for k in 0..n {
            // One variable always comes from the mixture.
            let j = (first + k) % n;
            if k == 0 || self.random.unit() < chance {
                trial[j] = mixture[j];
            } else if !is_binomial {
                break;
            }
        }
        for unit in &mut trial {
            if !(0.0..=1.0).contains(unit) {
                *unit = self.random.unit();
            }
        }
        trial
    }

    fn mixture(&mut self, i: usize, weight: f64) -> Array1<f64> {
        let order = self.random.permutation(self.values.len());
        // Where a population has five members, four are left beside the parent: the fifth repeats.
        let others: Vec<usize> = order.into_iter().filter(|&k| k != i).cycle().take(5).collect();
        let member = |k: usize| self.units.row(k);
        let [a, b, c, d, e] = [0, 1, 2, 3, 4].map(|k| member(others[k]));
        let (best, own) = (member(0), member(i));
        match self.options.strategy {
            Strategy::Best1Bin | Strategy::Best1Exp => &best + (&a - &b) * weight,
            Strategy::Rand1Bin | Strategy::Rand1Exp => &a + (&b - &c) * weight,
            Strategy::Rand2Bin | Strategy::Rand2Exp => &a + (&b + &c - d - e) * weight,
            Strategy::RandToBest1Bin | Strategy::RandToBest1Exp => {
                &a + (&best - &a) * weight + (&b - &c) * weight
            }
            Strategy::CurrentToBest1Bin | Strategy::CurrentToBest1Exp => {
                &own + (&best - &own + a - b) * weight
            }
            Strategy::Best2Bin | Strategy::Best2Exp => &best + (&a + &b - c - d) * weight,
        }
    }

    fn result(&self) -> DifferentialEvolutionResult {
        let mut population = self.units.clone();
        for mut row in population.rows_mut() {
            let scaled = self.scaled(&row);
            row.assign(&scaled);
        }
        DifferentialEvolutionResult {
            x: population.row(0).to_owned(),
            fun: self.values[0],
            population,
            population_values: self.values.clone(),
            nfev: self.nfev,
            nit: 0,
            converged: false,
            is_stopped: false,
        }
    }
}

//! The primal simplex method for variables with two bounds.

use ndarray::Array1;

use super::basis::Factor;
use super::program::{LinprogOptions, Pricing};
use super::ratio::{Moving, Stop, feasible, least_violation};
use super::result::{LinprogStatus, Marginals};
use super::scaled::Scaled;

/// Within this a variable of the scaled program keeps its bounds, unless the bounds leave no such point.
const TOLERANCE: f64 = 1e-9;
/// Steps shorter than this get nowhere.
const NO_STEP: f64 = 1e-12;
/// How often the basis may turn out singular.
const MAX_REPAIRS: usize = 3;

/// Where a variable stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    Basic,
    AtLower,
    AtUpper,
    /// At zero, as it has no bounds.
    Free,
}

/// A step that failed.
enum Failure {
    /// The basis is singular, or numbers overflow.
    Singular,
}

/// What the prices say.
struct Prices {
    /// The violations are lowered, not the cost.
    is_first_phase: bool,
    /// The slopes of the sum of violations or of the cost along each variable.
    slopes: Vec<f64>,
    /// The slopes are those of the cost in the present basis.
    is_current: bool,
}

/// The simplex method under way.
pub(super) struct Simplex {
    pub(super) problem: Scaled,
    options: LinprogOptions,
    basis: Vec<usize>,
    places: Vec<Place>,
    /// Values of variables and slacks.
    x: Vec<f64>,
    weights: Vec<f64>,
    prices: Prices,
    factor: Option<Factor>,
    tolerance: f64,
    n_in_place: usize,
    n_steps: usize,
    n_repairs: usize,
}

impl Simplex {
    pub(super) fn new(problem: Scaled, options: &LinprogOptions) -> Self {
        let (n, m) = (problem.n, problem.m);
        let mut simplex = Self {
            basis: Vec::new(),
            places: vec![Place::AtLower; n + m],
            x: vec![0.0; n + m],
            weights: vec![1.0; n + m],
            prices: Prices { is_first_phase: false, slopes: Vec::new(), is_current: false },
            factor: None,
            tolerance: TOLERANCE,
            n_in_place: 0,
            n_steps: 0,
            n_repairs: 0,
            problem,
            options: *options,
        };
        simplex.start_from_slacks();
        simplex
    }

    /// Steps so far.
    pub(super) fn n_steps(&self) -> usize {
        self.n_steps
    }

    /// The basis and where its variables stand, from which a similar program can be solved.
    pub(super) fn standing(&self) -> (Vec<usize>, Vec<Place>) {
        (self.basis.clone(), self.places.clone())
    }

    /// Goes on from what [`Self::standing`] gave.
    pub(super) fn start_from(&mut self, (basis, places): (Vec<usize>, Vec<Place>)) {
        (self.basis, self.places) = (basis, places);
        self.factor = None;
        self.n_repairs = 0;
        self.tolerance = TOLERANCE;
    }

    fn start_from_slacks(&mut self) {
        let (n, m) = (self.problem.n, self.problem.m);
        self.basis = (n..n + m).collect();
        // Where the cost draws a variable to; those without that bound are put right in `refactor`.
        let drawn = |&cost: &f64| if cost < 0.0 { Place::AtUpper } else { Place::AtLower };
        self.places = self.problem.cost[..n].iter().map(drawn).collect();
        self.places.resize(n + m, Place::Basic);
        self.factor = None;
    }

    /// The variables of the program as it was given.
    pub(super) fn point(&self) -> Array1<f64> {
        self.problem.variables(&self.x[..self.problem.n])
    }

    /// Solves the program from where it stands.
    pub(super) fn solve(&mut self) -> LinprogStatus {
        let default = 1000 + 50 * self.x.len();
        let last = self.n_steps + self.options.maxiter.unwrap_or(default);
        loop {
            match self.step(last) {
                Ok(None) => {}
                Ok(Some(status)) => return status,
                Err(Failure::Singular) if self.n_repairs < MAX_REPAIRS => {
                    self.n_repairs += 1;
                    self.start_from_slacks();
                }
                Err(Failure::Singular) => return LinprogStatus::NumericalDifficulties,
            }
        }
    }

    /// Solves the program after its bounds were changed.
    pub(super) fn solve_again(&mut self) -> LinprogStatus {
        self.factor = None;
        self.solve()
    }

    /// One step, or why there is none.
    fn step(&mut self, last: usize) -> Result<Option<LinprogStatus>, Failure> {
        let is_worn = self.factor.as_ref().is_none_or(Factor::is_worn);
        if is_worn {
            self.refactor()?;
        }
        self.set_prices()?;
        let Some(entering) = self.entering() else {
            if self.is_fresh() {
                return Ok(self.no_entering());
            }
            // What rounding has left is judged only after a fresh start.
            self.factor = None;
            return Ok(None);
        };
        if self.n_steps == last {
            return Ok(Some(LinprogStatus::IterationLimit));
        }
        let slope = self.prices.slopes[entering];
        let direction = -slope.signum();
        let column = self.solved_column(entering)?;
        let moving = self.moving(&column, direction);
        let in_order = self.is_in_order();
        let stop = if self.prices.is_first_phase {
            least_violation(&moving, slope.abs(), self.tolerance, in_order)
        } else {
            feasible(&moving, 0.5 * self.tolerance, in_order)
        };
        let range = self.problem.upper[entering] - self.problem.lower[entering];
        self.n_steps += 1;
        match stop {
            Some(stop) if stop.length < range => {
                self.pivot(entering, direction, stop, column)?;
            }
            _ if range.is_finite() => self.flip(entering, direction * range, &column),
            _ if !self.is_fresh() => {
                self.factor = None;
                self.n_steps -= 1;
            }
            _ if self.prices.is_first_phase => return Err(Failure::Singular),
            _ => return Ok(Some(LinprogStatus::Unbounded)),
        }
        Ok(None)
    }

    fn is_fresh(&self) -> bool {
        self.factor.as_ref().is_some_and(Factor::is_fresh)
    }

    /// Whether variables are taken by number, as many steps got nowhere.
    fn is_in_order(&self) -> bool {
        let patience = 50 + self.basis.len() / 2;
        self.options.pricing == Pricing::Bland || self.n_in_place > patience
    }

    /// Factors the basis anew and computes all values from it.
    fn refactor(&mut self) -> Result<(), Failure> {
        let factor = Factor::new(&self.problem, &self.basis).ok_or(Failure::Singular)?;
        let mut right = self.problem.right.clone();
        for j in 0..self.x.len() {
            let (lower, upper) = (self.problem.lower[j], self.problem.upper[j]);
            // A bound may have come or gone since the variable was put there.
            let place = match self.places[j] {
                Place::Basic => continue,
                Place::AtUpper if upper.is_finite() => Place::AtUpper,
                _ if lower.is_finite() => Place::AtLower,
                _ if upper.is_finite() => Place::AtUpper,
                _ => Place::Free,
            };
            self.places[j] = place;
            self.x[j] = match place {
                Place::AtLower => lower,
                Place::AtUpper => upper,
                _ => 0.0,
            };
            if self.x[j] != 0.0 {
                let x = self.x[j];
                self.problem.column(j).for_each(|(i, value)| right[i] -= value * x);
            }
        }
        let basic = factor.solve(right).ok_or(Failure::Singular)?;
        for (&j, value) in self.basis.iter().zip(basic) {
            self.x[j] = value;
        }
        self.factor = Some(factor);
        self.prices.is_current = false;
        Ok(())
    }

    fn violation(&self, j: usize) -> f64 {
        (self.problem.lower[j] - self.x[j]).max(self.x[j] - self.problem.upper[j])
    }

    fn solved(&self, v: Vec<f64>, transposed: bool) -> Result<Vec<f64>, Failure> {
        let factor = self.factor.as_ref().ok_or(Failure::Singular)?;
        let solved = if transposed { factor.solve_transposed(v) } else { factor.solve(v) };
        solved.ok_or(Failure::Singular)
    }

    /// Computes the slopes of the sum of violations, or of the cost if there are none.
    fn set_prices(&mut self) -> Result<(), Failure> {
        let mut gradient = vec![0.0; self.basis.len()];
        for (g, &j) in gradient.iter_mut().zip(&self.basis) {
            if self.violation(j) > self.tolerance {
                *g = if self.x[j] < self.problem.lower[j] { -1.0 } else { 1.0 };
            }
        }
        let is_first_phase = gradient.iter().any(|&g| g != 0.0);
        if !is_first_phase {
            if self.prices.is_current {
                return Ok(());
            }
            gradient = self.basis.iter().map(|&j| self.problem.cost[j]).collect();
        }
        let y = self.solved(gradient, true)?;
        let slope = |j: usize| match self.places[j] {
            Place::Basic => 0.0,
            _ if is_first_phase => -self.problem.column_dot(j, &y),
            _ => self.problem.cost[j] - self.problem.column_dot(j, &y),
        };
        let slopes = (0..self.x.len()).map(slope).collect();
        self.prices = Prices { is_first_phase, slopes, is_current: !is_first_phase };
        Ok(())
    }

    /// The variable that shall change, if any can improve on what is.
    fn entering(&self) -> Option<usize> {
        let slopes = &self.prices.slopes;
        let tolerance = self.options.dual_feasibility_tolerance * 1e-2;
        let improves = |&j: &usize| {
            let slope = slopes[j];
            self.problem.lower[j] < self.problem.upper[j]
                && match self.places[j] {
                    Place::Basic => false,
                    Place::AtLower => slope < -tolerance,
                    Place::AtUpper => slope > tolerance,
                    Place::Free => slope.abs() > tolerance,
                }
        };
        let mut candidates = (0..self.x.len()).filter(improves);
        if self.is_in_order() {
            return candidates.next();
        }
        let score = |j: usize| match self.options.pricing {
            Pricing::Dantzig => slopes[j].abs(),
            _ => slopes[j].powi(2) / self.weights[j],
        };
        candidates.reduce(|a, b| if score(b) > score(a) { b } else { a })
    }

    /// What it means that no variable can improve on what is.
    fn no_entering(&mut self) -> Option<LinprogStatus> {
        if !self.prices.is_first_phase {
            return Some(LinprogStatus::Optimal);
        }
        let worst = self.basis.iter().map(|&j| self.violation(j)).fold(0.0, f64::max);
        if worst > self.options.primal_feasibility_tolerance {
            return Some(LinprogStatus::Infeasible);
        }
        // Nothing better is to be had, and it is good enough: the cost's turn.
        self.tolerance = 2.0 * worst;
        None
    }

    /// Column `j` in terms of the basis.
    fn solved_column(&self, j: usize) -> Result<Vec<f64>, Failure> {
        let mut column = vec![0.0; self.basis.len()];
        self.problem.column(j).for_each(|(i, value)| column[i] = value);
        self.solved(column, false)
    }

    fn moving(&self, column: &[f64], direction: f64) -> Vec<Moving> {
        let moving = |(row, (&variable, element)): (usize, (&usize, &f64))| Moving {
            row,
            variable,
            x: self.x[variable],
            rate: -direction * element,
            lower: self.problem.lower[variable],
            upper: self.problem.upper[variable],
        };
        let all = self.basis.iter().zip(column).enumerate().map(moving);
        all.filter(Moving::counts).collect()
    }

    fn advance(&mut self, entering: usize, change: f64, column: &[f64]) {
        self.x[entering] += change;
        for (&j, element) in self.basis.iter().zip(column) {
            self.x[j] -= change * element;
        }
    }

    /// Moves a variable from one bound to the other.
    fn flip(&mut self, entering: usize, change: f64, column: &[f64]) {
        self.advance(entering, change, column);
        let to_upper = change > 0.0;
        self.places[entering] = if to_upper { Place::AtUpper } else { Place::AtLower };
        let bounds = if to_upper { &self.problem.upper } else { &self.problem.lower };
        self.x[entering] = bounds[entering];
        self.n_in_place = 0;
    }

    /// Moves a variable into the basis, in the place of the one that stops it.
    fn pivot(
        &mut self,
        entering: usize,
        direction: f64,
        stop: Stop,
        column: Vec<f64>,
    ) -> Result<(), Failure> {
        self.n_in_place = if stop.length < NO_STEP { self.n_in_place + 1 } else { 0 };
        if self.options.pricing == Pricing::Devex {
            self.update_prices(entering, stop.row, column[stop.row])?;
        } else {
            self.prices.is_current = false;
        }
        self.advance(entering, direction * stop.length, &column);
        let leaving = self.basis[stop.row];
        (self.places[leaving], self.x[leaving]) = if stop.at_upper {
            (Place::AtUpper, self.problem.upper[leaving])
        } else {
            (Place::AtLower, self.problem.lower[leaving])
        };
        self.basis[stop.row] = entering;
        self.places[entering] = Place::Basic;
        if let Some(factor) = &mut self.factor {
            factor.exchange(stop.row, column);
        }
        Ok(())
    }

    /// Turns slopes and weights into those of the basis in which `entering` stands in this row.
    ///
    /// The weights are Harris': how steep a slope is in the frame of the variables outside the basis
    /// at first.
    fn update_prices(&mut self, entering: usize, row: usize, pivot: f64) -> Result<(), Failure> {
        let mut unit = vec![0.0; self.basis.len()];
        unit[row] = 1.0;
        let y = self.solved(unit, true)?;
        let (slope, weight) = (self.prices.slopes[entering], self.weights[entering]);
        let mut largest = 1.0_f64;
        for j in 0..self.x.len() {
            if self.places[j] != Place::Basic && j != entering {
                let ratio = self.problem.column_dot(j, &y) / pivot;
                self.prices.slopes[j] -= slope * ratio;
                self.weights[j] = self.weights[j].max(ratio * ratio * weight);
                largest = largest.max(self.weights[j]);
            }
        }
        let leaving = self.basis[row];
        self.prices.slopes[leaving] = -slope / pivot;
        self.prices.slopes[entering] = 0.0;
        self.weights[leaving] = (weight / (pivot * pivot)).max(1.0);
        // A frame that has become this crooked says nothing any more.
        if largest > 1e7 {
            self.weights.fill(1.0);
        }
        Ok(())
    }

    /// What the limits of an optimal program cost, of which the first `m_ub` rows are inequalities.
    pub(super) fn marginals(&self, m_ub: usize) -> Marginals {
        let cost = self.basis.iter().map(|&j| self.problem.cost[j]).collect();
        let y = self.solved(cost, true).unwrap_or_else(|_| vec![0.0; self.problem.m]);
        let prices = self.problem.prices(&y);
        let n = self.problem.n;
        let slope = |j: usize| match self.places[j] {
            Place::Basic => 0.0,
            _ => self.problem.slope(j, self.problem.cost[j] - self.problem.column_dot(j, &y)),
        };
        // Which bound of a fixed variable counts, the sign tells.
        let is_fixed = |j: usize| self.problem.lower[j] == self.problem.upper[j];
        let part = |place: Place, sign: f64| -> Array1<f64> {
            let value = |j: usize| {
                let slope = slope(j);
                let counts = self.places[j] == place || is_fixed(j);
                if counts && slope * sign > 0.0 { slope } else { 0.0 }
            };
            (0..n).map(value).collect()
        };
        Marginals {
            ineqlin: prices.iter().take(m_ub).map(|y| y.min(0.0)).collect(),
            eqlin: prices.iter().skip(m_ub).copied().collect(),
            lower: part(Place::AtLower, 1.0),
            upper: part(Place::AtUpper, -1.0),
        }
    }
}

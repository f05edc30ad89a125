//! The method of conjugate directions of Powell.
//!
//! Counterpart of `scipy.optimize.minimize(method="Powell")`.

use ndarray::{Array1, Array2, ArrayRef1, Zip};
use onkai_core::{Error, Result, check_finite, check_positive};

use super::bounds::Bounds;
use super::problem::{End, Limit, Problem};
use super::result::{OptimizeResult, Status};
use crate::scalar::{BoundedOptions, BrentOptions, bounded, unbounded};

/// Options of [`Method::Powell`](crate::Method::Powell); the default is SciPy's.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_optimize::{Method, MinimizeOptions, PowellOptions, minimize, rosen};
/// let method = Some(Method::Powell(PowellOptions { ftol: 1e-8, ..Default::default() }));
/// let options = MinimizeOptions { method, ..Default::default() };
/// let result = minimize(rosen, &array![-1.2, 1.0], &options)?;
/// assert!(result.success() && result.fun < 1e-8);
/// # Ok::<(), onkai_optimize::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct PowellOptions {
    /// How exact, relatively, the minimum along a line must be.
    pub xtol: f64,
    /// Converged once a round of all directions lowers the value by at most this, relatively.
    pub ftol: f64,
    /// At most so many iterations; by default 1000 for each variable, or as many as it takes if
    /// `maxfun` is given.
    pub maxiter: Option<usize>,
    /// At most so many evaluations; by default 1000 for each variable, or as many as it takes if
    /// `maxiter` is given.
    pub maxfun: Option<usize>,
    /// The first directions, one a row, `[n, n]`; by default the axes.
    pub directions: Option<Array2<f64>>,
}

impl Default for PowellOptions {
    fn default() -> Self {
        Self { xtol: 1e-4, ftol: 1e-4, maxiter: None, maxfun: None, directions: None }
    }
}

impl PowellOptions {
    fn first_directions(&self, n: usize) -> Result<Array2<f64>> {
        let Some(directions) = &self.directions else { return Ok(Array2::eye(n)) };
        if directions.dim() != (n, n) {
            let (expected, actual) = (vec![n, n], directions.shape().to_vec());
            return Err(Error::Shape { name: "directions", expected, actual });
        }
        check_finite("directions", directions)?;
        Ok(directions.clone())
    }
}

/// Minimizes along each direction in turn, then puts the way of the whole round in the place of the
/// direction that gained most, if that keeps the directions independent.
///
/// # References
///
/// M. J. D. Powell, *An efficient method for finding the minimum of a function of several variables
/// without calculating derivatives*, Comput. J. 7 (1964) 155–162, doi:10.1093/comjnl/7.2.155.
pub(crate) fn powell(
    problem: &mut Problem<'_>,
    x0: Array1<f64>,
    options: &PowellOptions,
) -> Result<OptimizeResult> {
    let n = x0.len();
    check_positive("xtol", options.xtol)?;
    let limit = Limit::new(options.maxiter, options.maxfun, 1000 * n);
    let mut directions = options.first_directions(n)?;
    let mut search = Search {
        fun: problem.value(&x0),
        trial: x0.clone(),
        way: Array1::zeros(n),
        x: x0,
        bounds: problem.bounds.clone(),
        // Lines are searched a hundred times less exactly than the whole.
        accuracy: 100.0 * options.xtol,
        maxfun: limit.maxfun,
    };
    let mut round_start = search.x.clone();
    let mut nit = 0;
    let status = loop {
        let before = search.fun;
        if before.is_nan() {
            break Status::NotFinite;
        }
        let (best, most) = search.round(problem, &directions);
        nit += 1;
        if problem.report(&search.x, search.fun, nit).is_break() {
            break Status::Stopped;
        }
        let scale = options.ftol * (before.abs() + search.fun.abs()) + 1e-20;
        if problem.nfev() >= limit.maxfun {
            break Status::EvaluationLimit;
        }
        if 2.0 * (before - search.fun) <= scale {
            break Status::Converged;
        }
        if nit >= limit.maxiter {
            break Status::IterationLimit;
        }
        if search.fun == f64::NEG_INFINITY {
            break Status::NotFinite;
        }
        let way = &search.x - &round_start;
        round_start.assign(&search.x);
        let beyond = search.value_beyond(problem, &way);
        if before > beyond {
            let gain = before - search.fun - most;
            let bend = 2.0 * (before + beyond - 2.0 * search.fun) * gain * gain;
            if bend < most * (before - beyond).powi(2) {
                search.minimize_along(problem, &way);
                if search.way.iter().any(|&d| d != 0.0) {
                    let last = directions.row(n - 1).to_owned();
                    directions.row_mut(best).assign(&last);
                    directions.row_mut(n - 1).assign(&search.way);
                }
            }
        }
    };
    // A search between bounds may end in a valley higher than where it began.
    let (x, fun) = problem.lowest((search.x, search.fun));
    let end = End { x, fun, jac: None, nit, status };
    Ok(OptimizeResult { directions: Some(directions), ..problem.best_result(end)? })
}

struct Search {
    x: Array1<f64>,
    fun: f64,
    trial: Array1<f64>,
    /// The last step.
    way: Array1<f64>,
    bounds: Option<Bounds>,
    accuracy: f64,
    maxfun: usize,
}

impl Search {
    /// Minimizes along all directions; which one gained most, and how much.
    fn round(&mut self, problem: &mut Problem<'_>, directions: &Array2<f64>) -> (usize, f64) {
        let mut most = (0, 0.0);
        for (i, direction) in directions.outer_iter().enumerate() {
            let before = self.fun;
            self.minimize_along(problem, &direction);
            if before - self.fun > most.1 {
                most = (i, before - self.fun);
            }
        }
        most
    }

    /// Moves `x` to the minimum on the line along `direction`, within the bounds.
    fn minimize_along(&mut self, problem: &mut Problem<'_>, direction: &ArrayRef1<f64>) {
        self.way.fill(0.0);
        if direction.iter().all(|&d| d == 0.0) {
            return;
        }
        let (low, high) = self.range(direction);
        let mut value = |step: f64| {
            // Past the limit nothing is worth going to.
            if problem.nfev() >= self.maxfun {
                return f64::INFINITY;
            }
            move_to(&mut self.trial, &self.x, (step, direction), self.bounds.as_ref());
            problem.value(&self.trial)
        };
        let options = BoundedOptions { xatol: self.accuracy / 100.0, ..Default::default() };
        let (step, fun) = if low == f64::NEG_INFINITY && high == f64::INFINITY {
            let options = BrentOptions { xtol: self.accuracy, ..Default::default() };
            let minimum = unbounded(&mut value, options);
            (minimum.x, minimum.fun)
        } else if low.is_finite() && high.is_finite() {
            let minimum = bounded(&mut value, (low, high), options);
            (minimum.x, minimum.fun)
        } else {
            // One end is at infinity: an angle's tangent takes the step's place.
            let mut at_angle = |angle: f64| value(angle.tan());
            let minimum = bounded(&mut at_angle, (low.atan(), high.atan()), options);
            (minimum.x.tan(), minimum.fun)
        };
        if fun.is_finite() && step.is_finite() {
            self.way.assign(direction);
            self.way *= step;
            self.x += &self.way;
            // Rounding may lead past a bound.
            if let Some(bounds) = &self.bounds {
                bounds.clip(&mut self.x);
            }
            self.fun = fun;
        }
    }

    /// Which multiples of a direction stay within the bounds.
    fn range(&self, direction: &ArrayRef1<f64>) -> (f64, f64) {
        let Some(bounds) = &self.bounds else { return (f64::NEG_INFINITY, f64::INFINITY) };
        let (mut low, mut high) = (f64::NEG_INFINITY, f64::INFINITY);
        for (i, &d) in direction.iter().enumerate().filter(|(_, d)| **d != 0.0) {
            let to_lower = (bounds.lower[i] - self.x[i]) / d;
            let to_upper = (bounds.upper[i] - self.x[i]) / d;
            low = low.max(to_lower.min(to_upper));
            high = high.min(to_lower.max(to_upper));
        }
        if low <= high { (low, high) } else { (0.0, 0.0) }
    }

    /// The value as far beyond `x` as the last round has come, or at the bound before.
    fn value_beyond(&mut self, problem: &mut Problem<'_>, way: &ArrayRef1<f64>) -> f64 {
        let step = self.range(way).1.min(1.0);
        move_to(&mut self.trial, &self.x, (step, way), self.bounds.as_ref());
        problem.value(&self.trial)
    }
}

/// A point on a line, within the bounds.
fn move_to(
    to: &mut Array1<f64>,
    from: &Array1<f64>,
    (step, direction): (f64, &ArrayRef1<f64>),
    bounds: Option<&Bounds>,
) {
    Zip::from(&mut *to).and(from).and(direction).for_each(|to, &from, &d| *to = from + step * d);
    if let Some(bounds) = bounds {
        bounds.clip(to);
    }
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;
    use crate::{Method, MinimizeOptions, minimize, rosen};

    fn with(options: PowellOptions) -> MinimizeOptions {
        MinimizeOptions { method: Some(Method::Powell(options)), ..Default::default() }
    }

    #[test]
    fn conjugate_directions_solve_a_quadratic() {
        let f = |x: &ArrayRef1<f64>| x[0] * x[0] + x[0] * x[1] + 3.0 * x[1] * x[1] - x[0];
        let result = minimize(f, &array![4.0, -3.0], &with(PowellOptions::default())).unwrap();
        let exact = array![6.0 / 11.0, -1.0 / 11.0];
        assert!(result.success() && (result.x - exact).iter().all(|e| e.abs() < 1e-5));
        assert_eq!(result.directions.unwrap().dim(), (2, 2));
    }

    #[test]
    fn options_are_obeyed() {
        let x0 = array![-1.2, 1.0];
        let options = PowellOptions { maxfun: Some(30), ..Default::default() };
        let result = minimize(rosen, &x0, &with(options)).unwrap();
        assert_eq!(result.status, Status::EvaluationLimit);
        assert!(result.nfev <= 31 && result.fun < rosen(&x0));
        let options = PowellOptions { maxiter: Some(2), ..Default::default() };
        let result = minimize(rosen, &x0, &with(options)).unwrap();
        assert_eq!((result.status, result.nit), (Status::IterationLimit, 2));
        let turned = array![[1.0, 1.0], [1.0, -1.0]];
        let options = PowellOptions { directions: Some(turned), ..Default::default() };
        assert!(minimize(rosen, &x0, &with(options)).unwrap().fun < 1e-8);
    }

    #[test]
    fn bad_options_are_refused() {
        let refused = |options| minimize(rosen, &array![0.0, 0.0], &with(options)).unwrap_err();
        let default = PowellOptions::default;
        let error = refused(PowellOptions { directions: Some(Array2::eye(3)), ..default() });
        assert!(matches!(error, Error::Shape { name: "directions", .. }));
        let error = refused(PowellOptions { xtol: -1.0, ..default() });
        assert!(matches!(error, Error::Parameter { name: "xtol", .. }));
        let infinite = array![[f64::INFINITY, 0.0], [0.0, 1.0]];
        let error = refused(PowellOptions { directions: Some(infinite), ..default() });
        assert!(matches!(error, Error::NotFinite { name: "directions", .. }));
    }

    #[test]
    fn a_half_open_box_is_searched_by_angles() {
        let bounds = Bounds::new(array![1.5, f64::NEG_INFINITY], array![f64::INFINITY, 9.0]);
        let method = Some(Method::Powell(PowellOptions::default()));
        let bounds = Some(bounds.unwrap());
        let options = MinimizeOptions { method, bounds, ..Default::default() };
        let result = minimize(|x| x[0] * x[0] + x[1] * x[1], &array![3.0, 4.0], &options).unwrap();
        assert!((result.x - array![1.5, 0.0]).iter().all(|e| e.abs() < 1e-3));
    }
}

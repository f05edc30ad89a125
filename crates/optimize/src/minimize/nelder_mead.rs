//! The simplex method of Nelder and Mead.
//!
//! Counterpart of `scipy.optimize.minimize(method="Nelder-Mead")`.

use ndarray::{Array1, Array2, ArrayRef1, Zip};
use onkai_core::{Error, Result, check_finite};

use super::bounds::Bounds;
use super::problem::{End, Limit, Problem};
use super::result::{OptimizeResult, Simplex, Status};

/// Options of [`Method::NelderMead`](crate::Method::NelderMead); the default is SciPy's.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_optimize::{Method, MinimizeOptions, NelderMeadOptions, minimize, rosen};
/// let method = Some(Method::NelderMead(NelderMeadOptions { xatol: 1e-8, fatol: 1e-8, ..Default::default() }));
/// let options = MinimizeOptions { method, ..Default::default() };
/// let result = minimize(rosen, &array![-1.2, 1.0], &options)?;
/// assert!(result.success() && result.fun < 1e-12);
/// # Ok::<(), onkai_optimize::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct NelderMeadOptions {
    /// Converged once no corner is farther than this from the best one in any coordinate, and `fatol`
    /// holds.
    pub xatol: f64,
    /// Converged once no corner's value is higher than the best one's by more than this, and `xatol`
    /// holds.
    pub fatol: f64,
    /// At most so many iterations; by default 200 for each variable, or as many as it takes if
    /// `maxfun` is given.
    pub maxiter: Option<usize>,
    /// At most so many evaluations; by default 200 for each variable, or as many as it takes if
    /// `maxiter` is given.
    pub maxfun: Option<usize>,
    /// The first corners, one a row, `[n + 1, n]`; by default the start and, for each variable, the
    /// start with this variable 5 % larger.
    pub initial_simplex: Option<Array2<f64>>,
    /// Adapts the moves to the number of variables (Gao and Han).
    pub adaptive: bool,
}

impl Default for NelderMeadOptions {
    fn default() -> Self {
        Self {
            xatol: 1e-4,
            fatol: 1e-4,
            maxiter: None,
            maxfun: None,
            initial_simplex: None,
            adaptive: false,
        }
    }
}

/// By how much a variable changes from the start to its corner of the first simplex.
const FIRST_GROWTH: f64 = 1.05;
/// The same for a variable that starts at zero.
const FIRST_STEP: f64 = 0.00025;

/// Replaces the worst corner of a simplex by its reflection in the others' centre, farther or nearer as
/// that pays, or shrinks the simplex towards its best corner.
///
/// # References
///
/// J. A. Nelder, R. Mead, *A simplex method for function minimization*, Comput. J. 7 (1965) 308–313,
/// doi:10.1093/comjnl/7.4.308. F. Gao, L. Han, *Implementing the Nelder-Mead simplex algorithm with
/// adaptive parameters*, Comput. Optim. Appl. 51 (2012) 259–277, doi:10.1007/s10589-010-9329-3.
pub(crate) fn nelder_mead(
    problem: &mut Problem<'_>,
    x0: &ArrayRef1<f64>,
    options: &NelderMeadOptions,
) -> Result<OptimizeResult> {
    let n = x0.len();
    let limit = Limit::new(options.maxiter, options.maxfun, 200 * n);
    let mut search = Search {
        corners: first_corners(x0, problem.bounds.as_ref(), options)?,
        values: vec![f64::INFINITY; n + 1],
        moves: Moves::new(n, options.adaptive),
        bounds: problem.bounds.clone(),
        centre: Array1::zeros(n),
        trials: (Array1::zeros(n), Array1::zeros(n)),
        maxfun: limit.maxfun,
    };
    for i in 0..=n {
        if problem.nfev() < limit.maxfun {
            search.values[i] = problem.value(&search.corners[i]);
        }
    }
    search.sort();
    let mut nit = 0;
    let status = loop {
        if search.values[0].is_nan() {
            break Status::NotFinite;
        }
        if search.is_small(options) {
            break Status::Converged;
        }
        if problem.nfev() >= limit.maxfun {
            break Status::EvaluationLimit;
        }
        if nit >= limit.maxiter {
            break Status::IterationLimit;
        }
        search.advance(problem);
        search.sort();
        nit += 1;
        if problem.report(&search.corners[0], search.values[0], nit).is_break() {
            break Status::Stopped;
        }
    };
    let (x, fun) = (search.corners[0].clone(), search.values[0]);
    let result = problem.best_result(End { x, fun, jac: None, nit, status })?;
    let mut points = Array2::zeros((n + 1, n));
    points.outer_iter_mut().zip(&search.corners).for_each(|(mut row, corner)| row.assign(corner));
    let simplex = Some(Simplex { points, values: search.values.into() });
    Ok(OptimizeResult { simplex, ..result })
}

/// The corners to begin with, within the bounds.
fn first_corners(
    x0: &ArrayRef1<f64>,
    bounds: Option<&Bounds>,
    options: &NelderMeadOptions,
) -> Result<Vec<Array1<f64>>> {
    let n = x0.len();
    let mut corners: Vec<Array1<f64>> = if let Some(simplex) = &options.initial_simplex {
        if simplex.dim() != (n + 1, n) {
            let (expected, actual) = (vec![n + 1, n], simplex.shape().to_vec());
            return Err(Error::Shape { name: "initial_simplex", expected, actual });
        }
        check_finite("initial_simplex", simplex)?;
        simplex.outer_iter().map(|row| row.to_owned()).collect()
    } else {
        let corner = |i: Option<usize>| {
            let mut corner = x0.to_owned();
            if let Some(i) = i {
                corner[i] = if x0[i] == 0.0 { FIRST_STEP } else { FIRST_GROWTH * x0[i] };
            }
            corner
        };
        std::iter::once(None).chain((0..n).map(Some)).map(corner).collect()
    };
    if let Some(bounds) = bounds {
        for corner in &mut corners {
            // A simplex cut off at a bound would be flat: reflect it in the bound instead.
            Zip::from(&mut *corner).and(&bounds.upper).for_each(|x, &upper| {
                if *x > upper {
                    *x = 2.0 * upper - *x;
                }
            });
            bounds.clip(corner);
        }
    }
    Ok(corners)
}

/// How far a reflection, expansion or contraction goes, and how much a simplex shrinks.
struct Moves {
    expand: f64,
    contract: f64,
    shrink: f64,
}

impl Moves {
    fn new(n: usize, adaptive: bool) -> Self {
        let n = n as f64;
        if adaptive {
            let contract = 0.75 - 0.5 / n;
            Self { expand: 1.0 + 2.0 / n, contract, shrink: 1.0 - 1.0 / n }
        } else {
            Self { expand: 2.0, contract: 0.5, shrink: 0.5 }
        }
    }
}

struct Search {
    /// From the best to the worst.
    corners: Vec<Array1<f64>>,
    values: Vec<f64>,
    moves: Moves,
    bounds: Option<Bounds>,
    centre: Array1<f64>,
    trials: (Array1<f64>, Array1<f64>),
    maxfun: usize,
}

impl Search {
    /// Puts the corners in order; NaN comes last, ties keep their order.
    fn sort(&mut self) {
        let key = |v: f64| if v.is_nan() { f64::INFINITY } else { v };
        for i in 1..self.values.len() {
            let mut j = i;
            while j > 0 && key(self.values[j - 1]) > key(self.values[j]) {
                self.values.swap(j - 1, j);
                self.corners.swap(j - 1, j);
                j -= 1;
            }
        }
    }

    fn is_small(&self, options: &NelderMeadOptions) -> bool {
        let best = &self.corners[0];
        let is_near = |corner: &Array1<f64>| {
            corner.iter().zip(best).all(|(a, b)| (a - b).abs() <= options.xatol)
        };
        self.values[1..].iter().all(|value| (self.values[0] - value).abs() <= options.fatol)
            && self.corners[1..].iter().all(is_near)
    }

    /// Evaluates the point on the line from the worst corner through the centre, as far behind the
    /// centre as the worst is before it times `part`; into the first or the second trial.
    fn try_at(&mut self, problem: &mut Problem<'_>, part: f64, second: bool) -> Option<f64> {
        if problem.nfev() >= self.maxfun {
            return None;
        }
        let trial = if second { &mut self.trials.1 } else { &mut self.trials.0 };
        let worst = &self.corners[self.corners.len() - 1];
        Zip::from(&mut *trial)
            .and(&self.centre)
            .and(worst)
            .for_each(|to, &centre, &worst| *to = (1.0 + part) * centre - part * worst);
        if let Some(bounds) = &self.bounds {
            bounds.clip(trial);
        }
        Some(problem.value(trial))
    }

    /// Puts a trial in the worst corner's place.
    fn keep(&mut self, value: f64, second: bool) {
        let last = self.values.len() - 1;
        self.values[last] = value;
        let trial = if second { &mut self.trials.1 } else { &mut self.trials.0 };
        std::mem::swap(&mut self.corners[last], trial);
    }

    /// One iteration; it ends early where no evaluations are left.
    fn advance(&mut self, problem: &mut Problem<'_>) {
        let n = self.values.len() - 1;
        self.centre.fill(0.0);
        for corner in &self.corners[..n] {
            self.centre += corner;
        }
        self.centre /= n as f64;
        let Moves { expand, contract, .. } = self.moves;
        let Some(reflected) = self.try_at(problem, 1.0, false) else { return };
        if reflected < self.values[0] {
            let Some(expanded) = self.try_at(problem, expand, true) else { return };
            if expanded < reflected {
                self.keep(expanded, true);
            } else {
                self.keep(reflected, false);
            }
        } else if reflected < self.values[n - 1] {
            self.keep(reflected, false);
        } else {
            let is_outside = reflected < self.values[n];
            let part = if is_outside { contract } else { -contract };
            let Some(contracted) = self.try_at(problem, part, true) else { return };
            let is_better =
                if is_outside { contracted <= reflected } else { contracted < self.values[n] };
            if is_better {
                self.keep(contracted, true);
            } else {
                self.shrink(problem);
            }
        }
    }

    fn shrink(&mut self, problem: &mut Problem<'_>) {
        let Some((best, others)) = self.corners.split_first_mut() else { return };
        for (corner, value) in others.iter_mut().zip(&mut self.values[1..]) {
            if problem.nfev() >= self.maxfun {
                return;
            }
            let part = self.moves.shrink;
            Zip::from(&mut *corner).and(&*best).for_each(|x, &b| *x = b + part * (*x - b));
            if let Some(bounds) = &self.bounds {
                bounds.clip(corner);
            }
            *value = problem.value(corner);
        }
    }
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;
    use crate::{Method, MinimizeOptions, minimize, rosen};

    fn with(options: NelderMeadOptions) -> MinimizeOptions {
        MinimizeOptions { method: Some(Method::NelderMead(options)), ..Default::default() }
    }

    #[test]
    fn the_first_simplex_may_be_given() {
        let simplex = array![[1.1, 1.0], [0.9, 1.1], [1.0, 0.8]];
        let options = NelderMeadOptions { initial_simplex: Some(simplex), ..Default::default() };
        let result = minimize(rosen, &array![9.0, 9.0], &with(options)).unwrap();
        assert!(result.success() && result.nfev < 80, "{result:?}");
        let simplex = result.simplex.unwrap();
        assert_eq!(simplex.values[0], result.fun);
        assert_eq!(simplex.points.row(0), result.x);
    }

    #[test]
    fn a_simplex_of_another_shape_or_not_finite_is_refused() {
        let refused = |simplex: Array2<f64>| {
            let initial_simplex = Some(simplex);
            let options = NelderMeadOptions { initial_simplex, ..Default::default() };
            minimize(rosen, &array![9.0, 9.0], &with(options)).unwrap_err()
        };
        let error = refused(Array2::zeros((2, 2)));
        assert!(matches!(error, Error::Shape { name: "initial_simplex", .. }));
        let error = refused(array![[0.0, 0.0], [f64::NAN, 1.0], [1.0, 1.0]]);
        assert!(matches!(error, Error::NotFinite { name: "initial_simplex", .. }));
    }

    #[test]
    fn limits_hold_exactly() {
        for maxfun in [1, 2, 5, 17] {
            let options = NelderMeadOptions { maxfun: Some(maxfun), ..Default::default() };
            let result = minimize(rosen, &array![-1.2, 1.0], &with(options)).unwrap();
            assert_eq!((result.nfev, result.status), (maxfun, Status::EvaluationLimit));
        }
        let options = NelderMeadOptions { maxiter: Some(4), ..Default::default() };
        let result = minimize(rosen, &array![-1.2, 1.0], &with(options)).unwrap();
        assert_eq!((result.nit, result.status), (4, Status::IterationLimit));
    }

    #[test]
    fn a_start_at_the_upper_bound_is_no_flat_simplex() {
        let bounds = Some(Bounds::uniform(2, -2.0, 1.5).unwrap());
        let method = Some(Method::NelderMead(NelderMeadOptions::default()));
        let options = MinimizeOptions { method, bounds, ..Default::default() };
        let result = minimize(rosen, &array![1.5, 1.5], &options).unwrap();
        assert!(result.fun < 0.06 && result.x[0] < 1.3, "{result:?}");
    }
}

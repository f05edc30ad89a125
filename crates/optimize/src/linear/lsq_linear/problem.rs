//! Linear least squares with bounds on the unknowns.
//!
//! Counterpart of `scipy.optimize.lsq_linear`.

use std::fmt;
use std::str::FromStr;

use ndarray::{Array1, ArrayRef1, ArrayRef2, Ix1};
use onkai_core::{Error, Result, check_finite, check_positive};
use onkai_linalg::{Lstsq, LstsqOptions, lstsq};

use super::{bvls, reflective};
use crate::minimize::Bounds;

/// The `x` within `bounds` that makes `½ ‖a · x − b‖₂²` least.
///
/// If the solution without bounds lies within, it is taken as it is.
///
/// # Shapes
///
/// `a`: `[m, n]`, `b`: `[m]`, `bounds` and `x`: `[n]`.
///
/// # Errors
///
/// [`Error::Shape`] if `b` or the bounds do not fit, [`Error::NotFinite`], [`Error::TooShort`] if there
/// are no unknowns, [`Error::Values`] unless each lower bound is below its upper bound,
/// [`Error::Parameter`] if `tol` is not positive or `max_iter` is 0.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_optimize::{Bounds, LsqLinearOptions, lsq_linear};
/// let a = array![[1.0, 0.0], [1.0, 1.0], [0.0, 2.0]];
/// let bounds = Bounds::uniform(2, 0.0, 1.0)?;
/// let fit = lsq_linear(&a, &array![3.0, 1.0, 1.0], &bounds, &LsqLinearOptions::default())?;
/// assert!((fit.x - array![1.0, 0.4]).iter().all(|e| e.abs() < 1e-6));
/// # Ok::<(), onkai_optimize::Error>(())
/// ```
///
/// # Differences from SciPy
///
/// Matrices are dense, so that there is no `lsq_solver`.
///
/// # References
///
/// M. A. Branch, T. F. Coleman, Y. Li, "A subspace, interior, and conjugate gradient method for
/// large-scale bound-constrained minimization problems", *SIAM Journal on Scientific Computing* 21
/// (1999) 1-23, [doi:10.1137/S1064827595289108](https://doi.org/10.1137/S1064827595289108).
///
/// P. B. Stark, R. L. Parker, "Bounded-variable least-squares: an algorithm and applications",
/// *Computational Statistics* 10 (1995) 129-141.
pub fn lsq_linear(
    a: &ArrayRef2<f64>,
    b: &ArrayRef1<f64>,
    bounds: &Bounds,
    options: &LsqLinearOptions,
) -> Result<LsqLinear> {
    let (m, n) = a.dim();
    if b.len() != m {
        return Err(Error::Shape { name: "b", expected: vec![m], actual: vec![b.len()] });
    }
    if n == 0 {
        return Err(Error::TooShort { name: "a", expected: 1, actual: 0 });
    }
    check_finite("a", a)?;
    check_finite("b", b)?;
    bounds.check(n)?;
    if bounds.lower.iter().zip(&bounds.upper).any(|(lower, upper)| lower >= upper) {
        let requirement = "be below `bounds.upper`";
        return Err(Error::Values { name: "bounds.lower", requirement });
    }
    check_positive("tol", options.tol)?;
    if options.max_iter == Some(0) {
        return Err(Error::parameter("max_iter", 0.0, "at least 1"));
    }
    let unbounded = lstsq(a, b, &LstsqOptions::default())?;
    let problem = Problem { a, b, bounds, tol: options.tol };
    let fit = if bounds.contains(&unbounded.x) {
        let mut fit = problem.fit(unbounded.x.clone());
        fit.status = LsqLinearStatus::Unconstrained;
        fit.optimality = problem.gradient(&fit.fun).iter().fold(0.0, |most, g| most.max(g.abs()));
        fit
    } else {
        match options.method {
            LsqLinearMethod::Reflective => {
                reflective::solve(&problem, &unbounded.x, options.max_iter.unwrap_or(100))?
            }
            LsqLinearMethod::Bvls => {
                bvls::solve(&problem, &unbounded.x, options.max_iter.unwrap_or(n))?
            }
        }
    };
    Ok(LsqLinear { unbounded_sol: Some(unbounded), ..fit })
}

/// How [`lsq_linear`] looks for its solution.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LsqLinearMethod {
    /// `"trf"`: interior points and reflections at the bounds; few iterations whatever the size.
    #[default]
    Reflective,
    /// `"bvls"`: unknowns are set free from their bounds one by one; accurate to rounding.
    Bvls,
}

impl FromStr for LsqLinearMethod {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self> {
        match name {
            "trf" => Ok(Self::Reflective),
            "bvls" => Ok(Self::Bvls),
            _ => Err(Error::UnknownName { name: "method", value: name.into(), known: "trf, bvls" }),
        }
    }
}

/// Options of [`lsq_linear`]; the default is SciPy's.
///
/// # Examples
///
/// ```
/// use onkai_optimize::{LsqLinearMethod, LsqLinearOptions};
/// let options = LsqLinearOptions { method: "bvls".parse()?, ..Default::default() };
/// assert_eq!(options.method, LsqLinearMethod::Bvls);
/// # Ok::<(), onkai_optimize::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LsqLinearOptions {
    /// The method.
    pub method: LsqLinearMethod,
    /// Converged once the cost falls by less than this part of it, or the optimality is below this.
    pub tol: f64,
    /// At most so many iterations; by default 100, and the number of unknowns for
    /// [`LsqLinearMethod::Bvls`], whose start is not counted.
    pub max_iter: Option<usize>,
}

impl Default for LsqLinearOptions {
    fn default() -> Self {
        Self { method: LsqLinearMethod::default(), tol: 1e-10, max_iter: None }
    }
}

/// Why [`lsq_linear`] ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LsqLinearStatus {
    /// Rounding made the step point uphill; SciPy's status −1.
    NoDescent,
    /// The iterations ran out; status 0.
    IterationLimit,
    /// The optimality is within the tolerance; status 1.
    SmallOptimality,
    /// The cost hardly fell; status 2.
    SmallReduction,
    /// The solution without bounds lies within them; status 3.
    Unconstrained,
}

impl LsqLinearStatus {
    /// Whether it found a solution.
    pub fn is_success(self) -> bool {
        !matches!(self, Self::NoDescent | Self::IterationLimit)
    }
}

impl fmt::Display for LsqLinearStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NoDescent => "the algorithm could not make progress, as precision is lost",
            Self::IterationLimit => "the maximum number of iterations has been reached",
            Self::SmallOptimality => "the first-order optimality is within its tolerance",
            Self::SmallReduction => "the relative reduction of the cost is within its tolerance",
            Self::Unconstrained => "the solution without bounds lies within them",
        })
    }
}

/// What [`lsq_linear`] gives.
#[derive(Clone, Debug, PartialEq)]
pub struct LsqLinear {
    /// The solution, `[n]`.
    pub x: Array1<f64>,
    /// `½ ‖a · x − b‖₂²`.
    pub cost: f64,
    /// The residuals `a · x − b`, `[m]`.
    pub fun: Array1<f64>,
    /// The first-order optimality: for [`LsqLinearMethod::Reflective`] the greatest modulus of the
    /// gradient's elements, each times the distance to the bound towards which it pulls; for
    /// [`LsqLinearMethod::Bvls`] the worst violation of the conditions of Karush, Kuhn and Tucker.
    pub optimality: f64,
    /// −1 where the lower bound holds `x`, 1 where the upper does, else 0; `[n]`.
    pub active_mask: Array1<i8>,
    /// What [`lstsq`] gives without bounds.
    pub unbounded_sol: Option<Lstsq<f64, Ix1>>,
    /// Iterations.
    pub nit: usize,
    /// Why it ended.
    pub status: LsqLinearStatus,
}

impl LsqLinear {
    /// Whether `x` is the solution.
    pub fn success(&self) -> bool {
        self.status.is_success()
    }
}

/// The checked arguments.
pub(super) struct Problem<'p> {
    pub(super) a: &'p ArrayRef2<f64>,
    pub(super) b: &'p ArrayRef1<f64>,
    pub(super) bounds: &'p Bounds,
    pub(super) tol: f64,
}

impl Problem<'_> {
    pub(super) fn residuals(&self, x: &ArrayRef1<f64>) -> Array1<f64> {
        self.a.dot(x) - self.b
    }

    pub(super) fn gradient(&self, residuals: &ArrayRef1<f64>) -> Array1<f64> {
        self.a.t().dot(residuals)
    }

    /// A result at `x`, of which only residuals and cost are known.
    pub(super) fn fit(&self, x: Array1<f64>) -> LsqLinear {
        let fun = self.residuals(&x);
        LsqLinear {
            cost: half_square(&fun),
            fun,
            optimality: 0.0,
            active_mask: Array1::zeros(x.len()),
            x,
            unbounded_sol: None,
            nit: 0,
            status: LsqLinearStatus::IterationLimit,
        }
    }
}

pub(super) fn half_square(x: &ArrayRef1<f64>) -> f64 {
    0.5 * x.dot(x)
}

#[cfg(test)]
mod tests {
    use ndarray::{Array2, array};

    use super::*;

    const METHODS: [LsqLinearMethod; 2] = [LsqLinearMethod::Reflective, LsqLinearMethod::Bvls];

    #[test]
    fn a_solution_within_the_bounds_is_taken() {
        let bounds = Bounds::uniform(2, -10.0, 10.0).unwrap();
        for method in METHODS {
            let options = LsqLinearOptions { method, ..Default::default() };
            let a = array![[2.0, 0.0], [0.0, 4.0]];
            let fit = lsq_linear(&a, &array![2.0, 8.0], &bounds, &options).unwrap();
            assert_eq!(fit.status, LsqLinearStatus::Unconstrained);
            assert!((fit.x - array![1.0, 2.0]).iter().all(|e| e.abs() < 1e-14));
            assert_eq!(fit.unbounded_sol.unwrap().rank, 2);
        }
    }

    #[test]
    fn every_unknown_at_a_bound() {
        let bounds =
            Bounds::new(array![0.0, f64::NEG_INFINITY], array![f64::INFINITY, 1.0]).unwrap();
        for method in METHODS {
            let options = LsqLinearOptions { method, ..Default::default() };
            let fit = lsq_linear(&Array2::eye(2), &array![-3.0, 5.0], &bounds, &options).unwrap();
            assert!(fit.success(), "{}", fit.status);
            assert_eq!(fit.active_mask, array![-1, 1]);
            assert!((fit.x - array![0.0, 1.0]).iter().all(|e| e.abs() < 1e-9));
        }
    }

    #[test]
    fn running_out_of_iterations_is_told() {
        let bounds = Bounds::uniform(2, 0.0, 1.0).unwrap();
        let a = array![[1.0, 0.9], [0.9, 1.0]];
        let options = LsqLinearOptions { max_iter: Some(1), ..Default::default() };
        let fit = lsq_linear(&a, &array![2.0, -1.0], &bounds, &options).unwrap();
        assert_eq!((fit.status, fit.success()), (LsqLinearStatus::IterationLimit, false));
        assert!(bounds.contains(&fit.x));
    }

    #[test]
    fn bad_input_is_refused() {
        let (a, b, bounds) =
            (Array2::eye(2), array![1.0, 2.0], Bounds::uniform(2, 0.0, 1.0).unwrap());
        let default = LsqLinearOptions::default();
        let error = lsq_linear(&a, &array![1.0], &bounds, &default).unwrap_err();
        assert!(matches!(error, Error::Shape { name: "b", .. }));
        let error = lsq_linear(&a, &array![1.0, f64::NAN], &bounds, &default).unwrap_err();
        assert!(matches!(error, Error::NotFinite { name: "b", .. }));
        let fixed = Bounds::uniform(2, 1.0, 1.0).unwrap();
        let error = lsq_linear(&a, &b, &fixed, &default).unwrap_err();
        assert!(matches!(error, Error::Values { name: "bounds.lower", .. }));
        let error =
            lsq_linear(&a, &b, &Bounds::uniform(3, 0.0, 1.0).unwrap(), &default).unwrap_err();
        assert!(matches!(error, Error::Shape { name: "bounds.lower", .. }));
        for options in [
            LsqLinearOptions { tol: 0.0, ..default },
            LsqLinearOptions { max_iter: Some(0), ..default },
        ] {
            let error = lsq_linear(&a, &b, &bounds, &options).unwrap_err();
            assert!(matches!(error, Error::Parameter { .. }));
        }
        let error = lsq_linear(&Array2::zeros((2, 0)), &b, &bounds, &default).unwrap_err();
        assert!(matches!(error, Error::TooShort { name: "a", .. }));
        assert!("lsmr".parse::<LsqLinearMethod>().is_err());
    }
}

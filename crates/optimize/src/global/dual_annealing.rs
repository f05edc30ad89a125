//! Dual annealing: generalized simulated annealing with local minimizations of what it finds.
//!
//! Counterpart of `scipy.optimize.dual_annealing`.

use std::fmt;
use std::ops::ControlFlow;

use ndarray::{Array1, Array2, ArrayRef1};
use onkai_core::{Error, Result, check_positive};

use super::annealing::Annealing;
use crate::minimize::{Bounds, LBfgsBOptions, Method, MinimizeOptions};

/// What [`dual_annealing`] may be told; the defaults are those of SciPy.
///
/// # Examples
///
/// ```
/// use onkai_optimize::DualAnnealingOptions;
/// let options = DualAnnealingOptions { maxiter: 200, visit: 2.7, ..Default::default() };
/// assert_eq!((options.initial_temp, options.accept), (5230.0, -5.0));
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct DualAnnealingOptions {
    /// Temperatures, at each of which `2 n` points are visited; default 1000.
    pub maxiter: usize,
    /// The local method. By default, or where a part is not said: L-BFGS-B of at most `6 n`
    /// iterations (but 100 to 1000), and the bounds of the search if the method takes any.
    pub minimizer: MinimizeOptions,
    /// The first temperature; higher ones search more widely; default 5230.
    pub initial_temp: f64,
    /// Below this share of the first temperature it begins anew from a random point; between 0 and
    /// 1, default 2e-5.
    pub restart_temp_ratio: f64,
    /// The shape of the distribution of jumps, above 1 and below 3; the higher, the longer they may
    /// be; default 2.62.
    pub visit: f64,
    /// The shape of the chance of rises to be taken, below 1, best at most −5; the lower, the fewer
    /// are taken; default −5.
    pub accept: f64,
    /// Ends after so many evaluations; a local minimization is not interrupted; default 10⁷.
    pub maxfun: usize,
    /// Generalized simulated annealing alone, without local minimizations; default no.
    pub no_local_search: bool,
    /// Where to start, `[n]`; by default at random.
    pub x0: Option<Array1<f64>>,
    /// The seed of the random numbers; default 0.
    pub seed: u64,
}

impl Default for DualAnnealingOptions {
    fn default() -> Self {
        Self {
            maxiter: 1000,
            minimizer: MinimizeOptions::default(),
            initial_temp: 5230.0,
            restart_temp_ratio: 2e-5,
            visit: 2.62,
            accept: -5.0,
            maxfun: 10_000_000,
            no_local_search: false,
            x0: None,
            seed: 0,
        }
    }
}

impl DualAnnealingOptions {
    fn check(&self, bounds: &Bounds) -> Result<()> {
        let n = bounds.lower.len();
        if n == 0 {
            return Err(Error::TooShort { name: "bounds", expected: 1, actual: 0 });
        }
        bounds.check(n)?;
        if bounds.lower.iter().zip(&bounds.upper).any(|(lower, upper)| !(upper - lower).is_finite())
        {
            let requirement = "be finite, and so must be their distance";
            return Err(Error::Values { name: "bounds", requirement });
        }
        check_positive("initial_temp", self.initial_temp)?;
        let ratio = self.restart_temp_ratio;
        if ratio.is_nan() || ratio <= 0.0 || ratio >= 1.0 {
            return Err(Error::parameter("restart_temp_ratio", ratio, "between 0 and 1"));
        }
        if self.visit.is_nan() || self.visit <= 1.0 || self.visit >= 3.0 {
            return Err(Error::parameter("visit", self.visit, "above 1 and below 3"));
        }
        if !self.accept.is_finite() || self.accept >= 1.0 {
            return Err(Error::parameter("accept", self.accept, "finite and below 1"));
        }
        let Some(x0) = &self.x0 else { return Ok(()) };
        if x0.len() != n {
            let (expected, actual) = (vec![n], vec![x0.len()]);
            return Err(Error::Shape { name: "x0", expected, actual });
        }
        if !bounds.contains(x0) {
            return Err(Error::Values { name: "x0", requirement: "lie within `bounds`" });
        }
        Ok(())
    }

    /// The local method with what is not said of it.
    fn local_method(&self, bounds: &Bounds) -> MinimizeOptions {
        let mut local = self.minimizer.clone();
        let method = local.method.get_or_insert_with(|| {
            let maxiter = (6 * bounds.lower.len()).clamp(100, 1000);
            Method::LBfgsB(LBfgsBOptions { maxiter, ..Default::default() })
        });
        if local.bounds.is_none() && method.takes_bounds() {
            local.bounds = Some(bounds.clone());
        }
        local
    }
}

/// Where a new least value was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AnnealingContext {
    /// By a jump of the annealing.
    Annealing,
    /// By a local minimization from the least value that annealing had found.
    LocalSearch,
    /// By a local minimization from elsewhere, after a long time without a new least value.
    DualAnnealing,
}

/// A new least value, as the callback sees it.
#[derive(Clone, Copy, Debug)]
pub struct AnnealingMinimum<'a> {
    /// Where it is, `[n]`.
    pub x: &'a ArrayRef1<f64>,
    /// The value.
    pub fun: f64,
    /// How it was found.
    pub context: AnnealingContext,
}

/// Why dual annealing ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AnnealingStatus {
    /// All `maxiter` temperatures are done, which is what one hopes for.
    IterationLimit,
    /// `maxfun` evaluations are done.
    EvaluationLimit,
    /// The callback asked to stop.
    Stopped,
}

impl AnnealingStatus {
    /// Whether the search was carried through.
    pub fn is_success(self) -> bool {
        self == Self::IterationLimit
    }
}

impl fmt::Display for AnnealingStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::IterationLimit => "all iterations are done",
            Self::EvaluationLimit => "the maximum number of function evaluations has been reached",
            Self::Stopped => "stopped by the callback",
        })
    }
}

/// The least value found and how it was found.
#[derive(Clone, Debug, PartialEq)]
pub struct DualAnnealingResult {
    /// Where it is, `[n]`.
    pub x: Array1<f64>,
    /// The value.
    pub fun: f64,
    /// Evaluations of the function, those of local minimizations included.
    pub nfev: usize,
    /// Evaluations of the gradient, by differences or not.
    pub njev: usize,
    /// Evaluations of second derivatives.
    pub nhev: usize,
    /// Temperatures.
    pub nit: usize,
    /// Why it ended.
    pub status: AnnealingStatus,
}

impl DualAnnealingResult {
    /// Whether the search was carried through; not whether the minimum is global, which none can
    /// tell.
    pub fn success(&self) -> bool {
        self.status.is_success()
    }

    /// Why it ended, in words.
    pub fn message(&self) -> String {
        self.status.to_string()
    }
}

/// The minimum of `fun` within `bounds`, where it has many local ones.
///
/// At falling temperatures `T`, points are visited by jumps of Tsallis' distribution, in one
/// dimension about `(1 + (q − 1) Δx² T^(−2/(3 − q)))^(−1/(q − 1))` with `q` from `visit`. Lower values
/// are always taken, a rise by `r` with the chance `(1 − (1 − a) r / T′)^(1/(1 − a))`, where `a` is
/// `accept` and `T′` the `i`-th temperature divided by `i`. After each temperature that brought a new
/// least value, a local minimization starts from it.
///
/// [`DualAnnealer`] takes derivatives and a callback, too.
///
/// # Shapes
///
/// `bounds`: of `n` variables, all finite; equal ones fix a variable.
///
/// # Errors
///
/// As [`DualAnnealer::run`].
///
/// # Examples
///
/// ```
/// use std::f64::consts::TAU;
/// use ndarray::ArrayRef1;
/// use onkai_optimize::{Bounds, DualAnnealingOptions, dual_annealing};
/// let rastrigin =
///     |x: &ArrayRef1<f64>| x.iter().map(|x| x * x - 10.0 * (TAU * x).cos() + 10.0).sum::<f64>();
/// let bounds = Bounds::uniform(4, -5.12, 5.12)?;
/// let result = dual_annealing(rastrigin, &bounds, &DualAnnealingOptions::default())?;
/// assert!(result.success() && result.fun < 1e-9);
/// # Ok::<(), onkai_optimize::Error>(())
/// ```
///
/// # Differences from SciPy
///
/// - A new beginning at a high temperature counts as a new least value where it is one, and where
///   the function is finite nowhere around, the search goes on where it was.
/// - After a long time without a new least value, the local minimization starts from the least value
///   of the last temperature; SciPy may start from the last rise that was taken.
/// - Below 1.4, `visit` gives a distribution for every value: SciPy's scale is NaN for some. At 3,
///   which SciPy's documentation allows and where its jumps are infinite, it is refused.
/// - Equal bounds fix a variable, and an `x0` outside of bounds is refused. A local method that takes
///   bounds gets those of the search.
/// - Random numbers come from a seed and are other ones.
///
/// # References
///
/// - Y. Xiang, D. Y. Sun, W. Fan, X. G. Gong, "Generalized simulated annealing algorithm and its
///   application to the Thomson model", Phys. Lett. A 233, 1997.
///   <https://doi.org/10.1016/S0375-9601(97)00474-X>
/// - Y. Xiang, S. Gubian, B. Suomela, J. Hoeng, "Generalized simulated annealing for global
///   optimization: the `GenSA` package", The R Journal 5(1), 2013.
///   <https://doi.org/10.32614/RJ-2013-002>
pub fn dual_annealing<F>(
    fun: F,
    bounds: &Bounds,
    options: &DualAnnealingOptions,
) -> Result<DualAnnealingResult>
where
    F: FnMut(&ArrayRef1<f64>) -> f64,
{
    DualAnnealer::new(fun).run(bounds, options)
}

pub(super) type Function<'a> = Box<dyn FnMut(&ArrayRef1<f64>) -> f64 + 'a>;
type Gradient<'a> = Box<dyn FnMut(&ArrayRef1<f64>) -> Array1<f64> + 'a>;
type Hessian<'a> = Box<dyn FnMut(&ArrayRef1<f64>) -> Array2<f64> + 'a>;
type Product<'a> = Box<dyn FnMut(&ArrayRef1<f64>, &ArrayRef1<f64>) -> Array1<f64> + 'a>;
type Callback<'a> = Box<dyn FnMut(&AnnealingMinimum<'_>) -> ControlFlow<()> + 'a>;

/// A function for dual annealing, what is known of it, and what is told of its minima.
///
/// # Examples
///
/// ```
/// use std::ops::ControlFlow;
/// use ndarray::{ArrayRef1, array};
/// use onkai_optimize::{AnnealingStatus, Bounds, DualAnnealer, DualAnnealingOptions};
/// let f = |x: &ArrayRef1<f64>| x[0] * x[0] + 10.0 * x[0].sin();
/// let annealer = DualAnnealer::new(f)
///     .gradient(|x| array![2.0 * x[0] + 10.0 * x[0].cos()])
///     .callback(|minimum| {
///         if minimum.fun < -7.9 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
///     });
/// let result = annealer.run(&Bounds::uniform(1, -10.0, 10.0)?, &DualAnnealingOptions::default())?;
/// assert_eq!(result.status, AnnealingStatus::Stopped);
/// assert!((result.x[0] + 1.30644).abs() < 0.2);
/// # Ok::<(), onkai_optimize::Error>(())
/// ```
pub struct DualAnnealer<'a> {
    pub(super) fun: Function<'a>,
    pub(super) gradient: Option<Gradient<'a>>,
    pub(super) hessian: Option<Hessian<'a>>,
    pub(super) product: Option<Product<'a>>,
    pub(super) callback: Option<Callback<'a>>,
}

impl fmt::Debug for DualAnnealer<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DualAnnealer")
            .field("gradient", &self.gradient.is_some())
            .field("hessian", &self.hessian.is_some())
            .field("hessian_product", &self.product.is_some())
            .finish_non_exhaustive()
    }
}

impl<'a> DualAnnealer<'a> {
    /// The function to minimize.
    pub fn new<F: FnMut(&ArrayRef1<f64>) -> f64 + 'a>(fun: F) -> Self {
        Self { fun: Box::new(fun), gradient: None, hessian: None, product: None, callback: None }
    }

    /// Its gradient, `[n]`, for local minimizations.
    #[must_use]
    pub fn gradient<G>(mut self, gradient: G) -> Self
    where
        G: FnMut(&ArrayRef1<f64>) -> Array1<f64> + 'a,
    {
        self.gradient = Some(Box::new(gradient));
        self
    }

    /// Its matrix of second derivatives, `[n, n]`, for local methods that use one.
    #[must_use]
    pub fn hessian<H>(mut self, hessian: H) -> Self
    where
        H: FnMut(&ArrayRef1<f64>) -> Array2<f64> + 'a,
    {
        self.hessian = Some(Box::new(hessian));
        self
    }

    /// The product of that matrix at the first argument with the second, `[n]`.
    #[must_use]
    pub fn hessian_product<P>(mut self, product: P) -> Self
    where
        P: FnMut(&ArrayRef1<f64>, &ArrayRef1<f64>) -> Array1<f64> + 'a,
    {
        self.product = Some(Box::new(product));
        self
    }

    /// Is called for each new least value, and may end it all.
    #[must_use]
    pub fn callback<C>(mut self, callback: C) -> Self
    where
        C: FnMut(&AnnealingMinimum<'_>) -> ControlFlow<()> + 'a,
    {
        self.callback = Some(Box::new(callback));
        self
    }

    /// Looks for the minimum.
    ///
    /// # Shapes
    ///
    /// `bounds`: of `n` variables.
    ///
    /// # Errors
    ///
    /// [`Error::TooShort`] without variables, [`Error::Values`] for bounds that are not finite or
    /// leave no room, an `x0` outside of them, or a function that is finite at none of a thousand
    /// random points; [`Error::Shape`] for bounds or an `x0` of another length,
    /// [`Error::Parameter`] for an option out of range, and as
    /// [`Minimizer::run`](crate::Minimizer::run).
    ///
    /// A value that is NaN elsewhere is no error: such points are not taken.
    pub fn run(
        mut self,
        bounds: &Bounds,
        options: &DualAnnealingOptions,
    ) -> Result<DualAnnealingResult> {
        options.check(bounds)?;
        let local = options.local_method(bounds);
        Annealing::new(&mut self, bounds, options)?.run(&local)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_local_method_is_completed() {
        let bounds = Bounds::uniform(30, 0.0, 1.0).unwrap();
        let mut options = DualAnnealingOptions::default();
        let local = options.local_method(&bounds);
        let method = Method::LBfgsB(LBfgsBOptions { maxiter: 180, ..Default::default() });
        assert_eq!((local.method, local.bounds), (Some(method), Some(bounds.clone())));
        options.minimizer.method = Some("bfgs".parse().unwrap());
        assert_eq!(options.local_method(&bounds), options.minimizer);
        options.minimizer.method = Some("powell".parse().unwrap());
        assert_eq!(options.local_method(&bounds).bounds, Some(bounds.clone()));
        options.minimizer.bounds = Some(Bounds::uniform(30, 0.2, 0.3).unwrap());
        assert_eq!(options.local_method(&bounds), options.minimizer);
    }
}

//! A model's parameters from data.
//!
//! Counterpart of `scipy.optimize.curve_fit`.

use std::fmt;

use ndarray::{Array1, Array2, ArrayRef1, ArrayRef2, Axis};
use onkai_core::{Error, Result, check_finite};
use onkai_linalg::{Side, SvdVectors, TriangularOptions, cholesky, solve_triangular, svd};

use super::marquardt::{LmEnd, LmSettings, levenberg_marquardt};
use super::problem::{LeastSquares, LeastSquaresOptions, LeastSquaresResult, LeastSquaresStatus};
use crate::differences::check_len;
use crate::vector_function::{Steps, VectorClosure, VectorFunction};

type Model<'a> = Box<dyn FnMut(&ArrayRef1<f64>, &ArrayRef1<f64>) -> Array1<f64> + 'a>;
type ModelJacobian<'a> = Box<dyn FnMut(&ArrayRef1<f64>, &ArrayRef1<f64>) -> Array2<f64> + 'a>;

/// How uncertain the data are.
#[derive(Clone, Debug, PartialEq)]
pub enum Sigma {
    /// Standard deviations, `[m]`.
    Deviations(Array1<f64>),
    /// The covariance matrix, `[m, m]`.
    Covariance(Array2<f64>),
}

/// What [`curve_fit`] may be told; the defaults are those of SciPy.
#[derive(Clone, Debug, Default)]
pub struct CurveFitOptions {
    /// How uncertain the data are; by default all equally.
    pub sigma: Option<Sigma>,
    /// Whether `sigma` is meant absolutely; by default it only weighs, and the covariance is scaled
    /// so that the residuals are as large as they should be.
    pub absolute_sigma: bool,
    /// Method, bounds, tolerances and the rest; `None` for SciPy's: lm by MINPACK's `leastsq`
    /// without bounds.
    pub least_squares: Option<LeastSquaresOptions>,
}

/// Parameters of a model and how certain they are.
#[derive(Clone, Debug, PartialEq)]
pub struct CurveFit {
    /// The parameters, `[n]`.
    pub parameters: Array1<f64>,
    /// Their covariance matrix, `[n, n]`; infinite where it cannot be estimated.
    pub covariance: Array2<f64>,
    /// Whether it could be estimated.
    pub is_covariance_estimated: bool,
    /// Weighted residuals, `[m]`.
    pub residuals: Array1<f64>,
    /// Evaluations of the model.
    pub nfev: usize,
    /// Why the fit ended.
    pub status: LeastSquaresStatus,
}

impl CurveFit {
    /// Whether the fit converged.
    pub fn success(&self) -> bool {
        self.status.is_success()
    }

    /// Why the fit ended, in words.
    pub fn message(&self) -> String {
        match self.status {
            status if status.is_success() => status.to_string(),
            status => format!("no optimal parameters found, try another `p0`: {status}"),
        }
    }
}

/// The parameters with which `model` comes nearest to the data, looked for from `p0` on.
///
/// [`CurveFitter`] takes the model's Jacobian matrix, too.
///
/// # Shapes
///
/// `x`: any length, handed to the model as it is; `y`: `[m]`; `p0`: `[n]`; `model(x, p)` gives `[m]`.
///
/// # Errors
///
/// As [`CurveFitter::run`].
///
/// # Examples
///
/// ```
/// use ndarray::{Array1, ArrayRef1, array};
/// use onkai_optimize::{CurveFitOptions, curve_fit};
/// let model = |x: &ArrayRef1<f64>, p: &ArrayRef1<f64>| x.mapv(|x| p[0] * (-p[1] * x).exp());
/// let x = Array1::linspace(0.0, 4.0, 50);
/// let y = model(&x, &array![2.5, 1.3]);
/// let fit = curve_fit(model, &x, &y, &array![1.0, 1.0], &CurveFitOptions::default())?;
/// assert!((fit.parameters - array![2.5, 1.3]).iter().all(|e| e.abs() < 1e-8));
/// # Ok::<(), onkai_optimize::Error>(())
/// ```
///
/// # Differences from SciPy
///
/// `p0` must be given, as closures do not tell how many parameters they take. A fit that does not
/// converge is told by the status.
pub fn curve_fit<F>(
    model: F,
    x: &ArrayRef1<f64>,
    y: &ArrayRef1<f64>,
    p0: &ArrayRef1<f64>,
    options: &CurveFitOptions,
) -> Result<CurveFit>
where
    F: FnMut(&ArrayRef1<f64>, &ArrayRef1<f64>) -> Array1<f64>,
{
    CurveFitter::new(model).run(x, y, p0, options)
}

/// A model and, if known, its derivatives.
///
/// # Examples
///
/// ```
/// use ndarray::{Array1, ArrayRef1, Axis, array, stack};
/// use onkai_optimize::{CurveFitOptions, CurveFitter};
/// let model = |x: &ArrayRef1<f64>, p: &ArrayRef1<f64>| x.mapv(|x| p[0] * (p[1] * x).exp());
/// let jacobian = |x: &ArrayRef1<f64>, p: &ArrayRef1<f64>| {
///     let e = x.mapv(|x| (p[1] * x).exp());
///     stack![Axis(1), e, &*e * x * p[0]]
/// };
/// let x = Array1::linspace(0.0, 1.0, 20);
/// let y = model(&x, &array![2.0, -1.0]);
/// let fitter = CurveFitter::new(model).jacobian(jacobian);
/// let fit = fitter.run(&x, &y, &array![1.0, 0.0], &CurveFitOptions::default())?;
/// assert!((fit.parameters[1] + 1.0).abs() < 1e-9);
/// # Ok::<(), onkai_optimize::Error>(())
/// ```
pub struct CurveFitter<'a> {
    model: Model<'a>,
    jacobian: Option<ModelJacobian<'a>>,
}

impl fmt::Debug for CurveFitter<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let known = self.jacobian.is_some();
        f.debug_struct("CurveFitter").field("jacobian", &known).finish_non_exhaustive()
    }
}

impl<'a> CurveFitter<'a> {
    /// The model `y = f(x, p)`.
    pub fn new<F>(model: F) -> Self
    where
        F: FnMut(&ArrayRef1<f64>, &ArrayRef1<f64>) -> Array1<f64> + 'a,
    {
        Self { model: Box::new(model), jacobian: None }
    }

    /// Its derivatives by the parameters, `∂yᵢ/∂pⱼ` in row `i`, column `j`.
    #[must_use]
    pub fn jacobian<J>(mut self, jacobian: J) -> Self
    where
        J: FnMut(&ArrayRef1<f64>, &ArrayRef1<f64>) -> Array2<f64> + 'a,
    {
        self.jacobian = Some(Box::new(jacobian));
        self
    }

    /// Fits the model to the data, from the parameters `p0` on.
    ///
    /// # Errors
    ///
    /// [`Error::TooShort`] if `p0` is empty, `y` is, or lm has fewer data than parameters;
    /// [`Error::NotFinite`] for data or `p0` that are not finite, or if the model is not at `p0`;
    /// [`Error::Shape`], [`Error::Values`] and [`Error::NotPositiveDefinite`] for a `sigma` that does
    /// not fit; and as [`LeastSquares::run`].
    pub fn run(
        self,
        x: &ArrayRef1<f64>,
        y: &ArrayRef1<f64>,
        p0: &ArrayRef1<f64>,
        options: &CurveFitOptions,
    ) -> Result<CurveFit> {
        if p0.is_empty() {
            return Err(Error::TooShort { name: "p0", expected: 1, actual: 0 });
        }
        if y.is_empty() {
            return Err(Error::TooShort { name: "y", expected: 1, actual: 0 });
        }
        check_finite("x", x)?;
        check_finite("y", y)?;
        check_finite("p0", p0)?;
        let weights = Weights::new(options.sigma.as_ref(), y.len())?;
        let Self { mut model, jacobian } = self;
        let first = model(x, p0);
        check_len("model(x, p0)", &first, y.len())?;
        check_finite("model(x, p0)", &first)?;
        let mut memory = Some((p0.to_owned(), first));
        let mut nfev = 0;
        let fun = |p: &ArrayRef1<f64>| {
            nfev += 1;
            // The value at `p0` is known already.
            let value = match memory.take_if(|(known, _)| *p == **known) {
                Some((_, value)) => value,
                None => model(x, p),
            };
            if value.len() == y.len() { weights.apply(value - y) } else { value }
        };
        let jacobian = jacobian.map(|mut jacobian| {
            let weights = &weights;
            move |p: &ArrayRef1<f64>| weights.apply_rows(jacobian(x, p))
        });
        let end = match &options.least_squares {
            None => plain(LeastSquaresParts { fun: Box::new(fun), jacobian }, p0)?,
            Some(options) => {
                let mut problem = LeastSquares::new(fun);
                if let Some(jacobian) = jacobian {
                    problem = problem.jacobian(jacobian);
                }
                problem.run(p0, options).map_err(about_p0)?.into()
            }
        };
        Ok(end.finish(nfev, options.absolute_sigma))
    }
}

/// Says `p0` where least squares say `x0`.
fn about_p0(error: Error) -> Error {
    match error {
        Error::Values { name: "x0", requirement } => Error::Values { name: "p0", requirement },
        Error::TooShort { name: "fun(x0)", expected, actual } => {
            Error::TooShort { name: "y", expected, actual }
        }
        Error::Shape { name: "fun(x0)" | "fun", expected, actual } => {
            Error::Shape { name: "model(x, p0)", expected, actual }
        }
        error => error,
    }
}

struct LeastSquaresParts<'a, J> {
    fun: VectorClosure<'a>,
    jacobian: Option<J>,
}

/// MINPACK's `leastsq` with its own steps for differences, as SciPy's `method="lm"`.
fn plain<'a, J: FnMut(&ArrayRef1<f64>) -> Array2<f64> + 'a>(
    parts: LeastSquaresParts<'a, J>,
    p0: &ArrayRef1<f64>,
) -> Result<End> {
    let jacobian = parts.jacobian.map(|j| Box::new(j) as Box<dyn FnMut(&ArrayRef1<f64>) -> _ + 'a>);
    let per_parameter = if jacobian.is_some() { 100 } else { 200 };
    let mut function =
        VectorFunction::new(parts.fun, jacobian, Steps::Forward { eps: f64::EPSILON, band: None });
    let fx = function.first_value(p0)?;
    let settings = LmSettings {
        ftol: 1.49012e-8,
        xtol: 1.49012e-8,
        gtol: 0.0,
        maxfev: per_parameter * (p0.len() + 1),
        count_differences: true,
        factor: 100.0,
        diag: None,
    };
    let fit =
        levenberg_marquardt(&mut function, (p0.to_owned(), fx), &settings).map_err(about_p0)?;
    let status = match fit.end {
        LmEnd::SmallReduction => LeastSquaresStatus::SmallReduction,
        LmEnd::SmallStep => LeastSquaresStatus::SmallStep,
        LmEnd::Both => LeastSquaresStatus::SmallReductionAndStep,
        LmEnd::Orthogonal => LeastSquaresStatus::SmallGradient,
        LmEnd::EvaluationLimit => LeastSquaresStatus::EvaluationLimit,
        LmEnd::ToleranceTooSmall => LeastSquaresStatus::ToleranceTooSmall,
        LmEnd::NotFinite => LeastSquaresStatus::NotFinite,
    };
    // The product of the factors is the last Jacobian matrix, its columns in another order.
    let covariance = fit.factors.and_then(|factors| inverse_gram(&factors.r, &factors.p));
    Ok(End { cost: 0.5 * fit.fx.dot(&fit.fx), x: fit.x, fun: fit.fx, covariance, status })
}

/// `(P R ᵀR Pᵀ)⁻¹`, if there is one.
fn inverse_gram(r: &ArrayRef2<f64>, p: &[usize]) -> Option<Array2<f64>> {
    let inverse = solve_triangular(r, &Array2::eye(p.len()), &TriangularOptions::default()).ok()?;
    let mut ordered = Array2::zeros(inverse.dim());
    for (&p, row) in p.iter().zip(inverse.rows()) {
        ordered.row_mut(p).assign(&row);
    }
    let product = ordered.dot(&ordered.t());
    product.iter().all(|c| c.is_finite()).then_some(product)
}

/// Where a fit ended.
struct End {
    x: Array1<f64>,
    fun: Array1<f64>,
    cost: f64,
    covariance: Option<Array2<f64>>,
    status: LeastSquaresStatus,
}

impl From<LeastSquaresResult> for End {
    fn from(result: LeastSquaresResult) -> Self {
        let covariance = pseudo_inverse_gram(&result.jac);
        Self { x: result.x, fun: result.fun, cost: result.cost, covariance, status: result.status }
    }
}

/// The pseudo-inverse of `JᵀJ`.
fn pseudo_inverse_gram(jacobian: &ArrayRef2<f64>) -> Option<Array2<f64>> {
    let parts = svd(jacobian, SvdVectors::Thin).ok()?;
    let larger = jacobian.nrows().max(jacobian.ncols());
    let threshold = f64::EPSILON * larger as f64 * parts.s[0];
    let rank = parts.s.iter().take_while(|&&s| s > threshold).count();
    let kept = parts.vt.slice(ndarray::s![..rank, ..]);
    let scaled = &kept / &parts.s.slice(ndarray::s![..rank]).insert_axis(Axis(1));
    Some(scaled.t().dot(&scaled))
}

impl End {
    fn finish(self, nfev: usize, absolute_sigma: bool) -> CurveFit {
        let (m, n) = (self.fun.len(), self.x.len());
        let covariance = match self.covariance {
            Some(covariance) if absolute_sigma => Some(covariance),
            Some(covariance) if m > n => Some(covariance * (2.0 * self.cost / (m - n) as f64)),
            _ => None,
        };
        CurveFit {
            is_covariance_estimated: covariance.is_some(),
            covariance: covariance.unwrap_or_else(|| Array2::from_elem((n, n), f64::INFINITY)),
            parameters: self.x,
            residuals: self.fun,
            nfev,
            status: self.status,
        }
    }
}

/// What residuals are multiplied by.
enum Weights {
    None,
    Each(Array1<f64>),
    /// The inverse of this lower triangle.
    Triangle(Array2<f64>),
}

impl Weights {
    fn new(sigma: Option<&Sigma>, m: usize) -> Result<Self> {
        match sigma {
            None => Ok(Self::None),
            Some(Sigma::Deviations(deviations)) => {
                check_len("sigma", deviations, m)?;
                check_finite("sigma", deviations)?;
                if deviations.iter().any(|&s| s <= 0.0) {
                    return Err(Error::Values { name: "sigma", requirement: "be positive" });
                }
                Ok(Self::Each(deviations.mapv(f64::recip)))
            }
            Some(Sigma::Covariance(matrix)) => {
                if matrix.dim() != (m, m) {
                    let (expected, actual) = (vec![m, m], matrix.shape().to_vec());
                    return Err(Error::Shape { name: "sigma", expected, actual });
                }
                let triangle = cholesky(matrix, Side::Lower).map_err(|error| match error {
                    Error::NotPositiveDefinite { order, .. } => {
                        Error::NotPositiveDefinite { name: "sigma", order }
                    }
                    Error::NotFinite { index, value, .. } => {
                        Error::NotFinite { name: "sigma", index, value }
                    }
                    error => error,
                })?;
                Ok(Self::Triangle(triangle))
            }
        }
    }

    fn apply(&self, residuals: Array1<f64>) -> Array1<f64> {
        match self {
            Self::None => residuals,
            Self::Each(weights) => residuals * weights,
            Self::Triangle(triangle) => {
                let mut w = residuals;
                for i in 0..w.len() {
                    let known: f64 = (0..i).map(|j| triangle[[i, j]] * w[j]).sum();
                    w[i] = (w[i] - known) / triangle[[i, i]];
                }
                w
            }
        }
    }

    fn apply_rows(&self, mut jacobian: Array2<f64>) -> Array2<f64> {
        match self {
            Self::Each(weights) if weights.len() == jacobian.nrows() => {
                jacobian *= &weights.view().insert_axis(Axis(1));
                jacobian
            }
            Self::Triangle(triangle) if triangle.nrows() == jacobian.nrows() => {
                for mut column in jacobian.columns_mut() {
                    let weighed = self.apply(column.to_owned());
                    column.assign(&weighed);
                }
                jacobian
            }
            // A matrix of the wrong shape is refused by whoever asked for it.
            _ => jacobian,
        }
    }
}

//! Maxima of likelihoods in closed form, or as the root of one equation.
//!
//! Counterpart of the `fit` methods that `scipy.stats` families override.

use onkai_core::{Error, Real, Result};
use onkai_special::{digamma, i0e, i1e, polygamma};

use super::options::FitOptions;
use super::problem::Fit;
use crate::distributions::continuous::{
    Arcsine, Beta, BetaPrime, Bradford, Burr, Burr12, Cauchy, Chi, ChiSquared, Cosine, Erlang,
    Exponential, ExponentialNormal, ExponentialPower, ExponentiatedWeibull, F, Fisk, FoldedNormal,
    Gamma, GeneralizedExtreme, GeneralizedLogistic, GeneralizedNormal, GeneralizedPareto, Gompertz,
    GumbelLeft, GumbelRight, HalfCauchy, HalfNormal, HyperbolicSecant, InverseGamma,
    InverseGaussian, JohnsonSb, JohnsonSu, Laplace, Levy, LogLaplace, LogNormal, LogUniform,
    Logistic, Lomax, Maxwell, Moyal, Nakagami, NoncentralChiSquared, Normal, Pareto, PowerLaw,
    Rayleigh, Rice, Semicircular, SkewNormal, StudentT, Triangular, TruncatedExponential,
    TruncatedNormal, Uniform, VonMises, Wald, WeibullMax, WeibullMin,
};
use crate::summary::{mean_by, mean_of};

/// Families whose likelihood is searched.
macro_rules! searched {
    ($($family:ident),+ $(,)?) => { $(impl Fit for $family {})+ };
}

searched!(
    Arcsine,
    BetaPrime,
    Bradford,
    Burr,
    Burr12,
    Cauchy,
    Chi,
    ChiSquared,
    Cosine,
    Erlang,
    ExponentialNormal,
    ExponentialPower,
    ExponentiatedWeibull,
    F,
    Fisk,
    FoldedNormal,
    GeneralizedExtreme,
    GeneralizedLogistic,
    GeneralizedNormal,
    GeneralizedPareto,
    Gompertz,
    GumbelLeft,
    GumbelRight,
    HalfCauchy,
    HyperbolicSecant,
    InverseGamma,
    JohnsonSb,
    JohnsonSu,
    Levy,
    LogLaplace,
    LogUniform,
    Logistic,
    Lomax,
    Maxwell,
    Moyal,
    Nakagami,
    NoncentralChiSquared,
    PowerLaw,
    Rice,
    Semicircular,
    SkewNormal,
    StudentT,
    Triangular,
    TruncatedExponential,
    TruncatedNormal,
    Wald,
    WeibullMax,
);

fn least<T: Real>(data: &[T]) -> f64 {
    data.iter().fold(f64::INFINITY, |least, v| least.min(v.as_f64()))
}

fn greatest<T: Real>(data: &[T]) -> f64 {
    data.iter().fold(f64::NEG_INFINITY, |greatest, v| greatest.max(v.as_f64()))
}

/// Data that a fixed support must hold.
fn outside() -> Error {
    Error::Values { name: "data", requirement: "lie inside the support that is fixed" }
}

/// The data less `loc`, all of which must be positive.
fn positive_part<T: Real>(data: &[T], loc: f64) -> Result<Vec<f64>> {
    if least(data) <= loc {
        return Err(outside());
    }
    Ok(data.iter().map(|x| x.as_f64() - loc).collect())
}

/// The fixed shape parameter `i`.
fn shape(options: &FitOptions, i: usize) -> Option<f64> {
    options.shapes.get(i).copied().flatten()
}

/// The root of a falling function of a positive argument, by bisection on a logarithmic scale.
fn falling_root(f: impl Fn(f64) -> f64, start: f64) -> f64 {
    let (mut low, mut high) = (start, start);
    while f(low) < 0.0 && low > 1e-300 {
        low *= 0.5;
    }
    while f(high) > 0.0 && high < 1e300 {
        high *= 2.0;
    }
    for _ in 0..200 {
        let middle = (low * high).sqrt();
        if middle <= low || middle >= high {
            break;
        }
        if f(middle) > 0.0 {
            low = middle;
        } else {
            high = middle;
        }
    }
    (low * high).sqrt()
}

impl Fit for Normal {
    fn closed_form<T: Real>(data: &[T], options: &FitOptions) -> Option<Result<Vec<f64>>> {
        let loc = options.loc.unwrap_or_else(|| mean_by(data, |x| x));
        let spread = || mean_by(data, |x| (x - loc).powi(2)).sqrt();
        Some(Ok(vec![loc, options.scale.unwrap_or_else(spread)]))
    }
}

impl Fit for HalfNormal {
    fn closed_form<T: Real>(data: &[T], options: &FitOptions) -> Option<Result<Vec<f64>>> {
        let loc = options.loc.unwrap_or_else(|| least(data));
        if least(data) < loc {
            return Some(Err(outside()));
        }
        let spread = || mean_by(data, |x| (x - loc).powi(2)).sqrt();
        Some(Ok(vec![loc, options.scale.unwrap_or_else(spread)]))
    }
}

impl Fit for Exponential {
    fn closed_form<T: Real>(data: &[T], options: &FitOptions) -> Option<Result<Vec<f64>>> {
        let loc = options.loc.unwrap_or_else(|| least(data));
        if least(data) < loc {
            return Some(Err(outside()));
        }
        let scale = options.scale.unwrap_or_else(|| mean_by(data, |x| x - loc));
        Some(Ok(vec![loc, scale]))
    }
}

impl Fit for Uniform {
    fn closed_form<T: Real>(data: &[T], options: &FitOptions) -> Option<Result<Vec<f64>>> {
        let (low, high) = (least(data), greatest(data));
        let (loc, scale) = match (options.loc, options.scale) {
            (Some(loc), _) => (loc, high - loc),
            (None, Some(scale)) => (0.5 * (low + high - scale), scale),
            (None, None) => (low, high - low),
        };
        let fits = loc <= low && high - loc <= scale * (1.0 + 4.0 * f64::EPSILON);
        Some(if fits { Ok(vec![loc, scale]) } else { Err(outside()) })
    }
}

impl Fit for Laplace {
    fn closed_form<T: Real>(data: &[T], options: &FitOptions) -> Option<Result<Vec<f64>>> {
        let median = || {
            let mut sorted: Vec<f64> = data.iter().map(|x| x.as_f64()).collect();
            sorted.sort_by(f64::total_cmp);
            let n = sorted.len();
            0.5 * (sorted[(n - 1) / 2] + sorted[n / 2])
        };
        let loc = options.loc.unwrap_or_else(median);
        let spread = || mean_by(data, |x| (x - loc).abs());
        Some(Ok(vec![loc, options.scale.unwrap_or_else(spread)]))
    }
}

impl Fit for Rayleigh {
    fn closed_form<T: Real>(data: &[T], options: &FitOptions) -> Option<Result<Vec<f64>>> {
        let x = match positive_part(data, options.loc?) {
            Ok(x) => x,
            Err(error) => return Some(Err(error)),
        };
        let scale = (0.5 * mean_by(&x, |x| x * x)).sqrt();
        Some(Ok(vec![options.loc?, scale]))
    }
}

impl Fit for LogNormal {
    fn closed_form<T: Real>(data: &[T], options: &FitOptions) -> Option<Result<Vec<f64>>> {
        let loc = options.loc?;
        let logs: Vec<f64> = match positive_part(data, loc) {
            Ok(x) => x.iter().map(|x| x.ln()).collect(),
            Err(error) => return Some(Err(error)),
        };
        let center = options.scale.map_or_else(|| mean_of(&logs), f64::ln);
        let spread = || mean_by(&logs, |x| (x - center).powi(2)).sqrt();
        let s = shape(options, 0).unwrap_or_else(spread);
        Some(Ok(vec![s, loc, center.exp()]))
    }
}

impl Fit for Pareto {
    fn closed_form<T: Real>(data: &[T], options: &FitOptions) -> Option<Result<Vec<f64>>> {
        let loc = options.loc?;
        let x = match positive_part(data, loc) {
            Ok(x) => x,
            Err(error) => return Some(Err(error)),
        };
        let scale = options.scale.unwrap_or_else(|| least(&x));
        if least(&x) < scale {
            return Some(Err(outside()));
        }
        let b = shape(options, 0).unwrap_or_else(|| 1.0 / mean_by(&x, |x| (x / scale).ln()));
        Some(Ok(vec![b, loc, scale]))
    }
}

impl Fit for Gamma {
    fn closed_form<T: Real>(data: &[T], options: &FitOptions) -> Option<Result<Vec<f64>>> {
        let loc = options.loc?;
        let x = match positive_part(data, loc) {
            Ok(x) => x,
            Err(error) => return Some(Err(error)),
        };
        let (average, log_average) = (mean_of(&x), mean_by(&x, f64::ln));
        let (a, scale) = match (shape(options, 0), options.scale) {
            (Some(a), _) => (a, average / a),
            (None, Some(scale)) => {
                let target = log_average - scale.ln();
                (falling_root(|a| target - digamma(a), 1.0), scale)
            }
            (None, None) => {
                let gap = average.ln() - log_average;
                let a = falling_root(|a| a.ln() - digamma(a) - gap, 0.5 / gap);
                (a, average / a)
            }
        };
        Some(Ok(vec![a, loc, scale]))
    }
}

impl Fit for InverseGaussian {
    fn closed_form<T: Real>(data: &[T], options: &FitOptions) -> Option<Result<Vec<f64>>> {
        let loc = options.loc?;
        if options.scale.is_some() || shape(options, 0).is_some() {
            return None;
        }
        let x = match positive_part(data, loc) {
            Ok(x) => x,
            Err(error) => return Some(Err(error)),
        };
        let average = mean_of(&x);
        let scale = 1.0 / mean_by(&x, |x| 1.0 / x - 1.0 / average);
        Some(Ok(vec![average / scale, loc, scale]))
    }
}

impl Fit for WeibullMin {
    fn closed_form<T: Real>(data: &[T], options: &FitOptions) -> Option<Result<Vec<f64>>> {
        let loc = options.loc?;
        if options.scale.is_some() {
            return None;
        }
        let x = match positive_part(data, loc) {
            Ok(x) => x,
            Err(error) => return Some(Err(error)),
        };
        // Powers of what is at most 1 do not overflow.
        let largest = greatest(&x);
        let logs: Vec<f64> = x.iter().map(|x| (x / largest).ln()).collect();
        let log_average = mean_of(&logs);
        let power_mean = |c: f64| mean_by(&logs, |l| (c * l).exp());
        let equation = |c: f64| {
            let weighted = mean_by(&logs, |l| (c * l).exp() * l);
            1.0 / c + log_average - weighted / power_mean(c)
        };
        let c = shape(options, 0).unwrap_or_else(|| falling_root(equation, 1.0));
        Some(Ok(vec![c, loc, largest * power_mean(c).powf(1.0 / c)]))
    }
}

impl Fit for Beta {
    fn closed_form<T: Real>(data: &[T], options: &FitOptions) -> Option<Result<Vec<f64>>> {
        let (loc, scale) = (options.loc?, options.scale?);
        if shape(options, 0).is_some() || shape(options, 1).is_some() {
            return None;
        }
        let x: Vec<f64> = data.iter().map(|x| (x.as_f64() - loc) / scale).collect();
        if least(&x) <= 0.0 || greatest(&x) >= 1.0 {
            return Some(Err(outside()));
        }
        let (log, log_rest) = (mean_by(&x, f64::ln), mean_by(&x, |x| (-x).ln_1p()));
        let average = mean_of(&x);
        let variance = mean_by(&x, |x| (x - average).powi(2));
        // From the moments, then Newton's iteration on the two equations of the likelihood.
        let total = (average * (1.0 - average) / variance - 1.0).max(0.1);
        let (mut a, mut b) = (average * total, (1.0 - average) * total);
        for _ in 0..100 {
            let sum = digamma(a + b);
            let (f, g) = (digamma(a) - sum - log, digamma(b) - sum - log_rest);
            let shared = polygamma(1, a + b);
            let (p, q) = (polygamma(1, a) - shared, polygamma(1, b) - shared);
            let determinant = p * q - shared * shared;
            let (step_a, step_b) =
                ((f * q + g * shared) / determinant, (g * p + f * shared) / determinant);
            let (next_a, next_b) = ((a - step_a).max(0.1 * a), (b - step_b).max(0.1 * b));
            let done = (next_a - a).abs() <= 1e-14 * a && (next_b - b).abs() <= 1e-14 * b;
            (a, b) = (next_a, next_b);
            if done {
                break;
            }
        }
        Some(Ok(vec![a, b, loc, scale]))
    }
}

impl Fit for VonMises {
    /// The scale of an angle is 1 unless it is fixed otherwise, as in SciPy's `vonmises`.
    fn closed_form<T: Real>(data: &[T], options: &FitOptions) -> Option<Result<Vec<f64>>> {
        if options.scale.is_some_and(|scale| scale != 1.0) {
            return None;
        }
        let (c, s) = (mean_by(data, f64::cos), mean_by(data, f64::sin));
        let loc = options.loc.unwrap_or_else(|| s.atan2(c));
        // The mean resultant along `loc`.
        let resultant = c * loc.cos() + s * loc.sin();
        let kappa = shape(options, 0).unwrap_or_else(|| {
            if resultant <= 0.0 {
                return f64::MIN_POSITIVE;
            }
            falling_root(|kappa| resultant - i1e(kappa) / i0e(kappa), 1.0)
        });
        Some(Ok(vec![kappa, loc, 1.0]))
    }
}

//! The Anderson-Darling test for one sample.
//!
//! Counterpart of `scipy.stats.anderson`.

use ndarray::{Array1, ArrayRef1};
use onkai_core::{Error, Real, Result, check_finite};
use onkai_special::{log_expit, log_ndtr};

use super::anderson_tables::{EXPON, GUMBEL, LOGISTIC, NORM, WEIBULL};
use super::outcome::sample;
use super::weibull::fit_weibull;
use crate::summary::{mean_of, sorted, sum, variance_of};

/// The family that [`anderson`] tests for; its parameters are estimated.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AndersonFamily {
    /// Normal. The default.
    #[default]
    Norm,
    /// Exponential, from 0.
    Expon,
    /// Logistic.
    Logistic,
    /// Gumbel's distribution of minima; SciPy's `gumbel` and `gumbel_l`.
    GumbelLeft,
    /// Gumbel's distribution of maxima.
    GumbelRight,
    /// Weibull with three parameters.
    WeibullMin,
}

/// The outcome of [`anderson`].
#[derive(Clone, Debug, PartialEq)]
pub struct AndersonResult {
    /// The statistic A².
    pub statistic: f64,
    /// The values that it exceeds with the probabilities of `significance_levels`.
    pub critical_values: Array1<f64>,
    /// Those probabilities.
    pub significance_levels: Array1<f64>,
    /// The estimated parameters: shape if there is one, location, scale.
    pub parameters: Array1<f64>,
}

impl AndersonResult {
    /// The p-value by interpolation between the critical values; the nearest level outside of them.
    ///
    /// # Examples
    ///
    /// ```
    /// use onkai_stats::{AndersonFamily, anderson};
    /// let x = ndarray::Array1::from_iter((0..20).map(f64::from));
    /// assert_eq!(anderson(&x, AndersonFamily::Norm)?.pvalue(), 0.15);
    /// # Ok::<(), onkai_stats::Error>(())
    /// ```
    pub fn pvalue(&self) -> f64 {
        let (x, levels) = (&self.critical_values, &self.significance_levels);
        if self.statistic.is_nan() {
            return f64::NAN;
        }
        match x.iter().position(|c| self.statistic < *c) {
            Some(0) => levels[0],
            None => levels[levels.len() - 1],
            Some(i) => {
                let share = (self.statistic - x[i - 1]) / (x[i] - x[i - 1]);
                levels[i - 1] + (levels[i] - levels[i - 1]) * share
            }
        }
    }
}

/// The Anderson-Darling test: does a sample come from this family of distributions?
///
/// ```text
/// A² = -n - Σ (2i - 1)/n · (ln F(x₍ᵢ₎) + ln(1 - F(x₍ₙ₊₁₋ᵢ₎)))
/// ```
///
/// # Errors
///
/// [`Error::TooShort`] for fewer than three values, [`Error::NotFinite`], and [`Error::Values`] for a
/// constant sample, negative values for the exponential family, or a sample that Weibull's
/// distribution cannot be fitted to.
///
/// # Examples
///
/// ```
/// use onkai_stats::{AndersonFamily, anderson};
/// let x = ndarray::Array1::from_iter((0..20).map(f64::from));
/// let found = anderson(&x, AndersonFamily::Norm)?;
/// assert!(found.statistic < found.critical_values[0]);
/// # Ok::<(), onkai_stats::Error>(())
/// ```
///
/// # References
///
/// M. A. Stephens, "EDF statistics for goodness of fit and some comparisons", J. Am. Stat. Assoc. 69,
/// 1974. <https://doi.org/10.1080/01621459.1974.10480196>
///
/// R. A. Lockhart, M. A. Stephens, "Estimation and tests of fit for the three-parameter Weibull
/// distribution", J. R. Stat. Soc. B 56, 1994.
pub fn anderson<T: Real>(x: &ArrayRef1<T>, family: AndersonFamily) -> Result<AndersonResult> {
    let values = sample("x", x, 3)?;
    check_finite("x", x)?;
    let x = sorted(&values);
    if x[0] == x[x.len() - 1] {
        return Err(Error::Values { name: "x", requirement: "not be constant" });
    }
    let parameters = fit(&x, family)?;
    let statistic = statistic(&x, family, &parameters);
    let n = x.len() as f64;
    let (critical, levels): (Vec<f64>, &[f64]) = match family {
        AndersonFamily::Norm => (scaled(&NORM, 1.0 + 0.75 / n + 2.25 / (n * n)), &LEVELS_NORM),
        AndersonFamily::Expon => (scaled(&EXPON, 1.0 + 0.6 / n), &LEVELS_NORM),
        AndersonFamily::Logistic => (scaled(&LOGISTIC, 1.0 + 0.25 / n), &LEVELS_LOGISTIC),
        AndersonFamily::GumbelLeft | AndersonFamily::GumbelRight => {
            (scaled(&GUMBEL, 1.0 + 0.2 / n.sqrt()), &LEVELS_LOGISTIC[..5])
        }
        AndersonFamily::WeibullMin => (weibull_critical(parameters[0].recip()), &LEVELS_WEIBULL),
    };
    Ok(AndersonResult {
        statistic,
        critical_values: Array1::from(critical),
        significance_levels: Array1::from(levels.to_vec()),
        parameters: Array1::from(parameters),
    })
}

const LEVELS_NORM: [f64; 5] = [0.15, 0.1, 0.05, 0.025, 0.01];
const LEVELS_LOGISTIC: [f64; 6] = [0.25, 0.1, 0.05, 0.025, 0.01, 0.005];
const LEVELS_WEIBULL: [f64; 8] = [0.5, 0.25, 0.15, 0.1, 0.05, 0.025, 0.01, 0.005];

/// Critical values for many values, made those for `n` and rounded as the tables are.
fn scaled(table: &[f64], factor: f64) -> Vec<f64> {
    table.iter().map(|v| (v / factor * 1000.0).round_ties_even() / 1000.0).collect()
}

/// The rows of Weibull's table are 0.05 apart in the reciprocal of the shape; rounded up.
fn weibull_critical(reciprocal: f64) -> Vec<f64> {
    let place = (reciprocal / 0.05).min((WEIBULL.len() - 1) as f64);
    let row = (place as usize).min(WEIBULL.len() - 2);
    let share = place - row as f64;
    let pairs = WEIBULL[row].iter().zip(&WEIBULL[row + 1]);
    pairs
        .map(|(a, b)| ((a + (b - a) * share + 0.0005) * 1000.0).round_ties_even() / 1000.0)
        .collect()
}

fn fit(x: &[f64], family: AndersonFamily) -> Result<Vec<f64>> {
    match family {
        AndersonFamily::Norm => Ok(vec![mean_of(x), variance_of(x, 1.0).sqrt()]),
        AndersonFamily::Expon if x[0] < 0.0 => {
            Err(Error::Values { name: "x", requirement: "not be negative for this family" })
        }
        AndersonFamily::Expon => Ok(vec![0.0, mean_of(x)]),
        AndersonFamily::Logistic => Ok(fit_logistic(x)),
        AndersonFamily::GumbelRight => Ok(fit_gumbel(x)),
        AndersonFamily::GumbelLeft => {
            let mirrored: Vec<f64> = x.iter().rev().map(|v| -v).collect();
            let found = fit_gumbel(&mirrored);
            Ok(vec![-found[0], found[1]])
        }
        AndersonFamily::WeibullMin => fit_weibull(x),
    }
}

/// Maximum likelihood by Newton's method on location and scale.
fn fit_logistic(x: &[f64]) -> Vec<f64> {
    let n = x.len() as f64;
    let (mut location, mut scale) = (mean_of(x), variance_of(x, 1.0).sqrt());
    for _ in 0..100 {
        // With t = tanh(z/2) the conditions are Σ t = 0 and Σ z t = n.
        let (mut f, mut g) = (0.0, -n);
        let (mut f_z, mut f_zz, mut g_z, mut g_zz) = (0.0, 0.0, 0.0, 0.0);
        for v in x {
            let z = (v - location) / scale;
            let t = (0.5 * z).tanh();
            let slope = 0.5 * (1.0 - t * t);
            f += t;
            g += z * t;
            f_z += slope;
            f_zz += slope * z;
            g_z += t + z * slope;
            g_zz += (t + z * slope) * z;
        }
        // Derivatives by location are those by z times -1/scale, by scale times -z/scale.
        let determinant = f_z * g_zz - f_zz * g_z;
        let step_location = scale * (f * g_zz - f_zz * g) / determinant;
        let step_scale = scale * (f_z * g - f * g_z) / determinant;
        location += step_location;
        scale = (scale + step_scale).max(0.1 * scale);
        if step_location.abs().max(step_scale.abs()) <= 1e-14 * scale {
            break;
        }
    }
    vec![location, scale]
}

/// Maximum likelihood for maxima: the scale solves one equation, the location follows.
fn fit_gumbel(x: &[f64]) -> Vec<f64> {
    let (mean, least) = (mean_of(x), x[0]);
    // Weights relative to the smallest value, which has the largest.
    let weighted = |scale: f64| {
        let weights: Vec<f64> = x.iter().map(|v| (-(v - least) / scale).exp()).collect();
        let total = sum(&weights);
        let moment: f64 = x.iter().zip(&weights).map(|(v, w)| (v - least) * w).sum();
        (total, moment / total)
    };
    let gap = |scale: f64| scale - (mean - least) + weighted(scale).1;
    let (mut low, mut high) = (0.0, mean - least);
    // The gap is negative at 0 and positive at the mean's distance; bisect to the last digit.
    for _ in 0..200 {
        let middle = 0.5 * (low + high);
        if middle <= low || high <= middle {
            break;
        }
        if gap(middle) < 0.0 { low = middle } else { high = middle }
    }
    let scale = 0.5 * (low + high);
    let n = x.len() as f64;
    vec![least - scale * (weighted(scale).0 / n).ln(), scale]
}

/// A² of ordered values.
fn statistic(x: &[f64], family: AndersonFamily, parameters: &[f64]) -> f64 {
    let n = x.len();
    let scale = parameters[parameters.len() - 1];
    let location = parameters[parameters.len() - 2];
    let log_tails = |v: &f64| -> (f64, f64) {
        let z = (v - location) / scale;
        // Both tails of a distribution whose one tail is exp(-hazard).
        let with_hazard = |hazard: f64| ((-(-hazard).exp_m1()).ln(), -hazard);
        match family {
            AndersonFamily::Norm => (log_ndtr(z), log_ndtr(-z)),
            AndersonFamily::Expon => with_hazard(z),
            AndersonFamily::Logistic => (log_expit(z), log_expit(-z)),
            AndersonFamily::GumbelLeft => with_hazard(z.exp()),
            AndersonFamily::GumbelRight => {
                let (upper, lower) = with_hazard((-z).exp());
                (lower, upper)
            }
            AndersonFamily::WeibullMin => with_hazard(z.powf(parameters[0])),
        }
    };
    let tails: Vec<(f64, f64)> = x.iter().map(log_tails).collect();
    let term = |i: usize| (2 * i + 1) as f64 * (tails[i].0 + tails[n - 1 - i].1);
    -(n as f64) - sum(&(0..n).map(term).collect::<Vec<f64>>()) / n as f64
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    #[test]
    fn unfit_samples_are_refused() {
        assert!(anderson(&array![1.0, 2.0], AndersonFamily::Norm).is_err());
        assert!(anderson(&array![1.0, 1.0, 1.0], AndersonFamily::Norm).is_err());
        let lost = array![1.0, f64::NAN, 2.0];
        assert!(matches!(anderson(&lost, AndersonFamily::Norm), Err(Error::NotFinite { .. })));
        assert!(anderson(&array![-1.0, 1.0, 2.0], AndersonFamily::Expon).is_err());
    }

    #[test]
    fn fits_meet_their_conditions() {
        let x = [0.3, 1.0, 1.1, 2.7, 3.5, 9.0];
        let [a, b] = fit_logistic(&x)[..] else { panic!("two parameters") };
        let sum: f64 = x.iter().map(|v| (0.5 * (v - a) / b).tanh()).sum();
        assert!(sum.abs() < 1e-12);
        let [a, b] = fit_gumbel(&x)[..] else { panic!("two parameters") };
        let mean: f64 = x.iter().map(|v| (-(v - a) / b).exp()).sum::<f64>() / 6.0;
        assert!((mean - 1.0).abs() < 1e-12);
    }
}

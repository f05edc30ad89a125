//! Many p-values at once.
//!
//! Counterpart of `scipy.stats.combine_pvalues`, `false_discovery_control`.

use ndarray::{Array1, ArrayRef1};
use onkai_core::{Error, Result};

use super::outcome::TestResult;
use super::tails::{chi2_sf, t_sf};
use crate::distributions::continuous::{ChiSquared, Continuous, Normal};
use crate::summary::{check_len, check_same_len, sum};

/// How [`combine_pvalues`] combines.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Combination {
    /// Fisher's sum of logarithms. The default.
    #[default]
    Fisher,
    /// Pearson's sum of logarithms of the complements.
    Pearson,
    /// Tippett's minimum.
    Tippett,
    /// Stouffer's sum of normal scores, with a weight for each p-value if given.
    Stouffer(Option<Array1<f64>>),
    /// The difference between Fisher's and Pearson's (logits).
    MudholkarGeorge,
}

/// Combines the p-values of independent tests of the same hypothesis.
///
/// # Errors
///
/// [`Error::TooShort`] for none, [`Error::Values`] for one outside `[0, 1]`, [`Error::Shape`] for
/// another number of weights.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_stats::{Combination, combine_pvalues};
///
/// let found = combine_pvalues(&array![0.1, 0.05, 0.02, 0.3], &Combination::Fisher)?;
/// assert!((found.statistic - 20.828626).abs() < 1e-6);
/// # Ok::<(), onkai_stats::Error>(())
/// ```
pub fn combine_pvalues(pvalues: &ArrayRef1<f64>, method: &Combination) -> Result<TestResult> {
    check_len("pvalues", pvalues.len(), 1)?;
    check_pvalues(pvalues)?;
    let n = pvalues.len() as f64;
    let total = |f: fn(f64) -> f64| sum(&pvalues.iter().map(|p| f(*p)).collect::<Vec<f64>>());
    let (statistic, pvalue) = match method {
        Combination::Fisher => {
            let statistic = -2.0 * total(f64::ln);
            (statistic, chi2_sf(statistic, 2.0 * n))
        }
        Combination::Pearson => {
            let statistic = 2.0 * total(|p| (-p).ln_1p());
            (statistic, ChiSquared::new(2.0 * n)?.cdf(-statistic))
        }
        Combination::MudholkarGeorge => {
            let statistic = total(|p| (-p).ln_1p() - p.ln());
            let df = 5.0 * n + 4.0;
            let scale = (3.0 / n).sqrt() / std::f64::consts::PI * (df / (df - 2.0)).sqrt();
            (statistic, t_sf(statistic * scale, df))
        }
        Combination::Tippett => {
            let least = pvalues.iter().copied().fold(1.0, f64::min);
            (least, -(n * (-least).ln_1p()).exp_m1())
        }
        Combination::Stouffer(weights) => {
            let weights = weights.clone().unwrap_or_else(|| Array1::ones(pvalues.len()));
            check_same_len("weights", weights.len(), pvalues.len())?;
            let scores: f64 = pvalues.iter().zip(&weights).map(|(p, w)| w * Normal.isf(*p)).sum();
            let statistic = scores / weights.dot(&weights).sqrt();
            (statistic, Normal.sf(statistic))
        }
    };
    Ok(TestResult { statistic, pvalue })
}

fn check_pvalues(pvalues: &ArrayRef1<f64>) -> Result<()> {
    if pvalues.iter().any(|p| p.is_nan() || *p < 0.0 || 1.0 < *p) {
        return Err(Error::Values { name: "pvalues", requirement: "lie between 0 and 1" });
    }
    Ok(())
}

/// How [`false_discovery_control`] adjusts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FalseDiscovery {
    /// Benjamini and Hochberg's, for independent tests. The default.
    #[default]
    BenjaminiHochberg,
    /// Benjamini and Yekutieli's, for any.
    BenjaminiYekutieli,
}

/// Adjusts p-values so that rejecting all below a level keeps the share of false discoveries below it.
///
/// # Shapes
///
/// `pvalues`: `[n]`. Returns `[n]`.
///
/// # Errors
///
/// [`Error::Values`] for p-values outside `[0, 1]`.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_stats::{FalseDiscovery, false_discovery_control};
///
/// let adjusted = false_discovery_control(&array![0.01, 0.5, 0.03], FalseDiscovery::default())?;
/// assert_eq!(adjusted, array![0.03, 0.5, 0.045]);
/// # Ok::<(), onkai_stats::Error>(())
/// ```
///
/// # References
///
/// Y. Benjamini, Y. Hochberg, J. R. Stat. Soc. B 57, 1995; Y. Benjamini, D. Yekutieli, Ann. Stat. 29,
/// 2001.
pub fn false_discovery_control(
    pvalues: &ArrayRef1<f64>,
    method: FalseDiscovery,
) -> Result<Array1<f64>> {
    check_pvalues(pvalues)?;
    let n = pvalues.len();
    let factor = match method {
        FalseDiscovery::BenjaminiHochberg => 1.0,
        FalseDiscovery::BenjaminiYekutieli => (1..=n).map(|i| (i as f64).recip()).sum(),
    };
    let mut order: Vec<usize> = (0..n).collect();
    order.sort_by(|a, b| pvalues[*a].total_cmp(&pvalues[*b]));
    let mut adjusted = Array1::zeros(n);
    let mut least = 1.0_f64;
    for (place, &i) in order.iter().enumerate().rev() {
        least = least.min(pvalues[i] * (n as f64 / (place + 1) as f64) * factor);
        adjusted[i] = least;
    }
    Ok(adjusted)
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    #[test]
    fn unfit_pvalues_are_refused() {
        for bad in [array![0.5, -0.1], array![1.5], array![f64::NAN]] {
            assert!(matches!(
                combine_pvalues(&bad, &Combination::Fisher),
                Err(Error::Values { .. })
            ));
            assert!(false_discovery_control(&bad, FalseDiscovery::default()).is_err());
        }
        assert!(combine_pvalues(&Array1::zeros(0), &Combination::Tippett).is_err());
        let weights = Combination::Stouffer(Some(array![1.0]));
        assert!(matches!(combine_pvalues(&array![0.1, 0.2], &weights), Err(Error::Shape { .. })));
    }

    #[test]
    fn none_are_adjusted_to_none() {
        let found = false_discovery_control(&Array1::zeros(0), FalseDiscovery::default());
        assert_eq!(found.unwrap().len(), 0);
    }
}

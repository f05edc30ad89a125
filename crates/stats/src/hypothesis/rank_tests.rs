//! Tests of two independent samples by ranks.
//!
//! Counterpart of `scipy.stats.mannwhitneyu`, `ranksums`, `brunnermunzel`.

use ndarray::ArrayRef1;
use onkai_core::{Real, Result};

use super::counts::{mann_whitney, upper_tail};
use super::outcome::{Alternative, TestResult, sample};
use crate::distributions::continuous::{Continuous, Normal};
use crate::rank::{Ranks, rank_average};
use crate::summary::{check_table, has_nan, mean_of, sum};

/// How a p-value is computed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PMethod {
    /// Exactly for small samples without ties, else approximately. The default.
    #[default]
    Auto,
    /// From the exact distribution for samples without ties.
    Exact,
    /// From the normal approximation.
    Asymptotic,
}

/// Options of [`mannwhitneyu`]; the defaults are those of SciPy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MannWhitneyOptions {
    /// Correct the normal approximation for steps of the statistic. Default: `true`.
    pub continuity: bool,
    /// What is tested against; "less": values of `x` are. Default: two-sided.
    pub alternative: Alternative,
    /// How the p-value is computed. Default: exactly if there are no ties and a sample has at most
    /// 8 values.
    pub method: PMethod,
}

impl Default for MannWhitneyOptions {
    fn default() -> Self {
        Self { continuity: true, alternative: Alternative::TwoSided, method: PMethod::Auto }
    }
}

/// The Mann-Whitney U test: are values of one sample larger than those of the other?
///
/// The statistic is the number of pairs in which the value of `x` is the larger one; ties count half.
///
/// # Errors
///
/// [`Error::TooShort`](crate::Error::TooShort) when a sample is empty,
/// [`Error::Values`](crate::Error::Values) for samples too large for the exact p-value asked for.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_stats::{MannWhitneyOptions, mannwhitneyu};
///
/// let (x, y) = (array![19.0, 22.0, 16.0, 29.0, 24.0], array![20.0, 11.0, 17.0, 12.0]);
/// let found = mannwhitneyu(&x, &y, &MannWhitneyOptions::default())?;
/// assert_eq!(found.statistic, 17.0);
/// assert!((found.pvalue - 1.0 / 9.0).abs() < 1e-14);
/// # Ok::<(), onkai_stats::Error>(())
/// ```
///
/// # References
///
/// H. B. Mann, D. R. Whitney, "On a test of whether one of two random variables is stochastically
/// larger than the other", Ann. Math. Stat. 18, 1947. <https://doi.org/10.1214/aoms/1177730491>
pub fn mannwhitneyu<T: Real>(
    x: &ArrayRef1<T>,
    y: &ArrayRef1<T>,
    options: &MannWhitneyOptions,
) -> Result<TestResult> {
    let Some(Pooled { ranks, n_x, n_y }) = pool(x, y)? else { return Ok(TestResult::NAN) };
    let (m, n) = (n_x as f64, n_y as f64);
    let statistic = sum(&ranks.ranks[..n_x]) - m * (m + 1.0) / 2.0;
    let other = m * n - statistic;
    let (extreme, n_sides) = match options.alternative {
        Alternative::Greater => (statistic, 1.0),
        Alternative::Less => (other, 1.0),
        Alternative::TwoSided => (statistic.max(other), 2.0),
    };
    let is_small = n_x.min(n_y) <= 8 && !ranks.has_ties();
    let is_exact = options.method == PMethod::Exact || options.method == PMethod::Auto && is_small;
    if is_exact {
        check_table("x", m * n * m.min(n) / 2.0)?;
    }
    let tail = if is_exact {
        upper_tail(&mann_whitney(n_x, n_y), extreme.floor())
    } else {
        let total = m + n;
        let ties = ranks.tie_term() / (total * (total - 1.0));
        let spread = (m * n / 12.0 * (total + 1.0 - ties)).sqrt();
        let step = if options.continuity { 0.5 } else { 0.0 };
        Normal.sf((extreme - m * n / 2.0 - step) / spread)
    };
    // The two tails of the exact distribution overlap in the middle.
    let pvalue = n_sides * tail;
    Ok(TestResult { statistic, pvalue: if 1.0 < pvalue { 1.0 } else { pvalue } })
}

/// Both samples ranked together.
struct Pooled {
    ranks: Ranks,
    n_x: usize,
    n_y: usize,
}

fn pool<T: Real>(x: &ArrayRef1<T>, y: &ArrayRef1<T>) -> Result<Option<Pooled>> {
    let (mut both, y) = (sample("x", x, 1)?, sample("y", y, 1)?);
    let (n_x, n_y) = (both.len(), y.len());
    both.extend(y);
    Ok((!has_nan(&both)).then(|| Pooled { ranks: rank_average(&both), n_x, n_y }))
}

/// The Wilcoxon rank-sum test: [`mannwhitneyu`]'s normal approximation without corrections.
///
/// # Errors
///
/// [`Error::TooShort`](crate::Error::TooShort) when a sample is empty.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_stats::{Alternative, ranksums};
///
/// let found = ranksums(&array![1.0, 2.0], &array![1.5, 1.6], Alternative::TwoSided)?;
/// assert_eq!((found.statistic, found.pvalue), (0.0, 1.0));
/// # Ok::<(), onkai_stats::Error>(())
/// ```
pub fn ranksums<T: Real>(
    x: &ArrayRef1<T>,
    y: &ArrayRef1<T>,
    alternative: Alternative,
) -> Result<TestResult> {
    let Some(Pooled { ranks, n_x, n_y }) = pool(x, y)? else { return Ok(TestResult::NAN) };
    let (m, n) = (n_x as f64, n_y as f64);
    let expected = m * (m + n + 1.0) / 2.0;
    let z = (sum(&ranks.ranks[..n_x]) - expected) / (m * n * (m + n + 1.0) / 12.0).sqrt();
    Ok(TestResult::normal(z, alternative))
}

/// Which distribution [`brunnermunzel`] compares with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum BrunnerMunzelDistribution {
    /// Student's t, for small samples. The default.
    #[default]
    T,
    /// The normal distribution.
    Normal,
}

/// The Brunner-Munzel test: are values of one sample larger, whatever the variances?
///
/// # Errors
///
/// [`Error::TooShort`](crate::Error::TooShort) for fewer than two values.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_stats::{Alternative, brunnermunzel};
///
/// let (x, y) = (array![1.0, 2.0, 1.0, 3.0], array![3.0, 4.0, 2.0, 5.0, 3.0]);
/// let found = brunnermunzel(&x, &y, Alternative::TwoSided, Default::default())?;
/// assert!(found.pvalue < 0.05);
/// # Ok::<(), onkai_stats::Error>(())
/// ```
///
/// # References
///
/// E. Brunner, U. Munzel, "The nonparametric Behrens-Fisher problem", Biometrical J. 42, 2000.
pub fn brunnermunzel<T: Real>(
    x: &ArrayRef1<T>,
    y: &ArrayRef1<T>,
    alternative: Alternative,
    distribution: BrunnerMunzelDistribution,
) -> Result<TestResult> {
    let (xs, ys) = (sample("x", x, 2)?, sample("y", y, 2)?);
    let Some(Pooled { ranks, n_x, n_y }) = pool(x, y)? else { return Ok(TestResult::NAN) };
    let (m, n) = (n_x as f64, n_y as f64);
    let (pooled_x, pooled_y) = ranks.ranks.split_at(n_x);
    let (s_x, s_y) = (placement_variance(pooled_x, &xs), placement_variance(pooled_y, &ys));
    let (v_x, v_y) = (m * s_x, n * s_y);
    let difference = mean_of(pooled_y) - mean_of(pooled_x);
    let statistic = m * n * difference / ((m + n) * (v_x + v_y).sqrt());
    let pvalue = match distribution {
        BrunnerMunzelDistribution::Normal => alternative.of_normal(-statistic),
        BrunnerMunzelDistribution::T => {
            let df = (v_x + v_y).powi(2) / (v_x * v_x / (m - 1.0) + v_y * v_y / (n - 1.0));
            alternative.of_t(-statistic, df)
        }
    };
    Ok(TestResult { statistic, pvalue })
}

/// The variance of how many values of the other sample are smaller.
fn placement_variance(pooled: &[f64], own: &[f64]) -> f64 {
    let own = rank_average(own).ranks;
    let placements: Vec<f64> = pooled.iter().zip(own).map(|(a, b)| a - b).collect();
    crate::summary::variance_of(&placements, 1.0)
}

#[cfg(test)]
mod tests {
    use ndarray::{Array1, array};

    use super::*;

    #[test]
    fn empty_samples_are_refused_and_nan_propagates() {
        let (x, none) = (array![1.0, 2.0], Array1::<f64>::zeros(0));
        let options = MannWhitneyOptions::default();
        assert!(mannwhitneyu(&x, &none, &options).is_err());
        assert!(ranksums(&none, &x, Alternative::Less).is_err());
        assert!(
            brunnermunzel(&x, &array![1.0], Alternative::Less, BrunnerMunzelDistribution::T)
                .is_err()
        );
        let lost = array![1.0, f64::NAN];
        assert!(mannwhitneyu(&x, &lost, &options).unwrap().pvalue.is_nan());
        assert!(ranksums(&x, &lost, Alternative::Less).unwrap().pvalue.is_nan());
    }

    #[test]
    fn equal_samples_do_not_differ() {
        let x = array![3.0, 3.0, 3.0];
        let found = mannwhitneyu(&x, &x, &MannWhitneyOptions::default()).unwrap();
        assert_eq!(found.statistic, 4.5);
        let exact = MannWhitneyOptions { method: PMethod::Exact, ..Default::default() };
        assert_eq!(mannwhitneyu(&array![1.0], &array![2.0], &exact).unwrap().pvalue, 1.0);
        let large = Array1::linspace(0.0, 1.0, 2000);
        assert!(matches!(mannwhitneyu(&large, &large, &exact), Err(crate::Error::Values { .. })));
    }
}

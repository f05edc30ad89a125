//! The Wilcoxon signed-rank test.
//!
//! Counterpart of `scipy.stats.wilcoxon`.

use ndarray::{Array1, ArrayRef1};
use onkai_core::{Real, Result};

use super::counts::{lower_tail, subset_sums, upper_tail};
use super::outcome::{Alternative, sample};
use super::rank_tests::PMethod;
use crate::rank::rank_average;
use crate::summary::{check_same_len, check_table, has_nan};

/// What becomes of differences that are zero.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ZeroMethod {
    /// They are left out. The default.
    #[default]
    Wilcox,
    /// They are ranked, but the ranks are left out.
    Pratt,
    /// They are ranked, and each side gets half of the ranks.
    ZSplit,
}

/// Options of [`wilcoxon`]; the defaults are those of SciPy.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WilcoxonOptions {
    /// What becomes of zeros. Default: they are left out.
    pub zero_method: ZeroMethod,
    /// Correct the normal approximation for steps of the statistic. Default: `false`.
    pub correction: bool,
    /// What is tested against. Default: two-sided.
    pub alternative: Alternative,
    /// How the p-value is computed. Default: exactly up to 50 differences without ties and zeros or
    /// up to 13 with them, else by the normal approximation.
    pub method: PMethod,
}

/// The outcome of [`wilcoxon`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct WilcoxonResult {
    /// The sum of the ranks of positive differences; two-sided the smaller one of both signs' sums.
    pub statistic: f64,
    /// Probability of a statistic at least as extreme if the null hypothesis holds.
    pub pvalue: f64,
    /// The normal statistic, if `method` is `Asymptotic`.
    pub zstatistic: Option<f64>,
}

/// Tests whether differences are distributed symmetrically about zero.
///
/// `y`, if given, is subtracted from `x`.
///
/// # Errors
///
/// [`Error::Shape`](crate::Error::Shape) when the lengths differ,
/// [`Error::TooShort`](crate::Error::TooShort) when there are no differences,
/// [`Error::Values`](crate::Error::Values) for too many for the exact p-value asked for.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_stats::{WilcoxonOptions, wilcoxon};
///
/// let differences = array![6.0, 8.0, 14.0, 16.0, 23.0, 24.0, 28.0, 29.0, 41.0, -48.0, 49.0, 56.0];
/// let found = wilcoxon(&differences, None, &WilcoxonOptions::default())?;
/// assert_eq!(found.statistic, 10.0);
/// # Ok::<(), onkai_stats::Error>(())
/// ```
///
/// # References
///
/// J. W. Pratt, "Remarks on zeros and ties in the Wilcoxon signed rank procedures", J. Am. Stat. Assoc.
/// 54, 1959. <https://doi.org/10.1080/01621459.1959.10501526>
pub fn wilcoxon<T: Real>(
    x: &ArrayRef1<T>,
    y: Option<&ArrayRef1<T>>,
    options: &WilcoxonOptions,
) -> Result<WilcoxonResult> {
    let differences = match y {
        None => sample("x", x, 1)?,
        Some(y) => {
            check_same_len("y", y.len(), x.len())?;
            let difference: Array1<f64> =
                x.iter().zip(y).map(|(a, b)| a.as_f64() - b.as_f64()).collect();
            sample("x", &difference, 1)?
        }
    };
    if has_nan(&differences) {
        return Ok(WilcoxonResult { statistic: f64::NAN, pvalue: f64::NAN, zstatistic: None });
    }
    if options.method == PMethod::Exact {
        let n = differences.len() as f64;
        check_table("x", n * n / 2.0)?;
    }
    Ok(SignedRanks::new(&differences, options.zero_method).test(*options))
}

struct SignedRanks {
    /// Ranks of the absolute differences that count, without those of zeros.
    ranks: Vec<f64>,
    positive: f64,
    negative: f64,
    /// How many differences are ranked.
    n_ranked: f64,
    n_all: usize,
    n_zeros: f64,
    tie_term: f64,
    has_ties: bool,
    zero_method: ZeroMethod,
}

impl SignedRanks {
    fn new(differences: &[f64], zero_method: ZeroMethod) -> Self {
        let n_zeros = differences.iter().filter(|d| **d == 0.0).count() as f64;
        let mut d = differences.to_vec();
        if zero_method == ZeroMethod::Wilcox {
            d.retain(|d| *d != 0.0);
        }
        let ranked = rank_average(&d.iter().map(|d| d.abs()).collect::<Vec<f64>>());
        let sum_where = |fits: fn(f64) -> bool| -> f64 {
            d.iter().zip(&ranked.ranks).filter(|(d, _)| fits(**d)).map(|(_, r)| r).sum()
        };
        let half = match zero_method {
            ZeroMethod::ZSplit => sum_where(|d| d == 0.0) / 2.0,
            ZeroMethod::Wilcox | ZeroMethod::Pratt => 0.0,
        };
        // In Pratt's way the zeros' ranks do not vary, so that their being tied changes nothing.
        let zero_ties =
            if zero_method == ZeroMethod::Pratt { n_zeros.powi(3) - n_zeros } else { 0.0 };
        Self {
            positive: sum_where(|d| 0.0 < d) + half,
            negative: sum_where(|d| d < 0.0) + half,
            n_ranked: d.len() as f64,
            n_all: differences.len(),
            n_zeros,
            tie_term: ranked.tie_term() - zero_ties,
            has_ties: ranked.has_ties(),
            ranks: d
                .iter()
                .zip(&ranked.ranks)
                .filter(|(d, _)| **d != 0.0)
                .map(|(_, r)| *r)
                .collect(),
            zero_method,
        }
    }

    fn test(&self, options: WilcoxonOptions) -> WilcoxonResult {
        let alternative = options.alternative;
        let is_plain = !self.has_ties && self.n_zeros == 0.0;
        let mut z = None;
        let pvalue = match options.method {
            PMethod::Exact => self.exact(alternative),
            PMethod::Auto if self.n_all <= 50 && is_plain => self.exact(alternative),
            PMethod::Auto if self.n_all <= 13 => self.exact_with_ties(alternative),
            PMethod::Auto => alternative.of_normal(self.normal(options)),
            PMethod::Asymptotic => {
                let found = self.normal(options);
                let is_two_sided = alternative == Alternative::TwoSided;
                z = Some(if is_two_sided { -found.abs() } else { found });
                alternative.of_normal(found)
            }
        };
        let statistic = match alternative {
            Alternative::TwoSided => self.positive.min(self.negative),
            Alternative::Less | Alternative::Greater => self.positive,
        };
        WilcoxonResult { statistic, pvalue, zstatistic: z }
    }

    /// The normal statistic, with Cureton's variance where zeros are ranked but left out.
    fn normal(&self, options: WilcoxonOptions) -> f64 {
        let (n, zeros) = (self.n_ranked, self.n_zeros);
        let mut mean = n * (n + 1.0) / 4.0;
        let mut variance = n * (n + 1.0) * (2.0 * n + 1.0);
        if self.zero_method == ZeroMethod::Pratt {
            mean -= zeros * (zeros + 1.0) / 4.0;
            variance -= zeros * (zeros + 1.0) * (2.0 * zeros + 1.0);
        }
        let spread = ((variance - self.tie_term / 2.0) / 24.0).sqrt();
        let distance = self.positive - mean;
        let step = match options.alternative {
            _ if !options.correction || distance == 0.0 => 0.0,
            Alternative::TwoSided => distance.signum() * 0.5,
            Alternative::Greater => 0.5,
            Alternative::Less => -0.5,
        };
        (distance - step) / spread
    }

    /// From the distribution without ties; between whole numbers the larger p-value counts.
    fn exact(&self, alternative: Alternative) -> f64 {
        let ranks: Vec<usize> = (1..=self.n_ranked as usize).collect();
        let p = subset_sums(&ranks);
        let less = lower_tail(&p, self.positive.ceil());
        alternative.of_tails(less, upper_tail(&p, self.positive.floor()))
    }

    /// From the distribution given these very ranks, under all assignments of signs.
    fn exact_with_ties(&self, alternative: Alternative) -> f64 {
        let doubled: Vec<usize> = self.ranks.iter().map(|r| (2.0 * r) as usize).collect();
        let p = subset_sums(&doubled);
        let half = match self.zero_method {
            ZeroMethod::ZSplit => {
                (self.positive + self.negative - self.ranks.iter().sum::<f64>()) / 2.0
            }
            ZeroMethod::Wilcox | ZeroMethod::Pratt => 0.0,
        };
        let found = (2.0 * (self.positive - half)).round();
        alternative.of_tails(lower_tail(&p, found), upper_tail(&p, found))
    }
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    #[test]
    fn unfit_samples_are_refused_and_nan_propagates() {
        let options = WilcoxonOptions::default();
        assert!(wilcoxon(&Array1::<f64>::zeros(0), None, &options).is_err());
        let exact = WilcoxonOptions { method: PMethod::Exact, ..options };
        assert!(wilcoxon(&Array1::linspace(1.0, 2.0, 20_000), None, &exact).is_err());
        assert!(wilcoxon(&array![1.0], Some(&*array![1.0, 2.0]), &options).is_err());
        assert!(wilcoxon(&array![1.0, f64::NAN], None, &options).unwrap().pvalue.is_nan());
    }

    #[test]
    fn zeros_alone_say_nothing() {
        let found = wilcoxon(&array![0.0, 0.0], None, &WilcoxonOptions::default()).unwrap();
        assert_eq!((found.statistic, found.pvalue), (0.0, 1.0));
    }
}

//! Do counts agree with what is expected?
//!
//! Counterpart of `scipy.stats.chisquare`, `power_divergence`, `chi2_contingency`,
//! `contingency.expected_freq`, `contingency.association`, `contingency.crosstab`.

use std::str::FromStr;

use ndarray::{Array, Array1, Array2, ArrayRef, ArrayRef1, Axis, Dimension, RemoveAxis};
use onkai_core::{Error, Real, Result};
use onkai_special::xlogy;

use super::outcome::TestResult;
use super::tails::chi2_sf;
use crate::summary::{check_len, check_same_len, doubles, sum};

/// Which statistic of the Cressie-Read family is computed; names are SciPy's.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Divergence {
    /// Pearson's chi-squared, λ = 1. The default.
    #[default]
    Pearson,
    /// The log-likelihood ratio of the G-test, λ = 0.
    LogLikelihood,
    /// Freeman and Tukey's, λ = -½.
    FreemanTukey,
    /// The log-likelihood ratio with both sides swapped, λ = -1.
    ModLogLikelihood,
    /// Neyman's, λ = -2.
    Neyman,
    /// Cressie and Read's recommendation, λ = ⅔.
    CressieRead,
    /// Any λ.
    Power(f64),
}

impl FromStr for Divergence {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self> {
        Ok(match name {
            "pearson" => Self::Pearson,
            "log-likelihood" => Self::LogLikelihood,
            "freeman-tukey" => Self::FreemanTukey,
            "mod-log-likelihood" => Self::ModLogLikelihood,
            "neyman" => Self::Neyman,
            "cressie-read" => Self::CressieRead,
            _ => {
                let known = "pearson, log-likelihood, freeman-tukey, mod-log-likelihood, neyman, \
                             cressie-read";
                return Err(Error::UnknownName { name: "divergence", value: name.into(), known });
            }
        })
    }
}

impl Divergence {
    fn lambda(self) -> f64 {
        match self {
            Self::Pearson => 1.0,
            Self::LogLikelihood => 0.0,
            Self::FreemanTukey => -0.5,
            Self::ModLogLikelihood => -1.0,
            Self::Neyman => -2.0,
            Self::CressieRead => 2.0 / 3.0,
            Self::Power(lambda) => lambda,
        }
    }

    fn statistic(self, observed: &[f64], expected: &[f64]) -> f64 {
        let lambda = self.lambda();
        let term = |(&o, &e): (&f64, &f64)| {
            if lambda == 1.0 {
                (o - e) * (o - e) / e
            } else if lambda == 0.0 {
                2.0 * xlogy(o, o / e)
            } else if lambda == -1.0 {
                2.0 * xlogy(e, e / o)
            } else {
                o * ((o / e).powf(lambda) - 1.0) / (0.5 * lambda * (lambda + 1.0))
            }
        };
        sum(&observed.iter().zip(expected).map(term).collect::<Vec<f64>>())
    }
}

/// Options of [`power_divergence`]; the defaults are those of SciPy.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct PowerDivergenceOptions {
    /// The statistic. Default: Pearson's.
    pub divergence: Divergence,
    /// Degrees of freedom lost to estimated parameters. Default: 0.
    pub ddof: usize,
}

/// Pearson's chi-squared test: do counts agree with what is expected?
///
/// `expected` is equal counts if `None`; `ddof` is the number of estimated parameters.
///
/// # Errors
///
/// See [`power_divergence`].
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// let found = onkai_stats::chisquare(&array![16.0, 18.0, 16.0, 14.0, 12.0, 12.0], None, 0)?;
/// assert!((found.statistic - 2.0).abs() < 1e-14);
/// # Ok::<(), onkai_stats::Error>(())
/// ```
pub fn chisquare<T: Real>(
    observed: &ArrayRef1<T>,
    expected: Option<&ArrayRef1<T>>,
    ddof: usize,
) -> Result<TestResult> {
    let options = PowerDivergenceOptions { ddof, ..Default::default() };
    power_divergence(observed, expected, &options)
}

/// The Cressie-Read test: do counts agree with what is expected?
///
/// ```text
/// 2 / (λ (λ + 1)) · Σ Oᵢ ((Oᵢ/Eᵢ)^λ - 1)
/// ```
///
/// # Errors
///
/// [`Error::TooShort`] for no counts, [`Error::Shape`] when the lengths differ, [`Error::Values`] for
/// negative counts, expected ones that are not positive, and sums that differ.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_stats::{Divergence, PowerDivergenceOptions, power_divergence};
///
/// let options =
///     PowerDivergenceOptions { divergence: Divergence::LogLikelihood, ..Default::default() };
/// let found = power_divergence(&array![16.0, 18.0, 16.0, 14.0, 12.0, 12.0], None, &options)?;
/// assert!((found.statistic - 2.006573).abs() < 1e-6);
/// # Ok::<(), onkai_stats::Error>(())
/// ```
///
/// # References
///
/// N. Cressie, T. R. C. Read, "Multinomial goodness-of-fit tests", J. R. Stat. Soc. B 46, 1984.
pub fn power_divergence<T: Real>(
    observed: &ArrayRef1<T>,
    expected: Option<&ArrayRef1<T>>,
    options: &PowerDivergenceOptions,
) -> Result<TestResult> {
    check_len("observed", observed.len(), 1)?;
    let observed = doubles(observed);
    check_counts("observed", &observed)?;
    let n = observed.len();
    let expected = match expected {
        None => vec![sum(&observed) / n as f64; n],
        Some(expected) => {
            check_same_len("expected", expected.len(), n)?;
            let values = doubles(expected);
            let (a, b) = (sum(&observed), sum(&values));
            // Half the digits, as sums of rounded frequencies differ.
            if T::epsilon().as_f64().sqrt() < (a - b).abs() / a.min(b) {
                let requirement = "have the sum of `observed`";
                return Err(Error::Values { name: "expected", requirement });
            }
            values
        }
    };
    check_expected(&expected)?;
    let statistic = options.divergence.statistic(&observed, &expected);
    let df = n as f64 - 1.0 - options.ddof as f64;
    Ok(TestResult { statistic, pvalue: chi2_sf(statistic, df) })
}

fn check_counts(name: &'static str, counts: &[f64]) -> Result<()> {
    if counts.iter().any(|c| *c < 0.0) {
        return Err(Error::Values { name, requirement: "not be negative" });
    }
    Ok(())
}

fn check_expected(expected: &[f64]) -> Result<()> {
    if expected.iter().any(|e| *e <= 0.0) {
        return Err(Error::Values { name: "expected", requirement: "be positive" });
    }
    Ok(())
}

/// Options of [`chi2_contingency`]; the defaults are those of SciPy.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ContingencyOptions {
    /// Yates's correction where there is one degree of freedom. Default: `true`.
    pub correction: bool,
    /// The statistic. Default: Pearson's.
    pub divergence: Divergence,
}

impl Default for ContingencyOptions {
    fn default() -> Self {
        Self { correction: true, divergence: Divergence::Pearson }
    }
}

/// The outcome of [`chi2_contingency`].
#[derive(Clone, Debug, PartialEq)]
pub struct ContingencyResult<D: Dimension> {
    /// The test statistic.
    pub statistic: f64,
    /// Its p-value.
    pub pvalue: f64,
    /// Degrees of freedom.
    pub df: usize,
    /// The expected counts.
    pub expected: Array<f64, D>,
}

/// The counts that margins of a table would give if its factors were independent.
///
/// # Errors
///
/// [`Error::TooShort`] for an empty table; [`Error::Values`] for negative or no counts.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// let expected = onkai_stats::expected_freq(&array![[10.0, 10.0], [10.0, 30.0]])?;
/// assert_eq!(expected[[1, 1]], 80.0 / 3.0);
/// # Ok::<(), onkai_stats::Error>(())
/// ```
pub fn expected_freq<D: Dimension + RemoveAxis>(
    observed: &ArrayRef<f64, D>,
) -> Result<Array<f64, D>> {
    check_len("observed", observed.len(), 1)?;
    let counts: Vec<f64> = observed.iter().copied().collect();
    check_counts("observed", &counts)?;
    let total = sum(&counts);
    if total == 0.0 {
        return Err(Error::Values { name: "observed", requirement: "have counts" });
    }
    let mut expected = Array::from_elem(observed.raw_dim(), total);
    for k in 0..observed.ndim() {
        for (slab, mut out) in observed.axis_iter(Axis(k)).zip(expected.axis_iter_mut(Axis(k))) {
            let margin = slab.sum();
            out.mapv_inplace(|e| e * margin / total);
        }
    }
    Ok(expected)
}

/// The chi-squared test of a contingency table: are its factors independent?
///
/// # Shapes
///
/// `observed`: any number of factors; usually two.
///
/// # Errors
///
/// See [`expected_freq`]; [`Error::Values`] when an expected count is zero.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_stats::{ContingencyOptions, chi2_contingency};
///
/// let table = array![[10.0, 10.0, 20.0], [20.0, 20.0, 20.0]];
/// let found = chi2_contingency(&table, &ContingencyOptions::default())?;
/// assert_eq!(found.df, 2);
/// assert!((found.statistic - 2.777777777777778).abs() < 1e-12);
/// # Ok::<(), onkai_stats::Error>(())
/// ```
pub fn chi2_contingency<D: Dimension + RemoveAxis>(
    observed: &ArrayRef<f64, D>,
    options: &ContingencyOptions,
) -> Result<ContingencyResult<D>> {
    let expected = expected_freq(observed)?;
    let flat: Vec<f64> = expected.iter().copied().collect();
    check_expected(&flat)?;
    let df = expected.len() + expected.ndim() - 1 - expected.shape().iter().sum::<usize>();
    if df == 0 {
        // One factor has one level: there is nothing to depend on.
        return Ok(ContingencyResult { statistic: 0.0, pvalue: 1.0, df, expected });
    }
    let mut counts: Vec<f64> = observed.iter().copied().collect();
    if df == 1 && options.correction {
        for (count, e) in counts.iter_mut().zip(&flat) {
            let gap = e - *count;
            *count += gap.abs().min(0.5).copysign(gap);
        }
    }
    let statistic = options.divergence.statistic(&counts, &flat);
    Ok(ContingencyResult { statistic, pvalue: chi2_sf(statistic, df as f64), df, expected })
}

/// A measure of association between the factors of a table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Association {
    /// Cramér's V. The default.
    #[default]
    Cramer,
    /// Tschuprow's T.
    Tschuprow,
    /// Pearson's contingency coefficient.
    Pearson,
}

/// How strongly the factors of a table are associated, from 0 to 1.
///
/// SciPy's default for `options` has `correction: false`.
///
/// # Errors
///
/// See [`chi2_contingency`].
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_stats::{Association, ContingencyOptions, association};
///
/// let options = ContingencyOptions { correction: false, ..Default::default() };
/// assert_eq!(association(&array![[5.0, 0.0], [0.0, 5.0]], Association::Cramer, &options)?, 1.0);
/// # Ok::<(), onkai_stats::Error>(())
/// ```
pub fn association(
    observed: &ndarray::ArrayRef2<f64>,
    method: Association,
    options: &ContingencyOptions,
) -> Result<f64> {
    let found = chi2_contingency(observed, options)?;
    let (rows, columns) = (observed.nrows() as f64, observed.ncols() as f64);
    let share = found.statistic / observed.sum();
    Ok(match method {
        Association::Cramer => (share / (rows.min(columns) - 1.0)).sqrt(),
        Association::Tschuprow => (share / ((rows - 1.0) * (columns - 1.0)).sqrt()).sqrt(),
        Association::Pearson => (share / (1.0 + share)).sqrt(),
    })
}

/// The table that [`crosstab`] makes.
#[derive(Clone, Debug, PartialEq)]
pub struct CrossTable {
    /// The distinct values of the first factor, ascending.
    pub rows: Array1<f64>,
    /// The distinct values of the second factor, ascending.
    pub columns: Array1<f64>,
    /// How often each pair of values occurs.
    pub counts: Array2<f64>,
}

/// Counts how often each pair of values of two factors occurs.
///
/// # Errors
///
/// [`Error::Shape`] when the lengths differ, [`Error::NotFinite`] for values that are not finite.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// let table = onkai_stats::crosstab(&array![1.0, 1.0, 2.0], &array![5.0, 7.0, 7.0])?;
/// assert_eq!(table.counts, array![[1.0, 1.0], [0.0, 1.0]]);
/// # Ok::<(), onkai_stats::Error>(())
/// ```
pub fn crosstab<T: Real>(x: &ArrayRef1<T>, y: &ArrayRef1<T>) -> Result<CrossTable> {
    check_same_len("y", y.len(), x.len())?;
    onkai_core::check_finite("x", x)?;
    onkai_core::check_finite("y", y)?;
    let levels = |x: &[f64]| {
        // Zeros of both signs are one level.
        let mut levels: Vec<f64> = x.iter().map(|v| v + 0.0).collect();
        levels.sort_unstable_by(f64::total_cmp);
        levels.dedup();
        levels
    };
    let (x, y) = (doubles(x), doubles(y));
    let (rows, columns) = (levels(&x), levels(&y));
    let mut counts = Array2::zeros((rows.len(), columns.len()));
    for (a, b) in x.iter().zip(&y) {
        let row = rows.partition_point(|v| v < a);
        counts[[row, columns.partition_point(|v| v < b)]] += 1.0;
    }
    Ok(CrossTable { rows: Array1::from(rows), columns: Array1::from(columns), counts })
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    #[test]
    fn unfit_counts_are_refused() {
        let (x, one) = (array![1.0, 2.0], array![1.0]);
        assert!(chisquare(&Array1::<f64>::zeros(0), None, 0).is_err());
        assert!(matches!(chisquare(&x, Some(&*one), 0), Err(Error::Shape { .. })));
        let negative = chisquare(&array![-1.0, 2.0], None, 0).unwrap_err();
        assert_eq!(negative.to_string(), "`observed` must not be negative");
        assert!(chisquare(&x, Some(&*array![0.0, 3.0]), 0).is_err());
        let error = chisquare(&x, Some(&*array![2.0, 2.0]), 0).unwrap_err();
        assert_eq!(error.to_string(), "`expected` must have the sum of `observed`");
        let options = ContingencyOptions::default();
        assert!(chi2_contingency(&array![[1.0, -1.0]], &options).is_err());
        assert!(chi2_contingency(&array![[1.0, 0.0], [2.0, 0.0]], &options).is_err());
        assert!(chi2_contingency(&Array2::zeros((0, 2)), &options).is_err());
        assert!(chi2_contingency(&Array2::zeros((2, 2)), &options).is_err());
        assert!(crosstab(&x, &one).is_err() && crosstab(&x, &array![1.0, f64::NAN]).is_err());
        assert!("chi".parse::<Divergence>().is_err());
    }

    #[test]
    fn a_factor_of_one_level_depends_on_nothing() {
        let found = chi2_contingency(&array![[1.0, 4.0]], &ContingencyOptions::default()).unwrap();
        assert_eq!((found.statistic, found.pvalue, found.df), (0.0, 1.0, 0));
    }

    #[test]
    fn nan_propagates() {
        assert!(chisquare(&array![1.0, f64::NAN], None, 0).unwrap().pvalue.is_nan());
    }
}

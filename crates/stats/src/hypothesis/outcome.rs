//! What all tests share: alternatives, outcomes, intervals.
//!
//! Counterpart of the `alternative` argument and the result objects of `scipy.stats`.

use std::str::FromStr;

use ndarray::ArrayRef1;
use onkai_core::{Error, Real, Result};

use super::tails::t_sf;
use crate::distributions::continuous::{Continuous, Normal};
use crate::summary::{check_len, doubles};

/// What holds if the null hypothesis does not.
///
/// # Examples
///
/// ```
/// use onkai_stats::Alternative;
/// assert_eq!("two-sided".parse(), Ok(Alternative::TwoSided));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Alternative {
    /// It differs, in either direction. The default.
    #[default]
    TwoSided,
    /// It is less.
    Less,
    /// It is greater.
    Greater,
}

impl FromStr for Alternative {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self> {
        match name {
            "two-sided" => Ok(Self::TwoSided),
            "less" => Ok(Self::Less),
            "greater" => Ok(Self::Greater),
            _ => Err(Error::UnknownName {
                name: "alternative",
                value: name.to_owned(),
                known: "two-sided, less, greater",
            }),
        }
    }
}

impl Alternative {
    /// The probability of what is at least as extreme as a standard normal `z`.
    pub(crate) fn of_normal(self, z: f64) -> f64 {
        self.of_symmetric(z, |z| Normal.sf(z))
    }

    /// The same for Student's t.
    pub(crate) fn of_t(self, t: f64, df: f64) -> f64 {
        self.of_symmetric(t, |t| t_sf(t, df))
    }

    /// The same for any distribution that is symmetric about 0.
    pub(crate) fn of_symmetric(self, z: f64, sf: impl Fn(f64) -> f64) -> f64 {
        match self {
            Self::TwoSided => 2.0 * sf(z.abs()),
            Self::Less => sf(-z),
            Self::Greater => sf(z),
        }
    }

    /// The two tails of a distribution that need not be symmetric.
    pub(crate) fn of_tails(self, less: f64, greater: f64) -> f64 {
        match self {
            Self::TwoSided => (2.0 * less.min(greater)).min(1.0),
            Self::Less => less,
            Self::Greater => greater,
        }
    }
}

/// The outcome of a test.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TestResult {
    /// The test statistic.
    pub statistic: f64,
    /// Probability of a statistic at least as extreme if the null hypothesis holds.
    pub pvalue: f64,
}

impl TestResult {
    /// The outcome for samples with NaN.
    pub(crate) const NAN: Self = Self { statistic: f64::NAN, pvalue: f64::NAN };

    pub(crate) fn normal(z: f64, alternative: Alternative) -> Self {
        Self { statistic: z, pvalue: alternative.of_normal(z) }
    }
}

/// An interval that holds a parameter with some confidence.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ConfidenceInterval {
    /// The lower end; negative infinity for the alternative "less".
    pub low: f64,
    /// The upper end; infinity for the alternative "greater".
    pub high: f64,
}

/// The values of a sample of at least so many.
pub(crate) fn sample<T: Real>(
    name: &'static str,
    x: &ArrayRef1<T>,
    least: usize,
) -> Result<Vec<f64>> {
    check_len(name, x.len(), least)?;
    Ok(doubles(x))
}

/// The values of several samples, at least so many in each.
pub(crate) fn groups<T: Real>(
    samples: &[&ArrayRef1<T>],
    least_groups: usize,
    least: usize,
) -> Result<Vec<Vec<f64>>> {
    check_len("samples", samples.len(), least_groups)?;
    samples.iter().map(|x| sample("samples", x, least)).collect()
}

/// True if any of the samples has NaN.
pub(crate) fn any_nan(samples: &[Vec<f64>]) -> bool {
    samples.iter().flatten().any(|v| v.is_nan())
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    #[test]
    fn alternatives_have_names_and_tails() {
        assert!("both".parse::<Alternative>().is_err());
        assert_eq!(Alternative::TwoSided.of_tails(0.7, 0.6), 1.0);
        let z = 1.3;
        let sum = Alternative::Less.of_normal(z) + Alternative::Greater.of_normal(z);
        assert!((sum - 1.0).abs() < 1e-15);
    }

    #[test]
    fn few_or_short_samples_are_refused() {
        let x = array![1.0, 2.0];
        assert!(matches!(groups(&[&*x], 2, 1), Err(Error::TooShort { expected: 2, .. })));
        assert!(matches!(groups(&[&*x, &*x], 2, 3), Err(Error::TooShort { expected: 3, .. })));
        assert!(any_nan(&groups(&[&*array![f64::NAN]], 1, 1).unwrap()));
    }
}

//! Where between the order statistics a quantile lies.
//!
//! Counterpart of the `method` argument of `numpy.quantile`.

use std::str::FromStr;

use onkai_core::{Error, Result};

/// How a quantile is read off the order statistics: Hyndman and Fan's nine estimators, four older
/// ones of NumPy, and Harrell and Davis's.
///
/// Names are NumPy's: `"median_unbiased".parse()`.
///
/// # Examples
///
/// ```
/// use onkai_stats::QuantileMethod;
/// assert_eq!("hazen".parse(), Ok(QuantileMethod::Hazen));
/// assert!("median".parse::<QuantileMethod>().is_err());
/// ```
///
/// # References
///
/// R. J. Hyndman, Y. Fan, "Sample quantiles in statistical packages", Am. Stat. 50, 1996.
/// <https://doi.org/10.2307/2684934>
///
/// F. E. Harrell, C. E. Davis, "A new distribution-free quantile estimator", Biometrika 69, 1982.
/// <https://doi.org/10.1093/biomet/69.3.635>
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum QuantileMethod {
    /// Type 1: the smallest value with at least this share at or below it.
    InvertedCdf,
    /// Type 2: as type 1, averaged where the share is met exactly.
    AveragedInvertedCdf,
    /// Type 3: the nearest order statistic, the even one of two.
    ClosestObservation,
    /// Type 4: linear interpolation of the empirical distribution.
    InterpolatedInvertedCdf,
    /// Type 5: knots midway through the steps.
    Hazen,
    /// Type 6: knots at `k / (n + 1)`.
    Weibull,
    /// Type 7: knots at `(k - 1) / (n - 1)`. The default.
    #[default]
    Linear,
    /// Type 8: about median-unbiased whatever the distribution.
    MedianUnbiased,
    /// Type 9: about unbiased for normal samples.
    NormalUnbiased,
    /// The order statistic below type 7.
    Lower,
    /// The order statistic above type 7.
    Higher,
    /// The mean of those two.
    Midpoint,
    /// The nearest of those two, the even one if both are.
    Nearest,
    /// A weighted mean of all order statistics; SciPy's `harrell-davis`.
    HarrellDavis,
}

/// A place between two neighbouring order statistics.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Place {
    /// Index of the lower one.
    pub(super) index: usize,
    /// Share of the upper one.
    pub(super) fraction: f64,
}

impl QuantileMethod {
    const NAMES: [(&str, Self); 14] = [
        ("inverted_cdf", Self::InvertedCdf),
        ("averaged_inverted_cdf", Self::AveragedInvertedCdf),
        ("closest_observation", Self::ClosestObservation),
        ("interpolated_inverted_cdf", Self::InterpolatedInvertedCdf),
        ("hazen", Self::Hazen),
        ("weibull", Self::Weibull),
        ("linear", Self::Linear),
        ("median_unbiased", Self::MedianUnbiased),
        ("normal_unbiased", Self::NormalUnbiased),
        ("lower", Self::Lower),
        ("higher", Self::Higher),
        ("midpoint", Self::Midpoint),
        ("nearest", Self::Nearest),
        ("harrell-davis", Self::HarrellDavis),
    ];

    /// The place of the quantile `q` among `n` order statistics.
    pub(super) fn place(self, n: usize, q: f64) -> Place {
        let last = (n - 1) as f64;
        let n = n as f64;
        // Hyndman and Fan's continuous estimators differ in where they put their knots.
        let knots = |alpha: f64, beta: f64| n * q + (alpha + q * (1.0 - alpha - beta)) - 1.0;
        let (position, round): (f64, fn(f64, f64) -> f64) = match self {
            Self::InvertedCdf => (n * q - 1.0, |_, f| f64::from(f != 0.0)),
            Self::AveragedInvertedCdf => (n * q - 1.0, |_, f| if f == 0.0 { 0.5 } else { 1.0 }),
            Self::ClosestObservation => {
                (n * q - 1.5, |floor, f| f64::from(f != 0.0 || floor.rem_euclid(2.0) != 1.0))
            }
            Self::InterpolatedInvertedCdf => (knots(0.0, 1.0), |_, f| f),
            Self::Hazen => (knots(0.5, 0.5), |_, f| f),
            Self::Weibull => (knots(0.0, 0.0), |_, f| f),
            Self::Linear | Self::HarrellDavis => (last * q, |_, f| f),
            Self::MedianUnbiased => (knots(1.0 / 3.0, 1.0 / 3.0), |_, f| f),
            Self::NormalUnbiased => (knots(0.375, 0.375), |_, f| f),
            Self::Lower => ((last * q).floor(), |_, f| f),
            Self::Higher => ((last * q).ceil(), |_, f| f),
            Self::Midpoint => (0.5 * ((last * q).floor() + (last * q).ceil()), |_, f| f),
            Self::Nearest => ((last * q).round_ties_even(), |_, f| f),
        };
        let floor = position.floor();
        let position = floor + round(floor, position - floor);
        let position = position.clamp(0.0, last);
        let index = position.floor();
        Place { index: index as usize, fraction: position - index }
    }
}

impl FromStr for QuantileMethod {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self> {
        let found = Self::NAMES.iter().find(|(known, _)| *known == name);
        found.map(|(_, method)| *method).ok_or_else(|| Error::UnknownName {
            name: "quantile method",
            value: name.to_owned(),
            known: "inverted_cdf, averaged_inverted_cdf, closest_observation, \
                    interpolated_inverted_cdf, hazen, weibull, linear, median_unbiased, \
                    normal_unbiased, lower, higher, midpoint, nearest, harrell-davis",
        })
    }
}

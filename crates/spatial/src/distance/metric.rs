//! The ways to measure how far two vectors lie apart.
//!
//! Counterpart of the metrics of `scipy.spatial.distance`.

use std::str::FromStr;

use ndarray::{Array1, Array2};
use onkai_core::{Error, Real, Result};

/// A distance or dissimilarity of two vectors `u` and `v`.
///
/// All but [`SEuclidean`](Self::SEuclidean), [`Mahalanobis`](Self::Mahalanobis) and
/// [`JensenShannon`](Self::JensenShannon) take weights `w`, one for each component; without them
/// every weight is 1. The last seven look at components only as zero or not zero, but for
/// [`Hamming`](Self::Hamming), which looks at equality. There `c_tf` is the weight of the components
/// where `u` is not zero and `v` is, and so on.
///
/// A NaN makes a distance NaN, with these exceptions, which are SciPy's: `Chebyshev` passes over it,
/// `Hamming` counts it as unequal to everything, and the boolean ones count it as not zero.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Metric<F> {
    /// `√(Σ w (u - v)²)`.
    #[default]
    Euclidean,
    /// `Σ w (u - v)²`.
    SqEuclidean,
    /// `√(Σ (u - v)² / V)`, differences in units of the standard deviation.
    SEuclidean {
        /// The variances `V`; `None` estimates them from all rows.
        variances: Option<Array1<F>>,
    },
    /// `(Σ w |u - v|ᵖ)^(1/p)`; for an infinite `p` the same as [`Chebyshev`](Self::Chebyshev).
    Minkowski {
        /// The power, above 0. Below 1 the triangle inequality does not hold.
        p: F,
    },
    /// `Σ w |u - v|`.
    Cityblock,
    /// `max |u - v|` over the components whose weight is not zero.
    Chebyshev,
    /// `Σ w |u - v| / (|u| + |v|)`, where 0 / 0 counts as 0.
    Canberra,
    /// `Σ w |u - v| / Σ w |u + v|`.
    BrayCurtis,
    /// `1 -` the correlation coefficient.
    Correlation,
    /// `1 - u · v / (|u| |v|)`; NaN for a vector of zeros.
    Cosine,
    /// `√((u - v)ᵀ V⁻¹ (u - v))`.
    Mahalanobis {
        /// The inverse `V⁻¹` of the covariance; `None` estimates it from all rows.
        inverse_covariance: Option<Array2<F>>,
    },
    /// `√((D(u, m) + D(v, m)) / 2)` of the distributions that `u` and `v` are after division by
    /// their sums, with `m` their mean and `D(p, q) = Σ p log(p / q)`. Infinite where a component is
    /// negative or a sum is zero.
    JensenShannon {
        /// The base of the logarithm; `None` is e.
        base: Option<F>,
    },
    /// The share of the components that differ.
    Hamming,
    /// `(c_tf + c_ft) / (c_tt + c_tf + c_ft)`, and 0 for two vectors of zeros.
    Jaccard,
    /// `(c_tf + c_ft) / (2 c_tt + c_tf + c_ft)`.
    Dice,
    /// `2 (c_tf + c_ft) / (c_tt + c_ff + 2 (c_tf + c_ft))`.
    RogersTanimoto,
    /// `(n - c_tt) / n`, with `n` the sum of the weights.
    RussellRao,
    /// `2 (c_tf + c_ft) / (c_tt + 2 (c_tf + c_ft))`.
    SokalSneath,
    /// `2 c_tf c_ft / (c_tt c_ff + c_tf c_ft)`, and 0 where `c_tf c_ft` is.
    Yule,
}

impl<F: Real> FromStr for Metric<F> {
    type Err = Error;

    /// Reads SciPy's names and abbreviations, in any case. `"minkowski"` has `p = 2`; `"seuclidean"`
    /// and `"mahalanobis"` estimate their data.
    fn from_str(name: &str) -> Result<Self> {
        Ok(match name.to_lowercase().as_str() {
            "euclidean" | "euclid" | "eu" | "e" => Self::Euclidean,
            "sqeuclidean" | "sqe" | "sqeuclid" => Self::SqEuclidean,
            "seuclidean" | "se" | "s" => Self::SEuclidean { variances: None },
            "minkowski" | "mi" | "m" | "pnorm" => Self::Minkowski { p: F::of(2.0) },
            "cityblock" | "cblock" | "cb" | "c" => Self::Cityblock,
            "chebyshev" | "chebychev" | "cheby" | "cheb" | "ch" => Self::Chebyshev,
            "canberra" => Self::Canberra,
            "braycurtis" => Self::BrayCurtis,
            "correlation" | "co" => Self::Correlation,
            "cosine" | "cos" => Self::Cosine,
            "mahalanobis" | "mahal" | "mah" => Self::Mahalanobis { inverse_covariance: None },
            "jensenshannon" | "js" => Self::JensenShannon { base: None },
            "hamming" | "matching" | "hamm" | "ha" | "h" => Self::Hamming,
            "jaccard" | "jacc" | "ja" | "j" => Self::Jaccard,
            "dice" => Self::Dice,
            "rogerstanimoto" => Self::RogersTanimoto,
            "russellrao" => Self::RussellRao,
            "sokalsneath" => Self::SokalSneath,
            "yule" => Self::Yule,
            _ => {
                return Err(Error::UnknownName {
                    name: "metric",
                    value: name.to_owned(),
                    known: "euclidean, sqeuclidean, seuclidean, minkowski, cityblock, chebyshev, \
                            canberra, braycurtis, correlation, cosine, mahalanobis, jensenshannon, \
                            hamming, jaccard, dice, rogerstanimoto, russellrao, sokalsneath, yule",
                });
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_abbreviations_are_scipys() {
        assert_eq!("CityBlock".parse::<Metric<f64>>(), Ok(Metric::Cityblock));
        assert_eq!("matching".parse::<Metric<f32>>(), Ok(Metric::Hamming));
        assert_eq!("pnorm".parse::<Metric<f64>>(), Ok(Metric::Minkowski { p: 2.0 }));
        let message = "taxi".parse::<Metric<f64>>().unwrap_err().to_string();
        assert!(message.starts_with("`taxi` is no metric; known are euclidean"), "{message}");
    }
}

//! Is a population normal? By moments.
//!
//! Counterpart of `scipy.stats.skewtest`, `kurtosistest`, `normaltest`, `jarque_bera`.

use ndarray::{ArrayRef1, ArrayView1};
use onkai_core::{Real, Result};

use super::outcome::{Alternative, TestResult, sample};
use super::tails::chi2_sf;
use crate::summary::Moments;

/// Tests whether the skewness of a population is that of a normal one.
///
/// NaN for a constant sample.
///
/// # Errors
///
/// [`Error::TooShort`](crate::Error::TooShort) for fewer than eight values.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_stats::{Alternative, skewtest};
///
/// let x = array![2.0, 8.0, 0.0, 4.0, 1.0, 9.0, 9.0, 0.0];
/// assert!((skewtest(&x, Alternative::TwoSided)?.statistic - 0.44626385).abs() < 1e-8);
/// # Ok::<(), onkai_stats::Error>(())
/// ```
///
/// # References
///
/// R. B. D'Agostino, A. J. Belanger, R. B. D'Agostino Jr., "A suggestion for using powerful and
/// informative tests of normality", Am. Stat. 44, 1990.
/// <https://doi.org/10.1080/00031305.1990.10475751>
pub fn skewtest<T: Real>(x: &ArrayRef1<T>, alternative: Alternative) -> Result<TestResult> {
    let x = sample("x", x, 8)?;
    let n = x.len() as f64;
    let y = Moments::new(&ArrayView1::from(&x)).skewness(true)
        * ((n + 1.0) * (n + 3.0) / (6.0 * (n - 2.0))).sqrt();
    let fourth = 3.0 * (n * n + 27.0 * n - 70.0) * (n + 1.0) * (n + 3.0)
        / ((n - 2.0) * (n + 5.0) * (n + 7.0) * (n + 9.0));
    let square = (2.0 * (fourth - 1.0)).sqrt() - 1.0;
    let scale = (2.0 / (square - 1.0)).sqrt();
    // Johnson's transformation to a normal statistic. SciPy moves a skewness of exactly 0 aside.
    let y = if y == 0.0 { 1.0 } else { y };
    let z = (y / scale).asinh() / (0.5 * square.ln()).sqrt();
    Ok(TestResult::normal(z, alternative))
}

/// Tests whether the kurtosis of a population is that of a normal one.
///
/// NaN for a constant sample.
///
/// # Errors
///
/// [`Error::TooShort`](crate::Error::TooShort) for fewer than five values.
///
/// # Examples
///
/// ```
/// use onkai_stats::{Alternative, kurtosistest};
///
/// let x = ndarray::Array1::from_iter((0..20).map(f64::from));
/// assert!((kurtosistest(&x, Alternative::Less)?.statistic + 1.70581041).abs() < 1e-8);
/// # Ok::<(), onkai_stats::Error>(())
/// ```
///
/// # References
///
/// F. J. Anscombe, W. J. Glynn, "Distribution of the kurtosis statistic b₂ for normal samples",
/// Biometrika 70, 1983. <https://doi.org/10.1093/biomet/70.1.227>
pub fn kurtosistest<T: Real>(x: &ArrayRef1<T>, alternative: Alternative) -> Result<TestResult> {
    let x = sample("x", x, 5)?;
    let n = x.len() as f64;
    let kurtosis = Moments::new(&ArrayView1::from(&x)).excess(true) + 3.0;
    let mean = 3.0 * (n - 1.0) / (n + 1.0);
    let variance =
        24.0 * n * (n - 2.0) * (n - 3.0) / ((n + 1.0) * (n + 1.0) * (n + 3.0) * (n + 5.0));
    let standard = (kurtosis - mean) / variance.sqrt();
    let skewness = 6.0 * (n * n - 5.0 * n + 2.0) / ((n + 7.0) * (n + 9.0))
        * (6.0 * (n + 3.0) * (n + 5.0) / (n * (n - 2.0) * (n - 3.0))).sqrt();
    let a = 6.0 + 8.0 / skewness * (2.0 / skewness + (1.0 + 4.0 / (skewness * skewness)).sqrt());
    let denominator = 1.0 + standard * (2.0 / (a - 4.0)).sqrt();
    let root = if denominator == 0.0 {
        f64::NAN
    } else {
        denominator.signum() * ((1.0 - 2.0 / a) / denominator.abs()).cbrt()
    };
    let z = (1.0 - 2.0 / (9.0 * a) - root) / (2.0 / (9.0 * a)).sqrt();
    Ok(TestResult::normal(z, alternative))
}

/// D'Agostino and Pearson's test of normality: skewness and kurtosis together.
///
/// # Errors
///
/// See [`skewtest`].
///
/// # Examples
///
/// ```
/// let x = ndarray::Array1::from_iter((0..20).map(f64::from));
/// assert!(onkai_stats::normaltest(&x)?.pvalue > 0.1);
/// # Ok::<(), onkai_stats::Error>(())
/// ```
pub fn normaltest<T: Real>(x: &ArrayRef1<T>) -> Result<TestResult> {
    let skew = skewtest(x, Alternative::TwoSided)?.statistic;
    let kurtosis = kurtosistest(x, Alternative::TwoSided)?.statistic;
    let statistic = skew * skew + kurtosis * kurtosis;
    Ok(TestResult { statistic, pvalue: chi2_sf(statistic, 2.0) })
}

/// Jarque and Bera's test of normality, for large samples.
///
/// ```text
/// n/6 · (S² + (K - 3)²/4)
/// ```
///
/// # Errors
///
/// [`Error::TooShort`](crate::Error::TooShort) when `x` is empty.
///
/// # Examples
///
/// ```
/// let x = ndarray::Array1::from_iter((0..20).map(f64::from));
/// assert!(onkai_stats::jarque_bera(&x)?.pvalue > 0.1);
/// # Ok::<(), onkai_stats::Error>(())
/// ```
pub fn jarque_bera<T: Real>(x: &ArrayRef1<T>) -> Result<TestResult> {
    let x = sample("x", x, 1)?;
    let moments = Moments::new(&ArrayView1::from(&x));
    let (skewness, excess) = (moments.skewness(true), moments.excess(true));
    let statistic = moments.n / 6.0 * (skewness * skewness + excess * excess / 4.0);
    Ok(TestResult { statistic, pvalue: chi2_sf(statistic, 2.0) })
}

#[cfg(test)]
mod tests {
    use ndarray::Array1;

    use super::*;

    #[test]
    fn short_samples_are_refused_and_constant_ones_undefined() {
        let x = Array1::from_iter((0..7).map(f64::from));
        assert!(skewtest(&x, Alternative::TwoSided).is_err() && normaltest(&x).is_err());
        assert!(kurtosistest(&x.slice(ndarray::s![..4]), Alternative::Less).is_err());
        assert!(jarque_bera(&x.slice(ndarray::s![..0])).is_err());
        let same = Array1::from_elem(10, 3.0);
        assert!(normaltest(&same).unwrap().pvalue.is_nan());
        assert!(jarque_bera(&same).unwrap().pvalue.is_nan());
    }
}

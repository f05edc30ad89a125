//! The Shapiro-Wilk test of normality.
//!
//! Counterpart of `scipy.stats.shapiro`.

use ndarray::ArrayRef1;
use onkai_core::{Real, Result};
use onkai_special::ndtri;

use super::outcome::{TestResult, sample};
use crate::distributions::continuous::{Continuous, Normal};
use crate::summary::{has_nan, mean_of, sorted, squares_of};

/// The Shapiro-Wilk test: is a population normal?
///
/// The statistic is the squared correlation of the ordered values with normal order statistics; it is
/// 1 for a constant sample.
///
/// # Errors
///
/// [`Error::TooShort`](crate::Error::TooShort) for fewer than three values.
///
/// # Examples
///
/// ```
/// let x = ndarray::array![148.0, 154.0, 158.0, 160.0, 161.0, 162.0, 166.0, 170.0, 182.0, 195.0, 236.0];
/// let found = onkai_stats::shapiro(&x)?;
/// assert!((found.statistic - 0.7889).abs() < 1e-4 && found.pvalue < 0.01);
/// # Ok::<(), onkai_stats::Error>(())
/// ```
///
/// # Differences from SciPy
///
/// Normal quantiles are exact here; SciPy's have seven to nine digits, and so has its statistic.
///
/// # References
///
/// P. Royston, "Remark AS R94: A remark on algorithm AS 181: The W-test for normality", Appl. Stat. 44,
/// 1995. <https://doi.org/10.2307/2986146>
pub fn shapiro<T: Real>(x: &ArrayRef1<T>) -> Result<TestResult> {
    let x = sample("x", x, 3)?;
    if has_nan(&x) {
        return Ok(TestResult::NAN);
    }
    let x = sorted(&x);
    let n = x.len();
    if x[0] == x[n - 1] {
        return Ok(TestResult { statistic: 1.0, pvalue: 1.0 });
    }
    let mean = mean_of(&x);
    let weights = weights(n);
    // 1 - W as a difference of squares, which keeps the digits of a W close to 1.
    let projection: f64 =
        weights.iter().enumerate().map(|(i, a)| a * ((x[n - 1 - i] - mean) - (x[i] - mean))).sum();
    let length: f64 = 2.0 * weights.iter().map(|a| a * a).sum::<f64>();
    let spread = (length * squares_of(&x)).sqrt();
    let complement = ((spread - projection) * (spread + projection) / (spread * spread)).max(0.0);
    Ok(TestResult { statistic: 1.0 - complement, pvalue: pvalue(complement, n) })
}

fn polynomial(coefficients: &[f64], x: f64) -> f64 {
    coefficients.iter().rev().fold(0.0, |sum, c| sum * x + c)
}

/// The weights of the upper half of the order statistics, the largest first (Royston's equations).
fn weights(n: usize) -> Vec<f64> {
    if n == 3 {
        return vec![std::f64::consts::FRAC_1_SQRT_2];
    }
    let size = n as f64;
    let scores: Vec<f64> =
        (1..=n / 2).map(|i| -ndtri((i as f64 - 0.375) / (size + 0.25))).collect();
    let squares = 2.0 * scores.iter().map(|m| m * m).sum::<f64>();
    let (length, root) = (squares.sqrt(), size.sqrt().recip());
    let first = scores[0] / length
        + polynomial(&[0.0, 0.221157, -0.147981, -2.07119, 4.434685, -2.706056], root);
    let mut fixed = vec![first];
    if 5 < n {
        let tail = [0.0, 0.042981, -0.293762, -1.752461, 5.682633, -3.582633];
        fixed.push(scores[1] / length + polynomial(&tail, root));
    }
    // The others are normal scores, scaled so that all weights have length 1.
    let left = squares - 2.0 * scores[..fixed.len()].iter().map(|m| m * m).sum::<f64>();
    let room = 1.0 - 2.0 * fixed.iter().map(|a| a * a).sum::<f64>();
    let scale = (room / left).sqrt();
    let rest = scores[fixed.len()..].iter().map(|m| m * scale).collect::<Vec<f64>>();
    fixed.extend(rest);
    fixed
}

fn pvalue(complement: f64, n: usize) -> f64 {
    let size = n as f64;
    if n == 3 {
        // Exact: 6/π · (asin √W - asin √¾).
        let angle = (1.0 - complement).sqrt().asin() - 0.75_f64.sqrt().asin();
        return (6.0 / std::f64::consts::PI * angle).max(0.0);
    }
    let y = complement.ln();
    if n <= 11 {
        let edge = polynomial(&[-2.273, 0.459], size);
        if edge <= y {
            // Farther from normal than the approximation reaches.
            return 1e-99;
        }
        let mean = polynomial(&[0.5440, -0.39978, 0.025054, -6.714e-4], size);
        let spread = polynomial(&[1.3822, -0.77857, 0.062767, -0.0020322], size).exp();
        return Normal.sf((-(edge - y).ln() - mean) / spread);
    }
    let log = size.ln();
    let mean = polynomial(&[-1.5861, -0.31082, -0.083751, 0.0038915], log);
    let spread = polynomial(&[-0.4803, -0.082676, 0.0030302], log).exp();
    Normal.sf((y - mean) / spread)
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    #[test]
    fn short_samples_are_refused_and_constant_ones_are_normal() {
        assert!(shapiro(&array![1.0, 2.0]).is_err());
        assert_eq!(shapiro(&array![2.0, 2.0, 2.0]).unwrap().pvalue, 1.0);
        assert!(shapiro(&array![1.0, 2.0, f64::NAN]).unwrap().pvalue.is_nan());
    }

    #[test]
    fn weights_have_length_one() {
        for n in [3, 4, 6, 7, 50] {
            let squares: f64 = weights(n).iter().map(|a| 2.0 * a * a).sum();
            assert!((squares - 1.0).abs() < 1e-14, "{n}");
        }
    }
}

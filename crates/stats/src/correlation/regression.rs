//! Lines through points.
//!
//! Counterpart of `scipy.stats.linregress`, `theilslopes`, `siegelslopes`.

use ndarray::ArrayRef1;
use onkai_core::{Error, Real, Result};
use onkai_special::ndtri;

use crate::hypothesis::Alternative;
use crate::quantile::{ascending, select_median};
use crate::rank::rank_average;
use crate::summary::{check_len, check_level, check_same_len, doubles, has_nan, mean_of};

/// The line of [`linregress`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LinregressResult {
    /// The slope.
    pub slope: f64,
    /// The ordinate at 0.
    pub intercept: f64,
    /// The correlation coefficient; its square is the share of variance explained.
    pub rvalue: f64,
    /// Probability of a slope at least as extreme if there is none.
    pub pvalue: f64,
    /// The standard error of the slope.
    pub stderr: f64,
    /// The standard error of the intercept.
    pub intercept_stderr: f64,
}

/// The line of least squares, and whether its slope is zero.
///
/// # Errors
///
/// [`Error::Shape`] when the lengths differ, [`Error::TooShort`] for fewer than two points,
/// [`Error::Values`] when all `x` are equal.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_stats::{Alternative, linregress};
///
/// let line = linregress(&array![0.0, 1.0, 2.0], &array![1.0, 3.0, 5.0], Alternative::TwoSided)?;
/// assert_eq!((line.slope, line.intercept, line.rvalue), (2.0, 1.0, 1.0));
/// # Ok::<(), onkai_stats::Error>(())
/// ```
pub fn linregress<T: Real>(
    x: &ArrayRef1<T>,
    y: &ArrayRef1<T>,
    alternative: Alternative,
) -> Result<LinregressResult> {
    let (x, y) = points(x, y)?;
    let n = x.len() as f64;
    let (x_mean, y_mean) = (mean_of(&x), mean_of(&y));
    let (mut xx, mut xy, mut yy) = (0.0, 0.0, 0.0);
    for (a, b) in x.iter().zip(&y) {
        let (a, b) = (a - x_mean, b - y_mean);
        xx += a * a;
        xy += a * b;
        yy += b * b;
    }
    let (xx, xy, yy) = (xx / n, xy / n, yy / n);
    let slope = xy / xx;
    let intercept = y_mean - slope * x_mean;
    let rvalue = match (xx == 0.0 || yy == 0.0, xx.is_nan() || yy.is_nan()) {
        (_, true) => f64::NAN,
        (true, _) => 0.0,
        _ => (xy / (xx * yy).sqrt()).clamp(-1.0, 1.0),
    };
    let df = n - 2.0;
    let (pvalue, stderr) = if df == 0.0 {
        // Two points: the line goes through both.
        (if y[0] == y[1] { 1.0 } else { 0.0 }, 0.0)
    } else {
        // Keeps the quotient finite for points on a line.
        let tiny = 1.0e-20;
        let t = rvalue * (df / ((1.0 - rvalue + tiny) * (1.0 + rvalue + tiny))).sqrt();
        (alternative.of_t(t, df), ((1.0 - rvalue * rvalue) * yy / xx / df).sqrt())
    };
    let intercept_stderr = stderr * (xx + x_mean * x_mean).sqrt();
    Ok(LinregressResult { slope, intercept, rvalue, pvalue, stderr, intercept_stderr })
}

fn points<T: Real>(x: &ArrayRef1<T>, y: &ArrayRef1<T>) -> Result<(Vec<f64>, Vec<f64>)> {
    check_same_len("y", y.len(), x.len())?;
    check_len("x", x.len(), 2)?;
    if x.iter().all(|v| *v == x[0]) {
        return Err(Error::Values { name: "x", requirement: "not be constant" });
    }
    Ok((doubles(x), doubles(y)))
}

/// How the intercept of a robust line is found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum InterceptMethod {
    /// The line goes through the medians of x and y; for [`siegelslopes`] the median of the medians of
    /// the intercepts of lines through each point. The default.
    #[default]
    Separate,
    /// The median of `y - slope · x`; SciPy's `joint`, and `hierarchical` for [`siegelslopes`].
    Joint,
}

/// The line of [`theilslopes`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TheilSlopesResult {
    /// The median slope.
    pub slope: f64,
    /// The ordinate at 0.
    pub intercept: f64,
    /// The lower end of the interval for the slope.
    pub low_slope: f64,
    /// The upper end of the interval for the slope.
    pub high_slope: f64,
}

/// The Theil-Sen line: its slope is the median of those between all pairs of points.
///
/// SciPy's default for `method` is `Separate`. Takes time and space `n²`.
///
/// # Errors
///
/// See [`linregress`]; [`Error::Parameter`] when `confidence_level` is not between 0 and 1.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_stats::{InterceptMethod, theilslopes};
///
/// let (x, y) = (array![0.0, 1.0, 2.0, 3.0], array![0.0, 1.0, 2.0, 99.0]);
/// assert_eq!(theilslopes(&x, &y, 0.95, InterceptMethod::Joint)?.intercept, -8.0);
/// # Ok::<(), onkai_stats::Error>(())
/// ```
///
/// # References
///
/// P. K. Sen, "Estimates of the regression coefficient based on Kendall's tau", J. Am. Stat. Assoc. 63,
/// 1968. <https://doi.org/10.1080/01621459.1968.10480934>
pub fn theilslopes<T: Real>(
    x: &ArrayRef1<T>,
    y: &ArrayRef1<T>,
    confidence_level: f64,
    method: InterceptMethod,
) -> Result<TheilSlopesResult> {
    check_level(confidence_level)?;
    let (x, y) = points(x, y)?;
    if has_nan(&x) || has_nan(&y) {
        let nan = f64::NAN;
        return Ok(TheilSlopesResult {
            slope: nan,
            intercept: nan,
            low_slope: nan,
            high_slope: nan,
        });
    }
    let mut slopes = Vec::new();
    for (i, (a, b)) in x.iter().zip(&y).enumerate() {
        let others = x[i + 1..].iter().zip(&y[i + 1..]).filter(|(c, _)| *c != a);
        slopes.extend(others.map(|(c, d)| (d - b) / (c - a)));
    }
    slopes.sort_unstable_by(ascending);
    let slope = select_median(&mut slopes.clone());
    let intercept = match method {
        InterceptMethod::Separate => {
            select_median(&mut y.clone()) - slope * select_median(&mut x.clone())
        }
        InterceptMethod::Joint => residual_median(&x, &y, slope),
    };
    // Sen's interval: the normal approximation of Kendall's statistic, with its ties.
    let n = x.len() as f64;
    let term = |x: &[f64]| -> f64 {
        rank_average(x).ties.iter().map(|t| t * (t - 1.0) * (2.0 * t + 5.0)).sum()
    };
    let variance = (n * (n - 1.0) * (2.0 * n + 5.0) - term(&x) - term(&y)) / 18.0;
    let reach = ndtri(0.5 * (1.0 - confidence_level)) * variance.sqrt();
    let count = slopes.len() as f64;
    let upper = ((count - reach) / 2.0).round_ties_even().min(count - 1.0);
    let lower = ((0.5 * (count + reach)).round_ties_even() - 1.0).max(0.0);
    let at = |place: f64| slopes[(place as usize).min(slopes.len() - 1)];
    Ok(TheilSlopesResult { slope, intercept, low_slope: at(lower), high_slope: at(upper) })
}

fn residual_median(x: &[f64], y: &[f64], slope: f64) -> f64 {
    select_median(&mut x.iter().zip(y).map(|(a, b)| b - slope * a).collect::<Vec<f64>>())
}

/// The line of [`siegelslopes`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SiegelSlopesResult {
    /// The slope.
    pub slope: f64,
    /// The ordinate at 0.
    pub intercept: f64,
}

/// Siegel's repeated medians: the median over points of the median slope to the others.
///
/// SciPy's default for `method` is `hierarchical`, which is `Joint` here.
///
/// # Errors
///
/// See [`linregress`].
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_stats::{InterceptMethod, siegelslopes};
///
/// let (x, y) = (array![0.0, 1.0, 2.0, 3.0, 4.0], array![0.0, 1.0, 2.0, 3.0, 99.0]);
/// let line = siegelslopes(&x, &y, InterceptMethod::Joint)?;
/// assert_eq!((line.slope, line.intercept), (1.0, 0.0));
/// # Ok::<(), onkai_stats::Error>(())
/// ```
///
/// # References
///
/// A. F. Siegel, "Robust regression using repeated medians", Biometrika 69, 1982.
/// <https://doi.org/10.1093/biomet/69.1.242>
pub fn siegelslopes<T: Real>(
    x: &ArrayRef1<T>,
    y: &ArrayRef1<T>,
    method: InterceptMethod,
) -> Result<SiegelSlopesResult> {
    let (x, y) = points(x, y)?;
    if has_nan(&x) || has_nan(&y) {
        return Ok(SiegelSlopesResult { slope: f64::NAN, intercept: f64::NAN });
    }
    let (mut slopes, mut intercepts) = (Vec::new(), Vec::new());
    for (a, b) in x.iter().zip(&y) {
        let others = || x.iter().zip(&y).filter(|(c, _)| *c != a);
        slopes.push(select_median(
            &mut others().map(|(c, d)| (d - b) / (c - a)).collect::<Vec<f64>>(),
        ));
        let lines = others().map(|(c, d)| (b * c - d * a) / (c - a));
        intercepts.push(select_median(&mut lines.collect::<Vec<f64>>()));
    }
    let slope = select_median(&mut slopes);
    let intercept = match method {
        InterceptMethod::Separate => select_median(&mut intercepts),
        InterceptMethod::Joint => residual_median(&x, &y, slope),
    };
    Ok(SiegelSlopesResult { slope, intercept })
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    #[test]
    fn unfit_points_are_refused() {
        let (x, one) = (array![1.0, 2.0, 4.0], array![1.0]);
        let run = |x: &ndarray::Array1<f64>, y: &ndarray::Array1<f64>| {
            linregress(x, y, Alternative::Less)
        };
        assert!(run(&x, &one).is_err() && run(&one, &one).is_err());
        assert!(matches!(run(&array![2.0, 2.0], &array![1.0, 3.0]), Err(Error::Values { .. })));
        assert!(theilslopes(&x, &x, 1.0, InterceptMethod::Separate).is_err());
        assert!(siegelslopes(&x, &one, InterceptMethod::Separate).is_err());
    }

    #[test]
    fn nan_propagates_and_two_points_make_a_line() {
        let (x, lost) = (array![1.0, 2.0, 4.0], array![1.0, f64::NAN, 2.0]);
        assert!(linregress(&x, &lost, Alternative::Less).unwrap().pvalue.is_nan());
        assert!(theilslopes(&x, &lost, 0.9, InterceptMethod::Separate).unwrap().slope.is_nan());
        assert!(siegelslopes(&x, &lost, InterceptMethod::Separate).unwrap().slope.is_nan());
        let line = linregress(&array![0.0, 1.0], &array![5.0, 5.0], Alternative::TwoSided).unwrap();
        assert_eq!((line.slope, line.pvalue, line.stderr), (0.0, 1.0, 0.0));
    }
}

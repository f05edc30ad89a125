//! The Anderson-Darling test for several samples.
//!
//! Counterpart of `scipy.stats.anderson_ksamp`.

use ndarray::{Array1, ArrayRef1, array};
use onkai_core::{Error, Real, Result};
use onkai_linalg::{LstsqOptions, lstsq};

use super::outcome::{any_nan, groups};
use crate::summary::sorted;

/// Which statistic of Scholz and Stephens's is computed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AndersonVariant {
    /// Ties share their ranks, their equation 7. The default.
    #[default]
    Midrank,
    /// Distribution functions continuous to the right, equation 6.
    Right,
    /// For samples without ties, equation 3.
    Continuous,
}

/// The outcome of [`anderson_ksamp`].
#[derive(Clone, Debug, PartialEq)]
pub struct AndersonKsampResult {
    /// The standardized statistic.
    pub statistic: f64,
    /// What it exceeds with probability 25, 10, 5, 2.5, 1, 0.5 and 0.1 percent.
    pub critical_values: Array1<f64>,
    /// The p-value by interpolation; never beyond 0.001 and 0.25.
    pub pvalue: f64,
}

/// The Anderson-Darling test: do several samples come from the same distribution?
///
/// # Errors
///
/// [`Error::TooShort`] for fewer than two samples or an empty one, [`Error::Values`] if all values are
/// equal or the samples have fewer than four values together.
///
/// # Examples
///
/// ```
/// use ndarray::Array1;
/// use onkai_stats::{AndersonVariant, anderson_ksamp};
///
/// let (x, y) = (Array1::linspace(0.0, 1.0, 20), Array1::linspace(3.0, 4.0, 20));
/// assert_eq!(anderson_ksamp(&[&*x, &*y], AndersonVariant::Midrank)?.pvalue, 0.001);
/// # Ok::<(), onkai_stats::Error>(())
/// ```
///
/// # References
///
/// F. W. Scholz, M. A. Stephens, "K-sample Anderson-Darling tests", J. Am. Stat. Assoc. 82, 1987.
/// <https://doi.org/10.1080/01621459.1987.10478517>
pub fn anderson_ksamp<T: Real>(
    samples: &[&ArrayRef1<T>],
    variant: AndersonVariant,
) -> Result<AndersonKsampResult> {
    let samples = groups(samples, 2, 1)?;
    let k = samples.len();
    if any_nan(&samples) {
        let critical_values = critical_values((k - 1) as f64);
        return Ok(AndersonKsampResult { statistic: f64::NAN, critical_values, pvalue: f64::NAN });
    }
    let all = sorted(&samples.concat());
    let n = all.len();
    if n < 4 || all[0] == all[n - 1] {
        let requirement = "have at least four values together, not all of them equal";
        return Err(Error::Values { name: "samples", requirement });
    }
    let raw: f64 = samples.iter().map(|x| share(&sorted(x), &all, variant)).sum();
    let raw =
        if variant == AndersonVariant::Midrank { raw * (n - 1) as f64 / n as f64 } else { raw };
    let statistic = (raw - (k - 1) as f64) / variance(&samples, n).sqrt();
    let critical_values = critical_values((k - 1) as f64);
    let pvalue = interpolate(statistic, &critical_values)?;
    Ok(AndersonKsampResult { statistic, critical_values, pvalue })
}

/// What one sample adds to the statistic.
fn share(x: &[f64], all: &[f64], variant: AndersonVariant) -> f64 {
    let (n, size) = (all.len() as f64, x.len() as f64);
    let up_to = |x: &[f64], v: f64| x.partition_point(|w| *w <= v) as f64;
    if variant == AndersonVariant::Continuous {
        let term = |j: usize| {
            let place = j as f64;
            let gap = n * up_to(x, all[j - 1]) - place * size;
            gap * gap / (place * (n - place))
        };
        return (1..all.len()).map(term).sum::<f64>() / size / n;
    }
    let mut before = 0.0;
    let mut total = 0.0;
    for tie in all.chunk_by(|a, b| a == b) {
        let (value, count) = (tie[0], tie.len() as f64);
        let own_up_to = up_to(x, value);
        let own_before = x.partition_point(|w| *w < value) as f64;
        let term =
            |own: f64, place: f64, room: f64| count / n * (n * own - place * size).powi(2) / room;
        if variant == AndersonVariant::Midrank {
            let place = before + count / 2.0;
            let room = place * (n - place) - n * count / 4.0;
            total += term(0.5 * (own_up_to + own_before), place, room);
        } else if before + count < n {
            let place = before + count;
            total += term(own_up_to, place, place * (n - place));
        }
        before += count;
    }
    total / size
}

/// The variance of the statistic, their equation 4.
fn variance(samples: &[Vec<f64>], n: usize) -> f64 {
    let k = samples.len() as f64;
    let sizes: f64 = samples.iter().map(|x| (x.len() as f64).recip()).sum();
    let harmonic: f64 = (1..n).map(|i| (i as f64).recip()).sum();
    // Σᵢ Σⱼ 1 / ((n - i) j) over 1 ≤ i < j < n, with the inner sum run along.
    let (mut double, mut inner) = (0.0, 0.0);
    for i in (1..n - 1).rev() {
        inner += ((i + 1) as f64).recip();
        double += inner / (n - i) as f64;
    }
    let a = (4.0 * double - 6.0) * (k - 1.0) + (10.0 - 6.0 * double) * sizes;
    let b = (2.0 * double - 4.0) * k * k
        + 8.0 * harmonic * k
        + (2.0 * double - 14.0 * harmonic - 4.0) * sizes
        - 8.0 * harmonic
        + 4.0 * double
        - 6.0;
    let c = (6.0 * harmonic + 2.0 * double - 2.0) * k * k
        + (4.0 * harmonic - 4.0 * double + 6.0) * k
        + (2.0 * harmonic - 6.0) * sizes
        + 4.0 * harmonic;
    let d = (2.0 * harmonic + 6.0) * k * k - 4.0 * harmonic * k;
    let n = n as f64;
    (a * n.powi(3) + b * n * n + c * n + d) / ((n - 1.0) * (n - 2.0) * (n - 3.0))
}

/// The interpolation of their table 2, for `m` samples more than one.
fn critical_values(m: f64) -> Array1<f64> {
    let constant = array![0.675, 1.281, 1.645, 1.96, 2.326, 2.573, 3.085];
    let by_root = array![-0.245, 0.25, 0.678, 1.149, 1.822, 2.364, 3.615];
    let by_m = array![-0.105, -0.305, -0.362, -0.391, -0.396, -0.345, -0.154];
    constant + by_root / m.sqrt() + by_m / m
}

const LEVELS: [f64; 7] = [0.25, 0.1, 0.05, 0.025, 0.01, 0.005, 0.001];

/// A parabola through the logarithms of the levels.
fn interpolate(statistic: f64, critical: &Array1<f64>) -> Result<f64> {
    if statistic < critical[0] {
        return Ok(LEVELS[0]);
    }
    if critical[6] < statistic {
        return Ok(LEVELS[6]);
    }
    let design = ndarray::Array2::from_shape_fn((7, 3), |(i, j)| critical[i].powf(j as f64));
    let logs: Array1<f64> = LEVELS.iter().map(|p| p.ln()).collect();
    let fit = lstsq(&design, &logs, &LstsqOptions::default())?.x;
    Ok((fit[0] + statistic * (fit[1] + statistic * fit[2])).exp())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unfit_samples_are_refused_and_nan_propagates() {
        let (x, same) = (array![1.0, 2.0, 3.0], array![2.0, 2.0]);
        let run = |x: &Array1<f64>, y: &Array1<f64>| {
            anderson_ksamp(&[&**x, &**y], AndersonVariant::Right)
        };
        assert!(anderson_ksamp(&[&*x], AndersonVariant::Midrank).is_err());
        assert!(matches!(run(&same, &same), Err(Error::Values { .. })));
        assert!(run(&x, &Array1::zeros(0)).is_err());
        assert!(run(&x, &array![1.0, f64::NAN]).unwrap().pvalue.is_nan());
    }
}

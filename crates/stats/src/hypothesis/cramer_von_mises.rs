//! The Cramér-von Mises tests.
//!
//! Counterpart of `scipy.stats.cramervonmises`, `cramervonmises_2samp`.

use std::collections::BTreeMap;

use ndarray::ArrayRef1;
use onkai_core::{Real, Result};
use onkai_special::{gamma, gammaln, kve};

use super::outcome::{TestResult, sample};
use super::rank_tests::PMethod;
use crate::rank::rank_average;
use crate::summary::{has_nan, sorted};

/// The Cramér-von Mises test: does the sample come from the distribution with this `cdf`?
///
/// # Errors
///
/// [`Error::TooShort`](crate::Error::TooShort) for fewer than two values.
///
/// # Examples
///
/// ```
/// use ndarray::Array1;
/// let x = Array1::linspace(0.05, 0.95, 10);
/// let found = onkai_stats::cramervonmises(&x, |v| v)?;
/// assert!(found.pvalue > 0.99);
/// # Ok::<(), onkai_stats::Error>(())
/// ```
///
/// # References
///
/// S. Csörgő, J. J. Faraway, "The exact and asymptotic distributions of Cramér-von Mises statistics",
/// J. R. Stat. Soc. B 58, 1996. <https://doi.org/10.1111/j.2517-6161.1996.tb02077.x>
pub fn cramervonmises<T: Real>(x: &ArrayRef1<T>, cdf: impl Fn(f64) -> f64) -> Result<TestResult> {
    let x = sample("x", x, 2)?;
    if has_nan(&x) {
        return Ok(TestResult::NAN);
    }
    let n = x.len() as f64;
    let terms = sorted(&x).into_iter().enumerate().map(|(i, v)| {
        let step = (2 * i + 1) as f64 / (2.0 * n) - cdf(v);
        step * step
    });
    let statistic = (12.0 * n).recip() + terms.sum::<f64>();
    Ok(TestResult { statistic, pvalue: (1.0 - distribution(statistic, n)).clamp(0.0, 1.0) })
}

/// The distribution function for `n` values, to first order in `1/n`.
fn distribution(x: f64, n: f64) -> f64 {
    if x <= (12.0 * n).recip() {
        return 0.0;
    }
    if n / 3.0 <= x {
        return 1.0;
    }
    limit(x) * (1.0 + (12.0 * n).recip()) + first_order(x) / n
}

/// Terms that no longer change a sum of numbers about 1.
const NEGLIGIBLE: f64 = 1e-17;
/// More terms than any argument in range needs.
const MOST_TERMS: u32 = 200;

/// The distribution function for infinitely many values.
fn limit(x: f64) -> f64 {
    let mut sum = 0.0;
    for k in (0..MOST_TERMS).map(f64::from) {
        let odd = 4.0 * k + 1.0;
        let q = odd * odd / (16.0 * x);
        let weight = (gammaln(k + 0.5) - gammaln(k + 1.0)).exp();
        // One exponential is that of the series, the other one takes the scale off the function.
        let term = weight * odd.sqrt() * (-2.0 * q).exp() * kve(0.25, q);
        sum += term;
        if term <= NEGLIGIBLE {
            break;
        }
    }
    sum / (std::f64::consts::PI.powf(1.5) * x.sqrt())
}

/// Csörgő and Faraway's ψ₁ without its multiple of the limit.
fn first_order(x: f64) -> f64 {
    let root_pi = std::f64::consts::PI.sqrt();
    let second = |y: f64| {
        let z = y * y / 4.0;
        let bessel = kve(0.25, z) + kve(0.75, z);
        (-2.0 * z).exp() * (y / 2.0).powf(1.5) * bessel / root_pi
    };
    let third = |y: f64| {
        let z = y * y / 4.0;
        let bessel = 2.0 * kve(0.25, z) + 3.0 * kve(0.75, z) - kve(1.25, z);
        (-2.0 * z).exp() * (y / 2.0).powf(2.5) * bessel / root_pi
    };
    let (scale, y1, y2) = (2.0 * x.sqrt(), x.powf(0.75), x.powf(1.25));
    let mut sum = 0.0;
    for k in (0..MOST_TERMS).map(f64::from) {
        let m = 2.0 * k + 1.0;
        let half: f64 = gamma(k + 0.5);
        let [one, three, five] = [1.0, 3.0, 5.0].map(|c| (4.0 * k + c) / scale);
        let term = m * half * second(three) / (9.0 * y1)
            + half * third(one) / (72.0 * y2)
            + (m + 2.0) * gamma(k + 1.5) * third(five) / (6.0 * y2)
            + 7.0 * m * half * (second(one) + second(five)) / (144.0 * y1);
        let term = term / (std::f64::consts::PI * gamma(k + 1.0));
        sum -= term;
        if term.abs() <= NEGLIGIBLE {
            break;
        }
    }
    sum
}

/// The Cramér-von Mises test: do two samples come from the same distribution?
///
/// `method`: exactly if no sample has more than 20 values by default, else from the limit.
///
/// # Errors
///
/// [`Error::TooShort`](crate::Error::TooShort) for fewer than two values.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_stats::{PMethod, cramervonmises_2samp};
///
/// let (x, y) = (array![1.0, 2.0, 3.0], array![4.0, 5.0, 6.0]);
/// assert!((cramervonmises_2samp(&x, &y, PMethod::Auto)?.pvalue - 0.1).abs() < 1e-12);
/// # Ok::<(), onkai_stats::Error>(())
/// ```
///
/// # References
///
/// T. W. Anderson, "On the distribution of the two-sample Cramer-von Mises criterion", Ann. Math. Stat.
/// 33, 1962. <https://doi.org/10.1214/aoms/1177704477>
pub fn cramervonmises_2samp<T: Real>(
    x: &ArrayRef1<T>,
    y: &ArrayRef1<T>,
    method: PMethod,
) -> Result<TestResult> {
    let (x, y) = (sample("x", x, 2)?, sample("y", y, 2)?);
    if has_nan(&x) || has_nan(&y) {
        return Ok(TestResult::NAN);
    }
    let (n_x, n_y) = (x.len(), y.len());
    let (m, n) = (n_x as f64, n_y as f64);
    let ranks = rank_average(&[sorted(&x), sorted(&y)].concat()).ranks;
    let squares = |ranks: &[f64]| -> f64 {
        ranks.iter().enumerate().map(|(i, r)| (r - (i + 1) as f64).powi(2)).sum()
    };
    let total = m + n;
    let u = m * squares(&ranks[..n_x]) + n * squares(&ranks[n_x..]);
    let statistic = u / (m * n * total) - (4.0 * m * n - 1.0) / (6.0 * total);
    let is_exact = method == PMethod::Exact || method == PMethod::Auto && n_x.max(n_y) <= 20;
    let pvalue = if is_exact {
        exact_tail(n_x, n_y, u)
    } else {
        let mean = (1.0 + total.recip()) / 6.0;
        let product = m * n;
        let variance = (total + 1.0)
            * (4.0 * product * total - 3.0 * (m * m + n * n) - 2.0 * product)
            / (180.0 * total * total * product);
        let scaled = 1.0 / 6.0 + (statistic - mean) / (45.0 * variance).sqrt();
        // Below this the distribution function is less than the last digit of 1.
        if scaled < 0.003 { 1.0 } else { (1.0 - limit(scaled)).max(0.0) }
    };
    Ok(TestResult { statistic, pvalue })
}

/// The share of the orders of both samples with at least the statistic `u`.
///
/// Y. Xiao, A. Gordon, A. Yakovlev, "A C++ program for the Cramér-von Mises two-sample test", J. Stat.
/// Softw. 17, 2006. <https://doi.org/10.18637/jss.v017.i08>
fn exact_tail(m: usize, n: usize, u: f64) -> f64 {
    let divisor =
        (1..=m.min(n)).rev().find(|d| m.is_multiple_of(*d) && n.is_multiple_of(*d)).unwrap_or(1);
    let lcm = (m / divisor * n) as f64;
    let (step_m, step_n) = ((n / divisor).cast_signed(), (m / divisor).cast_signed());
    let (size, product) = ((m + n) as f64, (m * n) as f64);
    let least = (lcm * lcm * size * (6.0 * u - product * (4.0 * product - 1.0))
        / (6.0 * product * product)
        + 1e-6)
        .floor() as isize;
    // How likely each sum of squared distances from the diagonal is for a path to (v, w).
    let mut row: Vec<BTreeMap<isize, f64>> = vec![BTreeMap::new(); m + 1];
    for w in 0..=n {
        for v in 0..=m {
            let mut here = BTreeMap::new();
            if v + w == 0 {
                here.insert(0, 1.0);
            }
            let here_squared = (v.cast_signed() * step_m - w.cast_signed() * step_n).pow(2);
            let steps = (v + w) as f64;
            if w != 0 {
                for (sum, p) in &row[v] {
                    *here.entry(sum + here_squared).or_insert(0.0) += p * w as f64 / steps;
                }
            }
            if v != 0 {
                for (sum, p) in &row[v - 1] {
                    *here.entry(sum + here_squared).or_insert(0.0) += p * v as f64 / steps;
                }
            }
            row[v] = here;
        }
    }
    row[m].range(least..).map(|(_, p)| p).sum::<f64>().min(1.0)
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    #[test]
    fn short_samples_are_refused_and_nan_propagates() {
        let (x, one) = (array![0.2, 0.5], array![0.1]);
        assert!(cramervonmises(&one, |v| v).is_err());
        assert!(cramervonmises_2samp(&x, &one, PMethod::Auto).is_err());
        let lost = array![0.2, f64::NAN];
        assert!(cramervonmises(&lost, |v| v).unwrap().pvalue.is_nan());
        assert!(cramervonmises_2samp(&x, &lost, PMethod::Auto).unwrap().pvalue.is_nan());
    }

    #[test]
    fn the_limit_is_a_distribution() {
        // From Anderson and Darling's table.
        assert!((limit(0.46136) - 0.95).abs() < 1e-5);
        assert!((limit(0.74346) - 0.99).abs() < 1e-5);
    }
}

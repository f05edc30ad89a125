//! Does a sample come from a given distribution, or from that of another sample?
//!
//! Counterpart of `scipy.stats.ks_1samp`, `ks_2samp`, `kstest`.

use ndarray::ArrayRef1;
use onkai_core::{Real, Result};

use super::kolmogorov::{kolmogorov_sf, smirnov_sf};
use super::outcome::{Alternative, sample};
use crate::distributions::continuous::{Continuous, KolmogorovLimit};
use crate::summary::{has_nan, sorted};

/// How the p-value of a Kolmogorov-Smirnov test is computed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum KsMethod {
    /// Exactly; for two samples only if the larger one has at most 10 000 values. The default.
    #[default]
    Auto,
    /// Exactly.
    Exact,
    /// Twice the exact one-sided probability; for two samples the same as `Asymptotic`.
    Approximate,
    /// From the limit for many values.
    Asymptotic,
}

/// Options of the Kolmogorov-Smirnov tests; the defaults are those of SciPy.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct KsOptions {
    /// What is tested against; "greater": the distribution function of `x` lies above. Default:
    /// two-sided.
    pub alternative: Alternative,
    /// How the p-value is computed. Default: `Auto`.
    pub method: KsMethod,
}

/// The outcome of a Kolmogorov-Smirnov test.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct KsResult {
    /// The largest distance of the distribution functions.
    pub statistic: f64,
    /// Probability of a statistic at least as large if the null hypothesis holds.
    pub pvalue: f64,
    /// Where the distance is largest.
    pub location: f64,
    /// 1 if the distribution function of `x` is the larger one there, else -1.
    pub sign: i8,
}

impl KsResult {
    const NAN: Self = Self { statistic: f64::NAN, pvalue: f64::NAN, location: f64::NAN, sign: 1 };
}

/// The largest distance of two functions on one side, and where it is.
#[derive(Clone, Copy, Debug)]
struct Gap {
    distance: f64,
    location: f64,
    sign: i8,
}

impl Gap {
    fn largest(gaps: impl Iterator<Item = (f64, f64)>, sign: i8) -> Self {
        let start = Self { distance: f64::NEG_INFINITY, location: f64::NAN, sign };
        gaps.fold(start, |best, (distance, location)| {
            if best.distance < distance { Self { distance, location, sign } } else { best }
        })
    }

    fn choose(alternative: Alternative, above: Self, below: Self, above_wins_ties: bool) -> Self {
        match alternative {
            Alternative::Greater => above,
            Alternative::Less => below,
            Alternative::TwoSided => {
                let is_above = below.distance < above.distance
                    || above_wins_ties && below.distance == above.distance;
                if is_above { above } else { below }
            }
        }
    }
}

/// The Kolmogorov-Smirnov test: does the sample come from the distribution with this `cdf`?
///
/// # Errors
///
/// [`Error::TooShort`](crate::Error::TooShort) when `x` is empty.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_stats::{KsOptions, ks_1samp};
///
/// let uniform = |x: f64| x.clamp(0.0, 1.0);
/// let found = ks_1samp(&array![0.1, 0.4, 0.7], uniform, &KsOptions::default())?;
/// assert!((found.statistic - 0.3).abs() < 1e-15);
/// assert_eq!(found.location, 0.7);
/// # Ok::<(), onkai_stats::Error>(())
/// ```
///
/// # References
///
/// R. Simard, P. L'Ecuyer, "Computing the two-sided Kolmogorov-Smirnov distribution", J. Stat. Softw.
/// 39, 2011. <https://doi.org/10.18637/jss.v039.i11>
pub fn ks_1samp<T: Real>(
    x: &ArrayRef1<T>,
    cdf: impl Fn(f64) -> f64,
    options: &KsOptions,
) -> Result<KsResult> {
    let x = sample("x", x, 1)?;
    if has_nan(&x) {
        return Ok(KsResult::NAN);
    }
    let x = sorted(&x);
    let n = x.len() as f64;
    let levels: Vec<f64> = x.iter().map(|v| cdf(*v)).collect();
    let steps = || levels.iter().zip(&x).enumerate();
    let above = Gap::largest(steps().map(|(i, (f, v))| ((i + 1) as f64 / n - f, *v)), 1);
    let below = Gap::largest(steps().map(|(i, (f, v))| (f - i as f64 / n, *v)), -1);
    let gap = Gap::choose(options.alternative, above, below, false);
    let d = gap.distance;
    let pvalue = match (options.alternative, options.method) {
        (Alternative::TwoSided, KsMethod::Auto | KsMethod::Exact) => kolmogorov_sf(x.len(), d),
        (Alternative::TwoSided, KsMethod::Asymptotic) => KolmogorovLimit.sf(d * n.sqrt()),
        (Alternative::TwoSided, KsMethod::Approximate) => 2.0 * smirnov_sf(x.len(), d),
        _ => smirnov_sf(x.len(), d),
    };
    let pvalue = pvalue.clamp(0.0, 1.0);
    Ok(KsResult { statistic: d, pvalue, location: gap.location, sign: gap.sign })
}

/// Larger samples are compared by the limit distribution.
const AUTO_EXACT_UP_TO: usize = 10_000;

/// The Kolmogorov-Smirnov test: do two samples come from the same distribution?
///
/// The exact p-value counts the orders of the two samples' values, of which all are equally likely.
///
/// # Errors
///
/// [`Error::TooShort`](crate::Error::TooShort) when a sample is empty.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_stats::{KsOptions, ks_2samp};
///
/// let (x, y) = (array![1.0, 2.0, 3.0], array![4.0, 5.0, 6.0]);
/// let found = ks_2samp(&x, &y, &KsOptions::default())?;
/// assert_eq!(found.statistic, 1.0);
/// assert!((found.pvalue - 0.1).abs() < 1e-15);
/// # Ok::<(), onkai_stats::Error>(())
/// ```
///
/// # References
///
/// J. L. Hodges, "The significance probability of the Smirnov two-sample test", Ark. Mat. 3, 1958.
/// <https://doi.org/10.1007/BF02589501>
pub fn ks_2samp<T: Real>(
    x: &ArrayRef1<T>,
    y: &ArrayRef1<T>,
    options: &KsOptions,
) -> Result<KsResult> {
    let (x, y) = (sample("x", x, 1)?, sample("y", y, 1)?);
    if has_nan(&x) || has_nan(&y) {
        return Ok(KsResult::NAN);
    }
    let (x, y) = (sorted(&x), sorted(&y));
    let (m, n) = (x.len(), y.len());
    let divisor = greatest_common_divisor(m, n);
    let (step_x, step_y) = ((n / divisor).cast_signed(), (m / divisor).cast_signed());
    let differences = differences(&x, &y, [step_x, step_y]);
    // In units of 1 / lcm(m, n) the distances are whole numbers.
    let lcm = step_x as f64 * m as f64;
    let above = Gap::largest(differences.iter().map(|(d, v)| (*d as f64, *v)), 1);
    let below = Gap::largest(differences.iter().map(|(d, v)| (-*d as f64, *v)), -1);
    let gap = Gap::choose(options.alternative, above, below, true);
    let reach = gap.distance.max(0.0);
    let is_exact = match options.method {
        KsMethod::Auto => m.max(n) <= AUTO_EXACT_UP_TO,
        KsMethod::Exact => true,
        KsMethod::Approximate | KsMethod::Asymptotic => false,
    };
    let statistic = reach / lcm;
    let is_two_sided = options.alternative == Alternative::TwoSided;
    let pvalue = if is_exact {
        exact([m, n], [step_x, step_y], reach as isize, is_two_sided)
    } else {
        let (large, small) = (m.max(n) as f64, m.min(n) as f64);
        let size = large * small / (large + small);
        if is_two_sided {
            kolmogorov_sf(size.round_ties_even() as usize, statistic)
        } else {
            // Hodges' second-order expansion of the one-sided probability.
            let z = size.sqrt() * statistic;
            let lean = (large + 2.0 * small) / (large * small * (large + small)).sqrt() / 3.0;
            (-2.0 * z * z - 2.0 * z * lean).exp()
        }
    };
    let pvalue = pvalue.clamp(0.0, 1.0);
    Ok(KsResult { statistic, pvalue, location: gap.location, sign: gap.sign })
}

fn greatest_common_divisor(mut a: usize, mut b: usize) -> usize {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

/// The difference of the two distribution functions after each distinct value.
fn differences(x: &[f64], y: &[f64], [step_x, step_y]: [isize; 2]) -> Vec<(isize, f64)> {
    let (mut i, mut j) = (0, 0);
    let mut found = Vec::with_capacity(x.len() + y.len());
    while i < x.len() || j < y.len() {
        let value = match (x.get(i), y.get(j)) {
            (Some(a), Some(b)) => a.min(*b),
            (Some(a), None) => *a,
            (None, Some(b)) => *b,
            (None, None) => break,
        };
        while x.get(i).is_some_and(|v| *v <= value) {
            i += 1;
        }
        while y.get(j).is_some_and(|v| *v <= value) {
            j += 1;
        }
        found.push((i.cast_signed() * step_x - j.cast_signed() * step_y, value));
    }
    found
}

/// The probability of a distance of at least `reach` in units of 1 / lcm(m, n).
fn exact(sizes: [usize; 2], steps: [isize; 2], reach: isize, is_two_sided: bool) -> f64 {
    if reach <= 0 {
        return 1.0;
    }
    if sizes[0] == sizes[1] {
        return by_reflection(sizes[0], reach.cast_unsigned(), is_two_sided);
    }
    paths_that_reach(sizes, steps, reach, is_two_sided)
}

/// The probability that a random path of steps to `(n, n)` comes as far as `reach` from the diagonal.
///
/// The part of the paths that reach one side is `C(2n, n - reach) / C(2n, n)` by reflection, and of
/// both sides in turns, `k` times, the same with `k·reach`: 2 `Σ (-1)^(k-1) C(2n, n - k·reach) / C(2n, n)`
/// counts those that reach either side.
///
/// B. V. Gnedenko, V. S. Korolyuk, "On the maximum discrepancy between two empirical distributions",
/// Dokl. Akad. Nauk SSSR 80, 1951.
fn by_reflection(n: usize, reach: usize, is_two_sided: bool) -> f64 {
    let size = n as f64;
    // Each term is the one before times `reach` factors, so that every factor is met once.
    let next = |term: f64, k: usize| {
        let factor = |i: usize| (size - i as f64) / (size + (i + 1) as f64);
        ((k - 1) * reach..k * reach).fold(term, |product, i| product * factor(i))
    };
    let first = next(1.0, 1);
    if !is_two_sided {
        return first;
    }
    let (mut sum, mut term, mut sign) = (first, first, -1.0);
    for k in 2..=n / reach {
        term = next(term, k);
        if term <= 0.1 * f64::EPSILON * sum {
            break;
        }
        sum += sign * term;
        sign = -sign;
    }
    2.0 * sum
}

/// The probability that a random path of steps to `(m, n)` comes as far as `reach` from the diagonal.
///
/// `P(i, j) = (i P(i-1, j) + j P(i, j-1)) / (i + j)` inside, 1 outside: the last step came from either
/// side. All terms are positive, so that small probabilities keep their digits.
fn paths_that_reach(
    [m, n]: [usize; 2],
    [step_x, step_y]: [isize; 2],
    reach: isize,
    is_two_sided: bool,
) -> f64 {
    let mut row = vec![1.0_f64; n + 1];
    for i in 0..=m {
        let height = i.cast_signed() * step_x;
        // Inside are the j with height - j·step_y < reach, and above the lower bound if there is one.
        let first = ((height - reach).div_euclid(step_y) + 1).max(0) as usize;
        let last = if is_two_sided {
            let last = (height + reach - 1).div_euclid(step_y);
            (last.max(-1) + 1).min(n.cast_signed() + 1) as usize
        } else {
            n + 1
        };
        row[..first.min(n + 1)].fill(1.0);
        for j in first..last {
            let from_x = if i == 0 { 0.0 } else { i as f64 * row[j] };
            let from_y = if j == 0 { 0.0 } else { j as f64 * row[j - 1] };
            row[j] = if i + j == 0 { 0.0 } else { (from_x + from_y) / (i + j) as f64 };
        }
        row[last.max(first).min(n + 1)..].fill(1.0);
    }
    row[n]
}

/// What [`kstest`] compares a sample with.
pub enum KsReference<'a, T> {
    /// A distribution function.
    Cdf(&'a dyn Fn(f64) -> f64),
    /// Another sample.
    Sample(&'a ArrayRef1<T>),
}

impl<T> std::fmt::Debug for KsReference<'_, T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Cdf(_) => "Cdf(..)",
            Self::Sample(_) => "Sample(..)",
        })
    }
}

/// [`ks_1samp`] or [`ks_2samp`], by what the sample is compared with.
///
/// # Errors
///
/// See those.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_stats::{KsOptions, KsReference, kstest};
///
/// let (x, y) = (array![0.1, 0.4, 0.7], array![0.2, 0.3, 0.9]);
/// let found = kstest(&x, &KsReference::Sample(&y), &KsOptions::default())?;
/// assert!((found.statistic - 1.0 / 3.0).abs() < 1e-15);
/// # Ok::<(), onkai_stats::Error>(())
/// ```
pub fn kstest<T: Real>(
    x: &ArrayRef1<T>,
    reference: &KsReference<'_, T>,
    options: &KsOptions,
) -> Result<KsResult> {
    match reference {
        KsReference::Cdf(cdf) => ks_1samp(x, cdf, options),
        KsReference::Sample(y) => ks_2samp(x, y, options),
    }
}

#[cfg(test)]
mod tests {
    use ndarray::{Array1, array};

    use super::*;

    #[test]
    fn empty_samples_are_refused_and_nan_propagates() {
        let (x, none) = (array![0.2, 0.5], Array1::<f64>::zeros(0));
        let options = KsOptions::default();
        assert!(ks_1samp(&none, |v| v, &options).is_err());
        assert!(ks_2samp(&x, &none, &options).is_err() && ks_2samp(&none, &x, &options).is_err());
        let lost = array![0.2, f64::NAN];
        assert!(ks_1samp(&lost, |v| v, &options).unwrap().pvalue.is_nan());
        assert!(ks_2samp(&x, &lost, &options).unwrap().pvalue.is_nan());
    }

    #[test]
    fn reflected_paths_are_the_counted_ones() {
        for n in [1, 2, 7, 60, 301] {
            for reach in (1..=n).filter(|reach| n < 10 || reach % 13 < 2) {
                for is_two_sided in [false, true] {
                    let found = by_reflection(n, reach, is_two_sided);
                    let counted =
                        paths_that_reach([n, n], [1, 1], reach.cast_signed(), is_two_sided);
                    assert!((found / counted - 1.0).abs() < 1e-12, "{n} {reach} {is_two_sided}");
                }
            }
        }
    }

    #[test]
    fn equal_samples_do_not_differ() {
        let x = array![0.2, 0.5, 0.5];
        let found = ks_2samp(&x, &x, &KsOptions::default()).unwrap();
        assert_eq!((found.statistic, found.pvalue), (0.0, 1.0));
    }
}

//! Confidence intervals by the bootstrap.
//!
//! Counterpart of `scipy.stats.bootstrap`.

use ndarray::{Array1, ArrayRef1};
use onkai_core::{Error, Result};
use onkai_special::{ndtr, ndtri};
use rand::{Rng, SeedableRng};
use rand_pcg::Pcg64;

use crate::hypothesis::{Alternative, ConfidenceInterval};
use crate::quantile::{QuantileMethod, quantile};
use crate::summary::{check_len, check_level, check_same_len, mean_of, squares_of};

/// How [`bootstrap`] turns the distribution of the statistic into an interval.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum BootstrapMethod {
    /// Percentiles corrected for bias and skewness. The default.
    #[default]
    Bca,
    /// Percentiles.
    Percentile,
    /// Percentiles mirrored at the statistic of the sample.
    Basic,
}

/// Options of [`bootstrap`]; the defaults are those of SciPy.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BootstrapOptions {
    /// Number of resamples. Default: 9999.
    pub n_resamples: usize,
    /// How surely the interval holds the statistic. Default: 0.95.
    pub confidence_level: f64,
    /// Which ends the interval has: "less" only the upper one. Default: both.
    pub alternative: Alternative,
    /// How the interval is computed. Default: `Bca`.
    pub method: BootstrapMethod,
    /// Values at the same place of the samples belong together. Default: `false`.
    pub paired: bool,
    /// The same seed gives the same resamples. Default: 0.
    pub seed: u64,
}

impl Default for BootstrapOptions {
    fn default() -> Self {
        Self {
            n_resamples: 9999,
            confidence_level: 0.95,
            alternative: Alternative::TwoSided,
            method: BootstrapMethod::Bca,
            paired: false,
            seed: 0,
        }
    }
}

/// The outcome of [`bootstrap`].
#[derive(Clone, Debug, PartialEq)]
pub struct BootstrapResult {
    /// The interval for the statistic.
    pub confidence_interval: ConfidenceInterval,
    /// The statistic of each resample.
    pub distribution: Array1<f64>,
    /// Their standard deviation, with one degree of freedom less than resamples.
    pub standard_error: f64,
}

/// A confidence interval of any statistic of one sample or several.
///
/// The statistic gets the resamples as slices, in the order of the samples.
///
/// # Errors
///
/// [`Error::TooShort`] for no samples, one of fewer than two values or no resamples, [`Error::Shape`]
/// for paired samples of different lengths, [`Error::Parameter`] for a level not between 0 and 1,
/// [`Error::Values`] when all resamples have the same statistic, so that `Bca` is undefined.
///
/// # Examples
///
/// ```
/// use ndarray::Array1;
/// use onkai_stats::{BootstrapOptions, bootstrap};
///
/// let x = Array1::linspace(0.0, 1.0, 50);
/// let mean = |samples: &[&[f64]]| samples[0].iter().sum::<f64>() / samples[0].len() as f64;
/// let found = bootstrap(&[&*x], mean, &BootstrapOptions::default())?;
/// let interval = found.confidence_interval;
/// assert!(interval.low < 0.5 && 0.5 < interval.high);
/// # Ok::<(), onkai_stats::Error>(())
/// ```
///
/// # References
///
/// B. Efron, R. J. Tibshirani, "An introduction to the bootstrap", 1993.
pub fn bootstrap(
    samples: &[&ArrayRef1<f64>],
    statistic: impl Fn(&[&[f64]]) -> f64,
    options: &BootstrapOptions,
) -> Result<BootstrapResult> {
    check_level(options.confidence_level)?;
    check_len("samples", samples.len(), 1)?;
    for x in samples {
        check_len("samples", x.len(), 2)?;
        if options.paired {
            check_same_len("samples", x.len(), samples[0].len())?;
        }
    }
    if options.n_resamples < 1 {
        return Err(Error::parameter("n_resamples", 0.0, "at least 1"));
    }
    let samples: Vec<Vec<f64>> = samples.iter().map(|x| x.to_vec()).collect();
    let distribution = resample(&samples, &statistic, options);
    let standard_error = (squares_of(&distribution) / (distribution.len() as f64 - 1.0)).sqrt();
    let distribution = Array1::from(distribution);
    let tail = match options.alternative {
        Alternative::TwoSided => 0.5 * (1.0 - options.confidence_level),
        Alternative::Less | Alternative::Greater => 1.0 - options.confidence_level,
    };
    let found = statistic(&borrow(&samples));
    let levels = match options.method {
        BootstrapMethod::Bca => corrected(
            &samples,
            &statistic,
            options.paired,
            &Known { found, distribution: &distribution, tail },
        )?,
        BootstrapMethod::Percentile | BootstrapMethod::Basic => [tail, 1.0 - tail],
    };
    let ends = if levels.iter().any(|l| l.is_nan()) {
        Array1::from_elem(2, f64::NAN)
    } else {
        quantile(&distribution, &Array1::from(levels.to_vec()), QuantileMethod::Linear)?
    };
    let (low, high) = match options.method {
        BootstrapMethod::Basic => (2.0 * found - ends[1], 2.0 * found - ends[0]),
        BootstrapMethod::Bca | BootstrapMethod::Percentile => (ends[0], ends[1]),
    };
    let confidence_interval = match options.alternative {
        Alternative::TwoSided => ConfidenceInterval { low, high },
        Alternative::Less => ConfidenceInterval { low: f64::NEG_INFINITY, high },
        Alternative::Greater => ConfidenceInterval { low, high: f64::INFINITY },
    };
    Ok(BootstrapResult { confidence_interval, distribution, standard_error })
}

fn borrow(samples: &[Vec<f64>]) -> Vec<&[f64]> {
    samples.iter().map(Vec::as_slice).collect()
}

/// An index below `n`; the high half of a product has no bias that could be seen.
pub(super) fn index_below(rng: &mut Pcg64, n: usize) -> usize {
    ((u128::from(rng.next_u64()) * n as u128) >> 64) as usize
}

/// The statistic of each resample.
fn resample(
    samples: &[Vec<f64>],
    statistic: &impl Fn(&[&[f64]]) -> f64,
    options: &BootstrapOptions,
) -> Vec<f64> {
    let mut rng = Pcg64::seed_from_u64(options.seed);
    let mut drawn: Vec<Vec<f64>> = samples.to_vec();
    let mut one = || {
        if options.paired {
            for i in 0..samples[0].len() {
                let from = index_below(&mut rng, samples[0].len());
                drawn.iter_mut().zip(samples).for_each(|(out, x)| out[i] = x[from]);
            }
        } else {
            for (out, x) in drawn.iter_mut().zip(samples) {
                for v in out.iter_mut() {
                    *v = x[index_below(&mut rng, x.len())];
                }
            }
        }
        statistic(&borrow(&drawn))
    };
    (0..options.n_resamples).map(|_| one()).collect()
}

/// What is known before the correction.
struct Known<'a> {
    found: f64,
    distribution: &'a ArrayRef1<f64>,
    tail: f64,
}

/// The levels of Efron's method: shifted by the median bias, bent by the acceleration.
fn corrected(
    samples: &[Vec<f64>],
    statistic: &impl Fn(&[&[f64]]) -> f64,
    is_paired: bool,
    known: &Known<'_>,
) -> Result<[f64; 2]> {
    let distribution = known.distribution;
    if distribution.iter().all(|v| *v == distribution[0]) {
        let requirement = "differ enough for the statistic to vary between resamples";
        return Err(Error::Values { name: "samples", requirement });
    }
    let below = distribution.iter().filter(|v| **v < known.found).count();
    let up_to = distribution.iter().filter(|v| **v <= known.found).count();
    let bias = ndtri((below + up_to) as f64 / (2 * distribution.len()) as f64);
    let (mut cubes, mut squares) = (0.0, 0.0);
    let mut add = |left_out: Vec<f64>| {
        let n = left_out.len() as f64;
        let mean = mean_of(&left_out);
        for value in left_out {
            let influence = (n - 1.0) * (mean - value);
            cubes += influence.powi(3) / n.powi(3);
            squares += influence * influence / (n * n);
        }
    };
    let without = |i: usize, which: &dyn Fn(usize) -> bool| {
        let shortened: Vec<Vec<f64>> = samples
            .iter()
            .enumerate()
            .map(|(k, x)| {
                let mut x = x.clone();
                if which(k) {
                    x.remove(i);
                }
                x
            })
            .collect();
        statistic(&borrow(&shortened))
    };
    if is_paired {
        add((0..samples[0].len()).map(|i| without(i, &|_| true)).collect());
    } else {
        for (k, x) in samples.iter().enumerate() {
            add((0..x.len()).map(|i| without(i, &|other| other == k)).collect());
        }
    }
    let acceleration = cubes / (6.0 * squares.powf(1.5));
    let level = |p: f64| {
        let z = bias + ndtri(p);
        ndtr(bias + z / (1.0 - acceleration * z))
    };
    Ok([level(known.tail), level(1.0 - known.tail)])
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    fn mean(samples: &[&[f64]]) -> f64 {
        mean_of(samples[0])
    }

    #[test]
    fn unfit_arguments_are_refused() {
        let (x, one) = (array![1.0, 2.0, 4.0], array![1.0]);
        let options = BootstrapOptions { n_resamples: 9, ..Default::default() };
        assert!(bootstrap(&[], mean, &options).is_err());
        assert!(bootstrap(&[&*one], mean, &options).is_err());
        let paired = BootstrapOptions { paired: true, ..options };
        assert!(bootstrap(&[&*x, &*array![1.0, 2.0]], mean, &paired).is_err());
        assert!(bootstrap(&[&*x], mean, &BootstrapOptions { n_resamples: 0, ..options }).is_err());
        let level = BootstrapOptions { confidence_level: 1.0, ..options };
        assert!(bootstrap(&[&*x], mean, &level).is_err());
        assert!(bootstrap(&[&*array![2.0, 2.0]], mean, &options).is_err());
    }

    #[test]
    fn seeds_decide_and_nan_propagates() {
        let x = array![1.0, 2.0, 4.0, 8.0];
        let options = BootstrapOptions { n_resamples: 50, ..Default::default() };
        let run = |options| bootstrap(&[&*x], mean, &options).unwrap();
        assert_eq!(run(options), run(options));
        assert_ne!(run(options), run(BootstrapOptions { seed: 1, ..options }));
        let lost = array![1.0, f64::NAN, 3.0];
        let found = bootstrap(
            &[&*lost],
            |_| f64::NAN,
            &BootstrapOptions { method: BootstrapMethod::Basic, ..options },
        );
        assert!(found.unwrap().confidence_interval.low.is_nan());
    }
}

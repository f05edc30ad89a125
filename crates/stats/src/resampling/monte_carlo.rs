//! Monte Carlo tests.
//!
//! Counterpart of `scipy.stats.monte_carlo_test`.

use ndarray::{Array1, ArrayRef1};
use onkai_core::{Error, Result};

use super::permutation::ResamplingResult;
use crate::hypothesis::Alternative;
use crate::summary::{check_len, check_same_len};

/// Options of [`monte_carlo_test`]; the defaults are those of SciPy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MonteCarloOptions {
    /// Number of random samples. Default: 9999.
    pub n_resamples: usize,
    /// What is tested against. Default: two-sided.
    pub alternative: Alternative,
}

impl Default for MonteCarloOptions {
    fn default() -> Self {
        Self { n_resamples: 9999, alternative: Alternative::TwoSided }
    }
}

/// Compares a statistic with that of random samples of the distribution that the null hypothesis says.
///
/// `rvs(k, n)` draws `n` values for sample `k`; seeding is its matter. The statistic gets the samples
/// as slices, in their order.
///
/// # Errors
///
/// [`Error::TooShort`] for no samples or an empty one, [`Error::Parameter`] for no resamples,
/// [`Error::Shape`] when `rvs` draws another number of values.
///
/// # Examples
///
/// ```
/// use ndarray::{Array1, array};
/// use onkai_stats::{MonteCarloOptions, monte_carlo_test};
///
/// let mut state = 1_u32;
/// let mut uniform = || {
///     state = state.wrapping_mul(1664525).wrapping_add(1013904223);
///     f64::from(state) / f64::from(u32::MAX)
/// };
/// let rvs = |_, n| Array1::from_shape_fn(n, |_| uniform());
/// let largest = |samples: &[&[f64]]| samples[0].iter().copied().fold(0.0, f64::max);
/// let x = array![0.1, 0.2, 0.05, 0.15];
/// let found = monte_carlo_test(&[&*x], rvs, largest, &MonteCarloOptions::default())?;
/// assert!(found.pvalue < 0.05);
/// # Ok::<(), onkai_stats::Error>(())
/// ```
pub fn monte_carlo_test(
    samples: &[&ArrayRef1<f64>],
    mut rvs: impl FnMut(usize, usize) -> Array1<f64>,
    statistic: impl Fn(&[&[f64]]) -> f64,
    options: &MonteCarloOptions,
) -> Result<ResamplingResult> {
    check_len("samples", samples.len(), 1)?;
    for x in samples {
        check_len("samples", x.len(), 1)?;
    }
    if options.n_resamples < 1 {
        return Err(Error::parameter("n_resamples", 0.0, "at least 1"));
    }
    let evaluate =
        |values: &[Vec<f64>]| statistic(&values.iter().map(Vec::as_slice).collect::<Vec<&[f64]>>());
    let found = evaluate(&samples.iter().map(|x| x.to_vec()).collect::<Vec<_>>());
    let mut null = Vec::with_capacity(options.n_resamples);
    for _ in 0..options.n_resamples {
        let mut drawn = Vec::with_capacity(samples.len());
        for (k, x) in samples.iter().enumerate() {
            let values = rvs(k, x.len());
            check_same_len("rvs", values.len(), x.len())?;
            drawn.push(values.to_vec());
        }
        null.push(evaluate(&drawn));
    }
    Ok(ResamplingResult::new(found, null, options.alternative, 1.0))
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    #[test]
    fn unfit_arguments_are_refused() {
        let x = array![1.0, 2.0];
        let first = |samples: &[&[f64]]| samples[0][0];
        let options = MonteCarloOptions { n_resamples: 5, ..Default::default() };
        let ones = |_, n| Array1::ones(n);
        assert!(monte_carlo_test(&[], ones, first, &options).is_err());
        assert!(monte_carlo_test(&[&*Array1::zeros(0)], ones, first, &options).is_err());
        assert!(monte_carlo_test(&[&*x], |_, _| Array1::ones(1), first, &options).is_err());
        let none = MonteCarloOptions { n_resamples: 0, ..options };
        assert!(monte_carlo_test(&[&*x], ones, first, &none).is_err());
        // The sample itself counts: six of six are as extreme.
        assert_eq!(monte_carlo_test(&[&*x], ones, first, &options).unwrap().pvalue, 1.0);
    }
}

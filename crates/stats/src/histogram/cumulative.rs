//! Cumulative and relative frequencies.
//!
//! Counterpart of `scipy.stats.cumfreq`, `relfreq`.

use ndarray::{Array1, ArrayRef1};
use onkai_core::{Real, Result};

use super::edges::{Bins, outer_edges};
use super::histogram_1d::{HistogramOptions, histogram, histogram_weighted};
use crate::summary::check_len;

/// Options of [`cumfreq`] and [`relfreq`]; the defaults are those of SciPy.
#[derive(Clone, Debug, PartialEq)]
pub struct FrequencyOptions {
    /// Number of bins. Default: 10.
    pub n_bins: usize,
    /// The outer edges. Default: `None`, meaning half a bin beyond the extremes of the sample.
    pub limits: Option<[f64; 2]>,
    /// A weight for each value. Default: 1 for all.
    pub weights: Option<Array1<f64>>,
}

impl Default for FrequencyOptions {
    fn default() -> Self {
        Self { n_bins: 10, limits: None, weights: None }
    }
}

/// Frequencies over bins of equal width.
#[derive(Clone, Debug, PartialEq)]
pub struct CumulativeFrequency {
    /// The frequency of each bin.
    pub values: Array1<f64>,
    /// Where the first bin begins.
    pub lower_limit: f64,
    /// The width of a bin.
    pub bin_size: f64,
    /// How many values lie outside.
    pub n_extra: usize,
}

/// How many values lie in a bin or in one before it.
///
/// # Errors
///
/// [`Error::TooShort`](crate::Error::TooShort) when `x` is empty and no limits are given; see
/// [`histogram_weighted`] for the rest.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_stats::{FrequencyOptions, cumfreq};
///
/// let options = FrequencyOptions { n_bins: 2, limits: Some([0.0, 4.0]), ..Default::default() };
/// let found = cumfreq(&array![1.0, 3.0, 3.5, 9.0], &options)?;
/// assert_eq!((found.values, found.n_extra), (array![1.0, 3.0], 1));
/// # Ok::<(), onkai_stats::Error>(())
/// ```
pub fn cumfreq<T: Real>(
    x: &ArrayRef1<T>,
    options: &FrequencyOptions,
) -> Result<CumulativeFrequency> {
    let mut found = frequencies(x, options)?;
    found.values.accumulate_axis_inplace(ndarray::Axis(0), |previous, v| *v += previous);
    Ok(found)
}

/// The share of the values that lie in each bin.
///
/// # Errors
///
/// See [`cumfreq`].
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_stats::{FrequencyOptions, relfreq};
///
/// let options = FrequencyOptions { n_bins: 2, limits: Some([0.0, 4.0]), ..Default::default() };
/// assert_eq!(relfreq(&array![1.0, 3.0, 3.5, 9.0], &options)?.values, array![0.25, 0.5]);
/// # Ok::<(), onkai_stats::Error>(())
/// ```
pub fn relfreq<T: Real>(
    x: &ArrayRef1<T>,
    options: &FrequencyOptions,
) -> Result<CumulativeFrequency> {
    let mut found = frequencies(x, options)?;
    found.values /= x.len() as f64;
    Ok(found)
}

fn frequencies<T: Real>(
    x: &ArrayRef1<T>,
    options: &FrequencyOptions,
) -> Result<CumulativeFrequency> {
    let wide = x.mapv(T::as_f64);
    let range = if let Some(limits) = options.limits {
        limits
    } else {
        check_len("x", x.len(), 1)?;
        // Half a bin of room on both sides, whatever the number of bins.
        let [low, high] = outer_edges(wide.iter().copied(), None)?;
        let is_constant = wide.iter().all(|v| *v == wide[0]);
        let (low, high) = if is_constant { (wide[0], wide[0]) } else { (low, high) };
        let room = (high - low) / (2.0 * (options.n_bins as f64 - 1.0));
        [low - room, high + room]
    };
    let bins = Bins::Count(options.n_bins);
    let histogram_options = HistogramOptions { bins, range: Some(range), density: false };
    let found = match &options.weights {
        None => histogram(&wide, &histogram_options)?,
        Some(weights) => histogram_weighted(&wide, weights, &histogram_options)?,
    };
    let [low, high] = outer_edges([].into_iter(), Some(range))?;
    Ok(CumulativeFrequency {
        values: found.values,
        lower_limit: found.edges[0],
        bin_size: (high - low) / options.n_bins as f64,
        n_extra: wide.iter().filter(|v| **v < range[0] || range[1] < **v).count(),
    })
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    #[test]
    fn unfit_arguments_are_refused() {
        let options = FrequencyOptions::default();
        assert!(cumfreq(&Array1::<f64>::zeros(0), &options).is_err());
        assert!(relfreq(&array![1.0, f64::NAN], &options).is_err());
        let none = FrequencyOptions { n_bins: 0, ..options };
        assert!(cumfreq(&array![1.0, 2.0], &none).is_err());
    }

    #[test]
    fn constant_samples_lie_in_one_bin() {
        let found = cumfreq(&array![2.0, 2.0], &FrequencyOptions::default()).unwrap();
        assert_eq!((found.values[9], found.n_extra), (2.0, 0));
    }
}

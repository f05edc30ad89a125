//! The histogram of a sample.
//!
//! Counterpart of `numpy.histogram`, `numpy.histogram_bin_edges`.

use ndarray::{Array1, ArrayRef1};
use onkai_core::{Error, Real, Result};

use super::edges::{Axis1, Bins, outer_edges};
use super::rules::n_bins;
use crate::summary::{check_same_len, doubles};

/// Options of [`histogram`]; the defaults are those of NumPy.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct HistogramOptions {
    /// The bins, their number or a rule. Default: 10 of equal width.
    pub bins: Bins,
    /// First and last edge of bins of equal width; values outside are ignored.
    /// Default: `None`, meaning the extremes of the sample.
    pub range: Option<[f64; 2]>,
    /// Divide by the total and the widths, so that the integral is 1. Default: `false`.
    pub density: bool,
}

/// Counts per bin.
#[derive(Clone, Debug, PartialEq)]
pub struct Histogram<T> {
    /// Counts, sums of weights or densities; one less than edges.
    pub values: Array1<f64>,
    /// The edges; all bins but the last are half-open to the right.
    pub edges: Array1<T>,
}

/// Counts how many values fall into each bin.
///
/// # Shapes
///
/// `x`: `[n]`. Returns `values` `[n_bins]` and `edges` `[n_bins + 1]`.
///
/// # Errors
///
/// [`Error::Values`] when the range is not finite (also that of the sample, if it has to serve) or
/// the edges do not ascend, [`Error::Parameter`] for no bins.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_stats::{Bins, HistogramOptions, histogram};
///
/// let options = HistogramOptions { bins: Bins::Edges(array![0.0, 1.0, 3.0]), ..Default::default() };
/// let found = histogram(&array![0.5, 1.0, 2.0, 3.0], &options)?;
/// assert_eq!(found.values, array![1.0, 3.0]);
/// # Ok::<(), onkai_stats::Error>(())
/// ```
pub fn histogram<T: Real>(x: &ArrayRef1<T>, options: &HistogramOptions) -> Result<Histogram<T>> {
    let axis = axis_of(x, &options.bins, options.range)?;
    let mut values = Array1::zeros(axis.n_bins());
    let mut outside = 0.0;
    for v in x {
        *axis.bin(v.as_f64()).map_or(&mut outside, |bin| &mut values[bin]) += 1.0;
    }
    Ok(finish(values, &axis, options.density))
}

/// Sums the weights of the values that fall into each bin; see [`histogram`].
///
/// # Errors
///
/// See [`histogram`]; [`Error::Shape`] when there are more or fewer weights than values,
/// [`Error::Values`] when a rule is to find the number of bins, which knows nothing of weights.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_stats::{Bins, HistogramOptions, histogram_weighted};
///
/// let options = HistogramOptions { bins: Bins::Count(2), ..Default::default() };
/// let found = histogram_weighted(&array![0.0, 1.0, 2.0], &array![1.0, 5.0, 2.0], &options)?;
/// assert_eq!(found.values, array![1.0, 7.0]);
/// # Ok::<(), onkai_stats::Error>(())
/// ```
pub fn histogram_weighted<T: Real>(
    x: &ArrayRef1<T>,
    weights: &ArrayRef1<f64>,
    options: &HistogramOptions,
) -> Result<Histogram<T>> {
    check_same_len("weights", weights.len(), x.len())?;
    if !matches!(options.bins, Bins::Count(_) | Bins::Edges(_)) {
        let requirement = "be a number or edges where there are weights";
        return Err(Error::Values { name: "bins", requirement });
    }
    let axis = axis_of(x, &options.bins, options.range)?;
    let mut values = Array1::zeros(axis.n_bins());
    for (v, weight) in x.iter().zip(weights) {
        if let Some(bin) = axis.bin(v.as_f64()) {
            values[bin] += weight;
        }
    }
    Ok(finish(values, &axis, options.density))
}

/// The edges that [`histogram`] would use.
///
/// # Errors
///
/// See [`histogram`].
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_stats::{Bins, histogram_bin_edges};
///
/// let edges = histogram_bin_edges(&array![0.0, 1.0, 2.0, 3.0], &Bins::Sqrt, None)?;
/// assert_eq!(edges, array![0.0, 1.5, 3.0]);
/// # Ok::<(), onkai_stats::Error>(())
/// ```
pub fn histogram_bin_edges<T: Real>(
    x: &ArrayRef1<T>,
    bins: &Bins,
    range: Option<[f64; 2]>,
) -> Result<Array1<T>> {
    Ok(axis_of(x, bins, range)?.edges.iter().map(|e| T::of(*e)).collect())
}

fn axis_of<T: Real>(x: &ArrayRef1<T>, bins: &Bins, range: Option<[f64; 2]>) -> Result<Axis1> {
    if let Bins::Edges(edges) = bins {
        return Axis1::given(edges);
    }
    let outer = outer_edges(x.iter().map(|v| v.as_f64()), range)?;
    if let Bins::Count(n_bins) = bins {
        return Axis1::uniform::<T>(outer, *n_bins);
    }
    let mut within = doubles(x);
    within.retain(|v| outer[0] <= *v && *v <= outer[1]);
    Axis1::uniform::<T>(outer, n_bins(bins, &within, outer))
}

fn finish<T: Real>(mut values: Array1<f64>, axis: &Axis1, density: bool) -> Histogram<T> {
    if density {
        let total = values.sum();
        for (bin, value) in values.iter_mut().enumerate() {
            *value = *value / axis.width(bin) / total;
        }
    }
    Histogram { values, edges: axis.edges.iter().map(|e| T::of(*e)).collect() }
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    #[test]
    fn empty_samples_have_empty_bins() {
        let found = histogram(&Array1::<f32>::zeros(0), &HistogramOptions::default()).unwrap();
        assert_eq!((found.values.sum(), found.edges.len(), found.edges[10]), (0.0, 11, 1.0));
    }

    #[test]
    fn nan_needs_a_range_and_is_not_counted_then() {
        let x = array![0.1, f64::NAN, 0.9];
        assert!(histogram(&x, &HistogramOptions::default()).is_err());
        let options = HistogramOptions { range: Some([0.0, 1.0]), ..Default::default() };
        assert_eq!(histogram(&x, &options).unwrap().values.sum(), 2.0);
    }

    #[test]
    fn weights_are_checked() {
        let x = array![0.0, 1.0];
        let options = HistogramOptions { bins: Bins::Auto, ..Default::default() };
        assert!(matches!(
            histogram_weighted(&x, &array![1.0, 1.0], &options),
            Err(Error::Values { name: "bins", .. })
        ));
        let options = HistogramOptions::default();
        assert!(matches!(
            histogram_weighted(&x, &array![1.0], &options),
            Err(Error::Shape { name: "weights", .. })
        ));
        let options = HistogramOptions { bins: Bins::Count(0), ..Default::default() };
        assert!(matches!(histogram(&x, &options), Err(Error::Parameter { name: "bins", .. })));
    }
}

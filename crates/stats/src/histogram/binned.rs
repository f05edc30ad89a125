//! Statistics of values by the bin that goes with them.
//!
//! Counterpart of `scipy.stats.binned_statistic`, `binned_statistic_2d`.

use ndarray::{Array1, Array2, ArrayRef1};
use onkai_core::{Error, Real, Result, check_finite};

use super::edges::{Axis1, Bins, outer_edges};
use crate::quantile::select_median;
use crate::summary::{check_len, check_same_len, mean_of, sum, variance_of};

/// What is computed of the values of a bin.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum BinStatistic {
    /// The mean; NaN for an empty bin. The default.
    #[default]
    Mean,
    /// The standard deviation (`ddof` 0); NaN for an empty bin.
    Std,
    /// The median; NaN for an empty bin.
    Median,
    /// The number of values.
    Count,
    /// The sum; 0 for an empty bin.
    Sum,
    /// The smallest; NaN for an empty bin.
    Min,
    /// The largest; NaN for an empty bin.
    Max,
}

impl BinStatistic {
    fn of(self, values: &mut [f64]) -> f64 {
        if values.is_empty() {
            return if matches!(self, Self::Count | Self::Sum) { 0.0 } else { f64::NAN };
        }
        match self {
            Self::Mean => mean_of(values),
            Self::Std => variance_of(values, 0.0).sqrt(),
            Self::Median => select_median(values),
            Self::Count => values.len() as f64,
            Self::Sum => sum(values),
            Self::Min => values.iter().copied().fold(f64::INFINITY, f64::min),
            Self::Max => values.iter().copied().fold(f64::NEG_INFINITY, f64::max),
        }
    }
}

/// Options of [`binned_statistic`] and its kin; the defaults are those of SciPy.
#[derive(Clone, Debug, PartialEq)]
pub struct BinnedOptions {
    /// Number of bins, or edges. Default: 10.
    pub bins: Bins,
    /// First and last edge of bins of equal width. Default: the extremes.
    pub range: Option<[f64; 2]>,
}

impl Default for BinnedOptions {
    fn default() -> Self {
        Self { bins: Bins::Count(10), range: None }
    }
}

/// A statistic per bin.
#[derive(Clone, Debug, PartialEq)]
pub struct BinnedStatistic {
    /// The statistic of each bin.
    pub statistic: Array1<f64>,
    /// The edges; all bins but the last are half-open to the right.
    pub edges: Array1<f64>,
    /// The bin of each value, counted from 0; `None` if it lies outside.
    pub bin_idx: Vec<Option<usize>>,
}

/// A statistic per cell of a grid.
#[derive(Clone, Debug, PartialEq)]
pub struct BinnedStatistic2d {
    /// The statistic of each cell, `[x bins, y bins]`.
    pub statistic: Array2<f64>,
    /// The edges along x.
    pub x_edges: Array1<f64>,
    /// The edges along y.
    pub y_edges: Array1<f64>,
    /// The cell of each value, counted from 0; `None` if it lies outside.
    pub cell_idx: Vec<Option<[usize; 2]>>,
}

/// Computes a statistic of the values whose `x` falls into the same bin.
///
/// # Shapes
///
/// `x`, `values`: `[n]`. Returns `[n_bins]`.
///
/// # Errors
///
/// [`Error::Shape`] when the lengths differ, [`Error::TooShort`] when `x` is empty,
/// [`Error::NotFinite`] when the values are not finite; see [`histogram`](crate::histogram) for bins.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_stats::{BinStatistic, BinnedOptions, Bins, binned_statistic};
///
/// let options = BinnedOptions { bins: Bins::Count(2), ..Default::default() };
/// let (x, values) = (array![0.0, 1.0, 2.0], array![5.0, 1.0, 3.0]);
/// let found = binned_statistic(&x, &values, BinStatistic::Mean, &options)?;
/// assert_eq!(found.statistic, array![5.0, 2.0]);
/// # Ok::<(), onkai_stats::Error>(())
/// ```
///
/// # Differences from SciPy
///
/// Bins are counted from 0, and a value outside has none rather than number 0 or one too many.
pub fn binned_statistic<T: Real>(
    x: &ArrayRef1<T>,
    values: &ArrayRef1<T>,
    statistic: BinStatistic,
    options: &BinnedOptions,
) -> Result<BinnedStatistic> {
    binned_by(x, values, |bin| statistic.of(bin), options)
}

/// Computes any function of the values whose `x` falls into the same bin; see [`binned_statistic`].
///
/// The function gets an empty slice for an empty bin.
///
/// # Errors
///
/// See [`binned_statistic`].
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_stats::{BinnedOptions, Bins, binned_statistic_by};
///
/// let options = BinnedOptions { bins: Bins::Count(2), ..Default::default() };
/// let product = |bin: &[f64]| bin.iter().product();
/// let found = binned_statistic_by(&array![0.0, 1.0, 2.0], &array![5.0, 2.0, 3.0], product, &options)?;
/// assert_eq!(found.statistic, array![5.0, 6.0]);
/// # Ok::<(), onkai_stats::Error>(())
/// ```
pub fn binned_statistic_by<T: Real>(
    x: &ArrayRef1<T>,
    values: &ArrayRef1<T>,
    statistic: impl Fn(&[f64]) -> f64,
    options: &BinnedOptions,
) -> Result<BinnedStatistic> {
    binned_by(x, values, |bin| statistic(bin), options)
}

fn binned_by<T: Real>(
    x: &ArrayRef1<T>,
    values: &ArrayRef1<T>,
    statistic: impl Fn(&mut [f64]) -> f64,
    options: &BinnedOptions,
) -> Result<BinnedStatistic> {
    check_same_len("values", values.len(), x.len())?;
    check_finite("values", values)?;
    let axis = axis_of(x, options)?;
    let bin_idx: Vec<Option<usize>> = x.iter().map(|v| axis.bin(v.as_f64())).collect();
    let mut members = vec![Vec::new(); axis.n_bins()];
    for (bin, v) in bin_idx.iter().zip(values) {
        if let Some(bin) = bin {
            members[*bin].push(v.as_f64());
        }
    }
    let statistic = members.iter_mut().map(|bin| statistic(bin)).collect();
    Ok(BinnedStatistic { statistic, edges: Array1::from(axis.edges), bin_idx })
}

/// Computes a statistic of the values whose `x` and `y` fall into the same cell.
///
/// `options` has the bins of x and those of y.
///
/// # Shapes
///
/// `points`: `[x, y]`, each `[n]`; `values`: `[n]`. Returns `[x bins, y bins]`.
///
/// # Errors
///
/// See [`binned_statistic`].
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_stats::{BinStatistic, BinnedOptions, Bins, binned_statistic_2d};
///
/// let two = BinnedOptions { bins: Bins::Count(2), ..Default::default() };
/// let (x, y) = (array![0.0, 1.0, 1.0], array![0.0, 1.0, 1.0]);
/// let found = binned_statistic_2d(
///     [&x, &y], &array![1.0, 2.0, 3.0], BinStatistic::Sum, &[two.clone(), two],
/// )?;
/// assert_eq!(found.statistic, array![[1.0, 0.0], [0.0, 5.0]]);
/// # Ok::<(), onkai_stats::Error>(())
/// ```
pub fn binned_statistic_2d<T: Real>(
    [x, y]: [&ArrayRef1<T>; 2],
    values: &ArrayRef1<T>,
    statistic: BinStatistic,
    options: &[BinnedOptions; 2],
) -> Result<BinnedStatistic2d> {
    check_same_len("y", y.len(), x.len())?;
    check_same_len("values", values.len(), x.len())?;
    check_finite("values", values)?;
    let (x_axis, y_axis) = (axis_of(x, &options[0])?, axis_of(y, &options[1])?);
    let cell = |(a, b): (&T, &T)| Some([x_axis.bin(a.as_f64())?, y_axis.bin(b.as_f64())?]);
    let cell_idx: Vec<Option<[usize; 2]>> = x.iter().zip(y).map(cell).collect();
    let mut members = Array2::from_elem((x_axis.n_bins(), y_axis.n_bins()), Vec::new());
    for (cell, v) in cell_idx.iter().zip(values) {
        if let Some(cell) = cell {
            members[*cell].push(v.as_f64());
        }
    }
    Ok(BinnedStatistic2d {
        statistic: members.map_mut(|cell| statistic.of(cell)),
        x_edges: Array1::from(x_axis.edges),
        y_edges: Array1::from(y_axis.edges),
        cell_idx,
    })
}

fn axis_of<T: Real>(x: &ArrayRef1<T>, options: &BinnedOptions) -> Result<Axis1> {
    check_len("x", x.len(), 1)?;
    match &options.bins {
        Bins::Edges(edges) => Axis1::given(edges),
        Bins::Count(n_bins) => {
            let outer = outer_edges(x.iter().map(|v| v.as_f64()), options.range)?;
            Axis1::uniform::<f64>(outer, *n_bins)
        }
        _ => Err(Error::Values { name: "bins", requirement: "be a number or edges" }),
    }
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    #[test]
    fn unfit_arguments_are_refused() {
        let (x, options) = (array![1.0, 2.0], BinnedOptions::default());
        let run = |x: &Array1<f64>, v: &Array1<f64>, options| {
            binned_statistic(x, v, BinStatistic::Mean, options)
        };
        assert!(matches!(run(&x, &array![1.0], &options), Err(Error::Shape { .. })));
        assert!(matches!(run(&x, &array![1.0, f64::NAN], &options), Err(Error::NotFinite { .. })));
        let none = Array1::zeros(0);
        assert!(matches!(run(&none, &none, &options), Err(Error::TooShort { .. })));
        let rule = BinnedOptions { bins: Bins::Fd, range: None };
        assert!(matches!(run(&x, &x, &rule), Err(Error::Values { .. })));
        let lost = array![1.0, f64::NAN];
        assert!(run(&lost, &x, &options).is_err());
        let pair = [options.clone(), options];
        assert!(binned_statistic_2d([&x, &none], &x, BinStatistic::Sum, &pair).is_err());
    }

    #[test]
    fn values_outside_have_no_bin() {
        let options = BinnedOptions { bins: Bins::Count(1), range: Some([0.0, 1.0]) };
        let (x, values) = (array![0.5, 2.0], array![1.0, 2.0]);
        let found = binned_statistic(&x, &values, BinStatistic::Count, &options).unwrap();
        assert_eq!((found.statistic, found.bin_idx), (array![1.0], vec![Some(0), None]));
    }
}

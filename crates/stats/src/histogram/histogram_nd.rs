//! Histograms of points.
//!
//! Counterpart of `numpy.histogramdd`, `numpy.histogram2d`.

use ndarray::{Array1, Array2, ArrayD, ArrayRef1, ArrayRef2, Axis, Ix2, IxDyn};
use onkai_core::{Error, Real, Result};

use super::edges::{Axis1, Bins, outer_edges};
use crate::summary::{LARGEST_TABLE, check_same_len};

/// Options of [`histogramdd`] and [`histogram2d`]; the defaults are those of NumPy.
#[derive(Clone, Debug, PartialEq)]
pub struct HistogramDdOptions {
    /// Number of bins or edges of each coordinate; one entry serves all. Default: 10 for all.
    pub bins: Vec<Bins>,
    /// First and last edge of each coordinate; empty for the extremes. Default: empty.
    pub ranges: Vec<Option<[f64; 2]>>,
    /// Divide by the total and the volumes. Default: `false`.
    pub density: bool,
    /// A weight for each point. Default: 1 for all.
    pub weights: Option<Array1<f64>>,
}

impl Default for HistogramDdOptions {
    fn default() -> Self {
        Self { bins: vec![Bins::default()], ranges: Vec::new(), density: false, weights: None }
    }
}

/// Counts per cell of a grid.
#[derive(Clone, Debug, PartialEq)]
pub struct HistogramDd<T> {
    /// Counts, sums of weights or densities; one axis for each coordinate.
    pub values: ArrayD<f64>,
    /// The edges along each coordinate.
    pub edges: Vec<Array1<T>>,
}

/// Counts per cell of a grid in the plane.
#[derive(Clone, Debug, PartialEq)]
pub struct Histogram2d<T> {
    /// Counts, sums of weights or densities, `[x bins, y bins]`.
    pub values: Array2<f64>,
    /// The edges along x.
    pub x_edges: Array1<T>,
    /// The edges along y.
    pub y_edges: Array1<T>,
}

/// Counts how many points fall into each cell of a grid.
///
/// # Shapes
///
/// `points`: `[n, d]`. Returns `values` with `d` axes.
///
/// # Errors
///
/// See [`histogram`](crate::histogram); [`Error::Shape`] when bins, ranges or weights are of another
/// number, [`Error::Values`] for a rule in place of a number of bins.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_stats::{Bins, HistogramDdOptions, histogramdd};
///
/// let points = array![[0.0, 0.0], [1.0, 1.0], [0.9, 0.8]];
/// let options = HistogramDdOptions { bins: vec![Bins::Count(2)], ..Default::default() };
/// let found = histogramdd(&points, &options)?;
/// assert_eq!(found.values, array![[1.0, 0.0], [0.0, 2.0]].into_dyn());
/// # Ok::<(), onkai_stats::Error>(())
/// ```
pub fn histogramdd<T: Real>(
    points: &ArrayRef2<T>,
    options: &HistogramDdOptions,
) -> Result<HistogramDd<T>> {
    let axes = axes_of(points, options)?;
    if let Some(weights) = &options.weights {
        check_same_len("weights", weights.len(), points.nrows())?;
    }
    let shape: Vec<usize> = axes.iter().map(Axis1::n_bins).collect();
    let n_cells: f64 = shape.iter().map(|n| *n as f64).product();
    if LARGEST_TABLE < n_cells {
        return Err(Error::parameter("bins", n_cells, "few enough cells to fit into memory"));
    }
    let mut values = ArrayD::zeros(IxDyn(&shape));
    for (i, point) in points.rows().into_iter().enumerate() {
        let cell: Option<Vec<usize>> =
            point.iter().zip(&axes).map(|(v, axis)| axis.bin(v.as_f64())).collect();
        if let Some(cell) = cell {
            values[IxDyn(&cell)] += options.weights.as_ref().map_or(1.0, |w| w[i]);
        }
    }
    if options.density {
        let total = values.sum();
        for (k, axis) in axes.iter().enumerate() {
            for (bin, mut slab) in values.axis_iter_mut(Axis(k)).enumerate() {
                slab.mapv_inplace(|v| v / axis.width(bin));
            }
        }
        values.mapv_inplace(|v| v / total);
    }
    let edges = axes.iter().map(|a| a.edges.iter().map(|e| T::of(*e)).collect()).collect();
    Ok(HistogramDd { values, edges })
}

/// Counts how many points of the plane fall into each cell of a grid; see [`histogramdd`].
///
/// # Shapes
///
/// `x`, `y`: `[n]`. Returns `values` `[x bins, y bins]`.
///
/// # Errors
///
/// See [`histogramdd`]; [`Error::Shape`] when `y` has another length than `x`.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// let found = onkai_stats::histogram2d(&array![0.0, 1.0], &array![5.0, 9.0], &Default::default())?;
/// assert_eq!((found.values[[0, 0]], found.values[[9, 9]]), (1.0, 1.0));
/// # Ok::<(), onkai_stats::Error>(())
/// ```
pub fn histogram2d<T: Real>(
    x: &ArrayRef1<T>,
    y: &ArrayRef1<T>,
    options: &HistogramDdOptions,
) -> Result<Histogram2d<T>> {
    check_same_len("y", y.len(), x.len())?;
    let mut points = Array2::zeros((x.len(), 2));
    points.column_mut(0).assign(x);
    points.column_mut(1).assign(y);
    let HistogramDd { values, edges } = histogramdd(&points, options)?;
    let values = values.into_dimensionality::<Ix2>().expect("one axis for each of two coordinates");
    let [x_edges, y_edges]: [Array1<T>; 2] = edges.try_into().expect("edges of two coordinates");
    Ok(Histogram2d { values, x_edges, y_edges })
}

pub(super) fn axes_of<T: Real>(
    points: &ArrayRef2<T>,
    options: &HistogramDdOptions,
) -> Result<Vec<Axis1>> {
    let d = points.ncols();
    let wrong = |name, len| Error::Shape { name, expected: vec![d], actual: vec![len] };
    if options.bins.len() != 1 && options.bins.len() != d {
        return Err(wrong("bins", options.bins.len()));
    }
    if !options.ranges.is_empty() && options.ranges.len() != d {
        return Err(wrong("ranges", options.ranges.len()));
    }
    let axis = |k: usize| match options.bins.get(k).unwrap_or(&options.bins[0]) {
        Bins::Edges(edges) => Axis1::given(edges),
        Bins::Count(n_bins) => {
            let range = options.ranges.get(k).copied().flatten();
            let column = points.column(k);
            Axis1::uniform::<T>(outer_edges(column.iter().map(|v| v.as_f64()), range)?, *n_bins)
        }
        _ => Err(Error::Values { name: "bins", requirement: "be numbers or edges for points" }),
    };
    (0..d).map(axis).collect()
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    #[test]
    fn what_does_not_fit_is_refused() {
        let points = array![[0.0, 1.0], [1.0, 2.0]];
        let base = HistogramDdOptions::default();
        let options = HistogramDdOptions { bins: vec![Bins::Count(2); 3], ..base.clone() };
        assert!(matches!(histogramdd(&points, &options), Err(Error::Shape { name: "bins", .. })));
        let options = HistogramDdOptions { bins: vec![Bins::Fd], ..base.clone() };
        assert!(matches!(histogramdd(&points, &options), Err(Error::Values { .. })));
        let options = HistogramDdOptions { ranges: vec![None], ..base.clone() };
        assert!(matches!(histogramdd(&points, &options), Err(Error::Shape { name: "ranges", .. })));
        let options = HistogramDdOptions { weights: Some(array![1.0]), ..base.clone() };
        assert!(matches!(
            histogramdd(&points, &options),
            Err(Error::Shape { name: "weights", .. })
        ));
        assert!(histogram2d(&array![1.0], &array![1.0, 2.0], &base).is_err());
        assert!(histogramdd(&array![[0.0, f64::NAN]], &base).is_err());
        let many = HistogramDdOptions { bins: vec![Bins::Count(1 << 20)], ..base };
        assert!(matches!(histogramdd(&points, &many), Err(Error::Parameter { .. })));
    }
}

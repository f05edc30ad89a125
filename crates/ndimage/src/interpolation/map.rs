//! The spline at any points.
//!
//! Counterpart of `scipy.ndimage.map_coordinates` and `geometric_transform`.

use ndarray::{Array, ArrayRef, Axis, Dimension, IntoDimension, RemoveAxis};
use onkai_core::{Error, Real, Result, for_each_chunk};

use super::coefficients::{Coefficients, check_output, with_order};
use super::options::InterpolationOptions;
use super::separable::check_numbers;
use super::taps::{BEYOND, Taps};
use crate::grid::{advance, elements, from_elements};

/// The values of `x` at given points, in units of samples.
///
/// ```text
/// y[p] = x(coordinates[0, p], coordinates[1, p], …)
/// ```
///
/// # Shapes
///
/// `x`: any, with `d ≥ 1` axes; `coordinates`: `[d, …]`. Returns the shape of `coordinates` without its
/// first axis.
///
/// # Errors
///
/// [`Error::Values`] when the first axis of `coordinates` has another length, [`Error::NotFinite`] when
/// a coordinate is not finite, [`Error::TooShort`] when `x` is empty and the result is not,
/// [`Error::Parameter`] when the order is above 5.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_ndimage::{InterpolationOptions, map_coordinates};
/// let linear = InterpolationOptions { order: 1, ..Default::default() };
/// let points = array![[0.5, 1.0], [0.5, 0.25]];
/// assert_eq!(map_coordinates(&array![[0.0, 1.0], [2.0, 3.0]], &points, &linear)?, array![1.5, 2.25]);
/// # Ok::<(), onkai_ndimage::Error>(())
/// ```
pub fn map_coordinates<F: Real, D: Dimension, E: RemoveAxis>(
    x: &ArrayRef<F, D>,
    coordinates: &ArrayRef<f64, E>,
    options: &InterpolationOptions<F>,
) -> Result<Array<F, E::Smaller>> {
    let spline = Coefficients::new(x, options)?;
    if coordinates.len_of(Axis(0)) != x.ndim() {
        let requirement = "have one row for each axis of `x`";
        return Err(Error::Values { name: "coordinates", requirement });
    }
    let points = elements(coordinates);
    check_numbers("coordinates", &points)?;
    let dim = coordinates.raw_dim().remove_axis(Axis(0));
    Ok(from_elements(dim, at_points(&spline, &points)?))
}

/// The values of `x` at points that `mapping` finds for each index of the output.
///
/// `mapping(index, point)` gets the index of an output element and writes its coordinates in `x`.
///
/// # Shapes
///
/// `x`: any, with at least one axis. Returns `output_shape`, which may have another number of axes.
///
/// # Errors
///
/// [`Error::NotFinite`] when `mapping` gives a coordinate that is not finite, [`Error::Values`] when the
/// result cannot be held; else as [`map_coordinates`].
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_ndimage::geometric_transform;
/// let transpose = |index: &[usize], point: &mut [f64]| {
///     point[0] = index[1] as f64;
///     point[1] = index[0] as f64;
/// };
/// let y = geometric_transform(&array![[0.0, 1.0], [2.0, 3.0]], (2, 2), transpose, &Default::default())?;
/// assert!((y[(0, 1)] - 2.0_f64).abs() < 1e-12);
/// # Ok::<(), onkai_ndimage::Error>(())
/// ```
pub fn geometric_transform<F: Real, D: Dimension, S: IntoDimension>(
    x: &ArrayRef<F, D>,
    output_shape: S,
    mapping: impl Fn(&[usize], &mut [f64]),
    options: &InterpolationOptions<F>,
) -> Result<Array<F, S::Dim>> {
    let spline = Coefficients::new(x, options)?;
    let dim = output_shape.into_dimension();
    check_output::<F>("output_shape", dim.slice())?;
    let (n_points, n_axes) = (dim.size(), x.ndim());
    let mut points = vec![0.0; n_points * n_axes];
    let (mut index, mut point) = (vec![0; dim.ndim()], vec![0.0; n_axes]);
    for p in 0..n_points {
        mapping(&index, &mut point);
        point.iter().enumerate().for_each(|(axis, &at)| points[axis * n_points + p] = at);
        advance(&mut index, dim.slice());
    }
    check_numbers("mapping", &points)?;
    Ok(from_elements(dim, at_points(&spline, &points)?))
}

/// The spline at points whose coordinates are given axis by axis.
fn at_points<F: Real>(spline: &Coefficients<'_, F>, points: &[f64]) -> Result<Vec<F>> {
    let n_points = points.len() / spline.axes.len();
    if n_points == 0 {
        return Ok(Vec::new());
    }
    spline.check_not_empty()?;
    let point = |p: usize, axis: usize| points[axis * n_points + p];
    Ok(sample(spline, (1, n_points), &|_, p, axis| point(p, axis)))
}

/// The spline at `coordinate(row, column, axis)` for rows and columns of points.
pub(super) fn sample<F: Real>(
    spline: &Coefficients<'_, F>,
    shape: (usize, usize),
    coordinate: &(impl Fn(usize, usize, usize) -> f64 + Sync),
) -> Vec<F> {
    with_order!(spline.order, sample_points(spline, shape, coordinate))
}

/// Points that are computed together, by one thread.
const CHUNK: usize = 256;

fn sample_points<F: Real, const T: usize>(
    spline: &Coefficients<'_, F>,
    (n_rows, n_columns): (usize, usize),
    coordinate: &(impl Fn(usize, usize, usize) -> f64 + Sync),
) -> Vec<F> {
    let width = if n_rows == 1 { CHUNK } else { n_columns };
    let n = n_rows * n_columns;
    // Every chunk must be full: what is too much is cut off.
    let mut out = vec![F::zero(); n.next_multiple_of(width)];
    let make_state = || Vec::with_capacity(spline.axes.len());
    let min_chunks = 4 * CHUNK.div_ceil(width);
    for_each_chunk(&mut out, width, min_chunks, make_state, |taps, chunk, out| {
        for (i, out) in out.iter_mut().enumerate().take(n - chunk * width) {
            let p = chunk * width + i;
            taps.clear();
            let (row, column) = if n_rows == 1 { (0, p) } else { (chunk, i) };
            taps.extend(spline.axes.iter().enumerate().map_while(|(axis, spline_axis)| {
                spline_axis.taps::<T>(coordinate(row, column, axis))
            }));
            *out = if taps.len() == spline.axes.len() {
                reduce(&spline.data, taps, spline.fill)
            } else {
                spline.fill
            };
        }
    });
    out.truncate(n);
    out
}

/// The sum over all taps of all axes, from `data` on.
fn reduce<F: Real, const T: usize>(data: &[F], taps: &[Taps<F, T>], fill: F) -> F {
    let Some((taps, rest)) = taps.split_first() else { return F::zero() };
    let mut sum = F::zero();
    if rest.is_empty() && taps.adjacent {
        let samples = &data[taps.offsets[0]..taps.offsets[0] + T];
        samples.iter().zip(taps.weights).for_each(|(&v, w)| sum += v * w);
        return sum;
    }
    for (&offset, weight) in taps.offsets.iter().zip(taps.weights) {
        let value = if offset == BEYOND {
            fill
        } else if rest.is_empty() {
            data[offset]
        } else {
            reduce(&data[offset..], rest, fill)
        };
        sum += value * weight;
    }
    sum
}

//! Moving and scaling: interpolation along one axis after the other.
//!
//! Counterpart of `scipy.ndimage.shift` and `zoom`.

use ndarray::{Array, ArrayRef, Dimension};
use onkai_core::{Error, Real, Result, for_each_chunk};

use super::coefficients::{Coefficients, check_output, with_order};
use super::options::{InterpolationOptions, check_order};
use super::taps::{BEYOND, SplineAxis, Taps};
use crate::grid::{elements, from_elements, per_axis};

/// Moves `x` by a number of samples along each axis, whole or not.
///
/// ```text
/// y[i] = x(i - shift)
/// ```
///
/// # Shapes
///
/// `x`: any, with at least one axis; `shift`: one for each axis, or one for all. Returns the shape of `x`.
///
/// # Errors
///
/// [`Error::Values`] when the number of shifts does not fit, [`Error::NotFinite`] when one is not
/// finite, [`Error::Parameter`] when the order is above 5.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_ndimage::{InterpolationOptions, shift};
/// let linear = InterpolationOptions { order: 1, ..Default::default() };
/// assert_eq!(shift(&array![1.0, 2.0, 4.0], &[0.5], &linear)?, array![0.0, 1.5, 3.0]);
/// # Ok::<(), onkai_ndimage::Error>(())
/// ```
pub fn shift<F: Real, D: Dimension>(
    x: &ArrayRef<F, D>,
    shift: &[f64],
    options: &InterpolationOptions<F>,
) -> Result<Array<F, D>> {
    let spline = Coefficients::new(x, options)?;
    let shift = per_axis("shift", shift, x.ndim(), None)?;
    check_numbers("shift", &shift)?;
    let place = |axis: usize, i: f64| i - shift[axis];
    Ok(from_elements(x.raw_dim(), resample(&spline, x.shape(), &place)))
}

/// Scales `x` by a factor along each axis.
///
/// Without `grid_mode` the first and last samples stay at the ends, with it the outer edges of the
/// samples do:
///
/// ```text
/// y[i] = x(i · (n - 1) / (m - 1))             m = round(n · zoom)
/// y[i] = x((i + 1/2) · n / m - 1/2)           with grid_mode
/// ```
///
/// # Shapes
///
/// `x`: any, with at least one axis; `zoom`: one for each axis, or one for all. Returns `round(n · zoom)`
/// along each axis, halves rounded to even.
///
/// # Errors
///
/// [`Error::Parameter`] when a zoom is not positive and finite or the order is above 5,
/// [`Error::Values`] when the number of zooms does not fit or the result cannot be held,
/// [`Error::TooShort`] when `x` is empty and the result is not.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_ndimage::{InterpolationOptions, zoom};
/// let linear = InterpolationOptions { order: 1, ..Default::default() };
/// let y = zoom(&array![0.0, 2.0, 4.0], &[1.67], false, &linear)?;
/// assert_eq!(y, array![0.0, 1.0, 2.0, 3.0, 4.0]);
/// # Ok::<(), onkai_ndimage::Error>(())
/// ```
///
/// # Differences from SciPy
///
/// SciPy takes a zoom of zero, and gives an empty array.
pub fn zoom<F: Real, D: Dimension>(
    x: &ArrayRef<F, D>,
    zoom: &[f64],
    grid_mode: bool,
    options: &InterpolationOptions<F>,
) -> Result<Array<F, D>> {
    let zoom = per_axis("zoom", zoom, x.ndim(), None)?;
    zoom.iter().try_for_each(|&zoom| onkai_core::check_positive("zoom", zoom))?;
    check_order(options.order)?;
    let mut dim = x.raw_dim();
    for (axis, zoom) in zoom.iter().enumerate() {
        let scaled = (dim[axis] as f64 * zoom).round_ties_even();
        // A float beyond the integers becomes the largest, which no array can have.
        dim[axis] = scaled as usize;
    }
    check_output::<F>("zoom", dim.slice())?;
    if options.prefilter && zoom.iter().all(|&zoom| zoom == 1.0) {
        return Ok(from_elements(dim, elements(x).into_owned()));
    }
    let spline = Coefficients::new(x, options)?;
    if dim.size() == 0 {
        return Ok(Array::default(dim));
    }
    spline.check_not_empty()?;
    let steps: Vec<f64> = x
        .shape()
        .iter()
        .zip(dim.slice())
        .map(|(&n, &m)| {
            let (n, m) = if grid_mode { (n, m) } else { (n - 1, m - 1) };
            if m == 0 { 1.0 } else { n as f64 / m as f64 }
        })
        .collect();
    let place = |axis: usize, i: f64| {
        if grid_mode { (i + 0.5) * steps[axis] - 0.5 } else { i * steps[axis] }
    };
    let out = resample(&spline, dim.slice(), &place);
    Ok(from_elements(dim, out))
}

/// Refuses numbers that are not finite.
pub(super) fn check_numbers(name: &'static str, values: &[f64]) -> Result<()> {
    match values.iter().enumerate().find(|(_, value)| !value.is_finite()) {
        Some((index, &value)) => Err(Error::NotFinite { name, index, value }),
        None => Ok(()),
    }
}

/// The spline at `place(axis, i)` for every output index `i` of each axis.
pub(super) fn resample<F: Real>(
    spline: &Coefficients<'_, F>,
    shape: &[usize],
    place: &impl Fn(usize, f64) -> f64,
) -> Vec<F> {
    if shape.contains(&0) {
        return Vec::new();
    }
    with_order!(spline.order, resample_axes(spline, shape, place))
}

fn resample_axes<F: Real, const T: usize>(
    spline: &Coefficients<'_, F>,
    shape: &[usize],
    place: &impl Fn(usize, f64) -> f64,
) -> Vec<F> {
    let taps: Vec<Vec<Option<Taps<F, T>>>> = (0..shape.len())
        .map(|axis| {
            let unit = SplineAxis { stride: 1, ..spline.axes[axis] };
            (0..shape[axis]).map(|i| unit.taps(place(axis, i as f64))).collect()
        })
        .collect();
    // What shrinks most goes first, so that the others have less to do.
    let mut order: Vec<usize> = (0..shape.len()).collect();
    let growth = |axis: usize| shape[axis] as f64 / spline.axes[axis].len as f64;
    order.sort_by(|&a, &b| growth(a).total_cmp(&growth(b)));
    let mut current = spline.shape();
    let mut data: Option<Vec<F>> = None;
    for axis in order {
        let source = data.as_deref().unwrap_or(&spline.data);
        data = Some(resample_axis(source, &mut current, axis, &taps[axis], spline.fill));
    }
    let mut out = data.expect("an axis, as was checked");
    fill_beyond(&mut out, shape, &taps, spline.fill);
    out
}

/// Interpolates along one axis, whose length becomes the number of taps.
fn resample_axis<F: Real, const T: usize>(
    x: &[F],
    shape: &mut [usize],
    axis: usize,
    taps: &[Option<Taps<F, T>>],
    fill: F,
) -> Vec<F> {
    let n = std::mem::replace(&mut shape[axis], taps.len());
    let inner: usize = shape[axis + 1..].iter().product();
    let outer: usize = shape[..axis].iter().product();
    let mut out = vec![F::zero(); outer * taps.len() * inner];
    if inner == 1 {
        let min_rows = 4096_usize.div_ceil(taps.len());
        for_each_chunk(
            &mut out,
            taps.len(),
            min_rows,
            || (),
            |(), row, out| {
                resample_row(&x[row * n..(row + 1) * n], out, taps, fill);
            },
        );
        return out;
    }
    let min_rows = 4096_usize.div_ceil(inner);
    for_each_chunk(
        &mut out,
        inner,
        min_rows,
        || (),
        |(), row, out| {
            let block = &x[row / taps.len() * n * inner..][..n * inner];
            if let Some(taps) = &taps[row % taps.len()] {
                add_rows(block, out, taps, fill);
            }
        },
    );
    out
}

fn resample_row<F: Real, const T: usize>(
    x: &[F],
    out: &mut [F],
    taps: &[Option<Taps<F, T>>],
    fill: F,
) {
    for (out, taps) in out.iter_mut().zip(taps) {
        let Some(taps) = taps else { continue };
        *out = if taps.adjacent {
            let samples = &x[taps.offsets[0]..taps.offsets[0] + T];
            samples.iter().zip(taps.weights).fold(F::zero(), |sum, (&v, w)| sum + v * w)
        } else {
            let value = |offset: usize| if offset == BEYOND { fill } else { x[offset] };
            let terms = taps.offsets.iter().zip(taps.weights);
            terms.fold(F::zero(), |sum, (&offset, w)| sum + value(offset) * w)
        };
    }
}

/// The weighted sum of whole rows, a piece at a time, so that the sum stays in the cache.
fn add_rows<F: Real, const T: usize>(block: &[F], out: &mut [F], taps: &Taps<F, T>, fill: F) {
    const PIECE: usize = 512;
    let width = out.len();
    for (i, out) in out.chunks_mut(PIECE).enumerate() {
        for (&offset, weight) in taps.offsets.iter().zip(taps.weights) {
            if offset == BEYOND {
                for out in &mut *out {
                    *out += fill * weight;
                }
                continue;
            }
            let row = &block[offset * width + i * PIECE..][..out.len()];
            out.iter_mut().zip(row).for_each(|(out, &v)| *out += v * weight);
        }
    }
}

/// Writes the constant wherever the position along any axis lies beyond the ends.
fn fill_beyond<F: Real, const T: usize>(
    out: &mut [F],
    shape: &[usize],
    taps: &[Vec<Option<Taps<F, T>>>],
    fill: F,
) {
    for (axis, taps) in taps.iter().enumerate() {
        let inner: usize = shape[axis + 1..].iter().product();
        for (i, _) in taps.iter().enumerate().filter(|(_, taps)| taps.is_none()) {
            for block in out.chunks_mut(inner * shape[axis]) {
                block[i * inner..(i + 1) * inner].fill(fill);
            }
        }
    }
}

//! Mapping by a matrix.
//!
//! Counterpart of `scipy.ndimage.affine_transform`.

use ndarray::{Array, Array2, ArrayRef, ArrayRef2, Dimension, s};
use onkai_core::{Error, Real, Result};

use super::coefficients::{Coefficients, check_output};
use super::map::sample;
use super::options::InterpolationOptions;
use super::separable::{check_numbers, resample};
use crate::grid::{from_elements, per_axis, strides};

/// The values of `x` at an affine function of the output's index.
///
/// ```text
/// y[i] = x(matrix · i + offset)
/// ```
///
/// The matrix leads from the output to the input. It need not have an inverse: with a singular one
/// the output shows a part of `x`, drawn out.
///
/// # Shapes
///
/// `x`: any, with `d ≥ 1` axes; `matrix`: `[d, d]`, or the homogeneous `[d, d + 1]` or `[d + 1, d + 1]`, whose last
/// column then is the offset. Returns `options.output_shape`, or the shape of `x`.
///
/// # Errors
///
/// [`Error::Shape`] when `matrix` has another shape, [`Error::Values`] when a homogeneous matrix has
/// another last row than 0 … 0 1, the offset or output shape do not fit or the result cannot be held,
/// [`Error::NotFinite`] when an element is not finite, [`Error::TooShort`] when `x` is empty and the
/// result is not, [`Error::Parameter`] when the order is above 5.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_ndimage::affine_transform;
/// let swap = array![[0.0, 1.0], [1.0, 0.0]];
/// let y = affine_transform(&array![[0.0, 1.0], [2.0, 3.0]], &swap, &Default::default())?;
/// assert!((y[(0, 1)] - 2.0_f64).abs() < 1e-12);
/// # Ok::<(), onkai_ndimage::Error>(())
/// ```
///
/// # Differences from SciPy
///
/// The diagonal of a matrix alone is not taken; a diagonal matrix is as fast.
pub fn affine_transform<F: Real, D: Dimension>(
    x: &ArrayRef<F, D>,
    matrix: &ArrayRef2<f64>,
    options: &AffineOptions<F>,
) -> Result<Array<F, D>> {
    let spline = Coefficients::new(x, &options.interpolation)?;
    let (matrix, offset) = split(matrix, &options.offset, x.ndim())?;
    let mut dim = x.raw_dim();
    if !options.output_shape.is_empty() {
        if options.output_shape.len() != x.ndim() {
            let requirement = "have one length for each axis, or none";
            return Err(Error::Values { name: "output_shape", requirement });
        }
        dim.slice_mut().copy_from_slice(&options.output_shape);
    }
    check_output::<F>("output_shape", dim.slice())?;
    let out = transform(&spline, (&matrix, &offset), dim.slice())?;
    Ok(from_elements(dim, out))
}

/// Options of [`affine_transform`]; the defaults are those of SciPy.
#[derive(Clone, Debug, PartialEq)]
pub struct AffineOptions<F> {
    /// Where the output's first element lies in `x`: one number for each axis, one for all, or none for
    /// 0. Of no account beside a homogeneous matrix. Default: none.
    pub offset: Vec<f64>,
    /// Shape of the result, or none for that of `x`. Default: none.
    pub output_shape: Vec<usize>,
    /// How to interpolate.
    pub interpolation: InterpolationOptions<F>,
}

impl<F: Real> Default for AffineOptions<F> {
    fn default() -> Self {
        let interpolation = InterpolationOptions::default();
        Self { offset: Vec::new(), output_shape: Vec::new(), interpolation }
    }
}

/// Checks a matrix and takes the offset out of a homogeneous one.
fn split(matrix: &ArrayRef2<f64>, offset: &[f64], n: usize) -> Result<(Array2<f64>, Vec<f64>)> {
    if let Some((index, &value)) = matrix.iter().enumerate().find(|(_, v)| !v.is_finite()) {
        return Err(Error::NotFinite { name: "matrix", index, value });
    }
    let offset = match matrix.dim() {
        (rows, columns) if (rows, columns) == (n, n) => per_axis("offset", offset, n, Some(0.0))?,
        (rows, columns) if columns == n + 1 && (rows == n || rows == n + 1) => {
            let last_row = matrix.slice(s![n.., ..]);
            if last_row.iter().enumerate().any(|(j, &v)| v != if j == n { 1.0 } else { 0.0 }) {
                let requirement =
                    "have 0 … 0 1 as its last row if it has one row more than `x` has axes";
                return Err(Error::Values { name: "matrix", requirement });
            }
            matrix.slice(s![..n, n]).to_vec()
        }
        (rows, columns) => {
            let (expected, actual) = (vec![n, n], vec![rows, columns]);
            return Err(Error::Shape { name: "matrix", expected, actual });
        }
    };
    check_numbers("offset", &offset)?;
    Ok((matrix.slice(s![..n, ..n]).to_owned(), offset))
}

/// The spline at `matrix · i + offset` for every index `i` of an array of `shape`.
pub(super) fn transform<F: Real>(
    spline: &Coefficients<'_, F>,
    (matrix, offset): (&Array2<f64>, &[f64]),
    shape: &[usize],
) -> Result<Vec<F>> {
    if shape.contains(&0) {
        return Ok(Vec::new());
    }
    spline.check_not_empty()?;
    if matrix.indexed_iter().all(|((i, j), &v)| i == j || v == 0.0) {
        let place = |axis: usize, i: f64| matrix[(axis, axis)] * i + offset[axis];
        return Ok(resample(spline, shape, &place));
    }
    let n_axes = shape.len();
    let n_columns = shape[n_axes - 1];
    let n_rows = shape[..n_axes - 1].iter().product();
    let inner = strides(&shape[..n_axes - 1]);
    let inner = &inner;
    // Where each row begins is found once.
    let starts: Vec<f64> = (0..n_rows)
        .flat_map(|row| {
            (0..n_axes).map(move |axis| {
                // Summed in SciPy's order: halves and ends may hang on the last bit.
                (0..n_axes - 1).fold(offset[axis], |start, leading| {
                    let index = row / inner[leading] % shape[leading];
                    start + matrix[(axis, leading)] * index as f64
                })
            })
        })
        .collect();
    let steps: Vec<f64> = (0..n_axes).map(|axis| matrix[(axis, n_axes - 1)]).collect();
    Ok(sample(spline, (n_rows, n_columns), &|row, column, axis| {
        starts[row * n_axes + axis] + steps[axis] * column as f64
    }))
}

//! Turning in a plane of two axes.
//!
//! Counterpart of `scipy.ndimage.rotate`.

use ndarray::{Array, Array2, ArrayRef, ArrayViewD, ArrayViewMutD, Axis, Dimension, array};
use onkai_core::{Error, Real, Result};

use super::affine::transform;
use super::coefficients::{Coefficients, check_output};
use super::options::{InterpolationOptions, check_order};
use crate::grid::{check_axis, from_elements};

/// Turns `x` by an angle in degrees in the plane of two axes, about the middle.
///
/// A positive angle turns the first of the two axes, in the order of the array, towards the second.
///
/// # Shapes
///
/// `x`: any, with at least two axes. Returns the same shape, but for the two axes: they grow so that
/// all of `x` is seen, unless `reshape` is false.
///
/// # Errors
///
/// [`Error::Parameter`] when the angle is not finite, `x` has no such axes or the order is above 5,
/// [`Error::Values`] when the two axes are the same.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_ndimage::rotate;
/// let y = rotate(&array![[1.0, 2.0, 3.0]], 90.0, &Default::default())?;
/// assert_eq!(y.mapv(|v: f64| v.round()), array![[3.0], [2.0], [1.0]]);
/// # Ok::<(), onkai_ndimage::Error>(())
/// ```
pub fn rotate<F: Real, D: Dimension>(
    x: &ArrayRef<F, D>,
    angle: f64,
    options: &RotateOptions<F>,
) -> Result<Array<F, D>> {
    let (first, second) =
        (options.axes[0].min(options.axes[1]), options.axes[0].max(options.axes[1]));
    check_axis(Axis(second), x.ndim())?;
    if first == second {
        return Err(Error::Values { name: "axes", requirement: "be two different axes" });
    }
    if !angle.is_finite() {
        return Err(Error::parameter("angle", angle, "finite"));
    }
    let (cos, sin) = cos_sin_degrees(angle);
    let matrix = array![[cos, sin], [-sin, cos]];
    let plane = [x.len_of(Axis(first)), x.len_of(Axis(second))];
    let turned = if options.reshape { bounds(&matrix, plane) } else { plane };
    let mut dim = x.raw_dim();
    (dim[first], dim[second]) = (turned[0], turned[1]);
    check_output::<F>("x", dim.slice())?;
    let middle = turned.map(|n| (n as f64 - 1.0) / 2.0);
    let offset: Vec<f64> = (0..2)
        .map(|i| {
            let turned_middle = matrix[(i, 0)] * middle[0] + matrix[(i, 1)] * middle[1];
            (plane[i] as f64 - 1.0) / 2.0 - turned_middle
        })
        .collect();
    check_order(options.interpolation.order)?;
    let mut out = Array::default(dim);
    // Both arrays as stacks of planes.
    let others = (0..x.ndim()).filter(|&axis| axis != first && axis != second);
    let order: Vec<usize> = others.chain([first, second]).collect();
    let source = x.view().into_dyn().permuted_axes(order.as_slice());
    let target = out.view_mut().into_dyn().permuted_axes(order.as_slice());
    turn_planes(&source, target, (&matrix, &offset), &options.interpolation)?;
    Ok(out)
}

/// Transforms every plane of the last two axes.
fn turn_planes<F: Real>(
    source: &ArrayViewD<'_, F>,
    mut target: ArrayViewMutD<'_, F>,
    map: (&Array2<f64>, &[f64]),
    options: &InterpolationOptions<F>,
) -> Result<()> {
    let n_leading = source.ndim() - 2;
    for index in ndarray::indices(&source.shape()[..n_leading]) {
        let (mut from, mut to) = (source.view(), target.view_mut());
        for axis in 0..n_leading {
            from = from.index_axis_move(Axis(0), index[axis]);
            to = to.index_axis_move(Axis(0), index[axis]);
        }
        let spline = Coefficients::new(&from, options)?;
        let turned = from_elements(to.raw_dim(), transform(&spline, map, to.shape())?);
        to.assign(&turned);
    }
    Ok(())
}

/// Options of [`rotate`]; the defaults are those of SciPy.
#[derive(Clone, Debug, PartialEq)]
pub struct RotateOptions<F> {
    /// The two axes of the plane, in any order. Default: `[1, 0]`.
    pub axes: [usize; 2],
    /// Whether the result is to show all of `x`, rather than have its shape. Default: `true`.
    pub reshape: bool,
    /// How to interpolate.
    pub interpolation: InterpolationOptions<F>,
}

impl<F: Real> Default for RotateOptions<F> {
    fn default() -> Self {
        Self { axes: [1, 0], reshape: true, interpolation: InterpolationOptions::default() }
    }
}

/// Cosine and sine of an angle in degrees, exact at multiples of a right angle.
fn cos_sin_degrees(angle: f64) -> (f64, f64) {
    let angle = angle.rem_euclid(360.0);
    let quarters = (angle / 90.0).round();
    let (sin, cos) = (angle - 90.0 * quarters).to_radians().sin_cos();
    match quarters as u8 % 4 {
        0 => (cos, sin),
        1 => (-sin, cos),
        2 => (-cos, -sin),
        _ => (sin, -cos),
    }
}

/// The shape of the rectangle around a turned one.
fn bounds(matrix: &Array2<f64>, plane: [usize; 2]) -> [usize; 2] {
    let [height, width] = plane.map(|n| n as f64);
    [0, 1].map(|i| {
        let (a, b) = (matrix[(i, 0)] * height, matrix[(i, 1)] * width);
        let corners = [0.0, b, a, a + b];
        let largest = corners.into_iter().fold(f64::NEG_INFINITY, f64::max);
        let smallest = corners.into_iter().fold(f64::INFINITY, f64::min);
        (largest - smallest + 0.5) as usize
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn right_angles_are_exact() {
        let expected = [(1.0, 0.0), (0.0, 1.0), (-1.0, 0.0), (0.0, -1.0)];
        for turn in -8..8_i32 {
            let angle = 90.0 * f64::from(turn);
            assert_eq!(cos_sin_degrees(angle), expected[turn.rem_euclid(4) as usize], "{angle}");
        }
        let (cos, sin) = cos_sin_degrees(-390.0);
        assert!((cos - 0.75_f64.sqrt()).abs() < 1e-15 && (sin + 0.5).abs() < 1e-15);
    }
}

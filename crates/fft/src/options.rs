//! What the transforms of `scipy.fft` take beside the array.

use ndarray::Axis;
use onkai_core::{Error, Result};

use crate::norm::Norm;

/// Options of a transform along one axis; the defaults are those of SciPy.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FftOptions {
    /// Samples to transform along the axis, which is cut or padded with zeros to this length. What
    /// `None`, the default, means stands with each function.
    pub n: Option<usize>,
    /// The axis to transform. Default: `None`, the last one.
    pub axis: Option<Axis>,
    /// The scale. Default: [`Norm::Backward`].
    pub norm: Norm,
}

impl FftOptions {
    /// The axis of an array of `shape`, and the length given, if any.
    pub(crate) fn resolve(&self, shape: &[usize]) -> Result<(Axis, Option<usize>)> {
        if self.n == Some(0) {
            return Err(Error::parameter("n", 0.0, "at least 1"));
        }
        Ok((resolve_axis(self.axis, shape.len())?, self.n))
    }
}

/// Options of a transform over several axes; the defaults are those of SciPy.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FftnOptions {
    /// Samples to transform along each of the axes, which are cut or padded with zeros to these
    /// lengths. Default: `None`, the lengths they have; what that means for the last axis of a
    /// transform to real numbers stands with it.
    pub shape: Option<Vec<usize>>,
    /// The axes to transform. Default: `None`, meaning the last ones, as many as `shape` has
    /// elements, or all of them. What is real or half a spectrum lies along the last one named.
    pub axes: Option<Vec<Axis>>,
    /// The scale. Default: [`Norm::Backward`].
    pub norm: Norm,
}

/// An axis to transform, and the length given for it, if any.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct AxisLen {
    pub(crate) axis: Axis,
    pub(crate) n: Option<usize>,
}

/// The axes of an array of `n_dim` axes that `shape` and `axes` of [`FftnOptions`] mean.
pub(crate) fn resolve_axes(
    shape: Option<&[usize]>,
    axes: Option<&[Axis]>,
    n_dim: usize,
) -> Result<Vec<AxisLen>> {
    let n_axes = axes.map(<[_]>::len).or(shape.map(<[_]>::len)).unwrap_or(n_dim);
    if let Some(shape) = shape {
        if shape.len() != n_axes {
            return Err(Error::Values {
                name: "shape",
                requirement: "have one length for each axis",
            });
        }
        if shape.contains(&0) {
            return Err(Error::parameter("shape", 0.0, "at least 1 along each axis"));
        }
    }
    if n_dim < n_axes {
        let name = if axes.is_some() { "axes" } else { "shape" };
        return Err(Error::Values { name, requirement: "have no more elements than `x` has axes" });
    }
    let mut resolved = Vec::with_capacity(n_axes);
    for index in 0..n_axes {
        let axis = axes.map_or(Axis(n_dim - n_axes + index), |axes| axes[index]);
        if n_dim <= axis.index() {
            return Err(Error::parameter("axes", axis.index() as f64, "an axis of the array"));
        }
        if resolved.iter().any(|seen: &AxisLen| seen.axis == axis) {
            return Err(Error::Values { name: "axes", requirement: "name no axis twice" });
        }
        resolved.push(AxisLen { axis, n: shape.map(|shape| shape[index]) });
    }
    Ok(resolved)
}

/// The axis given, or the last of `n_dim`.
pub(crate) fn resolve_axis(axis: Option<Axis>, n_dim: usize) -> Result<Axis> {
    match axis {
        None if n_dim == 0 => Err(Error::Values { name: "x", requirement: "have an axis" }),
        None => Ok(Axis(n_dim - 1)),
        Some(axis) if n_dim <= axis.index() => {
            Err(Error::parameter("axis", axis.index() as f64, "an axis of the array"))
        }
        Some(axis) => Ok(axis),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(shape: Option<&[usize]>, axes: Option<&[usize]>) -> String {
        let axes: Option<Vec<_>> = axes.map(|axes| axes.iter().map(|&a| Axis(a)).collect());
        resolve_axes(shape, axes.as_deref(), 2).unwrap_err().to_string()
    }

    #[test]
    fn axes_and_shapes_that_do_not_fit_are_named() {
        assert_eq!(message(None, Some(&[2])), "`axes` is 2, but must be an axis of the array");
        assert_eq!(message(None, Some(&[1, 1])), "`axes` must name no axis twice");
        assert_eq!(
            message(Some(&[3]), Some(&[0, 1])),
            "`shape` must have one length for each axis"
        );
        assert_eq!(
            message(Some(&[3, 0]), None),
            "`shape` is 0, but must be at least 1 along each axis"
        );
        assert_eq!(
            message(Some(&[1, 1, 1]), None),
            "`shape` must have no more elements than `x` has axes"
        );
        assert_eq!(
            message(None, Some(&[0, 1, 0])),
            "`axes` must have no more elements than `x` has axes"
        );
    }

    #[test]
    fn a_shape_alone_means_the_last_axes() {
        let axes = resolve_axes(Some(&[7]), None, 3).unwrap();
        assert_eq!(axes, [AxisLen { axis: Axis(2), n: Some(7) }]);
    }

    #[test]
    fn a_single_number_has_no_axis() {
        assert_eq!(resolve_axis(None, 0).unwrap_err().to_string(), "`x` must have an axis");
        assert!(matches!(
            resolve_axis(Some(Axis(1)), 1),
            Err(Error::Parameter { name: "axis", .. })
        ));
    }
}

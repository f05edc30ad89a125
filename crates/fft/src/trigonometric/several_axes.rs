//! Cosine and sine transforms over several axes.
//!
//! Counterpart of `scipy.fft.dctn`, `scipy.fft.dstn` and their inverses.

use ndarray::{Array, ArrayRef, Dimension};
use onkai_core::{Result, Scalar};

use crate::axis::map_axis;
use crate::norm::Norm;
use crate::options::{resolve_axes, resolve_axis};
use crate::trigonometric::kind::{DctOptions, DctType, DctnOptions};
use crate::trigonometric::plan::{Family, Plan};

/// [`dct`](crate::dct) over all axes.
///
/// # Shapes
///
/// `x`: any, real or complex. Returns the same shape.
///
/// # Errors
///
/// [`Error::TooShort`](crate::Error::TooShort) when an axis has too few samples.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_fft::{DctType, Norm, dctn};
/// let y = dctn(&array![[1.0, 1.0], [1.0, 1.0]], DctType::II, Norm::Ortho)?;
/// assert!((y[[0, 0]] - 2.0_f64).abs() < 1e-14);
/// # Ok::<(), onkai_fft::Error>(())
/// ```
pub fn dctn<T: Scalar, D: Dimension>(
    x: &ArrayRef<T, D>,
    kind: DctType,
    norm: Norm,
) -> Result<Array<T, D>> {
    dctn_with(x, &DctnOptions { kind, norm, ..Default::default() })
}

/// The inverse of [`dctn`] of this type and norm.
///
/// # Errors
///
/// As [`dctn`].
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_fft::{DctType, Norm, dctn, idctn};
/// let x = array![[1.0, 2.0], [4.0, 8.0]];
/// let back = idctn(&dctn(&x, DctType::II, Norm::Forward)?, DctType::II, Norm::Forward)?;
/// assert!((back - x).iter().all(|d: &f64| d.abs() < 1e-14));
/// # Ok::<(), onkai_fft::Error>(())
/// ```
pub fn idctn<T: Scalar, D: Dimension>(
    x: &ArrayRef<T, D>,
    kind: DctType,
    norm: Norm,
) -> Result<Array<T, D>> {
    idctn_with(x, &DctnOptions { kind, norm, ..Default::default() })
}

/// [`dctn`] of any lengths over any axes.
///
/// # Shapes
///
/// `x`: any, real or complex. Returns the same shape with the given lengths along the transformed
/// axes.
///
/// # Errors
///
/// As [`fftn_with`](crate::fftn_with).
///
/// # Examples
///
/// ```
/// use ndarray::{Array3, Axis};
/// use onkai_fft::{DctnOptions, dctn_with};
/// let options = DctnOptions { shape: Some(vec![6, 9]), ..Default::default() };
/// assert_eq!(dctn_with(&Array3::<f32>::ones((3, 5, 7)), &options)?.shape(), [3, 6, 9]);
/// # Ok::<(), onkai_fft::Error>(())
/// ```
pub fn dctn_with<T: Scalar, D: Dimension>(
    x: &ArrayRef<T, D>,
    options: &DctnOptions,
) -> Result<Array<T, D>> {
    transform_axes(x, Family::Cosine, options)
}

/// The inverse of [`dctn_with`] of these options.
///
/// # Errors
///
/// As [`dctn_with`].
///
/// # Examples
///
/// ```
/// use ndarray::{Axis, array};
/// use onkai_fft::{DctnOptions, dctn_with, idctn_with};
/// let options = DctnOptions { axes: Some(vec![Axis(0)]), ..Default::default() };
/// let x = array![[1.0, 2.0], [4.0, 8.0]];
/// let back = idctn_with(&dctn_with(&x, &options)?, &options)?;
/// assert!((back - x).iter().all(|d: &f64| d.abs() < 1e-14));
/// # Ok::<(), onkai_fft::Error>(())
/// ```
pub fn idctn_with<T: Scalar, D: Dimension>(
    x: &ArrayRef<T, D>,
    options: &DctnOptions,
) -> Result<Array<T, D>> {
    dctn_with(x, &options.inverse())
}

/// [`dst`](crate::dst) over all axes.
///
/// # Shapes
///
/// `x`: any, real or complex. Returns the same shape.
///
/// # Errors
///
/// [`Error::TooShort`](crate::Error::TooShort) when an axis has too few samples.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_fft::{DctType, Norm, dstn};
/// let y = dstn(&array![[1.0, 1.0], [1.0, 1.0]], DctType::II, Norm::Ortho)?;
/// assert!((y[[0, 0]] - 2.0_f64).abs() < 1e-14);
/// # Ok::<(), onkai_fft::Error>(())
/// ```
pub fn dstn<T: Scalar, D: Dimension>(
    x: &ArrayRef<T, D>,
    kind: DctType,
    norm: Norm,
) -> Result<Array<T, D>> {
    dstn_with(x, &DctnOptions { kind, norm, ..Default::default() })
}

/// The inverse of [`dstn`] of this type and norm.
///
/// # Errors
///
/// As [`dstn`].
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_fft::{DctType, Norm, dstn, idstn};
/// let x = array![[1.0, 2.0], [4.0, 8.0]];
/// let back = idstn(&dstn(&x, DctType::II, Norm::Forward)?, DctType::II, Norm::Forward)?;
/// assert!((back - x).iter().all(|d: &f64| d.abs() < 1e-14));
/// # Ok::<(), onkai_fft::Error>(())
/// ```
pub fn idstn<T: Scalar, D: Dimension>(
    x: &ArrayRef<T, D>,
    kind: DctType,
    norm: Norm,
) -> Result<Array<T, D>> {
    idstn_with(x, &DctnOptions { kind, norm, ..Default::default() })
}

/// [`dstn`] of any lengths over any axes.
///
/// # Shapes
///
/// `x`: any, real or complex. Returns the same shape with the given lengths along the transformed
/// axes.
///
/// # Errors
///
/// As [`fftn_with`](crate::fftn_with).
///
/// # Examples
///
/// ```
/// use ndarray::{Array3, Axis};
/// use onkai_fft::{DctnOptions, dstn_with};
/// let options = DctnOptions { shape: Some(vec![6, 9]), ..Default::default() };
/// assert_eq!(dstn_with(&Array3::<f32>::ones((3, 5, 7)), &options)?.shape(), [3, 6, 9]);
/// # Ok::<(), onkai_fft::Error>(())
/// ```
pub fn dstn_with<T: Scalar, D: Dimension>(
    x: &ArrayRef<T, D>,
    options: &DctnOptions,
) -> Result<Array<T, D>> {
    transform_axes(x, Family::Sine, options)
}

/// The inverse of [`dstn_with`] of these options.
///
/// # Errors
///
/// As [`dstn_with`].
///
/// # Examples
///
/// ```
/// use ndarray::{Axis, array};
/// use onkai_fft::{DctnOptions, dstn_with, idstn_with};
/// let options = DctnOptions { axes: Some(vec![Axis(0)]), ..Default::default() };
/// let x = array![[1.0, 2.0], [4.0, 8.0]];
/// let back = idstn_with(&dstn_with(&x, &options)?, &options)?;
/// assert!((back - x).iter().all(|d: &f64| d.abs() < 1e-14));
/// # Ok::<(), onkai_fft::Error>(())
/// ```
pub fn idstn_with<T: Scalar, D: Dimension>(
    x: &ArrayRef<T, D>,
    options: &DctnOptions,
) -> Result<Array<T, D>> {
    dstn_with(x, &options.inverse())
}

fn transform_axes<T: Scalar, D: Dimension>(
    x: &ArrayRef<T, D>,
    family: Family,
    options: &DctnOptions,
) -> Result<Array<T, D>> {
    let axes = resolve_axes(options.shape.as_deref(), options.axes.as_deref(), x.ndim())?;
    let mut out: Option<Array<T, D>> = None;
    for axis in axes {
        let options = DctOptions {
            kind: options.kind,
            n: axis.n,
            axis: Some(axis.axis),
            norm: options.norm,
            orthogonalize: options.orthogonalize,
        };
        out = Some(match out {
            None => transform(x, family, &options)?,
            Some(out) => transform(&out, family, &options)?,
        });
    }
    Ok(out.unwrap_or_else(|| x.to_owned()))
}

/// A transform along one axis.
pub(super) fn transform<T: Scalar, D: Dimension>(
    x: &ArrayRef<T, D>,
    family: Family,
    options: &DctOptions,
) -> Result<Array<T, D>> {
    if options.n == Some(0) {
        return Err(onkai_core::Error::parameter("n", 0.0, "at least 1"));
    }
    let axis = resolve_axis(options.axis, x.ndim())?;
    let n = options.n.unwrap_or(x.len_of(axis));
    let mut plan = Plan::<T::Real>::new(n, family, options.kind, options.norm)?;
    plan.orthogonalize = options.orthogonalize.unwrap_or(plan.orthogonalize);
    map_axis(
        x,
        (axis, n),
        || plan.borrow_scratch(),
        |scratch, lane, out| {
            let sample = |i: usize| lane.get(i).copied().unwrap_or_default();
            plan.load(|i| sample(i).re(), scratch);
            plan.transform(scratch);
            plan.store(|k, v| out[k] = T::from_real(v), scratch);
            if T::IS_COMPLEX {
                plan.load(|i| sample(i).im(), scratch);
                plan.transform(scratch);
                plan.store(|k, v| out[k] = T::from_parts(out[k].re(), v), scratch);
            }
        },
    )
}

#[cfg(test)]
mod tests {
    use ndarray::{Array2, array};

    use super::*;

    #[test]
    fn over_no_axis_nothing_changes() {
        let x = array![[1.0, 2.0]];
        let options = DctnOptions { axes: Some(Vec::new()), ..Default::default() };
        assert_eq!(dctn_with(&x, &options).unwrap(), x);
    }

    #[test]
    fn empty_axes_and_shapes_that_do_not_fit_are_refused() {
        let empty = Array2::<f64>::zeros((0, 3));
        assert!(dctn(&empty, DctType::II, Norm::Ortho).is_err());
        let options = DctnOptions { shape: Some(vec![0]), ..Default::default() };
        assert!(idstn_with(&empty, &options).is_err());
    }
}

//! Discrete sine transforms along one axis.
//!
//! Counterpart of `scipy.fft.dst` and `scipy.fft.idst`.

use ndarray::{Array, ArrayRef, Dimension};
use onkai_core::{Result, Scalar};

use crate::norm::Norm;
use crate::trigonometric::kind::{DctOptions, DctType};
use crate::trigonometric::plan::Family;
use crate::trigonometric::several_axes::transform;

/// The discrete sine transform along the last axis.
///
/// ```text
/// I    y[k] = 2 Σₙ x[n] sin(π (k+1)(n+1) / (N+1))
/// II   y[k] = 2 Σₙ x[n] sin(π (k+1)(2n+1) / 2N)
/// III  y[k] = (-1)^k x[N-1] + 2 Σ_{n<N-1} x[n] sin(π (2k+1)(n+1) / 2N)
/// IV   y[k] = 2 Σₙ x[n] sin(π (2k+1)(2n+1) / 4N)
/// ```
///
/// [`Norm::Ortho`] makes each of them an orthogonal matrix.
///
/// # Shapes
///
/// `x`: any with at least one axis, real or complex, `N ≥ 1`. Returns the same shape.
///
/// # Errors
///
/// [`Error::TooShort`](crate::Error::TooShort) when the axis has too few samples.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_fft::{DctType, Norm, dst};
/// let y = dst(&array![1.0, 0.0, -1.0], DctType::I, Norm::Backward)?;
/// assert!((y[1] - 4.0_f64).abs() < 1e-14 && y[0].abs() < 1e-14);
/// # Ok::<(), onkai_fft::Error>(())
/// ```
pub fn dst<T: Scalar, D: Dimension>(
    x: &ArrayRef<T, D>,
    kind: DctType,
    norm: Norm,
) -> Result<Array<T, D>> {
    dst_with(x, &DctOptions { kind, norm, ..Default::default() })
}

/// The inverse of [`dst`] of this type and norm.
///
/// # Errors
///
/// As [`dst`].
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_fft::{DctType, Norm, dst, idst};
/// let x = array![1.0, 2.0, 4.0];
/// let y = dst(&x, DctType::II, Norm::Backward)?;
/// let back = idst(&y, DctType::II, Norm::Backward)?;
/// assert!((back - x).iter().all(|d: &f64| d.abs() < 1e-14));
/// # Ok::<(), onkai_fft::Error>(())
/// ```
pub fn idst<T: Scalar, D: Dimension>(
    x: &ArrayRef<T, D>,
    kind: DctType,
    norm: Norm,
) -> Result<Array<T, D>> {
    idst_with(x, &DctOptions { kind, norm, ..Default::default() })
}

/// [`dst`] of `n` samples along any axis.
///
/// # Shapes
///
/// `x`: any, real or complex. Returns the same shape with `n` along the axis.
///
/// # Errors
///
/// [`Error::Parameter`](crate::Error::Parameter) when `n` is zero or the axis is none of the array,
/// [`Error::TooShort`](crate::Error::TooShort) when there are too few samples.
///
/// # Examples
///
/// ```
/// use ndarray::{Array2, Axis};
/// use onkai_fft::{DctOptions, dst_with};
/// let options = DctOptions { n: Some(5), axis: Some(Axis(0)), ..Default::default() };
/// assert_eq!(dst_with(&Array2::<f32>::ones((3, 2)), &options)?.shape(), [5, 2]);
/// # Ok::<(), onkai_fft::Error>(())
/// ```
pub fn dst_with<T: Scalar, D: Dimension>(
    x: &ArrayRef<T, D>,
    options: &DctOptions,
) -> Result<Array<T, D>> {
    transform(x, Family::Sine, options)
}

/// The inverse of [`dst_with`] of these options.
///
/// # Errors
///
/// As [`dst_with`].
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_fft::{DctOptions, DctType, dst_with, idst_with};
/// let options = DctOptions { kind: DctType::IV, ..Default::default() };
/// let x = array![1.0, 2.0, 4.0];
/// let back = idst_with(&dst_with(&x, &options)?, &options)?;
/// assert!((back - x).iter().all(|d: &f64| d.abs() < 1e-14));
/// # Ok::<(), onkai_fft::Error>(())
/// ```
pub fn idst_with<T: Scalar, D: Dimension>(
    x: &ArrayRef<T, D>,
    options: &DctOptions,
) -> Result<Array<T, D>> {
    dst_with(x, &options.inverse())
}

#[cfg(test)]
mod tests {
    use ndarray::{Array1, Axis};
    use num_complex::Complex;
    use onkai_core::Error;

    use super::*;

    #[test]
    fn what_is_too_short_or_out_of_range_is_named() {
        let empty = Array1::<f32>::zeros(0);
        assert!(matches!(dst(&empty, DctType::II, Norm::Ortho), Err(Error::TooShort { .. })));
        let one = Array1::<f32>::ones(1);
        assert!(dst(&one, DctType::I, Norm::Backward).is_ok());
        let error = idst_with(&one, &DctOptions { n: Some(0), ..Default::default() });
        assert_eq!(error, Err(Error::parameter("n", 0.0, "at least 1")));
        let error = dst_with(&one, &DctOptions { axis: Some(Axis(1)), ..Default::default() });
        assert_eq!(error, Err(Error::parameter("axis", 1.0, "an axis of the array")));
    }

    #[test]
    fn the_parts_of_complex_numbers_do_not_mix() {
        let x = Array1::from_iter((0..5).map(|i| Complex::new(f64::from(i), 1.0)));
        let y = dst(&x, DctType::III, Norm::Forward).unwrap();
        let re = dst(&x.mapv(|z| z.re), DctType::III, Norm::Forward).unwrap();
        let im = dst(&x.mapv(|z| z.im), DctType::III, Norm::Forward).unwrap();
        assert_eq!((y.mapv(|z| z.re), y.mapv(|z| z.im)), (re, im));
    }
}

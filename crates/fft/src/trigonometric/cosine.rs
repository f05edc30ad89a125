//! Discrete cosine transforms along one axis.
//!
//! Counterpart of `scipy.fft.dct` and `scipy.fft.idct`.

use ndarray::{Array, ArrayRef, Dimension};
use onkai_core::{Result, Scalar};

use crate::norm::Norm;
use crate::trigonometric::kind::{DctOptions, DctType};
use crate::trigonometric::plan::Family;
use crate::trigonometric::several_axes::transform;

/// The discrete cosine transform along the last axis.
///
/// ```text
/// I    y[k] = x[0] + (-1)^k x[N-1] + 2 Σ_{0<n<N-1} x[n] cos(π k n / (N-1))
/// II   y[k] = 2 Σₙ x[n] cos(π k (2n+1) / 2N)
/// III  y[k] = x[0] + 2 Σ_{0<n} x[n] cos(π (2k+1) n / 2N)
/// IV   y[k] = 2 Σₙ x[n] cos(π (2k+1)(2n+1) / 4N)
/// ```
///
/// [`Norm::Ortho`] makes each of them an orthogonal matrix.
///
/// # Shapes
///
/// `x`: any with at least one axis, real or complex, `N ≥ 1` (type I: `N ≥ 2`). Returns the same shape.
///
/// # Errors
///
/// [`Error::TooShort`](crate::Error::TooShort) when the axis has too few samples.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_fft::{DctType, Norm, dct};
/// let y = dct(&array![1.0, 1.0, 1.0, 1.0], DctType::II, Norm::Ortho)?;
/// assert!((y[0] - 2.0_f64).abs() < 1e-12 && y[1].abs() < 1e-12);
/// # Ok::<(), onkai_fft::Error>(())
/// ```
///
/// # References
///
/// J. Makhoul, "A fast cosine transform in one and two dimensions", IEEE Trans. Acoust. Speech
/// Signal Process. 28(1), 1980. <https://doi.org/10.1109/TASSP.1980.1163351>
pub fn dct<T: Scalar, D: Dimension>(
    x: &ArrayRef<T, D>,
    kind: DctType,
    norm: Norm,
) -> Result<Array<T, D>> {
    dct_with(x, &DctOptions { kind, norm, ..Default::default() })
}

/// The inverse of [`dct`] of this type and norm.
///
/// # Errors
///
/// As [`dct`].
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_fft::{DctType, Norm, dct, idct};
/// let x = array![1.0, 2.0, 4.0];
/// let y = dct(&x, DctType::II, Norm::Backward)?;
/// let back = idct(&y, DctType::II, Norm::Backward)?;
/// assert!((back - x).iter().all(|d: &f64| d.abs() < 1e-14));
/// # Ok::<(), onkai_fft::Error>(())
/// ```
pub fn idct<T: Scalar, D: Dimension>(
    x: &ArrayRef<T, D>,
    kind: DctType,
    norm: Norm,
) -> Result<Array<T, D>> {
    idct_with(x, &DctOptions { kind, norm, ..Default::default() })
}

/// [`dct`] of `n` samples along any axis.
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
/// use onkai_fft::{DctOptions, dct_with};
/// let options = DctOptions { n: Some(5), axis: Some(Axis(0)), ..Default::default() };
/// assert_eq!(dct_with(&Array2::<f32>::ones((3, 2)), &options)?.shape(), [5, 2]);
/// # Ok::<(), onkai_fft::Error>(())
/// ```
pub fn dct_with<T: Scalar, D: Dimension>(
    x: &ArrayRef<T, D>,
    options: &DctOptions,
) -> Result<Array<T, D>> {
    transform(x, Family::Cosine, options)
}

/// The inverse of [`dct_with`] of these options.
///
/// # Errors
///
/// As [`dct_with`].
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_fft::{DctOptions, DctType, dct_with, idct_with};
/// let options = DctOptions { kind: DctType::IV, ..Default::default() };
/// let x = array![1.0, 2.0, 4.0];
/// let back = idct_with(&dct_with(&x, &options)?, &options)?;
/// assert!((back - x).iter().all(|d: &f64| d.abs() < 1e-14));
/// # Ok::<(), onkai_fft::Error>(())
/// ```
pub fn idct_with<T: Scalar, D: Dimension>(
    x: &ArrayRef<T, D>,
    options: &DctOptions,
) -> Result<Array<T, D>> {
    dct_with(x, &options.inverse())
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
        assert!(matches!(dct(&empty, DctType::II, Norm::Ortho), Err(Error::TooShort { .. })));
        let one = Array1::<f32>::ones(1);
        assert!(dct(&one, DctType::I, Norm::Backward).is_err());
        let error = idct_with(&one, &DctOptions { n: Some(0), ..Default::default() });
        assert_eq!(error, Err(Error::parameter("n", 0.0, "at least 1")));
        let error = dct_with(&one, &DctOptions { axis: Some(Axis(1)), ..Default::default() });
        assert_eq!(error, Err(Error::parameter("axis", 1.0, "an axis of the array")));
    }

    #[test]
    fn the_parts_of_complex_numbers_do_not_mix() {
        let x = Array1::from_iter((0..5).map(|i| Complex::new(f64::from(i), 1.0)));
        let y = dct(&x, DctType::III, Norm::Forward).unwrap();
        let re = dct(&x.mapv(|z| z.re), DctType::III, Norm::Forward).unwrap();
        let im = dct(&x.mapv(|z| z.im), DctType::III, Norm::Forward).unwrap();
        assert_eq!((y.mapv(|z| z.re), y.mapv(|z| z.im)), (re, im));
    }
}

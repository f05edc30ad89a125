//! The analytic signal: a signal without its negative frequencies.
//!
//! Counterpart of `scipy.signal.hilbert` and `hilbert2`.

use ndarray::{Array, Array2, ArrayRef, ArrayRef2, Axis, Dimension};
use num_complex::Complex;
use onkai_core::{Error, Real, Result};
use onkai_fft::{FftOptions, FftnOptions, fft_with, fftn_with, ifft_in_place, ifftn};

/// The analytic signal of `x` along `axis`, by way of its Fourier transform.
///
/// ```text
/// z = x + i H(x),   Z[k] = 2 X[k] for positive frequencies, X[k] at 0 and at the Nyquist frequency
/// ```
///
/// Its modulus is the envelope, its angle the phase of `x`; its real part is `x`.
///
/// # Shapes
///
/// `x`: any. Returns the same shape with `n` along `axis` (`None`: as many as there are); `x` is cut or
/// padded with zeros to it.
///
/// # Errors
///
/// [`Error::Parameter`] when `n` is zero or `x` has no such axis, [`Error::TooShort`] when that is
/// empty. A NaN spoils its whole lane.
///
/// # Examples
///
/// ```
/// use ndarray::{Array1, Axis};
/// use std::f64::consts::TAU;
/// let x = Array1::from_shape_fn(40, |i| 3.0 * (TAU * i as f64 / 8.0).cos());
/// let envelope = onkai_signal::hilbert(&x, None, Axis(0))?.mapv(|z| z.norm());
/// assert!(envelope.iter().all(|v| (v - 3.0).abs() < 1e-12));
/// # Ok::<(), onkai_signal::Error>(())
/// ```
pub fn hilbert<F: Real, D: Dimension>(
    x: &ArrayRef<F, D>,
    n: Option<usize>,
    axis: Axis,
) -> Result<Array<Complex<F>, D>> {
    let options = FftOptions { n, axis: Some(axis), ..Default::default() };
    let mut spectrum = fft_with(x, &options)?;
    let n = spectrum.len_of(axis);
    let weights: Vec<F> = (0..n).map(|k| F::of(one_sided(k, n))).collect();
    for mut lane in spectrum.lanes_mut(axis) {
        lane.iter_mut().zip(&weights).for_each(|(z, &weight)| *z = z.scale(weight));
    }
    ifft_in_place(&mut spectrum, axis, onkai_fft::Norm::Backward)?;
    Ok(spectrum)
}

/// The weight of bin `k` of `n`: 2 for positive frequencies, 0 for negative ones.
fn one_sided(k: usize, n: usize) -> f64 {
    if k == 0 || 2 * k == n {
        1.0
    } else if 2 * k < n {
        2.0
    } else {
        0.0
    }
}

/// The analytic signal of an image: only bins whose frequencies are positive along both axes are kept.
///
/// # Shapes
///
/// `x`: `[m, n]`. Returns `shape` (`None`: that of `x`); `x` is cut or padded with zeros to it.
///
/// # Errors
///
/// [`Error::Parameter`] when a length of `shape` is zero, [`Error::TooShort`] when `x` is empty.
///
/// # Examples
///
/// ```
/// let z = onkai_signal::hilbert2(&ndarray::Array2::<f64>::ones((4, 5)), None)?;
/// assert!(z.iter().all(|z| (z.re - 1.0).abs() < 1e-12));
/// # Ok::<(), onkai_signal::Error>(())
/// ```
pub fn hilbert2<F: Real>(
    x: &ArrayRef2<F>,
    shape: Option<(usize, usize)>,
) -> Result<Array2<Complex<F>>> {
    if x.is_empty() {
        return Err(Error::TooShort { name: "x", expected: 1, actual: 0 });
    }
    let shape = shape.map(|(m, n)| vec![m, n]);
    let mut spectrum = fftn_with(x, &FftnOptions { shape, ..Default::default() })?;
    let (m, n) = spectrum.dim();
    for ((i, j), z) in spectrum.indexed_iter_mut() {
        // Unlike that of a single axis, the bin at a Nyquist frequency goes, too.
        let kept = 2 * i != m && 2 * j != n;
        let weight = if kept { one_sided(i, m) * one_sided(j, n) } else { 0.0 };
        *z = z.scale(F::of(weight));
    }
    ifftn(&spectrum)
}

#[cfg(test)]
mod tests {
    use ndarray::{Array1, array};

    use super::*;

    #[test]
    fn bad_input_is_named() {
        let x = array![1.0, 2.0];
        assert!(matches!(hilbert(&x, Some(0), Axis(0)), Err(Error::Parameter { name: "n", .. })));
        assert!(matches!(hilbert(&x, None, Axis(1)), Err(Error::Parameter { name: "axis", .. })));
        assert!(hilbert(&Array1::<f64>::zeros(0), None, Axis(0)).is_err());
        assert!(hilbert2(&Array2::<f64>::zeros((0, 2)), None).is_err());
        assert!(hilbert2(&Array2::<f64>::zeros((2, 2)), Some((0, 1))).is_err());
    }

    #[test]
    fn one_sample_is_its_own() {
        assert_eq!(hilbert(&array![3.0], None, Axis(0)).unwrap(), array![Complex::from(3.0)]);
    }
}

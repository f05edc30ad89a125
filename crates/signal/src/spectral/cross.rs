//! The spectrum that two signals have in common.
//!
//! Counterpart of `scipy.signal.csd` and `coherence`.

use ndarray::{Array, Array1, ArrayRef, Axis, CowArray, Dimension, Slice, Zip};
use num_complex::Complex;
use num_traits::Float as _;
use onkai_core::{Error, Result, Scalar, as_contiguous};

use super::options::{SpectrumAverage, SpectrumScaling};
use super::segments::{GROUP, Segments, median, segment_len};
use super::welch::{PowerSpectrum, WelchOptions, welch};
use crate::rates::samples_along;

/// Estimates the cross power spectrum of `x` and `y` along `axis` by Welch's method.
///
/// ```text
/// P[k] = mean of conj(X[k]) Y[k] over the segments, scaled as by `welch`
/// ```
///
/// # Shapes
///
/// `x`, `y`: of one shape but along `axis`, where the shorter one is continued by zeros. Returns
/// values as [`welch`].
///
/// # Errors
///
/// As [`welch`]; [`Error::Shape`] when `y` has another shape than `x` along another axis.
///
/// # Examples
///
/// ```
/// use ndarray::{Array1, Axis};
/// use onkai_signal::{WelchOptions, csd};
/// let x = Array1::from_shape_fn(600, |i| f64::from(i as u32 * i as u32 % 7));
/// let spectrum = csd(&x, &x, 1.0, Axis(0), &WelchOptions::default())?;
/// assert!(spectrum.values.iter().all(|z| 0.0 <= z.re && z.im == 0.0));
/// # Ok::<(), onkai_signal::Error>(())
/// ```
///
/// # Differences from SciPy
///
/// Shapes are not broadcast; an empty signal is refused.
///
/// # References
///
/// As [`welch`].
pub fn csd<T: Scalar, D: Dimension>(
    x: &ArrayRef<T, D>,
    y: &ArrayRef<T, D>,
    sample_rate: f64,
    axis: Axis,
    options: &WelchOptions,
) -> Result<CrossSpectrum<T::Real, D>> {
    let n = samples_along(x, axis)?.max(samples_along(y, axis)?);
    let (x, y) = (lengthened(x, axis, n), lengthened(y, axis, n));
    if x.shape() != y.shape() {
        let (expected, actual) = (x.shape().to_vec(), y.shape().to_vec());
        return Err(Error::Shape { name: "y", expected, actual });
    }
    let len = segment_len(options.segment_len, &options.window, n);
    let segments = Segments::<T>::new(sample_rate, &options.of_segments(len))?;
    segments.count("x", n)?;
    let mut shape = x.raw_dim();
    shape[axis.index()] = segments.n_bins();
    let mut values = Array::default(shape);
    let lanes = x.lanes(axis).into_iter().zip(y.lanes(axis));
    for ((x, y), mut out) in lanes.zip(values.lanes_mut(axis)) {
        let cross = lane(&segments, &as_contiguous(&x), &as_contiguous(&y), options.average)?;
        out.iter_mut().zip(cross).for_each(|(out, v)| *out = v);
    }
    Ok(CrossSpectrum { frequencies: segments.frequencies()?, values })
}

/// What [`csd`] returns.
#[derive(Clone, Debug, PartialEq)]
pub struct CrossSpectrum<F, D: Dimension> {
    /// The frequencies, in the unit of the sample rate.
    pub frequencies: Array1<F>,
    /// The estimates.
    pub values: Array<Complex<F>, D>,
}

/// The array, continued by zeros to `n` samples along `axis`.
fn lengthened<T: Scalar, D: Dimension>(
    x: &ArrayRef<T, D>,
    axis: Axis,
    n: usize,
) -> CowArray<'_, T, D> {
    if x.len_of(axis) == n {
        return x.view().into();
    }
    let mut shape = x.raw_dim();
    shape[axis.index()] = n;
    let mut out = Array::from_elem(shape, T::zero());
    out.slice_axis_mut(axis, Slice::from(..x.len_of(axis))).assign(x);
    out.into()
}

fn lane<T: Scalar>(
    segments: &Segments<T>,
    x: &[T],
    y: &[T],
    average: SpectrumAverage,
) -> Result<Vec<Complex<T::Real>>> {
    let count = segments.count("x", x.len())?;
    let group = if average == SpectrumAverage::Mean { GROUP } else { 1 };
    let make_state = || (segments.make_state(), segments.make_state());
    let products = segments.columns(
        (count, group),
        make_state,
        |state, index, out: &mut [Complex<T::Real>]| {
            segments.transform(&mut state.0, x, index);
            segments.transform(&mut state.1, y, index);
            let spectra = state.0.spectrum.iter().zip(&state.1.spectrum);
            for (sum, (x, y)) in out.iter_mut().zip(spectra) {
                *sum += x.conj() * y;
            }
        },
    );
    let joined = products.rows().into_iter().enumerate().map(|(k, row)| match average {
        SpectrumAverage::Mean => row.sum().scale(segments.weight(k, count)),
        SpectrumAverage::Median => {
            let mut re: Vec<T::Real> = row.iter().map(|z| z.re).collect();
            let mut im: Vec<T::Real> = row.iter().map(|z| z.im).collect();
            Complex::new(median(&mut re), median(&mut im)).scale(segments.weight(k, 1))
        }
    });
    Ok(joined.collect())
}

/// Estimates how far `y` is a linear response to `x` at each frequency: 0 not at all, 1 wholly.
///
/// ```text
/// C = |Pxy|² / (Pxx Pyy)
/// ```
///
/// with the estimates of [`csd`] and [`welch`] by means of densities;
/// [`scaling`](WelchOptions::scaling) and [`average`](WelchOptions::average) do not matter.
///
/// # Shapes
///
/// As [`csd`].
///
/// # Errors
///
/// As [`csd`].
///
/// # Examples
///
/// ```
/// use ndarray::{Array1, Axis};
/// use onkai_signal::{WelchOptions, coherence};
/// let x = Array1::from_shape_fn(900, |i| (i as f64 * i as f64).sin());
/// let c = coherence(&x, &x.mapv(|v| -2.0 * v), 1.0, Axis(0), &WelchOptions::default())?;
/// assert!(c.values.iter().all(|v| (v - 1.0).abs() < 1e-9));
/// # Ok::<(), onkai_signal::Error>(())
/// ```
///
/// # Differences from SciPy
///
/// As [`csd`]. A shorter signal is continued by zeros in all three estimates, so that none has more
/// segments than another and the result stays below 1; SciPy 1.17 does so in the cross spectrum only.
pub fn coherence<T: Scalar, D: Dimension>(
    x: &ArrayRef<T, D>,
    y: &ArrayRef<T, D>,
    sample_rate: f64,
    axis: Axis,
    options: &WelchOptions,
) -> Result<PowerSpectrum<T::Real, D>> {
    let (average, scaling) = (SpectrumAverage::Mean, SpectrumScaling::Density);
    let options = WelchOptions { scaling, average, ..options.clone() };
    let cross = csd(x, y, sample_rate, axis, &options)?;
    let n = x.len_of(axis).max(y.len_of(axis));
    let power_x = welch(&lengthened(x, axis, n), sample_rate, axis, &options)?;
    let power_y = welch(&lengthened(y, axis, n), sample_rate, axis, &options)?;
    let values = Zip::from(&cross.values)
        .and(&power_x.values)
        .and(&power_y.values)
        .map_collect(|z, &x, &y| (z.modulus() / (x.sqrt() * y.sqrt())).powi(2));
    Ok(PowerSpectrum { frequencies: cross.frequencies, values })
}

#[cfg(test)]
mod tests {
    use ndarray::Array2;

    use super::*;

    #[test]
    fn channels_must_be_as_many() {
        let (x, y) = (Array2::<f64>::zeros((2, 40)), Array2::zeros((3, 30)));
        let error = csd(&x, &y, 1.0, Axis(1), &WelchOptions::default()).unwrap_err();
        assert_eq!(error.to_string(), "`y` has shape [3, 40], but must have [2, 40]");
        let none = Array2::<f64>::zeros((2, 0));
        assert!(coherence(&x, &none, 1.0, Axis(1), &WelchOptions::default()).is_err());
    }
}

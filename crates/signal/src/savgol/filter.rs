//! Smoothing and differentiation by polynomials fitted to a sliding window.
//!
//! Counterpart of `scipy.signal.savgol_filter`.

use std::str::FromStr;

use ndarray::{Array, ArrayRef, Axis, Dimension};
use onkai_core::{Error, PadMode, Real, Result, as_contiguous, map_lanes};

use crate::lfilter::kernels::convolve;
use crate::savgol::coeffs::{check, savgol_coeffs, weights};

/// Fits a polynomial of degree `polyorder` to the `window_length` samples about each sample along
/// `axis`, and returns its value there, or a derivative.
///
/// # Shapes
///
/// `x`: any. Returns the same shape.
///
/// # Errors
///
/// [`Error::Parameter`] when `polyorder` is not less than `window_length`, `delta` not positive, or
/// `x` has no such axis; [`Error::TooShort`] when the axis is shorter than the window in mode
/// [`Interp`](SavgolMode::Interp), or empty.
///
/// # Examples
///
/// ```
/// use ndarray::{Array1, Axis};
/// use onkai_signal::{SavgolOptions, savgol_filter};
/// // The slope of a parabola, exact up to both ends.
/// let x = Array1::from_shape_fn(20, |i| (i * i) as f64);
/// let slope =
///     savgol_filter(&x, Axis(0), 7, 2, &SavgolOptions { deriv: 1, ..Default::default() })?;
/// assert!((slope[0] - 0.0).abs() < 1e-9 && (slope[19] - 38.0).abs() < 1e-9);
/// # Ok::<(), onkai_signal::Error>(())
/// ```
///
/// # References
///
/// A. Savitzky, M. J. E. Golay, "Smoothing and differentiation of data by simplified least squares
/// procedures", Anal. Chem. 36(8), 1964. <https://doi.org/10.1021/ac60214a047>
pub fn savgol_filter<F: Real, D: Dimension>(
    x: &ArrayRef<F, D>,
    axis: Axis,
    window_length: usize,
    polyorder: usize,
    options: &SavgolOptions<F>,
) -> Result<Array<F, D>> {
    let SavgolOptions { deriv, delta, mode } = *options;
    check(window_length, polyorder, delta)?;
    let Some(&n) = x.shape().get(axis.index()) else {
        return Err(Error::parameter("axis", axis.index() as f64, "an axis of the array"));
    };
    let expected = if mode == SavgolMode::Interp { window_length } else { 1 };
    if n < expected {
        return Err(Error::TooShort { name: "x", expected, actual: n });
    }
    let coeffs = savgol_coeffs::<F>(window_length, polyorder, deriv, delta, None)?.to_vec();
    let before = (window_length - 1) / 2;
    let Some(padding) = mode.padding() else {
        let edge = Edge::new(window_length, polyorder, deriv, delta);
        return map_lanes(x, axis, n, |lane, mut out| {
            let lane = as_contiguous(&lane);
            let mut y = vec![F::zero(); n];
            convolve(&coeffs, &lane, &mut y[before..=before + n - window_length]);
            edge.fit(&lane, &mut y);
            out.iter_mut().zip(y).for_each(|(out, y)| *out = y);
            Ok(())
        });
    };
    map_lanes(x, axis, n, |lane, mut out| {
        let extended = onkai_core::pad(&lane, before, window_length / 2, padding)?;
        let mut y = vec![F::zero(); n];
        convolve(&coeffs, &as_contiguous(&extended), &mut y);
        out.iter_mut().zip(y).for_each(|(out, y)| *out = y);
        Ok(())
    })
}

/// Options of [`savgol_filter`]; the defaults are those of SciPy.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SavgolOptions<F> {
    /// Which derivative is returned. Default: `0`, the smoothed signal.
    pub deriv: usize,
    /// The distance of two samples, which only derivatives depend on. Default: `1.0`.
    pub delta: f64,
    /// What happens at the ends. Default: [`SavgolMode::Interp`].
    pub mode: SavgolMode<F>,
}

impl<F> Default for SavgolOptions<F> {
    fn default() -> Self {
        Self { deriv: 0, delta: 1.0, mode: SavgolMode::Interp }
    }
}

/// What [`savgol_filter`] does at the ends, where the window reaches beyond the signal.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum SavgolMode<F> {
    /// Reads the polynomial that fits the first or last whole window.
    #[default]
    Interp,
    /// Mirrors the signal about its first and last sample, which are not repeated.
    Mirror,
    /// Repeats the first or last sample.
    Nearest,
    /// Repeats the signal.
    Wrap,
    /// Continues the signal by one value, SciPy's `cval`.
    Constant(F),
}

impl<F: Real> SavgolMode<F> {
    fn padding(self) -> Option<PadMode<F>> {
        match self {
            Self::Interp => None,
            Self::Mirror => Some(PadMode::Reflect),
            Self::Nearest => Some(PadMode::Edge),
            Self::Wrap => Some(PadMode::Wrap),
            Self::Constant(value) => Some(PadMode::Constant(value)),
        }
    }
}

impl<F: Real> FromStr for SavgolMode<F> {
    type Err = Error;

    /// Reads SciPy's names; `"constant"` means zeros.
    fn from_str(name: &str) -> Result<Self> {
        match name {
            "interp" => Ok(Self::Interp),
            "mirror" => Ok(Self::Mirror),
            "nearest" => Ok(Self::Nearest),
            "wrap" => Ok(Self::Wrap),
            "constant" => Ok(Self::Constant(F::zero())),
            _ => Err(Error::UnknownName {
                name: "Savitzky-Golay mode",
                value: name.to_owned(),
                known: "interp, mirror, nearest, wrap, constant",
            }),
        }
    }
}

/// The weights of the first and the last window's samples in the outputs next to the ends.
struct Edge<F> {
    first: Vec<Vec<F>>,
    last: Vec<Vec<F>>,
}

impl<F: Real> Edge<F> {
    fn new(window: usize, polyorder: usize, deriv: usize, delta: f64) -> Self {
        let (half, middle) = (window / 2, (window - 1) as f64 / 2.0);
        let scale = delta.powf(-(deriv as f64));
        let at = |position: usize| {
            let weights = weights(window, polyorder, deriv, position as f64 - middle);
            weights.into_iter().map(|w| F::of(w * scale)).collect()
        };
        Self { first: (0..half).map(at).collect(), last: (window - half..window).map(at).collect() }
    }

    fn fit(&self, x: &[F], out: &mut [F]) {
        let (n, half) = (x.len(), self.first.len());
        let dot = |weights: &[F], x: &[F]| weights.iter().zip(x).map(|(&w, &x)| w * x).sum();
        for (out, weights) in out.iter_mut().zip(&self.first) {
            *out = dot(weights, x);
        }
        for (out, weights) in out[n - half..].iter_mut().zip(&self.last) {
            *out = dot(weights, &x[n - weights.len()..]);
        }
    }
}

#[cfg(test)]
mod tests {
    use ndarray::Array1;

    use super::*;

    fn message(n: usize, axis: usize, mode: &str) -> String {
        let options = SavgolOptions { mode: mode.parse().unwrap(), ..Default::default() };
        let x = Array1::<f64>::zeros(n);
        savgol_filter(&x, Axis(axis), 5, 2, &options).unwrap_err().to_string()
    }

    #[test]
    fn unfit_signals_are_named() {
        assert_eq!(message(4, 0, "interp"), "`x` has length 4, but needs at least 5");
        assert_eq!(message(0, 0, "nearest"), "`x` has length 0, but needs at least 1");
        assert_eq!(message(9, 1, "wrap"), "`axis` is 1, but must be an axis of the array");
        assert!("reflect".parse::<SavgolMode<f32>>().is_err());
    }

    #[test]
    fn one_sample_is_its_own_fit() {
        let x = Array1::from_elem(1, 4.0_f32);
        let y = savgol_filter(&x, Axis(0), 1, 0, &SavgolOptions::default()).unwrap();
        assert_eq!(y, x);
    }
}

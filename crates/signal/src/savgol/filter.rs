//! Smoothing and differentiation by polynomials fitted to a sliding window.
//!
//! Counterpart of `scipy.signal.savgol_filter`.

use std::iter::repeat_n;
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
    let ends = match mode.padding() {
        Some(padding) => Ends::Padding(padding),
        None => Ends::Edge(Edge::new(window_length, polyorder, deriv, delta)),
    };
    if let Some((samples, width)) = side_by_side(x, axis) {
        let mut out = x.to_owned();
        let y = out.as_slice_memory_order_mut().expect("of the layout of `x`");
        filter_together(samples, width, y, (&coeffs, &ends));
        return Ok(out);
    }
    map_lanes(x, axis, n, |lane, mut out| {
        let mut y = vec![F::zero(); n];
        filter_together(&as_contiguous(&lane), 1, &mut y, (&coeffs, &ends));
        out.iter_mut().zip(y).for_each(|(out, y)| *out = y);
        Ok(())
    })
}

/// The elements and the number of lanes, where these lie side by side: all first samples, then all
/// second ones, as the rows of a spectrogram do.
fn side_by_side<F, D: Dimension>(x: &ArrayRef<F, D>, axis: Axis) -> Option<(&[F], usize)> {
    let width = x.len() / x.len_of(axis);
    let is_outermost = x.stride_of(axis) == width.cast_signed();
    x.as_slice_memory_order().filter(|_| is_outermost && 1 < width).map(|x| (x, width))
}

/// Filters `width` lanes that lie side by side into `y`.
fn filter_together<F: Real>(x: &[F], width: usize, y: &mut [F], (coeffs, ends): (&[F], &Ends<F>)) {
    let (n, before) = (x.len() / width, (coeffs.len() - 1) / 2);
    match ends {
        Ends::Edge(edge) => {
            let inner = before * width..(before + n - (coeffs.len() - 1)) * width;
            convolve(coeffs, x, width, &mut y[inner]);
            edge.fit(x, width, y);
        }
        Ends::Padding(padding) => {
            let mut extended = Vec::with_capacity(x.len() + (coeffs.len() - 1) * width);
            for t in 0..n + coeffs.len() - 1 {
                match (padding.source(t.cast_signed() - before.cast_signed(), n), padding) {
                    (Some(source), _) => extended.extend_from_slice(&x[source * width..][..width]),
                    (None, &PadMode::Constant(value)) => extended.extend(repeat_n(value, width)),
                    // The other rules find a sample for any place.
                    (None, _) => extended.extend(repeat_n(F::zero(), width)),
                }
            }
            convolve(coeffs, &extended, width, y);
        }
    }
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

/// What is done where the window reaches beyond the signal.
enum Ends<F> {
    Edge(Edge<F>),
    Padding(PadMode<F>),
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

    /// Overwrites the first and last samples of `width` lanes that lie side by side.
    fn fit(&self, x: &[F], width: usize, out: &mut [F]) {
        let half = self.first.len() * width;
        let last = out.len() - half;
        let ends = [(&self.first, 0, 0), (&self.last, last, x.len())];
        for (all_weights, place, x_end) in ends {
            let frames = out[place..][..half].chunks_exact_mut(width);
            for (frame, weights) in frames.zip(all_weights) {
                let window = x_end.saturating_sub(weights.len() * width);
                frame.fill(F::zero());
                for (x, &w) in x[window..].chunks_exact(width).zip(weights) {
                    frame.iter_mut().zip(x).for_each(|(out, &x)| *out += w * x);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use ndarray::{Array1, Array2, ShapeBuilder};
    use onkai_testing::assert_close;

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
    fn lanes_that_lie_side_by_side_are_filtered_as_others() {
        for mode in ["interp", "mirror", "nearest", "wrap", "constant"] {
            let x = onkai_testing::noise(7 * 300, 3).into_shape_with_order((7, 300)).unwrap();
            let mut frames = Array2::zeros((7, 300).f());
            frames.assign(&x);
            for (window, deriv) in [(5, 0), (9, 1), (4, 1), (1, 0)] {
                let mode = mode.parse().unwrap();
                let options = SavgolOptions { deriv, mode, ..Default::default() };
                let order = 2.min(window - 1);
                let rows = savgol_filter(&x, Axis(1), window, order, &options).unwrap();
                let together = savgol_filter(&frames, Axis(1), window, order, &options).unwrap();
                assert_eq!(together.strides(), [1, 7]);
                assert_close!(together, rows, 0.0, 1e-14);
            }
        }
    }

    #[test]
    fn one_sample_is_its_own_fit() {
        let x = Array1::from_elem(1, 4.0_f32);
        let y = savgol_filter(&x, Axis(0), 1, 0, &SavgolOptions::default()).unwrap();
        assert_eq!(y, x);
    }
}

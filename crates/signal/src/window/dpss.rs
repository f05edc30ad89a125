//! Slepian's windows.
//!
//! Counterpart of `scipy.signal.windows.dpss`.

use std::f64::consts::PI;

use ndarray::{Array1, Array2, ArrayRef1, s};
use num_complex::Complex;
use onkai_core::{Error, Real, Result, check_positive};
use onkai_fft::rfft;
use onkai_linalg::{EighSubset, eigh_tridiagonal};

/// Discrete prolate spheroidal (Slepian) sequences: the windows that have most of their energy below
/// a frequency, the best first, each orthogonal to the ones before.
///
/// `nw` is that frequency times the length, in cycles per sample: half the bandwidth in units of the
/// spacing of a spectrum's bins.
///
/// # Shapes
///
/// Windows: `[n_windows, n]`; ratios: `[n_windows]`.
///
/// # Errors
///
/// [`Error::Parameter`] when `nw` is not between 0 and `n / 2` or there are no windows wanted or more
/// than `n`. Windows of no or one sample are ones, whatever the rest.
///
/// # Examples
///
/// ```
/// use onkai_signal::{DpssOptions, dpss};
/// let tapers = dpss::<f64>(64, 4.0, &DpssOptions { n_windows: 7, ..Default::default() })?;
/// assert_eq!(tapers.windows.dim(), (7, 64));
/// assert!(0.999 < tapers.ratios[3]);
/// # Ok::<(), onkai_signal::Error>(())
/// ```
///
/// # References
///
/// D. B. Percival, A. T. Walden, "Spectral Analysis for Physical Applications", 1993, chapter 8;
/// D. Slepian, "Prolate spheroidal wave functions, Fourier analysis, and uncertainty, V: the discrete
/// case", Bell Syst. Tech. J. 57, 1978. <https://doi.org/10.1002/j.1538-7305.1978.tb02104.x>
#[doc(alias = "Kmax")]
pub fn dpss<F: Real>(n: usize, nw: f64, options: &DpssOptions) -> Result<Dpss<F>> {
    let DpssOptions { n_windows, periodic, norm } = *options;
    if n <= 1 {
        let windows = Array2::ones((1, n));
        return Ok(Dpss { windows, ratios: Array1::ones(1) });
    }
    check(n, nw)?;
    if n_windows == 0 || n < n_windows {
        let requirement = "at least 1 and at most the length of the windows";
        return Err(Error::parameter("n_windows", n_windows as f64, requirement));
    }
    let len = if periodic { n + 1 } else { n };
    let mut windows = sequences(len, nw, n_windows)?;
    let ratios = windows.rows().into_iter().map(|w| F::of(ratio(&w.to_vec(), nw))).collect();
    match norm {
        DpssNorm::Energy => {}
        DpssNorm::Approximate => peak_of_one(&mut windows, |first| {
            let square = (first.len() as f64).powi(2);
            Ok(square / (square + nw))
        })?,
        DpssNorm::Subsample => peak_of_one(&mut windows, between_samples)?,
    }
    Ok(Dpss { windows: windows.slice(s![.., ..n]).mapv(F::of), ratios })
}

/// Options of [`dpss`]; the defaults are those of SciPy for several windows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DpssOptions {
    /// How many windows. Default: `1`.
    #[doc(alias = "Kmax")]
    pub n_windows: usize,
    /// Make the windows of one sample more and leave out the last, as spectral analysis wants them.
    /// Default: `false`.
    pub periodic: bool,
    /// How the windows are scaled. Default: [`DpssNorm::Energy`].
    pub norm: DpssNorm,
}

impl Default for DpssOptions {
    fn default() -> Self {
        Self { n_windows: 1, periodic: false, norm: DpssNorm::Energy }
    }
}

/// How [`dpss`] windows are scaled.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum DpssNorm {
    /// Squares add up to 1: SciPy's `norm=2`.
    #[default]
    Energy,
    /// The peak of the first is 1, also where it lies between two samples, by the estimate
    /// `n² / (n² + nw)`. SciPy's default for a single window, and that of
    /// [`Window::Dpss`](crate::Window::Dpss).
    Approximate,
    /// As [`Approximate`](Self::Approximate), but by interpolation with a shifted transform.
    Subsample,
}

/// What [`dpss`] returns.
#[derive(Clone, Debug, PartialEq)]
pub struct Dpss<F> {
    /// The windows, one a row.
    pub windows: Array2<F>,
    /// The part of each window's energy that lies below the frequency.
    pub ratios: Array1<F>,
}

/// Refuses half bandwidths that no window of `n` samples has.
pub(super) fn check(n: usize, nw: f64) -> Result<()> {
    check_positive("nw", nw)?;
    if 1 < n && n as f64 / 2.0 <= nw {
        return Err(Error::parameter("nw", nw, "less than half the length of the window"));
    }
    Ok(())
}

/// The first sequence with its peak scaled to 1, of checked parameters.
pub(super) fn single(n: usize, nw: f64) -> Result<Vec<f64>> {
    let options = DpssOptions { norm: DpssNorm::Approximate, ..Default::default() };
    Ok(dpss::<f64>(n, nw, &options)?.windows.row(0).to_vec())
}

/// The eigenvectors of a tridiagonal matrix that commutes with the sequences' own, with Slepian's
/// signs: the mean of even ones and the first lobe of odd ones positive.
fn sequences(n: usize, nw: f64, n_windows: usize) -> Result<Array2<f64>> {
    let cosine = (2.0 * PI * nw / n as f64).cos();
    let diagonal =
        Array1::from_shape_fn(n, |i| ((n as f64 - 1.0 - 2.0 * i as f64) / 2.0).powi(2) * cosine);
    let beside = Array1::from_shape_fn(n - 1, |i| (i + 1) as f64 * (n - 1 - i) as f64 / 2.0);
    let subset = EighSubset::ByIndex(n - n_windows, n - 1);
    let v = eigh_tridiagonal(&diagonal, &beside, subset)?.v;
    let mut windows = v.slice(s![.., ..;-1]).t().as_standard_layout().into_owned();
    let threshold = (1.0 / n as f64).max(1e-7);
    for (k, mut window) in windows.rows_mut().into_iter().enumerate() {
        let leading = if k % 2 == 0 {
            window.sum()
        } else {
            window.iter().copied().find(|v| threshold < v * v).unwrap_or(0.0)
        };
        if leading < 0.0 {
            window.mapv_inplace(|v| -v);
        }
    }
    Ok(windows)
}

/// The quadratic form of the window with the sinc of its bandwidth.
fn ratio(window: &[f64], nw: f64) -> f64 {
    let n = window.len();
    let band = nw / n as f64;
    let correlation =
        |lag: usize| -> f64 { window[lag..].iter().zip(window).map(|(a, b)| a * b).sum() };
    (0..n)
        .map(|lag| {
            let weight = match lag {
                0 => 2.0 * band,
                _ => 2.0 * (2.0 * PI * band * lag as f64).sin() / (PI * lag as f64),
            };
            weight * correlation(lag)
        })
        .sum()
}

/// Scales the largest sample to 1, and windows of even length by what `even` makes of the first.
fn peak_of_one(
    windows: &mut Array2<f64>,
    even: impl Fn(&ArrayRef1<f64>) -> Result<f64>,
) -> Result<()> {
    let largest = windows.fold(f64::NEG_INFINITY, |m, v| m.max(*v));
    *windows /= largest;
    if windows.ncols().is_multiple_of(2) {
        // The peak lies between the two samples in the middle.
        let scale = even(&windows.row(0))?;
        *windows *= scale;
    }
    Ok(())
}

/// The reciprocal of the value half a sample from the middle, by the window's Fourier series.
fn between_samples(window: &ArrayRef1<f64>) -> Result<f64> {
    let n = window.len();
    let spectrum = rfft(window)?;
    let sum: f64 = spectrum
        .iter()
        .enumerate()
        .map(|(k, c)| {
            let shift = (1.0 - 1.0 / n as f64) * k as f64;
            let weight = if k == 0 { 1.0 } else { 2.0 };
            weight * (c * Complex::from_polar(1.0, PI * shift)).re
        })
        .sum();
    Ok(n as f64 / sum)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unfit_numbers_are_named() {
        let message = |n: usize, nw: f64, n_windows: usize| {
            let options = DpssOptions { n_windows, ..Default::default() };
            dpss::<f64>(n, nw, &options).unwrap_err().to_string()
        };
        let large = "`nw` is 4, but must be less than half the length of the window";
        assert_eq!(message(8, 4.0, 1), large);
        for bad in [0.0, -1.0, f64::NAN] {
            assert!(message(8, bad, 1).starts_with("`nw` is"));
        }
        for bad in [0, 9] {
            assert!(message(8, 2.0, bad).starts_with(&format!("`n_windows` is {bad}")));
        }
    }

    #[test]
    fn none_and_one_sample_are_ones() {
        for n in [0, 1] {
            let found = dpss::<f32>(n, 2.0, &DpssOptions::default()).unwrap();
            assert_eq!((found.windows, found.ratios), (Array2::ones((1, n)), Array1::ones(1)));
        }
    }
}

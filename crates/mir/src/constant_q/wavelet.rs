//! The filters of a constant-Q transform, in time.
//!
//! Counterpart of `librosa.filters.wavelet`, `librosa.filters.wavelet_lengths`.

use std::f64::consts::PI;

use ndarray::{Array1, Array2, ArrayRef1};
use num_complex::Complex;
use onkai_core::{Error, Real, Result, as_contiguous, check_finite, check_positive};
use onkai_signal::Window;

use super::bandwidth::{relative_bandwidths, window_bandwidth};
use crate::norm::Norm;

/// How long the filter of each frequency is, and where the highest one ends.
///
/// ```text
/// length = (scale / α) · sample_rate / (f + γ / α)
/// ```
///
/// with the relative bandwidth `α` of a frequency among its neighbours.
///
/// # Shapes
///
/// `frequencies_hz`: `[n]`, `n ≥ 1` (2 if no bandwidths are given), ascending. Returns lengths in
/// samples `[n]`, not rounded.
///
/// # Errors
///
/// [`Error::TooShort`], [`Error::NotFinite`], [`Error::Values`] when frequencies don't ascend,
/// [`Error::Parameter`] when an option is out of range or a filter would have more than 2²⁴ samples,
/// [`Error::Shape`] when there are not as many bandwidths as frequencies.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_mir::{WaveletOptions, wavelet_lengths};
///
/// let found = wavelet_lengths(&array![110.0, 220.0, 440.0], 22050.0, &WaveletOptions::default())?;
/// assert!((found.lengths[0] / found.lengths[1] - 2.0).abs() < 1e-12);
/// # Ok::<(), onkai_mir::Error>(())
/// ```
pub fn wavelet_lengths(
    frequencies_hz: &ArrayRef1<f64>,
    sample_rate: f64,
    options: &WaveletOptions,
) -> Result<WaveletLengths> {
    check_positive("sample_rate", sample_rate)?;
    check_positive("filter_scale", options.filter_scale)?;
    if let Some(gamma) = options.gamma
        && !(gamma.is_finite() && 0.0 <= gamma)
    {
        return Err(Error::parameter("gamma", gamma, "at least 0 and finite"));
    }
    let frequencies = &*as_contiguous(frequencies_hz);
    let alphas = options.checked_bandwidths(frequencies)?;
    let width = window_bandwidth(&options.window)?;
    let mut cutoff_hz = 0.0_f64;
    let mut lengths = Array1::zeros(frequencies.len());
    for ((&hz, &alpha), length) in frequencies.iter().zip(&alphas).zip(&mut lengths) {
        let gamma = options.gamma.unwrap_or(alpha * ERB_HZ / ERB_PART);
        let q = options.filter_scale / alpha;
        cutoff_hz = cutoff_hz.max(hz * (1.0 + 0.5 * width / q) + 0.5 * gamma);
        *length = q * sample_rate / (hz + gamma / alpha);
        if length.is_nan() || MAX_LENGTH < *length {
            let requirement = "high enough for filters of at most 2^24 samples";
            return Err(Error::parameter("frequencies_hz", hz, requirement));
        }
    }
    Ok(WaveletLengths { lengths, cutoff_hz })
}

/// What [`wavelet_lengths`] found.
#[derive(Clone, Debug, PartialEq)]
pub struct WaveletLengths {
    /// How long each filter is, in samples.
    pub lengths: Array1<f64>,
    /// Where the main lobe of the highest filter ends, in hertz.
    pub cutoff_hz: f64,
}

/// Glasberg and Moore's equivalent rectangular bandwidth of hearing is `24.7 Hz + 0.108 f`.
const ERB_HZ: f64 = 24.7;
const ERB_PART: f64 = 0.108;

/// Beyond that a filter of a sensible frequency would take a minute of a recording.
const MAX_LENGTH: f64 = (1 << 24) as f64;

/// A filter for each frequency: a windowed complex sinusoid about time zero.
///
/// ```text
/// h[n] ∝ w[n] · exp(2πi n f / sample_rate),   -length/2 ≤ n < length/2
/// ```
///
/// # Shapes
///
/// `frequencies_hz`: as in [`wavelet_lengths`]. Returns filters `[n, longest]`, with zeros on both
/// sides of the shorter ones.
///
/// # Errors
///
/// Those of [`wavelet_lengths`], and whatever the window refuses.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_mir::{WaveletOptions, wavelet};
///
/// let made = wavelet::<f32>(&array![440.0, 880.0], 22050.0, &WaveletOptions::default())?;
/// assert_eq!(made.filters.dim(), (2, 128));
/// // The absolute values add up to 1.
/// assert!((made.filters.row(0).mapv(|z| z.norm()).sum() - 1.0).abs() < 1e-5);
/// # Ok::<(), onkai_mir::Error>(())
/// ```
///
/// # Differences from librosa
///
/// Filters are computed in double precision and rounded once; librosa's are single-precision unless
/// `dtype` says otherwise.
pub fn wavelet<F: Real>(
    frequencies_hz: &ArrayRef1<f64>,
    sample_rate: f64,
    options: &WaveletOptions,
) -> Result<Wavelets<F>> {
    let lengths = wavelet_lengths(frequencies_hz, sample_rate, options)?.lengths;
    let size = padded_size(&lengths, options.pad_fft);
    let mut filters = Array2::zeros((lengths.len(), size));
    for ((&hz, &length), mut row) in frequencies_hz.iter().zip(&lengths).zip(filters.rows_mut()) {
        let filter = one_wavelet(hz / sample_rate, length, options)?;
        let before = (size - filter.len()) / 2;
        for (out, z) in row.iter_mut().skip(before).zip(filter) {
            *out = Complex::new(F::of(z.re), F::of(z.im));
        }
    }
    Ok(Wavelets { filters, lengths })
}

/// What [`wavelet`] made.
#[derive(Clone, Debug, PartialEq)]
pub struct Wavelets<F> {
    /// One filter a row, each in the middle.
    pub filters: Array2<Complex<F>>,
    /// How long each filter is, in samples, before rounding.
    pub lengths: Array1<f64>,
}

/// Options of [`wavelet`] and [`wavelet_lengths`]; the defaults are those of librosa.
#[derive(Clone, Debug, PartialEq)]
pub struct WaveletOptions {
    /// What filters are faded out by, in its periodic form. Default: [`Window::Hann`].
    pub window: Window,
    /// How long filters are, in parts of what separates neighbours; above 0. Default: `1.0`.
    pub filter_scale: f64,
    /// Whether the longest filter is continued to a power of two. Default: `true`.
    pub pad_fft: bool,
    /// What length each filter is scaled to 1 in; `None` leaves them as they are.
    /// Default: the sum of the absolute values.
    pub norm: Option<Norm>,
    /// What is added to each bandwidth, in hertz; at least 0. `None`: so much that bandwidths are
    /// those of hearing. Default: `Some(0.0)`.
    pub gamma: Option<f64>,
    /// The relative bandwidth `α` of each frequency. Default: `None`, meaning what separates a
    /// frequency from its neighbours.
    #[doc(alias = "alpha")]
    pub bandwidths: Option<Vec<f64>>,
}

impl Default for WaveletOptions {
    fn default() -> Self {
        Self {
            window: Window::Hann,
            filter_scale: 1.0,
            pad_fft: true,
            norm: Some(Norm::P(1.0)),
            gamma: Some(0.0),
            bandwidths: None,
        }
    }
}

impl WaveletOptions {
    /// The relative bandwidths of checked frequencies.
    fn checked_bandwidths(&self, frequencies_hz: &[f64]) -> Result<Vec<f64>> {
        let n = frequencies_hz.len();
        let least = if self.bandwidths.is_some() { 1 } else { 2 };
        if n < least {
            return Err(Error::TooShort { name: "frequencies_hz", expected: least, actual: n });
        }
        check_finite("frequencies_hz", &ndarray::ArrayView1::from(frequencies_hz))?;
        if frequencies_hz[0] <= 0.0 || frequencies_hz.windows(2).any(|pair| pair[1] <= pair[0]) {
            let requirement = "be positive and ascend";
            return Err(Error::Values { name: "frequencies_hz", requirement });
        }
        if let Some(norm) = self.norm {
            norm.check()?;
        }
        let Some(given) = &self.bandwidths else {
            return Ok(relative_bandwidths(frequencies_hz, 1));
        };
        if given.len() != n {
            let (expected, actual) = (vec![n], vec![given.len()]);
            return Err(Error::Shape { name: "bandwidths", expected, actual });
        }
        given.iter().try_for_each(|&alpha| check_positive("bandwidths", alpha))?;
        Ok(given.clone())
    }
}

/// Samples that hold the longest filter.
pub(super) fn padded_size(lengths: &Array1<f64>, pad_fft: bool) -> usize {
    let longest = lengths.iter().copied().fold(1.0, f64::max);
    if pad_fft { longest.log2().ceil().exp2() as usize } else { longest.ceil() as usize }
}

/// The filter of a frequency in cycles per sample.
pub(super) fn one_wavelet(
    frequency: f64,
    length: f64,
    options: &WaveletOptions,
) -> Result<Vec<Complex<f64>>> {
    let (before, after) = samples_beside_zero(length);
    let window: Array1<f64> = options.window.periodic(before + after)?;
    let mut filter: Vec<Complex<f64>> = (0..before + after)
        .zip(&window)
        .map(|(i, &w)| Complex::cis((i as f64 - before as f64) * 2.0 * PI * frequency) * w)
        .collect();
    if let Some(norm) = options.norm {
        let size = norm.of(filter.iter().map(|z| z.norm()));
        if f64::MIN_POSITIVE <= size {
            for z in &mut filter {
                *z /= size;
            }
        }
    }
    Ok(filter)
}

/// How many samples a filter has before time zero, and from there on.
pub(super) fn samples_beside_zero(length: f64) -> (usize, usize) {
    ((length / 2.0).ceil() as usize, (length / 2.0).floor() as usize)
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    #[test]
    fn bad_options_are_named() {
        let named =
            |options: WaveletOptions| match wavelet_lengths(&array![100.0, 200.0], 8e3, &options)
                .unwrap_err()
            {
                Error::Parameter { name, .. } | Error::Shape { name, .. } => name,
                other => panic!("{other}"),
            };
        let default = WaveletOptions::default;
        for bad in [0.0, -1.0, f64::NAN, f64::INFINITY] {
            assert_eq!(named(WaveletOptions { filter_scale: bad, ..default() }), "filter_scale");
        }
        assert_eq!(named(WaveletOptions { gamma: Some(-1.0), ..default() }), "gamma");
        assert_eq!(named(WaveletOptions { gamma: Some(f64::NAN), ..default() }), "gamma");
        assert_eq!(named(WaveletOptions { norm: Some(Norm::P(0.0)), ..default() }), "norm");
        let bandwidths =
            |given: &[f64]| WaveletOptions { bandwidths: Some(given.into()), ..default() };
        assert_eq!(named(bandwidths(&[0.1])), "bandwidths");
        assert_eq!(named(bandwidths(&[0.1, -0.1])), "bandwidths");
        let endless = WaveletOptions { filter_scale: 1e9, ..default() };
        assert_eq!(named(endless), "frequencies_hz");
        let window = Window::Samples(vec![1.0; 4]);
        assert!(
            wavelet::<f64>(&array![1.0, 2.0], 8.0, &WaveletOptions { window, ..default() })
                .is_err()
        );
    }

    #[test]
    fn bad_frequencies_are_named() {
        let lengths = |hz: Array1<f64>| wavelet_lengths(&hz, 8e3, &WaveletOptions::default());
        let short = lengths(array![100.0]).unwrap_err();
        assert_eq!(short, Error::TooShort { name: "frequencies_hz", expected: 2, actual: 1 });
        let unfit = Error::Values { name: "frequencies_hz", requirement: "be positive and ascend" };
        for hz in [array![0.0, 1.0], array![2.0, 1.0], array![2.0, 2.0]] {
            assert_eq!(lengths(hz).unwrap_err(), unfit);
        }
        assert!(matches!(lengths(array![1.0, f64::NAN]), Err(Error::NotFinite { .. })));
        assert!(wavelet_lengths(&array![1.0, 2.0], 0.0, &WaveletOptions::default()).is_err());
    }
}

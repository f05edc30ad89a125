//! How far peaks stand out of valleys, octave by octave.
//!
//! Counterpart of `librosa.feature.spectral_contrast`.

use std::ops::Range;

use ndarray::{Array, Array2, ArrayRef, ArrayRef2, Axis, Dimension, Slice};
use onkai_core::{Error, Real, Result, check_positive};

use super::frequencies::{BinFrequencies, Bins};
use super::magnitude::{column_a_column, column_a_frame, default_frames};
use crate::convert::bin_frequencies;
use crate::spectrum::{DbOptions, StftOptions, StftPlan, power_to_db};

/// The difference between peaks and valleys of each frame's spectrum in octaves above `fmin_hz`, and
/// in what lies below.
///
/// ```text
/// C[b, t] = dB(mean of the largest of band b) - dB(mean of its smallest)
/// ```
///
/// each over a share `quantile` of the band's bins, at least one. The first band ends at `fmin_hz`, the
/// others are octaves, and the last one takes all that is left. The decibels are those of
/// [`power_to_db`]; with `linear` the means themselves are subtracted.
///
/// # Shapes
///
/// `y`: `[..., n]`, `n ≥ 1`, at `sample_rate` hertz. Returns `[..., n_bands + 1, n_frames]`.
///
/// # Errors
///
/// [`Error::Parameter`] when an option is out of range, a band begins above half the sample rate or
/// holds no bin, else those of [`stft`](crate::stft).
///
/// # Examples
///
/// ```
/// use ndarray::Array1;
/// use onkai_mir::{SpectralContrastOptions, spectral_contrast};
///
/// let y = Array1::from_shape_fn(22050, |i| (0.2 * i as f64).sin());
/// let contrast = spectral_contrast(&y, 22050.0, &SpectralContrastOptions::default())?;
/// assert_eq!(contrast.dim(), (7, 44));
/// // 702 Hz lie in the octave from 400 Hz.
/// assert!(contrast[[2, 20]] > 30.0);
/// # Ok::<(), onkai_mir::Error>(())
/// ```
///
/// # Differences from librosa
///
/// A first band with just one bin keeps it and has no contrast, where librosa's is NaN; a band
/// without any bin is an error that names the option. Single precision stays what it is.
///
/// # References
///
/// D.-N. Jiang, L. Lu, H.-J. Zhang, J.-H. Tao, L.-H. Cai, "Music type classification by spectral
/// contrast feature", ICME 2002. <https://doi.org/10.1109/ICME.2002.1035731>
pub fn spectral_contrast<F: Real, D: Dimension>(
    y: &ArrayRef<F, D>,
    sample_rate: f64,
    options: &SpectralContrastOptions,
) -> Result<Array<F, D::Larger>> {
    let plan = StftPlan::new(&options.stft)?;
    let frequencies: Vec<F> = bin_frequencies(sample_rate, plan.n_fft())?;
    let bands = Bands::new(&frequencies, Some(sample_rate / 2.0), options)?;
    let extremes = column_a_frame(y, &plan, bands.width(), Vec::new, |sorted, s, out| {
        bands.extremes(s, sorted, out);
    })?;
    contrast_of(&extremes, options.linear)
}

/// [`spectral_contrast`] of magnitudes that exist already.
///
/// # Shapes
///
/// `s`: `[n_bins, n_frames]`, magnitudes. Returns `[n_bands + 1, n_frames]`.
///
/// # Errors
///
/// [`Error::Parameter`] when an option is out of range or a band holds no bin, [`Error::Shape`] when
/// `frequencies` do not fit `s`, [`Error::Values`] when they differ from frame to frame or do not
/// rise, [`Error::NotFinite`], [`Error::TooShort`] when `s` is empty.
///
/// # Examples
///
/// ```
/// use ndarray::{Array2, array};
/// use onkai_mir::{BinFrequencies, SpectralContrastOptions, spectral_contrast_of_spectrogram};
///
/// let s = array![[1.0], [5.0], [2.0], [7.0], [6.0]];
/// let f = array![100.0, 200.0, 300.0, 400.0, 500.0];
/// let options = SpectralContrastOptions {
///     fmin_hz: 250.0, n_bands: 1, linear: true, ..Default::default()
/// };
/// let contrast = spectral_contrast_of_spectrogram(&s, BinFrequencies::Fixed(&f), &options)?;
/// // A band ends before its last bin, with which the next one begins.
/// assert_eq!(contrast, array![[0.0], [5.0]]);
/// # Ok::<(), onkai_mir::Error>(())
/// ```
pub fn spectral_contrast_of_spectrogram<F: Real>(
    s: &ArrayRef2<F>,
    frequencies: BinFrequencies<'_, F>,
    options: &SpectralContrastOptions,
) -> Result<Array2<F>> {
    let nyquist_hz = match frequencies {
        BinFrequencies::Fft { sample_rate, .. } => Some(sample_rate / 2.0),
        _ => None,
    };
    let Bins::Fixed(frequencies) = frequencies.bins_of(s)? else {
        let requirement = "be the same in each frame, as bands are";
        return Err(Error::Values { name: "frequencies", requirement });
    };
    if frequencies.is_empty() {
        return Err(Error::TooShort { name: "s", expected: 1, actual: 0 });
    }
    let bands = Bands::new(&frequencies, nyquist_hz, options)?;
    let extremes = column_a_column(s, bands.width(), Vec::new, |sorted, _, s, out| {
        bands.extremes(s, sorted, out);
    })?;
    contrast_of(&extremes, options.linear)
}

/// Options of [`spectral_contrast`]; the defaults are those of librosa.
#[derive(Clone, Debug, PartialEq)]
pub struct SpectralContrastOptions {
    /// The frames; [`spectral_contrast_of_spectrogram`] has no use for them. Default: those of
    /// [`StftOptions`] with a `hop_length` of 512.
    pub stft: StftOptions,
    /// Where the first band ends, in hertz; above 0. Default: `200.0`.
    pub fmin_hz: f64,
    /// How many octaves follow; at least 1. Default: `6`.
    pub n_bands: usize,
    /// Which share of a band's bins make its peaks, and its valleys; between 0 and 1.
    /// Default: `0.02`.
    pub quantile: f64,
    /// Whether to subtract magnitudes rather than decibels. Default: `false`.
    pub linear: bool,
}

impl Default for SpectralContrastOptions {
    fn default() -> Self {
        Self { stft: default_frames(), fmin_hz: 200.0, n_bands: 6, quantile: 0.02, linear: false }
    }
}

/// The bins of the bands.
struct Bands(Vec<Band>);

struct Band {
    bins: Range<usize>,
    /// How many are peaks, and how many valleys.
    n_extreme: usize,
}

impl Bands {
    fn new<F: Real>(
        frequencies: &[F],
        nyquist_hz: Option<f64>,
        options: &SpectralContrastOptions,
    ) -> Result<Self> {
        let &SpectralContrastOptions { fmin_hz, n_bands, quantile, .. } = options;
        check_positive("fmin_hz", fmin_hz)?;
        if n_bands == 0 {
            return Err(Error::parameter("n_bands", 0.0, "at least 1"));
        }
        if !(0.0 < quantile && quantile < 1.0) {
            let requirement = "between 0 and 1, these excluded";
            return Err(Error::parameter("quantile", quantile, requirement));
        }
        if !frequencies.is_sorted() {
            return Err(Error::Values { name: "frequencies", requirement: "rise" });
        }
        let highest = frequencies[frequencies.len() - 1].as_f64();
        let mut bands = Vec::new();
        for band in 0..=n_bands {
            let high = fmin_hz * 2.0_f64.powf(band as f64);
            let low = if band == 0 { 0.0 } else { high / 2.0 };
            if highest < low || nyquist_hz.is_some_and(|nyquist_hz| nyquist_hz <= low) {
                let requirement = "so few that no band begins above the highest frequency";
                return Err(Error::parameter("n_bands", n_bands as f64, requirement));
            }
            let mut start = frequencies.partition_point(|f| f.as_f64() < low);
            let mut end = frequencies.partition_point(|f| f.as_f64() <= high);
            if start == end {
                let requirement = "such that each band holds a bin";
                return Err(Error::parameter("fmin_hz", fmin_hz, requirement));
            }
            // A band begins with the last bin of the one before, and leaves its own last to the next.
            start = if band == 0 { start } else { start.saturating_sub(1) };
            end = if band == n_bands { frequencies.len() } else { end };
            let n_extreme = (quantile * (end - start) as f64).round_ties_even().max(1.0) as usize;
            if band < n_bands && 1 < end - start {
                end -= 1;
            }
            bands.push(Band { bins: start..end, n_extreme: n_extreme.min(end - start) });
        }
        Ok(Self(bands))
    }

    /// A peak and a valley for each band.
    fn width(&self) -> usize {
        2 * self.0.len()
    }

    /// The peaks, then the valleys.
    fn extremes<F: Real>(&self, s: &[F], scratch: &mut Vec<F>, out: &mut [F]) {
        let (peaks, valleys) = out.split_at_mut(self.0.len());
        let order = |a: &F, b: &F| a.partial_cmp(b).unwrap_or(std::cmp::Ordering::Equal);
        let mean = |x: &[F]| x.iter().copied().sum::<F>() / F::of_usize(x.len());
        for ((band, peak), valley) in self.0.iter().zip(peaks).zip(valleys) {
            scratch.clear();
            scratch.extend_from_slice(&s[band.bins.clone()]);
            let (n, n_extreme) = (scratch.len(), band.n_extreme);
            scratch.select_nth_unstable_by(n_extreme - 1, order);
            *valley = mean(&scratch[..n_extreme]);
            scratch.select_nth_unstable_by(n - n_extreme, order);
            *peak = mean(&scratch[n - n_extreme..]);
        }
    }
}

/// What is left of peaks and valleys when these are taken from those.
fn contrast_of<F: Real, D: Dimension>(
    extremes: &ArrayRef<F, D>,
    linear: bool,
) -> Result<Array<F, D>> {
    let rows = Axis(extremes.ndim() - 2);
    let n = extremes.len_of(rows) / 2;
    let peaks = extremes.slice_axis(rows, Slice::from(..n));
    let valleys = extremes.slice_axis(rows, Slice::from(n..));
    if linear {
        return Ok(&peaks - &valleys);
    }
    let options = DbOptions::default();
    Ok(power_to_db(&peaks, &options)? - power_to_db(&valleys, &options)?)
}

#[cfg(test)]
mod tests {
    use ndarray::{Array1, array};
    use onkai_testing::noise;

    use super::*;

    fn named(sample_rate: f64, options: &SpectralContrastOptions) -> &'static str {
        match spectral_contrast(&Array1::<f64>::ones(100), sample_rate, options).unwrap_err() {
            Error::Parameter { name, .. } => name,
            other => panic!("{other}"),
        }
    }

    #[test]
    fn channels_share_the_floor_of_the_decibels() {
        let y = noise(4000, 3).into_shape_with_order((2, 2000)).unwrap();
        let options = SpectralContrastOptions { linear: true, ..Default::default() };
        let both = spectral_contrast(&y, 22050.0, &options).unwrap();
        assert_eq!(both.dim(), (2, 7, 4));
        for (channel, y) in y.rows().into_iter().enumerate() {
            let alone = spectral_contrast(&y, 22050.0, &options).unwrap();
            assert_eq!(alone.strides(), [1, 7]);
            assert_eq!(both.index_axis(Axis(0), channel), alone);
        }
    }

    #[test]
    fn a_first_band_of_one_bin_keeps_it() {
        let stft = StftOptions { n_fft: 64, hop_length: Some(64), ..Default::default() };
        let options = SpectralContrastOptions { stft, n_bands: 4, ..Default::default() };
        let contrast = spectral_contrast(&noise(500, 1), 22050.0, &options).unwrap();
        assert!(contrast.row(0).iter().all(|&c| c == 0.0));
        assert!(contrast.iter().all(|c| c.is_finite()));
    }

    #[test]
    fn bad_options_are_named() {
        let default = SpectralContrastOptions::default();
        assert_eq!(
            named(22050.0, &SpectralContrastOptions { n_bands: 0, ..default.clone() }),
            "n_bands"
        );
        // The seventh octave would begin at 12.8 kHz; at 8 kHz even the fifth is too high.
        assert_eq!(
            named(22050.0, &SpectralContrastOptions { n_bands: 7, ..default.clone() }),
            "n_bands"
        );
        assert_eq!(named(8000.0, &default), "n_bands");
        for quantile in [0.0, 1.0, f64::NAN] {
            let options = SpectralContrastOptions { quantile, ..default.clone() };
            assert_eq!(named(22050.0, &options), "quantile");
        }
        for fmin_hz in [0.0, -1.0, f64::NAN] {
            let options = SpectralContrastOptions { fmin_hz, ..default.clone() };
            assert_eq!(named(22050.0, &options), "fmin_hz");
        }
        let stft = StftOptions { n_fft: 64, ..Default::default() };
        // Between 20 and 40 Hz there is no bin.
        let options = SpectralContrastOptions { stft, fmin_hz: 20.0, ..default };
        assert_eq!(named(22050.0, &options), "fmin_hz");
    }

    #[test]
    fn bad_spectrograms_are_named() {
        let options = SpectralContrastOptions { n_bands: 1, ..Default::default() };
        let s = array![[1.0], [2.0], [3.0]];
        let of = |bins| spectral_contrast_of_spectrogram(&s, bins, &options).unwrap_err();
        let falling = array![400.0, 300.0, 0.0];
        let error = of(BinFrequencies::Fixed(&falling));
        assert_eq!(error, Error::Values { name: "frequencies", requirement: "rise" });
        assert!(matches!(
            of(BinFrequencies::PerFrame(&s)),
            Error::Values { name: "frequencies", .. }
        ));
        let low = array![0.0, 10.0, 20.0];
        assert!(matches!(
            of(BinFrequencies::Fixed(&low)),
            Error::Parameter { name: "n_bands", .. }
        ));
        let bins = array![0.0, 150.0, 300.0];
        let nan = array![[1.0], [f64::NAN], [1.0]];
        let error = spectral_contrast_of_spectrogram(&nan, BinFrequencies::Fixed(&bins), &options);
        assert!(matches!(error, Err(Error::NotFinite { name: "s", .. })));
        let (none, bins) = (Array2::<f64>::zeros((0, 0)), Array1::zeros(0));
        let error = spectral_contrast_of_spectrogram(&none, BinFrequencies::Fixed(&bins), &options);
        assert!(matches!(error, Err(Error::TooShort { name: "s", .. })));
    }
}

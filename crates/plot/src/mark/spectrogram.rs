//! An image of levels over time and frequency.
//!
//! Counterpart of `librosa.display.specshow`.

use ndarray::{Array2, ArrayRef2};
use onkai_core::{Error, MelScale, Real, check_positive, hz_to_mel, mel_to_hz};

use crate::axis::{Axis, Quantity, Scale};
use crate::color::MISSING;
use crate::color_map::ColorMap;
use crate::error::Result;
use crate::mark::Frame;
use crate::mark::cells::{Coverage, Level, colors, level};
use crate::scene::{Pixels, Rect, Shape};

/// A spectrogram: one column of cells for each frame, coloured by level.
///
/// Frame `t` is centred at `t · hop_length / sample_rate` seconds. A pixel shows the mean of the
/// cells under it, weighted by area. NaN is drawn gray; -∞, the level of silence, as the least level.
///
/// # Examples
///
/// ```
/// use ndarray::Array2;
/// use onkai_plot::{FrequencyAxis, Spectrogram, SpectrogramOptions};
///
/// let db = Array2::from_shape_fn((1025, 100), |(k, t)| -((k + t) as f32) / 20.0);
/// let options = SpectrogramOptions { frequency_axis: FrequencyAxis::Log, ..Default::default() };
/// let spectrogram = Spectrogram::new(&db, 22050.0, 512, &options)?;
/// # Ok::<(), onkai_plot::Error>(())
/// ```
///
/// # Differences from librosa
///
/// The mel axis is spaced by the mel formula itself, so that all bands are equally high, and each
/// band lies about the centre of its filter. What falls on one pixel is averaged; matplotlib shows
/// one of the cells.
#[derive(Clone, Debug)]
pub struct Spectrogram {
    // Invariant: neither axis is empty, and one of them is contiguous.
    levels: Array2<Level>,
    frame_s: f64,
    nyquist_hz: f64,
    // Invariant: finite, and the first is less.
    level_range: [f64; 2],
    options: SpectrogramOptions,
}

/// Options of [`Spectrogram`].
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SpectrogramOptions {
    /// What the bins are, and how they are spread. Default: [`FrequencyAxis::Linear`].
    pub frequency_axis: FrequencyAxis,
    /// Default: [`ColorMap::Magma`].
    pub color_map: ColorMap,
    /// The level that has the first colour. Default: `None`, the least finite one.
    #[doc(alias = "vmin")]
    pub min_level: Option<f64>,
    /// The level that has the last colour. Default: `None`, the greatest finite one.
    #[doc(alias = "vmax")]
    pub max_level: Option<f64>,
    /// Default: [`ColorBar::Decibels`].
    pub color_bar: ColorBar,
    /// Time of the first frame's centre, in seconds. Default: `0`.
    pub start_s: f64,
}

/// What the bins of a spectrogram are, and how they are spread over its height.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum FrequencyAxis {
    /// Bins of a Fourier transform, from 0 Hz to the Nyquist frequency, equally spaced.
    #[default]
    Linear,
    /// The same bins, spaced by the logarithm of frequency, below C2 (65 Hz) linearly.
    Log,
    /// Mel bands.
    Mel {
        /// Lower edge of the first band, in hertz; librosa's default is 0.
        min_hz: f64,
        /// Upper edge of the last band, in hertz; `None` for the Nyquist frequency.
        max_hz: Option<f64>,
        /// The formula.
        scale: MelScale,
    },
}

impl FrequencyAxis {
    /// Mel bands as librosa makes them by default: from 0 Hz to the Nyquist frequency, Slaney's formula.
    pub const MEL: Self = Self::Mel { min_hz: 0.0, max_hz: None, scale: MelScale::Slaney };
}

/// The scale beside a spectrogram that tells which colour is which level.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ColorBar {
    /// Levels as "+0 dB".
    #[default]
    Decibels,
    /// Levels as plain numbers.
    Number,
    /// No colour bar.
    Hidden,
}

impl Spectrogram {
    /// A spectrogram of `data`.
    ///
    /// # Shapes
    ///
    /// `data`: `[n_bins, n_frames]`, both at least 1 (`n_bins ≥ 2` unless the bins are mel bands),
    /// row by row or, faster, column by column in memory; `sample_rate` in hertz; `hop_length` in samples.
    ///
    /// # Errors
    ///
    /// `TooShort` when `data` lacks bins or frames, `Values` when none of it is finite, `Parameter`
    /// when `sample_rate`, `hop_length` or an option is out of range.
    pub fn new<F: Real>(
        data: &ArrayRef2<F>,
        sample_rate: f64,
        hop_length: usize,
        options: &SpectrogramOptions,
    ) -> Result<Self> {
        check_positive("sample_rate", sample_rate)?;
        check_positive("hop_length", hop_length as f64)?;
        check_size(data.dim(), options.frequency_axis)?;
        check_frequencies(options.frequency_axis, sample_rate / 2.0)?;
        if !options.start_s.is_finite() {
            return Err(Error::parameter("start_s", options.start_s, "finite").into());
        }
        let [low, high] = level_range(data, options)?;
        let levels = |data: &ArrayRef2<F>| data.mapv(|v| level(v.as_f64(), low, high));
        // Either order in memory is kept, so that no pass goes against it.
        let levels = if data.t().is_standard_layout() {
            levels(&data.t()).reversed_axes()
        } else {
            levels(&data.as_standard_layout())
        };
        Ok(Self {
            levels,
            frame_s: hop_length as f64 / sample_rate,
            nyquist_hz: sample_rate / 2.0,
            level_range: [low, high],
            options: options.clone(),
        })
    }

    /// From the centre of the first frame to that of the last.
    pub(crate) fn time_range(&self) -> [f64; 2] {
        let n_frames = self.levels.ncols();
        let start = self.options.start_s;
        if n_frames == 1 {
            return [start - 0.5 * self.frame_s, start + 0.5 * self.frame_s];
        }
        [start, start + (n_frames - 1) as f64 * self.frame_s]
    }

    pub(crate) fn y_axis(&self) -> Axis {
        let (scale, range) = match self.options.frequency_axis {
            FrequencyAxis::Linear => (Scale::Linear, [0.0, self.nyquist_hz]),
            FrequencyAxis::Log => (Scale::SymLog, [0.0, self.nyquist_hz]),
            FrequencyAxis::Mel { scale, .. } => {
                (Scale::Mel(scale), [self.bin_edge(0), self.bin_edge(self.levels.nrows())])
            }
        };
        Axis { scale, range, quantity: Quantity::Hertz }
    }

    pub(crate) fn color_bar(&self) -> Option<(Axis, ColorMap)> {
        let quantity = match self.options.color_bar {
            ColorBar::Decibels => Quantity::Decibels,
            ColorBar::Number => Quantity::Number,
            ColorBar::Hidden => return None,
        };
        let axis = Axis { scale: Scale::Linear, range: self.level_range, quantity };
        Some((axis, self.options.color_map))
    }

    /// Between bins `idx - 1` and `idx`, in hertz.
    fn bin_edge(&self, idx: usize) -> f64 {
        let n_bins = self.levels.nrows();
        match self.options.frequency_axis {
            FrequencyAxis::Linear | FrequencyAxis::Log => {
                (idx as f64 - 0.5) * self.nyquist_hz / (n_bins - 1) as f64
            }
            FrequencyAxis::Mel { min_hz, max_hz, scale } => {
                // Band i is a triangle from mel i to mel i + 2 of n_bins + 2 equally spaced ones.
                let low = hz_to_mel(min_hz, scale);
                let step = (hz_to_mel(max_hz.unwrap_or(self.nyquist_hz), scale) - low)
                    / (n_bins + 1) as f64;
                mel_to_hz(low + (idx as f64 + 0.5) * step, scale)
            }
        }
    }

    pub(crate) fn draw(&self, frame: &Frame<'_>) -> Vec<Shape> {
        let (n_bins, n_frames) = self.levels.dim();
        let (width, height) = (frame.n_columns() as f64, frame.n_rows() as f64);
        let x = (0..=n_frames).map(|i| {
            width * frame.x.fraction(self.options.start_s + (i as f64 - 0.5) * self.frame_s)
        });
        let y = (0..=n_bins).map(|i| height * frame.y.fraction(self.bin_edge(i)));
        let Some((left, columns)) = cover(x.collect(), width) else { return Vec::new() };
        let Some((bottom, rows)) = cover(y.collect(), height) else { return Vec::new() };
        let pixels = self.pixels(&rows, &columns);
        let rect = Rect {
            left: frame.rect.left + left / frame.scale,
            top: frame.rect.bottom() - (bottom + pixels.height as f64) / frame.scale,
            width: pixels.width as f64 / frame.scale,
            height: pixels.height as f64 / frame.scale,
        };
        vec![Shape::Image { rect, pixels }]
    }

    fn pixels(&self, rows: &Coverage, columns: &Coverage) -> Pixels {
        let (height, width) = (rows.n_pixels(), columns.n_pixels());
        let mut table = self.options.color_map.table().to_vec();
        // Its number is the one after the last colour's.
        table.push(MISSING.to_rgb());
        let colors = colors(&self.levels, rows, columns);
        let mut rgb = Vec::with_capacity(3 * width * height);
        for row in colors.chunks_exact(width).rev() {
            rgb.extend(row.iter().flat_map(|&color| table[usize::from(color)]));
        }
        Pixels { width, height, rgb }
    }
}

/// The first of `n_pixels` pixels that any cell touches, and the coverage of all from there on that
/// do; `None` if all cells lie outside.
fn cover(mut edges: Vec<f64>, n_pixels: f64) -> Option<(f64, Coverage)> {
    let (first, last) = (edges[0], edges[edges.len() - 1]);
    // An edge that is a rounding error beyond a pixel does not touch the next one.
    let start = (first + 1e-6).floor().max(0.0);
    let end = (last - 1e-6).ceil().min(n_pixels);
    if end <= start {
        return None;
    }
    for edge in &mut edges {
        *edge -= start;
    }
    Some((start, Coverage::new(&edges, (end - start) as usize)))
}

fn check_size((n_bins, n_frames): (usize, usize), axis: FrequencyAxis) -> Result<()> {
    let least_bins = if matches!(axis, FrequencyAxis::Mel { .. }) { 1 } else { 2 };
    let too_short = |expected, actual| Error::TooShort { name: "data", expected, actual };
    if n_bins < least_bins {
        return Err(too_short(least_bins, n_bins).into());
    }
    if n_frames == 0 {
        return Err(too_short(1, 0).into());
    }
    Ok(())
}

fn check_frequencies(axis: FrequencyAxis, nyquist_hz: f64) -> Result<()> {
    let FrequencyAxis::Mel { min_hz, max_hz, .. } = axis else { return Ok(()) };
    if !(min_hz.is_finite() && 0.0 <= min_hz) {
        return Err(Error::parameter("min_hz", min_hz, "at least 0 and finite").into());
    }
    let max_hz = max_hz.unwrap_or(nyquist_hz);
    if !(max_hz.is_finite() && min_hz < max_hz) {
        return Err(Error::parameter("max_hz", max_hz, "greater than `min_hz` and finite").into());
    }
    Ok(())
}

/// The levels that have the first and the last colour.
fn level_range<F: Real>(data: &ArrayRef2<F>, options: &SpectrogramOptions) -> Result<[f64; 2]> {
    let finite = data.iter().filter(|v| v.is_finite());
    let (least, greatest) = finite.fold((F::infinity(), F::neg_infinity()), |(a, b), &v| {
        (if v < a { v } else { a }, if b < v { v } else { b })
    });
    if greatest < least {
        let requirement = "hold at least one finite value";
        return Err(Error::Values { name: "data", requirement }.into());
    }
    let low = options.min_level.unwrap_or(least.as_f64());
    if !low.is_finite() {
        return Err(Error::parameter("min_level", low, "finite").into());
    }
    let highest = match greatest.as_f64() {
        highest if low < highest => highest,
        // All levels are alike: any range above them will do.
        _ => low + low.abs().max(1.0),
    };
    let high = options.max_level.unwrap_or(highest);
    if !(low < high && (high - low).is_finite()) {
        let requirement = "greater than `min_level`, by a finite difference";
        return Err(Error::parameter("max_level", high, requirement).into());
    }
    Ok([low, high])
}

#[cfg(test)]
mod tests {
    use ndarray::{Array1, array};
    use onkai_testing::{Golden, assert_close};

    use super::*;

    fn message(data: &Array2<f64>, options: &SpectrogramOptions) -> String {
        Spectrogram::new(data, 22050.0, 512, options).unwrap_err().to_string()
    }

    #[test]
    fn bad_input_is_named() {
        let defaults = SpectrogramOptions::default();
        let data = Array2::zeros((3, 2));
        assert_eq!(
            message(&Array2::zeros((1, 4)), &defaults),
            "`data` has length 1, but needs at least 2"
        );
        assert_eq!(
            message(&Array2::zeros((4, 0)), &defaults),
            "`data` has length 0, but needs at least 1"
        );
        assert_eq!(
            message(&array![[f64::NAN], [f64::INFINITY]], &defaults),
            "`data` must hold at least one finite value"
        );
        let swapped = SpectrogramOptions {
            min_level: Some(0.0),
            max_level: Some(-80.0),
            ..Default::default()
        };
        assert!(message(&data, &swapped).starts_with("`max_level` is -80"));
        let mel = FrequencyAxis::Mel { min_hz: 9e3, max_hz: Some(8e3), scale: MelScale::Htk };
        let mel = SpectrogramOptions { frequency_axis: mel, ..Default::default() };
        assert!(message(&data, &mel).starts_with("`max_hz` is 8000"));
        let late = SpectrogramOptions { start_s: f64::INFINITY, ..Default::default() };
        assert!(message(&data, &late).starts_with("`start_s` is inf"));
        for (rate, hop, name) in [(0.0, 512, "sample_rate"), (22050.0, 0, "hop_length")] {
            let error = Spectrogram::new(&data, rate, hop, &defaults).unwrap_err().to_string();
            assert!(error.starts_with(&format!("`{name}` is 0")), "{error}");
        }
    }

    #[test]
    fn levels_span_what_is_finite() {
        let range = |data: &Array2<f32>| {
            Spectrogram::new(data, 1.0, 1, &SpectrogramOptions::default()).unwrap().level_range
        };
        assert_eq!(range(&array![[-30.0, f32::NEG_INFINITY], [f32::NAN, 4.0]]), [-30.0, 4.0]);
        assert_eq!(range(&array![[0.0], [0.0]]), [0.0, 1.0]);
        assert_eq!(range(&array![[-80.0], [-80.0]]), [-80.0, 0.0]);
    }

    #[test]
    fn mel_bands_lie_about_their_filters_centres() {
        let golden = Golden::open(env!("CARGO_MANIFEST_DIR"), "plot");
        for (n_bands, min_hz, max_hz) in [(1, 0.0, None), (5, 30.0, Some(8000.0)), (128, 0.0, None)]
        {
            for (scale, name) in [(MelScale::Slaney, "slaney"), (MelScale::Htk, "htk")] {
                let options = SpectrogramOptions {
                    frequency_axis: FrequencyAxis::Mel { min_hz, max_hz, scale },
                    ..Default::default()
                };
                let data = Array2::<f32>::zeros((n_bands, 1));
                let spectrogram = Spectrogram::new(&data, 22050.0, 512, &options).unwrap();
                let mel = |i| hz_to_mel(spectrogram.bin_edge(i), scale);
                let centres = Array1::from_shape_fn(n_bands, |i| {
                    mel_to_hz(0.5 * (mel(i) + mel(i + 1)), scale)
                });
                let expected: Array1<f64> = golden.array1(&format!("bands_{n_bands}_{name}"));
                assert_close!(centres, expected, 1e-12, 0.0, "{n_bands} {name}");
            }
        }
    }

    #[test]
    fn frames_and_bins_stand_where_they_belong() {
        // Three bins at 0, 2 and 4 Hz; three frames at 0, 1 and 2 s; half a cell hangs over each end.
        let data = array![[0.0, 1.0, 2.0], [3.0, 4.0, 5.0], [6.0, 7.0, 255.99]];
        let options = SpectrogramOptions {
            color_map: ColorMap::Gray,
            max_level: Some(256.0),
            ..Default::default()
        };
        let spectrogram = Spectrogram::new(&data, 8.0, 8, &options).unwrap();
        let y = spectrogram.y_axis();
        assert_eq!(y.range, [0.0, 4.0]);
        let x = Axis {
            scale: Scale::Linear,
            range: spectrogram.time_range(),
            quantity: Quantity::Seconds,
        };
        let rect = Rect { left: 0.0, top: 0.0, width: 4.0, height: 4.0 };
        let shapes = spectrogram.draw(&Frame { rect, x: &x, y: &y, scale: 1.0 });
        let Shape::Image { rect: image, pixels } = &shapes[0] else { panic!() };
        assert_eq!(*image, rect);
        let red: Vec<u8> = pixels.rgb.iter().copied().step_by(3).collect();
        assert_eq!(red, [6, 7, 7, 255, 3, 4, 4, 5, 3, 4, 4, 5, 0, 1, 1, 2]);
        // An axis that begins earlier: the image begins where the first frame does.
        let x = Axis { range: [-2.5, 1.5], ..x };
        let shapes = spectrogram.draw(&Frame { rect, x: &x, y: &y, scale: 1.0 });
        let Shape::Image { rect: image, pixels } = &shapes[0] else { panic!() };
        assert_eq!((image.left, image.width, pixels.width), (2.0, 2.0, 2));
        let x = Axis { range: [5.0, 6.0], ..x };
        assert!(spectrogram.draw(&Frame { rect, x: &x, y: &y, scale: 1.0 }).is_empty());
    }
}

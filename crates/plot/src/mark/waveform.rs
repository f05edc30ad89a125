//! Samples over time.
//!
//! Counterpart of `librosa.display.waveshow`.

use ndarray::{Array1, ArrayRef1};
use onkai_core::{Error, Real, check_finite, check_positive};

use crate::axis::{Kind, Scale};
use crate::color::Color;
use crate::error::Result;
use crate::mark::columns::{clamp, polylines};
use crate::mark::points::{check_size, markers};
use crate::mark::{Drawn, Frame, Marker, Sample, Way};
use crate::scene::{Point, Shape, Stroke};
use crate::ticks::Ticks;

/// The samples of one channel over time.
///
/// Where several samples fall on one column of pixels, the area between the least and the greatest
/// of them is filled, so that hours of sound make a small picture and no peak is lost; where they
/// lie apart, a line joins them, and close up each sample has a dot.
///
/// # Examples
///
/// ```
/// use ndarray::Array1;
/// use onkai_plot::{Waveform, WaveformOptions};
///
/// let x = Array1::from_shape_fn(22050, |i| (0.1 * i as f32).sin());
/// let waveform = Waveform::new(&x, 22050.0, &WaveformOptions::default())?;
/// # Ok::<(), onkai_plot::Error>(())
/// ```
///
/// # Differences from librosa
///
/// The envelope is that of the samples in each column of the picture, not of 11 025 samples a second,
/// and it spans the least and the greatest sample instead of ± the greatest modulus.
#[derive(Clone, Debug)]
pub struct Waveform {
    // Invariant: at least one, all finite. Single precision is finer than any picture.
    samples: Array1<f32>,
    sample_rate: f64,
    options: WaveformOptions,
}

/// Options of [`Waveform`].
#[derive(Clone, Debug, PartialEq)]
pub struct WaveformOptions {
    /// Default: `None`, the next of the panel's palette.
    pub color: Option<Color>,
    /// From 0, invisible, to 1, opaque: for several waveforms over each other. Default: `1`.
    #[doc(alias = "alpha")]
    pub opacity: f64,
    /// Time of the first sample, in seconds. Default: `0`.
    #[doc(alias = "offset")]
    pub start_s: f64,
    /// Width of the line where samples lie apart, in points. Default: `1`.
    pub width_pt: f64,
    /// Whether samples have a dot each where they lie at least 5 points apart. Default: `true`.
    pub dots: bool,
    /// Name in the legend. Default: empty, not in the legend.
    pub label: String,
}

impl Default for WaveformOptions {
    fn default() -> Self {
        Self {
            color: None,
            opacity: 1.0,
            start_s: 0.0,
            width_pt: 1.0,
            dots: true,
            label: String::new(),
        }
    }
}

/// How far apart samples lie that have a dot, and how large it is; in points.
const DOT_SPACING: f64 = 5.0;
const DOT_SIZE: f64 = 3.6;

impl Waveform {
    /// Samples of one channel.
    ///
    /// # Shapes
    ///
    /// `x`: `[n]`, `n ≥ 1`; `sample_rate` in hertz.
    ///
    /// # Errors
    ///
    /// `TooShort` when there is no sample, `NotFinite` when one is NaN or infinite, `Parameter`
    /// when `sample_rate` is not positive, `start_s` not finite, the width not positive or above
    /// 1000, or the opacity not between 0 and 1.
    pub fn new<F: Real>(
        x: &ArrayRef1<F>,
        sample_rate: f64,
        options: &WaveformOptions,
    ) -> Result<Self> {
        if x.is_empty() {
            return Err(Error::TooShort { name: "x", expected: 1, actual: 0 }.into());
        }
        check_positive("sample_rate", sample_rate)?;
        if !options.start_s.is_finite() {
            return Err(Error::parameter("start_s", options.start_s, "finite").into());
        }
        check_size("width_pt", options.width_pt)?;
        if !(0.0..=1.0).contains(&options.opacity) {
            return Err(Error::parameter("opacity", options.opacity, "between 0 and 1").into());
        }
        let samples = x.mapv(|v| v.as_f64() as f32);
        check_finite("x", &samples)?;
        Ok(Self { samples, sample_rate, options: options.clone() })
    }

    /// Along the maxima of all columns and back along the minima.
    fn envelope(&self, frame: &Frame<'_>) -> Vec<Point> {
        let samples = self.samples.as_slice().expect("mapv gives a contiguous array");
        let [low, high] = frame.x.range;
        let n_columns = frame.n_columns();
        let edge = |column: usize| {
            let fraction = column as f64 / n_columns as f64;
            (self.index(low + (high - low) * fraction).ceil().max(0.0) as usize).min(samples.len())
        };
        let mut maxima = Vec::with_capacity(2 * n_columns);
        let mut minima = Vec::with_capacity(n_columns);
        for column in 0..n_columns {
            // The next column's first sample too: the line runs on to it.
            let (from, to) = (edge(column), (edge(column + 1) + 1).min(samples.len()));
            if to <= from {
                continue;
            }
            let x = frame.rect.left + (column as f64 + 0.5) / frame.scale;
            let (least, greatest) = extremes(&samples[from..to]);
            maxima.push(clamp([x, frame.place_y_near(f64::from(greatest))], frame));
            minima.push(clamp([x, frame.place_y_near(f64::from(least))], frame));
        }
        maxima.extend(minima.into_iter().rev());
        maxima
    }

    /// Time of a sample, in seconds.
    fn time(&self, idx: usize) -> f64 {
        self.options.start_s + idx as f64 / self.sample_rate
    }

    /// Which sample stands at a time, in seconds.
    fn index(&self, time: f64) -> f64 {
        (time - self.options.start_s) * self.sample_rate
    }
}

impl Drawn for Waveform {
    fn kind(&self, way: Way) -> Option<Kind> {
        (way == Way::X).then(|| Kind::linear(Ticks::Time))
    }

    fn range(&self, way: Way, scale: Scale) -> Option<[f64; 2]> {
        if way == Way::X {
            return Some([self.options.start_s, self.time(self.samples.len())]);
        }
        if scale == Scale::Log {
            return scale.extent(self.samples.iter().map(|&v| f64::from(v)));
        }
        let peak = self.samples.fold(0.0_f32, |peak, v| peak.max(v.abs()));
        // Silence is drawn as such on an axis of full scale.
        let reach = if peak == 0.0 { 1.0 } else { 1.05 * f64::from(peak) };
        Some([-reach, reach])
    }

    fn color(&self) -> Option<Color> {
        self.options.color
    }

    fn opacity(&self) -> f64 {
        self.options.opacity
    }

    fn legend(&self) -> Option<(&str, Sample)> {
        Some((&self.options.label, Sample::Area))
    }

    fn draw(&self, frame: &Frame<'_>, color: Color) -> Vec<Shape> {
        let [low, high] = frame.x.range;
        let last = (self.samples.len() - 1) as f64;
        // One more to either side, so that the line goes on to the panel's edges.
        let (from, to) = (self.index(low).floor() - 1.0, self.index(high).ceil() + 1.0);
        if last < from || to < 0.0 {
            return Vec::new();
        }
        let per_column =
            self.index(low + (high - low) / frame.n_columns() as f64) - self.index(low);
        // Columns are equally long only on an even axis.
        if 2.0 <= per_column && frame.x.scale == Scale::Linear && !frame.x.inverted {
            let points = self.envelope(frame);
            return vec![Shape::Polygon { points, paint: color.into(), outlined: true }];
        }
        let seen = from.max(0.0) as usize..=to.min(last) as usize;
        let points: Vec<Point> = seen.map(|i| [self.time(i), f64::from(self.samples[i])]).collect();
        let placed = points.iter().map(|&[x, y]| frame.place(x, y));
        let stroke = Stroke::solid(color, self.options.width_pt);
        let mut shapes = polylines(placed, frame, stroke);
        if self.options.dots && DOT_SPACING * frame.scale * per_column <= 1.0 {
            shapes.push(markers(&points, frame, (Marker::Circle, DOT_SIZE), color));
        }
        shapes
    }
}

fn extremes(samples: &[f32]) -> (f32, f32) {
    // Lanes that do not wait for each other let the compiler take several samples at a time.
    let mut least = [f32::INFINITY; 8];
    let mut greatest = [f32::NEG_INFINITY; 8];
    let (chunks, rest) = samples.as_chunks::<8>();
    for chunk in chunks {
        for i in 0..8 {
            least[i] = least[i].min(chunk[i]);
            greatest[i] = greatest[i].max(chunk[i]);
        }
    }
    let least = least.iter().chain(rest).fold(f32::INFINITY, |a, &b| a.min(b));
    let greatest = greatest.iter().chain(rest).fold(f32::NEG_INFINITY, |a, &b| a.max(b));
    (least, greatest)
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;
    use crate::axis::Ruler;
    use crate::scene::Rect;

    fn shapes(x: &Array1<f64>, range: [f64; 2], n_columns: f64) -> Vec<Shape> {
        let waveform = Waveform::new(x, 1.0, &WaveformOptions::default()).unwrap();
        let frame = Frame {
            rect: Rect { left: 0.0, top: 0.0, width: n_columns, height: 2.0 },
            x: &Ruler::linear(range, Ticks::Time),
            y: &Ruler::linear([-1.0, 1.0], Ticks::Number),
            scale: 1.0,
        };
        waveform.draw(&frame, Color::rgb(0))
    }

    #[test]
    fn the_envelope_touches_every_peak() {
        let mut x = Array1::<f64>::zeros(1000);
        x[499] = 1.0;
        x[500] = -1.0;
        let Shape::Polygon { points, .. } = &shapes(&x, [0.0, 1000.0], 10.0)[0] else { panic!() };
        assert_eq!(points.len(), 20);
        // Column 4 ends with the maximum and reaches over to the minimum at the head of column 5.
        assert_eq!((points[4], points[15]), ([4.5, 0.0], [4.5, 2.0]));
        assert_eq!((points[5], points[14]), ([5.5, 1.0], [5.5, 2.0]));
        assert_eq!((points[6], points[13]), ([6.5, 1.0], [6.5, 1.0]));
    }

    #[test]
    fn samples_that_lie_apart_are_joined() {
        let x = array![0.0, 1.0, -1.0, 0.5];
        let close_up = shapes(&x, [0.0, 4.0], 40.0);
        let Shape::Polyline { points, .. } = &close_up[0] else { panic!() };
        assert_eq!(points[..3], [[0.0, 1.0], [10.0, 0.0], [20.0, 2.0]]);
        let Shape::Markers(dots) = &close_up[1] else { panic!() };
        assert_eq!(dots.points, *points);
        assert_eq!(shapes(&x, [0.0, 4.0], 16.0).len(), 1);
        assert!(shapes(&x, [10.0, 20.0], 40.0).is_empty());
        assert!(shapes(&x, [-20.0, -10.0], 40.0).is_empty());
    }

    #[test]
    fn extremes_of_any_length() {
        for n in 1..40 {
            let x = onkai_testing::noise_f32(n, 3).to_vec();
            let least = x.iter().copied().fold(f32::INFINITY, f32::min);
            let greatest = x.iter().copied().fold(f32::NEG_INFINITY, f32::max);
            assert_eq!(extremes(&x), (least, greatest));
        }
    }

    #[test]
    fn bad_input_is_named() {
        let message = |x: Array1<f64>, rate: f64, start_s: f64| {
            let options = WaveformOptions { start_s, ..Default::default() };
            Waveform::new(&x, rate, &options).unwrap_err().to_string()
        };
        assert_eq!(message(array![], 1.0, 0.0), "`x` has length 0, but needs at least 1");
        assert_eq!(message(array![f64::NAN], 1.0, 0.0), "`x` is not finite: element 0 is NaN");
        assert!(message(array![1.0], 0.0, 0.0).starts_with("`sample_rate` is 0"));
        assert!(message(array![1.0], 1.0, f64::NAN).starts_with("`start_s` is NaN"));
        let options = WaveformOptions { opacity: 1.5, ..Default::default() };
        let error = Waveform::new(&array![1.0], 1.0, &options).unwrap_err().to_string();
        assert!(error.starts_with("`opacity` is 1.5"), "{error}");
    }
}

//! Loudness that adapts to each band.
//!
//! Counterpart of `librosa.pcen`.

use ndarray::{Array, ArrayRef, Axis, CowArray, Dimension, RemoveAxis, Zip};
use onkai_core::{Error, Real, Result, check_finite, check_positive, for_each_chunk};
use onkai_ndimage::{SlidingOptions, maximum_filter1d};

use crate::clock::FrameClock;

/// Per-channel energy normalization: each band divided by what it has been lately, and compressed.
///
/// ```text
/// P[f, t] = (S[f, t] / (eps + M[f, t])^gain + bias)^power - bias^power
/// M[f, t] = (1 - b) M[f, t-1] + b R[f, t]        R: the largest of max_size bands about each
/// b = (√(1 + 4 T²) - 1) / (2 T²), T = time_constant in frames, unless it is given
/// ```
///
/// and `log(1 + S / (eps + M)^gain)` for a `power` of 0. Before the first frame `M` is 1. The default
/// options are made for samples between -2³¹ and 2³¹ rather than -1 and 1.
///
/// # Shapes
///
/// `s`: `[..., n_bins, n_frames]`, magnitudes. Returns the shape of `s`.
///
/// # Errors
///
/// [`Error::Parameter`] when an option is out of range or `s` has no such axis, [`Error::TooShort`] when
/// `s` is empty, [`Error::Values`] when a magnitude is negative, [`Error::NotFinite`].
///
/// # Examples
///
/// ```
/// use ndarray::Array2;
/// use onkai_mir::{FrameClock, PcenOptions, pcen};
///
/// let s = Array2::from_shape_fn((3, 200), |(f, _)| 10.0_f64.powi(3 * f as i32));
/// let p = pcen(&s, FrameClock::new(22050.0, 512)?, &PcenOptions::default())?;
/// // A factor of a million is left as one of 1.3 when a band has been steady for a while.
/// assert!(p[[2, 199]] / p[[0, 199]] < 1.5);
/// # Ok::<(), onkai_mir::Error>(())
/// ```
///
/// # Differences from librosa
///
/// Time is the last axis, and frequency the one before unless `max_axis` says otherwise. A reference
/// spectrum of the caller's is not taken. Single precision stays what it is.
///
/// # References
///
/// Y. Wang, P. Getreuer, T. Hughes, R. F. Lyon, R. A. Saurous, "Trainable frontend for robust and
/// far-field keyword spotting", ICASSP 2017. <https://doi.org/10.1109/ICASSP.2017.7953242>;
/// V. Lostanlen et al., "Per-channel energy normalization: why and how", IEEE Signal Process. Lett.
/// 26(1), 2019. <https://doi.org/10.1109/LSP.2018.2878620>
pub fn pcen<F: Real, D: RemoveAxis>(
    s: &ArrayRef<F, D>,
    clock: FrameClock,
    options: &PcenOptions,
) -> Result<Array<F, D>> {
    Ok(pcen_with_state(s, clock, options, None)?.pcen)
}

/// [`pcen`] of a block of frames that goes on from where the one before ended.
///
/// However a spectrogram is cut into blocks, the result is the same, to the last bit.
///
/// # Shapes
///
/// `zi`: as `s`, but one frame: `(1 - b) M` of the last frame before; `None` means the beginning.
///
/// # Errors
///
/// As [`pcen`]; [`Error::Shape`] for any other shape of `zi`, [`Error::Values`] when it is negative.
///
/// # Examples
///
/// ```
/// use ndarray::{Array2, s};
/// use onkai_mir::{FrameClock, PcenOptions, pcen, pcen_with_state};
///
/// let (clock, options) = (FrameClock::new(22050.0, 512)?, PcenOptions::default());
/// let whole = Array2::from_shape_fn((3, 9), |(f, t)| (f * t) as f64);
/// let first = pcen_with_state(&whole.slice(s![.., ..4]), clock, &options, None)?;
/// let rest = pcen_with_state(&whole.slice(s![.., 4..]), clock, &options, Some(&first.zf))?;
/// assert_eq!(rest.pcen, pcen(&whole, clock, &options)?.slice(s![.., 4..]));
/// # Ok::<(), onkai_mir::Error>(())
/// ```
pub fn pcen_with_state<F: Real, D: RemoveAxis>(
    s: &ArrayRef<F, D>,
    clock: FrameClock,
    options: &PcenOptions,
    zi: Option<&ArrayRef<F, D>>,
) -> Result<PcenBlock<F, D>> {
    let b = F::of(options.checked_coefficient(clock)?);
    if s.is_empty() || s.ndim() == 0 {
        return Err(Error::TooShort { name: "s", expected: 1, actual: 0 });
    }
    check_magnitudes("s", s)?;
    let time = Axis(s.ndim() - 1);
    let mut one_frame = s.raw_dim();
    one_frame[time.index()] = 1;
    let mut state = match zi {
        None => Array::from_elem(one_frame, F::one() - b),
        Some(zi) if zi.raw_dim() == one_frame => {
            check_magnitudes("zi", zi)?;
            zi.to_owned()
        }
        Some(zi) => {
            let (expected, actual) = (one_frame.slice().to_vec(), zi.shape().to_vec());
            return Err(Error::Shape { name: "zi", expected, actual });
        }
    };
    // Both arrays lie in memory in the same order, so that they can be walked through as slices.
    let s = match s.as_slice_memory_order() {
        Some(_) => CowArray::from(s.view()),
        None => CowArray::from(s.to_owned()),
    };
    let mut out = options.reference_of(&s)?;
    for mut frame in out.axis_iter_mut(time) {
        Zip::from(&mut frame).and(state.index_axis_mut(time, 0)).for_each(|m, z| {
            *m = b * *m + *z;
            *z = (F::one() - b) * *m;
        });
    }
    let width = s.len() / s.len_of(time);
    let magnitudes = s.as_slice_memory_order().expect("made so above");
    let smooth = out.as_slice_memory_order_mut().expect("of the same layout");
    let compression = Compression::<F>::new(options);
    let min_chunks = ELEMENTS_PER_TASK.div_ceil(width);
    for_each_chunk(
        smooth,
        width,
        min_chunks,
        || (),
        |(), number, out| {
            for (out, &s) in out.iter_mut().zip(&magnitudes[number * width..]) {
                *out = compression.of(s, *out);
            }
        },
    );
    Ok(PcenBlock { pcen: out, zf: state })
}

/// Options of [`pcen`]; the defaults are those of librosa.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PcenOptions {
    /// How much of its recent past a band is divided by; at least 0, usually little less than 1.
    /// Default: `0.98`.
    pub gain: f64,
    /// What is added before the compression; at least 0. Default: `2.0`.
    pub bias: f64,
    /// The exponent of the compression; at least 0, usually less than ½. Default: `0.5`.
    pub power: f64,
    /// How long the past counts, in seconds; above 0. Default: `0.4`.
    pub time_constant_s: f64,
    /// What is added to the past, so that silence is no divisor; above 0. Default: `1e-6`.
    pub eps: f64,
    /// How much of a frame enters the past, from 0 to 1. Default: `None`, meaning what follows from
    /// `time_constant_s`.
    pub b: Option<f64>,
    /// How many bands about each share their past; at least 1. Default: `1`.
    pub max_size: usize,
    /// The axis of these bands. Default: `None`, meaning the one before time.
    pub max_axis: Option<usize>,
}

impl Default for PcenOptions {
    fn default() -> Self {
        Self {
            gain: 0.98,
            bias: 2.0,
            power: 0.5,
            time_constant_s: 0.4,
            eps: 1e-6,
            b: None,
            max_size: 1,
            max_axis: None,
        }
    }
}

impl PcenOptions {
    /// Checks all options but the axis and gives `b`.
    fn checked_coefficient(&self, clock: FrameClock) -> Result<f64> {
        for (name, value) in [("gain", self.gain), ("bias", self.bias), ("power", self.power)] {
            if !(value.is_finite() && 0.0 <= value) {
                return Err(Error::parameter(name, value, "at least 0 and finite"));
            }
        }
        check_positive("time_constant_s", self.time_constant_s)?;
        check_positive("eps", self.eps)?;
        if self.max_size == 0 {
            return Err(Error::parameter("max_size", 0.0, "at least 1"));
        }
        let n_frames = self.time_constant_s * clock.frame_rate();
        // The formula, without the difference of what is nearly equal.
        let b = self.b.unwrap_or_else(|| 2.0 / (1.0 + (1.0 + 4.0 * n_frames * n_frames).sqrt()));
        if (0.0..=1.0).contains(&b) { Ok(b) } else { Err(Error::parameter("b", b, "from 0 to 1")) }
    }

    /// What enters the past, in the layout of `s`.
    fn reference_of<F: Real, D: Dimension>(&self, s: &ArrayRef<F, D>) -> Result<Array<F, D>> {
        if self.max_size == 1 {
            return Ok(s.to_owned());
        }
        let axis = self.max_axis.or_else(|| s.ndim().checked_sub(2));
        let Some(axis) = axis.filter(|&axis| axis < s.ndim()) else {
            let requirement = "an axis of `s`, which must have two if it is not given";
            return Err(Error::parameter("max_axis", axis.unwrap_or(0) as f64, requirement));
        };
        let largest = maximum_filter1d(s, Axis(axis), self.max_size, &SlidingOptions::default())?;
        let mut out = s.to_owned();
        out.assign(&largest);
        Ok(out)
    }
}

/// What [`pcen_with_state`] returns.
#[derive(Clone, Debug, PartialEq)]
pub struct PcenBlock<F: Real, D: Dimension> {
    /// The normalized energy, of the shape of the block.
    pub pcen: Array<F, D>,
    /// The state after the last frame, of the shape of `zi`.
    pub zf: Array<F, D>,
}

/// Elements that a thread takes in a row: about 50 µs of work.
const ELEMENTS_PER_TASK: usize = 1 << 12;

fn check_magnitudes<F: Real, D: Dimension>(name: &'static str, x: &ArrayRef<F, D>) -> Result<()> {
    check_finite(name, x)?;
    if x.fold(F::zero(), |least, &v| least.min(v)) < F::zero() {
        return Err(Error::Values { name, requirement: "not be negative anywhere" });
    }
    Ok(())
}

/// From magnitudes and their past to the result.
struct Compression<F> {
    gain: F,
    eps: F,
    power: F,
    bias: F,
    /// `√bias` and `bias^power`.
    roots: (F, F),
}

impl<F: Real> Compression<F> {
    fn new(options: &PcenOptions) -> Self {
        let roots = (options.bias.sqrt(), options.bias.powf(options.power));
        Self {
            gain: F::of(options.gain),
            // Single precision must be able to tell it from zero.
            eps: F::of(options.eps).max(F::min_positive_value()),
            power: F::of(options.power),
            bias: F::of(options.bias),
            roots: (F::of(roots.0), F::of(roots.1)),
        }
    }

    #[inline]
    fn of(&self, s: F, past: F) -> F {
        let x = s * (-self.gain * (self.eps + past).ln()).exp();
        if self.power == F::zero() {
            x.ln_1p()
        } else if self.power == F::of(0.5) && F::zero() < self.bias {
            // √(x + bias) - √bias without its cancellation.
            x / ((x + self.bias).sqrt() + self.roots.0)
        } else if self.bias == F::zero() {
            x.powf(self.power)
        } else {
            self.roots.1 * (self.power * (x / self.bias).ln_1p()).exp_m1()
        }
    }
}

#[cfg(test)]
mod tests {
    use ndarray::{Array1, Array2, Array3, array};
    use onkai_testing::noise;

    use super::*;

    fn clock() -> FrameClock {
        FrameClock::new(22050.0, 512).unwrap()
    }

    #[test]
    fn layouts_do_not_matter() {
        let s = noise(600, 3).mapv(f64::abs).into_shape_with_order((20, 30)).unwrap();
        let options = PcenOptions { max_size: 3, ..Default::default() };
        let rows = pcen(&s, clock(), &options).unwrap();
        let turned = s.t().as_standard_layout().into_owned();
        assert_eq!(pcen(&turned.t(), clock(), &options).unwrap(), rows);
        let wide = ndarray::concatenate![Axis(1), s, s];
        let part = wide.slice(ndarray::s![.., 30..]);
        assert_eq!(pcen(&part, clock(), &options).unwrap(), rows);
        let cube = s.clone().insert_axis(Axis(0));
        assert_eq!(pcen(&cube, clock(), &options).unwrap().index_axis(Axis(0), 0), rows);
        let along = PcenOptions { max_axis: Some(0), ..options };
        assert_eq!(pcen(&s, clock(), &along).unwrap(), rows);
    }

    #[test]
    fn vectors_are_one_band() {
        let s = array![1.0, 4.0, 2.0];
        let band = pcen(&s, clock(), &PcenOptions::default()).unwrap();
        let row = pcen(&s.clone().insert_axis(Axis(0)), clock(), &PcenOptions::default()).unwrap();
        assert_eq!(band, row.row(0));
        let options = PcenOptions { max_size: 2, ..Default::default() };
        let error = pcen(&s, clock(), &options).unwrap_err();
        assert!(matches!(error, Error::Parameter { name: "max_axis", .. }));
    }

    #[test]
    fn silence_is_silent() {
        for (power, bias) in [(0.5, 2.0), (0.0, 2.0), (0.3, 0.0), (0.3, 1.0), (0.5, 0.0)] {
            let options = PcenOptions { bias, power, ..Default::default() };
            let p = pcen(&Array2::<f32>::zeros((3, 4)), clock(), &options).unwrap();
            assert!(p.iter().all(|&p| p == 0.0), "{power} {bias}");
        }
    }

    #[test]
    fn bad_options_are_named() {
        let s = Array2::<f64>::ones((3, 4));
        let named = |options| match pcen(&s, clock(), &options).unwrap_err() {
            Error::Parameter { name, .. } => name,
            other => panic!("{other}"),
        };
        let default = PcenOptions::default();
        for bad in [-0.1, f64::NAN, f64::INFINITY] {
            assert_eq!(named(PcenOptions { gain: bad, ..default }), "gain");
            assert_eq!(named(PcenOptions { bias: bad, ..default }), "bias");
            assert_eq!(named(PcenOptions { power: bad, ..default }), "power");
            assert_eq!(named(PcenOptions { time_constant_s: bad, ..default }), "time_constant_s");
            assert_eq!(named(PcenOptions { eps: bad, ..default }), "eps");
            assert_eq!(named(PcenOptions { b: Some(bad), ..default }), "b");
        }
        assert_eq!(named(PcenOptions { eps: 0.0, ..default }), "eps");
        assert_eq!(named(PcenOptions { b: Some(1.1), ..default }), "b");
        assert_eq!(named(PcenOptions { max_size: 0, ..default }), "max_size");
        assert_eq!(named(PcenOptions { max_size: 2, max_axis: Some(2), ..default }), "max_axis");
    }

    #[test]
    fn bad_spectrograms_and_states_are_named() {
        let of = |s: &Array2<f64>| pcen(s, clock(), &PcenOptions::default()).unwrap_err();
        assert!(matches!(of(&Array2::zeros((0, 3))), Error::TooShort { name: "s", .. }));
        assert!(matches!(of(&array![[-1.0]]), Error::Values { name: "s", .. }));
        assert!(matches!(of(&array![[f64::NAN]]), Error::NotFinite { name: "s", .. }));
        assert!(pcen(&Array1::<f32>::zeros(0), clock(), &PcenOptions::default()).is_err());
        let s = Array3::<f64>::ones((2, 3, 4));
        let from = |zi: &Array3<f64>| {
            pcen_with_state(&s, clock(), &PcenOptions::default(), Some(zi)).unwrap_err()
        };
        let error = from(&Array3::ones((2, 3, 2)));
        assert_eq!(
            error,
            Error::Shape { name: "zi", expected: vec![2, 3, 1], actual: vec![2, 3, 2] }
        );
        let one = Array3::<f64>::ones((2, 3, 1));
        assert!(matches!(from(&-one.clone()), Error::Values { name: "zi", .. }));
        assert!(matches!(from(&(one / 0.0)), Error::NotFinite { name: "zi", .. }));
    }
}

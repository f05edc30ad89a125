//! Tones as loud as a picture shows them.
//!
//! Counterpart of `mir_eval.sonify.time_frequency`.

use ndarray::{Array1, ArrayRef1, ArrayRef2};
use onkai_core::{Error, Real, Result, check_finite, check_positive, for_each_chunk};

use super::envelope::Steps;
use super::times::{Schedule, Times};
use super::waveform::{Wave, Waveform};
use crate::time_domain::silence;

/// A tone for each row of `gram`, as loud as the row says, all added up and scaled to a peak of 1.
///
/// The loudness goes from one column's to the next within two periods of the tone. What is negative counts
/// as zero.
///
/// # Shapes
///
/// `gram`: `[n_tones, n_columns]`; `frequencies_hz`: `[n_tones]`. `times`: intervals, one a column, or the
/// times at which columns begin, with or without the end of the last one. Returns `[length]` samples at
/// `sample_rate` hertz.
///
/// # Errors
///
/// [`Error::Parameter`] when the rate is not positive and finite, the threshold NaN, `n_dec` too small for
/// a sample or too large for a number, or no memory could hold so many samples; [`Error::Shape`] when
/// frequencies or times do not fit the gram; [`Error::NotFinite`]; [`Error::OutOfBounds`] for a frequency
/// that is negative or above `sample_rate`; [`Error::Values`] for times that are negative or go back.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_mir::sonify::{TimeFrequencyOptions, time_frequency};
///
/// // A second of A, then a second of A and E.
/// let gram = array![[1.0_f32, 1.0], [0.0, 1.0]];
/// let times_s = [0.0, 1.0, 2.0];
/// let options = TimeFrequencyOptions::default();
/// let y = time_frequency(&gram, &array![440.0, 660.0], &times_s, 8000.0, &options)?;
/// assert_eq!(y.len(), 16000);
/// # Ok::<(), onkai_mir::Error>(())
/// ```
///
/// # Differences from `mir_eval`
///
/// Samples keep the gram's type. Intervals may stand in any order (behind the last beginning `mir_eval` plays
/// the column that is listed last). Tones go on without a jump at rates that are no whole numbers. A
/// single column of several tones sounds (an `IndexError` there).
pub fn time_frequency<'a, F: Real>(
    gram: &ArrayRef2<F>,
    frequencies_hz: &ArrayRef1<F>,
    times: impl Into<Times<'a>>,
    sample_rate: f64,
    options: &TimeFrequencyOptions,
) -> Result<Array1<F>> {
    let schedule = checked(gram, frequencies_hz, times.into(), sample_rate, options)?;
    let length = schedule.length;
    let n_chunks = length.div_ceil(CHUNK);
    let mut y = silence("length", n_chunks.saturating_mul(CHUNK))?;
    let tones = tones(gram, frequencies_hz, &schedule, sample_rate, options)?;
    let steps = Steps::new(&schedule);
    for_each_chunk(
        &mut y,
        CHUNK,
        1,
        || (),
        |(), index, chunk| {
            let start = index * CHUNK;
            let range = (start, length.min(start + CHUNK));
            for tone in &tones {
                steps.runs(&tone.levels, tone.half, range, |run| {
                    if run.level != 0.0 || run.slope != 0.0 {
                        let out = &mut chunk[run.start - start..run.end - start];
                        tone.wave.add(run.start, F::of(run.level), F::of(run.slope), out);
                    }
                });
            }
        },
    );
    y.truncate(length);
    let mut y = Array1::from_vec(y);
    let peak = y.iter().fold(F::zero(), |peak, v| peak.max(num_traits::Float::abs(*v)));
    if F::min_positive_value() <= peak {
        y.mapv_inplace(|v| v / peak);
    }
    Ok(y)
}

/// Samples that a thread makes at a time, of all tones.
const CHUNK: usize = 1 << 13;

/// Options of [`time_frequency`] and [`chroma`](super::chroma()); the defaults are those of `mir_eval`.
#[derive(Clone, Copy, Debug)]
pub struct TimeFrequencyOptions {
    /// What tones are made of. Default: [`Waveform::Sine`].
    #[doc(alias = "function")]
    pub waveform: Waveform,
    /// How many samples to return. Default: `None`, meaning until the last of the times.
    pub length: Option<usize>,
    /// To how many decimals frequencies are rounded, so that a tone repeats after 10ⁿ seconds. Default: `1`.
    pub n_dec: i32,
    /// A row that is nowhere as large as this is left out. Default: `0.01`.
    pub threshold: f64,
}

impl Default for TimeFrequencyOptions {
    fn default() -> Self {
        Self { waveform: Waveform::Sine, length: None, n_dec: 1, threshold: 0.01 }
    }
}

fn checked<F: Real>(
    gram: &ArrayRef2<F>,
    frequencies_hz: &ArrayRef1<F>,
    times: Times<'_>,
    sample_rate: f64,
    options: &TimeFrequencyOptions,
) -> Result<Schedule> {
    check_positive("sample_rate", sample_rate)?;
    if options.threshold.is_nan() {
        return Err(Error::parameter("threshold", options.threshold, "a number"));
    }
    let (n_tones, n_columns) = gram.dim();
    if frequencies_hz.len() != n_tones {
        let (expected, actual) = (vec![n_tones], vec![frequencies_hz.len()]);
        return Err(Error::Shape { name: "frequencies_hz", expected, actual });
    }
    check_finite("gram", gram)?;
    check_finite("frequencies_hz", frequencies_hz)?;
    for (index, hz) in frequencies_hz.iter().enumerate() {
        let value = hz.as_f64();
        // Zero would have periods without end.
        if value <= 0.0 || sample_rate < value {
            let (low, high) = (f64::MIN_POSITIVE, sample_rate);
            return Err(Error::OutOfBounds { name: "frequencies_hz", index, value, low, high });
        }
    }
    Schedule::new(times, n_columns, sample_rate, options.length)
}

/// A row that is heard.
struct Tone<F> {
    wave: Wave<F>,
    /// Half the width of the mean that smooths the steps, in samples.
    half: usize,
    /// One a step of the schedule.
    levels: Vec<f64>,
}

fn tones<F: Real>(
    gram: &ArrayRef2<F>,
    frequencies_hz: &ArrayRef1<F>,
    schedule: &Schedule,
    sample_rate: f64,
    options: &TimeFrequencyOptions,
) -> Result<Vec<Tone<F>>> {
    let scale = 10.0_f64.powi(options.n_dec);
    let period = (scale * sample_rate) as usize;
    if period == 0 || !scale.is_finite() {
        let requirement = "large enough for a sample, small enough for a number";
        return Err(Error::parameter("n_dec", f64::from(options.n_dec), requirement));
    }
    let period = period.min(schedule.length.max(1));
    let mut tones = Vec::new();
    for (row, hz) in gram.rows().into_iter().zip(frequencies_hz) {
        let level = |column: usize| row[column].as_f64().max(0.0);
        let levels: Vec<_> =
            schedule.steps.iter().map(|step| step.column.map_or(0.0, level)).collect();
        if levels.iter().any(|&level| options.threshold <= level) {
            let hz = hz.as_f64();
            let rounded = (hz * scale).round_ties_even() / scale;
            let wave = Wave::new(options.waveform, rounded, sample_rate, period);
            tones.push(Tone { wave, half: (sample_rate / hz) as usize, levels });
        }
    }
    Ok(tones)
}

#[cfg(test)]
mod tests {
    use ndarray::{Array2, array};

    use super::*;

    fn named(result: Result<Array1<f64>>) -> &'static str {
        match result.unwrap_err() {
            Error::Parameter { name, .. }
            | Error::Shape { name, .. }
            | Error::NotFinite { name, .. }
            | Error::OutOfBounds { name, .. } => name,
            other => panic!("{other}"),
        }
    }

    #[test]
    fn bad_arguments_are_named() {
        let default = TimeFrequencyOptions::default();
        let gram = array![[1.0, 0.5]];
        let run = |hz, rate, options| {
            time_frequency(&gram, &array![hz], &[0.0, 0.1, 0.2], rate, &options)
        };
        assert_eq!(named(run(440.0, 0.0, default)), "sample_rate");
        for hz in [-1.0, 0.0, 8001.0, f64::NAN] {
            assert_eq!(named(run(hz, 8000.0, default)), "frequencies_hz");
        }
        let threshold = f64::NAN;
        assert_eq!(
            named(run(440.0, 8000.0, TimeFrequencyOptions { threshold, ..default })),
            "threshold"
        );
        for n_dec in [-9, 400] {
            assert_eq!(
                named(run(440.0, 8000.0, TimeFrequencyOptions { n_dec, ..default })),
                "n_dec"
            );
        }
        let length = Some(usize::MAX);
        assert_eq!(named(run(440.0, 8000.0, TimeFrequencyOptions { length, ..default })), "length");
        let two = time_frequency(&gram, &array![440.0, 550.0], &[0.0, 0.1], 8000.0, &default);
        assert_eq!(named(two), "frequencies_hz");
        let few = time_frequency(&gram, &array![440.0], &[0.0], 8000.0, &default);
        assert_eq!(named(few), "times");
        let nan =
            time_frequency(&array![[f64::NAN]], &array![440.0], &[0.0, 0.1], 8000.0, &default);
        assert_eq!(named(nan), "gram");
    }

    #[test]
    fn silence_and_nothing_are_silent() {
        let default = TimeFrequencyOptions::default();
        let silent =
            time_frequency(&array![[-1.0_f32]], &array![440.0], &[[0.0, 0.1]], 8000.0, &default);
        assert!(silent.unwrap().iter().all(|&v| v == 0.0));
        let none: [[f64; 2]; 0] = [];
        let empty = Array2::<f32>::zeros((1, 0));
        assert_eq!(
            time_frequency(&empty, &array![440.0], &none, 8000.0, &default).unwrap().len(),
            0
        );
    }

    #[test]
    fn a_chord_of_one_column_sounds() {
        let (gram, options) = (array![[1.0_f64], [1.0]], TimeFrequencyOptions::default());
        let y = time_frequency(&gram, &array![100.0, 200.0], &[[0.0, 0.5]], 8000.0, &options);
        assert!(y.unwrap().iter().filter(|v| 0.1 < v.abs()).count() > 2000);
    }
}

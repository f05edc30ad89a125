//! A melody as a tone that glides.
//!
//! Counterpart of `mir_eval.sonify.pitch_contour`.

use std::f64::consts::TAU;

use ndarray::{Array1, ArrayRef1, Axis};
use onkai_core::{Error, Real, Result, check_finite, check_positive};
use onkai_interpolate::{Interp1d, Interp1dKind, Interp1dOptions, OutOfRange};

use super::waveform::Waveform;
use crate::time_domain::silence;

/// A tone whose frequency goes through those given.
///
/// Where the frequency is zero, negative or NaN the tone stands still. Before the first time and after the
/// last it does, too, and with amplitudes it is silent there.
///
/// # Shapes
///
/// `times_s`: in any order; `frequencies_hz` and the amplitudes have as many values. Returns `[length]`
/// samples at `sample_rate` hertz.
///
/// # Errors
///
/// [`Error::Parameter`] when the rate is not positive and finite, or no memory could hold so many samples;
/// [`Error::Shape`] for lengths that differ; [`Error::TooShort`] when there are too few times for the kind
/// of interpolation; [`Error::NotFinite`] for a time or an amplitude that is not finite, or an infinite
/// frequency; [`Error::Values`] for times that repeat or are negative.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_mir::sonify::{PitchContourOptions, pitch_contour};
/// let options = PitchContourOptions::default();
/// let y = pitch_contour(&[0.0, 1.0], &array![440.0_f32, 880.0], 8000.0, &options)?;
/// assert_eq!(y.len(), 8000);
/// # Ok::<(), onkai_mir::Error>(())
/// ```
pub fn pitch_contour<F: Real>(
    times_s: &[f64],
    frequencies_hz: &ArrayRef1<F>,
    sample_rate: f64,
    options: &PitchContourOptions<F>,
) -> Result<Array1<F>> {
    check_positive("sample_rate", sample_rate)?;
    check_times(times_s)?;
    let frequencies = frequencies_hz.map(|hz| hz.as_f64().max(0.0));
    let at_samples = Array1::from_iter(times_s.iter().map(|time| time * sample_rate));
    let curve = |name, values: &Array1<f64>| contour(name, &at_samples, values, options.kind);
    let frequency = curve("frequencies_hz", &frequencies)?;
    let amplitude = match &options.amplitudes {
        Some(values) => Some(curve("amplitudes", &values.map(|v| v.as_f64()))?),
        None => None,
    };
    let natural = || times_s.iter().copied().fold(0.0, f64::max) * sample_rate;
    let mut y: Vec<F> = silence("length", options.length.unwrap_or_else(|| natural() as usize))?;
    let mut angle = 0.0;
    for (index, block) in y.chunks_mut(BLOCK).enumerate() {
        let samples = Array1::from_shape_fn(block.len(), |n| (index * BLOCK + n) as f64);
        let frequency = frequency.at(&samples)?;
        for (sample, &hz) in block.iter_mut().zip(&frequency) {
            // Whole turns are taken off, so that the angle keeps its digits.
            angle = (angle + hz / sample_rate) % 1.0;
            *sample = F::of(options.waveform.at(TAU * angle));
        }
        if let Some(amplitude) = &amplitude {
            for (sample, &level) in block.iter_mut().zip(&amplitude.at(&samples)?) {
                *sample *= F::of(level);
            }
        }
    }
    Ok(Array1::from_vec(y))
}

/// Samples that are interpolated at a time.
const BLOCK: usize = 4096;

/// Options of [`pitch_contour`]; the defaults are those of `mir_eval`.
#[derive(Clone, Debug, Default)]
pub struct PitchContourOptions<F: Real> {
    /// How loud each of the frequencies is. Default: `None`, meaning 1 throughout.
    pub amplitudes: Option<Array1<F>>,
    /// What the tone is made of; must repeat after 2π. Default: [`Waveform::Sine`].
    #[doc(alias = "function")]
    pub waveform: Waveform,
    /// How many samples to return. Default: `None`, meaning until the last time.
    pub length: Option<usize>,
    /// How frequencies and amplitudes go from one to the next. Default: [`Interp1dKind::Linear`].
    pub kind: Interp1dKind,
}

fn check_times(times_s: &[f64]) -> Result<()> {
    if let Some((index, &value)) = times_s.iter().enumerate().find(|(_, time)| !time.is_finite()) {
        return Err(Error::NotFinite { name: "times_s", index, value });
    }
    let mut sorted = times_s.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    if sorted.first().is_some_and(|&first| first < 0.0)
        || sorted.windows(2).any(|pair| pair[0] == pair[1])
    {
        return Err(Error::Values { name: "times_s", requirement: "be at least 0 and not repeat" });
    }
    Ok(())
}

fn contour(
    name: &'static str,
    at_samples: &Array1<f64>,
    values: &Array1<f64>,
    kind: Interp1dKind,
) -> Result<Interp1d<f64, ndarray::Ix1>> {
    let n = at_samples.len();
    if values.len() != n {
        return Err(Error::Shape { name, expected: vec![n], actual: vec![values.len()] });
    }
    let expected = kind.degree().map_or(1, |degree| degree + 1);
    if n < expected {
        return Err(Error::TooShort { name: "times_s", expected, actual: n });
    }
    check_finite(name, values)?;
    let options =
        Interp1dOptions { kind, out_of_range: OutOfRange::fill(0.0), ..Default::default() };
    Interp1d::new(at_samples, values, Axis(0), &options)
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    fn named(result: Result<Array1<f64>>) -> &'static str {
        match result.unwrap_err() {
            Error::Parameter { name, .. }
            | Error::Shape { name, .. }
            | Error::TooShort { name, .. }
            | Error::Values { name, .. }
            | Error::NotFinite { name, .. } => name,
            other => panic!("{other}"),
        }
    }

    #[test]
    fn bad_arguments_are_named() {
        let default = PitchContourOptions::default();
        let hz = array![440.0, 880.0];
        assert_eq!(named(pitch_contour(&[0.0, 1.0], &hz, f64::NAN, &default)), "sample_rate");
        for times_s in [[0.0, f64::NAN], [1.0, 1.0], [-1.0, 1.0]] {
            assert_eq!(named(pitch_contour(&times_s, &hz, 8000.0, &default)), "times_s");
        }
        assert_eq!(named(pitch_contour(&[0.0], &hz, 8000.0, &default)), "frequencies_hz");
        let infinite = array![440.0, f64::INFINITY];
        assert_eq!(
            named(pitch_contour(&[0.0, 1.0], &infinite, 8000.0, &default)),
            "frequencies_hz"
        );
        let empty = Array1::<f64>::zeros(0);
        assert_eq!(named(pitch_contour(&[], &empty, 8000.0, &default)), "times_s");
        let cubic = PitchContourOptions { kind: Interp1dKind::Cubic, ..default.clone() };
        assert_eq!(named(pitch_contour(&[0.0, 1.0], &hz, 8000.0, &cubic)), "times_s");
        for amplitudes in [array![1.0], array![1.0, f64::NAN]] {
            let options = PitchContourOptions { amplitudes: Some(amplitudes), ..default.clone() };
            assert_eq!(named(pitch_contour(&[0.0, 1.0], &hz, 8000.0, &options)), "amplitudes");
        }
        let long = PitchContourOptions { length: Some(usize::MAX), ..default };
        assert_eq!(named(pitch_contour(&[0.0, 1.0], &hz, 8000.0, &long)), "length");
    }

    #[test]
    fn what_has_no_pitch_stands_still() {
        let options = PitchContourOptions::default();
        let y = pitch_contour(&[0.0, 0.1, 0.2], &array![f64::NAN, -4.0, 0.0], 800.0, &options);
        assert!(y.unwrap().iter().all(|&v| v == 0.0));
    }
}

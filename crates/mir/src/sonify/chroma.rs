//! Pitch classes as tones that have no octave.
//!
//! Counterpart of `mir_eval.sonify.chroma`.

use ndarray::{Array1, Array2, ArrayRef2};
use onkai_core::{Error, Real, Result};

use super::{TimeFrequencyOptions, Times, time_frequency};
use crate::convert::midi_to_hz;

/// Shepard tones, as loud as a chromagram shows them: each pitch class in seven octaves, of which the
/// middle ones are louder.
///
/// # Shapes
///
/// `chromagram`: `[12, n_columns]`, from C up; `times` as in [`time_frequency`]. Returns `[length]` samples
/// at `sample_rate` hertz.
///
/// # Errors
///
/// [`Error::Shape`] when there are not twelve rows, else those of [`time_frequency`]; the rate must be at
/// least 3952 Hz, the frequency of the highest tone.
///
/// # Examples
///
/// ```
/// use ndarray::Array2;
/// use onkai_mir::sonify::{TimeFrequencyOptions, chroma};
/// let chromagram = Array2::from_shape_fn((12, 3), |(i, t)| if i == 4 * t { 1.0_f32 } else { 0.0 });
/// let y = chroma(&chromagram, &[0.0, 0.2, 0.4, 0.6], 8000.0, &TimeFrequencyOptions::default())?;
/// assert_eq!(y.len(), 4800);
/// # Ok::<(), onkai_mir::Error>(())
/// ```
pub fn chroma<'a, F: Real>(
    chromagram: &ArrayRef2<F>,
    times: impl Into<Times<'a>>,
    sample_rate: f64,
    options: &TimeFrequencyOptions,
) -> Result<Array1<F>> {
    let (n_rows, n_columns) = chromagram.dim();
    if n_rows != 12 {
        let (expected, actual) = (vec![12, n_columns], vec![n_rows, n_columns]);
        return Err(Error::Shape { name: "chromagram", expected, actual });
    }
    let note = |row: usize| LOWEST_MIDI + row as f64;
    let weight = |row| F::of((-0.5 * ((note(row) - MEAN_MIDI) / WIDTH).powi(2)).exp());
    let gram = Array2::from_shape_fn((12 * N_OCTAVES, n_columns), |(row, column)| {
        chromagram[[row % 12, column]] * weight(row)
    });
    let frequencies_hz = Array1::from_shape_fn(12 * N_OCTAVES, |row| F::of(midi_to_hz(note(row))));
    time_frequency(&gram, &frequencies_hz, times, sample_rate, options)
}

// mir_eval's Shepard tones: C1 to B7, loudest around C5.
const N_OCTAVES: usize = 7;
const LOWEST_MIDI: f64 = 24.0;
const MEAN_MIDI: f64 = 72.0;
const WIDTH: f64 = 6.0;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bad_arguments_are_named() {
        let run = |n_rows, rate| {
            let chromagram = Array2::<f64>::ones((n_rows, 1));
            chroma(&chromagram, &[0.0, 0.1], rate, &TimeFrequencyOptions::default()).unwrap_err()
        };
        assert!(matches!(run(11, 8000.0), Error::Shape { name: "chromagram", .. }));
        assert!(matches!(run(12, 3000.0), Error::OutOfBounds { name: "frequencies_hz", .. }));
    }
}

//! Clicks that add up, at given samples.
//!
//! Counterpart of `librosa.clicks`.

use std::f64::consts::TAU;

use ndarray::{Array, Array1, ArrayRef, Dimension, Slice};
use onkai_core::{Error, Real, Result, check_finite, check_positive};

use super::silence;
use crate::channels::time_axis;

/// A signal with `click` at each of `positions`. Where clicks overlap they are added.
///
/// [`FrameClock::frames_to_samples`](crate::FrameClock::frames_to_samples) makes positions of frames, and
/// `(time_s * sample_rate) as usize` of times. [`clicks`](crate::clicks()) is `mir_eval`'s way, where a click
/// replaces the one before.
///
/// # Shapes
///
/// `positions`: in samples, in any order. `click`: `[..., m]`. Returns `[..., n]` with `n` the `length`, or
/// as many samples as the last click needs. Clicks beyond the end are left out or cut.
///
/// # Errors
///
/// [`Error::TooShort`] when the click is empty, [`Error::NotFinite`] when it is not finite,
/// [`Error::Parameter`] when `length` is zero, or when no memory could hold so many samples.
///
/// # Examples
///
/// ```
/// use onkai_mir::{ClickSoundOptions, FrameClock, click_sound, click_track};
///
/// let clock = FrameClock::new(22050.0, 512)?;
/// let click = click_sound::<f32>(22050.0, &ClickSoundOptions::default())?;
/// let y = click_track(&clock.frames_to_samples(&[0, 43, 86]), &click, None)?;
/// assert_eq!(y.len(), 86 * 512 + 2205);
/// # Ok::<(), onkai_mir::Error>(())
/// ```
///
/// # Differences from librosa
///
/// Samples keep their type. Without positions and `length` the signal is empty.
#[doc(alias = "clicks")]
pub fn click_track<F: Real, D: Dimension>(
    positions: &[usize],
    click: &ArrayRef<F, D>,
    length: Option<usize>,
) -> Result<Array<F, D>> {
    let time = time_axis("click", click)?;
    check_finite("click", click)?;
    let n_click = click.len_of(time);
    if length == Some(0) {
        return Err(Error::parameter("length", 0.0, "at least 1"));
    }
    let last = positions.iter().max();
    let natural = last.map_or(0, |&last| last.saturating_add(n_click));
    let n = length.unwrap_or(natural);
    let mut shape = click.raw_dim();
    shape[time.index()] = n;
    let asked = if length.is_some() { "length" } else { "positions" };
    let data = silence(asked, n.saturating_mul(click.len() / n_click))?;
    let mut y = Array::from_shape_vec(shape, data).expect("made with as many elements");
    for &start in positions.iter().filter(|&&start| start < n) {
        let end = n.min(start + n_click);
        let mut part = y.slice_axis_mut(time, Slice::from(start..end));
        part += &click.slice_axis(time, Slice::from(..end - start));
    }
    Ok(y)
}

/// A click: a short tone that dies away by a factor of 2¹⁰.
///
/// # Shapes
///
/// Returns `[(duration · sample_rate) as usize]`.
///
/// # Errors
///
/// [`Error::Parameter`] when the rate, the frequency or the duration is not positive and finite, or no
/// memory could hold so many samples.
///
/// # Examples
///
/// ```
/// use onkai_mir::{ClickSoundOptions, click_sound};
/// let options = ClickSoundOptions { frequency_hz: 2000.0, duration_s: 0.05 };
/// assert_eq!(click_sound::<f64>(44100.0, &options)?.len(), 2205);
/// # Ok::<(), onkai_mir::Error>(())
/// ```
pub fn click_sound<F: Real>(sample_rate: f64, options: &ClickSoundOptions) -> Result<Array1<F>> {
    check_positive("sample_rate", sample_rate)?;
    check_positive("frequency_hz", options.frequency_hz)?;
    check_positive("duration_s", options.duration_s)?;
    let mut y: Vec<F> = silence("duration_s", (options.duration_s * sample_rate) as usize)?;
    let octaves = -10.0 / (y.len().max(2) - 1) as f64;
    let turns = options.frequency_hz / sample_rate;
    for (n, sample) in y.iter_mut().enumerate() {
        let n = n as f64;
        *sample = F::of((octaves * n).exp2() * (TAU * turns * n).sin());
    }
    Ok(Array1::from_vec(y))
}

/// Options of [`click_sound`]; the defaults are those of librosa.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ClickSoundOptions {
    /// The pitch of the click, in hertz. Default: `1000.0`.
    #[doc(alias = "click_freq")]
    pub frequency_hz: f64,
    /// How long it is, in seconds. Default: `0.1`.
    #[doc(alias = "click_duration")]
    pub duration_s: f64,
}

impl Default for ClickSoundOptions {
    fn default() -> Self {
        Self { frequency_hz: 1000.0, duration_s: 0.1 }
    }
}

#[cfg(test)]
mod tests {
    use ndarray::{Array2, array};

    use super::*;

    #[test]
    fn clicks_add_up_and_are_cut() {
        let y = click_track(&[4, 0, 1, 9], &array![1.0, 2.0, 3.0], Some(6)).unwrap();
        assert_eq!(y, array![1.0, 3.0, 5.0, 3.0, 1.0, 2.0]);
        let stereo = click_track(&[1], &array![[1.0_f32, 2.0], [3.0, 4.0]], None).unwrap();
        assert_eq!(stereo, array![[0.0, 1.0, 2.0], [0.0, 3.0, 4.0]]);
        assert_eq!(click_track(&[], &array![1.0], None).unwrap().len(), 0);
    }

    #[test]
    fn bad_arguments_are_named() {
        let empty = click_track(&[1], &Array2::<f64>::zeros((2, 0)), None);
        assert!(matches!(empty, Err(Error::TooShort { name: "click", .. })));
        let nan = click_track(&[1], &array![f64::NAN], None);
        assert!(matches!(nan, Err(Error::NotFinite { name: "click", .. })));
        let run = |position, length| match click_track(&[position], &array![1.0], length) {
            Err(Error::Parameter { name, .. }) => name,
            other => panic!("{other:?}"),
        };
        assert_eq!(run(1, Some(0)), "length");
        assert_eq!(run(1, Some(usize::MAX)), "length");
        assert_eq!(run(usize::MAX, None), "positions");
        for bad in [0.0, -1.0, f64::NAN, f64::INFINITY] {
            let sound = |sample_rate, frequency_hz, duration_s| {
                click_sound::<f32>(sample_rate, &ClickSoundOptions { frequency_hz, duration_s })
            };
            assert!(sound(bad, 1000.0, 0.1).is_err());
            assert!(sound(8000.0, bad, 0.1).is_err());
            assert!(sound(8000.0, 1000.0, bad).is_err());
        }
    }
}

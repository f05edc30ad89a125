//! Names of just intervals.
//!
//! Counterpart of `librosa.interval_to_fjs` and `hz_to_fjs`.

use onkai_core::{Error, Result, check_positive};

use super::NoteName;
use super::just_ratio::just_ratio;
use crate::convert::hz_to_midi;
use crate::notation::Key;

/// An interval in the notation of the Functional Just System.
///
/// The name is that of the nearest note of a chain of fifths on `unison`: of those within the
/// tolerance, the one that is fewest fifths away. What the interval has of primes above 3 follows, as a
/// superscript where it is in the numerator and a subscript where it is in the denominator.
///
/// # Errors
///
/// [`Error::Parameter`] when `interval` is not positive and finite, when it is no ratio of the primes
/// up to 23, or when no note within 31 fifths lies within `tolerance`.
///
/// # Examples
///
/// ```
/// use onkai_mir::notation::{FjsOptions, interval_to_fjs};
///
/// let on = |unison: &str| FjsOptions { unison: unison.parse().unwrap(), ..Default::default() };
/// assert_eq!(interval_to_fjs(3.0 / 2.0, &on("C"))?, "G");
/// assert_eq!(interval_to_fjs(5.0 / 4.0, &on("A"))?, "C♯⁵");
/// assert_eq!(interval_to_fjs(25.0 / 14.0, &on("F#"))?, "E²⁵₇");
/// # Ok::<(), onkai_mir::Error>(())
/// ```
///
/// # Differences from librosa
///
/// librosa looks intervals up in a table of 333; here every ratio of the table's primes is taken apart.
/// As there, the note is the one that is near the interval as a whole. The system itself adds up the
/// fifths of each prime, which gives another name where several primes meet (A♯ with the same digits
/// for 25/14 above C).
///
/// # References
///
/// The Functional Just System, <https://misotanni.github.io/fjs/en/index.html>.
pub fn interval_to_fjs(interval: f64, options: &FjsOptions) -> Result<String> {
    check_positive("interval", interval)?;
    check_positive("tolerance", options.tolerance)?;
    let Some(fifths) = nearest_fifths(interval, options.tolerance.log2().abs()) else {
        let requirement = "wide enough that a note within 31 fifths is as near as that";
        return Err(Error::parameter("tolerance", options.tolerance, requirement));
    };
    let Some(ratio) = just_ratio(interval) else {
        let requirement = "a ratio of products of the primes from 2 to 23";
        return Err(Error::parameter("interval", interval, requirement));
    };
    let mut name = options.unison.up_fifths(fifths).spell(options.unicode);
    for (product, mark, zero) in [(ratio.otonal, '^', '⁰'), (ratio.utonal, '_', '₀')] {
        if product == 1 {
            continue;
        }
        if options.unicode {
            name.extend(product.to_string().chars().map(|digit| script(digit, zero)));
        } else {
            name.push(mark);
            name += &product.to_string();
        }
    }
    Ok(name)
}

/// The intervals between frequencies and the lowest of them, as [`interval_to_fjs`] names them.
///
/// # Shapes
///
/// Returns a name for each frequency.
///
/// # Errors
///
/// [`Error::TooShort`] when there are no frequencies and no `fmin_hz`, else those of
/// [`interval_to_fjs`].
///
/// # Examples
///
/// ```
/// use onkai_mir::notation::{HzToFjsOptions, hz_to_fjs};
/// let names = hz_to_fjs(&[110.0, 137.5, 165.0], &HzToFjsOptions::default())?;
/// assert_eq!(names, ["A", "C#^5", "E"]);
/// # Ok::<(), onkai_mir::Error>(())
/// ```
pub fn hz_to_fjs(frequencies_hz: &[f64], options: &HzToFjsOptions) -> Result<Vec<String>> {
    for &frequency_hz in frequencies_hz {
        check_positive("frequencies_hz", frequency_hz)?;
    }
    let lowest = frequencies_hz.iter().copied().reduce(f64::min);
    let Some(fmin_hz) = options.fmin_hz.or(lowest) else {
        return Err(Error::TooShort { name: "frequencies_hz", expected: 1, actual: 0 });
    };
    check_positive("fmin_hz", fmin_hz)?;
    let nearest = || {
        let midi = hz_to_midi(fmin_hz).round_ties_even();
        Key::default().spell(midi.rem_euclid(12.0) as usize)
    };
    let unison = options.unison.unwrap_or_else(nearest);
    let options = FjsOptions { unison, unicode: options.unicode, ..Default::default() };
    frequencies_hz.iter().map(|&hz| interval_to_fjs(hz / fmin_hz, &options)).collect()
}

/// Options of [`interval_to_fjs`]; the defaults are those of librosa.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FjsOptions {
    /// The name of the interval 1. Default: C.
    pub unison: NoteName,
    /// How far the note that gives the name may be from the interval, as a ratio. Default: `65.0 / 63.0`.
    pub tolerance: f64,
    /// Whether to write ♯ 𝄪 ♭ 𝄫 and raised and lowered digits, rather than # ## b bb ^ _. Default: `true`.
    pub unicode: bool,
}

impl Default for FjsOptions {
    fn default() -> Self {
        Self { unison: NoteName::C, tolerance: 65.0 / 63.0, unicode: true }
    }
}

/// Options of [`hz_to_fjs`]; the defaults are those of librosa.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct HzToFjsOptions {
    /// The frequency of the interval 1. Default: `None`, meaning the lowest frequency.
    pub fmin_hz: Option<f64>,
    /// The name of that frequency. Default: `None`, meaning the nearest note.
    pub unison: Option<NoteName>,
    /// As in [`FjsOptions`]. Default: `false`.
    pub unicode: bool,
}

/// The fewest fifths, up before down, whose octaves are within `octaves` of the interval.
fn nearest_fifths(interval: f64, octaves: f64) -> Option<i32> {
    let distance = |fifths: i32| {
        let apart = (interval / 3.0_f64.powi(fifths)).log2();
        (apart - apart.round_ties_even()).abs()
    };
    (0..32).flat_map(|n| [n, -n]).find(|&fifths| distance(fifths) <= octaves)
}

/// A digit among those that begin with `zero`; ¹, ² and ³ stand elsewhere.
fn script(digit: char, zero: char) -> char {
    match (digit, zero) {
        ('1', '⁰') => '¹',
        ('2', '⁰') => '²',
        ('3', '⁰') => '³',
        _ => char::from_u32(u32::from(digit) - u32::from('0') + u32::from(zero)).unwrap_or(digit),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(result: Result<String>) -> &'static str {
        match result.unwrap_err() {
            Error::Parameter { name, .. } => name,
            other => panic!("{other}"),
        }
    }

    #[test]
    fn bad_arguments_are_named() {
        let default = FjsOptions::default();
        for bad in [0.0, -1.5, f64::NAN, f64::INFINITY, 2.0_f64.sqrt()] {
            assert_eq!(named(interval_to_fjs(bad, &default)), "interval");
        }
        for tolerance in [0.0, f64::NAN, 1.0] {
            let options = FjsOptions { tolerance, ..default };
            assert_eq!(named(interval_to_fjs(5.0 / 4.0, &options)), "tolerance");
        }
        let none = hz_to_fjs(&[], &HzToFjsOptions::default());
        assert!(matches!(none, Err(Error::TooShort { name: "frequencies_hz", .. })));
        assert!(hz_to_fjs(&[110.0, f64::NAN], &HzToFjsOptions::default()).is_err());
        let options = HzToFjsOptions { fmin_hz: Some(0.0), ..Default::default() };
        assert!(hz_to_fjs(&[110.0], &options).is_err());
    }

    #[test]
    fn digits_are_raised_and_lowered() {
        let raised: String = "0123456789".chars().map(|digit| script(digit, '⁰')).collect();
        let lowered: String = "0123456789".chars().map(|digit| script(digit, '₀')).collect();
        assert_eq!((raised.as_str(), lowered.as_str()), ("⁰¹²³⁴⁵⁶⁷⁸⁹", "₀₁₂₃₄₅₆₇₈₉"));
    }
}

//! The frequencies that a constant-Q transform looks at.
//!
//! Counterpart of `librosa.cqt_frequencies`, `librosa.interval_frequencies`.

use ndarray::Array1;
use onkai_core::{Error, Result, check_positive};

use super::intervals::Intervals;

/// The centres of the bins of a constant-Q transform, in hertz: `fmin_hz · 2^((tuning + k) / bins_per_octave)`.
///
/// # Shapes
///
/// Returns `[n_bins]`.
///
/// # Errors
///
/// [`Error::Parameter`] when `fmin_hz` is not positive and finite, `bins_per_octave` is zero or
/// `tuning` is not finite.
///
/// # Examples
///
/// ```
/// let hz = onkai_mir::cqt_frequencies(25, 110.0, 12, 0.0)?;
/// assert!((hz[24] - 440.0).abs() < 1e-10);
/// # Ok::<(), onkai_mir::Error>(())
/// ```
pub fn cqt_frequencies(
    n_bins: usize,
    fmin_hz: f64,
    bins_per_octave: usize,
    tuning: f64,
) -> Result<Array1<f64>> {
    check(fmin_hz, bins_per_octave, tuning)?;
    let correction = (tuning / bins_per_octave as f64).exp2();
    let ratio = |k| (k as f64 / bins_per_octave as f64).exp2();
    Ok((0..n_bins).map(|k| correction * fmin_hz * ratio(k)).collect())
}

/// Frequencies by the same intervals in each octave, in hertz.
///
/// # Shapes
///
/// Returns `[n_bins]`.
///
/// # Errors
///
/// [`Error::Parameter`] when `fmin_hz` or a ratio is not positive and finite, an octave has no notes
/// or the tuning is not finite.
///
/// # Examples
///
/// ```
/// use onkai_mir::{IntervalOptions, Intervals, interval_frequencies};
///
/// let fifths = IntervalOptions { intervals: Intervals::Ratios(vec![1.0, 1.5]), ..Default::default() };
/// assert_eq!(interval_frequencies(4, 100.0, &fifths)?, ndarray::array![100.0, 150.0, 200.0, 300.0]);
/// # Ok::<(), onkai_mir::Error>(())
/// ```
pub fn interval_frequencies(
    n_bins: usize,
    fmin_hz: f64,
    options: &IntervalOptions,
) -> Result<Array1<f64>> {
    let IntervalOptions { intervals, bins_per_octave, tuning, sort } = options;
    let n_notes = intervals.n_notes(*bins_per_octave);
    check(fmin_hz, n_notes, *tuning)?;
    let ratios = intervals.ratios(*bins_per_octave, *tuning, *sort)?;
    let ratio = |k: usize| ((k / n_notes) as f64).exp2() * ratios[k % n_notes];
    let mut all: Vec<f64> = (0..n_bins).map(ratio).collect();
    if *sort {
        all.sort_unstable_by(f64::total_cmp);
    }
    Ok(all.into_iter().map(|ratio| ratio * fmin_hz).collect())
}

/// Options of [`interval_frequencies`]; the defaults are those of librosa.
#[derive(Clone, Debug, PartialEq)]
pub struct IntervalOptions {
    /// How an octave is divided. Default: [`Intervals::Equal`] (librosa has none).
    pub intervals: Intervals,
    /// Into how many notes, if the intervals leave that open; at least 1. Default: `12`.
    pub bins_per_octave: usize,
    /// How far equal intervals lie above `fmin_hz`, in fractions of a bin; the others stay where they
    /// are. Default: `0.0`.
    pub tuning: f64,
    /// Whether frequencies ascend, rather than coming in the order of their construction.
    /// Default: `true`.
    pub sort: bool,
}

impl Default for IntervalOptions {
    fn default() -> Self {
        Self { intervals: Intervals::Equal, bins_per_octave: 12, tuning: 0.0, sort: true }
    }
}

fn check(fmin_hz: f64, bins_per_octave: usize, tuning: f64) -> Result<()> {
    check_positive("fmin_hz", fmin_hz)?;
    if bins_per_octave == 0 {
        return Err(Error::parameter("bins_per_octave", 0.0, "at least 1"));
    }
    if !tuning.is_finite() {
        return Err(Error::parameter("tuning", tuning, "finite"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bad_arguments_are_named() {
        let named = |result: Result<Array1<f64>>| match result.unwrap_err() {
            Error::Parameter { name, .. } => name,
            other => panic!("{other}"),
        };
        assert_eq!(named(cqt_frequencies(3, 0.0, 12, 0.0)), "fmin_hz");
        assert_eq!(named(cqt_frequencies(3, f64::NAN, 12, 0.0)), "fmin_hz");
        assert_eq!(named(cqt_frequencies(3, 30.0, 0, 0.0)), "bins_per_octave");
        assert_eq!(named(cqt_frequencies(3, 30.0, 12, f64::INFINITY)), "tuning");
        let none = IntervalOptions { bins_per_octave: 0, ..Default::default() };
        assert_eq!(named(interval_frequencies(3, 30.0, &none)), "bins_per_octave");
        let none = IntervalOptions { intervals: Intervals::Ratios(vec![]), ..Default::default() };
        assert_eq!(named(interval_frequencies(3, 30.0, &none)), "bins_per_octave");
        assert_eq!(named(interval_frequencies(3, -1.0, &IntervalOptions::default())), "fmin_hz");
        assert_eq!(cqt_frequencies(0, 30.0, 12, 0.0).unwrap().len(), 0);
        assert_eq!(interval_frequencies(0, 30.0, &IntervalOptions::default()).unwrap().len(), 0);
    }
}

//! How far frequencies lie beside the notes.
//!
//! Counterpart of `librosa.pitch_tuning`.

use ndarray::{Array1, ArrayRef1};
use onkai_core::{Error, Real, Result, check_finite};
use onkai_stats::{Bins, HistogramOptions, histogram};

/// The tuning that most of the frequencies agree on, in fractions of a bin, between -0.5 and 0.5.
///
/// Each frequency's distance from the nearest of `bins_per_octave` notes that hold A = 440 Hz is
/// counted in a histogram with bins of `resolution`; the left edge of the fullest is the result. It is
/// zero where no frequency is positive.
///
/// # Shapes
///
/// `frequencies_hz`: `[n]`; those that are not positive don't count.
///
/// # Errors
///
/// [`Error::Parameter`] when `resolution` is below 1e-7 or above 1, or
/// `bins_per_octave` is zero, [`Error::NotFinite`].
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_mir::pitch_tuning;
///
/// let a_little_sharp = array![445.0, 890.0, 300.0];
/// assert!((pitch_tuning(&a_little_sharp, 0.01, 12)? - 0.19).abs() < 1e-12);
/// # Ok::<(), onkai_mir::Error>(())
/// ```
///
/// # Differences from librosa
///
/// Distances are computed in double precision, whatever the frequencies are. No warning is given
/// where there are none.
pub fn pitch_tuning<F: Real>(
    frequencies_hz: &ArrayRef1<F>,
    resolution: f64,
    bins_per_octave: usize,
) -> Result<f64> {
    check_finite("frequencies_hz", frequencies_hz)?;
    let positive = frequencies_hz.iter().map(|f| f.as_f64()).filter(|&f| 0.0 < f);
    tuning_of(positive, resolution, bins_per_octave)
}

/// [`pitch_tuning`] of positive frequencies.
pub(super) fn tuning_of(
    frequencies_hz: impl Iterator<Item = f64>,
    resolution: f64,
    bins_per_octave: usize,
) -> Result<f64> {
    if !(MIN_RESOLUTION..=1.0).contains(&resolution) {
        return Err(Error::parameter("resolution", resolution, "at least 1e-7 and at most 1"));
    }
    if bins_per_octave == 0 {
        return Err(Error::parameter("bins_per_octave", 0.0, "at least 1"));
    }
    let residual = |hz: f64| {
        let part = (bins_per_octave as f64 * (hz / A0_HZ).log2()).rem_euclid(1.0);
        if part < 0.5 { part } else { part - 1.0 }
    };
    let residuals: Array1<f64> = frequencies_hz.map(residual).collect();
    if residuals.is_empty() {
        return Ok(0.0);
    }
    let n_bins = resolution.recip().ceil() as usize;
    let step = (n_bins as f64).recip();
    let edges: Array1<f64> = (0..=n_bins).map(|i| i as f64 * step - 0.5).collect();
    let options = HistogramOptions { bins: Bins::Edges(edges), ..Default::default() };
    let counted = histogram(&residuals, &options)?;
    let mut fullest = 0;
    for (bin, &count) in counted.values.iter().enumerate() {
        if counted.values[fullest] < count {
            fullest = bin;
        }
    }
    Ok(counted.edges[fullest])
}

/// The lowest A that is counted from, four octaves below 440 Hz.
const A0_HZ: f64 = 27.5;

/// Finer bins than that would take more memory than they tell.
const MIN_RESOLUTION: f64 = 1e-7;

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    #[test]
    fn no_frequencies_are_in_tune() {
        assert_eq!(pitch_tuning(&Array1::<f64>::zeros(0), 0.01, 12), Ok(0.0));
        assert_eq!(pitch_tuning(&array![0.0_f32, -3.0], 0.01, 12), Ok(0.0));
    }

    #[test]
    fn one_bin_says_nothing() {
        assert_eq!(pitch_tuning(&array![440.0], 1.0, 12), Ok(-0.5));
    }

    #[test]
    fn bad_arguments_are_named() {
        for resolution in [0.0, -1.0, 1.5, f64::NAN, 1e-9] {
            let error = pitch_tuning(&array![440.0], resolution, 12).unwrap_err();
            assert!(matches!(error, Error::Parameter { name: "resolution", .. }));
        }
        let error = pitch_tuning(&array![440.0], 0.01, 0).unwrap_err();
        assert_eq!(error, Error::parameter("bins_per_octave", 0.0, "at least 1"));
        assert!(pitch_tuning(&array![f32::NAN], 0.01, 12).is_err());
    }
}

//! The constant-Q and the variable-Q transform.
//!
//! Counterpart of `librosa.cqt`, `librosa.vqt`.

use ndarray::{Array2, ArrayRef1};
use num_complex::Complex;
use onkai_core::{Real, Result};

use super::options::{CqtOptions, VqtOptions};
use super::plan::CqtPlan;

/// The constant-Q transform of `y`: a spectrum whose bins are notes.
///
/// ```text
/// C[k, t] = √Lₖ Σₙ conj(hₖ[n]) · y[t·hop + n]
/// ```
///
/// with the filters `h` of [`wavelet`](crate::wavelet), as long (`L`) as it takes to tell a note
/// from its neighbours: what is low is looked at for longer. It is computed octave by octave on a
/// signal whose rate falls by half each time, from the spectra of short frames.
///
/// # Shapes
///
/// `y`: `[n]`, `n ≥ 1`, at `sample_rate` hertz. Returns `[n_bins, n_frames]`, frame by frame in
/// memory, with `n_frames = 1 + n / hop_length` (rounded down). Frame `t` is centred at sample
/// `t * hop_length`.
///
/// # Errors
///
/// [`Error::Parameter`](crate::Error::Parameter) when an option is out of range or the filters would
/// reach beyond half the sample rate, [`Error::TooShort`](crate::Error::TooShort) when `y` is empty
/// or shorter than what the rate can be divided by beforehand,
/// [`Error::NotFinite`](crate::Error::NotFinite).
///
/// # Examples
///
/// ```
/// use ndarray::Array1;
/// use onkai_mir::{CqtOptions, cqt};
///
/// // A4 is 45 semitones above C1.
/// let a4 = Array1::from_shape_fn(22050, |i| (std::f32::consts::TAU * 440.0 * i as f32 / 22050.0).sin());
/// let notes = cqt(&a4, 22050.0, &CqtOptions::default())?;
/// assert_eq!(notes.dim(), (84, 44));
/// assert!(notes[[45, 20]].norm() > 10.0 * notes[[40, 20]].norm());
/// # Ok::<(), onkai_mir::Error>(())
/// ```
///
/// # Differences from librosa
///
/// - The rate is halved by a filter of our own where librosa takes soxr's; both leave what lies below
///   0.91 of half the new rate. See [`CqtResampler`](crate::CqtResampler).
/// - Filters are as precise as the signal: librosa's are single-precision.
/// - With [`Tuning::Estimated`](crate::Tuning::Estimated) each channel has its own tuning; librosa pools
///   the estimate over channels.
/// - No warning is given where a signal is shorter than its filters.
///
/// # References
///
/// J. C. Brown, "Calculation of a constant Q spectral transform", J. Acoust. Soc. Am. 89(1), 1991.
/// <https://doi.org/10.1121/1.400476>
///
/// C. Schörkhuber, A. Klapuri, "Constant-Q transform toolbox for music processing", 7th Sound and
/// Music Computing Conference, 2010.
pub fn cqt<F: Real>(
    y: &ArrayRef1<F>,
    sample_rate: f64,
    options: &CqtOptions,
) -> Result<Array2<Complex<F>>> {
    CqtPlan::new(sample_rate, &options.tuned_to(y, sample_rate)?)?.run(y)
}

/// The variable-Q transform of `y`: notes by any [`Intervals`](crate::Intervals), whose filters are
/// the shorter the lower they are, compared with [`cqt`].
///
/// Bandwidths are `γ` hertz wider than those of a constant-Q transform, which tells less of the
/// pitch of low notes and more of their time.
///
/// # Shapes
///
/// As [`cqt`].
///
/// # Errors
///
/// Those of [`cqt`]; [`Error::Values`](crate::Error::Values) when two intervals are the same.
///
/// # Examples
///
/// ```
/// use ndarray::Array1;
/// use onkai_mir::{CqtOptions, Intervals, VqtOptions, vqt};
///
/// let y = Array1::from_shape_fn(22050, |i| (0.1 * i as f32).sin());
/// let cqt = CqtOptions { n_bins: 48, ..Default::default() };
/// let options = VqtOptions { cqt, intervals: Intervals::Ji5, gamma: None };
/// assert_eq!(vqt(&y, 22050.0, &options)?.dim(), (48, 44));
/// # Ok::<(), onkai_mir::Error>(())
/// ```
///
/// # Differences from librosa
///
/// Those of [`cqt`].
///
/// # References
///
/// C. Schörkhuber, A. Klapuri, N. Holighaus, M. Dörfler, "A Matlab toolbox for efficient perfect
/// reconstruction time-frequency transforms with log-frequency resolution", AES 53rd Conference on
/// Semantic Audio, 2014.
pub fn vqt<F: Real>(
    y: &ArrayRef1<F>,
    sample_rate: f64,
    options: &VqtOptions,
) -> Result<Array2<Complex<F>>> {
    let n_notes = options.bins_per_octave();
    let tuning = options.cqt.tuning.of_signal(y, sample_rate, n_notes)?;
    let cqt = CqtOptions { tuning, ..options.cqt.clone() };
    CqtPlan::variable_q(sample_rate, &VqtOptions { cqt, ..options.clone() })?.run(y)
}

impl CqtOptions {
    /// These options with a number for a tuning.
    pub(crate) fn tuned_to<F: Real>(&self, y: &ArrayRef1<F>, sample_rate: f64) -> Result<Self> {
        let tuning = self.tuning.of_signal(y, sample_rate, self.bins_per_octave)?;
        Ok(Self { tuning, ..self.clone() })
    }
}

#[cfg(test)]
mod tests {
    use ndarray::Array1;
    use onkai_core::Error;

    use super::*;
    use crate::constant_q::Intervals;
    use crate::norm::Norm;
    use crate::tuning::Tuning;

    fn default() -> CqtOptions {
        CqtOptions::default()
    }

    #[test]
    fn bad_options_are_named() {
        let y = Array1::<f32>::ones(4096);
        let named = |options: CqtOptions| match cqt(&y, 22050.0, &options).unwrap_err() {
            Error::Parameter { name, .. } => name,
            other => panic!("{other}"),
        };
        assert_eq!(named(CqtOptions { hop_length: 0, ..default() }), "hop_length");
        assert_eq!(named(CqtOptions { n_bins: 0, ..default() }), "n_bins");
        assert_eq!(named(CqtOptions { bins_per_octave: 0, ..default() }), "bins_per_octave");
        for bad in [0.0, -1.0, f64::NAN] {
            assert_eq!(named(CqtOptions { fmin_hz: Some(bad), ..default() }), "fmin_hz");
            assert_eq!(named(CqtOptions { filter_scale: bad, ..default() }), "filter_scale");
        }
        // A filter of hours.
        assert_eq!(named(CqtOptions { fmin_hz: Some(1e-6), ..default() }), "fmin_hz");
        assert_eq!(named(CqtOptions { tuning: Tuning::Bins(f64::NAN), ..default() }), "tuning");
        assert_eq!(named(CqtOptions { sparsity: 1.0, ..default() }), "sparsity");
        assert_eq!(named(CqtOptions { norm: Some(Norm::P(-1.0)), ..default() }), "norm");
        assert!(cqt(&y, 0.0, &default()).is_err());
        assert!(cqt(&y, f64::NAN, &default()).is_err());
    }

    #[test]
    fn notes_above_half_the_rate_are_refused() {
        let y = Array1::<f64>::ones(4096);
        let named = |options: CqtOptions| match cqt(&y, 22050.0, &options).unwrap_err() {
            Error::Parameter { name, .. } => name,
            other => panic!("{other}"),
        };
        assert_eq!(named(CqtOptions { fmin_hz: Some(11026.0), ..default() }), "fmin_hz");
        assert_eq!(named(CqtOptions { n_bins: 102, ..default() }), "n_bins");
        for n_bins in [100_000, usize::MAX] {
            assert_eq!(named(CqtOptions { n_bins, ..default() }), "n_bins");
        }
        assert!(cqt(&y, 22050.0, &CqtOptions { n_bins: 101, ..default() }).is_ok());
    }

    #[test]
    fn short_signals_and_bad_samples() {
        for n in 1..40 {
            let notes = cqt(&Array1::<f32>::ones(n), 22050.0, &default()).unwrap();
            assert_eq!(notes.dim(), (84, 1), "{n}");
            assert!(notes.iter().all(|z| z.norm().is_finite()));
        }
        let empty = cqt(&Array1::<f32>::zeros(0), 22050.0, &default()).unwrap_err();
        assert_eq!(empty, Error::TooShort { name: "y", expected: 1, actual: 0 });
        // One octave of low notes lets the rate be divided by 64 beforehand.
        let low = CqtOptions { n_bins: 12, ..default() };
        let short = cqt(&Array1::<f32>::ones(63), 22050.0, &low).unwrap_err();
        assert_eq!(short, Error::TooShort { name: "y", expected: 64, actual: 63 });
        assert!(cqt(&Array1::<f32>::ones(64), 22050.0, &low).is_ok());
        for bad in [f64::NAN, f64::INFINITY] {
            let mut y = Array1::ones(3000);
            y[7] = bad;
            let error = cqt(&y, 22050.0, &default()).unwrap_err();
            assert!(matches!(error, Error::NotFinite { name: "y", index: 7, .. }));
        }
    }

    #[test]
    fn equal_intervals_are_refused() {
        let options =
            VqtOptions { intervals: Intervals::Ratios(vec![1.0, 1.5, 1.5]), ..Default::default() };
        let error = vqt(&Array1::<f32>::ones(4096), 22050.0, &options).unwrap_err();
        assert!(matches!(error, Error::Values { name: "intervals", .. }));
    }

    #[test]
    fn a_plan_has_no_signal_to_be_tuned_by() {
        let options = CqtOptions { tuning: Tuning::Estimated, ..default() };
        let error = CqtPlan::<f32>::new(22050.0, &options).unwrap_err();
        assert!(matches!(error, Error::Values { name: "tuning", .. }));
    }
}

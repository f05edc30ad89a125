//! The pitch of each frame by itself.
//!
//! Counterpart of `librosa.yin`.

use ndarray::{Array, Array1, ArrayRef, Dimension};
use onkai_core::{Real, Result, check_positive, map_lanes};

use super::difference::{DifferencePlan, is_trough, parabolic_shift};
use super::search::PitchSearch;

/// The fundamental frequency of each frame, in hertz, by the YIN algorithm.
///
/// It is that of the shortest period `k` at which the frame is nearly the same again: the first
/// minimum of the cumulative mean normalized difference
///
/// ```text
/// d'[k] = d[k] / ((d[1] + … + d[k]) / k)        d[k] = Σₙ (x[n] - x[n + k])²
/// ```
///
/// below `trough_threshold` or, if there is none, the least value. The parabola through it and its
/// neighbours tells the period between samples. Every frame gets a pitch, be it silent or noise; for
/// whether there is one, see [`pyin`](crate::pyin).
///
/// # Shapes
///
/// `y`: `[..., n]`, at `sample_rate` hertz. Returns `[..., n_frames]`, whose frames follow
/// [`PitchSearch::clock`].
///
/// # Errors
///
/// [`Error::Parameter`](crate::Error::Parameter) when an option is out of range,
/// [`Error::TooShort`](crate::Error::TooShort) when `y` is empty or, if `center` is off, shorter
/// than a frame, [`Error::NotFinite`](crate::Error::NotFinite).
///
/// # Examples
///
/// ```
/// use ndarray::Array1;
/// use onkai_mir::{PitchSearch, YinOptions, yin};
///
/// let tone = |i| (std::f64::consts::TAU * 440.0 * i as f64 / 22050.0).sin();
/// let y = Array1::from_shape_fn(22050, tone);
/// let search = PitchSearch { fmin_hz: 100.0, fmax_hz: 1000.0, ..Default::default() };
/// let f0_hz = yin(&y, 22050.0, &YinOptions { search, ..Default::default() })?;
/// assert!((f0_hz[20] - 440.0).abs() < 1.0);
/// # Ok::<(), onkai_mir::Error>(())
/// ```
///
/// # Differences from librosa
///
/// librosa leaves the energy of a frame's first sample out of `d[1]`, and so out of all that `d[1]` is
/// part of; the pitches differ in their fourth digit.
///
/// # References
///
/// A. de Cheveigné, H. Kawahara, "YIN, a fundamental frequency estimator for speech and music",
/// J. Acoust. Soc. Am. 111(4), 2002. <https://doi.org/10.1121/1.1458024>
pub fn yin<F: Real, D: Dimension>(
    y: &ArrayRef<F, D>,
    sample_rate: f64,
    options: &YinOptions,
) -> Result<Array<F, D>> {
    YinPlan::new(sample_rate, options)?.run(y)
}

/// Options of [`yin`]; the defaults are those of librosa.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct YinOptions {
    /// The pitches and the frames.
    pub search: PitchSearch,
    /// How deep the first minimum must be; above 0. Default: `0.1`.
    pub trough_threshold: f64,
}

impl Default for YinOptions {
    fn default() -> Self {
        Self { search: PitchSearch::default(), trough_threshold: 0.1 }
    }
}

/// Validated [`YinOptions`] with the transform precomputed, for repeated use.
#[derive(Clone, Debug)]
pub struct YinPlan<F: Real> {
    difference: DifferencePlan<F>,
    sample_rate: f64,
    trough_threshold: f64,
}

impl<F: Real> YinPlan<F> {
    /// Checks `options` and precomputes everything that does not depend on the signal.
    ///
    /// # Errors
    ///
    /// [`Error::Parameter`](crate::Error::Parameter) when an option is out of range.
    pub fn new(sample_rate: f64, options: &YinOptions) -> Result<Self> {
        let &YinOptions { ref search, trough_threshold } = options;
        check_positive("trough_threshold", trough_threshold)?;
        let difference = DifferencePlan::new(sample_rate, search)?;
        Ok(Self { difference, sample_rate, trough_threshold })
    }

    /// The pitch of each frame; see [`yin`].
    ///
    /// # Errors
    ///
    /// Those of [`yin`] that depend on the signal.
    pub fn run<D: Dimension>(&self, y: &ArrayRef<F, D>) -> Result<Array<F, D>> {
        let frames = self.difference.frames_of(y)?;
        map_lanes(y, frames.time, frames.n_frames, |lane, mut out| {
            let pitch = |(): &mut (), curve: &[F]| F::of(self.f0_hz(curve));
            let f0_hz = self.difference.map_frames(&lane, frames.n_frames, || (), pitch);
            out.assign(&Array1::from_vec(f0_hz));
            Ok(())
        })
    }

    fn f0_hz(&self, curve: &[F]) -> f64 {
        let deep = |&i: &usize| curve[i].as_f64() < self.trough_threshold && is_trough(curve, i);
        let least =
            || (1..curve.len()).fold(0, |least, i| if curve[i] < curve[least] { i } else { least });
        let i = (0..curve.len()).find(deep).unwrap_or_else(least);
        let period = (self.difference.min_period() + i) as f64 + parabolic_shift(curve, i);
        self.sample_rate / period
    }
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;
    use crate::Error;

    fn with(search: PitchSearch) -> YinOptions {
        YinOptions { search, ..Default::default() }
    }

    #[test]
    fn silence_of_one_sample_or_more_has_the_highest_pitch() {
        let options = YinOptions::default();
        let highest = 22050.0 / 10.0;
        assert_eq!(yin(&array![0.0], 22050.0, &options).unwrap(), array![highest]);
        let silence = ndarray::Array2::<f32>::zeros((2, 1000));
        let f0_hz = yin(&silence, 22050.0, &options).unwrap();
        assert_eq!(f0_hz, ndarray::Array2::from_elem((2, 2), 2205.0));
    }

    #[test]
    fn bad_signals_are_named() {
        let default = YinOptions::default();
        let error = |y: Array1<f64>, options| yin(&y, 22050.0, &options).unwrap_err();
        let empty = Error::TooShort { name: "y", expected: 1, actual: 0 };
        assert_eq!(error(array![], default), empty);
        let uncentred = with(PitchSearch { center: false, ..default.search });
        let short = Error::TooShort { name: "y", expected: 2048, actual: 9 };
        assert_eq!(error(Array1::zeros(9), uncentred), short);
        for bad in [f64::NAN, f64::INFINITY] {
            assert!(matches!(
                error(array![0.0, bad], default),
                Error::NotFinite { name: "y", index: 1, .. }
            ));
        }
    }

    #[test]
    fn bad_options_are_named() {
        let named =
            |sample_rate, options: YinOptions| match YinPlan::<f64>::new(sample_rate, &options)
                .unwrap_err()
            {
                Error::Parameter { name, .. } => name,
                other => panic!("{other}"),
            };
        let search = PitchSearch::default();
        for bad in [0.0, f64::NAN, -1.0] {
            assert_eq!(named(bad, with(search)), "sample_rate");
            assert_eq!(named(22050.0, with(PitchSearch { fmin_hz: bad, ..search })), "fmin_hz");
            assert_eq!(named(22050.0, with(PitchSearch { fmax_hz: bad, ..search })), "fmax_hz");
            let options = YinOptions { trough_threshold: bad, ..Default::default() };
            assert_eq!(named(22050.0, options), "trough_threshold");
        }
        // Out of order, above half the sample rate, a period longer than the frame.
        assert_eq!(named(22050.0, with(PitchSearch { fmax_hz: 60.0, ..search })), "fmax_hz");
        assert_eq!(named(22050.0, with(PitchSearch { fmax_hz: 11026.0, ..search })), "fmax_hz");
        assert_eq!(named(22050.0, with(PitchSearch { fmin_hz: 10.7, ..search })), "fmin_hz");
        let none = PitchSearch { frame_length: 0, ..search };
        assert_eq!(named(22050.0, with(none)), "frame_length");
        let still = PitchSearch { hop_length: Some(0), ..search };
        assert_eq!(named(22050.0, with(still)), "hop_length");
        // A quarter of three samples is no hop.
        assert_eq!(named(22050.0, with(PitchSearch { frame_length: 3, ..search })), "hop_length");
    }
}

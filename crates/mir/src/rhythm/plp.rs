//! The pulse that one would tap along with, for tempos that change.
//!
//! Counterpart of `librosa.beat.plp`.

use ndarray::{Array1, ArrayRef1, Axis};
use num_complex::Complex;
use onkai_core::{Error, Real, Result, check_positive, for_each_chunk};

use super::fourier_tempogram::{
    FourierTempogramOptions, fourier_tempo_frequencies, fourier_tempogram,
};
use super::prior::TempoPrior;
use crate::clock::FrameClock;
use crate::norm::{Norm, normalize};
use crate::spectrum::{IstftOptions, istft};

/// The predominant local pulse of an onset strength envelope: a curve whose peaks are likely beats.
///
/// Around each frame, the sinusoid of the strongest tempo is taken, with its phase but not its
/// strength; all of them are added up, and what is positive of the sum is scaled to at most 1. Silence
/// has no pulse.
///
/// # Shapes
///
/// `envelope`: `[n]`, `n ≥ 1`, whose frames follow `clock`. Returns `[n]`.
///
/// # Errors
///
/// [`Error::Parameter`] when an option is out of range or no tempo that the window tells from others
/// lies between the least and the largest, [`Error::Values`] when `prior` does not suit,
/// [`Error::TooShort`] when `envelope` is empty, [`Error::NotFinite`].
///
/// # Examples
///
/// ```
/// use ndarray::Array1;
/// use onkai_mir::{FrameClock, PlpOptions, plp};
///
/// // An onset every 20 frames.
/// let envelope = Array1::from_shape_fn(1000, |t| if t % 20 == 7 { 1.0 } else { 0.0 });
/// let clock = FrameClock::new(22050.0, 512)?;
/// let pulse = plp(&envelope, clock, &PlpOptions::default())?;
/// let peaks = (1..999).filter(|&t| pulse[t - 1] < pulse[t] && pulse[t + 1] <= pulse[t]);
/// assert!({ peaks }.all(|t| t.abs_diff(20 * ((t + 3) / 20) + 7) <= 1));
/// # Ok::<(), onkai_mir::Error>(())
/// ```
///
/// # Differences from librosa
///
/// librosa takes the strength away by dividing by the largest of a frame's complex numbers, and
/// compares them by their real parts first. Where the real part is negative, that is a zero, and the
/// frame outweighs the others by many orders of magnitude. Here each frame counts the same. The
/// envelope must be given: librosa, given audio, uses the median instead of the mean over the bands.
///
/// # References
///
/// P. Grosche, M. Müller, "Extracting predominant local pulse information from music recordings",
/// IEEE Trans. Audio Speech Lang. Process. 19(6), 2011. <https://doi.org/10.1109/TASL.2010.2096216>
pub fn plp<F: Real>(
    envelope: &ArrayRef1<F>,
    clock: FrameClock,
    options: &PlpOptions,
) -> Result<Array1<F>> {
    let &PlpOptions { win_length, .. } = options;
    let log_prior = options.log_prior(clock)?;
    let window = FourierTempogramOptions { win_length, ..Default::default() };
    let mut tempogram = fourier_tempogram(envelope, &window)?;
    let n_bins = tempogram.nrows();
    let columns = tempogram.as_slice_memory_order_mut().expect("a fresh array is contiguous");
    let make = || vec![0.0; n_bins];
    for_each_chunk(columns, n_bins, FRAMES_PER_TASK, make, |score, _, column| {
        keep_strongest(column, &log_prior, score);
    });
    let inverse = IstftOptions {
        n_fft: win_length,
        hop_length: Some(1),
        length: Some(envelope.len()),
        ..Default::default()
    };
    let pulse = istft(&tempogram, &inverse)?.mapv(|v| v.max(F::zero()));
    normalize(&pulse, Norm::Max, Axis(0))
}

/// Options of [`plp`]; the defaults are those of librosa.
#[derive(Clone, Copy, Debug)]
pub struct PlpOptions {
    /// Frames under the window; at least 1. Default: `384`.
    pub win_length: usize,
    /// The least tempo; above 0. Default: `Some(30.0)`.
    pub tempo_min: Option<f64>,
    /// The largest tempo; above the least. Default: `Some(300.0)`.
    pub tempo_max: Option<f64>,
    /// How likely each tempo is. Default: `None`, meaning all equally.
    pub prior: Option<TempoPrior>,
}

impl Default for PlpOptions {
    fn default() -> Self {
        Self { win_length: 384, tempo_min: Some(30.0), tempo_max: Some(300.0), prior: None }
    }
}

impl PlpOptions {
    /// The logarithm of each bin's likelihood; negative infinity where no tempo is looked for.
    fn log_prior(&self, clock: FrameClock) -> Result<Vec<f64>> {
        let &Self { win_length, tempo_min, tempo_max, .. } = self;
        if win_length == 0 {
            return Err(Error::parameter("win_length", 0.0, "at least 1"));
        }
        for (name, bpm) in [("tempo_min", tempo_min), ("tempo_max", tempo_max)] {
            bpm.map_or(Ok(()), |bpm| check_positive(name, bpm))?;
        }
        let (low, high) = (tempo_min.unwrap_or(0.0), tempo_max.unwrap_or(f64::INFINITY));
        if high <= low {
            return Err(Error::parameter("tempo_max", high, "above `tempo_min`"));
        }
        let bpms = fourier_tempo_frequencies(win_length, clock).to_vec();
        let mut log_prior = match self.prior {
            Some(prior) => prior.log_densities(&bpms)?,
            None => vec![0.0; bpms.len()],
        };
        if !bpms.iter().any(|bpm| (low..=high).contains(bpm)) {
            let requirement = "long enough for a tempo between `tempo_min` and `tempo_max`";
            return Err(Error::parameter("win_length", win_length as f64, requirement));
        }
        for (log_prior, bpm) in log_prior.iter_mut().zip(&bpms) {
            if !(low..=high).contains(bpm) {
                *log_prior = f64::NEG_INFINITY;
            }
        }
        if log_prior.iter().all(|&p| p == f64::NEG_INFINITY) {
            let requirement = "give a tempo between `tempo_min` and `tempo_max` a chance";
            return Err(Error::Values { name: "prior", requirement });
        }
        Ok(log_prior)
    }
}

/// Frames that a thread takes in a row: about 50 µs of work at the default sizes.
const FRAMES_PER_TASK: usize = 16;

/// Zeroes all of a spectrum but its likeliest bins, usually one, which are scaled to length 1.
fn keep_strongest<F: Real>(spectrum: &mut [Complex<F>], log_prior: &[f64], score: &mut [f64]) {
    let mut best = f64::NEG_INFINITY;
    for ((score, &log_prior), z) in score.iter_mut().zip(log_prior).zip(&*spectrum) {
        // Only where a tempo may be is the logarithm worth its time.
        *score = log_prior;
        if log_prior != f64::NEG_INFINITY {
            *score += (1e6 * z.norm().as_f64()).ln_1p();
        }
        best = best.max(*score);
    }
    let mut largest = F::zero();
    for (z, &score) in spectrum.iter_mut().zip(&*score) {
        if score < best {
            *z = Complex::default();
        }
        largest = largest.max(z.norm());
    }
    let scale = (largest + F::min_positive_value().sqrt()).recip();
    for z in spectrum {
        *z *= scale;
    }
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    fn clock() -> FrameClock {
        FrameClock::new(22050.0, 512).unwrap()
    }

    #[test]
    fn silence_has_no_pulse_and_one_frame_is_enough() {
        let silence = Array1::<f32>::zeros(100);
        assert_eq!(plp(&silence, clock(), &PlpOptions::default()).unwrap(), silence);
        assert_eq!(plp(&array![1.0], clock(), &PlpOptions::default()).unwrap().len(), 1);
    }

    #[test]
    fn bad_options_and_values_are_named() {
        let x = Array1::<f64>::ones(50);
        let name = |options: PlpOptions| match plp(&x, clock(), &options).unwrap_err() {
            Error::Parameter { name, .. } | Error::Values { name, .. } => name,
            other => panic!("{other}"),
        };
        let default = PlpOptions::default();
        assert_eq!(name(PlpOptions { win_length: 0, ..default }), "win_length");
        assert_eq!(name(PlpOptions { win_length: 2, ..default }), "win_length");
        for bad in [0.0, -5.0, f64::NAN, f64::INFINITY] {
            assert_eq!(name(PlpOptions { tempo_min: Some(bad), ..default }), "tempo_min");
            assert_eq!(name(PlpOptions { tempo_max: Some(bad), ..default }), "tempo_max");
        }
        assert_eq!(name(PlpOptions { tempo_max: Some(30.0), ..default }), "tempo_max");
        let unlikely = TempoPrior::Uniform { low_bpm: 400.0, high_bpm: 500.0 };
        assert_eq!(name(PlpOptions { prior: Some(unlikely), ..default }), "prior");
        let unfit = TempoPrior::Normal { mean_bpm: 100.0, std_bpm: -1.0 };
        assert_eq!(name(PlpOptions { prior: Some(unfit), ..default }), "prior");
        let empty = Error::TooShort { name: "envelope", expected: 1, actual: 0 };
        assert_eq!(plp(&Array1::<f64>::zeros(0), clock(), &default).unwrap_err(), empty);
        assert!(plp(&array![f32::NAN], clock(), &default).is_err());
    }
}

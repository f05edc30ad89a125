//! Mel-frequency cepstral coefficients.
//!
//! Counterpart of `librosa.feature.mfcc`.

use ndarray::{Array2, ArrayRef1, ArrayRef2};
use onkai_core::{Error, Real, Result, check_finite, collect_columns};
use onkai_fft::{DctPlan, DctType, Norm as DctNorm};

use crate::mel::spectrogram::{MelSpectrogramOptions, MelSpectrogramPlan};
use crate::spectrum::{DbOptions, power_to_db};

/// The mel-frequency cepstral coefficients of `y`: the shape of its spectrum in a few numbers.
///
/// ```text
/// C[c, t] = (1 + L/2 · sin(π (c+1) / L)) · DCT(10 · log₁₀ M)[c, t]      M = melspectrogram(y), L = lifter
/// ```
///
/// The decibels reach at most 80 dB below the loudest cell.
///
/// # Shapes
///
/// `y`: `[n]`, `n ≥ 1`, at `sample_rate` hertz. Returns `[n_mfcc, n_frames]`, frame by frame in
/// memory.
///
/// # Errors
///
/// [`Error::Parameter`] when an option is out of range, else those of [`stft`](crate::stft).
///
/// # Examples
///
/// ```
/// use ndarray::Array1;
/// use onkai_mir::{MfccOptions, mfcc};
///
/// let y = Array1::from_shape_fn(22050, |i| (0.1 * i as f32).sin());
/// let coefficients = mfcc(&y, 22050.0, &MfccOptions { n_mfcc: 13, ..Default::default() })?;
/// assert_eq!(coefficients.dim(), (13, 44));
/// # Ok::<(), onkai_mir::Error>(())
/// ```
///
/// # Differences from librosa
///
/// More coefficients than bands are an error; librosa returns as many as there are.
///
/// # References
///
/// S. Davis, P. Mermelstein, "Comparison of parametric representations for monosyllabic word
/// recognition in continuously spoken sentences", IEEE Trans. Acoust. Speech Signal Process. 28(4),
/// 1980. <https://doi.org/10.1109/TASSP.1980.1163420>
pub fn mfcc<F: Real>(
    y: &ArrayRef1<F>,
    sample_rate: f64,
    options: &MfccOptions,
) -> Result<Array2<F>> {
    MfccPlan::new(sample_rate, options)?.run(y)
}

/// [`mfcc`] of a mel spectrogram in decibels that exists already.
///
/// # Shapes
///
/// `mel_db`: `[n_mels, n_frames]`. Returns `[n_mfcc, n_frames]`.
///
/// # Errors
///
/// [`Error::Parameter`] when an option is out of range, [`Error::NotFinite`].
///
/// # Examples
///
/// ```
/// use ndarray::Array2;
/// use onkai_mir::{MfccOptions, mfcc_from_db};
///
/// let flat = Array2::from_elem((128, 4), -20.0_f64);
/// let coefficients = mfcc_from_db(&flat, &MfccOptions::default())?;
/// assert!(coefficients[[0, 0]] < -226.0 && coefficients[[1, 0]].abs() < 1e-10);
/// # Ok::<(), onkai_mir::Error>(())
/// ```
pub fn mfcc_from_db<F: Real>(mel_db: &ArrayRef2<F>, options: &MfccOptions) -> Result<Array2<F>> {
    Cepstrum::new(mel_db.nrows(), options)?.run(mel_db)
}

/// Options of [`mfcc`]; the defaults are those of librosa.
#[derive(Clone, Debug, PartialEq)]
pub struct MfccOptions {
    /// The mel spectrogram; [`mfcc_from_db`] has no use for it.
    pub mel: MelSpectrogramOptions,
    /// How many coefficients; at least 1, at most one a band. Default: `20`.
    pub n_mfcc: usize,
    /// The cosine transform. Default: [`DctType::II`].
    pub dct_type: DctType,
    /// Its scale. Default: [`DctNorm::Ortho`].
    pub norm: DctNorm,
    /// Length of the sine that raises the higher coefficients; 0 leaves them. Default: `0.0`.
    pub lifter: f64,
}

impl Default for MfccOptions {
    fn default() -> Self {
        Self {
            mel: MelSpectrogramOptions::default(),
            n_mfcc: 20,
            dct_type: DctType::II,
            norm: DctNorm::Ortho,
            lifter: 0.0,
        }
    }
}

impl MfccOptions {
    /// What each coefficient of `n_mels` bands is multiplied by.
    pub(crate) fn lift_factors<F: Real>(&self, n_mels: usize) -> Result<Vec<F>> {
        let (n_mfcc, lifter) = (self.n_mfcc, self.lifter);
        if n_mfcc == 0 || n_mels < n_mfcc {
            let requirement = "at least 1 and at most the number of mel bands";
            return Err(Error::parameter("n_mfcc", n_mfcc as f64, requirement));
        }
        if !(lifter.is_finite() && 0.0 <= lifter) {
            return Err(Error::parameter("lifter", lifter, "at least 0 and finite"));
        }
        let factor = |c: usize| {
            if lifter == 0.0 {
                return F::one();
            }
            let phase = std::f64::consts::PI * (c + 1) as f64 / lifter;
            F::of(1.0 + lifter / 2.0 * phase.sin())
        };
        Ok((0..n_mfcc).map(factor).collect())
    }
}

/// Validated [`MfccOptions`] with everything precomputed, for repeated use.
#[derive(Clone, Debug)]
pub struct MfccPlan<F: Real> {
    mel: MelSpectrogramPlan<F>,
    cepstrum: Cepstrum<F>,
}

impl<F: Real> MfccPlan<F> {
    /// Checks `options` and precomputes everything that does not depend on the signal.
    ///
    /// # Errors
    ///
    /// [`Error::Parameter`] when an option is out of range.
    pub fn new(sample_rate: f64, options: &MfccOptions) -> Result<Self> {
        let mel = MelSpectrogramPlan::new(sample_rate, &options.mel)?;
        let cepstrum = Cepstrum::new(mel.filter_bank().n_mels(), options)?;
        Ok(Self { mel, cepstrum })
    }

    /// The coefficients of one signal; see [`mfcc`].
    ///
    /// # Errors
    ///
    /// Those of [`stft`](crate::stft).
    pub fn run(&self, y: &ArrayRef1<F>) -> Result<Array2<F>> {
        self.cepstrum.run(&power_to_db(&self.mel.run(y)?, &DbOptions::default())?)
    }
}

/// From decibels to coefficients.
#[derive(Clone, Debug)]
struct Cepstrum<F: Real> {
    dct: DctPlan<F>,
    // One factor for each coefficient that is kept.
    lift: Vec<F>,
}

/// Frames that a thread takes in a row: about 50 µs of work at the default sizes.
const FRAMES_PER_TASK: usize = 64;

impl<F: Real> Cepstrum<F> {
    fn new(n_mels: usize, options: &MfccOptions) -> Result<Self> {
        let lift = options.lift_factors(n_mels)?;
        Ok(Self { dct: DctPlan::new(n_mels, options.dct_type, options.norm)?, lift })
    }

    fn run(&self, mel_db: &ArrayRef2<F>) -> Result<Array2<F>> {
        check_finite("mel_db", mel_db)?;
        let (n_frames, n_mfcc) = (mel_db.ncols(), self.lift.len());
        let make = || (vec![F::zero(); self.dct.len()], self.dct.make_scratch());
        let shape = (n_mfcc, n_frames);
        Ok(collect_columns(shape, FRAMES_PER_TASK, make, |(frame, scratch), t, column| {
            frame.iter_mut().zip(mel_db.column(t)).for_each(|(f, &v)| *f = v);
            self.dct.run_into(frame, scratch);
            for ((o, &f), &lift) in column.iter_mut().zip(&*frame).zip(&self.lift) {
                *o = f * lift;
            }
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bad_options_are_named() {
        let db = Array2::<f32>::zeros((10, 3));
        let named = |options: MfccOptions| match mfcc_from_db(&db, &options).unwrap_err() {
            Error::Parameter { name, .. } => name,
            other => panic!("{other}"),
        };
        let good = MfccOptions { n_mfcc: 10, ..Default::default() };
        assert_eq!(mfcc_from_db(&db, &good).unwrap(), db);
        assert_eq!(named(MfccOptions { n_mfcc: 0, ..good.clone() }), "n_mfcc");
        assert_eq!(named(MfccOptions { n_mfcc: 11, ..good.clone() }), "n_mfcc");
        assert_eq!(named(MfccOptions { lifter: -1.0, ..good }), "lifter");
    }
}

//! Pitch classes from a short-time Fourier transform.
//!
//! Counterpart of `librosa.feature.chroma_stft`.

use ndarray::{Array2, ArrayRef1, ArrayRef2};
use onkai_core::{Error, Real, Result};

use super::filter_bank::{ChromaFilterBank, ChromaFilterOptions};
use crate::norm::Norm;
use crate::spectrum::{StftOptions, StftPlan};
use crate::tuning::{
    EstimateTuningOptions, PiptrackOptions, Tuning, estimate_tuning_of_spectrogram,
};

/// How much of each pitch class a frame's power spectrum holds.
///
/// To see what is made of the bins, look at [`ChromaFilterBank`].
///
/// # Shapes
///
/// `y`: `[n]`, `n ≥ 1`, at `sample_rate` hertz. Returns `[n_chroma, n_frames]`, frame by frame in memory,
/// with as many frames as [`stft`](crate::stft) gives.
///
/// # Errors
///
/// [`Error::Parameter`] when an option is out of range, else those of [`stft`](crate::stft).
///
/// # Examples
///
/// ```
/// use ndarray::Array1;
/// use onkai_mir::{ChromaStftOptions, chroma_stft};
///
/// let a4 = Array1::from_shape_fn(22050, |i| (std::f32::consts::TAU * 440.0 * i as f32 / 22050.0).sin());
/// let chroma = chroma_stft(&a4, 22050.0, &ChromaStftOptions::default())?;
/// assert_eq!(chroma.dim(), (12, 44));
/// // A is the tenth pitch class from C on.
/// assert_eq!(chroma[[9, 20]], 1.0);
/// # Ok::<(), onkai_mir::Error>(())
/// ```
///
/// # Differences from librosa
///
/// Each channel has its own tuning; librosa pools the estimate over channels. It is estimated with the
/// `n_fft` of the frames, odd or even.
pub fn chroma_stft<F: Real>(
    y: &ArrayRef1<F>,
    sample_rate: f64,
    options: &ChromaStftOptions,
) -> Result<Array2<F>> {
    let plan = StftPlan::new(&options.stft)?;
    let n_bins = plan.n_bins();
    if options.tuning == Tuning::Estimated {
        // The filters wait for the tuning, and the tuning for the last frame.
        let power = plan.map_frames(
            y,
            n_bins,
            || (),
            |(), spectrum, power| {
                power.iter_mut().zip(spectrum).for_each(|(p, z)| *p = z.norm_sqr());
            },
        )?;
        return chroma_stft_of_spectrogram(&power, sample_rate, options);
    }
    let bank = options.bank(sample_rate, plan.n_fft())?;
    plan.map_frames(
        y,
        bank.n_chroma(),
        || vec![F::zero(); n_bins],
        |power, spectrum, out| {
            power.iter_mut().zip(spectrum).for_each(|(p, z)| *p = z.norm_sqr());
            bank.apply_frame(power, out);
            options.normalize(out);
        },
    )
}

/// [`chroma_stft`] of a spectrogram of power.
///
/// # Shapes
///
/// `s`: `[n_bins, n_frames]`, `n_bins ≥ 2`. Returns `[n_chroma, n_frames]`. If the bins are not those of the
/// options' `n_fft`, they are taken to be those of `2 (n_bins - 1)`.
///
/// # Errors
///
/// [`Error::Parameter`] when an option is out of range, [`Error::TooShort`] when there are fewer than two
/// bins, [`Error::NotFinite`].
///
/// # Examples
///
/// ```
/// use onkai_mir::{ChromaStftOptions, StftOptions, chroma_stft_of_spectrogram, stft};
/// let y = ndarray::Array1::from_shape_fn(22050, |i| (0.1 * i as f64).sin());
/// let power = stft(&y, &StftOptions::default())?.mapv(|z| z.norm_sqr());
/// let chroma = chroma_stft_of_spectrogram(&power, 22050.0, &ChromaStftOptions::default())?;
/// assert_eq!(chroma.dim(), (12, 44));
/// # Ok::<(), onkai_mir::Error>(())
/// ```
pub fn chroma_stft_of_spectrogram<F: Real>(
    s: &ArrayRef2<F>,
    sample_rate: f64,
    options: &ChromaStftOptions,
) -> Result<Array2<F>> {
    let n_bins = s.nrows();
    if n_bins < 2 {
        return Err(Error::TooShort { name: "s", expected: 2, actual: n_bins });
    }
    let n_fft = options.stft.n_fft;
    let n_fft = if n_fft / 2 + 1 == n_bins { n_fft } else { 2 * (n_bins - 1) };
    let options = match options.tuning {
        Tuning::Bins(_) => options.clone(),
        Tuning::Estimated => {
            let stft = StftOptions { n_fft, ..Default::default() };
            let estimate = EstimateTuningOptions {
                piptrack: PiptrackOptions { stft, ..Default::default() },
                bins_per_octave: options.filters.n_chroma,
                ..Default::default()
            };
            let tuning = estimate_tuning_of_spectrogram(s, sample_rate, &estimate)?;
            ChromaStftOptions { tuning: Tuning::Bins(tuning), ..options.clone() }
        }
    };
    let mut chroma = options.bank(sample_rate, n_fft)?.apply(s)?;
    let columns = chroma.columns_mut().into_iter();
    columns.for_each(|mut frame| options.normalize(frame.as_slice_mut().expect("column-major")));
    Ok(chroma)
}

/// Options of [`chroma_stft`]; the defaults are those of librosa.
#[derive(Clone, Debug, PartialEq)]
pub struct ChromaStftOptions {
    /// The frames. Default: those of [`StftOptions`] with a `hop_length` of 512.
    pub stft: StftOptions,
    /// What length each frame is scaled to 1 in; `None` leaves them as they are.
    /// Default: the largest value.
    pub norm: Option<Norm>,
    /// How far the notes lie above those that hold A = 440 Hz. Default: estimated.
    pub tuning: Tuning,
    /// The filters.
    pub filters: ChromaFilterOptions,
}

impl Default for ChromaStftOptions {
    fn default() -> Self {
        Self {
            stft: StftOptions { hop_length: Some(512), ..Default::default() },
            norm: Some(Norm::Max),
            tuning: Tuning::Estimated,
            filters: ChromaFilterOptions::default(),
        }
    }
}

impl ChromaStftOptions {
    fn bank<F: Real>(&self, sample_rate: f64, n_fft: usize) -> Result<ChromaFilterBank<F>> {
        self.norm.map_or(Ok(()), Norm::check)?;
        ChromaFilterBank::new(sample_rate, n_fft, self.tuning.known()?, &self.filters)
    }

    fn normalize<F: Real>(&self, frame: &mut [F]) {
        if let Some(norm) = self.norm {
            norm.scale_to_one(frame.into());
        }
    }
}

#[cfg(test)]
mod tests {
    use ndarray::Array1;
    use onkai_testing::{assert_close, noise};

    use super::*;

    #[test]
    fn a_known_tuning_gives_the_same_at_once() {
        let y = noise(9000, 5);
        let default = ChromaStftOptions::default();
        let estimated = chroma_stft(&y, 8000.0, &default).unwrap();
        let power = crate::spectrum::stft(&y, &default.stft).unwrap().mapv(|z| z.norm_sqr());
        let tuning =
            estimate_tuning_of_spectrogram(&power, 8000.0, &EstimateTuningOptions::default())
                .unwrap();
        let known = ChromaStftOptions { tuning: Tuning::Bins(tuning), ..default };
        assert_close!(chroma_stft(&y, 8000.0, &known).unwrap(), estimated, 1e-12, 0.0);
    }

    #[test]
    fn silence_has_no_pitch_class() {
        let y = Array1::<f32>::zeros(4000);
        let chroma = chroma_stft(&y, 8000.0, &ChromaStftOptions::default()).unwrap();
        assert!(chroma.iter().all(|&v| v == 0.0));
    }

    #[test]
    fn bad_input_is_named() {
        let y = Array1::<f64>::ones(3000);
        let named =
            |options: ChromaStftOptions| match chroma_stft(&y, 8000.0, &options).unwrap_err() {
                Error::Parameter { name, .. } => name,
                other => panic!("{other}"),
            };
        let default = ChromaStftOptions::default;
        for tuning in [Tuning::Estimated, Tuning::Bins(0.0)] {
            let filters = ChromaFilterOptions { n_chroma: 0, ..Default::default() };
            let named = named(ChromaStftOptions { tuning, filters, ..default() });
            assert!(["n_chroma", "bins_per_octave"].contains(&named));
            for y in [Array1::zeros(0), Array1::from_elem(9, f32::NAN)] {
                assert!(chroma_stft(&y, 8e3, &ChromaStftOptions { tuning, ..default() }).is_err());
            }
            let one = ChromaStftOptions { tuning, ..default() };
            assert_eq!(chroma_stft(&Array1::<f32>::ones(1), 8e3, &one).unwrap().dim(), (12, 1));
        }
        let tuning = Tuning::Bins(f64::INFINITY);
        assert_eq!(named(ChromaStftOptions { tuning, ..default() }), "tuning");
        let norm = Some(Norm::P(-2.0));
        assert_eq!(named(ChromaStftOptions { norm, ..default() }), "norm");
        assert!(chroma_stft(&y, 0.0, &default()).is_err());
        let one_bin = chroma_stft_of_spectrogram(&Array2::<f64>::ones((1, 2)), 8e3, &default());
        assert_eq!(one_bin.unwrap_err(), Error::TooShort { name: "s", expected: 2, actual: 1 });
    }
}

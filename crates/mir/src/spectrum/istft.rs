//! The inverse short-time Fourier transform.
//!
//! Counterpart of `librosa.istft`.

use std::ops::Deref;

use ndarray::{Array1, ArrayRef1, ArrayRef2};
use num_complex::Complex;
use onkai_core::{Error, Real, Result, check_finite, large_zeros};
use onkai_signal::Window;

use crate::spectrum::StftOptions;
use crate::spectrum::synthesis::{Synthesis, SynthesisScratch};

/// The signal whose short-time Fourier transform is nearest to `spectrogram` (least squares).
///
/// ```text
/// y[n] = Σₜ w[n - t·hop] · xₜ[n - t·hop] / Σₜ w[n - t·hop]²        xₜ = IDFT of column t
/// ```
///
/// It undoes [`stft`](crate::stft) with the same options, wherever some window is not zero. Of the
/// options, `pad_mode` does not matter here.
///
/// # Shapes
///
/// `spectrogram`: `[n_fft / 2 + 1, n_frames]`, `n_frames ≥ 1`. Returns `[length]` or, if no length
/// is asked for, all samples that the frames cover without their padding.
///
/// # Errors
///
/// [`Error::Parameter`] when an option is out of range, [`Error::Shape`] when the bins do not fit
/// `n_fft`, [`Error::TooShort`] when there is no frame, [`Error::NotFinite`].
///
/// # Examples
///
/// ```
/// use ndarray::Array1;
/// use onkai_mir::{IstftOptions, StftOptions, istft, stft};
///
/// let y = Array1::from_shape_fn(5000, |i| (0.1 * i as f64).sin());
/// let spectrogram = stft(&y, &StftOptions::default())?;
/// let options = IstftOptions { length: Some(y.len()), ..Default::default() };
/// let back = istft(&spectrogram, &options)?;
/// assert!((back - y).iter().all(|d| d.abs() < 1e-12));
/// # Ok::<(), onkai_mir::Error>(())
/// ```
///
/// # Differences from librosa
///
/// `n_fft` must be given if it is not 2048, as the number of bins does not tell even from odd.
///
/// # References
///
/// D. W. Griffin, J. S. Lim, "Signal estimation from modified short-time Fourier transform",
/// IEEE Trans. Acoust. Speech Signal Process. 32(2), 1984.
/// <https://doi.org/10.1109/TASSP.1984.1164317>
pub fn istft<F: Real>(
    spectrogram: &ArrayRef2<Complex<F>>,
    options: &IstftOptions,
) -> Result<Array1<F>> {
    IstftPlan::new(options)?.run(spectrogram)
}

/// Options of [`istft`]; the defaults are those of librosa.
#[derive(Clone, Debug, PartialEq)]
pub struct IstftOptions {
    /// Samples per frame, even or odd. Default: `2048`.
    pub n_fft: usize,
    /// Samples from one frame to the next. Default: `None`, meaning a quarter of `win_length`.
    pub hop_length: Option<usize>,
    /// Samples under the window. Default: `None`, meaning `n_fft`.
    pub win_length: Option<usize>,
    /// The window, in its periodic form. Default: [`Window::Hann`].
    pub window: Window,
    /// Whether frame `t` is centred at sample `t * hop_length`. Default: `true`.
    pub center: bool,
    /// How many samples to return: cut, or continued with zeros.
    /// Default: `None`, meaning what the frames cover.
    pub length: Option<usize>,
}

impl Default for IstftOptions {
    fn default() -> Self {
        Self::undoing(&StftOptions::default())
    }
}

impl IstftOptions {
    /// The options that undo an [`stft`](crate::stft) made with `stft`.
    pub fn undoing(stft: &StftOptions) -> Self {
        Self {
            n_fft: stft.n_fft,
            hop_length: stft.hop_length,
            win_length: stft.win_length,
            window: stft.window.clone(),
            center: stft.center,
            length: None,
        }
    }

    fn stft(&self) -> StftOptions {
        StftOptions {
            n_fft: self.n_fft,
            hop_length: self.hop_length,
            win_length: self.win_length,
            window: self.window.clone(),
            center: self.center,
            ..Default::default()
        }
    }
}

/// Validated [`IstftOptions`] with the window and transform precomputed, for repeated use.
#[derive(Clone, Debug)]
pub struct IstftPlan<F: Real> {
    synthesis: Synthesis<F>,
    length: Option<usize>,
}

/// The buffers that [`IstftPlan::run_into`] works in.
#[derive(Clone, Debug)]
pub struct IstftScratch<F: Real>(SynthesisScratch<F>);

impl<F: Real> IstftPlan<F> {
    /// Checks `options` and precomputes everything that does not depend on the spectrogram.
    ///
    /// # Errors
    ///
    /// [`Error::Parameter`] when an option is out of range.
    pub fn new(options: &IstftOptions) -> Result<Self> {
        Ok(Self { synthesis: Synthesis::new(&options.stft())?, length: options.length })
    }

    /// Bins of each spectrum.
    pub fn n_bins(&self) -> usize {
        self.synthesis.n_bins()
    }

    /// How many samples are made of `n_frames` spectra.
    #[allow(clippy::len_without_is_empty, reason = "a plan is never empty")]
    pub fn len(&self, n_frames: usize) -> usize {
        self.length.unwrap_or_else(|| self.synthesis.len(n_frames))
    }

    /// The buffers for [`run_into`](Self::run_into).
    pub fn make_scratch(&self) -> IstftScratch<F> {
        IstftScratch(self.synthesis.make_scratch())
    }

    /// Inverts one spectrogram; see [`istft`].
    ///
    /// # Errors
    ///
    /// [`Error::Shape`], [`Error::TooShort`], [`Error::NotFinite`].
    pub fn run(&self, spectrogram: &ArrayRef2<Complex<F>>) -> Result<Array1<F>> {
        self.check(spectrogram)?;
        let n_frames = spectrogram.ncols();
        let mut y = large_zeros(self.len(n_frames));
        self.synthesis.spread(&mut y, 0, n_frames, |t, spectrum| load(spectrogram, t, spectrum));
        finite(Array1::from_vec(y), spectrogram)
    }

    /// Inverts one spectrogram into `out` on this thread; allocates nothing if `out` is contiguous.
    ///
    /// # Shapes
    ///
    /// `out`: `[len(n_frames)]`.
    ///
    /// # Errors
    ///
    /// [`Error::Shape`], [`Error::TooShort`], [`Error::NotFinite`].
    pub fn run_into(
        &self,
        spectrogram: &ArrayRef2<Complex<F>>,
        out: &mut ArrayRef1<F>,
        scratch: &mut IstftScratch<F>,
    ) -> Result<()> {
        self.check(spectrogram)?;
        let n_frames = spectrogram.ncols();
        if out.len() != self.len(n_frames) {
            let (expected, actual) = (vec![self.len(n_frames)], vec![out.len()]);
            return Err(Error::Shape { name: "out", expected, actual });
        }
        let column = |t: usize, spectrum: &mut [Complex<F>]| load(spectrogram, t, spectrum);
        if let Some(samples) = out.as_slice_mut() {
            samples.fill(F::zero());
            self.synthesis.fill(samples, 0, n_frames, (column, &mut scratch.0));
        } else {
            let mut samples = vec![F::zero(); out.len()];
            self.synthesis.fill(&mut samples, 0, n_frames, (column, &mut scratch.0));
            out.iter_mut().zip(samples).for_each(|(out, v)| *out = v);
        }
        finite(out, spectrogram).map(drop)
    }

    fn check(&self, spectrogram: &ArrayRef2<Complex<F>>) -> Result<()> {
        let (n_bins, n_frames) = spectrogram.dim();
        if n_bins != self.n_bins() {
            let (expected, actual) = (vec![self.n_bins(), n_frames], vec![n_bins, n_frames]);
            return Err(Error::Shape { name: "spectrogram", expected, actual });
        }
        if n_frames == 0 {
            return Err(Error::TooShort { name: "spectrogram", expected: 1, actual: 0 });
        }
        Synthesis::<F>::check_len(self.len(n_frames))
    }
}

/// Copies a column.
fn load<F: Real>(spectrogram: &ArrayRef2<Complex<F>>, t: usize, spectrum: &mut [Complex<F>]) {
    let column = spectrogram.column(t);
    match column.as_slice() {
        Some(column) => spectrum.copy_from_slice(column),
        None => spectrum.iter_mut().zip(column).for_each(|(s, &z)| *s = z),
    }
}

/// Refuses a spectrogram that is not finite. Its samples, which tell, are fewer to look through.
fn finite<F: Real, Y: Deref<Target = ArrayRef1<F>>>(
    y: Y,
    spectrogram: &ArrayRef2<Complex<F>>,
) -> Result<Y> {
    if !y.sum().is_finite() {
        check_finite("spectrogram", spectrogram)?;
    }
    Ok(y)
}

#[cfg(test)]
mod tests {
    use ndarray::Array2;
    use onkai_testing::{assert_close, noise};
    use proptest::prelude::*;

    use super::*;
    use crate::spectrum::stft;

    proptest! {
        #[test]
        fn it_undoes_the_transform(
            len in 1_usize..4000, n_fft in 16_usize..600, hops in 2_usize..6, center: bool,
        ) {
            prop_assume!(center || n_fft <= len);
            let y = noise(len, 3);
            // A Hamming window is nowhere zero, so every sample that a frame covers comes back.
            let forward = StftOptions {
                n_fft, hop_length: Some(n_fft / hops), window: Window::Hamming, center,
                ..Default::default()
            };
            let spectrogram = stft(&y, &forward).unwrap();
            let options = IstftOptions { length: Some(len), ..IstftOptions::undoing(&forward) };
            let back = istft(&spectrogram, &options).unwrap();
            let covered = n_fft + (spectrogram.ncols() - 1) * (n_fft / hops);
            let covered = len.min(if center { covered - n_fft / 2 } else { covered });
            let here = ndarray::s![..covered];
            assert_close!(back.slice(here), y.slice(here), 0.0, 1e-11);
        }
    }

    #[test]
    fn a_longer_length_is_continued_with_zeros() {
        let spectrogram = stft(&noise(1000, 1), &StftOptions::default()).unwrap();
        let options = IstftOptions { length: Some(9000), ..Default::default() };
        let y = istft(&spectrogram, &options).unwrap();
        assert_eq!(y.len(), 9000);
        assert!(y.iter().skip(5000).all(|&v| v == 0.0));
    }

    #[test]
    fn into_given_memory_is_the_same() {
        let spectrogram = stft(&noise(3000, 1), &StftOptions::default()).unwrap();
        let plan = IstftPlan::new(&IstftOptions::default()).unwrap();
        let expected = plan.run(&spectrogram).unwrap();
        let mut out = Array1::from_elem(2 * expected.len(), 9.0);
        let mut scratch = plan.make_scratch();
        // Rows of a row-major spectrogram, every other place of an array: the layout is the caller's.
        let rows = spectrogram.as_standard_layout();
        let mut strided = out.slice_mut(ndarray::s![..;2]);
        plan.run_into(&rows, &mut strided, &mut scratch).unwrap();
        assert_eq!(strided, expected);
        let mut out = Array1::from_elem(expected.len(), 9.0);
        plan.run_into(&spectrogram, &mut out, &mut scratch).unwrap();
        assert_eq!(out, expected);
        let error = plan.run_into(&spectrogram, &mut Array1::zeros(7), &mut scratch).unwrap_err();
        assert_eq!(error, Error::Shape { name: "out", expected: vec![2560], actual: vec![7] });
    }

    #[test]
    fn bad_spectrograms_are_named() {
        let nan = Array2::from_elem((1025, 4), Complex::new(0.0, f64::NAN));
        let error = istft(&nan, &IstftOptions::default()).unwrap_err();
        assert!(matches!(error, Error::NotFinite { name: "spectrogram", index: 0, .. }));
        let wrong = istft(&Array2::<Complex<f32>>::zeros((100, 4)), &IstftOptions::default());
        assert_eq!(
            wrong.unwrap_err().to_string(),
            "`spectrogram` has shape [100, 4], but must have [1025, 4]"
        );
        let frames = Array2::<Complex<f32>>::zeros((1025, 2));
        let hop_length = Some(usize::MAX);
        let far = istft(&frames, &IstftOptions { hop_length, ..Default::default() }).unwrap_err();
        assert!(matches!(far, Error::Parameter { name: "length", .. }));
        let empty = istft(&Array2::<Complex<f32>>::zeros((1025, 0)), &IstftOptions::default());
        assert!(matches!(empty, Err(Error::TooShort { name: "spectrogram", .. })));
    }
}

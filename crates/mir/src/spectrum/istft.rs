//! The inverse short-time Fourier transform.
//!
//! Counterpart of `librosa.istft`.

use ndarray::{Array1, ArrayRef2};
use num_complex::Complex;
use onkai_core::{Error, Real, Result, for_each_chunk};
use onkai_fft::RealFftPlan;
use onkai_signal::Window;

use crate::spectrum::StftOptions;

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
/// `n_fft`, [`Error::TooShort`] when there is no frame.
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
    let stft = &options.stft();
    let synthesis = Synthesis::new(stft)?;
    let (n_bins, n_frames) = spectrogram.dim();
    if n_bins != synthesis.fft.spectrum_len() {
        let (expected, actual) =
            (vec![synthesis.fft.spectrum_len(), n_frames], vec![n_bins, n_frames]);
        return Err(Error::Shape { name: "spectrogram", expected, actual });
    }
    if n_frames == 0 {
        return Err(Error::TooShort { name: "spectrogram", expected: 1, actual: 0 });
    }
    let reach = if options.center { options.n_fft / 2 } else { 0 };
    let covered = options.n_fft + synthesis.hop * (n_frames - 1);
    let length = options.length.unwrap_or(covered.saturating_sub(2 * reach));
    // Frames that begin beyond the end of what is asked for need not be computed.
    let n_frames = n_frames.min((length + 2 * reach).div_ceil(synthesis.hop));
    let mut y = Array1::zeros(length);
    for (v, sum) in
        y.iter_mut().zip(synthesis.overlap_add(spectrogram, n_frames).into_iter().skip(reach))
    {
        *v = sum;
    }
    Ok(y)
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

/// What turns columns into samples.
struct Synthesis<F: Real> {
    fft: RealFftPlan<F>,
    /// The window, padded to a whole frame.
    window: Vec<F>,
    hop: usize,
}

/// Frames whose samples are computed before they are added up; bounds the memory beside the result.
const BLOCK: usize = 256;
/// Frames that a thread takes in a row.
const FRAMES_PER_TASK: usize = 16;

impl<F: Real> Synthesis<F> {
    fn new(options: &StftOptions) -> Result<Self> {
        let inner = options.checked_window()?;
        let mut window = vec![F::zero(); options.n_fft];
        let start = (options.n_fft - inner.len()) / 2;
        window[start..start + inner.len()].copy_from_slice(&inner);
        let (fft, hop) = (RealFftPlan::new(options.n_fft)?, options.effective_hop_length());
        Ok(Self { fft, window, hop })
    }

    /// Adds the windowed frames up where they overlap and divides by the squared windows' sum.
    fn overlap_add(&self, spectrogram: &ArrayRef2<Complex<F>>, n_frames: usize) -> Vec<F> {
        let n_fft = self.fft.len();
        let mut sum = vec![F::zero(); n_fft + self.hop * n_frames.saturating_sub(1)];
        let mut weight = vec![F::zero(); sum.len()];
        let mut block = vec![F::zero(); n_fft * BLOCK.min(n_frames)];
        for first in (0..n_frames).step_by(BLOCK) {
            let n_here = BLOCK.min(n_frames - first);
            let samples = &mut block[..n_here * n_fft];
            let make =
                || (vec![Complex::default(); self.fft.spectrum_len()], self.fft.make_scratch());
            for_each_chunk(
                samples,
                n_fft,
                FRAMES_PER_TASK,
                make,
                |(spectrum, scratch), t, frame| {
                    let column = spectrogram.column(first + t);
                    spectrum.iter_mut().zip(column).for_each(|(s, &z)| *s = z);
                    self.fft.inverse_into(spectrum, frame, scratch);
                },
            );
            for (t, frame) in samples.chunks_exact(n_fft).enumerate() {
                let at = (first + t) * self.hop;
                let places = sum[at..].iter_mut().zip(&mut weight[at..]);
                for ((s, q), (&v, &w)) in places.zip(frame.iter().zip(&self.window)) {
                    *s += w * v;
                    *q += w * w;
                }
            }
        }
        // Where no window reaches, there is nothing to divide by.
        for (s, &q) in sum.iter_mut().zip(&weight) {
            if F::min_positive_value() < q {
                *s /= q;
            }
        }
        sum
    }
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
    fn bad_spectrograms_are_named() {
        let wrong = istft(&Array2::<Complex<f32>>::zeros((100, 4)), &IstftOptions::default());
        assert_eq!(
            wrong.unwrap_err().to_string(),
            "`spectrogram` has shape [100, 4], but must have [1025, 4]"
        );
        let empty = istft(&Array2::<Complex<f32>>::zeros((1025, 0)), &IstftOptions::default());
        assert!(matches!(empty, Err(Error::TooShort { name: "spectrogram", .. })));
    }
}

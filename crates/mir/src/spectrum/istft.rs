//! The inverse short-time Fourier transform.
//!
//! Counterpart of `librosa.istft`.

use ndarray::{Array1, ArrayRef1, ArrayRef2, Axis, s};
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
    let plan = IstftPlan::new(options)?;
    let (n_bins, n_frames) = spectrogram.dim();
    if n_bins != plan.n_bins() {
        let (expected, actual) = (vec![plan.n_bins(), n_frames], vec![n_bins, n_frames]);
        return Err(Error::Shape { name: "spectrogram", expected, actual });
    }
    if n_frames == 0 {
        return Err(Error::TooShort { name: "spectrogram", expected: 1, actual: 0 });
    }
    let mut y = Array1::zeros(options.length.unwrap_or_else(|| plan.covered_len(n_frames)));
    plan.run_into(n_frames, &mut y, |t, spectrum| {
        spectrum.iter_mut().zip(spectrogram.column(t)).for_each(|(s, &z)| *s = z);
    });
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

/// Validated [`IstftOptions`] with the window and transform precomputed.
pub(crate) struct IstftPlan<F: Real> {
    fft: RealFftPlan<F>,
    /// The window, padded to a whole frame.
    window: Vec<F>,
    /// The squared windows' sum over a hop, where windows reach from all sides.
    weight: Vec<F>,
    hop: usize,
    /// How many samples of the first frame lie before the signal.
    reach: usize,
}

/// Frames' lengths of samples that a thread takes in a row. The frames at its ends are transformed
/// once for this thread and once for its neighbour.
const FRAMES_PER_TASK: usize = 16;

/// The buffers of a thread.
struct Scratch<F: Real> {
    spectrum: Vec<Complex<F>>,
    frame: Vec<F>,
    fft: Vec<Complex<F>>,
}

impl<F: Real> IstftPlan<F> {
    /// Checks the options.
    pub(crate) fn new(options: &IstftOptions) -> Result<Self> {
        let stft = &options.stft();
        let inner = stft.checked_window()?;
        let (n_fft, hop) = (stft.n_fft, stft.effective_hop_length());
        let mut window = vec![F::zero(); n_fft];
        let start = (n_fft - inner.len()) / 2;
        window[start..start + inner.len()].copy_from_slice(&inner);
        // Frames are added in the order of time, so that the later part of the window comes first.
        let squares = |first: usize| window[first..].iter().step_by(hop).rev().map(|&w| w * w);
        let weight = (0..hop.min(n_fft)).map(|first| squares(first).sum()).collect();
        let reach = if options.center { n_fft / 2 } else { 0 };
        Ok(Self { fft: RealFftPlan::new(n_fft)?, window, weight, hop, reach })
    }

    pub(crate) fn n_bins(&self) -> usize {
        self.fft.spectrum_len()
    }

    /// How many samples the frames cover without their padding.
    pub(crate) fn covered_len(&self, n_frames: usize) -> usize {
        (self.fft.len() + self.hop * (n_frames - 1)).saturating_sub(2 * self.reach)
    }

    /// Fills `y` with what the frames add up to; `spectrum(t, out)` gives the spectrum of one, and may
    /// be asked for it more than once.
    pub(crate) fn run_into(
        &self,
        n_frames: usize,
        y: &mut ArrayRef1<F>,
        spectrum: impl Fn(usize, &mut [Complex<F>]) + Send + Sync,
    ) {
        // Frames that begin beyond the end of what is asked for do not count.
        let n_frames = n_frames.min((y.len() + 2 * self.reach).div_ceil(self.hop));
        let len = FRAMES_PER_TASK * self.fft.len();
        let mut parts: Vec<_> = y.axis_chunks_iter_mut(Axis(0), len).collect();
        let make = || Scratch {
            spectrum: vec![Complex::default(); self.fft.spectrum_len()],
            frame: vec![F::zero(); self.fft.len()],
            fft: self.fft.make_scratch(),
        };
        for_each_chunk(&mut parts, 1, 1, make, |scratch, index, part| {
            let start = index * len + self.reach;
            self.fill(&mut part[0], (start, n_frames), &spectrum, scratch);
        });
    }

    /// Fills the part of the signal that begins `start` samples after the first frame does.
    fn fill(
        &self,
        part: &mut ArrayRef1<F>,
        (start, n_frames): (usize, usize),
        spectrum: &impl Fn(usize, &mut [Complex<F>]),
        scratch: &mut Scratch<F>,
    ) {
        let (n_fft, end) = (self.fft.len(), start + part.len());
        let first = start.checked_sub(n_fft).map_or(0, |before| before / self.hop + 1);
        for t in first..n_frames.min(end.div_ceil(self.hop)) {
            let Scratch { spectrum: column, frame, fft } = &mut *scratch;
            spectrum(t, column);
            self.fft.inverse_into(column, frame, fft);
            let at = t * self.hop;
            let (from, to) = (at.max(start), (at + n_fft).min(end));
            let here = from - at..to - at;
            let sums = part.slice_mut(s![from - start..to - start]);
            for ((sum, &v), &w) in
                sums.into_iter().zip(&frame[here.clone()]).zip(&self.window[here])
            {
                *sum += w * v;
            }
        }
        self.divide(part, start, n_frames);
    }

    /// Divides by the squared windows' sum, but where no window reaches.
    fn divide(&self, part: &mut ArrayRef1<F>, start: usize, n_frames: usize) {
        let (n_fft, hop) = (self.fft.len(), self.hop);
        // From a frame's length on and up to the last frame's hop, the sum repeats.
        let end = start + part.len();
        let inner = n_fft.clamp(start, end)..(n_frames * hop).clamp(n_fft.clamp(start, end), end);
        let divide = |v: &mut F, weight: F| {
            if F::min_positive_value() < weight {
                *v /= weight;
            }
        };
        for at in (start..inner.start).chain(inner.end..end) {
            let first = at.checked_sub(n_fft).map_or(0, |before| before / hop + 1);
            let frames = first..n_frames.min(at / hop + 1);
            let weight = frames.map(|t| self.window[at - t * hop]).map(|w| w * w).sum();
            divide(&mut part[at - start], weight);
        }
        let mut at = inner.start;
        while at < inner.end {
            let len = (hop - at % hop).min(inner.end - at);
            let values = part.slice_mut(s![at - start..at - start + len]);
            for (v, &weight) in values.into_iter().zip(self.weight.iter().skip(at % hop)) {
                divide(v, weight);
            }
            at += len;
        }
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

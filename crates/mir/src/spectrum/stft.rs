//! The short-time Fourier transform.
//!
//! Counterpart of `librosa.stft`.

use ndarray::{Array2, ArrayRef1, ArrayRef2};
use num_complex::Complex;
use onkai_core::{
    Error, PadMode, Real, Result, as_contiguous, check_finite, collect_columns, for_each_chunk,
    n_frames,
};
use onkai_fft::RealFftPlan;
use onkai_signal::Window;

use crate::clock::FrameClock;

/// The short-time Fourier transform of `y`: the spectrum of each of its overlapping, windowed frames.
///
/// ```text
/// X[k, t] = Σₙ w[n] · y[n + t·hop - n_fft/2] · exp(-2πi k n / n_fft)
/// ```
///
/// without the `- n_fft/2` if `center` is off. Centred frames reach beyond the ends of the signal,
/// where `pad_mode` says what stands.
///
/// # Shapes
///
/// `y`: `[n]`, `n ≥ 1`. Returns `[n_fft / 2 + 1, n_frames]`, frame by frame in memory, with
/// `n_frames = 1 + (n + 2·(n_fft/2) - n_fft) / hop_length` (all divisions rounded down).
///
/// # Errors
///
/// [`Error::Parameter`] when an option is out of range, [`Error::TooShort`] when `y` is empty or,
/// if `center` is off, shorter than a frame, [`Error::NotFinite`].
///
/// # Examples
///
/// ```
/// use ndarray::Array1;
/// use onkai_mir::{StftOptions, stft};
///
/// let y = Array1::from_shape_fn(22050, |i| (0.1 * i as f32).sin());
/// let spectrogram = stft(&y, &StftOptions::default())?;
/// assert_eq!(spectrogram.dim(), (1025, 44));
/// # Ok::<(), onkai_mir::Error>(())
/// ```
///
/// # Differences from librosa
///
/// Single-precision signals are transformed in single precision throughout; librosa widens each
/// frame to double precision and rounds the result.
///
/// # References
///
/// J. B. Allen, L. R. Rabiner, "A unified approach to short-time Fourier analysis and synthesis",
/// Proc. IEEE 65(11), 1977. <https://doi.org/10.1109/PROC.1977.10770>
pub fn stft<F: Real>(y: &ArrayRef1<F>, options: &StftOptions) -> Result<Array2<Complex<F>>> {
    StftPlan::new(options)?.run(y)
}

/// Options of [`stft`]; the defaults are those of librosa.
#[derive(Clone, Debug, PartialEq)]
pub struct StftOptions {
    /// Samples per frame, even or odd; at least 1. Default: `2048`.
    pub n_fft: usize,
    /// Samples from one frame to the next; at least 1.
    /// Default: `None`, meaning a quarter of `win_length`.
    pub hop_length: Option<usize>,
    /// Samples under the window, which is centred in the frame; at most `n_fft`.
    /// Default: `None`, meaning `n_fft`.
    pub win_length: Option<usize>,
    /// The window, in its periodic form. Default: [`Window::Hann`].
    pub window: Window,
    /// Whether frame `t` is centred at sample `t * hop_length` rather than beginning there.
    /// Default: `true`.
    pub center: bool,
    /// What stands beyond the ends of the signal if `center` is on. Default: zeros.
    pub pad_mode: PadMode<f64>,
}

impl Default for StftOptions {
    fn default() -> Self {
        Self {
            n_fft: 2048,
            hop_length: None,
            win_length: None,
            window: Window::Hann,
            center: true,
            pad_mode: PadMode::Constant(0.0),
        }
    }
}

impl StftOptions {
    /// `win_length`, or what stands for it.
    pub fn effective_win_length(&self) -> usize {
        self.win_length.unwrap_or(self.n_fft)
    }

    /// `hop_length`, or what stands for it.
    pub fn effective_hop_length(&self) -> usize {
        self.hop_length.unwrap_or(self.effective_win_length() / 4)
    }

    /// The clock of the frames that these options make of a signal.
    ///
    /// # Errors
    ///
    /// [`Error::Parameter`] when the sample rate or the hop is out of range.
    pub fn clock(&self, sample_rate: f64) -> Result<FrameClock> {
        FrameClock::new(sample_rate, self.effective_hop_length())
    }

    /// The window in its periodic form, of `win_length` samples.
    pub(crate) fn checked_window<F: Real>(&self) -> Result<Vec<F>> {
        let win_length = self.effective_win_length();
        if self.n_fft == 0 {
            return Err(Error::parameter("n_fft", 0.0, "at least 1"));
        }
        if win_length == 0 || self.n_fft < win_length {
            let requirement = "at least 1 and at most `n_fft`";
            return Err(Error::parameter("win_length", win_length as f64, requirement));
        }
        if self.effective_hop_length() == 0 {
            return Err(Error::parameter("hop_length", 0.0, "at least 1"));
        }
        Ok(self.window.periodic(win_length)?.to_vec())
    }
}

/// Validated [`StftOptions`] with the window and transform precomputed, for repeated use.
#[derive(Clone, Debug)]
pub struct StftPlan<F: Real> {
    // Invariant: `window_start + window.len() <= fft.len()` and `0 < hop`.
    fft: RealFftPlan<F>,
    window: Vec<F>,
    window_start: usize,
    hop: usize,
    center: bool,
    pad_mode: PadMode<F>,
}

/// The buffers that [`StftPlan::run_into`] works in.
#[derive(Clone, Debug)]
pub struct StftScratch<F: Real> {
    frame: Vec<F>,
    spectrum: Vec<Complex<F>>,
    fft: Vec<Complex<F>>,
}

/// Frames that a thread takes in a row: about 100 µs of work at the default sizes.
const FRAMES_PER_TASK: usize = 16;

impl<F: Real> StftPlan<F> {
    /// Checks `options` and precomputes everything that does not depend on the signal.
    ///
    /// # Errors
    ///
    /// [`Error::Parameter`] when an option is out of range.
    pub fn new(options: &StftOptions) -> Result<Self> {
        let window = options.checked_window()?;
        Ok(Self {
            fft: RealFftPlan::new(options.n_fft)?,
            window_start: (options.n_fft - window.len()) / 2,
            window,
            hop: options.effective_hop_length(),
            center: options.center,
            pad_mode: options.pad_mode.map(F::of),
        })
    }

    /// Bins of each spectrum.
    pub fn n_bins(&self) -> usize {
        self.fft.spectrum_len()
    }

    /// Samples per frame.
    pub fn n_fft(&self) -> usize {
        self.fft.len()
    }

    /// Samples from one frame to the next.
    pub fn hop_length(&self) -> usize {
        self.hop
    }

    /// How many frames a signal of `len` samples has.
    pub fn n_frames(&self, len: usize) -> usize {
        n_frames(len + 2 * self.reach(), self.fft.len(), self.hop)
    }

    /// The buffers for [`run_into`](Self::run_into).
    pub fn make_scratch(&self) -> StftScratch<F> {
        StftScratch {
            frame: vec![F::zero(); self.fft.len()],
            spectrum: vec![Complex::default(); self.fft.spectrum_len()],
            fft: self.fft.make_scratch(),
        }
    }

    /// Transforms one signal; see [`stft`].
    ///
    /// # Errors
    ///
    /// [`Error::TooShort`], [`Error::NotFinite`].
    pub fn run(&self, y: &ArrayRef1<F>) -> Result<Array2<Complex<F>>> {
        let n_bins = self.n_bins();
        self.map_frames(y, n_bins, || (), |(), spectrum, out| out.copy_from_slice(spectrum))
    }

    /// Transforms one signal into `out` on this thread; allocates nothing if `y` is contiguous.
    ///
    /// # Shapes
    ///
    /// `out`: `[n_bins(), n_frames(y.len())]`.
    ///
    /// # Errors
    ///
    /// [`Error::TooShort`], [`Error::NotFinite`], [`Error::Shape`] when `out` does not fit.
    pub fn run_into(
        &self,
        y: &ArrayRef1<F>,
        out: &mut ArrayRef2<Complex<F>>,
        scratch: &mut StftScratch<F>,
    ) -> Result<()> {
        self.check(y)?;
        let expected = [self.n_bins(), self.n_frames(y.len())];
        if out.shape() != expected {
            let (expected, actual) = (expected.to_vec(), out.shape().to_vec());
            return Err(Error::Shape { name: "out", expected, actual });
        }
        let samples = as_contiguous(y);
        for (t, mut column) in out.columns_mut().into_iter().enumerate() {
            let spectrum = self.transform_frame(&samples, t, scratch);
            column.iter_mut().zip(spectrum).for_each(|(o, &z)| *o = z);
        }
        Ok(())
    }

    /// The spectrum of each frame, turned by `kernel` into a column of `width` values.
    ///
    /// What every feature of a spectrogram is made with: nothing larger than a frame is stored
    /// between the samples and the result. Frames are spread over threads.
    pub(crate) fn map_frames<U, S>(
        &self,
        y: &ArrayRef1<F>,
        width: usize,
        make_state: impl Fn() -> S + Send + Sync,
        kernel: impl Fn(&mut S, &[Complex<F>], &mut [U]) + Send + Sync,
    ) -> Result<Array2<U>>
    where
        U: Copy + Default + Send,
    {
        self.check(y)?;
        let n_frames = self.n_frames(y.len());
        let samples = &*as_contiguous(y);
        let make = || (self.make_scratch(), make_state());
        let shape = (width, n_frames);
        Ok(collect_columns(shape, FRAMES_PER_TASK, make, |(scratch, state), t, column| {
            kernel(state, self.transform_frame(samples, t, scratch), column);
        }))
    }

    /// Calls `kernel(t, spectrum, column)` for each frame of `y` and each column of `width` values of
    /// `columns`, which stay where they are. Frames are spread over threads.
    pub(crate) fn visit_frames<U: Send>(
        &self,
        y: &[F],
        (columns, width): (&mut [U], usize),
        kernel: impl Fn(usize, &[Complex<F>], &mut [U]) + Send + Sync,
    ) {
        let make = || self.make_scratch();
        for_each_chunk(columns, width, FRAMES_PER_TASK, make, |scratch, t, column| {
            kernel(t, self.transform_frame(y, t, scratch), column);
        });
    }

    /// Writes the spectra of the frames `which` of `y`, one after the other, into `columns`. Frames are
    /// spread over threads.
    pub(crate) fn transform_frames(&self, y: &[F], which: &[usize], columns: &mut [Complex<F>]) {
        let make = || self.make_scratch();
        for_each_chunk(columns, self.n_bins(), FRAMES_PER_TASK, make, |scratch, at, column| {
            self.transform_into(y, which[at], column, (&mut scratch.frame, &mut scratch.fft));
        });
    }

    /// What `kernel` makes of the spectrum of each frame, whatever its size.
    pub(crate) fn collect_frames<U: Default + Send, S>(
        &self,
        y: &ArrayRef1<F>,
        make_state: impl Fn() -> S + Send + Sync,
        kernel: impl Fn(&mut S, &[Complex<F>]) -> U + Send + Sync,
    ) -> Result<Vec<U>> {
        self.check(y)?;
        let samples = &*as_contiguous(y);
        let mut out: Vec<U> = Vec::new();
        out.resize_with(self.n_frames(y.len()), U::default);
        let make = || (self.make_scratch(), make_state());
        for_each_chunk(&mut out, 1, FRAMES_PER_TASK, make, |(scratch, state), t, out| {
            out[0] = kernel(state, self.transform_frame(samples, t, scratch));
        });
        Ok(out)
    }

    /// How far a centred frame reaches before the sample that it stands for.
    fn reach(&self) -> usize {
        if self.center { self.fft.len() / 2 } else { 0 }
    }

    pub(crate) fn check(&self, y: &ArrayRef1<F>) -> Result<()> {
        let least = if self.center { 1 } else { self.fft.len() };
        // An odd centred frame reaches a sample less beyond the ends than it is long.
        if y.len() < least || self.n_frames(y.len()) == 0 {
            return Err(Error::TooShort { name: "y", expected: least, actual: y.len() });
        }
        check_finite("y", y)
    }

    /// Windows frame `t` and transforms it.
    pub(crate) fn transform_frame<'a>(
        &self,
        y: &[F],
        t: usize,
        scratch: &'a mut StftScratch<F>,
    ) -> &'a [Complex<F>] {
        let StftScratch { frame, spectrum, fft } = scratch;
        self.transform_into(y, t, spectrum, (frame, fft));
        spectrum
    }

    /// The same into `spectrum`, by way of the other two buffers.
    fn transform_into(
        &self,
        y: &[F],
        t: usize,
        spectrum: &mut [Complex<F>],
        (frame, fft): (&mut [F], &mut [Complex<F>]),
    ) {
        let windowed = self.window_start..self.window_start + self.window.len();
        let first = (t * self.hop + windowed.start).cast_signed() - self.reach().cast_signed();
        let inner = usize::try_from(first).ok().and_then(|at| y.get(at..at + self.window.len()));
        let frame_and_window = frame[windowed].iter_mut().zip(&self.window);
        match inner {
            Some(inner) => {
                for ((f, &w), &v) in frame_and_window.zip(inner) {
                    *f = w * v;
                }
            }
            None => {
                for (at, (f, &w)) in (first..).zip(frame_and_window) {
                    *f = w * self.pad_mode.sample(y, at);
                }
            }
        }
        self.fft.forward_into(frame, spectrum, fft);
    }
}

#[cfg(test)]
mod tests {
    use ndarray::{Array1, s};
    use onkai_testing::noise;

    use super::*;

    fn options(n_fft: usize) -> StftOptions {
        StftOptions { n_fft, ..Default::default() }
    }

    #[test]
    fn into_given_memory_is_the_same() {
        let y = noise(3000, 1);
        let plan = StftPlan::new(&options(512)).unwrap();
        let expected = plan.run(&y).unwrap();
        // Row-major on purpose: the layout is the caller's.
        let mut out = Array2::zeros(expected.dim());
        plan.run_into(&y, &mut out, &mut plan.make_scratch()).unwrap();
        assert_eq!(out, expected);
        let mut narrow = Array2::zeros((257, 3));
        let error = plan.run_into(&y, &mut narrow, &mut plan.make_scratch()).unwrap_err();
        assert!(matches!(error, Error::Shape { name: "out", .. }));
    }

    #[test]
    fn frames_lie_side_by_side_in_memory() {
        let spectrogram = stft(&noise(3000, 1), &options(512)).unwrap();
        assert_eq!(spectrogram.strides(), [1, 257]);
    }

    #[test]
    fn a_strided_signal_is_read_in_its_own_order() {
        let y = noise(6000, 2);
        let every_other = y.slice(s![..;-2]);
        let copied = Array1::from_vec(every_other.to_vec());
        assert_eq!(
            stft(&every_other, &options(512)).unwrap(),
            stft(&copied, &options(512)).unwrap()
        );
    }

    #[test]
    fn one_sample_has_one_frame() {
        assert_eq!(stft(&Array1::from_elem(1, 1.0_f32), &options(2048)).unwrap().dim(), (1025, 1));
    }

    #[test]
    fn bad_signals_are_named() {
        let empty = stft(&Array1::<f64>::zeros(0), &options(16)).unwrap_err();
        assert_eq!(empty, Error::TooShort { name: "y", expected: 1, actual: 0 });
        let uncentred = StftOptions { center: false, ..options(16) };
        let short = stft(&Array1::<f64>::zeros(15), &uncentred).unwrap_err();
        assert_eq!(short, Error::TooShort { name: "y", expected: 16, actual: 15 });
        let nan = stft(&Array1::from_elem(9, f32::NAN), &options(16)).unwrap_err();
        assert!(matches!(nan, Error::NotFinite { name: "y", index: 0, .. }));
    }

    #[test]
    fn bad_options_are_named() {
        let named = |options: StftOptions| match StftPlan::<f64>::new(&options).unwrap_err() {
            Error::Parameter { name, .. } => name,
            other => panic!("{other}"),
        };
        assert_eq!(named(options(0)), "n_fft");
        assert_eq!(named(StftOptions { win_length: Some(17), ..options(16) }), "win_length");
        assert_eq!(named(StftOptions { win_length: Some(0), ..options(16) }), "win_length");
        assert_eq!(named(StftOptions { hop_length: Some(0), ..options(16) }), "hop_length");
        // A quarter of three samples is no hop.
        assert_eq!(named(options(3)), "hop_length");
    }
}

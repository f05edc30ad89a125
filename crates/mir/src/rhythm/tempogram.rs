//! The autocorrelation of the onset strength in a window that moves along.
//!
//! Counterpart of `librosa.feature.tempogram`.

use ndarray::{Array1, Array2, ArrayRef1};
use num_complex::Complex;
use onkai_core::{Error, Real, Result, check_finite, collect_columns, for_each_chunk};
use onkai_fft::{RealFftPlan, next_fast_len};
use onkai_signal::Window;

use crate::norm::Norm;

/// The tempogram of an onset strength envelope: how well it fits itself `lag` frames later, around
/// each frame.
///
/// ```text
/// G[lag, t] = Σₙ (w·e)[t + n] · (w·e)[t + n + lag],   each column scaled to length 1
/// ```
///
/// Beyond its ends the envelope falls linearly to zero over half a window, if `center` is on.
///
/// # Shapes
///
/// `envelope`: `[n]`, `n ≥ 1`. Returns `[win_length, n]` (`[win_length, n - win_length + 1]` if
/// `center` is off), frame by frame in memory. [`tempo_frequencies`](crate::tempo_frequencies)
/// tells the tempo of each lag.
///
/// # Errors
///
/// [`Error::Parameter`] when an option is out of range, [`Error::TooShort`] when `envelope` is
/// empty or, if `center` is off, shorter than the window, [`Error::NotFinite`].
///
/// # Examples
///
/// ```
/// use ndarray::Array1;
/// use onkai_mir::{TempogramOptions, tempogram};
///
/// // An onset every 20 frames fits itself best 20 frames later.
/// let envelope = Array1::from_shape_fn(1000, |t| if t % 20 == 0 { 1.0 } else { 0.0 });
/// let lags = tempogram(&envelope, &TempogramOptions::default())?.column(500).to_owned();
/// assert!(lags[20] > 0.9 && lags[10] < 1e-9);
/// # Ok::<(), onkai_mir::Error>(())
/// ```
///
/// # References
///
/// P. Grosche, M. Müller, F. Kurth, "Cyclic tempogram — a mid-level tempo representation for music
/// signals", Proc. ICASSP, 2010. <https://doi.org/10.1109/ICASSP.2010.5495219>
pub fn tempogram<F: Real>(
    envelope: &ArrayRef1<F>,
    options: &TempogramOptions,
) -> Result<Array2<F>> {
    let local = LocalAutocorrelation::new(envelope, options)?;
    let shape = (options.win_length, local.n_frames);
    let make = || local.make_scratch();
    Ok(collect_columns(shape, FRAMES_PER_TASK, make, |scratch, t, column| {
        local.power_spectrum(t, scratch);
        column.copy_from_slice(local.lags(scratch));
        if let Some(norm) = options.norm {
            norm.scale_to_one(column.into());
        }
    }))
}

/// Options of [`tempogram`]; the defaults are those of librosa.
#[derive(Clone, Debug, PartialEq)]
pub struct TempogramOptions {
    /// Frames under the window, and lags; at least 1. Default: `384`.
    pub win_length: usize,
    /// Whether windows are centred at their frame rather than beginning there. Default: `true`.
    pub center: bool,
    /// The window, in its periodic form. Default: [`Window::Hann`].
    pub window: Window,
    /// How each column is scaled. Default: `Some(`[`Norm::Max`]`)`.
    pub norm: Option<Norm>,
}

impl Default for TempogramOptions {
    fn default() -> Self {
        Self { win_length: 384, center: true, window: Window::Hann, norm: Some(Norm::Max) }
    }
}

/// The mean over time of the tempogram whose columns are scaled by their value at lag 0.
///
/// As the largest value of an autocorrelation is that at lag 0, it is the mean of the tempogram with
/// [`Norm::Max`]; as the scale is known before the inverse transform, a single one is enough.
pub(crate) fn mean_tempogram<F: Real>(
    envelope: &ArrayRef1<F>,
    win_length: usize,
) -> Result<Array1<f64>> {
    let options = TempogramOptions { win_length, ..Default::default() };
    let local = LocalAutocorrelation::new(envelope, &options)?;
    let n_bins = local.fft.spectrum_len();
    // Sums over blocks of frames, whose borders do not depend on the number of threads.
    let mut sums = vec![F::zero(); n_bins * local.n_frames.div_ceil(FRAMES_PER_TASK)];
    let make = || local.make_scratch();
    for_each_chunk(&mut sums, n_bins, 1, make, |scratch, block, sum| {
        let first = block * FRAMES_PER_TASK;
        for t in first..local.n_frames.min(first + FRAMES_PER_TASK) {
            let energy = local.power_spectrum(t, scratch);
            if energy < F::min_positive_value() {
                continue;
            }
            let scale = energy.recip();
            sum.iter_mut().zip(&scratch.spectrum).for_each(|(s, p)| *s += p.re * scale);
        }
    });
    let mut total = vec![Complex::default(); n_bins];
    for sum in sums.chunks_exact(n_bins) {
        total.iter_mut().zip(sum).for_each(|(t, s)| *t += s.as_f64());
    }
    let fft = RealFftPlan::new(local.fft.len())?;
    let mut lags = vec![0.0; fft.len()];
    fft.inverse_into(&mut total, &mut lags, &mut fft.make_scratch());
    lags.truncate(win_length);
    Ok(Array1::from_vec(lags) / local.n_frames as f64)
}

/// Frames that a thread takes in a row: about 100 µs of work at the default sizes.
const FRAMES_PER_TASK: usize = 32;

/// What computes the autocorrelation around a frame.
struct LocalAutocorrelation<F: Real> {
    padded: Vec<F>,
    window: Vec<F>,
    fft: RealFftPlan<F>,
    n_frames: usize,
}

struct Scratch<F: Real> {
    frame: Vec<F>,
    spectrum: Vec<Complex<F>>,
    fft: Vec<Complex<F>>,
}

impl<F: Real> LocalAutocorrelation<F> {
    fn new(envelope: &ArrayRef1<F>, options: &TempogramOptions) -> Result<Self> {
        let win_length = options.win_length;
        if win_length == 0 {
            return Err(Error::parameter("win_length", 0.0, "at least 1"));
        }
        if let Some(norm) = options.norm {
            norm.check()?;
        }
        let least = if options.center { 1 } else { win_length };
        if envelope.len() < least {
            let actual = envelope.len();
            return Err(Error::TooShort { name: "envelope", expected: least, actual });
        }
        check_finite("envelope", envelope)?;
        let reach = if options.center { win_length / 2 } else { 0 };
        Ok(Self {
            padded: ramped(envelope, reach),
            window: options.window.periodic(win_length)?.to_vec(),
            // Long enough for no lag to wrap around.
            fft: RealFftPlan::new(next_fast_len(2 * win_length - 1))?,
            n_frames: if options.center { envelope.len() } else { envelope.len() - win_length + 1 },
        })
    }

    fn make_scratch(&self) -> Scratch<F> {
        Scratch {
            frame: vec![F::zero(); self.fft.len()],
            spectrum: vec![Complex::default(); self.fft.spectrum_len()],
            fft: self.fft.make_scratch(),
        }
    }

    /// Leaves the power spectrum around frame `t` in `scratch.spectrum`; returns the energy there.
    fn power_spectrum(&self, t: usize, scratch: &mut Scratch<F>) -> F {
        let n = self.window.len();
        let (windowed, margin) = scratch.frame.split_at_mut(n);
        margin.fill(F::zero());
        let mut energy = F::zero();
        for ((f, &w), &v) in windowed.iter_mut().zip(&self.window).zip(&self.padded[t..t + n]) {
            *f = w * v;
            energy += *f * *f;
        }
        self.fft.forward_into(&scratch.frame, &mut scratch.spectrum, &mut scratch.fft);
        for z in &mut scratch.spectrum {
            *z = Complex::new(z.norm_sqr(), F::zero());
        }
        energy
    }

    /// The autocorrelation whose power spectrum stands in `scratch.spectrum`.
    fn lags<'a>(&self, scratch: &'a mut Scratch<F>) -> &'a [F] {
        self.fft.inverse_into(&mut scratch.spectrum, &mut scratch.frame, &mut scratch.fft);
        &scratch.frame[..self.window.len()]
    }
}

/// `envelope` with `reach` more samples at either end, which fall linearly to zero.
fn ramped<F: Real>(envelope: &ArrayRef1<F>, reach: usize) -> Vec<F> {
    let n = envelope.len();
    let step = |i: usize| F::of_usize(i) / F::of_usize(reach);
    let rise = (0..reach).map(|i| envelope[0] * step(i));
    let fall = (0..reach).rev().map(|i| envelope[n - 1] * step(i));
    rise.chain(envelope.iter().copied()).chain(fall).collect()
}

#[cfg(test)]
mod tests {
    use ndarray::Axis;
    use onkai_testing::{assert_close, noise};

    use super::*;

    #[test]
    fn the_shortcut_to_the_mean_is_the_mean() {
        for win_length in [1, 64, 101] {
            let envelope = noise(300, 5).mapv(f64::abs);
            let options = TempogramOptions { win_length, ..Default::default() };
            let whole = tempogram(&envelope, &options).unwrap();
            let expected = whole.mean_axis(Axis(1)).unwrap();
            assert_close!(mean_tempogram(&envelope, win_length).unwrap(), expected, 0.0, 1e-12);
        }
    }

    #[test]
    fn silence_stays_silent() {
        let silence = Array1::<f32>::zeros(40);
        let whole = tempogram(&silence, &TempogramOptions::default()).unwrap();
        assert!(whole.iter().all(|&v| v == 0.0));
        assert!(mean_tempogram(&silence, 30).unwrap().iter().all(|&v| v == 0.0));
    }

    #[test]
    fn bad_options_and_values_are_named() {
        let x = Array1::<f64>::ones(10);
        let no_window = TempogramOptions { win_length: 0, ..Default::default() };
        assert!(matches!(
            tempogram(&x, &no_window),
            Err(Error::Parameter { name: "win_length", .. })
        ));
        let uncentred = TempogramOptions { win_length: 11, center: false, ..Default::default() };
        let short = Error::TooShort { name: "envelope", expected: 11, actual: 10 };
        assert_eq!(tempogram(&x, &uncentred).unwrap_err(), short);
        assert!(tempogram(&Array1::<f64>::zeros(0), &TempogramOptions::default()).is_err());
        assert!(tempogram(&Array1::from_elem(4, f64::NAN), &TempogramOptions::default()).is_err());
    }
}

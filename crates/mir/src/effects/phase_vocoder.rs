//! A spectrogram at another pace.
//!
//! Counterpart of `librosa.phase_vocoder`.

use std::ops::Range;

use ndarray::{Array2, ArrayRef1, ArrayRef2, ArrayView1, Axis, ShapeBuilder, s};
use num_complex::Complex;
use onkai_core::{Error, Real, Result, Scalar, as_contiguous, check_positive, for_each_chunk};

/// Stretches a spectrogram in time by reading it `rate` frames at a time, and lets every bin's phase
/// go on as it did between the two frames that are read.
///
/// ```text
/// |Y[k, t]| = (1 - α) |X[k, i]| + α |X[k, i+1]|              i + α = t · rate
/// arg Y[k, t+1] = arg Y[k, t] + arg X[k, i+1] - arg X[k, i]
/// ```
///
/// Beyond the last frame there is silence. As the hop stays what it was, the expected advance of a
/// bin's phase from frame to frame cancels, and neither it nor the hop is needed.
///
/// # Shapes
///
/// `spectrogram`: `[n_bins, n_frames]`. Returns `[n_bins, ⌈n_frames / rate⌉]`.
///
/// # Errors
///
/// [`Error::Parameter`] when `rate` is not positive and finite or the result would have more than
/// 2³² frames, [`Error::TooShort`] when there is no frame.
///
/// # Examples
///
/// ```
/// use onkai_mir::effects::phase_vocoder;
/// use onkai_mir::{StftOptions, stft};
///
/// let y = ndarray::Array1::from_shape_fn(8192, |i| (0.1 * i as f32).sin());
/// let spectrogram = stft(&y, &StftOptions::default())?;
/// assert_eq!(spectrogram.ncols(), 17);
/// assert_eq!(phase_vocoder(&spectrogram, 2.0)?.ncols(), 9);
/// # Ok::<(), onkai_mir::Error>(())
/// ```
///
/// # Differences from librosa
///
/// librosa adds up angles, in single precision for single-precision spectrograms, where after a
/// minute they are off by a tenth of a radian and more; here directions are multiplied, which loses
/// nothing of the kind. A bin that is zero has the phase 0 whatever the signs of its zeros. (Where a
/// bin is nearly zero its phase means nothing, in either library and precision, and goes on from there.)
///
/// # References
///
/// D. Ellis, "A phase vocoder in Matlab", 2002. <https://www.ee.columbia.edu/~dpwe/resources/matlab/pvoc/>
pub fn phase_vocoder<F: Real>(
    spectrogram: &ArrayRef2<Complex<F>>,
    rate: f64,
) -> Result<Array2<Complex<F>>> {
    let (n_bins, n_frames) = spectrogram.dim();
    let mut vocoder = Vocoder::new(n_bins, n_frames, rate)?;
    let mut out = Array2::zeros((n_bins, vocoder.n_out()).f());
    vocoder.run(|index| spectrogram.column(index), &mut out);
    Ok(out)
}

/// A spectrogram on its way to another pace, some frames at a time.
pub(super) struct Vocoder<F> {
    bands: Vec<Band<F>>,
    steps: Steps,
    /// How many frames have been made.
    made: usize,
}

/// What goes on from frame to frame, of the bins that one thread works on.
struct Band<F> {
    bins: Range<usize>,
    /// The frame before the output's place and the one after it.
    here: Vec<Polar<F>>,
    there: Vec<Polar<F>>,
    /// The directions of the next output.
    phase: Vec<Polar<F>>,
}

/// Bins that a thread takes from frame to frame; what it keeps of them stays in its cache.
const BAND: usize = 128;

/// Bins that are worked on side by side: a whole number of vector registers.
const LANES: usize = 8;

impl<F: Real> Vocoder<F> {
    /// Makes ready for a spectrogram of `n_bins` by `n_frames`.
    pub(super) fn new(n_bins: usize, n_frames: usize, rate: f64) -> Result<Self> {
        let steps = Steps::new(n_frames, rate)?;
        let band = |start| Band::new(start..n_bins.min(start + BAND));
        Ok(Self { bands: (0..n_bins).step_by(BAND).map(band).collect(), steps, made: 0 })
    }

    /// How many frames there will be.
    pub(super) fn n_out(&self) -> usize {
        self.steps.n_out
    }

    /// The frames that [`run`](Self::run) reads for the next `n_out` of its own, in order.
    pub(super) fn needed(&self, n_out: usize) -> Vec<usize> {
        let outputs = self.made..self.made + n_out;
        outputs.flat_map(|t| self.steps.missing(t)).filter(|&i| i < self.steps.n_in).collect()
    }

    /// Makes the next frames, the columns of `y`, which lie one after the other in memory.
    /// `column(i)` is frame `i` of the spectrogram.
    pub(super) fn run<'a>(
        &mut self,
        column: impl Fn(usize) -> ArrayView1<'a, Complex<F>> + Sync,
        y: &mut ArrayRef2<Complex<F>>,
    ) {
        let n_out = y.ncols();
        let rows = y.axis_chunks_iter_mut(Axis(0), BAND);
        let mut bands: Vec<_> = self.bands.iter_mut().zip(rows).collect();
        for_each_chunk(
            &mut bands,
            1,
            1,
            || (),
            |(), _, band| {
                let (band, y) = &mut band[0];
                for (t, mut out) in (self.made..).zip(y.columns_mut()) {
                    band.step(&self.steps, t, &column);
                    band.write(self.steps.at(t).1, &mut out);
                }
            },
        );
        self.made += n_out;
    }
}

impl<F: Real> Band<F> {
    fn new(bins: Range<usize>) -> Self {
        let silence = vec![Polar::silent(); bins.len().div_ceil(LANES)];
        Self { bins, here: silence.clone(), there: silence.clone(), phase: silence }
    }

    /// Reads what output `t` needs and has not got yet.
    fn step<'a>(
        &mut self,
        steps: &Steps,
        t: usize,
        column: &impl Fn(usize) -> ArrayView1<'a, Complex<F>>,
    ) {
        for index in steps.missing(t) {
            std::mem::swap(&mut self.here, &mut self.there);
            // Beyond the last frame there is silence.
            if steps.n_in <= index {
                self.there.fill(Polar::silent());
            } else {
                load(&mut self.there, &column(index).slice(s![self.bins.clone()]));
            }
        }
        if t == 0 {
            self.phase.clone_from(&self.here);
        }
    }

    /// Writes an output `alpha` of the way from one frame to the other, and turns the phases on.
    fn write(&mut self, alpha: f64, out: &mut ArrayRef1<Complex<F>>) {
        let bins = out.as_slice_mut().expect("the result lies frame by frame");
        let blocks = self.phase.iter_mut().zip(self.here.iter().zip(&self.there));
        for (bins, (phase, (here, there))) in bins.chunks_mut(LANES).zip(blocks) {
            phase.read(here, there, F::of(alpha), bins);
            phase.advance(here, there);
        }
    }
}

/// Reads a frame.
fn load<F: Real>(frame: &mut [Polar<F>], column: &ArrayRef1<Complex<F>>) {
    for (block, bins) in frame.iter_mut().zip(as_contiguous(column).chunks(LANES)) {
        // Nearly all are whole, and a copy of known length needs no call.
        *block = if let Some(lanes) = bins.first_chunk() {
            Polar::of(lanes)
        } else {
            let mut lanes = [Complex::default(); LANES];
            lanes[..bins.len()].copy_from_slice(bins);
            Polar::of(&lanes)
        };
    }
}

/// Complex numbers as magnitudes and directions.
#[derive(Clone, Copy)]
struct Polar<F> {
    magnitude: [F; LANES],
    re: [F; LANES],
    im: [F; LANES],
}

impl<F: Real> Polar<F> {
    /// Zeros, whose direction is that of 1.
    fn silent() -> Self {
        Self { magnitude: [F::zero(); LANES], re: [F::one(); LANES], im: [F::zero(); LANES] }
    }

    fn of(bins: &[Complex<F>; LANES]) -> Self {
        let square = bins.map(|z| z.re * z.re + z.im * z.im);
        // Squares that overflow, or vanish though the number is not zero, need more care.
        let least = F::min_positive_value() / F::epsilon();
        let usual = |(&square, z): (&F, &Complex<F>)| {
            let is_zero = (z.re == F::zero()) & (z.im == F::zero());
            u32::from((least < square) & (square < F::infinity()) | is_zero)
        };
        let n_usual: u32 = square.iter().zip(bins).map(usual).sum();
        if n_usual < LANES as u32 {
            return Self::of_any(bins);
        }
        let magnitude = square.map(F::sqrt);
        let scale = magnitude.map(F::recip);
        let part = |i: usize, part: F, of_zero: F| {
            if square[i] == F::zero() { of_zero } else { part * scale[i] }
        };
        Self {
            magnitude,
            re: std::array::from_fn(|i| part(i, bins[i].re, F::one())),
            im: std::array::from_fn(|i| part(i, bins[i].im, F::zero())),
        }
    }

    /// The same for numbers of any size.
    #[cold]
    fn of_any(bins: &[Complex<F>; LANES]) -> Self {
        let mut polar = Self::silent();
        for (i, z) in bins.iter().enumerate() {
            let magnitude = z.modulus();
            polar.magnitude[i] = magnitude;
            if F::min_positive_value() <= magnitude {
                (polar.re[i], polar.im[i]) = (z.re / magnitude, z.im / magnitude);
            }
        }
        polar
    }

    /// Writes these directions with magnitudes between those of two frames.
    fn read(&self, here: &Self, there: &Self, alpha: F, out: &mut [Complex<F>]) {
        let bins: [Complex<F>; LANES] = std::array::from_fn(|i| {
            let (from, to) = (here.magnitude[i], there.magnitude[i]);
            let magnitude = from + alpha * (to - from);
            Complex::new(self.re[i] * magnitude, self.im[i] * magnitude)
        });
        match out.first_chunk_mut() {
            Some(lanes) => *lanes = bins,
            None => out.copy_from_slice(&bins[..out.len()]),
        }
    }

    /// Turns these directions as far as it is from one frame to the other.
    fn advance(&mut self, here: &Self, there: &Self) {
        for i in 0..LANES {
            let turned = Complex::new(self.re[i], self.im[i])
                * Complex::new(there.re[i], there.im[i])
                * Complex::new(here.re[i], -here.im[i]);
            // Rounding takes the magnitude away from 1; one step of Newton's method takes it back.
            let scale = (F::of(3.0) - turned.norm_sqr()) * F::of(0.5);
            (self.re[i], self.im[i]) = (turned.re * scale, turned.im * scale);
        }
    }
}

/// Where the output's frames lie among the input's.
struct Steps {
    rate: f64,
    n_in: usize,
    n_out: usize,
}

impl Steps {
    fn new(n_in: usize, rate: f64) -> Result<Self> {
        check_positive("rate", rate)?;
        if n_in == 0 {
            return Err(Error::TooShort { name: "spectrogram", expected: 1, actual: 0 });
        }
        let n_out = (n_in as f64 / rate).ceil();
        if f64::from(u32::MAX) < n_out {
            return Err(Error::parameter("rate", rate, "larger for this many frames"));
        }
        Ok(Self { rate, n_in, n_out: n_out as usize })
    }

    /// The frame before an output frame, and how far it lies from there to the next.
    fn at(&self, t: usize) -> (usize, f64) {
        let step = t as f64 * self.rate;
        (step as usize, step.fract())
    }

    /// Of the two frames about output `t`, those that are not about the one before.
    fn missing(&self, t: usize) -> Range<usize> {
        let index = self.at(t).0;
        let read = t.checked_sub(1).map_or(0, |before| self.at(before).0 + 2);
        index.max(read)..index + 2
    }
}

#[cfg(test)]
mod tests {
    use ndarray::Array2;

    use super::*;

    #[test]
    fn a_rate_of_one_changes_nothing() {
        let x = Array2::from_shape_fn((3, 40), |(k, t)| {
            Complex::from_polar(1.0 + k as f64, 0.7 * (t * (k + 1)) as f64)
        });
        let y = phase_vocoder(&x, 1.0).unwrap();
        assert!((y - x).iter().all(|d| d.norm() < 1e-12));
    }

    #[test]
    fn single_precision_agrees_where_no_bin_is_near_zero() {
        let noise = onkai_testing::noise(8 * 3000, 1).into_shape_with_order((8, 3000)).unwrap();
        let x = noise.mapv(|v| Complex::from_polar(1.2 + v, 400.0 * v));
        let single =
            phase_vocoder(&x.mapv(|z| Complex::new(z.re as f32, z.im as f32)), 0.9).unwrap();
        let double = phase_vocoder(&x, 0.9).unwrap();
        let error = |(a, b): (&Complex<f32>, &Complex<f64>)| {
            (Complex::new(f64::from(a.re), f64::from(a.im)) - b).norm()
        };
        assert!(single.iter().zip(&double).map(error).fold(0.0, f64::max) < 1e-3);
    }

    #[test]
    fn bad_rates_are_named() {
        let x = Array2::<Complex<f32>>::zeros((3, 4));
        for rate in [0.0, -1.0, f64::NAN, f64::INFINITY, 1e-12] {
            assert!(phase_vocoder(&x, rate).unwrap_err().to_string().contains("`rate`"), "{rate}");
        }
        let none = Array2::<Complex<f32>>::zeros((3, 0));
        assert!(phase_vocoder(&none, 1.0).is_err());
    }
}

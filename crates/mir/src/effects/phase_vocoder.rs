//! A spectrogram at another pace.
//!
//! Counterpart of `librosa.phase_vocoder`.

use ndarray::{Array2, ArrayRef2, Axis, ShapeBuilder};
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
    let steps = Steps::new(spectrogram, rate)?;
    let mut out = Array2::zeros((spectrogram.nrows(), steps.n_out).f());
    let mut bands: Vec<_> = spectrogram
        .axis_chunks_iter(Axis(0), BAND)
        .zip(out.axis_chunks_iter_mut(Axis(0), BAND))
        .collect();
    for_each_chunk(
        &mut bands,
        1,
        1,
        || (),
        |(), _, band| {
            let (x, y) = &mut band[0];
            stretch(x, y, &steps);
        },
    );
    Ok(out)
}

/// Bins that a thread takes from the first frame to the last; what it keeps of them stays in its cache.
const BAND: usize = 128;

/// Bins that are worked on side by side: a whole number of vector registers.
const LANES: usize = 8;

/// Stretches a band of bins.
fn stretch<F: Real>(x: &ArrayRef2<Complex<F>>, y: &mut ArrayRef2<Complex<F>>, steps: &Steps) {
    // The two frames that are read, and which ones they are; at first none.
    let n_blocks = x.nrows().div_ceil(LANES);
    let [mut here, mut there] = [vec![Polar::silent(); n_blocks], vec![Polar::silent(); n_blocks]];
    let mut read = None;
    let mut phase = Vec::new();
    for (t, mut column) in y.columns_mut().into_iter().enumerate() {
        let (index, alpha) = steps.at(t);
        if read != Some(index) {
            if index > 0 && read == Some(index - 1) {
                std::mem::swap(&mut here, &mut there);
            } else {
                load(&mut here, x, index);
            }
            load(&mut there, x, index + 1);
            read = Some(index);
        }
        if t == 0 {
            phase.clone_from(&here);
        }
        let bins = column.as_slice_mut().expect("the result lies frame by frame");
        let blocks = phase.iter_mut().zip(here.iter().zip(&there));
        for (bins, (phase, (here, there))) in bins.chunks_mut(LANES).zip(blocks) {
            phase.read(here, there, F::of(alpha), bins);
            phase.advance(here, there);
        }
    }
}

/// Reads a frame; beyond the last there is silence.
fn load<F: Real>(frame: &mut [Polar<F>], x: &ArrayRef2<Complex<F>>, index: usize) {
    if index == x.ncols() {
        frame.fill(Polar::silent());
        return;
    }
    let column = x.column(index);
    for (block, bins) in frame.iter_mut().zip(as_contiguous(&column).chunks(LANES)) {
        let mut lanes = [Complex::default(); LANES];
        lanes[..bins.len()].copy_from_slice(bins);
        *block = Polar::of(&lanes);
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
        let part = |i: usize, part: F, of_zero: F| {
            if square[i] == F::zero() { of_zero } else { part / magnitude[i] }
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
        out.copy_from_slice(&bins[..out.len()]);
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
    n_out: usize,
}

impl Steps {
    fn new<F: Real>(spectrogram: &ArrayRef2<Complex<F>>, rate: f64) -> Result<Self> {
        check_positive("rate", rate)?;
        let n_frames = spectrogram.ncols();
        if n_frames == 0 {
            return Err(Error::TooShort { name: "spectrogram", expected: 1, actual: 0 });
        }
        let n_out = (n_frames as f64 / rate).ceil();
        if f64::from(u32::MAX) < n_out {
            return Err(Error::parameter("rate", rate, "larger for this many frames"));
        }
        Ok(Self { rate, n_out: n_out as usize })
    }

    /// The frame before an output frame, and how far it lies from there to the next.
    fn at(&self, t: usize) -> (usize, f64) {
        let step = t as f64 * self.rate;
        (step as usize, step.fract())
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

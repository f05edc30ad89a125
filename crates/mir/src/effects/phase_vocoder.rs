//! A spectrogram at another pace.
//!
//! Counterpart of `librosa.phase_vocoder`.

use ndarray::{Array2, ArrayRef2, Axis, ShapeBuilder};
use num_complex::Complex;
use onkai_core::{Error, Real, Result, Scalar, check_positive, for_each_chunk};

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
const BAND: usize = 256;

/// Stretches a band of bins.
fn stretch<F: Real>(x: &ArrayRef2<Complex<F>>, y: &mut ArrayRef2<Complex<F>>, steps: &Steps) {
    // The two frames that are read, and which ones they are; at first none.
    let [mut here, mut there] =
        [vec![Polar::default(); x.nrows()], vec![Polar::default(); x.nrows()]];
    let mut read = None;
    let mut phase = Vec::new();
    for (t, column) in y.columns_mut().into_iter().enumerate() {
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
            phase = here.iter().map(|polar| polar.direction).collect();
        }
        for (((y, phase), here), there) in column.into_iter().zip(&mut phase).zip(&here).zip(&there)
        {
            let magnitude = here.magnitude + F::of(alpha) * (there.magnitude - here.magnitude);
            *y = phase.scale(magnitude);
            *phase = unit(*phase * there.direction * here.direction.conj());
        }
    }
}

/// Reads a frame; beyond the last there is silence.
fn load<F: Real>(polar: &mut [Polar<F>], x: &ArrayRef2<Complex<F>>, index: usize) {
    if index == x.ncols() {
        polar.fill(Polar::of(Complex::default()));
        return;
    }
    for (polar, &z) in polar.iter_mut().zip(x.column(index)) {
        *polar = Polar::of(z);
    }
}

/// A complex number as magnitude and direction.
#[derive(Clone, Copy, Default)]
struct Polar<F> {
    magnitude: F,
    direction: Complex<F>,
}

impl<F: Real> Polar<F> {
    fn of(z: Complex<F>) -> Self {
        let magnitude = z.modulus();
        let direction = if magnitude < F::min_positive_value() {
            Complex::new(F::one(), F::zero())
        } else {
            z.unscale(magnitude)
        };
        Self { magnitude, direction }
    }
}

/// Takes a number that is nearly of magnitude 1 there: one step of Newton's method.
fn unit<F: Real>(z: Complex<F>) -> Complex<F> {
    z.scale((F::of(3.0) - z.norm_sqr()) * F::of(0.5))
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

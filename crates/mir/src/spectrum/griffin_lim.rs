//! A signal from magnitudes alone.
//!
//! Counterpart of `librosa.griffinlim`.

use std::f64::consts::TAU;

use ndarray::{Array1, ArrayRef2, ArrayView1};
use num_complex::Complex;
use onkai_core::{Error, Real, Result, Scalar, check_finite, for_each_chunk};
use rand::{Rng, SeedableRng};
use rand_pcg::Pcg64;

use crate::spectrum::synthesis::Synthesis;
use crate::spectrum::{StftOptions, StftPlan};

/// A signal whose spectrogram has, as far as can be, the magnitudes `s`: the fast Griffin-Lim method.
///
/// It goes from spectra to the nearest signal and back again and again, and each time keeps the phases
/// but puts the magnitudes right:
///
/// ```text
/// X[i] = stft(istft(Y[i]))        D = X[i] - momentum / (1 + momentum) · X[i-1]        Y[i+1] = s · D / |D|
/// ```
///
/// # Shapes
///
/// `s`: `[n_fft / 2 + 1, n_frames]`, magnitudes, or complex numbers of which the phases may be where to
/// begin. Returns `[length]`.
///
/// # Errors
///
/// [`Error::Parameter`] when an option is out of range or `length` is that of another number of frames,
/// [`Error::Shape`] when the bins do not fit `n_fft`, [`Error::TooShort`] when the frames cover no
/// sample, [`Error::Values`] when a magnitude is negative, [`Error::NotFinite`].
///
/// # Examples
///
/// ```
/// use ndarray::Array1;
/// use onkai_mir::{GriffinLimOptions, StftOptions, griffinlim, stft};
///
/// let y = Array1::from_shape_fn(8192, |i| (0.1 * i as f64).sin());
/// let magnitude = stft(&y, &StftOptions::default())?.mapv(|z| z.norm());
/// let z = griffinlim(&magnitude, &StftOptions::default(), &GriffinLimOptions::default())?;
/// assert_eq!(z.len(), 8192);
/// let again = stft(&z, &StftOptions::default())?.mapv(|z| z.norm());
/// let error = (&again - &magnitude).mapv(|v| v * v).sum() / magnitude.mapv(|v| v * v).sum();
/// assert!(error < 0.01);
/// # Ok::<(), onkai_mir::Error>(())
/// ```
///
/// # Differences from librosa
///
/// - Random phases are those of a seed, always the same unless it is changed; librosa's come from
///   NumPy's generators.
/// - `n_fft` must be given if it is not 2048, as the number of bins does not tell even from odd.
/// - A complex `s` stands for its magnitudes, and [`GriffinLimInit::Input`] begins with its phases;
///   librosa multiplies by its phases in each turn.
/// - A `length` whose spectrogram has another number of frames is refused at once.
///
/// # References
///
/// D. W. Griffin, J. S. Lim, "Signal estimation from modified short-time Fourier transform",
/// IEEE Trans. Acoust. Speech Signal Process. 32(2), 1984. <https://doi.org/10.1109/TASSP.1984.1164317>;
/// N. Perraudin, P. Balazs, P. L. Søndergaard, "A fast Griffin-Lim algorithm", WASPAA 2013.
/// <https://doi.org/10.1109/WASPAA.2013.6701851>
pub fn griffinlim<T: Scalar>(
    s: &ArrayRef2<T>,
    stft: &StftOptions,
    options: &GriffinLimOptions,
) -> Result<Array1<T::Real>> {
    let search = Search::new(s, stft, options)?;
    Ok(Array1::from_vec(search.run(options)))
}

/// Options of [`griffinlim`]; the defaults are those of librosa, but for the seed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GriffinLimOptions {
    /// How often to go there and back. Default: `32`.
    pub n_iter: usize,
    /// How far to go on in the direction of the last step; at least 0, above 1 it may not converge.
    /// 0 is the method of Griffin and Lim. Default: `0.99`.
    pub momentum: f64,
    /// Where to begin. Default: random phases, seed 0.
    pub init: GriffinLimInit,
    /// How many samples to return; must have as many frames as there are.
    /// Default: `None`, meaning what the frames cover.
    pub length: Option<usize>,
}

impl Default for GriffinLimOptions {
    fn default() -> Self {
        let init = GriffinLimInit::Random { seed: 0 };
        Self { n_iter: 32, momentum: 0.99, init, length: None }
    }
}

/// The phases with which [`griffinlim`] begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GriffinLimInit {
    /// Random ones.
    Random {
        /// Fixes the random numbers.
        seed: u64,
    },
    /// Those of the input: all zero for magnitudes.
    Input,
}

/// The state of the search.
struct Search<F: Real> {
    stft: StftPlan<F>,
    synthesis: Synthesis<F>,
    n_bins: usize,
    length: usize,
    /// The largest magnitude, by which all are divided, lest squares leave the range.
    scale: F,
    /// Frame by frame.
    magnitudes: Vec<F>,
    /// Frame by frame: the spectrum that is looked at, then what it was in the last turn before its
    /// magnitudes were put right.
    spectra: Vec<Complex<F>>,
}

/// Frames that a thread takes in a row.
const FRAMES_PER_TASK: usize = 16;

impl<F: Real> Search<F> {
    fn new<T: Scalar<Real = F>>(
        s: &ArrayRef2<T>,
        stft: &StftOptions,
        options: &GriffinLimOptions,
    ) -> Result<Self> {
        let momentum = options.momentum;
        if !(momentum.is_finite() && 0.0 <= momentum) {
            return Err(Error::parameter("momentum", momentum, "at least 0 and finite"));
        }
        let (plan, synthesis) = (StftPlan::new(stft)?, Synthesis::new(stft)?);
        let (n_bins, n_frames) = s.dim();
        if n_bins != plan.n_bins() {
            let (expected, actual) = (vec![plan.n_bins(), n_frames], s.shape().to_vec());
            return Err(Error::Shape { name: "s", expected, actual });
        }
        let length = options.length.unwrap_or_else(|| synthesis.len(n_frames));
        Synthesis::<F>::check_len(length)?;
        if n_frames == 0 || (length == 0 && options.length.is_none()) {
            return Err(Error::TooShort {
                name: "s",
                expected: n_bins * (n_frames + 1),
                actual: s.len(),
            });
        }
        if length == 0 || plan.n_frames(length) != n_frames {
            let requirement = "that of a signal with as many frames as `s`";
            return Err(Error::parameter("length", length as f64, requirement));
        }
        check_finite("s", s)?;
        if !T::IS_COMPLEX && s.iter().any(|v| v.re() < F::zero()) {
            return Err(Error::Values { name: "s", requirement: "not be negative anywhere" });
        }
        let scale = s.fold(F::zero(), |most, v| most.max(v.modulus()));
        let mut search = Self {
            stft: plan,
            synthesis,
            n_bins,
            length,
            scale: if scale == F::zero() { F::one() } else { scale },
            magnitudes: vec![F::zero(); s.len()],
            spectra: vec![Complex::default(); 2 * s.len()],
        };
        search.begin(s, options.init);
        Ok(search)
    }

    /// Reads the magnitudes and sets the first phases.
    fn begin<T: Scalar<Real = F>>(&mut self, s: &ArrayRef2<T>, init: GriffinLimInit) {
        let (n_bins, scale) = (self.n_bins, self.scale);
        for_each_chunk(
            &mut self.magnitudes,
            n_bins,
            FRAMES_PER_TASK,
            || (),
            |(), t, column| {
                column.iter_mut().zip(s.column(t)).for_each(|(m, v)| *m = v.modulus() / scale);
            },
        );
        let magnitudes = &self.magnitudes;
        for_each_chunk(
            &mut self.spectra,
            2 * n_bins,
            FRAMES_PER_TASK,
            || (),
            |(), t, spectra| match init {
                GriffinLimInit::Input => {
                    let spectrum: ArrayView1<'_, T> = s.column(t);
                    for (z, v) in spectra.iter_mut().zip(spectrum) {
                        *z = v.to_complex().unscale(scale);
                    }
                }
                GriffinLimInit::Random { seed } => {
                    // Each frame has numbers of its own, whichever thread it falls to. The multiplier is
                    // that of SplitMix64: seeds of neighbouring frames have nothing in common.
                    let step = 0x9E37_79B9_7F4A_7C15_u64.wrapping_mul(t as u64 + 1);
                    let mut random = Pcg64::seed_from_u64(seed.wrapping_add(step));
                    for (z, &m) in spectra.iter_mut().zip(&magnitudes[t * n_bins..][..n_bins]) {
                        let turn = (random.next_u64() >> 11) as f64 / (1_u64 << 53) as f64;
                        let (sin, cos) = F::of(TAU * turn).sin_cos();
                        *z = Complex::new(m * cos, m * sin);
                    }
                }
            },
        );
    }

    fn run(mut self, options: &GriffinLimOptions) -> Vec<F> {
        let n_bins = self.n_bins;
        let back = F::of(options.momentum / (1.0 + options.momentum));
        let (mut y, magnitudes) = (Vec::new(), &self.magnitudes);
        for _ in 0..options.n_iter {
            invert(&self.synthesis, &self.spectra, self.length, &mut y);
            self.stft.visit_frames(
                &y,
                (self.spectra.as_mut_slice(), 2 * n_bins),
                |t, rebuilt, column| {
                    let (spectrum, last) = column.split_at_mut(n_bins);
                    let magnitudes = &magnitudes[t * n_bins..][..n_bins];
                    put_right(rebuilt, (spectrum, last), magnitudes, back);
                },
            );
        }
        invert(&self.synthesis, &self.spectra, self.length, &mut y);
        for v in &mut y {
            *v *= self.scale;
        }
        y
    }
}

/// The signal that is nearest to the spectra.
fn invert<F: Real>(
    synthesis: &Synthesis<F>,
    spectra: &[Complex<F>],
    length: usize,
    y: &mut Vec<F>,
) {
    let n_bins = synthesis.n_bins();
    synthesis.run(y, length, spectra.len() / (2 * n_bins), |t, spectrum| {
        spectrum.copy_from_slice(&spectra[2 * t * n_bins..][..n_bins]);
    });
}

/// Takes the phases of `rebuilt - back · last` and the magnitudes that they should have.
fn put_right<F: Real>(
    rebuilt: &[Complex<F>],
    (spectrum, last): (&mut [Complex<F>], &mut [Complex<F>]),
    magnitudes: &[F],
    back: F,
) {
    // Less than that of the largest magnitude, which is 1, has no phase.
    let least = F::min_positive_value() / F::epsilon();
    for (((z, last), &rebuilt), &m) in spectrum.iter_mut().zip(last).zip(rebuilt).zip(magnitudes) {
        let ahead = Complex::new(rebuilt.re - back * last.re, rebuilt.im - back * last.im);
        *last = rebuilt;
        let square = ahead.norm_sqr();
        let factor = if least < square { m / square.sqrt() } else { F::zero() };
        *z = Complex::new(ahead.re * factor, ahead.im * factor);
    }
}

#[cfg(test)]
mod tests {
    use ndarray::{Array2, array};
    use onkai_testing::{assert_close, noise};

    use super::*;
    use crate::spectrum::stft;

    fn frames() -> StftOptions {
        StftOptions { n_fft: 256, ..Default::default() }
    }

    /// Which share of the energy the magnitudes are off by.
    fn error_of(y: &Array1<f64>, magnitude: &Array2<f64>) -> f64 {
        let actual = stft(y, &frames()).unwrap().mapv(Complex::norm);
        (actual - magnitude).mapv(|v| v * v).sum() / magnitude.mapv(|v| v * v).sum()
    }

    #[test]
    fn more_turns_and_momentum_come_nearer() {
        let magnitude = stft(&noise(4000, 1), &frames()).unwrap().mapv(Complex::norm);
        let error = |n_iter, momentum, seed| {
            let init = GriffinLimInit::Random { seed };
            let options = GriffinLimOptions { n_iter, momentum, init, ..Default::default() };
            error_of(&griffinlim(&magnitude, &frames(), &options).unwrap(), &magnitude)
        };
        for seed in 0..3 {
            assert!(error(60, 0.0, seed) < 0.7 * error(3, 0.0, seed));
            assert!(error(60, 0.99, seed) < error(60, 0.0, seed));
        }
        assert_ne!(error(3, 0.99, 0), error(3, 0.99, 1));
    }

    #[test]
    fn true_phases_stay() {
        let y = noise(2048, 4);
        let spectrum = stft(&y, &frames()).unwrap();
        for n_iter in [0, 5] {
            let init = GriffinLimInit::Input;
            let options = GriffinLimOptions { n_iter, init, momentum: 0.0, length: None };
            let back = griffinlim(&spectrum, &frames(), &options).unwrap();
            assert_close!(back, y, 0.0, 1e-10);
        }
    }

    #[test]
    fn loudness_does_not_matter() {
        let magnitude = stft(&noise(1000, 1), &frames()).unwrap().mapv(|z| z.norm() as f32);
        let options = GriffinLimOptions { n_iter: 4, ..Default::default() };
        let expected = griffinlim(&magnitude, &frames(), &options).unwrap();
        for scale in [2.0_f32.powi(-80), 2.0_f32.powi(80)] {
            let scaled = griffinlim(&magnitude.mapv(|v| v * scale), &frames(), &options).unwrap();
            assert_eq!(scaled.mapv(|v| v / scale), expected);
        }
        let silent = griffinlim(&Array2::<f32>::zeros((129, 9)), &frames(), &options).unwrap();
        assert_eq!(silent, Array1::zeros(512));
    }

    #[test]
    fn odd_lengths_and_uncentred_frames_come_back_whole() {
        for (n_fft, center) in [(255, true), (255, false), (256, false)] {
            let frames = StftOptions { n_fft, center, ..Default::default() };
            let spectrum = stft(&noise(2000, 3), &frames).unwrap();
            let options = GriffinLimOptions { n_iter: 2, ..Default::default() };
            let y = griffinlim(&spectrum, &frames, &options).unwrap();
            assert_eq!(stft(&y, &frames).unwrap().dim(), spectrum.dim());
        }
    }

    #[test]
    fn bad_input_is_named() {
        let s = Array2::<f64>::ones((129, 4));
        let default = GriffinLimOptions::default();
        let named = |options| match griffinlim(&s, &frames(), &options).unwrap_err() {
            Error::Parameter { name, .. } => name,
            other => panic!("{other}"),
        };
        for momentum in [-0.1, f64::NAN, f64::INFINITY] {
            assert_eq!(named(GriffinLimOptions { momentum, ..default }), "momentum");
        }
        for length in [0, 191, 256] {
            let length = Some(length);
            assert_eq!(named(GriffinLimOptions { length, ..default }), "length");
        }
        let options = GriffinLimOptions { length: Some(255), n_iter: 1, ..default };
        assert_eq!(griffinlim(&s, &frames(), &options).unwrap().len(), 255);
        let of = |s: &Array2<f64>| griffinlim(s, &frames(), &default).unwrap_err();
        assert!(matches!(of(&array![[1.0, 1.0]]), Error::Shape { name: "s", .. }));
        assert!(matches!(of(&Array2::zeros((129, 0))), Error::TooShort { name: "s", .. }));
        assert!(matches!(of(&Array2::zeros((129, 1))), Error::TooShort { name: "s", .. }));
        assert!(matches!(of(&(&s - 2.0)), Error::Values { name: "s", .. }));
        assert!(matches!(of(&(&s / 0.0)), Error::NotFinite { name: "s", .. }));
    }
}

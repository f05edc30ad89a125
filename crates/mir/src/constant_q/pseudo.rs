//! Notes from a short-time Fourier transform of one frame length.
//!
//! Counterpart of `librosa.pseudo_cqt`.

use ndarray::{Array1, Array2, ArrayRef1};
use onkai_core::{Real, Result, Scalar};
use onkai_signal::Window;

use super::basis::WaveletBasis;
use super::options::{CqtOptions, Tones, VqtOptions};
use super::wavelet::padded_size;
use crate::sparse_rows::SparseRows;
use crate::spectrum::{StftOptions, StftPlan};

/// The magnitudes of a constant-Q transform as a single short-time Fourier transform tells them:
/// each note weighs the magnitudes of the bins by those of its filter.
///
/// Frames are as long as the longest filter, and at least twice as long as the hop, so that low notes
/// are blurred in time and phases don't count.
///
/// # Shapes
///
/// As [`cqt`](crate::cqt), but real.
///
/// # Errors
///
/// Those of [`cqt`](crate::cqt).
///
/// # Examples
///
/// ```
/// use ndarray::Array1;
/// use onkai_mir::{CqtOptions, pseudo_cqt};
///
/// let y = Array1::from_shape_fn(22050, |i| (0.1 * i as f32).sin());
/// assert_eq!(pseudo_cqt(&y, 22050.0, &CqtOptions::default())?.dim(), (84, 44));
/// # Ok::<(), onkai_mir::Error>(())
/// ```
///
/// # Differences from librosa
///
/// Those of [`cqt`](crate::cqt), but for the resampler, which there is none of. Notes whose filters
/// reach beyond half the sample rate are refused here, too.
pub fn pseudo_cqt<F: Real>(
    y: &ArrayRef1<F>,
    sample_rate: f64,
    options: &CqtOptions,
) -> Result<Array2<F>> {
    let options = VqtOptions::constant_q(&options.tuned_to(y, sample_rate)?);
    PseudoCqtPlan::of_tones(sample_rate, &options.tones()?, &options)?.run(y)
}

/// Filters of magnitudes.
pub(super) struct PseudoCqtPlan<F: Real> {
    frames: StftPlan<F>,
    rows: SparseRows<F>,
    gains: Vec<F>,
}

impl<F: Real> PseudoCqtPlan<F> {
    pub(super) fn of_tones(sample_rate: f64, tones: &Tones, options: &VqtOptions) -> Result<Self> {
        let cqt = &options.cqt;
        let lengths = options.lengths(sample_rate, tones)?;
        let wavelets = options.wavelets(&tones.bandwidths);
        let least = 2 * cqt.hop_length.next_power_of_two();
        let n_fft = padded_size(&lengths, true).max(least);
        let frequencies: Array1<f64> =
            tones.frequencies.iter().map(|hz| hz / sample_rate).collect();
        let details = (cqt.sparsity, &wavelets);
        let gain = |length: f64| {
            let share = if cqt.scale { 1.0 } else { length };
            F::of((share / n_fft as f64).sqrt())
        };
        let gains = lengths.iter().map(|&length| gain(length)).collect();
        let basis = WaveletBasis::<F>::with_frame(&frequencies, lengths, n_fft, details)?;
        let frames = StftPlan::new(&StftOptions {
            n_fft,
            hop_length: Some(cqt.hop_length),
            win_length: None,
            window: Window::Hann,
            center: true,
            pad_mode: cqt.pad_mode,
        })?;
        Ok(Self { frames, rows: basis.rows().map(Scalar::modulus), gains })
    }

    pub(super) fn run(&self, y: &ArrayRef1<F>) -> Result<Array2<F>> {
        let make = || vec![F::zero(); self.rows.n_columns()];
        self.frames.map_frames(y, self.gains.len(), make, |magnitudes, spectrum, out| {
            magnitudes.iter_mut().zip(spectrum).for_each(|(m, z)| *m = z.modulus());
            for ((o, product), &gain) in
                out.iter_mut().zip(self.rows.products(magnitudes)).zip(&self.gains)
            {
                *o = product * gain;
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use ndarray::Array1;
    use onkai_core::Error;

    use super::*;

    #[test]
    fn bad_input_is_named() {
        let options = CqtOptions::default();
        let run = |y: &Array1<f32>, options: &CqtOptions| pseudo_cqt(y, 22050.0, options);
        assert!(matches!(run(&Array1::zeros(0), &options), Err(Error::TooShort { name: "y", .. })));
        assert!(matches!(
            run(&Array1::from_elem(9, f32::NAN), &options),
            Err(Error::NotFinite { name: "y", .. })
        ));
        assert_eq!(run(&Array1::ones(1), &options).unwrap().dim(), (84, 1));
        let high = CqtOptions { fmin_hz: Some(12e3), ..options.clone() };
        assert!(matches!(
            run(&Array1::ones(9), &high),
            Err(Error::Parameter { name: "fmin_hz", .. })
        ));
        let still = CqtOptions { hop_length: 0, ..options };
        assert!(matches!(
            run(&Array1::ones(9), &still),
            Err(Error::Parameter { name: "hop_length", .. })
        ));
    }
}

//! Signals, weighting and tools of music analysis, beside librosa and `mir_eval`.

use ndarray::{Array, Array1, Axis, Dimension};
use onkai_mir::sonify::{TimeFrequencyOptions, time_frequency};
use onkai_mir::util::localmax;
use onkai_mir::{
    DbOptions, Weighting, autocorrelate, fft_frequencies, lpc, midi_to_hz, mu_compress,
    perceptual_weighting,
};

use super::case::{Case, call, must};
use crate::{Answer, Digest};

/// Hertz of the recording's samples, librosa's default.
const RATE: f64 = 22050.0;

/// The cases; to add one, add its line.
pub(super) const CASES: &[Case] = &[
    ("lpc", |inputs| {
        let y = inputs.samples()?;
        Ok(call(move || must(lpc(&y, 16))))
    }),
    ("autocorrelate", |inputs| {
        let y = inputs.samples()?;
        Ok(call(move || must(autocorrelate(&y, None, Axis(0)))))
    }),
    ("autocorrelate_short_lags", |inputs| {
        let y = inputs.samples()?;
        Ok(call(move || must(autocorrelate(&y, Some(2048), Axis(0)))))
    }),
    ("mu_compress", |inputs| {
        let y = inputs.samples()?.mapv(|v| v.clamp(-1.0, 1.0));
        Ok(call(move || must(mu_compress(&y, 255.0))))
    }),
    ("perceptual_weighting", |inputs| {
        let power = inputs.stft()?.mapv(|z| z.norm_sqr());
        let hz = fft_frequencies(RATE, 2048)?.mapv(|hz| hz as f32);
        let options = DbOptions::default();
        Ok(call(move || must(perceptual_weighting(&power, &hz, Weighting::A, &options))))
    }),
    ("localmax", |inputs| {
        let magnitude = inputs.stft()?.mapv(num_complex::Complex::norm);
        Ok(call(move || Flags(must(localmax(&magnitude, Axis(0))))))
    }),
    ("sonify_time_frequency", |inputs| {
        let gram = inputs.noise(24 * 400, 5).mapv(f64::abs).into_shape_with_order((24, 400))?;
        let hz = Array1::from_shape_fn(24, |i| midi_to_hz(48.0 + i as f64));
        let times_s: Vec<f64> = (0..=400).map(|i| 0.025 * f64::from(i)).collect();
        let options = TimeFrequencyOptions::default();
        Ok(call(move || must(time_frequency(&gram, &hz, &times_s, RATE, &options))))
    }),
];

/// Yes or no for each element.
struct Flags<D: Dimension>(Array<bool, D>);

impl<D: Dimension> Answer for Flags<D> {
    fn digest(&self) -> Digest {
        let n_set = self.0.iter().filter(|&&flag| flag).count();
        Digest { len: self.0.len(), mean_abs: n_set as f64 / self.0.len().max(1) as f64 }
    }
}

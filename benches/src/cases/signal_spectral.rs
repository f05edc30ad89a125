//! Convolution, rates, spectra and peaks, beside `scipy.signal`.

use ndarray::{Array1, Array2, Axis};
use onkai_signal::{
    ConvolutionMode, FindPeaksOptions, ImageBoundary, ResamplePolyOptions, SpectrogramOptions,
    UpfirdnOptions, WelchOptions, convolve2d, fftconvolve, find_peaks, medfilt, oaconvolve,
    resample_poly, spectrogram, upfirdn, welch,
};

use super::case::{Call, Case, call, must};
use crate::Inputs;

/// The cases; to add one, add its line.
pub(super) const CASES: &[Case] = &[
    ("fftconvolve", |inputs| {
        let (x, h) = (signal(inputs), inputs.noise(10_000, 2));
        Ok(call(move || must(fftconvolve(&x, &h, ConvolutionMode::Full, None))))
    }),
    ("oaconvolve", |inputs| {
        let (x, h) = (signal(inputs), inputs.noise(10_000, 2));
        Ok(call(move || must(oaconvolve(&x, &h, ConvolutionMode::Full, None))))
    }),
    ("convolve2d", |inputs| {
        let (x, h) = (inputs.noise_matrix(512, 1), inputs.noise_matrix(15, 2));
        let (mode, boundary) = (ConvolutionMode::Same, ImageBoundary::Fill(0.0));
        Ok(call(move || must(convolve2d(&x, &h, mode, boundary))))
    }),
    ("resample_poly_3_2", |inputs| Ok(resampled(inputs, 3, 2))),
    ("resample_poly_147_160", |inputs| Ok(resampled(inputs, 147, 160))),
    ("upfirdn", |inputs| {
        let (x, h) = (signal(inputs), inputs.noise(64, 2));
        let options = UpfirdnOptions { up: 2, down: 3, ..Default::default() };
        Ok(call(move || must(upfirdn(&h, &x, Axis(0), &options))))
    }),
    ("welch", |inputs| {
        let x = signal(inputs);
        Ok(call(move || must(welch(&x, 1.0, Axis(0), &WelchOptions::default())).values))
    }),
    ("spectrogram", |inputs| {
        let x = signal(inputs);
        Ok(call(move || -> Array2<f64> {
            must(spectrogram(&x, 1.0, &SpectrogramOptions::default())).values
        }))
    }),
    ("find_peaks", |inputs| Ok(peaks(inputs, FindPeaksOptions::default()))),
    ("find_peaks_prominence", |inputs| {
        let prominence = Some(0.5.into());
        Ok(peaks(inputs, FindPeaksOptions { prominence, ..Default::default() }))
    }),
    ("medfilt", |inputs| {
        let x = signal(inputs);
        Ok(call(move || must(medfilt(&x, &[31]))))
    }),
];

fn signal(inputs: &Inputs) -> Array1<f64> {
    inputs.noise(1_000_000, 1)
}

fn resampled(inputs: &Inputs, up: usize, down: usize) -> Call {
    let x = signal(inputs);
    call(move || must(resample_poly(&x, up, down, Axis(0), &ResamplePolyOptions::default())))
}

fn peaks(inputs: &Inputs, options: FindPeaksOptions<f64>) -> Call {
    let x = signal(inputs);
    call(move || must(find_peaks(&x, &options)).peaks)
}

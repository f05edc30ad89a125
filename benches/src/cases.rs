//! What is timed. `xtask/bench/rivals.py` has the same calls of the Python originals under the same names.

use anyhow::Result;
use ndarray::{Array2, ArrayRef2};
use num_complex::Complex;
use onkai_fft::RealFftPlan;
use onkai_mir::audio::{LoadOptions, load};
use onkai_mir::{
    BeatTrackOptions, FrameClock, IstftOptions, MelSpectrogramOptions, MfccOptions,
    OnsetDetectOptions, OnsetStrengthOptions, StftOptions, TempogramOptions, beat_track, istft,
    melspectrogram, mfcc, onset_detect, onset_strength, stft, tempogram,
};
use onkai_signal::resample;

use crate::{Answer, Inputs};

/// A call that can be made again and again.
pub type Call = Box<dyn FnMut() -> Box<dyn Answer>>;

/// A name, and how the call is made ready: inputs are read before the clock runs.
pub type Case = (&'static str, fn(&Inputs) -> Result<Call>);

/// Hertz of the recording's samples, librosa's default.
const RATE: f64 = 22050.0;

/// All cases; to add one, add its line.
pub const CASES: &[Case] = &[
    ("load", |inputs| {
        let path = inputs.recording().to_owned();
        Ok(call(move || must(load::<f32>(&path, &LoadOptions::default())).samples))
    }),
    ("resample_soxr_hq", |inputs| {
        let y = inputs.samples_44100()?;
        Ok(call(move || must(resample(&y, 2.0 * RATE, RATE))))
    }),
    ("stft", |inputs| {
        let y = inputs.samples()?;
        Ok(call(move || must(stft(&y, &StftOptions::default()))))
    }),
    ("istft", |inputs| {
        let spectrogram = inputs.stft()?;
        Ok(call(move || must(istft(&spectrogram, &IstftOptions::default()))))
    }),
    ("melspectrogram", |inputs| {
        let y = inputs.samples()?;
        Ok(call(move || must(melspectrogram(&y, RATE, &MelSpectrogramOptions::default()))))
    }),
    ("mfcc", |inputs| {
        let y = inputs.samples()?;
        Ok(call(move || must(mfcc(&y, RATE, &MfccOptions::default()))))
    }),
    ("onset_strength", |inputs| {
        let y = inputs.samples()?;
        Ok(call(move || must(onset_strength(&y, RATE, &OnsetStrengthOptions::default()))))
    }),
    ("onset_detect", |inputs| {
        let (envelope, clock) = (inputs.onset_strength()?, FrameClock::new(RATE, 512)?);
        Ok(call(move || must(onset_detect(&envelope, clock, &OnsetDetectOptions::default()))))
    }),
    ("tempogram", |inputs| {
        let envelope = inputs.onset_strength()?;
        Ok(call(move || must(tempogram(&envelope, &TempogramOptions::default()))))
    }),
    ("beat_track", |inputs| {
        let (envelope, clock) = (inputs.onset_strength()?, FrameClock::new(RATE, 512)?);
        Ok(call(move || must(beat_track(&envelope, clock, &BeatTrackOptions::default())).beats))
    }),
    ("rfft_frames", |inputs| {
        let frames = inputs.frames(2048, 512)?;
        Ok(call(move || rfft_frames(&frames)))
    }),
];

/// The inputs are those that the Python originals took: no call can refuse them.
fn must<T, E: std::fmt::Debug>(result: Result<T, E>) -> T {
    result.expect("the recording can be analysed")
}

fn call<T: Answer + 'static>(mut run: impl FnMut() -> T + 'static) -> Call {
    Box::new(move || Box::new(run()))
}

/// The spectrum of every row.
fn rfft_frames(frames: &ArrayRef2<f32>) -> Array2<Complex<f32>> {
    let plan = RealFftPlan::new(frames.ncols()).expect("frames are not empty");
    let (mut frame, mut scratch) = (vec![0.0; plan.len()], plan.make_scratch());
    let mut spectra = Array2::zeros((frames.nrows(), plan.spectrum_len()));
    for (x, mut spectrum) in frames.rows().into_iter().zip(spectra.rows_mut()) {
        frame.copy_from_slice(x.as_slice().expect("rows of a fresh array are contiguous"));
        let spectrum = spectrum.as_slice_mut().expect("rows of a fresh array are contiguous");
        plan.forward_into(&mut frame, spectrum, &mut scratch);
    }
    spectra
}

//! How a spectrogram is made: frames of the signal, the window on them, their spectra.

use std::error::Error;

use ndarray::{Array1, s};
use onkai::mir::audio::Recording;
use onkai::mir::{StftOptions, Window, stft};
use onkai::plot::{Axis, Figure, Line, LineOptions, Panel, Share, Waveform, WaveformOptions};

/// Samples a frame, and from one to the next: they overlap by half.
const FRAME: usize = 2048;
const HOP: usize = FRAME / 2;
/// Frames that are shown.
const N_FRAMES: usize = 3;

/// A column for each of some frames in the middle of the recording.
pub(crate) fn draw(recording: &Recording) -> Result<Figure, Box<dyn Error>> {
    let (y, rate) = (&recording.samples, recording.sample_rate);
    let len = FRAME + (N_FRAMES - 1) * HOP;
    let start = y.len().saturating_sub(len) / 2;
    let piece = Array1::from_shape_fn(len, |i| y.get(start + i).copied().unwrap_or(0.0));
    let window = Window::Hann.periodic::<f32>(FRAME)?;
    let options =
        StftOptions { n_fft: FRAME, hop_length: Some(HOP), center: false, ..Default::default() };
    let spectra = stft(&piece, &options)?;
    let frame = |t: usize| piece.slice(s![t * HOP..t * HOP + FRAME]).to_owned();
    let wave = |t: usize, samples: Array1<f32>| -> Result<Waveform, Box<dyn Error>> {
        let start_s = (start + t * HOP) as f64 / rate;
        let options = WaveformOptions { start_s, ..Default::default() };
        Ok(Waveform::new(&samples, rate, &options)?)
    };
    let (mut cut, mut windowed, mut below) = (vec![], vec![], vec![]);
    let peak = piece.iter().fold(0.0_f32, |peak, v| peak.max(v.abs()));
    for t in 0..N_FRAMES {
        let times = Array1::from_shape_fn(FRAME, |i| (start + t * HOP + i) as f64 / rate);
        let curve = window.mapv(|w| f64::from(w * peak));
        let curve = Line::new(&times, &curve, &LineOptions::default())?;
        let marks = vec![wave(t, frame(t))?.into(), curve.into()];
        cut.push(Panel { title: format!("Frame {}", t + 1), marks, ..Default::default() });
        windowed.push(wave(t, frame(t) * &window)?.into());
        let hertz = Array1::from_shape_fn(spectra.nrows(), |k| k as f64 * rate / FRAME as f64);
        let magnitudes = spectra.column(t).mapv(|z| f64::from(z.norm()));
        let spectrum = Line::new(&hertz, &magnitudes, &LineOptions::default())?;
        let x = Axis { label: Some("Frequency (Hz)".to_owned()), ..Default::default() };
        below.push(Panel { x, ..spectrum.into() });
    }
    let panels = [cut, windowed, below].concat();
    let widths = vec![1.0; N_FRAMES];
    Ok(Figure { panels, widths, height_in: 7.0, share_y: Share::Lines, ..Default::default() })
}

//! How a spectrogram comes about: a waveform cut into frames, each frame under its window, the
//! spectrum of each, and the spectrogram that they make.

use std::f64::consts::TAU;

use ndarray::{Array1, Array2, array, s};
use onkai_plot::{
    Axis, Color, Dash, Figure, Fill, FillOptions, Line, LineOptions, Panel, Result, Share,
    SpecAxis, Spectrogram, SpectrogramOptions, Ticks, Waveform, WaveformOptions,
};

use crate::signals::SAMPLE_RATE;

const FRAME_LENGTH: usize = 256;
const HOP_LENGTH: usize = FRAME_LENGTH / 2;
const N_FRAMES: usize = 6;
const COLORS: [u32; 3] = [0x0072b2, 0xd55e00, 0x009e73];

pub(crate) fn figures() -> Result<Vec<(&'static str, Figure)>> {
    Ok(vec![("frames", frames()?)])
}

fn color(frame: usize) -> Color {
    Color::rgb(COLORS[frame % COLORS.len()])
}

/// Two tones, of which the second sets in later.
fn signal() -> Array1<f64> {
    Array1::from_shape_fn(HOP_LENGTH * (N_FRAMES + 1), |i| {
        let t = i as f64 / SAMPLE_RATE;
        let second = (t / 0.03).min(1.0);
        0.5 * (TAU * 600.0 * t).sin() + 0.45 * second * (TAU * 2300.0 * t).sin()
    })
}

fn hann() -> Array1<f64> {
    Array1::from_shape_fn(FRAME_LENGTH, |i| {
        0.5 - 0.5 * (TAU * i as f64 / FRAME_LENGTH as f64).cos()
    })
}

/// Magnitudes of the Fourier transform, straight from its definition.
fn spectrum(x: &Array1<f64>) -> Array1<f64> {
    Array1::from_shape_fn(FRAME_LENGTH / 2 + 1, |k| {
        let turn = |i: usize| TAU * (k * i % FRAME_LENGTH) as f64 / FRAME_LENGTH as f64;
        let (re, im) = x
            .iter()
            .enumerate()
            .fold((0.0, 0.0), |(re, im), (i, v)| (re + v * turn(i).cos(), im - v * turn(i).sin()));
        f64::hypot(re, im)
    })
}

fn time(idx: usize) -> f64 {
    idx as f64 / SAMPLE_RATE
}

/// The waveform, with every frame as a bracket over it and every window drawn in.
fn overview(x: &Array1<f64>) -> Result<Panel> {
    let options = WaveformOptions { color: Some(Color::rgb(0x777777)), ..Default::default() };
    let mut marks = vec![Waveform::new(x, SAMPLE_RATE, &options)?.into()];
    for frame in 0..N_FRAMES {
        let (from, to) = (time(frame * HOP_LENGTH), time(frame * HOP_LENGTH + FRAME_LENGTH));
        // Neighbours overlap by half, hence stand at two heights.
        let (low, high) = if frame % 2 == 0 { (1.15, 1.4) } else { (1.45, 1.7) };
        let fill = FillOptions { color: Some(color(frame)), ..Default::default() };
        let ends = array![from, to];
        marks.push(Fill::new(&ends, &array![low, low], &array![high, high], &fill)?.into());
        let times = Array1::from_shape_fn(FRAME_LENGTH, |i| from + time(i));
        let window = LineOptions { color: Some(color(frame)), ..Default::default() };
        marks.push(Line::new(&times, &hann(), &window)?.into());
    }
    Ok(Panel {
        title: "Frames and their windows".into(),
        marks,
        y: Axis { range: Some([-1.1, 1.8]), ..Default::default() },
        span: N_FRAMES,
        ..Default::default()
    })
}

/// A frame under its window, and the window above and below it.
fn windowed(frame: &Array1<f64>, idx: usize) -> Result<Panel> {
    let start_s = time(idx * HOP_LENGTH);
    let options = WaveformOptions { color: Some(color(idx)), start_s, ..Default::default() };
    let times = Array1::from_shape_fn(FRAME_LENGTH, |i| start_s + time(i));
    let edge = LineOptions {
        color: Some(Color::rgb(0x888888)),
        dash: Dash::Dashed,
        width_pt: 0.8,
        ..Default::default()
    };
    let marks = vec![
        Waveform::new(frame, SAMPLE_RATE, &options)?.into(),
        Line::new(&times, &hann(), &edge)?.into(),
        Line::new(&times, &-hann(), &edge)?.into(),
    ];
    Ok(Panel { title: format!("Frame {idx}"), marks, ..Default::default() })
}

fn frames() -> Result<Figure> {
    let x = signal();
    let mut spectra = Array2::zeros((FRAME_LENGTH / 2 + 1, N_FRAMES));
    let mut panels = vec![overview(&x)?];
    let mut below = Vec::new();
    let khz = Array1::linspace(0.0, SAMPLE_RATE / 2000.0, FRAME_LENGTH / 2 + 1);
    for idx in 0..N_FRAMES {
        let start = idx * HOP_LENGTH;
        let frame = &x.slice(s![start..start + FRAME_LENGTH]) * &hann();
        panels.push(windowed(&frame, idx)?);
        let magnitudes = spectrum(&frame);
        spectra.column_mut(idx).assign(&magnitudes.mapv(|v| 20.0 * v.max(1e-4).log10()));
        let line = LineOptions { color: Some(color(idx)), ..Default::default() };
        below.push(Panel {
            x: Axis { label: Some("kHz".into()), range: Some([0.0, 5.0]), ..Default::default() },
            y: Axis { ticks: Some(Ticks::Number), ..Default::default() },
            ..Line::new(&khz, &magnitudes, &line)?.into()
        });
    }
    panels.append(&mut below);
    let loudest = spectra.fold(f64::MIN, |a: f64, &b| a.max(b));
    spectra -= loudest;
    let options = SpectrogramOptions {
        min_level: Some(-60.0),
        start_s: time(FRAME_LENGTH / 2),
        y: SpecAxis::Linear,
        ..Default::default()
    };
    let spectrogram = Spectrogram::new(&spectra, SAMPLE_RATE, HOP_LENGTH, &options)?;
    panels.push(Panel {
        title: "The spectrogram that they make".into(),
        span: N_FRAMES,
        y: Axis { range: Some([0.0, 5000.0]), ..Default::default() },
        ..spectrogram.into()
    });
    Ok(Figure {
        title: "From a waveform to a spectrogram".into(),
        height_in: 9.0,
        panels,
        widths: vec![1.0; N_FRAMES],
        heights: vec![1.3, 1.0, 1.0, 1.3],
        share_y: Share::Lines,
        ..Default::default()
    })
}

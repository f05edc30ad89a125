//! Draws one figure of each kind into a folder: `cargo run --example gallery -- FOLDER`.

use std::path::Path;

use ndarray::{Array1, Array2};
use onkai_plot::{
    ColorMap, Dash, Figure, FrequencyAxis, Line, LineOptions, Mark, Panel, Result, Spectrogram,
    SpectrogramOptions, VerticalLines, VerticalLinesOptions, Waveform, WaveformOptions,
};

const SAMPLE_RATE: f64 = 22050.0;
const HOP_LENGTH: usize = 512;
const N_FRAMES: usize = 600;

fn main() -> Result<()> {
    let folder = std::env::args().nth(1).unwrap_or_else(|| ".".to_owned());
    let folder = Path::new(&folder);
    waveform()?.save(folder.join("waveform.svg"))?;
    for (axis, name) in [
        (FrequencyAxis::Linear, "linear"),
        (FrequencyAxis::Log, "log"),
        (FrequencyAxis::MEL, "mel"),
    ] {
        let title = format!("A gliding tone on a {name} axis");
        let marks = vec![spectrogram(axis, ColorMap::Magma)?];
        figure(&title, marks).save(folder.join(format!("{name}.png")))?;
    }
    for (map, name) in [
        (ColorMap::Viridis, "viridis"),
        (ColorMap::Gray, "gray"),
        (ColorMap::GrayReversed, "gray_r"),
    ] {
        let marks = vec![spectrogram(FrequencyAxis::Log, map)?];
        figure(name, marks).save(folder.join(format!("{name}.svg")))?;
    }
    onsets()?.save(folder.join("onsets.svg"))?;
    panels()?.save(folder.join("panels.png"))
}

fn figure(title: &str, marks: Vec<Mark>) -> Figure {
    let panels = vec![Panel { marks, ..Default::default() }];
    Figure { title: title.to_owned(), panels, ..Default::default() }
}

/// Notes that die away, two a second.
fn samples() -> Array1<f32> {
    Array1::from_shape_fn(N_FRAMES * HOP_LENGTH, |i| {
        let t = i as f64 / SAMPLE_RATE;
        let since = t % 0.5;
        let hz = 220.0 * 2.0_f64.powf((t / 0.5).floor() % 12.0 / 12.0);
        (0.8 * (-6.0 * since).exp() * (std::f64::consts::TAU * hz * since).sin()) as f32
    })
}

fn waveform() -> Result<Figure> {
    let waveform = Waveform::new(&samples(), SAMPLE_RATE, &WaveformOptions::default())?;
    Ok(figure("Notes that die away", vec![waveform.into()]))
}

/// Harmonics of a tone that glides up, over noise that gets softer towards high frequencies.
fn spectrogram(frequency_axis: FrequencyAxis, color_map: ColorMap) -> Result<Mark> {
    let n_bins = if frequency_axis == FrequencyAxis::MEL { 128 } else { 1025 };
    let data = Array2::from_shape_fn((n_bins, N_FRAMES), |(bin, frame)| {
        let position = bin as f64 / (n_bins - 1) as f64;
        let fundamental = 0.02 + 0.03 * frame as f64 / N_FRAMES as f64;
        let harmonic = (position / fundamental).round().max(1.0);
        let distance = (position - harmonic * fundamental) * 1024.0;
        let tone = -4.0 * harmonic - 0.5 * distance * distance;
        let random = ((12.9898 * bin as f64 + 78.233 * frame as f64).sin() * 43758.5453).fract();
        let noise = -55.0 - 25.0 * position + 8.0 * random;
        tone.max(noise)
    });
    let options = SpectrogramOptions {
        frequency_axis,
        color_map,
        min_level: Some(-80.0),
        max_level: Some(0.0),
        ..Default::default()
    };
    Ok(Spectrogram::new(&data, SAMPLE_RATE, HOP_LENGTH, &options)?.into())
}

fn strength() -> (Array1<f64>, Array1<f64>) {
    let times = Array1::from_shape_fn(N_FRAMES, |i| (i * HOP_LENGTH) as f64 / SAMPLE_RATE);
    let strength = times.mapv(|t| 12.0 * (-20.0 * (t % 0.5)).exp() + 0.4 * (9.0 * t).sin().abs());
    (times, strength)
}

fn onset_marks() -> Result<Vec<Mark>> {
    let (times, strength) = strength();
    let onsets = Array1::from_iter((1..27).map(|i| 0.5 * f64::from(i)));
    let beats = Array1::from_iter((1..14).map(f64::from));
    let line = LineOptions { label: "onset strength".to_owned(), ..Default::default() };
    let onset = VerticalLinesOptions { label: "onsets".to_owned(), ..Default::default() };
    let beat = VerticalLinesOptions {
        label: "beats".to_owned(),
        dash: Dash::Dashed,
        width_pt: 1.4,
        ..Default::default()
    };
    Ok(vec![
        Line::new(&times, &strength, &line)?.into(),
        VerticalLines::new(&onsets, &onset)?.into(),
        VerticalLines::new(&beats, &beat)?.into(),
    ])
}

fn onsets() -> Result<Figure> {
    Ok(figure("Onset strength", onset_marks()?))
}

fn panels() -> Result<Figure> {
    let waveform = Waveform::new(&samples(), SAMPLE_RATE, &WaveformOptions::default())?;
    let panel = |marks, height| Panel { marks, height, ..Default::default() };
    let panels = vec![
        panel(vec![waveform.into()], 1.0),
        panel(vec![spectrogram(FrequencyAxis::Log, ColorMap::Magma)?], 2.0),
        panel(onset_marks()?, 1.0),
    ];
    Ok(Figure {
        title: "Three panels, one time axis".to_owned(),
        height_in: 8.0,
        panels,
        ..Default::default()
    })
}

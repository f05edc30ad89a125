//! The figures that the other tests draw.

use ndarray::{Array1, Array2};
use onkai_plot::{
    ColorMap, Dash, Figure, FrequencyAxis, Line, LineOptions, Mark, Panel, Spectrogram,
    SpectrogramOptions, VerticalLines, VerticalLinesOptions, Waveform, WaveformOptions,
};

pub(crate) const SAMPLE_RATE: f64 = 8000.0;
pub(crate) const HOP_LENGTH: usize = 256;

/// A small figure of one panel.
pub(crate) fn figure(title: &str, marks: Vec<Mark>) -> Figure {
    Figure {
        title: title.to_owned(),
        width_in: 5.0,
        height_in: 2.5,
        panels: vec![Panel { marks, ..Default::default() }],
        ..Default::default()
    }
}

/// Two seconds of a tone whose loudness swells.
pub(crate) fn samples() -> Array1<f32> {
    Array1::from_shape_fn(16000, |i| {
        let t = f64::from(i as u32) / SAMPLE_RATE;
        ((5.0 * t).sin() * (2765.0 * t).sin()) as f32
    })
}

pub(crate) fn waveform() -> Mark {
    Waveform::new(&samples(), SAMPLE_RATE, &WaveformOptions::default()).unwrap().into()
}

/// Levels from -80 to 0 dB with a bright diagonal, a block of NaN and a block of silence.
pub(crate) fn levels(n_bins: usize) -> Array2<f64> {
    Array2::from_shape_fn((n_bins, 63), |(bin, frame)| {
        let (y, x) = (bin as f64 / n_bins as f64, f64::from(frame as u32) / 63.0);
        match () {
            () if (0.5..0.6).contains(&x) && y < 0.3 => f64::NAN,
            () if (0.6..0.7).contains(&x) && y < 0.3 => f64::NEG_INFINITY,
            () => -80.0 * (2.0 * (x - y).abs()).min(1.0),
        }
    })
}

pub(crate) fn spectrogram(frequency_axis: FrequencyAxis, color_map: ColorMap) -> Mark {
    let n_bins = if frequency_axis == FrequencyAxis::MEL { 40 } else { 257 };
    let options = SpectrogramOptions { frequency_axis, color_map, ..Default::default() };
    Spectrogram::new(&levels(n_bins), SAMPLE_RATE, HOP_LENGTH, &options).unwrap().into()
}

pub(crate) fn onsets() -> Vec<Mark> {
    let times = Array1::linspace(0.0, 2.0, 200);
    let strength = times.mapv(|t: f64| 8.0 * (-6.0 * (t % 0.4)).exp());
    let line = LineOptions { label: "strength".to_owned(), ..Default::default() };
    let onsets =
        VerticalLinesOptions { label: "onsets".to_owned(), span: [0.0, 0.9], ..Default::default() };
    let beats = VerticalLinesOptions {
        label: "beats".to_owned(),
        dash: Dash::Dashed,
        ..Default::default()
    };
    vec![
        Line::new(&times, &strength, &line).unwrap().into(),
        VerticalLines::new(&Array1::linspace(0.0, 2.0, 6), &onsets).unwrap().into(),
        VerticalLines::new(&Array1::linspace(0.5, 1.5, 3), &beats).unwrap().into(),
    ]
}

/// Every kind of figure, with the name of its reference picture.
pub(crate) fn all() -> Vec<(&'static str, Figure)> {
    let panels =
        [vec![waveform()], vec![spectrogram(FrequencyAxis::Log, ColorMap::Viridis)], onsets()];
    let panels = panels.map(|marks| Panel { marks, ..Default::default() });
    let spectrogram = |axis, map| vec![spectrogram(axis, map)];
    let zoomed =
        Panel { x_range: Some([0.5, 0.505]), marks: vec![waveform()], ..Default::default() };
    vec![
        ("waveform", figure("Swelling", vec![waveform()])),
        ("samples", Figure { panels: vec![zoomed], ..figure("Samples", Vec::new()) }),
        ("linear", figure("Linear", spectrogram(FrequencyAxis::Linear, ColorMap::Magma))),
        ("log", figure("Logarithmic", spectrogram(FrequencyAxis::Log, ColorMap::GrayReversed))),
        ("mel", figure("Mel", spectrogram(FrequencyAxis::MEL, ColorMap::Viridis))),
        ("onsets", figure("Onsets", onsets())),
        (
            "panels",
            Figure { height_in: 5.0, panels: panels.to_vec(), ..figure("Panels", Vec::new()) },
        ),
    ]
}

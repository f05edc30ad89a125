//! The pictures that an analysis draws.

use ndarray::{Array1, Array2};
use onkai_mir::audio::Recording;
use onkai_plot::{
    Axis, ChromaNames, Color, CqtBins, Figure, Line, LineOptions, Mark, MelBands, Panel, Result,
    SpecAxis, Spectrogram, SpectrogramOptions, Ticks, VerticalLines, VerticalLinesOptions,
    Waveform, WaveformOptions,
};

use crate::analysis::Analysis;

/// Sky blue and vermilion of Okabe and Ito's palette, which colour-blind people tell apart.
const ONSET_COLOR: Color = Color::rgb(0x56B4E9);
const BEAT_COLOR: Color = Color::rgb(0xD55E00);

/// The samples over time.
pub(crate) fn waveform(recording: &Recording) -> Result<Figure> {
    let options = WaveformOptions::default();
    let waveform = Waveform::new(&recording.samples, recording.sample_rate, &options)?;
    Ok(figure("Waveform", 3.0, vec![waveform.into()], Some("Amplitude")))
}

/// The power spectrogram on a logarithmic frequency axis.
pub(crate) fn spectrogram(analysis: &Analysis) -> Result<Figure> {
    Ok(figure("Spectrogram", 5.0, vec![spectrogram_mark(analysis)?.into()], None))
}

/// The power spectrogram alone.
pub(crate) fn spectrogram_mark(analysis: &Analysis) -> Result<Spectrogram> {
    levels(&analysis.spectrogram_db, analysis, SpecAxis::Log)
}

/// The mel spectrogram.
pub(crate) fn mel(analysis: &Analysis) -> Result<Figure> {
    let mark = levels(&analysis.mel_db, analysis, SpecAxis::Mel(MelBands::default()))?;
    Ok(figure("Mel spectrogram", 5.0, vec![mark.into()], None))
}

/// The constant-Q transform, a row a note.
pub(crate) fn constant_q(analysis: &Analysis) -> Result<Figure> {
    Ok(figure("Constant-Q transform", 5.0, vec![constant_q_mark(analysis)?.into()], None))
}

/// The constant-Q transform alone.
pub(crate) fn constant_q_mark(analysis: &Analysis) -> Result<Spectrogram> {
    levels(&analysis.notes_db, analysis, SpecAxis::CqtNote(CqtBins::default()))
}

/// The pitch classes.
pub(crate) fn chroma(analysis: &Analysis) -> Result<Figure> {
    Ok(figure("Pitch classes", 3.0, vec![chroma_mark(analysis)?.into()], None))
}

/// The pitch classes alone.
pub(crate) fn chroma_mark(analysis: &Analysis) -> Result<Spectrogram> {
    let options = SpectrogramOptions {
        y: SpecAxis::Chroma(ChromaNames::default()),
        min_level: Some(0.0),
        max_level: Some(1.0),
        ..Default::default()
    };
    mark(&analysis.chroma, analysis, &options)
}

/// The onset strength, and above it onsets and beats.
pub(crate) fn onsets(analysis: &Analysis) -> Result<Figure> {
    let times = Array1::from_vec(analysis.clock.times(analysis.onset_strength.len()));
    let strength = analysis.onset_strength.mapv(f64::from);
    let line_options =
        LineOptions { label: "onset strength".into(), width_pt: 0.8, ..Default::default() };
    let line = Line::new(&times, &strength, &line_options)?;
    // Onsets and beats stand in two strips above the curve, so that nothing hides anything.
    let onsets = VerticalLinesOptions {
        color: Some(ONSET_COLOR),
        span: [0.78, 0.88],
        label: "onsets".into(),
        ..Default::default()
    };
    let beats = VerticalLinesOptions {
        color: Some(BEAT_COLOR),
        span: [0.89, 0.99],
        label: "beats".into(),
        ..Default::default()
    };
    let marks = vec![
        line.into(),
        VerticalLines::new(&Array1::from_vec(analysis.onset_times_s()), &onsets)?.into(),
        VerticalLines::new(&Array1::from_vec(analysis.beat_times_s()), &beats)?.into(),
    ];
    let mut figure = figure("Onset strength", 4.0, marks, Some("Strength (dB)"));
    let peak = strength.iter().copied().fold(0.0, f64::max);
    // Silence has no peak; any height will do.
    let panel = &mut figure.panels[0];
    panel.x.ticks = Some(Ticks::Time);
    panel.y.range = Some([0.0, if peak == 0.0 { 1.0 } else { peak / 0.76 }]);
    Ok(figure)
}

fn levels(db: &Array2<f32>, analysis: &Analysis, y: SpecAxis) -> Result<Spectrogram> {
    // 80 dB are shown of any recording, so that pictures of several can be compared.
    let options = SpectrogramOptions {
        y,
        min_level: Some(-80.0),
        max_level: Some(0.0),
        ..Default::default()
    };
    mark(db, analysis, &options)
}

fn mark(
    values: &Array2<f32>,
    analysis: &Analysis,
    options: &SpectrogramOptions,
) -> Result<Spectrogram> {
    let clock = analysis.clock;
    Spectrogram::new(values, clock.sample_rate(), clock.hop_length(), options)
}

fn figure(title: &str, height_in: f64, marks: Vec<Mark>, y_label: Option<&str>) -> Figure {
    let y = Axis { label: y_label.map(Into::into), ..Default::default() };
    let panel = Panel { marks, y, ..Default::default() };
    Figure { title: title.into(), height_in, panels: vec![panel], ..Default::default() }
}

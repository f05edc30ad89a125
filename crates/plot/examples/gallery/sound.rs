//! Waveforms, onsets and beats.

use ndarray::Array1;
use onkai_plot::{
    Axis, Color, Dash, Figure, Line, LineOptions, Mark, Panel, Result, Share, SpecAxis, Ticks,
    VerticalLines, VerticalLinesOptions, Waveform, WaveformOptions,
};

use crate::signals::{SAMPLE_RATE, notes, strength};
use crate::spectra;

pub(crate) fn figures() -> Result<Vec<(&'static str, Figure)>> {
    let waveform = waveform()?;
    let mut long = Figure::from(waveform.clone());
    long.title = "Notes that die away".into();
    let mut close = Figure::from(waveform);
    close.title = "Close up: 2 ms".into();
    close.panels[0].x.range = Some([0.5, 0.502]);
    close.panels[0].y.label = Some("Amplitude".into());
    close.width_in = 8.0;
    Ok(vec![
        ("waveform", Figure { height_in: 3.0, ..long }),
        ("close-up", Figure { height_in: 3.0, ..close }),
        ("parts", parts()?),
        ("onsets", onsets()?),
        ("panels", panels()?),
    ])
}

fn waveform() -> Result<Waveform> {
    Waveform::new(&notes(), SAMPLE_RATE, &WaveformOptions::default())
}

/// Two waveforms over each other.
fn parts() -> Result<Figure> {
    let x = notes();
    let slow = WaveformOptions { opacity: 0.6, label: "harmonic".into(), ..Default::default() };
    let fast = WaveformOptions { label: "percussive".into(), ..slow.clone() };
    let clicks = Array1::from_shape_fn(x.len(), |i| {
        let since = (i as f64 / SAMPLE_RATE) % 0.5;
        ((-60.0 * since).exp() * (3000.0 * since).sin()) as f32
    });
    let marks = vec![
        Waveform::new(&x, SAMPLE_RATE, &slow)?.into(),
        Waveform::new(&clicks, SAMPLE_RATE, &fast)?.into(),
    ];
    let panel = Panel { marks, ..Default::default() };
    Ok(Figure { height_in: 3.0, title: "Parts".into(), ..panel.into() })
}

fn onset_panel() -> Result<Panel> {
    let (times, strength) = strength();
    let onsets = Array1::from_iter((1..27).map(|i| 0.5 * f64::from(i)));
    let beats = Array1::from_iter((1..14).map(f64::from));
    let line = LineOptions { label: "onset strength".into(), ..Default::default() };
    let onset = VerticalLinesOptions { label: "onsets".into(), ..Default::default() };
    let beat = VerticalLinesOptions {
        label: "beats".into(),
        dash: Dash::Dashed,
        width_pt: 1.4,
        ..Default::default()
    };
    let marks = vec![
        Line::new(&times, &strength, &line)?.into(),
        VerticalLines::new(&onsets, &onset)?.into(),
        VerticalLines::new(&beats, &beat)?.into(),
    ];
    let x = Axis { ticks: Some(Ticks::Time), ..Default::default() };
    Ok(Panel { marks, x, ..Default::default() })
}

fn onsets() -> Result<Figure> {
    Ok(Figure { title: "Onset strength".into(), ..onset_panel()?.into() })
}

fn panels() -> Result<Figure> {
    let white = VerticalLinesOptions {
        color: Some(Color::rgb(0xffffff).with_alpha(160)),
        dash: Dash::Dotted,
        ..Default::default()
    };
    let onsets = Array1::from_iter((1..27).map(|i| 0.5 * f64::from(i)));
    let mut image = Panel::from(spectra::glide_on(SpecAxis::Log)?);
    image.marks.push(Mark::from(VerticalLines::new(&onsets, &white)?));
    Ok(Figure {
        title: "Three panels, one time axis".into(),
        height_in: 8.0,
        panels: vec![waveform()?.into(), image, onset_panel()?],
        heights: vec![1.0, 2.0, 1.0],
        share_x: Share::Lines,
        ..Default::default()
    })
}

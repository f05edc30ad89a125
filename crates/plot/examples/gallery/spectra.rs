//! All axes of spectrograms and all colour maps.

use ndarray::Array2;
use onkai_plot::{
    ChromaNames, ColorMap, CqtBins, Figure, MelBands, Result, SpecAxis, Spectrogram,
    SpectrogramOptions,
};

use crate::signals::{HOP_LENGTH, N_FRAMES, SAMPLE_RATE, chroma, glide, random};

pub(crate) fn figures() -> Result<Vec<(&'static str, Figure)>> {
    let mel = SpecAxis::Mel(MelBands::default());
    let cqt = CqtBins::default();
    let mut figures = Vec::new();
    for (name, axis) in [
        ("linear", SpecAxis::Linear),
        ("log", SpecAxis::Log),
        ("mel", mel),
        ("cqt-hz", SpecAxis::CqtHz(cqt)),
        ("cqt-note", SpecAxis::CqtNote(cqt)),
    ] {
        let title = format!("A gliding tone: {name}");
        figures.push((name, Figure { title, ..glide_on(axis)?.into() }));
    }
    for (name, map) in [
        ("viridis", ColorMap::Viridis),
        ("gray", ColorMap::Gray),
        ("gray_r", ColorMap::GrayReversed),
    ] {
        let options = SpectrogramOptions { color_map: Some(map), ..levels(SpecAxis::Log) };
        let data = glide(1025, |bin| bin as f64 / 1024.0);
        let figure = Spectrogram::new(&data, SAMPLE_RATE, HOP_LENGTH, &options)?.into();
        figures.push((name, Figure { title: name.into(), ..figure }));
    }
    figures.extend([
        ("chroma", chroma_on(SpecAxis::Time, ChromaNames::default(), "Chroma")?),
        ("chroma-beats", beats()?),
        ("chroma-key", key()?),
        ("tonnetz", signed(6, SpecAxis::Frames, SpecAxis::Tonnetz, "Tonnetz")?),
        ("mfcc", signed(20, SpecAxis::Time, SpecAxis::Plain, "MFCC")?),
        ("tempogram", tempogram()?),
    ]);
    Ok(figures)
}

fn levels(y: SpecAxis) -> SpectrogramOptions {
    let (min_level, max_level) = (Some(-80.0), Some(0.0));
    SpectrogramOptions { y, min_level, max_level, ..Default::default() }
}

/// The gliding tone as bins of the axis's kind.
pub(crate) fn glide_on(axis: SpecAxis) -> Result<Spectrogram> {
    let data = match axis {
        SpecAxis::CqtHz(_) | SpecAxis::CqtNote(_) => {
            glide(84, |bin| 32.7 * 2.0_f64.powf(bin as f64 / 12.0) / 11025.0)
        }
        SpecAxis::Mel(_) => glide(128, |bin| (bin as f64 / 127.0).powi(2)),
        _ => glide(1025, |bin| bin as f64 / 1024.0),
    };
    Spectrogram::new(&data, SAMPLE_RATE, HOP_LENGTH, &levels(axis))
}

fn chroma_on(x: SpecAxis, names: ChromaNames, title: &str) -> Result<Figure> {
    let n = if let SpecAxis::Beats(beats) = &x { beats.len() - 1 } else { N_FRAMES };
    let options = SpectrogramOptions { x, y: SpecAxis::Chroma(names), ..Default::default() };
    let figure = Spectrogram::new(&chroma(n), SAMPLE_RATE, HOP_LENGTH, &options)?.into();
    Ok(Figure { title: title.into(), height_in: 3.0, ..figure })
}

fn beats() -> Result<Figure> {
    let beats = (0..33).map(|i| 0.3 + 0.45 * f64::from(i) + 0.05 * random(i as usize, 1)).collect();
    chroma_on(SpecAxis::Beats(beats), ChromaNames::default(), "Chroma of each beat")
}

fn key() -> Result<Figure> {
    let names = "C D♭ D E♭ E F G♭ G A♭ A B♭ B".split(' ').map(str::to_owned).collect();
    let names = ChromaNames { names, degrees: vec![8, 10, 0, 1, 3, 5, 7] };
    chroma_on(SpecAxis::Time, names, "Chroma with the names of A♭ major")
}

/// Numbers of both signs.
fn signed(n: usize, x: SpecAxis, y: SpecAxis, title: &str) -> Result<Figure> {
    let data = Array2::from_shape_fn((n, N_FRAMES), |(i, t)| {
        (0.03 * t as f64 + 1.7 * i as f64).sin() / (1.0 + 0.1 * i as f64) + 0.2 * random(i, t)
    });
    let options = SpectrogramOptions { x, y, ..Default::default() };
    let figure = Spectrogram::new(&data, SAMPLE_RATE, HOP_LENGTH, &options)?.into();
    Ok(Figure { title: title.into(), height_in: 3.0, ..figure })
}

fn tempogram() -> Result<Figure> {
    // A beat of 0.5 s is 21.5 frames.
    let data = Array2::from_shape_fn((384, N_FRAMES), |(lag, t)| {
        let phase = (lag as f64 / 21.5).fract();
        let near = (-60.0 * (phase - phase.round()).powi(2)).exp();
        near * (-(lag as f64) / 300.0).exp() * (0.8 + 0.2 * random(lag, t))
    });
    let options = SpectrogramOptions { y: SpecAxis::Tempo, ..Default::default() };
    let figure = Spectrogram::new(&data, SAMPLE_RATE, HOP_LENGTH, &options)?.into();
    Ok(Figure { title: "Tempogram".into(), ..figure })
}

//! The talk's pictures.

use std::error::Error;
use std::path::Path;

use ndarray::{Array1, ArrayRef1, ArrayRef2, s};
use num_complex::Complex;
use onkai::mir::audio::Recording;
use onkai::mir::{
    CqtOptions, DbOptions, DbReference, StftOptions, amplitude_to_db, cqt, power_to_db,
};
use onkai::plot::{
    Axis, ChromaNames, ColorBar, CqtBins, Figure, Line, LineOptions, Mark, MelBands, Panel, Share,
    SpecAxis, Spectrogram, SpectrogramOptions, Ticks, VerticalLines, VerticalLinesOptions,
    Waveform, WaveformOptions,
};

use crate::effects::Effects;
use crate::factors::Factors;
use crate::frames;
use crate::rhythm::Rhythm;
use crate::spectra::{Spectra, below_max};

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// Draws all of them into `folder`.
pub(crate) fn draw(
    folder: &Path,
    recording: &Recording,
    (spectra, effects): (&Spectra, &Effects),
    rhythm: &Rhythm,
    factors: &Factors,
) -> Result<()> {
    let rate = recording.sample_rate;
    let save = |name: &str, title: &str, figure: Figure| {
        Figure { title: title.to_owned(), ..figure }.save(folder.join(name))
    };
    save("waveform.svg", "Waveform", waveform(recording, 0..recording.samples.len())?)?;
    // Two milliseconds from the middle, where single samples can be seen.
    let (middle, n) = (recording.samples.len() / 2, (0.002 * rate) as usize);
    let close = middle..recording.samples.len().min(middle + n);
    save("waveform-close-up.svg", "Two milliseconds", waveform(recording, close)?)?;
    save("frames.svg", "Frames, under the window, and their spectra", frames::draw(recording)?)?;

    let db = amplitude_to_db(&spectra.stft.mapv(Complex::norm), &below_max(80.0))?;
    for (name, y) in [("linear", SpecAxis::Linear), ("log", SpecAxis::Log)] {
        let title = format!("Spectrogram, {name} frequency");
        save(&format!("spectrogram-{name}.png"), &title, decibels(&db, rate, y)?.into())?;
    }
    let db = amplitude_to_db(&spectra.cqt, &below_max(40.0))?;
    let bins = CqtBins::default();
    for (name, y) in [("hz", SpecAxis::CqtHz(bins)), ("note", SpecAxis::CqtNote(bins))] {
        save(&format!("cqt-{name}.png"), "Constant-Q transform", decibels(&db, rate, y)?.into())?;
    }
    let db = power_to_db(&spectra.mel, &below_max(80.0))?;
    let mel = SpecAxis::Mel(MelBands::default());
    save("mel.png", "Mel spectrogram", decibels(&db, rate, mel)?.into())?;
    for (name, title, values, y) in [
        ("chroma-cqt.png", "Chroma by the constant-Q transform", &spectra.chroma_cqt, chroma()),
        ("chroma-stft.png", "Chroma by the Fourier transform", &spectra.chroma_stft, chroma()),
        ("mfcc.png", "Mel-frequency cepstral coefficients", &spectra.mfcc, SpecAxis::Plain),
        ("tonnetz.png", "Tonal centroids", &spectra.tonnetz, SpecAxis::Tonnetz),
    ] {
        let options = SpectrogramOptions { y, ..Default::default() };
        save(name, title, picture(values, rate, &options)?.into())?;
    }
    save("parts.png", "Harmonic and percussive part", parts(recording, spectra, effects)?)?;
    save("onsets.svg", "Onsets and beats", onsets(rhythm)?)?;
    save("components.png", "Eight components, and when they sound", components(factors, rate)?)?;
    Ok(())
}

fn waveform(recording: &Recording, range: std::ops::Range<usize>) -> Result<Figure> {
    let start_s = range.start as f64 / recording.sample_rate;
    let options = WaveformOptions { start_s, ..Default::default() };
    let samples = recording.samples.slice(s![range]);
    Ok(Waveform::new(&samples, recording.sample_rate, &options)?.into())
}

fn chroma() -> SpecAxis {
    SpecAxis::Chroma(ChromaNames::default())
}

fn picture(
    values: &ArrayRef2<f32>,
    rate: f64,
    options: &SpectrogramOptions,
) -> Result<Spectrogram> {
    let hop = StftOptions::default().effective_hop_length();
    Ok(Spectrogram::new(values, rate, hop, options)?)
}

fn decibels(db: &ArrayRef2<f32>, rate: f64, y: SpecAxis) -> Result<Spectrogram> {
    picture(
        db,
        rate,
        &SpectrogramOptions { y, color_bar: ColorBar::Decibels, ..Default::default() },
    )
}

/// The notes of the recording and of its two parts, against the loudest note of the whole.
fn parts(recording: &Recording, spectra: &Spectra, effects: &Effects) -> Result<Figure> {
    let loudest = spectra.cqt.iter().copied().fold(0.0, f32::max);
    let reference = DbReference::Value(f64::from(loudest));
    let against = DbOptions { reference, ..below_max(80.0) };
    let panel = |magnitudes: &ArrayRef2<f32>, title: &str| -> Result<Panel> {
        let options = SpectrogramOptions {
            y: SpecAxis::CqtNote(CqtBins::default()),
            color_bar: ColorBar::Decibels,
            min_level: Some(-80.0),
            max_level: Some(0.0),
            ..Default::default()
        };
        let db = amplitude_to_db(magnitudes, &against)?;
        let panel = picture(&db, recording.sample_rate, &options)?.into();
        Ok(Panel { title: title.to_owned(), ..panel })
    };
    let notes = |y: &ArrayRef1<f32>| -> Result<_> {
        Ok(cqt(y, recording.sample_rate, &CqtOptions::default())?.mapv(Complex::norm))
    };
    let panels = vec![
        panel(&spectra.cqt, "All")?,
        panel(&notes(&effects.harmonic)?, "Harmonic")?,
        panel(&notes(&effects.percussive)?, "Percussive")?,
    ];
    Ok(Figure { height_in: 9.0, panels, share_x: Share::Lines, ..Default::default() })
}

/// The onset strength with onsets and beats.
fn onsets(rhythm: &Rhythm) -> Result<Figure> {
    let times = Array1::from_vec(rhythm.times_s.clone());
    let options = LineOptions { width_pt: 0.8, ..Default::default() };
    let strength = Line::new(&times, &rhythm.strength.mapv(f64::from), &options)?;
    let panel = |times_s: &[f64], title: &str| -> Result<Panel> {
        let options = VerticalLinesOptions::default();
        let lines = VerticalLines::new(&Array1::from_vec(times_s.to_vec()), &options)?;
        let marks: Vec<Mark> = vec![strength.clone().into(), lines.into()];
        let x = Axis { ticks: Some(Ticks::Time), ..Default::default() };
        let y = Axis { label: Some("Strength".to_owned()), ..Default::default() };
        Ok(Panel { title: title.to_owned(), marks, x, y, ..Default::default() })
    };
    let panels =
        vec![panel(&rhythm.onset_times_s, "Onsets")?, panel(&rhythm.beat_times_s, "Beats")?];
    Ok(Figure { height_in: 6.0, panels, share_x: Share::Lines, ..Default::default() })
}

/// The components' spectra in decibels, and beside them how strong they are over time.
fn components(factors: &Factors, rate: f64) -> Result<Figure> {
    let options = SpectrogramOptions {
        x: SpecAxis::Plain,
        y: SpecAxis::Log,
        color_bar: ColorBar::Decibels,
        ..Default::default()
    };
    let spectra = amplitude_to_db(&factors.components, &below_max(80.0))?;
    let spectra = picture(&spectra, rate, &options)?.into();
    let options = SpectrogramOptions { y: SpecAxis::Plain, ..Default::default() };
    let activations = picture(&factors.activations, rate, &options)?.into();
    let panels = vec![
        Panel { title: "Components".to_owned(), ..spectra },
        Panel { title: "Activations".to_owned(), ..activations },
    ];
    Ok(Figure { panels, widths: vec![1.0, 2.0], ..Default::default() })
}

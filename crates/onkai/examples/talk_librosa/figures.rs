//! The talk's pictures.

use std::path::Path;

use ndarray::{Array1, ArrayRef2, s};
use num_complex::Complex;
use onkai::mir::audio::Recording;
use onkai::mir::{
    DbReference, MelSpectrogramOptions, StftOptions, amplitude_to_db, power_to_db, stft,
};
use onkai::plot::{
    ColorBar, Error, Figure, FrequencyAxis, Line, LineOptions, Mark, Panel, Spectrogram,
    SpectrogramOptions, VerticalLines, VerticalLinesOptions, Waveform, WaveformOptions,
};

use crate::effects::Effects;
use crate::rhythm::Rhythm;
use crate::spectra::{Spectra, below_max};

type Result<T> = std::result::Result<T, Error>;

/// Draws all of them into `folder`.
pub(crate) fn draw(
    folder: &Path,
    recording: &Recording,
    spectra: &Spectra,
    effects: &Effects,
    rhythm: &Rhythm,
) -> Result<()> {
    let save = |name: &str, figure: &Figure| figure.save(folder.join(name));
    save("waveform.svg", &waveform(recording, 0..recording.samples.len())?)?;
    // Two milliseconds from the middle, where single samples can be seen.
    let middle = recording.samples.len() / 2;
    let n = (0.002 * recording.sample_rate) as usize;
    save(
        "waveform-close-up.svg",
        &waveform(recording, middle..recording.samples.len().min(middle + n))?,
    )?;
    let db = amplitude_to_db(&spectra.stft.mapv(Complex::norm), &below_max(80.0))?;
    let rate = recording.sample_rate;
    for (name, axis) in [("linear", FrequencyAxis::Linear), ("log", FrequencyAxis::Log)] {
        let title = format!("Spectrogram, {name} frequency");
        save(&format!("spectrogram-{name}.png"), &figure(&title, vec![image(&db, rate, axis)?]))?;
    }
    let mel = power_to_db(&spectra.mel, &below_max(80.0))?;
    save("mel.png", &figure("Mel spectrogram", vec![image(&mel, rate, FrequencyAxis::MEL)?]))?;
    save("mfcc.svg", &coefficients(spectra, rate)?)?;
    save("hpss.png", &parts(spectra, effects, rate)?)?;
    save("onsets.svg", &onsets(rhythm)?)
}

fn waveform(recording: &Recording, range: std::ops::Range<usize>) -> Result<Figure> {
    let start_s = range.start as f64 / recording.sample_rate;
    let options = WaveformOptions { start_s, ..Default::default() };
    let samples = recording.samples.slice(s![range]);
    let mark = Waveform::new(&samples, recording.sample_rate, &options)?.into();
    Ok(figure("Waveform", vec![mark]))
}

/// 80 decibels of a spectrogram.
fn image(db: &ArrayRef2<f32>, rate: f64, frequency_axis: FrequencyAxis) -> Result<Mark> {
    let options = SpectrogramOptions {
        frequency_axis,
        min_level: Some(-80.0),
        max_level: Some(0.0),
        color_bar: ColorBar::Decibels,
        ..Default::default()
    };
    let hop = StftOptions::default().effective_hop_length();
    Ok(Spectrogram::new(db, rate, hop, &options)?.into())
}

/// The first coefficients over time, each a line.
fn coefficients(spectra: &Spectra, rate: f64) -> Result<Figure> {
    let clock = MelSpectrogramOptions::default().stft.clock(rate)?;
    let times = Array1::from_vec(clock.times(spectra.mfcc.ncols()));
    let line = |k: usize| -> Result<Mark> {
        let options =
            LineOptions { label: format!("MFCC {k}"), width_pt: 0.6, ..Default::default() };
        let values = spectra.mfcc.row(k).mapv(f64::from);
        Ok(Line::new(&times, &values, &options)?.into())
    };
    Ok(figure("Mel-frequency cepstral coefficients", (0..5).map(line).collect::<Result<_>>()?))
}

/// The recording and its two parts, against the loudest bin of the whole.
fn parts(spectra: &Spectra, effects: &Effects, rate: f64) -> Result<Figure> {
    let loudest = spectra.stft.iter().map(|z| z.norm()).fold(0.0, f32::max);
    let mut options = below_max(80.0);
    options.reference = DbReference::Value(f64::from(loudest));
    let panel = |stft: &ArrayRef2<Complex<f32>>, label: &str| -> Result<Panel> {
        let db = amplitude_to_db(&stft.mapv(Complex::norm), &options)?;
        let y_label = Some(label.to_owned());
        let marks = vec![image(&db, rate, FrequencyAxis::Log)?];
        Ok(Panel { marks, y_label, ..Default::default() })
    };
    let of = |y: &Array1<f32>| stft(y, &StftOptions::default());
    let panels = vec![
        panel(&spectra.stft, "All (Hz)")?,
        panel(&of(&effects.harmonic)?, "Harmonic (Hz)")?,
        panel(&of(&effects.percussive)?, "Percussive (Hz)")?,
    ];
    let title = "Harmonic and percussive part".to_owned();
    Ok(Figure { title, height_in: 10.0, panels, ..Default::default() })
}

/// The onset strength with onsets and beats.
fn onsets(rhythm: &Rhythm) -> Result<Figure> {
    let options =
        LineOptions { label: "onset strength".into(), width_pt: 0.8, ..Default::default() };
    let times = Array1::from_vec(rhythm.times_s.clone());
    let strength = Line::new(&times, &rhythm.strength.mapv(f64::from), &options)?;
    let lines = |times_s: &[f64], label: &str| -> Result<Mark> {
        let options = VerticalLinesOptions { label: label.into(), ..Default::default() };
        Ok(VerticalLines::new(&Array1::from_vec(times_s.to_vec()), &options)?.into())
    };
    let panel =
        |marks, label: &str| Panel { marks, y_label: Some(label.into()), ..Default::default() };
    let panels = vec![
        panel(vec![strength.clone().into(), lines(&rhythm.onset_times_s, "onsets")?], "Strength"),
        panel(vec![strength.into(), lines(&rhythm.beat_times_s, "beats")?], "Strength"),
    ];
    let title = "Onsets and beats".to_owned();
    Ok(Figure { title, height_in: 6.0, panels, ..Default::default() })
}

fn figure(title: &str, marks: Vec<Mark>) -> Figure {
    let panels = vec![Panel { marks, ..Default::default() }];
    Figure { title: title.into(), panels, ..Default::default() }
}

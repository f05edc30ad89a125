//! Puts a report together.

use anyhow::{Context, Result};
use onkai_plot::data_url;
use serde_json::json;

use super::sounds::Sounds;
use super::words::{both, both_with, json as words_json, label};
use super::{facts, html, tables, tracks};
use crate::output::{Subject, clock_time};

const TEMPLATE: &str = include_str!("page.html");
const STYLE: &str = include_str!("style.css");
/// In the order in which one should read them; one script, so that the page waits for nothing.
const SCRIPTS: [&str; 3] =
    [include_str!("player.js"), include_str!("tracks.js"), include_str!("main.js")];

/// The page about an analysed recording.
pub(crate) fn page(subject: &Subject<'_>) -> Result<String> {
    let cannot = || format!("{}: no report can be made", subject.label);
    let sounds = Sounds::of(subject.recording).with_context(cannot)?;
    let pictures = tracks::all(subject).with_context(cannot)?;
    Ok(html::fill(TEMPLATE, |name| match name.split_once(' ') {
        Some(("word", key)) => both(key),
        Some(("label", key)) => label(key),
        _ => match name {
            "version" => env!("CARGO_PKG_VERSION").to_owned(),
            "style" => STYLE.to_owned(),
            "script" => SCRIPTS.concat(),
            "title" => facts::title(subject),
            "plain_title" => facts::plain_title(subject),
            "facts" => facts::rows(subject),
            "source" => facts::source(subject),
            "duration" => format!("{:.4}", subject.analysis.duration_s()),
            "end" => clock_time(subject.analysis.duration_s(), 1),
            "recording" => data_url("audio/flac", &sounds.recording),
            "harmonic" => data_url("audio/flac", &sounds.harmonic),
            "pictures" => pictures.clone(),
            "layers" => tracks::layers(subject),
            "beats" => tables::beats(subject.analysis),
            "onsets" => tables::onsets(subject.analysis),
            "pitch_classes" => tables::pitch_classes(subject.analysis),
            "note_sound" => note_sound(subject, &sounds),
            "data" => html::script_json(&data(subject, &sounds).to_string()),
            _ => panic!("the template has an unknown place `{name}`"),
        },
    }))
}

fn note_sound(subject: &Subject<'_>, sounds: &Sounds) -> String {
    let note = both_with("note_sound", &sounds.sample_rate.to_string());
    if subject.analysis.duration_s() <= sounds.duration_s {
        return note;
    }
    format!("{note}</p><p>{}", both_with("note_limit", &clock_time(sounds.duration_s, 0)))
}

/// What the script knows.
fn data(subject: &Subject<'_>, sounds: &Sounds) -> serde_json::Value {
    let rounded = |times: Vec<f64>| -> Vec<f64> {
        times.into_iter().map(|time| (time * 1e4).round() / 1e4).collect()
    };
    json!({
        "duration": subject.analysis.duration_s(),
        "soundDuration": sounds.duration_s,
        "sampleRate": sounds.sample_rate,
        "beats": rounded(subject.analysis.beat_times_s()),
        "words": words_json(),
    })
}

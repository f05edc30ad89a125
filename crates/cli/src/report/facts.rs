//! What a report tells in its head.

use std::fmt::Write as _;

use onkai_io::audio::info;
use onkai_plot::escape_markup;

use super::words::both;
use crate::output::{Subject, clock_time};

/// What the recording is called: the file's name, or the words for the built-in clip.
pub(super) fn title(subject: &Subject<'_>) -> String {
    file_name(subject).unwrap_or_else(|| both("demo_title"))
}

/// The same where no markup can stand.
pub(super) fn plain_title(subject: &Subject<'_>) -> String {
    file_name(subject).unwrap_or_else(|| escape_markup(subject.label))
}

fn file_name(subject: &Subject<'_>) -> Option<String> {
    let path = subject.path?;
    let name = path.file_name().unwrap_or(path.as_os_str());
    Some(escape_markup(&name.to_string_lossy()))
}

/// The rows of the list of facts.
pub(super) fn rows(subject: &Subject<'_>) -> String {
    let analysis = subject.analysis;
    let mut out = String::new();
    let mut row = |word: &str, value: &str, unit: &str| {
        // Writing to a string cannot fail.
        let _ = write!(out, "<div><dt>{}</dt><dd>{value}", both(word));
        if !unit.is_empty() {
            let _ = write!(out, " <small>{unit}</small>");
        }
        out.push_str("</dd></div>\n");
    };
    row("length", &clock_time(analysis.duration_s(), 1), "");
    if analysis.beat_frames.is_empty() {
        row("tempo", &both("none_found"), "");
    } else {
        row("tempo", &format!("{:.1}", analysis.tempo_bpm), "BPM");
    }
    row("beats", &analysis.beat_frames.len().to_string(), "");
    row("onsets", &analysis.onset_frames.len().to_string(), "");
    out
}

/// A sentence about the file, and one about what was analysed.
pub(super) fn source(subject: &Subject<'_>) -> String {
    let analysis = subject.analysis;
    let analysed = format!(
        "{} {} · {} {}",
        both("analysed_as"),
        both("one_channel"),
        thousands(analysis.sample_rate),
        "Hz"
    );
    // The file has been read once already; if it is gone by now, the report can do without.
    let Some(info) = subject.path.and_then(|path| info(path).ok()) else {
        return format!("<p>{analysed}</p>");
    };
    let channels = match info.n_channels {
        1 => both("one_channel"),
        n => format!("{n} {}", both("channels")),
    };
    // "FLAC, FLAC" would say nothing more.
    let (format, codec) = (info.format.name(), info.codec.name());
    let kind = if format == codec { format.to_owned() } else { format!("{format}, {codec}") };
    let rate = thousands(info.sample_rate.into());
    format!("<p>{} · {channels} · {rate} Hz. {analysed}</p>", escape_markup(&kind))
}

/// A whole number with a thin space between thousands.
fn thousands(value: f64) -> String {
    let digits = format!("{value:.0}");
    let mut out = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if 0 < i && (digits.len() - i).is_multiple_of(3) {
            out.push('\u{202f}');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_stand_apart() {
        let texts = [8.0, 400.0, 22050.0, 1234567.0].map(thousands);
        assert_eq!(texts, ["8", "400", "22\u{202f}050", "1\u{202f}234\u{202f}567"]);
    }
}

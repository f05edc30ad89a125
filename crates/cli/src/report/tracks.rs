//! The pictures of a report, all of the same width and on one time axis: the insides come as images and
//! paths that stretch to any width, numbers and marks are the page's.

use std::fmt::Write as _;
use std::iter::once;

use anyhow::Result;
use ndarray::ArrayRef1;
use onkai_plot::{Spectrogram, data_url};

use super::time_axis;
use super::words::both;
use crate::output::Subject;
use crate::pictures;

/// Columns that a picture has at the most; of a longer recording each shows several frames.
const MAX_COLUMNS: usize = 32_768;
/// Columns of one image: what graphics processors take as one texture.
const TILE_COLUMNS: usize = 4096;
/// Samples that a column of the waveform stands for.
const WAVE_HOP: usize = 128;
/// The levels that the first and the last colour of a spectrogram stand for.
const DECIBELS: [&str; 2] = ["\u{2212}80\u{a0}dB", "0\u{a0}dB"];
/// The height of the paths' coordinates.
const UNITS: f64 = 1000.0;

/// One picture with what stands around it.
struct Track {
    word: &'static str,
    height_px: usize,
    /// From 0 at the bottom to 1 at the top, and what is written there.
    marks: Vec<(f64, String)>,
    /// What the first and the last colour stand for.
    scale: Option<[&'static str; 2]>,
    inside: String,
}

/// All pictures, between two time axes.
pub(super) fn all(subject: &Subject<'_>) -> Result<String> {
    let analysis = subject.analysis;
    let axis = time_marks(analysis.duration_s());
    let mut out = axis.clone();
    for track in [
        waveform(subject),
        image(subject, "spectrogram", 232, &pictures::spectrogram_mark(analysis)?, DECIBELS)?,
        image(subject, "constant_q", 252, &pictures::constant_q_mark(analysis)?, DECIBELS)?,
        image(subject, "chroma", 156, &pictures::chroma_mark(analysis)?, ["0", "1"])?,
        strength(subject),
    ] {
        out.push_str(&track.html(analysis.duration_s()));
    }
    out.push_str(&axis);
    Ok(out)
}

/// The paths of the marks over all pictures: the width is the duration in seconds.
pub(super) fn layers(subject: &Subject<'_>) -> String {
    let path = |times: &[f64], from: f64, to: f64| {
        times.iter().fold(String::new(), |mut path, time| {
            // Writing to a string cannot fail.
            let _ = write!(path, "M{time:.3} {from}V{to}");
            path
        })
    };
    format!(
        "<path id=\"beats-path\" d=\"{}\"/><path id=\"onsets-path\" d=\"{}\"/>",
        path(&subject.analysis.beat_times_s(), 0.0, 100.0),
        path(&subject.analysis.onset_times_s(), 100.0, 90.0),
    )
}

fn time_marks(duration_s: f64) -> String {
    let mut out = String::from(
        "<div class=\"row axis\" aria-hidden=\"true\"><div class=\"gutter\"></div><div class=\"ticks\">",
    );
    for (time, text) in time_axis::marks(duration_s) {
        let left = 100.0 * time / duration_s;
        let first = if time == 0.0 { " class=\"first\"" } else { "" };
        let _ = write!(out, "<span{first} style=\"left:{left:.4}%\">{text}</span>");
    }
    out + "</div></div>\n"
}

impl Track {
    fn html(&self, duration_s: f64) -> String {
        let Self { word, height_px, marks, scale, inside } = self;
        let scale = scale.map_or_else(String::new, |[low, high]| {
            format!(" <small class=\"scale\">{low} <i></i> {high}</small>")
        });
        let mut numbers = String::new();
        for (at, text) in marks.iter().filter(|(_, text)| !text.is_empty()) {
            let _ = write!(numbers, "<span style=\"bottom:{:.2}%\">{text}</span>", 100.0 * at);
        }
        format!(
            "<figure class=\"row track {word}\" style=\"--height:{height_px}px\">\n\
             <figcaption id=\"caption-{word}\"><b>{}</b> <small>{}</small>{scale}</figcaption>\n\
             <div class=\"gutter\" aria-hidden=\"true\">{numbers}</div>\n\
             <div class=\"plot\" role=\"img\" aria-labelledby=\"caption-{word}\">{inside}\
             {}{}\
             </div>\n</figure>\n",
            both(word),
            both(&format!("unit_{word}")),
            layer("onsets", duration_s),
            layer("beats", duration_s),
        )
    }
}

fn layer(name: &str, duration_s: f64) -> String {
    format!(
        "<svg class=\"layer {name}\" viewBox=\"0 0 {duration_s:.4} 100\" preserveAspectRatio=\"none\">\
         <use href=\"#{name}-path\"/></svg>"
    )
}

/// A spectrogram as images beside each other, a column for each frame.
fn image(
    subject: &Subject<'_>,
    word: &'static str,
    height_px: usize,
    mark: &Spectrogram,
    scale: [&'static str; 2],
) -> Result<Track> {
    let analysis = subject.analysis;
    let n_frames = analysis.chroma.ncols();
    let frame_s = 1.0 / analysis.clock.frame_rate();
    let stride = n_frames.div_ceil(MAX_COLUMNS);
    let mut inside = String::new();
    for first in (0..n_frames).step_by(TILE_COLUMNS * stride) {
        let n_columns = (n_frames - first).div_ceil(stride).min(TILE_COLUMNS);
        // A frame is about its time.
        let edge = |frame: usize| (frame as f64 - 0.5) * frame_s;
        let range = [edge(first), edge(first + n_columns * stride)];
        let png = mark.to_bare_png(range, [n_columns, height_px])?;
        let [left, right] = range.map(|time| 100.0 * time / analysis.duration_s());
        let _ = write!(
            inside,
            "<img alt=\"\" style=\"left:{left:.4}%;width:calc({:.4}% + 1px)\" src=\"{}\">",
            right - left,
            data_url("image/png", &png),
        );
    }
    // The twelve classes have little room; their names are short.
    let spacing_pt = if word == "chroma" { 9.5 } else { 14.0 };
    let marks = mark.y_marks(0.75 * height_px as f64, spacing_pt);
    Ok(Track { word, height_px, marks, scale: Some(scale), inside })
}

/// The least and the greatest sample of each column, at its middle.
fn waveform(subject: &Subject<'_>) -> Track {
    let samples = &subject.recording.samples;
    let hop =
        WAVE_HOP.max(samples.len().div_ceil(MAX_COLUMNS)).min(samples.len().div_ceil(64)).max(1);
    let peak = samples.iter().fold(0.0_f32, |peak, v| peak.max(v.abs()));
    let reach = round_up(f64::from(peak));
    let place = |v: f32| (UNITS * (0.5 - 0.5 * f64::from(v) / reach)).round();
    let edges: Vec<[f64; 2]> =
        columns(samples, hop).map(|[least, greatest]| [place(greatest), place(least)]).collect();
    let mut path = String::new();
    for (i, [upper, _]) in edges.iter().enumerate() {
        let _ = write!(path, "{}{i} {upper}", if i == 0 { 'M' } else { 'L' });
    }
    for (i, [_, lower]) in edges.iter().enumerate().rev() {
        let _ = write!(path, "L{i} {lower}");
    }
    let width = samples.len() as f64 / hop as f64;
    let marks = [-0.5, 0.0, 0.5].map(|part| (0.5 + 0.5 * part, number(part * reach, 0.5 * reach)));
    let inside = curve("wave", [-0.5, width], &format!("{path}Z"));
    Track { word: "waveform", height_px: 104, marks: marks.to_vec(), scale: None, inside }
}

/// The least and the greatest of every `hop` samples. Neighbours share a sample, so that a steep
/// line between two columns has no gap.
fn columns(samples: &ArrayRef1<f32>, hop: usize) -> impl Iterator<Item = [f32; 2]> {
    (0..samples.len().div_ceil(hop)).map(move |i| {
        let end = ((i + 1) * hop + 1).min(samples.len());
        let part = (i * hop..end).map(|k| samples[k]);
        part.fold([f32::INFINITY, f32::NEG_INFINITY], |[least, greatest], v| {
            [least.min(v), greatest.max(v)]
        })
    })
}

/// The onset strength, of several frames the greatest.
fn strength(subject: &Subject<'_>) -> Track {
    let analysis = subject.analysis;
    let strength = &analysis.onset_strength;
    let stride = strength.len().div_ceil(MAX_COLUMNS).max(1);
    let peak = f64::from(strength.iter().copied().fold(0.0_f32, f32::max));
    // Silence has no peak; any height will do.
    let reach = if 0.0 < peak { peak / 0.88 } else { 1.0 };
    let mut path = String::new();
    for (i, part) in strength.axis_chunks_iter(ndarray::Axis(0), stride).enumerate() {
        let greatest = f64::from(part.iter().copied().fold(0.0_f32, f32::max));
        let y = (UNITS * (1.0 - greatest / reach)).round();
        let _ = write!(path, "{}{i} {y}", if i == 0 { 'M' } else { 'L' });
    }
    let width = analysis.duration_s() * analysis.clock.frame_rate() / stride as f64;
    let step = round_up(reach / 4.0);
    let marks = (0..).map(|i| f64::from(i) * step).take_while(|v| *v < 0.95 * reach);
    let marks = marks.map(|v| (v / reach, number(v, step))).collect();
    let inside = curve("rise", [0.0, width], &path);
    Track { word: "strength", height_px: 120, marks, scale: None, inside }
}

/// A path over the width of a picture, whose left edge is at `start`.
fn curve(class: &str, [start, width]: [f64; 2], path: &str) -> String {
    format!(
        "<svg class=\"curve {class}\" viewBox=\"{start} 0 {width:.4} {UNITS}\" preserveAspectRatio=\"none\">\
         <path d=\"{path}\"/></svg>"
    )
}

/// The least of 1, 2, 5, 10, 20, ... and their decimal parts that is not below `value`; 1 for zero.
fn round_up(value: f64) -> f64 {
    if value <= 0.0 || !value.is_finite() {
        return 1.0;
    }
    let decade = 10.0_f64.powf(value.log10().floor());
    let fits = |factor: &f64| value <= factor * decade * (1.0 + 1e-9);
    once(1.0).chain([2.0, 5.0]).find(fits).unwrap_or(10.0) * decade
}

/// A number with as many digits as tell multiples of `step` apart.
fn number(value: f64, step: f64) -> String {
    let n_digits = (-(step.log10() + 1e-9).floor()).clamp(0.0, 9.0) as usize;
    // `+ 0.0` makes a negative zero positive.
    format!("{:.n_digits$}", value + 0.0).replace('-', "\u{2212}")
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    #[test]
    fn ranges_end_at_round_numbers() {
        let ends = [0.0, 0.03, 0.2, 0.7, 1.0, 3.1, 51.0].map(round_up);
        for (end, expected) in ends.into_iter().zip([1.0, 0.05, 0.2, 1.0, 1.0, 5.0, 100.0]) {
            assert!((end - expected).abs() < 1e-12, "{end} {expected}");
        }
        assert_eq!(
            [number(-0.5, 0.5), number(0.3, 0.1), number(20.0, 10.0)],
            ["−0.5", "0.3", "20"]
        );
    }

    #[test]
    fn columns_hold_their_samples_and_the_next_one() {
        let samples = array![0.0_f32, 3.0, 1.0, -2.0, 5.0];
        let found: Vec<_> = columns(&samples, 2).collect();
        assert_eq!(found, [[0.0, 3.0], [-2.0, 5.0], [5.0, 5.0]]);
    }
}

//! The tables of a report.

use std::fmt::Write as _;

use onkai_plot::ChromaNames;

use super::words::both;
use crate::analysis::Analysis;
use crate::output::clock_time;

/// The beats: when, and how fast the pulse is from each to the next.
pub(super) fn beats(analysis: &Analysis) -> String {
    let times = analysis.beat_times_s();
    let mut out = String::new();
    for (i, &time) in times.iter().enumerate() {
        let pulse = times.get(i + 1).map(|next| format!("{:.1}", 60.0 / (next - time)));
        row(&mut out, i, time, pulse.as_deref().unwrap_or("–"));
    }
    or_nothing(out)
}

/// The onsets: when, and how strong.
pub(super) fn onsets(analysis: &Analysis) -> String {
    let mut out = String::new();
    for (i, (&frame, &time)) in
        analysis.onset_frames.iter().zip(&analysis.onset_times_s()).enumerate()
    {
        let strength = analysis.onset_strength.get(frame).copied().unwrap_or(0.0);
        row(&mut out, i, time, &format!("{strength:.1}"));
    }
    or_nothing(out)
}

/// The rows, or one that says that there are none.
fn or_nothing(rows: String) -> String {
    if rows.is_empty() {
        return format!("<tr class=\"none\"><td colspan=\"3\">{}</td></tr>\n", both("nothing"));
    }
    rows
}

/// A numbered time, which is a link to it, and a value.
fn row(out: &mut String, i: usize, time: f64, value: &str) {
    // Writing to a string cannot fail.
    let _ = writeln!(
        out,
        "<tr data-t=\"{time:.3}\"><th scope=\"row\">{}</th>\
         <td><a href=\"#t={time:.3}\">{}</a></td><td>{value}</td></tr>",
        i + 1,
        clock_time(time, 2),
    );
}

/// The pitch classes: how much of each there is on the average.
pub(super) fn pitch_classes(analysis: &Analysis) -> String {
    let n_frames = analysis.chroma.ncols().max(1) as f32;
    let means: Vec<f32> =
        analysis.chroma.rows().into_iter().map(|row| row.sum() / n_frames).collect();
    let greatest = means.iter().copied().fold(f32::MIN_POSITIVE, f32::max);
    let mut out = String::new();
    for (name, mean) in ChromaNames::default().names.iter().zip(means) {
        let _ = writeln!(
            out,
            "<tr><th scope=\"row\">{name}</th><td class=\"level\">\
             <span style=\"width:{:.1}%\"></span></td><td>{mean:.2}</td></tr>",
            100.0 * mean / greatest,
        );
    }
    out
}

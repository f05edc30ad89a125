//! The page of `--report`. How it is used in a browser is checked by `tests/browser/check.py`.

use std::fs;

use ndarray::Array1;
use onkai_io::audio;
use onkai_mir::demo;
use serde_json::Value;

use crate::command::{Desk, FILES};

fn page(desk: &Desk, folder: &str) -> String {
    fs::read_to_string(desk.path(folder).join("report.html")).unwrap()
}

/// What stands in `text` between `start` and `end`.
#[track_caller]
fn between<'a>(text: &'a str, start: &str, end: &str) -> &'a str {
    let (_, after) = text.split_once(start).unwrap_or_else(|| panic!("no {start}"));
    after.split_once(end).unwrap_or_else(|| panic!("no {end} behind {start}")).0
}

fn from_base64(text: &str) -> Vec<u8> {
    let value = |c: u8| match c {
        b'A'..=b'Z' => c - b'A',
        b'a'..=b'z' => c - b'a' + 26,
        b'0'..=b'9' => c - b'0' + 52,
        b'+' => 62,
        _ => 63,
    };
    let bits = |chunk: &[u8]| chunk.iter().fold(0_u32, |bits, &c| bits << 6 | u32::from(value(c)));
    let whole: Vec<u8> = text.bytes().filter(|&c| c != b'=').collect();
    let bytes = whole.chunks(4).flat_map(|chunk| {
        let bits = bits(chunk) << (6 * (4 - chunk.len()));
        bits.to_be_bytes()[1..chunk.len()].to_vec()
    });
    bytes.collect()
}

/// The sound of an `<audio>` element.
fn sound(desk: &Desk, page: &str, id: &str) -> audio::Audio<f32> {
    let element = between(page, &format!("<audio id=\"{id}\""), "</audio>");
    desk.bytes("sound.flac", &from_base64(between(element, "base64,", "\"")));
    audio::read(desk.path("sound.flac")).unwrap()
}

#[test]
fn a_report_is_one_more_file_that_loads_nothing() {
    let desk = Desk::new();
    let run = desk.run(["analyze", "--report"]).succeeded();
    assert!(run.stdout.ends_with(", onsets.svg, report.html}\n"), "{run:?}");
    assert_eq!(desk.list("onkai-out/demo").len(), FILES.len() + 1);
    let page = page(&desk, "onkai-out/demo");
    assert!(page.starts_with("<!DOCTYPE html>\n<html lang=\"en\"") && page.ends_with("</html>\n"));
    assert!(page.contains("default-src 'none'; img-src data:; media-src data:;"));
    let (before_scripts, _) = page.split_once("<script").unwrap();
    assert!(!before_scripts.contains("{{") && !before_scripts.contains("}}<"));
    for word in ["http:", "https:", "url(", "@import", "src=\"/", "<link", "<iframe", "fetch("] {
        assert!(!page.contains(word), "{word}");
    }
    for (_, address) in
        page.match_indices(" src=\"").map(|(at, text)| page[at..].split_at(text.len()))
    {
        assert!(
            address.starts_with("data:image/png;base64,")
                || address.starts_with("data:audio/flac;base64,")
        );
    }
}

#[test]
fn a_report_sounds_as_the_recording() {
    let desk = Desk::new();
    desk.run(["analyze", "--report", "--parts"]).succeeded();
    let page = page(&desk, "onkai-out/demo");
    let recording = sound(&desk, &page, "sound-recording");
    assert_eq!(recording.sample_rate, 22050);
    let clip: Array1<f32> = demo::clip();
    let error =
        |a: &Array1<f32>, b: &Array1<f32>| (a - b).iter().fold(0.0_f32, |e, v| e.max(v.abs()));
    let row = |sound: &audio::Audio<f32>| sound.samples.row(0).to_owned();
    assert!(error(&row(&recording), &clip) < 1.0 / 32768.0);
    let harmonic = sound(&desk, &page, "sound-harmonic");
    let part = audio::read(desk.path("onkai-out/demo/harmonic.wav")).unwrap();
    assert!(error(&row(&harmonic), &row(&part)) < 2.0 / 32768.0);
    // What is left is the percussive part, but for the last samples, where frames do not overlap.
    let part = audio::read(desk.path("onkai-out/demo/percussive.wav")).unwrap();
    assert!(error(&(row(&recording) - row(&harmonic)), &row(&part)) < 1e-3);
}

#[test]
fn a_report_knows_what_was_found_in_two_languages() {
    let desk = Desk::new();
    desk.run(["analyze", "--report"]).succeeded();
    let page = page(&desk, "onkai-out/demo");
    let report = desk.report("onkai-out/demo");
    let data: Value = serde_json::from_str(between(&page, "id=\"data\">", "</script>")).unwrap();
    let numbers = |value: &Value| -> Vec<f64> {
        value.as_array().unwrap().iter().filter_map(Value::as_f64).collect()
    };
    let (beats, expected) = (numbers(&data["beats"]), numbers(&report["beat_times_s"]));
    assert_eq!(beats.len(), expected.len());
    assert!(beats.iter().zip(&expected).all(|(a, b)| (a - b).abs() < 1e-4));
    assert_eq!(data["duration"], report["duration_s"]);
    let keys = |language: &str| -> Vec<String> {
        data["words"][language].as_object().unwrap().keys().cloned().collect()
    };
    assert_eq!(keys("en"), keys("ja"));
    // Each word of the page stands there twice, and each label has a word.
    assert_eq!(
        page.matches("<span lang=\"en\">").count(),
        page.matches("<span lang=\"ja\">").count()
    );
    for (at, mark) in page.match_indices("data-label=\"") {
        let key = page[at + mark.len()..].split('"').next().unwrap();
        assert!(keys("en").iter().any(|known| known == key), "{key}");
    }
    // The tables have a row for each time, of which two have one in their head.
    let n_onsets = report["onset_frames"].as_array().unwrap().len();
    assert_eq!(page.matches("<tr data-t=\"").count(), beats.len() + n_onsets);
    assert!(page.contains("<dd>112.3 <small>BPM</small></dd>"));
}

/// Noise is what neither sounds nor pictures can be shortened of.
#[test]
fn a_minute_of_noise_takes_less_than_8_mib() {
    let desk = Desk::new();
    let noise = |i: usize| {
        let hash = (i as u32).wrapping_mul(2654435761).rotate_left(13).wrapping_mul(2246822519);
        (hash ^ hash >> 15) as f32 / u32::MAX as f32 * 1.8 - 0.9
    };
    desk.wav("noise.wav", [1, 60 * 22050], 22050, noise);
    desk.run(["analyze", "noise.wav", "--report"]).succeeded();
    let n_bytes = page(&desk, "onkai-out/noise").len();
    assert!(n_bytes < 8 << 20, "{n_bytes}");
}

#[test]
fn silence_and_short_recordings_have_reports() {
    let desk = Desk::new();
    for n_frames in [1, 100, 2047, 30_000] {
        desk.wav("a.wav", [2, n_frames], 22050, |_| 0.0);
        desk.run(["analyze", "a.wav", "--report"]).succeeded();
        let page = page(&desk, "onkai-out/a");
        assert!(page.contains("none found") && page.contains("<tr class=\"none\">"), "{n_frames}");
        for bad in [":NaN", " NaN", "NaN%", ":inf", " inf", "inf%"] {
            let (before_scripts, _) = page.split_once("<script").unwrap();
            assert!(!before_scripts.contains(bad), "{n_frames}: {bad}");
        }
        assert_eq!(sound(&desk, &page, "sound-harmonic").samples.dim(), (1, n_frames));
    }
}

#[test]
fn a_report_does_not_depend_on_the_number_of_threads() {
    let desk = Desk::new();
    desk.click_track("a.wav");
    let of = |n_threads: &str| {
        let mut command = desk.command();
        let command = command.args(["analyze", "a.wav", "--report", "--out", n_threads]);
        let output = command.env("RAYON_NUM_THREADS", n_threads).output().unwrap();
        assert!(output.status.success(), "{output:?}");
        page(&desk, n_threads)
    };
    assert!(of("1") == of("3"));
}

/// Other systems do not allow such names.
#[cfg(unix)]
#[test]
fn no_name_is_markup() {
    let desk = Desk::new();
    let name = "<script>alert(1)<\u{2044}script>\"'&{{beats}}.wav";
    desk.click_track(name);
    desk.run(["analyze", name, "--report", "--out", "out"]).succeeded();
    let page = page(&desk, "out");
    assert!(!page.contains("alert(1)<") && !page.contains("<script>alert"));
    let title = between(&page, "<title>", "</title>");
    assert!(title.starts_with("&lt;script&gt;alert(1)&lt;"), "{title}");
    assert!(title.contains("&quot;&#39;&amp;{{beats}}.wav"), "{title}");
    assert_eq!(page.matches("<script").count(), 2);
}

#[test]
fn a_report_that_cannot_be_written_is_named() {
    let desk = Desk::new();
    desk.click_track("a.wav");
    fs::create_dir_all(desk.path("out/report.html/precious")).unwrap();
    let run = desk.run(["analyze", "a.wav", "--report", "--out", "out"]);
    let run = run.failed(1, "report.html: cannot be written: ");
    assert_eq!(run.stderr.lines().count(), 1, "{run:?}");
    assert!(desk.path("out/report.html/precious").exists());
}

#[test]
fn a_source_is_told_as_its_header_has_it() {
    let desk = Desk::new();
    desk.wav("six.wav", [6, 48_000], 48_000, |i| if i % 24_000 < 80 { 0.8 } else { 0.0 });
    desk.run(["analyze", "six.wav", "--report"]).succeeded();
    let page = page(&desk, "onkai-out/six");
    assert!(page.contains("<h1>six.wav</h1>"));
    let source = between(&page, "<div class=\"source\">", "</div>");
    for text in [
        "WAV, float PCM",
        "6 <span lang=\"en\">channels</span>",
        "48\u{202f}000 Hz",
        "22\u{202f}050 Hz",
    ] {
        assert!(source.contains(text), "{source}");
    }
}

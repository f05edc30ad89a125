//! SVG documents, and figures written to files.

use std::fs;

use ndarray::Array1;
use onkai_plot::{
    Axis, Error, Figure, Format, Line, LineOptions, Panel, Theme, Waveform, WaveformOptions,
};
use roxmltree::Document;

use crate::figures;

fn texts(svg: &str) -> Vec<String> {
    let document = Document::parse(svg).unwrap();
    let texts = document.descendants().filter(|n| n.has_tag_name("text"));
    texts.map(|n| n.text().unwrap_or_default().to_owned()).collect()
}

#[test]
fn every_svg_is_well_formed() {
    for (name, figure) in figures::all() {
        let svg = figure.to_svg().unwrap();
        let document = Document::parse(&svg).unwrap_or_else(|e| panic!("{name}: {e}"));
        let root = document.root_element();
        let view = format!("0 0 {} ", 72.0 * figure.width_in);
        assert!(root.attribute("viewBox").is_some_and(|v| v.starts_with(&view)), "{name}");
        assert!(document.descendants().all(|n| n.attribute("id").is_none()), "{name}");
        for attribute in document.descendants().flat_map(|n| n.attributes()) {
            let value = attribute.value();
            let is_image = attribute.name() == "href";
            assert!(
                is_image || !(value.contains("NaN") || value.contains("inf")),
                "{name}: {value}"
            );
        }
        let images = document.descendants().filter(|n| n.has_tag_name("image")).count();
        let expected = match name {
            "waveform" | "samples" | "onsets" | "curves" | "counts" | "axes" | "grid" | "dark" => 0,
            // Three images, and a colour bar.
            "images" => 4,
            // The spectrogram and its colour bar.
            _ => 2,
        };
        assert_eq!(images, expected, "{name}");
    }
}

#[test]
fn axes_and_legends_are_text() {
    let figures = figures::all();
    let texts_of = |name: &str| {
        let (_, figure) = figures.iter().find(|(n, _)| *n == name).unwrap();
        texts(&figure.to_svg().unwrap())
    };
    let expected: [(&str, &[&str]); 9] = [
        ("cqt_hz", &["64", "512", "Frequency (Hz)", "+0 dB"]),
        ("cqt_note", &["C2", "C5", "Note", "+0 dB"]),
        ("chroma", &["C", "B", "Pitch class", "Beat", "17", "0.8"]),
        ("tonnetz", &["M3 y", "Tonnetz", "Frame", "60"]),
        ("tempo", &["32", "256", "Tempo (BPM)"]),
        ("samples", &["501", "Time (ms)"]),
        ("counts", &["B♭", "density", "Histogram"]),
        ("axes", &["10\u{a0}kHz", "Phase (°)", "Gain (dB)", "phase"]),
        ("grid", &["Over both columns", "Low, too"]),
    ];
    for (name, expected) in expected {
        let texts = texts_of(name);
        for text in expected {
            assert!(texts.iter().any(|t| t == text), "{name}: {text} in {texts:?}");
        }
    }
    let log = texts_of("log");
    for text in ["Logarithmic", "Time (s)", "Frequency (Hz)", "2048", "0.5", "+0 dB", "−80 dB"] {
        assert!(log.iter().any(|t| t == text), "{text} in {log:?}");
    }
    let onsets = texts_of("onsets");
    for text in ["strength", "onsets", "beats"] {
        assert!(onsets.iter().any(|t| t == text), "{text} in {onsets:?}");
    }
}

#[test]
fn text_is_escaped() {
    let mut figure = figures::figure("a < b & \"c\"\u{8} ♯", vec![figures::waveform()]);
    figure.panels[0].y.label = Some("<script>".to_owned());
    let texts = texts(&figure.to_svg().unwrap());
    assert!(texts.iter().any(|t| t == "a < b & \"c\"\u{fffd} ♯"), "{texts:?}");
    assert!(texts.iter().any(|t| t == "<script>"), "{texts:?}");
}

#[test]
fn a_title_that_is_too_long_is_cut() {
    let figure = figures::figure(&"long ".repeat(100), vec![figures::waveform()]);
    let texts = texts(&figure.to_svg().unwrap());
    let title = texts.iter().find(|t| t.starts_with("long")).unwrap();
    assert!(title.ends_with('…') && title.len() < 100, "{title}");
}

#[test]
fn labels_can_be_set_and_left_out() {
    let mut figure = figures::figure("", vec![figures::waveform()]);
    figure.panels[0] = Panel {
        x: Axis { label: Some(String::new()), ..Default::default() },
        y: Axis { label: Some("Amplitude".to_owned()), ..Default::default() },
        ..figure.panels[0].clone()
    };
    let texts = texts(&figure.to_svg().unwrap());
    assert!(texts.iter().any(|t| t == "Amplitude"));
    assert!(!texts.iter().any(|t| t.starts_with("Time")), "{texts:?}");
}

#[test]
fn millions_of_samples_make_a_small_svg() {
    let x =
        Array1::from_shape_fn(2_000_000, |i| (0.001 * i as f32).sin() * (0.37 * i as f32).cos());
    let waveform = Waveform::new(&x, 44100.0, &WaveformOptions::default()).unwrap();
    let svg = figures::figure("", vec![waveform.into()]).to_svg().unwrap();
    assert!(svg.len() < 50_000, "{}", svg.len());
    let times = Array1::from_shape_fn(x.len(), |i| i as f32 / 44100.0);
    let line = Line::new(&times, &x, &LineOptions::default()).unwrap();
    let svg = figures::figure("", vec![line.into()]).to_svg().unwrap();
    assert!(svg.len() < 60_000, "{}", svg.len());
}

#[test]
fn a_file_is_written_as_its_name_says() {
    let folder = tempfile::tempdir().unwrap();
    let figure = figures::figure("", vec![figures::waveform()]);
    for name in ["a.svg", "a.png", "b.PNG", "c.html"] {
        // The second time over a file that is there.
        figure.save(folder.path().join(name)).unwrap();
        figure.save(folder.path().join(name)).unwrap();
    }
    let svg = fs::read_to_string(folder.path().join("a.svg")).unwrap();
    assert_eq!(svg, figure.to_svg().unwrap());
    let png = fs::read(folder.path().join("b.PNG")).unwrap();
    assert_eq!(png, figure.to_png(figure.dpi).unwrap());
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 4);
    let page = fs::read_to_string(folder.path().join("c.html")).unwrap();
    assert!(page.starts_with("<!DOCTYPE html>") && page.contains(&figure.to_html().unwrap()));
}

#[test]
fn what_cannot_be_written_is_named_and_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let figure = figures::figure("", vec![figures::waveform()]);
    for name in ["a.jpg", "a", ".svg"] {
        let error = figure.save(folder.path().join(name)).unwrap_err();
        assert!(matches!(error, Error::UnknownFormat { .. }), "{error}");
        assert!(error.to_string().contains(name), "{error}");
    }
    let missing = folder.path().join("missing/a.svg");
    let error = figure.save(&missing).unwrap_err();
    assert!(matches!(error, Error::Write { .. }), "{error}");
    assert!(error.to_string().starts_with(&missing.display().to_string()), "{error}");
    // A folder stands in the way.
    fs::create_dir(folder.path().join("b.png")).unwrap();
    assert!(figure.save(folder.path().join("b.png")).is_err());
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn a_fragment_follows_its_page() {
    let figure = figures::figure("a < b", vec![figures::waveform()]);
    let page = Figure { theme: Theme::Page, ..figure.clone() };
    let html = page.to_html().unwrap();
    let document = Document::parse(&html).unwrap();
    assert!(document.root_element().has_tag_name("figure"));
    assert!(document.descendants().all(|n| n.attribute("id").is_none()));
    // Nothing but the mark itself has a colour that the page cannot change.
    let texts = document.descendants().filter(|n| n.has_tag_name("text"));
    assert!(texts.map(|n| n.attribute("fill")).all(|fill| fill == Some("currentColor")));
    let paper = |html: &str| html.contains("fill=\"#ffffff\"");
    assert!(!paper(&html) && paper(&figure.to_html().unwrap()));
    // Pixels know no page.
    assert_eq!(page.to_png(50.0).unwrap(), figure.to_png(50.0).unwrap());
}

#[test]
fn a_writer_takes_every_format_or_says_why_not() {
    /// Takes nothing.
    struct Full;
    impl std::io::Write for Full {
        fn write(&mut self, _: &[u8]) -> std::io::Result<usize> {
            Err(std::io::Error::other("full"))
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    let figure = figures::figure("", vec![figures::waveform()]);
    for (format, expected) in [
        (Format::Svg, figure.to_svg().unwrap().into_bytes()),
        (Format::Png, figure.to_png(figure.dpi).unwrap()),
        (Format::Html, figure.to_html().unwrap().into_bytes()),
    ] {
        let mut written = Vec::new();
        figure.write(&mut written, format).unwrap();
        assert_eq!(written, expected, "{format:?}");
        let error = figure.write(&mut Full, format).unwrap_err();
        assert!(matches!(error, Error::Output { .. }), "{error}");
        assert_eq!(error.to_string(), "the figure cannot be written: full");
    }
}

//! SVG documents, and figures written to files.

use std::fs;

use ndarray::Array1;
use onkai_plot::{Error, Line, LineOptions, Panel, Waveform, WaveformOptions};
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
        assert_eq!(root.attribute("viewBox").map(|v| &v[..7]), Some("0 0 360"), "{name}");
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
        // The spectrogram and its colour bar.
        let expected = if matches!(name, "waveform" | "samples" | "onsets") { 0 } else { 2 };
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
    figure.panels[0].y_label = Some("<script>".to_owned());
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
        x_label: Some(String::new()),
        y_label: Some("Amplitude".to_owned()),
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
    for name in ["a.svg", "a.png", "b.PNG"] {
        // The second time over a file that is there.
        figure.save(folder.path().join(name)).unwrap();
        figure.save(folder.path().join(name)).unwrap();
    }
    let svg = fs::read_to_string(folder.path().join("a.svg")).unwrap();
    assert_eq!(svg, figure.to_svg().unwrap());
    let png = fs::read(folder.path().join("b.PNG")).unwrap();
    assert_eq!(png, figure.to_png(figure.dpi).unwrap());
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 3);
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

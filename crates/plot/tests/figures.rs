//! The figures that the other tests draw.

use ndarray::{Array1, Array2, Array3, array};
use onkai_plot::{
    Axis, Bars, BarsOptions, ChromaNames, ColorMap, CqtBins, Dash, Figure, Fill, FillOptions,
    Histogram, HistogramOptions, Image, ImageOptions, Line, LineOptions, Mark, Marker, MelBands,
    Panel, Scale, Scatter, ScatterOptions, Share, SpecAxis, Spectrogram, SpectrogramOptions, Stem,
    StemOptions, Step, Theme, Ticks, VerticalLines, VerticalLinesOptions, Waveform,
    WaveformOptions,
};

pub(crate) const SAMPLE_RATE: f64 = 8000.0;
pub(crate) const HOP_LENGTH: usize = 256;

/// A small figure of one panel.
pub(crate) fn figure(title: &str, marks: Vec<Mark>) -> Figure {
    with_panels(title, vec![panel(marks)])
}

/// A small figure.
fn with_panels(title: &str, panels: Vec<Panel>) -> Figure {
    Figure { title: title.to_owned(), width_in: 5.0, height_in: 2.5, panels, ..Default::default() }
}

fn panel(marks: Vec<Mark>) -> Panel {
    Panel { marks, ..Default::default() }
}

/// Two seconds of a tone whose loudness swells.
pub(crate) fn samples() -> Array1<f32> {
    Array1::from_shape_fn(16000, |i| {
        let t = f64::from(i as u32) / SAMPLE_RATE;
        ((5.0 * t).sin() * (2765.0 * t).sin()) as f32
    })
}

pub(crate) fn waveform() -> Mark {
    Waveform::new(&samples(), SAMPLE_RATE, &WaveformOptions::default()).unwrap().into()
}

/// Levels from -80 to 0 dB with a bright diagonal, a block of NaN and a block of silence.
pub(crate) fn levels(n_bins: usize) -> Array2<f64> {
    Array2::from_shape_fn((n_bins, 63), |(bin, frame)| {
        let (y, x) = (bin as f64 / n_bins as f64, f64::from(frame as u32) / 63.0);
        match () {
            () if (0.5..0.6).contains(&x) && y < 0.3 => f64::NAN,
            () if (0.6..0.7).contains(&x) && y < 0.3 => f64::NEG_INFINITY,
            () => -80.0 * (2.0 * (x - y).abs()).min(1.0),
        }
    })
}

pub(crate) fn spectrogram(y: SpecAxis, color_map: Option<ColorMap>) -> Mark {
    let n_bins = match y {
        SpecAxis::Linear | SpecAxis::Log => 257,
        SpecAxis::CqtHz(_) | SpecAxis::CqtNote(_) => 60,
        SpecAxis::Tempo => 120,
        _ => 40,
    };
    let options = SpectrogramOptions { y, color_map, ..Default::default() };
    Spectrogram::new(&levels(n_bins), SAMPLE_RATE, HOP_LENGTH, &options).unwrap().into()
}

/// Numbers of both signs, or positive ones.
fn features(n: usize, is_signed: bool) -> Array2<f64> {
    Array2::from_shape_fn((n, 63), |(i, t)| {
        let wave = (0.15 * f64::from(t as u32) + 1.3 * i as f64).sin();
        if is_signed { 0.8 * wave - 0.1 } else { wave * wave }
    })
}

fn feature_map(n: usize, is_signed: bool, x: SpecAxis, y: SpecAxis) -> Mark {
    let options = SpectrogramOptions { x, y, ..Default::default() };
    let data = features(n, is_signed);
    Spectrogram::new(&data, SAMPLE_RATE, HOP_LENGTH, &options).unwrap().into()
}

pub(crate) fn line(x: &Array1<f64>, y: &Array1<f64>, options: &LineOptions) -> Mark {
    Line::new(x, y, options).unwrap().into()
}

pub(crate) fn onsets() -> Panel {
    let times = Array1::linspace(0.0, 2.0, 200);
    let strength = times.mapv(|t: f64| 8.0 * (-6.0 * (t % 0.4)).exp());
    let options = LineOptions { label: "strength".to_owned(), ..Default::default() };
    let onsets =
        VerticalLinesOptions { label: "onsets".to_owned(), span: [0.0, 0.9], ..Default::default() };
    let beats = VerticalLinesOptions {
        label: "beats".to_owned(),
        dash: Dash::Dashed,
        ..Default::default()
    };
    let marks = vec![
        line(&times, &strength, &options),
        VerticalLines::new(&Array1::linspace(0.0, 2.0, 6), &onsets).unwrap().into(),
        VerticalLines::new(&Array1::linspace(0.5, 1.5, 3), &beats).unwrap().into(),
    ];
    let x = Axis { ticks: Some(Ticks::Time), ..Default::default() };
    Panel { marks, x, ..Default::default() }
}

fn curves() -> Panel {
    let x = Array1::linspace(0.0, 6.0, 25);
    let mut y = x.mapv(f64::sin);
    y[12] = f64::NAN;
    let named = |label: &str| LineOptions { label: label.to_owned(), ..Default::default() };
    let marker = Some(Marker::Square);
    let dashed = LineOptions { dash: Dash::Dashed, width_pt: 2.0, ..named("dashed") };
    let step = LineOptions { step: Some(Step::After), ..named("step") };
    let band = FillOptions { label: "band".to_owned(), ..Default::default() };
    let points = ScatterOptions {
        marker: Marker::Cross,
        size_pt: 7.0,
        label: "points".to_owned(),
        ..Default::default()
    };
    let marks = vec![
        Fill::new(&x, &(&y - 0.3), &(&y + 0.3), &band).unwrap().into(),
        line(&x, &y, &LineOptions { marker, ..named("gap") }),
        line(&x, &x.mapv(f64::cos), &dashed),
        line(&x, &x.mapv(|x| 0.5 * (x / 2.0).sin()), &step),
        Scatter::new(&x, &x.mapv(|x| -x.cos()), &points).unwrap().into(),
    ];
    panel(marks)
}

fn counts() -> Vec<Panel> {
    let edges = Array1::linspace(-3.0, 3.0, 13);
    let counts =
        Array1::from_shape_fn(12, |i| (40.0 * (-0.12 * (i as f64 - 5.5).powi(2)).exp()).floor());
    let options =
        HistogramOptions { density: true, label: "samples".to_owned(), ..Default::default() };
    let x = Array1::linspace(-3.0, 3.0, 61);
    let density = x.mapv(|x: f64| 0.39894 * (-0.5 * x * x).exp());
    let named = LineOptions { label: "density".to_owned(), ..Default::default() };
    let histogram =
        vec![Histogram::new(&edges, &counts, &options).unwrap().into(), line(&x, &density, &named)];
    let n = Array1::linspace(0.0, 15.0, 16);
    let response = n.mapv(|n: f64| (0.9 * n).cos() * 0.85_f64.powf(n));
    let stem = Stem::new(&n, &response, &StemOptions::default()).unwrap();
    let heights = array![3.0, 5.0, -1.0];
    let bars = Bars::new(&array![0.0, 1.0, 2.0], &heights, &BarsOptions::default()).unwrap();
    let names = ["A", "B♭", "C"].map(str::to_owned);
    let ticks = Ticks::At((0..3).map(f64::from).zip(names).collect());
    vec![
        Panel { title: "Histogram".to_owned(), ..panel(histogram) },
        Panel { title: "Stem".to_owned(), ..stem.into() },
        Panel {
            title: "Bars".to_owned(),
            x: Axis { ticks: Some(ticks), ..Default::default() },
            ..bars.into()
        },
    ]
}

fn images() -> Vec<Panel> {
    let options = ImageOptions::default();
    let shade = |i: usize, j: usize, k: usize| ((5 * i + 3 * j) * (k + 1) % 256) as u8;
    let rgb = Array3::from_shape_fn((48, 64, 3), |(i, j, k)| shade(i, j, k));
    let gray = Array2::from_shape_fn((48, 64), |(i, j)| shade(i, j, 0));
    let matrix = Array2::from_shape_fn((6, 8), |(i, j)| i as f64 - j as f64);
    let off = Panel { axes: false, ..Image::gray(&gray, &options).unwrap().into() };
    vec![
        Image::rgb(&rgb, &options).unwrap().into(),
        Panel { title: "No axes".to_owned(), ..off },
        Image::matrix(&matrix, &options).unwrap().into(),
    ]
}

/// Log axes, a twin axis, an axis turned round.
fn axes() -> Vec<Panel> {
    let hz = Array1::logspace(10.0, 1.0, 4.3, 200);
    let gain = hz.mapv(|f: f64| -10.0 * (1.0 + (f / 1000.0).powi(2)).log10());
    let phase = hz.mapv(|f: f64| -(f / 1000.0).atan().to_degrees());
    let log = |ticks| Axis { scale: Some(Scale::Log), ticks, ..Default::default() };
    let label = |label: &str| Axis { label: Some(label.to_owned()), ..Default::default() };
    let named = |label: &str| LineOptions { label: label.to_owned(), ..Default::default() };
    let twin = Panel {
        right_marks: vec![line(&hz, &phase, &named("phase"))],
        right: label("Phase (°)"),
        x: log(Some(Ticks::Engineering { unit: "Hz".to_owned() })),
        y: label("Gain (dB)"),
        ..panel(vec![line(&hz, &gain, &named("gain"))])
    };
    let power = hz.mapv(|f: f64| f.powf(-2.0));
    let both = Panel {
        x: log(None),
        y: log(None),
        ..panel(vec![line(&hz, &power, &LineOptions::default())])
    };
    let turned = Panel {
        y: Axis { inverted: true, range: Some([0.0, f64::INFINITY]), ..label("Depth") },
        x: Axis { inverted: true, ..Default::default() },
        ..panel(vec![line(&array![0.0, 1.0, 3.0], &array![1.0, 4.0, 2.0], &LineOptions::default())])
    };
    vec![twin, both, turned]
}

fn grid() -> Figure {
    let wave = |title: &str| Panel { title: title.to_owned(), ..panel(vec![waveform()]) };
    let panels = vec![
        Panel { span: 2, ..wave("Over both columns") },
        wave("Wide"),
        wave("Narrow"),
        wave("Low"),
        wave("Low, too"),
    ];
    Figure {
        height_in: 5.0,
        widths: vec![3.0, 1.0],
        heights: vec![2.0, 2.0, 1.0],
        share_x: Share::Lines,
        share_y: Share::Lines,
        ..with_panels("A grid", panels)
    }
}

/// Every kind of figure, with the name of its reference picture.
pub(crate) fn all() -> Vec<(&'static str, Figure)> {
    let panels = vec![
        panel(vec![waveform()]),
        panel(vec![spectrogram(SpecAxis::Log, Some(ColorMap::Viridis))]),
        onsets(),
    ];
    let stacked = Figure { height_in: 5.0, share_x: Share::Lines, ..with_panels("Panels", panels) };
    let close = Axis { range: Some([0.5, 0.505]), ..Default::default() };
    let close = Panel { x: close, ..panel(vec![waveform()]) };
    let single = |title: &str, mark| figure(title, vec![mark]);
    let spec = |title: &str, y, map| single(title, spectrogram(y, map));
    let feature = |n, is_signed, x, y| feature_map(n, is_signed, x, y);
    let beats = SpecAxis::Beats((0..64).map(|i| 0.4 + 0.5 * f64::from(i)).collect());
    let bins = CqtBins::default();
    let wide = |figure| Figure { width_in: 7.5, widths: vec![1.0; 3], ..figure };
    let dark = Figure { theme: Theme::Dark, ..with_panels("Dark", vec![onsets()]) };
    vec![
        ("waveform", single("Swelling", waveform())),
        ("samples", with_panels("Samples", vec![close])),
        ("linear", spec("Linear", SpecAxis::Linear, None)),
        ("log", spec("Logarithmic", SpecAxis::Log, Some(ColorMap::GrayReversed))),
        ("mel", spec("Mel", SpecAxis::Mel(MelBands::default()), Some(ColorMap::Viridis))),
        ("cqt_hz", spec("Constant Q", SpecAxis::CqtHz(bins), None)),
        ("cqt_note", spec("Notes", SpecAxis::CqtNote(bins), None)),
        ("tempo", spec("Tempo", SpecAxis::Tempo, None)),
        (
            "chroma",
            single("Chroma", feature(12, false, beats, SpecAxis::Chroma(ChromaNames::default()))),
        ),
        ("tonnetz", single("Tonnetz", feature(6, true, SpecAxis::Frames, SpecAxis::Tonnetz))),
        ("plain", single("Plain", feature(13, true, SpecAxis::Time, SpecAxis::Plain))),
        ("onsets", with_panels("Onsets", vec![onsets()])),
        ("panels", stacked),
        ("curves", with_panels("Curves", vec![curves()])),
        ("counts", wide(with_panels("", counts()))),
        ("images", wide(with_panels("Images", images()))),
        ("axes", Figure { width_in: 8.5, ..wide(with_panels("", axes())) }),
        ("grid", grid()),
        ("dark", dark),
    ]
}

//! Curves, points, bars and images.

use ndarray::{Array1, Array2, Array3, array};
use onkai_plot::{
    Axis, Bars, BarsOptions, Dash, Figure, Fill, FillOptions, Histogram, HistogramOptions, Image,
    ImageOptions, Line, LineOptions, Marker, Panel, Result, Scale, Scatter, ScatterOptions, Stem,
    StemOptions, Step, Ticks,
};

use crate::signals::random;

pub(crate) fn figures() -> Result<Vec<(&'static str, Figure)>> {
    let marker = LineOptions { marker: Some(Marker::Diamond), ..Default::default() };
    Ok(vec![
        ("fit", fit()?),
        ("steps", steps(&marker)?),
        ("stem", stem()?),
        ("histogram", histogram()?),
        ("bars", bars()?),
        ("response", response()?),
        ("log-log", log_log()?),
        ("semilogy", semilogy()?),
        ("images", images()?),
        ("matrix", matrix()?),
    ])
}

fn titled(title: &str, panel: Panel) -> Figure {
    Figure { title: title.into(), width_in: 7.0, ..panel.into() }
}

fn labelled(label: &str) -> Axis {
    Axis { label: Some(label.into()), ..Default::default() }
}

/// Measurements, the curve through them and how sure it is.
fn fit() -> Result<Figure> {
    let x = Array1::linspace(0.0, 4.0, 60);
    let curve = x.mapv(|x: f64| 2.5 * (-1.3 * x).exp() + 0.5);
    let noise = Array1::from_shape_fn(60, |i| 0.8 * (random(i, 7) + random(i, 8) - 1.0));
    let band = FillOptions { label: "uncertainty".into(), ..Default::default() };
    let line = LineOptions { label: "fit".into(), width_pt: 1.6, ..Default::default() };
    let points = ScatterOptions { label: "data".into(), ..Default::default() };
    let marks = vec![
        Fill::new(&x, &(&curve - 0.25), &(&curve + 0.25), &band)?.into(),
        Line::new(&x, &curve, &line)?.into(),
        Scatter::new(&x, &(&curve + noise), &points)?.into(),
    ];
    Ok(titled("Data and a fitted curve", Panel { marks, ..Default::default() }))
}

fn steps(marker: &LineOptions) -> Result<Figure> {
    let x = Array1::linspace(0.0, 9.0, 10);
    let mut gap = x.mapv(|x: f64| 1.5 + x.sin());
    gap[4] = f64::NAN;
    let step = |step, label: &str, dash| LineOptions {
        step: Some(step),
        label: label.into(),
        dash,
        width_pt: 1.4,
        ..Default::default()
    };
    let y = x.mapv(|x: f64| x.cos());
    let marks = vec![
        Line::new(&x, &y, &step(Step::After, "after", Dash::Solid))?.into(),
        Line::new(&x, &y, &step(Step::Middle, "middle", Dash::Dashed))?.into(),
        Line::new(&x, &y, &step(Step::Before, "before", Dash::Dotted))?.into(),
        Line::new(&x, &gap, &LineOptions { label: "a gap".into(), ..marker.clone() })?.into(),
    ];
    Ok(titled("Steps, markers and a gap", Panel { marks, ..Default::default() }))
}

fn stem() -> Result<Figure> {
    let n = Array1::linspace(0.0, 40.0, 41);
    let response = n.mapv(|n: f64| {
        let t = n - 20.0;
        let sinc = if t == 0.0 { 1.0 } else { (0.8 * t).sin() / (0.8 * t) };
        0.25 * sinc * (0.5 + 0.5 * (0.157 * t).cos())
    });
    let panel = Panel {
        x: labelled("Tap"),
        y: labelled("Coefficient"),
        ..Stem::new(&n, &response, &StemOptions::default())?.into()
    };
    Ok(titled("Impulse response", panel))
}

fn histogram() -> Result<Figure> {
    let mut counts = Array1::<f64>::zeros(24);
    for i in 0..2000 {
        // A sum of uniform numbers is nearly normal.
        let value: f64 = (0..12).map(|j| random(i, j)).sum::<f64>() - 6.0;
        counts[(((value + 3.0) * 4.0) as usize).min(23)] += 1.0;
    }
    let edges = Array1::linspace(-3.0, 3.0, 25);
    let options =
        HistogramOptions { density: true, label: "2000 numbers".into(), ..Default::default() };
    let x = Array1::linspace(-3.0, 3.0, 200);
    let density = x.mapv(|x: f64| 0.3989 * (-0.5 * x * x).exp());
    let curve = LineOptions { label: "density".into(), width_pt: 2.0, ..Default::default() };
    let marks = vec![
        Histogram::new(&edges, &counts, &options)?.into(),
        Line::new(&x, &density, &curve)?.into(),
    ];
    Ok(titled("Histogram and density", Panel { marks, ..Default::default() }))
}

fn bars() -> Result<Figure> {
    let names = ["C", "G", "D", "A", "E", "B", "F♯"].map(str::to_owned);
    let places = Array1::linspace(0.0, 6.0, 7);
    let heights = array![31.0, 24.0, 12.0, 19.0, 7.0, 3.0, 1.0];
    let ticks = Some(Ticks::At(places.iter().copied().zip(names).collect()));
    let panel = Panel {
        x: Axis { ticks, ..labelled("Key") },
        y: labelled("Pieces"),
        ..Bars::new(&places, &heights, &BarsOptions::default())?.into()
    };
    Ok(titled("Bars", panel))
}

/// Magnitude and phase of a low-pass filter over the logarithm of frequency.
fn response() -> Result<Figure> {
    let hz = Array1::logspace(10.0, 20.0_f64.log10(), 20000.0_f64.log10(), 400);
    let gain = hz.mapv(|f: f64| -10.0 * (1.0 + (f / 1000.0).powi(4)).log10());
    let phase = hz.mapv(|f: f64| {
        -(2.0_f64.sqrt() * f / 1000.0).atan2(1.0 - (f / 1000.0).powi(2)).to_degrees()
    });
    let named =
        |label: &str| LineOptions { label: label.into(), width_pt: 1.4, ..Default::default() };
    let panel = Panel {
        x: Axis {
            scale: Some(Scale::Log),
            ticks: Some(Ticks::Engineering { unit: "Hz".into() }),
            ..labelled("Frequency")
        },
        y: labelled("Gain (dB)"),
        right_marks: vec![Line::new(&hz, &phase, &named("phase"))?.into()],
        right: labelled("Phase (°)"),
        ..Line::new(&hz, &gain, &named("gain"))?.into()
    };
    Ok(titled("A low-pass filter", panel))
}

fn log_log() -> Result<Figure> {
    let n = Array1::logspace(10.0, 1.0, 6.0, 50);
    let log = |label| Axis { scale: Some(Scale::Log), ..labelled(label) };
    let named = |label: &str| LineOptions { label: label.into(), ..Default::default() };
    let marks = vec![
        Line::new(&n, &n.mapv(|n: f64| 1e-9 * n * n), &named("n²"))?.into(),
        Line::new(&n, &n.mapv(|n: f64| 2e-8 * n * n.log2()), &named("n log n"))?.into(),
    ];
    let panel = Panel { marks, x: log("Length"), y: log("Time (s)"), ..Default::default() };
    Ok(titled("Both axes logarithmic", panel))
}

fn semilogy() -> Result<Figure> {
    let step = Array1::linspace(0.0, 30.0, 31);
    let error = step.mapv(|i: f64| 10.0_f64.powf(-0.4 * i));
    let options = LineOptions { marker: Some(Marker::Circle), ..Default::default() };
    let panel = Panel {
        x: Axis { ticks: Some(Ticks::Whole), ..labelled("Iteration") },
        y: Axis { scale: Some(Scale::Log), ..labelled("Error") },
        ..Line::new(&step, &error, &options)?.into()
    };
    Ok(titled("Semilogarithmic", panel))
}

fn images() -> Result<Figure> {
    let shade = |i: usize, j: usize, k: usize| {
        let (y, x) = (i as f64 / 192.0, j as f64 / 256.0);
        let ring = (20.0 * (x - 0.5).hypot(y - 0.5) + 2.0 * k as f64).sin();
        (127.5 + 120.0 * ring * (1.0 - y)) as u8
    };
    let options = ImageOptions::default();
    let rgb =
        Image::rgb(&Array3::from_shape_fn((192, 256, 3), |(i, j, k)| shade(i, j, k)), &options)?;
    let gray = Image::gray(&Array2::from_shape_fn((192, 256), |(i, j)| shade(i, j, 0)), &options)?;
    let panels = vec![
        Panel { title: "In colours".into(), ..rgb.into() },
        Panel { title: "In grays, without axes".into(), axes: false, ..gray.into() },
    ];
    Ok(Figure { widths: vec![1.0; 2], width_in: 10.0, panels, ..Default::default() })
}

fn matrix() -> Result<Figure> {
    let n = 40;
    let similar = Array2::from_shape_fn((n, n), |(i, j)| {
        let part = |i: usize| (i / 10) % 2;
        let alike = if part(i) == part(j) { 0.7 } else { -0.5 };
        alike + 0.3 * (random(i, j) - 0.5)
    });
    let image = Image::matrix(&similar, &ImageOptions::default())?;
    Ok(Figure { width_in: 5.0, title: "A matrix of both signs".into(), ..image.into() })
}

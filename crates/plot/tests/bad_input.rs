//! Figures that cannot be drawn, and odd ones that can.

use ndarray::{Array1, Array2, array};
use onkai_plot::{
    Axis, Bars, BarsOptions, ColorBar, CqtBins, Figure, Fill, FillOptions, Histogram,
    HistogramOptions, Image, ImageOptions, Line, LineOptions, Mark, MelBands, MelScale, Panel,
    Scale, Scatter, ScatterOptions, SpecAxis, Spectrogram, SpectrogramOptions, Stem, StemOptions,
    Ticks, VerticalLines, VerticalLinesOptions, Waveform, WaveformOptions,
};
use proptest::prelude::*;

use crate::figures;
use crate::reference::n_pixels_off;

#[test]
fn sizes_and_ranges_are_checked() {
    let good = figures::figure("", vec![figures::waveform()]);
    let with = |panel: Panel| Figure { panels: vec![panel], ..good.clone() };
    let axis = |range| Axis { range: Some(range), ..Default::default() };
    let at = |value| Axis {
        ticks: Some(Ticks::At(vec![(value, "x".to_owned())])),
        ..Default::default()
    };
    let log = Axis { scale: Some(Scale::Log), ..axis([-1.0, 1.0]) };
    let right =
        |right| Panel { right_marks: vec![figures::waveform()], right, ..Default::default() };
    let cases = [
        (Figure { panels: Vec::new(), ..good.clone() }, "`panels` has length 0"),
        (Figure { width_in: 0.0, ..good.clone() }, "`width_in` is 0"),
        (Figure { width_in: f64::NAN, ..good.clone() }, "`width_in` is NaN"),
        (Figure { height_in: -1.0, ..good.clone() }, "`height_in` is -1"),
        (Figure { height_in: 1e9, ..good.clone() }, "`height_in` is 1000000000"),
        (Figure { width_in: 400.0, height_in: 400.0, ..good.clone() }, "`width_in` is 400"),
        (Figure { width_in: 0.5, ..good.clone() }, "`width_in` is 0.5"),
        (Figure { height_in: 0.5, ..good.clone() }, "`height_in` is 0.5"),
        (Figure { heights: vec![0.0], ..good.clone() }, "`heights` is 0"),
        (Figure { heights: vec![1.0; 2], ..good.clone() }, "`heights` has shape [2]"),
        (Figure { widths: vec![f64::NAN], ..good.clone() }, "`widths` is NaN"),
        (Figure { widths: Vec::new(), ..good.clone() }, "`widths` has length 0"),
        (with(Panel { span: 2, ..Default::default() }), "`span` is 2"),
        (with(Panel { x: axis([1.0, 1.0]), ..Default::default() }), "`x.range` must hold"),
        (with(Panel { y: axis([0.0, f64::NAN]), ..Default::default() }), "`y.range` must hold"),
        (with(Panel { y: log, ..Default::default() }), "`y.range` must be above 0"),
        (with(right(axis([2.0, 1.0]))), "`right.range` must hold"),
        (with(Panel { x: at(f64::NAN), ..Default::default() }), "`ticks` must be at finite"),
    ];
    for (figure, expected) in cases {
        let errors = [figure.to_png(72.0).unwrap_err(), figure.to_svg().unwrap_err()];
        for message in errors.map(|e| e.to_string()) {
            assert!(message.starts_with(expected), "{message}");
        }
    }
    for dpi in [0.0, -1.0, f64::NAN, f64::INFINITY, 1e9] {
        assert!(good.to_png(dpi).is_err(), "{dpi}");
    }
}

#[test]
fn silence_and_single_values_are_drawn() {
    let wave = |x: Array1<f64>| -> Mark {
        Waveform::new(&x, 22050.0, &WaveformOptions::default()).unwrap().into()
    };
    let line = |x: Array1<f64>, y: Array1<f64>| -> Mark {
        Line::new(&x, &y, &LineOptions::default()).unwrap().into()
    };
    let none = VerticalLines::new(&Array1::<f32>::zeros(0), &VerticalLinesOptions::default());
    let spectrogram = |data: Array2<f32>| -> Mark {
        let options = SpectrogramOptions {
            y: SpecAxis::Mel(MelBands { min_hz: 20.0, max_hz: None, scale: MelScale::Htk }),
            color_bar: ColorBar::Number,
            ..Default::default()
        };
        Spectrogram::new(&data, 22050.0, 512, &options).unwrap().into()
    };
    let scatter = |x: Array1<f64>| -> Mark {
        Scatter::new(&x, &x, &ScatterOptions::default()).unwrap().into()
    };
    let fill = |x: Array1<f64>| -> Mark {
        let n = Array1::from_iter((0..x.len()).map(|i| i as f64));
        Fill::new(&n, &x, &(0.5 * &x), &FillOptions::default()).unwrap().into()
    };
    let histogram =
        Histogram::new(&array![0.0, 1.0], &array![0.0], &HistogramOptions::default()).unwrap();
    let marks = [
        vec![],
        vec![none.unwrap().into()],
        vec![wave(array![0.0])],
        vec![wave(Array1::zeros(100_000))],
        vec![wave(array![1e-30, -1e-30])],
        vec![line(array![3.0], array![5.0])],
        vec![line(array![0.0, 1.0], array![1e300, 1e300])],
        vec![line(array![1e15, 1e15 + 1.0], array![0.0, 1e-300])],
        vec![line(array![0.0, 1.0], array![f64::NAN, f64::NAN])],
        vec![Scatter::new(&array![2.0], &array![2.0], &ScatterOptions::default()).unwrap().into()],
        vec![scatter(Array1::zeros(0))],
        vec![Stem::new(&array![1.0], &array![0.0], &StemOptions::default()).unwrap().into()],
        vec![Bars::new(&array![1.0], &array![0.0], &BarsOptions::default()).unwrap().into()],
        vec![fill(array![1.0])],
        vec![fill(array![1e300, -1e300, 1e300])],
        vec![histogram.into()],
        vec![Image::gray(&array![[7]], &ImageOptions::default()).unwrap().into()],
        vec![Image::matrix(&array![[3.0_f32]], &ImageOptions::default()).unwrap().into()],
        vec![spectrogram(array![[-80.0]])],
        vec![spectrogram(Array2::zeros((3, 5)))],
    ];
    for (i, marks) in marks.into_iter().enumerate() {
        // Each of them also on logarithmic axes and on the axis at the right.
        let log = Axis { scale: Some(Scale::Log), ..Default::default() };
        let panels = [
            Panel { marks: marks.clone(), ..Default::default() },
            Panel { marks: marks.clone(), x: log.clone(), y: log, ..Default::default() },
            Panel { right_marks: marks, ..Default::default() },
        ];
        for panel in panels {
            let figure = Figure { panels: vec![panel], ..figures::figure("", Vec::new()) };
            let svg = figure.to_svg().unwrap();
            // Lengths: what stands in quotes. (Base64 has no "=\"NaN" either.)
            assert!(!svg.contains("\"NaN") && !svg.contains("\"inf"), "case {i}: {svg}");
            figure.to_png(72.0).unwrap();
        }
    }
}

#[test]
fn what_lies_far_outside_a_range_is_cut_off() {
    let far: Array1<f64> = array![0.5, 1e9, -1e300, 0.25, 1e12];
    let times = array![-1e300, 0.0, 0.5, 1.0, 1e300];
    let line = Line::new(&times, &far, &LineOptions::default()).unwrap();
    let few = Waveform::new(&far.mapv(|v| v.clamp(-1e30, 1e30)), 4.0, &WaveformOptions::default());
    let many: Array1<f64> =
        far.iter().copied().cycle().take(9999).map(|v| v.clamp(-1e30, 1e30)).collect();
    let many = Waveform::new(&many, 9999.0, &WaveformOptions::default());
    for mark in [Mark::from(line), few.unwrap().into(), many.unwrap().into()] {
        let mut figure = figures::figure("", vec![mark]);
        figure.panels[0].x.range = Some([0.0, 1.0]);
        figure.panels[0].y.range = Some([0.0, 1.0]);
        figure.to_png(72.0).unwrap();
        // Of no number more is written than six digits side by side, which colours have.
        let svg = figure.to_svg().unwrap();
        assert!(svg.split(|c: char| !c.is_ascii_digit()).all(|n| n.len() <= 6), "{svg}");
    }
    for width_pt in [0.0, 1001.0, f64::NAN, f64::INFINITY] {
        let options = LineOptions { width_pt, ..Default::default() };
        assert!(Line::new(&array![1.0], &array![1.0], &options).is_err(), "{width_pt}");
        let options = VerticalLinesOptions { width_pt, ..Default::default() };
        assert!(VerticalLines::new(&array![1.0], &options).is_err(), "{width_pt}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn any_spectrogram_is_drawn_in_either_order(
        n_bins in 2..80_usize,
        n_frames in 1..300_usize,
        axis in 0..6_usize,
        dpi in 30.0..200.0_f64,
        from in -1.0..3.0_f64,
        seconds in 0.01..10.0_f64,
    ) {
        let y = match axis {
            0 => SpecAxis::Linear,
            1 => SpecAxis::Log,
            2 => SpecAxis::Mel(MelBands::default()),
            3 => SpecAxis::CqtNote(CqtBins::default()),
            4 => SpecAxis::Tempo,
            _ => SpecAxis::FourierTempo(None),
        };
        let options = SpectrogramOptions { y, ..Default::default() };
        let values = onkai_testing::noise(n_bins * n_frames, 5);
        let by_row = values.into_shape_with_order((n_bins, n_frames)).unwrap();
        let by_column = by_row.t().as_standard_layout().into_owned().reversed_axes();
        let draw = |data: &Array2<f64>| {
            let mark = Spectrogram::new(data, 8000.0, 256, &options).unwrap();
            let mut figure = figures::figure("", vec![mark.into()]);
            figure.panels[0].x.range = Some([from, from + seconds]);
            figure.to_png(dpi).unwrap()
        };
        // Sums in another order may round to the neighbouring colour.
        prop_assert_eq!(n_pixels_off(&draw(&by_row), &draw(&by_column)), 0);
    }
}

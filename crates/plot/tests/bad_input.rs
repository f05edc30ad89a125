//! Figures that cannot be drawn, and odd ones that can.

use ndarray::{Array1, Array2, array};
use onkai_plot::{
    ColorBar, Figure, FrequencyAxis, Line, LineOptions, Mark, MelScale, Panel, Spectrogram,
    SpectrogramOptions, VerticalLines, VerticalLinesOptions, Waveform, WaveformOptions,
};
use proptest::prelude::*;

use crate::figures;
use crate::reference::n_pixels_off;

#[test]
fn sizes_and_ranges_are_checked() {
    let good = figures::figure("", vec![figures::waveform()]);
    let with = |panel: Panel| Figure { panels: vec![panel], ..good.clone() };
    let cases = [
        (Figure { panels: Vec::new(), ..good.clone() }, "`panels` has length 0"),
        (Figure { width_in: 0.0, ..good.clone() }, "`width_in` is 0"),
        (Figure { width_in: f64::NAN, ..good.clone() }, "`width_in` is NaN"),
        (Figure { height_in: -1.0, ..good.clone() }, "`height_in` is -1"),
        (Figure { height_in: 1e9, ..good.clone() }, "`height_in` is 1000000000"),
        (Figure { width_in: 400.0, height_in: 400.0, ..good.clone() }, "`width_in` is 400"),
        (Figure { width_in: 0.5, ..good.clone() }, "`width_in` is 0.5"),
        (Figure { height_in: 0.5, ..good.clone() }, "`height_in` is 0.5"),
        (with(Panel { height: 0.0, ..Default::default() }), "`height` is 0"),
        (with(Panel { x_range: Some([1.0, 1.0]), ..Default::default() }), "`x_range` must be"),
        (with(Panel { y_range: Some([0.0, f64::NAN]), ..Default::default() }), "`y_range` must be"),
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
            frequency_axis: FrequencyAxis::Mel { min_hz: 20.0, max_hz: None, scale: MelScale::Htk },
            color_bar: ColorBar::Number,
            ..Default::default()
        };
        Spectrogram::new(&data, 22050.0, 512, &options).unwrap().into()
    };
    let marks = [
        vec![],
        vec![none.unwrap().into()],
        vec![wave(array![0.0])],
        vec![wave(Array1::zeros(100_000))],
        vec![wave(array![1e-30, -1e-30])],
        vec![line(array![3.0], array![5.0])],
        vec![line(array![0.0, 1.0], array![1e300, 1e300])],
        vec![line(array![1e15, 1e15 + 1.0], array![0.0, 1e-300])],
        vec![spectrogram(array![[-80.0]])],
        vec![spectrogram(Array2::zeros((3, 5)))],
    ];
    for (i, marks) in marks.into_iter().enumerate() {
        let figure = figures::figure("", marks);
        let svg = figure.to_svg().unwrap();
        // Lengths: what stands in quotes. (Base64 has no "=\"NaN" either.)
        assert!(!svg.contains("\"NaN") && !svg.contains("\"inf"), "case {i}: {svg}");
        figure.to_png(72.0).unwrap();
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
        figure.panels[0].x_range = Some([0.0, 1.0]);
        figure.panels[0].y_range = Some([0.0, 1.0]);
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
        axis in 0..3_usize,
        dpi in 30.0..200.0_f64,
        from in -1.0..3.0_f64,
        seconds in 0.01..10.0_f64,
    ) {
        let axes = [FrequencyAxis::Linear, FrequencyAxis::Log, FrequencyAxis::MEL];
        let options = SpectrogramOptions { frequency_axis: axes[axis], ..Default::default() };
        let values = onkai_testing::noise(n_bins * n_frames, 5);
        let by_row = values.into_shape_with_order((n_bins, n_frames)).unwrap();
        let by_column = by_row.t().as_standard_layout().into_owned().reversed_axes();
        let draw = |data: &Array2<f64>| {
            let mark = Spectrogram::new(data, 8000.0, 256, &options).unwrap();
            let mut figure = figures::figure("", vec![mark.into()]);
            figure.panels[0].x_range = Some([from, from + seconds]);
            figure.to_png(dpi).unwrap()
        };
        // Sums in another order may round to the neighbouring colour.
        prop_assert_eq!(n_pixels_off(&draw(&by_row), &draw(&by_column)), 0);
    }
}

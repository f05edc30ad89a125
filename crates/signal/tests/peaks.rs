//! Peaks against SciPy 1.17.1.

use ndarray::{Array1, Array2, Axis};
use onkai_signal::{
    FindPeaksOptions, Interval, PeakBound, Peaks, argrelmax, argrelmin, find_peaks,
    peak_prominences, peak_widths,
};
use onkai_testing::{Golden, assert_close, noise};

/// f64 against SciPy.
const F64: f64 = 1e-12;

fn golden() -> Golden {
    Golden::open(env!("CARGO_MANIFEST_DIR"), "peaks")
}

fn steps() -> Array1<f64> {
    noise(400, 2).mapv(|v| (v * 3.0).round_ties_even())
}

/// The conditions in `xtask/golden/signal_peaks.py`.
fn conditions() -> Vec<(&'static str, FindPeaksOptions<f64>)> {
    let plain = FindPeaksOptions::default;
    let above = Array1::from_shape_fn(412, |i| (i as f64 / 9.0).sin());
    let arrays = Interval { min: Some(PeakBound::PerSample(above)), max: None };
    vec![
        ("plain", plain()),
        ("height", FindPeaksOptions { height: Some(0.5.into()), ..plain() }),
        ("height_between", FindPeaksOptions { height: Some((0.2, 1.5).into()), ..plain() }),
        ("height_arrays", FindPeaksOptions { height: Some(arrays), ..plain() }),
        ("threshold", FindPeaksOptions { threshold: Some((0.1, 0.9).into()), ..plain() }),
        ("distance", FindPeaksOptions { distance: Some(7.5), ..plain() }),
        ("plateau", FindPeaksOptions { plateau_size: Some((1.0, 3.0).into()), ..plain() }),
        ("prominence", FindPeaksOptions { prominence: Some(1.0.into()), ..plain() }),
        (
            "prominence_window",
            FindPeaksOptions { prominence: Some(0.3.into()), window_len: Some(21), ..plain() },
        ),
        ("width", FindPeaksOptions { width: Some(3.0.into()), ..plain() }),
        (
            "width_low",
            FindPeaksOptions { width: Some((2.0, 12.0).into()), rel_height: 0.9, ..plain() },
        ),
        (
            "all",
            FindPeaksOptions {
                height: Some(0.0.into()),
                threshold: Some(0.01.into()),
                distance: Some(3.0),
                prominence: Some(0.2.into()),
                width: Some(1.0.into()),
                plateau_size: Some(1.0.into()),
                window_len: Some(60),
                ..plain()
            },
        ),
    ]
}

/// Compares all properties that there are with those of the golden file.
fn check(golden: &Golden, key: &str, found: &Peaks<f64>) {
    let peaks: Array1<i64> = golden.array1(&format!("{key}.peaks"));
    let indices = |values: &[usize]| values.iter().map(|&v| v as f64).collect::<Array1<f64>>();
    assert_close!(indices(&found.peaks), peaks.mapv(|v| v as f64), 0.0, 0.0, "{key}");
    let agrees = |field: &str, actual: Array1<f64>| {
        let expected: Array1<f64> = golden.array1(&format!("{key}.{field}"));
        assert_close!(actual, expected, F64, F64, "{key}, {field}");
    };
    let edges = [("left_edges", &found.left_edges), ("right_edges", &found.right_edges)];
    for (field, values) in edges {
        if let Some(values) = values {
            agrees(field, indices(values));
        }
    }
    for (field, values) in [
        ("peak_heights", &found.heights),
        ("left_thresholds", &found.left_thresholds),
        ("right_thresholds", &found.right_thresholds),
    ] {
        if let Some(values) = values {
            agrees(field, values.clone());
        }
    }
    if let Some(found) = &found.prominences {
        agrees("prominences", found.prominences.clone());
        agrees("left_bases", indices(&found.left_bases));
        agrees("right_bases", indices(&found.right_bases));
    }
    if let Some(found) = &found.widths {
        agrees("widths", found.widths.clone());
        agrees("width_heights", found.width_heights.clone());
        agrees("left_ips", found.left_ips.clone());
        agrees("right_ips", found.right_ips.clone());
    }
}

#[test]
fn peaks_and_their_properties_are_scipys() {
    let golden = golden();
    let smooth: Array1<f64> = golden.array1("smooth");
    for (name, options) in conditions() {
        let found = find_peaks(&smooth, &options).unwrap();
        assert!(!found.peaks.is_empty(), "{name}");
        assert_eq!(found.heights.is_some(), options.height.is_some());
        assert_eq!(found.widths.is_some(), options.width.is_some());
        assert_eq!(found.left_edges.is_some(), options.plateau_size.is_some());
        check(&golden, &format!("smooth_{name}"), &found);
        // Which of equal heights comes first is left to NumPy's sort in SciPy.
        if !["height_arrays", "distance", "all"].contains(&name) {
            let found = find_peaks(&steps(), &options).unwrap();
            check(&golden, &format!("steps_{name}"), &found);
        }
    }
}

#[test]
fn single_precision_finds_the_same() {
    let smooth: Array1<f64> = golden().array1("smooth");
    let wide = FindPeaksOptions { prominence: Some(1.0.into()), ..Default::default() };
    let narrow = FindPeaksOptions { prominence: Some(1.0_f32.into()), ..Default::default() };
    let expected = find_peaks(&smooth, &wide).unwrap().peaks;
    assert_eq!(find_peaks(&smooth.mapv(|v| v as f32), &narrow).unwrap().peaks, expected);
}

#[test]
fn measures_alone_are_those_of_find_peaks() {
    let golden = golden();
    let x: Array1<f64> = golden.array1("smooth");
    let found = find_peaks(&x, &conditions().pop().unwrap().1).unwrap();
    let prominences = peak_prominences(&x, &found.peaks, Some(60)).unwrap();
    assert_eq!(Some(prominences), found.prominences);
    assert_eq!(Some(peak_widths(&x, &found.peaks, 0.5, Some(60)).unwrap()), found.widths);
    // A window that reaches everywhere is none.
    assert_eq!(
        peak_prominences(&x, &found.peaks, None).unwrap(),
        peak_prominences(&x, &found.peaks, Some(2 * x.len())).unwrap()
    );
}

#[test]
fn extrema_are_scipys() {
    let golden = golden();
    let x = steps().slice(ndarray::s![..60]).to_owned().into_shape_with_order((5, 12)).unwrap();
    for axis in 0..2 {
        for order in [1, 3] {
            for (mode, wrap) in [("clip", false), ("wrap", true)] {
                let key = format!("{axis}_{order}_{mode}");
                let expected: Array2<bool> = golden.array2(&format!("extrema_max_{key}"));
                assert_eq!(argrelmax(&x, Axis(axis), order, wrap).unwrap(), expected, "{key}");
                let expected: Array2<bool> = golden.array2(&format!("extrema_min_{key}"));
                assert_eq!(argrelmin(&x, Axis(axis), order, wrap).unwrap(), expected, "{key}");
            }
        }
    }
}

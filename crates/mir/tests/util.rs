//! What of `librosa.util` is in `util`, `sync` and `norm`.

use ndarray::{Array, Array2, Axis, Dimension, s};
use num_complex::Complex;
use onkai_mir::util::{
    axis_sort, axis_sort_by, buf_to_float, count_unique, cyclic_gradient, fill_off_diagonal,
    fix_length, is_unique, localmax, localmin, pad_center, shear, sparsify_rows,
};
use onkai_mir::{
    FixFramesOptions, MatchSide, Norm, NormalizeOptions, PadMode, ShortLanes, index_to_ranges,
    match_events_on, match_intervals, normalize_with,
};
use onkai_testing::{Golden, assert_close, noise};

use crate::signals::{golden, indices};

const AXES: [Axis; 2] = [Axis(0), Axis(1)];

fn table() -> Array2<f64> {
    noise(9 * 14, 3).into_shape_with_order((9, 14)).unwrap()
}

fn complex() -> Array2<Complex<f64>> {
    let x = table();
    Array2::from_shape_fn((4, 14), |(i, j)| Complex::new(x[[i, j]], x[[i + 4, j]]))
}

fn bits<D: Dimension>(flags: &Array<bool, D>) -> Array<u8, D> {
    flags.mapv(u8::from)
}

#[test]
fn extrema_and_orders_are_those_of_librosa() {
    let golden = golden("util");
    let x = table();
    let rough = x.mapv(|v| (3.0 * v).round_ties_even());
    let mut peaked = x.slice(s![..7, ..7]).to_owned();
    for (column, row) in [3, 0, 6, 1, 5, 2, 4].into_iter().enumerate() {
        peaked[[row, column]] = 5.0;
    }
    for axis in AXES {
        let expected = |name: &str| golden.array2::<u8>(&format!("{name}_{}", axis.index()));
        assert_eq!(bits(&localmax(&rough, axis).unwrap()), expected("localmax"));
        assert_eq!(bits(&localmin(&rough, axis).unwrap()), expected("localmin"));
        assert_eq!(bits(&localmax(&rough.mapv(|v| v as f32), axis).unwrap()), expected("localmax"));
        let sorted = axis_sort(&peaked, axis).unwrap();
        assert_eq!(sorted.values, golden.array2::<f64>(&format!("sort_{}", axis.index())));
        assert_eq!(sorted.order, indices(&golden, &format!("order_{}", axis.index())));
        let by_norm = axis_sort_by(&x, axis, |lane| lane.iter().map(|v| v * v).sum()).unwrap();
        assert_eq!(by_norm.values, golden.array2::<f64>(&format!("sort_norm_{}", axis.index())));
        let counts = count_unique(&rough, axis).unwrap();
        assert_eq!(counts.to_vec(), indices(&golden, &format!("count_{}", axis.index())));
        let fine = x.mapv(|v| (9.0 * v).round_ties_even());
        let unique = bits(&is_unique(&fine, axis).unwrap());
        assert_eq!(unique, golden.array1::<u8>(&format!("unique_{}", axis.index())));
    }
}

#[test]
fn matrices_are_changed_as_in_librosa() {
    let golden = golden("util");
    let x = table();
    for axis in AXES {
        let expected = |name: &str| golden.array2::<f64>(&format!("{name}_{}", axis.index()));
        assert_close!(cyclic_gradient(&x, axis).unwrap(), expected("gradient"), 0.0, 1e-15);
        for factor in [-2, 1, 5] {
            assert_eq!(shear(&x, factor, axis).unwrap(), expected(&format!("shear_{factor}")));
        }
        for name in ["constant", "edge", "reflect", "wrap"] {
            let mode: PadMode<f64> = name.parse().unwrap();
            let centred = pad_center(&x, 19, axis, mode).unwrap();
            assert_eq!(centred, expected(&format!("center_{name}")));
            let fixed = fix_length(&x, 11, axis, mode).unwrap();
            assert_eq!(fixed, expected(&format!("length_{name}")));
        }
    }
    for quantile in ["0.0", "0.01", "0.3"] {
        let sparse = sparsify_rows(&x, quantile.parse().unwrap()).unwrap();
        assert_eq!(sparse, golden.array2::<f64>(&format!("sparse_{quantile}")));
    }
    let sparse = sparsify_rows(&complex(), 0.2).unwrap();
    assert_eq!(sparse, golden.array2::<Complex<f64>>("sparse_complex"));
    for (n_rows, n_columns) in [(6, 6), (5, 8), (8, 5)] {
        for radius in ["0.0", "0.25", "0.5"] {
            let mut z = Array2::ones((n_rows, n_columns));
            fill_off_diagonal(&mut z, radius.parse().unwrap(), -2.0).unwrap();
            assert_eq!(z, golden.array2::<f64>(&format!("diagonal_{n_rows}_{radius}")));
        }
    }
    let raw = golden.array1::<u8>("raw").to_vec();
    for n_bytes in [1, 2, 4] {
        let y = buf_to_float::<f64>(&raw, n_bytes).unwrap();
        assert_eq!(y, golden.array1::<f64>(&format!("buffer_{n_bytes}")));
    }
}

#[test]
fn lanes_are_normalized_as_in_librosa() {
    let golden = golden("util");
    let x = table();
    for axis in AXES {
        for (name, norm) in [
            ("inf", Norm::Max),
            ("-inf", Norm::Min),
            ("0", Norm::NonZero),
            ("1", Norm::P(1.0)),
            ("2", Norm::P(2.0)),
            ("0.5", Norm::P(0.5)),
        ] {
            for (fill, short) in [
                ("None", ShortLanes::Keep),
                ("False", ShortLanes::Zero),
                ("True", ShortLanes::Fill),
            ] {
                if (norm, short) == (Norm::NonZero, ShortLanes::Fill) {
                    continue;
                }
                let options = NormalizeOptions { norm, threshold: Some(0.9), short };
                let key = format!("normalize_{name}_{fill}_{}", axis.index());
                let y = normalize_with(&x, Some(axis), &options).unwrap();
                assert_close!(y, golden.array2::<f64>(&key), 1e-14, 0.0, "{key}");
                let y = normalize_with(&x.mapv(|v| v as f32), Some(axis), &options).unwrap();
                let expected = golden.array2::<f64>(&key).mapv(|v| v as f32);
                assert_close!(y, expected, 1e-5, 0.0, "{key}");
            }
        }
    }
    let options = NormalizeOptions { norm: Norm::P(3.0), ..Default::default() };
    let y = normalize_with(&x, None, &options).unwrap();
    assert_close!(y, golden.array2::<f64>("normalize_all"), 1e-14, 0.0);
    let options = NormalizeOptions { norm: Norm::P(2.0), ..Default::default() };
    let y = normalize_with(&complex(), Some(Axis(1)), &options).unwrap();
    assert_close!(y, golden.array2::<Complex<f64>>("normalize_complex"), 1e-14, 0.0);
}

fn pairs(golden: &Golden, key: &str) -> Vec<[f64; 2]> {
    golden.array2::<f64>(key).rows().into_iter().map(|row| [row[0], row[1]]).collect()
}

#[test]
fn events_and_intervals_are_matched_as_in_librosa() {
    let golden = golden("util");
    let (intervals, mut segments) = (pairs(&golden, "intervals"), pairs(&golden, "segments"));
    // The golden script's are longer, so that there is none without a match.
    for segment in &mut segments {
        segment[1] += 1.5;
    }
    let matches = match_intervals(&intervals, &segments, true).unwrap();
    assert_eq!(matches, indices(&golden, "match_strict"));
    let (events, candidates) = (golden.array1::<f64>("events"), golden.array1::<f64>("candidates"));
    let (events, candidates) = (events.to_vec(), candidates.to_vec());
    for (name, side) in
        [("either", MatchSide::Either), ("before", MatchSide::Before), ("after", MatchSide::After)]
    {
        let matches = match_events_on(side, &events, &candidates).unwrap();
        assert_eq!(matches, indices(&golden, &format!("events_{name}")), "{name}");
    }
    let matches = match_events_on(MatchSide::At, &events[..3], &candidates).unwrap();
    assert_eq!(matches, indices(&golden, "events_at"));
    let options = FixFramesOptions { x_min: Some(1), x_max: Some(30), pad: true };
    let ranges = index_to_ranges(&[9, 3, 3, 40], &options).unwrap();
    let ends: Vec<_> = ranges.iter().flat_map(|range| [range.start, range.end]).collect();
    assert_eq!(
        ends,
        golden.array2::<i64>("slices").iter().map(|&v| v as usize).collect::<Vec<_>>()
    );
}

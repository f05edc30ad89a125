//! The summaries of the talk's signal.

use ndarray::{Array1, array};
use onkai_stats::{
    Bins, HistogramOptions, ScoreOptions, histogram, mean, median, scoreatpercentile,
};
use onkai_testing::{Golden, assert_close};

#[test]
fn the_talks_signal_is_summarised_as_in_python() {
    let golden = Golden::open(env!("CARGO_MANIFEST_DIR"), "talk_summary");
    let s = Array1::from_shape_fn(1000, |n| 2.0 * (12.9898 * n as f64).sin());
    let score = |percent| scoreatpercentile(&s, percent, &ScoreOptions::default()).unwrap();
    let numbers = array![mean(&s).unwrap(), median(&s).unwrap(), score(50.0), score(90.0)];
    assert_close!(numbers, golden.array1::<f64>("numbers"), 1e-12, 0.0);
    assert!((score(50.0) - 0.01328270643164302).abs() < 1e-14);
    let options = HistogramOptions { bins: Bins::Count(25), density: true, ..Default::default() };
    let found = histogram(&s, &options).unwrap();
    assert_close!(found.values, golden.array1::<f64>("density"), 1e-12, 0.0);
    assert_close!(found.edges, golden.array1::<f64>("edges"), 1e-13, 0.0);
}

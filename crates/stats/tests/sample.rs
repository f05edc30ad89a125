//! The samples of `xtask/golden/stats_tests.py`, and how its rows are compared.

use ndarray::Array1;
use onkai_stats::{Alternative, Result, TestResult};
use onkai_testing::{Golden, assert_close, noise};

/// Relative tolerance against SciPy.
pub(crate) const F64: f64 = 1e-10;

/// Compares a row of numbers, to a relative tolerance with room for rounding about zero.
pub(crate) fn check_to(key: &str, found: Vec<f64>, rtol: f64) {
    let expected = Golden::open(env!("CARGO_MANIFEST_DIR"), "tests").array1::<f64>(key);
    assert_close!(Array1::from(found), expected, rtol, 1e-14, "{key}");
}

/// Compares a row of numbers to an absolute tolerance.
pub(crate) fn check_near(key: &str, found: Vec<f64>, atol: f64) {
    let expected = Golden::open(env!("CARGO_MANIFEST_DIR"), "tests").array1::<f64>(key);
    assert_close!(Array1::from(found), expected, 0.0, atol, "{key}");
}

pub(crate) fn check(key: &str, found: Vec<f64>) {
    check_to(key, found, F64);
}

pub(crate) fn pair(found: Result<TestResult>) -> Vec<f64> {
    let found = found.unwrap();
    vec![found.statistic, found.pvalue]
}

pub(crate) const SIDES: [Alternative; 3] =
    [Alternative::TwoSided, Alternative::Less, Alternative::Greater];

/// A row of statistics and p-values for each alternative.
pub(crate) fn each_side(f: impl Fn(Alternative) -> Vec<f64>) -> Vec<f64> {
    SIDES.into_iter().flat_map(f).collect()
}

pub(crate) struct Samples {
    pub(crate) x: Array1<f64>,
    pub(crate) y: Array1<f64>,
    pub(crate) z: Array1<f64>,
    pub(crate) paired: Array1<f64>,
    pub(crate) tied: Array1<f64>,
    pub(crate) tied_y: Array1<f64>,
    pub(crate) tied_pair: Array1<f64>,
}

pub(crate) fn samples() -> Samples {
    let x = noise(17, 1);
    let tied = (noise(30, 5) * 4.0).mapv(f64::round_ties_even);
    Samples {
        y: noise(23, 2) + 0.3,
        z: noise(11, 3) * 1.7,
        paired: noise(17, 4) * 0.7 + &x,
        tied_y: (noise(26, 6) * 4.0 + 0.7).mapv(f64::round_ties_even),
        tied_pair: (noise(30, 7) * 3.0 + 0.4 * &tied).mapv(f64::round_ties_even),
        x,
        tied,
    }
}

//! The accuracy that the crate promises.

use onkai_testing::Golden;

use crate::accuracy::{families, measure};

/// Relative error allowed in the ordinary range.
const ORDINARY: f64 = 1e-13;
/// Relative error allowed wherever a finite value exists.
const FAR: f64 = 1e-11;
/// Share of a function's points at which it may say NaN although a value exists; never in the
/// ordinary range.
const MAX_REFUSED: f64 = 0.05;

#[test]
fn every_function_keeps_it() {
    let mut broken = Vec::new();
    for family in families() {
        let golden = Golden::open(env!("CARGO_MANIFEST_DIR"), family.golden);
        for case in family.cases {
            let worst = measure(&golden, case);
            let exact = worst.ordinary.0 <= ORDINARY && worst.far.0 <= FAR;
            if !exact || MAX_REFUSED * (worst.n_points as f64) < worst.n_refused as f64 {
                broken.push(format!("{}, {}: {worst:?}", family.title, case.0));
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

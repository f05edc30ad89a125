//! Special functions, beside `scipy.special`.

use ndarray::Array1;
use onkai_special::{i0, j0, jv, map, par_map};

use super::case::{Case, call};
use crate::Inputs;

/// The cases; to add one, add its line.
pub(super) const CASES: &[Case] = &[
    ("special_jv", |inputs| {
        let x = to_50(inputs);
        Ok(call(move || map(&x, |v| jv(2.5, v))))
    }),
    ("special_jv_par", |inputs| {
        let x = to_50(inputs);
        Ok(call(move || par_map(&x, |v| jv(2.5, v))))
    }),
    ("special_j0", |inputs| {
        let x = to_50(inputs);
        Ok(call(move || map(&x, j0)))
    }),
    ("special_i0", |inputs| {
        let x = to_50(inputs);
        Ok(call(move || map(&x, i0)))
    }),
];

/// A million arguments in [0, 50).
fn to_50(inputs: &Inputs) -> Array1<f64> {
    25.0 * (inputs.noise(1_000_000, 1) + 1.0)
}

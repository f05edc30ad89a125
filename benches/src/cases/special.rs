//! Special functions, beside `scipy.special`.

use ndarray::Array1;
use onkai_special::{erf, gamma, map, par_map};

use super::case::{Case, call};
use crate::Inputs;

/// Values in a case.
const N: usize = 1_000_000;

/// The cases; to add one, add its line.
pub(super) const CASES: &[Case] = &[
    ("special_gamma", |inputs| {
        let x = gamma_arguments(inputs);
        Ok(call(move || map(&x, gamma)))
    }),
    ("special_gamma_par", |inputs| {
        let x = gamma_arguments(inputs);
        Ok(call(move || par_map(&x, gamma)))
    }),
    ("special_erf", |inputs| {
        let x = erf_arguments(inputs);
        Ok(call(move || map(&x, erf)))
    }),
    ("special_erf_par", |inputs| {
        let x = erf_arguments(inputs);
        Ok(call(move || par_map(&x, erf)))
    }),
];

/// Between 0.5 and 20.5.
fn gamma_arguments(inputs: &Inputs) -> Array1<f64> {
    inputs.noise(N, 1) * 10.0 + 10.5
}

/// Between -4 and 4.
fn erf_arguments(inputs: &Inputs) -> Array1<f64> {
    inputs.noise(N, 2) * 4.0
}

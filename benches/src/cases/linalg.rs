//! Linear algebra, beside `scipy.linalg`.

use anyhow::Result;
use onkai_linalg::expm;

use super::case::{Call, Case, call, must};
use crate::Inputs;

/// The cases; to add one, add its line.
pub(super) const CASES: &[Case] = &[
    ("linalg_expm_4", |inputs| exponential(inputs, 4)),
    ("linalg_expm_50", |inputs| exponential(inputs, 50)),
    ("linalg_expm_500", |inputs| exponential(inputs, 500)),
    ("linalg_expm_1000", |inputs| exponential(inputs, 1000)),
];

/// The exponential of noise with eigenvalues within the unit circle.
fn exponential(inputs: &Inputs, n: usize) -> Result<Call> {
    let a = inputs.noise_matrix(n, 41) / (n as f64).sqrt();
    Ok(call(move || must(expm(&a))))
}

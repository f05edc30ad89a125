//! Matrices as products, beside scikit-learn.

use num_complex::Complex;
use onkai_decomposition::{NmfOptions, nmf};

use super::case::{Case, call, must};

/// The cases; to add one, add its line.
pub(super) const CASES: &[Case] = &[("nmf", |inputs| {
    let frames = inputs.stft()?.mapv(Complex::norm).reversed_axes();
    Ok(call(move || must(nmf(&frames, 8, &NmfOptions::default())).h))
})];

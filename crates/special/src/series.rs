//! Sums that many functions share.

/// The polynomial `c[0] + c[1] x + c[2] x² + …`.
#[inline]
pub(crate) fn polynomial(coefficients: &[f64], x: f64) -> f64 {
    coefficients.iter().rev().fold(0.0, |sum, &c| sum * x + c)
}

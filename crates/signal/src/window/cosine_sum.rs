//! Windows that are sums of cosines.

use std::f64::consts::TAU;

use crate::window::kind::mirrored;

/// Weights of [`Window::Hann`](crate::Window::Hann).
pub(super) const HANN: [f64; 2] = [0.5, 0.5];
/// Hamming's own rounding of 25/46.
pub(super) const HAMMING: [f64; 2] = [0.54, 0.46];
/// Blackman and Tukey, "The measurement of power spectra", 1958.
pub(super) const BLACKMAN: [f64; 3] = [0.42, 0.5, 0.08];
/// Harris (1978), table I: four terms, -92 dB.
pub(super) const BLACKMAN_HARRIS: [f64; 4] = [0.35875, 0.48829, 0.14128, 0.01168];
/// Nuttall (1981), table II: four terms, -98 dB. <https://doi.org/10.1109/TASSP.1981.1163506>
pub(super) const NUTTALL: [f64; 4] = [0.3635819, 0.4891775, 0.1365995, 0.0106411];
/// D'Antona and Ferrero, "Digital signal processing for measurement systems", 2006, p. 70.
pub(super) const FLATTOP: [f64; 5] =
    [0.21557895, 0.41663158, 0.277263158, 0.083578947, 0.006947368];

/// `Σₖ aₖ cos(kπx)` for `n ≥ 2` points `x` from -1 to 1.
pub(super) fn sum(n: usize, weights: &[f64]) -> Vec<f64> {
    let period = n - 1;
    mirrored(n, |i| {
        let term = |(k, a): (usize, &f64)| {
            let sign = if k.is_multiple_of(2) { 1.0 } else { -1.0 };
            // Whole periods are taken off before the rounding begins.
            sign * a * (TAU * ((k * i) % period) as f64 / period as f64).cos()
        };
        weights.iter().enumerate().map(term).sum()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_middle_is_the_sum_of_the_weights_and_the_ends_alternate() {
        let w = sum(5, &[0.5, 0.25, 0.125]);
        assert_eq!((w[0], w[2], w[4]), (0.375, 0.875, 0.375));
    }

    #[test]
    fn two_points_have_no_middle() {
        assert_eq!(sum(2, &HANN), [0.0, 0.0]);
        assert_eq!(sum(2, &[]), [0.0, 0.0]);
    }
}

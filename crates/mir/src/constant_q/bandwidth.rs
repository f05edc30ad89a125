//! How wide filters are, and the windows that shape them.
//!
//! Counterpart of `librosa.filters.window_bandwidth` and of the private relative bandwidths.

use ndarray::Array1;
use onkai_core::Result;
use onkai_signal::Window;

/// The bandwidth of each frequency's filter in parts of the frequency: what reaches halfway to both
/// neighbours,
///
/// ```text
/// α = (r² - 1) / (r² + 1),  r = (f[k+1] / f[k-1])^(1/2)
/// ```
///
/// At the ends there is but one neighbour; a single frequency is one of `bins_per_octave`.
pub(super) fn relative_bandwidths(frequencies_hz: &[f64], bins_per_octave: usize) -> Vec<f64> {
    let n = frequencies_hz.len();
    let alpha = |steps_per_octave: f64| {
        let square = (2.0 / steps_per_octave).exp2();
        (square - 1.0) / (square + 1.0)
    };
    if n == 1 {
        return vec![alpha(bins_per_octave as f64)];
    }
    let logs: Vec<f64> = frequencies_hz.iter().map(|f| f.log2()).collect();
    let between = |k: usize| {
        let (below, above) = (k.saturating_sub(1), (k + 1).min(n - 1));
        alpha((above - below) as f64 / (logs[above] - logs[below]))
    };
    (0..n).map(between).collect()
}

/// The equivalent noise bandwidth of a window, in bins: `n Σ w² / (Σ w)²`.
///
/// Windows without parameters are taken finely and in their symmetric form, others as 1000 samples
/// of the periodic form: librosa has a table of the former.
pub(super) fn window_bandwidth(window: &Window) -> Result<f64> {
    let w: Array1<f64> = match window {
        Window::Hann
        | Window::Hamming
        | Window::Boxcar
        | Window::Triang
        | Window::Bartlett
        | Window::Blackman
        | Window::BlackmanHarris
        | Window::Nuttall
        | Window::Flattop
        | Window::Bohman
        | Window::Parzen
        | Window::Barthann
        | Window::Cosine => window.symmetric(8193)?,
        _ => window.periodic(1000)?,
    };
    let sum = w.sum();
    Ok(w.len() as f64 * w.iter().map(|v| v * v).sum::<f64>() / (sum * sum + f64::MIN_POSITIVE))
}

#[cfg(test)]
mod tests {
    use super::*;

    // From librosa.filters.WINDOW_BANDWIDTHS and window_bandwidth(("kaiser", 6.0)).
    #[test]
    fn bandwidths_are_librosas() {
        let cases = [
            (Window::Hann, 1.500_183_105_468_75),
            (Window::Cosine, 1.233_700_535_019_979_2),
            (Window::Parzen, 1.917_460_317_460_319_1),
            (Window::Boxcar, 1.0),
        ];
        for (window, expected) in cases {
            let actual = window_bandwidth(&window).unwrap();
            assert!((actual - expected).abs() < 1e-12, "{window:?}: {actual}");
        }
    }

    #[test]
    fn one_frequency_is_as_wide_as_many() {
        let many: Vec<f64> = (0..5).map(|k| 100.0 * (f64::from(k) / 24.0).exp2()).collect();
        let one = relative_bandwidths(&[100.0], 24);
        assert!(relative_bandwidths(&many, 1).iter().all(|a| (a - one[0]).abs() < 1e-14));
    }
}

//! Peaks of an envelope.
//!
//! Counterpart of `librosa.util.peak_pick`.

use ndarray::ArrayRef1;
use onkai_core::{Error, Real, Result, as_contiguous, check_finite};

/// The samples of `x` that stand out: a sample `n` is a peak if
///
/// ```text
/// x[n] = max(x[n - pre_max .. n + post_max]),
/// x[n] ≥ mean(x[n - pre_avg .. n + post_avg]) + delta,
/// ```
///
/// and the last peak is more than `wait` samples back. Ranges exclude their end.
///
/// # Shapes
///
/// `x`: `[n]`. Returns ascending indices.
///
/// # Errors
///
/// [`Error::Parameter`] when an option is out of range, [`Error::NotFinite`].
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_mir::{PeakPickOptions, peak_pick};
///
/// let options = PeakPickOptions {
///     pre_max: 2, post_max: 2, pre_avg: 2, post_avg: 2, delta: 0.5, wait: 0,
/// };
/// assert_eq!(peak_pick(&array![0.0, 1.0, 0.0, 0.2, 0.1, 3.0], &options)?, [1, 5]);
/// # Ok::<(), onkai_mir::Error>(())
/// ```
///
/// # References
///
/// S. Böck, F. Krebs, M. Schedl, "Evaluating the online capabilities of onset detection methods",
/// Proc. ISMIR, 2012.
pub fn peak_pick<F: Real>(x: &ArrayRef1<F>, options: &PeakPickOptions) -> Result<Vec<usize>> {
    options.check()?;
    check_finite("x", x)?;
    let x = &*as_contiguous(x);
    let mut peaks = vec![];
    let mut n = 0;
    while n < x.len() {
        if options.is_peak(x, n) {
            peaks.push(n);
            n += options.wait;
        }
        n += 1;
    }
    Ok(peaks)
}

/// Options of [`peak_pick`], all in samples but for `delta`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PeakPickOptions {
    /// How many samples before a peak must not be higher.
    pub pre_max: usize,
    /// How many samples from a peak on, itself included, must not be higher; at least 1.
    pub post_max: usize,
    /// How many samples before a peak count for the mean.
    pub pre_avg: usize,
    /// How many samples from a peak on, itself included, count for the mean; at least 1.
    pub post_avg: usize,
    /// How far above the mean a peak must stand; at least 0.
    pub delta: f64,
    /// How many samples after a peak cannot be one.
    pub wait: usize,
}

impl PeakPickOptions {
    fn check(&self) -> Result<()> {
        for (name, value) in [("post_max", self.post_max), ("post_avg", self.post_avg)] {
            if value == 0 {
                return Err(Error::parameter(name, 0.0, "at least 1"));
            }
        }
        if !(self.delta.is_finite() && 0.0 <= self.delta) {
            return Err(Error::parameter("delta", self.delta, "at least 0 and finite"));
        }
        Ok(())
    }

    fn is_peak<F: Real>(&self, x: &[F], n: usize) -> bool {
        let around = |before: usize, after: usize| {
            &x[n.saturating_sub(before)..n.saturating_add(after).min(x.len())]
        };
        if around(self.pre_max, self.post_max).iter().any(|&v| x[n] < v) {
            return false;
        }
        let near = around(self.pre_avg, self.post_avg);
        let sum: F = near.iter().copied().sum();
        // The sum is rounded as the data is, the rest is not: so does librosa.
        sum.as_f64() / near.len() as f64 + self.delta <= x[n].as_f64()
    }
}

#[cfg(test)]
mod tests {
    use ndarray::{Array1, array};

    use super::*;

    const OPTIONS: PeakPickOptions =
        PeakPickOptions { pre_max: 1, post_max: 2, pre_avg: 1, post_avg: 2, delta: 0.0, wait: 1 };

    #[test]
    fn the_first_sample_may_be_a_peak_and_ties_both_are() {
        assert_eq!(peak_pick(&array![5.0, 1.0, 2.0, 2.0], &OPTIONS).unwrap(), [0, 2]);
        let no_wait = PeakPickOptions { wait: 0, ..OPTIONS };
        assert_eq!(peak_pick(&array![5.0, 1.0, 2.0, 2.0], &no_wait).unwrap(), [0, 2, 3]);
    }

    #[test]
    fn nothing_has_no_peaks() {
        assert_eq!(peak_pick(&Array1::<f32>::zeros(0), &OPTIONS).unwrap(), []);
    }

    #[test]
    fn bad_options_and_values_are_named() {
        let x = array![1.0, 2.0];
        let named = |options: PeakPickOptions| match peak_pick(&x, &options).unwrap_err() {
            Error::Parameter { name, .. } => name,
            other => panic!("{other}"),
        };
        assert_eq!(named(PeakPickOptions { post_max: 0, ..OPTIONS }), "post_max");
        assert_eq!(named(PeakPickOptions { post_avg: 0, ..OPTIONS }), "post_avg");
        assert_eq!(named(PeakPickOptions { delta: -1.0, ..OPTIONS }), "delta");
        assert!(peak_pick(&array![f64::NAN], &OPTIONS).is_err());
    }
}

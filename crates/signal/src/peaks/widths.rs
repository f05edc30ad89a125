//! How wide peaks are.
//!
//! Counterpart of `scipy.signal.peak_widths`.

use ndarray::{Array1, ArrayRef1};
use onkai_core::{Error, Real, Result, as_contiguous};

use super::prominences::{PeakProminences, check, prominences};

/// The width of each peak at a height below its top that is `rel_height` times its prominence.
///
/// # Shapes
///
/// As [`peak_prominences`](crate::peak_prominences); widths are in samples. `rel_height` of 1 measures
/// at the higher base, 0.5 halfway.
///
/// # Errors
///
/// As [`peak_prominences`](crate::peak_prominences); [`Error::Parameter`] when `rel_height` is negative
/// or NaN.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// let x = array![0.0, 1.0, 2.0, 1.0, 0.0];
/// let found = onkai_signal::peak_widths(&x, &[2], 0.5, None)?;
/// assert_eq!((found.widths[0], found.left_ips[0], found.right_ips[0]), (2.0, 1.0, 3.0));
/// # Ok::<(), onkai_signal::Error>(())
/// ```
///
/// # Differences from SciPy
///
/// Prominences are always computed; there is no `prominence_data`.
pub fn peak_widths<F: Real>(
    x: &ArrayRef1<F>,
    peaks: &[usize],
    rel_height: f64,
    window_len: Option<usize>,
) -> Result<PeakWidths<F>> {
    check(x.len(), peaks, window_len)?;
    check_rel_height(rel_height)?;
    let x = &*as_contiguous(x);
    Ok(widths(x, peaks, rel_height, &prominences(x, peaks, window_len)))
}

/// What [`peak_widths`] returns; an element for each peak.
#[derive(Clone, Debug, PartialEq)]
pub struct PeakWidths<F> {
    /// The widths, in samples.
    pub widths: Array1<F>,
    /// The heights at which they are measured.
    pub width_heights: Array1<F>,
    /// Where the signal crosses that height before the peak, between samples.
    pub left_ips: Array1<F>,
    /// Where the signal crosses that height after the peak, between samples.
    pub right_ips: Array1<F>,
}

pub(super) fn check_rel_height(rel_height: f64) -> Result<()> {
    if rel_height.is_nan() || rel_height < 0.0 {
        return Err(Error::parameter("rel_height", rel_height, "not negative"));
    }
    Ok(())
}

pub(super) fn widths<F: Real>(
    x: &[F],
    peaks: &[usize],
    rel_height: f64,
    bases: &PeakProminences<F>,
) -> PeakWidths<F> {
    let n = peaks.len();
    let mut found = PeakWidths {
        widths: Array1::zeros(n),
        width_heights: Array1::zeros(n),
        left_ips: Array1::zeros(n),
        right_ips: Array1::zeros(n),
    };
    for (index, &peak) in peaks.iter().enumerate() {
        let height = x[peak] - bases.prominences[index] * F::of(rel_height);
        let (mut left, mut right) = (peak, peak);
        while bases.left_bases[index] < left && height < x[left] {
            left -= 1;
        }
        while right < bases.right_bases[index] && height < x[right] {
            right += 1;
        }
        let (mut from, mut to) = (F::of_usize(left), F::of_usize(right));
        if x[left] < height {
            from += (height - x[left]) / (x[left + 1] - x[left]);
        }
        if x[right] < height {
            to -= (height - x[right]) / (x[right - 1] - x[right]);
        }
        found.widths[index] = to - from;
        found.width_heights[index] = height;
        (found.left_ips[index], found.right_ips[index]) = (from, to);
    }
    found
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    #[test]
    fn bad_input_is_named() {
        let x = array![0.0, 1.0, 0.0];
        for bad in [-0.5, f64::NAN] {
            let error = peak_widths(&x, &[1], bad, None).unwrap_err();
            assert!(matches!(error, Error::Parameter { name: "rel_height", .. }));
        }
        assert!(peak_widths(&x, &[9], 0.5, None).is_err());
    }
}

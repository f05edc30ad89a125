//! By how much peaks stand out.
//!
//! Counterpart of `scipy.signal.peak_prominences`.

use ndarray::{Array1, ArrayRef1};
use onkai_core::{Error, Real, Result, as_contiguous};

/// The prominence of each peak: its height above the higher one of its two bases.
///
/// To find a base, go from the peak until the signal is higher than it, or ends; the lowest sample on
/// the way is the base.
///
/// # Shapes
///
/// `x`: `[n]`. `peaks`: indices of samples, in any order. `window_len`: samples about a peak that are
/// looked at, made odd by one more; `None`: all.
///
/// # Errors
///
/// [`Error::Values`] when an index is none of `x`, [`Error::Parameter`] when `window_len` is below 2.
/// An index where no peak is has prominence 0. A NaN ends the way to a base.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// let x = array![0.0, 3.0, 1.0, 5.0, 2.0, 4.0, 0.0];
/// let found = onkai_signal::peak_prominences(&x, &[1, 3, 5], None)?;
/// assert_eq!(found.prominences, array![2.0, 5.0, 2.0]);
/// # Ok::<(), onkai_signal::Error>(())
/// ```
pub fn peak_prominences<F: Real>(
    x: &ArrayRef1<F>,
    peaks: &[usize],
    window_len: Option<usize>,
) -> Result<PeakProminences<F>> {
    check(x.len(), peaks, window_len)?;
    Ok(prominences(&as_contiguous(x), peaks, window_len))
}

/// What [`peak_prominences`] returns; an element for each peak.
#[derive(Clone, Debug, PartialEq)]
pub struct PeakProminences<F> {
    /// The prominences, in the unit of the signal.
    pub prominences: Array1<F>,
    /// Indices of the bases before the peaks.
    pub left_bases: Vec<usize>,
    /// Indices of the bases after the peaks.
    pub right_bases: Vec<usize>,
}

pub(super) fn check(n: usize, peaks: &[usize], window_len: Option<usize>) -> Result<()> {
    if peaks.iter().any(|&peak| n <= peak) {
        return Err(Error::Values { name: "peaks", requirement: "be indices of samples" });
    }
    match window_len {
        Some(len) if len < 2 => Err(Error::parameter("window_len", len as f64, "larger than 1")),
        _ => Ok(()),
    }
}

pub(super) fn prominences<F: Real>(
    x: &[F],
    peaks: &[usize],
    window_len: Option<usize>,
) -> PeakProminences<F> {
    let bases = match window_len {
        // A peak far above others looks at the same samples again and again; a stack does not.
        None if peaks.is_sorted_by(|a, b| a < b) => Some(Bases::of_all(x, peaks)),
        _ => None,
    };
    let mut found = PeakProminences {
        prominences: Array1::zeros(peaks.len()),
        left_bases: Vec::with_capacity(peaks.len()),
        right_bases: Vec::with_capacity(peaks.len()),
    };
    for (index, &peak) in peaks.iter().enumerate() {
        let (left, right) = match &bases {
            Some(bases) => (bases.left[index], bases.right[index]),
            None => search(x, peak, window_len),
        };
        let higher = if x[right] < x[left] { x[left] } else { x[right] };
        found.prominences[index] = x[peak] - higher;
        found.left_bases.push(left);
        found.right_bases.push(right);
    }
    found
}

/// The bases of one peak, step by step.
fn search<F: Real>(x: &[F], peak: usize, window_len: Option<usize>) -> (usize, usize) {
    let reach = window_len.map_or(x.len(), |len| len / 2);
    let (first, last) = (peak.saturating_sub(reach), (peak + reach).min(x.len() - 1));
    let lowest = |way: &mut dyn Iterator<Item = usize>| {
        let mut base = peak;
        for i in way {
            if x[i].is_nan() || x[peak] < x[i] {
                break;
            }
            if x[i] < x[base] {
                base = i;
            }
        }
        base
    };
    (lowest(&mut (first..peak).rev()), lowest(&mut (peak + 1..=last)))
}

/// The bases of all peaks of a signal, in time proportional to its length.
struct Bases {
    left: Vec<usize>,
    right: Vec<usize>,
}

/// A sample that may be in the way to a base.
struct Obstacle {
    index: usize,
    /// The lowest sample from the next higher one before this to this.
    lowest: usize,
}

impl Bases {
    /// `peaks` are in ascending order.
    fn of_all<F: Real>(x: &[F], peaks: &[usize]) -> Self {
        let left = sweep(x, peaks.iter().copied(), 0..x.len());
        let mut right = sweep(x, peaks.iter().rev().copied(), (0..x.len()).rev());
        right.reverse();
        Self { left, right }
    }
}

/// For each peak, in the order of `samples`, the lowest sample since the next higher one; of several the
/// one nearest the peak.
///
/// Samples that no higher one has followed yet wait on a stack; whatever is not higher than a new sample
/// leaves the stack, and only its lowest sample is remembered.
fn sweep<F: Real>(
    x: &[F],
    peaks: impl Iterator<Item = usize>,
    samples: impl Iterator<Item = usize>,
) -> Vec<usize> {
    let mut peaks = peaks.peekable();
    let mut bases = Vec::new();
    let mut stack: Vec<Obstacle> = Vec::new();
    for index in samples {
        let mut lowest = index;
        if x[index].is_nan() {
            stack.clear();
        } else {
            while let Some(top) = stack.pop_if(|top| x[top.index] <= x[index]) {
                if x[top.lowest] < x[lowest] {
                    lowest = top.lowest;
                }
            }
            stack.push(Obstacle { index, lowest });
        }
        if peaks.next_if_eq(&index).is_some() {
            bases.push(lowest);
        }
    }
    bases
}

#[cfg(test)]
mod tests {
    use ndarray::array;
    use onkai_testing::noise;

    use super::*;

    #[test]
    fn a_sweep_finds_what_steps_find() {
        for (n, levels) in [(50, 4.0), (400, 3.0), (400, 1e6), (1, 1.0), (2, 1.0)] {
            for seed in 0..5 {
                let mut x = noise(n, seed).mapv(|v| (v * levels).round()).to_vec();
                if seed == 4 {
                    x[n / 3] = f64::NAN;
                }
                let peaks: Vec<usize> = (0..n).collect();
                let bases = Bases::of_all(&x, &peaks);
                for peak in peaks {
                    let swept = (bases.left[peak], bases.right[peak]);
                    assert_eq!(swept, search(&x, peak, None), "peak {peak} of {n}, seed {seed}");
                }
            }
        }
    }

    #[test]
    fn bad_input_is_named() {
        let x = array![0.0, 1.0, 0.0];
        let message =
            |peaks: &[usize], len| peak_prominences(&x, peaks, len).unwrap_err().to_string();
        assert_eq!(message(&[3], None), "`peaks` must be indices of samples");
        assert_eq!(message(&[1], Some(1)), "`window_len` is 1, but must be larger than 1");
        let none = peak_prominences(&Array1::<f64>::zeros(0), &[], None).unwrap();
        assert!(none.prominences.is_empty());
    }
}

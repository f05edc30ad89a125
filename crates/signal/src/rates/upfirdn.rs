//! Upsampling, a finite filter, and downsampling in one.
//!
//! Counterpart of `scipy.signal.upfirdn`.

use ndarray::{Array, ArrayRef, ArrayRef1, Axis, Dimension};
use onkai_core::{Error, Result, Scalar, as_contiguous, map_lanes};

use super::extension::ExtensionMode;
use super::polyphase::Polyphase;

/// Puts `up - 1` zeros after each sample of `x` along `axis`, filters by `h`, and keeps every `down`th
/// sample, without computing what is multiplied by zeros or not kept.
///
/// ```text
/// y[n] = Σₖ h[n · down - k · up] x[k]
/// ```
///
/// # Shapes
///
/// `h`: `[m]`. `x`: any, `n` along `axis`; returns `((n - 1) · up + m - 1) / down + 1` along it.
///
/// # Errors
///
/// [`Error::TooShort`] when `h`, or `x` along `axis`, is empty; [`Error::Parameter`] when `up` or
/// `down` is zero, or `x` has no such axis.
///
/// # Examples
///
/// ```
/// use ndarray::{Axis, array};
/// use onkai_signal::{UpfirdnOptions, upfirdn};
/// // Linear interpolation.
/// let options = UpfirdnOptions { up: 2, ..Default::default() };
/// let y = upfirdn(&array![0.5, 1.0, 0.5], &array![1.0, 2.0, 4.0], Axis(0), &options)?;
/// assert_eq!(y, array![0.5, 1.0, 1.5, 2.0, 3.0, 4.0, 2.0]);
/// # Ok::<(), onkai_signal::Error>(())
/// ```
///
/// # References
///
/// P. P. Vaidyanathan, "Multirate Systems and Filter Banks", Prentice Hall, 1993, section 4.3.
pub fn upfirdn<T: Scalar, D: Dimension>(
    h: &ArrayRef1<T>,
    x: &ArrayRef<T, D>,
    axis: Axis,
    options: &UpfirdnOptions<T>,
) -> Result<Array<T, D>> {
    let UpfirdnOptions { up, down, mode } = *options;
    for (name, rate) in [("up", up), ("down", down)] {
        if rate == 0 {
            return Err(Error::parameter(name, 0.0, "at least 1"));
        }
    }
    if h.is_empty() {
        return Err(Error::TooShort { name: "h", expected: 1, actual: 0 });
    }
    let n = samples_along(x, axis)?;
    let len = ((n - 1) * up + h.len() - 1) / down + 1;
    let filter = Polyphase::new(&as_contiguous(h), up, down, 0);
    filter_lanes(x, axis, &filter, len, mode)
}

/// Options of [`upfirdn`]; the defaults are those of SciPy.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct UpfirdnOptions<T> {
    /// How many samples stand for one after upsampling. Default: `1`.
    pub up: usize,
    /// Of how many samples one is kept. Default: `1`.
    pub down: usize,
    /// What stands beyond the ends. Default: zeros.
    #[doc(alias = "cval")]
    pub mode: ExtensionMode<T>,
}

impl<T: Scalar> Default for UpfirdnOptions<T> {
    fn default() -> Self {
        Self { up: 1, down: 1, mode: ExtensionMode::default() }
    }
}

/// The length along an axis, which must exist and not be empty.
pub(crate) fn samples_along<T, D: Dimension>(x: &ArrayRef<T, D>, axis: Axis) -> Result<usize> {
    match x.shape().get(axis.index()) {
        None => Err(Error::parameter("axis", axis.index() as f64, "an axis of the array")),
        Some(0) => Err(Error::TooShort { name: "x", expected: 1, actual: 0 }),
        Some(&n) => Ok(n),
    }
}

/// The first `len` outputs of a filter along an axis that is not empty.
pub(super) fn filter_lanes<T: Scalar, D: Dimension>(
    x: &ArrayRef<T, D>,
    axis: Axis,
    filter: &Polyphase<T>,
    len: usize,
    mode: ExtensionMode<T>,
) -> Result<Array<T, D>> {
    map_lanes(x, axis, len, |lane, mut out| {
        let lane = as_contiguous(&lane);
        let extended = mode.extend(&lane, filter.before(), filter.after(lane.len(), len));
        if let Some(out) = out.as_slice_mut() {
            filter.run(&extended, out);
        } else {
            let mut y = vec![T::zero(); len];
            filter.run(&extended, &mut y);
            out.iter_mut().zip(y).for_each(|(out, y)| *out = y);
        }
        Ok(())
    })
}

#[cfg(test)]
mod tests {
    use ndarray::{Array1, array};

    use super::*;

    fn message(h: &[f64], n: usize, up: usize, down: usize, axis: usize) -> String {
        let options = UpfirdnOptions { up, down, ..Default::default() };
        let (h, x) = (Array1::from(h.to_vec()), Array1::zeros(n));
        upfirdn(&h, &x, Axis(axis), &options).unwrap_err().to_string()
    }

    #[test]
    fn bad_input_is_named() {
        assert_eq!(message(&[], 3, 1, 1, 0), "`h` has length 0, but needs at least 1");
        assert_eq!(message(&[1.0], 0, 1, 1, 0), "`x` has length 0, but needs at least 1");
        assert_eq!(message(&[1.0], 3, 0, 1, 0), "`up` is 0, but must be at least 1");
        assert_eq!(message(&[1.0], 3, 1, 0, 0), "`down` is 0, but must be at least 1");
        assert_eq!(message(&[1.0], 3, 1, 1, 1), "`axis` is 1, but must be an axis of the array");
    }

    #[test]
    fn a_nan_is_felt_within_reach_only() {
        let mut x = Array1::<f64>::zeros(30);
        x[8] = f64::NAN;
        let y = upfirdn(&array![1.0, 1.0, 1.0], &x, Axis(0), &UpfirdnOptions::default()).unwrap();
        let bad: Vec<_> = (0..y.len()).filter(|&i| y[i].is_nan()).collect();
        assert_eq!(bad, [8, 9, 10]);
    }
}

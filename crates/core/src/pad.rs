//! Continuing a signal beyond its ends.
//!
//! Counterpart of `numpy.pad`.

use std::str::FromStr;

use ndarray::{Array1, ArrayRef1};

use crate::error::{Error, Result};
use crate::lanes::as_contiguous;
use crate::scalar::Scalar;

/// Adds `before` and `after` samples to the ends of `x`.
///
/// ```text
/// constant c c | a b c d | c c        reflect  c b | a b c d | c b
/// edge     a a | a b c d | d d        wrap     c d | a b c d | a b
/// symmetric b a | a b c d | d c
/// ```
///
/// # Shapes
///
/// `x`: `[n]`. Returns `[before + n + after]`. The padding may be longer than `x`: the rule is
/// applied again and again, as in NumPy.
///
/// # Errors
///
/// [`Error::TooShort`] when an empty `x` is to be continued by its own samples,
/// [`Error::Parameter`] when the lengths add up to more than memory can address.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_core::{PadMode, pad};
/// let x = array![1.0, 2.0, 3.0];
/// assert_eq!(pad(&x, 2, 1, PadMode::Reflect)?, array![3.0, 2.0, 1.0, 2.0, 3.0, 2.0]);
/// # Ok::<(), onkai_core::Error>(())
/// ```
pub fn pad<T: Scalar>(
    x: &ArrayRef1<T>,
    before: usize,
    after: usize,
    mode: PadMode<T>,
) -> Result<Array1<T>> {
    let x = &*as_contiguous(x);
    let n = x.len();
    let by_itself = !matches!(mode, PadMode::Constant(_));
    let total = before.checked_add(n).and_then(|total| total.checked_add(after));
    let Some(total) = total.filter(|&total| isize::try_from(total).is_ok()) else {
        let requirement = "few enough to be counted together with `x` and `after`";
        return Err(Error::parameter("before", before as f64, requirement));
    };
    if n == 0 && by_itself && 0 < total {
        return Err(Error::TooShort { name: "x", expected: 1, actual: 0 });
    }
    Ok(Array1::from_shape_fn(total, |i| mode.sample(x, i.cast_signed() - before.cast_signed())))
}

/// What stands beyond the ends of a signal; see [`pad`] for pictures.
///
/// SciPy's names for the same rules (as in `scipy.ndimage`) are other: its `"reflect"` is
/// [`Symmetric`](Self::Symmetric), its `"mirror"` is [`Reflect`](Self::Reflect), its `"nearest"` is
/// [`Edge`](Self::Edge).
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum PadMode<T> {
    /// One value.
    Constant(T),
    /// The signal mirrored about its first and last sample, which are not repeated.
    Reflect,
    /// The signal mirrored about its ends; the first and last sample are repeated.
    Symmetric,
    /// The first or last sample.
    Edge,
    /// The signal repeated.
    Wrap,
}

impl<T: Scalar> PadMode<T> {
    /// Index of the sample that stands at position `i` of a signal of `n` samples, for any `i`;
    /// `None` beyond the ends in [`Constant`](Self::Constant) mode, and for an empty signal.
    #[inline]
    pub fn source(&self, i: isize, n: usize) -> Option<usize> {
        let n = n.cast_signed();
        if 0 <= i && i < n {
            return Some(i.cast_unsigned());
        }
        if n == 0 {
            return None;
        }
        let folded = match self {
            Self::Constant(_) => return None,
            Self::Edge => i.clamp(0, n - 1),
            Self::Wrap => i.rem_euclid(n),
            Self::Symmetric => {
                let phase = i.rem_euclid(2 * n);
                phase.min(2 * n - 1 - phase)
            }
            Self::Reflect if n == 1 => 0,
            Self::Reflect => {
                let phase = i.rem_euclid(2 * (n - 1));
                phase.min(2 * (n - 1) - phase)
            }
        };
        Some(folded.cast_unsigned())
    }

    /// The same rule with the constant, if there is one, turned into another type.
    pub fn map<U>(self, f: impl FnOnce(T) -> U) -> PadMode<U> {
        match self {
            Self::Constant(value) => PadMode::Constant(f(value)),
            Self::Reflect => PadMode::Reflect,
            Self::Symmetric => PadMode::Symmetric,
            Self::Edge => PadMode::Edge,
            Self::Wrap => PadMode::Wrap,
        }
    }

    /// The sample at position `i` of `x` continued by this rule.
    #[inline]
    pub fn sample(&self, x: &[T], i: isize) -> T {
        match (self.source(i, x.len()), *self) {
            (Some(index), _) => x[index],
            (None, Self::Constant(value)) => value,
            (None, _) => T::zero(),
        }
    }
}

impl<T: Scalar> FromStr for PadMode<T> {
    type Err = Error;

    /// Reads NumPy's names; `"constant"` means zeros.
    fn from_str(name: &str) -> Result<Self> {
        match name {
            "constant" => Ok(Self::Constant(T::zero())),
            "reflect" => Ok(Self::Reflect),
            "symmetric" => Ok(Self::Symmetric),
            "edge" => Ok(Self::Edge),
            "wrap" => Ok(Self::Wrap),
            _ => Err(Error::UnknownName {
                name: "padding mode",
                value: name.to_owned(),
                known: "constant, reflect, symmetric, edge, wrap",
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    // Expected values are numpy 2.4's: np.pad([1, 2, 3], (4, 5), mode).
    #[test]
    fn padding_longer_than_the_signal_repeats_the_rule() {
        let x = array![1.0, 2.0, 3.0];
        let cases = [
            (PadMode::Constant(9.0), [9., 9., 9., 9., 1., 2., 3., 9., 9., 9., 9., 9.]),
            (PadMode::Reflect, [1., 2., 3., 2., 1., 2., 3., 2., 1., 2., 3., 2.]),
            (PadMode::Symmetric, [3., 3., 2., 1., 1., 2., 3., 3., 2., 1., 1., 2.]),
            (PadMode::Edge, [1., 1., 1., 1., 1., 2., 3., 3., 3., 3., 3., 3.]),
            (PadMode::Wrap, [3., 1., 2., 3., 1., 2., 3., 1., 2., 3., 1., 2.]),
        ];
        for (mode, expected) in cases {
            assert_eq!(pad(&x, 4, 5, mode).unwrap().to_vec(), expected, "{mode:?}");
        }
    }

    #[test]
    fn one_sample_is_repeated_and_none_is_refused() {
        for mode in [PadMode::Reflect, PadMode::Symmetric, PadMode::Edge, PadMode::Wrap] {
            assert_eq!(pad(&array![7.0_f32], 2, 1, mode).unwrap(), array![7.0, 7.0, 7.0, 7.0]);
            let error = pad(&Array1::<f32>::zeros(0), 1, 0, mode).unwrap_err();
            assert_eq!(error, Error::TooShort { name: "x", expected: 1, actual: 0 });
        }
        assert_eq!(pad(&Array1::zeros(0), 1, 1, PadMode::Constant(2.0)).unwrap(), array![2.0, 2.0]);
    }

    #[test]
    fn lengths_that_cannot_be_added_up_are_refused() {
        let result = pad(&array![1.0], usize::MAX, 1, PadMode::Edge);
        assert!(matches!(result, Err(Error::Parameter { name: "before", .. })));
    }

    #[test]
    fn names_are_numpy_s() {
        assert_eq!("edge".parse::<PadMode<f64>>(), Ok(PadMode::Edge));
        assert_eq!(
            "nearest".parse::<PadMode<f64>>().unwrap_err().to_string(),
            "`nearest` is no padding mode; known are constant, reflect, symmetric, edge, wrap"
        );
    }
}

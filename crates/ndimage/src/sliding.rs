//! What all sliding windows have in common: where they lie.

use ndarray::{ArrayRef, Axis, Dimension};
use onkai_core::{Error, PadMode, Real, Result};

use crate::boundary::Boundary;

/// Options of the sliding filters; the defaults are those of SciPy.
///
/// The window of output `i` begins at `i - size / 2 - origin` (division rounding down) and holds
/// `size` samples.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct SlidingOptions<F> {
    /// By how many samples the window lies earlier than about its output; from `-(size / 2)` to
    /// `(size - 1) / 2`. Default: `0`.
    pub origin: isize,
    /// What stands beyond the ends. Default: [`Boundary::Reflect`].
    #[doc(alias = "mode")]
    #[doc(alias = "cval")]
    pub boundary: Boundary<F>,
}

/// A checked window: for an axis of `n` samples, where those beyond its ends come from.
#[derive(Debug)]
pub(crate) struct Sliding<F> {
    pub(crate) size: usize,
    /// Sources of the samples before the first and after the last one.
    pub(crate) before: Vec<Source<F>>,
    pub(crate) after: Vec<Source<F>>,
}

/// Where a sample beyond the ends comes from.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Source<F> {
    /// A sample of the axis, by its index.
    Index(usize),
    /// A constant.
    Value(F),
}

/// Largest window; the sliding median numbers its samples with 32 bits.
const LARGEST: usize = i32::MAX as usize;

impl<F: Real> Sliding<F> {
    pub(crate) fn new<D: Dimension>(
        x: &ArrayRef<F, D>,
        axis: Axis,
        size: usize,
        options: &SlidingOptions<F>,
    ) -> Result<Self> {
        let Some(&n) = x.shape().get(axis.index()) else {
            return Err(Error::parameter("axis", axis.index() as f64, "an axis of the array"));
        };
        if !(1..=LARGEST).contains(&size) {
            return Err(Error::parameter("size", size as f64, "between 1 and 2^31 - 1"));
        }
        let first = (size / 2).cast_signed().saturating_add(options.origin);
        let Some(n_before) = usize::try_from(first).ok().filter(|&before| before < size) else {
            let requirement = "between -(size / 2) and (size - 1) / 2";
            return Err(Error::parameter("origin", options.origin as f64, requirement));
        };
        let mode = PadMode::from(options.boundary);
        let source = |i: isize| match (mode.source(i, n), mode) {
            (Some(index), _) => Source::Index(index),
            (None, PadMode::Constant(value)) => Source::Value(value),
            (None, _) => Source::Value(F::zero()),
        };
        let (n_before, n) = (n_before.cast_signed(), n.cast_signed());
        let n_after = size.cast_signed() - 1 - n_before;
        Ok(Self {
            size,
            before: (-n_before..0).map(source).collect(),
            after: (n..n + n_after).map(source).collect(),
        })
    }
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    fn message(axis: usize, size: usize, origin: isize) -> String {
        let options = SlidingOptions { origin, ..Default::default() };
        Sliding::new(&array![1.0, 2.0], Axis(axis), size, &options).unwrap_err().to_string()
    }

    #[test]
    fn windows_out_of_range_are_named() {
        assert_eq!(message(1, 3, 0), "`axis` is 1, but must be an axis of the array");
        assert_eq!(message(0, 0, 0), "`size` is 0, but must be between 1 and 2^31 - 1");
        assert!(message(0, usize::MAX, 0).starts_with("`size` is 18446744073709552000, but"));
        let range = "but must be between -(size / 2) and (size - 1) / 2";
        for (size, origin) in [(3, 2), (3, -2), (4, 2), (4, -3), (1, 1), (3, isize::MAX)] {
            assert!(message(0, size, origin).ends_with(range), "{size} {origin}");
        }
        assert!(message(0, 3, isize::MIN).ends_with(range));
    }
}

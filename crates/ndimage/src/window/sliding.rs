//! What all sliding windows have in common: where they lie.

use ndarray::{ArrayRef, Axis, Dimension};
use onkai_core::{Error, PadMode, Real, Result};

use crate::boundary::Boundary;
use crate::grid::check_axis;

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

/// Windows may be this long on any axis; a longer one sees the axis many times over, and only fills memory.
const LARGEST: usize = 1 << 20;

impl<F: Real> Sliding<F> {
    pub(crate) fn new<D: Dimension>(
        x: &ArrayRef<F, D>,
        axis: Axis,
        size: usize,
        options: &SlidingOptions<F>,
    ) -> Result<Self> {
        check_axis(axis, x.ndim())?;
        let n = x.len_of(axis);
        // The sliding median numbers the samples of a window with 32 bits.
        let largest = n.saturating_mul(2).clamp(LARGEST, i32::MAX as usize);
        if !(1..=largest).contains(&size) {
            let requirement = "at least 1, and at most 2^20 or twice the length of the axis";
            return Err(Error::parameter("size", size as f64, requirement));
        }
        let before = samples_before(size, options.origin)?;
        Ok(Self::at(n, (size, before), options.boundary))
    }

    /// A window of `size` samples, `before` of which lie before the output, on an axis of `n` samples.
    pub(crate) fn at(n: usize, (size, n_before): (usize, usize), boundary: Boundary<F>) -> Self {
        let mode = PadMode::from(boundary);
        let source = |i: isize| match (mode.source(i, n), mode) {
            (Some(index), _) => Source::Index(index),
            (None, PadMode::Constant(value)) => Source::Value(value),
            (None, _) => Source::Value(F::zero()),
        };
        let (n_before, n) = (n_before.cast_signed(), n.cast_signed());
        let n_after = size.cast_signed() - 1 - n_before;
        Self {
            size,
            before: (-n_before..0).map(source).collect(),
            after: (n..n + n_after).map(source).collect(),
        }
    }
}

/// How many samples of a window of `size` lie before its output.
pub(crate) fn samples_before(size: usize, origin: isize) -> Result<usize> {
    let first = (size / 2).cast_signed().saturating_add(origin);
    usize::try_from(first).ok().filter(|&before| before < size).ok_or_else(|| {
        Error::parameter("origin", origin as f64, "between -(size / 2) and (size - 1) / 2")
    })
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
        assert_eq!(
            message(0, 0, 0),
            "`size` is 0, but must be at least 1, and at most 2^20 or twice the length of the axis"
        );
        assert!(message(0, 1 << 31, 0).starts_with("`size` is 2147483648, but"));
        assert!(message(0, usize::MAX, 0).starts_with("`size` is 18446744073709552000, but"));
        let range = "but must be between -(size / 2) and (size - 1) / 2";
        for (size, origin) in [(3, 2), (3, -2), (4, 2), (4, -3), (1, 1), (3, isize::MAX)] {
            assert!(message(0, size, origin).ends_with(range), "{size} {origin}");
        }
        assert!(message(0, 3, isize::MIN).ends_with(range));
    }
}

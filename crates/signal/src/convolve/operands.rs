//! What is checked before two arrays are convolved, and which part of the result is kept.

use ndarray::{Array, ArrayD, ArrayRef, ArrayViewD, Axis, Dimension, Slice};
use onkai_core::{Error, Result, Scalar};
use onkai_linalg::ConvolutionMode;

/// The part of a whole convolution that is kept along one axis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Kept {
    pub(super) start: usize,
    pub(super) len: usize,
}

impl Kept {
    /// For operands of `n` and `k` samples, neither of them zero.
    pub(super) fn new(mode: ConvolutionMode, n: usize, k: usize) -> Self {
        match mode {
            ConvolutionMode::Full => Self { start: 0, len: n + k - 1 },
            ConvolutionMode::Same => Self { start: (k - 1) / 2, len: n },
            ConvolutionMode::Valid => Self { start: n.min(k) - 1, len: n.abs_diff(k) + 1 },
        }
    }
}

/// Two arrays of checked shapes, and the axes along which they are convolved, in ascending order.
pub(super) struct Operands<'a, T> {
    pub(super) a: ArrayViewD<'a, T>,
    pub(super) b: ArrayViewD<'a, T>,
    pub(super) axes: Vec<usize>,
    pub(super) mode: ConvolutionMode,
}

impl<'a, T: Scalar> Operands<'a, T> {
    /// Both are convolved along all axes if `axes` is `None`.
    pub(super) fn new<D: Dimension>(
        a: &'a ArrayRef<T, D>,
        b: &'a ArrayRef<T, D>,
        axes: Option<&[Axis]>,
        mode: ConvolutionMode,
    ) -> Result<Self> {
        let (a, b) = (a.view().into_dyn(), b.view().into_dyn());
        if a.ndim() != b.ndim() {
            let requirement = "have as many axes as `in1`";
            return Err(Error::Values { name: "in2", requirement });
        }
        for (name, operand) in [("in1", &a), ("in2", &b)] {
            if operand.is_empty() {
                return Err(Error::TooShort { name, expected: 1, actual: 0 });
            }
        }
        let axes = checked_axes(axes, a.ndim())?;
        let operands = Self { a, b, axes, mode };
        operands.check_shapes()?;
        Ok(operands)
    }

    fn check_shapes(&self) -> Result<()> {
        let (n, k) = (self.a.shape(), self.b.shape());
        let others = (0..n.len()).filter(|axis| !self.axes.contains(axis));
        if { others }.any(|i| n[i] != k[i] && n[i] != 1 && k[i] != 1) {
            let requirement = "have lengths 1 or those of `in1` along the other axes";
            return Err(Error::Values { name: "in2", requirement });
        }
        let covers = |n: &[usize], k: &[usize]| self.axes.iter().all(|&i| k[i] <= n[i]);
        if self.mode == ConvolutionMode::Valid && !covers(n, k) && !covers(k, n) {
            let requirement = "be at least as long as `in1` along each axis, or along none longer";
            return Err(Error::Values { name: "in2", requirement });
        }
        Ok(())
    }

    /// What is kept along each of `axes`.
    pub(super) fn kept(&self) -> Vec<Kept> {
        let kept = |&i: &usize| Kept::new(self.mode, self.a.shape()[i], self.b.shape()[i]);
        self.axes.iter().map(kept).collect()
    }

    /// Lengths of the whole convolution along each of `axes`.
    pub(super) fn full(&self) -> Vec<usize> {
        self.axes.iter().map(|&i| self.a.shape()[i] + self.b.shape()[i] - 1).collect()
    }

    /// Cuts what is kept out of a whole convolution.
    pub(super) fn cut(&self, whole: &ArrayD<T>) -> ArrayD<T> {
        let mut view = whole.view();
        for (&axis, kept) in self.axes.iter().zip(self.kept()) {
            view.slice_axis_inplace(Axis(axis), Slice::from(kept.start..kept.start + kept.len));
        }
        view.as_standard_layout().into_owned()
    }
}

/// Every axis once, in ascending order.
fn checked_axes(axes: Option<&[Axis]>, n_dim: usize) -> Result<Vec<usize>> {
    let Some(axes) = axes else { return Ok((0..n_dim).collect()) };
    let mut checked: Vec<usize> = axes.iter().map(|axis| axis.index()).collect();
    checked.sort_unstable();
    if let Some(&missing) = checked.last().filter(|&&last| n_dim <= last) {
        return Err(Error::parameter("axes", missing as f64, "axes of the arrays"));
    }
    if checked.is_empty() || !checked.is_sorted_by(|a, b| a < b) {
        return Err(Error::Values { name: "axes", requirement: "name an axis, and none twice" });
    }
    Ok(checked)
}

/// Back to the number of axes that the caller's arrays have.
pub(super) fn of_dimension<T, D: Dimension>(array: ArrayD<T>) -> Array<T, D> {
    array.into_dimensionality().expect("the number of axes has not changed")
}

/// The array read backwards along every axis.
pub(super) fn reversed<T: Scalar>(array: &ArrayViewD<'_, T>) -> ArrayD<T> {
    let mut view = array.view();
    for axis in 0..view.ndim() {
        view.invert_axis(Axis(axis));
    }
    view.as_standard_layout().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn axes_are_named_once_and_exist() {
        assert_eq!(checked_axes(Some(&[Axis(2), Axis(0)]), 3), Ok(vec![0, 2]));
        assert_eq!(
            checked_axes(Some(&[Axis(2)]), 2).unwrap_err().to_string(),
            "`axes` is 2, but must be axes of the arrays"
        );
        for bad in [vec![], vec![Axis(1), Axis(1)]] {
            assert!(matches!(checked_axes(Some(&bad), 2), Err(Error::Values { name: "axes", .. })));
        }
    }

    #[test]
    fn the_middle_has_the_length_of_the_first() {
        assert_eq!(Kept::new(ConvolutionMode::Same, 5, 4), Kept { start: 1, len: 5 });
        assert_eq!(Kept::new(ConvolutionMode::Valid, 3, 5), Kept { start: 2, len: 3 });
    }
}

//! Windows of any dimension: a box, or the true elements of a footprint.

use ndarray::{Array, ArrayD, Dimension};
use onkai_core::{Error, Real, Result};

use super::sliding::{Sliding, samples_before};
use crate::boundary::Boundary;
use crate::grid::{advance, check_axes, n_elements, per_axis};

/// Which samples about an output a filter sees.
///
/// Made from one size for all axes, a size for each axis, or a footprint:
///
/// ```
/// use ndarray::array;
/// use onkai_ndimage::Window;
/// let _: Window = 3.into();
/// let _: Window = [3, 5].into();
/// let _: Window = array![[false, true, false], [true, true, true], [false, true, false]].into();
/// ```
#[derive(Clone, Debug, PartialEq)]
pub enum Window {
    /// A box: its length along each axis, or one length for all.
    Box(Vec<usize>),
    /// The true elements of an array with as many axes as the input.
    Footprint(ArrayD<bool>),
}

impl From<usize> for Window {
    fn from(size: usize) -> Self {
        Self::Box(vec![size])
    }
}

impl<const N: usize> From<[usize; N]> for Window {
    fn from(sizes: [usize; N]) -> Self {
        Self::Box(sizes.to_vec())
    }
}

impl From<&[usize]> for Window {
    fn from(sizes: &[usize]) -> Self {
        Self::Box(sizes.to_vec())
    }
}

impl<D: Dimension> From<Array<bool, D>> for Window {
    fn from(footprint: Array<bool, D>) -> Self {
        Self::Footprint(footprint.into_dyn())
    }
}

/// Options of the filters of any dimension; the defaults are those of SciPy.
///
/// Along each axis the window of output `i` begins at `i - size / 2 - origin` (division rounding down).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FilterOptions<F> {
    /// By how many samples the window lies earlier than about its output, from `-(size / 2)` to
    /// `(size - 1) / 2`: one for each axis, one for all, or none for 0. Default: none.
    pub origin: Vec<isize>,
    /// What stands beyond the ends. Default: [`Boundary::Reflect`].
    #[doc(alias = "mode")]
    #[doc(alias = "cval")]
    pub boundary: Boundary<F>,
}

/// A checked [`Window`] and its origin, for an array of known shape.
#[derive(Clone, Debug)]
pub(crate) struct Region {
    pub(crate) sizes: Vec<usize>,
    pub(crate) before: Vec<usize>,
    /// Which elements of the box belong, row by row; all if `None`.
    pub(crate) members: Option<Vec<bool>>,
}

impl Region {
    /// A window that holds something.
    pub(crate) fn new(window: &Window, origin: &[isize], shape: &[usize]) -> Result<Self> {
        let region = Self::of_any(window, origin, shape)?;
        if region.len() == 0 {
            let requirement = "have an element that is true";
            return Err(Error::Values { name: "footprint", requirement });
        }
        Ok(region)
    }

    /// A window that may be empty.
    pub(crate) fn of_any(window: &Window, origin: &[isize], shape: &[usize]) -> Result<Self> {
        check_axes(shape.len())?;
        let (name, sizes, members) = match window {
            Window::Box(sizes) => ("size", per_axis("size", sizes, shape.len(), None)?, None),
            Window::Footprint(footprint) => {
                let requirement = "have as many axes as `x`";
                if footprint.ndim() != shape.len() {
                    return Err(Error::Values { name: "footprint", requirement });
                }
                let members: Vec<bool> = footprint.iter().copied().collect();
                let members = members.contains(&false).then_some(members);
                ("footprint", footprint.shape().to_vec(), members)
            }
        };
        if let Some(&size) = sizes.iter().find(|&&size| size == 0) {
            return Err(Error::parameter(name, size as f64, "at least 1"));
        }
        let origin = per_axis("origin", origin, shape.len(), Some(0))?;
        let before = sizes.iter().zip(origin).map(|(&size, origin)| samples_before(size, origin));
        let region = Self { before: before.collect::<Result<_>>()?, sizes, members };
        region.check_memory(name, shape)?;
        Ok(region)
    }

    /// Refuses windows so much larger than the array that what they see could not be held.
    fn check_memory(&self, name: &'static str, shape: &[usize]) -> Result<()> {
        let extended = shape.iter().zip(&self.sizes).map(|(&n, &size)| n.checked_add(size));
        let extended = extended.collect::<Option<Vec<_>>>().and_then(|shape| n_elements(&shape));
        let len = n_elements(shape).unwrap_or(usize::MAX);
        let limit = len.saturating_mul(64).saturating_add(1 << 24);
        if extended.is_none_or(|extended| limit < extended) {
            let largest = self.sizes.iter().max().map_or(0, |&size| size);
            return Err(Error::parameter(name, largest as f64, "no larger than can be held"));
        }
        Ok(())
    }

    /// How far the window reaches behind its output along each axis.
    pub(crate) fn after(&self) -> Vec<usize> {
        self.sizes.iter().zip(&self.before).map(|(size, before)| size - 1 - before).collect()
    }

    /// How many samples the window holds.
    pub(crate) fn len(&self) -> usize {
        match &self.members {
            Some(members) => members.iter().filter(|&&member| member).count(),
            None => self.sizes.iter().product(),
        }
    }

    /// The one axis along which the window is longer than 1, if it is a line.
    pub(crate) fn line_axis(&self) -> Option<usize> {
        let mut long = (0..self.sizes.len()).filter(|&axis| 1 < self.sizes[axis]);
        let axis = long.next().unwrap_or(0);
        (self.members.is_none() && long.next().is_none()).then_some(axis)
    }

    /// The part of the window that lies along one axis.
    pub(crate) fn along<F: Real>(
        &self,
        axis: usize,
        shape: &[usize],
        boundary: Boundary<F>,
    ) -> Sliding<F> {
        Sliding::at(shape[axis], (self.sizes[axis], self.before[axis]), boundary)
    }

    /// Where the members lie in an array with these strides, from the first element of the box.
    pub(crate) fn offsets(&self, strides: &[usize]) -> Vec<usize> {
        box_offsets(&self.sizes, strides)
            .into_iter()
            .enumerate()
            .filter(|&(i, _)| self.members.as_ref().is_none_or(|members| members[i]))
            .map(|(_, offset)| offset)
            .collect()
    }

    /// The window mirrored about its output: what a dilation sees of an erosion's window.
    #[must_use]
    pub(crate) fn mirrored(&self) -> Self {
        let members = self.members.as_ref().map(|m| m.iter().rev().copied().collect());
        Self { sizes: self.sizes.clone(), before: self.after(), members }
    }
}

/// Where the elements of a box lie in an array with these strides.
pub(crate) fn box_offsets(sizes: &[usize], strides: &[usize]) -> Vec<usize> {
    let mut offsets = Vec::new();
    let mut index = vec![0; sizes.len()];
    loop {
        offsets.push(index.iter().zip(strides).map(|(i, stride)| i * stride).sum());
        if !advance(&mut index, sizes) {
            return offsets;
        }
    }
}

/// The origin with which a window of `size`, mirrored, lies mirrored.
pub(crate) fn mirrored_origin(origin: isize, size: usize) -> isize {
    let origin = origin.saturating_neg();
    if size.is_multiple_of(2) { origin.saturating_sub(1) } else { origin }
}

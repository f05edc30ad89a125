//! Monotone cubics along one axis of a grid after the other.

use ndarray::{Array1, ArrayD, ArrayView1, Axis, IxDyn};
use onkai_core::{Real, Result};

use crate::cubic::PchipInterpolator;

/// Curves along the last axis of a grid; those along the others are laid anew for each point, through
/// what the later axes have come to.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Monotone<T> {
    grid: Vec<Vec<T>>,
    last: PchipInterpolator<T, IxDyn>,
}

impl<T: Real> Monotone<T> {
    pub(super) fn new(grid: &[Vec<T>], values: &ArrayD<T>) -> Result<Self> {
        let axis = grid.len() - 1;
        let last = PchipInterpolator::new(&ArrayView1::from(&grid[axis]), values, Axis(axis))?;
        Ok(Self { grid: grid.to_vec(), last })
    }

    /// The value at a point, which is put in `out`.
    pub(super) fn value(&self, point: &[T], out: &mut [T]) -> Result<()> {
        let axis = point.len() - 1;
        let at = |x: T| Array1::from_elem(1, x);
        let mut folded = self.last.at(&at(point[axis])).index_axis_move(Axis(axis), 0);
        for axis in (0..axis).rev() {
            let line = ArrayView1::from(&self.grid[axis]);
            let curve = PchipInterpolator::new(&line, &folded, Axis(axis))?;
            folded = curve.at(&at(point[axis])).index_axis_move(Axis(axis), 0);
        }
        out.iter_mut().zip(&folded).for_each(|(out, value)| *out = *value);
        Ok(())
    }
}

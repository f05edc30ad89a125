//! Values of a function of one variable in an array of any dimension: which axis it runs along.

use ndarray::{Array, ArrayD, ArrayRef, Axis, IxDyn, RemoveAxis};
use onkai_core::{Error, Real, Result};

/// The axis that a variable runs along, and the lengths of the others.
///
/// Inside of this crate values are rows, `[n, n_lanes]`: one row a point, one column a lane of the
/// array along that axis.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Layout<D> {
    axis: Axis,
    /// The array's shape; what stands at `axis` means nothing.
    shape: D,
}

impl<D: RemoveAxis> Layout<D> {
    /// The layout of an array whose points lie along `axis`.
    pub(crate) fn of<T>(y: &ArrayRef<T, D>, axis: Axis) -> Result<Self> {
        Self::new(y.raw_dim(), axis)
    }

    /// The layout of arrays of a shape, but for the length of `axis`.
    pub(crate) fn new(shape: D, axis: Axis) -> Result<Self> {
        if shape.ndim() <= axis.index() {
            return Err(Error::parameter("axis", axis.index() as f64, "an axis of the array"));
        }
        Ok(Self { axis, shape })
    }

    pub(crate) fn axis(&self) -> Axis {
        self.axis
    }

    /// The shape without the axis.
    pub(crate) fn outer(&self) -> D::Smaller {
        self.shape.remove_axis(self.axis)
    }

    /// How many lanes an array of this layout has.
    pub(crate) fn n_lanes(&self) -> usize {
        let lengths = self.shape.slice().iter().enumerate();
        lengths.filter(|(i, _)| *i != self.axis.index()).map(|(_, n)| n).product()
    }

    /// The order of axes that puts this one first.
    fn front(&self) -> D {
        let mut order = self.shape.clone();
        order[0] = self.axis.index();
        for (place, i) in (1..order.ndim()).zip((0..).filter(|&i| i != self.axis.index())) {
            order[place] = i;
        }
        order
    }

    /// The points of an array as rows.
    pub(crate) fn rows<T: Real>(&self, y: &ArrayRef<T, D>) -> Vec<T> {
        let turned = y.view().permuted_axes(self.front());
        match turned.as_slice() {
            Some(rows) => rows.to_vec(),
            None => turned.iter().copied().collect(),
        }
    }

    /// Whether an array has this layout and `n` points.
    pub(crate) fn check<T>(&self, name: &'static str, y: &ArrayRef<T, D>, n: usize) -> Result<()> {
        let expected = self.with_len(n);
        if y.shape() == expected.slice() {
            return Ok(());
        }
        let (expected, actual) = (expected.slice().to_vec(), y.shape().to_vec());
        Err(Error::Shape { name, expected, actual })
    }

    fn with_len(&self, n: usize) -> D {
        let mut shape = self.shape.clone();
        shape[self.axis.index()] = n;
        shape
    }

    /// The array of which `rows` are the `n` points.
    pub(crate) fn array<T: Real>(&self, n: usize, rows: Vec<T>) -> Array<T, D> {
        let (front, shape) = (self.front(), self.with_len(n));
        let mut turned = shape.clone();
        let mut back = shape.clone();
        for place in 0..shape.ndim() {
            turned[place] = shape[front[place]];
            back[front[place]] = place;
        }
        let array = Array::from_shape_vec(turned, rows).expect("a row of lanes for each point");
        let array = array.permuted_axes(back);
        if array.is_standard_layout() { array } else { array.as_standard_layout().into_owned() }
    }

    /// The array of which one value a lane is given.
    pub(crate) fn outer_array<U>(&self, lanes: Vec<U>) -> Array<U, D::Smaller> {
        Array::from_shape_vec(self.outer(), lanes).expect("one value for each lane")
    }

    /// One value for each lane, from an array of the other axes' shape or a single value for all.
    pub(crate) fn lane_values<T: Real>(
        &self,
        name: &'static str,
        values: &ArrayRef<T, IxDyn>,
    ) -> Result<Vec<T>> {
        use ndarray::Dimension;
        if values.ndim() == 0 {
            return Ok(vec![values[[]]; self.n_lanes()]);
        }
        let outer = self.outer();
        if values.shape() != outer.slice() {
            let (expected, actual) = (outer.slice().to_vec(), values.shape().to_vec());
            return Err(Error::Shape { name, expected, actual });
        }
        Ok(values.iter().copied().collect())
    }
}

/// A number as an array of no axes.
pub(crate) fn scalar<T: Real>(value: T) -> ArrayD<T> {
    ArrayD::from_elem(IxDyn(&[]), value)
}

#[cfg(test)]
mod tests {
    use ndarray::Array3;

    use super::*;

    #[test]
    fn rows_and_arrays_are_inverse() {
        let y = Array3::from_shape_fn((2, 3, 4), |(i, j, k)| (100 * i + 10 * j + k) as f64);
        for axis in 0..3 {
            let layout = Layout::of(&y, Axis(axis)).unwrap();
            let rows = layout.rows(&y);
            assert_eq!(rows.len() / layout.n_lanes(), y.len_of(Axis(axis)));
            let first: Vec<f64> = y.index_axis(Axis(axis), 0).iter().copied().collect();
            assert_eq!(rows[..layout.n_lanes()], first);
            let back = layout.array(y.len_of(Axis(axis)), rows);
            assert_eq!(back, y);
            assert!(back.is_standard_layout());
        }
        assert!(Layout::of(&y, Axis(3)).is_err());
    }
}

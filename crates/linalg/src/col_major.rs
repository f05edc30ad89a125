//! Matrices column by column, as the kernels underneath want them.

use std::ops::{Index, IndexMut};

use ndarray::{Array2, ArrayRef2};
use onkai_core::Scalar;

/// Edge of the square tiles in which a matrix is transposed: a tile of the largest scalar, read and
/// written, fits the first-level cache.
const TILE: usize = 16;

/// A matrix whose columns lie one after the other without gaps.
#[derive(Clone, Debug, PartialEq)]
pub struct ColMajor<T> {
    data: Vec<T>,
    n_rows: usize,
    n_cols: usize,
}

impl<T: Scalar> ColMajor<T> {
    /// A matrix of zeros.
    pub(crate) fn zeros(n_rows: usize, n_cols: usize) -> Self {
        Self { data: vec![T::zero(); n_rows * n_cols], n_rows, n_cols }
    }

    /// The unit matrix, also of a rectangular shape.
    pub(crate) fn identity(n_rows: usize, n_cols: usize) -> Self {
        let mut unit = Self::zeros(n_rows, n_cols);
        for i in 0..n_rows.min(n_cols) {
            unit[(i, i)] = T::one();
        }
        unit
    }

    /// Takes columns that lie one after the other.
    pub(crate) fn from_vec(data: Vec<T>, n_rows: usize, n_cols: usize) -> Self {
        assert_eq!(data.len(), n_rows * n_cols, "a matrix has rows times columns elements");
        Self { data, n_rows, n_cols }
    }

    /// Copies an array of any layout.
    pub(crate) fn from_array(a: &ArrayRef2<T>) -> Self {
        let (n_rows, n_cols) = a.dim();
        let data = if let Some(rows) = a.as_slice() {
            transposed(rows, n_rows, n_cols)
        } else if let Some(columns) = a.t().as_slice() {
            columns.to_vec()
        } else {
            a.t().iter().copied().collect()
        };
        Self { data, n_rows, n_cols }
    }

    /// The same matrix as an array, row by row.
    pub(crate) fn into_array(self) -> Array2<T> {
        let rows = transposed(&self.data, self.n_cols, self.n_rows);
        Array2::from_shape_vec((self.n_rows, self.n_cols), rows)
            .expect("a matrix has rows times columns elements")
    }

    /// One triangle of the first rows and columns as an array, row by row, zero elsewhere.
    pub(crate) fn triangle(&self, shape: (usize, usize), lower: bool) -> Array2<T> {
        let mut out = Array2::zeros(shape);
        let (m, n) = shape;
        let rows = out.as_slice_mut().expect("a fresh array lies row by row");
        for i0 in (0..m).step_by(TILE) {
            let i1 = (i0 + TILE).min(m);
            let (from, to) = if lower { (0, i1.min(n)) } else { (i0, n) };
            for j0 in (from..to).step_by(TILE) {
                let j1 = (j0 + TILE).min(to);
                for i in i0..i1 {
                    let inside = if lower { j0..j1.min(i + 1) } else { j0.max(i)..j1 };
                    for j in inside {
                        rows[i * n + j] = self.data[j * self.n_rows + i];
                    }
                }
            }
        }
        out
    }

    /// The transpose as an array, row by row: it is there already.
    pub(crate) fn into_transposed_array(self) -> Array2<T> {
        Array2::from_shape_vec((self.n_cols, self.n_rows), self.data)
            .expect("a matrix has rows times columns elements")
    }

    /// All elements, column by column.
    pub(crate) fn into_vec(self) -> Vec<T> {
        self.data
    }

    pub(crate) fn n_rows(&self) -> usize {
        self.n_rows
    }

    pub(crate) fn n_cols(&self) -> usize {
        self.n_cols
    }

    /// All elements, column by column.
    pub(crate) fn as_slice(&self) -> &[T] {
        &self.data
    }

    /// All elements, column by column.
    pub(crate) fn as_mut_slice(&mut self) -> &mut [T] {
        &mut self.data
    }

    /// All columns, whose length is known when this is compiled.
    pub(crate) fn array_cols_mut<const M: usize>(&mut self) -> &mut [[T; M]] {
        assert_eq!(self.n_rows, M, "columns have as many elements as there are rows");
        self.data.as_chunks_mut().0
    }

    /// One column.
    pub(crate) fn col(&self, j: usize) -> &[T] {
        &self.data[j * self.n_rows..(j + 1) * self.n_rows]
    }

    /// Two different columns.
    pub(crate) fn two_cols_mut(&mut self, p: usize, q: usize) -> [&mut [T]; 2] {
        let m = self.n_rows;
        self.data
            .get_disjoint_mut([p * m..(p + 1) * m, q * m..(q + 1) * m])
            .expect("the columns are different and inside")
    }

    /// The conjugate transpose.
    pub(crate) fn adjoint(&self) -> Self {
        let mut data = transposed(&self.data, self.n_cols, self.n_rows);
        for v in &mut data {
            *v = v.conj();
        }
        Self { data, n_rows: self.n_cols, n_cols: self.n_rows }
    }

    /// One column.
    pub(crate) fn col_mut(&mut self, j: usize) -> &mut [T] {
        &mut self.data[j * self.n_rows..(j + 1) * self.n_rows]
    }
}

impl<T> Index<(usize, usize)> for ColMajor<T> {
    type Output = T;
    #[inline]
    fn index(&self, (i, j): (usize, usize)) -> &T {
        &self.data[j * self.n_rows + i]
    }
}

impl<T> IndexMut<(usize, usize)> for ColMajor<T> {
    #[inline]
    fn index_mut(&mut self, (i, j): (usize, usize)) -> &mut T {
        &mut self.data[j * self.n_rows + i]
    }
}

/// The transpose of `n_rows` rows of `n_cols` elements each, tile by tile.
fn transposed<T: Scalar>(rows: &[T], n_rows: usize, n_cols: usize) -> Vec<T> {
    let mut out = vec![T::zero(); rows.len()];
    for i0 in (0..n_rows).step_by(TILE) {
        let i1 = (i0 + TILE).min(n_rows);
        for j0 in (0..n_cols).step_by(TILE) {
            let j1 = (j0 + TILE).min(n_cols);
            for j in j0..j1 {
                let column = &mut out[j * n_rows + i0..j * n_rows + i1];
                for (v, i) in column.iter_mut().zip(i0..i1) {
                    *v = rows[i * n_cols + j];
                }
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use ndarray::s;

    use super::*;

    #[test]
    fn arrays_of_any_layout_come_back_row_by_row() {
        let a = Array2::from_shape_fn((37, 19), |(i, j)| (100 * i + j) as f64);
        let strided = a.slice(s![..;2, ..;3]);
        for view in [a.view(), a.t(), strided] {
            let back = ColMajor::from_array(&view).into_array();
            assert_eq!(back, view);
            assert!(back.is_standard_layout());
            assert_eq!(ColMajor::from_array(&view).into_transposed_array(), view.t());
        }
    }

    #[test]
    fn triangles_are_cut_out() {
        let a = Array2::from_shape_fn((37, 19), |(i, j)| (100 * i + j) as f64);
        for a in [a.view(), a.t()] {
            let columns = ColMajor::from_array(&a);
            for shape in [(19, 19), a.dim(), (5, 18)] {
                for lower in [false, true] {
                    let expected = Array2::from_shape_fn(shape, |(i, j)| {
                        if (lower && j <= i) || (!lower && i <= j) { a[(i, j)] } else { 0.0 }
                    });
                    assert_eq!(columns.triangle(shape, lower), expected);
                }
            }
        }
    }

    #[test]
    fn empty_matrices_keep_their_shape() {
        let a = Array2::<f32>::zeros((0, 3));
        assert_eq!(ColMajor::from_array(&a).into_array().dim(), (0, 3));
        assert_eq!(ColMajor::from_array(&a).into_transposed_array().dim(), (3, 0));
    }
}

//! Sparse matrices as files hold them: the entries that are not zero, one by one.
//!
//! Counterpart of `scipy.sparse.coo_array`.

use std::ops::AddAssign;

use ndarray::{Array2, ArrayRef2, ShapeBuilder};
use onkai_core::Error as ArgumentError;

use crate::error::Result;

/// A sparse matrix by coordinates: entry `k` is `values[k]` at row `rows[k]`, column `cols[k]`.
///
/// Entries may stand in any order. Where several share a place, the matrix has their sum there, and
/// entries that are stored may be zero.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_io::Sparse;
///
/// let a = Sparse::new([2, 3], vec![0, 1, 1], vec![2, 0, 0], vec![5.0, 1.0, 2.0])?;
/// assert_eq!(a.to_dense(), array![[0.0, 0.0, 5.0], [3.0, 0.0, 0.0]]);
/// assert_eq!(a.sum_duplicates().values(), [3.0, 5.0]);
/// assert_eq!(Sparse::from_dense(&array![[0, 7], [0, 0]]).entries().collect::<Vec<_>>(), [(0, 1, 7)]);
/// # Ok::<(), onkai_io::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Sparse<T> {
    shape: [usize; 2],
    rows: Vec<usize>,
    cols: Vec<usize>,
    values: Vec<T>,
}

impl<T> Sparse<T> {
    /// Puts a matrix together.
    ///
    /// # Errors
    ///
    /// [`Error::Argument`](crate::Error::Argument) when the three lists differ in length or an index
    /// lies outside of the shape.
    pub fn new(
        shape: [usize; 2],
        rows: Vec<usize>,
        cols: Vec<usize>,
        values: Vec<T>,
    ) -> Result<Self> {
        for (name, list) in [("rows", &rows), ("cols", &cols)] {
            if list.len() != values.len() {
                let (expected, actual) = (vec![values.len()], vec![list.len()]);
                return Err(ArgumentError::Shape { name, expected, actual }.into());
            }
        }
        for (name, list, n) in [("rows", &rows, shape[0]), ("cols", &cols, shape[1])] {
            if let Some(index) = list.iter().position(|&i| n <= i) {
                let (value, high) = (list[index] as f64, n as f64 - 1.0);
                let error = ArgumentError::OutOfBounds { name, index, value, low: 0.0, high };
                return Err(error.into());
            }
        }
        Ok(Self { shape, rows, cols, values })
    }

    /// How many rows and columns the matrix has.
    pub fn shape(&self) -> [usize; 2] {
        self.shape
    }

    /// How many entries are stored.
    pub fn n_stored(&self) -> usize {
        self.values.len()
    }

    /// The row of each entry, counted from 0.
    pub fn rows(&self) -> &[usize] {
        &self.rows
    }

    /// The column of each entry, counted from 0.
    pub fn cols(&self) -> &[usize] {
        &self.cols
    }

    /// The entries' values.
    pub fn values(&self) -> &[T] {
        &self.values
    }

    /// The same entries with other values.
    pub fn map<U>(self, f: impl FnMut(T) -> U) -> Sparse<U> {
        let values = self.values.into_iter().map(f).collect();
        Sparse { shape: self.shape, rows: self.rows, cols: self.cols, values }
    }

    /// Rows become columns.
    #[must_use]
    pub fn transposed(self) -> Self {
        let [n_rows, n_cols] = self.shape;
        Self { shape: [n_cols, n_rows], rows: self.cols, cols: self.rows, values: self.values }
    }
}

impl<T: Copy> Sparse<T> {
    /// The entries: row, column, value.
    pub fn entries(&self) -> impl ExactSizeIterator<Item = (usize, usize, T)> {
        let places = self.rows.iter().zip(&self.cols);
        places.zip(&self.values).map(|((&row, &col), &value)| (row, col, value))
    }
}

impl<T: Copy + Default + AddAssign> Sparse<T> {
    /// The matrix with its zeros, column-major.
    ///
    /// It takes `n_rows · n_cols` numbers of memory, however few entries there are.
    ///
    /// # Panics
    ///
    /// When no memory could hold that, which [`shape`](Self::shape) tells beforehand.
    pub fn to_dense(&self) -> Array2<T> {
        let mut dense = Array2::from_elem(self.shape.f(), T::default());
        for (row, col, value) in self.entries() {
            dense[[row, col]] += value;
        }
        dense
    }

    /// The entries in order, column by column, those at the same place added up.
    ///
    /// Entries at the same place are added in the order in which they stand.
    #[must_use]
    pub fn sum_duplicates(&self) -> Self {
        let place = |k: usize| (self.cols[k], self.rows[k]);
        let mut order: Vec<usize> = (0..self.values.len()).collect();
        if !order.is_sorted_by_key(|&k| place(k)) {
            order.sort_by_key(|&k| place(k));
        }
        let (rows, cols, values) = (Vec::new(), Vec::new(), Vec::new());
        let mut sum = Self { shape: self.shape, rows, cols, values };
        for k in order {
            let (col, row) = place(k);
            match sum.values.last_mut() {
                Some(last) if sum.cols.last() == Some(&col) && sum.rows.last() == Some(&row) => {
                    *last += self.values[k];
                }
                _ => {
                    sum.rows.push(row);
                    sum.cols.push(col);
                    sum.values.push(self.values[k]);
                }
            }
        }
        sum
    }
}

impl<T: Copy + Default + PartialEq> Sparse<T> {
    /// The elements that are not zero, column by column.
    pub fn from_dense(dense: &ArrayRef2<T>) -> Self {
        let mut sparse = Self {
            shape: [dense.nrows(), dense.ncols()],
            rows: Vec::new(),
            cols: Vec::new(),
            values: Vec::new(),
        };
        for (col, column) in dense.columns().into_iter().enumerate() {
            for (row, &value) in
                column.iter().enumerate().filter(|(_, value)| **value != T::default())
            {
                sparse.rows.push(row);
                sparse.cols.push(col);
                sparse.values.push(value);
            }
        }
        sparse
    }
}

#[cfg(test)]
mod tests {
    use ndarray::array;
    use num_complex::Complex;

    use super::*;

    #[test]
    fn wrong_lists_are_named() {
        let error = Sparse::new([2, 2], vec![0], vec![0, 1], vec![1.0, 2.0]).unwrap_err();
        assert_eq!(error.to_string(), "`rows` has shape [1], but must have [2]");
        let error = Sparse::new([2, 2], vec![0, 1], vec![0], vec![1.0, 2.0]).unwrap_err();
        assert_eq!(error.to_string(), "`cols` has shape [1], but must have [2]");
        let error = Sparse::new([2, 2], vec![0, 2], vec![0, 0], vec![1.0, 2.0]).unwrap_err();
        assert!(error.to_string().contains("`rows` is out of bounds: element 1 is 2"), "{error}");
        let error = Sparse::new([2, 0], vec![0], vec![0], vec![1.0]).unwrap_err();
        assert!(error.to_string().contains("`cols` is out of bounds"), "{error}");
        assert!(Sparse::<f64>::new([0, 0], vec![], vec![], vec![]).is_ok());
    }

    #[test]
    fn dense_and_sparse_are_the_same_matrix() {
        let dense = array![[0.0, 2.0, 0.0], [1.0, 0.0, 0.0]];
        let sparse = Sparse::from_dense(&dense);
        assert_eq!(sparse.entries().collect::<Vec<_>>(), [(1, 0, 1.0), (0, 1, 2.0)]);
        assert_eq!(sparse.to_dense(), dense);
        assert_eq!(sparse.clone().transposed().to_dense(), dense.t());
        let complex = sparse.map(|v| Complex::new(0.0, v));
        assert_eq!(complex.to_dense()[[1, 0]], Complex::new(0.0, 1.0));
        assert_eq!((complex.shape(), complex.n_stored()), ([2, 3], 2));
    }

    #[test]
    fn duplicates_are_added_in_order() {
        let (rows, cols) = (vec![1, 0, 1, 1], vec![1, 0, 1, 0]);
        let sum = Sparse::new([2, 2], rows, cols, vec![1e16, 2.0, 1.0, 4.0]).unwrap();
        let sum = sum.sum_duplicates();
        assert_eq!((sum.rows(), sum.cols()), (&[0, 1, 1][..], &[0, 0, 1][..]));
        assert_eq!(sum.values(), [2.0, 4.0, 1e16 + 1.0]);
        assert_eq!(sum.sum_duplicates(), sum);
    }
}

//! Links between frames, with a number for each.

use ndarray::{Array2, ArrayRef2};
use onkai_core::{Error, Real, Result, check_finite};

/// A square matrix of frames by frames in which most elements are zero; what
/// [`recurrence_matrix`](crate::segment::recurrence_matrix) returns.
///
/// Element `[i, j]` is not zero if frame `i` is among the neighbours of frame `j`: a column holds the
/// neighbours of its frame.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_mir::segment::Recurrence;
///
/// let links = Recurrence::from_dense(&array![[0.0, 1.0], [0.5, 0.0]])?;
/// assert_eq!(links.neighbors(0), [1]);
/// assert_eq!(links.values(0), [0.5]);
/// assert_eq!(links.to_dense(), array![[0.0, 1.0], [0.5, 0.0]]);
/// # Ok::<(), onkai_mir::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Recurrence<F> {
    /// Where the links of each frame begin, and the end of the last.
    starts: Vec<usize>,
    /// The neighbours, ascending within a frame's links.
    neighbors: Vec<usize>,
    values: Vec<F>,
}

/// The links of one frame: neighbours, ascending, and their values.
pub(super) type Links<F> = Vec<(usize, F)>;

impl<F: Real> Recurrence<F> {
    pub(super) fn new(links: &[Links<F>]) -> Self {
        let mut starts = vec![0];
        starts.extend(links.iter().scan(0, |end, links| {
            *end += links.len();
            Some(*end)
        }));
        let (neighbors, values) = links.iter().flatten().copied().unzip();
        Self { starts, neighbors, values }
    }

    /// The elements that are not zero of a matrix.
    ///
    /// # Errors
    ///
    /// [`Error::NotSquare`], [`Error::NotFinite`].
    pub fn from_dense(matrix: &ArrayRef2<F>) -> Result<Self> {
        let (n_rows, n_cols) = matrix.dim();
        if n_rows != n_cols {
            return Err(Error::NotSquare { name: "matrix", n_rows, n_cols });
        }
        check_finite("matrix", matrix)?;
        let links = |column: ndarray::ArrayView1<'_, F>| -> Links<F> {
            column.iter().copied().enumerate().filter(|&(_, value)| value != F::zero()).collect()
        };
        let links: Vec<_> = matrix.columns().into_iter().map(links).collect();
        Ok(Self::new(&links))
    }

    /// How many frames there are.
    pub fn n_frames(&self) -> usize {
        self.starts.len() - 1
    }

    /// How many links there are.
    pub fn n_links(&self) -> usize {
        self.neighbors.len()
    }

    /// The neighbours of a frame, ascending.
    ///
    /// # Panics
    ///
    /// If there is no such frame.
    pub fn neighbors(&self, frame: usize) -> &[usize] {
        &self.neighbors[self.starts[frame]..self.starts[frame + 1]]
    }

    /// The values of the links of a frame, in the order of [`neighbors`](Self::neighbors).
    ///
    /// # Panics
    ///
    /// If there is no such frame.
    pub fn values(&self, frame: usize) -> &[F] {
        &self.values[self.starts[frame]..self.starts[frame + 1]]
    }

    /// The matrix with its zeros, `[n_frames, n_frames]`.
    pub fn to_dense(&self) -> Array2<F> {
        let n = self.n_frames();
        let mut dense = Array2::zeros((n, n));
        for frame in 0..n {
            for (&neighbor, &value) in self.neighbors(frame).iter().zip(self.values(frame)) {
                dense[[neighbor, frame]] = value;
            }
        }
        dense
    }
}

#[cfg(test)]
mod tests {
    use ndarray::{Array2, array};

    use super::*;

    #[test]
    fn matrices_that_are_no_recurrences_are_refused() {
        let wide = Recurrence::from_dense(&Array2::<f64>::zeros((2, 3)));
        assert!(matches!(wide, Err(Error::NotSquare { name: "matrix", .. })));
        let nan = Recurrence::from_dense(&array![[f32::NAN]]);
        assert!(matches!(nan, Err(Error::NotFinite { name: "matrix", .. })));
        assert_eq!(Recurrence::from_dense(&Array2::<f64>::zeros((0, 0))).unwrap().n_frames(), 0);
    }
}

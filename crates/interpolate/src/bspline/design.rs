//! The B-splines' values at points, as a matrix.
//!
//! Counterpart of `BSpline.design_matrix`.

use ndarray::{Array1, Array2, ArrayRef1};
use onkai_core::{Real, Result};

use super::basis::{KnotFinder, basis_derivatives};
use super::spline::check_knots;
use crate::check::check_bounds;
use crate::extrapolation::Extrapolation;

/// The B-splines' values at points: in each row the `k + 1` that may differ from zero.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_interpolate::{DesignMatrix, Extrapolation};
/// let knots = array![-1.0, 0.0, 1.0, 2.0, 3.0, 4.0];
/// let matrix = DesignMatrix::new(&array![1.0, 1.5], &knots, 2, Extrapolation::None)?;
/// assert_eq!(matrix.values, array![[0.5, 0.5, 0.0], [0.125, 0.75, 0.125]]);
/// assert_eq!(matrix.first_columns, array![0, 0]);
/// assert_eq!(matrix.to_dense(), array![[0.5, 0.5, 0.0], [0.125, 0.75, 0.125]]);
/// # Ok::<(), onkai_interpolate::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct DesignMatrix<T> {
    /// The values, `[m, k + 1]`.
    pub values: Array2<T>,
    /// The column of each row's first value, `[m]`.
    pub first_columns: Array1<usize>,
    /// How many columns the whole matrix has: the number of B-splines.
    pub n_columns: usize,
}

impl<T: Real> DesignMatrix<T> {
    /// Evaluates the B-splines of degree `k` on some knots.
    ///
    /// # Shapes
    ///
    /// `x`: `[m]`; `knots`: `[n + k + 1]`, not descending.
    ///
    /// # Errors
    ///
    /// [`Error::OutOfBounds`](crate::Error::OutOfBounds) for points beyond the range with
    /// [`Extrapolation::None`], and for NaN with any; as [`BSpline::new`](crate::BSpline::new) for knots
    /// that do not fit.
    ///
    /// # Differences from SciPy
    ///
    /// The matrix is held by rows of equal length, no general sparse format.
    pub fn new(
        x: &ArrayRef1<T>,
        knots: &ArrayRef1<T>,
        k: usize,
        extrapolation: Extrapolation,
    ) -> Result<Self> {
        check_knots(knots, k)?;
        let t = knots.to_vec();
        let n_columns = t.len() - k - 1;
        let (low, high) = (t[k], t[n_columns]);
        let anywhere = (T::neg_infinity(), T::infinity());
        let allowed = if extrapolation == Extrapolation::None { (low, high) } else { anywhere };
        check_bounds("x", x.iter().copied(), allowed)?;
        let mut finder = KnotFinder::new(&t, k);
        let mut values = vec![T::zero(); x.len() * (k + 1)];
        let mut first_columns = Array1::zeros(x.len());
        let rows = values.chunks_exact_mut(k + 1).zip(&mut first_columns);
        for (&x, (row, first)) in x.iter().zip(rows) {
            let place = extrapolation.place(x, low, high);
            let ell = finder.find(place);
            basis_derivatives(&t, ell, place, 0, row);
            *first = ell - k;
        }
        let values =
            Array2::from_shape_vec((x.len(), k + 1), values).expect("a row for each point");
        Ok(Self { values, first_columns, n_columns })
    }

    /// The matrix with all its zeros, `[m, n_columns]`.
    pub fn to_dense(&self) -> Array2<T> {
        let mut dense = Array2::zeros((self.values.nrows(), self.n_columns));
        for ((mut out, row), &first) in
            dense.rows_mut().into_iter().zip(self.values.rows()).zip(&self.first_columns)
        {
            out.slice_mut(ndarray::s![first..first + row.len()]).assign(&row);
        }
        dense
    }
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;
    use crate::Error;

    #[test]
    fn points_beyond_the_range_are_told() {
        let knots = array![0.0, 0.0, 1.0, 1.0];
        let new = |x, extrapolation| DesignMatrix::new(&array![0.5, x], &knots, 1, extrapolation);
        let error = new(1.5, Extrapolation::None).unwrap_err();
        assert!(matches!(error, Error::OutOfBounds { index: 1, .. }));
        assert!(new(f64::NAN, Extrapolation::Continue).is_err());
        let periodic = new(1.5, Extrapolation::Periodic).unwrap();
        assert_eq!(periodic.values.row(0), periodic.values.row(1));
        assert_eq!(new(1.5, Extrapolation::Continue).unwrap().values.row(1), array![-0.5, 1.5]);
        assert!(DesignMatrix::new(&array![0.5], &array![0.0], 1, Extrapolation::None).is_err());
    }
}

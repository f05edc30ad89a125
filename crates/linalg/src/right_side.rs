//! Right-hand sides of systems: one vector, or several as the columns of a matrix.

use ndarray::{Array, Array1, ArrayRef, Dimension, Ix1, Ix2};

use crate::check::check_shape;
use crate::col_major::ColMajor;
use crate::scalar::LinalgScalar;
use onkai_core::{Result, check_finite};

/// The dimensions that a right-hand side may have: exactly [`type@Ix1`] and [`type@Ix2`].
pub trait RightSide: Dimension + sealed::Sealed {
    /// Copies a right-hand side as columns.
    #[doc(hidden)]
    fn to_columns<T: LinalgScalar>(b: &ArrayRef<T, Self>) -> ColMajor<T>;
    /// Makes a solution of columns.
    #[doc(hidden)]
    fn from_columns<T: LinalgScalar>(columns: ColMajor<T>) -> Array<T, Self>;
}

impl RightSide for Ix1 {
    fn to_columns<T: LinalgScalar>(b: &ArrayRef<T, Self>) -> ColMajor<T> {
        ColMajor::from_vec(b.to_vec(), b.len(), 1)
    }
    fn from_columns<T: LinalgScalar>(columns: ColMajor<T>) -> Array1<T> {
        Array1::from(columns.into_vec())
    }
}

impl RightSide for Ix2 {
    fn to_columns<T: LinalgScalar>(b: &ArrayRef<T, Self>) -> ColMajor<T> {
        ColMajor::from_array(b)
    }
    fn from_columns<T: LinalgScalar>(columns: ColMajor<T>) -> Array<T, Ix2> {
        columns.into_array()
    }
}

mod sealed {
    pub trait Sealed {}
    impl Sealed for ndarray::Ix1 {}
    impl Sealed for ndarray::Ix2 {}
}

/// The columns of a right-hand side that must have `n` rows.
///
/// # Errors
///
/// [`onkai_core::Error::Shape`], and [`onkai_core::Error::NotFinite`] if that is to be checked.
pub(crate) fn columns_of<T: LinalgScalar, D: RightSide>(
    b: &ArrayRef<T, D>,
    n: usize,
    finite: bool,
) -> Result<ColMajor<T>> {
    let mut expected = b.shape().to_vec();
    expected[0] = n;
    check_shape("b", b, &expected)?;
    if finite {
        check_finite("b", b)?;
    }
    Ok(D::to_columns(b))
}

//! Triangular systems.
//!
//! Counterpart of `scipy.linalg.solve_triangular`.

use ndarray::{Array, ArrayRef, ArrayRef2};
use onkai_core::{Error, Result, check_finite};

use crate::backend::Triangle;
use crate::check::order_of;
use crate::cholesky::Side;
use crate::col_major::ColMajor;
use crate::kernels;
use crate::lu::Transpose;
use crate::right_side::{RightSide, columns_of};
use crate::scalar::LinalgScalar;

/// Solves `a · x = b` for a triangular `a`, of which the other triangle is not read.
///
/// # Shapes
///
/// `a`: `[n, n]`, `b`: `[n]` or `[n, k]`; the result is shaped as `b`.
///
/// # Errors
///
/// [`Error::NotSquare`], [`Error::Shape`], [`Error::NotFinite`], [`Error::Singular`] if there is a
/// zero on the diagonal.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_linalg::{Side, TriangularOptions, solve_triangular};
/// let a = array![[2.0, 0.0], [1.0, 4.0]];
/// let options = TriangularOptions { side: Side::Lower, ..Default::default() };
/// assert_eq!(solve_triangular(&a, &array![2.0, 9.0], &options)?, array![1.0, 2.0]);
/// # Ok::<(), onkai_linalg::Error>(())
/// ```
pub fn solve_triangular<T: LinalgScalar, D: RightSide>(
    a: &ArrayRef2<T>,
    b: &ArrayRef<T, D>,
    options: &TriangularOptions,
) -> Result<Array<T, D>> {
    let n = order_of("a", a)?;
    if options.check_finite {
        check_finite("a", a)?;
    }
    let mut x = columns_of(b, n, options.check_finite)?;
    if !options.unit_diagonal
        && let Some(pivot) = a.diag().iter().position(|v| *v == T::zero())
    {
        return Err(Error::Singular { name: "a", pivot });
    }
    let shape = Triangle {
        lower: options.side == Side::Lower,
        unit: options.unit_diagonal,
        transposed: options.transpose != Transpose::No,
        conjugated: options.transpose == Transpose::Conjugate,
    };
    kernels::solve_triangle(&ColMajor::from_array(a), shape, &mut x);
    Ok(D::from_columns(x))
}

/// How [`solve_triangular`] takes its matrix.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TriangularOptions {
    /// The triangle that is read.
    pub side: Side,
    /// What is done to it before.
    pub transpose: Transpose,
    /// The diagonal is taken as ones, and not read.
    pub unit_diagonal: bool,
    /// Whether NaN and infinities are refused.
    pub check_finite: bool,
}

impl Default for TriangularOptions {
    fn default() -> Self {
        Self {
            side: Side::Upper,
            transpose: Transpose::No,
            unit_diagonal: false,
            check_finite: true,
        }
    }
}

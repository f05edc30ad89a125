//! Systems with, and products by, a Toeplitz matrix.
//!
//! Counterpart of `scipy.linalg.solve_toeplitz` and `matmul_toeplitz`.

use ndarray::{Array, ArrayRef, ArrayRef1, ArrayView1, Axis, Dimension};
use num_complex::Complex;
use onkai_core::{Result, Scalar, check_finite};
use rustfft::FftDirection;

use super::band::check_rows;
use super::fourier::{convolve, transform};
use super::levinson::levinson;
use crate::scalar::LinalgScalar;

/// Solves `T x = b` for a Toeplitz matrix by Levinson's recursion, in `O(n²)` steps.
///
/// The recursion passes through the leading submatrices of all orders and does not pivot. It is as
/// accurate as elimination for positive definite matrices, but loses accuracy where one of the leading
/// submatrices is nearly singular, though `T` itself is not; then solve with
/// [`toeplitz`](crate::toeplitz)`(c, r)`.
///
/// # Shapes
///
/// `c`: `[n]`, the first column; `r`: `[n]`, the first row, whose first element is ignored; without it
/// the row is the conjugate of `c`. `b`: `[n]` or `[n, …]`, a right-hand side a column. Returns the
/// shape of `b`.
///
/// # Errors
///
/// [`Error::Shape`](crate::Error::Shape) when an argument does not fit,
/// [`Error::NotFinite`](crate::Error::NotFinite), [`Error::Singular`](crate::Error::Singular) when a
/// leading submatrix is.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// let x = onkai_linalg::solve_toeplitz(&array![2.0, 1.0], None, &array![4.0, 5.0])?;
/// assert_eq!(x, array![1.0, 2.0]);
/// # Ok::<(), onkai_linalg::Error>(())
/// ```
///
/// # References
///
/// G. H. Golub, C. F. Van Loan, *Matrix Computations*, 4th ed., section 4.7.
pub fn solve_toeplitz<T: LinalgScalar, D: Dimension>(
    c: &ArrayRef1<T>,
    r: Option<&ArrayRef1<T>>,
    b: &ArrayRef<T, D>,
) -> Result<Array<T, D>> {
    let n = c.len();
    if let Some(r) = r {
        check_rows("r", r, n)?;
        check_finite("r", r)?;
    }
    check_rows("b", b, n)?;
    check_finite("c", c)?;
    check_finite("b", b)?;
    let row = first_row(c, r);
    let hermitian = c.iter().zip(&row).all(|(&c, &r)| r == c.conj());
    let mut columns: Vec<_> = b.lanes(Axis(0)).into_iter().map(|lane| lane.to_vec()).collect();
    levinson(&c.to_vec(), &row, hermitian, &mut columns)?;
    let mut x = b.to_owned();
    for (mut lane, column) in x.lanes_mut(Axis(0)).into_iter().zip(&columns) {
        lane.assign(&ArrayView1::from(column));
    }
    Ok(x)
}

/// The product `T x` with a Toeplitz matrix, in `O(n log n)` steps.
///
/// # Shapes
///
/// `c`: `[m]`, the first column; `r`: `[n]`, the first row, whose first element is ignored; without it
/// the row is the conjugate of `c`. `x`: `[n]` or `[n, …]`. Returns `[m]` or `[m, …]`.
///
/// # Errors
///
/// [`Error::Shape`](crate::Error::Shape) when `x` does not fit,
/// [`Error::NotFinite`](crate::Error::NotFinite).
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// let y = onkai_linalg::matmul_toeplitz(&array![2.0_f64, 1.0], None, &array![1.0, 2.0])?;
/// assert!((y - array![4.0, 5.0]).iter().all(|d: &f64| d.abs() < 1e-14));
/// # Ok::<(), onkai_linalg::Error>(())
/// ```
pub fn matmul_toeplitz<T: LinalgScalar, D: Dimension>(
    c: &ArrayRef1<T>,
    r: Option<&ArrayRef1<T>>,
    x: &ArrayRef<T, D>,
) -> Result<Array<T, D>> {
    let m = c.len();
    if let Some(r) = r {
        check_finite("r", r)?;
    }
    let row = first_row(c, r);
    let n = row.len();
    check_rows("x", x, n)?;
    check_finite("c", c)?;
    check_finite("x", x)?;
    // The matrix is a corner of a circulant one, which the transform makes diagonal. Zeros between
    // its column and its row are free, so that the length can be a power of two.
    let len = (m + n).next_power_of_two();
    let mut spectrum = vec![Complex::default(); len];
    for (s, &v) in spectrum.iter_mut().zip(c) {
        *s = Complex::new(v.re(), v.im());
    }
    for (s, &v) in spectrum.iter_mut().rev().zip(row.iter().skip(1)) {
        *s = Complex::new(v.re(), v.im());
    }
    transform(&mut spectrum, FftDirection::Forward);
    let mut shape = x.raw_dim();
    shape[0] = m;
    let mut y = Array::zeros(shape);
    let mut padded = vec![Complex::default(); len];
    for (lane, mut out) in x.lanes(Axis(0)).into_iter().zip(y.lanes_mut(Axis(0))) {
        padded.fill(Complex::default());
        for (p, &v) in padded.iter_mut().zip(lane) {
            *p = Complex::new(v.re(), v.im());
        }
        convolve(&spectrum, &mut padded);
        for (o, &p) in out.iter_mut().zip(&padded) {
            *o = T::from_parts(p.re, p.im);
        }
    }
    Ok(y)
}

/// `r` with its first element replaced by that of `c`; without `r`, the conjugate of `c` but for that.
fn first_row<T: Scalar>(c: &ArrayRef1<T>, r: Option<&ArrayRef1<T>>) -> Vec<T> {
    let mut row = match r {
        Some(r) => r.to_vec(),
        None => c.mapv(T::conj).to_vec(),
    };
    if let (Some(first), Some(&corner)) = (row.first_mut(), c.first()) {
        *first = corner;
    }
    row
}

#[cfg(test)]
mod tests {
    use ndarray::{Array1, array};
    use onkai_core::Error;

    use super::*;

    #[test]
    fn arguments_that_do_not_fit_are_named() {
        let c = array![2.0, 1.0];
        let error = solve_toeplitz(&c, Some(&array![1.0]), &array![1.0, 1.0]).unwrap_err();
        assert_eq!(error.to_string(), "`r` has shape [1], but must have [2]");
        let error = solve_toeplitz(&c, None, &array![1.0]).unwrap_err();
        assert_eq!(error.to_string(), "`b` has shape [1], but must have [2]");
        let error = solve_toeplitz(&array![f64::NAN, 1.0], None, &c).unwrap_err();
        assert!(matches!(error, Error::NotFinite { name: "c", .. }));
        let error = matmul_toeplitz(&c, None, &array![1.0]).unwrap_err();
        assert_eq!(error.to_string(), "`x` has shape [1], but must have [2]");
    }

    #[test]
    fn a_leading_submatrix_without_inverse_is_told() {
        let error = solve_toeplitz(&array![1.0, 1.0], None, &array![1.0, 1.0]).unwrap_err();
        assert_eq!(error, Error::Singular { name: "c", pivot: 1 });
        let error = solve_toeplitz(&array![0.0, 1.0], None, &array![1.0, 1.0]).unwrap_err();
        assert_eq!(error, Error::Singular { name: "c", pivot: 0 });
    }

    #[test]
    fn nothing_gives_nothing() {
        let none = Array1::<f32>::zeros(0);
        assert_eq!(solve_toeplitz(&none, None, &none).unwrap(), none);
        assert_eq!(matmul_toeplitz(&none, None, &none).unwrap(), none);
    }
}

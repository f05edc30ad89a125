//! The matrix exponential.
//!
//! Counterpart of `scipy.linalg.expm`.

use ndarray::{Array, ArrayRef, Dimension};
use num_complex::Complex;
use num_traits::Zero;
use onkai_core::{Error, Result, check_finite};

use super::large::Large;
use super::pade::pade_exponential;
use super::small::Small;
use super::triangle::triangular_exponential;
use crate::scalar::LinalgScalar;

/// The exponential of a square matrix, or of each in a stack.
///
/// ```text
/// e^A = I + A + A² / 2! + A³ / 3! + …
/// ```
///
/// Computed by scaling and squaring, `(r(A / 2ˢ))^(2ˢ)`, with a Padé approximant `r` whose degree and
/// scaling follow from how fast powers of `A` grow, not from its norm alone.
///
/// # Shapes
///
/// `a`: `[…, n, n]`. Returns the same shape.
///
/// # Errors
///
/// [`Error::NotSquare`], [`Error::NotFinite`]; [`Error::Parameter`] when `a` has fewer than two axes.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// let e = onkai_linalg::expm(&array![[0.0, 1.0], [0.0, 0.0]])?;
/// assert_eq!(e, array![[1.0, 1.0], [0.0, 1.0]]);
/// # Ok::<(), onkai_linalg::Error>(())
/// ```
///
/// # References
///
/// A. H. Al-Mohy, N. J. Higham, "A new scaling and squaring algorithm for the matrix exponential",
/// SIAM J. Matrix Anal. Appl. 31 (2009), doi:10.1137/09074721X.
pub fn expm<T: LinalgScalar, D: Dimension>(a: &ArrayRef<T, D>) -> Result<Array<T, D>> {
    let [.., n_rows, n] = *a.shape() else {
        return Err(Error::parameter("a.ndim", a.ndim() as f64, "at least 2"));
    };
    if n_rows != n {
        return Err(Error::NotSquare { name: "a", n_rows, n_cols: n });
    }
    check_finite("a", a)?;
    let mut out = Array::zeros(a.raw_dim());
    if n == 0 {
        return Ok(out);
    }
    let copied;
    let elements = if let Some(slice) = a.as_slice() {
        slice
    } else {
        copied = a.iter().copied().collect::<Vec<_>>();
        &copied
    };
    let results = out.as_slice_mut().expect("a fresh array lies row by row");
    for (matrix, result) in elements.chunks_exact(n * n).zip(results.chunks_exact_mut(n * n)) {
        exponential_into(matrix, n, result);
    }
    Ok(out)
}

/// The exponential of a matrix that is there as a slice; whether of rows or of columns makes no
/// difference, as the exponential of the transpose is the transpose of the exponential.
pub(crate) fn exponential_into<T: LinalgScalar>(a: &[T], n: usize, out: &mut [T]) {
    let is_zero = |lower: bool| {
        (0..n).all(|i| {
            let rest = if lower { &a[i * n..i * n + i] } else { &a[i * n + i + 1..(i + 1) * n] };
            rest.iter().all(|&v| v == T::zero())
        })
    };
    match (is_zero(true), is_zero(false)) {
        (true, true) => {
            out.fill(T::zero());
            for i in 0..n {
                out[i * (n + 1)] = exp(a[i * (n + 1)]);
            }
        }
        (upper, lower) if upper || lower => triangular_exponential(a, n, lower, out),
        _ => match n {
            2 => pade_exponential(Small::<T, 2>::from_slice(a)).write_to(out),
            3 => pade_exponential(Small::<T, 3>::from_slice(a)).write_to(out),
            4 => pade_exponential(Small::<T, 4>::from_slice(a)).write_to(out),
            _ => out.copy_from_slice(pade_exponential(Large::from_slice(a, n)).as_slice()),
        },
    }
}

/// `e^z` of a real or complex number.
pub(super) fn exp<T: LinalgScalar>(z: T) -> T {
    if z.im() == T::Real::zero() {
        return T::from_real(num_traits::Float::exp(z.re()));
    }
    let value = Complex::new(z.re(), z.im()).exp();
    T::from_parts(value.re, value.im)
}

#[cfg(test)]
mod tests {
    use ndarray::{Array2, Array3, array};

    use super::*;

    #[test]
    fn what_has_no_exponential_is_refused() {
        let error = expm(&Array2::<f64>::zeros((3, 4))).unwrap_err();
        assert_eq!(error.to_string(), "expected square matrix: `a` has 3 rows and 4 columns");
        let error = expm(&array![[1.0, f64::NAN], [0.0, 1.0]]).unwrap_err();
        assert_eq!(error.to_string(), "`a` is not finite: element 1 is NaN");
        assert!(matches!(expm(&array![1.0]), Err(Error::Parameter { name: "a.ndim", .. })));
    }

    #[test]
    fn stacks_are_done_matrix_by_matrix_and_may_be_empty() {
        let a = Array3::from_shape_fn((2, 5, 5), |(k, i, j)| ((3 * i + j) as f64).sin() * k as f64);
        let e = expm(&a).unwrap();
        assert_eq!(e.index_axis(ndarray::Axis(0), 0), Array2::<f64>::eye(5));
        let second = expm(&a.index_axis(ndarray::Axis(0), 1)).unwrap();
        assert_eq!(e.index_axis(ndarray::Axis(0), 1), second);
        assert_eq!(expm(&Array3::<f32>::zeros((2, 0, 0))).unwrap().shape(), [2, 0, 0]);
    }

    #[test]
    fn diagonal_matrices_are_exact() {
        let e = expm(&array![[2.0, 0.0], [0.0, -1.0]]).unwrap();
        assert_eq!(e, array![[2.0_f64.exp(), 0.0], [0.0, (-1.0_f64).exp()]]);
        assert_eq!(expm(&array![[1.0_f32]]).unwrap(), array![[1.0_f32.exp()]]);
    }

    #[test]
    fn the_largest_matrices_overflow_or_vanish() {
        let huge = array![[1e200_f64, 1e200], [1e199, 3e200]];
        assert!(expm(&huge).unwrap().iter().all(|v| !v.is_finite()));
        assert!(
            expm(&array![[1e30_f32, 1.0], [2.0, 1e30]]).unwrap().iter().any(|v| !v.is_finite())
        );
        let falling = array![[-3e5_f64, 1e5], [1e5, -2e5]];
        assert_eq!(expm(&falling).unwrap(), Array2::<f64>::zeros((2, 2)));
    }

    #[test]
    fn a_transpose_gives_the_transpose() {
        let a = Array2::from_shape_fn((6, 6), |(i, j)| ((7 * i + 3 * j) as f64).cos());
        let (e, et) = (expm(&a).unwrap(), expm(&a.t()).unwrap());
        assert!((&e - &et.t()).iter().all(|d: &f64| d.abs() < 1e-12));
    }
}

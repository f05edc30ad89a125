//! How the matrix exponential answers to small changes.
//!
//! Counterpart of `scipy.linalg.expm_frechet` and `expm_cond`.

use ndarray::{Array2, ArrayRef2, s};
use num_traits::{Float, One, Zero};
use onkai_core::{Result, check_finite};

use super::exponential::expm;
use crate::check::{check_shape, finite_order};
use crate::measures::{NormOrder, norm};
use crate::scalar::LinalgScalar;

/// The matrix exponential and its derivative in one direction.
#[derive(Clone, Debug, PartialEq)]
pub struct ExpmFrechet<T> {
    /// `e^A`.
    pub expm: Array2<T>,
    /// The derivative `L(A, E)`.
    pub derivative: Array2<T>,
}

/// The matrix exponential and its Fréchet derivative in the direction `e`.
///
/// ```text
/// e^(A + E) - e^A = L(A, E) + o(‖E‖)
/// ```
///
/// Read off the exponential of the block matrix `[[A, E], [0, A]]`.
///
/// # Shapes
///
/// `a`, `e`: `[n, n]`.
///
/// # Errors
///
/// [`Error::NotSquare`](crate::Error::NotSquare), [`Error::Shape`](crate::Error::Shape),
/// [`Error::NotFinite`](crate::Error::NotFinite).
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// let result = onkai_linalg::expm_frechet(&array![[0.0]], &array![[2.0]])?;
/// assert_eq!(result.derivative, array![[2.0]]);
/// # Ok::<(), onkai_linalg::Error>(())
/// ```
///
/// # References
///
/// N. J. Higham, *Functions of Matrices*, SIAM 2008, section 10.6.
pub fn expm_frechet<T: LinalgScalar>(a: &ArrayRef2<T>, e: &ArrayRef2<T>) -> Result<ExpmFrechet<T>> {
    let n = finite_order("a", a)?;
    check_shape("e", e, &[n, n])?;
    check_finite("e", e)?;
    // The derivative is linear in E, which so can be given the size of A.
    let (size, direction) = (largest(a), largest(e));
    let scale = if size == T::Real::zero() || direction == T::Real::zero() {
        T::Real::one()
    } else {
        size / direction
    };
    let mut block = Array2::zeros((2 * n, 2 * n));
    block.slice_mut(s![..n, ..n]).assign(a);
    block.slice_mut(s![n.., n..]).assign(a);
    block.slice_mut(s![..n, n..]).assign(&e.mapv(|v| v.scale(scale)));
    let value = expm(&block)?;
    let derivative = value.slice(s![..n, n..]).mapv(|v| v.scale(scale.recip()));
    Ok(ExpmFrechet { expm: value.slice(s![..n, ..n]).to_owned(), derivative })
}

fn largest<T: LinalgScalar>(a: &ArrayRef2<T>) -> T::Real {
    a.iter().map(|v| v.modulus()).fold(T::Real::zero(), Float::max)
}

/// The relative condition number of the matrix exponential in the Frobenius norm.
///
/// ```text
/// lim  sup  ‖e^(A + E) - e^A‖ / (ε ‖e^A‖)
/// ε→0 ‖E‖ ≤ ε ‖A‖
/// ```
///
/// It takes `n²` derivatives and a singular value of a matrix of order `n²`: for small matrices.
///
/// # Shapes
///
/// `a`: `[n, n]`, `n ≥ 1`.
///
/// # Errors
///
/// Those of [`expm`]; [`Error::TooShort`](crate::Error::TooShort) when `a` is empty.
///
/// # Examples
///
/// ```
/// let condition = onkai_linalg::expm_cond(&ndarray::array![[3.0_f64]])?;
/// assert!((condition - 3.0_f64).abs() < 1e-14);
/// # Ok::<(), onkai_linalg::Error>(())
/// ```
pub fn expm_cond<T: LinalgScalar>(a: &ArrayRef2<T>) -> Result<T::Real> {
    let n = finite_order("a", a)?;
    if n == 0 {
        return Err(crate::Error::TooShort { name: "a", expected: 1, actual: 0 });
    }
    let mut derivatives = Array2::zeros((n * n, n * n));
    let mut unit = Array2::zeros((n, n));
    for (column, i) in (0..n).flat_map(|i| (0..n).map(move |j| (i, j))).enumerate() {
        unit[i] = T::one();
        let derivative = expm_frechet(a, &unit)?.derivative;
        unit[i] = T::zero();
        for (row, &v) in derivative.iter().enumerate() {
            derivatives[[row, column]] = v;
        }
    }
    let sensitivity = norm(&derivatives, NormOrder::L2)?;
    let sizes = norm(a, NormOrder::Frobenius)? / norm(&expm(a)?, NormOrder::Frobenius)?;
    Ok(sensitivity * sizes)
}

//! Norms of vectors and matrices.
//!
//! Counterpart of `scipy.linalg.norm`.

use std::str::FromStr;

use ndarray::{ArrayRef, ArrayRef2, Dimension, Ix1, Ix2};
use num_traits::{Float, Zero};
use onkai_core::{Error, Result, check_finite};

use super::vector_norm::{euclidean, power_norm};
use crate::scalar::LinalgScalar;
use crate::svd::svdvals;

/// Which norm of a vector or a matrix.
///
/// The names are those of [`norm`]'s orders in SciPy: `"fro"`, `"nuc"`, `"inf"`, `"-inf"` or a number.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum NormOrder {
    /// `√Σ|a|²`, of a vector or a matrix.
    #[default]
    Frobenius,
    /// The sum of the singular values of a matrix.
    Nuclear,
    /// Of a vector the largest absolute value, of a matrix the largest sum of those of a row.
    Inf,
    /// Of a vector the smallest absolute value, of a matrix the smallest sum of those of a row.
    NegInf,
    /// Of a vector `Σ|a|`, of a matrix the largest sum of absolute values of a column.
    L1,
    /// Of a vector `1 / Σ|a|⁻¹`, of a matrix the smallest sum of absolute values of a column.
    NegL1,
    /// Of a vector `√Σ|a|²`, of a matrix the largest singular value.
    L2,
    /// Of a vector `(Σ|a|⁻²)^(-1/2)`, of a matrix the smallest singular value.
    NegL2,
    /// Of a vector how many elements are not zero; not of a matrix.
    Zero,
    /// Of a vector `(Σ|a|ᵖ)^(1/p)`, the limit for infinite `p`; of a matrix only where `p` is one of the
    /// orders above.
    P(f64),
}

impl FromStr for NormOrder {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self> {
        match name {
            "fro" => Ok(Self::Frobenius),
            "nuc" => Ok(Self::Nuclear),
            _ => match name.parse::<f64>() {
                Ok(p) if !p.is_nan() => Ok(Self::P(p).named()),
                _ => Err(Error::UnknownName {
                    name: "norm",
                    value: name.to_owned(),
                    known: "fro, nuc, inf, -inf, 0, 1, -1, 2, -2 and other numbers",
                }),
            },
        }
    }
}

impl NormOrder {
    /// The order by its name, where it has one.
    fn named(self) -> Self {
        match self {
            Self::P(f64::INFINITY) => Self::Inf,
            Self::P(f64::NEG_INFINITY) => Self::NegInf,
            Self::P(0.0) => Self::Zero,
            Self::P(1.0) => Self::L1,
            Self::P(-1.0) => Self::NegL1,
            Self::P(2.0) => Self::L2,
            Self::P(-2.0) => Self::NegL2,
            other => other,
        }
    }
}

/// A norm of a vector or a matrix, or what SciPy calls one: the negative orders and zero are none.
///
/// No order overflows or underflows on the way to a result that does not.
///
/// # Shapes
///
/// `a`: `[n]`, `[m, n]`; any shape for [`NormOrder::Frobenius`]. Nothing has the norm 0.
///
/// # Errors
///
/// [`Error::NotFinite`]; [`Error::Values`] when vectors or matrices have no such norm, or `a` has more than
/// two axes; [`Error::TooShort`] for the smallest of nothing; [`Error::Parameter`] when `p` is NaN.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_linalg::{NormOrder, norm};
/// let a = array![[3.0, -4.0_f64], [0.0, 0.0]];
/// assert_eq!(norm(&a, NormOrder::Frobenius)?, 5.0);
/// assert_eq!(norm(&a, NormOrder::Inf)?, 7.0);
/// assert_eq!(norm(&a.row(0), NormOrder::Inf)?, 4.0);
/// # Ok::<(), onkai_linalg::Error>(())
/// ```
pub fn norm<T: LinalgScalar, D: Dimension>(
    a: &ArrayRef<T, D>,
    order: NormOrder,
) -> Result<T::Real> {
    check_finite("a", a)?;
    let order = order.named();
    if order == NormOrder::Frobenius {
        return Ok(euclidean(a.iter().copied()));
    }
    if let NormOrder::P(p) = order
        && p.is_nan()
    {
        return Err(Error::parameter("p", p, "a number"));
    }
    let view = a.view();
    match a.ndim() {
        1 => {
            let vector = view.into_dimensionality::<Ix1>().expect("one axis");
            let moduli = vector.iter().map(|v| v.modulus());
            match order {
                NormOrder::L2 => Ok(euclidean(vector.iter().copied())),
                NormOrder::Inf => Ok(moduli.fold(T::Real::zero(), Float::max)),
                NormOrder::NegInf => smallest(moduli),
                NormOrder::L1 => Ok(moduli.sum()),
                NormOrder::NegL1 => power_norm(&moduli.collect::<Vec<_>>(), -1.0),
                NormOrder::NegL2 => power_norm(&moduli.collect::<Vec<_>>(), -2.0),
                NormOrder::Zero => {
                    let count = vector.iter().filter(|&&v| v != T::zero()).count();
                    Ok(onkai_core::Real::of_usize(count))
                }
                NormOrder::P(p) => power_norm(&moduli.collect::<Vec<_>>(), p),
                NormOrder::Nuclear | NormOrder::Frobenius => Err(Error::Values {
                    name: "a",
                    requirement: "be a matrix for the nuclear norm",
                }),
            }
        }
        2 => matrix_norm(&view.into_dimensionality::<Ix2>().expect("two axes"), order),
        _ => Err(Error::Values { name: "a", requirement: "be a vector or a matrix" }),
    }
}

fn matrix_norm<T: LinalgScalar>(a: &ArrayRef2<T>, order: NormOrder) -> Result<T::Real> {
    let row_sums = || a.rows().into_iter().map(|row| row.iter().map(|v| v.modulus()).sum());
    let is_empty = a.is_empty();
    let svdvals = || if is_empty { Ok(ndarray::Array1::zeros(0)) } else { svdvals(a) };
    match order {
        NormOrder::L1 => Ok(largest_column_sum(a)),
        NormOrder::NegL1 => smallest(column_sums(a).into_iter()),
        NormOrder::Inf => Ok(row_sums().fold(T::Real::zero(), Float::max)),
        NormOrder::NegInf => smallest(row_sums()),
        NormOrder::L2 => Ok(svdvals()?.first().copied().unwrap_or_else(T::Real::zero)),
        NormOrder::NegL2 => smallest(svdvals()?.into_iter()),
        NormOrder::Nuclear => Ok(svdvals()?.iter().copied().sum()),
        NormOrder::Frobenius => Ok(euclidean(a.iter().copied())),
        NormOrder::Zero | NormOrder::P(_) => {
            Err(Error::Values { name: "a", requirement: "be a vector for the norm of this order" })
        }
    }
}

/// The 1-norm of a matrix that needs no checks.
pub(crate) fn largest_column_sum<T: LinalgScalar>(a: &ArrayRef2<T>) -> T::Real {
    column_sums(a).into_iter().fold(T::Real::zero(), Float::max)
}

/// The sums of the moduli of each column, along the rows, as they lie in memory mostly.
fn column_sums<T: LinalgScalar>(a: &ArrayRef2<T>) -> Vec<T::Real> {
    let mut sums = vec![T::Real::zero(); a.ncols()];
    for row in a.rows() {
        for (sum, v) in sums.iter_mut().zip(row) {
            *sum += v.modulus();
        }
    }
    sums
}

fn smallest<R: Float>(values: impl Iterator<Item = R>) -> Result<R> {
    values.reduce(R::min).ok_or(Error::TooShort { name: "a", expected: 1, actual: 0 })
}

#[cfg(test)]
mod tests {
    use ndarray::{Array1, Array2, Array3, array};

    use super::*;

    #[test]
    fn names_are_scipy_s() {
        assert_eq!("fro".parse(), Ok(NormOrder::Frobenius));
        assert_eq!("-inf".parse(), Ok(NormOrder::NegInf));
        assert_eq!("2".parse(), Ok(NormOrder::L2));
        assert_eq!("0.5".parse(), Ok(NormOrder::P(0.5)));
        assert!("max".parse::<NormOrder>().is_err() && "nan".parse::<NormOrder>().is_err());
    }

    #[test]
    fn norms_that_do_not_exist_are_told() {
        let (vector, matrix) = (array![1.0, 2.0], array![[1.0, 2.0]]);
        assert!(matches!(norm(&vector, NormOrder::Nuclear), Err(Error::Values { .. })));
        assert!(matches!(norm(&matrix, NormOrder::P(3.0)), Err(Error::Values { .. })));
        assert!(matches!(norm(&matrix, NormOrder::Zero), Err(Error::Values { .. })));
        assert!(matches!(norm(&vector, NormOrder::P(f64::NAN)), Err(Error::Parameter { .. })));
        let cube = Array3::<f32>::ones((2, 2, 4));
        assert_eq!(norm(&cube, NormOrder::Frobenius), Ok(4.0));
        assert!(norm(&cube, NormOrder::L1).is_err());
        assert!(matches!(norm(&array![f64::NAN], NormOrder::L1), Err(Error::NotFinite { .. })));
    }

    #[test]
    fn nothing_has_no_smallest_element() {
        let (vector, matrix) = (Array1::<f64>::zeros(0), Array2::<f64>::zeros((0, 2)));
        for order in [NormOrder::L1, NormOrder::L2, NormOrder::Inf, NormOrder::Frobenius] {
            assert_eq!(norm(&vector, order), Ok(0.0));
            assert_eq!(norm(&matrix, order), Ok(0.0));
        }
        assert!(matches!(norm(&vector, NormOrder::NegInf), Err(Error::TooShort { .. })));
        assert!(matches!(norm(&matrix, NormOrder::NegL2), Err(Error::TooShort { .. })));
    }
}

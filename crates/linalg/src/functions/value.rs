//! A matrix of which only its values tell whether it is real.

use ndarray::{Array2, ArrayRef2};
use onkai_core::Scalar;

use crate::scalar::LinalgScalar;

/// What a function of a matrix gives that may lead out of the real numbers, as the square root does.
///
/// For a complex matrix it is always [`RealOrComplex::Complex`].
#[derive(Clone, Debug, PartialEq)]
pub enum RealOrComplex<T: LinalgScalar> {
    /// The result of a real matrix that is real.
    Real(Array2<T::Real>),
    /// The result of a complex matrix, or one of a real matrix that is not real.
    Complex(Array2<T::Complex>),
}

impl<T: LinalgScalar> RealOrComplex<T> {
    /// The matrix, if it is real.
    pub fn real(self) -> Option<Array2<T::Real>> {
        match self {
            Self::Real(value) => Some(value),
            Self::Complex(_) => None,
        }
    }

    /// The matrix as a complex one.
    pub fn complex(self) -> Array2<T::Complex> {
        match self {
            Self::Real(value) => value.mapv(T::Complex::from_real),
            Self::Complex(value) => value,
        }
    }

    /// Whether it is real.
    pub fn is_real(&self) -> bool {
        matches!(self, Self::Real(_))
    }

    /// From a matrix of the type of the argument.
    pub(super) fn from_same(value: &ArrayRef2<T>) -> Self {
        if T::IS_COMPLEX {
            Self::Complex(value.mapv(T::embed))
        } else {
            Self::Real(value.mapv(T::re))
        }
    }
}

/// The same numbers in the complex plane.
pub(crate) fn to_complex<T: LinalgScalar>(a: &ArrayRef2<T>) -> Array2<T::Complex> {
    a.mapv(T::embed)
}

/// Back from the complex plane; a real type takes the real parts.
pub(crate) fn from_complex<T: LinalgScalar>(a: &ArrayRef2<T::Complex>) -> Array2<T> {
    a.mapv(|v| T::from_parts(v.re(), v.im()))
}

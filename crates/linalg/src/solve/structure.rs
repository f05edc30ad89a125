//! What a matrix looks like, as far as that makes a system easier.

use std::str::FromStr;

use ndarray::ArrayRef2;
use num_traits::Zero;
use onkai_core::{Error, Result};

use crate::predicates::{Bandwidth, bandwidth, ishermitian};
use crate::scalar::LinalgScalar;

/// What is known of a matrix.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Structure {
    /// Nothing.
    General,
    /// It equals its transpose.
    Symmetric,
    /// It equals its conjugate transpose.
    Hermitian,
    /// It is Hermitian, and `x^H · a · x > 0` for every `x` but zero.
    PositiveDefinite,
    /// It is zero above the diagonal.
    LowerTriangular,
    /// It is zero below the diagonal.
    UpperTriangular,
    /// It is zero off the diagonal.
    Diagonal,
    /// It is zero but on the diagonal and its two neighbours.
    Tridiagonal,
    /// It is zero off a few diagonals.
    Banded,
}

impl Structure {
    /// Finds out, from what is zero and what is equal. Positive definite is a guess: that a
    /// Hermitian matrix has a positive diagonal.
    pub(super) fn of<T: LinalgScalar>(a: &ArrayRef2<T>) -> Self {
        let n = a.nrows();
        let Bandwidth { lower, upper } = bandwidth(a);
        match (lower, upper) {
            (0, 0) => Self::Diagonal,
            (0, _) => Self::UpperTriangular,
            (_, 0) => Self::LowerTriangular,
            (1, 1) => Self::Tridiagonal,
            (below, above) if (below + above) * BAND_PAYS < n => Self::Banded,
            _ if ishermitian(a, 0.0, 0.0) => {
                let positive = a.diag().iter().all(|v| T::Real::zero() < v.re());
                if positive { Self::PositiveDefinite } else { Self::Hermitian }
            }
            _ => Self::General,
        }
    }
}

/// A band is solved as one if it takes up less than this part of the matrix.
const BAND_PAYS: usize = 4;

impl FromStr for Structure {
    type Err = Error;

    /// Reads SciPy's names for `assume_a`.
    fn from_str(name: &str) -> Result<Self> {
        Ok(match name {
            "gen" | "general" => Self::General,
            "sym" | "symmetric" => Self::Symmetric,
            "her" | "hermitian" => Self::Hermitian,
            "pos" | "positive definite" => Self::PositiveDefinite,
            "lower triangular" => Self::LowerTriangular,
            "upper triangular" => Self::UpperTriangular,
            "diagonal" => Self::Diagonal,
            "tridiagonal" => Self::Tridiagonal,
            "banded" => Self::Banded,
            _ => {
                return Err(Error::UnknownName {
                    name: "structure",
                    value: name.to_owned(),
                    known: "general, symmetric, hermitian, positive definite, lower triangular, \
                            upper triangular, diagonal, tridiagonal, banded",
                });
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use ndarray::{Array2, array};
    use num_complex::Complex;

    use super::*;

    #[test]
    fn structures_are_recognised() {
        let i = Complex::new(0.0, 1.0);
        let r = Complex::new(2.0, 0.0);
        assert_eq!(Structure::of(&array![[r, i], [-i, r]]), Structure::Tridiagonal);
        let full = array![[r, i, r], [-i, r, i], [r, -i, r]];
        assert_eq!(Structure::of(&full), Structure::PositiveDefinite);
        assert_eq!(Structure::of(&full.mapv(|v| -v)), Structure::Hermitian);
        assert_eq!(Structure::of(&Array2::<f64>::eye(3)), Structure::Diagonal);
        let upper = array![[1.0, 2.0, 3.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]];
        assert_eq!(Structure::of(&upper), Structure::UpperTriangular);
        assert_eq!(Structure::of(&upper.t()), Structure::LowerTriangular);
        let near = |i: usize, j: usize| f64::from(u8::from(i.abs_diff(j) <= 2));
        let banded = Array2::from_shape_fn((30, 30), |(i, j)| near(i, j));
        assert_eq!(Structure::of(&banded), Structure::Banded);
    }

    #[test]
    fn names_are_scipy_s() {
        assert_eq!("pos".parse(), Ok(Structure::PositiveDefinite));
        assert!("round".parse::<Structure>().is_err());
    }
}

//! Pascal's triangle as a matrix.
//!
//! Counterpart of `scipy.linalg.pascal` and `invpascal`.

use std::str::FromStr;

use ndarray::Array2;
use onkai_core::{Error, Real, Result};

/// How Pascal's triangle is laid out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PascalKind {
    /// `S[i, j] = C(i + j, i)`.
    #[default]
    Symmetric,
    /// `L[i, j] = C(i, j)`, so that `S = L · Lᵀ`.
    Lower,
    /// `U = Lᵀ`.
    Upper,
}

impl FromStr for PascalKind {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self> {
        match name {
            "symmetric" => Ok(Self::Symmetric),
            "lower" => Ok(Self::Lower),
            "upper" => Ok(Self::Upper),
            _ => Err(Error::UnknownName {
                name: "kind of Pascal matrix",
                value: name.to_owned(),
                known: "symmetric, lower, upper",
            }),
        }
    }
}

/// The Pascal matrix of order `n`: binomial coefficients.
///
/// Exact as long as the elements are (below 2⁵³ for `f64`), then rounded to within a few units in
/// the last place; infinite where the element type ends.
///
/// # Examples
///
/// ```
/// use onkai_linalg::{PascalKind, pascal};
/// let a = pascal::<f64>(3, PascalKind::Symmetric);
/// assert_eq!(a, ndarray::array![[1.0, 1.0, 1.0], [1.0, 2.0, 3.0], [1.0, 3.0, 6.0]]);
/// ```
pub fn pascal<F: Real>(n: usize, kind: PascalKind) -> Array2<F> {
    let mut a = Array2::<f64>::zeros((n, n));
    for i in 0..n {
        for j in 0..n {
            a[[i, j]] = match kind {
                PascalKind::Symmetric if i == 0 || j == 0 => 1.0,
                PascalKind::Symmetric => a[[i - 1, j]] + a[[i, j - 1]],
                _ if j == 0 => 1.0,
                _ if i < j => 0.0,
                _ => a[[i - 1, j - 1]] + a[[i - 1, j]],
            };
        }
    }
    if kind == PascalKind::Upper {
        a = a.reversed_axes();
    }
    a.mapv(F::of)
}

/// The inverse of the Pascal matrix of order `n`, which consists of whole numbers, too.
///
/// ```text
/// L⁻¹[i, j] = (-1)^(i + j) C(i, j)     S⁻¹[i, j] = (-1)^(i + j) Σₖ C(k, i) C(k, j)
/// ```
///
/// As exact as [`pascal`].
///
/// # Examples
///
/// ```
/// use onkai_linalg::{PascalKind, invpascal};
/// let a = invpascal::<f64>(3, PascalKind::Lower);
/// assert_eq!(a, ndarray::array![[1.0, 0.0, 0.0], [-1.0, 1.0, 0.0], [1.0, -2.0, 1.0]]);
/// ```
pub fn invpascal<F: Real>(n: usize, kind: PascalKind) -> Array2<F> {
    let mut a = match kind {
        PascalKind::Symmetric => {
            let lower = pascal::<f64>(n, PascalKind::Lower);
            lower.t().dot(&lower)
        }
        _ => pascal(n, kind),
    };
    for ((i, j), v) in a.indexed_iter_mut() {
        // Not -0.0, which zero elements of triangles would become.
        if (i + j) % 2 == 1 && *v != 0.0 {
            *v = -*v;
        }
    }
    a.mapv(F::of)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_inverse_times_the_matrix_is_exactly_the_identity() {
        for kind in ["symmetric", "lower", "upper"] {
            let kind = kind.parse().unwrap();
            let product = pascal::<f64>(12, kind).dot(&invpascal(12, kind));
            assert_eq!(product, Array2::eye(12));
        }
        assert!("round".parse::<PascalKind>().is_err());
    }
}

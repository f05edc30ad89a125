//! What a covariance matrix that may be singular is good for.

use std::f64::consts::PI;

use ndarray::{Array1, Array2, ArrayRef1, ArrayRef2};
use onkai_core::{Error, Result, check_finite};
use onkai_linalg::{EighOptions, eigh};

/// Eigenvalues below this share of the largest count as zero, as in SciPy.
const RELATIVE_ZERO: f64 = 1e6 * f64::EPSILON;

/// The eigenvalue decomposition of a covariance matrix, without what counts as zero.
#[derive(Clone, Debug)]
pub(super) struct Semidefinite {
    /// Eigenvectors over the roots of their eigenvalues, a column each.
    whitening: Array2<f64>,
    /// Eigenvectors times the roots of their eigenvalues, a column each.
    coloring: Array2<f64>,
    /// Eigenvectors of the eigenvalues that count as zero.
    null: Array2<f64>,
    tolerance: f64,
    /// ln of the product of the eigenvalues.
    pub(super) log_pseudo_determinant: f64,
    pub(super) rank: usize,
}

impl Semidefinite {
    /// Decomposes a symmetric matrix.
    ///
    /// # Errors
    ///
    /// [`Error::NotSquare`], [`Error::NotFinite`], [`Error::Values`] for a matrix that is not
    /// symmetric, not positive semidefinite, or singular unless that is allowed.
    pub(super) fn new(
        name: &'static str,
        a: &ArrayRef2<f64>,
        allow_singular: bool,
    ) -> Result<Self> {
        let (n, n_cols) = a.dim();
        if n != n_cols {
            return Err(Error::NotSquare { name, n_rows: n, n_cols });
        }
        check_finite(name, a)?;
        let size = a.iter().fold(0.0_f64, |m, v| m.max(v.abs()));
        let is_even = a.indexed_iter().all(|((i, j), v)| (v - a[[j, i]]).abs() <= 1e-10 * size);
        if !is_even {
            return Err(Error::Values { name, requirement: "be symmetric" });
        }
        let parts = eigh(a, &EighOptions::default())?;
        let largest = parts.w.iter().fold(0.0_f64, |m, v| m.max(v.abs()));
        let tolerance = RELATIVE_ZERO * largest;
        if parts.w.iter().any(|&w| w < -tolerance) {
            return Err(Error::Values { name, requirement: "be positive semidefinite" });
        }
        let kept: Vec<usize> = (0..n).filter(|&i| parts.w[i] > tolerance).collect();
        let dropped: Vec<usize> = (0..n).filter(|&i| parts.w[i] <= tolerance).collect();
        if !dropped.is_empty() && !allow_singular {
            return Err(Error::Values { name, requirement: "not be singular" });
        }
        let columns = |indices: &[usize], factor: &dyn Fn(f64) -> f64| {
            Array2::from_shape_fn((n, indices.len()), |(i, j)| {
                parts.v[[i, indices[j]]] * factor(parts.w[indices[j]])
            })
        };
        Ok(Self {
            whitening: columns(&kept, &|w| w.sqrt().recip()),
            coloring: columns(&kept, &f64::sqrt),
            null: columns(&dropped, &|_| 1.0),
            tolerance: tolerance.max(f64::MIN_POSITIVE),
            log_pseudo_determinant: kept.iter().map(|&i| parts.w[i].ln()).sum(),
            rank: kept.len(),
        })
    }

    /// The squared Mahalanobis length of a difference; infinite outside the range of the matrix.
    pub(super) fn squared_length(&self, difference: &ArrayRef1<f64>) -> f64 {
        let outside: f64 = difference.dot(&self.null).iter().map(|v| v * v).sum();
        if outside.sqrt() > self.tolerance.sqrt() {
            return f64::INFINITY;
        }
        difference.dot(&self.whitening).iter().map(|v| v * v).sum()
    }

    /// Standard normal numbers given this covariance.
    pub(super) fn color(&self, z: &ArrayRef1<f64>) -> Array1<f64> {
        self.coloring.dot(z)
    }

    /// ln of the normal density's factor.
    pub(super) fn log_normalization(&self) -> f64 {
        -0.5 * (self.rank as f64 * (2.0 * PI).ln() + self.log_pseudo_determinant)
    }
}

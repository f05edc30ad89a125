//! The method of conjugate directions of Powell.
//!
//! Counterpart of `scipy.optimize.minimize(method="Powell")`.

use ndarray::Array2;

/// Options of [`Method::Powell`](crate::Method::Powell); the default is SciPy's.
#[derive(Clone, Debug, PartialEq)]
pub struct PowellOptions {
    /// How exact, relatively, the minimum along a line must be.
    pub xtol: f64,
    /// Converged once a round of all directions lowers the value by at most this, relatively.
    pub ftol: f64,
    /// At most so many iterations; by default 1000 for each variable, or as many as it takes if
    /// `maxfun` is given.
    pub maxiter: Option<usize>,
    /// At most so many evaluations; by default 1000 for each variable, or as many as it takes if
    /// `maxiter` is given.
    pub maxfun: Option<usize>,
    /// The first directions, one a row, `[n, n]`; by default the axes.
    pub directions: Option<Array2<f64>>,
}

impl Default for PowellOptions {
    fn default() -> Self {
        Self { xtol: 1e-4, ftol: 1e-4, maxiter: None, maxfun: None, directions: None }
    }
}

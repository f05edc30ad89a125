//! The simplex method of Nelder and Mead.
//!
//! Counterpart of `scipy.optimize.minimize(method="Nelder-Mead")`.

use ndarray::Array2;

/// Options of [`Method::NelderMead`](crate::Method::NelderMead); the default is SciPy's.
#[derive(Clone, Debug, PartialEq)]
pub struct NelderMeadOptions {
    /// Converged once no corner is farther than this from the best one in any coordinate, and `fatol`
    /// holds.
    pub xatol: f64,
    /// Converged once no corner's value is higher than the best one's by more than this, and `xatol`
    /// holds.
    pub fatol: f64,
    /// At most so many iterations; by default 200 for each variable, or as many as it takes if
    /// `maxfun` is given.
    pub maxiter: Option<usize>,
    /// At most so many evaluations; by default 200 for each variable, or as many as it takes if
    /// `maxiter` is given.
    pub maxfun: Option<usize>,
    /// The first corners, one a row, `[n + 1, n]`; by default the start and, for each variable, the
    /// start with this variable 5 % larger.
    pub initial_simplex: Option<Array2<f64>>,
    /// Adapts the moves to the number of variables (Gao and Han).
    pub adaptive: bool,
}

impl Default for NelderMeadOptions {
    fn default() -> Self {
        Self {
            xatol: 1e-4,
            fatol: 1e-4,
            maxiter: None,
            maxfun: None,
            initial_simplex: None,
            adaptive: false,
        }
    }
}

//! The iteration of L-BFGS-B.
//!
//! Counterpart of `scipy.optimize.minimize(method="L-BFGS-B")`.

/// Options of [`Method::LBfgsB`](crate::Method::LBfgsB); the default is SciPy's.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LBfgsBOptions {
    /// Of how many steps the curvature is remembered (SciPy's `maxcor`).
    pub max_correction: usize,
    /// Converged once a step lowers the value by at most this, relative to the value (at least 1).
    pub ftol: f64,
    /// Converged once no component of the projected gradient is greater.
    pub gtol: f64,
    /// At most so many evaluations.
    pub maxfun: usize,
    /// At most so many iterations.
    pub maxiter: usize,
    /// At most so many points along one line.
    pub maxls: usize,
}

impl Default for LBfgsBOptions {
    fn default() -> Self {
        Self {
            max_correction: 10,
            ftol: 1e7 * f64::EPSILON,
            gtol: 1e-5,
            maxfun: 15_000,
            maxiter: 15_000,
            maxls: 20,
        }
    }
}

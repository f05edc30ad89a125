//! Nonlinear conjugate gradients.
//!
//! Counterpart of `scipy.optimize.minimize(method="CG")`.

/// Options of [`Method::Cg`](crate::Method::Cg); the default is SciPy's.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CgOptions {
    /// Converged once the gradient's norm is at most this.
    pub gtol: f64,
    /// Which norm: the power that is summed, ∞ for the greatest modulus, −∞ for the least.
    pub norm: f64,
    /// At most so many iterations; by default 200 for each variable.
    pub maxiter: Option<usize>,
    /// Of the slope, how much of a line's reduction must be reached (Armijo).
    pub c1: f64,
    /// Of the slope, how much may be left at a line's end (Wolfe).
    pub c2: f64,
}

impl Default for CgOptions {
    fn default() -> Self {
        Self { gtol: 1e-5, norm: f64::INFINITY, maxiter: None, c1: 1e-4, c2: 0.4 }
    }
}

//! Newton's method with truncated conjugate gradients.
//!
//! Counterpart of `scipy.optimize.minimize(method="Newton-CG")`.

/// Options of [`Method::NewtonCg`](crate::Method::NewtonCg); the default is SciPy's.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NewtonCgOptions {
    /// Converged once a step's mean modulus is at most this.
    pub xtol: f64,
    /// The step with which gradients give products with a Hessian that is not known.
    pub eps: f64,
    /// At most so many iterations; by default 200 for each variable.
    pub maxiter: Option<usize>,
    /// Of the slope, how much of a line's reduction must be reached (Armijo).
    pub c1: f64,
    /// Of the slope, how much may be left at a line's end (Wolfe).
    pub c2: f64,
}

impl Default for NewtonCgOptions {
    fn default() -> Self {
        Self { xtol: 1e-5, eps: f64::EPSILON.sqrt(), maxiter: None, c1: 1e-4, c2: 0.9 }
    }
}

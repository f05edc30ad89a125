//! The variable metric method of Broyden, Fletcher, Goldfarb and Shanno.
//!
//! Counterpart of `scipy.optimize.minimize(method="BFGS")`.

use ndarray::Array2;

/// Options of [`Method::Bfgs`](crate::Method::Bfgs); the default is SciPy's.
#[derive(Clone, Debug, PartialEq)]
pub struct BfgsOptions {
    /// Converged once the gradient's norm is at most this.
    pub gtol: f64,
    /// Which norm: the power that is summed, ∞ for the greatest modulus, −∞ for the least.
    pub norm: f64,
    /// At most so many iterations; by default 200 for each variable.
    pub maxiter: Option<usize>,
    /// Converged once a step is at most this multiple of the point's norm plus this.
    pub xrtol: f64,
    /// Of the slope, how much of a line's reduction must be reached (Armijo).
    pub c1: f64,
    /// Of the slope, how much may be left at a line's end (Wolfe).
    pub c2: f64,
    /// The first estimate of the inverse Hessian, `[n, n]`, symmetric and positive definite; by
    /// default the identity.
    pub hess_inv0: Option<Array2<f64>>,
}

impl Default for BfgsOptions {
    fn default() -> Self {
        Self {
            gtol: 1e-5,
            norm: f64::INFINITY,
            maxiter: None,
            xrtol: 0.0,
            c1: 1e-4,
            c2: 0.9,
            hess_inv0: None,
        }
    }
}

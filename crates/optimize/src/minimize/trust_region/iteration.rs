//! The iteration of trust-region methods.
//!
//! Counterpart of `scipy.optimize.minimize` with the methods `dogleg`, `trust-ncg` and `trust-exact`.

/// Options of the trust-region methods; the default is SciPy's.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TrustRegionOptions {
    /// The first radius.
    pub initial_trust_radius: f64,
    /// The greatest radius.
    pub max_trust_radius: f64,
    /// A step is taken if it gains more than this fraction, below 1/4, of what the model promises.
    pub eta: f64,
    /// Converged once the gradient's Euclidean norm is below this.
    pub gtol: f64,
    /// At most so many iterations; by default 200 for each variable.
    pub maxiter: Option<usize>,
}

impl Default for TrustRegionOptions {
    fn default() -> Self {
        Self {
            initial_trust_radius: 1.0,
            max_trust_radius: 1000.0,
            eta: 0.15,
            gtol: 1e-4,
            maxiter: None,
        }
    }
}

//! The choices of a factorization, and their checks.

use ndarray::{Array2, ArrayRef2};
use onkai_core::{Error, Real, Result, check_finite, check_positive};

use super::BetaLoss;

/// Options of [`nmf`](crate::nmf()); the defaults are those of scikit-learn.
#[derive(Clone, Debug, PartialEq)]
pub struct NmfOptions<F> {
    /// Where the factors start. Default: [`NmfInit::Auto`].
    pub init: NmfInit<F>,
    /// How they are improved. Default: coordinate descent in the components' order.
    pub solver: NmfSolver,
    /// Progress, relative to the first step's, at which the solver stops. Default: `1e-4`.
    pub tolerance: f64,
    /// Steps at most; at least 1. Default: `200`.
    pub max_iter: usize,
    /// Weight of the penalty on `w`, per feature. Default: `0`.
    #[doc(alias = "alpha_W")]
    pub alpha_w: f64,
    /// Weight of the penalty on `h`, per sample. Default: `None`, meaning `alpha_w`.
    #[doc(alias = "alpha_H")]
    pub alpha_h: Option<f64>,
    /// Which part of the penalties is the sum of the elements rather than half the sum of their
    /// squares, from 0 to 1. Default: `0`.
    pub l1_ratio: f64,
}

impl<F> Default for NmfOptions<F> {
    fn default() -> Self {
        Self {
            init: NmfInit::Auto,
            solver: NmfSolver::default(),
            tolerance: 1e-4,
            max_iter: 200,
            alpha_w: 0.0,
            alpha_h: None,
            l1_ratio: 0.0,
        }
    }
}

/// Where the factors start.
#[derive(Clone, Debug, PartialEq)]
pub enum NmfInit<F> {
    /// [`NmfInit::Nndsvda`] if `x` has enough rows and columns for it, else [`NmfInit::Random`]
    /// with the seed 0.
    Auto,
    /// The positive parts of the leading singular vectors (non-negative double singular value
    /// decomposition); zeros stay zero under multiplicative updates.
    Nndsvd,
    /// The same with zeros replaced by the mean of `x`.
    Nndsvda,
    /// The same with zeros replaced by small random numbers.
    Nndsvdar {
        /// Seed of these numbers.
        seed: u64,
    },
    /// Magnitudes of normal random numbers, scaled to the mean of `x`.
    Random {
        /// Seed of these numbers.
        seed: u64,
    },
    /// Given factors.
    Custom {
        /// `[n_samples, n_components]`.
        w: Array2<F>,
        /// `[n_components, n_features]`.
        h: Array2<F>,
    },
}

/// How the factors are improved.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum NmfSolver {
    /// Cyclic coordinate descent on the Frobenius loss: fast, and zeros can leave zero.
    CoordinateDescent {
        /// Take the components in a random order, other at each step, from this seed.
        /// Default: `None`, meaning in their own order.
        shuffle: Option<u64>,
    },
    /// Multiplicative updates: slower, for any loss.
    MultiplicativeUpdate {
        /// What is minimized.
        loss: BetaLoss,
    },
}

impl Default for NmfSolver {
    fn default() -> Self {
        Self::CoordinateDescent { shuffle: None }
    }
}

impl NmfSolver {
    /// What the solver minimizes.
    pub(super) fn loss(self) -> BetaLoss {
        match self {
            Self::CoordinateDescent { .. } => BetaLoss::Frobenius,
            Self::MultiplicativeUpdate { loss } => loss,
        }
    }
}

/// The penalties on one factor: `l1 · Σ v + l2 / 2 · Σ v²`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Penalty<F> {
    pub(super) l1: F,
    pub(super) l2: F,
}

impl<F: Real> NmfOptions<F> {
    /// Checks everything but the start.
    pub(super) fn check(&self, n_components: usize) -> Result<()> {
        if n_components == 0 {
            return Err(Error::parameter("n_components", 0.0, "at least 1"));
        }
        if self.max_iter == 0 {
            return Err(Error::parameter("max_iter", 0.0, "at least 1"));
        }
        for (name, value) in [
            ("tolerance", self.tolerance),
            ("alpha_w", self.alpha_w),
            ("alpha_h", self.alpha_h.unwrap_or(0.0)),
        ] {
            if value != 0.0 && check_positive(name, value).is_err() {
                return Err(Error::parameter(name, value, "finite and not negative"));
            }
        }
        if !(0.0..=1.0).contains(&self.l1_ratio) {
            return Err(Error::parameter("l1_ratio", self.l1_ratio, "from 0 to 1"));
        }
        self.solver.loss().check()
    }

    /// The penalties on `w` and on `h`, which grow with the data's other side.
    pub(super) fn penalties(&self, (n_samples, n_features): (usize, usize)) -> [Penalty<F>; 2] {
        let penalty = |alpha: f64, n: usize| Penalty {
            l1: F::of(n as f64 * alpha * self.l1_ratio),
            l2: F::of(n as f64 * alpha * (1.0 - self.l1_ratio)),
        };
        [
            penalty(self.alpha_w, n_features),
            penalty(self.alpha_h.unwrap_or(self.alpha_w), n_samples),
        ]
    }
}

/// Refuses an array that is empty, not finite or negative somewhere.
pub(super) fn check_non_negative<F: Real>(name: &'static str, x: &ArrayRef2<F>) -> Result<()> {
    if x.is_empty() {
        return Err(Error::TooShort { name, expected: 1, actual: 0 });
    }
    check_finite(name, x)?;
    if x.iter().any(|&v| v < F::zero()) {
        return Err(Error::Values { name, requirement: "not be negative anywhere" });
    }
    Ok(())
}

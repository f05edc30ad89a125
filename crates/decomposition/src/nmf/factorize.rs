//! Data as a product of two non-negative matrices.
//!
//! Counterpart of `sklearn.decomposition.NMF`.

use ndarray::{Array2, ArrayRef2};
use onkai_core::{Real, Result};
use onkai_linalg::LinalgScalar;

use super::block::{Block, blocks, join};
use super::coordinate_descent::descend;
use super::init::start;
use super::loss::distance;
use super::multiplicative_update::update;
use super::options::{NmfOptions, NmfSolver, Penalty, check_non_negative};

/// Finds non-negative `w` and `h` whose product is near `x`.
///
/// ```text
/// L(w, h) = d(x, w h) + alpha_w n_features (l1_ratio Σ w + (1 - l1_ratio) / 2 Σ w²)
///                     + alpha_h n_samples  (l1_ratio Σ h + (1 - l1_ratio) / 2 Σ h²)
/// ```
///
/// is made smaller step by step, `d` being the loss of the solver. The minimum that is found depends
/// on the start.
///
/// # Shapes
///
/// `x`: `[n_samples, n_features]`, in any memory order.
///
/// # Errors
///
/// When `x` is empty, not finite or negative somewhere, when an option is out of range, when there are
/// more components than rows or columns for a start from singular vectors, when factors that are
/// given do not fit, and when `x` has zeros under a loss that divides by them.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_decomposition::{NmfOptions, nmf};
///
/// let x = array![[1.0, 2.0, 0.0], [2.0, 4.0, 0.0], [0.0, 0.0, 3.0]];
/// let parts = nmf(&x, 2, &NmfOptions::default())?;
/// assert!(parts.error < 1e-2);
/// # Ok::<(), onkai_decomposition::Error>(())
/// ```
///
/// # Differences from scikit-learn
///
/// Random numbers are others. Not having converged is said in the result, not as a warning.
///
/// # References
///
/// D. D. Lee, H. S. Seung, "Learning the parts of objects by non-negative matrix factorization",
/// Nature 401, 1999. <https://doi.org/10.1038/44565>
pub fn nmf<F: Real + LinalgScalar>(
    x: &ArrayRef2<F>,
    n_components: usize,
    options: &NmfOptions<F>,
) -> Result<Nmf<F>> {
    options.check(n_components)?;
    check_non_negative("x", x)?;
    let loss = options.solver.loss();
    loss.check_data(x)?;
    let (w, mut h) = start(x, n_components, &options.init)?;
    let mut blocks = blocks(x, &w);
    let progress = run(&mut blocks, &mut h, options, options.penalties(x.dim()), true);
    let error = distance(&mut blocks, &h, loss);
    let w = join(&blocks, w.dim());
    Ok(Nmf { w, h, error, n_iter: progress.n_iter, converged: progress.converged })
}

/// A factorization `x ≈ w h`.
#[derive(Clone, Debug, PartialEq)]
pub struct Nmf<F> {
    /// How much of each component is in each sample: `[n_samples, n_components]`.
    pub w: Array2<F>,
    /// The components: `[n_components, n_features]`.
    #[doc(alias = "components_")]
    pub h: Array2<F>,
    /// `sqrt(2 d(x, w h))`; for the Frobenius loss the norm of the difference.
    #[doc(alias = "reconstruction_err_")]
    pub error: f64,
    /// How many steps were taken.
    pub n_iter: usize,
    /// Whether the solver stopped because it made no progress any more.
    pub converged: bool,
}

/// How a solver ended.
pub(super) struct Progress {
    pub(super) n_iter: usize,
    pub(super) converged: bool,
}

/// Runs the solver.
pub(super) fn run<F: Real + LinalgScalar>(
    blocks: &mut [Block<'_, F>],
    h: &mut Array2<F>,
    options: &NmfOptions<F>,
    penalties: [Penalty<F>; 2],
    update_h: bool,
) -> Progress {
    match options.solver {
        NmfSolver::CoordinateDescent { shuffle } => {
            descend(blocks, h, options, penalties, (update_h, shuffle))
        }
        NmfSolver::MultiplicativeUpdate { loss } => {
            update(blocks, h, options, penalties, (update_h, loss))
        }
    }
}

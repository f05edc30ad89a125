//! New data in terms of components that are known.
//!
//! Counterpart of `sklearn.decomposition.NMF.transform`.

use ndarray::{Array2, ArrayRef2};
use onkai_core::{Error, Real, Result};
use onkai_linalg::LinalgScalar;

use super::block::{blocks, join};
use super::factorize::run;
use super::options::{NmfOptions, NmfSolver, check_non_negative};

/// Finds the non-negative `w` whose product with the components `h` is near `x`.
///
/// It minimizes what [`nmf`](crate::nmf()) minimizes, over `w` alone; `options.init` has no part in it.
///
/// # Shapes
///
/// `x`: `[n_samples, n_features]`; `h`: `[n_components, n_features]`.
///
/// # Errors
///
/// When `x` or `h` is empty, not finite or negative somewhere, when their numbers of columns differ,
/// when an option is out of range, and when `x` has zeros under a loss that divides by them.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_decomposition::{NmfOptions, nmf_transform};
///
/// let h = array![[1.0, 2.0, 0.0], [0.0, 0.0, 1.0]];
/// let parts = nmf_transform(&array![[3.0, 6.0, 5.0]], &h, &NmfOptions::default())?;
/// assert!((&parts.w - &array![[3.0, 5.0]]).iter().all(|d: &f64| d.abs() < 1e-9));
/// # Ok::<(), onkai_decomposition::Error>(())
/// ```
pub fn nmf_transform<F: Real + LinalgScalar>(
    x: &ArrayRef2<F>,
    h: &ArrayRef2<F>,
    options: &NmfOptions<F>,
) -> Result<NmfTransform<F>> {
    check_non_negative("h", h)?;
    options.check(h.nrows())?;
    check_non_negative("x", x)?;
    options.solver.loss().check_data(x)?;
    if x.ncols() != h.ncols() {
        let (expected, actual) = (vec![x.nrows(), h.ncols()], x.shape().to_vec());
        return Err(Error::Shape { name: "x", expected, actual });
    }
    let shape = (x.nrows(), h.nrows());
    // Multiplication cannot leave zero.
    let first = match options.solver {
        NmfSolver::CoordinateDescent { .. } => F::zero(),
        NmfSolver::MultiplicativeUpdate { .. } => {
            (x.mean().unwrap_or_default() / F::of_usize(h.nrows())).sqrt()
        }
    };
    let mut blocks = blocks(x, &Array2::from_elem(shape, first));
    let mut h = h.to_owned();
    let progress = run(&mut blocks, &mut h, options, options.penalties(x.dim()), false);
    let w = join(&blocks, shape);
    Ok(NmfTransform { w, n_iter: progress.n_iter, converged: progress.converged })
}

/// What [`nmf_transform`] found.
#[derive(Clone, Debug, PartialEq)]
pub struct NmfTransform<F> {
    /// How much of each component is in each sample: `[n_samples, n_components]`.
    pub w: Array2<F>,
    /// How many steps were taken.
    pub n_iter: usize,
    /// Whether the solver stopped because it made no progress any more.
    pub converged: bool,
}

//! Systems whose matrix is given by a few numbers, and solved in fewer steps for it.

mod band;
mod banded_lu;
mod tridiagonal_lu;
mod solve_banded;
mod cholesky_banded;
mod levinson;
mod toeplitz;
mod circulant;
mod fourier;

pub(crate) use self::banded_lu::BandedLu;
pub use self::cholesky_banded::{CholeskyBanded, cho_solve_banded, cholesky_banded, solveh_banded};
pub use self::circulant::{SolveCirculantOptions, solve_circulant};
pub use self::solve_banded::solve_banded;
pub use self::toeplitz::{matmul_toeplitz, solve_toeplitz};

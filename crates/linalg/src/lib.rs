//! Linear algebra; scipy.linalg in Rust.

mod scalar;
mod backend;
mod col_major;
mod check;
mod right_side;
mod product;
mod small;
mod kernels;
mod condition;
mod lu;
mod det;
mod inv;
mod cholesky;
mod triangular;
mod qr;
mod svd;
mod schur;
mod matrices;
mod predicates;
mod measures;
mod structured;
mod functions;
mod equations;

pub use crate::cholesky::{CholeskyFactor, Side, cho_factor, cho_solve, cholesky};
pub use crate::det::det;
pub use crate::inv::{Inverse, inv, inv_with_rcond};
pub use crate::lu::{Lu, LuFactor, Transpose, lu, lu_factor, lu_solve};
pub use crate::qr::{PivotedQr, Qr, QrForm, qr, qr_pivoted, qr_r};
pub use crate::right_side::RightSide;
pub use crate::scalar::LinalgScalar;
pub use crate::schur::{
    Hessenberg, Schur, hessenberg, rsf2csf, schur, schur_complex,
};
pub use crate::svd::{Svd, SvdVectors, diagsvd, svd, svdvals};
pub use crate::triangular::{TriangularOptions, solve_triangular};
pub use crate::equations::{
    Riccati, RiccatiOptions, solve_continuous_are, solve_continuous_lyapunov, solve_discrete_are,
    solve_discrete_lyapunov, solve_sylvester,
};
pub use crate::functions::{
    ExpmFrechet, Funm, Logm, RealOrComplex, Sqrtm, coshm, cosm, expm, expm_cond, expm_frechet,
    fractional_matrix_power, funm, logm, signm, sinhm, sinm, sqrtm, tanhm, tanm,
};
pub use crate::matrices::{
    ConvolutionMode, DftScale, PascalKind, block_diag, circulant, companion, convolution_matrix, dft,
    fiedler, fiedler_companion, hadamard, hankel, helmert, hilbert, invhilbert, invpascal, khatri_rao,
    kron, leslie, pascal, toeplitz, vander,
};
pub use crate::measures::{
    NormOrder, Procrustes, RankTolerance, cond, matrix_rank, norm, orthogonal_procrustes,
    subspace_angles,
};
pub use crate::predicates::{Bandwidth, bandwidth, ishermitian, issymmetric};
pub use crate::structured::{
    CholeskyBanded, SolveCirculantOptions, cho_solve_banded, cholesky_banded, matmul_toeplitz,
    solve_banded, solve_circulant, solve_toeplitz, solveh_banded,
};
pub use onkai_core::{Error, Result};

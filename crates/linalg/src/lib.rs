//! Linear algebra; scipy.linalg in Rust.
//!
//! Every function takes arrays, views and strided slices of [`f32`], [`f64`] and complex numbers of
//! those ([`LinalgScalar`]), and gives arrays that lie row by row. Reading order: systems
//! ([`solve`]), the factors behind them ([`lu`], [`cholesky`], [`qr`]), [`svd`] and what comes of it,
//! eigenvalues ([`eigh`], [`eig`]), [`schur`].

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
mod readme {}

mod scalar;
mod backend;
mod col_major;
mod check;
mod right_side;
mod product;
mod multiply;
mod small;
mod kernels;
mod norm_estimate;
mod condition;
mod solve;
mod triangular;
mod det;
mod inv;
mod lu;
mod cholesky;
mod ldl;
mod qr;
mod rq;
mod svd;
mod least_squares;
mod pseudo_inverse;
mod subspace;
mod polar;
mod eigh;
mod eigh_tridiagonal;
mod eig;
mod conjugate;
mod schur;
mod matrices;
mod predicates;
mod measures;
mod structured;
mod functions;
mod equations;
#[cfg(any(feature = "faer", feature = "nalgebra"))]
mod convert;

pub use crate::cholesky::{CholeskyFactor, Side, cho_factor, cho_solve, cholesky};
#[cfg(feature = "faer")]
pub use crate::convert::{from_faer, to_faer};
#[cfg(feature = "nalgebra")]
pub use crate::convert::{from_nalgebra, from_nalgebra_vector, to_nalgebra, to_nalgebra_vector};
pub use crate::det::det;
pub use crate::eig::{Eig, EigVectors, eig, eig_generalized, eigvals};
pub use crate::eigh::{
    Eigh, EighOptions, EighSubset, PencilKind, eigh, eigh_generalized, eigvalsh,
};
pub use crate::eigh_tridiagonal::{eigh_tridiagonal, eigvalsh_tridiagonal};
pub use crate::equations::{
    Riccati, RiccatiOptions, solve_continuous_are, solve_continuous_lyapunov, solve_discrete_are,
    solve_discrete_lyapunov, solve_sylvester,
};
pub use crate::functions::{
    ExpmFrechet, Funm, Logm, RealOrComplex, Sqrtm, coshm, cosm, expm, expm_cond, expm_frechet,
    fractional_matrix_power, funm, logm, signm, sinhm, sinm, sqrtm, tanhm, tanm,
};
pub use crate::inv::{Inverse, inv, inv_with_rcond};
pub use crate::ldl::{Ldl, LdlOptions, ldl};
pub use crate::least_squares::{Lstsq, LstsqOptions, lstsq};
pub use crate::lu::{Lu, LuFactor, Transpose, lu, lu_factor, lu_solve};
pub use crate::matrices::{
    ConvolutionMode, DftScale, PascalKind, block_diag, circulant, companion, convolution_matrix,
    dft, fiedler, fiedler_companion, hadamard, hankel, helmert, hilbert, invhilbert, invpascal,
    khatri_rao, kron, leslie, pascal, toeplitz, vander,
};
pub use crate::measures::{
    NormOrder, Procrustes, RankTolerance, cond, matrix_rank, norm, orthogonal_procrustes,
    subspace_angles,
};
pub use crate::multiply::matmul;
pub use crate::polar::{Polar, PolarSide, polar};
pub use crate::predicates::{Bandwidth, bandwidth, ishermitian, issymmetric};
pub use crate::pseudo_inverse::{Pinv, PinvMethod, PinvOptions, pinv, pinvh};
pub use crate::qr::{PivotedQr, Qr, QrForm, qr, qr_pivoted, qr_r};
pub use crate::right_side::RightSide;
pub use crate::rq::{Rq, rq};
pub use crate::scalar::LinalgScalar;
pub use crate::schur::{Hessenberg, Schur, hessenberg, rsf2csf, schur, schur_complex};
pub use crate::solve::{Solution, SolveOptions, Structure, solve};
pub use crate::structured::{
    CholeskyBanded, SolveCirculantOptions, cho_solve_banded, cholesky_banded, matmul_toeplitz,
    solve_banded, solve_circulant, solve_toeplitz, solveh_banded,
};
pub use crate::subspace::{null_space, orth};
pub use crate::svd::{Svd, SvdVectors, diagsvd, svd, svdvals};
pub use crate::triangular::{TriangularOptions, solve_triangular};
pub use onkai_core::{Error, Result};

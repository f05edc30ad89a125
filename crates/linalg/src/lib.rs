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
pub use onkai_core::{Error, Result};

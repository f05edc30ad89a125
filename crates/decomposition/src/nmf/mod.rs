//! Non-negative matrix factorization.

mod factorize;
mod transform;
mod options;
mod init;
mod block;
mod coordinate_descent;
mod multiplicative_update;
mod loss;

pub use factorize::{Nmf, nmf};
pub use loss::BetaLoss;
pub use options::{NmfInit, NmfOptions, NmfSolver};
pub use transform::{NmfTransform, nmf_transform};

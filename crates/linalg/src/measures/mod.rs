//! Numbers that say something about a matrix, and about two.

mod norm;
mod vector_norm;
mod rank;
mod cond;
mod procrustes;
mod angles;

pub use self::angles::subspace_angles;
pub use self::cond::cond;
pub(crate) use self::norm::largest_column_sum;
pub use self::norm::{NormOrder, norm};
pub use self::procrustes::{Procrustes, orthogonal_procrustes};
pub use self::rank::{RankTolerance, matrix_rank};

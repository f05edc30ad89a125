//! The limited-memory variable metric method with bounds of Byrd, Lu, Nocedal and Zhu.

mod driver;
mod memory;
mod cauchy;
mod subspace;
mod low_rank;

pub use driver::LBfgsBOptions;
pub use low_rank::LowRankInverse;

pub(crate) use driver::lbfgsb;

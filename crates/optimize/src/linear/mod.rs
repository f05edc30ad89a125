//! Linear problems: least squares with limits, assignments, linear programs.

mod nnls;
mod lsq_linear;
mod assignment;
mod linprog;

pub use assignment::{Assignment, Goal, linear_sum_assignment};
pub use linprog::{
    Integrality, LinearProgram, LinprogOptions, LinprogResult, LinprogStatus, Marginals,
    MipProgress, Pricing, linprog,
};
pub use lsq_linear::{LsqLinear, LsqLinearMethod, LsqLinearOptions, LsqLinearStatus, lsq_linear};
pub use nnls::{Nnls, nnls};

pub(crate) use nnls::NonNegative;

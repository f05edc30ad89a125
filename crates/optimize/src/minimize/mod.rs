//! Local minima: the frame (`minimizer`, `method`, `problem`), then one file a method.
//!
//! A method is a function of its [`problem::Problem`], its start and its options; it joins by a variant of
//! [`Method`] and an arm of `dispatch` in `minimizer`.

mod minimizer;
mod method;
mod bounds;
mod constraint;
mod result;
mod problem;
mod norm;
mod bfgs;
mod cg;
mod lbfgsb;
mod nelder_mead;
mod newton_cg;
mod powell;
mod trust_region;
mod constraint_set;
mod slsqp;
mod cobyla;

pub use bfgs::BfgsOptions;
pub use bounds::Bounds;
pub use cg::CgOptions;
pub use cobyla::CobylaOptions;
pub use constraint::{Constraint, ConstraintKind};
pub use lbfgsb::{LBfgsBOptions, LowRankInverse};
pub use method::Method;
pub use minimizer::{MinimizeOptions, Minimizer, minimize};
pub use nelder_mead::NelderMeadOptions;
pub use newton_cg::NewtonCgOptions;
pub use powell::PowellOptions;
pub use problem::Progress;
pub use result::{InverseHessian, OptimizeResult, Simplex, Status};
pub use slsqp::SlsqpOptions;
pub use trust_region::TrustRegionOptions;

pub(crate) use problem::{End, Problem};

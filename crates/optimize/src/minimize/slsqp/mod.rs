//! Sequential least squares: the steps (`method`), the quadratic problem of each (`subproblem`), and
//! the estimate of the Hessian (`ldl`).

mod method;
mod subproblem;
mod ldl;

pub use method::SlsqpOptions;

pub(super) use method::slsqp;
pub(super) use subproblem::{LeastSquares, Outcome};

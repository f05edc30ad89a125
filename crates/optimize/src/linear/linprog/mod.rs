//! Linear programs: what one gives and gets (`program`), the scaled problem (`scaled`), the factored
//! basis (`basis`), the simplex method (`simplex`, its step in `ratio`), whole numbers (`branch`).

mod program;
mod result;
mod scaled;
mod basis;
mod simplex;
mod ratio;
mod branch;

pub use program::{Integrality, LinearProgram, LinprogOptions, Pricing, linprog};
pub use result::{LinprogResult, LinprogStatus, Marginals, MipProgress};

//! Elliptic integrals and functions.

mod complete;
mod incomplete;
mod jacobi;
mod carlson;
mod carlson_third;

pub use carlson::{elliprc, elliprd, elliprf, elliprg};
pub use carlson_third::elliprj;
pub use complete::{ellipe, ellipk, ellipkm1};
pub use incomplete::{ellipeinc, ellipkinc};
pub use jacobi::{Ellipj, ellipj};

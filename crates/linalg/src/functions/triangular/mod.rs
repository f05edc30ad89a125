//! Functions of upper triangular matrices, to which the Schur form reduces the others.

mod sylvester;
mod sqrt;
mod gaps;
mod roots;
mod log;
mod power;
mod parlett;

pub(crate) use self::log::{NEAR_IDENTITY, log_near_identity, log_triangular};
pub(crate) use self::parlett::{Parlett, parlett};
pub(crate) use self::power::power_triangular;
pub(crate) use self::sqrt::sqrt_triangular;
pub(crate) use self::sylvester::{Division, sylvester_triangular};

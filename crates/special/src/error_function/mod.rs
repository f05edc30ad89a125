//! The error function and its relatives.

mod erf;
mod erf_tables;
mod inverse;
mod faddeeva;
mod dawson;
mod fresnel;
mod normal;

pub(crate) use erf::erfcx_f64;
pub(crate) use normal::ndtri_f64;

pub use dawson::dawsn;
pub use erf::{erf, erfc, erfcx};
pub use faddeeva::wofz;
pub use fresnel::{Fresnel, fresnel};
pub use inverse::{erfcinv, erfinv};
pub use normal::{log_ndtr, ndtr, ndtri, ndtri_exp};

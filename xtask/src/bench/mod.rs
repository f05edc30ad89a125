//! `cargo xtask bench`: onkai and the Python originals, call by call in turns.

mod run;
mod side;
mod statistics;
mod table;
mod machine;

pub(crate) use run::{Options, run};

//! `cargo xtask recording`: the recording that the talks play, and what onkai hears in it.

mod run;
mod fetch;
mod check;

pub(crate) use fetch::fetch;
pub(crate) use run::{Options, run};

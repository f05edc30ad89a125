//! `cargo xtask tidy`: the house rules that no compiler knows; also a test, so that `cargo test` checks them.

mod run;
mod finding;
mod tree;
mod storeys;
mod manifests;
mod sources;
mod text;
mod golden_folders;

pub(crate) use run::run;

//! `cargo xtask docs`: the book and the documentation of all crates as one site, built, checked, shown and published.
//!
//! Reading order: `stage` fills the book's pages with code and with what running it gives, `build` makes the site of
//! them, `links` looks for dead links, `serve` shows it, `deploy` publishes it.

mod run;
mod stage;
mod borrowed;
mod book;
mod build;
mod links;
mod serve;
mod git;
mod deploy;
#[cfg(test)]
mod deploy_tests;

pub(crate) use book::{RenderOptions, render};
pub(crate) use run::{Options, run};

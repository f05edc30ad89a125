//! The project's chores: `cargo xtask golden | bench | docs | fuzz | tidy | recording`.

#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "what a chore found is for the terminal"
)]

mod workspace;
mod python;
mod golden;
mod recording;
mod tidy;
mod bench;
mod docs;
mod fuzz;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::workspace::Workspace;

/// The command line.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", about = "onkai's chores", version)]
struct Cli {
    #[command(subcommand)]
    chore: Chore,
}

/// What can be done.
#[derive(Debug, Subcommand)]
enum Chore {
    /// Computes the golden files again with the Python originals, and shows what changed.
    Golden(golden::Options),
    /// Times onkai beside the Python originals, call by call in turns, and prints the ratios.
    Bench(bench::Options),
    /// Builds the site of the book and of all crates' documentation; shows, checks or publishes it.
    Docs(docs::Options),
    /// Makes pages of a book's sources by mdBook; a part of `docs`.
    #[command(hide = true)]
    RenderBook(docs::RenderOptions),
    /// Fuzzes onkai's readers of files with cargo-fuzz, target by target, and prints the executions.
    Fuzz(fuzz::Options),
    /// Checks the house rules: file length, crate graph, catalogues, golden folders, stray words.
    Tidy,
    /// Fetches the talks' recording with pip, once, and prints its path.
    Recording(recording::Options),
}

fn main() -> ExitCode {
    let holds = run(&Cli::parse().chore).unwrap_or_else(|error| {
        // Not by returning it from here: that adds a backtrace where RUST_BACKTRACE is set.
        eprintln!("error: {error:#}");
        false
    });
    if holds { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Runs a chore; `false` when it found something amiss, which it has printed.
fn run(chore: &Chore) -> anyhow::Result<bool> {
    let workspace = Workspace::find()?;
    match chore {
        Chore::Golden(options) => golden::run(&workspace, options).map(|()| true),
        Chore::Bench(options) => bench::run(&workspace, options).map(|()| true),
        Chore::Docs(options) => docs::run(&workspace, options),
        Chore::RenderBook(options) => docs::render(options).map(|()| true),
        Chore::Fuzz(options) => fuzz::run(&workspace, options),
        Chore::Tidy => tidy::run(&workspace),
        Chore::Recording(options) => recording::run(&workspace, options),
    }
}

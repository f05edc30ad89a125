//! The `onkai` command.
//!
//! Reading order: [`args`], what can be asked for; [`analyze`], which runs the analysis of each
//! file; [`analysis`], the analysis itself; what is written of it ([`features`], [`pictures`],
//! [`report`], [`output`]); the [`demo`] that is analysed when no file is given.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "printing is what a command does")]

mod args;
mod analyze;
mod analysis;
mod features;
mod pictures;
mod report;
mod output;
mod info;
mod demo;
mod panics;

use std::process::ExitCode;

use clap::{CommandFactory, Parser};

use crate::args::{Args, Command};

fn main() -> ExitCode {
    panics::silence();
    match Args::parse().command {
        Command::Analyze(options) => analyze::run(&options),
        Command::Info(options) => info::run(&options),
        Command::Completions { shell } => {
            // Not straight to standard output, on whose failure this function would panic.
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut Args::command(), "onkai", &mut script);
            match output::print(&script) {
                Ok(()) => ExitCode::SUCCESS,
                Err(error) => {
                    output::complain(&error);
                    ExitCode::FAILURE
                }
            }
        }
    }
}

//! Converts files between formats that hold the same kind of data, and says what is lost on the way.
//!
//! ```sh
//! cargo run --release -p onkai-io --example convert -- measurements.mat measurements.npz
//! ```

#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "this is a program for the command line"
)]

mod conversion;

use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    let paths: Vec<_> = std::env::args_os().skip(1).collect();
    let [from, to] = paths.as_slice() else {
        eprintln!("usage: convert IN OUT; formats by extension: {}", conversion::known());
        return ExitCode::FAILURE;
    };
    match conversion::convert(Path::new(from), Path::new(to)) {
        Ok(losses) => {
            for loss in losses {
                println!("lost: {loss}");
            }
            ExitCode::SUCCESS
        }
        Err(problem) => {
            eprintln!("{problem}");
            ExitCode::FAILURE
        }
    }
}

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

mod contents;
mod formats;
mod numpy;
mod matlab;

use std::path::Path;
use std::process::ExitCode;

use contents::Contents;
use formats::{FORMATS, Format};
use onkai_io::Result;

fn main() -> ExitCode {
    let paths: Vec<_> = std::env::args_os().skip(1).collect();
    let [from, to] = paths.as_slice() else {
        eprintln!("usage: convert IN OUT; formats by extension: {}", formats::known());
        return ExitCode::FAILURE;
    };
    match convert(Path::new(from), Path::new(to)) {
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

/// Reads, writes, and tells what was lost.
fn convert(from: &Path, to: &Path) -> std::result::Result<Vec<String>, String> {
    let (source, sink) = (format_of(from)?, format_of(to)?);
    let Some(write) = sink.write else {
        return Err(format!("{} files can only be read", sink.name));
    };
    let read = || -> Result<Vec<String>> {
        let contents: Contents = (source.read)(from)?;
        let mut losses = contents.losses.clone();
        losses.extend(write(to, contents)?);
        Ok(losses)
    };
    read().map_err(|error| error.to_string())
}

fn format_of(path: &Path) -> std::result::Result<&'static Format, String> {
    let extension = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    let format = FORMATS.iter().find(|format| format.extensions.contains(&extension.as_str()));
    format.ok_or_else(|| {
        format!("{}: no format has this extension; known are {}", path.display(), formats::known())
    })
}

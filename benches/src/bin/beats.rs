//! `beats RECORDING`: one task in a process of its own, for `cargo xtask bench --peers` to time from start to end.
//!
//! Prints the number of beats.

#![allow(clippy::print_stdout, reason = "the answer is for the terminal")]

use std::path::Path;

use anyhow::{Result, bail};
use onkai_benches::beats_of_file;

fn main() -> Result<()> {
    let arguments: Vec<_> = std::env::args_os().skip(1).collect();
    let [recording] = arguments.as_slice() else { bail!("usage: beats RECORDING") };
    println!("{}", beats_of_file(Path::new(recording))?.len());
    Ok(())
}

//! The subcommand.

use anyhow::Result;

use super::check::check;
use super::fetch::fetch;
use crate::workspace::Workspace;

/// Options of `cargo xtask recording`.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// Analyses it with the release build of `onkai` and compares with what librosa hears.
    #[arg(long)]
    check: bool,
}

/// Prints the recording's path, or the check's rows; `false` when a row is off.
pub(crate) fn run(workspace: &Workspace, options: &Options) -> Result<bool> {
    let recording = fetch(workspace)?;
    if options.check {
        return check(workspace, &recording);
    }
    println!("{}", recording.display());
    Ok(true)
}

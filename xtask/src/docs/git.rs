//! git, run in a checkout without leaving anything in it.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use anyhow::{Context, Result, bail};
use tempfile::TempDir;

/// A checkout, with an index and a store of objects of our own beside it.
///
/// Its configuration counts (credentials, who commits), and its objects can be read; what is added lies in a
/// temporary folder and is gone when this is dropped.
#[derive(Debug)]
pub(super) struct Git {
    checkout: PathBuf,
    objects: PathBuf,
    scratch: TempDir,
}

/// Variables by which a calling git, in a hook for instance, would have us work elsewhere.
const INHERITED: [&str; 5] =
    ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_PREFIX"];

impl Git {
    pub(super) fn beside(checkout: &Path) -> Result<Self> {
        let scratch = tempfile::tempdir()?;
        let mut command = Command::new("git");
        without_inherited(&mut command)
            .args(["rev-parse", "--path-format=absolute", "--git-path", "objects"])
            .current_dir(checkout);
        let objects = text(&succeed(&mut command)?)?;
        // git takes a checkout without a store for none at all.
        std::fs::create_dir(scratch.path().join("objects"))?;
        Ok(Self { checkout: checkout.to_owned(), objects: objects.into(), scratch })
    }

    /// A git command; to be finished and given to [`succeed`] or [`Git::text`].
    pub(super) fn command<I>(&self, args: I) -> Command
    where
        I: IntoIterator,
        I::Item: AsRef<OsStr>,
    {
        let mut command = Command::new("git");
        without_inherited(&mut command)
            // Nothing is tidied up in the checkout, and files go in byte by byte.
            .args(["-c", "gc.auto=0", "-c", "maintenance.auto=false", "-c", "core.autocrlf=false"])
            .args(args)
            .env("GIT_INDEX_FILE", self.scratch.path().join("index"))
            .env("GIT_OBJECT_DIRECTORY", self.scratch.path().join("objects"))
            .env("GIT_ALTERNATE_OBJECT_DIRECTORIES", &self.objects)
            .env("GIT_TERMINAL_PROMPT", "0")
            .current_dir(&self.checkout);
        command
    }

    /// The folder that git keeps for the checkout.
    pub(super) fn git_dir(&self) -> Result<String> {
        self.text(["rev-parse", "--absolute-git-dir"])
    }

    /// What a command prints, without the line's end.
    pub(super) fn text<I>(&self, args: I) -> Result<String>
    where
        I: IntoIterator,
        I::Item: AsRef<OsStr>,
    {
        text(&succeed(&mut self.command(args))?)
    }
}

fn without_inherited(command: &mut Command) -> &mut Command {
    INHERITED.iter().fold(command, |command, name| command.env_remove(name))
}

fn text(output: &Output) -> Result<String> {
    let text = str::from_utf8(&output.stdout).context("git printed something that is no text")?;
    Ok(text.trim_end().to_owned())
}

/// Runs a command; an error tells what it said.
pub(super) fn succeed(command: &mut Command) -> Result<Output> {
    let output = command.output().context("git does not start; is it installed?")?;
    if output.status.success() {
        return Ok(output);
    }
    let verb = command.get_args().find(|arg| !is_option(arg)).unwrap_or_default().display();
    bail!("git {verb}: {}", String::from_utf8_lossy(&output.stderr).trim())
}

/// Whether an argument stands before git's verb: `-c` and what it sets.
fn is_option(arg: &OsStr) -> bool {
    let arg = arg.to_string_lossy();
    arg.starts_with('-') || arg.contains('=')
}

//! The subcommand.

use std::path::PathBuf;

use anyhow::{Result, ensure};

use super::build::build;
use super::deploy::{Deployed, deploy};
use super::links::{check, stale};
use super::serve::serve;
use crate::workspace::Workspace;

/// Options of `cargo xtask docs`.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// Shows the site in a browser's reach, at http://127.0.0.1:PORT, and builds it again when a page changes.
    #[arg(long, conflicts_with_all = ["check", "deploy"])]
    serve: bool,
    /// The port of `--serve`.
    #[arg(long, default_value_t = 3000, requires = "serve")]
    port: u16,
    /// Builds nothing: looks for dead links in the built site, and whether it is older than its sources.
    #[arg(long, conflicts_with = "deploy")]
    check: bool,
    /// Builds nothing: commits the built site to a branch of REMOTE: a URL, a path, or the name of a remote.
    #[arg(long, value_name = "REMOTE")]
    deploy: Option<String>,
    /// The branch that shows the site.
    #[arg(long, default_value = "gh-pages", requires = "deploy")]
    branch: String,
}

/// Builds, shows, checks or publishes the site; `false` when the check found something.
pub(crate) fn run(workspace: &Workspace, options: &Options) -> Result<bool> {
    let site = site(workspace);
    if options.check {
        let problems = check(workspace, &site)?;
        for problem in &problems {
            println!("{problem}");
        }
        println!("{} problems", problems.len());
        return Ok(problems.is_empty());
    }
    if let Some(remote) = &options.deploy {
        let stale = stale(workspace, &site)?;
        ensure!(stale.is_empty(), "{}; build the site again", stale.join("\n"));
        match deploy(&workspace.root, &site, remote, &options.branch)? {
            Deployed::Commit(commit) => println!("published as {commit} on {}", options.branch),
            Deployed::Unchanged => println!("{} shows this site already", options.branch),
        }
        return Ok(true);
    }
    build(workspace, &site)?;
    if options.serve {
        serve(workspace, &site, options.port)?;
    }
    println!("{}", site.join("index.html").display());
    Ok(true)
}

/// Where the site is built.
fn site(workspace: &Workspace) -> PathBuf {
    workspace.target.join("site")
}

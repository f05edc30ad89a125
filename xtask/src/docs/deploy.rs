//! `cargo xtask docs --deploy REMOTE`: the built site as a commit on a branch of its own.
//!
//! The checkout stays as it is: working tree, index, current branch, references and objects. The published
//! branch only grows: a deploy is one commit on top of what is there, and is refused by the remote
//! if somebody else was faster.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};

use super::git::{Git, succeed};

/// What a deploy did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Deployed {
    /// The branch has this new commit.
    Commit(String),
    /// The branch shows the same site already.
    Unchanged,
}

/// A commit that is ready to be pushed.
#[derive(Debug)]
pub(super) struct Ready {
    git: Git,
    url: String,
    branch: String,
    /// `None` when the branch holds the same site.
    commit: Option<String>,
}

/// Commits the site to `branch` of `remote`, a URL, a path or the name of one of the checkout's remotes.
pub(super) fn deploy(checkout: &Path, site: &Path, remote: &str, branch: &str) -> Result<Deployed> {
    prepare(checkout, site, remote, branch)?.push()
}

/// Makes the commit, which nobody sees before it is pushed.
pub(super) fn prepare(checkout: &Path, site: &Path, remote: &str, branch: &str) -> Result<Ready> {
    let git = Git::beside(checkout)?;
    let reference = format!("refs/heads/{branch}");
    git.text(["check-ref-format", &reference])
        .with_context(|| format!("`{branch}` is no name for a branch"))?;
    // By its URL: pushing to a remote by name would move the checkout's picture of it.
    let url =
        git.text(["remote", "get-url", "--push", remote]).unwrap_or_else(|_| remote.to_owned());
    let parent = tip(&git, &url, &reference)?;
    let tree = tree(&git, site)?;
    let commit = match &parent {
        Some(parent) if git.text(["rev-parse", &format!("{parent}^{{tree}}")])? == tree => None,
        _ => Some(commit(&git, &tree, parent.as_deref())?),
    };
    Ok(Ready { git, url, branch: branch.to_owned(), commit })
}

impl Ready {
    /// Publishes the commit, or changes nothing.
    pub(super) fn push(self) -> Result<Deployed> {
        let Some(commit) = self.commit else { return Ok(Deployed::Unchanged) };
        // Without force: what the remote got in the meantime is not overwritten.
        let refspec = format!("{commit}:refs/heads/{}", self.branch);
        succeed(&mut self.git.command(["push", "--quiet", &self.url, &refspec])).with_context(
            || {
                format!(
                    "{}: `{}` was not published; nothing has changed there",
                    self.url, self.branch
                )
            },
        )?;
        Ok(Deployed::Commit(commit))
    }
}

/// The last commit of the published branch, fetched; `None` if there is no such branch yet.
fn tip(git: &Git, url: &str, reference: &str) -> Result<Option<String>> {
    let listed = git
        .text(["ls-remote", url, reference])
        .with_context(|| format!("{url}: this repository cannot be read"))?;
    let Some(tip) = listed.split_whitespace().next() else { return Ok(None) };
    git.text([
        "fetch",
        "--quiet",
        "--no-tags",
        "--no-write-fetch-head",
        "--refmap=",
        url,
        reference,
    ])?;
    Ok(Some(tip.to_owned()))
}

/// Writes the files below `site` to the store and gives the name of their tree.
fn tree(git: &Git, site: &Path) -> Result<String> {
    // GitHub would leave out files whose names begin with an underscore.
    let marker = site.join(".nojekyll");
    fs::write(&marker, "").with_context(|| marker.display().to_string())?;
    let site = fs::canonicalize(site).with_context(|| site.display().to_string())?;
    let mut add = git.command(["add", "--all", "--force", "."]);
    succeed(add.env("GIT_WORK_TREE", &site).env("GIT_DIR", git.git_dir()?).current_dir(&site))?;
    git.text(["write-tree"])
}

/// Writes the commit; it names what it was built from and asks services not to build it.
fn commit(git: &Git, tree: &str, parent: Option<&str>) -> Result<String> {
    let source = git.text(["rev-parse", "HEAD"]).context("the checkout has no commit yet")?;
    let subject = git.text(["log", "-1", "--format=%s", "HEAD"])?;
    let message = format!(
        "docs: the site of {} [skip ci]\n\nBuilt from {source}\n({subject})",
        &source[..12]
    );
    let mut args = vec!["commit-tree", tree, "-m", &message];
    args.extend(parent.iter().flat_map(|parent| ["-p", parent]));
    let mut command = git.command(args);
    if git.text(["config", "user.email"]).is_err() {
        // Build machines are nobody in particular.
        for role in ["AUTHOR", "COMMITTER"] {
            command.env(format!("GIT_{role}_NAME"), "onkai docs");
            command.env(format!("GIT_{role}_EMAIL"), "docs@onkai.invalid");
        }
    }
    let output = succeed(&mut command)?;
    let commit = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    ensure!(!commit.is_empty(), "git commit-tree named no commit");
    Ok(commit)
}

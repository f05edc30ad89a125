//! The site: the book, and the documentation of all crates below `api`.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};

use super::book::{RenderOptions, render};
use super::stage::{files_below, stage};
use crate::workspace::{Workspace, cargo};

/// Builds the site anew; the old one stays if something fails.
pub(super) fn build(workspace: &Workspace, site: &Path) -> Result<()> {
    let book = workspace.target.join("book");
    stage(workspace, &book.join("src"))?;
    for name in ["book.toml", "style.css"] {
        let file = workspace.root.join("docs").join(name);
        fs::copy(&file, book.join(name)).with_context(|| file.display().to_string())?;
    }
    let fresh = workspace.target.join("site-new");
    clear(&fresh)?;
    render(&RenderOptions::new(&book, &fresh))?;
    document(workspace, &fresh.join("api"))?;
    clear(site)?;
    fs::rename(&fresh, site).with_context(|| site.display().to_string())
}

/// What stands beside the house and is not for its users.
const TOOLS: [&str; 3] = ["onkai-benches", "onkai-fuzz", "xtask"];

/// Copies the documentation of all crates but the tools, made as CI makes it, to `to`.
fn document(workspace: &Workspace, to: &Path) -> Result<()> {
    let target = workspace.target.join("site-api");
    clear(&target.join("doc"))?;
    let status = cargo()
        .args(["doc", "--quiet", "--workspace", "--no-deps"])
        .args(TOOLS.iter().flat_map(|tool| ["--exclude", tool]))
        .arg("--target-dir")
        .arg(&target)
        .env("RUSTDOCFLAGS", "-D warnings")
        .current_dir(&workspace.root)
        .status()
        .context("cargo does not start")?;
    ensure!(status.success(), "cargo doc failed ({status})");
    let from = target.join("doc");
    for file in files_below(&from)? {
        let name = file.strip_prefix(&from)?;
        // Left by cargo, for itself.
        if name == Path::new(".lock") {
            continue;
        }
        let copy = to.join(name);
        let folder = copy.parent().context("a file lies in a folder")?;
        fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
        fs::copy(&file, &copy).with_context(|| copy.display().to_string())?;
    }
    Ok(())
}

fn clear(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder).with_context(|| folder.display().to_string())?;
    }
    Ok(())
}

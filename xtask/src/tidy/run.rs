//! The subcommand, and the test that runs it.

use std::collections::BTreeSet;

use anyhow::Result;

use super::finding::Finding;
use super::tree::{Tree, has_extension};
use super::{golden_folders, manifests, sources, storeys, text};
use crate::workspace::Workspace;

/// Prints what breaks a rule; `false` when something does.
pub(crate) fn run(workspace: &Workspace) -> Result<bool> {
    let findings = findings(workspace)?;
    for finding in &findings {
        println!("{finding}");
    }
    println!("tidy: {} findings", findings.len());
    Ok(findings.is_empty())
}

fn findings(workspace: &Workspace) -> Result<BTreeSet<Finding>> {
    let tree = Tree::read(&workspace.root)?;
    let mut findings = BTreeSet::from_iter(golden_folders::check(&tree));
    for package in &workspace.packages {
        findings.extend(storeys::check(&tree, package));
        findings.extend(manifests::check_crate(&tree, &tree.name_of(&package.manifest_path)));
    }
    for (path, content) in tree.texts() {
        findings.extend(text::check(path, content));
        if has_extension(path, "rs") {
            findings.extend(sources::check(path, content));
        }
        if path.ends_with("/Cargo.toml") {
            findings.extend(manifests::check_text(path, content));
        }
    }
    Ok(findings)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_workspace_is_tidy() {
        let findings = findings(&Workspace::find().unwrap()).unwrap();
        let lines: Vec<_> = findings.iter().map(ToString::to_string).collect();
        assert!(lines.is_empty(), "{}", lines.join("\n"));
    }
}

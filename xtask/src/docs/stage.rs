//! The pages of the book, with code and with what running it gives filled in.
//!
//! A page says on a line of its own
//!
//! ```text
//! {{#code crates/onkai/examples/talk_scipy/linalg.rs}}
//! {{#output onkai talk_scipy --seed 7 :: Linear algebra}}
//! {{#page crates/linalg/README.md}}
//! ```
//!
//! and shows the file; what the example prints, all of it or the part under a heading; another page of the project.
//! Examples run in the folder of the staged pages, so that the pictures and sounds that they write are part of the site.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use anyhow::{Context, Result, bail, ensure};

use super::borrowed::borrowed_page;
use crate::workspace::{Workspace, cargo};

/// Copies the book's sources to `to`, which is made anew, with all directives carried out.
pub(super) fn stage(workspace: &Workspace, to: &Path) -> Result<()> {
    if to.exists() {
        fs::remove_dir_all(to).with_context(|| to.display().to_string())?;
    }
    let from = workspace.root.join("docs/src");
    let mut examples = Examples { workspace, folder: to, printed: HashMap::new() };
    let files = files_below(&from)?;
    for file in &files {
        let staged = to.join(file.strip_prefix(&from)?);
        let folder = staged.parent().context("a file lies in a folder")?;
        fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
        if file.extension().is_some_and(|e| e == "md") {
            let text = fs::read_to_string(file).with_context(|| file.display().to_string())?;
            let page = file.strip_prefix(&from)?;
            let text = expand(&text, |directive| match directive.strip_prefix("page ") {
                Some(other) => borrowed_page(&workspace.root, other, page),
                None => block(directive, &workspace.root, &mut |c| examples.output(c)),
            });
            let text = text.with_context(|| file.display().to_string())?;
            fs::write(&staged, text).with_context(|| staged.display().to_string())?;
        } else {
            fs::copy(file, &staged).with_context(|| file.display().to_string())?;
        }
    }
    Ok(())
}

/// All files below a folder, sorted.
pub(super) fn files_below(folder: &Path) -> Result<Vec<PathBuf>> {
    let (mut files, mut folders) = (Vec::new(), vec![folder.to_owned()]);
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).with_context(|| folder.display().to_string())? {
            let path = entry?.path();
            if path.is_dir() { folders.push(path) } else { files.push(path) }
        }
    }
    files.sort();
    Ok(files)
}

/// Puts what `carry_out` gives in the place of each directive.
fn expand(text: &str, mut carry_out: impl FnMut(&str) -> Result<String>) -> Result<String> {
    let mut out = String::with_capacity(text.len());
    for (line, number) in text.lines().zip(1..) {
        let directive = line.strip_prefix("{{#").and_then(|rest| rest.strip_suffix("}}"));
        match directive {
            Some(directive) => {
                let part = carry_out(directive).with_context(|| format!("line {number}"))?;
                out.push_str(&part);
            }
            None => out.push_str(line),
        }
        out.push('\n');
    }
    Ok(out)
}

/// The fenced block that a directive stands for.
fn block(
    directive: &str,
    root: &Path,
    output: &mut dyn FnMut(&str) -> Result<String>,
) -> Result<String> {
    match directive.split_once(' ') {
        Some(("code", path)) => {
            let path = root.join(path);
            let code = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
            Ok(format!("```rust,ignore\n{}\n```", code.trim_end()))
        }
        Some(("output", what)) => {
            let (command, heading) = match what.split_once(" :: ") {
                Some((command, heading)) => (command, Some(heading)),
                None => (what, None),
            };
            let printed = output(command.trim())?;
            let part = match heading {
                Some(heading) => section(&printed, heading)
                    .with_context(|| format!("`{command}` prints no heading `{heading}`"))?,
                None => printed.trim_matches('\n').to_owned(),
            };
            Ok(format!("```text\n{part}\n```"))
        }
        _ => bail!("`{{{{#{directive}}}}}` is unknown; known are #code, #output and #page"),
    }
}

/// What stands indented below a heading, without the indentation that all of it has.
fn section(printed: &str, heading: &str) -> Option<String> {
    let below = printed.lines().skip_while(|line| *line != heading).skip(1);
    let lines: Vec<_> = below.take_while(|line| line.is_empty() || line.starts_with(' ')).collect();
    let indentation = |line: &&str| line.len() - line.trim_start().len();
    let common = lines.iter().filter(|line| !line.is_empty()).map(indentation).min()?;
    let lines: Vec<_> = lines.iter().map(|line| line.get(common..).unwrap_or_default()).collect();
    Some(lines.join("\n").trim_matches('\n').to_owned())
}

/// Runs examples, each command line once.
struct Examples<'a> {
    workspace: &'a Workspace,
    folder: &'a Path,
    printed: HashMap<String, String>,
}

impl Examples<'_> {
    /// What `PACKAGE EXAMPLE ARGUMENTS...` prints.
    fn output(&mut self, command: &str) -> Result<String> {
        if let Some(printed) = self.printed.get(command) {
            return Ok(printed.clone());
        }
        let mut words = command.split_whitespace();
        let (Some(package), Some(example)) = (words.next(), words.next()) else {
            bail!("`{command}` names no package and example");
        };
        let run = cargo()
            .args(["run", "--quiet", "--release", "--package", package, "--example", example])
            .arg("--manifest-path")
            .arg(self.workspace.root.join("Cargo.toml"))
            .arg("--")
            .args(words)
            .current_dir(self.folder)
            .stderr(Stdio::inherit())
            .output()
            .context("cargo does not start")?;
        ensure!(run.status.success(), "the example `{command}` failed ({})", run.status);
        let printed = String::from_utf8(run.stdout).context("an example printed no text")?;
        self.printed.insert(command.to_owned(), printed.clone());
        Ok(printed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PRINTED: &str = "\nFirst\n\n  call\n      answer\n\nSecond\n\n  other\n";

    fn page(text: &str) -> Result<String> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        expand(text, |directive| {
            block(directive, root, &mut |command| {
                assert_eq!(command, "onkai talk --seed 7");
                Ok(PRINTED.to_owned())
            })
        })
    }

    #[test]
    fn outputs_stand_where_the_page_asks_for_them() {
        let text = "# Page\n{{#output onkai talk --seed 7 :: First}}\nend\n";
        assert_eq!(page(text).unwrap(), "# Page\n```text\ncall\n    answer\n```\nend\n");
        let all = page("{{#output onkai talk --seed 7}}").unwrap();
        assert!(all.starts_with("```text\nFirst\n") && all.contains("  other\n```"));
    }

    #[test]
    fn code_is_the_file() {
        let text = page("{{#code build-me/../Cargo.toml}}");
        assert!(format!("{:#}", text.unwrap_err()).starts_with("line 1: "));
        let text = page("{{#code Cargo.toml}}").unwrap();
        assert!(text.starts_with("```rust,ignore\n[package]\nname = \"xtask\""), "{text}");
    }

    #[test]
    fn what_is_unknown_is_named_with_its_line() {
        let error = format!("{:#}", page("a\n{{#input x}}\n").unwrap_err());
        assert!(error.starts_with("line 2: `{{#input x}}` is unknown"), "{error}");
        let error = page("{{#output onkai talk --seed 7 :: Third}}").unwrap_err();
        assert!(format!("{error:#}").ends_with("prints no heading `Third`"));
    }
}

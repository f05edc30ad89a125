//! The files of the project: what is in the workspace's folder, but for what tools leave there.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

/// Folders that `.gitignore` names. The tree is walked rather than asked of git, as tests need nothing
/// but a Rust toolchain.
const BUILT: [&str; 3] = ["__pycache__", "onkai-out", "target"];
/// Hidden files and folders of the project; others are git's, an editor's or the system's.
const HIDDEN: [&str; 4] = [".cargo", ".ci", ".github", ".gitignore"];

/// A file's content.
#[derive(Debug)]
enum Content {
    Text(String),
    /// What is not UTF-8, by its length.
    Binary(u64),
}

/// Files by name: the path from the root, with `/` between its parts.
#[derive(Debug, Default)]
pub(super) struct Tree {
    root: String,
    files: BTreeMap<String, Content>,
}

impl Tree {
    /// Reads the folder.
    pub(super) fn read(root: &Path) -> Result<Self> {
        let mut tree = Self { root: slashed(root), ..Self::default() };
        tree.add_folder(root)?;
        Ok(tree)
    }

    /// A path below the root as a name.
    pub(super) fn name_of(&self, path: &Path) -> String {
        let name = slashed(path);
        name.strip_prefix(&self.root).map(|n| n.trim_start_matches('/').to_owned()).unwrap_or(name)
    }

    /// The files that are text.
    pub(super) fn texts(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files.iter().filter_map(|(name, content)| match content {
            Content::Text(text) => Some((name.as_str(), text.as_str())),
            Content::Binary(_) => None,
        })
    }

    /// The text of one file.
    pub(super) fn text(&self, name: &str) -> Option<&str> {
        match self.files.get(name)? {
            Content::Text(text) => Some(text),
            Content::Binary(_) => None,
        }
    }

    /// All files by name, with their length in bytes.
    pub(super) fn lengths(&self) -> impl Iterator<Item = (&str, u64)> {
        self.files.iter().map(|(name, content)| match content {
            Content::Text(text) => (name.as_str(), text.len() as u64),
            Content::Binary(len) => (name.as_str(), *len),
        })
    }

    fn add_folder(&mut self, folder: &Path) -> Result<()> {
        for entry in fs::read_dir(folder).with_context(|| folder.display().to_string())? {
            let entry = entry?;
            if !belongs(&entry.file_name().to_string_lossy()) {
                continue;
            }
            let (path, kind) = (entry.path(), entry.file_type()?);
            if kind.is_dir() {
                self.add_folder(&path)?;
            } else if kind.is_file() {
                let bytes = fs::read(&path).with_context(|| path.display().to_string())?;
                let content = match String::from_utf8(bytes) {
                    Ok(text) => Content::Text(text),
                    Err(error) => Content::Binary(error.as_bytes().len() as u64),
                };
                self.files.insert(self.name_of(&path), content);
            }
        }
        Ok(())
    }
}

/// Whether a file's name ends in `.` and the extension.
pub(super) fn has_extension(name: &str, extension: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, found)| found == extension)
}

/// Whether a file or folder of this name is the project's.
fn belongs(name: &str) -> bool {
    if name.starts_with('.') { HIDDEN.contains(&name) } else { !BUILT.contains(&name) }
}

fn slashed(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}

#[cfg(test)]
impl<const N: usize> From<[(&str, &str); N]> for Tree {
    fn from(files: [(&str, &str); N]) -> Self {
        let file = |(name, text): (&str, &str)| (name.to_owned(), Content::Text(text.to_owned()));
        Self { root: String::new(), files: files.map(file).into() }
    }
}

#[cfg(test)]
impl Tree {
    /// The same tree with one more file, which is no text.
    pub(super) fn with_binary(mut self, name: &str, len: u64) -> Self {
        self.files.insert(name.to_owned(), Content::Binary(len));
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_text_and_binary_files_but_nothing_built() {
        let folder = tempfile::tempdir().unwrap();
        let write = |name: &str, bytes: &[u8]| {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        };
        write("crates/a/lib.rs", b"mod a;");
        write("crates/a/a.npz", &[0xff; 9]);
        write("target/debug/lib.rs", b"fn built() {}");
        write(".ci/run", b"#!");
        write(".git", b"gitdir: elsewhere");
        let tree = Tree::read(folder.path()).unwrap();
        let lengths: Vec<_> = tree.lengths().collect();
        assert_eq!(lengths, [(".ci/run", 2), ("crates/a/a.npz", 9), ("crates/a/lib.rs", 6)]);
        assert_eq!(tree.text("crates/a/lib.rs"), Some("mod a;"));
        assert_eq!(tree.text("crates/a/a.npz"), None);
        assert_eq!(tree.name_of(&folder.path().join("Cargo.toml")), "Cargo.toml");
    }
}

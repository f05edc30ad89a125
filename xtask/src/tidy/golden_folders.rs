//! Golden folders: small, and with a manifest that tells where every file comes from.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::finding::Finding;
use super::tree::{Tree, has_extension};

const RULE: &str = "golden folder";
/// What one crate's folder may hold, in bytes: every clone carries it.
const MAX_LEN: u64 = 5 << 20;
const MANIFEST: &str = "manifest.json";

/// Checks the golden folder of every crate.
pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    let mut folders = BTreeMap::<&str, Vec<(&str, u64)>>::new();
    for (name, len) in tree.lengths() {
        if let Some((folder, file)) = name.rsplit_once('/')
            && folder.ends_with("tests/golden")
        {
            folders.entry(folder).or_default().push((file, len));
        }
    }
    folders.iter().flat_map(|(folder, files)| check_folder(tree, folder, files)).collect()
}

fn check_folder(tree: &Tree, folder: &str, files: &[(&str, u64)]) -> Vec<Finding> {
    let mut findings = Vec::new();
    let len: u64 = files.iter().map(|(_, len)| len).sum();
    if len >= MAX_LEN {
        let message = format!("{len} bytes, at most {MAX_LEN}");
        findings.push(Finding::whole(folder, RULE, message));
    }
    let manifest = format!("{folder}/{MANIFEST}");
    let rows: Map<String, Value> =
        tree.text(&manifest).and_then(|t| serde_json::from_str(t).ok()).unwrap_or_default();
    for (file, _) in files.iter().filter(|(file, _)| has_extension(file, "npz")) {
        if !rows.contains_key(*file) {
            let message = format!("has no row in {MANIFEST}");
            findings.push(Finding::whole(&format!("{folder}/{file}"), RULE, message));
        }
    }
    for row in rows.keys().filter(|row| !files.iter().any(|(file, _)| file == row)) {
        let message = format!("has a row for `{row}`, which is not there");
        findings.push(Finding::whole(&manifest, RULE, message));
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    const FOLDER: &str = "crates/fft/tests/golden";

    fn messages(manifest: &str, npz: &str, len: u64) -> Vec<String> {
        let tree = Tree::from([(format!("{FOLDER}/{MANIFEST}").as_str(), manifest)])
            .with_binary(&format!("{FOLDER}/{npz}"), len);
        check(&tree).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn every_file_has_a_row_and_every_row_a_file() {
        let manifest = r#"{"fft.npz": {}}"#;
        assert!(messages(manifest, "fft.npz", 9).is_empty());
        assert_eq!(
            messages(manifest, "dct.npz", 9),
            [
                "crates/fft/tests/golden/dct.npz:1: golden folder: has no row in manifest.json",
                "crates/fft/tests/golden/manifest.json:1: golden folder: has a row for `fft.npz`, which is not there",
            ]
        );
        assert_eq!(messages("not JSON", "fft.npz", 9).len(), 1);
    }

    #[test]
    fn folders_are_small() {
        let manifest = r#"{"fft.npz": {}}"#;
        assert!(messages(manifest, "fft.npz", MAX_LEN - 100).is_empty());
        assert_eq!(messages(manifest, "fft.npz", MAX_LEN).len(), 1);
    }
}

//! Manifests: what every crate has, and where versions stand.

use super::finding::Finding;
use super::tree::Tree;

const RULE: &str = "manifest";

/// Checks what stands beside a manifest and in it as a whole.
pub(super) fn check_crate(tree: &Tree, manifest: &str) -> Vec<Finding> {
    let mut findings = Vec::new();
    let text = tree.text(manifest).unwrap_or_default();
    let lints = text.lines().skip_while(|line| *line != "[lints]").nth(1);
    if lints != Some("workspace = true") {
        findings.push(Finding::whole(manifest, RULE, "needs `[lints]` with `workspace = true`"));
    }
    let readme = manifest.replace("Cargo.toml", "README.md");
    if manifest.starts_with("crates/") && tree.text(&readme).is_none() {
        findings.push(Finding::whole(&readme, RULE, "is missing; every crate has one"));
    }
    findings
}

/// Checks that a member takes its dependencies from the workspace, where each stands once.
pub(super) fn check_text(path: &str, text: &str) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut inside = false;
    for (line, number) in text.lines().zip(1..) {
        let code = line.split('#').next().unwrap_or_default().trim();
        if let Some(table) = code.strip_prefix('[') {
            inside = table.trim_end_matches(']').ends_with("dependencies");
            if table.contains("dependencies.") {
                let message = "a dependency is a line of its table, not a table of its own";
                findings.push(Finding::at(path, number, RULE, message));
            }
        } else if inside && !code.is_empty() && !code.contains("workspace = true") {
            let message = "a dependency's version stands in the root manifest: `workspace = true`";
            findings.push(Finding::at(path, number, RULE, message));
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = "\
[package]
name = \"onkai-fft\"

[dependencies]
ndarray.workspace = true
rayon = { workspace = true, optional = true } # threads

[lints]
workspace = true
";

    fn lines(text: &str) -> Vec<String> {
        check_text("Cargo.toml", text).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn versions_stand_in_the_root() {
        assert!(lines(GOOD).is_empty());
        let bad = "[package]\nname = \"a\"\n[dev-dependencies]\nproptest = \"1\"\n";
        assert_eq!(
            lines(bad),
            [
                "Cargo.toml:4: manifest: a dependency's version stands in the root manifest: `workspace = true`"
            ]
        );
        assert_eq!(lines("[target.'cfg(unix)'.dependencies]\nlibc = \"0.2\"\n").len(), 1);
        assert_eq!(lines("[dependencies.libc]\nversion = \"0.2\"\n").len(), 1);
    }

    #[test]
    fn a_crate_has_a_readme_and_the_lints() {
        let manifest = "crates/fft/Cargo.toml";
        let good = Tree::from([(manifest, GOOD), ("crates/fft/README.md", "# onkai-fft")]);
        assert!(check_crate(&good, manifest).is_empty());
        let bare = Tree::from([(manifest, "[package]\n")]);
        assert_eq!(check_crate(&bare, manifest).len(), 2);
        let tool = Tree::from([("benches/Cargo.toml", GOOD)]);
        assert!(check_crate(&tool, "benches/Cargo.toml").is_empty(), "tools need no README");
    }
}

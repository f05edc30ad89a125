//! The crate graph: a crate may use any storey below its own, never one beside or above.

use super::finding::Finding;
use super::tree::Tree;
use crate::workspace::{Dependency, Package};

const RULE: &str = "crate graph";
/// Tools stand above the house and are used by none.
const TOOLS: usize = 6;
/// Serves the tests of all storeys, and builds nothing.
const TESTING: &str = "onkai-testing";

/// The house, from the ground up; the table of ARCHITECTURE.md.
const STOREYS: [&[&str]; 7] = [
    &["core", "testing"],
    &["special", "linalg", "fft"],
    &["interpolate", "optimize", "stats", "spatial", "ndimage", "decomposition"],
    &["signal", "io"],
    &["mir", "plot"],
    &["cli", "onkai"],
    &["benches", "fuzz", "xtask"],
];

/// Checks a member's dependencies on other members.
pub(super) fn check(tree: &Tree, package: &Package) -> Vec<Finding> {
    let manifest = tree.name_of(&package.manifest_path);
    let Some(storey) = storey_of(&package.name) else {
        let message = "stands on no storey; add it to the table in xtask/src/tidy/storeys.rs";
        return vec![Finding::whole(&manifest, RULE, message)];
    };
    let text = tree.text(&manifest).unwrap_or_default();
    let row_of = |name: &str| text.lines().position(|line| line.starts_with(name)).unwrap_or(0) + 1;
    package
        .dependencies
        .iter()
        .filter_map(|dependency| {
            let message = wrong(package, storey, dependency)?;
            Some(Finding::at(&manifest, row_of(&dependency.name), RULE, message))
        })
        .collect()
}

/// What is wrong with a dependency, if anything is.
fn wrong(package: &Package, storey: usize, dependency: &Dependency) -> Option<String> {
    let name = &dependency.name;
    if name == TESTING {
        let build = dependency.kind.is_none() && storey != TOOLS;
        return build.then(|| format!("`{name}` serves tests; make it a dev-dependency"));
    }
    let Some(other) = storey_of(name) else {
        let ours = name.starts_with("onkai-");
        return ours.then(|| format!("depends on `{name}`, which stands on no storey"));
    };
    if storey <= other {
        return Some(format!("storey {storey} depends on `{name}` of storey {other}"));
    }
    let reads_files = package.name == "onkai-mir" && name == "onkai-io" && !dependency.optional;
    reads_files.then(|| "`onkai-io` must be optional: only the feature `audio` reads files".into())
}

/// The storey of a package; `None` for what is not in the table, external crates among it.
fn storey_of(package: &str) -> Option<usize> {
    let folder = match package {
        "onkai" | "xtask" => package,
        _ => package.strip_prefix("onkai-")?,
    };
    STOREYS.iter().position(|storey| storey.contains(&folder))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dependency(name: &str, kind: Option<&str>, optional: bool) -> Dependency {
        Dependency { name: name.to_owned(), kind: kind.map(str::to_owned), optional }
    }

    fn findings(name: &str, dependencies: Vec<Dependency>) -> Vec<String> {
        let tree = Tree::from([("Cargo.toml", "[dependencies]\nonkai-signal.workspace = true")]);
        let manifest_path = "Cargo.toml".into();
        let package = Package { name: name.to_owned(), manifest_path, dependencies };
        check(&tree, &package).iter().map(ToString::to_string).collect()
    }

    fn on(name: &str) -> Vec<Dependency> {
        vec![dependency(name, None, false)]
    }

    #[test]
    fn dependencies_point_down() {
        assert!(findings("onkai-signal", on("onkai-fft")).is_empty());
        assert!(findings("onkai-signal", on("ndarray")).is_empty());
        assert!(findings("onkai-cli", on("onkai-core")).is_empty());
        assert_eq!(
            findings("onkai-fft", on("onkai-signal")),
            ["Cargo.toml:2: crate graph: storey 1 depends on `onkai-signal` of storey 3"]
        );
        assert_eq!(findings("onkai-fft", on("onkai-linalg")).len(), 1, "beside");
        assert_eq!(findings("onkai-core", on("onkai-core")).len(), 1, "itself");
        assert_eq!(findings("onkai-cli", on("xtask")).len(), 1, "a tool");
        let dev = vec![dependency("onkai-plot", Some("dev"), false)];
        assert_eq!(findings("onkai-mir", dev).len(), 1, "tests point down too");
    }

    #[test]
    fn testing_serves_tests_and_tools() {
        let dev = || vec![dependency(TESTING, Some("dev"), false)];
        assert!(findings("onkai-core", dev()).is_empty());
        assert!(findings("onkai-benches", on(TESTING)).is_empty());
        assert_eq!(findings("onkai-fft", on(TESTING)).len(), 1);
        assert_eq!(findings(TESTING, on("onkai-core")).len(), 1, "it uses no other crate");
    }

    #[test]
    fn mir_reads_files_behind_a_feature_only() {
        assert_eq!(findings("onkai-mir", on("onkai-io")).len(), 1);
        assert!(findings("onkai-mir", vec![dependency("onkai-io", None, true)]).is_empty());
        assert!(findings("onkai-cli", on("onkai-io")).is_empty());
    }

    #[test]
    fn every_member_is_in_the_table() {
        assert_eq!(findings("onkai-attic", vec![]).len(), 1);
        assert_eq!(findings("helper", vec![]).len(), 1);
        assert_eq!(findings("onkai-fft", on("onkai-attic")).len(), 1);
    }
}

//! Any text file: no path of one machine.

use super::finding::{Finding, per_line};

/// Folders at the root of some machine, which another has not or fills otherwise.
const ROOTS: [&str; 3] = ["work", "root", "tmp"];

/// Checks one file.
pub(super) fn check(path: &str, text: &str) -> Vec<Finding> {
    per_line(path, "absolute path", text, |line| {
        let root = ROOTS.iter().find(|root| has_root(line, root))?;
        Some(format!("the folder `{root}` at a machine's root is not every machine's"))
    })
}

/// Whether a slash and the root's name stand in the line as the start of a path: not behind another part
/// of a path, of an address or of a closing tag, and not as the start of a longer name.
fn has_root(line: &str, root: &str) -> bool {
    let inside = |c: char| c.is_alphanumeric() || "_.-~/<}])*$%".contains(c);
    let goes_on = |c: char| c.is_alphanumeric() || "_-.>".contains(c);
    line.match_indices('/').any(|(at, _)| {
        let rest = &line[at + 1..];
        rest.starts_with(root)
            && !line[..at].ends_with(inside)
            && !rest[root.len()..].starts_with(goes_on)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn machine_paths_are_found() {
        for root in ROOTS {
            for line in ["at /{}", "\"/{}/x.wav\"", "cd /{}/a", "x=/{}", "(/{})", "`/{}`"] {
                let line = line.replace("{}", root);
                assert_eq!(check("a.md", &line).len(), 1, "{line}");
            }
        }
        let findings = check("a.md", &format!("fine\nsee {}tmp/x\n", '/'));
        assert_eq!(
            findings[0].to_string(),
            "a.md:2: absolute path: the folder `tmp` at a machine's root is not every machine's"
        );
    }

    #[test]
    fn other_paths_are_not() {
        let lines = [
            "target/tmp/x",
            "https://example.org/work/x",
            "</root>",
            "/rooted/x",
            "$dir/tmp",
            "../work/x",
            "${x}/tmp",
            "{root}/work",
            "half tone / tmp",
        ];
        for line in lines {
            assert!(check("a.md", line).is_empty(), "{line}");
        }
    }
}

//! Rust files: their length, catalogues, and words that promise what is not there.

use super::finding::{Finding, per_line};

/// One algorithm, one file.
const MAX_LINES: usize = 600;

/// Words that stand for work left undone. Put together, so that this file has none of them.
const UNFINISHED: [&str; 5] = [
    concat!("#[", "ignore"),
    concat!("to", "do!"),
    concat!("unimple", "mented!"),
    concat!("FIX", "ME"),
    concat!("db", "g!"),
];

/// Checks one file.
pub(super) fn check(path: &str, text: &str) -> Vec<Finding> {
    let mut findings = Vec::new();
    let n_lines = text.lines().count();
    if n_lines > MAX_LINES && !path.ends_with("_tables.rs") {
        let message = format!("{n_lines} lines, at most {MAX_LINES}");
        findings.push(Finding::at(path, n_lines, "file length", message));
    }
    findings.extend(per_line(path, "unfinished", text, |line| {
        let word = UNFINISHED.iter().find(|word| line.contains(**word))?;
        Some(format!("`{word}` must not stay"))
    }));
    // The `mod.rs` of a test program may hold what its files share.
    let is_catalogue = path.ends_with("/lib.rs") || path.ends_with("/mod.rs");
    if is_catalogue && !path.contains("/tests/") {
        findings.extend(per_line(path, "catalogue", text, |line| {
            let message = "holds modules and `pub use` only; move this to a file of its own";
            (!fits_catalogue(line)).then(|| message.to_owned())
        }));
    }
    findings
}

/// Whether a line may stand in a catalogue. rustfmt starts every item in the first column, so that the
/// indented lines are parts of an item that has been judged, and so are closing brackets.
fn fits_catalogue(line: &str) -> bool {
    let inside_or_end = line.starts_with([' ', '}', ')', ']']) || line.is_empty();
    if inside_or_end || line.starts_with("//") || line.starts_with('#') {
        return true;
    }
    let item = match line.split_once(' ') {
        Some((first, rest)) if first == "pub" || first.starts_with("pub(") => rest,
        _ => line,
    };
    // An empty module holds a README, so that its examples are compiled with the doc tests.
    let module = item.starts_with("mod ") && (item.ends_with(';') || item.ends_with(" {}"));
    module || item.starts_with("use ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rules(path: &str, text: &str) -> Vec<String> {
        check(path, text).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn files_are_short() {
        let long = "// a line\n".repeat(MAX_LINES + 1);
        assert_eq!(rules("src/a.rs", &long), ["src/a.rs:601: file length: 601 lines, at most 600"]);
        assert!(rules("src/a.rs", &long[10..]).is_empty());
        assert!(rules("src/a_tables.rs", &long).is_empty());
    }

    #[test]
    fn nothing_is_left_undone() {
        for word in UNFINISHED {
            let text = format!("fn f() {{\n    {word}\n}}\n");
            assert_eq!(rules("src/a.rs", &text).len(), 1, "{word}");
        }
    }

    #[test]
    fn a_catalogue_holds_modules_and_uses() {
        let good = "\
//! Docs.

#![allow(
    clippy::print_stdout,
    reason = \"a long one\",
)]

mod a;
pub(crate) mod b;
#[cfg(feature = \"x\")]
mod c;

use crate::a::A;
pub(crate) use b::{
    B,
    C,
};
pub use crate::a::D;

#[cfg(doctest)]
mod readme {}
";
        assert!(rules("src/lib.rs", good).is_empty(), "{:?}", rules("src/lib.rs", good));
    }

    #[test]
    fn a_catalogue_holds_nothing_else() {
        let items = [
            "fn f() {}",
            "pub struct S;",
            "pub(crate) enum E {}",
            "impl S {}",
            "trait T {}",
            "const C: u8 = 1;",
            "static S: u8 = 1;",
            "type A = u8;",
            "macro_rules! m {}",
            "mod tests {",
        ];
        for item in items {
            assert_eq!(rules("src/lib.rs", item).len(), 1, "{item}");
            assert_eq!(rules("src/a/mod.rs", item).len(), 1, "{item}");
            assert!(rules("src/a.rs", item).is_empty(), "{item}");
            assert!(rules("crates/a/tests/b/mod.rs", item).is_empty(), "{item}");
        }
    }
}

//! Pages of the project, such as READMEs, as pages of the book.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

/// The text of the project's page `other`, for the book's page `page`: links lead to pages of the book, or are no links.
pub(super) fn borrowed_page(root: &Path, other: &str, page: &Path) -> Result<String> {
    let path = root.join(other);
    let text = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
    // Hidden lines of examples are hidden in mdBook, too; that they were run is what the page is about.
    let text = relinked(text.trim_end(), other, page);
    Ok(with_api(text, other, page))
}

/// The text with a link to the documentation of all items below its title, if it is a library's README.
fn with_api(text: String, other: &str, page: &Path) -> String {
    let name = match other.split('/').collect::<Vec<_>>()[..] {
        // The command has no items for others to use.
        ["crates", "cli", "README.md"] => return text,
        ["crates", "onkai", "README.md"] => "onkai".to_owned(),
        ["crates", name, "README.md"] => format!("onkai_{name}"),
        _ => return text,
    };
    let up = "../".repeat(page.components().count() - 1);
    let link = format!("[All items, with examples]({up}api/{name}/index.html)");
    match text.split_once("\n\n") {
        Some((title, rest)) => format!("{title}\n\n{link}\n\n{rest}"),
        None => format!("{text}\n\n{link}"),
    }
}

/// The text with its links as the book needs them.
fn relinked(text: &str, other: &str, page: &Path) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("](") {
        let Some((target, behind)) = after.split_once(')') else { break };
        let opening = before.rfind('[');
        match (new_target(target, other, page), opening) {
            (Some(target), _) => out.extend([before, "](", &target, ")"]),
            (None, Some(at)) => {
                out.push_str(&before[..at]);
                out.push_str(&before[at + 1..]);
            }
            (None, None) => out.push_str(before),
        }
        rest = behind;
    }
    out + rest
}

/// Where a link leads in the book; `None` if the book has no such page.
fn new_target(target: &str, other: &str, page: &Path) -> Option<String> {
    if target.contains("://") || target.starts_with('#') {
        return Some(target.to_owned());
    }
    let folder = other.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut parts: Vec<_> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in target.split('/') {
        match part {
            "." | "" => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    let in_book = match parts[..] {
        ["docs", "src", name] => name.to_owned(),
        ["crates", name, "README.md"] => format!("crates/{name}.md"),
        ["ARCHITECTURE.md"] => "architecture.md".to_owned(),
        ["CONTRIBUTING.md"] => "contributing.md".to_owned(),
        ["CHANGELOG.md"] => "changelog.md".to_owned(),
        ["README.md"] => "introduction.md".to_owned(),
        _ => return None,
    };
    let up = page.components().count() - 1;
    Some("../".repeat(up) + &in_book)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_lead_to_pages_of_the_book() {
        let text = "See [speed](docs/src/speed.md), [linalg](crates/linalg/README.md#systems), [MIT](LICENSE-MIT), [a](https://a.b), `x[0]` (no link).";
        let text = text.replace("#systems", "");
        assert_eq!(
            relinked(&text, "README.md", Path::new("introduction.md")),
            "See [speed](speed.md), [linalg](crates/linalg.md), MIT, [a](https://a.b), `x[0]` (no link)."
        );
        assert_eq!(
            relinked(
                "[up](../../README.md) [other](../fft/README.md)",
                "crates/mir/README.md",
                Path::new("crates/mir.md")
            ),
            "[up](../introduction.md) [other](../crates/fft.md)"
        );
    }

    #[test]
    fn a_library_links_to_its_items() {
        let of = |other| with_api("# a\n\nb".to_owned(), other, Path::new("crates/a.md"));
        assert_eq!(
            of("crates/fft/README.md"),
            "# a\n\n[All items, with examples](../api/onkai_fft/index.html)\n\nb"
        );
        assert!(of("crates/onkai/README.md").contains("(../api/onkai/index.html)"));
        assert_eq!(of("crates/cli/README.md"), "# a\n\nb");
        assert_eq!(of("CONTRIBUTING.md"), "# a\n\nb");
    }
}

//! `cargo xtask docs --check`: links that lead nowhere, and a site that is older than its sources.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::path::{Component, Path, PathBuf};
use std::time::SystemTime;

use anyhow::{Context, Result, ensure};

use super::stage::files_below;
use crate::workspace::Workspace;

/// Everything that is wrong with the built site, a line each.
pub(super) fn check(workspace: &Workspace, site: &Path) -> Result<Vec<String>> {
    let mut problems = stale(workspace, site)?;
    problems.extend(dead_links(site)?);
    Ok(problems)
}

/// Links of the book's own pages to files or places in pages that do not exist.
///
/// The pages below `api` are rustdoc's, which refuses dead links itself; links to them are checked.
fn dead_links(site: &Path) -> Result<Vec<String>> {
    let site = fs::canonicalize(site).with_context(|| site.display().to_string())?;
    let api = site.join("api");
    let mut pages = Pages::default();
    let mut problems = Vec::new();
    for page in files_below(&site)? {
        // `print.html` is all pages in one, with links that were right where they stood.
        let is_own = page.extension().is_some_and(|e| e == "html") && !page.ends_with("print.html");
        if !is_own || page.starts_with(&api) {
            continue;
        }
        let text = fs::read_to_string(&page).with_context(|| page.display().to_string())?;
        let name = page.strip_prefix(&site)?.display().to_string();
        for link in attributes(&text, &["href=\"", "src=\""]) {
            if let Some(problem) = pages.problem(&site, &page, link)? {
                problems.push(format!("{name}: `{link}` {problem}"));
            }
        }
    }
    problems.sort();
    problems.dedup();
    Ok(problems)
}

/// Pages whose anchors were looked for already.
#[derive(Default)]
struct Pages {
    anchors: HashMap<PathBuf, HashSet<String>>,
}

impl Pages {
    /// Why a link leads nowhere; `None` if it does not, or leads out of the site.
    fn problem(&mut self, site: &Path, page: &Path, link: &str) -> Result<Option<&'static str>> {
        if link.contains("://")
            || ["mailto:", "data:", "javascript:"].iter().any(|s| link.starts_with(s))
        {
            return Ok(None);
        }
        let (path, anchor) = link.split_once('#').unwrap_or((link, ""));
        let path = path.split('?').next().unwrap_or_default();
        let folder = page.parent().unwrap_or(site);
        let mut to = match path {
            "" => page.to_owned(),
            _ => {
                normal(&path.strip_prefix('/').map_or_else(|| folder.join(path), |p| site.join(p)))
            }
        };
        if to.is_dir() {
            to.push("index.html");
        }
        if !to.starts_with(site) {
            return Ok(Some("leads out of the site"));
        }
        if !to.is_file() {
            return Ok(Some("leads to no file"));
        }
        if anchor.is_empty() || to.extension().is_none_or(|e| e != "html") {
            return Ok(None);
        }
        if !self.anchors.contains_key(&to) {
            let text = fs::read_to_string(&to).with_context(|| to.display().to_string())?;
            let ids = attributes(&text, &["id=\"", "name=\""]).map(str::to_owned).collect();
            self.anchors.insert(to.clone(), ids);
        }
        let is_there = self.anchors[&to].contains(anchor);
        Ok((!is_there).then_some("leads to a page without this place"))
    }
}

/// The values that follow any of the `openings` up to the next quote.
fn attributes<'a>(text: &'a str, openings: &'a [&'a str]) -> impl Iterator<Item = &'a str> {
    openings.iter().flat_map(|opening| {
        let opened = text.split(opening).skip(1);
        opened.filter_map(|rest| rest.split('"').next())
    })
}

/// The path without `.` and `..`.
fn normal(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir => {
                out.pop();
            }
            Component::CurDir => {}
            other => out.push(other),
        }
    }
    out
}

/// Sources that have changed since the site was built.
pub(super) fn stale(workspace: &Workspace, site: &Path) -> Result<Vec<String>> {
    ensure!(
        site.join("index.html").is_file(),
        "{}: no site was built there; `cargo xtask docs` builds it",
        site.display()
    );
    let built = changed(&site.join("index.html"))?;
    let mut sources = Vec::new();
    for folder in ["docs", "crates"] {
        sources.extend(files_below(&workspace.root.join(folder))?);
    }
    // Pages of the project that are pages of the book, too.
    let pages = fs::read_dir(&workspace.root).context("the workspace's root")?;
    let pages = pages.filter_map(|entry| Some(entry.ok()?.path()));
    sources.extend(pages.filter(|path| path.extension().is_some_and(|e| e == "md")));
    let mut problems = Vec::new();
    for file in sources {
        if built < changed(&file)? {
            let name = file.strip_prefix(&workspace.root)?.display();
            problems.push(format!("{name}: changed since the site was built"));
        }
    }
    Ok(problems)
}

fn changed(path: &Path) -> Result<SystemTime> {
    fs::metadata(path).and_then(|file| file.modified()).with_context(|| path.display().to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_dead_links_are_told() {
        let folder = tempfile::tempdir().unwrap();
        let site = folder.path();
        fs::create_dir_all(site.join("api/onkai")).unwrap();
        fs::write(site.join("api/onkai/index.html"), "<a href=\"nowhere.html\">").unwrap();
        fs::write(site.join("picture.png"), "").unwrap();
        let page = "<h1 id=\"top\"><a href=\"#top\"><a href=\"other.html?x#end\"><a href=\"api/onkai/\">\
            <img src=\"./picture.png\"><a href=\"https://a.b/c#d\"><a href=\"/index.html\">";
        fs::write(site.join("index.html"), page).unwrap();
        fs::write(site.join("other.html"), "<p id=\"end\">").unwrap();
        assert!(dead_links(site).unwrap().is_empty());
        let bad = "<a href=\"missing.html\"><a href=\"index.html#bottom\"><a href=\"../../x\"><img src=\"no.png\">";
        fs::write(site.join("other.html"), bad).unwrap();
        assert_eq!(
            dead_links(site).unwrap(),
            [
                "index.html: `other.html?x#end` leads to a page without this place",
                "other.html: `../../x` leads out of the site",
                "other.html: `index.html#bottom` leads to a page without this place",
                "other.html: `missing.html` leads to no file",
                "other.html: `no.png` leads to no file",
            ]
        );
    }
}

//! Deploys to repositories in temporary folders.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

use super::deploy::{Deployed, deploy, prepare};

/// A checkout with one commit and changes in its index and working tree, a site, and a bare repository to publish in.
struct Place {
    folder: TempDir,
}

impl Place {
    fn new() -> Self {
        let place = Self { folder: tempfile::tempdir().unwrap() };
        for name in ["checkout", "site/sub"] {
            fs::create_dir_all(place.path(name)).unwrap();
        }
        git(&place.path("."), &["init", "--quiet", "--bare", "remote.git"]);
        let checkout = place.path("checkout");
        git(&checkout, &["init", "--quiet", "--initial-branch", "main"]);
        git(&checkout, &["config", "user.name", "A. Tester"]);
        git(&checkout, &["config", "user.email", "a@tester.invalid"]);
        fs::write(checkout.join("source.txt"), "one").unwrap();
        git(&checkout, &["add", "."]);
        git(&checkout, &["commit", "--quiet", "-m", "The first word"]);
        git(&checkout, &["remote", "add", "site", place.path("remote.git").to_str().unwrap()]);
        fs::write(checkout.join("staged.txt"), "staged").unwrap();
        git(&checkout, &["add", "staged.txt"]);
        fs::write(checkout.join("source.txt"), "changed").unwrap();
        place.write("index.html", "<p>one");
        place.write("sub/_page.html", "<p>two");
        place
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.path("site").join(name), text).unwrap();
    }

    fn deploy(&self, remote: &str) -> anyhow::Result<Deployed> {
        deploy(&self.path("checkout"), &self.path("site"), remote, "gh-pages")
    }

    /// Deploys to the bare repository and gives the commit.
    fn publish(&self) -> String {
        match self.deploy("site").unwrap() {
            Deployed::Commit(commit) => commit,
            Deployed::Unchanged => panic!("there was something to deploy"),
        }
    }

    fn remote(&self, args: &[&str]) -> String {
        git(&self.path("remote.git"), args)
    }

    /// All that a deploy must leave alone.
    fn state(&self) -> Vec<String> {
        let checkout = self.path("checkout");
        let mut state: Vec<_> = [
            &["status", "--porcelain=v2", "--branch"][..],
            &["for-each-ref"],
            &["ls-files", "--stage"],
            &["count-objects", "-v"],
            &["config", "--list", "--local"],
        ]
        .iter()
        .map(|args| git(&checkout, args))
        .collect();
        let mut files: Vec<_> = fs::read_dir(checkout.join(".git"))
            .unwrap()
            .map(|entry| entry.unwrap().file_name().display().to_string())
            .collect();
        files.sort();
        state.extend(files);
        state
    }
}

/// Runs git, which must succeed, and gives what it prints.
fn git(folder: &Path, args: &[&str]) -> String {
    let output = Command::new("git").args(args).current_dir(folder).output().unwrap();
    assert!(output.status.success(), "git {args:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap().trim().to_owned()
}

#[test]
fn a_first_deploy_begins_a_history_of_its_own() {
    let place = Place::new();
    let before = place.state();
    let commit = place.publish();
    assert_eq!(place.remote(&["rev-parse", "gh-pages"]), commit);
    assert_eq!(place.remote(&["rev-list", "--count", "gh-pages"]), "1");
    let files = place.remote(&["ls-tree", "-r", "--name-only", "gh-pages"]);
    assert_eq!(files.lines().collect::<Vec<_>>(), [".nojekyll", "index.html", "sub/_page.html"]);
    assert_eq!(place.remote(&["show", "gh-pages:index.html"]), "<p>one");
    let message = place.remote(&["log", "-1", "--format=%an%n%B", "gh-pages"]);
    let source = git(&place.path("checkout"), &["rev-parse", "HEAD"]);
    assert!(message.starts_with("A. Tester\n") && message.contains("[skip ci]"), "{message}");
    assert!(message.contains(&source) && message.contains("The first word"), "{message}");
    assert_eq!(place.state(), before);
}

#[test]
fn a_second_deploy_is_a_commit_on_top() {
    let place = Place::new();
    let first = place.publish();
    place.write("index.html", "<p>other");
    fs::remove_file(place.path("site/sub/_page.html")).unwrap();
    let before = place.state();
    let second = place.publish();
    assert_eq!(place.remote(&["rev-parse", "gh-pages^"]), first);
    assert_eq!(place.remote(&["rev-parse", "gh-pages"]), second);
    let files = place.remote(&["ls-tree", "-r", "--name-only", "gh-pages"]);
    assert_eq!(files.lines().collect::<Vec<_>>(), [".nojekyll", "index.html"]);
    assert_eq!(place.state(), before);
}

#[test]
fn without_changes_there_is_no_commit() {
    let place = Place::new();
    let commit = place.publish();
    assert_eq!(place.deploy("site").unwrap(), Deployed::Unchanged);
    // By its path it is the same repository.
    let path = place.path("remote.git");
    assert_eq!(place.deploy(path.to_str().unwrap()).unwrap(), Deployed::Unchanged);
    assert_eq!(place.remote(&["rev-parse", "gh-pages"]), commit);
}

#[test]
fn a_branch_that_moved_in_the_meantime_is_left_as_it_is() {
    let place = Place::new();
    place.publish();
    place.write("index.html", "<p>mine");
    let ready = prepare(&place.path("checkout"), &place.path("site"), "site", "gh-pages").unwrap();
    place.write("index.html", "<p>somebody else's");
    let theirs = place.publish();
    let before = place.state();
    let error = format!("{:#}", ready.push().unwrap_err());
    assert!(error.contains("`gh-pages` was not published; nothing has changed there"), "{error}");
    assert_eq!(place.remote(&["rev-parse", "gh-pages"]), theirs);
    assert_eq!(place.state(), before);
}

#[test]
fn a_remote_that_refuses_keeps_what_it_has() {
    let place = Place::new();
    let published = place.publish();
    let hook = place.path("remote.git/hooks/pre-receive");
    fs::create_dir_all(hook.parent().unwrap()).unwrap();
    fs::write(&hook, "#!/bin/sh\necho this place is closed >&2\nexit 1\n").unwrap();
    make_executable(&hook);
    place.write("index.html", "<p>new");
    let error = format!("{:#}", place.deploy("site").unwrap_err());
    assert!(error.contains("not published") && error.contains("this place is closed"), "{error}");
    assert_eq!(place.remote(&["rev-parse", "gh-pages"]), published);
}

#[cfg(unix)]
fn make_executable(path: &Path) {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
}

#[cfg(not(unix))]
fn make_executable(_path: &Path) {}

#[test]
fn what_cannot_be_deployed_is_named() {
    let place = Place::new();
    let missing = place.path("nowhere.git");
    let error = format!("{:#}", place.deploy(missing.to_str().unwrap()).unwrap_err());
    assert!(error.contains("nowhere.git: this repository cannot be read"), "{error}");
    let (checkout, site) = (place.path("checkout"), place.path("site"));
    let error = deploy(&checkout, &site, "site", "two..dots").unwrap_err();
    assert_eq!(error.to_string(), "`two..dots` is no name for a branch");
}

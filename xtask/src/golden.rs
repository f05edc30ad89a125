//! `cargo xtask golden`: the values that tests compare with, computed by the Python originals.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};

use crate::python;
use crate::workspace::{Workspace, cargo};

/// Options of `cargo xtask golden`.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// Folders in `crates/` whose values shall be computed; all of them if none is named.
    crates: Vec<String>,
}

/// Runs the scripts, then shows which files of the golden folders differ from the commit.
pub(crate) fn run(workspace: &Workspace, options: &Options) -> Result<()> {
    let folder = workspace.root.join("xtask/golden");
    let scripts = scripts_of(&options.crates, scripts(&folder)?)?;
    let python = python::originals(workspace)?;
    for script in &scripts {
        let status = Command::new(&python).arg(script).status()?;
        ensure!(status.success(), "{} failed ({status})", script.display());
    }
    if scripts.iter().any(|script| belongs(script, "special")) {
        write_accuracy(workspace)?;
    }
    let status = Command::new("git")
        .args(["status", "--short", "--", "crates/*/tests/golden", ACCURACY_PAGE])
        .current_dir(&workspace.root)
        .output()
        .context("git does not start")?;
    let changed = String::from_utf8_lossy(&status.stdout);
    println!("{}", if changed.is_empty() { "nothing changed" } else { changed.trim_end() });
    Ok(())
}

/// The page of the special functions' errors.
const ACCURACY_PAGE: &str = "docs/src/accuracy.md";

/// How that page begins.
const ACCURACY_INTRODUCTION: &str = "\
# Accuracy of the special functions

Each function was called at points that cover its domain (near zeros, poles and branch cuts; tiny, large, subnormal arguments; large parameters) \
and compared with mpmath at 50 digits and more. An error is the distance from the exact value of that very argument, divided by the value's modulus; \
for oscillating functions far out, by that of the envelope. At most 1e-13 is promised in the ordinary range, and 1e-11 elsewhere; where a method \
can't reach that, the function says NaN, which the last column counts. `crates/special/tests/contract.rs` checks the same on every test run.

Where SciPy's values differ by more, mpmath sides with these.
";

/// Measures the special functions against the values just computed.
fn write_accuracy(workspace: &Workspace) -> Result<()> {
    let output = cargo()
        .args(["run", "--quiet", "-p", "onkai-special", "--example", "accuracy"])
        .current_dir(&workspace.root)
        .stderr(Stdio::inherit())
        .output()
        .context("cargo does not start")?;
    ensure!(output.status.success(), "the accuracy example failed ({})", output.status);
    let page = ACCURACY_INTRODUCTION.to_owned() + &String::from_utf8(output.stdout)?;
    let path = workspace.root.join(ACCURACY_PAGE);
    fs::write(&path, page).with_context(|| path.display().to_string())
}

/// The scripts in the folder, sorted; `common.py` is their library.
fn scripts(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut paths = fs::read_dir(folder)
        .with_context(|| folder.display().to_string())?
        .map(|entry| Ok(entry?.path()))
        .collect::<Result<Vec<_>>>()?;
    paths
        .retain(|path| path.extension().is_some_and(|e| e == "py") && !path.ends_with("common.py"));
    paths.sort();
    Ok(paths)
}

/// Those among `scripts` that belong to the named crates.
fn scripts_of(crates: &[String], scripts: Vec<PathBuf>) -> Result<Vec<PathBuf>> {
    if let Some(unknown) = crates.iter().find(|c| !scripts.iter().any(|s| belongs(s, c))) {
        anyhow::bail!("no script in xtask/golden belongs to a crate `{unknown}`");
    }
    let wanted = |script: &PathBuf| crates.is_empty() || crates.iter().any(|c| belongs(script, c));
    Ok(scripts.into_iter().filter(wanted).collect())
}

/// Whether the script is `<crate>.py` or `<crate>_<subject>.py`.
fn belongs(script: &Path, crate_name: &str) -> bool {
    let stem = script.file_stem().and_then(|s| s.to_str()).unwrap_or_default();
    stem.split('_').next() == Some(crate_name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paths(names: &[&str]) -> Vec<PathBuf> {
        names.iter().map(PathBuf::from).collect()
    }

    #[test]
    fn a_crate_owns_the_scripts_that_its_name_starts() {
        let all = ["fft.py", "io.py", "signal.py", "signal_window.py"];
        let of = |crates: &[&str]| {
            let crates: Vec<_> = crates.iter().map(ToString::to_string).collect();
            scripts_of(&crates, paths(&all)).unwrap()
        };
        assert_eq!(of(&["signal"]), paths(&["signal.py", "signal_window.py"]));
        assert_eq!(of(&["io", "fft"]), paths(&["fft.py", "io.py"]));
        assert_eq!(of(&[]), paths(&all));
    }

    #[test]
    fn a_crate_without_a_script_is_an_error() {
        let error = scripts_of(&["sig".to_owned()], paths(&["signal.py"])).unwrap_err();
        assert_eq!(error.to_string(), "no script in xtask/golden belongs to a crate `sig`");
    }
}

//! The Python that runs the originals: an interpreter, and a virtual environment of pinned packages.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail, ensure};

use crate::workspace::Workspace;

/// The system's Python 3: `$PYTHON` if set, else `python3`, else `python`.
pub(crate) fn interpreter() -> Result<OsString> {
    let candidates = match env::var_os("PYTHON") {
        Some(chosen) => vec![chosen],
        None => vec!["python3".into(), "python".into()],
    };
    for candidate in &candidates {
        let probe = Command::new(candidate)
            .args(["-c", "import sys; sys.exit(sys.version_info < (3, 8))"])
            .stderr(Stdio::null())
            .status();
        if probe.is_ok_and(|status| status.success()) {
            return Ok(candidate.clone());
        }
    }
    bail!(
        "no Python 3.8 or later found (tried {}); install python3, or name one in PYTHON",
        candidates.iter().map(|c| c.display().to_string()).collect::<Vec<_>>().join(", ")
    )
}

/// Runs a command whose standard output is not ours to fill: what it says goes to standard error.
pub(crate) fn run(command: &mut Command, what: &str) -> Result<()> {
    let output = command.stderr(Stdio::inherit()).output().with_context(|| what.to_owned())?;
    ensure!(
        output.status.success(),
        "{what} failed ({})\n{}",
        output.status,
        String::from_utf8_lossy(&output.stdout).trim()
    );
    Ok(())
}

/// The interpreter of the environment that `xtask/golden/requirements.txt` describes.
///
/// Made under the target folder at the first call and whenever the requirements changed.
pub(crate) fn originals(workspace: &Workspace) -> Result<PathBuf> {
    let folder = workspace.target.join("golden-venv");
    let python = if cfg!(windows) {
        folder.join("Scripts").join("python.exe")
    } else {
        folder.join("bin").join("python")
    };
    let requirements = workspace.root.join("xtask/golden/requirements.txt");
    let wanted = fs::read(&requirements).with_context(|| requirements.display().to_string())?;
    // Written last: an environment that was left half made has none.
    let stamp = folder.join("requirements.txt");
    if fs::read(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(python);
    }
    run(
        Command::new(interpreter()?).args(["-m", "venv", "--clear"]).arg(&folder),
        "`python -m venv` (Debian and Ubuntu: apt-get install python3-venv)",
    )?;
    run(
        Command::new(&python)
            .args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"])
            .args(["--only-binary", ":all:", "--requirement"])
            .arg(&requirements),
        "`pip install` of the Python originals",
    )?;
    fs::write(&stamp, wanted).with_context(|| stamp.display().to_string())?;
    Ok(python)
}

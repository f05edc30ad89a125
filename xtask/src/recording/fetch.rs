//! Fetching: the recording is a file of librosa 0.6.0's source package, which pip brings.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};

use crate::python;
use crate::workspace::Workspace;

/// Author and piece; licensed under CC BY 3.0.
const NAME: &str = "Kevin_MacLeod_-_Vibe_Ace.ogg";
/// Its length in bytes; its content stands behind the package's hash in `requirements.txt`.
const LEN: u64 = 1_452_719;

/// Writes the member of the archive to standard output: `extract ARCHIVE MEMBER`.
const EXTRACT: &str = "\
import sys, tarfile
with tarfile.open(sys.argv[1]) as archive:
    sys.stdout.buffer.write(archive.extractfile(sys.argv[2]).read())
";

/// The recording's path below the target folder; fetches it if it is not there.
pub(crate) fn fetch(workspace: &Workspace) -> Result<PathBuf> {
    let cache = workspace.target.join("recording");
    let path = cache.join(NAME);
    if fs::metadata(&path).is_ok_and(|file| file.len() == LEN) {
        return Ok(path);
    }
    fs::create_dir_all(&cache).with_context(|| cache.display().to_string())?;
    let scratch = tempfile::tempdir_in(&cache)?;
    download(&workspace.root.join("xtask/recording"), scratch.path())?;
    let extracted = scratch.path().join(NAME);
    fs::write(&extracted, extract(&scratch.path().join("librosa-0.6.0.tar.gz"))?)?;
    // Renamed into place, so that a run that is cut short leaves no half of a file.
    fs::rename(&extracted, &path)?;
    Ok(path)
}

/// Lets pip bring the source package, whose hash it checks.
fn download(manifest: &Path, to: &Path) -> Result<()> {
    let python = python::interpreter()?;
    let pip = Command::new(&python).args(["-m", "pip", "--version"]).output()?;
    ensure!(
        pip.status.success(),
        "{} has no pip, which fetches the recording (Debian and Ubuntu: apt-get install python3-pip)",
        python.display()
    );
    python::run(
        Command::new(&python)
            .args(["-m", "pip", "download", "--quiet", "--disable-pip-version-check"])
            .args(["--no-deps", "--no-binary", ":all:", "--require-hashes"])
            // pip asks for the package's metadata; the stub tells why it answers in setuptools' place.
            .args(["--use-pep517", "--no-build-isolation"])
            .env("PYTHONPATH", manifest.join("stub"))
            .env("PYTHONDONTWRITEBYTECODE", "1")
            .arg("--requirement")
            .arg(manifest.join("requirements.txt"))
            .arg("--dest")
            .arg(to),
        "`pip download` of librosa 0.6.0, which holds the recording,",
    )
}

fn extract(archive: &Path) -> Result<Vec<u8>> {
    let output = Command::new(python::interpreter()?)
        .args(["-c", EXTRACT])
        .arg(archive)
        .arg(format!("librosa-0.6.0/librosa/util/example_data/{NAME}"))
        .output()?;
    ensure!(
        output.status.success() && output.stdout.len() as u64 == LEN,
        "{} does not hold {NAME}\n{}",
        archive.display(),
        String::from_utf8_lossy(&output.stderr).trim()
    );
    Ok(output.stdout)
}

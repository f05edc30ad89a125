//! The libraries beside SciPy and librosa: what they are, how they are installed, what they take part in.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use serde::Deserialize;

use crate::python;
use crate::workspace::Workspace;

/// A library, as `xtask/bench/peers.json` describes it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Peer {
    /// The packages to install, pinned: itself first, then what it needs beyond the originals' requirements.
    packages: Vec<String>,
    /// Whether it does the task that is timed in a process of its own; `cold_<name>.py` is that process.
    pub(super) cold: bool,
    /// The cases in which it takes part, and how what it does there differs.
    pub(super) cases: BTreeMap<String, String>,
}

/// All of them by name.
pub(super) fn peers(workspace: &Workspace) -> Result<BTreeMap<String, Peer>> {
    let path = workspace.root.join("xtask/bench/peers.json");
    let text = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
    serde_json::from_str(&text).with_context(|| path.display().to_string())
}

impl Peer {
    /// Installs the library unless it is there; gives the folder that Python has to look into.
    ///
    /// Each library has a folder of its own over the environment of the originals: what one of them brings can neither
    /// change the golden values nor get into another's way, and one that cannot be installed leaves nothing behind.
    pub(super) fn install(&self, workspace: &Workspace, python: &Path) -> Result<PathBuf> {
        let folders = workspace.target.join("bench-peers");
        let folder = folders.join(self.packages.join("+"));
        if folder.is_dir() {
            return Ok(folder);
        }
        fs::create_dir_all(&folders).with_context(|| folders.display().to_string())?;
        let fresh = tempfile::tempdir_in(&folders)?;
        python::run(
            Command::new(python)
                .args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"])
                .args(["--only-binary", ":all:", "--no-deps", "--target"])
                .arg(fresh.path())
                .args(&self.packages),
            &format!("pip install {}", self.packages.join(" ")),
        )?;
        fs::rename(fresh.keep(), &folder).with_context(|| folder.display().to_string())?;
        Ok(folder)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_peer_is_pinned_and_has_its_scripts() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let text = fs::read_to_string(root.join("bench/peers.json")).unwrap();
        let peers: BTreeMap<String, Peer> = serde_json::from_str(&text).unwrap();
        assert!(
            ["audioflux", "essentia", "libsonare"].iter().all(|name| peers.contains_key(*name))
        );
        for (name, peer) in &peers {
            assert!(peer.packages[0].starts_with(&format!("{name}==")), "{name}");
            assert!(peer.packages.iter().all(|package| package.contains("==")), "{name}");
            let script = root.join(format!("bench/peer_{name}.py"));
            let script = fs::read_to_string(script).unwrap();
            for case in peer.cases.keys() {
                assert!(script.contains(&format!("    \"{case}\": ")), "{name} lacks {case}");
            }
            assert_eq!(peer.cold, root.join(format!("bench/cold_{name}.py")).is_file(), "{name}");
        }
    }
}

//! Who takes part: onkai, the originals, and with `--peers` the other libraries; and in which cases.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Result, anyhow};

use super::cold::Program;
use super::contender::Contender;
use super::peers::{Peer, peers};
use super::run::Place;
use crate::workspace::Workspace;

/// All who take part.
pub(super) struct Lineup {
    ours: Contender,
    originals: Contender,
    peers: Vec<Entrant>,
}

/// A library beside the originals.
struct Entrant {
    peer: Peer,
    /// Where Python finds it, or why it could not be installed.
    folder: Result<PathBuf, String>,
    contender: Contender,
}

/// What the table says of a rival in a case.
#[derive(Debug)]
pub(super) struct Entry {
    /// The crate that the case belongs to.
    pub(super) section: String,
    /// Whose function it is.
    pub(super) rival: String,
    /// What is known to differ.
    pub(super) note: String,
}

impl Lineup {
    /// Starts all programs. A peer that cannot be installed or started takes part with the reason; onkai and the
    /// originals are what the comparison is about, and must start.
    pub(super) fn start(workspace: &Workspace, place: &Place, with_peers: bool) -> Result<Self> {
        let ours = Contender::start("onkai", {
            let (program, on) = (place.program("ours"), inputs(place));
            move || Ok(command(&program, &[], &on))
        });
        let originals = Contender::start("the originals", {
            let (python, on) = (place.python.clone(), inputs(place));
            let script = place.scripts.join("rivals.py");
            move || Ok(command(&python, &[&script, Path::new("serve")], &on))
        });
        for contender in [&ours, &originals] {
            contender.side().map_err(|why| anyhow!("{}: {why}", contender.name))?;
        }
        let known = if with_peers { peers(workspace)? } else { BTreeMap::new() };
        let enter = |(name, peer): (String, Peer)| Entrant::start(workspace, place, &name, peer);
        Ok(Self { ours, originals, peers: known.into_iter().map(enter).collect() })
    }

    /// The cases that onkai or the originals know, in our order first.
    pub(super) fn cases(&self) -> Vec<String> {
        let known =
            |contender: &Contender| contender.side().map_or(Vec::new(), |s| s.cases().to_vec());
        let mut cases = known(&self.ours);
        let more: Vec<_> =
            known(&self.originals).into_iter().filter(|case| !cases.contains(case)).collect();
        cases.extend(more);
        cases
    }

    /// All, onkai first.
    pub(super) fn contenders(&self) -> impl Iterator<Item = &Contender> {
        let peers = self.peers.iter().map(|entrant| &entrant.contender);
        [&self.ours, &self.originals].into_iter().chain(peers)
    }

    /// Those who take turns in a case, onkai first, then in the order of [`Lineup::entries`].
    pub(super) fn of_case(&mut self, case: &str) -> Vec<&mut Contender> {
        let peers = self.peers.iter_mut().filter(|entrant| entrant.peer.cases.contains_key(case));
        [&mut self.ours, &mut self.originals]
            .into_iter()
            .chain(peers.map(|entrant| &mut entrant.contender))
            .collect()
    }

    /// What the table says of each rival in a case, whether it runs or not.
    pub(super) fn entries(&self, case: &str) -> Vec<Entry> {
        let originals = self.originals.side().ok();
        let section = originals.and_then(|side| side.crate_of(case)).unwrap_or("other");
        let library = originals.and_then(|side| side.library_of(case)).unwrap_or("original");
        let entry = |rival: &str, note: &str| Entry {
            section: section.to_owned(),
            rival: rival.to_owned(),
            note: note.to_owned(),
        };
        let of_peers = self.peers.iter().filter_map(|Entrant { peer, contender, .. }| {
            peer.cases.get(case).map(|note| entry(&contender.name, note))
        });
        let of_original =
            OTHERWISE.iter().find(|(name, _)| *name == case).map_or("", |(_, why)| why);
        [entry(library, of_original)].into_iter().chain(of_peers).collect()
    }

    /// The programs that are timed as a whole. Ends those that took turns.
    pub(super) fn whole_programs(self, workspace: &Workspace, place: &Place) -> Vec<Program> {
        let scripts = workspace.root.join("xtask/bench");
        let on = [place.recording.clone()];
        let python = |name: &str| {
            let script = scripts.join(format!("cold_{name}.py"));
            command(&place.python, &[&script], &on)
        };
        let mut programs = vec![
            Program {
                name: "onkai".to_owned(),
                command: Ok(command(&place.program("beats"), &[], &on)),
            },
            Program { name: "librosa".to_owned(), command: Ok(python("librosa")) },
        ];
        for Entrant { peer, folder, contender } in self.peers {
            if peer.cold {
                let mut command = python(&contender.name);
                let command = folder.map(|folder| {
                    command.env("PYTHONPATH", folder);
                    command
                });
                programs.push(Program { name: contender.name, command });
            }
        }
        programs
    }
}

/// Cases in which onkai answers otherwise than the original, and knows why: the functions' own pages
/// say more.
const OTHERWISE: [(&str, &str); 2] = [
    (
        "lpc",
        "librosa's single precision has run out of digits, in double precision it gives our answer",
    ),
    ("plp", "librosa lets some frames outweigh the others by division by a rounding error"),
];

impl Entrant {
    fn start(workspace: &Workspace, place: &Place, name: &str, peer: Peer) -> Self {
        let folder = peer.install(workspace, &place.python).map_err(|error| format!("{error:#}"));
        let contender = Contender::start(name, {
            let (python, on, folder) = (place.python.clone(), inputs(place), folder.clone());
            let (script, name) = (place.scripts.join("peers.py"), name.to_owned());
            move || {
                let mut command = command(&python, &[&script, Path::new(&name)], &on);
                command.env("PYTHONPATH", folder.clone()?);
                Ok(command)
            }
        });
        Self { peer, folder, contender }
    }
}

/// What every side that takes turns is started on.
fn inputs(place: &Place) -> [PathBuf; 2] {
    [place.recording.clone(), place.inputs.clone()]
}

fn command(program: &Path, script: &[&Path], on: &[PathBuf]) -> Command {
    let mut command = Command::new(program);
    // The last line that a program writes shall be the reason, not a frame of a backtrace.
    command.args(script).args(on).env_remove("RUST_BACKTRACE");
    command
}

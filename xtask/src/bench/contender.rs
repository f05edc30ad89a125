//! One of those who take turns: a program that is started again if it dies, or the reason why there is none.

use std::process::Command;

use super::process::Usage;
use super::side::{Side, Timed};

/// A side of the comparison under its name.
pub(super) struct Contender {
    /// What the table calls it.
    pub(super) name: String,
    /// How its program is started.
    command: Box<dyn Fn() -> Result<Command, String>>,
    /// The running program, or why there is none.
    state: Result<Side, String>,
    usage: Usage,
}

impl Contender {
    /// Starts it; one that does not start says so when it is asked.
    pub(super) fn start(
        name: &str,
        command: impl Fn() -> Result<Command, String> + 'static,
    ) -> Self {
        let state = start(&command);
        Self { name: name.to_owned(), command: Box::new(command), state, usage: Usage::default() }
    }

    /// The running program, or why there is none.
    pub(super) fn side(&self) -> Result<&Side, &str> {
        self.state.as_ref().map_err(String::as_str)
    }

    /// Its packages and their versions in a line; empty if it does not run.
    pub(super) fn versions(&self) -> String {
        let Ok(side) = &self.state else { return String::new() };
        let versions = side.versions().iter().map(|(name, version)| format!("{name} {version}"));
        versions.collect::<Vec<_>>().join(", ")
    }

    /// The most memory and threads that its process had so far.
    pub(super) fn usage(&self) -> Usage {
        self.usage
    }

    /// Has a case timed. If its process dies over it, that is the answer, and another one goes on with the next case.
    pub(super) fn time(&mut self, case: &str, repeats: usize) -> Result<Timed, String> {
        let side = self.state.as_mut().map_err(|why| why.clone())?;
        let answer = side.time(case, repeats).map_err(|error| format!("{error:#}"));
        let now = Usage::of(side.process_id());
        self.usage.peak_bytes = self.usage.peak_bytes.max(now.peak_bytes);
        self.usage.threads = self.usage.threads.max(now.threads);
        if answer.is_err() && side.has_ended() {
            self.state = start(&*self.command);
        }
        answer
    }
}

fn start(command: &dyn Fn() -> Result<Command, String>) -> Result<Side, String> {
    Side::start(&mut command()?).map_err(|error| format!("{error:#}"))
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::*;

    fn contender(script: &'static str) -> Contender {
        Contender::start("sh", move || {
            let mut command = Command::new("sh");
            command.args(["-c", script]);
            Ok(command)
        })
    }

    #[test]
    fn who_does_not_start_says_why_at_every_case() {
        let mut none = Contender::start("none", || Err("pip found no wheel".to_owned()));
        assert_eq!(none.time("a", 1).unwrap_err(), "pip found no wheel");
        assert_eq!(none.time("b", 1).unwrap_err(), "pip found no wheel");
        assert!(none.side().is_err() && none.versions().is_empty());
    }

    #[test]
    fn who_dies_over_a_case_goes_on_with_the_next() {
        let mut mortal = contender(
            r#"echo '{"cases": ["bad", "good"], "versions": {"sh": "1"}}'
            while read -r request; do
              case $request in
                *bad*) exit 1;;
                *) echo '{"seconds": [1.0], "digest": {"len": 1, "mean_abs": 1.0}}';;
              esac
            done"#,
        );
        assert_eq!(mortal.versions(), "sh 1");
        let error = mortal.time("bad", 1).unwrap_err();
        assert!(error.starts_with("its process ended"), "{error}");
        assert_eq!(mortal.time("good", 1).unwrap().seconds, [1.0]);
    }
}

//! Turns: every contender runs a case a little, again and again, so that what else the machine does meets all alike.

use std::thread;
use std::time::Duration;

use super::contender::Contender;
use super::side::Timed;
use super::statistics::Summary;
use super::table::Outcome;

/// How long the turns are, and how many.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pace {
    /// Rounds of turns.
    pub(super) rounds: usize,
    /// A turn is filled with repetitions up to about this many seconds...
    pub(super) turn_s: f64,
    /// ...and a contender gets fewer turns if all of them would take longer than this.
    pub(super) case_s: f64,
    /// Rest before each turn.
    rest: Duration,
    /// How often a whole process runs.
    pub(super) whole: usize,
}

impl Pace {
    /// Enough to trust the ratios.
    pub(super) const THOROUGH: Self = Self {
        rounds: 9,
        turn_s: 0.3,
        case_s: 12.0,
        // NumPy's BLAS threads go on spinning for some 30 ms after their last call, and would take a core from the side
        // whose turn it is.
        rest: Duration::from_millis(150),
        whole: 9,
    };
    /// Enough to see where things stand.
    pub(super) const QUICK: Self =
        Self { rounds: 3, turn_s: 0.05, case_s: 0.5, rest: Duration::from_millis(50), whole: 1 };

    /// How many calls a turn has and how many turns there are, for calls that take `seconds`.
    fn plan(self, seconds: f64) -> (usize, usize) {
        // A call below the clock's resolution takes no time at all, which is no reason for more than the most.
        let fit = |budget: f64| (budget / seconds.max(1e-9)) as usize;
        let repeats = fit(self.turn_s).clamp(1, MAX_REPEATS);
        (repeats, (fit(self.case_s) / repeats).min(self.rounds))
    }
}

/// No turn has more repetitions than this.
const MAX_REPEATS: usize = 200;

/// Lets the contenders run a case in turns; an outcome each, in their order.
pub(super) fn take_turns(
    case: &str,
    pace: Pace,
    contenders: &mut [&mut Contender],
) -> Vec<Outcome> {
    let probe = |contender: &mut Contender| {
        let timed = contender.time(case, 1)?;
        let plan = pace.plan(timed.seconds.first().copied().unwrap_or_default());
        Ok((timed, plan))
    };
    let mut outcomes: Vec<_> = contenders.iter_mut().map(|contender| probe(contender)).collect();
    for round in 0..pace.rounds {
        for (contender, outcome) in contenders.iter_mut().zip(&mut outcomes) {
            if outcome.as_ref().is_ok_and(|(_, (_, rounds))| round < *rounds) {
                thread::sleep(pace.rest);
                add_turn(outcome, contender, case);
            }
        }
    }
    outcomes.into_iter().map(summary).collect()
}

/// Adds a turn's times to those of a contender that has run so far.
fn add_turn(outcome: &mut Result<(Timed, (usize, usize)), String>, of: &mut Contender, case: &str) {
    if let Ok((timed, (repeats, _))) = outcome {
        match of.time(case, *repeats) {
            Ok(more) => timed.seconds.extend(more.seconds),
            // Half a result is none: what it stands for did not run to its end.
            Err(error) => *outcome = Err(error),
        }
    }
}

fn summary<P>(outcome: Result<(Timed, P), String>) -> Outcome {
    let (timed, _) = outcome?;
    let summary = Summary::of(&timed.seconds).ok_or("no times")?;
    Ok((summary, timed.digest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn turns_are_filled_but_not_for_ever() {
        let pace = Pace::THOROUGH;
        assert_eq!(pace.plan(0.125), (2, 9));
        assert_eq!(pace.plan(0.0), (200, 9));
        assert_eq!(pace.plan(5.0), (1, 2));
        assert_eq!(pace.plan(60.0), (1, 0));
    }

    #[test]
    #[cfg(unix)]
    fn who_fails_in_the_middle_has_no_times() {
        let shell = |answer: &str| {
            let script = format!(
                r#"echo '{{"cases": ["a"], "versions": {{}}}}'; n=0
                while read -r x; do n=$((n + 1)); {answer}; done"#
            );
            Contender::start("sh", move || {
                let mut command = std::process::Command::new("sh");
                command.args(["-c", &script]);
                Ok(command)
            })
        };
        let good = r#"echo '{"seconds": [0.5], "digest": {"len": 1, "mean_abs": 1.0}}'"#;
        let mut steady = shell(good);
        let mut faint = shell(&format!("if [ $n -lt 3 ]; then {good}; else exit 1; fi"));
        let pace = Pace { rest: Duration::ZERO, ..Pace::THOROUGH };
        let outcomes = take_turns("a", pace, &mut [&mut steady, &mut faint]);
        assert_eq!(outcomes[0].as_ref().unwrap().0.median, 0.5);
        assert!(outcomes[1].as_ref().unwrap_err().starts_with("its process ended"));
    }
}

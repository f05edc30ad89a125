//! A row of the table, in Markdown.

use super::side::Digest;
use super::statistics::Summary;

/// How far apart the mean magnitudes of both answers may be: the decoder and the resampler of `load`
/// are not librosa's; other cases are far closer.
const SAME_WORK: f64 = 0.02;

/// onkai beside one rival in one case.
#[derive(Debug)]
pub(super) struct Row {
    /// The case's name.
    pub(super) case: String,
    /// The crate that it belongs to.
    pub(super) section: String,
    /// Whose function it stands beside.
    pub(super) rival: String,
    /// What is known to differ.
    pub(super) note: String,
    /// onkai's times and answer, or why there are none.
    pub(super) ours: Outcome,
    /// The rival's.
    pub(super) theirs: Outcome,
}

/// What one side made of a case.
pub(super) type Outcome = Result<(Summary, Digest), String>;

/// The table's head.
pub(super) const HEAD: &str = "\
| case | beside | onkai | theirs | times as fast | at best | spread | note |
|---|---|--:|--:|--:|--:|--:|---|";

impl Row {
    /// How many times as fast onkai is, by the median times; only where both sides ran.
    pub(super) fn ratio(&self) -> Option<f64> {
        match (&self.ours, &self.theirs) {
            (Ok((ours, _)), Ok((theirs, _))) => Some(theirs.median / ours.median),
            _ => None,
        }
    }

    /// The same by the best times.
    fn ratio_at_best(&self) -> Option<f64> {
        match (&self.ours, &self.theirs) {
            (Ok((ours, _)), Ok((theirs, _))) => Some(theirs.min / ours.min),
            _ => None,
        }
    }

    /// The table's line. A side that did not run gives no ratio.
    pub(super) fn line(&self) -> String {
        let none = || "–".to_owned();
        let time = |side: &Outcome| side.as_ref().map_or_else(|_| none(), |(s, _)| time(s.median));
        let spread = |side: &Outcome| {
            let known = side.as_ref().ok().and_then(|(summary, _)| summary.spread);
            known.map_or_else(none, percent)
        };
        let cells = [
            self.case.clone(),
            self.rival.clone(),
            time(&self.ours),
            time(&self.theirs),
            self.ratio().map_or_else(none, |ratio| format!("**{ratio:.2}**")),
            self.ratio_at_best().map_or_else(none, |ratio| format!("{ratio:.2}")),
            format!("{} / {}", spread(&self.ours), spread(&self.theirs)),
            self.notes(),
        ];
        line(&cells)
    }

    /// What a reader of the ratio has to know.
    fn notes(&self) -> String {
        let sides = match (&self.ours, &self.theirs) {
            (Ok((_, ours)), Ok((_, theirs))) => vec![self.note.clone(), difference(ours, theirs)],
            (ours, theirs) => [("onkai ", ours), ("", theirs)]
                .into_iter()
                .filter_map(|(who, side)| Some(format!("{who}{}", not_run(side.as_ref().err()?))))
                .collect(),
        };
        let told: Vec<_> = sides.into_iter().filter(|note| !note.is_empty()).collect();
        told.join("; ")
    }
}

/// What stands in the place of a ratio. Stars and underscores of a message are no emphasis.
pub(super) fn not_run(why: &str) -> String {
    let mut told = "not run: ".to_owned();
    for c in why.chars() {
        let within_word = c == '_' && told.ends_with(char::is_alphanumeric);
        if matches!(c, '*' | '_' | '`') && !within_word {
            told.push('\\');
        }
        told.push(c);
    }
    told
}

/// A line of a table. Nothing in a message may end a cell, nor be taken for a tag.
pub(super) fn line(cells: &[String]) -> String {
    let cell = |text: &String| text.replace('|', "/").replace('\n', " ").replace('<', "&lt;");
    format!("| {} |", cells.iter().map(cell).collect::<Vec<_>>().join(" | "))
}

/// Empty if both sides did the same work, as far as their answers tell.
fn difference(ours: &Digest, theirs: &Digest) -> String {
    let near = (ours.mean_abs - theirs.mean_abs).abs() <= SAME_WORK * theirs.mean_abs;
    let mut told = Vec::new();
    if ours.len != theirs.len {
        told.push(format!("{} values, ours {}", theirs.len, ours.len));
    }
    if !near {
        told.push(format!("mean magnitude {:.3e}, ours {:.3e}", theirs.mean_abs, ours.mean_abs));
    }
    if told.is_empty() { String::new() } else { format!("answers differ: {}", told.join("; ")) }
}

/// A time in milliseconds with three digits that count.
pub(super) fn time(seconds: f64) -> String {
    let ms = 1e3 * seconds;
    let decimals = (2.0 - ms.log10().floor()).clamp(0.0, 6.0) as usize;
    format!("{ms:.decimals$} ms")
}

/// A share in percent.
pub(super) fn percent(share: f64) -> String {
    format!("{:.0} %", 100.0 * share)
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    const ANSWER: Digest = Digest { len: 10, mean_abs: 1.0 };

    fn side(min: f64, digest: Digest) -> (Summary, Digest) {
        (Summary { min, median: 2.0 * min, spread: Some(0.1) }, digest)
    }

    /// A row of the crate `mir` beside librosa, with these best times.
    pub(in crate::bench) fn row(ours: Result<f64, &str>, theirs: Result<f64, &str>) -> Row {
        let outcome =
            |min: Result<f64, &str>| min.map(|min| side(min, ANSWER)).map_err(str::to_owned);
        Row {
            case: "stft".to_owned(),
            section: "mir".to_owned(),
            rival: "librosa".to_owned(),
            note: String::new(),
            ours: outcome(ours),
            theirs: outcome(theirs),
        }
    }

    #[test]
    fn ratios_tell_how_many_times_as_fast_onkai_is() {
        assert_eq!(
            row(Ok(0.002), Ok(0.008)).line(),
            "| stft | librosa | 4.00 ms | 16.0 ms | **4.00** | 4.00 | 10 % / 10 % |  |"
        );
    }

    #[test]
    fn a_side_that_did_not_run_is_not_beaten() {
        let row = row(Ok(0.002), Err("no | <wheel>\nhere, a_b._c*"));
        assert_eq!(
            row.line(),
            "| stft | librosa | 4.00 ms | – | – | – | 10 % / – | not run: no / &lt;wheel> here, a_b.\\_c\\* |"
        );
        assert_eq!(row.ratio(), None);
    }

    #[test]
    fn onkai_can_fail_too() {
        let row = row(Err("no file"), Ok(0.002));
        assert_eq!(
            row.line(),
            "| stft | librosa | – | 4.00 ms | – | – | – / 10 % | onkai not run: no file |"
        );
        assert_eq!(row.ratio(), None);
    }

    #[test]
    fn other_answers_are_told() {
        let notes = |ours: Digest| {
            let mut row = row(Ok(1.0), Ok(1.0));
            row.note = "a list".to_owned();
            row.ours = Ok(side(1.0, ours));
            row.notes()
        };
        assert_eq!(notes(Digest { len: 9, ..ANSWER }), "a list; answers differ: 10 values, ours 9");
        assert!(notes(Digest { mean_abs: 1.03, ..ANSWER }).contains("mean magnitude 1.000e0"));
        assert_eq!(notes(Digest { mean_abs: 1.01, ..ANSWER }), "a list");
    }

    #[test]
    fn times_have_three_digits() {
        assert_eq!(time(1.23456), "1235 ms");
        assert_eq!(time(0.123456), "123 ms");
        assert_eq!(time(0.00123456), "1.23 ms");
        assert_eq!(time(0.00000123456), "0.00123 ms");
    }
}

//! The table, in Markdown.

use super::side::Digest;
use super::statistics::Summary;

/// How far apart the mean magnitudes of both answers may be: the decoder and the resampler of `load`
/// are not librosa's; other cases are far closer.
const SAME_WORK: f64 = 0.02;

/// What is known of a case.
#[derive(Debug)]
pub(super) struct Row {
    /// Its name.
    pub(super) case: String,
    /// onkai's times and answer, or why there are none.
    pub(super) ours: Outcome,
    /// The original's.
    pub(super) rival: Outcome,
}

/// What one side made of a case.
pub(super) type Outcome = Result<(Summary, Digest), String>;

/// The table's head.
pub(super) const HEAD: &str = "\
| case | onkai | original | times as fast (best) | onkai, median | original, median | times as fast (median) | spread | note |
|---|--:|--:|--:|--:|--:|--:|--:|---|";

impl Row {
    /// The table's line. A side that did not run gives no ratio.
    pub(super) fn line(&self) -> String {
        let cells = match (&self.ours, &self.rival) {
            (Ok((ours, answer)), Ok((rival, expected))) => [
                milliseconds(ours.min),
                milliseconds(rival.min),
                format!("**{:.2}**", rival.min / ours.min),
                milliseconds(ours.median),
                milliseconds(rival.median),
                format!("{:.2}", rival.median / ours.median),
                format!("{} / {}", percent(ours.spread), percent(rival.spread)),
                difference(answer, expected),
            ],
            (ours, rival) => {
                let [our_min, our_median, our_spread] = alone(ours);
                let [rival_min, rival_median, rival_spread] = alone(rival);
                let spread = format!("{our_spread} / {rival_spread}");
                let note = [("onkai", ours), ("original", rival)]
                    .map(|(name, side)| side.as_ref().err().map(|why| format!("{name}: {why}")))
                    .into_iter()
                    .flatten()
                    .collect::<Vec<_>>()
                    .join("; ")
                    // Nothing in a message may end the cell.
                    .replace('|', "/")
                    .replace('\n', " ");
                let none = || "–".to_owned();
                [our_min, rival_min, none(), our_median, rival_median, none(), spread, note]
            }
        };
        format!("| {} | {} |", self.case, cells.join(" | "))
    }
}

/// Best time, median and spread of a side that has no partner.
fn alone(side: &Outcome) -> [String; 3] {
    match side {
        Ok((s, _)) => [milliseconds(s.min), milliseconds(s.median), percent(s.spread)],
        Err(_) => ["did not run".to_owned(), "did not run".to_owned(), "–".to_owned()],
    }
}

/// Empty if both sides did the same work, as far as their answers tell.
fn difference(answer: &Digest, expected: &Digest) -> String {
    let near = (answer.mean_abs - expected.mean_abs).abs() <= SAME_WORK * expected.mean_abs;
    if near && answer.len == expected.len {
        return String::new();
    }
    format!(
        "answers differ: {} values, mean magnitude {:.4e}; original {}, {:.4e}",
        answer.len, answer.mean_abs, expected.len, expected.mean_abs
    )
}

fn milliseconds(seconds: f64) -> String {
    let ms = 1e3 * seconds;
    // Three digits that count.
    let decimals = (2.0 - ms.log10().floor()).clamp(0.0, 6.0) as usize;
    format!("{ms:.decimals$} ms")
}

fn percent(share: f64) -> String {
    format!("{:.0} %", 100.0 * share)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ANSWER: Digest = Digest { len: 10, mean_abs: 1.0 };

    fn side(min: f64, digest: Digest) -> (Summary, Digest) {
        (Summary { min, median: 2.0 * min, spread: 0.1 }, digest)
    }

    fn line(ours: Outcome, rival: Outcome) -> String {
        Row { case: "stft".to_owned(), ours, rival }.line()
    }

    #[test]
    fn ratios_tell_how_many_times_as_fast_onkai_is() {
        assert_eq!(
            line(Ok(side(0.002, ANSWER)), Ok(side(0.008, ANSWER))),
            "| stft | 2.00 ms | 8.00 ms | **4.00** | 4.00 ms | 16.0 ms | 4.00 | 10 % / 10 % |  |"
        );
    }

    #[test]
    fn a_side_that_did_not_run_is_not_beaten() {
        assert_eq!(
            line(Ok(side(0.002, ANSWER)), Err("no | wheel".to_owned())),
            "| stft | 2.00 ms | did not run | – | 4.00 ms | did not run | – | 10 % / – | original: no / wheel |"
        );
    }

    #[test]
    fn other_answers_are_told() {
        let shorter = Digest { len: 9, ..ANSWER };
        assert!(
            line(Ok(side(1.0, shorter)), Ok(side(1.0, ANSWER)))
                .contains("answers differ: 9 values")
        );
        let louder = Digest { mean_abs: 1.03, ..ANSWER };
        assert!(line(Ok(side(1.0, louder)), Ok(side(1.0, ANSWER))).contains("answers differ"));
        let near = Digest { mean_abs: 1.01, ..ANSWER };
        assert!(!line(Ok(side(1.0, near)), Ok(side(1.0, ANSWER))).contains("answers differ"));
    }

    #[test]
    fn times_have_three_digits() {
        assert_eq!(milliseconds(1.23456), "1235 ms");
        assert_eq!(milliseconds(0.123456), "123 ms");
        assert_eq!(milliseconds(0.00123456), "1.23 ms");
        assert_eq!(milliseconds(0.00000123456), "0.00123 ms");
    }
}

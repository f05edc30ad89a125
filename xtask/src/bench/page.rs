//! The page: who ran, the chart, whole processes, and a table for each crate.

use super::cold::{self, Whole};
use super::process::{Usage, mebibytes};
use super::table::{HEAD, Row, line};

/// What the written page begins with.
const INTRODUCTION: &str = "\
# Speed

Each case ran in all programs in turns, warm, on the same numbers, as `cargo xtask bench --peers` does. *Times as fast* divides their median time by \
onkai's, *at best* the shortest times: above 1 onkai is faster. The times themselves say more about the machine. *Spread* is the distance between the \
quartiles as a share of the median, onkai's first; a ratio counts when it is small. What did not run says why and gives no ratio, and where two \
sides do not compute the same the note says so. Python's libraries are called from Python, as their users call them. Threads and peak memory are those \
of a program's one process over all its cases.
";

/// What is known of a program that took part.
#[derive(Debug)]
pub(super) struct Participant {
    pub(super) name: String,
    /// Empty if it did not run.
    pub(super) versions: String,
    pub(super) usage: Usage,
}

/// All of the page; the chart has the name `chart`.
pub(super) fn page(
    machine: &str,
    participants: &[Participant],
    whole: &[Whole],
    rows: &[Row],
    chart: &str,
) -> String {
    let mut parts = vec![
        INTRODUCTION.to_owned(),
        format!("{machine}.\n"),
        participants_table(participants),
        format!("{}\n", count(rows)),
        format!("![How many times as fast onkai is, case by case]({chart})\n"),
    ];
    if !whole.is_empty() {
        parts.push(cold::table(whole, rows));
    }
    for section in sections(rows) {
        let lines: Vec<_> =
            rows.iter().filter(|row| row.section == section).map(Row::line).collect();
        parts.push(format!("## {section}\n\n{HEAD}\n{}\n", lines.join("\n")));
    }
    parts.join("\n")
}

/// The crates in the order in which they come up.
pub(super) fn sections(rows: &[Row]) -> Vec<&str> {
    let mut sections: Vec<&str> = Vec::new();
    for row in rows {
        if !sections.contains(&row.section.as_str()) {
            sections.push(&row.section);
        }
    }
    sections
}

fn participants_table(participants: &[Participant]) -> String {
    let mut lines =
        vec!["| program | versions | threads | peak memory |\n|---|---|--:|--:|".to_owned()];
    for participant in participants {
        let Participant { name, versions, usage } = participant;
        let unknown = || "–".to_owned();
        let versions = if versions.is_empty() { "did not run" } else { versions };
        lines.push(line(&[
            name.clone(),
            versions.to_owned(),
            usage.threads.map_or_else(unknown, |threads| threads.to_string()),
            usage.peak_bytes.map_or_else(unknown, mebibytes),
        ]));
    }
    lines.join("\n") + "\n"
}

/// How the comparisons came out, in a sentence.
pub(super) fn count(rows: &[Row]) -> String {
    let ratios: Vec<_> = rows.iter().filter_map(Row::ratio).collect();
    let faster = ratios.iter().filter(|&&ratio| ratio > 1.0).count();
    let missing = rows.len() - ratios.len();
    format!(
        "{} comparisons: onkai is the faster one in {faster} and the slower one in {}; {missing} could not be made.",
        rows.len(),
        ratios.len() - faster
    )
}

#[cfg(test)]
mod tests {
    use super::super::table::tests::row;
    use super::*;

    #[test]
    fn what_did_not_run_counts_for_nobody() {
        let rows = [row(Ok(1.0), Ok(2.0)), row(Ok(2.0), Ok(1.0)), row(Ok(1.0), Err("no wheel"))];
        assert_eq!(
            count(&rows),
            "3 comparisons: onkai is the faster one in 1 and the slower one in 1; 1 could not be made."
        );
    }

    #[test]
    fn a_page_has_a_section_for_each_crate() {
        let mut rows = vec![row(Ok(1.0), Ok(2.0)), row(Ok(1.0), Ok(2.0))];
        rows[1].section = "fft".to_owned();
        rows.push(row(Ok(3.0), Ok(2.0)));
        let participants = [
            Participant {
                name: "onkai".to_owned(),
                versions: "onkai 0.1.0".to_owned(),
                usage: Usage { peak_bytes: Some(1 << 20), threads: Some(3) },
            },
            Participant {
                name: "essentia".to_owned(),
                versions: String::new(),
                usage: Usage::default(),
            },
        ];
        let page = page("Abacus", &participants, &[], &rows, "speed.svg");
        assert!(page.starts_with("# Speed\n\nEach case"));
        assert!(page.contains("\n| onkai | onkai 0.1.0 | 3 | 1.0 MiB |\n"));
        assert!(page.contains("\n| essentia | did not run | – | – |\n"));
        assert!(page.contains("](speed.svg)\n"));
        let (mir, fft) = (page.find("\n## mir\n").unwrap(), page.find("\n## fft\n").unwrap());
        assert!(mir < fft && page[mir..fft].matches("| stft |").count() == 2);
        assert!(page.ends_with("|\n") && !page.contains("\n\n\n"));
    }
}

//! What a rule reports.

use std::fmt;

/// A place that breaks a rule; prints as `path:line: rule: what is wrong`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Finding {
    path: String,
    line: usize,
    rule: &'static str,
    message: String,
}

impl Finding {
    /// A finding at a line, counted from 1.
    pub(super) fn at(
        path: &str,
        line: usize,
        rule: &'static str,
        message: impl Into<String>,
    ) -> Self {
        Self { path: path.to_owned(), line, rule, message: message.into() }
    }

    /// A finding about a whole file or folder.
    pub(super) fn whole(path: &str, rule: &'static str, message: impl Into<String>) -> Self {
        Self::at(path, 1, rule, message)
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}: {}", self.path, self.line, self.rule, self.message)
    }
}

/// The lines of a text on which `breaks` finds something to say.
pub(super) fn per_line(
    path: &str,
    rule: &'static str,
    text: &str,
    breaks: impl Fn(&str) -> Option<String>,
) -> Vec<Finding> {
    let numbered = text.lines().zip(1..);
    numbered
        .filter_map(|(line, number)| Some(Finding::at(path, number, rule, breaks(line)?)))
        .collect()
}

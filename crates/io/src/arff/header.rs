//! Declarations: the relation's name and the attributes.

use std::collections::HashMap;
use std::path::Path;

use crate::arff::dataset::{Attribute, Values};
use crate::arff::date::DateFormat;
use crate::arff::token::take;
use crate::error::{Error, Result};
use crate::text::{Lines, decode, malformed_line};

pub(super) const FORMAT: &str = "ARFF";
/// The most tables within each other.
const MAX_DEPTH: usize = 16;

/// The lines of a file.
pub(super) struct Source<'a> {
    pub(super) lines: Lines<'a>,
    pub(super) path: &'a Path,
}

/// A column that is being filled, with its labels by name.
pub(super) struct Column {
    pub(super) attribute: Attribute,
    pub(super) labels: HashMap<String, usize>,
    /// The columns of a table within the table.
    pub(super) inner: Vec<Column>,
}

impl Source<'_> {
    /// An error in the line that was read last.
    pub(super) fn malformed(&self, problem: impl Into<std::borrow::Cow<'static, str>>) -> Error {
        malformed_line(self.path, FORMAT, self.lines.number(), problem)
    }

    /// The next line with something on it that is no comment.
    pub(super) fn line(&mut self) -> Option<String> {
        for line in self.lines.by_ref() {
            let line = line.trim_ascii();
            if !line.is_empty() && !line.starts_with(b"%") {
                return Some(decode(line));
            }
        }
        None
    }

    /// Everything up to the data.
    pub(super) fn header(&mut self) -> Result<(String, Vec<Column>)> {
        let (mut name, mut columns) = (None, Vec::new());
        loop {
            let Some(line) = self.line() else {
                return Err(self.malformed("it ends behind this line, before its data"));
            };
            let (word, rest) = keyword(&line);
            match word.as_str() {
                "@relation" if name.is_none() && columns.is_empty() => {
                    name = Some(self.name(rest)?.0);
                }
                "@attribute" => columns.push(self.attribute(rest, 0)?),
                "@data" if !columns.is_empty() => return Ok((name.unwrap_or_default(), columns)),
                "@data" => return Err(self.malformed("there are no attributes")),
                _ => {
                    let problem = format!("`{}` is no declaration", start(&line));
                    return Err(self.malformed(problem));
                }
            }
        }
    }

    /// A name, in quotes or not, and what follows.
    fn name<'t>(&self, text: &'t str) -> Result<(String, &'t str)> {
        if text.is_empty() {
            // A relation need not have a name.
            return Ok((String::new(), text));
        }
        let (token, rest) = take(text, char::is_whitespace).map_err(|e| self.malformed(e))?;
        Ok((token.text.into_owned(), rest.trim()))
    }

    fn attribute(&mut self, text: &str, depth: usize) -> Result<Column> {
        let (name, kind) = self.name(text)?;
        if name.is_empty() || kind.is_empty() {
            return Err(self.malformed("an attribute has no name or no type"));
        }
        let mut labels = HashMap::new();
        let mut inner = Vec::new();
        let (word, rest) = keyword(kind);
        let values = if let Some(list) = kind.strip_prefix('{') {
            let list = self.labels(list)?;
            for (index, label) in list.iter().enumerate() {
                labels.entry(label.clone()).or_insert(index);
            }
            Values::Nominal { labels: list, values: Vec::new() }
        } else {
            match word.as_str() {
                "numeric" | "real" | "integer" | "int" => Values::Numeric(Vec::new()),
                "string" => Values::Text(Vec::new()),
                "date" => Values::Date { format: self.date_format(rest)?, values: Vec::new() },
                "relational" => {
                    inner = self.relational(&name, depth)?;
                    Values::Relational { attributes: Vec::new(), values: Vec::new() }
                }
                _ => {
                    let problem = format!("`{}` is no type of attribute", start(kind));
                    return Err(self.malformed(problem));
                }
            }
        };
        Ok(Column { attribute: Attribute { name, values }, labels, inner })
    }

    fn date_format(&self, pattern: &str) -> Result<DateFormat> {
        if pattern.is_empty() {
            return Ok(DateFormat::default());
        }
        // Without quotes, a pattern may have blanks and go on to the end, as SciPy reads it.
        let pattern = match pattern.strip_prefix(['"', '\'']) {
            Some(rest) => rest.strip_suffix(['"', '\'']).unwrap_or(rest),
            None => pattern,
        };
        pattern.parse().map_err(|e: Error| self.malformed(e.to_string()))
    }

    /// The labels up to the closing brace.
    fn labels(&self, text: &str) -> Result<Vec<String>> {
        let mut labels = Vec::new();
        let mut rest = text.trim_start();
        // Blanks separate labels only where no comma does.
        let has_comma = text.contains(',');
        loop {
            if let Some(after) = rest.strip_prefix('}') {
                return if after.trim().is_empty() || after.trim_start().starts_with('%') {
                    Ok(labels)
                } else {
                    Err(self.malformed("something follows the closing brace"))
                };
            }
            if rest.is_empty() {
                return Err(self.malformed("a list of labels has no closing brace"));
            }
            let ends = |c: char| c == ',' || c == '}' || (!has_comma && c.is_whitespace());
            let (label, after) = take(rest, ends).map_err(|e| self.malformed(e))?;
            labels.push(label.text.into_owned());
            let after = after.trim_start();
            rest = after.strip_prefix(',').unwrap_or(after).trim_start();
        }
    }

    /// The attributes of a table within the table, up to its end.
    fn relational(&mut self, name: &str, depth: usize) -> Result<Vec<Column>> {
        if depth == MAX_DEPTH {
            let what = format!("more than {MAX_DEPTH} tables within each other");
            return Err(Error::unsupported(self.path, FORMAT, what));
        }
        let mut columns = Vec::new();
        loop {
            let Some(line) = self.line() else {
                return Err(self.malformed(format!("the attribute `{name}` has no @end")));
            };
            let (word, rest) = keyword(&line);
            match word.as_str() {
                "@attribute" => columns.push(self.attribute(rest, depth + 1)?),
                "@end" if self.name(rest)?.0 == name && !columns.is_empty() => return Ok(columns),
                _ => {
                    let problem =
                        format!("`{}` does not belong in the attribute `{name}`", start(&line));
                    return Err(self.malformed(problem));
                }
            }
        }
    }
}

/// The first word in small letters, and what follows.
fn keyword(line: &str) -> (String, &str) {
    let len = line.find(char::is_whitespace).unwrap_or(line.len());
    (line[..len].to_ascii_lowercase(), line[len..].trim())
}

/// The beginning of a line, for a message.
fn start(line: &str) -> String {
    line.chars().take(40).collect()
}

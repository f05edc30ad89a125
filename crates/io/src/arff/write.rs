//! Writing tables.

use std::collections::HashSet;
use std::fmt::Write as _;
use std::io::Write;
use std::ops::Range;
use std::path::Path;

use onkai_core::Error as ArgumentError;

use crate::arff::dataset::{Attribute, Dataset, Values};
use crate::arff::header::FORMAT;
use crate::arff::token::quoted;
use crate::error::{Error, Result};
use crate::file;

/// Writes a table, as Weka reads it.
///
/// SciPy has no counterpart.
///
/// # Errors
///
/// [`Error::Argument`] when the columns differ in length; [`Error::Inexpressible`] when there are no
/// columns, two of one name, or an index beyond the labels or rows, and when a date has no text in its format;
/// [`Error::Io`] and [`Error::NotAFile`].
///
/// # Examples
///
/// ```
/// use onkai_io::arff::{self, Attribute, Dataset, Values, WriteOptions};
///
/// let labels = vec!["no".to_owned(), "yes, sir".to_owned()];
/// let table = Dataset {
///     name: "answers".to_owned(),
///     attributes: vec![
///         Attribute::new("age", Values::Numeric(vec![30.0, f64::NAN])),
///         Attribute::new("answer", Values::Nominal { labels, values: vec![Some(1), Some(0)] }),
///     ],
///     weights: None,
/// };
/// let folder = tempfile::tempdir()?;
/// let path = folder.path().join("a.arff");
/// arff::write(&path, &table, &WriteOptions::default())?;
/// assert!(std::fs::read_to_string(&path)?.ends_with("@data\n30,'yes, sir'\n?,no\n"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn write(path: impl AsRef<Path>, dataset: &Dataset, options: &WriteOptions) -> Result<()> {
    let path = path.as_ref();
    file::write(path, |file| write_to(file, path, dataset, options))
}

/// As [`write()`], to whatever takes bytes; `name` stands for a path in messages.
///
/// # Errors
///
/// As [`write()`].
///
/// # Examples
///
/// ```
/// use onkai_io::arff::{Attribute, Dataset, Values, WriteOptions, write_to};
///
/// let values = Values::Numeric(vec![0.0, 2.5]);
/// let attributes = vec![Attribute::new("x", values)];
/// let table = Dataset { name: "r".to_owned(), attributes, weights: None };
/// let mut text = Vec::new();
/// write_to(&mut text, "memory", &table, &WriteOptions { sparse: true })?;
/// assert_eq!(text, b"@relation r\n\n@attribute x numeric\n\n@data\n{}\n{0 2.5}\n");
/// # Ok::<(), onkai_io::Error>(())
/// ```
pub fn write_to(
    mut sink: impl Write,
    name: impl AsRef<Path>,
    dataset: &Dataset,
    options: &WriteOptions,
) -> Result<()> {
    let path = name.as_ref();
    let n_rows = dataset.n_rows();
    check(&dataset.attributes, path)?;
    if let Some(weights) = dataset.weights.as_ref().filter(|w| w.len() != n_rows) {
        let (expected, actual) = (vec![n_rows], vec![weights.len()]);
        return Err(ArgumentError::Shape { name: "weights", expected, actual }.into());
    }
    let mut text = String::from("@relation ");
    text += &quoted(&dataset.name);
    text += "\n\n";
    declare(&dataset.attributes, &mut text);
    text += "\n@data\n";
    for row in 0..n_rows {
        let written = if options.sparse {
            sparse_row(&dataset.attributes, row, &mut text)
        } else {
            dense_row(&dataset.attributes, row, &mut text)
        };
        written.map_err(|what| Error::inexpressible(path, FORMAT, what))?;
        if let Some(weights) = &dataset.weights {
            write!(text, ",{{{}}}", weights[row]).expect("a string takes all");
        }
        text += "\n";
        if 1 << 16 < text.len() {
            sink.write_all(text.as_bytes()).map_err(|e| Error::io(path, e))?;
            text.clear();
        }
    }
    sink.write_all(text.as_bytes()).map_err(|e| Error::io(path, e))
}

/// Options of [`write()`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub struct WriteOptions {
    /// Leaves out of each row what is zero, the first label, or empty. Default: `false`.
    pub sparse: bool,
}

fn check(attributes: &[Attribute], path: &Path) -> Result<()> {
    let refuse = |what: String| Err(Error::inexpressible(path, FORMAT, what));
    let Some(first) = attributes.first() else {
        return refuse("a table without attributes".to_owned());
    };
    let n_rows = first.values.len();
    let mut names = HashSet::new();
    for Attribute { name, values } in attributes {
        if name.is_empty() || !names.insert(name) {
            return refuse(format!(
                "an attribute named `{name}`, as that is empty or stands twice"
            ));
        }
        if values.len() != n_rows {
            let (expected, actual) = (vec![n_rows], vec![values.len()]);
            return Err(ArgumentError::Shape { name: "attributes", expected, actual }.into());
        }
        match values {
            Values::Nominal { labels, values }
                if values.iter().flatten().any(|&index| labels.len() <= index) =>
            {
                return refuse(format!("an index beyond the labels of `{name}`"));
            }
            Values::Relational { attributes, values } => {
                check(attributes, path)?;
                let n = attributes.first().map_or(0, |a| a.values.len());
                if values.iter().flatten().any(|range| range.end < range.start || n < range.end) {
                    return refuse(format!("rows beyond those of the table in `{name}`"));
                }
            }
            _ => {}
        }
    }
    Ok(())
}

fn declare(attributes: &[Attribute], out: &mut String) {
    for Attribute { name, values } in attributes {
        let name = quoted(name);
        *out += "@attribute ";
        *out += &name;
        match values {
            Values::Numeric(_) => *out += " numeric",
            Values::Text(_) => *out += " string",
            Values::Date { format, .. } => {
                write!(out, " date \"{format}\"").expect("a string takes all");
            }
            Values::Nominal { labels, .. } => {
                let labels: Vec<_> = labels.iter().map(|label| quoted(label)).collect();
                write!(out, " {{{}}}", labels.join(",")).expect("a string takes all");
            }
            Values::Relational { attributes, .. } => {
                *out += " relational\n";
                declare(attributes, out);
                write!(out, "@end {name}").expect("a string takes all");
            }
        }
        *out += "\n";
    }
}

fn dense_row(
    attributes: &[Attribute],
    row: usize,
    out: &mut String,
) -> std::result::Result<(), String> {
    for (i, attribute) in attributes.iter().enumerate() {
        if 0 < i {
            out.push(',');
        }
        value(attribute, row, out)?;
    }
    Ok(())
}

fn sparse_row(
    attributes: &[Attribute],
    row: usize,
    out: &mut String,
) -> std::result::Result<(), String> {
    out.push('{');
    let mut is_first = true;
    for (i, attribute) in attributes.iter().enumerate() {
        let is_zero = match &attribute.values {
            // Minus zero is not what is left out.
            Values::Numeric(values) => values[row].to_bits() == 0,
            Values::Nominal { values, .. } => values[row] == Some(0),
            Values::Date { values, .. } => values[row] == Some(0),
            Values::Text(values) => values[row].as_deref() == Some(""),
            Values::Relational { values, .. } => values[row].as_ref().is_some_and(Range::is_empty),
        };
        if is_zero {
            continue;
        }
        if !is_first {
            out.push_str(", ");
        }
        is_first = false;
        write!(out, "{i} ").expect("a string takes all");
        value(attribute, row, out)?;
    }
    out.push('}');
    Ok(())
}

fn value(attribute: &Attribute, row: usize, out: &mut String) -> std::result::Result<(), String> {
    match &attribute.values {
        Values::Numeric(values) => number(values[row], out),
        Values::Nominal { labels, values } => match values[row] {
            Some(index) => *out += &quoted(&labels[index]),
            None => out.push('?'),
        },
        Values::Date { format, values } => match values[row] {
            Some(millis) => {
                let text = format.format_date(millis);
                // A format may leave out a part of the date.
                let text = text.filter(|text| format.parse_date(text) == Some(millis));
                let name = &attribute.name;
                let text =
                    text.ok_or_else(|| format!("a date of `{name}` in the format {format}"))?;
                *out += &quoted(&text);
            }
            None => out.push('?'),
        },
        Values::Text(values) => match &values[row] {
            Some(text) => *out += &quoted(text),
            None => out.push('?'),
        },
        Values::Relational { attributes, values } => match &values[row] {
            Some(range) => {
                let mut rows = String::new();
                for row in range.clone() {
                    // Line breaks within a text have become escapes.
                    dense_row(attributes, row, &mut rows)?;
                    rows.push('\n');
                }
                rows.truncate(rows.trim_end_matches('\n').len());
                *out += &quoted(&rows);
            }
            None => out.push('?'),
        },
    }
    Ok(())
}

fn number(value: f64, out: &mut String) {
    if value.is_nan() {
        out.push('?');
    } else if value.is_infinite() {
        *out += if value < 0.0 { "-Infinity" } else { "Infinity" };
    } else {
        let mut buffer = zmij::Buffer::new();
        let text = buffer.format_finite(value);
        *out += text.strip_suffix(".0").unwrap_or(text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::arff::{ReadOptions, read_from};

    fn table() -> Dataset {
        let texts = |list: &[&str]| list.iter().map(|&t| Some(t.to_owned())).collect();
        let inner = vec![
            Attribute::new("n", Values::Numeric(vec![1.0, 2.0, -0.5])),
            Attribute::new("it's", Values::Text(texts(&["a b", "'", "\\n"]))),
        ];
        let labels = ["a", "b c", "?", "{"].map(str::to_owned).to_vec();
        Dataset {
            name: "two words".to_owned(),
            attributes: vec![
                Attribute::new("x y", Values::Numeric(vec![0.0, 1e-300, f64::INFINITY])),
                Attribute::new(
                    "c",
                    Values::Nominal { labels, values: vec![Some(0), Some(2), None] },
                ),
                Attribute::new(
                    "d",
                    Values::Date {
                        format: "yyyy-MM-dd HH:mm".parse().unwrap(),
                        values: vec![Some(0), None, Some(-60_000)],
                    },
                ),
                Attribute::new("t", Values::Text(texts(&["", "?", "a\nb\t'"]))),
                Attribute::new(
                    "r",
                    Values::Relational {
                        attributes: inner,
                        values: vec![Some(0..2), Some(2..2), Some(2..3)],
                    },
                ),
            ],
            weights: Some(vec![1.0, 0.5, 2.0]),
        }
    }

    #[test]
    fn every_kind_survives_in_either_form() {
        let mut table = table();
        for _ in 0..2 {
            for sparse in [false, true] {
                let mut text = Vec::new();
                write_to(&mut text, "a.arff", &table, &WriteOptions { sparse }).unwrap();
                let back = read_from(&text[..], "a.arff", &ReadOptions::default()).unwrap();
                assert_eq!(back, table, "{}", String::from_utf8_lossy(&text));
            }
            table.weights = None;
        }
    }

    #[test]
    fn what_the_format_cannot_hold_is_refused() {
        let refusal = |table: &Dataset| {
            write_to(Vec::new(), "a.arff", table, &WriteOptions::default()).unwrap_err().to_string()
        };
        assert!(refusal(&Dataset::default()).contains("without attributes"));
        let mut twice = table();
        twice.attributes[1].name = "x y".to_owned();
        assert!(refusal(&twice).contains("stands twice"));
        let mut short = table();
        short.attributes[0].values = Values::Numeric(vec![1.0]);
        assert!(refusal(&short).contains("`attributes` has shape [3]"));
        let mut weights = table();
        weights.weights = Some(vec![]);
        assert!(refusal(&weights).contains("`weights` has shape [0]"));
        let mut label = table();
        label.attributes[1].values =
            Values::Nominal { labels: vec![], values: vec![Some(0), None, None] };
        assert!(refusal(&label).contains("beyond the labels"));
        let mut date = table();
        date.attributes[2].values =
            Values::Date { format: "yyyy".parse().unwrap(), values: vec![Some(1), None, None] };
        assert!(refusal(&date).contains("a date of `d` in the format yyyy"));
        let mut rows = table();
        if let Values::Relational { values, .. } = &mut rows.attributes[4].values {
            values[0] = Some(2..9);
        }
        assert!(refusal(&rows).contains("rows beyond"));
    }
}

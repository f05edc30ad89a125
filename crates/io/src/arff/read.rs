//! Reading tables.
//!
//! Counterpart of `scipy.io.arff.loadarff`.

use std::io::{BufRead, BufReader, Read};
use std::path::Path;

use crate::arff::dataset::{Attribute, Dataset, Values};
use crate::arff::header::{Column, FORMAT, Source};
use crate::arff::token::{Token, split};
use crate::error::{Error, Result};
use crate::file;
use crate::limits::Limits;
use crate::text::{Lines, load};

/// Reads a table.
///
/// # Errors
///
/// [`Error::Io`] and [`Error::NotAFile`]; [`Error::Empty`]; [`Error::Malformed`], which tells the line;
/// [`Error::Unsupported`] for tables that are too deep within each other; [`Error::OverLimit`] for packed
/// files, and for sparse rows that stand for too many values.
///
/// # Examples
///
/// ```
/// use onkai_io::arff::{self, Attribute, Dataset, ReadOptions, Values, WriteOptions};
///
/// let folder = tempfile::tempdir()?;
/// let path = folder.path().join("a.arff");
/// let attributes = vec![Attribute::new("width", Values::Numeric(vec![1.5, 2.0]))];
/// let table = Dataset { name: "boxes".to_owned(), attributes, weights: None };
/// arff::write(&path, &table, &WriteOptions::default())?;
/// assert_eq!(arff::read(&path, &ReadOptions::default())?, table);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Differences from SciPy
///
/// SciPy reads neither texts, sparse rows, weights, time zones, nor escapes in quotes; these are read as Weka
/// describes them. Labels are indices into the attribute's list, dates milliseconds. Lines
/// before the data that are no declarations are errors, which SciPy passes over.
pub fn read(path: impl AsRef<Path>, options: &ReadOptions) -> Result<Dataset> {
    read_buffered(file::open_sized(path.as_ref())?, path.as_ref(), options.limits)
}

/// As [`read`], from any source of bytes; `name` stands for a path in messages.
///
/// # Errors
///
/// As [`read`].
///
/// # Examples
///
/// ```
/// use onkai_io::arff::{ReadOptions, read_from};
///
/// let text = "@relation r\n@attribute x numeric\n@attribute c {no, yes}\n@data\n1.5, yes\n{1 yes}\n?, ?\n";
/// let table = read_from(text.as_bytes(), "memory", &ReadOptions::default())?;
/// assert_eq!(table.n_rows(), 3);
/// assert_eq!(table.attributes[1].values.label(0), Some("yes"));
/// assert_eq!(table.attributes[1].values.label(2), None);
/// # Ok::<(), onkai_io::Error>(())
/// ```
pub fn read_from(
    source: impl Read,
    name: impl AsRef<Path>,
    options: &ReadOptions,
) -> Result<Dataset> {
    read_buffered((BufReader::new(source), 0), name.as_ref(), options.limits)
}

/// Options of [`read`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct ReadOptions {
    /// How much a file that gzip or bzip2 packed may unpack to, and how many bytes of memory the values
    /// that sparse rows leave out may take.
    pub limits: Limits,
}

fn read_buffered(source: (impl BufRead, usize), path: &Path, limits: Limits) -> Result<Dataset> {
    let text = load(source, path, FORMAT, limits)?;
    let mut source = Source { lines: Lines::new(&text), path };
    let (name, mut columns) = source.header()?;
    let limit = limits.max_unpacked_bytes;
    let mut rows = Rows { n: 0, weights: None, limit, left: limit };
    while let Some(line) = source.line() {
        match rows.add(&mut columns, &line) {
            Ok(()) => {}
            Err(Problem::OverLimit) => {
                return Err(Error::OverLimit { path: path.to_owned(), format: FORMAT, limit });
            }
            Err(Problem::Malformed(problem)) => return Err(source.malformed(problem)),
        }
    }
    Ok(Dataset { name, attributes: finished(columns), weights: rows.weights })
}

/// What is wrong with a row.
enum Problem {
    Malformed(String),
    OverLimit,
}

impl From<&'static str> for Problem {
    fn from(problem: &'static str) -> Self {
        Self::Malformed(problem.to_owned())
    }
}

/// The rows that were read so far.
struct Rows {
    n: usize,
    weights: Option<Vec<f64>>,
    limit: u64,
    /// Bytes that values may still take which sparse rows leave out.
    left: u64,
}

/// What a value takes in memory, about.
const VALUE_LEN: u64 = 16;

impl Rows {
    fn add(&mut self, columns: &mut [Column], line: &str) -> std::result::Result<(), Problem> {
        let weight = if let Some(sparse) = line.strip_prefix('{') {
            self.sparse(columns, sparse)?
        } else {
            let (tokens, weight) = split(line)?;
            if tokens.len() != columns.len() {
                let problem = format!("{} values for {} attributes", tokens.len(), columns.len());
                return Err(Problem::Malformed(problem));
            }
            for (column, token) in columns.iter_mut().zip(&tokens) {
                self.push(column, token)?;
            }
            weight
        };
        let weight = match weight {
            Some(text) => Some(text.parse().map_err(|_| "a weight is no number")?),
            None => None,
        };
        if weight.is_some() || self.weights.is_some() {
            // Rows without a weight count once.
            let weights = self.weights.get_or_insert_with(|| vec![1.0; self.n]);
            weights.push(weight.unwrap_or(1.0));
        }
        self.n += 1;
        Ok(())
    }

    /// A row of pairs of index and value, the first brace taken off; gives the row's weight.
    fn sparse<'a>(
        &mut self,
        columns: &mut [Column],
        line: &'a str,
    ) -> std::result::Result<Option<&'a str>, Problem> {
        self.left =
            self.left.checked_sub(VALUE_LEN * columns.len() as u64).ok_or(Problem::OverLimit)?;
        let mut rest = line.trim_start();
        let mut next = 0;
        loop {
            if let Some(after) = rest.strip_prefix('}') {
                columns[next..].iter_mut().for_each(Column::push_zero);
                let after = after.trim_start_matches([' ', '\t', ',']);
                return match after.strip_prefix('{') {
                    Some(weight) => {
                        let weight = weight.trim_end().strip_suffix('}');
                        Ok(Some(weight.ok_or("a weight has no closing brace")?.trim()))
                    }
                    None if after.is_empty() || after.starts_with('%') => Ok(None),
                    None => Err("something follows a sparse row".into()),
                };
            }
            let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
            let index: usize = rest[..digits].parse().map_err(|_| "a sparse row has no index")?;
            if index < next || columns.len() <= index {
                return Err("the indices of a sparse row are not in order, or too large".into());
            }
            let value = rest[digits..].trim_start();
            if value.is_empty() {
                return Err("a sparse row has no value".into());
            }
            let (token, after) = crate::arff::token::take(value, |c| c == ',' || c == '}')?;
            columns[next..index].iter_mut().for_each(Column::push_zero);
            self.push(&mut columns[index], &token)?;
            next = index + 1;
            let after = after.trim_start();
            rest = match after.strip_prefix(',') {
                Some(after) => after.trim_start(),
                None if after.starts_with('}') => after,
                None => return Err("a sparse row has no closing brace".into()),
            };
        }
    }

    fn push(&mut self, column: &mut Column, token: &Token<'_>) -> std::result::Result<(), Problem> {
        let bad = |what: &str| {
            let text: String = token.text.chars().take(40).collect();
            Problem::Malformed(format!("`{text}` is {what} of `{}`", column.attribute.name))
        };
        let is_missing = token.is_missing();
        match &mut column.attribute.values {
            Values::Numeric(values) if is_missing => values.push(f64::NAN),
            Values::Numeric(values) => {
                values.push(token.text.trim().parse().map_err(|_| bad("no number"))?);
            }
            Values::Nominal { values, .. } if is_missing => values.push(None),
            Values::Nominal { values, .. } => {
                let label = column.labels.get(token.text.as_ref());
                values.push(Some(*label.ok_or_else(|| bad("no label"))?));
            }
            Values::Date { values, .. } if is_missing => values.push(None),
            Values::Date { format, values } => {
                let date = format.parse_date(&token.text);
                values.push(Some(date.ok_or_else(|| bad("no date in the format"))?));
            }
            Values::Text(values) if is_missing => values.push(None),
            Values::Text(values) => values.push(Some(token.text.clone().into_owned())),
            Values::Relational { values, .. } if is_missing => values.push(None),
            Values::Relational { values, .. } => {
                let start = column.inner[0].attribute.values.len();
                let mut rows = Self { n: 0, weights: None, limit: self.limit, left: self.left };
                for line in token.text.lines().map(str::trim).filter(|line| !line.is_empty()) {
                    rows.add(&mut column.inner, line)?;
                }
                if rows.weights.is_some() {
                    return Err("weights within a table are not supported".into());
                }
                self.left = rows.left;
                values.push(Some(start..start + rows.n));
            }
        }
        Ok(())
    }
}

impl Column {
    /// What a sparse row leaves out: zero, the first label, no text, an empty table.
    fn push_zero(&mut self) {
        match &mut self.attribute.values {
            Values::Numeric(values) => values.push(0.0),
            // An attribute without labels has no first one.
            Values::Nominal { labels, values } => values.push((!labels.is_empty()).then_some(0)),
            Values::Date { values, .. } => values.push(Some(0)),
            Values::Text(values) => values.push(Some(String::new())),
            Values::Relational { values, .. } => {
                let end = self.inner[0].attribute.values.len();
                values.push(Some(end..end));
            }
        }
    }
}

/// The columns as they are handed out.
fn finished(columns: Vec<Column>) -> Vec<Attribute> {
    let finish = |column: Column| {
        let mut attribute = column.attribute;
        if let Values::Relational { attributes, .. } = &mut attribute.values {
            *attributes = finished(column.inner);
        }
        attribute
    };
    columns.into_iter().map(finish).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(text: &str) -> Result<Dataset> {
        read_from(text.as_bytes(), "a.arff", &ReadOptions::default())
    }

    const HEADER: &str = "@relation 'a b'\n@attribute x real\n@attribute 'the c' {u, 'v w'}\n\
        @attribute t string\n@attribute d date \"yyyy-MM-dd\"\n@data\n";

    #[test]
    fn rows_of_either_kind_are_read() {
        let text = HEADER.to_owned()
            + "1e3,u,'it\\'s',1970-01-02\n% c\n\n?,?,?,?,{2}\n{1 'v w', 2 x}\n{0 -1}, {0.5}\n{}";
        let table = parsed(&text).unwrap();
        assert_eq!((table.name.as_str(), table.n_rows()), ("a b", 5));
        let Some(Values::Numeric(x)) = table.values("x") else { panic!("numbers") };
        assert!(x[1].is_nan());
        assert_eq!((x[0], &x[2..]), (1000.0, &[0.0, -1.0, 0.0][..]));
        let labels = (0..5).map(|i| table.values("the c").unwrap().label(i)).collect::<Vec<_>>();
        assert_eq!(labels, [Some("u"), None, Some("v w"), Some("u"), Some("u")]);
        let Some(Values::Text(t)) = table.values("t") else { panic!("texts") };
        assert_eq!(t[..3], [Some("it's".to_owned()), None, Some("x".to_owned())]);
        let Some(Values::Date { values, .. }) = table.values("d") else { panic!("dates") };
        assert_eq!(values[..2], [Some(86_400_000), None]);
        assert_eq!(table.weights.unwrap(), [1.0, 2.0, 1.0, 0.5, 1.0]);
    }

    #[test]
    fn wrong_rows_are_told_by_their_line() {
        let cases = [
            ("1,u,x\n", "line 7: 3 values for 4 attributes"),
            ("x,u,t,1970-01-01\n", "`x` is no number of `x`"),
            ("1,w,t,1970-01-01\n", "`w` is no label of `the c`"),
            ("1,u,t,1970\n", "`1970` is no date in the format of `d`"),
            ("1,u,t,1970-01-01,{x}\n", "a weight is no number"),
            ("{4 1}\n", "not in order, or too large"),
            ("{1 u, 0 1}\n", "not in order"),
            ("{0}\n", "a value is missing"),
            ("{x 1}\n", "no index"),
            ("{0 1\n", "no closing brace"),
            ("{0 1} x\n", "something follows a sparse row"),
            ("1,'u,t,1970-01-01\n", "not closed"),
        ];
        for (row, expected) in cases {
            let message = parsed(&(HEADER.to_owned() + row)).unwrap_err().to_string();
            assert!(message.contains(expected), "{message}");
            assert!(message.contains("line 7"), "{message}");
        }
    }

    #[test]
    fn wrong_declarations_are_told_by_their_line() {
        let cases = [
            ("@relation a\n", "line 1: it ends behind this line"),
            ("@relation a\n@data\n", "there are no attributes"),
            ("@relation a\n@attribute x\n", "no name or no type"),
            ("@attribute x crap\n", "`crap` is no type of attribute"),
            ("@attribute x {a, b\n", "no closing brace"),
            ("@attribute x {a} b\n", "something follows the closing brace"),
            ("@attribute x date Q\n", "is no date pattern"),
            ("hello\n", "`hello` is no declaration"),
            ("@attribute x relational\n@attribute y real\n", "has no @end"),
            ("@attribute x relational\n@end x\n", "does not belong"),
        ];
        for (text, expected) in cases {
            let message = parsed(text).unwrap_err().to_string();
            assert!(message.contains(expected), "{message}");
        }
        let deep = "@attribute a relational\n".repeat(20);
        assert!(matches!(parsed(&deep), Err(Error::Unsupported { .. })));
    }

    #[test]
    fn sparse_rows_are_bounded() {
        let text = HEADER.to_owned() + &"{}\n".repeat(100);
        let options = ReadOptions { limits: Limits { max_unpacked_bytes: 3000 } };
        let error = read_from(text.as_bytes(), "a.arff", &options).unwrap_err();
        assert!(matches!(error, Error::OverLimit { limit: 3000, .. }), "{error}");
    }
}

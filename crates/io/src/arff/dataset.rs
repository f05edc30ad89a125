//! What an ARFF file holds, column by column.

use std::ops::Range;

use crate::arff::date::DateFormat;

/// A table.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Dataset {
    /// The name of the relation.
    pub name: String,
    /// The columns, all of the same length.
    pub attributes: Vec<Attribute>,
    /// How much each row counts, if the file says so.
    pub weights: Option<Vec<f64>>,
}

/// A column.
#[derive(Clone, Debug, PartialEq)]
pub struct Attribute {
    /// Its name.
    pub name: String,
    /// Its type, and the values of all rows.
    pub values: Values,
}

/// The values of a column; `None` (NaN for numbers) where one is missing.
#[derive(Clone, Debug, PartialEq)]
pub enum Values {
    /// Numbers.
    Numeric(Vec<f64>),
    /// One of several labels.
    Nominal {
        /// The labels that there are.
        labels: Vec<String>,
        /// Indices of labels.
        values: Vec<Option<usize>>,
    },
    /// Points in time.
    Date {
        /// How they are written.
        format: DateFormat,
        /// Milliseconds since the beginning of 1970, without leap seconds; in UTC where dates have no time
        /// zone.
        values: Vec<Option<i64>>,
    },
    /// Texts.
    Text(Vec<Option<String>>),
    /// Tables within the table.
    Relational {
        /// Their columns, with the rows of all of them one after another.
        attributes: Vec<Attribute>,
        /// Which rows of these belong to each row of this table.
        values: Vec<Option<Range<usize>>>,
    },
}

impl Dataset {
    /// How many rows there are.
    pub fn n_rows(&self) -> usize {
        self.attributes.first().map_or(0, |a| a.values.len())
    }

    /// The values of the column of that name.
    pub fn values(&self, name: &str) -> Option<&Values> {
        self.attributes.iter().find(|a| a.name == name).map(|a| &a.values)
    }
}

impl Attribute {
    /// A column.
    pub fn new(name: impl Into<String>, values: Values) -> Self {
        Self { name: name.into(), values }
    }
}

impl Values {
    /// How many rows there are.
    pub fn len(&self) -> usize {
        match self {
            Self::Numeric(values) => values.len(),
            Self::Nominal { values, .. } => values.len(),
            Self::Date { values, .. } => values.len(),
            Self::Text(values) => values.len(),
            Self::Relational { values, .. } => values.len(),
        }
    }

    /// Whether there are no rows.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The labels of nominal values, row by row.
    ///
    /// # Examples
    ///
    /// ```
    /// use onkai_io::arff::Values;
    ///
    /// let labels = vec!["no".to_owned(), "yes".to_owned()];
    /// let values = Values::Nominal { labels, values: vec![Some(1), None] };
    /// assert_eq!(values.label(0), Some("yes"));
    /// assert_eq!(values.label(1), None);
    /// ```
    pub fn label(&self, row: usize) -> Option<&str> {
        match self {
            Self::Nominal { labels, values } => {
                let index = (*values.get(row)?)?;
                labels.get(index).map(String::as_str)
            }
            _ => None,
        }
    }
}

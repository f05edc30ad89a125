//! ARFF tables: columns of the same length.

use std::path::Path;

use ndarray::{Array1, Ix1};
use onkai_io::Result;
use onkai_io::arff::{self, Attribute, Dataset, ReadOptions, Values, WriteOptions};

use super::contents::{Contents, Data};

pub(crate) fn read(path: &Path) -> Result<Contents> {
    let table = arff::read(path, &ReadOptions::default())?;
    let mut contents = Contents::default();
    contents.losses.push(format!("the name `{}` of the relation", table.name));
    for Attribute { name, values } in table.attributes {
        let data = match values {
            Values::Numeric(numbers) => Data::Array(Array1::from(numbers).into()),
            Values::Date { values, .. } => {
                contents
                    .losses
                    .push(format!("that `{name}` holds dates; they are milliseconds since 1970"));
                let numbers =
                    values.iter().map(|date| date.map_or(f64::NAN, |millis| millis as f64));
                Data::Array(numbers.collect::<Array1<_>>().into())
            }
            Values::Nominal { labels, values } => {
                contents
                    .losses
                    .push(format!("which labels `{name}` may have: {}", labels.join(", ")));
                let label =
                    |index: &Option<usize>| index.map_or_else(String::new, |i| labels[i].clone());
                Data::Text(values.iter().map(label).collect::<Array1<_>>().into_dyn())
            }
            Values::Text(texts) => {
                let texts = texts.into_iter().map(Option::unwrap_or_default);
                Data::Text(texts.collect::<Array1<_>>().into_dyn())
            }
            Values::Relational { .. } => {
                contents.losses.push(format!("`{name}`, tables within the table"));
                continue;
            }
        };
        contents.items.push((name, data));
    }
    if let Some(weights) = table.weights {
        contents.items.push(("weights".to_owned(), Data::Array(Array1::from(weights).into())));
    }
    Ok(contents)
}

/// The columns that are as long as the first; what else there is gets lost.
pub(crate) fn write(path: &Path, contents: Contents) -> Result<Vec<String>> {
    let (mut table, mut losses) = (Dataset::default(), Vec::new());
    for (name, data) in contents.items {
        let values = match data {
            Data::Array(array) => array.to::<f64, Ix1>().ok().map(|x| Values::Numeric(x.to_vec())),
            Data::Text(texts) if texts.ndim() == 1 => {
                Some(Values::Text(texts.into_iter().map(Some).collect()))
            }
            Data::Text(_) | Data::Sparse(_) | Data::SparseComplex(_) => None,
        };
        match values {
            Some(values) if table.attributes.is_empty() || values.len() == table.n_rows() => {
                table.attributes.push(Attribute::new(name, values));
            }
            _ => losses.push(format!("`{name}`, which is no column as long as the first")),
        }
    }
    arff::write(path, &table, &WriteOptions::default())?;
    Ok(losses)
}

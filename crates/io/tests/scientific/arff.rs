//! ARFF, beside `scipy.io.arff`.

use onkai_io::arff::{Attribute, ReadOptions, Values, WriteOptions, read, read_from, write_to};

use crate::scientific::{assert_lines, bits, file_name, files, folder, golden, text};

/// The lines that `xtask/golden/io_arff.py` makes of what SciPy finds.
fn described(name: &str, attributes: &[Attribute], lines: &mut Vec<String>) {
    let missing = || "?".to_owned();
    for attribute in attributes {
        let shown = match &attribute.values {
            Values::Numeric(values) => bits(values.iter().copied()),
            Values::Nominal { values, .. } => {
                let labels = (0..values.len()).map(|i| attribute.values.label(i).unwrap_or("?"));
                labels.collect::<Vec<_>>().join("|")
            }
            Values::Date { values, .. } => {
                let dates = values.iter().map(|date| date.map_or_else(missing, |d| d.to_string()));
                dates.collect::<Vec<_>>().join("|")
            }
            Values::Text(_) => panic!("SciPy reads no texts"),
            Values::Relational { attributes, values } => {
                let lens: Vec<_> =
                    values.iter().map(|v| v.as_ref().map_or(0, ExactSizeIterator::len)).collect();
                lines.push(format!("{name} {} {lens:?}", attribute.name));
                described(&format!("{name} {}:", attribute.name), attributes, lines);
                continue;
            }
        };
        lines.push(format!("{name} {} {shown}", attribute.name));
    }
}

#[test]
fn scipys_files_are_read_to_the_same_values() {
    let golden = golden("arff");
    let refused = text(&golden, "refused");
    let mut lines = Vec::new();
    for path in files("arff") {
        let name = file_name(&path);
        if refused.lines().any(|line| line.starts_with(&format!("{name}\t"))) {
            continue;
        }
        let table = read(&path, &ReadOptions::default()).unwrap();
        lines.push(format!("{name} is {}", table.name));
        described(&name, &table.attributes, &mut lines);
    }
    assert_lines(&lines, &text(&golden, "described"));
}

#[test]
fn what_scipy_refuses_is_refused_or_read_as_weka_has_it() {
    let parsed = |name: &str| read(folder("arff").join(name), &ReadOptions::default());
    // Texts are read, but the row has five values for ten attributes.
    assert!(parsed("test2.arff").unwrap_err().to_string().contains("5 values for 10 attributes"));
    assert!(parsed("test3.arff").unwrap_err().to_string().contains("`crap` is no type"));
    // Time zones are read: one moment written in two ways, and others.
    let table = parsed("test8.arff").unwrap();
    let dates = |i: usize| match &table.attributes[i].values {
        Values::Date { values, .. } => values.iter().map(|v| v.unwrap()).collect::<Vec<_>>(),
        _ => panic!("dates"),
    };
    assert_eq!(dates(0)[0], 917_740_860_000);
    assert_eq!(dates(1)[0], 917_740_868_000 - 16_200_000);
}

#[test]
fn scipys_files_survive_in_either_form() {
    for path in files("arff") {
        let Ok(table) = read(&path, &ReadOptions::default()) else { continue };
        for sparse in [false, true] {
            let mut bytes = Vec::new();
            write_to(&mut bytes, "memory", &table, &WriteOptions { sparse }).unwrap();
            let back = read_from(&bytes[..], "memory", &ReadOptions::default()).unwrap();
            // NaN stands for missing numbers, and equals nothing.
            assert_eq!(format!("{back:?}"), format!("{table:?}"), "{}", path.display());
        }
    }
}

//! Every file that NumPy writes comes out the same.

use std::collections::BTreeMap;

use onkai_io::{Error, npy, npz};
use serde_json::Value;

use crate::dump::{Mode, dump_array, golden_path, golden_rows};

#[test]
fn files_read_as_in_numpy() {
    let mut n_read = 0;
    for (name, row) in golden_rows("npy.json") {
        let path = golden_path("npy").join(&name);
        match row {
            Value::String(expected) => {
                let array = npy::read(&path).unwrap();
                assert_eq!(dump_array(&array, Mode::Exact), expected, "{name}");
            }
            Value::Object(expected) => {
                let arrays = npz::read(&path, &npz::ReadOptions::default()).unwrap();
                let found: BTreeMap<_, _> = arrays
                    .iter()
                    .map(|(name, array)| (name.clone(), dump_array(array, Mode::Exact)))
                    .collect();
                let expected: BTreeMap<_, _> = expected
                    .iter()
                    .map(|(name, text)| (name.clone(), text.as_str().unwrap().to_owned()))
                    .collect();
                assert_eq!(found, expected, "{name}");
            }
            _ => continue,
        }
        n_read += 1;
    }
    assert!(40 <= n_read, "{n_read}");
}

#[test]
fn what_is_no_array_of_numbers_is_refused() {
    let mut n_refused = 0;
    for (name, row) in golden_rows("npy.json") {
        if row.is_null() {
            let error = npy::read(golden_path("npy").join(&name)).expect_err(&name);
            let is_cut = name.starts_with("cut");
            let is_right = match &error {
                Error::Malformed { .. } => is_cut,
                Error::Unsupported { .. } => !is_cut,
                _ => false,
            };
            assert!(is_right, "{name}: {error}");
            assert!(error.to_string().contains(&name), "{error}");
            n_refused += 1;
        }
    }
    assert_eq!(n_refused, 9);
}

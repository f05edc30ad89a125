//! Every file that SciPy reads comes out the same, and those that it refuses are refused.

use std::collections::BTreeMap;

use onkai_io::mat::{self, MatFile, ReadOptions};
use serde_json::Value;

use crate::dump::{Mode, dump, golden_path, golden_rows};

/// The sets of options in `xtask/golden/io_mat.py`.
fn modes() -> [(&'static str, ReadOptions, Mode); 4] {
    let options = ReadOptions::default;
    [
        ("default", options(), Mode::TruthAsIntegers),
        ("squeezed", ReadOptions { squeeze_me: true, ..options() }, Mode::Squeezed),
        ("mat_dtype", ReadOptions { mat_dtype: true, ..options() }, Mode::Exact),
        ("characters", ReadOptions { chars_as_strings: false, ..options() }, Mode::TruthAsIntegers),
    ]
}

fn described(file: &MatFile, mode: Mode) -> BTreeMap<String, String> {
    let variables = file.variables().iter();
    let mut all: BTreeMap<_, _> =
        variables.map(|v| (v.name.clone(), dump(&v.value, mode))).collect();
    if let Some(workspace) = &file.workspace {
        let mode = if mode == Mode::Squeezed { mode } else { Mode::Exact };
        all.insert("__function_workspace__".to_owned(), dump(workspace, mode));
    }
    all
}

#[test]
fn files_read_as_in_scipy() {
    let mut n_read = 0;
    let mut differences = Vec::new();
    for (name, row) in golden_rows("mat.json") {
        let path = golden_path("mat").join(&name);
        for (mode_name, options, mode) in modes() {
            // SciPy does not heed the option in files of version 4.
            let is_level4 = std::fs::read(&path).unwrap()[..4].contains(&0);
            if mode_name == "mat_dtype" && is_level4 {
                continue;
            }
            let Some(Value::Object(expected)) = row.get(mode_name) else { continue };
            let file = match mat::read(&path, &options) {
                Ok(file) => file,
                Err(error) => {
                    differences.push(format!("{name} {mode_name}: {error}"));
                    continue;
                }
            };
            let mut found = described(&file, mode);
            for (variable, text) in expected {
                let found = found.remove(variable).unwrap_or_default();
                if *text != found {
                    differences
                        .push(format!("{name} {mode_name} {variable}:\n  {text}\n  {found}"));
                }
                n_read += 1;
            }
            differences.extend(found.keys().map(|v| format!("{name} {mode_name}: {v} is more")));
        }
    }
    assert!(differences.is_empty(), "{}", differences.join("\n"));
    assert!(500 < n_read, "{n_read}");
}

#[test]
fn files_that_scipy_refuses_are_refused() {
    let mut n_refused = 0;
    for (name, row) in golden_rows("mat.json") {
        if row.get("error").is_some() {
            let error = mat::read(golden_path("mat").join(&name), &ReadOptions::default());
            let message = error.expect_err(&name).to_string();
            assert!(message.contains(&name), "{message}");
            n_refused += 1;
        }
    }
    assert_eq!(n_refused, 7);
}

#[test]
fn lists_are_those_of_scipy() {
    let mut n_lists = 0;
    for (name, row) in golden_rows("mat.json") {
        let Some(Value::Array(expected)) = row.get("whos") else { continue };
        let infos = mat::list(golden_path("mat").join(&name), &ReadOptions::default());
        // SciPy goes behind the end of a file without noticing.
        let infos = match infos {
            Err(_) if name == "debigged_m4.mat" => continue,
            infos => infos.unwrap(),
        };
        let found: Vec<_> = infos
            .iter()
            .map(|v| Value::from(format!("{} {:?} {}", v.name, v.shape, v.class)))
            .collect();
        assert_eq!(found, *expected, "{name}");
        n_lists += 1;
    }
    assert!(100 < n_lists, "{n_lists}");
}

#[test]
fn version_7_3_is_named() {
    let path = golden_path("mat/testhdf5_7.4_GLNX86.mat");
    let message = mat::read(path, &ReadOptions::default()).unwrap_err().to_string();
    assert!(
        message
            .ends_with("holds HDF5, as MATLAB writes it since version 7.3, which cannot be read"),
        "{message}"
    );
}

#[test]
fn only_the_variables_that_were_asked_for_are_read() {
    let path = golden_path("mat/test_skip_variable.mat");
    let options = ReadOptions {
        variable_names: Some(vec!["second".to_owned(), "missing".to_owned()]),
        ..Default::default()
    };
    let mut file = mat::read(&path, &options).unwrap();
    assert_eq!(file.names().collect::<Vec<_>>(), ["second"]);
    let error = file.take::<f64>("first").unwrap_err().to_string();
    assert!(error.ends_with("there is no variable `first`; there are `second`"), "{error}");
    let workspace = Some(vec!["__function_workspace__".to_owned()]);
    let options = ReadOptions { variable_names: workspace, ..Default::default() };
    let file = mat::read(golden_path("mat/sqr.mat"), &options).unwrap();
    assert!(file.workspace.is_some() && file.variables().is_empty());
}

//! netCDF, beside `scipy.io.netcdf_file`.

use std::io::Cursor;
use std::path::Path;

use ndarray::{Array1, Array2, Array3, array};
use onkai_io::Error;
use onkai_io::netcdf::{
    Attribute, AttributeValue, Data, DataType, Dataset, Dimension, Reader, Variable, Version, read,
    read_from, write_to,
};
use proptest::prelude::*;

use crate::scientific::{assert_committed, assert_lines, bits, file_name, folder, golden, text};

fn letter(data_type: DataType) -> char {
    match data_type {
        DataType::Byte => 'b',
        DataType::Char => 'c',
        DataType::Short => 'h',
        DataType::Int => 'i',
        DataType::Float => 'f',
        _ => 'd',
    }
}

fn attributes(attributes: &[Attribute]) -> Vec<String> {
    let line = |attribute: &Attribute| match &attribute.value {
        AttributeValue::Text(text) => format!("  {} = {text}", attribute.name),
        AttributeValue::Numbers(data) => {
            let (name, kind) = (&attribute.name, letter(data.data_type()));
            format!("  {name} = {kind} {}", bits(data.to_f64()))
        }
    };
    attributes.iter().map(line).collect()
}

/// The lines that `xtask/golden/io_netcdf.py` makes of what SciPy finds.
fn described(path: &Path) -> Vec<String> {
    let dataset = read(path).unwrap();
    let version = if dataset.version == Version::Classic { 1 } else { 2 };
    let n_records = dataset.dimensions.iter().find(|d| d.is_record).map_or(0, |d| d.len);
    let mut lines = vec![format!("{} version {version} records {n_records}", file_name(path))];
    lines.extend(dataset.dimensions.iter().map(|d| format!("dimension {} {}", d.name, d.len)));
    lines.extend(attributes(&dataset.attributes));
    for variable in &dataset.variables {
        let shape: Vec<_> = variable.data.shape().iter().map(ToString::to_string).collect();
        let (name, dimensions) = (&variable.name, variable.dimensions.join(" "));
        lines.push(format!("variable {name} ({dimensions}) [{}]", shape.join(" ")));
        lines.extend(attributes(&variable.attributes));
        let kind = letter(variable.data.data_type());
        lines.push(format!("{kind} {}", bits(variable.data.to_f64())));
    }
    for variable in dataset.variables.iter().filter(|v| v.data.data_type() != DataType::Char) {
        let scaled = variable.scaled().unwrap();
        let mask: String = scaled.is_missing.iter().map(|&m| if m { '1' } else { '0' }).collect();
        let values = scaled.values.iter().zip(&scaled.is_missing);
        let values = bits(values.map(|(&v, &is_missing)| if is_missing { 0.0 } else { v }));
        lines.push(format!("scaled {} {mask} {values}", variable.name));
    }
    lines
}

#[test]
fn scipys_files_are_read_to_the_same_values() {
    let mut lines = Vec::new();
    for name in ["example_1", "example_2", "example_3_maskedvals"] {
        lines.extend(described(&folder("netcdf").join(format!("{name}.nc"))));
    }
    for name in
        ["scipy-1-alone", "scipy-1-several", "scipy-2-alone", "scipy-2-several", "scipy-fixed"]
    {
        lines.extend(described(&folder("netcdf").join(format!("{name}.nc"))));
    }
    assert_lines(&lines, &text(&golden("netcdf"), "described"));
}

#[test]
fn scipy_reads_what_is_written() {
    let mut files = Vec::new();
    for name in ["1-alone", "1-several", "2-alone", "2-several", "fixed"] {
        let dataset = read(folder("netcdf").join(format!("scipy-{name}.nc"))).unwrap();
        let mut bytes = Vec::new();
        write_to(&mut bytes, "memory", &dataset).unwrap();
        assert_eq!(read_from(Cursor::new(&bytes), "memory").unwrap(), dataset);
        files.push((format!("onkai-{name}.nc"), bytes));
    }
    assert_committed("netcdf", &files);
}

/// A dataset with every type, records of odd lengths, and text that is not plain.
fn everything(version: Version, n_records: usize, several: bool) -> Dataset {
    let mut variables = vec![
        Variable::new("größe", &[], ndarray::arr0(1.5_f32)),
        Variable::new(
            "grid",
            &["x", "y"],
            Array2::from_shape_fn((3, 2), |(i, j)| i32::from((i * 7 + j) as u16)),
        ),
        Variable::new(
            "b",
            &["t", "x"],
            Array2::from_shape_fn((n_records, 3), |(i, j)| (i + j) as i8),
        ),
    ];
    variables[0].attributes = vec![Attribute::text("units", "Ω"), Attribute::text("none", "")];
    variables[1].attributes.push(Attribute::numbers("range", array![1_i8, 2, 3]));
    if several {
        let h = Array3::from_shape_fn((n_records, 3, 2), |(i, j, k)| {
            i16::from((i * 6 + j * 2 + k) as u8)
        });
        variables.push(Variable::new("h", &["t", "x", "y"], h));
        let d = Array1::from_shape_fn(n_records, |i| i as f64 / 3.0);
        variables.push(Variable::new("d", &["t"], d));
        let c = Data::Char(Array1::from_iter(b"abc".iter().copied()).into_dyn());
        variables.push(Variable::new("c", &["x"], c));
    }
    if version == Version::Data64 {
        let long = array![i64::MIN, 0, i64::MAX];
        variables.push(Variable::new("long", &["x"], long));
        variables.push(Variable::new("u64", &["x"], array![u64::MAX, 1, 2]));
        variables.push(Variable::new("u32", &["x"], array![u32::MAX, 1, 2]));
        variables.push(Variable::new("u16", &["x"], array![u16::MAX, 1, 2]));
        variables.push(Variable::new("u8", &["x"], array![u8::MAX, 1, 2]));
    }
    let x = Dimension::fixed("x", 3);
    let dimensions = vec![Dimension::record("t", n_records), x, Dimension::fixed("y", 2)];
    let attributes = vec![Attribute::numbers("all", array![1.0_f32, -2.0])];
    Dataset { version, dimensions, attributes, variables }
}

fn written(dataset: &Dataset) -> Vec<u8> {
    let mut bytes = Vec::new();
    write_to(&mut bytes, "memory", dataset).unwrap();
    bytes
}

#[test]
fn every_version_and_number_of_records_survives() {
    for version in [Version::Classic, Version::Offset64, Version::Data64] {
        for n_records in [0, 1, 4] {
            for several in [false, true] {
                let dataset = everything(version, n_records, several);
                let bytes = written(&dataset);
                assert_eq!(read_from(Cursor::new(&bytes), "memory").unwrap(), dataset);
            }
        }
    }
}

#[test]
fn a_number_of_records_that_was_left_open_is_counted() {
    let dataset = everything(Version::Classic, 4, true);
    let mut bytes = written(&dataset);
    bytes[4..8].copy_from_slice(&[0xff; 4]);
    assert_eq!(read_from(Cursor::new(&bytes), "memory").unwrap(), dataset);
}

#[test]
fn cut_and_lying_files_are_refused() {
    let bytes = written(&everything(Version::Classic, 4, true));
    let refusal = |bytes: &[u8]| read_from(Cursor::new(bytes), "a.nc").unwrap_err().to_string();
    // The last record may lack its padding, and no more.
    for n in 1..bytes.len() - 4 {
        let message = refusal(&bytes[..n]);
        assert!(message.starts_with("a.nc: "), "{message}");
    }
    let mut records = bytes.clone();
    records[4..8].copy_from_slice(&0x7fff_ffff_u32.to_be_bytes());
    assert!(refusal(&records).contains("it is cut off"));
    assert!(refusal(b"\x89HDF\r\n\x1a\n").contains("netCDF-4 (HDF5) data"));
    assert!(refusal(b"hello").contains("not those of netCDF"));
    // Many variables that claim the same bytes.
    let x = |name: String| Variable::new(name, &["n"], Array1::<f64>::zeros(50));
    let dimensions = vec![Dimension::fixed("n", 50)];
    let variables = (0..20).map(|i| x(i.to_string())).collect();
    let mut bytes = written(&Dataset { dimensions, variables, ..Default::default() });
    let header_len = bytes.len() - 20 * 400;
    let begin = u32::try_from(header_len).unwrap().to_be_bytes();
    for i in 0..20_usize {
        let begin_of = u32::try_from(header_len + i * 400).unwrap().to_be_bytes();
        let at = bytes.windows(4).position(|w| w == begin_of).unwrap();
        bytes[at..at + 4].copy_from_slice(&begin);
    }
    assert!(refusal(&bytes[..header_len + 400]).contains("one over another"));
}

proptest! {
    #[test]
    fn slabs_are_parts_of_the_whole(
        n_records in 1_usize..6,
        several: bool,
        cuts in prop::collection::vec(0_usize..7, 6),
    ) {
        let dataset = everything(Version::Offset64, n_records, several);
        let mut reader = Reader::new(Cursor::new(written(&dataset)), "memory").unwrap();
        for variable in &dataset.variables {
            let pairs = variable.data.shape().iter().zip(cuts.chunks(2));
            let ranges: Vec<_> = pairs.map(|(&n, cut)| {
                let (a, b) = (cut[0] % (n + 1), cut[1] % (n + 1));
                a.min(b)..a.max(b)
            }).collect();
            let whole = variable.data.to_f64();
            let slab = reader.slab(&variable.name, &ranges).unwrap();
            prop_assert_eq!(slab.data_type(), variable.data.data_type());
            let part = whole.slice_each_axis(|axis| ranges[axis.axis.index()].clone().into());
            prop_assert_eq!(slab.to_f64(), part);
        }
    }
}

#[test]
fn wrong_ranges_and_names_are_refused() {
    let dataset = everything(Version::Classic, 2, false);
    let mut reader = Reader::new(Cursor::new(written(&dataset)), "a.nc").unwrap();
    let error = reader.variable("nothing").unwrap_err();
    assert!(matches!(error, Error::NoVariable { .. }), "{error}");
    assert!(reader.slab("grid", std::slice::from_ref(&(0..1))).is_err());
    assert!(reader.slab("grid", &[0..4, 0..1]).is_err());
    #[allow(clippy::reversed_empty_ranges, reason = "it is what shall be refused")]
    let turned = 2..1;
    assert!(reader.slab("grid", &[turned, 0..1]).is_err());
    assert_eq!(reader.header().variables[1].shape, [3, 2]);
}

//! Fortran records, beside `scipy.io.FortranFile`.

use onkai_io::ByteOrder;
use onkai_io::fortran::{FileOptions, Marker, Reader, Writer, read, write_to};

use crate::scientific::{file_name, files, folder, golden};

#[test]
fn scipys_files_are_read_to_the_same_values() {
    let golden = golden("fortran");
    let options = FileOptions::default();
    let mut n_read = 0;
    for path in files("fortran") {
        let name = file_name(&path);
        if name.starts_with("fortran-sf8") {
            let records = read(&path, &options).unwrap();
            assert_eq!(records[0].values::<f64>().unwrap(), golden.array1::<f64>(&name).to_vec());
            n_read += records.len();
        } else if name.starts_with("fortran-si4") {
            let records = read(&path, &options).unwrap();
            assert_eq!(records[0].values::<i32>().unwrap(), golden.array1::<i32>(&name).to_vec());
            n_read += records.len();
        }
    }
    assert_eq!(n_read, 12);
}

#[test]
fn items_of_several_types_are_read() {
    let golden = golden("fortran");
    let records = read(folder("fortran").join("fortran-mixed.dat"), &FileOptions::default());
    let records = records.unwrap();
    let mut items = records[0].items();
    let mut values = vec![f64::from(items.next_one::<i32>().unwrap())];
    values.push(items.next_one::<f32>().unwrap().into());
    values.push(items.next_one::<i64>().unwrap() as f64);
    values.extend(items.rest::<f64>().unwrap());
    items.end().unwrap();
    assert_eq!(values, golden.array1::<f64>("mixed").to_vec());

    // The source of the program follows the one record of this file.
    let path = folder("fortran").join("fortran-3x3d-2i.dat");
    let mut reader = Reader::open(&path, &FileOptions::default()).unwrap();
    let record = reader.next_record().unwrap().unwrap();
    let mut items = record.items();
    let matrix = golden.array::<f64>("3x3d").into_raw_vec_and_offset().0;
    assert_eq!(items.take::<f64>(9).unwrap(), matrix);
    assert_eq!(items.rest::<i32>().unwrap(), golden.array1::<i32>("2i").to_vec());
    assert!(reader.next_record().is_err());
}

#[test]
fn what_scipy_wrote_is_read_and_written_byte_for_byte() {
    let golden = golden("fortran");
    let (x, n) = (golden.array1::<f64>("x").to_vec(), golden.array1::<i16>("n").to_vec());
    let single: Vec<_> = x[..3].iter().map(|&v| v as f32).collect();
    for (marker, name) in [(Marker::Bytes4, "u4"), (Marker::Bytes8, "u8")] {
        for (order, end) in [(ByteOrder::Little, "little"), (ByteOrder::Big, "big")] {
            let path = folder("fortran").join(format!("scipy-{name}-{end}.dat"));
            let options = FileOptions { marker, order, ..Default::default() };
            let records = read(&path, &options).unwrap();
            assert_eq!(records.len(), 3);
            assert_eq!(records[0].values::<f64>().unwrap(), x);
            assert!(records[1].bytes().is_empty());
            let mut items = records[2].items();
            assert_eq!(items.take::<i16>(2).unwrap(), n);
            assert_eq!(items.rest::<f32>().unwrap(), single);

            let scipys = std::fs::read(&path).unwrap();
            let mut bytes = Vec::new();
            write_to(&mut bytes, "memory", &records, &options).unwrap();
            assert_eq!(bytes, scipys);
            let mut bytes = Vec::new();
            let mut writer = Writer::new(&mut bytes, "memory", &options).unwrap();
            for fill in 0..3 {
                let mut record = writer.record();
                match fill {
                    0 => record.push(&x),
                    2 => {
                        record.push(&n);
                        record.push(&single);
                    }
                    _ => {}
                }
                writer.write_record(&record).unwrap();
            }
            assert_eq!(bytes, scipys);
        }
    }
}

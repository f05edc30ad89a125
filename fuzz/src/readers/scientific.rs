//! The formats of scientists: what can be read is written, and what was written can be read.

use std::io::Cursor;

use onkai_io::fortran::{FileOptions, Marker};
use onkai_io::{
    ByteOrder, Limits, arff, fortran, harwell_boeing, idl, mat, matrix_market, netcdf, npy, npz,
    wav,
};

/// What stands for a path in messages.
const NAME: &str = "fuzzed";
/// What compressed parts may unpack to.
const LIMITS: Limits = Limits { max_unpacked_bytes: 8 << 20 };

/// Writes with the first closure what was read, and reads it again with the second.
///
/// A value may have no form in the format that is written, which is an error; what got its form must be sound.
fn there_and_back<W, T>(
    write: impl FnOnce(&mut Cursor<Vec<u8>>) -> onkai_io::Result<W>,
    read: impl FnOnce(Cursor<Vec<u8>>) -> onkai_io::Result<T>,
) {
    let mut file = Cursor::new(Vec::new());
    if write(&mut file).is_ok() {
        file.set_position(0);
        if let Err(error) = read(file) {
            panic!("what was written cannot be read: {error}");
        }
    }
}

pub(crate) fn mat(bytes: &[u8]) {
    let options = mat::ReadOptions { limits: LIMITS, ..Default::default() };
    // The list reads less than the file, so that it may like a file that is damaged behind.
    let _ = mat::list_from(Cursor::new(bytes), NAME, &options);
    let Ok(file) = mat::read_from(Cursor::new(bytes), NAME, &options) else { return };
    there_and_back(
        |sink| mat::write_to(sink, NAME, &file, &mat::WriteOptions::default()),
        |source| mat::read_from(source, NAME, &options),
    );
}

pub(crate) fn npy(bytes: &[u8]) {
    let Ok(array) = npy::read_from(Cursor::new(bytes), NAME) else { return };
    there_and_back(|sink| npy::write_to(sink, NAME, &array), |source| npy::read_from(source, NAME));
}

pub(crate) fn npz(bytes: &[u8]) {
    let options = npz::ReadOptions { limits: LIMITS, ..Default::default() };
    let Ok(arrays) = npz::read_from(Cursor::new(bytes), NAME, &options) else { return };
    there_and_back(
        |sink| npz::write_to(sink, NAME, &arrays, &npz::WriteOptions { compress: true }),
        |source| npz::read_from(source, NAME, &options),
    );
}

pub(crate) fn netcdf(bytes: &[u8]) {
    let Ok(dataset) = netcdf::read_from(Cursor::new(bytes), NAME) else { return };
    there_and_back(
        |sink| netcdf::write_to(sink, NAME, &dataset),
        |source| netcdf::read_from(source, NAME),
    );
}

/// All four ways in which compilers write records.
pub(crate) fn fortran(bytes: &[u8]) {
    for marker in [Marker::Bytes4, Marker::Bytes8] {
        for order in [ByteOrder::Little, ByteOrder::Big] {
            let options = FileOptions { marker, order, ..Default::default() };
            let Ok(records) = fortran::read_from(Cursor::new(bytes), NAME, &options) else {
                continue;
            };
            there_and_back(
                |sink| fortran::write_to(sink, NAME, &records, &options),
                |source| fortran::read_from(source, NAME, &options),
            );
        }
    }
}

pub(crate) fn matrix_market(bytes: &[u8]) {
    let options = matrix_market::ReadOptions { limits: LIMITS, ..Default::default() };
    // As with MATLAB's list.
    let _ = matrix_market::info_from(Cursor::new(bytes), NAME);
    let Ok(matrix) = matrix_market::read_from(Cursor::new(bytes), NAME, &options) else { return };
    there_and_back(
        |sink| {
            matrix_market::write_to(sink, NAME, &matrix, &matrix_market::WriteOptions::default())
        },
        |source| matrix_market::read_from(source, NAME, &options),
    );
}

pub(crate) fn harwell_boeing(bytes: &[u8]) {
    let options = harwell_boeing::ReadOptions { limits: LIMITS, ..Default::default() };
    let Ok(matrix) = harwell_boeing::read_from(Cursor::new(bytes), NAME, &options) else { return };
    there_and_back(
        |sink| harwell_boeing::write_to(sink, NAME, &matrix),
        |source| harwell_boeing::read_from(source, NAME, &options),
    );
}

pub(crate) fn idl(bytes: &[u8]) {
    let options = idl::ReadOptions { limits: LIMITS };
    // Nothing is written in this format.
    let _ = idl::read_from(Cursor::new(bytes), NAME, &options);
}

pub(crate) fn arff(bytes: &[u8]) {
    let options = arff::ReadOptions { limits: LIMITS };
    let Ok(dataset) = arff::read_from(Cursor::new(bytes), NAME, &options) else { return };
    there_and_back(
        |sink| arff::write_to(sink, NAME, &dataset, &arff::WriteOptions::default()),
        |source| arff::read_from(source, NAME, &options),
    );
}

pub(crate) fn wav(bytes: &[u8]) {
    let Ok(sound) = wav::read_from(Cursor::new(bytes), NAME, &wav::ReadOptions::default()) else {
        return;
    };
    there_and_back(
        |sink| wav::write_to(sink, NAME, &sound, &wav::WriteOptions::default()),
        |source| wav::read_from(source, NAME, &wav::ReadOptions::default()),
    );
}

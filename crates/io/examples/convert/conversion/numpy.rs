//! NumPy's files and archives.

use std::path::Path;

use onkai_io::{Error, Result, npy, npz};

use super::contents::{Contents, Data};

pub(crate) fn read_npy(path: &Path) -> Result<Contents> {
    Ok(Contents::single(path, Data::Array(npy::read(path)?)))
}

/// The first array; the others are lost.
pub(crate) fn write_npy(path: &Path, contents: Contents) -> Result<Vec<String>> {
    let (arrays, mut losses) = contents.into_arrays();
    let mut arrays = arrays.into_iter();
    let Some((name, array)) = arrays.next() else {
        let (path, what) = (path.to_owned(), "contents without a single array".into());
        return Err(Error::Inexpressible { path, format: "NumPy", what, variable: None });
    };
    npy::write(path, &array)?;
    losses.push(format!("the name `{name}`"));
    losses.extend(arrays.map(|(name, _)| format!("`{name}`, as there is one array in a file")));
    Ok(losses)
}

pub(crate) fn read_npz(path: &Path) -> Result<Contents> {
    let arrays = npz::read(path, &npz::ReadOptions::default())?.into_iter();
    let items = arrays.map(|(name, array)| (name, Data::Array(array))).collect();
    Ok(Contents { items, losses: Vec::new() })
}

pub(crate) fn write_npz(path: &Path, contents: Contents) -> Result<Vec<String>> {
    let (arrays, losses) = contents.into_arrays();
    npz::write(path, &arrays, &npz::WriteOptions { compress: true })?;
    Ok(losses)
}

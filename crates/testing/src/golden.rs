//! Golden files: arrays that a Python original computed, stored beside the test that wants them.

use std::cell::RefCell;
use std::fs::File;
use std::path::Path;

use ndarray::{Array1, ArrayD, OwnedRepr};
use ndarray_npy::{NpzReader, ReadableElement};

/// One `.npz` file of `tests/golden/`, written by `cargo xtask golden`.
///
/// Keys are the arrays' names in the Python script that wrote them (`xtask/golden/<crate>.py`).
pub struct Golden {
    name: String,
    npz: RefCell<NpzReader<File>>,
}

impl Golden {
    /// Opens `tests/golden/<name>.npz` of the crate whose `env!("CARGO_MANIFEST_DIR")` is given.
    pub fn open(manifest_dir: &str, name: &str) -> Self {
        let path = Path::new(manifest_dir).join("tests/golden").join(format!("{name}.npz"));
        let file = File::open(&path)
            .unwrap_or_else(|e| panic!("{}: {e}; run `cargo xtask golden`", path.display()));
        let npz = NpzReader::new(file).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        Self { name: name.to_owned(), npz: RefCell::new(npz) }
    }

    /// The array `key`, whose element type must be exactly `T`.
    pub fn array<T: ReadableElement>(&self, key: &str) -> ArrayD<T> {
        self.npz
            .borrow_mut()
            .by_name::<OwnedRepr<T>, ndarray::IxDyn>(key)
            .unwrap_or_else(|e| panic!("golden file `{}`, array `{key}`: {e}", self.name))
    }

    /// The one-dimensional array `key`.
    pub fn array1<T: ReadableElement>(&self, key: &str) -> Array1<T> {
        self.with_ndim(key)
    }

    /// The two-dimensional array `key`.
    pub fn array2<T: ReadableElement>(&self, key: &str) -> ndarray::Array2<T> {
        self.with_ndim(key)
    }

    /// The array `key` of a single element.
    pub fn scalar<T: ReadableElement + Clone>(&self, key: &str) -> T {
        let array = self.array::<T>(key);
        assert_eq!(array.len(), 1, "golden file `{}`, array `{key}` is no scalar", self.name);
        array.first().cloned().expect("one element, checked above")
    }

    fn with_ndim<T: ReadableElement, D: ndarray::Dimension>(
        &self,
        key: &str,
    ) -> ndarray::Array<T, D> {
        self.array(key)
            .into_dimensionality()
            .unwrap_or_else(|e| panic!("golden file `{}`, array `{key}`: {e}", self.name))
    }
}

impl std::fmt::Debug for Golden {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Golden").field("name", &self.name).finish_non_exhaustive()
    }
}

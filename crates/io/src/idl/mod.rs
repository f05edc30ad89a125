//! IDL `.sav` files: variables that an IDL session saved.
//!
//! Counterpart of `scipy.io.readsav`.
//!
//! Reading order: [`read`] for a [`SaveFile`], [`Value`] for what a variable holds, [`Structure`] for
//! records, and [`SaveFile::target`] for what a pointer points to.

mod value;
mod save_file;
mod descriptor;
mod builder;
mod read;

pub use crate::idl::read::{ReadOptions, read, read_from};
pub use crate::idl::save_file::SaveFile;
pub use crate::idl::value::{Pointer, Structure, Value};

//! NumPy's archives of several arrays (.npz): stored or deflated, beyond 4 GiB, too.
//!
//! Counterpart of `numpy.load`, `numpy.savez` and `numpy.savez_compressed`.

mod read;
mod write;

pub use read::{ReadOptions, read, read_from};
pub use write::{WriteOptions, write, write_to};

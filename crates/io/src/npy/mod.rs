//! NumPy's files of one array (.npy): all types of numbers and `bool`, in either order of memory and of bytes.
//!
//! Counterpart of `numpy.load` and `numpy.save`; for archives of several arrays see [`npz`](crate::npz).

mod header;
mod read;
mod write;

pub use read::{read, read_from};
pub use write::{write, write_to};

pub(crate) use read::read_array;
pub(crate) use write::{len_of, write_array};

//! NumPy's files and archives.

mod damaged;
mod golden;
mod written;

//! Golden values, damaged files and properties of onkai-io.

mod audio;
mod dump;
mod mat;
mod npy;

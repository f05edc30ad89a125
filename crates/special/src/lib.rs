//! Special functions of real and complex arguments; scipy.special in Rust.

pub use num_complex::Complex;
pub use onkai_core::{Error, Result};

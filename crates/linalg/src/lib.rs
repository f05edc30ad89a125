//! Linear algebra; scipy.linalg in Rust.

pub use onkai_core::{Error, Result};

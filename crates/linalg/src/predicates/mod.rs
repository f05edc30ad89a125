//! Questions about the shape of a matrix.

mod symmetric;
mod bandwidth;

pub use self::bandwidth::{Bandwidth, bandwidth};
pub use self::symmetric::{ishermitian, issymmetric};

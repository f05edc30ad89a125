//! Equiripple filters by the exchange algorithm.

mod design;
mod grid;
mod exchange;

pub use crate::fir::remez::design::{Remez, RemezKind, RemezOptions, remez};

//! What onkai's tests share: [`Golden`] files and [`assert_close!`](crate::assert_close).
//!
//! A dev-dependency of the other crates; it uses none of them, so that even core may use it.

mod close;
mod golden;
mod noise;

pub use crate::close::{Deviation, Measurable, worst_deviation};
pub use crate::golden::Golden;
pub use crate::noise::{noise, noise_f32};

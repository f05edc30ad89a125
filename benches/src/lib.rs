//! onkai's side of `cargo xtask bench`: the cases, their inputs, and the loop that times them on request.
//!
//! Reading order: [`cases`], where a case is a line; [`Inputs`], what a case may work on; [`Answer`], what
//! it gives; [`serve`], the other end of the pipe.

mod cases;
mod beats;
mod inputs;
mod answer;
mod serve;

pub use crate::answer::{Answer, Digest};
pub use crate::beats::{beats_of_file, beats_of_samples};
pub use crate::cases::{Call, Case, cases};
pub use crate::inputs::Inputs;
pub use crate::serve::serve;

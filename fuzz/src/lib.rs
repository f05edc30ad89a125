//! Files from strangers: what each reader of onkai does with any bytes at all.
//!
//! Reading order: [`Target`], a reader and its seeds; [`run`], what a fuzzer calls; [`replay`], the same
//! without a fuzzer, over the stored files and damaged copies of them, with memory watched.

mod target;
mod readers;
mod damage;
mod memory;
mod replay;

pub use crate::replay::{Replay, replay};
pub use crate::target::{TARGETS, Target, prepare, run};

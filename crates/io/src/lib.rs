#![cfg_attr(doctest, doc = include_str!("../README.md"))]
//! Files of scientists and musicians, read and written: so far sound, in [`audio`].
//!
//! Every function that touches a file fails with the one [`Error`] of this crate, whose message
//! names the file and what is wrong with it.

pub mod audio;
mod error;

pub use crate::error::{Error, Result};

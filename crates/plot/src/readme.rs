//! Compiles the README's example together with the doc tests.

#[doc = include_str!("../README.md")]
struct Readme;

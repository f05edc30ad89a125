//! Golden values and properties of onkai-fft.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod sizes;
mod one_axis;
mod several_axes;
mod trigonometric;
mod helpers;
mod chirp;
mod periodic;
mod exact;
mod properties;
mod talk;

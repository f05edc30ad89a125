//! Smoothing splines that find their own knots, after Dierckx.

mod make_splrep;
mod knot_search;
mod jumps;
mod smoothing;

pub use make_splrep::{SmoothingFit, SplrepOptions, make_splrep};

//! Golden values and properties of onkai-spatial.

mod distance;
mod kdtree;
mod hull;
mod degenerate;
mod transform;

//! Golden values and properties of onkai-spatial.

mod distance;

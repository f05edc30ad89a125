//! Golden values and properties of onkai-ndimage.

mod golden;
mod properties;

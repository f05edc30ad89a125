//! Interpolation in several variables, on a grid.

mod method;
mod regular;
mod tensor_spline;
mod monotone;

pub use method::{GridMethod, GridOptions, OutOfGrid};
pub use regular::{RegularGridInterpolator, interpn};

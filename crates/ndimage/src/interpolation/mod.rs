//! Interpolation by splines: moving, scaling, turning, and any other mapping.

mod options;
mod spline_filter;
mod taps;
mod coefficients;
mod separable;
mod map;
mod affine;
mod rotate;

pub use affine::{AffineOptions, affine_transform};
pub use map::{geometric_transform, map_coordinates};
pub use options::InterpolationOptions;
pub use rotate::{RotateOptions, rotate};
pub use separable::{shift, zoom};
pub use spline_filter::{spline_filter, spline_filter1d};

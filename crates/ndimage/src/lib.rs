//! Images of any dimension, filtered, interpolated, measured: `scipy.ndimage` in Rust.
//!
//! Reading order: [`Boundary`]; windows ([`SlidingOptions`] along one axis, [`Window`] and
//! [`FilterOptions`] along all) and the filters that see through them; [`InterpolationOptions`] with
//! [`shift`], [`zoom`], [`rotate`] and [`map_coordinates`]; morphology of sets ([`binary_dilation`]) and of
//! grey values ([`grey_dilation`]); [`label`] and what can be said of labelled regions.

mod boundary;
mod grid;
mod window;
mod filters;
mod interpolation;
mod morphology;
mod measurements;

pub use crate::boundary::Boundary;
pub use crate::filters::{
    GaussianOptions, convolve, convolve1d, correlate, correlate1d, gaussian_filter,
    gaussian_filter1d, gaussian_gradient_magnitude, gaussian_laplace, generic_filter, laplace,
    maximum_filter, maximum_filter1d, median_filter, median_filter1d, minimum_filter,
    minimum_filter1d, percentile_filter, prewitt, rank_filter, sobel, uniform_filter,
    uniform_filter1d,
};
pub use crate::interpolation::{
    AffineOptions, InterpolationOptions, RotateOptions, affine_transform, geometric_transform,
    map_coordinates, rotate, shift, spline_filter, spline_filter1d, zoom,
};
pub use crate::measurements::{
    Labels, center_of_mass, find_objects, label, maximum_labels, mean_labels, minimum_labels,
    sum_labels,
};
pub use crate::morphology::{
    BinaryOptions, GreyOptions, HitOrMissOptions, Iterations, binary_closing, binary_dilation,
    binary_erosion, binary_fill_holes, binary_hit_or_miss, binary_opening, binary_propagation,
    black_tophat, generate_binary_structure, grey_closing, grey_dilation, grey_erosion,
    grey_opening, iterate_structure, morphological_gradient, morphological_laplace, white_tophat,
};
pub use crate::window::{FilterOptions, SlidingOptions, Window};
pub use onkai_core::{Error, Result};

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
mod readme {}

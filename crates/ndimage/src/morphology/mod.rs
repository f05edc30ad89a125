//! Forms: what a structuring element does to sets and to grey values.

mod structure;
mod erosion;
mod binary;
mod grey;

pub use binary::{
    BinaryOptions, HitOrMissOptions, binary_closing, binary_dilation, binary_erosion,
    binary_fill_holes, binary_hit_or_miss, binary_opening, binary_propagation,
};
pub use erosion::Iterations;
pub use grey::{
    GreyOptions, black_tophat, grey_closing, grey_dilation, grey_erosion, grey_opening,
    morphological_gradient, morphological_laplace, white_tophat,
};
pub use structure::{generate_binary_structure, iterate_structure};

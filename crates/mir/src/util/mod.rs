//! Small tools for arrays: what of `librosa.util` ndarray does not have in a line.
//!
//! [`normalize`](crate::normalize()), [`sync`](crate::sync()), [`match_intervals`](crate::match_intervals()) and
//! their kin stand at the top of the crate, [`softmask`](crate::decompose::softmask()) with the decompositions.
//! The crate's README has the list of what is left out and why.

mod pad;
mod local_extrema;
mod axis_sort;
mod sparsify_rows;
mod shear;
mod cyclic_gradient;
mod fill_off_diagonal;
mod unique;
mod buf_to_float;

pub use self::axis_sort::{AxisSort, axis_sort, axis_sort_by};
pub use self::buf_to_float::buf_to_float;
pub use self::cyclic_gradient::cyclic_gradient;
pub use self::fill_off_diagonal::fill_off_diagonal;
pub use self::local_extrema::{localmax, localmin};
pub use self::pad::{fix_length, pad_center};
pub use self::shear::shear;
pub use self::sparsify_rows::sparsify_rows;
pub use self::unique::{count_unique, is_unique};

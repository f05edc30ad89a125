//! What every storey of onkai stands on.
//!
//! Reading order: [`Real`] and [`Scalar`], [`Error`], then the ways in which an algorithm meets an
//! array: [`map_lanes`], [`frames`], [`pad`], [`collect_columns`], [`dot`],
//! [`SortingNetwork`].

mod scalar;
mod error;
mod check;
mod lanes;
mod frames;
mod pad;
mod chunks;
mod large_pages;
mod sums;
mod sorting_network;
mod mel_scale;
mod whole_file;

pub use crate::check::{check_finite, check_positive};
pub use crate::chunks::{collect_columns, for_each_chunk, for_each_element};
pub use crate::error::{Error, Result};
pub use crate::frames::{frames, n_frames};
pub use crate::lanes::{as_contiguous, map_lanes};
pub use crate::large_pages::{large_with_capacity, large_zeros};
pub use crate::mel_scale::{MelScale, hz_to_mel, mel_to_hz};
pub use crate::pad::{PadMode, pad};
pub use crate::scalar::{Real, Scalar};
pub use crate::sorting_network::{SortingNetwork, ordered};
pub use crate::sums::{dot, largest, sum_of, sum_of_pairs};
pub use crate::whole_file::write_whole_file;

//! Features between beats instead of frames: `librosa.util.sync` and its kin.

mod fix_frames;
mod aggregate;
mod match_events;

pub use aggregate::{sync, sync_ranges};
pub use fix_frames::{FixFramesOptions, fix_frames};
pub use match_events::match_events;

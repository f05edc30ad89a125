//! Features between beats instead of frames: `librosa.util.sync` and its kin.

mod fix_frames;
mod aggregate;
mod match_events;
mod match_intervals;

pub use aggregate::{sync, sync_ranges};
pub use fix_frames::{FixFramesOptions, fix_frames, index_to_ranges};
pub use match_events::{MatchSide, match_events, match_events_on};
pub use match_intervals::match_intervals;

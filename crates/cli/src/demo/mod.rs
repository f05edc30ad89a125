//! The built-in clip: 20 seconds of drums, bass and chords whose beats and onsets are known.
//!
//! It lets someone without a recording try the command, and lets a test hold the whole analysis
//! against the truth.

mod score;
mod voices;
mod clip;

pub(crate) use self::clip::recording;

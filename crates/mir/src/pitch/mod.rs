//! The pitch of one voice.

mod search;
mod difference;
mod yin;
mod candidates;
mod path;
mod pyin;

pub use self::pyin::{Pyin, PyinOptions, PyinPlan, UnvoicedFill, pyin};
pub use self::search::PitchSearch;
pub use self::yin::{YinOptions, YinPlan, yin};

//! Where an axis has its marks, and what is written there.
//!
//! Counterpart of matplotlib's locators and formatters, and of those in `librosa.display`.

mod kinds;
mod place;
mod numbers;
mod time;
mod decades;
mod octaves;
mod notes;

pub use self::kinds::Ticks;

pub(crate) use self::place::{Tick, default_label, ticks};

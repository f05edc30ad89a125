//! WAV files with their own numbers: integers as they are stored, not scaled to ±1.
//!
//! Counterpart of `scipy.io.wavfile`. For sound as such, of any format and in floating point, see
//! [`audio`](crate::audio).
//!
//! Reading order: [`read`] for a whole file or a piece of one, [`Wav`] and [`Samples`] for what is in it,
//! [`write()`] for the way back.

pub(crate) mod header;
mod samples;
mod read;
mod write;

pub use crate::wav::read::{ReadOptions, read, read_from};
pub use crate::wav::samples::{Samples, Wav};
pub use crate::wav::write::{WriteOptions, write, write_to};

//! Sound files: WAV, Ogg Vorbis, FLAC, MP3, AAC, ALAC, AIFF and CAF decoded, WAV written.
//!
//! Reading order: [`read`] for a whole file, [`info`] for what its header says, [`AudioReader`] for
//! block after block in bounded memory, [`write_wav`] for the way back.
//!
//! A *frame* is one sample of every channel. Formats are told by content, never by a file's name.

mod read;
mod reader;
mod info;
mod write;
mod detect;
mod source;
mod wav;
mod pcm;
mod packets;
mod codecs;
mod mp4;

pub use crate::audio::info::{AudioCodec, AudioFormat, AudioInfo, info};
pub use crate::audio::read::{Audio, ReadOptions, read, read_f64, read_with};
pub use crate::audio::reader::{AudioReader, AudioSource};
pub use crate::audio::write::{WavFormat, write_wav};

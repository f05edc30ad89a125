//! Sound.

use std::io::Cursor;

use ndarray::Array2;
use onkai_io::audio::AudioReader;

/// Frames of a block; small, so that files of a few frames take several.
const BLOCK: usize = 512;
/// So many frames are decoded at most: a few bytes may truthfully stand for hours of silence.
const MAX_FRAMES: usize = 1 << 20;
/// More channels than a block is made for.
const MAX_CHANNELS: usize = 64;

/// Decodes a sound file block by block, then again from its middle.
pub(crate) fn audio(bytes: &[u8]) {
    let Ok(mut reader) = AudioReader::from_source(Cursor::new(bytes.to_vec()), "fuzzed") else {
        return;
    };
    let info = reader.info().clone();
    if MAX_CHANNELS < info.n_channels {
        return;
    }
    let mut block = Array2::<f32>::zeros((info.n_channels, BLOCK));
    let mut n_frames = 0;
    while n_frames < MAX_FRAMES {
        match reader.read_block(&mut block) {
            Ok(n) if 0 < n => n_frames += n,
            _ => break,
        }
    }
    if reader.seek(n_frames as u64 / 2).is_ok() {
        // What a damaged file says after a seek is its own affair, as long as it says something.
        let _ = reader.read_block(&mut block);
    }
}

//! Sound files.

mod damaged;
mod golden;
mod properties;

use std::path::PathBuf;

/// A small sound file of `tests/golden/audio`.
pub(crate) fn sound(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/golden/audio").join(name)
}

/// All of them that have golden values, with the number of frames that was written.
pub(crate) const SOUNDS: [(&str, usize); 26] = [
    ("aac.aac", 6144),
    ("aac.m4a", 5001),
    ("alac.caf", 5001),
    ("alac.m4a", 5001),
    ("alaw.wav", 301),
    ("extensible.wav", 151),
    ("f32.aiff", 301),
    ("f32.caf", 301),
    ("f32.wav", 301),
    ("f64.wav", 301),
    ("layer2.mp2", 5760),
    ("layer3.mp3", 5001),
    ("mulaw.wav", 301),
    ("rf64.wav", 301),
    ("rifx.wav", 301),
    ("s16.aiff", 301),
    ("s16.caf", 301),
    ("s16.flac", 5001),
    ("s16.wav", 301),
    ("s24.aiff", 301),
    ("s24.flac", 1001),
    ("s24.wav", 301),
    ("s32.wav", 301),
    ("short.ogg", 100),
    ("u8.wav", 301),
    ("vorbis.ogg", 9001),
];

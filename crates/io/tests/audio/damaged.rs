//! Files that are damaged, cut, lying, or no sound at all.

use std::fs;
use std::io::Cursor;
use std::path::Path;

use ndarray::{Array2, array};
use onkai_io::Error;
use onkai_io::audio::{self, AudioReader, WavFormat};

use crate::audio::{SOUNDS, sound};

/// The `fmt ` chunk of a plain WAV file.
fn format(tag: u16, n_channels: u16, rate: u32, n_bits: u16) -> Vec<u8> {
    let frame_len = n_channels * n_bits / 8;
    let mut bytes = b"fmt \x10\0\0\0".to_vec();
    bytes.extend(tag.to_le_bytes());
    bytes.extend(n_channels.to_le_bytes());
    bytes.extend(rate.to_le_bytes());
    bytes.extend((rate.wrapping_mul(frame_len.into())).to_le_bytes());
    bytes.extend(frame_len.to_le_bytes());
    bytes.extend(n_bits.to_le_bytes());
    bytes
}

/// A WAV file that states the given size of its data, whatever it holds.
fn wav(format: &[u8], stated: u32, data: &[u8]) -> Vec<u8> {
    let riff_len = stated.saturating_add(12 + format.len() as u32);
    let mut bytes = b"RIFF".to_vec();
    bytes.extend(riff_len.to_le_bytes());
    bytes.extend(b"WAVE");
    bytes.extend(format);
    bytes.extend(b"data");
    bytes.extend(stated.to_le_bytes());
    bytes.extend(data);
    bytes
}

fn open(bytes: Vec<u8>) -> onkai_io::Result<AudioReader> {
    AudioReader::from_source(Cursor::new(bytes), "song.wav")
}

fn refusal(bytes: Vec<u8>) -> String {
    open(bytes).expect_err("the bytes are bad").to_string()
}

fn samples(bytes: Vec<u8>) -> Vec<f32> {
    let mut reader = open(bytes).expect("the header is good");
    let mut out = Array2::zeros((reader.info().n_channels, 100));
    let n = reader.read_block(&mut out).expect("the samples are good");
    out.row(0).iter().copied().take(n).collect()
}

#[test]
fn what_is_no_file_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let missing = folder.path().join("missing.wav");
    let error = audio::read(&missing).unwrap_err();
    assert!(matches!(&error, Error::Io { path, .. } if *path == missing));
    assert!(error.to_string().contains("missing.wav"));
    let error = audio::read(folder.path()).unwrap_err();
    assert!(error.to_string().ends_with("this is a directory, not a file"));
    let empty = folder.path().join("empty.wav");
    fs::write(&empty, b"").unwrap();
    assert!(audio::read(&empty).unwrap_err().to_string().ends_with("the file is empty"));
}

#[test]
fn what_is_no_sound_is_told_apart() {
    let cases: [(&[u8], &str); 7] = [
        (b"Dear diary,\nno sound here.\n", "this looks like text, not sound"),
        (b"MThd\0\0\0\x06", "MIDI"),
        (b"PK\x03\x04....", "ZIP"),
        (b"RIFF\x04\0\0\0AVI ", "RIFF file, but not of sound"),
        (b"\x1aE\xdf\xa3", "Matroska"),
        (b"\0\x01\x02\x03", "no sound file"),
        (b"ID3\x04\0\0\0\0\0\0", "nothing behind the tags"),
    ];
    for (bytes, expected) in cases {
        let message = refusal(bytes.to_vec());
        assert!(message.starts_with("song.wav: "), "{message}");
        assert!(message.contains(expected), "{message}");
        assert!(message.contains("can be read: WAV, Ogg Vorbis"), "{message}");
    }
}

#[test]
fn impossible_headers_are_refused() {
    let cases = [
        (wav(&format(1, 0, 44100, 16), 4, &[0; 4]), "it states zero channels (at byte 22)"),
        (wav(&format(1, 1, 0, 16), 4, &[0; 4]), "it states a sample rate of 0 Hz (at byte 24)"),
        (wav(&format(1, 2, 44100, 64), 4, &[0; 4]), "integers of 8 bytes, which cannot be read"),
        (wav(&format(3, 2, 44100, 16), 4, &[0; 4]), "floats of 2 bytes, which cannot be read"),
        (wav(&format(1, 1, 44100, 0), 4, &[0; 4]), "integers of 0 bytes, which cannot be read"),
        (b"RIFF\x04\0\0\0WAVE".to_vec(), "no `fmt ` chunk (at byte 12)"),
        (b"RIFF\x0c\0\0\0WAVEdata\0\0\0\0".to_vec(), "before their description (at byte 12)"),
        (b"RIFF\x0c\0\0\0WAVEfmt \x04\0\0\0\x01\0\x01\0".to_vec(), "`fmt ` chunk is too short"),
    ];
    for (bytes, expected) in cases {
        let message = refusal(bytes);
        assert!(message.starts_with("song.wav: "), "{message}");
        assert!(message.contains(expected), "{message}");
    }
    let no_data = wav(&format(1, 1, 44100, 16), 0, &[])[..36].to_vec();
    assert!(refusal(no_data).contains("no `data` chunk"));
}

#[test]
fn a_claim_of_4_gib_costs_nothing() {
    let error = open(wav(&format(1, 2, 44100, 16), 0xffff_fff0, &[0; 400])).unwrap_err();
    assert!(matches!(error, Error::Truncated { actual: 100, expected: 1_073_741_820, .. }));
    // A FLAC stream may claim 2³⁶ frames in its header.
    let mut bytes = fs::read(sound("s16.flac")).unwrap();
    bytes[21] |= 0x0f;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("claim.flac");
    fs::write(&path, bytes).unwrap();
    assert!(matches!(audio::read(path), Err(Error::Truncated { actual: 5001, .. })));
}

#[test]
fn a_cut_is_an_error_unless_the_length_was_left_open() {
    let mono = format(1, 1, 8000, 16);
    let data = [0, 0, 0, 0x40, 0, 0xc0, 1];
    assert_eq!(
        refusal(wav(&mono, 10, &data)),
        "song.wav: cut off: the WAV file ends after 3 of 5 frames"
    );
    // Streams: unknown sizes, and sizes left as they were before the first sample. The odd byte
    // is no frame.
    assert_eq!(samples(wav(&mono, u32::MAX, &data)), [0.0, 0.5, -0.5]);
    assert_eq!(samples(wav(&mono, 0, &data)), [0.0, 0.5, -0.5]);
    // Zero frames that are meant, with a chunk behind them.
    let mut none = wav(&mono, 0, b"LIST\0\0\0\0");
    none[4..8].copy_from_slice(&44_u32.to_le_bytes());
    assert_eq!(samples(none), [0.0; 0]);
    assert_eq!(samples(wav(&mono, 0, &[])), [0.0; 0]);
    assert_eq!(samples(wav(&mono, 2, &[0, 0x20])), [0.25]);
}

#[test]
fn no_cut_goes_unnoticed() {
    let folder = tempfile::tempdir().unwrap();
    for (name, n_frames) in SOUNDS {
        let bytes = fs::read(sound(name)).unwrap();
        for part in [1, 2, 3] {
            let path = folder.path().join(name);
            fs::write(&path, &bytes[..bytes.len() * part / 4]).unwrap();
            match audio::read(&path) {
                Err(error) => {
                    assert!(error.to_string().contains(name), "{error}");
                    assert!(!matches!(error, Error::Io { .. }), "{error}");
                }
                // Bare MPEG frames have no end mark; where they stop, they stop.
                Ok(audio) => {
                    assert!(matches!(name, "aac.aac" | "layer2.mp2"), "{name} at {part}/4");
                    assert!(audio.samples.ncols() < n_frames);
                }
            }
        }
    }
}

#[test]
fn nan_and_infinity_come_as_they_are_and_are_found() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("float.wav");
    let x = array![[0.0, 1.0, f32::NAN], [0.0, f32::INFINITY, 2.0]];
    audio::write_wav(&path, &x, 8000, WavFormat::Float32).unwrap();
    let audio = audio::read(&path).unwrap();
    assert!(audio.samples[[0, 2]].is_nan());
    assert_eq!(audio.samples[[1, 1]], f32::INFINITY);
    let message = audio.check_finite(&path).unwrap_err().to_string();
    assert!(message.ends_with("float.wav: sample at frame 1, channel 1 is inf"), "{message}");
    assert!(audio::read(sound("f32.wav")).unwrap().check_finite("f32.wav").is_ok());
}

#[test]
fn a_failed_write_leaves_nothing_behind() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("out.wav");
    let none = Array2::<f32>::zeros((0, 5));
    for (x, rate) in [(none, 8000), (array![[0.5]], 0), (array![[f32::NAN]], 8000)] {
        let error = audio::write_wav(&path, &x, rate, WavFormat::Int16).unwrap_err();
        assert!(matches!(error, Error::Argument(_)), "{error}");
    }
    let x = array![[0.5_f32]];
    assert!(audio::write_wav(folder.path(), &x, 8000, WavFormat::Int16).is_err());
    assert!(audio::write_wav(path.join("no/folder.wav"), &x, 8000, WavFormat::Int16).is_err());
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    audio::write_wav(&path, &x, 8000, WavFormat::Int16).unwrap();
    audio::write_wav(&path, &Array2::<f32>::zeros((2, 0)), 8000, WavFormat::Float32).unwrap();
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    assert_eq!(audio::read(&path).unwrap().samples.dim(), (2, 0));
}

#[test]
fn wrong_arguments_are_named() {
    let mut reader = AudioReader::open(sound("s16.wav")).unwrap();
    let error = reader.read_block(&mut Array2::<f32>::zeros((3, 5))).unwrap_err();
    assert_eq!(error.to_string(), "`out` has shape [3, 5], but must have [2, 5]");
    assert_eq!(reader.read_block(&mut Array2::<f32>::zeros((2, 0))).unwrap(), 0);
    let message = reader.seek(302).unwrap_err().to_string();
    assert!(message.ends_with("frame 302 lies behind the end at frame 301"), "{message}");
    assert_eq!(reader.path(), Path::new(&sound("s16.wav")));
}

//! Round trips of any samples, and no panic whatever the bytes.

use std::fs;
use std::io::Cursor;

use ndarray::{Array2, s};
use onkai_io::audio::{self, AudioReader, WavFormat};
use onkai_testing::noise;
use proptest::prelude::*;

use crate::audio::{SOUNDS, sound};

/// Decodes to the end or the first error; tells how many samples came.
fn exhaust(bytes: Vec<u8>) -> usize {
    let Ok(mut reader) = AudioReader::from_source(Cursor::new(bytes), "fuzz") else { return 0 };
    let n_channels = reader.info().n_channels;
    let mut block = Array2::<f32>::zeros((n_channels, 1000));
    let mut total = 0;
    while let Ok(n) = reader.read_block(&mut block) {
        if n == 0 {
            break;
        }
        total += n * n_channels;
    }
    // Where it stands now must not matter for going back.
    let _ = reader.seek(3).and_then(|()| reader.read_block(&mut block));
    total
}

proptest! {
    #[test]
    fn integers_survive_a_round_trip(n_channels in 1_usize..5, n in 0_usize..300, seed: u32) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("x.wav");
        let x = noise(n_channels * n, seed).into_shape_with_order((n_channels, n)).unwrap();
        for (format, step) in [(WavFormat::Int16, 32768.0), (WavFormat::Int24, 8388608.0)] {
            let x = x.mapv(|v| (v * step).floor() / step);
            audio::write_wav(&path, &x, 44100, format).unwrap();
            prop_assert_eq!(audio::read_f64(&path).unwrap().samples, x);
        }
        let x = x.mapv(|v| v as f32);
        // Columns first in memory, and every other one.
        let strided = x.slice(s![.., ..;2]);
        audio::write_wav(&path, &strided, 44100, WavFormat::Float32).unwrap();
        prop_assert_eq!(audio::read(&path).unwrap().samples, strided);
    }

    #[test]
    fn arbitrary_bytes_never_panic(
        magic in prop::sample::select(vec![
            &b""[..], b"RIFF\xff\xff\xff\xffWAVEfmt ", b"OggS\0\x02", b"fLaC\0\0\0\x22", b"caff\0\x01\0\0desc",
            b"FORM\0\0\xff\xffAIFFCOMM", b"\0\0\0\x10ftypM4A \0\0\0\0\0\0\x01\0moov", b"\xff\xfb\x90\x64", b"ID3",
        ]),
        bytes in prop::collection::vec(any::<u8>(), 0..2000),
    ) {
        exhaust([magic, &bytes].concat());
    }

    #[test]
    fn mutated_files_never_panic(
        idx in 0..SOUNDS.len(),
        // Headers, where most of the meaning is, are hit more often than their share.
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<bool>(), any::<u8>()), 1..12),
    ) {
        let mut bytes = fs::read(sound(SOUNDS[idx].0)).unwrap();
        for (at, in_header, value) in changes {
            let at = at.index(if in_header { bytes.len().min(200) } else { bytes.len() });
            bytes[at] = value;
        }
        let len = bytes.len();
        // The densest packets of these files are FLAC's, 65 535 frames of silence in a dozen bytes.
        prop_assert!(exhaust(bytes) <= len * 8 * 65_536);
    }
}

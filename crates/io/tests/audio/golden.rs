//! Against libsndfile 1.2.2 (through soundfile) and ffmpeg.

use ndarray::{Array1, Array2, Axis, s};
use onkai_io::audio::{self, AudioCodec, AudioFormat, AudioReader, ReadOptions, WavFormat};
use onkai_testing::{Golden, assert_close};

use crate::audio::{SOUNDS, sound};

/// Lossy codecs, whose decoders may round differently.
const LOSSY: [&str; 6] =
    ["aac.aac", "aac.m4a", "layer2.mp2", "layer3.mp3", "short.ogg", "vorbis.ogg"];
/// Lossy decoders against each other, full scale being 1.
const TOLERANCE: f64 = 1e-4;

fn golden() -> Golden {
    Golden::open(env!("CARGO_MANIFEST_DIR"), "audio")
}

#[test]
fn lossless_samples_are_libsndfiles() {
    let golden = golden();
    for (name, n_frames) in SOUNDS.into_iter().filter(|(name, _)| !LOSSY.contains(name)) {
        let wide = audio::read_f64(sound(name)).unwrap();
        assert_eq!(wide.samples.ncols(), n_frames, "{name}");
        let expected = match name {
            "alac.m4a" => golden.array2::<f32>(name).mapv(f64::from),
            _ => golden.array2(name),
        };
        assert_eq!(wide.samples, expected, "{name}");
        let narrow = audio::read(sound(name)).unwrap();
        assert_eq!(narrow.samples, wide.samples.mapv(|v| v as f32), "{name}");
        assert_eq!((wide.sample_rate, narrow.sample_rate), (22050, 22050), "{name}");
    }
}

#[test]
fn lossy_samples_are_libsndfiles_and_ffmpegs() {
    let golden = golden();
    for name in LOSSY {
        let audio = audio::read(sound(name)).unwrap();
        let expected: Array2<f32> = golden.array2(name);
        assert_close!(audio.samples, expected, 0.0, TOLERANCE, "{name}");
    }
}

#[test]
fn headers_tell_length_and_kind() {
    for (name, n_frames) in SOUNDS {
        let info = audio::info(sound(name)).unwrap();
        // Bare MPEG streams state no length, unless the encoder left a tag.
        let expected = (!matches!(name, "aac.aac" | "layer2.mp2")).then_some(n_frames as u64);
        assert_eq!(info.n_frames, expected, "{name}");
        assert_eq!(info.duration_s(), expected.map(|n| n as f64 / 22050.0), "{name}");
    }
    let kinds = [
        ("aac.m4a", AudioFormat::Mp4, AudioCodec::Aac, None),
        ("alac.caf", AudioFormat::Caf, AudioCodec::Alac, None),
        ("layer3.mp3", AudioFormat::Mpeg, AudioCodec::Mp3, None),
        ("mulaw.wav", AudioFormat::Wav, AudioCodec::MuLaw, None),
        ("s24.wav", AudioFormat::Wav, AudioCodec::PcmInt, Some(24)),
        ("f64.wav", AudioFormat::Wav, AudioCodec::PcmFloat, Some(64)),
        ("f32.aiff", AudioFormat::Aiff, AudioCodec::PcmFloat, Some(32)),
        ("s24.flac", AudioFormat::Flac, AudioCodec::Flac, Some(24)),
        ("vorbis.ogg", AudioFormat::Ogg, AudioCodec::Vorbis, None),
    ];
    for (name, format, codec, bits) in kinds {
        let info = audio::info(sound(name)).unwrap();
        assert_eq!(
            (info.format, info.codec, info.bits_per_sample),
            (format, codec, bits),
            "{name}"
        );
    }
}

#[test]
fn blocks_of_any_size_and_any_start_give_the_whole() {
    for (name, n_frames) in SOUNDS {
        let whole = audio::read(sound(name)).unwrap().samples;
        let mut reader = AudioReader::open(sound(name)).unwrap();
        // A new reader stands at the beginning without being sent there.
        let mut fresh = Array2::<f32>::zeros(whole.dim());
        assert_eq!(reader.read_block(&mut fresh).unwrap(), n_frames, "{name}");
        assert_eq!(fresh, whole, "{name}");
        for start in [0, 1, n_frames / 2, 7, n_frames - 1, n_frames, n_frames / 3] {
            reader.seek(start as u64).unwrap();
            let mut block = Array2::<f32>::zeros((whole.nrows(), 97));
            let mut at = start;
            loop {
                let n = reader.read_block(&mut block).unwrap();
                if n == 0 {
                    break;
                }
                let expected = whole.slice(s![.., at..at + n]);
                assert_eq!(block.slice(s![.., ..n]), expected, "{name} from {start}, at {at}");
                at += n;
            }
            assert_eq!(at, n_frames, "{name} from {start}");
        }
    }
}

#[test]
fn jumps_back_and_forth_in_a_long_file_are_exact() {
    for name in ["long.ogg", "long.flac", "long.mp3"] {
        let whole = audio::read(sound(name)).unwrap().samples;
        let mut reader = AudioReader::open(sound(name)).unwrap();
        for start in [699_900, 120_017, 400_000, 40_001, 600_123, 0, 250_000] {
            reader.seek(start).unwrap();
            let mut block = Array2::<f32>::zeros((1, 5000));
            let n = reader.read_block(&mut block).unwrap();
            let start = start as usize;
            assert_eq!(n, 5000.min(whole.ncols() - start), "{name} from {start}");
            let expected = whole.slice(s![.., start..start + n]);
            assert_eq!(block.slice(s![.., ..n]), expected, "{name} from {start}");
        }
    }
}

#[test]
fn files_denser_than_believed_come_whole() {
    // More than sixty samples a byte: the array has to grow.
    for name in ["long.ogg", "long.flac"] {
        let mut reader = AudioReader::open(sound(name)).unwrap();
        let mut blocks = Array2::<f32>::zeros((1, 700_001));
        assert_eq!(reader.read_block(&mut blocks).unwrap(), 700_001);
        assert_eq!(reader.read_block(&mut blocks.slice_mut(s![.., ..1])).unwrap(), 0);
        assert_eq!(audio::read(sound(name)).unwrap().samples, blocks, "{name}");
        let options = ReadOptions { start: 1234, mono: true, ..Default::default() };
        let audio = audio::read_with::<f32>(sound(name), &options).unwrap();
        assert_eq!(audio.samples, blocks.slice(s![.., 1234..]), "{name}");
    }
}

#[test]
fn pieces_and_mixtures() {
    for (name, n_frames) in SOUNDS {
        let whole = audio::read_f64(sound(name)).unwrap().samples;
        let options = ReadOptions { start: 50, n_frames: Some(40), mono: true };
        let mono = audio::read_with::<f64>(sound(name), &options).unwrap().samples;
        let expected = whole.slice(s![.., 50..90]).mean_axis(Axis(0)).unwrap();
        assert_close!(mono.row(0), expected, 1e-15, 1e-17, "{name}");
        let options = ReadOptions { start: n_frames as u64 - 3, ..options };
        let end = audio::read_with::<f64>(sound(name), &options).unwrap().samples;
        assert_eq!(end.dim(), (1, 3), "{name}");
    }
}

#[test]
fn integers_are_written_as_soundfile_does() {
    let golden = golden();
    let x: Array1<f64> = golden.array1("extremes");
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("out.wav");
    let formats = [("int16", WavFormat::Int16, 15), ("int24", WavFormat::Int24, 23)];
    for (key, format, bits) in formats {
        let written = |path| {
            let samples = audio::read_f64(path).unwrap().samples;
            samples.row(0).mapv(|v| (v * f64::from(1 << bits)) as i32)
        };
        let x = x.view().insert_axis(Axis(0));
        audio::write_wav(&path, &x, 22050, format).unwrap();
        let expected: Array1<i32> = golden.array1(&format!("written_{key}_float64"));
        assert_eq!(written(&path), expected, "{key}, f64");
        audio::write_wav(&path, &x.mapv(|v| v as f32), 22050, format).unwrap();
        let expected: Array1<i32> = golden.array1(&format!("written_{key}_float32"));
        assert_eq!(written(&path), expected, "{key}, f32");
    }
}

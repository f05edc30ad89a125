//! WAV in its own numbers, beside `scipy.io.wavfile` and soundfile.

use std::io::Cursor;

use ndarray::{Array2, ArrayD};
use onkai_io::Error;
use onkai_io::wav::{ReadOptions, Samples, Wav, WriteOptions, read, read_from, write_to};
use onkai_testing::Golden;

use crate::scientific::{assert_committed, file_name, files, folder, golden, text};

/// The golden array of that name, of whatever type, channels as rows.
fn expected(golden: &Golden, key: &str, like: &Samples) -> Samples {
    fn turned<T: Clone>(a: ArrayD<T>) -> Array2<T> {
        let a = a.into_dimensionality::<ndarray::Ix2>().expect("frames by channels");
        a.reversed_axes()
    }
    match like {
        Samples::U8(_) => turned(golden.array::<u8>(key)).into(),
        Samples::I16(_) => turned(golden.array::<i16>(key)).into(),
        Samples::I32(_) => turned(golden.array::<i32>(key)).into(),
        Samples::I64(_) => turned(golden.array::<i64>(key)).into(),
        Samples::F32(_) => turned(golden.array::<f32>(key)).into(),
        Samples::F64(_) => turned(golden.array::<f64>(key)).into(),
    }
}

#[test]
fn scipys_files_are_read_to_the_same_values() {
    let golden = golden("wav");
    let refused = text(&golden, "refused");
    let refused: Vec<_> = refused.lines().filter_map(|line| line.split('\t').next()).collect();
    assert_eq!(refused.len(), 5);
    let options = ReadOptions { accept_cut: true, ..Default::default() };
    let mut n_read = 0;
    for path in files("wav") {
        let name = file_name(&path);
        if refused.contains(&name.as_str()) {
            let error = read(&path, &options).expect_err(&name);
            assert!(error.to_string().contains(&name), "{error}");
        } else if !name.starts_with("soundfile") && !name.starts_with("onkai") {
            let wav = read(&path, &options).unwrap();
            assert_eq!(i64::from(wav.sample_rate), golden.scalar::<i64>(&format!("{name}.rate")));
            assert_eq!(wav.samples, expected(&golden, &name, &wav.samples), "{name}");
            n_read += 1;
        }
    }
    assert_eq!(n_read, 18);
}

#[test]
fn a_cut_file_is_an_error_unless_it_is_accepted() {
    let path = folder("wav").join("test-44100Hz-le-1ch-4bytes-early-eof.wav");
    let error = read(&path, &ReadOptions::default()).unwrap_err();
    assert!(matches!(error, Error::Truncated { actual: 236, expected: 4410, .. }), "{error}");
}

/// The row of issue 5 for 24 bits: read, write, round trip, checked against soundfile.
#[test]
fn samples_of_24_bits_are_soundfiles_and_survive() {
    let fine = golden("wav").array2::<i32>("fine").reversed_axes();
    for name in ["s24", "s24-wavex", "s24-rifx", "s24-rf64"] {
        let path = folder("wav").join(format!("soundfile-{name}.wav"));
        let wav = read(&path, &ReadOptions::default()).unwrap();
        assert_eq!((wav.sample_rate, wav.bits_per_sample), (48000, 24), "{name}");
        assert_eq!(wav.samples, fine.clone().into(), "{name}");
        let options = ReadOptions { start: 17, n_frames: Some(5), ..Default::default() };
        let piece = Array2::<i32>::try_from(read(&path, &options).unwrap().samples).unwrap();
        assert_eq!(piece, fine.slice(ndarray::s![.., 17..22]), "{name}");
        // The same file as sound: a fraction of full scale.
        let sound = onkai_io::audio::read_f64(&path).unwrap().samples;
        assert_eq!(sound, fine.mapv(|v| f64::from(v) / 2_f64.powi(31)), "{name}");
    }
    let wav = Wav { bits_per_sample: 24, ..Wav::new(48000, fine) };
    let mut bytes = Vec::new();
    write_to(&mut bytes, "memory", &wav, &WriteOptions::default()).unwrap();
    assert_eq!(read_from(Cursor::new(&bytes), "memory", &ReadOptions::default()).unwrap(), wav);
    assert_committed("wav", &[("onkai-s24.wav".to_owned(), bytes)]);
}

#[test]
fn files_are_written_as_scipy_writes_them() {
    let golden = golden("wav");
    let kinds: [(&str, Samples); 6] = [
        ("u1", Array2::<u8>::zeros((0, 0)).into()),
        ("i2", Array2::<i16>::zeros((0, 0)).into()),
        ("i4", Array2::<i32>::zeros((0, 0)).into()),
        ("i8", Array2::<i64>::zeros((0, 0)).into()),
        ("f4", Array2::<f32>::zeros((0, 0)).into()),
        ("f8", Array2::<f64>::zeros((0, 0)).into()),
    ];
    for (name, kind) in kinds {
        let wav = Wav::new(22050, expected(&golden, &format!("data.{name}"), &kind));
        let mut bytes = Vec::new();
        write_to(&mut bytes, "memory", &wav, &WriteOptions::default()).unwrap();
        let scipys = golden.array1::<u8>(&format!("written.{name}")).to_vec();
        assert_eq!(bytes, scipys, "{name}");
    }
}

#[test]
fn pieces_behind_the_end_are_refused() {
    let path = folder("wav").join("test-8000Hz-le-2ch-1byteu.wav");
    let options = ReadOptions { start: 800, ..Default::default() };
    assert_eq!(read(&path, &options).unwrap().samples.n_frames(), 0);
    let options = ReadOptions { start: 801, ..Default::default() };
    assert!(matches!(read(&path, &options), Err(Error::BehindEnd { n_frames: 800, .. })));
}

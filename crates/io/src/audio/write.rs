//! Writing WAV files.
//!
//! Counterpart of `soundfile.write`.

use std::fs::File;
use std::io::{self, BufWriter};
use std::path::Path;

use hound::{SampleFormat, WavSpec, WavWriter};
use ndarray::ArrayRef2;
use onkai_core::{Real, write_whole_file};

use crate::error::{Error, Result};

/// How samples are written in a WAV file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum WavFormat {
    /// Integers of 16 bits.
    #[default]
    Int16,
    /// Integers of 24 bits.
    Int24,
    /// Floating-point numbers of 32 bits.
    Float32,
}

/// Writes samples to a WAV file.
///
/// Integers are `⌊x · 2^(bits - 1)⌋`, clipped at the ends of their range, which is what soundfile
/// writes; a value that was read from an integer file of as many bits comes out unchanged. Floats
/// are rounded to single precision and otherwise written as they are.
///
/// The file appears under its name when it is complete: until then it has a temporary name in the
/// same folder, and on failure nothing is left behind.
///
/// # Shapes
///
/// `samples`: `[n_channels, n_frames]`, 1 to 65535 channels, any number of frames, 0 included.
///
/// # Errors
///
/// [`Error::Argument`] when there is no channel, when the rate is 0 Hz, or when a sample that is to
/// become an integer is NaN or infinite; [`Error::TooLarge`] above 4 GiB; [`Error::Io`].
///
/// # Examples
///
/// ```
/// use ndarray::Array2;
/// use onkai_io::audio::{self, WavFormat};
///
/// let tone = Array2::from_shape_fn((1, 800), |(_, i)| (0.0576 * i as f32).sin());
/// let folder = tempfile::tempdir()?;
/// audio::write_wav(folder.path().join("a.wav"), &tone, 48000, WavFormat::Int24)?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn write_wav<F: Real>(
    path: impl AsRef<Path>,
    samples: &ArrayRef2<F>,
    sample_rate: u32,
    format: WavFormat,
) -> Result<()> {
    let path = path.as_ref();
    let spec = spec(path, samples, sample_rate, format)?;
    // Renaming onto a directory fails with a message that only programmers understand.
    if path.is_dir() || path.file_name().is_none() {
        return Err(Error::NotAFile { path: path.to_owned(), what: "a directory" });
    }
    write_whole_file(path, |file| encode(file, spec, samples, format).map_err(io_error))
        .map_err(|e| Error::io(path, e))
}

/// Checks the arguments.
fn spec<F: Real>(
    path: &Path,
    samples: &ArrayRef2<F>,
    sample_rate: u32,
    format: WavFormat,
) -> Result<WavSpec> {
    if sample_rate == 0 {
        return Err(onkai_core::Error::parameter("sample_rate", 0.0, "at least 1 Hz").into());
    }
    let channels = match u16::try_from(samples.nrows()) {
        Ok(n) if 0 < n => n,
        _ => {
            let requirement = "have 1 to 65535 rows, one a channel";
            return Err(onkai_core::Error::Values { name: "samples", requirement }.into());
        }
    };
    let (bits_per_sample, sample_format) = match format {
        WavFormat::Int16 => (16, SampleFormat::Int),
        WavFormat::Int24 => (24, SampleFormat::Int),
        WavFormat::Float32 => (32, SampleFormat::Float),
    };
    if sample_format == SampleFormat::Int {
        onkai_core::check_finite("samples", samples)?;
    }
    let n_bytes = samples.len() as u64 * u64::from(bits_per_sample / 8);
    // The header counts itself in, 68 bytes with all extensions.
    if u64::from(u32::MAX) < n_bytes + 100 {
        return Err(Error::TooLarge { path: path.to_owned(), format: "WAV", n_bytes });
    }
    Ok(WavSpec { channels, sample_rate, bits_per_sample, sample_format })
}

fn encode<F: Real>(
    file: &mut BufWriter<File>,
    spec: WavSpec,
    samples: &ArrayRef2<F>,
    format: WavFormat,
) -> hound::Result<()> {
    let mut writer = WavWriter::new(file, spec)?;
    for frame in samples.columns() {
        for &x in frame {
            match format {
                WavFormat::Int16 => writer.write_sample(to_int(x, 16))?,
                WavFormat::Int24 => writer.write_sample(to_int(x, 24))?,
                WavFormat::Float32 => writer.write_sample(x.as_f64() as f32)?,
            }
        }
    }
    writer.finalize()
}

/// The arguments have been checked, so that nothing but the file can fail.
fn io_error(error: hound::Error) -> io::Error {
    match error {
        hound::Error::IoError(error) => error,
        other => io::Error::other(other),
    }
}

/// The integer that stands for `x` at full scale 1, clipped.
fn to_int<F: Real>(x: F, n_bits: u32) -> i32 {
    // As libsndfile does: to the nearest 32-bit integer (a float cast saturates, and so clips), of
    // which the upper bits are kept.
    let full = (x.as_f64() * 2147483648.0).round_ties_even() as i32;
    full >> (32 - n_bits)
}

//! Reading samples as they are stored.
//!
//! Counterpart of `scipy.io.wavfile.read`.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::Path;

use ndarray::{Array2, ShapeBuilder};
use onkai_core::large_zeros;

use crate::bytes::{ByteOrder, ByteReader, Number, fix_order};
use crate::error::{Error, Result};
use crate::file;
use crate::parts;
use crate::wav::header::{Format, Header, ReadAt, WAV};
use crate::wav::samples::{Samples, Wav};

/// Reads a WAV file in the type of its samples: the smallest that holds them, their most significant
/// bit in its own.
///
/// RIFF, RIFX (big-endian), RF64 and BW64 files are read, of integers from 1 to 64 bits and of floats of
/// 32 and 64.
///
/// # Errors
///
/// [`Error::Io`] and [`Error::NotAFile`]; [`Error::Empty`]; [`Error::UnknownFormat`];
/// [`Error::Malformed`]; [`Error::Unsupported`] for samples that are coded (µ-law and the like);
/// [`Error::Truncated`] for a file that was cut off, unless the options accept it;
/// [`Error::BehindEnd`] when the piece begins behind the end.
///
/// # Examples
///
/// ```
/// use ndarray::{Array2, array};
/// use onkai_io::wav::{self, ReadOptions, Wav, WriteOptions};
///
/// let folder = tempfile::tempdir()?;
/// let path = folder.path().join("a.wav");
/// let wav = Wav { bits_per_sample: 24, ..Wav::new(48000, array![[256, -512], [0, i32::MIN]]) };
/// wav::write(&path, &wav, &WriteOptions::default())?;
/// let back = wav::read(&path, &ReadOptions::default())?;
/// assert_eq!(back, wav);
/// assert_eq!(Array2::<i32>::try_from(back.samples)?[[1, 1]], i32::MIN);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Differences from SciPy
///
/// Channels are rows, and one channel is a row, too. Numbers come in the machine's own byte order. A file that was
/// cut off is an error where SciPy warns, unless `accept_cut` is set. A length that was left open is taken to
/// go on to the end. Instead of memory-mapping, a piece can be read.
pub fn read(path: impl AsRef<Path>, options: &ReadOptions) -> Result<Wav> {
    read_with(file::open(path.as_ref())?, path.as_ref(), options, Some(path.as_ref()))
}

/// As [`read`], from any source of bytes; `name` stands for a path in messages.
///
/// # Errors
///
/// As [`read`].
///
/// # Examples
///
/// ```
/// use std::io::Cursor;
/// use ndarray::array;
/// use onkai_io::wav::{ReadOptions, Wav, WriteOptions, read_from, write_to};
///
/// let mut bytes = Vec::new();
/// let wav = Wav::new(8000, array![[128_u8, 0, 255]]);
/// write_to(&mut bytes, "memory", &wav, &WriteOptions::default())?;
/// let options = ReadOptions { start: 1, n_frames: Some(1), ..Default::default() };
/// assert_eq!(read_from(Cursor::new(&bytes), "memory", &options)?.samples, array![[0_u8]].into());
/// # Ok::<(), onkai_io::Error>(())
/// ```
pub fn read_from(
    source: impl Read + Seek,
    name: impl AsRef<Path>,
    options: &ReadOptions,
) -> Result<Wav> {
    read_with(source, name.as_ref(), options, None)
}

/// `file` is the path of a file that has the same bytes as `source`.
fn read_with(
    source: impl Read + Seek,
    name: &Path,
    options: &ReadOptions,
    file: Option<&Path>,
) -> Result<Wav> {
    let mut bytes = ByteReader::new(source, name, WAV)?;
    let head = bytes.bytes_at::<12>(0)?.unwrap_or_default();
    if !matches!(&head[..4], b"RIFF" | b"RIFX" | b"RF64" | b"BW64") || &head[8..] != b"WAVE" {
        let (found, known) = ("it does not begin as a WAV file", "RIFF, RIFX, RF64 and BW64");
        return Err(Error::UnknownFormat { path: bytes.path().to_owned(), found, known });
    }
    let header = Header::read(&mut bytes, 0)?;
    let kind = Kind::of(&header.format, bytes.path())?;
    let Format { n_channels, sample_rate, frame_len, n_bits, .. } = header.format;
    let stated = match header.n_frames(&bytes, frame_len.into()) {
        Err(Error::Truncated { actual, .. }) if options.accept_cut => actual,
        stated => stated?,
    };
    let Some(left) = stated.checked_sub(options.start) else {
        let (path, frame) = (bytes.path().to_owned(), options.start);
        return Err(Error::BehindEnd { path, frame, n_frames: stated });
    };
    let n_frames = left.min(options.n_frames.unwrap_or(u64::MAX));
    bytes.seek(header.data_start + options.start * u64::from(frame_len))?;
    bytes.set_order(if header.big_endian { ByteOrder::Big } else { ByteOrder::Little });
    let too_many = |_| Error::TooLarge {
        path: name.to_owned(),
        format: WAV,
        n_bytes: n_frames.saturating_mul(frame_len.into()),
    };
    let shape = [n_channels.into(), usize::try_from(n_frames).map_err(too_many)?];
    let samples = kind.read(&mut bytes, shape, file)?;
    Ok(Wav { sample_rate, bits_per_sample: n_bits, samples })
}

/// Options of [`read`]; the defaults give the whole file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct ReadOptions {
    /// The first frame. Default: `0`.
    pub start: u64,
    /// How many frames at most. Default: `None`, meaning all up to the end.
    pub n_frames: Option<u64>,
    /// Takes what is there of a file that was cut off, as SciPy does. Default: `false`.
    pub accept_cut: bool,
}

impl<R: Read + Seek> ReadAt for ByteReader<R> {
    fn path(&self) -> &Path {
        self.path()
    }

    fn len(&self) -> u64 {
        self.position() + self.left().unwrap_or(0)
    }

    fn read_at(&mut self, offset: u64, buffer: &mut [u8]) -> Result<usize> {
        let left = ReadAt::len(self).saturating_sub(offset);
        let n = buffer.len().min(usize::try_from(left).unwrap_or(usize::MAX));
        if n != 0 {
            self.seek(offset)?;
            self.fill(&mut buffer[..n])?;
        }
        Ok(n)
    }
}

/// Integers or floats, and how many bytes they take.
#[derive(Clone, Copy)]
enum Kind {
    Integer(u16),
    Float(u16),
}

impl Kind {
    fn of(format: &Format, path: &Path) -> Result<Self> {
        let n_bytes = format.sample_len();
        let kind = match (format.tag, n_bytes) {
            (1, 1..=8) => Self::Integer(n_bytes),
            (3, 4 | 8) => Self::Float(n_bytes),
            (1, _) => {
                let what = format!("integers of {n_bytes} bytes");
                return Err(Error::unsupported(path, WAV, what));
            }
            (3, _) => {
                return Err(Error::unsupported(path, WAV, format!("floats of {n_bytes} bytes")));
            }
            (tag, _) => {
                let what = format!("coded samples (format {tag:#06x})");
                return Err(Error::unsupported(path, WAV, what));
            }
        };
        format.check(path)?;
        Ok(kind)
    }

    fn read<R: Read>(
        self,
        bytes: &mut ByteReader<R>,
        shape: [usize; 2],
        file: Option<&Path>,
    ) -> Result<Samples> {
        let [n_channels, n_frames] = shape;
        // Both are bounded by the length of a file.
        let n = n_channels * n_frames;
        Ok(match self {
            Self::Integer(1) => array::<u8>(shape, numbers(bytes, n, file)?).into(),
            Self::Integer(2) => array::<i16>(shape, numbers(bytes, n, file)?).into(),
            Self::Integer(3) => array(shape, widened(bytes, n, upper)?).into(),
            Self::Integer(4) => array::<i32>(shape, numbers(bytes, n, file)?).into(),
            Self::Integer(5) => array(shape, widened(bytes, n, long::<5>)?).into(),
            Self::Integer(6) => array(shape, widened(bytes, n, long::<6>)?).into(),
            Self::Integer(7) => array(shape, widened(bytes, n, long::<7>)?).into(),
            Self::Integer(_) => array::<i64>(shape, numbers(bytes, n, file)?).into(),
            Self::Float(4) => array::<f32>(shape, numbers(bytes, n, file)?).into(),
            Self::Float(_) => array::<f64>(shape, numbers(bytes, n, file)?).into(),
        })
    }
}

/// Bytes that a thread reads in a row; files of fewer than two such parts are read by one.
const PART: usize = 1 << 22;

/// The next `n` numbers; those of a large file on all threads.
fn numbers<T: Number, R: Read>(
    bytes: &mut ByteReader<R>,
    n: usize,
    file: Option<&Path>,
) -> Result<Vec<T>> {
    if let Some(path) = file.filter(|_| 2 * PART <= n * size_of::<T>()) {
        let mut numbers = large_zeros(n);
        if fill_in_parts(path, bytes.position(), bytemuck::cast_slice_mut(&mut numbers)) {
            fix_order(&mut numbers, bytes.order());
            return Ok(numbers);
        }
        // Where that did not work, reading from the beginning does, or says why not.
    }
    bytes.numbers(n)
}

/// Reads what stands from byte `start` of a file on; `false` if some of it could not be read.
fn fill_in_parts(path: &Path, start: u64, out: &mut [u8]) -> bool {
    let open = || File::open(path);
    parts::fill_all(out.chunks_mut(PART), open, |file, number, part| {
        let start = SeekFrom::Start(start + (number * PART) as u64);
        file.as_mut().is_ok_and(|file| file.seek(start).and_then(|_| file.read_exact(part)).is_ok())
    })
}

fn array<T>(shape: [usize; 2], numbers: Vec<T>) -> Array2<T> {
    Array2::from_shape_vec(shape.f(), numbers).expect("as many as the shape has")
}

/// The upper three bytes of a 32-bit integer, least significant first.
fn upper([a, b, c]: [u8; 3]) -> i32 {
    i32::from_le_bytes([0, a, b, c])
}

/// The upper bytes of a 64-bit integer, least significant first.
fn long<const N: usize>(bytes: [u8; N]) -> i64 {
    let mut all = [0; 8];
    all[8 - N..].copy_from_slice(&bytes);
    i64::from_le_bytes(all)
}

/// Samples that are widened at once, within the cache.
const BLOCK: usize = 1 << 15;

/// Integers of an odd number of bytes.
fn widened<T: Copy + Default, const N: usize, R: Read>(
    source: &mut ByteReader<R>,
    n: usize,
    widen: impl Fn([u8; N]) -> T,
) -> Result<Vec<T>> {
    let mut out = vec![T::default(); n];
    let mut bytes = vec![0; N * BLOCK.min(n)];
    let order = source.order();
    for block in out.chunks_mut(BLOCK) {
        let bytes = &mut bytes[..N * block.len()];
        source.fill(bytes)?;
        if order == ByteOrder::Big {
            bytes.chunks_exact_mut(N).for_each(<[u8]>::reverse);
        }
        let (samples, _) = bytes.as_chunks::<N>();
        block.iter_mut().zip(samples).for_each(|(out, sample)| *out = widen(*sample));
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wav::{WriteOptions, write};

    /// Long enough for several parts and a rest, from the middle of the file.
    #[test]
    fn a_file_read_in_parts_is_the_same() {
        let n = 2 * PART + PART / 3;
        let samples = Array2::from_shape_fn((2, n), |(c, i)| (i * 7 + c) as u8);
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("long.wav");
        write(&path, &Wav::new(8000, samples), &WriteOptions::default()).unwrap();
        let options = ReadOptions { start: 5, ..Default::default() };
        let in_parts = read(&path, &options).unwrap();
        assert_eq!(in_parts, read_from(File::open(&path).unwrap(), "long.wav", &options).unwrap());
        let mut numbers = vec![0_u8; 3 * PART];
        assert!(fill_in_parts(&path, 44, &mut numbers));
        assert!(!fill_in_parts(&path, n as u64, &mut numbers));
        assert!(!fill_in_parts(&folder.path().join("none"), 0, &mut numbers));
    }
}

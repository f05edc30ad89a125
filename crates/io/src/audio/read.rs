//! A whole sound file, or a piece of it, in memory.
//!
//! Counterpart of `soundfile.read`.

use std::path::Path;

use ndarray::{Array2, ArrayRef2, ArrayViewMut2, Axis, s};
use onkai_core::Real;

use crate::audio::reader::AudioReader;
use crate::error::{Error, Result};
use crate::parts;

/// Reads a whole sound file in single precision.
///
/// Integers of *b* bits come as `x / 2^(b - 1)`, floats as they are: outside [-1, 1] or NaN, if they
/// are so in the file ([`Audio::check_finite`] finds these). A file of zero frames gives an array
/// of zero columns.
///
/// # Errors
///
/// As [`AudioReader::open`] and [`AudioReader::read_block`].
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_io::audio::{self, WavFormat};
///
/// let folder = tempfile::tempdir()?;
/// let path = folder.path().join("stereo.wav");
/// audio::write_wav(&path, &array![[0.5_f32, 0.0], [0.0, 0.25]], 8000, WavFormat::Int16)?;
/// let audio = audio::read(&path)?;
/// assert_eq!(audio.samples, array![[0.5, 0.0], [0.0, 0.25]]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Differences from soundfile
///
/// Channels are rows, not columns. A file that was cut off is an error, where soundfile returns
/// what is left without a word; see [`AudioReader::open`].
pub fn read(path: impl AsRef<Path>) -> Result<Audio> {
    read_with(path, &ReadOptions::default())
}

/// Reads a whole sound file in double precision, which holds 32-bit integers and 64-bit floats
/// without loss; else as [`read`].
///
/// # Errors
///
/// As [`read`].
///
/// # Examples
///
/// ```
/// # use ndarray::array;
/// # use onkai_io::audio::{self, WavFormat};
/// # let folder = tempfile::tempdir()?;
/// # let path = folder.path().join("mono.wav");
/// # audio::write_wav(&path, &array![[0.5_f32, 0.0]], 8000, WavFormat::Int24)?;
/// let audio = audio::read_f64(&path)?;
/// assert_eq!(audio.samples, array![[0.5_f64, 0.0]]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn read_f64(path: impl AsRef<Path>) -> Result<Audio<f64>> {
    read_with(path, &ReadOptions::default())
}

/// Reads a piece of a sound file, or its channels' mean, in either precision.
///
/// Long files are decoded in parts, on all threads (feature `rayon`); the samples are the same.
///
/// # Errors
///
/// As [`read`]; [`Error::BehindEnd`] when the piece begins behind the end.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_io::audio::{self, ReadOptions, WavFormat};
///
/// let folder = tempfile::tempdir()?;
/// let path = folder.path().join("stereo.wav");
/// audio::write_wav(&path, &array![[0.5_f32, 0.0], [0.0, 0.25]], 8000, WavFormat::Int16)?;
/// let options = ReadOptions { start: 1, mono: true, ..Default::default() };
/// let audio = audio::read_with::<f32>(&path, &options)?;
/// assert_eq!(audio.samples, array![[0.125]]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn read_with<F: Real>(path: impl AsRef<Path>, options: &ReadOptions) -> Result<Audio<F>> {
    let mut reader = AudioReader::open(path)?;
    let samples = if let Some(samples) = read_in_parts(&reader, options) {
        samples
    } else {
        reader.seek(options.start)?;
        collect(&mut reader, options)?
    };
    Ok(Audio { samples, sample_rate: reader.info().sample_rate })
}

/// Options of [`read_with`]; the defaults give the whole file.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct ReadOptions {
    /// The first frame. Default: `0`.
    pub start: u64,
    /// How many frames at most. Default: `None`, meaning all up to the end.
    pub n_frames: Option<u64>,
    /// Mixes the channels into one, their mean, while decoding. Default: `false`.
    pub mono: bool,
}

/// Sound in memory.
#[derive(Clone, Debug, PartialEq)]
pub struct Audio<F = f32> {
    /// The samples, `[n_channels, n_frames]`.
    pub samples: Array2<F>,
    /// Frames a second, in hertz.
    pub sample_rate: u32,
}

impl<F: Real> Audio<F> {
    /// Refuses samples that are NaN or infinite, as float files may hold them.
    ///
    /// # Errors
    ///
    /// [`Error::NotFinite`] with `path`, and the earliest frame of such a sample.
    pub fn check_finite(&self, path: impl AsRef<Path>) -> Result<()> {
        // A sum is finite only if every term is; a sum of finite terms may overflow, so the
        // search has the last word.
        if self.samples.sum().is_finite() {
            return Ok(());
        }
        let bad = self.samples.indexed_iter().filter(|(_, v)| !v.is_finite());
        match bad.min_by_key(|((channel, frame), _)| (*frame, *channel)) {
            Some(((channel, frame), value)) => Err(Error::NotFinite {
                path: path.as_ref().to_owned(),
                frame: frame as u64,
                channel,
                value: value.as_f64(),
            }),
            None => Ok(()),
        }
    }
}

/// Frames decoded at once for mixing; such a block stays in the processor's cache.
const BLOCK: usize = 4096;
/// Samples a byte of file that are believed when memory is set aside: lossy codecs at their usual
/// bit rates have fewer. Denser coding (silence) makes the array grow as samples really come, so that
/// no header can ask for what the file has not got.
const MAX_DENSITY: u64 = 16;

/// Frames of a part that a thread decodes by itself: some seconds of sound, against which finding its
/// beginning costs little.
const PART: usize = 1 << 18;

/// Decodes a long file on all threads; `None` where that would not pay or not be sure to give what
/// decoding from the beginning does, which then has the last word, and the error.
fn read_in_parts<F: Real>(reader: &AudioReader, options: &ReadOptions) -> Option<Array2<F>> {
    let (believed, wanted) = (believed(reader), wanted(reader, options));
    if !reader.is_worth_parts() || wanted < 2 * PART || believed < wanted {
        return None;
    }
    let n_rows = if options.mono { 1 } else { reader.info().n_channels };
    let mut samples = Array2::zeros((n_rows, wanted));
    fill_in_parts(reader.path(), options, &mut samples, PART).then_some(samples)
}

/// Decodes into the columns of `out`, part by part; `false` if one of them failed, or does not lie
/// where counting from the beginning finds it.
fn fill_in_parts<F: Real>(
    path: &Path,
    options: &ReadOptions,
    out: &mut ArrayRef2<F>,
    part: usize,
) -> bool {
    let parts = out.axis_chunks_iter_mut(Axis(1), part);
    let open = || AudioReader::open(path);
    parts::fill_all(parts, open, |reader, number, out| {
        let start = options.start + (number * part) as u64;
        reader.as_mut().is_ok_and(|reader| {
            let n = reader.seek(start).and_then(|()| fill(reader, out.view_mut(), options.mono));
            n.is_ok_and(|n| n == out.ncols()) && reader.is_in_time()
        })
    })
}

/// How many frames are to be read, as far as the header says.
fn wanted(reader: &AudioReader, options: &ReadOptions) -> usize {
    let left = reader.info().n_frames.map_or(u64::MAX, |n| n.saturating_sub(options.start));
    let wanted = left.min(options.n_frames.unwrap_or(u64::MAX));
    usize::try_from(wanted).unwrap_or(usize::MAX)
}

/// How many frames memory is set aside for at first; see [`MAX_DENSITY`].
fn believed(reader: &AudioReader) -> usize {
    let frames = reader.n_bytes().saturating_mul(MAX_DENSITY) / reader.info().n_channels as u64;
    usize::try_from(frames).unwrap_or(usize::MAX)
}

/// Decodes from where the reader is.
fn collect<F: Real>(reader: &mut AudioReader, options: &ReadOptions) -> Result<Array2<F>> {
    let n_channels = reader.info().n_channels;
    let n_rows = if options.mono { 1 } else { n_channels };
    let wanted = wanted(reader, options);
    let mut samples = Array2::<F>::zeros((n_rows, wanted.min(believed(reader))));
    let mut len = 0;
    loop {
        len += fill(reader, samples.slice_mut(s![.., len..]), options.mono)?;
        if len < samples.ncols() || len == wanted {
            break;
        }
        samples = resized(&samples, wanted.min(2 * len + BLOCK));
    }
    Ok(if len == samples.ncols() { samples } else { resized(&samples, len) })
}

/// Decodes into the columns of `out`, as many as there are frames; tells how many.
fn fill<F: Real>(
    reader: &mut AudioReader,
    mut out: ArrayViewMut2<'_, F>,
    mono: bool,
) -> Result<usize> {
    if !mono {
        return reader.read_block(&mut out);
    }
    let mut block = Array2::<F>::zeros((reader.info().n_channels, BLOCK.min(out.ncols())));
    let mut row = out.row_mut(0);
    let out = row.as_slice_mut().expect("columns of our own array, one row");
    let mut len = 0;
    while len < out.len() {
        let room = BLOCK.min(out.len() - len);
        let n = reader.read_block(&mut block.slice_mut(s![.., ..room]))?;
        if n == 0 {
            break;
        }
        mix(&block, &mut out[len..len + n]);
        len += n;
    }
    Ok(len)
}

/// The mean of a block's channels, as many frames as `out` has.
fn mix<F: Real>(block: &Array2<F>, out: &mut [F]) {
    out.fill(F::zero());
    for row in block.rows() {
        let row = row.to_slice().expect("a row of our own array");
        out.iter_mut().zip(row).for_each(|(a, &b)| *a += b);
    }
    let n_channels = F::of_usize(block.nrows());
    for a in out {
        *a /= n_channels;
    }
}

/// A copy with another number of columns: the first ones, or all and zeros.
fn resized<F: Real>(samples: &Array2<F>, n: usize) -> Array2<F> {
    let mut out = Array2::zeros((samples.nrows(), n));
    let n = n.min(samples.ncols());
    out.slice_mut(s![.., ..n]).assign(&samples.slice(s![.., ..n]));
    out
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::PathBuf;

    use super::*;

    /// The recordings of the golden tests.
    fn files() -> Vec<PathBuf> {
        let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/golden/audio");
        let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        entries.filter(|path| AudioReader::open(path).is_ok()).collect()
    }

    #[test]
    fn parts_are_what_one_thread_reads() {
        for path in files() {
            for (start, mono) in [(0, false), (0, true), (1234, false)] {
                let options = ReadOptions { start, mono, ..Default::default() };
                let mut reader = AudioReader::open(&path).unwrap();
                if reader.info().n_frames.is_none() || reader.seek(start).is_err() {
                    continue;
                }
                let expected = collect::<f32>(&mut reader, &options).unwrap();
                let mut parts = Array2::<f32>::zeros(expected.dim());
                assert!(fill_in_parts(&path, &options, &mut parts, 2000), "{path:?}");
                assert_eq!(parts, expected, "{path:?}");
            }
        }
    }

    /// A page of an Ogg file that is gone makes what follows come too early, and the file too short.
    #[test]
    fn frames_that_are_missing_between_are_noticed() {
        let whole = fs::read(files().iter().find(|p| p.ends_with("long.ogg")).unwrap()).unwrap();
        let pages: Vec<_> = memchr::memmem::find_iter(&whole, b"OggS").collect();
        let gone = pages[pages.len() / 2]..pages[pages.len() / 2 + 1];
        let holed = [&whole[..gone.start], &whole[gone.end..]].concat();
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("holed.ogg");
        fs::write(&path, holed).unwrap();
        let options = ReadOptions::default();
        let mut reader = AudioReader::open(&path).unwrap();
        let mut parts = Array2::<f32>::zeros((reader.info().n_channels, wanted(&reader, &options)));
        assert!(!fill_in_parts(&path, &options, &mut parts, 1 << 17));
        assert!(collect::<f32>(&mut reader, &options).is_err());
    }
}

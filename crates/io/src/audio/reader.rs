//! A sound file, read block after block in bounded memory.

use std::io::{Read, Seek};
use std::path::{Path, PathBuf};

use ndarray::ArrayRef2;
use onkai_core::Real;

use crate::audio::detect::detect;
use crate::audio::info::{AudioFormat, AudioInfo};
use crate::audio::packets::{self, PacketDecoder};
use crate::audio::source::Source;
use crate::audio::wav::{self, Wav, WavDecoder};
use crate::error::{Error, Result};
use crate::wav::header::ReadAt;

/// What sound can be read from: a file, a `Cursor` over bytes, and the like.
pub trait AudioSource: Read + Seek + Send + Sync + 'static {}

impl<T: Read + Seek + Send + Sync + 'static> AudioSource for T {}

/// Decodes a sound file block after block; memory does not grow with its length.
///
/// # Examples
///
/// The mean of the channels, without ever holding the whole file:
///
/// ```
/// use ndarray::{Array2, Axis, array, s};
/// use onkai_io::audio::{self, AudioReader, WavFormat};
///
/// let folder = tempfile::tempdir()?;
/// let path = folder.path().join("stereo.wav");
/// audio::write_wav(&path, &array![[0.5_f32, 0.0], [0.0, 0.25]], 8000, WavFormat::Int16)?;
///
/// let mut reader = AudioReader::open(&path)?;
/// let mut block = Array2::<f32>::zeros((reader.info().n_channels, 4096));
/// let mut mono = Vec::new();
/// loop {
///     let n = reader.read_block(&mut block)?;
///     if n == 0 {
///         break;
///     }
///     mono.extend(block.slice(s![.., ..n]).mean_axis(Axis(0)).expect("there are channels"));
/// }
/// assert_eq!(mono, [0.25, 0.125]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct AudioReader {
    path: PathBuf,
    n_bytes: u64,
    info: AudioInfo,
    decoder: Decoder,
}

enum Decoder {
    Wav(Box<WavDecoder>),
    Packets(Box<PacketDecoder>),
}

impl AudioReader {
    /// Opens a file, reads its header and decodes its first packet.
    ///
    /// # Errors
    ///
    /// - [`Error::Io`], [`Error::NotAFile`], [`Error::Empty`] when there is nothing to read,
    /// - [`Error::UnknownFormat`] when the content is of no format known here,
    /// - [`Error::Malformed`], [`Error::Unsupported`] when the header is wrong or asks too much,
    /// - [`Error::Truncated`] when a WAV file is shorter than its header states. Where the header
    ///   leaves the length open (0 or 2³² - 1 bytes, as programs write that stream, or that were
    ///   killed), what is there is taken.
    pub fn open(path: impl AsRef<Path>) -> Result<Self> {
        Self::new(Source::open(path.as_ref())?)
    }

    /// Reads from something that is not a file on disk; `name` stands for the path in messages.
    ///
    /// # Errors
    ///
    /// As [`open`](Self::open).
    pub fn from_source(source: impl AudioSource, name: impl AsRef<Path>) -> Result<Self> {
        Self::new(Source::new(Box::new(source), name.as_ref())?)
    }

    fn new(mut source: Source) -> Result<Self> {
        let (path, n_bytes) = (source.path.clone(), source.len());
        let (format, start) = detect(&mut source)?;
        let source = match format {
            AudioFormat::Wav => match wav::open(source, start)? {
                Wav::Plain(decoder, info) => {
                    let decoder = Decoder::Wav(decoder);
                    return Ok(Self { path, n_bytes, info, decoder });
                }
                Wav::Coded(source) => source,
            },
            _ => source,
        };
        let (decoder, info) = packets::open(source, format, start)?;
        let decoder = Decoder::Packets(Box::new(decoder));
        Ok(Self { path, n_bytes, info, decoder })
    }

    /// What the header says.
    pub fn info(&self) -> &AudioInfo {
        &self.info
    }

    /// The path or name that was given.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The size of the source.
    pub(super) fn n_bytes(&self) -> u64 {
        self.n_bytes
    }

    /// Whether decoding may begin anywhere at little cost and is worth more than one thread.
    pub(super) fn is_worth_parts(&self) -> bool {
        match &self.decoder {
            // Copying bytes is as fast as memory.
            Decoder::Wav(_) => false,
            Decoder::Packets(decoder) => decoder.is_quick_to_seek(),
        }
    }

    /// Whether what was read since the last [`seek`](Self::seek) lies where the file says it does.
    pub(super) fn is_in_time(&self) -> bool {
        match &self.decoder {
            Decoder::Wav(_) => true,
            Decoder::Packets(decoder) => decoder.is_in_time(),
        }
    }

    /// Decodes the next frames into the columns of `out`, as many as there are and fit; tells how
    /// many. 0 means the end (or an `out` without columns).
    ///
    /// Integers of *b* bits come as `x / 2^(b - 1)`, floats as they are: outside [-1, 1] or NaN, if
    /// they are so in the file.
    ///
    /// # Shapes
    ///
    /// `out`: `[n_channels, n]`; columns behind the returned number keep what they held.
    ///
    /// # Errors
    ///
    /// [`Error::Argument`] when `out` has another number of rows, [`Error::Damaged`] or
    /// [`Error::Truncated`] where the stream breaks; blocks before that have been good.
    pub fn read_block<F: Real>(&mut self, out: &mut ArrayRef2<F>) -> Result<usize> {
        if out.nrows() != self.info.n_channels {
            return Err(Error::Argument(onkai_core::Error::Shape {
                name: "out",
                expected: vec![self.info.n_channels, out.ncols()],
                actual: out.shape().to_vec(),
            }));
        }
        match &mut self.decoder {
            Decoder::Wav(decoder) => decoder.read(out.view_mut()),
            Decoder::Packets(decoder) => decoder.read(out.view_mut()),
        }
    }

    /// Goes to a frame, so that the next block begins exactly there; the same samples come as if
    /// all had been decoded from the beginning.
    ///
    /// # Errors
    ///
    /// [`Error::BehindEnd`] when there is no such frame; the end itself is allowed. Where the number
    /// of frames is unknown, the next block is empty instead.
    pub fn seek(&mut self, frame: u64) -> Result<()> {
        if let Some(n_frames) = self.info.n_frames.filter(|&n| n < frame) {
            return Err(Error::BehindEnd { path: self.path.clone(), frame, n_frames });
        }
        match &mut self.decoder {
            Decoder::Wav(decoder) => {
                decoder.seek(frame);
                Ok(())
            }
            Decoder::Packets(decoder) => decoder.seek(frame),
        }
    }
}

impl std::fmt::Debug for AudioReader {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("AudioReader")
            .field("path", &self.path)
            .field("info", &self.info)
            .finish_non_exhaustive()
    }
}

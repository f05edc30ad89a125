//! WAV: the header, and the samples of plain integer and floating-point files.
//!
//! hound, which writes our WAV files, reads neither 64-bit floats nor streams of unstated length,
//! and cannot tell a file that was cut off from a whole one before its end is reached.

use ndarray::{ArrayViewMut2, Axis};
use onkai_core::Real;

use crate::audio::info::{AudioCodec, AudioFormat, AudioInfo};
use crate::audio::pcm::Encoding;
use crate::audio::source::Source;
use crate::error::{Error, Result};
use crate::wav::header::{Format, Header, ReadAt, WAV};

/// Bytes read at once; at least one frame of the most channels that a header can state.
const CHUNK: usize = 1 << 16;

/// Decodes the plain samples of a WAV file.
pub(super) struct WavDecoder {
    source: Source,
    encoding: Encoding,
    big_endian: bool,
    frame_len: usize,
    data_start: u64,
    n_frames: u64,
    position: u64,
    // Kept from block to block, so that reading allocates once.
    bytes: Vec<u8>,
}

/// What a WAV file turned out to be.
pub(super) enum Wav {
    Plain(Box<WavDecoder>, AudioInfo),
    /// Samples that are coded (A-law, µ-law, ADPCM); the source is given back.
    Coded(Source),
}

/// Reads the header of the WAV file that begins at byte `start`.
pub(super) fn open(mut source: Source, start: u64) -> Result<Wav> {
    let header = Header::read(&mut source, start)?;
    let Some(encoding) = encoding(&header.format, &source)? else { return Ok(Wav::Coded(source)) };
    let format = &header.format;
    let n_channels = usize::from(format.n_channels);
    let frame_len = encoding.n_bytes() * n_channels;
    let n_frames = header.n_frames(&source, frame_len as u64)?;
    let info = AudioInfo {
        format: AudioFormat::Wav,
        codec: match encoding {
            Encoding::F32 | Encoding::F64 => AudioCodec::PcmFloat,
            _ => AudioCodec::PcmInt,
        },
        sample_rate: format.sample_rate,
        n_channels,
        n_frames: Some(n_frames),
        bits_per_sample: Some(format.n_bits.into()),
    };
    let decoder = WavDecoder {
        source,
        encoding,
        big_endian: header.big_endian,
        frame_len,
        data_start: header.data_start,
        n_frames,
        position: 0,
        bytes: Vec::new(),
    };
    Ok(Wav::Plain(Box::new(decoder), info))
}

impl WavDecoder {
    /// Fills the columns of `out` as far as there are frames; tells how many.
    pub(super) fn read<F: Real>(&mut self, mut out: ArrayViewMut2<'_, F>) -> Result<usize> {
        let left = usize::try_from(self.n_frames - self.position).unwrap_or(usize::MAX);
        let total = out.ncols().min(left);
        let at_once = (CHUNK / self.frame_len).max(1);
        let mut done = 0;
        while done < total {
            let n = at_once.min(total - done);
            self.load(n)?;
            let (_, rest) = out.view_mut().split_at(Axis(1), done);
            self.encoding.decode(&self.bytes, rest.split_at(Axis(1), n).0);
            done += n;
        }
        Ok(total)
    }

    /// Goes to a frame, at most the number of frames.
    pub(super) fn seek(&mut self, frame: u64) {
        self.position = frame.min(self.n_frames);
    }

    /// Reads the next `n` frames, least significant byte first.
    fn load(&mut self, n: usize) -> Result<()> {
        self.bytes.resize(n * self.frame_len, 0);
        let offset = self.data_start + self.position * self.frame_len as u64;
        // The header's claim was checked; the file must have shrunk since.
        if self.source.read_at(offset, &mut self.bytes)? < self.bytes.len() {
            return Err(Error::Truncated {
                path: self.source.path.clone(),
                format: WAV,
                actual: self.position,
                expected: self.n_frames,
            });
        }
        if self.big_endian {
            self.bytes.chunks_exact_mut(self.encoding.n_bytes()).for_each(<[u8]>::reverse);
        }
        self.position += n as u64;
        Ok(())
    }
}

/// How the samples are written; `None` if they are coded.
fn encoding(format: &Format, source: &Source) -> Result<Option<Encoding>> {
    let n_bytes = format.sample_len();
    let encoding = match (format.tag, n_bytes) {
        (1, 1) => Encoding::U8,
        (1, 2) => Encoding::S16,
        (1, 3) => Encoding::S24,
        (1, 4) => Encoding::S32,
        (3, 4) => Encoding::F32,
        (3, 8) => Encoding::F64,
        (1 | 3, _) => {
            let kind = if format.tag == 1 { "integers" } else { "floats" };
            let what = format!("{kind} of {n_bytes} bytes");
            return Err(Error::unsupported(&source.path, WAV, what));
        }
        _ => return Ok(None),
    };
    format.check(&source.path)?;
    Ok(Some(encoding))
}

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

const WAV: &str = "WAV";
/// Bytes read at once; at least one frame of the most channels that a header can state.
const CHUNK: usize = 1 << 16;
/// The data size that streaming programs write, as they cannot know it.
const UNKNOWN: u32 = u32::MAX;

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
    let Some(encoding) = header.format.encoding(&source)? else { return Ok(Wav::Coded(source)) };
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

/// The chunks before the samples, and where those lie.
struct Header {
    big_endian: bool,
    format: Format,
    data_start: u64,
    /// The size of the samples in bytes, if it is stated.
    data_len: Option<u64>,
}

impl Header {
    fn read(source: &mut Source, start: u64) -> Result<Self> {
        let riff = source.bytes_at::<12>(start)?.expect("detected by these twelve bytes");
        let big_endian = riff.starts_with(b"RIFX");
        let number =
            |b: [u8; 4]| if big_endian { u32::from_be_bytes(b) } else { u32::from_le_bytes(b) };
        let riff_len = number([riff[4], riff[5], riff[6], riff[7]]);
        let mut format = None;
        let mut long_data_len = None;
        let mut at = start + 12;
        while let Some(chunk) = source.bytes_at::<8>(at)? {
            let id = [chunk[0], chunk[1], chunk[2], chunk[3]];
            let len = number([chunk[4], chunk[5], chunk[6], chunk[7]]);
            at += 8;
            match &id {
                b"fmt " => format = Some(Format::read(source, at, len, big_endian)?),
                // RF64: sizes of 64 bits; that of the samples is the second.
                b"ds64" => long_data_len = source.bytes_at(at + 8)?.map(u64::from_le_bytes),
                b"data" => {
                    let Some(format) = format else {
                        let problem = "its samples come before their description";
                        return Err(Error::malformed(&source.path, WAV, problem, Some(at - 8)));
                    };
                    let header_only = u64::from(riff_len) + 8 <= at - start;
                    let data_len = match len {
                        UNKNOWN => long_data_len,
                        // A program that was killed, or wrote into a pipe, has left the sizes as
                        // they were before the first sample.
                        0 if header_only || riff_len == UNKNOWN => None,
                        len => Some(len.into()),
                    };
                    return Ok(Self { big_endian, format, data_start: at, data_len });
                }
                _ => {}
            }
            // Chunks begin at even bytes.
            at += u64::from(len) + u64::from(len & 1);
        }
        let problem = match format {
            Some(_) => "there are no samples in it: no `data` chunk",
            None => "its header breaks off: no `fmt ` chunk",
        };
        Err(Error::malformed(&source.path, WAV, problem, Some(at.min(source.len()))))
    }

    /// How many frames there are; an error if these are fewer than the header states.
    fn n_frames(&self, source: &Source, frame_len: u64) -> Result<u64> {
        let actual = (source.len() - self.data_start) / frame_len;
        let expected = self.data_len.map_or(actual, |len| len / frame_len);
        if actual < expected {
            return Err(Error::Truncated {
                path: source.path.clone(),
                format: WAV,
                actual,
                expected,
            });
        }
        Ok(expected)
    }
}

/// The `fmt ` chunk.
struct Format {
    /// Where it lies in the file.
    offset: u64,
    tag: u16,
    n_channels: u16,
    sample_rate: u32,
    frame_len: u16,
    /// Bits that are used of a sample's bytes.
    n_bits: u16,
}

impl Format {
    fn read(source: &mut Source, offset: u64, len: u32, big_endian: bool) -> Result<Self> {
        let malformed = |source: &Source, problem, at: u64| {
            Err(Error::malformed(&source.path, WAV, problem, Some(offset + at)))
        };
        let mut bytes = [0; 28];
        let n = source.read_at(offset, &mut bytes)?.min(len as usize);
        if n < 16 {
            return malformed(source, "its `fmt ` chunk is too short", 0);
        }
        let short = |i: usize| {
            let b = [bytes[i], bytes[i + 1]];
            if big_endian { u16::from_be_bytes(b) } else { u16::from_le_bytes(b) }
        };
        let (low, high) = if big_endian { (6, 4) } else { (4, 6) };
        let mut format = Self {
            offset,
            tag: short(0),
            n_channels: short(2),
            sample_rate: u32::from(short(low)) | u32::from(short(high)) << 16,
            frame_len: short(12),
            n_bits: short(14),
        };
        // WAVE_FORMAT_EXTENSIBLE: the tag proper begins the sub-format's identifier, a number of 32
        // bits of which it takes the lower half.
        if format.tag == 0xfffe {
            if n < 28 {
                return malformed(source, "its extensible `fmt ` chunk is too short", 0);
            }
            format.tag = short(if big_endian { 26 } else { 24 });
            if (1..format.n_bits).contains(&short(18)) {
                format.n_bits = short(18);
            }
        }
        if format.n_channels == 0 {
            return malformed(source, "it states zero channels", 2);
        }
        if format.sample_rate == 0 {
            return malformed(source, "it states a sample rate of 0 Hz", 4);
        }
        Ok(format)
    }

    /// How the samples are written; `None` if they are coded.
    fn encoding(&self, source: &Source) -> Result<Option<Encoding>> {
        let n_bytes = self.frame_len / self.n_channels;
        let encoding = match (self.tag, n_bytes) {
            (1, 1) => Encoding::U8,
            (1, 2) => Encoding::S16,
            (1, 3) => Encoding::S24,
            (1, 4) => Encoding::S32,
            (3, 4) => Encoding::F32,
            (3, 8) => Encoding::F64,
            (1 | 3, _) => {
                let kind = if self.tag == 1 { "integers" } else { "floats" };
                let what = format!("{kind} of {n_bytes} bytes");
                return Err(Error::unsupported(&source.path, WAV, what));
            }
            _ => return Ok(None),
        };
        let fits = n_bytes * self.n_channels == self.frame_len && self.n_bits <= 8 * n_bytes;
        if !fits || self.n_bits == 0 {
            let problem = format!(
                "frames of {} bytes do not hold {} channels of {} bits",
                self.frame_len, self.n_channels, self.n_bits
            );
            return Err(Error::malformed(&source.path, WAV, problem, Some(self.offset + 12)));
        }
        Ok(Some(encoding))
    }
}

//! The chunks of a WAV file before its samples, for [`audio`](crate::audio) and for the native view.

use std::path::Path;

use crate::error::{Error, Result};

pub(crate) const WAV: &str = "WAV";
/// The data size that streaming programs write, as they cannot know it.
const UNKNOWN: u32 = u32::MAX;

/// A source of known length and name, read at positions.
pub(crate) trait ReadAt {
    /// The name in messages.
    fn path(&self) -> &Path;

    /// The number of bytes.
    fn len(&self) -> u64;

    /// Reads at `offset` until `buffer` is full or the source ends; tells how many bytes it got.
    fn read_at(&mut self, offset: u64, buffer: &mut [u8]) -> Result<usize>;

    /// Exactly `N` bytes at `offset`, or `None` if the source ends before.
    fn bytes_at<const N: usize>(&mut self, offset: u64) -> Result<Option<[u8; N]>> {
        let mut bytes = [0; N];
        let n = self.read_at(offset, &mut bytes)?;
        Ok((n == N).then_some(bytes))
    }
}

/// The chunks before the samples, and where those lie.
pub(crate) struct Header {
    pub(crate) big_endian: bool,
    pub(crate) format: Format,
    /// The byte of the file where the samples begin.
    pub(crate) data_start: u64,
    /// The size of the samples in bytes, if it is stated.
    pub(crate) data_len: Option<u64>,
}

impl Header {
    /// Reads the header of the file that begins at byte `start` with the name of a kind of RIFF.
    pub(crate) fn read(source: &mut impl ReadAt, start: u64) -> Result<Self> {
        let riff = source.bytes_at::<12>(start)?.unwrap_or_default();
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
                        return Err(Error::malformed(source.path(), WAV, problem, Some(at - 8)));
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
        Err(Error::malformed(source.path(), WAV, problem, Some(at.min(source.len()))))
    }

    /// How many frames there are; an error if these are fewer than the header states.
    pub(crate) fn n_frames(&self, source: &impl ReadAt, frame_len: u64) -> Result<u64> {
        let actual = (source.len() - self.data_start) / frame_len;
        let expected = self.data_len.map_or(actual, |len| len / frame_len);
        if actual < expected {
            return Err(Error::Truncated {
                path: source.path().to_owned(),
                format: WAV,
                actual,
                expected,
            });
        }
        Ok(expected)
    }
}

/// The `fmt ` chunk.
pub(crate) struct Format {
    /// Where it lies in the file.
    pub(crate) offset: u64,
    pub(crate) tag: u16,
    pub(crate) n_channels: u16,
    pub(crate) sample_rate: u32,
    pub(crate) frame_len: u16,
    /// Bits that are used of a sample's bytes.
    pub(crate) n_bits: u16,
}

impl Format {
    fn read(source: &mut impl ReadAt, offset: u64, len: u32, big_endian: bool) -> Result<Self> {
        let malformed = |path: &Path, problem, at: u64| {
            Err(Error::malformed(path, WAV, problem, Some(offset + at)))
        };
        let mut bytes = [0; 28];
        let n = source.read_at(offset, &mut bytes)?.min(len as usize);
        if n < 16 {
            return malformed(source.path(), "its `fmt ` chunk is too short", 0);
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
                return malformed(source.path(), "its extensible `fmt ` chunk is too short", 0);
            }
            format.tag = short(if big_endian { 26 } else { 24 });
            if (1..format.n_bits).contains(&short(18)) {
                format.n_bits = short(18);
            }
        }
        if format.n_channels == 0 {
            return malformed(source.path(), "it states zero channels", 2);
        }
        if format.sample_rate == 0 {
            return malformed(source.path(), "it states a sample rate of 0 Hz", 4);
        }
        Ok(format)
    }

    /// How many bytes a sample takes.
    pub(crate) fn sample_len(&self) -> u16 {
        self.frame_len / self.n_channels
    }

    /// Checks that frames hold as many channels of as many bits as are stated.
    pub(crate) fn check(&self, path: &Path) -> Result<()> {
        let n_bytes = self.sample_len();
        let fits = n_bytes * self.n_channels == self.frame_len
            && u32::from(self.n_bits) <= 8 * u32::from(n_bytes);
        if fits && self.n_bits != 0 {
            return Ok(());
        }
        let problem = format!(
            "frames of {} bytes do not hold {} channels of {} bits",
            self.frame_len, self.n_channels, self.n_bits
        );
        Err(Error::malformed(path, WAV, problem, Some(self.offset + 12)))
    }
}

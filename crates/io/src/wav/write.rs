//! Writing samples as they are.
//!
//! Counterpart of `scipy.io.wavfile.write`.

use std::io::Write;
use std::path::Path;

use ndarray::Array2;
use onkai_core::Error as ArgumentError;

use crate::bytes::{ByteOrder, Number};
use crate::error::{Error, Result};
use crate::file;
use crate::wav::header::WAV;
use crate::wav::samples::{Samples, Wav};

/// Writes a WAV file: of plain samples, in as many bytes as `bits_per_sample` needs.
///
/// A file that would be longer than 4 GiB becomes RF64.
///
/// # Errors
///
/// [`Error::Argument`] when there are no channels or more than a header can tell, the rate is 0 Hz, or
/// `bits_per_sample` does not suit the samples' type; [`Error::Inexpressible`] when a sample has bits that
/// would be lost; [`Error::TooLarge`] for a long RIFX file; [`Error::Io`] and [`Error::NotAFile`].
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_io::ByteOrder;
/// use onkai_io::wav::{self, Wav, WriteOptions};
///
/// let folder = tempfile::tempdir()?;
/// let path = folder.path().join("a.wav");
/// let options = WriteOptions { order: ByteOrder::Big, ..Default::default() };
/// wav::write(&path, &Wav::new(8000, array![[1_i16, 2], [3, 4]]), &options)?;
/// let bytes = std::fs::read(&path)?;
/// assert!(bytes.starts_with(b"RIFX"));
/// assert!(bytes.ends_with(&[0, 1, 0, 3, 0, 2, 0, 4]));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Differences from SciPy
///
/// Samples of any number of bits can be written; chunks of odd length are padded, as the format
/// demands.
pub fn write(path: impl AsRef<Path>, wav: &Wav, options: &WriteOptions) -> Result<()> {
    let path = path.as_ref();
    file::write(path, |file| write_to(file, path, wav, options))
}

/// As [`write()`], to whatever takes bytes; `name` stands for a path in messages.
///
/// # Errors
///
/// As [`write()`].
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_io::wav::{Wav, WriteOptions, write_to};
///
/// let mut bytes = Vec::new();
/// write_to(&mut bytes, "memory", &Wav::new(8000, array![[128_u8]]), &WriteOptions::default())?;
/// // One byte of samples, and one that makes its chunk even.
/// assert_eq!(bytes[40..], [1, 0, 0, 0, 128, 0]);
/// # Ok::<(), onkai_io::Error>(())
/// ```
pub fn write_to(
    mut sink: impl Write,
    name: impl AsRef<Path>,
    wav: &Wav,
    options: &WriteOptions,
) -> Result<()> {
    let path = name.as_ref();
    let plan = Plan::new(wav, options)?;
    plan.check_bits(path)?;
    let header = plan.header(path)?;
    let padding = &[0][..usize::from(plan.n_data_bytes % 2 == 1)];
    let written = sink.write_all(&header).and_then(|()| plan.samples(&mut sink));
    written.and_then(|()| sink.write_all(padding)).map_err(|e| Error::io(path, e))
}

/// Options of [`write()`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub struct WriteOptions {
    /// In which order bytes stand; `Big` makes a RIFX file. Default: `Little`.
    pub order: ByteOrder,
    /// Writes the extensible header, which standards ask for with more than two channels or an unusual
    /// number of bits. Default: `false`, as SciPy.
    pub extensible: bool,
    /// Writes RF64 also where the file is short. Default: `false`.
    pub rf64: bool,
}

struct Plan<'a> {
    wav: &'a Wav,
    options: &'a WriteOptions,
    n_channels: u16,
    /// Bytes of a sample.
    n_bytes: u16,
    frame_len: u16,
    n_data_bytes: u64,
}

impl<'a> Plan<'a> {
    fn new(wav: &'a Wav, options: &'a WriteOptions) -> Result<Self> {
        let Wav { sample_rate, bits_per_sample, samples } = wav;
        if *sample_rate == 0 {
            return Err(ArgumentError::parameter("sample_rate", 0.0, "at least 1 Hz").into());
        }
        let n_bits = samples.n_bits();
        let n_bytes = bits_per_sample.div_ceil(8);
        let is_smallest = n_bits == 8 || n_bits / 2 < *bits_per_sample;
        if *bits_per_sample == 0 || n_bits < *bits_per_sample || !is_smallest {
            let requirement = "more than half as many as the samples' type has, and not more";
            let value = f64::from(*bits_per_sample);
            return Err(ArgumentError::parameter("bits_per_sample", value, requirement).into());
        }
        if samples.is_float() && n_bits != *bits_per_sample {
            let requirement = "all of a floating-point number's";
            let value = f64::from(*bits_per_sample);
            return Err(ArgumentError::parameter("bits_per_sample", value, requirement).into());
        }
        let frame_len = samples.n_channels().checked_mul(n_bytes.into());
        let frame_len = frame_len.and_then(|len| u16::try_from(len).ok()).filter(|&len| len != 0);
        let Some(frame_len) = frame_len else {
            let requirement =
                "have a row for each channel, at least one and up to 65535 bytes a frame";
            return Err(ArgumentError::Values { name: "samples", requirement }.into());
        };
        let n_data_bytes = u64::from(frame_len) * samples.n_frames() as u64;
        let n_channels = samples.n_channels() as u16;
        Ok(Self { wav, options, n_channels, n_bytes, frame_len, n_data_bytes })
    }

    /// Checks that the bytes that are left out are zero.
    fn check_bits(&self, path: &Path) -> Result<()> {
        let lost = self.wav.samples.n_bits() - 8 * self.n_bytes;
        let loses = match &self.wav.samples {
            Samples::I32(a) if lost != 0 => a.iter().any(|v| v.trailing_zeros() < lost.into()),
            Samples::I64(a) if lost != 0 => a.iter().any(|v| v.trailing_zeros() < lost.into()),
            _ => false,
        };
        if loses {
            let what =
                format!("these samples in {} bytes, as their lower bits are set", self.n_bytes);
            return Err(Error::inexpressible(path, WAV, what));
        }
        Ok(())
    }

    /// All up to the first sample.
    fn header(&self, path: &Path) -> Result<Vec<u8>> {
        let format = self.format();
        let fact_len = if self.wav.samples.is_float() { 12 } else { 0 };
        let n_frames = self.wav.samples.n_frames() as u64;
        let riff_len =
            4 + 8 + format.len() as u64 + fact_len + 8 + self.n_data_bytes.next_multiple_of(2);
        let is_long = self.options.rf64 || u64::from(u32::MAX) < riff_len;
        if is_long && self.options.order == ByteOrder::Big {
            let n_bytes = self.n_data_bytes;
            return Err(Error::TooLarge { path: path.to_owned(), format: "RIFX", n_bytes });
        }
        let mut out = Vec::new();
        out.extend(match (is_long, self.options.order) {
            (true, _) => b"RF64",
            (_, ByteOrder::Little) => b"RIFF",
            (_, ByteOrder::Big) => b"RIFX",
        });
        // Lengths that don't fit are those of the chunk `ds64`.
        let short = |len: u64| if is_long { u32::MAX } else { len as u32 };
        self.put4(short(riff_len), &mut out);
        out.extend(b"WAVE");
        if is_long {
            out.extend(b"ds64");
            out.extend(28_u32.to_le_bytes());
            for number in [riff_len + 36, self.n_data_bytes, n_frames] {
                out.extend(number.to_le_bytes());
            }
            out.extend(0_u32.to_le_bytes());
        }
        out.extend(b"fmt ");
        self.put4(format.len() as u32, &mut out);
        out.extend(format);
        if self.wav.samples.is_float() {
            out.extend(b"fact");
            self.put4(4, &mut out);
            self.put4(short(n_frames), &mut out);
        }
        out.extend(b"data");
        self.put4(short(self.n_data_bytes), &mut out);
        Ok(out)
    }

    /// The content of the `fmt ` chunk.
    fn format(&self) -> Vec<u8> {
        let tag = if self.wav.samples.is_float() { 3 } else { 1 };
        let mut out = Vec::new();
        self.put2(if self.options.extensible { 0xfffe } else { tag }, &mut out);
        self.put2(self.n_channels, &mut out);
        self.put4(self.wav.sample_rate, &mut out);
        self.put4(self.wav.sample_rate.wrapping_mul(self.frame_len.into()), &mut out);
        self.put2(self.frame_len, &mut out);
        let n_bits = self.wav.bits_per_sample;
        if !self.options.extensible {
            self.put2(n_bits, &mut out);
            if self.wav.samples.is_float() {
                self.put2(0, &mut out);
            }
            return out;
        }
        self.put2(8 * self.n_bytes, &mut out);
        self.put2(22, &mut out);
        self.put2(n_bits, &mut out);
        // No loudspeakers are named.
        self.put4(0, &mut out);
        // The tag as the first part of a GUID, KSDATAFORMAT_SUBTYPE_PCM or its sibling.
        self.put4(tag.into(), &mut out);
        self.put2(0, &mut out);
        self.put2(16, &mut out);
        out.extend([0x80, 0, 0, 0xaa, 0, 0x38, 0x9b, 0x71]);
        out
    }

    fn put2(&self, number: u16, out: &mut Vec<u8>) {
        out.extend(match self.options.order {
            ByteOrder::Little => number.to_le_bytes(),
            ByteOrder::Big => number.to_be_bytes(),
        });
    }

    fn put4(&self, number: u32, out: &mut Vec<u8>) {
        out.extend(match self.options.order {
            ByteOrder::Little => number.to_le_bytes(),
            ByteOrder::Big => number.to_be_bytes(),
        });
    }

    fn samples(&self, sink: &mut impl Write) -> std::io::Result<()> {
        match &self.wav.samples {
            Samples::U8(a) => self.numbers(a, sink),
            Samples::I16(a) => self.numbers(a, sink),
            Samples::I32(a) => self.numbers(a, sink),
            Samples::I64(a) => self.numbers(a, sink),
            Samples::F32(a) => self.numbers(a, sink),
            Samples::F64(a) => self.numbers(a, sink),
        }
    }

    /// Writes frame after frame, the upper `n_bytes` of each number.
    fn numbers<T: Number>(
        &self,
        samples: &Array2<T>,
        sink: &mut impl Write,
    ) -> std::io::Result<()> {
        const BLOCK: usize = 1 << 15;
        let n_bytes = usize::from(self.n_bytes);
        let mut out = Vec::with_capacity(BLOCK + 8);
        for &sample in samples.t() {
            // Least significant byte first, whatever the machine.
            let mut number = [sample];
            crate::bytes::fix_order(&mut number, ByteOrder::Little);
            let bytes: &[u8] = bytemuck::cast_slice(&number);
            let upper = &bytes[size_of::<T>() - n_bytes..];
            match self.options.order {
                ByteOrder::Little => out.extend(upper),
                ByteOrder::Big => out.extend(upper.iter().rev()),
            }
            if BLOCK <= out.len() {
                sink.write_all(&out)?;
                out.clear();
            }
        }
        sink.write_all(&out)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use ndarray::array;

    use super::*;
    use crate::wav::{ReadOptions, read_from};

    fn written(wav: &Wav, options: WriteOptions) -> Result<Vec<u8>> {
        let mut bytes = Vec::new();
        write_to(&mut bytes, "a.wav", wav, &options)?;
        Ok(bytes)
    }

    #[test]
    fn every_width_survives() {
        let long = |n: u16| i64::MIN >> (n - 1);
        for n in 1..=64_u16 {
            let samples: Samples = match n {
                1..=8 => array![[128_u8, 0, 255]].into(),
                9..=16 => array![[1_i16, i16::MIN, i16::MAX]].into(),
                17..=24 => array![[1_i32 << 8, i32::MIN, i32::MAX << 8]].into(),
                25..=32 => array![[1_i32, i32::MIN, i32::MAX]].into(),
                n => array![[long(n.next_multiple_of(8)), i64::MIN, 0]].into(),
            };
            let wav = Wav { bits_per_sample: n, ..Wav::new(8000, samples) };
            for (order, rf64) in
                [(ByteOrder::Little, false), (ByteOrder::Big, false), (ByteOrder::Little, true)]
            {
                for extensible in [false, true] {
                    let bytes = written(&wav, WriteOptions { order, extensible, rf64 }).unwrap();
                    assert_eq!(bytes.len() % 2, 0);
                    let back = read_from(Cursor::new(bytes), "a.wav", &ReadOptions::default());
                    assert_eq!(back.unwrap(), wav, "{n} {order:?} {rf64} {extensible}");
                }
            }
        }
    }

    #[test]
    fn what_cannot_be_is_refused() {
        let refusal = |wav: &Wav| written(wav, WriteOptions::default()).unwrap_err().to_string();
        let wav = Wav::new(8000, array![[1_i32]]);
        assert!(refusal(&Wav { sample_rate: 0, ..wav.clone() }).contains("`sample_rate` is 0"));
        for bits_per_sample in [0, 8, 16, 33] {
            let wav = Wav { bits_per_sample, ..wav.clone() };
            assert!(refusal(&wav).contains("`bits_per_sample`"), "{bits_per_sample}");
        }
        let floats = Wav { bits_per_sample: 24, ..Wav::new(8000, array![[1.0_f32]]) };
        assert!(refusal(&floats).contains("all of a floating-point number's"));
        let none = Wav::new(8000, Array2::<u8>::zeros((0, 5)));
        assert!(refusal(&none).contains("at least one"));
        assert!(refusal(&Wav::new(8000, Array2::<i64>::zeros((8192, 1)))).contains("65535 bytes"));
        assert!(
            refusal(&Wav { bits_per_sample: 24, ..wav.clone() })
                .contains("their lower bits are set")
        );
        let options = WriteOptions { order: ByteOrder::Big, rf64: true, ..Default::default() };
        assert!(matches!(written(&wav, options), Err(Error::TooLarge { .. })));
    }
}

//! What the header of a sound file says.
//!
//! Counterpart of `soundfile.info`.

use std::fmt;
use std::path::Path;

use crate::audio::reader::AudioReader;
use crate::error::Result;

/// Tells what the header of a sound file says, without decoding it.
///
/// # Errors
///
/// As [`AudioReader::open`].
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_io::audio::{self, AudioFormat, WavFormat};
///
/// let folder = tempfile::tempdir()?;
/// let path = folder.path().join("three.wav");
/// audio::write_wav(&path, &array![[0.0_f32, 0.5, -0.5]], 8000, WavFormat::Int16)?;
/// let info = audio::info(&path)?;
/// assert_eq!((info.format, info.sample_rate, info.n_frames), (AudioFormat::Wav, 8000, Some(3)));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn info(path: impl AsRef<Path>) -> Result<AudioInfo> {
    AudioReader::open(path).map(|reader| reader.info().clone())
}

/// What the header of a sound file says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AudioInfo {
    /// The kind of file.
    pub format: AudioFormat,
    /// How its samples are coded.
    pub codec: AudioCodec,
    /// Frames a second, in hertz; never 0.
    pub sample_rate: u32,
    /// Channels; never 0.
    pub n_channels: usize,
    /// Frames, encoder delay and padding not counted; `None` where only decoding would tell.
    pub n_frames: Option<u64>,
    /// Bits of a coded sample, where the codec has such a thing (lossy ones have not).
    pub bits_per_sample: Option<u32>,
}

impl AudioInfo {
    /// The duration in seconds, if the number of frames is known.
    pub fn duration_s(&self) -> Option<f64> {
        self.n_frames.map(|n| n as f64 / f64::from(self.sample_rate))
    }
}

/// The kind of a sound file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum AudioFormat {
    /// RIFF WAVE, with its big-endian (RIFX) and 64-bit (RF64, BW64) forms.
    Wav,
    /// Ogg.
    Ogg,
    /// FLAC in its own container.
    Flac,
    /// A bare stream of MPEG audio frames: MP3, MP2, MP1.
    Mpeg,
    /// A bare stream of AAC frames.
    Adts,
    /// MPEG-4: M4A, MP4, `QuickTime`.
    Mp4,
    /// AIFF and AIFF-C.
    Aiff,
    /// Apple's Core Audio Format.
    Caf,
}

impl AudioFormat {
    /// The usual name, e.g. `"WAV"`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Wav => "WAV",
            Self::Ogg => "Ogg",
            Self::Flac => "FLAC",
            Self::Mpeg => "MP3",
            Self::Adts => "AAC",
            Self::Mp4 => "MP4",
            Self::Aiff => "AIFF",
            Self::Caf => "CAF",
        }
    }
}

impl fmt::Display for AudioFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// How the samples of a sound file are coded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum AudioCodec {
    /// Plain integers.
    PcmInt,
    /// Plain floating-point numbers.
    PcmFloat,
    /// A-law of ITU-T G.711.
    ALaw,
    /// µ-law of ITU-T G.711.
    MuLaw,
    /// Microsoft's or IMA's adaptive differential coding.
    Adpcm,
    /// Vorbis.
    Vorbis,
    /// FLAC.
    Flac,
    /// MPEG-1, -2 or -2.5 audio layer I.
    Mp1,
    /// MPEG-1, -2 or -2.5 audio layer II.
    Mp2,
    /// MPEG-1, -2 or -2.5 audio layer III.
    Mp3,
    /// Advanced Audio Coding, low complexity.
    Aac,
    /// Apple Lossless.
    Alac,
}

impl AudioCodec {
    /// The usual name, e.g. `"Vorbis"`.
    pub fn name(self) -> &'static str {
        match self {
            Self::PcmInt => "PCM",
            Self::PcmFloat => "float PCM",
            Self::ALaw => "A-law",
            Self::MuLaw => "µ-law",
            Self::Adpcm => "ADPCM",
            Self::Vorbis => "Vorbis",
            Self::Flac => "FLAC",
            Self::Mp1 => "MP1",
            Self::Mp2 => "MP2",
            Self::Mp3 => "MP3",
            Self::Aac => "AAC",
            Self::Alac => "ALAC",
        }
    }
}

impl fmt::Display for AudioCodec {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

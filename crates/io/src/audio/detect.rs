//! Tells a sound file's format from its first bytes.

use crate::audio::info::AudioFormat;
use crate::audio::source::Source;
use crate::error::{Error, Result};
use crate::wav::header::ReadAt;

/// What the message about an unknown format lists.
const KNOWN: &str = "WAV, Ogg Vorbis, FLAC, MP3, AAC, M4A, ALAC, AIFF and CAF";

/// How far behind the tags the first MPEG frame may lie; encoders pad with zeros up to a page or two.
const MPEG_SCAN: usize = 1 << 16;

/// The format of a source and the byte at which it begins, behind ID3 tags.
pub(super) fn detect(source: &mut Source) -> Result<(AudioFormat, u64)> {
    let mut start = 0;
    // Every tag is at least ten bytes, so that this ends.
    while let Some(len) = id3_len(source, start)? {
        start += len;
    }
    let mut head = [0; 12];
    let n = source.read_at(start, &mut head)?;
    if let Some(format) = by_magic(&head[..n]) {
        return Ok((format, start));
    }
    if let Some((format, offset)) = mpeg(source, start)? {
        return Ok((format, offset));
    }
    let mut sample = vec![0; 512];
    let n = source.read_at(start, &mut sample)?;
    let found = describe(&sample[..n]);
    Err(Error::UnknownFormat { path: source.path.clone(), found, known: KNOWN })
}

/// The length of an `ID3v2` tag at `offset`, if there is one.
fn id3_len(source: &mut Source, offset: u64) -> Result<Option<u64>> {
    let Some(head) = source.bytes_at::<10>(offset)? else { return Ok(None) };
    let size = &head[6..];
    if !head.starts_with(b"ID3") || size.iter().any(|b| 0x80 <= *b) {
        return Ok(None);
    }
    // Four bytes of seven bits each.
    let size = size.iter().fold(0, |n, &b| n << 7 | u64::from(b));
    let footer = if head[5] & 0x10 == 0 { 0 } else { 10 };
    Ok(Some(10 + size + footer))
}

fn by_magic(head: &[u8]) -> Option<AudioFormat> {
    let kind = head.get(8..12);
    match head.get(..4)? {
        b"RIFF" | b"RIFX" | b"RF64" | b"BW64" if kind == Some(b"WAVE") => Some(AudioFormat::Wav),
        b"FORM" if matches!(kind, Some(b"AIFF" | b"AIFC")) => Some(AudioFormat::Aiff),
        b"OggS" => Some(AudioFormat::Ogg),
        b"fLaC" => Some(AudioFormat::Flac),
        b"caff" => Some(AudioFormat::Caf),
        _ if head.get(4..8) == Some(b"ftyp") => Some(AudioFormat::Mp4),
        _ => None,
    }
}

/// Finds two MPEG audio (or AAC) frames in a row, the only mark that such a stream has.
fn mpeg(source: &mut Source, start: u64) -> Result<Option<(AudioFormat, u64)>> {
    let mut bytes = vec![0; MPEG_SCAN];
    let n = source.read_at(start, &mut bytes)?;
    let bytes = &bytes[..n];
    let whole = start + n as u64 == source.len();
    for at in 0..n.saturating_sub(3) {
        let Some((format, len)) = frame(&bytes[at..]) else { continue };
        let next = bytes.get(at + len..).unwrap_or_default();
        // A file of one single frame has no second one.
        let follows = match frame(next) {
            Some((other, _)) => other == format,
            None => at == 0 && whole && (next.is_empty() || next.starts_with(b"TAG")) && len <= n,
        };
        if follows {
            return Ok(Some((format, start + at as u64)));
        }
    }
    Ok(None)
}

/// The kind and length of the MPEG audio or AAC frame that `bytes` begin with.
fn frame(bytes: &[u8]) -> Option<(AudioFormat, usize)> {
    let &[0xff, b1, b2, b3, ..] = bytes else { return None };
    if b1 & 0xf6 == 0xf0 {
        // ADTS: 13 bits of length, spread over three bytes.
        let (&b4, &b5) = (bytes.get(4)?, bytes.get(5)?);
        let len = usize::from(b3 & 3) << 11 | usize::from(b4) << 3 | usize::from(b5 >> 5);
        return (7 < len && (b2 >> 2) & 15 < 13).then_some((AudioFormat::Adts, len));
    }
    if b1 & 0xe0 != 0xe0 {
        return None;
    }
    let (version, layer) = ((b1 >> 3) & 3, 4 - usize::from((b1 >> 1) & 3));
    let (rate_idx, hertz_idx) = (usize::from(b2 >> 4), usize::from((b2 >> 2) & 3));
    // Reserved values, and "free" bit rates, which no header tells the length of.
    if version == 1 || layer == 4 || hertz_idx == 3 || matches!(rate_idx, 0 | 15) {
        return None;
    }
    let first = version == 3;
    let kilobits = match (first, layer) {
        (true, 1) => 32 * rate_idx,
        (true, 2) => LAYER_2[rate_idx - 1],
        (true, _) => LAYER_3[rate_idx - 1],
        (false, 1) => LOW_LAYER_1[rate_idx - 1],
        (false, _) => LOW_LAYER_3[rate_idx - 1],
    };
    let halvings = match version {
        3 => 0,
        2 => 1,
        _ => 2,
    };
    let hertz = [44100, 48000, 32000][hertz_idx] >> halvings;
    let padding = usize::from((b2 >> 1) & 1);
    let len = match layer {
        1 => 4 * (12000 * kilobits / hertz + padding),
        3 if !first => 72000 * kilobits / hertz + padding,
        _ => 144_000 * kilobits / hertz + padding,
    };
    Some((AudioFormat::Mpeg, len))
}

// Bit rates in kbit/s of ISO/IEC 11172-3 and 13818-3, table of `bitrate_index` 1 to 14.
const LAYER_2: [usize; 14] = [32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384];
const LAYER_3: [usize; 14] = [32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];
const LOW_LAYER_1: [usize; 14] = [32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256];
const LOW_LAYER_3: [usize; 14] = [8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];

/// What unknown content looks like, for the message.
fn describe(head: &[u8]) -> &'static str {
    let text = |b: &u8| matches!(b, b'\t' | b'\n' | b'\r' | 0x20..=0x7e | 0x80..);
    match head {
        [b'M', b'T', b'h', b'd', ..] => "this is a MIDI file, which holds notes but no sound",
        [0x30, 0x26, 0xb2, 0x75, ..] => "this looks like Windows Media (WMA, ASF)",
        [0x1a, 0x45, 0xdf, 0xa3, ..] => "this looks like Matroska (MKA, MKV, WebM)",
        [b'P', b'K', 3, 4, ..] => "this looks like a ZIP archive",
        [b'R', b'I', b'F', b'F', ..] => "this is a RIFF file, but not of sound",
        [] => "there is nothing behind the tags",
        _ if head.iter().all(text) => "this looks like text, not sound",
        _ => "this is no sound file of a known format",
    }
}

//! Edit lists of MPEG-4 files: which part of a track is music.
//!
//! An AAC encoder puts some run-up before the music and fills the last packet behind it. The `elst`
//! box says so (ISO/IEC 14496-12, section 8.6.6); older iTunes wrote a text of its own.

use crate::audio::source::Source;
use crate::error::Result;
use crate::wav::header::ReadAt;

/// What an edit list (or iTunes) says about a track.
#[derive(Debug, PartialEq)]
pub(super) struct Edit {
    pub(super) track_id: u32,
    /// Ticks a second of `delay` and `n_frames`.
    pub(super) timescale: u32,
    /// Where the music begins.
    pub(super) delay: u64,
    /// How long it lasts, if that is stated.
    pub(super) n_frames: Option<u64>,
    /// What `n_frames` may be off, having been converted from a coarser unit.
    pub(super) tolerance: u64,
}

/// A box's content: its first byte, and one past its last.
#[derive(Clone, Copy)]
struct Span {
    from: u64,
    to: u64,
}

/// The edits of all tracks that have one.
pub(super) fn edits(source: &mut Source) -> Result<Vec<Edit>> {
    let file = Span { from: 0, to: source.len() };
    let Some(moov) = find(source, file, &[b"moov"])? else { return Ok(Vec::new()) };
    let movie_scale = match find(source, moov, &[b"mvhd"])? {
        Some(mvhd) => timescale(source, mvhd)?.unwrap_or(0),
        None => 0,
    };
    let gap = itunes_gap(source, moov)?;
    let mut edits = Vec::new();
    let mut at = moov.from;
    while let Some((kind, trak)) = next_box(source, at, moov.to)? {
        at = trak.to;
        if &kind != b"trak" {
            continue;
        }
        if let Some(edit) = track_edit(source, trak, movie_scale, gap)? {
            edits.push(edit);
        }
    }
    Ok(edits)
}

fn track_edit(
    source: &mut Source,
    trak: Span,
    movie_scale: u32,
    gap: Option<(u64, u64)>,
) -> Result<Option<Edit>> {
    let Some(tkhd) = find(source, trak, &[b"tkhd"])? else { return Ok(None) };
    let Some(mdhd) = find(source, trak, &[b"mdia", b"mdhd"])? else { return Ok(None) };
    let Some(timescale) = timescale(source, mdhd)? else { return Ok(None) };
    // Version 1 has two dates of 64 bits before the number, version 0 of 32.
    let is_long = source.bytes_at::<1>(tkhd.from)? == Some([1]);
    let id = source.bytes_at(tkhd.from + if is_long { 20 } else { 12 })?;
    let track_id = id.map_or(0, u32::from_be_bytes);
    let first = match find(source, trak, &[b"edts", b"elst"])? {
        Some(elst) => first_edit(source, elst)?,
        None => None,
    };
    Ok(match (first, gap) {
        (Some((delay, duration)), _) => {
            let scaled =
                u128::from(duration) * u128::from(timescale) / u128::from(movie_scale.max(1));
            let n_frames = u64::try_from(scaled).ok().filter(|&n| 0 < n && 0 < movie_scale);
            let tolerance = u64::from(timescale / movie_scale.max(1)) + 1;
            Some(Edit { track_id, timescale, delay, n_frames, tolerance })
        }
        (None, Some((delay, n))) => {
            let n_frames = Some(n).filter(|&n| 0 < n);
            Some(Edit { track_id, timescale, delay, n_frames, tolerance: 0 })
        }
        (None, None) => None,
    })
}

/// Start (in the track's unit) and duration (in the movie's) of the first edit that shows something.
fn first_edit(source: &mut Source, elst: Span) -> Result<Option<(u64, u64)>> {
    let is_long = source.bytes_at::<1>(elst.from)? == Some([1]);
    let count = source.bytes_at(elst.from + 4)?.map_or(0, u32::from_be_bytes);
    let (len, half) = if is_long { (20, 8) } else { (12, 4) };
    for i in 0..u64::from(count) {
        let at = elst.from + 8 + i * len;
        if elst.to < at + len {
            break;
        }
        let mut entry = [0; 20];
        source.read_at(at, &mut entry)?;
        let number = |bytes: &[u8]| bytes.iter().fold(0_u64, |n, &b| n << 8 | u64::from(b));
        let (duration, start) = (number(&entry[..half]), number(&entry[half..2 * half]));
        // -1 stands for a pause before the track, which no player of music keeps.
        let is_pause = if is_long { start == u64::MAX } else { start == u64::from(u32::MAX) };
        if !is_pause {
            return Ok(Some((start, duration)));
        }
    }
    Ok(None)
}

/// Delay and number of frames from iTunes' comment `iTunSMPB`: hexadecimal words, of which the second
/// is the delay and the fourth the length.
fn itunes_gap(source: &mut Source, moov: Span) -> Result<Option<(u64, u64)>> {
    let Some(meta) = find(source, moov, &[b"udta", b"meta"])? else { return Ok(None) };
    // Unlike other boxes, `meta` begins with four bytes of version and flags.
    let meta = Span { from: meta.from + 4, to: meta.to };
    let Some(ilst) = find(source, meta, &[b"ilst"])? else { return Ok(None) };
    let mut at = ilst.from;
    while let Some((kind, item)) = next_box(source, at, ilst.to)? {
        at = item.to;
        if &kind != b"----" {
            continue;
        }
        let mut bytes = [0; 256];
        let n = source.read_at(item.from, &mut bytes)?;
        let n = n.min(usize::try_from(item.to - item.from).unwrap_or(usize::MAX));
        let text = String::from_utf8_lossy(&bytes[..n]);
        let Some((_, tail)) = text.split_once("iTunSMPB") else { continue };
        let Some((_, tail)) = tail.split_once("data") else { continue };
        let words = tail.split(|c: char| !c.is_ascii_hexdigit()).filter(|w| 8 <= w.len());
        let numbers: Vec<_> = words.map_while(|w| u64::from_str_radix(w, 16).ok()).collect();
        if let [_, delay, _, n_frames, ..] = numbers[..] {
            return Ok(Some((delay, n_frames)));
        }
    }
    Ok(None)
}

/// The ticks a second of an `mvhd` or `mdhd` box.
fn timescale(source: &mut Source, header: Span) -> Result<Option<u32>> {
    let is_long = source.bytes_at::<1>(header.from)? == Some([1]);
    let bytes = source.bytes_at(header.from + if is_long { 20 } else { 12 })?;
    Ok(bytes.map(u32::from_be_bytes).filter(|&n| 0 < n))
}

/// The first box that can be reached by a path of names.
fn find(source: &mut Source, within: Span, names: &[&[u8; 4]]) -> Result<Option<Span>> {
    let mut within = within;
    for name in names {
        let mut at = within.from;
        within = loop {
            match next_box(source, at, within.to)? {
                Some((kind, span)) if &kind == *name => break span,
                Some((_, span)) => at = span.to,
                None => return Ok(None),
            }
        };
    }
    Ok(Some(within))
}

/// The name and content of the box at `at`; `None` if there is no whole one before `end`.
fn next_box(source: &mut Source, at: u64, end: u64) -> Result<Option<([u8; 4], Span)>> {
    let Some(head) = source.bytes_at::<8>(at)? else { return Ok(None) };
    let [a, b, c, d, kind @ ..] = head;
    let (head_len, len) = match u32::from_be_bytes([a, b, c, d]) {
        // The last box may leave its length open; a length of 1 announces one of 64 bits.
        0 => (8, end.saturating_sub(at)),
        1 => match source.bytes_at(at + 8)? {
            Some(long) => (16, u64::from_be_bytes(long)),
            None => return Ok(None),
        },
        len => (8, len.into()),
    };
    let to = at.saturating_add(len);
    Ok((head_len <= len && to <= end).then_some((kind, Span { from: at + head_len, to })))
}

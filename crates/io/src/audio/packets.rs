//! Everything but plain WAV: packets from symphonia's demultiplexers through its decoders.

use std::io::{ErrorKind, Seek, SeekFrom};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use ndarray::{ArrayViewMut2, s};
use onkai_core::Real;
use symphonia::core::audio::Channels;
use symphonia::core::codecs::audio::{AudioCodecParameters, AudioDecoder, AudioDecoderOptions};
use symphonia::core::errors::Error as Cause;
use symphonia::core::formats::{FormatOptions, FormatReader, SeekMode, SeekTo, Track, TrackType};
use symphonia::core::io::{MediaSourceStream, MediaSourceStreamOptions};
use symphonia::core::packet::Packet;
use symphonia::core::units::Timestamp;
use symphonia::default::{formats, get_codecs};

use crate::audio::codecs::{MP3_RUN_UP, bits_per_sample, codec, codec_name};
use crate::audio::info::{AudioCodec, AudioFormat, AudioInfo};
use crate::audio::mp4::{self, Edit};
use crate::audio::pcm::copy_planes;
use crate::audio::source::Source;
use crate::error::{Error, Result};
use crate::wav::header::ReadAt;

/// Decodes the default track of a file, packet by packet.
///
/// *Raw* frames are counted as they leave the decoder, from 0. The listener's frame 0 is raw frame
/// `delay`: what comes before is an encoder's run-up.
pub(super) struct PacketDecoder {
    path: PathBuf,
    format: AudioFormat,
    codec: AudioCodec,
    /// The byte at which the stream begins.
    start: u64,
    /// There but for the moment in which it is opened anew.
    demuxer: Option<Box<dyn FormatReader>>,
    decoder: Box<dyn AudioDecoder>,
    track_id: u32,
    n_channels: usize,
    sample_rate: u32,
    delay: u64,
    /// One past the last raw frame that belongs to the music, if the file states it.
    end: Option<u64>,
    /// The timestamp of raw frame 0; `None` if timestamps do not count frames.
    origin: Option<i64>,
    /// The raw frame that is handed on next.
    position: u64,
    /// Whether all packets since the last jump stated the time that counting frames gave them.
    in_time: bool,
    pending: Pending,
}

/// What is left of the packet that was decoded last.
#[derive(Clone, Copy)]
enum Pending {
    /// Frames of the decoder's buffer: the next one, and one past the last.
    Frames(usize, usize),
    /// So many frames of silence, for packets that lack what they build upon.
    Silence(usize),
    /// The stream is over, or its decoder panicked and cannot be trusted any more.
    Over,
}

/// More channels than any recording has. Decoders set memory aside for each.
const MAX_CHANNELS: usize = 1024;

/// Opens the stream of the given format that begins at byte `start`.
pub(super) fn open(
    mut source: Source,
    format: AudioFormat,
    start: u64,
) -> Result<(PacketDecoder, AudioInfo)> {
    let path = source.path.clone();
    let edits = if format == AudioFormat::Mp4 { mp4::edits(&mut source)? } else { Vec::new() };
    if format == AudioFormat::Caf {
        let end = caf_end(&mut source, start)?;
        source.cut_off_at(end);
    }
    source.seek(SeekFrom::Start(start)).map_err(|e| Error::io(&path, e))?;
    let stream = MediaSourceStream::new(Box::new(source), MediaSourceStreamOptions::default());
    let failed = |cause| opening_error(&path, format, cause);
    let demuxer = contained(|| demuxer(format, stream)).map_err(failed)?;
    let track = demuxer.default_track(TrackType::Audio).cloned();
    let Some((track, mut params)) = track.and_then(with_params) else {
        return Err(Error::unsupported(&path, format.name(), "no audio track"));
    };
    let Some(codec) = codec(params.codec) else {
        let what = format!("{} audio", codec_name(params.codec));
        return Err(Error::unsupported(&path, format.name(), what));
    };
    // Decoders set this much memory aside before they have seen a packet; they grow if need be.
    params.max_frames_per_packet = params.max_frames_per_packet.map(|n| n.min(LONGEST_PACKET));
    // Vorbis trims by its packets' granule positions; for all others we count frames ourselves, as
    // their demultiplexers trim by lengths that may be mere estimates, or not at all.
    let options = AudioDecoderOptions::default().gapless(codec.trims_packets());
    let n_channels = params.channels.as_ref().map_or(0, Channels::count);
    if MAX_CHANNELS < n_channels {
        return Err(Error::unsupported(&path, format.name(), format!("{n_channels} channels")));
    }
    let decoder =
        contained(|| get_codecs().make_audio_decoder(&params, &options)).map_err(failed)?;
    let mut decoder = PacketDecoder {
        path,
        format,
        codec,
        start,
        demuxer: Some(demuxer),
        decoder,
        track_id: track.id,
        n_channels: 0,
        sample_rate: 0,
        delay: 0,
        end: None,
        origin: None,
        position: 0,
        in_time: true,
        pending: Pending::Frames(0, 0),
    };
    decoder.prime(&track)?;
    if let Some(edit) = edits.iter().find(|edit| edit.track_id == track.id) {
        decoder.apply(edit);
    }
    let n_frames = decoder.end.map(|end| end - decoder.delay);
    let bits_per_sample = bits_per_sample(&params, codec);
    let (sample_rate, n_channels) = (decoder.sample_rate, decoder.n_channels);
    let info = AudioInfo { format, codec, sample_rate, n_channels, n_frames, bits_per_sample };
    Ok((decoder, info))
}

impl PacketDecoder {
    /// Fills the columns of `out` as far as there are frames; tells how many.
    pub(super) fn read<F: Real>(&mut self, mut out: ArrayViewMut2<'_, F>) -> Result<usize> {
        // A stream that was just opened stands at the run-up.
        self.skip_to(self.delay)?;
        let mut done = 0;
        while done < out.ncols() && self.end.is_none_or(|end| self.position < end) {
            let room = out.ncols() - done;
            let left = self.end.map_or(u64::MAX, |end| end - self.position);
            let room = room.min(usize::try_from(left).unwrap_or(usize::MAX));
            let n = match self.pending {
                Pending::Over => break,
                Pending::Frames(from, to) if from < to => {
                    let n = room.min(to - from);
                    let packet = self.decoder.last_decoded();
                    copy_planes(&packet, from, out.slice_mut(s![.., done..done + n]));
                    self.pending = Pending::Frames(from + n, to);
                    n
                }
                Pending::Silence(len) if 0 < len => {
                    let n = room.min(len);
                    out.slice_mut(s![.., done..done + n]).fill(F::zero());
                    self.pending = Pending::Silence(len - n);
                    n
                }
                _ => {
                    self.decode_next()?;
                    continue;
                }
            };
            self.position += n as u64;
            done += n;
        }
        Ok(done)
    }

    /// Whether [`seek`](Self::seek) costs less than decoding all that is before.
    pub(super) fn is_quick_to_seek(&self) -> bool {
        self.origin.is_some()
    }

    /// Whether the packets' timestamps say the same as the count of what was decoded. If so, decoding
    /// from the beginning and jumping give the same frames; if not, some are missing between.
    pub(super) fn is_in_time(&self) -> bool {
        self.in_time
    }

    /// Goes to a frame exactly: the demultiplexer jumps to a packet before, the rest is decoded.
    pub(super) fn seek(&mut self, frame: u64) -> Result<()> {
        let target = self.delay.saturating_add(frame);
        // Demultiplexers do not jump to where no packet begins any more.
        if self.end.is_some_and(|end| end <= target) {
            self.position = target;
            self.pending = Pending::Over;
            return Ok(());
        }
        // A little ahead, decoding on is exact and quick.
        let ahead = self.position <= target && target - self.position < MAX_SKIP;
        if !ahead || matches!(self.pending, Pending::Over) {
            self.jump(target.saturating_sub(self.codec.warm_up()))?;
        }
        self.skip_to(target)
    }

    /// Jumps to the packet that holds a raw frame, or one before.
    fn jump(&mut self, raw: u64) -> Result<()> {
        // Some demultiplexers miss frames in the last pages; an earlier place serves as well, as
        // what is between is decoded. Without frame-exact timestamps only the beginning is exact.
        if self.origin.is_some() {
            for back in [0, MAX_SKIP] {
                // These two demultiplexers keep what they have seen from before the jump, and then
                // take good packets for bad ones.
                if matches!(self.format, AudioFormat::Flac | AudioFormat::Caf) {
                    self.rewind().map_err(|cause| self.error(cause))?;
                }
                if matches!(self.try_jump(raw.saturating_sub(back)), Ok(true)) {
                    return Ok(());
                }
            }
        }
        self.rewind().map_err(|cause| self.error(cause))
    }

    /// Goes back to the beginning by opening the stream anew, which never fails where it did not
    /// the first time.
    fn rewind(&mut self) -> std::result::Result<(), Cause> {
        let old = self.demuxer.take().ok_or(LOST)?;
        let mut stream = old.into_inner();
        stream.seek(SeekFrom::Start(self.start))?;
        self.demuxer = Some(contained(|| demuxer(self.format, stream))?);
        self.decoder.reset();
        self.position = 0;
        self.in_time = true;
        self.pending = Pending::Frames(0, 0);
        Ok(())
    }

    /// Jumps, and decodes up to the first packet that gives frames; false if there is none.
    fn try_jump(&mut self, raw: u64) -> std::result::Result<bool, Cause> {
        let ts = self.origin.unwrap_or(0).saturating_add_unsigned(raw);
        let to = SeekTo::Timestamp { ts: Timestamp::new(ts), track_id: self.track_id };
        let demuxer = self.demuxer.as_mut().ok_or(LOST)?;
        contained(|| demuxer.seek(SeekMode::Accurate, to))?;
        self.decoder.reset();
        // The first packets after a jump may lack what they build upon, and give nothing.
        while let Some(packet) = self.next_packet()? {
            let n = self.decode(&packet).unwrap_or(0);
            let first =
                self.origin.map_or(0, |origin| self.first_ts(&packet).saturating_sub(origin));
            let first = u64::try_from(first).unwrap_or(0);
            if 0 < n && first <= raw {
                self.position = first;
                self.in_time = true;
                self.pending = Pending::Frames(0, n);
                return Ok(true);
            }
            if raw < first {
                // Too far: what is wanted was missed.
                return Ok(false);
            }
        }
        Ok(false)
    }

    /// Decodes up to a raw frame and drops what comes before it.
    fn skip_to(&mut self, target: u64) -> Result<()> {
        while self.position < target {
            let left = usize::try_from(target - self.position).unwrap_or(usize::MAX);
            let n = match &mut self.pending {
                Pending::Over => return Ok(()),
                Pending::Frames(from, to) if *from < *to => {
                    let n = left.min(*to - *from);
                    *from += n;
                    n
                }
                Pending::Silence(len) if 0 < *len => {
                    let n = left.min(*len);
                    *len -= n;
                    n
                }
                _ => {
                    self.decode_next()?;
                    0
                }
            };
            self.position += n as u64;
        }
        Ok(())
    }

    /// Decodes the next packet of the track into `pending`.
    fn decode_next(&mut self) -> Result<()> {
        let Some(packet) = self.next_packet().map_err(|cause| self.error(cause))? else {
            self.pending = Pending::Over;
            // A stream that ends before its stated end was cut off.
            return match self.end {
                // Some programs write whole packets into a CAF's table of lengths, though the last
                // one is shorter.
                Some(end)
                    if self.format == AudioFormat::Caf && end - self.position < CAF_PACKET =>
                {
                    Ok(())
                }
                Some(end) if self.position < end => Err(self.truncated(end)),
                _ => Ok(()),
            };
        };
        match self.decode(&packet) {
            Ok(n) => {
                self.pending = Pending::Frames(0, n);
                if let Some(origin) = self.origin.filter(|_| 0 < n) {
                    let stated = self.first_ts(&packet).saturating_sub(origin);
                    self.in_time &= u64::try_from(stated) == Ok(self.position);
                }
            }
            // The first frames of an MP3 that was cut out of a longer one refer to bytes that are
            // gone; as other players do, leave them silent.
            Err(Cause::DecodeError(_))
                if self.codec == AudioCodec::Mp3 && self.position < MP3_RUN_UP =>
            {
                self.pending = Pending::Silence(packet.block_dur().get() as usize);
            }
            Err(cause) => return Err(self.error(cause)),
        }
        Ok(())
    }

    /// The timestamp of the first frame that a packet gives. A run-up that its demultiplexer marks for
    /// trimming comes with it all the same, but for Vorbis.
    fn first_ts(&self, packet: &Packet) -> i64 {
        let trimmed = if self.codec.trims_packets() { packet.trim_start.get() } else { 0 };
        packet.pts.get().saturating_add_unsigned(trimmed)
    }

    /// The next packet of our track; `None` at the end.
    fn next_packet(&mut self) -> std::result::Result<Option<Packet>, Cause> {
        let demuxer = self.demuxer.as_mut().ok_or(LOST)?;
        loop {
            match contained(|| demuxer.next_packet())? {
                Some(packet) if packet.track_id != self.track_id => {}
                packet => return Ok(packet),
            }
        }
    }

    /// Decodes a packet; tells how many frames it gave.
    fn decode(&mut self, packet: &Packet) -> std::result::Result<usize, Cause> {
        let decoder = &mut self.decoder;
        let result = contained(|| {
            decoder
                .decode(packet)
                .map(|decoded| (decoded.frames(), decoded.num_planes(), decoded.spec().rate()))
        });
        match result {
            Ok((0, ..)) => Ok(0),
            Ok((n, n_channels, rate)) => {
                if self.n_channels == 0 {
                    (self.n_channels, self.sample_rate) = (n_channels, rate);
                }
                if (n_channels, rate) != (self.n_channels, self.sample_rate) {
                    return Err(Cause::Unsupported(
                        "channels or sample rate that change on the way",
                    ));
                }
                Ok(n)
            }
            Err(cause) => Err(cause),
        }
    }

    /// Decodes until the first frames come, which tell what headers may leave open.
    fn prime(&mut self, track: &Track) -> Result<()> {
        let params =
            track.codec_params.as_ref().and_then(|p| p.audio()).expect("checked by `open`");
        let mut first = None;
        while first.is_none() {
            let Some(packet) = self.next_packet().map_err(|cause| self.error(cause))? else {
                break;
            };
            match self.decode(&packet) {
                Ok(0) => {}
                Ok(n) => {
                    self.pending = Pending::Frames(0, n);
                    first = Some(self.first_ts(&packet));
                }
                Err(Cause::DecodeError(_)) if self.codec == AudioCodec::Mp3 => {
                    self.pending = Pending::Silence(packet.block_dur().get() as usize);
                    first = Some(packet.pts.get());
                }
                Err(cause) => return Err(opening_error(&self.path, self.format, cause)),
            }
        }
        if self.n_channels == 0 {
            self.n_channels = params.channels.as_ref().map_or(0, Channels::count);
            self.sample_rate = params.sample_rate.unwrap_or(0);
        }
        self.check_spec()?;
        let rate = self.sample_rate;
        let counts = track.time_base.is_some_and(|b| b.numer.get() == 1 && b.denom.get() == rate);
        self.origin = first.filter(|_| counts);
        self.set_bounds(track, counts);
        if first.is_none() {
            self.pending = Pending::Over;
            // No packet at all, though frames are promised.
            if let Some(end) = self.end.filter(|&end| self.delay < end) {
                return Err(self.truncated(end));
            }
        }
        Ok(())
    }

    fn check_spec(&self) -> Result<()> {
        let problem = match (self.n_channels, self.sample_rate) {
            (0, _) => "it states zero channels",
            (_, 0) => "it states a sample rate of 0 Hz",
            _ => return Ok(()),
        };
        Err(Error::malformed(&self.path, self.format.name(), problem, None))
    }

    /// Sets `delay` and `end` by what the file states.
    fn set_bounds(&mut self, track: &Track, counts_frames: bool) {
        let n_frames = match self.format {
            // Estimates from the bit rate of the first frame, if not from a LAME tag.
            AudioFormat::Mpeg => track.num_frames.filter(|_| track.delay.is_some()),
            AudioFormat::Adts => None,
            _ => track.num_frames.filter(|_| counts_frames),
        };
        if !self.codec.trims_packets() {
            self.delay = track.delay.unwrap_or(0).into();
        }
        self.end = n_frames.map(|n| n.saturating_add(self.delay));
    }

    /// Narrows `delay` and `end` to what an MPEG-4 edit list leaves.
    fn apply(&mut self, edit: &Edit) {
        // An edit counts in the timescale of the track, which is the sample rate with few exceptions.
        if edit.timescale != self.sample_rate || self.origin.is_none() {
            return;
        }
        self.delay = edit.delay;
        let stated = edit.n_frames.map(|n| n.saturating_add(edit.delay));
        let end = match (self.end, stated) {
            // The length is stated in the coarse timescale of the movie; where it says no more than
            // the exact sum of the packets' durations, that is better.
            (Some(all), Some(end)) if all.abs_diff(end) <= edit.tolerance => Some(all),
            (Some(all), Some(end)) => Some(all.min(end)),
            (all, end) => all.or(end),
        };
        self.end = end.map(|end| end.max(edit.delay));
    }

    fn truncated(&self, end: u64) -> Error {
        Error::Truncated {
            path: self.path.clone(),
            format: self.format.name(),
            actual: self.position.saturating_sub(self.delay),
            expected: end - self.delay,
        }
    }

    /// Wraps what went wrong behind the header.
    fn error(&mut self, cause: Cause) -> Error {
        self.pending = Pending::Over;
        let (path, format) = (self.path.clone(), self.format.name());
        let frame = self.position.saturating_sub(self.delay);
        let problem = match cause {
            Cause::IoError(e) if e.kind() == ErrorKind::UnexpectedEof => match self.end {
                Some(end) => return self.truncated(end),
                None => "it breaks off".into(),
            },
            Cause::IoError(source) => return Error::Io { path, source },
            Cause::Unsupported(what) => return Error::unsupported(&path, format, what),
            Cause::ResetRequired => {
                return Error::unsupported(
                    &path,
                    format,
                    "several pieces in a row (chained streams)",
                );
            }
            Cause::DecodeError(problem) | Cause::LimitError(problem) => problem.into(),
            other => other.to_string().into(),
        };
        Error::Damaged { path, format, problem, frame }
    }
}

/// The longest packets that any codec has, those of FLAC.
const LONGEST_PACKET: u64 = 1 << 16;
/// The longest packets that a CAF holds, those of Apple Lossless.
const CAF_PACKET: u64 = 4096;
/// What is said when a stream is gone: opening it anew failed before.
const LOST: Cause = Cause::DecodeError("it could not be opened again");
/// Farther ahead than this, jumping beats decoding.
const MAX_SKIP: u64 = 1 << 15;

/// Runs a piece of symphonia, whose panics on damaged files become errors.
///
/// Its parsers index and multiply what they read from the file. Every panic there is a bug to be
/// reported, but a program that analyses a thousand files must not die of one of them.
fn contained<T>(
    work: impl FnOnce() -> std::result::Result<T, Cause>,
) -> std::result::Result<T, Cause> {
    // Safe to unwind: after an error the decoder is not used again (`Pending::Over`).
    catch_unwind(AssertUnwindSafe(work))
        .unwrap_or(Err(Cause::DecodeError("its content makes no sense to the decoder")))
}

fn demuxer(
    format: AudioFormat,
    stream: MediaSourceStream<'static>,
) -> std::result::Result<Box<dyn FormatReader>, Cause> {
    let options = FormatOptions::default();
    Ok(match format {
        AudioFormat::Wav => Box::new(formats::WavReader::try_new(stream, options)?),
        AudioFormat::Ogg => Box::new(formats::OggReader::try_new(stream, options)?),
        AudioFormat::Flac => Box::new(formats::FlacReader::try_new(stream, options)?),
        AudioFormat::Mpeg => Box::new(formats::MpaReader::try_new(stream, options)?),
        AudioFormat::Adts => Box::new(formats::AdtsReader::try_new(stream, options)?),
        AudioFormat::Mp4 => Box::new(formats::IsoMp4Reader::try_new(stream, options)?),
        AudioFormat::Aiff => Box::new(formats::AiffReader::try_new(stream, options)?),
        AudioFormat::Caf => Box::new(formats::CafReader::try_new(stream, options)?),
    })
}

/// Wraps what went wrong before the first frame.
fn opening_error(path: &Path, format: AudioFormat, cause: Cause) -> Error {
    let format = format.name();
    match cause {
        Cause::IoError(e) if e.kind() == ErrorKind::UnexpectedEof => {
            Error::malformed(path, format, "it breaks off before the first sample", None)
        }
        Cause::IoError(e) => Error::io(path, e),
        Cause::Unsupported(what) => Error::unsupported(path, format, what),
        Cause::DecodeError(problem) | Cause::LimitError(problem) => {
            Error::malformed(path, format, problem, None)
        }
        other => Error::malformed(path, format, other.to_string(), None),
    }
}

fn with_params(track: Track) -> Option<(Track, AudioCodecParameters)> {
    let params = track.codec_params.as_ref()?.audio()?.clone();
    Some((track, params))
}

/// Where the last whole chunk of a CAF file ends; what follows, if anything, is padding that the
/// demultiplexer would take for a broken chunk.
fn caf_end(source: &mut Source, start: u64) -> Result<u64> {
    let mut end = start + 8;
    while let Some(head) = source.bytes_at::<12>(end)? {
        let size = head[4..].first_chunk().map(|b| i64::from_be_bytes(*b));
        // The samples' size may be -1: up to the end of the file.
        let Some(size) = size.and_then(|n| u64::try_from(n).ok()) else { return Ok(source.len()) };
        end = end.saturating_add(12).saturating_add(size);
        if source.len() < end {
            let problem = "it breaks off in the middle of a chunk";
            return Err(Error::malformed(&source.path, "CAF", problem, Some(source.len())));
        }
    }
    Ok(end)
}

//! Sound as FLAC: every browser plays it, and music takes half the bytes of a WAV file.
//!
//! It is lossless, so that a sound may be computed from two others by subtraction. Of the format, this
//! uses what brings most: fixed predictors and Rice codes in partitions. On the recording of the talks
//! the files are 2 % larger than those of the reference encoder at its usual level.
//!
//! # References
//!
//! M. van Beurden, A. Weaver, "Free Lossless Audio Codec (FLAC)", RFC 9639, 2024.
//! <https://doi.org/10.17487/RFC9639>

/// Samples of a frame, but for the last one.
const BLOCK_LEN: usize = 4096;
/// Bits of a sample.
const N_BITS: u32 = 16;
/// A block has up to 2⁴ partitions, each with a Rice parameter of its own.
const MAX_PARTITION_ORDER: u32 = 4;
/// The greatest Rice parameter; one more is an escape code.
const MAX_RICE: u32 = 14;

/// A FLAC file of one channel with 16 bits a sample; `sample_rate` is below 2²⁰ Hz.
pub(super) fn encode(samples: &[i16], sample_rate: u32) -> Vec<u8> {
    let mut out = BitWriter::default();
    stream_header(&mut out, samples.len(), sample_rate);
    for (number, block) in samples.chunks(BLOCK_LEN).enumerate() {
        let block: Vec<i32> = block.iter().map(|&v| i32::from(v)).collect();
        frame(&mut out, number as u32, &block);
    }
    out.bytes
}

/// The mark of a FLAC file, and its one block of metadata.
fn stream_header(out: &mut BitWriter, n_samples: usize, sample_rate: u32) {
    out.bytes.extend(b"fLaC");
    out.put(0x80, 8); // the last block of metadata; its kind is STREAMINFO
    out.put(34, 24);
    for _ in 0..2 {
        out.put(BLOCK_LEN as u64, 16);
    }
    out.put(0, 48); // the least and the greatest bytes of a frame are not told
    out.put(sample_rate.into(), 20);
    out.put(0, 3); // channels, less one
    out.put(u64::from(N_BITS - 1), 5);
    out.put(n_samples as u64, 36);
    out.bytes.extend([0; 16]); // nor is the MD5 sum
}

fn frame(out: &mut BitWriter, number: u32, block: &[i32]) {
    let start = out.bytes.len();
    out.put(0xfff8, 16);
    let is_whole = block.len() == BLOCK_LEN;
    out.put(if is_whole { 0b1100 } else { 0b0111 }, 4);
    out.put(0, 4); // the rate is the stream's
    out.put(0, 4); // one channel
    out.put(0b1000, 4); // 16 bits
    out.bytes.extend(extended_utf8(number));
    if !is_whole {
        out.put(block.len() as u64 - 1, 16);
    }
    let check = crc(&out.bytes[start..], 8, 0x07);
    out.put(check.into(), 8);
    subframe(out, block);
    out.fill_byte();
    let check = crc(&out.bytes[start..], 16, 0x8005);
    out.put(check.into(), 16);
}

/// A frame's number in the way UTF-8 codes characters, up to 31 bits.
fn extended_utf8(number: u32) -> Vec<u8> {
    if number < 0x80 {
        return vec![number as u8];
    }
    // A byte that begins with n ones leads n - 1 bytes of six bits each.
    let n_more = (1..6).find(|n| number < 1 << (5 * n + 6)).unwrap_or(5);
    let lead = (0xff_u32 << (7 - n_more)) as u8 | (number >> (6 * n_more)) as u8;
    let rest = (0..n_more).rev().map(|i| 0x80 | (number >> (6 * i) & 0x3f) as u8);
    std::iter::once(lead).chain(rest).collect()
}

fn subframe(out: &mut BitWriter, block: &[i32]) {
    if block.iter().all(|v| *v == block[0]) {
        out.put(0, 8);
        out.put_signed(block[0], N_BITS);
        return;
    }
    // Bits that are zero in all samples are left out.
    let wasted = block.iter().fold(0, |bits, v| bits | v).trailing_zeros();
    let n_bits = N_BITS - wasted;
    let block: Vec<i32> = block.iter().map(|v| v >> wasted).collect();
    let (order, residual) = best_prediction(&block);
    let rice = best_rice(&residual, block.len(), order);
    let is_predicted =
        rice.n_bits + u64::from(n_bits) * (order as u64) < block.len() as u64 * u64::from(n_bits);
    let kind = if is_predicted { 0b00_1000 | order as u64 } else { 1 };
    out.put(kind, 7);
    out.put(u64::from(0 < wasted), 1);
    if 0 < wasted {
        out.put(1, wasted);
    }
    let n_plain = if is_predicted { order } else { block.len() };
    for &sample in &block[..n_plain] {
        out.put_signed(sample, n_bits);
    }
    if is_predicted {
        rice.write(out, &residual, block.len(), order);
    }
}

/// The order, 0 to 4, of the differences that are least, and these.
fn best_prediction(block: &[i32]) -> (usize, Vec<i32>) {
    let mut differences = block.to_vec();
    let size = |residual: &[i32]| residual.iter().map(|v| u64::from(v.unsigned_abs())).sum::<u64>();
    let mut best = (0, size(&differences), differences.clone());
    for order in 1..=4.min(block.len() - 1) {
        differences = differences.windows(2).map(|pair| pair[1] - pair[0]).collect();
        let size = size(&differences);
        if size < best.1 {
            best = (order, size, differences.clone());
        }
    }
    (best.0, best.2)
}

/// How a residual is divided into partitions, and the Rice parameter of each.
struct Rice {
    partition_order: u32,
    parameters: Vec<u32>,
    n_bits: u64,
}

fn best_rice(residual: &[i32], n_samples: usize, order: usize) -> Rice {
    let fits = |p: &u32| n_samples.is_multiple_of(1 << p) && order < n_samples >> p;
    let choices = (0..=MAX_PARTITION_ORDER).filter(fits).map(|partition_order| {
        let mut rice = Rice { partition_order, parameters: Vec::new(), n_bits: 6 };
        for part in partitions(residual, n_samples, order, partition_order) {
            let cost =
                |k: u32| -> u64 { part.iter().map(|&v| u64::from((folded(v) >> k) + 1 + k)).sum() };
            let (n_bits, k) = (0..=MAX_RICE).map(|k| (cost(k), k)).min().unwrap_or((0, 0));
            rice.parameters.push(k);
            rice.n_bits += n_bits + 4;
        }
        rice
    });
    // One partition always fits.
    choices.min_by_key(|rice| rice.n_bits).unwrap_or(Rice {
        partition_order: 0,
        parameters: vec![MAX_RICE],
        n_bits: u64::MAX / 2,
    })
}

/// The partitions of a residual; the first lacks the samples that are written plainly.
fn partitions(
    residual: &[i32],
    n_samples: usize,
    order: usize,
    partition_order: u32,
) -> impl Iterator<Item = &[i32]> {
    let len = n_samples >> partition_order;
    let (first, rest) = residual.split_at(len - order);
    std::iter::once(first).chain(rest.chunks(len))
}

/// Numbers of both signs in the order 0, -1, 1, -2, 2, ...
fn folded(value: i32) -> u32 {
    ((value << 1) ^ (value >> 31)) as u32
}

impl Rice {
    fn write(&self, out: &mut BitWriter, residual: &[i32], n_samples: usize, order: usize) {
        out.put(0, 2); // parameters of four bits
        out.put(self.partition_order.into(), 4);
        let parts = partitions(residual, n_samples, order, self.partition_order);
        for (part, &k) in parts.zip(&self.parameters) {
            out.put(k.into(), 4);
            for &value in part {
                let value = folded(value);
                out.put_zeros(value >> k);
                out.put(1, 1);
                out.put(u64::from(value & ((1 << k) - 1)), k);
            }
        }
    }
}

/// Bits after each other, the highest first.
#[derive(Default)]
struct BitWriter {
    bytes: Vec<u8>,
    /// The bits that do not fill a byte yet, in the lowest places.
    open: u64,
    n_open: u32,
}

impl BitWriter {
    /// Appends the lowest `n_bits` of `value`, at most 48; what lies above them is zero.
    fn put(&mut self, value: u64, n_bits: u32) {
        self.open = self.open << n_bits | value;
        self.n_open += n_bits;
        while 8 <= self.n_open {
            self.n_open -= 8;
            self.bytes.push((self.open >> self.n_open) as u8);
        }
    }

    fn put_signed(&mut self, value: i32, n_bits: u32) {
        self.put(u64::from(value as u32) & ((1 << n_bits) - 1), n_bits);
    }

    fn put_zeros(&mut self, mut n: u32) {
        while 0 < n {
            let part = n.min(32);
            self.put(0, part);
            n -= part;
        }
    }

    /// Fills the last byte with zeros.
    fn fill_byte(&mut self) {
        self.put(0, (8 - self.n_open) % 8);
    }
}

/// The check sum of `n_bits` bits that this polynomial gives.
fn crc(bytes: &[u8], n_bits: u32, polynomial: u32) -> u16 {
    let top = 1_u32 << (n_bits - 1);
    let mask = (top << 1) - 1;
    let sum = bytes.iter().fold(0, |sum: u32, &byte| {
        (0..8).fold(sum ^ u32::from(byte) << (n_bits - 8), |sum, _| {
            if sum & top == 0 { sum << 1 } else { sum << 1 ^ polynomial }
        }) & mask
    });
    sum as u16
}

#[cfg(test)]
mod tests {
    use onkai_io::audio;

    use super::*;

    /// What onkai's reader finds in the file, which checks all sums.
    fn decoded(file: &[u8]) -> (u32, Vec<i16>) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.flac");
        std::fs::write(&path, file).unwrap();
        let sound = audio::read(&path).unwrap();
        assert_eq!(sound.samples.nrows(), 1);
        (sound.sample_rate, sound.samples.iter().map(|v| (v * 32768.0) as i16).collect())
    }

    #[track_caller]
    fn assert_lossless(samples: &[i16], sample_rate: u32) -> usize {
        let file = encode(samples, sample_rate);
        let (rate, values) = decoded(&file);
        assert_eq!(rate, sample_rate);
        assert!(values == samples, "{} samples", samples.len());
        file.len()
    }

    fn noise(n: usize, amplitude: f64) -> Vec<i16> {
        onkai_testing::noise(n, 1).iter().map(|v| (v * amplitude) as i16).collect()
    }

    #[test]
    fn any_sound_comes_back_as_it_was() {
        for n in [1, 2, 3, 5, 15, 16, 17, 4095, 4096, 4097, 9000, 4096 * 130] {
            assert_lossless(&noise(n, 3000.0), 22050);
        }
        let tone: Vec<i16> =
            (0..30_000).map(|i| (9000.0 * (0.03 * f64::from(i)).sin()) as i16).collect();
        assert_lossless(&tone, 11025);
        let extremes: Vec<i16> =
            (0..5000).map(|i| if i % 2 == 0 { i16::MIN } else { i16::MAX }).collect();
        assert_lossless(&extremes, 8000);
        let clicks: Vec<i16> =
            (0..9000).map(|i| if i % 3000 == 5 { i16::MAX } else { 0 }).collect();
        assert_lossless(&clicks, 44100);
    }

    #[test]
    fn frames_are_counted_as_characters() {
        for number in [0, 0x7f, 0x80, 0x7ff, 0x800, 0xfffd, 0x10000, 0x10_ffff] {
            let character = char::from_u32(number).unwrap();
            assert_eq!(extended_utf8(number), character.to_string().into_bytes(), "{number:x}");
        }
        assert_eq!(extended_utf8(0x7fff_ffff), [0xfd, 0xbf, 0xbf, 0xbf, 0xbf, 0xbf]);
    }

    #[test]
    fn what_can_be_told_shortly_is_short() {
        assert!(assert_lossless(&vec![0; 40_960], 22050) < 250);
        assert!(assert_lossless(&vec![-7; 40_960], 22050) < 250);
        let tone: Vec<i16> =
            (0..40_960).map(|i| (9000.0 * (0.01 * f64::from(i)).sin()) as i16).collect();
        assert!(assert_lossless(&tone, 22050) < 40_960 / 2);
        let coarse: Vec<i16> = noise(40_960, 2000.0).iter().map(|v| v & !15).collect();
        assert!(assert_lossless(&coarse, 22050) < 40_960 * 9 / 8);
        // Noise of full scale is no longer than plain samples.
        assert!(assert_lossless(&noise(40_960, 32767.0), 22050) < 2 * 40_960 + 300);
    }
}

//! Plain samples: from bytes, and from a decoder's planes, to numbers between -1 and 1.

use ndarray::ArrayViewMut2;
use onkai_core::Real;
use symphonia::core::audio::sample::Sample;
use symphonia::core::audio::{Audio, AudioBuffer, GenericAudioBufferRef};

/// How one sample is written in a file, most significant byte last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Encoding {
    /// Unsigned, 128 is silence.
    U8,
    S16,
    S24,
    S32,
    F32,
    F64,
}

impl Encoding {
    pub(super) fn n_bytes(self) -> usize {
        match self {
            Self::U8 => 1,
            Self::S16 => 2,
            Self::S24 => 3,
            Self::S32 | Self::F32 => 4,
            Self::F64 => 8,
        }
    }

    /// Decodes interleaved frames into `out`, `[n_channels, n_frames]`.
    pub(super) fn decode<F: Real>(self, bytes: &[u8], out: ArrayViewMut2<'_, F>) {
        match self {
            Self::U8 => deinterleave(bytes, out, |[b]: [u8; 1]| scaled(f64::from(b) - 128.0, 7)),
            Self::S16 => deinterleave(bytes, out, |b| scaled(i16::from_le_bytes(b).into(), 15)),
            // The low byte of zeros makes it a 32-bit sample, sign and all.
            Self::S24 => deinterleave(bytes, out, |[a, b, c]: [u8; 3]| {
                scaled(i32::from_le_bytes([0, a, b, c]).into(), 31)
            }),
            Self::S32 => deinterleave(bytes, out, |b| scaled(i32::from_le_bytes(b).into(), 31)),
            Self::F32 => deinterleave(bytes, out, |b| F::of(f32::from_le_bytes(b).into())),
            Self::F64 => deinterleave(bytes, out, |b| F::of(f64::from_le_bytes(b))),
        }
    }
}

/// `value / 2^bits`: exact in f64, and rounded once where it becomes f32.
#[inline]
fn scaled<F: Real>(value: f64, bits: u32) -> F {
    F::of(value * (1.0 / (1_u64 << bits) as f64))
}

fn deinterleave<F: Real, const N: usize>(
    bytes: &[u8],
    mut out: ArrayViewMut2<'_, F>,
    decode: impl Fn([u8; N]) -> F,
) {
    let frame_len = N * out.nrows();
    for (c, mut row) in out.rows_mut().into_iter().enumerate() {
        for (slot, frame) in row.iter_mut().zip(bytes.chunks_exact(frame_len)) {
            let sample = frame[c * N..].first_chunk().expect("a frame has a sample per channel");
            *slot = decode(*sample);
        }
    }
}

/// Copies frames `from..` of a decoded packet into `out`, `[n_channels, n_frames]`.
pub(super) fn copy_planes<F: Real>(
    packet: &GenericAudioBufferRef<'_>,
    from: usize,
    out: ArrayViewMut2<'_, F>,
) {
    use GenericAudioBufferRef as Packet;
    match packet {
        Packet::U8(p) => copy(p, from, out, |v| scaled(f64::from(v) - 128.0, 7)),
        Packet::U16(p) => copy(p, from, out, |v| scaled(f64::from(v) - 32768.0, 15)),
        Packet::U24(p) => copy(p, from, out, |v| scaled(f64::from(v.inner()) - 8388608.0, 23)),
        Packet::U32(p) => copy(p, from, out, |v| scaled(f64::from(v) - 2147483648.0, 31)),
        Packet::S8(p) => copy(p, from, out, |v| scaled(v.into(), 7)),
        Packet::S16(p) => copy(p, from, out, |v| scaled(v.into(), 15)),
        Packet::S24(p) => copy(p, from, out, |v| scaled(v.inner().into(), 23)),
        Packet::S32(p) => copy(p, from, out, |v| scaled(v.into(), 31)),
        Packet::F32(p) => copy(p, from, out, |v| F::of(v.into())),
        Packet::F64(p) => copy(p, from, out, F::of),
    }
}

fn copy<S: Sample, F: Real>(
    packet: &AudioBuffer<S>,
    from: usize,
    mut out: ArrayViewMut2<'_, F>,
    convert: impl Fn(S) -> F,
) {
    for (mut row, plane) in out.rows_mut().into_iter().zip(packet.iter_planes()) {
        // Zipped slices become vector instructions, zipped array iterators do not.
        match row.as_slice_mut() {
            Some(row) => row.iter_mut().zip(&plane[from..]).for_each(|(a, &b)| *a = convert(b)),
            None => row.iter_mut().zip(&plane[from..]).for_each(|(a, &b)| *a = convert(b)),
        }
    }
}

#[cfg(test)]
mod tests {
    use ndarray::{Array2, array};

    use super::*;

    #[test]
    fn the_ends_of_every_range() {
        let cases: [(Encoding, &[u8], [f64; 2]); 6] = [
            (Encoding::U8, &[0, 192], [-1.0, 0.5]),
            (Encoding::S16, &[0, 0x80, 0, 0x40], [-1.0, 0.5]),
            (Encoding::S24, &[0, 0, 0x80, 1, 0, 0], [-1.0, 2.0_f64.powi(-23)]),
            (Encoding::S32, &[0, 0, 0, 0x80, 1, 0, 0, 0], [-1.0, 2.0_f64.powi(-31)]),
            (Encoding::F32, &[0, 0, 0x80, 0x7f, 0, 0, 0, 0x40], [f64::INFINITY, 2.0]),
            (
                Encoding::F64,
                &[0, 0, 0, 0, 0, 0, 0, 0x40, 1, 0, 0, 0, 0, 0, 0xf0, 0x3f],
                [2.0, 1.0 + f64::EPSILON],
            ),
        ];
        for (encoding, bytes, expected) in cases {
            assert_eq!(bytes.len(), 2 * encoding.n_bytes());
            let mut wide = Array2::<f64>::zeros((1, 2));
            encoding.decode(bytes, wide.view_mut());
            assert_eq!(wide, array![expected], "{encoding:?}");
            let mut narrow = Array2::<f32>::zeros((2, 1));
            encoding.decode(bytes, narrow.view_mut());
            assert_eq!(narrow, array![[expected[0] as f32], [expected[1] as f32]], "{encoding:?}");
        }
    }
}

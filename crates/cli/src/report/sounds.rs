//! The sounds of a report: the recording, and what is harmonic in it. The rest, which is percussive, is
//! the difference of the two, and the page adds the clicks: two sounds stand for five.

use anyhow::Result;
use ndarray::{ArrayRef1, s};
use onkai_mir::audio::Recording;
use onkai_mir::effects::{EffectsHpssOptions, hpss};
use onkai_signal::resample;

use super::flac;

/// A longer recording is heard at half its rate, so that the file stays one that opens at once.
const LONG_S: f64 = 300.0;
/// Of a still longer one only this beginning is heard.
const LIMIT_S: f64 = 600.0;
/// The bytes that a second of both sounds may take: coarser samples keep noise, which FLAC cannot
/// shorten, within it. One minute then has 4.8 MB, or 6.1 MiB as text.
const MAX_BYTES_A_SECOND: f64 = 80_000.0;
/// Bits that are left out for it, the fewest first.
const DROPPED_BITS: [u32; 5] = [0, 2, 4, 6, 8];

/// Sounds as FLAC files, of the same length and on the same scale.
pub(super) struct Sounds {
    pub(super) recording: Vec<u8>,
    pub(super) harmonic: Vec<u8>,
    pub(super) sample_rate: u32,
    /// How much of the recording is heard, in seconds.
    pub(super) duration_s: f64,
}

impl Sounds {
    /// The sounds of a recording, in memory that does not grow beyond what ten minutes take.
    pub(super) fn of(recording: &Recording) -> Result<Self> {
        let rate = recording.sample_rate;
        let is_long = LONG_S * rate < recording.samples.len() as f64;
        let n = recording.samples.len().min((LIMIT_S * rate) as usize);
        let heard = recording.samples.slice(s![..n]);
        let played = if is_long { (rate / 2.0).round() } else { rate };
        let sound = if is_long { resample(&heard, rate, played)? } else { heard.to_owned() };
        let harmonic = hpss(&sound, &EffectsHpssOptions::default())?.harmonic;
        let peak = |sound: &ArrayRef1<f32>| sound.iter().fold(0.0_f32, |peak, v| peak.max(v.abs()));
        // One scale for both, or their difference would be none.
        let scale = 1.0 / peak(&sound).max(peak(&harmonic)).max(1.0);
        let max_bytes = MAX_BYTES_A_SECOND * n as f64 / rate + 1000.0;
        let mut sounds = Self {
            recording: Vec::new(),
            harmonic: Vec::new(),
            sample_rate: played as u32,
            duration_s: n as f64 / rate,
        };
        for dropped in DROPPED_BITS {
            let file = |sound| flac::encode(&to_16_bits(sound, scale, dropped), played as u32);
            let (recording, harmonic) = (file(&sound), file(&harmonic));
            let n_bytes = recording.len() + harmonic.len();
            (sounds.recording, sounds.harmonic) = (recording, harmonic);
            if n_bytes as f64 <= max_bytes {
                break;
            }
        }
        Ok(sounds)
    }
}

/// Samples as integers, of which the `dropped` lowest bits are zero.
fn to_16_bits(sound: &ArrayRef1<f32>, scale: f32, dropped: u32) -> Vec<i16> {
    let step = (1_u32 << dropped) as f32;
    // The greatest number that has those bits zero.
    let greatest = 32768.0 - step;
    let rounded = |v: &f32| (v * scale * 32768.0 / step).round() * step;
    sound.iter().map(|v| rounded(v).clamp(-32768.0, greatest) as i16).collect()
}

#[cfg(test)]
mod tests {
    use ndarray::{Array1, array};
    use onkai_testing::noise_f32;

    use super::*;

    #[test]
    fn lowest_bits_can_be_left_out() {
        let sound = array![0.5_f32, -1.0, 1.0, 1e-4];
        assert_eq!(to_16_bits(&sound, 1.0, 0), [16384, -32768, 32767, 3]);
        assert_eq!(to_16_bits(&sound, 0.5, 4), [8192, -16384, 16384, 0]);
        assert!(to_16_bits(&sound, 1.0, 4).iter().all(|v| v % 16 == 0));
    }

    #[test]
    fn noise_takes_no_more_than_its_share() {
        let samples = noise_f32(5 * 22050, 1);
        let sounds = Sounds::of(&Recording { samples, sample_rate: 22050.0 }).unwrap();
        let n_bytes = sounds.recording.len() + sounds.harmonic.len();
        assert!((n_bytes as f64) < 5.0 * MAX_BYTES_A_SECOND + 1000.0, "{n_bytes}");
        assert_eq!((sounds.sample_rate, sounds.duration_s), (22050, 5.0));
    }

    #[test]
    fn long_recordings_are_heard_in_part() {
        // A low rate makes the test short; what counts is seconds.
        let samples = Array1::from_shape_fn(700 * 400, |i| (0.05 * i as f32).sin());
        let sounds = Sounds::of(&Recording { samples, sample_rate: 400.0 }).unwrap();
        assert_eq!((sounds.sample_rate, sounds.duration_s), (200, LIMIT_S));
    }
}

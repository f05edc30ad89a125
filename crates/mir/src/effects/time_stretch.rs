//! A signal faster or slower at the same pitch.
//!
//! Counterpart of `librosa.effects.time_stretch`.

use ndarray::{Array, Array1, ArrayRef, ArrayRef1, ArrayViewMut2, Dimension, ShapeBuilder, aview1};
use num_complex::Complex;
use onkai_core::{
    Error, Real, Result, as_contiguous, check_finite, check_positive, large_zeros, map_lanes,
};

use super::phase_vocoder::Vocoder;
use crate::channels::time_axis;
use crate::spectrum::Synthesis;
use crate::{StftOptions, StftPlan};

/// Plays a signal `rate` times as fast without changing its pitch.
///
/// # Shapes
///
/// `y`: `[..., n]`, `n ≥ 1`. Returns `[..., round(n / rate)]`.
///
/// # Errors
///
/// [`Error::Parameter`] when `rate` is not positive and finite, or so small that the result would be
/// too long; those of [`stft`](crate::stft()).
///
/// # Examples
///
/// ```
/// use onkai_mir::StftOptions;
/// use onkai_mir::effects::time_stretch;
///
/// let y = ndarray::Array1::from_shape_fn(22050, |i| (0.1 * i as f32).sin());
/// assert_eq!(time_stretch(&y, 2.0, &StftOptions::default())?.len(), 11025);
/// # Ok::<(), onkai_mir::Error>(())
/// ```
///
/// # Differences from librosa
///
/// A rate of 1 returns the input itself. See [`phase_vocoder`](super::phase_vocoder) for the phases.
pub fn time_stretch<F: Real, D: Dimension>(
    y: &ArrayRef<F, D>,
    rate: f64,
    options: &StftOptions,
) -> Result<Array<F, D>> {
    check_positive("rate", rate)?;
    let time = time_axis("y", y)?;
    let length = stretched_len(y.len_of(time), rate)?;
    map_lanes(y, time, length, |lane, mut out| {
        out.assign(&stretched(&lane, rate, options, length)?);
        Ok(())
    })
}

/// How long a stretched signal is; ties go to the even number, as in Python.
pub(super) fn stretched_len(n: usize, rate: f64) -> Result<usize> {
    let length = (n as f64 / rate).round_ties_even();
    if f64::from(u32::MAX) < length {
        return Err(Error::parameter("rate", rate, "larger for a signal of this length"));
    }
    Ok(length as usize)
}

/// One channel, stretched to `length` samples.
pub(super) fn stretched<F: Real>(
    y: &ArrayRef1<F>,
    rate: f64,
    options: &StftOptions,
    length: usize,
) -> Result<Array1<F>> {
    if rate == 1.0 {
        check_finite("y", y)?;
        return Ok(y.to_owned());
    }
    let analysis = StftPlan::new(options)?;
    analysis.check(y)?;
    let vocoder = Vocoder::new(analysis.n_bins(), analysis.n_frames(y.len()), rate)?;
    let mut out = large_zeros(length);
    run(&as_contiguous(y), (&analysis, vocoder, &Synthesis::new(options)?), &mut out);
    let out = Array1::from_vec(out);
    // Samples near the largest number that there is may overflow on the way.
    check_finite("y", &out)?;
    Ok(out)
}

/// Frames that are made at once. Those of a minute's signal would be 20 MB, read and written from far
/// away, and their memory alone would take longer to come by than all transforms.
const FRAMES: usize = 128;

/// Lets transform, vocoder and synthesis take turns until `out` is full.
fn run<F: Real>(
    y: &[F],
    (analysis, mut vocoder, synthesis): (&StftPlan<F>, Vocoder<F>, &Synthesis<F>),
    out: &mut [F],
) {
    let (n_bins, n_frames) = (analysis.n_bins(), vocoder.n_out());
    // Frames may be far longer than the signal, and no more of them are kept than there are.
    let overlap = synthesis.overlap().min(n_frames);
    let block = FRAMES.max(4 * overlap).min(n_frames);
    // The frames before a block that reach into it, then the block.
    let mut made = vec![Complex::default(); n_bins * (overlap + block)];
    let mut read = Vec::new();
    let (mut start, mut filled) = (0, 0);
    while filled < out.len() {
        let end = n_frames.min(start + block);
        let needed = vocoder.needed(end - start);
        read.resize(n_bins * needed.len(), Complex::default());
        analysis.transform_frames(y, &needed, &mut read);
        let column = |index| {
            let at = needed.binary_search(&index).expect("the vocoder reads what it needs");
            aview1(&read[n_bins * at..][..n_bins])
        };
        let fresh = &mut made[n_bins * overlap..][..n_bins * (end - start)];
        let shape = (n_bins, end - start).f();
        let mut fresh = ArrayViewMut2::from_shape(shape, fresh).expect("as many as the shape has");
        vocoder.run(column, &mut fresh);
        let to = if end == n_frames { out.len() } else { out.len().min(synthesis.n_complete(end)) };
        synthesis.spread(&mut out[filled..to], filled, n_frames, |t, spectrum| {
            spectrum.copy_from_slice(&made[n_bins * (t + overlap - start)..][..n_bins]);
        });
        made.copy_within(n_bins * (end - start).., 0);
        (start, filled) = (end, to);
    }
}

#[cfg(test)]
mod tests {
    use onkai_testing::{assert_close, noise};

    use super::*;
    use crate::effects::phase_vocoder;
    use crate::{IstftOptions, istft, stft};

    #[test]
    fn blocks_are_parts_of_the_whole() {
        let y = noise(9000, 4);
        let options = |n_fft, hop, center| StftOptions {
            n_fft,
            hop_length: Some(hop),
            center,
            ..Default::default()
        };
        let all = [
            options(64, 16, true),
            options(63, 9, false),
            options(32, 40, true),
            options(8000, 100, true),
        ];
        for options in all {
            for rate in [0.3, 0.99, 1.7, 5.2] {
                let length = stretched_len(y.len(), rate).unwrap();
                let whole = phase_vocoder(&stft(&y, &options).unwrap(), rate).unwrap();
                let back = IstftOptions { length: Some(length), ..IstftOptions::undoing(&options) };
                let expected = istft(&whole, &back).unwrap();
                let actual = stretched(&y, rate, &options, length).unwrap();
                assert_close!(actual, expected, 1e-12, 1e-12, "{options:?} {rate}");
            }
        }
    }
}

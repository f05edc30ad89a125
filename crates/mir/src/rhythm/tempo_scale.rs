//! The tempos of lags, and which of them is the likeliest.
//!
//! Counterpart of `librosa.tempo_frequencies`.

use ndarray::{Array1, ArrayRef2};
use onkai_core::{Error, Real, Result, check_finite, check_positive, for_each_chunk};

use super::tempo::TempoOptions;
use crate::clock::FrameClock;

/// The tempo of each lag of a tempogram, in beats per minute; infinite at lag 0.
///
/// # Examples
///
/// ```
/// use onkai_mir::{FrameClock, tempo_frequencies};
/// let bpms = tempo_frequencies(3, FrameClock::new(22050.0, 441)?);
/// assert_eq!(bpms.to_vec(), [f64::INFINITY, 3000.0, 1500.0]);
/// # Ok::<(), onkai_mir::Error>(())
/// ```
pub fn tempo_frequencies(n_lags: usize, clock: FrameClock) -> Array1<f64> {
    let frames_a_minute = 60.0 * clock.sample_rate();
    Array1::from_shape_fn(n_lags, |lag| frames_a_minute / (clock.hop_length() as f64 * lag as f64))
}

impl TempoOptions {
    /// The tempos of an autocorrelation window of this length.
    pub(super) fn scale(&self, clock: FrameClock) -> Result<TempoScale> {
        check_positive("ac_size_s", self.ac_size_s)?;
        let win_length = clock.time_to_frame(self.ac_size_s).max(1);
        let requirement = "long enough for a lag of a beat at `max_tempo`";
        let too_short = Error::parameter("ac_size_s", self.ac_size_s, requirement);
        self.scale_of_lags(win_length, clock, too_short)
    }

    /// The tempos of a tempogram.
    pub(super) fn scale_of<F: Real>(
        &self,
        tempogram: &ArrayRef2<F>,
        clock: FrameClock,
    ) -> Result<TempoScale> {
        check_finite("tempogram", tempogram)?;
        let (n_lags, n_frames) = tempogram.dim();
        let needed = |expected, actual| Error::TooShort { name: "tempogram", expected, actual };
        if n_frames == 0 {
            return Err(needed(1, 0));
        }
        let frames_a_beat = self.max_tempo.map_or(0.0, |max| 60.0 * clock.frame_rate() / max);
        let too_short = needed((frames_a_beat as usize).saturating_add(2), n_lags);
        self.scale_of_lags(n_lags, clock, too_short)
    }

    fn scale_of_lags(
        &self,
        n_lags: usize,
        clock: FrameClock,
        too_short: Error,
    ) -> Result<TempoScale> {
        check_positive("start_bpm", self.start_bpm)?;
        check_positive("std_bpm", self.std_bpm)?;
        if let Some(max) = self.max_tempo {
            check_positive("max_tempo", max)?;
        }
        let bpms = tempo_frequencies(n_lags, clock).to_vec();
        // Lag 0 is no tempo.
        let heard = |&bpm: &f64| bpm.is_finite() && self.max_tempo.is_none_or(|max| bpm < max);
        if !bpms.iter().any(heard) {
            return Err(too_short);
        }
        let octaves = |bpm: f64| (bpm.log2() - self.start_bpm.log2()) / self.std_bpm;
        let mut log_prior = match self.prior {
            Some(prior) => prior.log_densities(&bpms)?,
            None => bpms.iter().map(|&bpm| -0.5 * octaves(bpm) * octaves(bpm)).collect(),
        };
        for (log_prior, bpm) in log_prior.iter_mut().zip(&bpms) {
            if !heard(bpm) {
                *log_prior = f64::NEG_INFINITY;
            }
        }
        if log_prior.iter().all(|&p| p == f64::NEG_INFINITY) {
            let requirement = "give a tempo below `max_tempo` a chance";
            return Err(Error::Values { name: "prior", requirement });
        }
        Ok(TempoScale { bpms, log_prior })
    }
}

/// The tempo of each lag, and how likely it is before anything is heard.
pub(super) struct TempoScale {
    // Invariant: of one at least, the likelihood is not zero.
    pub(super) bpms: Vec<f64>,
    log_prior: Vec<f64>,
}

impl TempoScale {
    pub(super) fn likeliest(&self, lags: &[f64]) -> f64 {
        let mut best = (f64::NEG_INFINITY, 0.0);
        for ((&g, &log_prior), &bpm) in lags.iter().zip(&self.log_prior).zip(&self.bpms) {
            // Most lags are ruled out, and their logarithm would be in vain.
            if log_prior == f64::NEG_INFINITY {
                continue;
            }
            let score = (1e6 * g).ln_1p() + log_prior;
            if best.0 < score {
                best = (score, bpm);
            }
        }
        best.1
    }

    pub(super) fn likeliest_of_each<F: Real>(&self, tempogram: &ArrayRef2<F>) -> Array1<f64> {
        let mut bpms = vec![0.0; tempogram.ncols()];
        for_each_chunk(&mut bpms, 1, FRAMES_PER_TASK, Vec::new, |lags, t, bpm| {
            lags.clear();
            lags.extend(tempogram.column(t).iter().map(|g| g.as_f64()));
            bpm[0] = self.likeliest(lags);
        });
        Array1::from_vec(bpms)
    }
}

/// Frames that a thread takes in a row: about 50 µs of work at the default sizes.
const FRAMES_PER_TASK: usize = 16;

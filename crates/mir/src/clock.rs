//! Frames, samples and seconds.
//!
//! Counterpart of `librosa.frames_to_time`, `frames_to_samples`, `time_to_frames`,
//! `samples_to_frames`, `times_like`, `samples_like`, and the same of blocks.

use onkai_core::{Error, Result, check_positive};

/// The rate at which frames follow each other: what turns frame indices into samples and seconds.
///
/// Functions that take something indexed by frames take its clock too, so that the sample rate and
/// hop of one call cannot be mistaken in the next. [`StftOptions::clock`](crate::StftOptions::clock)
/// makes it.
///
/// # Examples
///
/// ```
/// use onkai_mir::FrameClock;
///
/// let clock = FrameClock::new(22050.0, 512)?;
/// assert_eq!(clock.frame_to_sample(10), 5120);
/// assert_eq!(clock.time_to_frame(1.0), 43);
/// assert_eq!(clock.frames_to_time(&[0, 441]), vec![0.0, 10.24]);
/// # Ok::<(), onkai_mir::Error>(())
/// ```
///
/// # Differences from librosa
///
/// The correction by half a frame that `n_fft` asks for there is [`FrameClock::uncentered`] here.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FrameClock {
    sample_rate: f64,
    hop_length: usize,
    offset: usize,
}

impl FrameClock {
    /// The clock of frames that are centred at multiples of `hop_length` samples.
    ///
    /// # Errors
    ///
    /// [`Error::Parameter`] when the rate is not positive and finite, or the hop is zero.
    pub fn new(sample_rate: f64, hop_length: usize) -> Result<Self> {
        check_positive("sample_rate", sample_rate)?;
        if hop_length == 0 {
            return Err(Error::parameter("hop_length", 0.0, "at least 1"));
        }
        Ok(Self { sample_rate, hop_length, offset: 0 })
    }

    /// The same for frames of `n_fft` samples that begin at those multiples: a frame stands for its
    /// middle, `n_fft / 2` samples later.
    #[must_use]
    pub fn uncentered(self, n_fft: usize) -> Self {
        Self { offset: n_fft / 2, ..self }
    }

    /// The clock of blocks of `block_length` frames each, as a stream delivers them: their samples and
    /// times are those at which they begin.
    ///
    /// # Errors
    ///
    /// [`Error::Parameter`] when a block has no frames, or more samples than can be counted.
    ///
    /// # Examples
    ///
    /// ```
    /// let clock = onkai_mir::FrameClock::new(22050.0, 512)?;
    /// let blocks = clock.blocks(16)?;
    /// assert_eq!(blocks.frames_to_samples(&[0, 1, 2]), [0, 8192, 16384]);
    /// assert_eq!(clock.sample_to_frame(blocks.frame_to_sample(2)), 32);
    /// # Ok::<(), onkai_mir::Error>(())
    /// ```
    #[doc(alias = "blocks_to_samples")]
    #[doc(alias = "blocks_to_time")]
    #[doc(alias = "blocks_to_frames")]
    pub fn blocks(self, block_length: usize) -> Result<Self> {
        match self.hop_length.checked_mul(block_length) {
            Some(hop_length) if 0 < block_length => Ok(Self { hop_length, offset: 0, ..self }),
            _ => {
                let requirement = "at least 1, and small enough for the samples to be counted";
                Err(Error::parameter("block_length", block_length as f64, requirement))
            }
        }
    }

    /// Samples a second, in hertz.
    pub fn sample_rate(&self) -> f64 {
        self.sample_rate
    }

    /// Samples from one frame to the next.
    pub fn hop_length(&self) -> usize {
        self.hop_length
    }

    /// Frames a second, in hertz.
    pub fn frame_rate(&self) -> f64 {
        self.sample_rate / self.hop_length as f64
    }

    /// The sample in the middle of `frame`.
    pub fn frame_to_sample(&self, frame: usize) -> usize {
        frame * self.hop_length + self.offset
    }

    /// The time of the middle of `frame`, in seconds.
    pub fn frame_to_time(&self, frame: usize) -> f64 {
        self.frame_to_sample(frame) as f64 / self.sample_rate
    }

    /// The last frame whose middle is not after `sample`; 0 if there is none.
    pub fn sample_to_frame(&self, sample: usize) -> usize {
        sample.saturating_sub(self.offset) / self.hop_length
    }

    /// The last frame whose middle is not after `time_s`; 0 if there is none.
    pub fn time_to_frame(&self, time_s: f64) -> usize {
        self.sample_to_frame((time_s * self.sample_rate) as usize)
    }

    /// [`frame_to_sample`](Self::frame_to_sample) of each.
    pub fn frames_to_samples(&self, frames: &[usize]) -> Vec<usize> {
        frames.iter().map(|&frame| self.frame_to_sample(frame)).collect()
    }

    /// [`frame_to_time`](Self::frame_to_time) of each, in seconds.
    pub fn frames_to_time(&self, frames: &[usize]) -> Vec<f64> {
        frames.iter().map(|&frame| self.frame_to_time(frame)).collect()
    }

    /// [`time_to_frame`](Self::time_to_frame) of each.
    pub fn times_to_frames(&self, times_s: &[f64]) -> Vec<usize> {
        times_s.iter().map(|&time_s| self.time_to_frame(time_s)).collect()
    }

    /// The samples in the middle of the first `n_frames` frames.
    #[doc(alias = "samples_like")]
    pub fn samples(&self, n_frames: usize) -> Vec<usize> {
        (0..n_frames).map(|frame| self.frame_to_sample(frame)).collect()
    }

    /// The times of the first `n_frames` frames, in seconds.
    #[doc(alias = "times_like")]
    pub fn times(&self, n_frames: usize) -> Vec<f64> {
        (0..n_frames).map(|frame| self.frame_to_time(frame)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // Expected values are librosa 0.11's frames_to_samples, samples_to_frames and frames_to_time
    // with n_fft=2048.
    #[test]
    fn frames_that_are_not_centred_stand_for_their_middle() {
        let clock = FrameClock::new(22050.0, 512).unwrap().uncentered(2048);
        assert_eq!(clock.frames_to_samples(&[0, 3]), [1024, 2560]);
        assert_eq!(clock.sample_to_frame(2559), 2);
        assert_eq!(clock.sample_to_frame(2560), 3);
        assert_eq!(clock.frame_to_time(3), 0.11609977324263039);
        assert_eq!(clock.sample_to_frame(0), 0);
    }

    // Expected values are librosa 0.11's samples_like with n_fft=2048 and blocks_to_time.
    #[test]
    fn frames_and_blocks_are_counted() {
        let clock = FrameClock::new(22050.0, 512).unwrap().uncentered(2048);
        assert_eq!(clock.samples(3), [1024, 1536, 2048]);
        assert_eq!(clock.blocks(20).unwrap().frames_to_time(&[3]), [1.3931972789115645]);
        for bad in [0, usize::MAX] {
            let result = clock.blocks(bad);
            assert!(matches!(result, Err(Error::Parameter { name: "block_length", .. })));
        }
    }

    #[test]
    fn bad_rates_are_named() {
        assert!(matches!(
            FrameClock::new(0.0, 512),
            Err(Error::Parameter { name: "sample_rate", .. })
        ));
        assert!(matches!(
            FrameClock::new(22050.0, 0),
            Err(Error::Parameter { name: "hop_length", .. })
        ));
    }
}

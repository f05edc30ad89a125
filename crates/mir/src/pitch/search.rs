//! Which pitches are looked for, and the frames in which they are.

use onkai_core::{Error, PadMode, Result, check_positive};

use crate::clock::FrameClock;

/// The pitches that [`yin`](crate::yin) and [`pyin`](crate::pyin) look for, and the frames in which
/// they do.
///
/// # Examples
///
/// ```
/// use onkai_mir::PitchSearch;
///
/// let search = PitchSearch { fmin_hz: 80.0, fmax_hz: 600.0, ..Default::default() };
/// // A frame has 2048 samples, of which the next one begins 512 later.
/// assert_eq!(search.clock(22050.0)?.frame_to_sample(3), 1536);
/// # Ok::<(), onkai_mir::Error>(())
/// ```
///
/// # Differences from librosa
///
/// librosa has no default range, but recommends this one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PitchSearch {
    /// The lowest pitch, in hertz; its period must be shorter than a frame.
    /// Default: `65.40639132514966`, a C2.
    pub fmin_hz: f64,
    /// The highest pitch, in hertz; above `fmin_hz`, at most half the sample rate.
    /// Default: `2093.004522404789`, a C7.
    pub fmax_hz: f64,
    /// Samples per frame; at least 1, and better two periods of the lowest pitch. Default: `2048`.
    pub frame_length: usize,
    /// Samples from one frame to the next; at least 1.
    /// Default: `None`, meaning a quarter of `frame_length`.
    pub hop_length: Option<usize>,
    /// Whether frame `t` is centred at sample `t * hop_length` rather than beginning there.
    /// Default: `true`.
    pub center: bool,
    /// What stands beyond the ends of the signal if `center` is on. Default: zeros.
    pub pad_mode: PadMode<f64>,
}

impl Default for PitchSearch {
    fn default() -> Self {
        Self {
            fmin_hz: 65.40639132514966,
            fmax_hz: 2093.004522404789,
            frame_length: 2048,
            hop_length: None,
            center: true,
            pad_mode: PadMode::Constant(0.0),
        }
    }
}

impl PitchSearch {
    /// `hop_length`, or what stands for it.
    pub fn effective_hop_length(&self) -> usize {
        self.hop_length.unwrap_or(self.frame_length / 4)
    }

    /// The clock of the frames that are made of a signal.
    ///
    /// # Errors
    ///
    /// [`Error::Parameter`] when the sample rate or the hop is out of range.
    pub fn clock(&self, sample_rate: f64) -> Result<FrameClock> {
        FrameClock::new(sample_rate, self.effective_hop_length())
    }

    /// The shortest and the longest period, in samples: at least two different ones, both shorter
    /// than a frame.
    pub(super) fn periods(&self, sample_rate: f64) -> Result<(usize, usize)> {
        let &Self { fmin_hz, fmax_hz, frame_length, .. } = self;
        check_positive("sample_rate", sample_rate)?;
        check_positive("fmin_hz", fmin_hz)?;
        if frame_length == 0 {
            return Err(Error::parameter("frame_length", 0.0, "at least 1"));
        }
        if self.effective_hop_length() == 0 {
            return Err(Error::parameter("hop_length", 0.0, "at least 1"));
        }
        if !(fmin_hz < fmax_hz && fmax_hz <= sample_rate / 2.0) {
            let requirement = "above `fmin_hz` and at most half the sample rate";
            return Err(Error::parameter("fmax_hz", fmax_hz, requirement));
        }
        if frame_length as f64 - 1.0 <= sample_rate / fmin_hz {
            let requirement = "above `sample_rate / (frame_length - 1)`";
            return Err(Error::parameter("fmin_hz", fmin_hz, requirement));
        }
        Ok(((sample_rate / fmax_hz).floor() as usize, (sample_rate / fmin_hz).ceil() as usize))
    }
}

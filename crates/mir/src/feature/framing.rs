//! How a feature cuts a signal into frames.

use ndarray::{ArrayRef, Axis, Dimension};
use onkai_core::{Error, Result, n_frames};

use crate::channels::time_axis;

/// Checked lengths.
pub(crate) struct Framing {
    /// The axis of time.
    pub(crate) time: Axis,
    /// Samples that are put before and after the signal, so that frames are centred.
    pub(crate) reach: usize,
    /// How many frames there are.
    pub(crate) n_frames: usize,
}

impl Framing {
    pub(crate) fn new<T, D: Dimension>(
        y: &ArrayRef<T, D>,
        (frame_length, hop_length): (usize, usize),
        center: bool,
    ) -> Result<Self> {
        let time = time_axis("y", y)?;
        for (name, length) in [("frame_length", frame_length), ("hop_length", hop_length)] {
            if length == 0 {
                return Err(Error::parameter(name, 0.0, "at least 1"));
            }
        }
        let n = y.len_of(time);
        let reach = if center { frame_length / 2 } else { 0 };
        let n_frames = n_frames(n + 2 * reach, frame_length, hop_length);
        if n_frames == 0 {
            let expected = frame_length - 2 * reach;
            return Err(Error::TooShort { name: "y", expected, actual: n });
        }
        Ok(Self { time, reach, n_frames })
    }
}

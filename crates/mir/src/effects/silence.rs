//! Silence cut off at the ends, or cut out.
//!
//! Counterpart of `librosa.effects.trim` and `split`.

use std::ops::Range;

use ndarray::{Array, ArrayRef, Axis, Dimension, Slice};
use onkai_core::{Error, Real, Result};

use crate::channels::time_axis;
use crate::{Aggregate, DbOptions, DbReference, RmsOptions, amplitude_to_db, rms};

/// Cuts silence off both ends of a signal.
///
/// A frame is silent if its root mean square is `top_db` or more below the reference. The result goes
/// from the start of the first frame that is not, to that of the frame after the last one.
///
/// # Shapes
///
/// `y`: `[..., n]`, `n ≥ 1`. Returns `[..., range.len()]`; empty if all is silent.
///
/// # Errors
///
/// [`Error::TooShort`] when `y` is empty, [`Error::NotFinite`], [`Error::Parameter`] when an option is
/// out of range.
///
/// # Examples
///
/// ```
/// use ndarray::Array1;
/// use onkai_mir::effects::{SilenceOptions, trim};
///
/// let mut y = Array1::<f32>::zeros(44100);
/// y.slice_mut(ndarray::s![10240..20480]).fill(0.5);
/// let trimmed = trim(&y, &SilenceOptions::default())?;
/// assert_eq!(trimmed.range, 9728..21504);
/// # Ok::<(), onkai_mir::Error>(())
/// ```
pub fn trim<F: Real, D: Dimension>(
    y: &ArrayRef<F, D>,
    options: &SilenceOptions,
) -> Result<Trimmed<F, D>> {
    let time = time_axis("y", y)?;
    let sounds = non_silent(y, options)?;
    let first = sounds.iter().position(|&sounds| sounds);
    let last = sounds.iter().rposition(|&sounds| sounds);
    let range = match (first, last) {
        (Some(first), Some(last)) => options.samples(first..last + 1, y.len_of(time)),
        _ => 0..0,
    };
    Ok(Trimmed { y: y.slice_axis(time, Slice::from(range.clone())).to_owned(), range })
}

/// The stretches of a signal that are not silent, as ranges of samples; see [`trim`].
///
/// # Errors
///
/// As [`trim`].
///
/// # Examples
///
/// ```
/// use ndarray::Array1;
/// use onkai_mir::effects::{SilenceOptions, split};
///
/// let mut y = Array1::<f32>::zeros(44100);
/// y.slice_mut(ndarray::s![10240..20480]).fill(0.5);
/// assert_eq!(split(&y, &SilenceOptions::default())?, [9728..21504]);
/// # Ok::<(), onkai_mir::Error>(())
/// ```
pub fn split<F: Real, D: Dimension>(
    y: &ArrayRef<F, D>,
    options: &SilenceOptions,
) -> Result<Vec<Range<usize>>> {
    let n = y.len_of(time_axis("y", y)?);
    let sounds = non_silent(y, options)?;
    let mut ranges = Vec::new();
    let mut frame = 0;
    for stretch in sounds.chunk_by(|a, b| a == b) {
        if stretch[0] {
            ranges.push(options.samples(frame..frame + stretch.len(), n));
        }
        frame += stretch.len();
    }
    Ok(ranges)
}

/// Options of [`trim`] and [`split`]; the defaults are those of librosa.
#[derive(Clone, Copy, Debug)]
pub struct SilenceOptions {
    /// How far below the reference silence begins, in dB. Default: `60`.
    pub top_db: f64,
    /// What is 0 dB. Default: the loudest frame's root mean square.
    pub reference: DbReference,
    /// Samples per frame, and from one to the next.
    pub rms: RmsOptions,
    /// What becomes of several channels. Default: [`Aggregate::Max`].
    pub aggregate: Aggregate,
}

impl Default for SilenceOptions {
    fn default() -> Self {
        Self {
            top_db: 60.0,
            reference: DbReference::Of(Aggregate::Max),
            rms: RmsOptions::default(),
            aggregate: Aggregate::Max,
        }
    }
}

impl SilenceOptions {
    /// The samples of a range of frames in a signal of `n`.
    fn samples(&self, frames: Range<usize>, n: usize) -> Range<usize> {
        let at = |frame: usize| n.min(frame.saturating_mul(self.rms.hop_length));
        at(frames.start)..at(frames.end)
    }
}

/// What [`trim`] returns.
#[derive(Clone, Debug, PartialEq)]
pub struct Trimmed<F, D: Dimension> {
    /// What is left.
    pub y: Array<F, D>,
    /// Which samples these are.
    pub range: Range<usize>,
}

/// Whether each frame is louder than silence.
fn non_silent<F: Real, D: Dimension>(
    y: &ArrayRef<F, D>,
    options: &SilenceOptions,
) -> Result<Vec<bool>> {
    if options.top_db.is_nan() {
        return Err(Error::parameter("top_db", options.top_db, "a number"));
    }
    let rms = rms(y, &options.rms)?;
    let scale = DbOptions { reference: options.reference, top_db: None, ..Default::default() };
    let db = amplitude_to_db(&rms, &scale)?;
    let channels: Vec<_> = db.lanes(Axis(db.ndim() - 1)).into_iter().collect();
    let mut scratch = Vec::new();
    let loudness = |t: usize| match channels.as_slice() {
        [channel] => channel[t],
        _ => options.aggregate.of(channels.iter().map(|channel| channel[t]), &mut scratch),
    };
    let n_frames = channels[0].len();
    Ok((0..n_frames).map(loudness).map(|db| -options.top_db < db.as_f64()).collect())
}

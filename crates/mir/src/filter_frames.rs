//! What filter banks share: one spectrum after the other.

use ndarray::{Array2, ArrayRef2};
use onkai_core::{Error, Real, Result, as_contiguous, check_finite, collect_columns};

/// Frames that a thread takes in a row: about 50 µs of work at the default sizes.
const FRAMES_PER_TASK: usize = 64;

/// Runs `filter`, which makes `n_out` numbers of `n_bins`, on each frame of a spectrogram.
///
/// Returns `[n_out, n_frames]`, frame by frame in memory.
pub(crate) fn filter_frames<F: Real>(
    spectrogram: &ArrayRef2<F>,
    n_bins: usize,
    n_out: usize,
    filter: impl Fn(&[F], &mut [F]) + Send + Sync,
) -> Result<Array2<F>> {
    let n_frames = spectrogram.ncols();
    if spectrogram.nrows() != n_bins {
        let (expected, actual) = (vec![n_bins, n_frames], spectrogram.shape().to_vec());
        return Err(Error::Shape { name: "spectrogram", expected, actual });
    }
    check_finite("spectrogram", spectrogram)?;
    let shape = (n_out, n_frames);
    let run = |(): &mut (), t, out: &mut [F]| filter(&as_contiguous(&spectrogram.column(t)), out);
    Ok(collect_columns(shape, FRAMES_PER_TASK, || (), run))
}

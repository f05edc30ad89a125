//! A constant-Q transform that takes a shortcut for high notes.
//!
//! Counterpart of `librosa.hybrid_cqt`.

use ndarray::{Array2, ArrayRef1, ArrayView2, ShapeBuilder, s};
use onkai_core::{Real, Result};

use super::options::{CqtOptions, VqtOptions};
use super::plan::CqtPlan;
use super::pseudo::PseudoCqtPlan;

/// The magnitudes of a constant-Q transform: of notes whose filters are shorter than two hops by
/// [`pseudo_cqt`](crate::pseudo_cqt), of those below by [`cqt`](crate::cqt).
///
/// Where filters are short, frames as far apart as the hop miss what lies between them; the pseudo
/// transform looks at all samples.
///
/// # Shapes
///
/// As [`cqt`](crate::cqt), but real.
///
/// # Errors
///
/// Those of [`cqt`](crate::cqt).
///
/// # Examples
///
/// ```
/// use ndarray::Array1;
/// use onkai_mir::{CqtOptions, hybrid_cqt};
///
/// let y = Array1::from_shape_fn(22050, |i| (0.1 * i as f32).sin());
/// assert_eq!(hybrid_cqt(&y, 22050.0, &CqtOptions::default())?.dim(), (84, 44));
/// # Ok::<(), onkai_mir::Error>(())
/// ```
///
/// # Differences from librosa
///
/// Those of [`cqt`](crate::cqt) and [`pseudo_cqt`](crate::pseudo_cqt).
pub fn hybrid_cqt<F: Real>(
    y: &ArrayRef1<F>,
    sample_rate: f64,
    options: &CqtOptions,
) -> Result<Array2<F>> {
    let options = VqtOptions::constant_q(&options.tuned_to(y, sample_rate)?);
    let tones = options.tones()?;
    let lengths = options.lengths(sample_rate, &tones)?;
    let frame = 2.0 * options.cqt.hop_length as f64;
    let is_short = |length: &f64| length.log2().ceil().exp2() < frame;
    // Lengths fall from note to note.
    let n_long = lengths.iter().position(is_short).unwrap_or(tones.len());
    let (low, high) = (tones.slice(0..n_long), tones.slice(n_long..tones.len()));
    let low = match n_long {
        0 => None,
        _ => Some(CqtPlan::of_tones(sample_rate, &low, &options)?.run_magnitudes(y)?),
    };
    let high = match high.len() {
        0 => None,
        _ => Some(PseudoCqtPlan::of_tones(sample_rate, &high, &options)?.run(y)?),
    };
    Ok(match (low, high) {
        (Some(low), Some(high)) => stack(&low.view(), &high.view()),
        (Some(all), None) | (None, Some(all)) => all,
        (None, None) => unreachable!("there is at least one note"),
    })
}

/// One above the other, for as many frames as both have, frame by frame in memory.
fn stack<F: Real>(low: &ArrayView2<'_, F>, high: &ArrayView2<'_, F>) -> Array2<F> {
    let n_frames = low.ncols().min(high.ncols());
    let mut all = Array2::zeros((low.nrows() + high.nrows(), n_frames).f());
    all.slice_mut(s![..low.nrows(), ..]).assign(&low.slice(s![.., ..n_frames]));
    all.slice_mut(s![low.nrows().., ..]).assign(&high.slice(s![.., ..n_frames]));
    all
}

#[cfg(test)]
mod tests {
    use ndarray::Array1;
    use num_complex::Complex;
    use onkai_core::Error;
    use onkai_testing::{assert_close, noise};

    use super::*;
    use crate::constant_q::{cqt, pseudo_cqt};

    #[test]
    fn all_notes_may_be_of_one_kind() {
        let y = noise(4000, 3);
        let run = |hop_length| {
            let options = CqtOptions { hop_length, n_bins: 60, ..Default::default() };
            let hybrid = hybrid_cqt(&y, 8000.0, &options).unwrap();
            (hybrid, options)
        };
        let (hybrid, options) = run(32);
        let full = cqt(&y, 8000.0, &options).unwrap().mapv(Complex::norm);
        assert_close!(hybrid, full, 1e-14, 0.0);
        let (hybrid, options) = run(16384);
        assert_close!(hybrid, pseudo_cqt(&y, 8000.0, &options).unwrap(), 1e-14, 0.0);
    }

    #[test]
    fn bad_input_is_named() {
        let options = CqtOptions::default();
        let empty = hybrid_cqt(&Array1::<f32>::zeros(0), 22050.0, &options).unwrap_err();
        assert!(matches!(empty, Error::TooShort { name: "y", .. }));
        let nan = hybrid_cqt(&Array1::from_elem(9, f64::NAN), 22050.0, &options).unwrap_err();
        assert!(matches!(nan, Error::NotFinite { name: "y", .. }));
        let still = CqtOptions { hop_length: 0, ..options };
        assert!(hybrid_cqt(&Array1::<f32>::ones(9), 22050.0, &still).is_err());
    }
}

//! Transforms, beside `scipy.fft`.

use ndarray::{Array2, ArrayRef2};
use num_complex::Complex;
use onkai_fft::RealFftPlan;

use super::case::{Case, call};

/// The cases; to add one, add its line.
pub(super) const CASES: &[Case] = &[("rfft_frames", |inputs| {
    let frames = inputs.frames(2048, 512)?;
    Ok(call(move || rfft_frames(&frames)))
})];

/// The spectrum of every row.
fn rfft_frames(frames: &ArrayRef2<f32>) -> Array2<Complex<f32>> {
    let plan = RealFftPlan::new(frames.ncols()).expect("frames are not empty");
    let (mut frame, mut scratch) = (vec![0.0; plan.len()], plan.make_scratch());
    let mut spectra = Array2::zeros((frames.nrows(), plan.spectrum_len()));
    for (x, mut spectrum) in frames.rows().into_iter().zip(spectra.rows_mut()) {
        frame.copy_from_slice(x.as_slice().expect("rows of a fresh array are contiguous"));
        let spectrum = spectrum.as_slice_mut().expect("rows of a fresh array are contiguous");
        plan.forward_into(&mut frame, spectrum, &mut scratch);
    }
    spectra
}

//! Transforms, beside `scipy.fft`.

use ndarray::{Array2, ArrayRef2};
use onkai_fft::{Complex, DctType, Norm, RealFftPlan, dct, fft, fft2, rfft};

use super::case::{Call, Case, call, must};
use crate::Inputs;

/// The cases; to add one, add its line.
pub(super) const CASES: &[Case] = &[
    ("rfft_frames", |inputs| {
        let frames = inputs.frames(2048, 512)?;
        Ok(call(move || must(rfft(&frames))))
    }),
    ("rfft_frames_one_thread", |inputs| {
        let frames = inputs.frames(2048, 512)?;
        Ok(call(move || rfft_rows(&frames)))
    }),
    ("fft2_1024", |inputs| {
        let x = inputs.noise_matrix(1024, 1).mapv(|v| Complex::new(v, -v));
        Ok(call(move || must(fft2(&x))))
    }),
    ("fft_1024", |inputs| Ok(complex(inputs, 1024))),
    ("fft_1048576", |inputs| Ok(complex(inputs, 1 << 20))),
    ("fft_44100", |inputs| Ok(complex(inputs, 44100))),
    ("fft_65537", |inputs| Ok(complex(inputs, 65537))),
    ("rfft_1024", |inputs| Ok(real(inputs, 1024))),
    ("rfft_1048576", |inputs| Ok(real(inputs, 1 << 20))),
    ("rfft_44100", |inputs| Ok(real(inputs, 44100))),
    ("rfft_65537", |inputs| Ok(real(inputs, 65537))),
    ("dct_1024", |inputs| Ok(cosine(inputs, 1024))),
    ("dct_1048576", |inputs| Ok(cosine(inputs, 1 << 20))),
    ("dct_44100", |inputs| Ok(cosine(inputs, 44100))),
    ("dct_65537", |inputs| Ok(cosine(inputs, 65537))),
];

fn complex(inputs: &Inputs, n: usize) -> Call {
    let x = inputs.noise(n, 1).mapv(|v| Complex::new(v, -v));
    call(move || must(fft(&x)))
}

fn real(inputs: &Inputs, n: usize) -> Call {
    let x = inputs.noise(n, 1);
    call(move || must(rfft(&x)))
}

fn cosine(inputs: &Inputs, n: usize) -> Call {
    let x = inputs.noise(n, 1);
    call(move || must(dct(&x, DctType::II, Norm::Backward)))
}

/// The spectrum of every row, one after the other.
fn rfft_rows(frames: &ArrayRef2<f32>) -> Array2<Complex<f32>> {
    let plan = must(RealFftPlan::new(frames.ncols()));
    let mut scratch = plan.make_scratch();
    let mut spectra = Array2::zeros((frames.nrows(), plan.spectrum_len()));
    for (x, mut spectrum) in frames.rows().into_iter().zip(spectra.rows_mut()) {
        let x = x.as_slice().expect("rows of a fresh array are contiguous");
        let spectrum = spectrum.as_slice_mut().expect("rows of a fresh array are contiguous");
        plan.forward_into(x, spectrum, &mut scratch);
    }
    spectra
}

//! How octaves share filters: the rate is halved from one to the next.

use ndarray::{Array1, ArrayRef1, Axis};
use onkai_core::{Real, Result};
use onkai_signal::{
    ResampleFftOptions, ResamplePlan, ResamplePolyOptions, resample_fft, resample_poly,
};

/// How the sample rate is changed between octaves.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum CqtResampler {
    /// By [`onkai_signal::resample`], whose edge is sharp; librosa's default, `soxr_hq`, has the
    /// same bands.
    #[default]
    Sharp,
    /// By [`onkai_signal::resample_poly`], a short filter; librosa's `"polyphase"`.
    Polyphase,
    /// By [`onkai_signal::resample_fft`], of the signal as a whole; librosa's `"scipy"`.
    Fourier,
}

/// Changes of the rate by one factor.
#[derive(Clone, Debug)]
pub(super) enum RateChange<F: Real> {
    Sharp(ResamplePlan<F>),
    Polyphase { up: usize, down: usize },
    Fourier { up: usize, down: usize },
}

impl<F: Real> RateChange<F> {
    /// To `up / down` times the rate, one of which is 1.
    pub(super) fn new(resampler: CqtResampler, up: usize, down: usize) -> Result<Self> {
        Ok(match resampler {
            CqtResampler::Sharp => Self::Sharp(ResamplePlan::new(down as f64, up as f64)?),
            CqtResampler::Polyphase => Self::Polyphase { up, down },
            CqtResampler::Fourier => Self::Fourier { up, down },
        })
    }

    /// Returns `⌈n · up / down⌉` samples.
    pub(super) fn run(&self, y: &ArrayRef1<F>) -> Result<Array1<F>> {
        if y.is_empty() {
            return Ok(Array1::zeros(0));
        }
        match self {
            Self::Sharp(plan) => plan.run(y),
            &Self::Polyphase { up, down } => {
                resample_poly(y, up, down, Axis(0), &ResamplePolyOptions::default())
            }
            &Self::Fourier { up, down } => resample_fft(
                y,
                (y.len() * up).div_ceil(down),
                Axis(0),
                &ResampleFftOptions::default(),
            ),
        }
    }
}

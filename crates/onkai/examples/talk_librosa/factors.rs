//! The spectrogram as a sum of eight components, heard all together and the first three alone.

use ndarray::{Array1, Array2, ArrayRef2};
use num_complex::Complex;
use onkai::Result;
use onkai::mir::decompose::{DecomposeOptions, decompose};
use onkai::mir::{IstftOptions, istft, magphase};
use serde_json::json;

use crate::tour::{Tour, digest};

const N_COMPONENTS: usize = 8;
const CHOSEN: [usize; 3] = [0, 1, 2];

/// The components, and sounds made of them.
pub(crate) struct Factors {
    /// `[n_bins, n_components]`.
    pub(crate) components: Array2<f32>,
    /// `[n_components, n_frames]`.
    pub(crate) activations: Array2<f32>,
    pub(crate) all: Array1<f32>,
    pub(crate) chosen: Array1<f32>,
}

pub(crate) fn visit(tour: &mut Tour, stft: &ArrayRef2<Complex<f32>>) -> Result<Factors> {
    let spectrum = magphase(stft);
    let options = DecomposeOptions { sort: true, ..Default::default() };
    let parts =
        tour.run("decompose_nmf8", || decompose(&spectrum.magnitude, N_COMPONENTS, &options))?;
    let all: Vec<usize> = (0..N_COMPONENTS).collect();
    let product = parts.sum_of(&all)?;
    tour.add(
        "nmf",
        json!({
            "components": parts.components.shape(),
            "activations": parts.activations.shape(),
            "relative_error": norm(&(&product - &spectrum.magnitude)) / norm(&spectrum.magnitude),
        }),
    );
    let sound = |magnitude: &ArrayRef2<f32>| {
        istft(&spectrum.with_magnitude(magnitude)?, &IstftOptions::default())
    };
    let chosen = tour.run("istft", || sound(&parts.sum_of(&CHOSEN)?))?;
    tour.add("istft_partial", digest(&chosen));
    let all = sound(&product)?;
    Ok(Factors { components: parts.components, activations: parts.activations, all, chosen })
}

fn norm(x: &Array2<f32>) -> f64 {
    x.iter().map(|&v| f64::from(v).powi(2)).sum::<f64>().sqrt()
}

//! Music taken apart, beside librosa and scikit-learn.

use num_complex::Complex;
use onkai_mir::Aggregate;
use onkai_mir::decompose::{
    DecomposeOptions, NeighborAggregate, NnFilterOptions, decompose, nn_filter,
};
use onkai_mir::effects::{EffectsHpssOptions, hpss};
use onkai_mir::segment::{Metric, RecurrenceMode, RecurrenceOptions};

use super::case::{Case, call, must};

/// The cases; to add one, add its line.
pub(super) const CASES: &[Case] = &[
    ("effects_hpss", |inputs| {
        let y = inputs.samples()?;
        Ok(call(move || must(hpss(&y, &EffectsHpssOptions::default())).harmonic))
    }),
    ("decompose", |inputs| {
        let magnitude = inputs.stft()?.mapv(Complex::norm);
        let options = DecomposeOptions { sort: true, ..Default::default() };
        Ok(call(move || must(decompose(&magnitude, 8, &options)).components))
    }),
    ("nn_filter", |inputs| {
        let magnitude = inputs.stft()?.mapv(Complex::norm);
        let recurrence = RecurrenceOptions {
            k: Some(10),
            width: 20,
            metric: Metric::Cosine,
            mode: RecurrenceMode::Distance,
            ..Default::default()
        };
        let aggregate = NeighborAggregate::Alike(Aggregate::Median);
        let options = NnFilterOptions { recurrence, aggregate };
        Ok(call(move || must(nn_filter(&magnitude, &options))))
    }),
];

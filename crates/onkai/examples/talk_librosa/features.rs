//! Features and how they change, from beat to beat.

use ndarray::{ArrayRef1, Axis, concatenate};
use onkai::Result;
use onkai::mir::audio::Recording;
use onkai::mir::{
    Aggregate, ChromaCqtOptions, DeltaOptions, MfccOptions, chroma_cqt, delta, mfcc, sync,
};

use crate::tour::{Tour, digest};

pub(crate) fn visit(
    tour: &mut Tour,
    recording: &Recording,
    harmonic: &ArrayRef1<f32>,
    beats: &[usize],
) -> Result<()> {
    let (y, rate) = (&recording.samples, recording.sample_rate);
    let mfcc = mfcc(y, rate, &MfccOptions { n_mfcc: 13, ..Default::default() })?;
    let change = tour.run("delta", || delta(&mfcc, &DeltaOptions::default()))?;
    tour.add("mfcc13", digest(&mfcc));
    tour.add("mfcc13_delta", digest(&change));
    let timbre = tour
        .run("sync", || sync(&concatenate![Axis(0), mfcc, change], beats, Aggregate::Mean, true))?;
    tour.add("beat_mfcc_delta", digest(&timbre));
    let chroma = chroma_cqt(harmonic, rate, &ChromaCqtOptions::default())?;
    let harmony = sync(&chroma, beats, Aggregate::Median, true)?;
    tour.add("beat_chroma", digest(&harmony));
    tour.add("beat_features", digest(&concatenate![Axis(0), harmony, timbre]));
    Ok(())
}

//! Pictures, beside matplotlib and `librosa.display`.

use onkai_plot::{Figure, SpecAxis, Spectrogram, SpectrogramOptions, Waveform, WaveformOptions};

use super::case::{Case, call, must};

/// The cases; to add one, add its line. A call gives how many pixels its PNG has.
pub(super) const CASES: &[Case] = &[
    ("plot_spectrogram", |inputs| {
        // 1025 bins, 2647 frames.
        let db = inputs.stft()?.mapv(|v| 20.0 * v.norm().max(1e-5).log10());
        Ok(call(move || png_size(&must(Spectrogram::new(&db, 22050.0, 512, &options())).into())))
    }),
    ("plot_waveform", |inputs| {
        let x = inputs.samples()?;
        Ok(call(move || {
            png_size(&must(Waveform::new(&x, 22050.0, &WaveformOptions::default())).into())
        }))
    }),
];

fn options() -> SpectrogramOptions {
    SpectrogramOptions { y: SpecAxis::Log, ..Default::default() }
}

fn png_size(figure: &Figure) -> Vec<usize> {
    let png = must(figure.to_png(100.0));
    // Width and height stand in the header, which is the first chunk.
    let side = |at: usize| usize::from(png[at + 2]) << 8 | usize::from(png[at + 3]);
    vec![side(16), side(20)]
}

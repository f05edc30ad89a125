//! Fourier and cosine transforms.

use std::f64::consts::PI;

use ndarray::Array1;
use onkai::Result;
use onkai::fft::{DctType, Norm, dct, fft, fftfreq, rfft, rfftfreq};
use onkai::signal::Window;
use onkai::stats::{Continuous, Normal};
use serde_json::{Value, json};

use crate::tour::{Chapter, complex, demo, row};

pub(crate) fn chapter(seed: u64) -> Result<Chapter> {
    let x = Array1::from_iter((0..8).map(f64::from));
    let rows = vec![
        row("fftfreq(8, 1/48000)", "fftfreq(8, 1 / 48000)", fftfreq(8, 1.0 / 48000.0)?.to_vec()),
        row(
            "fft(arange8)",
            "fft([0, 1, …, 7])",
            fft(&x)?.into_iter().map(complex).collect::<Value>(),
        ),
        row("dct2(arange8)", "dct([0, 1, …, 7])", dct(&x, DctType::II, Norm::Backward)?.to_vec()),
        demo("the loudest frequency of a 2 kHz sine in noise, at 48 kHz", loudest(seed)?),
    ];
    Ok(Chapter { key: "fft", title: "Fourier transforms", rows })
}

/// Finds a sine in noise by its windowed spectrum.
fn loudest(seed: u64) -> Result<Value> {
    let (n, sample_rate) = (4096, 48000.0);
    let noise = Normal.rvs(n, seed);
    let sine = |i: usize| (2.0 * PI * 2000.0 * i as f64 / sample_rate).sin();
    let window = Window::Hann.periodic::<f64>(n)?;
    let x = Array1::from_shape_fn(n, |i| window[i] * (sine(i) + 0.5 * noise[i]));
    let decibels = rfft(&x)?.mapv(|z| 20.0 * z.norm().log10());
    let peak = (0..decibels.len()).max_by(|&i, &j| decibels[i].total_cmp(&decibels[j]));
    let peak = peak.unwrap_or(0);
    let frequency: f64 = rfftfreq::<f64>(n, 1.0 / sample_rate)?[peak];
    Ok(json!({ "hz": frequency, "db": decibels[peak] }))
}

//! Filters and their design, beside `scipy.signal`.

use ndarray::{Array1, Axis};
use onkai_signal::{
    Band, Extension, FiltfiltMethod, FirwinOptions, RemezOptions, Zpk, butter, filtfilt, firwin,
    lfilter, remez, sosfilt, sosfiltfilt,
};

use super::case::{Call, Case, call, must};
use crate::Inputs;

/// The cases; to add one, add its line.
pub(super) const CASES: &[Case] = &[
    ("lfilter", |inputs| {
        let (x, ba) = (signal(inputs), must(low_pass(4).to_ba()));
        Ok(call(move || must(lfilter(&ba.b, &ba.a, &x, Axis(0)))))
    }),
    ("sosfilt", |inputs| {
        let (x, sos) = (signal(inputs), must(low_pass(8).to_sos()));
        Ok(call(move || must(sosfilt(&sos, &x, Axis(0)))))
    }),
    ("sosfilt_f32", |inputs| {
        let x = signal(inputs).mapv(|x| x as f32);
        let sos = must(low_pass(8).to_sos()).mapv(|c| c as f32);
        Ok(call(move || must(sosfilt(&sos, &x, Axis(0)))))
    }),
    ("sosfiltfilt", |inputs| {
        let (x, sos) = (signal(inputs), must(low_pass(8).to_sos()));
        Ok(call(move || must(sosfiltfilt(&sos, &x, Axis(0), &Extension::default()))))
    }),
    ("filtfilt", |inputs| {
        let (x, ba) = (signal(inputs), must(low_pass(4).to_ba()));
        Ok(call(move || must(filtfilt(&ba.b, &ba.a, &x, Axis(0), &FiltfiltMethod::default()))))
    }),
    ("butter", |_| Ok(designs())),
    ("remez", |_| {
        let (bands, desired) = ([0.0, 0.2, 0.22, 0.5], [1.0, 0.0]);
        Ok(call(move || must(remez::<f64>(101, &bands, &desired, &RemezOptions::default())).taps))
    }),
    ("firwin", |_| Ok(call(|| must(firwin::<f64>(96, &[0.3], &FirwinOptions::default()))))),
];

fn signal(inputs: &Inputs) -> Array1<f64> {
    inputs.noise(1_000_000, 1)
}

fn low_pass(order: usize) -> Zpk {
    must(butter(order, Band::LowPass(0.2), 2.0))
}

fn designs() -> Call {
    call(|| must(must(butter(8, Band::BandPass(0.2, 0.3), 2.0)).to_sos()))
}

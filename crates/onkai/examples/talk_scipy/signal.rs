//! Windows and filters.

use ndarray::{Array1, Axis, array, s};
use onkai::Result;
use onkai::fft::{rfft, rfftfreq};
use onkai::signal::{FirwinOptions, Window, firwin, lfilter};
use onkai::stats::{Continuous, Normal};
use serde_json::{Value, json};

use crate::tour::{Chapter, demo, digest, row};

const SAMPLE_RATE: f64 = 48000.0;

pub(crate) fn chapter(seed: u64) -> Result<Chapter> {
    let options = FirwinOptions { sample_rate: SAMPLE_RATE, ..Default::default() };
    let lowpass: Array1<f64> = firwin(96, &[4000.0], &options)?;
    let mut impulse = Array1::zeros(128);
    impulse[0] = 1.0;
    let response = lfilter(&lowpass, &array![1.0], &impulse, Axis(0))?;
    let rows = vec![
        row("hann8", "Window::Hann.periodic(8)", Window::Hann.periodic::<f64>(8)?.to_vec()),
        row("firwin96", "firwin(96, 4 kHz of 48)", digest(&lowpass)),
        row("firwin96_head", "its first taps", lowpass.slice(s![..5]).to_vec()),
        row("lfilter_impulse", "lfilter of an impulse", digest(&response)),
        demo(
            "white noise through it: power above 5 kHz, before and behind",
            noise(&lowpass, seed)?,
        ),
    ];
    Ok(Chapter { key: "signal", title: "Signals", rows })
}

fn noise(lowpass: &Array1<f64>, seed: u64) -> Result<Value> {
    let noise = Normal.rvs(48000, seed);
    let quiet = lfilter(lowpass, &array![1.0], &noise, Axis(0))?;
    let frequencies = rfftfreq::<f64>(noise.len(), 1.0 / SAMPLE_RATE)?;
    let power = |x: &Array1<f64>| -> Result<f64> {
        let spectrum = rfft(x)?;
        let high = spectrum.iter().zip(&frequencies).filter(|(_, f)| 5000.0 < **f);
        Ok(10.0 * high.map(|(z, _)| z.norm_sqr()).sum::<f64>().log10())
    };
    Ok(json!({ "before_db": power(&noise)?, "behind_db": power(&quiet)? }))
}

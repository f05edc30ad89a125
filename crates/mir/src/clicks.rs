//! Clicks at given times.
//!
//! Counterpart of `mir_eval.sonify.clicks`.

use ndarray::{Array1, s};
use onkai_core::{Error, Real, Result, check_positive};

/// A signal with a click at each of `times_s`.
///
/// The click is a 1 kHz sine of 100 ms that decays by a factor of e every 10 ms, unless another is
/// given. Where clicks meet, the later one replaces the rest of the earlier one.
///
/// # Shapes
///
/// `times_s`: in seconds, in any order. Returns `[length]` samples at `sample_rate` hertz. Clicks
/// beyond the end are left out, and one that reaches over it is cut.
///
/// # Errors
///
/// [`Error::Parameter`] when the sample rate is not positive and finite, or a time is negative or
/// not finite.
///
/// # Examples
///
/// ```
/// use onkai_mir::{ClicksOptions, clicks};
///
/// let y = clicks::<f32>(&[0.5, 1.0], 22050.0, &ClicksOptions::default())?;
/// assert_eq!(y.len(), 22050 + 2205 + 1);
/// assert!(y[11024] == 0.0 && y[11026] != 0.0);
/// # Ok::<(), onkai_mir::Error>(())
/// ```
///
/// # Differences from `mir_eval`
///
/// Times need not be sorted, and every click within `length` is there: `mir_eval` stops at the first
/// one that reaches over the end. Without times and `length` the signal is empty.
pub fn clicks<F: Real>(
    times_s: &[f64],
    sample_rate: f64,
    options: &ClicksOptions<F>,
) -> Result<Array1<F>> {
    check_positive("sample_rate", sample_rate)?;
    if let Some(&bad) = times_s.iter().find(|time| !(time.is_finite() && 0.0 <= **time)) {
        return Err(Error::parameter("times_s", bad, "at least 0 and finite"));
    }
    let click = options.click.clone().unwrap_or_else(|| blip(sample_rate));
    let mut starts: Vec<usize> = times_s.iter().map(|time| (time * sample_rate) as usize).collect();
    starts.sort_unstable();
    let natural = || {
        let latest = times_s.iter().copied().fold(0.0, f64::max);
        if times_s.is_empty() {
            0
        } else {
            (latest * sample_rate + click.len() as f64 + 1.0) as usize
        }
    };
    let length = options.length.unwrap_or_else(natural);
    let mut y = Array1::zeros(length);
    for start in starts.into_iter().take_while(|&start| start < length) {
        let n = click.len().min(length - start);
        y.slice_mut(s![start..start + n]).assign(&click.slice(s![..n]));
    }
    Ok(y)
}

/// Options of [`clicks`]; the defaults are those of `mir_eval`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ClicksOptions<F: Real> {
    /// The sound of a click. Default: `None`, meaning a decaying 1 kHz sine.
    pub click: Option<Array1<F>>,
    /// How many samples to return. Default: `None`, meaning until the last click has ended.
    pub length: Option<usize>,
}

/// The click of `mir_eval`.
fn blip<F: Real>(sample_rate: f64) -> Array1<F> {
    let n = (0.1 * sample_rate).ceil() as usize;
    Array1::from_shape_fn(n, |i| {
        let i = i as f64;
        let tone = (2.0 * std::f64::consts::PI * i * 1000.0 / sample_rate).sin();
        F::of(tone * (-i / (0.01 * sample_rate)).exp())
    })
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    #[test]
    fn clicks_replace_each_other_and_are_cut_at_the_end() {
        let options = ClicksOptions { click: Some(array![1.0, 2.0, 3.0]), length: Some(6) };
        let y = clicks(&[0.4, 9.0, 0.0, 0.1], 10.0, &options).unwrap();
        assert_eq!(y, array![1.0, 1.0, 2.0, 3.0, 1.0, 2.0]);
    }

    #[test]
    fn no_times_make_silence() {
        let options = ClicksOptions { length: Some(3), ..Default::default() };
        assert_eq!(clicks::<f32>(&[], 8000.0, &options).unwrap(), array![0.0, 0.0, 0.0]);
        assert_eq!(clicks::<f32>(&[], 8000.0, &ClicksOptions::default()).unwrap().len(), 0);
    }

    #[test]
    fn bad_arguments_are_named() {
        let run = |time, rate| clicks::<f64>(&[time], rate, &ClicksOptions::default());
        assert!(matches!(run(-1.0, 8000.0), Err(Error::Parameter { name: "times_s", .. })));
        assert!(matches!(run(f64::NAN, 8000.0), Err(Error::Parameter { name: "times_s", .. })));
        assert!(matches!(run(1.0, 0.0), Err(Error::Parameter { name: "sample_rate", .. })));
    }
}

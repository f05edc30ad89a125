//! A rational change of the sample rate by a polyphase filter.
//!
//! Counterpart of `scipy.signal.resample_poly`.

use ndarray::{Array, ArrayRef, Axis, Dimension};
use num_traits::Float as _;
use onkai_core::{Error, Real, Result, Scalar, map_lanes};

use super::extension::ExtensionMode;
use super::polyphase::Polyphase;
use super::upfirdn::{filter_lanes, samples_along};
use crate::firwin::{FirwinOptions, firwin};
use crate::window::Window;

/// Resamples `x` along `axis` to `up / down` times its rate, by a filter of linear phase whose delay is
/// taken out.
///
/// For rates of music and a sharper filter see [`resample`](crate::resample).
///
/// # Shapes
///
/// `x`: any, `n` along `axis`; returns `⌈n · up / down⌉` along it.
///
/// # Errors
///
/// [`Error::Parameter`] when `up` or `down` is zero, or `x` has no such axis; [`Error::TooShort`] when
/// that axis, or the list of coefficients, is empty; whatever the window refuses.
///
/// # Examples
///
/// ```
/// use ndarray::{Array1, Axis};
/// use onkai_signal::{ResamplePadding, ResamplePolyOptions, resample_poly};
/// let x = Array1::<f64>::from_elem(100, 2.0);
/// let options = ResamplePolyOptions { padding: ResamplePadding::Mean, ..Default::default() };
/// let y = resample_poly(&x, 3, 2, Axis(0), &options)?;
/// assert!(y.len() == 150 && y.iter().all(|v| (v - 2.0).abs() < 1e-12));
/// # Ok::<(), onkai_signal::Error>(())
/// ```
pub fn resample_poly<T: Scalar, D: Dimension>(
    x: &ArrayRef<T, D>,
    up: usize,
    down: usize,
    axis: Axis,
    options: &ResamplePolyOptions<T>,
) -> Result<Array<T, D>> {
    for (name, rate) in [("up", up), ("down", down)] {
        if rate == 0 {
            return Err(Error::parameter(name, 0.0, "at least 1"));
        }
    }
    let n = samples_along(x, axis)?;
    let divisor = greatest_common_divisor(up, down);
    let (up, down) = (up / divisor, down / divisor);
    let h = options.filter.coefficients(up.max(down))?;
    if up == 1 && down == 1 {
        return Ok(x.to_owned());
    }
    let gain = up as f64;
    let taps: Vec<T> = h.iter().map(|&h| T::from_real(T::Real::of(h * gain))).collect();
    // The middle of the filter meets the first sample: its delay is gone.
    let filter = Polyphase::new(&taps, up, down, (taps.len() - 1) / 2);
    let len = (n * up).div_ceil(down);
    let (background, mode) = match options.padding {
        ResamplePadding::Extension(mode) => return filter_lanes(x, axis, &filter, len, mode),
        padding => (padding.background(x, axis)?, ExtensionMode::default()),
    };
    let foreground = x.to_owned() - &background;
    let mut y = filter_lanes(&foreground, axis, &filter, len, mode)?;
    y += &background;
    Ok(y)
}

/// Options of [`resample_poly`]; the defaults are those of SciPy.
#[derive(Clone, Debug, PartialEq)]
pub struct ResamplePolyOptions<T> {
    /// The filter. Default: designed by a Kaiser window of `β = 5`.
    #[doc(alias = "window")]
    pub filter: PolyphaseFilter,
    /// What stands beyond the ends. Default: zeros.
    #[doc(alias = "padtype")]
    pub padding: ResamplePadding<T>,
}

impl<T: Scalar> Default for ResamplePolyOptions<T> {
    fn default() -> Self {
        let filter = PolyphaseFilter::Window(Window::Kaiser { beta: 5.0 });
        Self { filter, padding: ResamplePadding::default() }
    }
}

/// The low-pass filter of [`resample_poly`].
#[derive(Clone, Debug, PartialEq)]
pub enum PolyphaseFilter {
    /// `20 max(up, down) + 1` coefficients with the cutoff at the lower Nyquist frequency, by this
    /// window.
    Window(Window),
    /// These coefficients, at the rate that `up` gives, and with unit gain; best of odd length.
    Coefficients(Vec<f64>),
}

impl PolyphaseFilter {
    /// The coefficients, where the larger of the reduced `up` and `down` is `rate`.
    fn coefficients(&self, rate: usize) -> Result<Vec<f64>> {
        match self {
            Self::Window(window) => {
                let options = FirwinOptions { window: window.clone(), ..Default::default() };
                // At rate 1 there is nothing to filter, but a bad window is still told.
                let cutoff = if rate == 1 { 0.5 } else { 1.0 / rate as f64 };
                Ok(firwin::<f64>(20 * rate + 1, &[cutoff], &options)?.to_vec())
            }
            Self::Coefficients(h) if h.is_empty() => {
                Err(Error::TooShort { name: "coefficients", expected: 1, actual: 0 })
            }
            Self::Coefficients(h) => Ok(h.clone()),
        }
    }
}

/// What stands beyond the ends of the signal in [`resample_poly`].
///
/// The last four are taken off each lane before it is filtered, and added again.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum ResamplePadding<T> {
    /// The signal continued by a rule.
    Extension(ExtensionMode<T>),
    /// Its mean.
    Mean,
    /// Its median; complex samples are ordered by their real, then their imaginary parts.
    Median,
    /// Its least sample.
    Minimum,
    /// Its greatest sample.
    Maximum,
}

impl<T: Scalar> Default for ResamplePadding<T> {
    fn default() -> Self {
        Self::Extension(ExtensionMode::default())
    }
}

impl<T: Scalar> ResamplePadding<T> {
    /// One sample for each lane.
    fn background<D: Dimension>(self, x: &ArrayRef<T, D>, axis: Axis) -> Result<Array<T, D>> {
        map_lanes(x, axis, 1, |lane, mut out| {
            let n = lane.len();
            if let Self::Mean = self {
                out[0] = lane.sum().scale(T::Real::of_usize(n).recip());
                return Ok(());
            }
            let mut sorted = lane.to_vec();
            sorted.sort_by(|&a, &b| {
                let (a, b) = (a.to_complex(), b.to_complex());
                let by_real = a.re.as_f64().total_cmp(&b.re.as_f64());
                by_real.then(a.im.as_f64().total_cmp(&b.im.as_f64()))
            });
            out[0] = match self {
                Self::Minimum => sorted[0],
                Self::Maximum => sorted[n - 1],
                _ => (sorted[(n - 1) / 2] + sorted[n / 2]).scale(T::Real::of(0.5)),
            };
            Ok(())
        })
    }
}

fn greatest_common_divisor(mut a: usize, mut b: usize) -> usize {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

#[cfg(test)]
mod tests {
    use ndarray::{Array1, array};

    use super::*;

    fn message(n: usize, up: usize, down: usize, options: &ResamplePolyOptions<f64>) -> String {
        let x = Array1::zeros(n);
        resample_poly(&x, up, down, Axis(0), options).unwrap_err().to_string()
    }

    #[test]
    fn bad_input_is_named() {
        let plain = ResamplePolyOptions::default();
        assert_eq!(message(3, 0, 1, &plain), "`up` is 0, but must be at least 1");
        assert_eq!(message(3, 1, 0, &plain), "`down` is 0, but must be at least 1");
        assert_eq!(message(0, 1, 2, &plain), "`x` has length 0, but needs at least 1");
        let filter = PolyphaseFilter::Coefficients(Vec::new());
        let options = ResamplePolyOptions { filter, ..Default::default() };
        assert!(message(3, 1, 2, &options).contains("`coefficients`"));
        let filter = PolyphaseFilter::Window(Window::Kaiser { beta: f64::NAN });
        let options = ResamplePolyOptions { filter, ..Default::default() };
        assert!(message(3, 2, 2, &options).contains("`beta`"));
    }

    #[test]
    fn the_same_rate_changes_nothing() {
        let x = array![1.0, 2.0];
        let y = resample_poly(&x, 3, 3, Axis(0), &ResamplePolyOptions::default()).unwrap();
        assert_eq!(y, x);
    }
}

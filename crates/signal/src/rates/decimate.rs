//! Keeping every `q`th sample of a signal, after a low pass.
//!
//! Counterpart of `scipy.signal.decimate`.

use ndarray::{Array, Array1, ArrayRef, Axis, Dimension, Slice};
use onkai_core::{Error, Real, Result, Scalar};

use super::resample_poly::{PolyphaseFilter, ResamplePolyOptions, resample_poly};
use super::upfirdn::{UpfirdnOptions, samples_along, upfirdn};
use crate::filtfilt::{Extension, sosfiltfilt};
use crate::firwin::{FirwinOptions, firwin};
use crate::iir::{Band, cheby1};
use crate::sosfilt::sosfilt;
use crate::window::Window;

/// Low-passes `x` along `axis` and keeps every `q`th sample, the first one included.
///
/// By factors above 13 one should decimate several times.
///
/// # Shapes
///
/// `x`: any, `n` along `axis`; returns `⌈n / q⌉` along it.
///
/// # Errors
///
/// [`Error::Parameter`] when `q` or the order is zero, or `x` has no such axis; [`Error::TooShort`] when
/// that is empty, or too short to be filtered to and fro. A factor of 1 leaves nothing
/// out, but a recursive filter is applied even so.
///
/// # Examples
///
/// ```
/// use ndarray::{Array1, Axis};
/// let x = Array1::from_shape_fn(400, |i| (0.02 * i as f64).sin());
/// let y = onkai_signal::decimate(&x, 4, Axis(0), &Default::default())?;
/// assert!(y.len() == 100 && (y[50] - x[200]).abs() < 0.01);
/// # Ok::<(), onkai_signal::Error>(())
/// ```
///
/// # Differences from SciPy
///
/// Filters of one's own are not taken: filter, and slice.
pub fn decimate<T: Scalar, D: Dimension>(
    x: &ArrayRef<T, D>,
    q: usize,
    axis: Axis,
    options: &DecimateOptions,
) -> Result<Array<T, D>> {
    if q == 0 {
        return Err(Error::parameter("q", 0.0, "at least 1"));
    }
    let n = samples_along(x, axis)?;
    let edge = (q as f64).recip();
    let y = match options.filter {
        DecimationFilter::Iir { order } => {
            let sos = cheby1(order, 0.05, Band::LowPass(0.8 * edge), 2.0)?.to_sos()?;
            let sos = sos.mapv(T::Real::of);
            if options.zero_phase {
                sosfiltfilt(&sos, x, axis, &Extension::default())?
            } else {
                sosfilt(&sos, x, axis)?
            }
        }
        DecimationFilter::Fir { order } => {
            let window = FirwinOptions { window: Window::Hamming, ..Default::default() };
            let n_taps = order.unwrap_or(20 * q) + 1;
            // At factor 1 there is no edge below the Nyquist frequency.
            let h = match q {
                1 => return Ok(x.to_owned()),
                _ => firwin::<f64>(n_taps, &[edge], &window)?,
            };
            if options.zero_phase {
                let filter = PolyphaseFilter::Coefficients(h.to_vec());
                let options = ResamplePolyOptions { filter, ..Default::default() };
                return resample_poly(x, 1, q, axis, &options);
            }
            let h: Array1<T> = h.mapv(|h| T::from_real(T::Real::of(h)));
            let options = UpfirdnOptions { down: q, ..Default::default() };
            let mut y = upfirdn(&h, x, axis, &options)?;
            y.slice_axis_inplace(axis, Slice::from(..n.div_ceil(q)));
            return Ok(y);
        }
    };
    Ok(y.slice_axis(axis, Slice::from(..).step_by(q.min(n).cast_signed())).to_owned())
}

/// Options of [`decimate`]; the defaults are those of SciPy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DecimateOptions {
    /// The low pass. Default: a recursive one of order 8.
    #[doc(alias = "ftype")]
    pub filter: DecimationFilter,
    /// Whether the filter's delay is taken out, a recursive one by filtering to and fro. Default: `true`.
    pub zero_phase: bool,
}

impl Default for DecimateOptions {
    fn default() -> Self {
        Self { filter: DecimationFilter::Iir { order: 8 }, zero_phase: true }
    }
}

/// The low pass of [`decimate`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DecimationFilter {
    /// A Chebyshev filter that ripples by 0.05 dB up to 0.8 of the new Nyquist frequency.
    Iir {
        /// Its order.
        order: usize,
    },
    /// A finite filter by a Hamming window.
    Fir {
        /// Its order; `None`: `20 q`.
        order: Option<usize>,
    },
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    #[test]
    fn bad_input_is_named() {
        let x = array![1.0, 2.0, 3.0];
        let plain = DecimateOptions::default();
        assert!(matches!(
            decimate(&x, 0, Axis(0), &plain),
            Err(Error::Parameter { name: "q", .. })
        ));
        assert!(decimate(&x, 2, Axis(1), &plain).is_err());
        assert!(decimate(&Array1::<f64>::zeros(0), 2, Axis(0), &plain).is_err());
        // Too short to be filtered to and fro.
        assert!(matches!(decimate(&x, 2, Axis(0), &plain), Err(Error::TooShort { .. })));
    }
}

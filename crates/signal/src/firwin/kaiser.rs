//! How many coefficients, and which Kaiser window, a wanted filter needs.
//!
//! Counterpart of `scipy.signal.kaiserord` and its relatives.

use onkai_core::{Error, Result, check_positive};

/// The `beta` of a Kaiser window whose filters attenuate by `attenuation_db` in the stop band.
///
/// # Examples
///
/// ```
/// assert!((onkai_signal::kaiser_beta(65.0) - 6.20426).abs() < 1e-10);
/// ```
///
/// # References
///
/// J. F. Kaiser, "Nonrecursive digital filter design using the I₀-sinh window function",
/// Proc. IEEE Int. Symp. Circuits and Systems, 1974.
pub fn kaiser_beta(attenuation_db: f64) -> f64 {
    if 50.0 < attenuation_db {
        0.1102 * (attenuation_db - 8.7)
    } else if 21.0 < attenuation_db {
        0.5842 * (attenuation_db - 21.0).powf(0.4) + 0.07886 * (attenuation_db - 21.0)
    } else {
        0.0
    }
}

/// The attenuation in dB that `n_taps` coefficients reach with a transition of `width`, in units
/// of the Nyquist frequency.
///
/// # Examples
///
/// ```
/// assert!((onkai_signal::kaiser_atten(211, 0.0375) - 64.48099630593983).abs() < 1e-10);
/// ```
pub fn kaiser_atten(n_taps: usize, width: f64) -> f64 {
    2.285 * (n_taps as f64 - 1.0) * std::f64::consts::PI * width + 7.95
}

/// How many coefficients a filter needs that ripples by at most `ripple_db` below the pass band,
/// with a transition of `width`, in units of the Nyquist frequency.
///
/// # Errors
///
/// [`Error::Parameter`] when `ripple_db`, whose sign does not count, is below 8, for which Kaiser's
/// formula does not hold, or `width` is not positive.
///
/// # Examples
///
/// ```
/// let order = onkai_signal::kaiserord(65.0, 24.0 / 500.0)?;
/// assert_eq!(order.n_taps, 167);
/// # Ok::<(), onkai_signal::Error>(())
/// ```
pub fn kaiserord(ripple_db: f64, width: f64) -> Result<KaiserOrder> {
    let attenuation = ripple_db.abs();
    if !(attenuation.is_finite() && 8.0 <= attenuation) {
        return Err(Error::parameter("ripple_db", ripple_db, "at least 8 in magnitude"));
    }
    check_positive("width", width)?;
    let n_taps = (attenuation - 7.95) / 2.285 / (std::f64::consts::PI * width) + 1.0;
    Ok(KaiserOrder { n_taps: n_taps.ceil() as usize, beta: kaiser_beta(attenuation) })
}

/// What [`kaiserord`] returns.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct KaiserOrder {
    /// The number of coefficients.
    pub n_taps: usize,
    /// The parameter of the Kaiser window.
    pub beta: f64,
}

#[cfg(test)]
mod tests {
    use super::*;

    // Expected values are scipy.signal's.
    #[test]
    fn little_attenuation_needs_no_window() {
        assert_eq!(kaiser_beta(21.0), 0.0);
        assert!((kaiser_beta(40.0) - 3.3953210522614574).abs() < 1e-12);
    }

    #[test]
    fn orders_out_of_range_are_refused() {
        assert!(kaiserord(7.9, 0.1).is_err());
        assert!(kaiserord(f64::NAN, 0.1).is_err());
        assert!(kaiserord(60.0, 0.0).is_err());
        assert_eq!(kaiserord(-60.0, 0.1), kaiserord(60.0, 0.1));
    }
}

//! Statistics of a sample without its extremes.
//!
//! Counterpart of `scipy.stats.tmean`, `tvar`, `tstd`, `tmin`, `tmax`, `tsem`, `trim_mean`, `trimboth`,
//! `trim1`, `sigmaclip`.

use ndarray::{Array1, ArrayRef1};
use onkai_core::{Error, Real, Result};

use super::check::check_len;
use super::location::mean_f64;
use super::spread::{sem, std, variance};

/// Which values the functions `tmean` to `tsem` count; the default is all of them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Limits {
    /// Smaller values are ignored. Default: none.
    pub lower: Option<f64>,
    /// Larger values are ignored. Default: none.
    pub upper: Option<f64>,
    /// A value equal to `lower` counts. Default: `true`.
    pub lower_inclusive: bool,
    /// A value equal to `upper` counts. Default: `true`.
    pub upper_inclusive: bool,
}

impl Default for Limits {
    fn default() -> Self {
        Self { lower: None, upper: None, lower_inclusive: true, upper_inclusive: true }
    }
}

impl Limits {
    /// The values within; NaN stays, so that it propagates.
    fn select<T: Real>(&self, x: &ArrayRef1<T>) -> Array1<T> {
        let kept = |v: &T| {
            let v = v.as_f64();
            let is_low = self.lower.is_some_and(|l| v < l || v == l && !self.lower_inclusive);
            let is_high = self.upper.is_some_and(|u| u < v || v == u && !self.upper_inclusive);
            !is_low && !is_high
        };
        x.iter().copied().filter(kept).collect()
    }
}

/// The mean of the values within limits.
///
/// # Errors
///
/// [`Error::TooShort`] when no value lies within.
///
/// # Examples
///
/// ```
/// use onkai_stats::{Limits, tmean};
/// let limits = Limits { upper: Some(10.0), ..Default::default() };
/// assert_eq!(tmean(&ndarray::array![1.0, 3.0, 99.0], &limits)?, 2.0);
/// # Ok::<(), onkai_stats::Error>(())
/// ```
pub fn tmean<T: Real>(x: &ArrayRef1<T>, limits: &Limits) -> Result<T> {
    super::location::mean(&limits.select(x))
}

/// The variance of the values within limits; SciPy's default for `ddof` is 1.
///
/// # Errors
///
/// [`Error::TooShort`] when no more than `ddof` values lie within.
///
/// # Examples
///
/// ```
/// use onkai_stats::{Limits, tvar};
/// let limits = Limits { lower: Some(1.0), lower_inclusive: false, ..Default::default() };
/// assert_eq!(tvar(&ndarray::array![1.0, 3.0, 5.0], &limits, 1)?, 2.0);
/// # Ok::<(), onkai_stats::Error>(())
/// ```
pub fn tvar<T: Real>(x: &ArrayRef1<T>, limits: &Limits, ddof: usize) -> Result<T> {
    variance(&limits.select(x), ddof)
}

/// The standard deviation of the values within limits; SciPy's default for `ddof` is 1.
///
/// # Errors
///
/// See [`tvar`].
///
/// # Examples
///
/// ```
/// let x = ndarray::array![1.0, 3.0];
/// assert_eq!(onkai_stats::tstd(&x, &Default::default(), 0)?, 1.0);
/// # Ok::<(), onkai_stats::Error>(())
/// ```
pub fn tstd<T: Real>(x: &ArrayRef1<T>, limits: &Limits, ddof: usize) -> Result<T> {
    std(&limits.select(x), ddof)
}

/// The standard error of the mean of the values within limits; SciPy's default for `ddof` is 1.
///
/// # Errors
///
/// See [`tvar`].
///
/// # Examples
///
/// ```
/// let x = ndarray::array![1.0, 1.0, 3.0, 3.0];
/// assert_eq!(onkai_stats::tsem(&x, &Default::default(), 0)?, 0.5);
/// # Ok::<(), onkai_stats::Error>(())
/// ```
pub fn tsem<T: Real>(x: &ArrayRef1<T>, limits: &Limits, ddof: usize) -> Result<T> {
    sem(&limits.select(x), ddof)
}

/// The smallest of the values within limits; NaN if there is NaN.
///
/// # Errors
///
/// [`Error::TooShort`] when no value lies within.
///
/// # Examples
///
/// ```
/// use onkai_stats::{Limits, tmin};
/// let limits = Limits { lower: Some(2.0), ..Default::default() };
/// assert_eq!(tmin(&ndarray::array![1.0, 3.0, 5.0], &limits)?, 3.0);
/// # Ok::<(), onkai_stats::Error>(())
/// ```
pub fn tmin<T: Real>(x: &ArrayRef1<T>, limits: &Limits) -> Result<T> {
    extreme(&limits.select(x), |a, b| a < b)
}

/// The largest of the values within limits; NaN if there is NaN.
///
/// # Errors
///
/// [`Error::TooShort`] when no value lies within.
///
/// # Examples
///
/// ```
/// let x = ndarray::array![1.0, 3.0, 5.0];
/// assert_eq!(onkai_stats::tmax(&x, &Default::default())?, 5.0);
/// # Ok::<(), onkai_stats::Error>(())
/// ```
pub fn tmax<T: Real>(x: &ArrayRef1<T>, limits: &Limits) -> Result<T> {
    extreme(&limits.select(x), |a, b| b < a)
}

fn extreme<T: Real>(x: &ArrayRef1<T>, is_better: impl Fn(T, T) -> bool) -> Result<T> {
    check_len("x", x.len(), 1)?;
    Ok(x.iter().copied().fold(x[0], |best, v| {
        let replaces = !best.is_nan() && (v.is_nan() || is_better(v, best));
        if replaces { v } else { best }
    }))
}

/// Which end [`trim1`] cuts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tail {
    /// The large values. The default.
    #[default]
    Right,
    /// The small values.
    Left,
}

/// Cuts a proportion of the values off both ends, rounded down to whole values.
///
/// # Shapes
///
/// `x`: `[n]`. Returns what is left, in ascending order.
///
/// # Errors
///
/// [`Error::Parameter`] when `proportion` is not in `0 ≤ proportion < 0.5`; [`Error::TooShort`] when
/// `x` is empty; [`Error::NotFinite`] when it has NaN, which has no place in an order.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// assert_eq!(onkai_stats::trimboth(&array![9.0, 2.0, 1.0, 3.0], 0.25)?, array![2.0, 3.0]);
/// # Ok::<(), onkai_stats::Error>(())
/// ```
pub fn trimboth<T: Real>(x: &ArrayRef1<T>, proportion: f64) -> Result<Array1<T>> {
    let (values, n_cut) = ordered(x, proportion, 0.5)?;
    Ok(Array1::from(values[n_cut..values.len() - n_cut].to_vec()))
}

/// Cuts a proportion of the values off one end, rounded down to whole values.
///
/// # Errors
///
/// See [`trimboth`]; here `proportion` may be up to 1.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_stats::{Tail, trim1};
/// assert_eq!(trim1(&array![9.0, 2.0, 1.0, 3.0], 0.25, Tail::Left)?, array![2.0, 3.0, 9.0]);
/// # Ok::<(), onkai_stats::Error>(())
/// ```
pub fn trim1<T: Real>(x: &ArrayRef1<T>, proportion: f64, tail: Tail) -> Result<Array1<T>> {
    let (values, n_cut) = ordered(x, proportion, 1.0)?;
    let n = values.len();
    let kept = match tail {
        Tail::Right => &values[..n - n_cut],
        Tail::Left => &values[n_cut..],
    };
    Ok(Array1::from(kept.to_vec()))
}

/// The mean after cutting a proportion of the values off both ends.
///
/// # Errors
///
/// See [`trimboth`]; NaN gives NaN.
///
/// # Examples
///
/// ```
/// let x = ndarray::array![1.0, 2.0, 4.0, 99.0];
/// assert_eq!(onkai_stats::trim_mean(&x, 0.25)?, 3.0);
/// # Ok::<(), onkai_stats::Error>(())
/// ```
pub fn trim_mean<T: Real>(x: &ArrayRef1<T>, proportion: f64) -> Result<T> {
    if x.iter().any(|v| v.is_nan()) {
        return Ok(T::nan());
    }
    Ok(T::of(mean_f64(&trimboth(x, proportion)?)))
}

fn ordered<T: Real>(x: &ArrayRef1<T>, proportion: f64, below: f64) -> Result<(Vec<T>, usize)> {
    check_len("x", x.len(), 1)?;
    if proportion.is_nan() || proportion < 0.0 || below <= proportion {
        let requirement = "at least 0, and below 0.5 (below 1 for one end)";
        return Err(Error::parameter("proportion", proportion, requirement));
    }
    if let Some(index) = x.iter().position(|v| v.is_nan()) {
        return Err(Error::NotFinite { name: "x", index, value: f64::NAN });
    }
    let mut values = x.to_vec();
    values.sort_unstable_by(|a, b| a.partial_cmp(b).expect("no NaN, checked above"));
    let n_cut = (proportion * values.len() as f64) as usize;
    Ok((values, n_cut))
}

/// What [`sigmaclip`] leaves.
#[derive(Clone, Debug, PartialEq)]
pub struct SigmaClip<T> {
    /// The values that are left, in their order.
    pub clipped: Array1<T>,
    /// The last lower bound.
    pub lower: T,
    /// The last upper bound.
    pub upper: T,
}

/// Cuts values far from the mean, again and again until none is.
///
/// Values outside `[x̄ - low · s, x̄ + high · s]` go, where `s` is the standard deviation (`ddof` 0) of
/// what is left. SciPy's default for `low` and `high` is 4.
///
/// # Errors
///
/// [`Error::TooShort`] when `x` is empty, [`Error::NotFinite`] when it is not finite,
/// [`Error::Parameter`] when a factor is negative.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// let found = onkai_stats::sigmaclip(&array![1.0, 2.0, 3.0, 2.0, 2.0, 90.0], 2.0, 2.0)?;
/// assert_eq!(found.clipped.len(), 5);
/// # Ok::<(), onkai_stats::Error>(())
/// ```
pub fn sigmaclip<T: Real>(x: &ArrayRef1<T>, low: f64, high: f64) -> Result<SigmaClip<T>> {
    check_len("x", x.len(), 1)?;
    onkai_core::check_finite("x", x)?;
    for (name, factor) in [("low", low), ("high", high)] {
        if factor.is_nan() || factor < 0.0 {
            return Err(Error::parameter(name, factor, "at least 0"));
        }
    }
    let mut clipped = x.to_owned();
    loop {
        let (mean, spread) = (mean_f64(&clipped), std(&clipped, 0)?.as_f64());
        let (lower, upper) = (T::of(mean - spread * low), T::of(mean + spread * high));
        let left: Array1<T> =
            clipped.iter().copied().filter(|v| lower <= *v && *v <= upper).collect();
        // With factors below 1 nothing may be left; what was left before is the answer then.
        if left.is_empty() || left.len() == clipped.len() {
            return Ok(SigmaClip { clipped: left, lower, upper });
        }
        clipped = left;
    }
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    #[test]
    fn bad_proportions_and_samples_are_refused() {
        let x = array![1.0, 2.0];
        for bad in [-0.1, 0.5, f64::NAN] {
            assert!(matches!(trimboth(&x, bad), Err(Error::Parameter { .. })));
        }
        assert!(trim1(&x, 1.0, Tail::Right).is_err() && trim1(&x, 0.9, Tail::Right).is_ok());
        let none = Array1::<f64>::zeros(0);
        assert!(trim_mean(&none, 0.1).is_err() && sigmaclip(&none, 4.0, 4.0).is_err());
        assert!(sigmaclip(&x, -1.0, 4.0).is_err() && sigmaclip(&x, 1.0, f64::NAN).is_err());
        let lost = array![1.0, f64::NAN];
        assert!(trimboth(&lost, 0.1).is_err() && sigmaclip(&lost, 4.0, 4.0).is_err());
        assert!(trim_mean(&lost, 0.1).unwrap().is_nan());
    }

    #[test]
    fn nothing_within_limits_is_an_error_and_nan_propagates() {
        let limits = Limits { lower: Some(5.0), ..Default::default() };
        assert!(tmin(&array![1.0], &limits).is_err() && tmean(&array![1.0], &limits).is_err());
        for x in [array![1.0, f64::NAN, 0.0], array![f64::NAN, 9.0, 8.0]] {
            assert!(tmin(&x, &Limits::default()).unwrap().is_nan());
            assert!(tmax(&x, &limits).unwrap().is_nan());
        }
    }
}

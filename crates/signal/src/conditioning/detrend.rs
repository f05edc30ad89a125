//! Removal of a constant or a piecewise linear trend.
//!
//! Counterpart of `scipy.signal.detrend`.

use std::str::FromStr;

use ndarray::{Array, ArrayRef, Axis, Dimension};
use onkai_core::{Error, Real, Result, Scalar, map_lanes, sum_of};

/// Subtracts a trend from `x` along `axis`.
///
/// # Shapes
///
/// `x`: any. Returns the same shape.
///
/// # Errors
///
/// [`Error::Parameter`] when `x` has no such axis, or a breakpoint lies beyond its end. A NaN spoils
/// its whole piece.
///
/// # Examples
///
/// ```
/// use ndarray::{Axis, array};
/// use onkai_signal::{Trend, detrend};
/// let x = array![1.0, 2.0, 3.0, 9.0];
/// assert_eq!(detrend(&x, Axis(0), &Trend::Constant)?, array![-2.75, -1.75, -0.75, 5.25]);
/// let flat = detrend(&x, Axis(0), &Trend::Linear { breakpoints: vec![2] })?;
/// assert!(flat.iter().all(|v: &f64| v.abs() < 1e-12));
/// # Ok::<(), onkai_signal::Error>(())
/// ```
pub fn detrend<T: Scalar, D: Dimension>(
    x: &ArrayRef<T, D>,
    axis: Axis,
    trend: &Trend,
) -> Result<Array<T, D>> {
    let n = x.shape().get(axis.index()).copied().unwrap_or(0);
    let cuts = trend.cuts(n)?;
    map_lanes(x, axis, n, |lane, mut out| {
        let mut values = lane.to_vec();
        match trend {
            Trend::Constant => remove_mean(&mut values),
            Trend::Linear { .. } => {
                for piece in cuts.windows(2) {
                    remove_line(&mut values[piece[0]..piece[1]]);
                }
            }
        }
        out.iter_mut().zip(values).for_each(|(out, v)| *out = v);
        Ok(())
    })
}

/// What [`detrend`] takes away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trend {
    /// The mean.
    Constant,
    /// The line of least squared distance, for each piece.
    Linear {
        /// Indices at which a new piece begins, in any order; none for a single piece.
        #[doc(alias = "bp")]
        breakpoints: Vec<usize>,
    },
}

impl Default for Trend {
    /// One line.
    fn default() -> Self {
        Self::Linear { breakpoints: Vec::new() }
    }
}

impl Trend {
    /// The ends of the pieces.
    fn cuts(&self, n: usize) -> Result<Vec<usize>> {
        let mut cuts = vec![0, n];
        if let Self::Linear { breakpoints } = self {
            if let Some(&beyond) = breakpoints.iter().find(|&&index| n < index) {
                let requirement = "at most the length along the axis";
                return Err(Error::parameter("breakpoints", beyond as f64, requirement));
            }
            cuts.extend(breakpoints);
        }
        cuts.sort_unstable();
        Ok(cuts)
    }
}

impl FromStr for Trend {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self> {
        match name {
            "constant" | "c" => Ok(Self::Constant),
            "linear" | "l" => Ok(Self::default()),
            _ => Err(Error::UnknownName {
                name: "trend",
                value: name.to_owned(),
                known: "constant, linear",
            }),
        }
    }
}

/// Subtracts the mean.
pub(crate) fn remove_mean<T: Scalar>(x: &mut [T]) {
    let sum = sum_of(x, |v| v);
    let mean = sum.scale(T::Real::of_usize(1) / T::Real::of_usize(x.len().max(1)));
    for v in x {
        *v -= mean;
    }
}

/// Subtracts the line of least squared distance.
pub(crate) fn remove_line<T: Scalar>(x: &mut [T]) {
    remove_mean(x);
    let n = x.len();
    if n < 2 {
        return;
    }
    // Counted from the middle, the times are orthogonal to the mean; Σ t² = n (n² - 1) / 12.
    let middle = T::Real::of_usize(n - 1) * T::Real::of(0.5);
    let time = |i: usize| T::Real::of_usize(i) - middle;
    let mut moment = T::zero();
    for (i, &v) in x.iter().enumerate() {
        moment += v.scale(time(i));
    }
    let n = n as f64;
    let slope = moment.scale(T::Real::of(12.0 / (n * (n * n - 1.0))));
    for (i, v) in x.iter_mut().enumerate() {
        *v -= slope.scale(time(i));
    }
}

#[cfg(test)]
mod tests {
    use ndarray::{Array1, array};

    use super::*;

    #[test]
    fn bad_input_is_named() {
        let x = array![1.0, 2.0];
        let beyond = Trend::Linear { breakpoints: vec![3] };
        assert_eq!(
            detrend(&x, Axis(0), &beyond).unwrap_err().to_string(),
            "`breakpoints` is 3, but must be at most the length along the axis"
        );
        assert!(detrend(&x, Axis(1), &Trend::Constant).is_err());
        assert!("cubic".parse::<Trend>().is_err());
    }

    #[test]
    fn no_samples_and_one_sample_have_no_trend() {
        let none = Array1::<f32>::zeros(0);
        assert_eq!(detrend(&none, Axis(0), &Trend::default()).unwrap(), none);
        assert_eq!(detrend(&array![5.0], Axis(0), &Trend::default()).unwrap(), array![0.0]);
    }
}

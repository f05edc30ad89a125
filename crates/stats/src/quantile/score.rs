//! From percentages to scores and back.
//!
//! Counterpart of `scipy.stats.scoreatpercentile`, `percentileofscore`.

use ndarray::{Array1, ArrayRef1};
use onkai_core::{Real, Result};

use super::select::ascending;
use crate::summary::{check_between, check_len};

/// What [`scoreatpercentile`] gives between two values.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ScoreInterpolation {
    /// A point on the line between them. The default.
    #[default]
    Fraction,
    /// The lower one.
    Lower,
    /// The higher one.
    Higher,
}

/// Options of [`scoreatpercentile`]; the defaults are those of SciPy.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct ScoreOptions {
    /// Values outside these bounds, in any order, are ignored. Default: none are.
    pub limit: Option<[f64; 2]>,
    /// What is given between two values. Default: a point on the line.
    pub interpolation: ScoreInterpolation,
}

/// The score below which a percentage of the sample lies.
///
/// The place among the ordered values is `percent / 100 · (n - 1)`. NaN gives NaN.
///
/// # Errors
///
/// [`Error::TooShort`](crate::Error::TooShort) when no value lies within the limits, [`Error::Parameter`](crate::Error::Parameter) when `percent` is
/// outside 0 to 100.
///
/// # Examples
///
/// ```
/// let x = ndarray::array![1.0, 2.0, 3.0, 4.0];
/// assert_eq!(onkai_stats::scoreatpercentile(&x, 50.0, &Default::default())?, 2.5);
/// # Ok::<(), onkai_stats::Error>(())
/// ```
pub fn scoreatpercentile<T: Real>(
    x: &ArrayRef1<T>,
    percent: f64,
    options: &ScoreOptions,
) -> Result<T> {
    check_between("percent", percent, 100.0, "between 0 and 100")?;
    if x.iter().any(|v| v.is_nan()) {
        return Ok(T::nan());
    }
    let is_within =
        |v: &T| options.limit.is_none_or(|[a, b]| a.min(b) <= v.as_f64() && v.as_f64() <= a.max(b));
    let mut values: Vec<T> = x.iter().copied().filter(is_within).collect();
    check_len("x", values.len(), 1)?;
    let place = percent / 100.0 * (values.len() - 1) as f64;
    let place = match options.interpolation {
        ScoreInterpolation::Fraction => place,
        ScoreInterpolation::Lower => place.floor(),
        ScoreInterpolation::Higher => place.ceil(),
    };
    let (_, &mut low, above) = values.select_nth_unstable_by(place as usize, ascending);
    let fraction = place.fract();
    if fraction == 0.0 {
        return Ok(low);
    }
    let high = above.iter().copied().reduce(|a, b| if b < a { b } else { a }).unwrap_or(low);
    // The weights that SciPy uses, in its order, so that the last digits agree as well.
    let upper = place - place.floor();
    Ok(T::of(low.as_f64() * (place.floor() + 1.0 - place) + high.as_f64() * upper))
}

/// What counts as below a score in [`percentileofscore`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PercentileKind {
    /// The mean of the ranks of values equal to the score. The default.
    #[default]
    Rank,
    /// Values at or below the score.
    Weak,
    /// Values below the score.
    Strict,
    /// The mean of weak and strict.
    Mean,
}

/// The percentage of the sample that lies below each score.
///
/// NaN in the sample makes all percentages NaN, a NaN score its own.
///
/// # Shapes
///
/// `x`: `[n]`, `scores`: `[m]`. Returns `[m]`, in percent.
///
/// # Errors
///
/// [`Error::TooShort`](crate::Error::TooShort) when `x` is empty.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_stats::{PercentileKind, percentileofscore};
///
/// let x = array![1.0, 2.0, 3.0, 3.0, 4.0];
/// assert_eq!(percentileofscore(&x, &array![3.0], PercentileKind::Rank)?, array![70.0]);
/// # Ok::<(), onkai_stats::Error>(())
/// ```
pub fn percentileofscore<T: Real>(
    x: &ArrayRef1<T>,
    scores: &ArrayRef1<T>,
    kind: PercentileKind,
) -> Result<Array1<f64>> {
    check_len("x", x.len(), 1)?;
    let mut values = x.to_vec();
    let is_lost = values.iter().any(|v| v.is_nan());
    values.sort_unstable_by(ascending);
    let n = values.len() as f64;
    Ok(scores.mapv(|score| {
        if is_lost || score.is_nan() {
            return f64::NAN;
        }
        let below = values.partition_point(|v| *v < score) as f64;
        let up_to = values.partition_point(|v| *v <= score) as f64;
        match kind {
            PercentileKind::Rank if below < up_to => (below + up_to + 1.0) * (50.0 / n),
            PercentileKind::Rank | PercentileKind::Mean => (below + up_to) * (50.0 / n),
            PercentileKind::Weak => up_to * (100.0 / n),
            PercentileKind::Strict => below * (100.0 / n),
        }
    }))
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;
    use crate::Error;

    #[test]
    fn unfit_arguments_are_refused() {
        let x = array![1.0, 2.0];
        for bad in [-1.0, 100.5, f64::NAN] {
            let error = scoreatpercentile(&x, bad, &ScoreOptions::default()).unwrap_err();
            assert!(matches!(error, Error::Parameter { name: "percent", .. }));
        }
        let options = ScoreOptions { limit: Some([5.0, 6.0]), ..Default::default() };
        assert!(matches!(scoreatpercentile(&x, 5.0, &options), Err(Error::TooShort { .. })));
        let none = Array1::<f64>::zeros(0);
        assert!(percentileofscore(&none, &x, PercentileKind::Rank).is_err());
    }

    #[test]
    fn nan_propagates() {
        let x = array![1.0, f64::NAN];
        assert!(scoreatpercentile(&x, 5.0, &ScoreOptions::default()).unwrap().is_nan());
        let found = percentileofscore(&x, &array![1.0], PercentileKind::Weak).unwrap();
        assert!(found[0].is_nan());
        let y = array![1.0, 2.0];
        assert!(percentileofscore(&y, &x, PercentileKind::Mean).unwrap()[1].is_nan());
    }
}

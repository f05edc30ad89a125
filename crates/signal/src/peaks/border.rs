//! Limits that a property of a peak must keep.

use ndarray::Array1;
use onkai_core::{Error, Real, Result};

/// One end of an [`Interval`].
#[derive(Clone, Debug, PartialEq)]
pub enum PeakBound<F> {
    /// The same for all peaks.
    Value(F),
    /// One for each sample of the signal; those at the peaks count.
    PerSample(Array1<F>),
}

impl<F> From<F> for PeakBound<F> {
    fn from(value: F) -> Self {
        Self::Value(value)
    }
}

impl<F: Real> PeakBound<F> {
    fn at(&self, peak: usize) -> F {
        match self {
            Self::Value(value) => *value,
            Self::PerSample(values) => values[peak],
        }
    }

    fn check(&self, name: &'static str, n: usize) -> Result<()> {
        match self {
            Self::Value(value) if value.is_nan() => {
                Err(Error::parameter(name, value.as_f64(), "a number"))
            }
            Self::PerSample(values) if values.len() != n => {
                Err(Error::Shape { name, expected: vec![n], actual: vec![values.len()] })
            }
            _ => Ok(()),
        }
    }
}

/// What a property of a peak must be: at least `min` and at most `max`, as far as given.
///
/// ```
/// use onkai_signal::Interval;
/// let _at_least: Interval<f64> = 0.5.into();
/// let _between: Interval<f64> = (0.5, 2.0).into();
/// let _anything = Interval::<f64>::default();
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Interval<F> {
    /// The least value that is kept.
    pub min: Option<PeakBound<F>>,
    /// The greatest value that is kept.
    pub max: Option<PeakBound<F>>,
}

impl<F> Default for Interval<F> {
    /// Everything is kept, and told.
    fn default() -> Self {
        Self { min: None, max: None }
    }
}

impl<F> From<F> for Interval<F> {
    fn from(min: F) -> Self {
        Self { min: Some(min.into()), max: None }
    }
}

impl<F> From<(F, F)> for Interval<F> {
    fn from((min, max): (F, F)) -> Self {
        Self { min: Some(min.into()), max: Some(max.into()) }
    }
}

impl<F: Real> Interval<F> {
    /// Refuses bounds that are NaN or not as many as samples.
    pub(super) fn check(&self, name: &'static str, n: usize) -> Result<()> {
        self.min.as_ref().map_or(Ok(()), |bound| bound.check(name, n))?;
        self.max.as_ref().map_or(Ok(()), |bound| bound.check(name, n))
    }

    /// Whether the least of a peak's values is at least `min`, and the greatest at most `max`.
    pub(super) fn holds(&self, peak: usize, least: F, greatest: F) -> bool {
        self.min.as_ref().is_none_or(|bound| bound.at(peak) <= least)
            && self.max.as_ref().is_none_or(|bound| greatest <= bound.at(peak))
    }
}

//! A distribution that is moved and stretched.
//!
//! Counterpart of the arguments `loc` and `scale` of `scipy.stats` distributions.

use super::distribution::Continuous;
use super::shape::ContinuousShape;

/// The distribution of `loc + scale X`, made by [`Continuous::at`].
///
/// # Examples
///
/// ```
/// use onkai_stats::distributions::continuous::{Continuous, Normal};
/// let height_cm = Normal.at(175.0, 7.0)?;
/// assert!((height_cm.cdf(182.0) - Normal.cdf(1.0)).abs() < 1e-15);
/// assert!(Normal.at(0.0, -1.0).is_err());
/// # Ok::<(), onkai_stats::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LocScale<D> {
    shape: D,
    loc: f64,
    scale: f64,
}

impl<D> LocScale<D> {
    /// What [`Continuous::at`] makes of checked arguments.
    pub(crate) fn of(shape: D, loc: f64, scale: f64) -> Self {
        Self { shape, loc, scale }
    }
}

impl<D: ContinuousShape> Continuous for LocScale<D> {
    type Shape = D;

    #[inline]
    fn shape(&self) -> &D {
        &self.shape
    }

    #[inline]
    fn loc(&self) -> f64 {
        self.loc
    }

    #[inline]
    fn scale(&self) -> f64 {
        self.scale
    }
}

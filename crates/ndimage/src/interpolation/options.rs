//! How to interpolate.

use onkai_core::{Error, Real, Result};

use crate::boundary::Boundary;

/// Options of everything that interpolates; the defaults are those of SciPy.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct InterpolationOptions<F> {
    /// Order of the spline: 0 takes the nearest sample, 1 is linear, 3 cubic; at most 5. Default: `3`.
    pub order: usize,
    /// What stands beyond the ends. Default: `Boundary::Constant(0)`.
    #[doc(alias = "mode")]
    #[doc(alias = "cval")]
    pub boundary: Boundary<F>,
    /// Whether the spline is to pass through the samples. `false` if they have been made the coefficients of
    /// a spline before, by [`spline_filter`](crate::spline_filter), or if some blur is welcome. Of no
    /// account for orders 0 and 1. Default: `true`.
    pub prefilter: bool,
}

impl<F: Real> Default for InterpolationOptions<F> {
    fn default() -> Self {
        Self { order: 3, boundary: Boundary::Constant(F::zero()), prefilter: true }
    }
}

/// Largest order of a spline.
const LARGEST_ORDER: usize = 5;

/// Refuses orders that have no spline here.
pub(super) fn check_order(order: usize) -> Result<()> {
    if LARGEST_ORDER < order {
        return Err(Error::parameter("order", order as f64, "at most 5"));
    }
    Ok(())
}

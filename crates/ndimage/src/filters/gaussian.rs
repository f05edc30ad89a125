//! Gaussian smoothing, and the derivatives of what is smoothed.
//!
//! Counterpart of `scipy.ndimage.gaussian_filter1d` and `gaussian_filter`.

use ndarray::{Array, ArrayRef, Axis, Dimension};
use onkai_core::{Error, Real, Result};

use super::correlate::correlate_in_place;
use crate::boundary::Boundary;
use crate::grid::{check_axes, check_axis, elements, from_elements, per_axis};

/// Smooths `x` along `axis` by a Gaussian, or takes a derivative of what is smoothed.
///
/// ```text
/// y[i] = Σₖ g⁽ᵒ⁾[k] · x[i - k]        g[k] = exp(-k² / 2σ²) / Σ,  |k| ≤ radius
/// ```
///
/// # Shapes
///
/// `x`: any; `sigma` in samples. Returns the shape of `x`.
///
/// # Errors
///
/// [`Error::Parameter`] when `x` has no such axis, `sigma` is not positive and finite, `truncate` is
/// negative or not finite, or the radius is too large.
///
/// # Examples
///
/// ```
/// use ndarray::{Axis, array};
/// use onkai_ndimage::gaussian_filter1d;
/// let y = gaussian_filter1d(&array![0.0, 0.0, 1.0, 0.0, 0.0], Axis(0), 1.0, &Default::default())?;
/// assert!((y[2] - 0.3989_f64).abs() < 1e-3);
/// # Ok::<(), onkai_ndimage::Error>(())
/// ```
pub fn gaussian_filter1d<F: Real, D: Dimension>(
    x: &ArrayRef<F, D>,
    axis: Axis,
    sigma: f64,
    options: &GaussianOptions<F>,
) -> Result<Array<F, D>> {
    check_axis(axis, x.ndim())?;
    onkai_core::check_positive("sigma", sigma)?;
    let (orders, radii) = options.for_axes(x.ndim())?;
    let (order, radius) = (orders[axis.index()], radii[axis.index()]);
    let mut out = from_elements(x.raw_dim(), elements(x).into_owned());
    smooth(&mut out, axis, (sigma, order, options.radius(sigma, radius)?), options.boundary)?;
    Ok(out)
}

/// [`gaussian_filter1d`] along every axis, one after the other.
///
/// # Shapes
///
/// `x`: any, with at least one axis; `sigma`: one for each axis, or one for all; an axis whose sigma is at
/// most 10⁻¹⁵ is left as it is. Returns the shape of `x`.
///
/// # Errors
///
/// [`Error::Values`] when the numbers of sigmas, orders or radii do not fit; else as
/// [`gaussian_filter1d`].
///
/// # Examples
///
/// ```
/// use ndarray::Array2;
/// use onkai_ndimage::gaussian_filter;
/// let y = gaussian_filter(&Array2::<f32>::ones((8, 8)), &[1.5, 0.0], &Default::default())?;
/// assert!(y.iter().all(|v| (v - 1.0).abs() < 1e-6));
/// # Ok::<(), onkai_ndimage::Error>(())
/// ```
pub fn gaussian_filter<F: Real, D: Dimension>(
    x: &ArrayRef<F, D>,
    sigma: &[f64],
    options: &GaussianOptions<F>,
) -> Result<Array<F, D>> {
    check_axes(x.ndim())?;
    let sigma = per_axis("sigma", sigma, x.ndim(), None)?;
    if let Some(&bad) = sigma.iter().find(|s| !(s.is_finite() && 0.0 <= **s)) {
        return Err(Error::parameter("sigma", bad, "finite and not negative"));
    }
    let (orders, radii) = options.for_axes(x.ndim())?;
    let mut out = from_elements(x.raw_dim(), elements(x).into_owned());
    for axis in (0..x.ndim()).filter(|&axis| 1e-15 < sigma[axis]) {
        let (sigma, order, radius) = (sigma[axis], orders[axis], radii[axis]);
        let bell = (sigma, order, options.radius(sigma, radius)?);
        smooth(&mut out, Axis(axis), bell, options.boundary)?;
    }
    Ok(out)
}

/// Replaces `x` by its convolution with a Gaussian's derivative: sigma, order and radius.
fn smooth<F: Real, D: Dimension>(
    x: &mut Array<F, D>,
    axis: Axis,
    (sigma, order, radius): (f64, usize, usize),
    boundary: Boundary<F>,
) -> Result<()> {
    correlate_in_place(x, axis, 2 * radius + 1, boundary, || kernel(sigma, order, radius))
}

/// Options of [`gaussian_filter`]; the defaults are those of SciPy.
#[derive(Clone, Debug, PartialEq)]
pub struct GaussianOptions<F> {
    /// Which derivative: one for each axis, one for all, or none for 0, the smoothed array itself.
    /// Default: none.
    pub order: Vec<usize>,
    /// At how many sigmas the Gaussian is cut. Default: `4.0`.
    pub truncate: f64,
    /// At how many samples the Gaussian is cut, whatever `truncate` says: one for each axis, or one for
    /// all. Default: none.
    pub radius: Vec<usize>,
    /// What stands beyond the ends. Default: [`Boundary::Reflect`].
    #[doc(alias = "mode")]
    #[doc(alias = "cval")]
    pub boundary: Boundary<F>,
}

impl<F: Real> Default for GaussianOptions<F> {
    fn default() -> Self {
        Self { order: Vec::new(), truncate: 4.0, radius: Vec::new(), boundary: Boundary::Reflect }
    }
}

impl<F: Real> GaussianOptions<F> {
    /// Orders and radii of all axes.
    fn for_axes(&self, n_axes: usize) -> Result<(Vec<usize>, Vec<Option<usize>>)> {
        let orders = per_axis("order", &self.order, n_axes, Some(0))?;
        if let Some(&order) = orders.iter().find(|&&order| LARGEST_ORDER < order) {
            return Err(Error::parameter("order", order as f64, "at most 32"));
        }
        let radii: Vec<_> = self.radius.iter().copied().map(Some).collect();
        Ok((orders, per_axis("radius", &radii, n_axes, Some(None))?))
    }

    fn radius(&self, sigma: f64, radius: Option<usize>) -> Result<usize> {
        if let Some(radius) = radius {
            let in_range = radius <= LARGEST_RADIUS;
            return in_range
                .then_some(radius)
                .ok_or_else(|| Error::parameter("radius", radius as f64, "at most 2^30"));
        }
        if !(self.truncate.is_finite() && 0.0 <= self.truncate) {
            return Err(Error::parameter("truncate", self.truncate, "finite and not negative"));
        }
        let radius = (self.truncate * sigma + 0.5).floor();
        if LARGEST_RADIUS as f64 <= radius {
            return Err(Error::parameter("sigma", sigma, "such that the radius is below 2^30"));
        }
        Ok(radius as usize)
    }
}

/// Beyond it the polynomial of a derivative overflows for any use.
const LARGEST_ORDER: usize = 32;

/// The window's size, checked later, stays countable.
const LARGEST_RADIUS: usize = 1 << 30;

/// The Gaussian's derivative, ready to be correlated with.
///
/// Each derivative of `q(x) · exp(-x² / 2σ²)` is `(q'(x) - q(x) · x / σ²) · exp(…)`.
fn kernel(sigma: f64, order: usize, radius: usize) -> Vec<f64> {
    let variance = sigma * sigma;
    let positions = || (0..=2 * radius).map(|i| i as f64 - radius as f64);
    let bell: Vec<f64> = positions().map(|x| (-0.5 / variance * x * x).exp()).collect();
    let total: f64 = bell.iter().sum();
    let mut polynomial = vec![1.0];
    for _ in 0..order {
        let mut next = vec![0.0; polynomial.len() + 1];
        for (power, &coefficient) in polynomial.iter().enumerate() {
            if 0 < power {
                next[power - 1] += power as f64 * coefficient;
            }
            next[power + 1] -= coefficient / variance;
        }
        polynomial = next;
    }
    // Correlation runs through the kernel in the other direction than convolution.
    let values = positions().zip(&bell).map(|(x, bell)| {
        polynomial.iter().rev().fold(0.0, |sum, coefficient| sum * x + coefficient) * bell / total
    });
    let mut weights: Vec<f64> = values.collect();
    weights.reverse();
    weights
}

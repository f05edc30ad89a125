//! The cubic spline between fit and smoothness.
//!
//! Counterpart of `scipy.interpolate.make_smoothing_spline`.

use ndarray::{Array1, Array2, ArrayRef, ArrayRef1, Axis, RemoveAxis};
use onkai_core::{Error, Real, Result};
use onkai_linalg::LinalgScalar;

use super::boundary::SplineBoundary;
use super::gcv::best_lam;
use super::make_interp::{InterpSplineOptions, make_interp_spline};
use super::reinsch::Reinsch;
use super::spline::BSpline;
use crate::check::{check_abscissae, check_values, check_weights};
use crate::layout::Layout;

/// Makes the cubic spline for which `Σ w (y - S(x))² + λ ∫ S″²` is least.
///
/// Without a given `λ` each lane has the one that generalized cross-validation finds best.
///
/// # Shapes
///
/// `x`: `[n]`, strictly ascending; `y`: any shape with length `n` along `axis`.
///
/// # Errors
///
/// [`Error::TooShort`] for fewer than five points, [`Error::Shape`], [`Error::NotFinite`],
/// [`Error::Values`] for abscissae that do not ascend or weights that are not positive,
/// [`Error::Parameter`] for a `λ` that is negative or not finite, or an axis that `y` has not,
/// [`Error::NotPositiveDefinite`] when points lie so unevenly that rounding leaves no system.
///
/// # Examples
///
/// ```
/// use ndarray::{Array1, Axis};
/// use onkai_interpolate::{SmoothingSplineOptions, make_smoothing_spline};
/// let x = Array1::<f64>::linspace(0.0, 6.0, 60);
/// let rough = Array1::from_shape_fn(60, |i| x[i].sin() + if i % 2 == 0 { 0.1 } else { -0.1 });
/// let smooth = make_smoothing_spline(&x, &rough, Axis(0), &SmoothingSplineOptions::default())?;
/// assert!((smooth.at(&x) - x.mapv(f64::sin)).iter().all(|d: &f64| d.abs() < 0.09));
/// # Ok::<(), onkai_interpolate::Error>(())
/// ```
///
/// # Differences from SciPy
///
/// The minimum is the same; it is found by Reinsch's equations instead of one in B-splines.
///
/// # References
///
/// C. H. Reinsch: Smoothing by spline functions. Numer. Math. 10, 1967,
/// <https://doi.org/10.1007/BF02162161>
pub fn make_smoothing_spline<T: Real + LinalgScalar, D: RemoveAxis>(
    x: &ArrayRef1<T>,
    y: &ArrayRef<T, D>,
    axis: Axis,
    options: &SmoothingSplineOptions<T>,
) -> Result<BSpline<T, D>> {
    let layout = Layout::of(y, axis)?;
    check_abscissae("x", x, 5)?;
    check_values("y", y, &layout, x.len())?;
    let w = options.weights.as_ref().map(|w| w.to_vec());
    check_weights(w.as_deref(), x.len())?;
    if w.iter().flatten().any(T::is_zero) {
        return Err(Error::Values { name: "weights", requirement: "be positive" });
    }
    if let Some(lam) = options.lam
        && !(T::zero() <= lam && lam.is_finite())
    {
        return Err(Error::parameter("lam", lam.as_f64(), "finite and not negative"));
    }
    let (n, r) = (x.len(), layout.n_lanes());
    let reinsch = Reinsch::new(&x.to_vec(), w.as_deref());
    let given = options.lam.map(|lam| reinsch.factored(lam)).transpose()?;
    let rows = Array2::from_shape_vec((n, r), layout.rows(y)).expect("a row for each point");
    let mut fitted = rows.clone();
    for (column, mut fitted) in rows.columns().into_iter().zip(fitted.columns_mut()) {
        let y = column.to_vec();
        let correction = if let (Some(lam), Some(factor)) = (options.lam, &given) {
            reinsch.correction(&y, lam, factor)?
        } else {
            let lam = best_lam(&reinsch, &y)?;
            reinsch.correction(&y, lam, &reinsch.factored(lam)?)?
        };
        fitted -= &Array1::from(correction);
    }
    let fitted = layout.array(n, fitted.iter().copied().collect());
    // The smoothing spline is the natural one through its own values.
    let natural = InterpSplineOptions { boundary: SplineBoundary::Natural, ..Default::default() };
    make_interp_spline(x, &fitted, axis, &natural)
}

/// Options of [`make_smoothing_spline`]; the defaults are those of SciPy.
#[derive(Clone, Debug, PartialEq)]
pub struct SmoothingSplineOptions<T> {
    /// What each point's squared difference is multiplied by; positive. Default: `None`, 1.
    pub weights: Option<Array1<T>>,
    /// What smoothness weighs, `λ`; 0 goes through all points. Default: `None`, found by generalized
    /// cross-validation.
    pub lam: Option<T>,
}

impl<T> Default for SmoothingSplineOptions<T> {
    fn default() -> Self {
        Self { weights: None, lam: None }
    }
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    #[test]
    fn data_that_do_not_fit_are_named() {
        let x = Array1::linspace(0.0, 4.0, 5);
        let message = |x: &Array1<f64>, y: &Array1<f64>, weights, lam| {
            let options = SmoothingSplineOptions { weights, lam };
            make_smoothing_spline(x, y, Axis(0), &options).unwrap_err().to_string()
        };
        let four = array![0.0, 1.0, 2.0, 3.0];
        assert_eq!(message(&four, &four, None, None), "`x` has length 4, but needs at least 5");
        assert_eq!(message(&x, &four, None, None), "`y` has shape [4], but must have [5]");
        let error = message(&x, &x, None, Some(-1.0));
        assert_eq!(error, "`lam` is -1, but must be finite and not negative");
        assert!(message(&x, &x, None, Some(f64::NAN)).starts_with("`lam` is NaN"));
        let weights = array![1.0, 0.0, 1.0, 1.0, 1.0];
        assert_eq!(message(&x, &x, Some(weights), None), "`weights` must be positive");
        assert!(message(&x, &(&x * f64::NAN), None, None).contains("not finite"));
    }

    #[test]
    fn without_smoothing_it_goes_through_the_points() {
        let x = Array1::linspace(0.0, 4.0, 6);
        let y = x.mapv(f64::cos);
        let options = SmoothingSplineOptions { lam: Some(0.0), ..Default::default() };
        let spline = make_smoothing_spline(&x, &y, Axis(0), &options).unwrap();
        assert!((spline.at(&x) - y).iter().all(|d| d.abs() < 1e-14));
    }
}

//! The smoothest spline that is close enough to the data, with as few knots as that takes.
//!
//! Counterpart of `scipy.interpolate.splrep`, `make_splrep` and `UnivariateSpline`.

use ndarray::{Array1, ArrayRef1, Axis, Ix1};
use onkai_core::{Error, Real, Result, check_finite};
use onkai_linalg::LinalgScalar;

use super::knot_search::{Found, search_knots};
use super::smoothing::smoothed;
use crate::bspline::{BSpline, Data, InterpSplineOptions, make_interp_spline, not_a_knot};
use crate::check::check_weights;
use crate::layout::Layout;

/// Makes a spline `S` with `Σ (w (y - S(x)))² ≤ s` and jumps of its `k`-th derivative as small as that
/// allows.
///
/// Knots are added where the fit is worst until the least-squares spline is close enough; the sum then
/// comes to `s`, within a thousandth, as the spline gives way to smoothness. With `s = 0` it goes through
/// all points.
///
/// # Shapes
///
/// `x`: `[m]`, not descending, and strictly ascending if `s` is 0; `y`: `[m]`; more points than the
/// degree.
///
/// # Errors
///
/// [`Error::TooShort`], [`Error::Shape`], [`Error::NotFinite`], [`Error::Values`] for abscissae out of
/// order, weights that are negative or bounds that do not enclose the points, [`Error::Parameter`] for a
/// degree of 0 or a negative `s`, [`Error::Singular`] when weights of zero leave a coefficient without
/// points.
///
/// # Examples
///
/// ```
/// use ndarray::Array1;
/// use onkai_interpolate::{SplrepOptions, make_splrep};
/// let x = Array1::<f64>::linspace(0.0, 10.0, 100);
/// let rough = Array1::from_shape_fn(100, |i| x[i].sin() + if i % 2 == 0 { 0.1 } else { -0.1 });
/// let fit = make_splrep(&x, &rough, &SplrepOptions { smoothing: 1.1, ..Default::default() })?;
/// assert!(fit.converged && (fit.residual - 1.1).abs() < 0.002);
/// assert!(fit.spline.knots().len() < 30);
/// assert!((fit.spline.at(&x) - x.mapv(f64::sin)).iter().all(|d: &f64| d.abs() < 0.12));
/// # Ok::<(), onkai_interpolate::Error>(())
/// ```
///
/// # Differences from SciPy
///
/// `s` is 0 if not given, with weights as well. Curves with several components, periodic ones and given
/// knots ([`make_lsq_spline`](crate::make_lsq_spline) takes them) are not in it.
///
/// # References
///
/// P. Dierckx: An algorithm for smoothing, differentiation and integration of experimental data using
/// spline functions. J. Comput. Appl. Math. 1(3), 1975,
/// <https://doi.org/10.1016/0771-050X(75)90034-0>; *Curve and Surface Fitting with Splines*. Oxford
/// 1993, chapter 5.
#[doc(alias = "splrep")]
#[doc(alias = "UnivariateSpline")]
pub fn make_splrep<T: Real + LinalgScalar>(
    x: &ArrayRef1<T>,
    y: &ArrayRef1<T>,
    options: &SplrepOptions<T>,
) -> Result<SmoothingFit<T>> {
    let ends = checked(x, y, options)?;
    let (k, s) = (options.degree, options.smoothing);
    if s.is_zero() {
        let knots = Array1::from(interpolating_knots(&x.to_vec(), k, ends));
        let options = InterpSplineOptions { degree: k, knots: Some(knots), ..Default::default() };
        let spline = make_interp_spline(x, y, Axis(0), &options)?;
        return Ok(SmoothingFit { spline, residual: T::zero(), converged: true });
    }
    let (x, y) = (x.to_vec(), y.to_vec());
    let w = options.weights.as_ref().map(|w| w.to_vec());
    let data = Data { x: &x, y: &y, w: w.as_deref(), n_lanes: 1 };
    let layout = Layout::new(Ix1(y.len()), Axis(0))?;
    let found = search_knots(&data, k, s, ends)?;
    let made = |t, c| BSpline::from_parts(t, c, k, layout);
    Ok(match found {
        Found::Fit { t, c, residual } => {
            SmoothingFit { spline: made(t, c), residual, converged: true }
        }
        Found::Knots(knots) => {
            let smooth = smoothed(&data, k, s, &knots)?;
            let (residual, converged) = (smooth.residual, smooth.converged);
            SmoothingFit { spline: made(knots.t, smooth.c), residual, converged }
        }
    })
}

/// Options of [`make_splrep`].
#[derive(Clone, Debug, PartialEq)]
pub struct SplrepOptions<T> {
    /// What each point's difference is multiplied by; not negative. For points with known standard
    /// deviations, their inverses. Default: `None`, 1.
    pub weights: Option<Array1<T>>,
    /// Where the spline begins and ends; the points lie in between. Default: `None`, at the first and the
    /// last point.
    pub bounds: Option<(T, T)>,
    /// The degree, at least 1. Default: 3.
    pub degree: usize,
    /// The sum of squares that is allowed, `s`. With weights as above a good one lies between
    /// `m - √(2 m)` and `m + √(2 m)`. Default: 0.
    pub smoothing: T,
}

impl<T: Real> Default for SplrepOptions<T> {
    fn default() -> Self {
        Self { weights: None, bounds: None, degree: 3, smoothing: T::zero() }
    }
}

/// What [`make_splrep`] finds.
#[derive(Clone, Debug, PartialEq)]
pub struct SmoothingFit<T> {
    /// The spline.
    pub spline: BSpline<T, Ix1>,
    /// The sum of squares, `Σ (w (y - S(x)))²`.
    pub residual: T,
    /// Whether that is `s` within a thousandth, or less because no smoother spline has more.
    pub converged: bool,
}

/// The knots of the spline through all points, between the bounds.
pub(super) fn interpolating_knots<T: Real>(x: &[T], k: usize, (low, high): (T, T)) -> Vec<T> {
    let mut t = not_a_knot(x, k);
    let n = t.len();
    t[..=k].fill(low);
    t[n - k - 1..].fill(high);
    t
}

/// Checks everything; gives the bounds.
fn checked<T: Real>(
    x: &ArrayRef1<T>,
    y: &ArrayRef1<T>,
    options: &SplrepOptions<T>,
) -> Result<(T, T)> {
    let SplrepOptions { degree: k, smoothing: s, .. } = *options;
    if k == 0 {
        return Err(Error::parameter("degree", 0.0, "at least 1"));
    }
    if !(T::zero() <= s && s.is_finite()) {
        return Err(Error::parameter("smoothing", s.as_f64(), "finite and not negative"));
    }
    if x.len() <= k {
        let expected = k.saturating_add(1);
        return Err(Error::TooShort { name: "x", expected, actual: x.len() });
    }
    if y.len() != x.len() {
        return Err(Error::Shape { name: "y", expected: vec![x.len()], actual: vec![y.len()] });
    }
    check_finite("x", x)?;
    check_finite("y", y)?;
    let w = options.weights.as_ref().map(|w| w.to_vec());
    check_weights(w.as_deref(), x.len())?;
    if w.is_some_and(|w| w.iter().all(T::is_zero)) {
        return Err(Error::Values { name: "weights", requirement: "not all be zero" });
    }
    let (first, last) = (x[0], x[x.len() - 1]);
    if x.iter().zip(x.iter().skip(1)).any(|(a, b)| b < a) || first == last {
        return Err(Error::Values { name: "x", requirement: "ascend" });
    }
    let (low, high) = options.bounds.unwrap_or((first, last));
    if !(low.is_finite() && high.is_finite() && low <= first && last <= high) {
        return Err(Error::Values { name: "bounds", requirement: "enclose the points" });
    }
    Ok((low, high))
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    #[test]
    fn data_and_options_that_do_not_fit_are_named() {
        let x = array![0.0, 1.0, 2.0, 3.0, 4.0];
        let usual = SplrepOptions { smoothing: 1.0, ..Default::default() };
        let message = |x: &Array1<f64>, y: &Array1<f64>, options: &SplrepOptions<f64>| {
            make_splrep(x, y, options).unwrap_err().to_string()
        };
        let three = array![0.0, 1.0, 2.0];
        assert_eq!(message(&three, &three, &usual), "`x` has length 3, but needs at least 4");
        assert_eq!(message(&x, &three, &usual), "`y` has shape [3], but must have [5]");
        assert_eq!(
            message(&array![1.0, 0.0, 2.0, 3.0], &x, &usual),
            "`y` has shape [5], but must have [4]"
        );
        assert_eq!(message(&array![1.0, 0.0, 2.0, 3.0, 4.0], &x, &usual), "`x` must ascend");
        assert!(message(&x, &(&x * f64::NAN), &usual).contains("not finite"));
        let with = |change: fn(&mut SplrepOptions<f64>)| {
            let mut options = usual.clone();
            change(&mut options);
            message(&x, &x, &options)
        };
        assert_eq!(with(|o| o.degree = 0), "`degree` is 0, but must be at least 1");
        assert!(with(|o| o.smoothing = -1.0).starts_with("`smoothing` is -1"));
        assert_eq!(with(|o| o.bounds = Some((1.0, 4.0))), "`bounds` must enclose the points");
        assert_eq!(with(|o| o.weights = Some(Array1::zeros(5))), "`weights` must not all be zero");
        assert!(with(|o| o.weights = Some(array![1.0])).starts_with("`weights` has shape [1]"));
    }
}

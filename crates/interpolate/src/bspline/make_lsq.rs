//! The spline on given knots that fits data best.
//!
//! Counterpart of `scipy.interpolate.make_lsq_spline`.

use ndarray::{Array1, ArrayRef, ArrayRef1, Axis, RemoveAxis};
use onkai_core::{Error, Real, Result, check_finite};

use super::basis::{KnotFinder, basis_derivatives};
use super::givens::BandQr;
use super::spline::{BSpline, check_knots};
use crate::check::{check_bounds, check_values, check_weights};
use crate::layout::Layout;

/// Makes the spline on given knots for which `Σ (w (S(x) - y))²` is least.
///
/// # Shapes
///
/// `x`: `[m]`, not descending; `y`: any shape with length `m` along `axis`; `knots`: `[n + k + 1]`, such
/// that among the points there is one between `knots[j]` and `knots[j + k + 1]` for each `j`, all of
/// them different (Schoenberg and Whitney).
///
/// # Errors
///
/// [`Error::TooShort`] for fewer than `k + 1` points, [`Error::Shape`], [`Error::NotFinite`],
/// [`Error::Values`] for abscissae that descend or weights that are negative, [`Error::OutOfBounds`] for
/// abscissae beyond the knots, [`Error::Singular`] when points do not determine the spline, and as
/// [`BSpline::new`] for knots.
///
/// # Examples
///
/// ```
/// use ndarray::{Array1, Axis, array};
/// use onkai_interpolate::{LsqSplineOptions, make_lsq_spline};
/// let x = Array1::linspace(0.0, 1.0, 50);
/// let knots = array![0.0, 0.0, 0.0, 0.0, 0.5, 1.0, 1.0, 1.0, 1.0];
/// let y = x.mapv(|x: f64| x * x);
/// let spline = make_lsq_spline(&x, &y, Axis(0), &knots, &LsqSplineOptions::default())?;
/// assert!((spline.at(&array![0.3])[0] - 0.09).abs() < 1e-14);
/// # Ok::<(), onkai_interpolate::Error>(())
/// ```
pub fn make_lsq_spline<T: Real, D: RemoveAxis>(
    x: &ArrayRef1<T>,
    y: &ArrayRef<T, D>,
    axis: Axis,
    knots: &ArrayRef1<T>,
    options: &LsqSplineOptions<T>,
) -> Result<BSpline<T, D>> {
    let k = options.degree;
    let layout = Layout::of(y, axis)?;
    check_knots(knots, k)?;
    if x.len() <= k {
        return Err(Error::TooShort { name: "x", expected: k + 1, actual: x.len() });
    }
    check_finite("x", x)?;
    check_values("y", y, &layout, x.len())?;
    if x.iter().zip(x.iter().skip(1)).any(|(a, b)| b < a) {
        return Err(Error::Values { name: "x", requirement: "not descend" });
    }
    check_bounds("x", x.iter().copied(), (knots[k], knots[knots.len() - k - 1]))?;
    let w = options.weights.as_ref().map(|w| w.to_vec());
    check_weights(w.as_deref(), x.len())?;
    let t = knots.to_vec();
    let y = layout.rows(y);
    let data = Data { x: &x.to_vec(), y: &y, w: w.as_deref(), n_lanes: layout.n_lanes() };
    let c = data.fit(&t, k).solve("design matrix")?;
    Ok(BSpline::from_parts(t, c, k, layout))
}

/// Options of [`make_lsq_spline`]; the defaults are those of SciPy.
#[derive(Clone, Debug, PartialEq)]
pub struct LsqSplineOptions<T> {
    /// The degree. Default: 3.
    pub degree: usize,
    /// What each point's difference is multiplied by; not negative. Default: `None`, 1.
    pub weights: Option<Array1<T>>,
}

impl<T> Default for LsqSplineOptions<T> {
    fn default() -> Self {
        Self { degree: 3, weights: None }
    }
}

/// Data that a spline is to fit; values are rows of lanes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Data<'a, T> {
    pub(crate) x: &'a [T],
    pub(crate) y: &'a [T],
    pub(crate) w: Option<&'a [T]>,
    pub(crate) n_lanes: usize,
}

impl<T: Real> Data<'_, T> {
    /// The weight of a point.
    pub(crate) fn weight(&self, i: usize) -> T {
        self.w.map_or(T::one(), |w| w[i])
    }

    /// The factors of the least squares system on some knots.
    pub(crate) fn fit(&self, t: &[T], k: usize) -> BandQr<T> {
        let mut qr = BandQr::new(t.len() - k - 1, k + 1, self.n_lanes);
        let mut finder = KnotFinder::new(t, k);
        let (mut row, mut rhs) = (vec![T::zero(); k + 1], vec![T::zero(); self.n_lanes]);
        for (i, &x) in self.x.iter().enumerate() {
            let (ell, w) = (finder.find(x), self.weight(i));
            basis_derivatives(t, ell, x, 0, &mut row);
            for b in &mut row {
                *b *= w;
            }
            let y = &self.y[i * self.n_lanes..(i + 1) * self.n_lanes];
            rhs.iter_mut().zip(y).for_each(|(rhs, y)| *rhs = w * *y);
            qr.add_row(ell - k, &mut row, &mut rhs);
        }
        qr
    }
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    fn message(
        x: &Array1<f64>,
        y: &Array1<f64>,
        knots: &Array1<f64>,
        w: Option<Array1<f64>>,
    ) -> String {
        let options = LsqSplineOptions { degree: 1, weights: w };
        make_lsq_spline(x, y, Axis(0), knots, &options).unwrap_err().to_string()
    }

    #[test]
    fn data_that_do_not_fit_are_named() {
        let t = array![0.0, 0.0, 1.0, 1.0];
        let (x, y) = (array![0.0, 0.5, 1.0], array![1.0, 2.0, 3.0]);
        let one = array![0.0];
        assert_eq!(message(&one, &one, &t, None), "`x` has length 1, but needs at least 2");
        assert_eq!(message(&x, &one, &t, None), "`y` has shape [1], but must have [3]");
        assert_eq!(message(&array![1.0, 0.5, 0.0], &y, &t, None), "`x` must not descend");
        assert!(message(&array![0.0, 0.5, 2.0], &y, &t, None).starts_with("`x` is out of bounds"));
        assert!(message(&array![0.0, f64::NAN, 2.0], &y, &t, None).contains("not finite"));
        assert!(message(&x, &y, &array![0.0, 1.0], None).starts_with("`knots` has length 2"));
        let weights = |w| message(&x, &y, &t, Some(w));
        assert_eq!(weights(array![1.0]), "`weights` has shape [1], but must have [3]");
        assert_eq!(weights(array![1.0, -1.0, 1.0]), "`weights` must not be negative");
        assert_eq!(
            weights(array![1.0, f64::NAN, 1.0]),
            "`weights` is not finite: element 1 is NaN"
        );
        assert!(weights(array![0.0, 0.0, 0.0]).starts_with("singular matrix"));
        let gap = array![0.0, 0.0, 0.1, 0.2, 0.3, 1.0, 1.0];
        let error =
            message(&array![0.0, 0.0, 0.5, 1.0, 1.0], &array![0.0, 0.0, 0.0, 0.0, 0.0], &gap, None);
        assert!(error.starts_with("singular matrix"));
    }
}
